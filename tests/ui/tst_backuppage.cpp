// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/syncpreferences.h"
#include "core/store/backup.h"
#include "core/store/backupstate.h"
#include "tests/ui/openwindow.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const auto folderName = QStringLiteral("backup-folder");

/// A primary's window on its page for backups, locked.
struct BackupShown {
    explicit BackupShown(const QString &folder = {})
    {
        site.put("item", "i1", R"({"ID":"i1"})");
        if (!folder.isEmpty())
            site.setPreference(folderName, folder);
        open = std::make_unique<OpenWindow>(site);
        open->window.showCategory(QStringLiteral("Backup"));
    }
    InlineMessage &result() { return open->the<InlineMessage>("backupResult"); }
    /// Presses the button, and waits for what is said of it.
    void backUp()
    {
        open->press("backUpNow");
        waitForResult();
    }
    void waitForResult()
    {
        open->waitUntil(
            [this] { return !result().text().isEmpty() && open->the<QPushButton>("backUpNow").isEnabled(); });
    }
    QStringList copies()
    {
        return QDir(place.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    QTemporaryDir place {}; ///< for backups
    PrimarySite site {};
    std::unique_ptr<OpenWindow> open {};
};

/// Answers a window that asks for a file or a folder.
void answerWithPath(OpenWindow &open, const QString &path)
{
    auto &dialog = open.over<QFileDialog>();
    child<QLineEdit>(dialog, QStringLiteral("fileNameEdit")).setText(path);
    auto &box = child<QDialogButtonBox>(dialog, QStringLiteral("buttonBox"));
    for (QAbstractButton *const button : box.buttons()) {
        if (box.buttonRole(button) == QDialogButtonBox::AcceptRole)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    open.comeBack();
}

BackupState::Copy noted(TestSite &site)
{
    return *BackupState(site.datafile().connection()).newest();
}

} // namespace

TEST_CASE("12.4: Back up now copies into the folder for backups while the page is locked, and says which was the last")
{
    BackupShown shown;
    shown.site.setPreference(folderName, shown.place.path());
    shown.open->waitForDraft();
    CHECK(shown.open->the<QLabel>("lastBackup").text().contains(QStringLiteral("No backup")));
    CHECK_FALSE(shown.open->the<QWidget>("lastBackupFile").isVisible());

    shown.backUp();
    CHECK(shown.result().tone() == Tone::Ok);
    CHECK(shown.open->the<QPushButton>("backUpNow").hasFocus()); // it has come back
    const QStringList copies = shown.copies();
    REQUIRE(copies.size() == 1);
    CHECK(copies.first().contains(QStringLiteral("-site-1-20")));
    const QString path = shown.place.filePath(copies.first());
    CHECK(shown.open->the<QLabel>("lastBackup").text().contains(QStringLiteral("today ")));
    CHECK(shown.open->the<QLabel>("lastBackup").text().contains(QStringLiteral("iB")));
    CHECK(shown.open->the<QLineEdit>("lastBackupFile").text() == path);
    CHECK(shown.open->the<QLineEdit>("lastBackupFile").isVisible());
    CHECK_FALSE(shown.open->the<QWidget>("backupCourse").isVisible());
    CHECK(noted(shown.site).path == path); // a window that is opened later says the same
    CHECK(noted(shown.site).bytes == QFileInfo(path).size());
    const auto copy = Datafile::open(DatafileAddress::ofFile(path), shown.site.clock());
    REQUIRE(copy);
    CHECK((*copy)->records().count() == 1);
}

TEST_CASE("12.4: where no folder is saved, Back up now asks for a file")
{
    BackupShown shown;
    shown.open->press("backUpNow");
    const QString path = shown.place.filePath(QStringLiteral("copy.mailboat"));
    answerWithPath(*shown.open, path);
    shown.waitForResult();
    CHECK(shown.result().tone() == Tone::Ok);
    CHECK(shown.copies() == QStringList {QStringLiteral("copy.mailboat")});

    shown.result().clear();
    shown.open->press("backUpNow");
    answerWithPath(*shown.open, path); // and nothing is replaced
    shown.waitForResult();
    CHECK(shown.result().tone() == Tone::Error);
    CHECK(shown.result().text().contains(QStringLiteral("already")));

    shown.open->press("backUpNow");
    QTest::keyClick(&shown.open->over<QFileDialog>(), Qt::Key_Escape);
    shown.open->comeBack();
    CHECK(shown.open->the<QPushButton>("backUpNow").isEnabled());
}

TEST_CASE("12.4: a backup that cannot be written says so where the button is, with what to do")
{
    BackupShown shown(QStringLiteral("/nowhere/at/all"));
    shown.backUp();
    CHECK(shown.result().tone() == Tone::Error);
    CHECK(shown.result().text().contains(QStringLiteral("its folder is not there")));
    CHECK(shown.result().text().contains(QStringLiteral("then try again")));
    CHECK(shown.result().accessibleName().contains(shown.result().text()));
    CHECK_FALSE(noted(shown.site).when.isValid());
}

TEST_CASE("12.4: a backup can be given up, and nothing is left of it")
{
    BackupShown shown;
    shown.site.setPreference(folderName, shown.place.path());
    shown.open->waitForDraft();
    shown.open->press("backUpNow");
    CHECK_FALSE(shown.open->the<QPushButton>("backUpNow").isEnabled());
    CHECK_FALSE(shown.open->the<QPushButton>("backUpNow").toolTip().isEmpty());
    shown.open->the<QPushButton>("cancelBackup").click();
    shown.waitForResult();
    CHECK(shown.result().tone() == Tone::Info);
    CHECK(shown.result().text().contains(QStringLiteral("cancelled")));
    CHECK(shown.copies().isEmpty());
}

TEST_CASE("12.4: the window that is closed while a backup is made gives it up")
{
    BackupShown shown;
    shown.site.setPreference(folderName, shown.place.path());
    shown.open->waitForDraft();
    shown.open->press("backUpNow");
    shown.open.reset();
    for (const QString &copy : shown.copies()) // it may have been quicker
        CHECK(Datafile::open(DatafileAddress::ofFile(shown.place.filePath(copy)), shown.site.clock()));
}

TEST_CASE("12.4: daily backups are set like every other preference, and a folder that is missing is named")
{
    BackupShown shown;
    OpenWindow &open = *shown.open;
    open.unlock();
    auto &daily = open.the<QCheckBox>("backupDaily");
    const auto &folderMessage = open.the<FieldMessage>("backupFolderMessage");
    daily.setFocus();
    QTest::keyClick(&daily, Qt::Key_Space);
    CHECK(folderMessage.text().contains(QStringLiteral("without one no daily backup")));
    open.type("backupFolder", QStringLiteral("backups"));
    CHECK(folderMessage.isError()); // no full path
    open.type("backupFolder", shown.place.path());
    CHECK(folderMessage.text().isEmpty());
    open.type("backupKeep", QStringLiteral("0"));
    CHECK(open.the<FieldMessage>("backupKeepMessage").isError());
    open.type("backupKeep", QStringLiteral("30"));
    CHECK_FALSE(open.saved().preferences.contains(folderName)); // nothing before OK
    open.ok();
    const QMap<QString, QString> saved = open.saved().preferences;
    CHECK(saved.value(folderName) == shown.place.path());
    CHECK(saved.value(QStringLiteral("backup-daily")) == QStringLiteral("true"));
    CHECK(saved.value(QStringLiteral("backup-keep")) == QStringLiteral("30"));
}

TEST_CASE("12.4: a folder that is chosen stands in its field as if it had been typed")
{
    BackupShown shown;
    shown.open->unlock();
    shown.open->press("chooseFolder");
    answerWithPath(*shown.open, shown.place.path());
    CHECK(shown.open->the<QLineEdit>("backupFolder").text() == shown.place.path());
    CHECK(shown.open->window.draft()->isModified());
    shown.open->ok();
    CHECK(shown.open->saved().preferences.value(folderName) == shown.place.path());
}

TEST_CASE("12.4: a daily backup that has failed says why on its page, until one is made")
{
    BackupShown shown;
    shown.site.setPreference(folderName, shown.place.path());
    shown.site.setPreference(QStringLiteral("backup-daily"), QStringLiteral("true"));
    BackupState state(shown.site.datafile().connection());
    REQUIRE(state.failed({ErrorCode::BackupUnwritten, {{QStringLiteral("path"), shown.place.path()}}}));
    const auto &fault = shown.open->the<InlineMessage>("dailyFault");
    shown.open->waitUntil([&] { return fault.isVisible(); });
    CHECK(fault.text().contains(QStringLiteral("could not be written")));
    const QString path = shown.place.filePath(QStringLiteral("one.mailboat"));
    REQUIRE(state.made(shown.site.clock().utcNow(), path, 4096));
    shown.open->waitUntil([&] { return !fault.isVisible(); });
    CHECK(shown.open->the<QLineEdit>("lastBackupFile").text() == path);
}

TEST_CASE("12.4: a backup is looked at before it is put back, the question names it, and its default is no")
{
    BackupShown shown;
    OpenWindow &open = *shown.open;
    const QString copy = shown.place.filePath(QStringLiteral("copy.mailboat"));
    REQUIRE(Backup(shown.site.datafile().connection()).make(copy, [](qint64, qint64) {}));
    QSignalSpy asked(open.window.page(QStringLiteral("Backup")), SIGNAL(restoreRequested(QString)));
    open.unlock();
    open.prompt.answer = Choice::No;
    open.press("restore");
    answerWithPath(open, copy);
    open.waitUntil([&open] { return !open.prompt.questions.isEmpty(); });
    const Question question = open.prompt.questions.first();
    CHECK(question.isDangerous);
    CHECK(question.text.contains(QStringLiteral("the site with Sync ID 1")));
    CHECK(question.text.contains(QStringLiteral("today ")));
    CHECK(question.detail.contains(QStringLiteral("Records in the backup: 1.")));
    open.waitUntil([&open] { return open.the<QPushButton>("restore").isEnabled(); });
    CHECK(asked.isEmpty());

    open.prompt.answer = Choice::Yes;
    open.press("restore");
    answerWithPath(open, copy);
    open.waitUntil([&asked] { return !asked.isEmpty(); });
    CHECK(asked.first().first().toString() == copy);
}

TEST_CASE("12.4: what cannot be put back is said before anything is closed for it")
{
    BackupShown shown;
    OpenWindow &open = *shown.open;
    TestSite other {SyncId {7}};
    other.setPreference(QStringLiteral("sync-id"), QStringLiteral("7"));
    const QString foreign = shown.place.filePath(QStringLiteral("other.mailboat"));
    REQUIRE(Backup(other.datafile().connection()).make(foreign, [](qint64, qint64) {}));
    const QString letter = shown.place.filePath(QStringLiteral("letter.mailboat"));
    QFile file(letter);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    open.unlock();
    const auto refusalOf = [&open](const QString &path) {
        auto &result = open.the<InlineMessage>("restoreResult");
        open.press("restore");
        answerWithPath(open, path);
        open.waitUntil([&] { return result.tone() == Tone::Error && open.the<QPushButton>("restore").isEnabled(); });
        return result.text();
    };
    CHECK(refusalOf(foreign).contains(QStringLiteral("Sync ID 7")));
    CHECK(refusalOf(letter).contains(letter));
    CHECK(refusalOf(shown.site.path()).contains(QStringLiteral("the datafile itself")));
    CHECK(open.prompt.questions.isEmpty());
}

TEST_CASE("12.4: where the padlock has closed before the answer, nothing is put back")
{
    BackupShown shown;
    OpenWindow &open = *shown.open;
    const QString copy = shown.place.filePath(QStringLiteral("copy.mailboat"));
    REQUIRE(Backup(shown.site.datafile().connection()).make(copy, [](qint64, qint64) {}));
    QSignalSpy asked(open.window.page(QStringLiteral("Backup")), SIGNAL(restoreRequested(QString)));
    open.unlock();
    open.prompt.asked = [&open] { open.lock.lock(); };
    open.press("restore");
    answerWithPath(open, copy);
    const auto &result = open.the<InlineMessage>("restoreResult");
    open.waitUntil([&result] { return !result.text().isEmpty() && result.tone() == Tone::Error; });
    CHECK(asked.isEmpty());
}
