// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/ctlsite.h"
#include "tests/desktop/windowprogram.h"
#include "tests/support/catch.h"

using namespace mailboat::test;

namespace {

/// What one can work with there: all but the rows of lists, which the arrow keys reach.
QList<Accessible> stops(const Accessible &window)
{
    QList<Accessible> found;
    for (const Accessible &each : window.shown()) {
        const QString role = each.role();
        if (each.is(State::Focusable) && each.isOn() && role != QStringLiteral("cell")
            && role != QStringLiteral("list item") && role != QStringLiteral("label"))
            found.append(each);
    }
    return found;
}

/// Presses the key until every stop has had the keyboard; the names of those that it did not reach in two rounds.
QStringList unreached(const Desktop &desktop, const Accessible &window, const QString &key)
{
    QList<Accessible> missing = stops(window);
    const QList<Accessible> all = missing;
    const auto holder = [&all] {
        const auto found
            = std::find_if(all.begin(), all.end(), [](const Accessible &each) { return each.is(State::Focused); });
        return found == all.end() ? -1 : static_cast<int>(found - all.begin());
    };
    for (qsizetype press = 2 * all.size(); press > 0 && !missing.isEmpty(); --press) {
        const int before = holder();
        desktop.keys({key});
        int now = -1;
        waitUntil(
            QStringLiteral("%1 moves the keyboard on").arg(key),
            [&] {
                now = holder();
                return now >= 0 && now != before;
            },
            [&] { return before < 0 ? window.tree() : all.at(before).tree(); });
        missing.removeAll(all.at(now));
    }
    QStringList names;
    for (const Accessible &each : missing)
        names.append(each.role() + u' ' + each.name());
    return names;
}

void checkNames(const Accessible &window)
{
    for (const Accessible &each : stops(window)) {
        INFO(each.tree().toStdString());
        CHECK(!each.name().isEmpty());
    }
}

} // namespace

TEST_CASE("Every control of the preferences is reached by Tab and Shift-Tab, locked and unlocked")
{
    CtlSite site(1);
    site.addPeer(2, QStringLiteral("clinic2"));
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    checkNames(window);
    CHECK(unreached(desktop, window, QStringLiteral("Tab")) == QStringList());
    unlock(desktop, program, rightCode);
    checkNames(window);
    CHECK(unreached(desktop, window, QStringLiteral("Tab")) == QStringList());
    CHECK(unreached(desktop, window, QStringLiteral("shift+Tab")) == QStringList());
}

TEST_CASE("Every control of the small windows is reached by Tab, and the windows close by keys")
{
    CtlSite site(1);
    site.addPeer(2, QStringLiteral("clinic2"));
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible preferences = program.preferences();
    const auto walk = [&](const QString &title) {
        const Accessible window = program.window(title);
        INFO(title.toStdString());
        checkNames(window);
        CHECK(unreached(desktop, window, QStringLiteral("Tab")) == QStringList());
        desktop.keys({QStringLiteral("Escape")});
        program.waitUntilGone(title);
        program.window(QStringLiteral("Preferences…"));
    };

    desktop.keys({QStringLiteral("alt+l")});
    walk(QStringLiteral("Authorisation"));
    unlock(desktop, program, rightCode);
    find(preferences, QStringLiteral("text"), QStringLiteral("Search sync IDs, user names")).focus();
    desktop.keys({QStringLiteral("Down"), QStringLiteral("F2")}); // Down goes into the list
    walk(QStringLiteral("Add/edit synchronize parameters"));
    desktop.keys({QStringLiteral("Insert")});
    walk(QStringLiteral("Add/edit synchronize parameters"));
}
