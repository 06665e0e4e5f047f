// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every label of the contract's §5, as a screen reader finds it.
#include "tests/desktop/primary.h"
#include "tests/desktop/windowprogram.h"
#include "tests/support/catch.h"

#include <span>

using namespace mailboat::test;

namespace {

struct Control {
    const char *role;
    const char *name;
    bool isOnLocked;
    bool isOnUnlocked;
};

constexpr Control page[] = {
    {"text", "Sync ID", false, true},
    {"text", "Sync time interval", true, true},
    {"text", "Sync request size", false, true},
    {"check box", "Use js node HTTP client", false, true},
    {"push button", "Check connection", true, true},
    {"push button", "Key for passwords…", false, true},
    {"text", "Search sync IDs, user names", true, true},
    {"table", "Sites", true, true},
    {"push button", "Add site", false, true},
    {"push button", "Delete site", false, false}, // no row is selected
    {"push button", "Import…", false, true},
    {"push button", "Export…", true, true},
    {"push button", "Past synchronisations…", true, true},
    {"push button", "Cancel", true, true},
    {"push button", "OK", true, true},
};

constexpr Control backupPage[] = {
    {"push button", "Back up now", true, true},
    {"text", "Folder for backups", false, true},
    {"push button", "Choose…", false, true},
    {"check box", "Back up every day", false, true},
    {"text", "Daily backups to keep", false, true},
    {"push button", "Restore…", false, true},
};

constexpr Control serverPage[] = {
    {"combo box", "This computer only", false, true}, // Qt names it by its value
    {"text", "Listen on", false, true},
    {"text", "Port", false, true},
    {"text", "External URL", false, true},
    {"text", "Certificate", false, true},
    {"push button", "Choose the certificate…", false, true},
    {"text", "Private key", false, true},
    {"push button", "Choose the private key…", false, true},
    {"check box", "Answer other machines without a certificate, too", false, true},
};

constexpr Control generalPage[] = {
    {"check box", "Start at log-in", true, true}, {"check box", "Keep running in the tray", true, true},
    {"check box", "Notifications", false, true},
    {"combo box", "Use the system's proxy", false, true}, // Qt names it by its value
    {"text", "Proxy address", false, false}, // the system's is used
    {"text", "Proxy user name", false, false}, {"table", "Authorisation codes", true, true},
    {"push button", "Add…", false, true}, {"push button", "Revoke", false, false}, // no row is selected
};

void checkPage(const Accessible &window, std::span<const Control> controls, bool isUnlocked)
{
    for (const Control &each : controls) {
        INFO(each.role << ' ' << each.name << (isUnlocked ? ", unlocked" : ", locked"));
        const Accessible control = find(window, QString::fromUtf8(each.role), QString::fromUtf8(each.name));
        const bool isOn = isUnlocked ? each.isOnUnlocked : each.isOnLocked;
        CHECK(control.isOn() == isOn);
        CHECK(control.is(State::Focusable));
        if (!isOn)
            CHECK(!control.description().isEmpty()); // the reason
        if (control.role() == QStringLiteral("text"))
            CHECK(control.isEditable() == isOn);
    }
}

void checkFields(const Accessible &window, bool isUnlocked)
{
    for (const char *name : {"Sync ID", "User name", "URL", "Time zone"}) {
        INFO(name);
        CHECK(find(window, QStringLiteral("text"), QString::fromUtf8(name)).isEditable() == isUnlocked);
    }
    const Accessible password = find(window, QStringLiteral("text"), QStringLiteral("Password"));
    CHECK(password.isEditable() == isUnlocked);
    CHECK(password.isPassword());
    CHECK(password.text().isEmpty());
    CHECK_FALSE(find(window, QStringLiteral("text"), QStringLiteral("Hardware ID")).isEditable());
    for (const char *mark : {"May omit hardware ID", "Open mSupply central"}) {
        INFO(mark);
        CHECK(find(window, QStringLiteral("check box"), QString::fromUtf8(mark)).isOn() == isUnlocked);
    }
    CHECK_FALSE(find(window, QStringLiteral("text"), QStringLiteral("Active stores")).isEditable());
    for (const char *name : {"Generate sync records", "Retrieve sync records"}) {
        INFO(name);
        const Accessible button = find(window, QStringLiteral("push button"), QString::fromUtf8(name));
        CHECK(button.isOn() == isUnlocked);
        CHECK(!button.description().isEmpty());
    }
    CHECK(find(window, QStringLiteral("push button"), QStringLiteral("Cancel")).isOn());
    CHECK(find(window, QStringLiteral("push button"), QStringLiteral("OK")).isOn() == isUnlocked);
}

} // namespace

TEST_CASE("A screen reader finds the categories in order, with a reason at those without a page")
{
    const CtlSite site(0);
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    const QList<Accessible> items
        = find(window, QStringLiteral("list"), QStringLiteral("Categories")).shown(QStringLiteral("list item"));
    const QStringList wanted = QStringLiteral(
        "General,Misc,Purchase order defaults,Purchase order 2,Invoices 1,Invoices 2,Item,Price,Quotes,"
        "Reports,Names,Tender,Reminders,Patient Medication,Drug Interactions,Registration,Printing,"
        "OK and print,Logo,Dispensary mode,HIS,Log,Backup,Backup 2,Email,Server,Synchronise,"
        "Customization")
                                   .split(u',');
    REQUIRE(items.size() == wanted.size());
    for (qsizetype i = 0; i < items.size(); ++i) {
        INFO(wanted.at(i).toStdString());
        const bool isShown = wanted.at(i) == QStringLiteral("Synchronise");
        const bool hasPage = QStringList {QStringLiteral("Backup"), QStringLiteral("General"), QStringLiteral("Log"),
            QStringLiteral("Server"), QStringLiteral("Synchronise")}
                                 .contains(wanted.at(i));
        CHECK(items.at(i).name() == wanted.at(i));
        CHECK(items.at(i).is(State::Selectable) == hasPage);
        CHECK(items.at(i).is(State::Selected) == isShown);
        CHECK(items.at(i).description().contains(QStringLiteral("no page")) == !hasPage);
    }
    CHECK(find(window, QStringLiteral("text"), QStringLiteral("Search categories")).isOn());
}

TEST_CASE("A screen reader finds every control of the page, locked and unlocked, and a wrong code said in its window")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    find(window, QStringLiteral("panel"), QStringLiteral("This site"));
    find(window, QStringLiteral("panel"), QStringLiteral("Synchronize parameters"));
    findWords(window, QStringLiteral("Locked: "));
    findWords(window, QStringLiteral("This site is the primary"));
    CHECK(find(window, QStringLiteral("text"), QStringLiteral("Sync ID")).text() == QStringLiteral("1"));
    CHECK(find(window, QStringLiteral("text"), QStringLiteral("Sync request size")).text()
        == QStringLiteral("Automatic"));
    checkPage(window, page, false);

    find(window, QStringLiteral("push button"), QStringLiteral("Click to un-lock")).press();
    const Accessible asking = program.window(QStringLiteral("Authorisation"));
    const Accessible code = find(asking, QStringLiteral("text"), QStringLiteral("Authorisation code"));
    CHECK(code.is(State::Focused));
    CHECK(code.isPassword());
    CHECK(find(asking, QStringLiteral("push button"), QStringLiteral("Cancel")).isOn());
    CHECK_FALSE(find(asking, QStringLiteral("push button"), QStringLiteral("OK")).isOn()); // nothing has been entered
    fill(desktop, code, QStringLiteral("NOT-THE-RIGHT-CODE"));
    pressButton(asking, QStringLiteral("OK"));
    findWords(asking, QStringLiteral("wrong"));
    CHECK(has(window, QStringLiteral("push button"), QStringLiteral("Click to un-lock")));
    fill(desktop, code, rightCode);
    desktop.keys({QStringLiteral("Return")});
    program.waitUntilGone(QStringLiteral("Authorisation"));
    find(window, QStringLiteral("push button"), QStringLiteral("Click to lock"));
    findWords(window, QStringLiteral("Unlocked: "));
    checkPage(window, page, true);

    pressButton(window, QStringLiteral("Click to lock"));
    find(window, QStringLiteral("push button"), QStringLiteral("Click to un-lock"));
    checkPage(window, page, false);
}

TEST_CASE("14.B2: a screen reader finds every control of the page General, locked and unlocked")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    showPage(desktop, window, QStringLiteral("General"));
    find(window, QStringLiteral("panel"), QStringLiteral("On this desktop"));
    checkPage(window, generalPage, false);
    unlock(desktop, program, rightCode);
    checkPage(window, generalPage, true);
}

TEST_CASE("12.4: a screen reader finds every control of the page Backup, locked and unlocked")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    showPage(desktop, window, QStringLiteral("Backup"));
    find(window, QStringLiteral("panel"), QStringLiteral("Daily backups"));
    findWords(window, QStringLiteral("No backup has been made yet."));
    checkPage(window, backupPage, false);
    unlock(desktop, program, rightCode);
    checkPage(window, backupPage, true);
}

TEST_CASE("14.B2: a screen reader finds every control of the page Server, locked and unlocked")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    showPage(desktop, window, QStringLiteral("Server"));
    find(window, QStringLiteral("panel"), QStringLiteral("How sites reach this primary"));
    checkPage(window, serverPage, false);
    unlock(desktop, program, rightCode);
    checkPage(window, serverPage, true);
}

TEST_CASE("A screen reader finds the columns and cells of the table, and a search narrows it")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    const Accessible table = find(window, QStringLiteral("table"), QStringLiteral("Sites"));
    for (const char *column : {"Sync ID", "User name", "URL", "Last contact", "Waiting"})
        find(table, QStringLiteral("column header"), QString::fromUtf8(column));
    for (const char *cell : {"2", "clinic2", "10", "hospital", "never"})
        CHECK(find(table, QStringLiteral("cell"), QString::fromUtf8(cell)).is(State::Selectable));

    fill(desktop, find(window, QStringLiteral("text"), QStringLiteral("Search sync IDs, user names")),
        QStringLiteral("HO"));
    find(window, QStringLiteral("label"), QStringLiteral("1 of 2 sites"));
    find(table, QStringLiteral("cell"), QStringLiteral("hospital"));
    CHECK_FALSE(has(table, QStringLiteral("cell"), QStringLiteral("clinic2")));
}

TEST_CASE("A screen reader finds the line that says how synchronisation stands, and Sync now")
{
    const CtlSite site(2);
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    const Accessible syncNow = find(window, QStringLiteral("push button"), QStringLiteral("Sync now"));
    waitUntil(QStringLiteral("the reason why it is off"),
        [&] { return syncNow.description().contains(QStringLiteral("primary")); });
    CHECK_FALSE(syncNow.isOn());
    findWords(window, QStringLiteral("Synchronisation is off"));
    findWords(window, QStringLiteral("No records wait"));
}

TEST_CASE("A screen reader finds every control of the Add/edit window, locked and unlocked")
{
    const Primary site;
    const Desktop desktop;
    WindowProgram program(desktop, site.withDatafile({}));
    const Accessible window = program.preferences();
    const QString title = QStringLiteral("Add/edit synchronize parameters");
    clickCell(desktop, window, QStringLiteral("clinic2"));
    desktop.keys({QStringLiteral("Return")});
    const Accessible reading = program.window(title);
    checkFields(reading, false);
    findWords(reading, QStringLiteral("Locked. "));
    desktop.keys({QStringLiteral("Escape")});
    program.waitUntilGone(title);

    unlock(desktop, program, rightCode);
    clickCell(desktop, window, QStringLiteral("clinic2"));
    CHECK(find(window, QStringLiteral("push button"), QStringLiteral("Delete site")).isOn()); // a row is selected
    desktop.keys({QStringLiteral("Return")});
    const Accessible editing = program.window(title);
    CHECK(find(editing, QStringLiteral("text"), QStringLiteral("User name")).text() == QStringLiteral("clinic2"));
    checkFields(editing, true);
    desktop.keys({QStringLiteral("Escape")});
    program.waitUntilGone(title);
}
