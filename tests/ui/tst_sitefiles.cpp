// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sites as CSV in and out of the window.
#include "tests/ui/openwindow.h"
#include "ui/sites/importdialog.h"
#include "ui/widgets/inlinemessage.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QByteArray sitesHeader = "syncId,userName,password,url\n";

/// A primary with sites 2 "north" and 3 "south", unlocked.
struct ShownSites {
    ShownSites()
    {
        site.addPeer(SyncId {2}, QStringLiteral("north"), QStringLiteral("secret-2"));
        site.addPeer(SyncId {3}, QStringLiteral("south"), QStringLiteral("secret-3"));
        open = std::make_unique<OpenWindow>(site);
        open->unlock();
    }
    void answerWithPath(const QString &answer)
    {
        auto &dialog = open->over<QFileDialog>();
        child<QLineEdit>(dialog, QStringLiteral("fileNameEdit")).setText(answer);
        auto &box = child<QDialogButtonBox>(dialog, QStringLiteral("buttonBox"));
        for (QAbstractButton *const button : box.buttons()) {
            if (box.buttonRole(button) == QDialogButtonBox::AcceptRole)
                QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    /// The window with the rows of a file, once that has been read.
    ImportDialog &importing(const QByteArray &content)
    {
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        open->press("importSites");
        answerWithPath(path);
        auto &dialog = open->over<ImportDialog>();
        auto &course = child<QWidget>(dialog, QStringLiteral("importProgress"));
        open->waitUntil([&] { return !course.isVisible(); });
        return dialog;
    }
    static QString cell(const ImportDialog &dialog, int row, int column)
    {
        return child<QTableView>(dialog, QStringLiteral("importRows")).model()->index(row, column).data().toString();
    }
    QString message() { return open->the<InlineMessage>("listMessage").text(); }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("sites.csv"));
    PrimarySite site;
    std::unique_ptr<OpenWindow> open;
};

} // namespace

TEST_CASE("14.B7: rows of a file are shown with what becomes of each, and OK saves them as one change")
{
    ShownSites shown;
    ImportDialog &dialog = shown.importing(sitesHeader + "2,north,,\n3,far south,,\n4,west,s3cret,\n");
    CHECK(child<QLabel>(dialog, QStringLiteral("importSummary")).text()
        == QStringLiteral("sites.csv: to be added 1, to be changed 1, as they are 1, with errors 0."));
    CHECK(ShownSites::cell(dialog, 0, 3) == QStringLiteral("Stays as it is"));
    CHECK(ShownSites::cell(dialog, 1, 3) == QStringLiteral("Is changed"));
    CHECK(ShownSites::cell(dialog, 2, 3) == QStringLiteral("Is added"));
    CHECK(ShownSites::cell(dialog, 2, 0) == QStringLiteral("4"));
    CHECK(ShownSites::cell(dialog, 2, 2) == QStringLiteral("west"));

    QTest::keyClick(&dialog, Qt::Key_Return); // "Import" has the keyboard
    shown.open->comeBack();
    CHECK(shown.open->the<QTableView>("sites").model()->rowCount() == 3);
    CHECK(shown.message().contains(QStringLiteral("not saved yet")));
    CHECK(shown.open->saved().peers.size() == 2);
    CHECK(shown.open->window.draft()->changeCount() == 2);
    shown.open->ok();
    const QList<Peer> peers = shown.open->saved().peers;
    REQUIRE(peers.size() == 3);
    CHECK(peers[1].userName == QStringLiteral("far south"));
    CHECK(peers[2].hasPassword);
    CHECK(shown.message().isEmpty()); // the window may have been kept open
}

TEST_CASE("14.B7: a file with errors shows them first, with line and reason, and nothing of it can be taken")
{
    ShownSites shown;
    ImportDialog &dialog = shown.importing(sitesHeader + "4,west,s3cret,\nx,east,s3cret,\n5,north,s3cret,\n");
    CHECK(ShownSites::cell(dialog, 0, 0) == QStringLiteral("3"));
    CHECK(ShownSites::cell(dialog, 0, 3)
        == QStringLiteral("Error: The Sync ID is no whole number from 1 to 2147483647."));
    CHECK(ShownSites::cell(dialog, 0, 2) == QStringLiteral("east"));
    CHECK(ShownSites::cell(dialog, 1, 0) == QStringLiteral("4"));
    CHECK(ShownSites::cell(dialog, 1, 2) == QStringLiteral("north"));
    CHECK(ShownSites::cell(dialog, 1, 3).contains(QStringLiteral("belongs to the site with Sync ID 2 already")));
    CHECK(ShownSites::cell(dialog, 2, 3) == QStringLiteral("Is added"));
    auto &take = child<QPushButton>(dialog, QStringLiteral("takeImport"));
    CHECK_FALSE(take.isEnabled());
    CHECK_FALSE(take.accessibleDescription().isEmpty());

    QTest::keyClick(&child<QTableView>(dialog, QStringLiteral("importRows")), Qt::Key_Return);
    CHECK(dialog.isVisible()); // it is no Cancel
    QTest::keyClick(&dialog, Qt::Key_O, Qt::AltModifier); // "Copy errors"
    shown.open->waitUntil([] { return QGuiApplication::clipboard()->text().startsWith(QStringLiteral("Line 3: ")); });
    const QString copied = QGuiApplication::clipboard()->text();
    CHECK(copied.contains(QStringLiteral("\nLine 4: ")));
    CHECK_FALSE(copied.contains(QStringLiteral("s3cret")));

    QTest::keyClick(&dialog, Qt::Key_Escape);
    shown.open->comeBack();
    CHECK_FALSE(shown.open->window.draft()->isModified());
}

TEST_CASE("14.B7: Cancel of the preferences drops what was imported")
{
    ShownSites shown;
    QTest::keyClick(&shown.importing(sitesHeader + "4,west,s3cret,\n5,east,s3cret,\n"), Qt::Key_Return);
    shown.open->comeBack();
    shown.open->prompt.answer = Choice::Yes; // discard them
    shown.open->press("preferencesCancel");
    shown.open->waitUntil([&] { return !shown.open->window.isVisible(); });
    CHECK(shown.open->saved().peers.size() == 2);
}

TEST_CASE("14.B7: a file that is none of sites, or cannot be read, says so with what to do")
{
    ShownSites shown;
    ImportDialog &dialog = shown.importing("name,phone\nnorth,123\n");
    auto &message = child<InlineMessage>(dialog, QStringLiteral("importMessage"));
    CHECK(message.tone() == Tone::Error);
    CHECK(message.text().contains(QStringLiteral("syncId,userName,password,url")));
    CHECK_FALSE(child<QPushButton>(dialog, QStringLiteral("takeImport")).isEnabled());
}

TEST_CASE("14.B7: an import is asked for with the padlock open, an export at any time; both at a primary alone")
{
    ShownSites shown;
    shown.open->lock.lock();
    CHECK_FALSE(shown.open->the<QPushButton>("importSites").isEnabled());
    CHECK(shown.open->the<QPushButton>("exportSites").isEnabled());

    SatelliteSite satellite(12, QUrl(QStringLiteral("http://127.0.0.1:9")));
    OpenWindow other(satellite);
    CHECK_FALSE(other.the<QPushButton>("importSites").isVisible());
    CHECK_FALSE(other.the<QPushButton>("exportSites").isVisible());
}

TEST_CASE("14.B7: an export holds the list as the window shows it, without passwords")
{
    ShownSites shown;
    QTest::keyClick(&shown.importing(sitesHeader + "4,west,s3cret,\n"), Qt::Key_Return);
    shown.open->comeBack();
    const QString path = shown.folder.filePath(QStringLiteral("out.csv"));
    shown.open->press("exportSites");
    shown.answerWithPath(path);
    shown.open->waitUntil([&] { return shown.message().startsWith(QStringLiteral("Exported to ")); });
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll() == "syncId,userName,password,url\r\n2,north,,\r\n3,south,,\r\n4,west,,\r\n");
}

TEST_CASE("14.B7: an export that cannot be written says so")
{
    ShownSites shown;
    shown.open->press("exportSites");
    shown.answerWithPath(QStringLiteral("/proc/sites.csv")); // nobody makes files there
    auto &message = shown.open->the<InlineMessage>("listMessage");
    shown.open->waitUntil([&] { return message.isVisible(); });
    CHECK(message.tone() == Tone::Error);
    CHECK(message.text().contains(QStringLiteral("/proc/sites.csv")));
}

TEST_CASE("14.B7: a closed window gives up the reading of a file and waits for nobody")
{
    ShownSites shown;
    QByteArray csv = sitesHeader;
    for (int id = 4; id < 40'004; ++id)
        csv += QByteArray::number(id) + ",site " + QByteArray::number(id) + ",,\n";
    QFile file(shown.path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(csv);
    file.close();
    shown.open->press("importSites");
    shown.answerWithPath(shown.path);
    QPointer<ImportDialog> dialog = &shown.open->over<ImportDialog>();
    QTest::keyClick(dialog, Qt::Key_Escape);
    shown.open->waitUntil([&] { return !dialog; });
    CHECK_FALSE(shown.open->window.draft()->isModified());
}
