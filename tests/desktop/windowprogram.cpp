// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/windowprogram.h"

#include "tests/support/paths.h"

#include <algorithm>
#include <optional>

namespace mailboat::test {

namespace {

const auto pushButton = QStringLiteral("push button");

std::optional<Accessible> first(const Accessible &in, const QString &role, const QString &name)
{
    for (const Accessible &each : in.shown()) {
        if (each.name() == name && each.role() == role)
            return each;
    }
    return {};
}

/// The active window of a program, where it has that title.
std::optional<Accessible> active(const Accessible &program, const QString &title)
{
    for (const Accessible &each : program.children()) {
        if (each.name() == title && each.is(State::Active))
            return each;
    }
    return {};
}

} // namespace

WindowProgram::WindowProgram(
    const Desktop &desktop, const QString &program, const QStringList &arguments, const QStringList &environment)
    : m_desktop(desktop)
    , m_process(program, arguments, desktop.environment() + environment)
{
}

WindowProgram::WindowProgram(const Desktop &desktop, const QStringList &arguments, const QStringList &environment)
    : WindowProgram(desktop, mailboatProgram(), arguments, environment)
{
}

WindowProgram WindowProgram::startedBy(const Desktop &desktop, const QStringList &starter)
{
    return {desktop, starter.first(), starter.mid(1), QStringList()};
}

Accessible WindowProgram::application()
{
    return m_desktop.application(m_process.processId());
}

bool WindowProgram::hasWindow(const QString &title)
{
    const QList<Accessible> windows = application().children();
    return std::any_of(windows.begin(), windows.end(),
        [&](const Accessible &each) { return each.name() == title && each.is(State::Showing); });
}

Accessible WindowProgram::window(const QString &title)
{
    const Accessible program = application();
    std::optional<Accessible> found;
    waitUntil(
        QStringLiteral("window %1").arg(title),
        [&] {
            found = active(program, title);
            return found.has_value();
        },
        [&] { return program.tree(); });
    return *found;
}

void WindowProgram::waitUntilGone(const QString &title)
{
    waitUntil(QStringLiteral("window %1 closes").arg(title), [&] { return !hasWindow(title); });
}

Accessible WindowProgram::preferences()
{
    const Accessible program = application();
    std::optional<Accessible> window;
    waitUntil(
        QStringLiteral("the page is filled"),
        [&] {
            window = active(program, QStringLiteral("Preferences…")); // each time: another datafile gets another one
            if (!window)
                return false;
            const auto interval = first(*window, QStringLiteral("text"), QStringLiteral("Sync time interval"));
            return interval && !interval->text().isEmpty();
        },
        [&] { return program.tree(); });
    return *window;
}

Accessible find(const Accessible &in, const QString &role, const QString &name)
{
    std::optional<Accessible> found;
    waitUntil(
        QStringLiteral("%1 \"%2\"").arg(role, name),
        [&] {
            found = first(in, role, name);
            return found.has_value();
        },
        [&] { return in.tree(); });
    return *found;
}

bool has(const Accessible &in, const QString &role, const QString &name)
{
    return first(in, role, name).has_value();
}

Accessible findWords(const Accessible &in, const QString &words)
{
    std::optional<Accessible> found;
    waitUntil(
        QStringLiteral("a label with \"%1\"").arg(words),
        [&] {
            for (const Accessible &each : in.shown()) {
                if (each.name().contains(words) && each.isText())
                    found = each;
            }
            return found.has_value();
        },
        [&] { return in.tree(); });
    return *found;
}

void pressButton(const Accessible &in, const QString &name)
{
    const Accessible button = find(in, pushButton, name);
    waitUntil(
        QStringLiteral("button %1 is on").arg(name), [&] { return button.isOn(); }, [&] { return in.tree(); });
    button.press();
}

void fill(const Desktop &desktop, const Accessible &field, const QString &text)
{
    field.focus();
    desktop.keys({QStringLiteral("ctrl+a"), QStringLiteral("BackSpace")});
    waitUntil(QStringLiteral("%1 is empty").arg(field.name()), [&] { return field.length() == 0; });
    desktop.type(text);
    waitUntil(
        QStringLiteral("%1 holds what was typed").arg(field.name()), [&] { return field.length() == text.size(); },
        [&] { return field.tree(); });
}

void clickCell(const Desktop &desktop, const Accessible &in, const QString &text)
{
    const Accessible cell = find(in, QStringLiteral("cell"), text);
    std::optional<QPoint> clicked;
    waitUntil(QStringLiteral("cell %1 is selected").arg(text), [&] {
        const QPoint middle = cell.middle();
        if (clicked != middle) // the list moves when the lines above it change their number
            desktop.click(middle);
        clicked = middle;
        return cell.is(State::Selected);
    });
}

void showPage(const Desktop &desktop, const Accessible &preferences, const QString &category)
{
    const Accessible search = find(preferences, QStringLiteral("text"), QStringLiteral("Search categories"));
    fill(desktop, search, category);
    desktop.keys({QStringLiteral("Return")});
    const Accessible item = find(preferences, QStringLiteral("list item"), category);
    waitUntil(QStringLiteral("%1 is chosen").arg(category), [&] { return item.is(State::Selected); });
    fill(desktop, search, {});
}

void unlock(const Desktop &desktop, WindowProgram &program, const QString &code)
{
    const Accessible preferences = program.window(QStringLiteral("Preferences…"));
    pressButton(preferences, QStringLiteral("Click to un-lock")); // which is on once all is filled
    const Accessible asking = program.window(QStringLiteral("Authorisation"));
    fill(desktop, find(asking, QStringLiteral("text"), QStringLiteral("Authorisation code")), code);
    desktop.keys({QStringLiteral("Return")});
    program.waitUntilGone(QStringLiteral("Authorisation"));
    find(preferences, pushButton, QStringLiteral("Click to lock"));
    program.window(QStringLiteral("Preferences…")); // active again
}

} // namespace mailboat::test
