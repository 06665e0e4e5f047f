// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helppages.h"

#include <QCoreApplication>
#include <QWidget>

#include <span>

namespace mailboat {

namespace {

enum class Kind { Heading, Paragraph, Step, Item };

struct Block {
    Kind kind = Kind::Paragraph;
    const char *text = "";
    const char *topics = ""; ///< what it is about: "window/widget" by object names, between blanks
};

// Longer than other functions on purpose: it is one text.
constexpr Block synchronise[] = {
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "This page connects the sites of your organisation. One of them, the primary, keeps everybody's records "
            "in step; all others are satellites and exchange their records with it. Whatever you change here takes "
            "effect when you press OK; Cancel leaves everything as it was.")},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "First steps at the primary")},
    {Kind::Step, QT_TRANSLATE_NOOP("mailboat", "Press \"Click to un-lock\" and enter an authorisation code.")},
    {Kind::Step, QT_TRANSLATE_NOOP("mailboat", "Enter 1 as \"Sync ID\". That number makes this site the primary.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Add every satellite with \"+\": give it a Sync ID from 2 up, a user name of its own and a password. Leave "
            "its URL empty: satellites call the primary, never the other way round.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Press OK. Give each satellite its Sync ID, its user name, its password and the address of this primary.")},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "First steps at a satellite")},
    {Kind::Step, QT_TRANSLATE_NOOP("mailboat", "Press \"Click to un-lock\" and enter an authorisation code.")},
    {Kind::Step, QT_TRANSLATE_NOOP("mailboat", "Enter the \"Sync ID\" that the primary's administrator gave you.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Add the primary with \"+\": Sync ID 1, the user name and password that you were given, and the primary's "
            "address as URL.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Press \"Check connection\". It changes nothing and says, step by step, what works and who has to do what "
            "where something does not.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Press OK. The first synchronisation brings all records of this site and may take long; it goes on where "
            "it was, should the line break.")},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "The padlock"), "preferences/padlock"},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "While the padlock is red and closed, settings can be read but not changed. An authorisation code opens "
            "it; whoever set this site up has one. It closes again at OK, at Cancel, at \"Click to lock\" and after "
            "five minutes in which nobody does anything. What you have entered until then stays, and OK asks for the "
            "code again. Looking, searching, \"Check connection\", \"Sync now\" and the time interval need no code.")},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "This site")},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Sync ID: the number of this site. 0: it does not synchronise. 1: it is the primary. 2 and up: it is a "
            "satellite. No two sites may have the same one."),
        "preferences/syncId"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Sync time interval: how many minutes a satellite waits between two synchronisations. 0 pauses them once "
            "the records in hand have arrived; \"Sync now\" still works."),
        "preferences/syncInterval"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Sync request size: how many records travel in one request at most. Leave it at automatic unless support "
            "asks for another value: it adapts to the line."),
        "preferences/requestSize"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Use js node HTTP client: another way of calling the primary, which may work where the usual one does "
            "not. It needs Node.js on this machine."),
        "preferences/nodeHttpClient"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Check connection: tries everything that a synchronisation needs, with the values that the window shows, "
            "saved or not."),
        "preferences/checkConnection"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Key for passwords…: passwords are kept sealed with a key of yours on this machine, in a file that you "
            "alone may read. Here it moves into the desktop's key ring, which is open while you are signed in, or "
            "back."),
        "preferences/keyForPasswords"},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Synchronize parameters"),
        "preferences/parameters peerDialog/peerDialog"},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "The list of the sites that this one knows: at a satellite the primary alone, at the primary all "
            "satellites. Type into the search field to see only those whose Sync ID or user name begins so; press a "
            "column's heading to sort by it, and again to reverse the order. Enter or a double click opens a row, "
            "Insert adds one, Delete removes those that are selected.")},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "A site that its primary does not serve, because one of the two is an older copy or two machines are that "
            "site, has a mark in the list. Open it, or its menu, and press \"Choose what happens…\"; where somebody "
            "has to choose at the site itself, its row says so."),
        "peerDialog/recoverSite"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "State, at the primary: ok, behind (it calls, but has not received everything for a long time), silent, "
            "never, "
            "initialising (its first load runs) or refused, with the reason. The line above the list counts them; "
            "press a figure to see only those sites. Open a site to read what is wrong and what cures it."),
        "preferences/siteFigures peerDialog/siteState peerDialog/cure peerDialog/lastContacts"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Import… and Export…: the list as a CSV file, with the columns syncId, userName, password and url. An "
            "import shows every row before anything is changed, and takes all rows or none; an export leaves the "
            "passwords out."),
        "preferences/importSites preferences/exportSites importDialog/importDialog"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "User name and password: with these a satellite signs in at its primary, and the same ones stand at both "
            "ends. Whoever runs the primary chooses them."),
        "peerDialog/userName peerDialog/password"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Make a password: a random one for a satellite, shown until the window is closed. Give it to whoever sets "
            "up the satellite, in a way that nobody else can read."),
        "peerDialog/makePassword peerDialog/copyPassword"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Hardware ID: the primary notes each satellite's machine at its first contact and refuses any other. When "
            "a satellite moves to another machine, clear it at the primary."),
        "peerDialog/hardwareId peerDialog/clearHardwareId"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "May omit hardware ID: for a tool that has none. Once a machine is recorded, that satellite may go on "
            "without naming it."),
        "peerDialog/mayOmitHardwareId"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Open mSupply central: marks the one site that is an Open mSupply central server. It may write the "
            "patients and their records of every site."),
        "peerDialog/omsCentral"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Time zone: where that satellite's clock stands, such as Pacific/Auckland; empty, where the primary's "
            "does. mSupply Mobile needs it for its dates to stay the same day."),
        "peerDialog/timeZone"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Program: what last called as that satellite, and its version. A satellite that goes over to another "
            "program "
            "starts there from nothing, and gets everything again."),
        "peerDialog/program"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "URL: belongs to the primary's row at a satellite. A URL in a primary's list turns synchronisation off "
            "until it is cleared."),
        "peerDialog/url preferences/clearUrls"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Generate sync records: sends again all that the other side should have. Use it when records are missing "
            "there. Nothing is lost or doubled."),
        "peerDialog/generate"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Retrieve sync records: asks the other side to send again all that this one should have. Use it when "
            "records are missing here, and after a backup was put back."),
        "peerDialog/retrieve"},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "If it does not work"), "preferences/statusLine"},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Read the lines at the top of the page: they say how the last synchronisation went, how many records wait "
            "and what to do.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Press \"Check connection\" and do what its advice says. A failure that may pass by itself is tried again "
            "without your doing anything.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "If that does not help, press \"Copy report\" and send the report to your support. It holds no password "
            "and no code.")},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "Records in quarantine could not be taken, were refused by the other side, or cannot be read by the "
            "program "
            "of a site that they are for. Nothing else waits for them. The button with their number leads to their "
            "list, with the reason of each.")},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "Records that wait to be sent are safe: they are kept on this machine until the primary has confirmed "
            "that it has them.")},
};

// As long, and for the same reason.
constexpr Block general[] = {
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "This page says what your desktop does with Mailboat, how this site gets out to the network, and who may "
            "change its settings. What you change takes effect when you press OK; only codes are made and revoked at "
            "once.")},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "On this desktop"), "preferences/onThisDesktop"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Start at log-in: Mailboat starts without its window when you log in, and synchronises. The icon in the "
            "tray shows the window, and so does starting Mailboat again, where the desktop has no tray."),
        "preferences/startAtLogIn"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Keep running in the tray: closing the window does not stop synchronisation. \"Quit\" in the menu of the "
            "icon does. This and the start at log-in are yours alone: others who use this machine have their own. "
            "Neither "
            "needs a code."),
        "preferences/keepRunning"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Notifications: the desktop tells you of what does not mend itself, such as a wrong password or a full "
            "disk, of one and of three days without synchronisation, and that all is well again: each once. A click "
            "on a notification opens the window."),
        "preferences/notifications"},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Proxy"), "preferences/proxyGroup"},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "Proxy: another machine by which this one reaches the network, where your organisation has one. Its "
            "address begins with http:// or socks5:// and ends with a port. Enter user name and password where it asks "
            "for them; the password is kept sealed."),
        "preferences/proxy preferences/proxyAddress preferences/proxyUser preferences/proxyPassword"},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Authorisation codes"), "preferences/authorisationCodes"},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "Each person who may change the settings of this site gets a code of their own, so that one can be revoked "
            "without the others. Press \"Click to un-lock\" first: only somebody who has a code can add or revoke "
            "one."),
        "preferences/codes"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Add…: makes a code, with a label that says whose it is and, if you like, its last day. The code is shown "
            "only once."),
        "preferences/addCode newCode/codeLabel newCode/codeLastDay"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Revoke: the code that is selected opens nothing any more. The last one that can be used stays: without it "
            "nobody could change anything here."),
        "preferences/revokeCode"},
};

// As long, and for the same reason.
constexpr Block logBlocks[] = {
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "This page shows what has happened at this site, the newest first, and goes on to do so while it is open. "
            "Reading, exporting and trying again need no code; only how long the log is kept does.")},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Finding something")},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Search the log: keeps what has the text anywhere, in its details, too. Beside it the days and, at a "
            "primary, the Sync ID of a site can be chosen."),
        "preferences/logSearch preferences/logPeriod preferences/logFrom preferences/logTo preferences/logSite"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Synchronisations, Changes, Contacts: each row has its details below, which can be copied. A primary notes "
            "in Contacts which sites called, from where, and who was refused, and why."),
        "preferences/cyclesView preferences/changesView preferences/contactsView preferences/logTabs"},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Refused records"), "preferences/refusedList"},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "Records that could not be taken, were refused by the other side, or cannot be read by the program of a "
            "site that they are for. Nothing else waits for them.")},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Retry: tries the selected records again, Retry all every one of the list. Put right first what the "
            "reason says. What the primary had refused is sent again with the next synchronisation."),
        "preferences/retryRefused preferences/retryAllRefused"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Discard: gives the selected records up. What this site could not take is forgotten; what its primary has "
            "refused stays in the records here and is not sent."),
        "preferences/dropRefused"},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Files")},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Export: writes all that the list would show, as far as it goes back, into a CSV file for a spreadsheet."),
        "preferences/exportLog"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Support bundle: writes one file to send to your support, with how synchronisation stands, a connection "
            "check, the settings, the log and what was refused. It holds no password, no code and no record's data."),
        "preferences/supportBundle"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Keep the log for: older synchronisations and contacts are removed. Changes of settings always stay."),
        "preferences/logDays"},
};

// As long, and for the same reason.
constexpr Block backup[] = {
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "A backup is a copy of everything that this site holds: its records, its settings and what waits to be "
            "sent. It is made while everything goes on, and nobody has to stop working for it.")},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Backup by hand")},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Back up now: makes one at once, into the folder for backups; where none is saved, it asks for a file. The "
            "copy is read back before it gets its name, and nothing that is there is ever replaced. It needs no "
            "code."),
        "preferences/backUpNow"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "File of the last backup: where it is. Files that sites have attached to records lie beside it, in a "
            "folder of the same name that ends with \".files\": keep both together."),
        "preferences/lastBackupFile"},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Daily backups")},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Folder for backups: on another disk than this one, or it is lost together with what it should replace. On "
            "a disk that may be away choose a folder below the place where the disk appears."),
        "preferences/backupFolder preferences/chooseFolder"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Back up every day: whatever synchronises this site makes one a day in that folder. Where that fails, this "
            "page, the icon in the tray and \"mailboatctl status\" say so, and it is tried again after an hour."),
        "preferences/backupDaily"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Daily backups to keep: as many of the daily ones stay, older ones are removed. Those that were made by "
            "hand are never removed."),
        "preferences/backupKeep"},

    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Putting a backup back"), "preferences/putBack"},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Press \"Click to un-lock\", then \"Restore…\", and choose the backup. It is looked at first: you are told "
            "which site it is of and when it was made.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Say yes. The window closes while the backup is put in the place of the datafile, and comes back. What was "
            "there before is kept beside it.")},
    {Kind::Step,
        QT_TRANSLATE_NOOP("mailboat",
            "Nothing is synchronised then: the others have seen more than the backup knows. On the page Synchronise "
            "press \"Choose what happens…\". Each choice says what it does, and how many records that moves.")},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "On another machine, where there is no datafile yet, Mailboat offers \"Restore from a backup…\" as it "
            "starts. Passwords can be read only on the machine where they were entered: there they are entered "
            "again.")},
};

// As long, and for the same reason.
constexpr Block server[] = {
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "This page is for the primary: it says where its sites reach it. The line at its top says who can reach it "
            "now; what "
            "is entered here counts after OK, without a restart.")},
    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "How sites reach this primary"), "preferences/listening"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Who can reach it: this computer only, as where a proxy on it stands before the primary; every address "
            "that "
            "this machine has; or one of them."),
        "preferences/listenChoice"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Listen on: the same as an address and a port, such as 127.0.0.1:2048 for this computer only, or "
            "0.0.0.0:2048 for every address."),
        "preferences/listen preferences/port"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "External URL: the address that sites enter, such as https://sync.example.org. Needed where they come by a "
            "proxy or by a name; the certificate has to be for that name."),
        "preferences/externalUrl"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Certificate, Private key: files in PEM format, the certificate with its chain. With them sites come by "
            "https. Once they are renewed in their place they are taken by themselves, and no line is dropped."),
        "preferences/certificate preferences/chooseCertificate preferences/privateKey preferences/choosePrivateKey"},
    {Kind::Item,
        QT_TRANSLATE_NOOP("mailboat",
            "Answer other machines without a certificate, too: passwords and records can then be read on their way. "
            "Only for a network in which everybody may read them."),
        "preferences/plainHttp"},
    {Kind::Heading, QT_TRANSLATE_NOOP("mailboat", "Limits"), "preferences/advanced preferences/limits"},
    {Kind::Paragraph,
        QT_TRANSLATE_NOOP("mailboat",
            "Advanced: how much sites may ask for at once, with the range of each value. They are right for hundreds "
            "of "
            "sites as they are; Restore defaults brings them back. Some of these count only from the next start of the "
            "primary.")},
};

QString tagOf(Kind kind)
{
    switch (kind) {
    case Kind::Heading:
        return QStringLiteral("h2");
    case Kind::Paragraph:
        return QStringLiteral("p");
    case Kind::Step:
    case Kind::Item:
        return QStringLiteral("li");
    }
    Q_UNREACHABLE();
}

QString listOf(Kind kind)
{
    return kind == Kind::Step ? QStringLiteral("ol") : kind == Kind::Item ? QStringLiteral("ul") : QString();
}

QString htmlOf(const QString &title, std::span<const Block> blocks)
{
    QString html = QStringLiteral("<h1>%1</h1>").arg(title.toHtmlEscaped());
    QString open;
    const auto enterList = [&html, &open](const QString &list) {
        if (list == open)
            return;
        if (!open.isEmpty())
            html += QStringLiteral("</%1>").arg(open);
        if (!list.isEmpty())
            html += QStringLiteral("<%1>").arg(list);
        open = list;
    };
    for (const Block &block : blocks) {
        enterList(listOf(block.kind));
        QString text;
        for (const QString &topic : QString::fromLatin1(block.topics).split(u' ', Qt::SkipEmptyParts))
            text += QStringLiteral("<a name=\"%1\"></a>").arg(topic);
        text += QCoreApplication::translate("mailboat", block.text).toHtmlEscaped();
        html += u'<' + tagOf(block.kind) + u'>' + text + QStringLiteral("</") + tagOf(block.kind) + u'>';
    }
    enterList({});
    return html;
}

} // namespace

std::optional<HelpPage> helpPage(const QString &category)
{
    if (category == QLatin1String("Synchronise")) {
        const QString title = QCoreApplication::translate("mailboat", "Help for the page Synchronise");
        return HelpPage {title, htmlOf(title, synchronise), QStringLiteral("administrator.html#synchronise")};
    }
    if (category == QLatin1String("General")) {
        const QString title = QCoreApplication::translate("mailboat", "Help for the page General");
        return HelpPage {title, htmlOf(title, general), QStringLiteral("administrator.html#general")};
    }
    if (category == QLatin1String("Log")) {
        const QString title = QCoreApplication::translate("mailboat", "Help for the page Log");
        return HelpPage {title, htmlOf(title, logBlocks), QStringLiteral("administrator.html#log")};
    }
    if (category == QLatin1String("Backup")) {
        const QString title = QCoreApplication::translate("mailboat", "Help for the page Backup");
        return HelpPage {title, htmlOf(title, backup), QStringLiteral("administrator.html#backup")};
    }
    if (category == QLatin1String("Server")) {
        const QString title = QCoreApplication::translate("mailboat", "Help for the page Server");
        return HelpPage {title, htmlOf(title, server), QStringLiteral("administrator.html#server")};
    }
    return std::nullopt;
}

QString helpTopic(const HelpPage &page, const QWidget *at)
{
    for (const QWidget *widget = at; widget; widget = widget->parentWidget()) {
        const QString topic = at->window()->objectName() + u'/' + widget->objectName();
        if (page.html.contains(QStringLiteral("name=\"%1\"").arg(topic)))
            return topic;
        if (widget->isWindow())
            break;
    }
    return {};
}

} // namespace mailboat
