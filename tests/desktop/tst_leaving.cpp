// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked before the program ends while records wait, and what a pause leaves in the tray.
#include "tests/app/words.h"
#include "tests/desktop/satellitewindow.h"
#include "tests/desktop/sessionmanager.h"
#include "tests/support/catch.h"

#include <optional>

using namespace mailboat::test;

namespace {

const auto leftWindow = QStringLiteral("Preferences…");
const auto leavingTitle = QStringLiteral("Synchronisation stops");
const auto waitingTitle = QStringLiteral("Records wait to be sent");
const auto discardTitle = QStringLiteral("Discard changes");
const auto sendAndQuit = QStringLiteral("Send now and quit");
const auto keepRunning = QStringLiteral("Keep running in the background");

void putRecords(const SatelliteWindow &w)
{
    w.site().must(words("records put Location L1"), R"({"ID":"L1","store_ID":"S2"})");
    w.site().must(words("records put Location L2"), R"({"ID":"L2","store_ID":"S2"})");
}

/// From now on the primary refuses this satellite, for which no time has to pass.
void refuse(const SatelliteWindow &w)
{
    w.primary().must(words("peers edit 2 --password-file -"), "another\n");
}

int waiting(const CtlSite &site)
{
    return site.ask(words("status")).object.value(QStringLiteral("waitingToPush")).toInt();
}

/// The question, once it says that.
Accessible questionWith(SatelliteWindow &w, const QString &words, const QString &title = leavingTitle)
{
    std::optional<Accessible> question;
    waitUntil(QStringLiteral("asked: %1").arg(words), [&] {
        question = w.program().window(title);
        for (const Accessible &each : question->shown()) {
            if (each.name().contains(words))
                return true;
        }
        return false;
    });
    return *question;
}

} // namespace

TEST_CASE(
    "14.B3: Quit in the tray names what waits; who stays has the window, and what cannot be sent is asked about again")
{
    SatelliteWindow w(true);
    refuse(w);
    putRecords(w);
    findWords(w.program().preferences(), QStringLiteral("2 records wait to be sent"));
    w.desktop().keys({QStringLiteral("Escape")});
    pressButton(w.program().window(keepRunning), keepRunning);
    w.program().waitUntilGone(leftWindow);

    w.chooseFromMenu(QStringLiteral("q"));
    Accessible question = w.program().window(leavingTitle);
    findWords(question, QStringLiteral("2 records wait to be sent"));
    CHECK(has(question, QStringLiteral("push button"), QStringLiteral("Send now and quit")));
    CHECK(has(question, QStringLiteral("push button"), QStringLiteral("Quit")));
    pressButton(question, QStringLiteral("Send now and quit"));
    const Accessible again
        = questionWith(w, QStringLiteral("The records could not be sent. 2 records wait to be sent"));
    findWords(again, QStringLiteral("password"));
    w.desktop().keys({QStringLiteral("Escape")}); // "Stay"
    w.program().waitUntilGone(leavingTitle);
    w.program().window(leftWindow);
    CHECK(w.program().process().isRunning());
    CHECK(waiting(w.site()) == 2);
}

TEST_CASE("14.B3: without a tray, closing names what waits, and Return sends it and ends the program")
{
    SatelliteWindow w;
    w.site().must(words("prefs set sync-interval 0")); // nothing goes by itself
    putRecords(w);
    findWords(w.program().preferences(), QStringLiteral("2 records wait to be sent"));
    w.desktop().keys({QStringLiteral("alt+F4")});
    const Accessible question = w.program().window(waitingTitle); // nothing stops: it is paused
    findWords(question, QStringLiteral("2 records wait to be sent"));
    for (const Accessible &each : question.shown())
        CHECK_FALSE(each.name().contains(QStringLiteral("once Mailboat runs again")));
    w.desktop().keys({QStringLiteral("Return")});
    CHECK(w.program().process().exitStatus() == 0);
    CHECK(waiting(w.site()) == 0);
    CHECK(w.primary().run(words("records get Location L2")).status == 0);
}

TEST_CASE("14.B10: a record that is put while the question is open shows in it, and can be sent before it ends")
{
    SatelliteWindow w;
    w.desktop().keys({QStringLiteral("alt+F4")});
    Accessible question = w.program().window(leavingTitle); // no tray: synchronisation stops
    CHECK_FALSE(has(question, QStringLiteral("push button"), sendAndQuit));
    refuse(w);
    putRecords(w);
    question = questionWith(w, QStringLiteral("2 records wait to be sent"));
    CHECK(has(question, QStringLiteral("push button"), sendAndQuit));
    w.desktop().keys({QStringLiteral("Escape")}); // "Stay"
    w.program().waitUntilGone(leavingTitle);
    CHECK(w.program().process().isRunning());
    CHECK(waiting(w.site()) == 2);
}

TEST_CASE("14.A4: an interval of 0 keeps program and icon, and Resume gives the interval back that there was before")
{
    SatelliteWindow w(true);
    w.site().must(words("prefs set sync-interval 15"));
    const Accessible interval
        = find(w.program().preferences(), QStringLiteral("text"), QStringLiteral("Sync time interval"));
    waitUntil(QStringLiteral("the interval is shown"), [&] { return interval.text() == QStringLiteral("15"); });
    fill(w.desktop(), interval, QStringLiteral("0"));
    w.desktop().keys({QStringLiteral("Return")});
    pressButton(w.program().window(keepRunning), keepRunning);
    w.program().waitUntilGone(leftWindow);
    CHECK(w.program().process().isRunning());
    const auto saved = [&w] { return w.site().run(words("prefs get sync-interval")).output.trimmed(); };
    CHECK(saved() == "0");
    w.chooseFromMenu(QStringLiteral("r"));
    waitUntil(QStringLiteral("it goes on"), [&] { return saved() == "15"; });
    CHECK_FALSE(w.program().hasWindow(leftWindow));
}

TEST_CASE("14.B3: at the end of the session what waits is named: who stays has it cancelled, who quits lets it end")
{
    SessionManager session;
    SatelliteWindow w(false, {session.environment()});
    session.waitForProgram();
    refuse(w);
    putRecords(w);
    findWords(w.program().preferences(), QStringLiteral("2 records wait to be sent"));
    session.end();
    Accessible question = w.program().window(leavingTitle);
    findWords(question, QStringLiteral("2 records wait to be sent"));
    pressButton(question, QStringLiteral("Stay"));
    waitUntil(QStringLiteral("the session goes on"), [&] { return session.isCancelled(); });
    w.program().waitUntilGone(leavingTitle);
    CHECK(w.program().process().isRunning());

    session.end();
    pressButton(w.program().window(leavingTitle), QStringLiteral("Quit"));
    waitUntil(QStringLiteral("the session ends"), [&] { return session.isEnded(); });
    CHECK(w.program().process().exitStatus() == 0);
    CHECK(waiting(w.site()) == 2);
}

TEST_CASE("14.B3: the end of the session ends the program without a question where nothing waits, also in the tray")
{
    SessionManager session;
    SatelliteWindow w(true, {session.environment()});
    session.waitForProgram();
    w.desktop().keys({QStringLiteral("Escape")});
    pressButton(w.program().window(keepRunning), keepRunning);
    w.program().waitUntilGone(leftWindow);
    session.end();
    waitUntil(QStringLiteral("the session ends"), [&] { return session.isEnded(); });
    CHECK(w.program().process().exitStatus() == 0);
}

TEST_CASE("14.B3: at the end of the session what waits is sent first where somebody wants that")
{
    SessionManager session;
    SatelliteWindow w(false, {session.environment()});
    session.waitForProgram();
    w.site().must(words("prefs set sync-interval 0"));
    putRecords(w);
    findWords(w.program().preferences(), QStringLiteral("2 records wait to be sent"));
    w.desktop().keys({QStringLiteral("alt+F4")});
    w.program().window(waitingTitle);
    session.end(); // the question that is open answers both
    pressButton(w.program().window(waitingTitle), sendAndQuit);
    waitUntil(QStringLiteral("the session ends"), [&] { return session.isEnded(); });
    CHECK(w.program().process().exitStatus() == 0);
    CHECK(waiting(w.site()) == 0);
}

TEST_CASE("14.B3: the end of the session asks about what is edited: who keeps editing has it cancelled")
{
    SessionManager session;
    SatelliteWindow w(false, {session.environment()});
    session.waitForProgram();
    unlock(w.desktop(), w.program(), rightCode);
    const Accessible window = w.program().preferences();
    fill(w.desktop(), find(window, QStringLiteral("text"), QStringLiteral("Sync time interval")), QStringLiteral("33"));
    fill(w.desktop(), find(window, QStringLiteral("text"), QStringLiteral("Sync request size")), QStringLiteral("75"));
    session.end();
    pressButton(w.program().window(discardTitle), QStringLiteral("Keep editing"));
    waitUntil(QStringLiteral("the session goes on"), [&] { return session.isCancelled(); });
    w.program().waitUntilGone(discardTitle);
    CHECK(find(window, QStringLiteral("text"), QStringLiteral("Sync time interval")).text() == QStringLiteral("33"));

    session.end();
    pressButton(w.program().window(discardTitle), QStringLiteral("Discard"));
    waitUntil(QStringLiteral("the session ends"), [&] { return session.isEnded(); });
    CHECK(w.program().process().exitStatus() == 0);
}

TEST_CASE("The end of the session waits for who has a new datafile's code before them")
{
    SessionManager session;
    const Desktop desktop;
    WindowProgram program(desktop, {}, {session.environment()});
    session.waitForProgram();
    const Accessible window = program.window(QStringLiteral("Mailboat: choose a datafile"));
    pressButton(window, QStringLiteral("The primary"));
    pressButton(window, QStringLiteral("Finish"));
    const Accessible code = find(window, QStringLiteral("text"), QStringLiteral("Authorisation code"));
    waitUntil(QStringLiteral("the code"), [&] { return !code.text().isEmpty(); });
    session.end();
    waitUntil(QStringLiteral("the session goes on"), [&] { return session.isCancelled(); });
    const auto question = QStringLiteral("Authorisation code");
    pressButton(program.window(question), QStringLiteral("Stay here"));
    program.waitUntilGone(question);
    find(window, QStringLiteral("check box"), QStringLiteral("I have written it down")).press();
    pressButton(window, QStringLiteral("Finish"));
    program.preferences();
    session.end();
    waitUntil(QStringLiteral("the session ends"), [&] { return session.isEnded(); });
    CHECK(program.process().exitStatus() == 0);
}
