// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup.h"
#include "tests/support/fakeclock.h"
#include "tests/support/sites/testsite.h"
#include "tests/ui/fakeprompt.h"
#include "tests/ui/widgets.h"
#include "ui/setup/firststartdialog.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QPrintDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

using namespace mailboat;
using namespace mailboat::test;

namespace {

constexpr int startPatience = 20000; // ms

/// The first window, a folder in which it has found no datafile, and the backup of a satellite.
struct Start {
    explicit Start(ErrorCode why = ErrorCode::DatafileMissing)
        : dialog(place, Error {why}, prompt, clock)
    {
        satellite.put("item_line", "l1", R"({"ID":"l1"})");
        REQUIRE(Backup(satellite.datafile().connection()).make(copy, [](qint64, qint64) {}));
        showActive(dialog);
    }

    void waitUntil(const std::function<bool()> &condition) const
    {
        if (!QTest::qWaitFor(condition, startPatience))
            throw std::runtime_error("what was waited for did not happen");
    }
    void press(const char *button)
    {
        QTest::mouseClick(&child<QPushButton>(dialog, QString::fromLatin1(button)), Qt::LeftButton);
    }
    /// Answers the window that asks for a file, and the question after it.
    void chooseFile(const char *button, const QString &path)
    {
        press(button);
        waitUntil([this] { return dialog.findChild<QFileDialog *>() != nullptr; });
        auto &files = *dialog.findChild<QFileDialog *>();
        child<QLineEdit>(files, QStringLiteral("fileNameEdit")).setText(path);
        auto &box = child<QDialogButtonBox>(files, QStringLiteral("buttonBox"));
        for (QAbstractButton *const accepting : box.buttons()) {
            if (box.buttonRole(accepting) == QDialogButtonBox::AcceptRole)
                QTest::mouseClick(accepting, Qt::LeftButton);
        }
    }
    QString said() const
    {
        const auto &words
            = child<QLabel>(child<QWidget>(dialog, QStringLiteral("startMessage")), QStringLiteral("messageText"));
        return words.isVisible() ? words.text() : QString();
    }
    bool isIdle() const { return child<QPushButton>(dialog, QStringLiteral("restoreBackup")).isEnabled(); }

    QTemporaryDir folder {};
    QString place = folder.filePath(QStringLiteral("new/site.mailboat"));
    QString copy = folder.filePath(QStringLiteral("copy.mailboat"));
    SatelliteSite satellite {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    FakePrompt prompt {};
    FakeClock clock {};
    FirstStartDialog dialog;
    QSignalSpy restores {&dialog, &FirstStartDialog::restoreRequested};
    QSignalSpy opens {&dialog, &FirstStartDialog::openRequested};
};

const QString theBackup = QStringLiteral("Restore the backup of the site with Sync ID 12 (site 12), made ");

} // namespace

TEST_CASE("The window that makes a datafile grows with what it says, and cuts nothing off")
{
    Start start;
    auto &place = child<QLineEdit>(start.dialog, QStringLiteral("newPath"));
    const int line = place.height();
    place.clear();
    start.press("satellite");
    CHECK(QTest::qWaitFor([&] {
        return !start.said().isEmpty()
            && start.dialog.height() >= start.dialog.layout()->totalHeightForWidth(start.dialog.width())
            && place.height() == line;
    }));
}

TEST_CASE("14.B9: where a file stands no new site begins, and Esc takes back a step before it ends the window")
{
    Start start;
    auto &place = child<QLineEdit>(start.dialog, QStringLiteral("newPath"));
    CHECK(child<QPushButton>(start.dialog, QStringLiteral("satellite")).hasFocus());
    place.setText(start.copy);
    start.press("primary");
    CHECK(start.said().contains(QStringLiteral("There is a file at that place already.")));
    CHECK(place.hasFocus());
    CHECK(place.isVisible());
    place.setText(start.place);
    start.press("primary");
    CHECK(child<QWidget>(start.dialog, QStringLiteral("listening")).isVisible());
    CHECK_FALSE(place.isVisible());
    CHECK(start.said().isEmpty());
    QTest::keyClick(&start.dialog, Qt::Key_Escape);
    CHECK(place.isVisible());
    start.press("satellite");
    auto &id = child<QLineEdit>(start.dialog, QStringLiteral("startSyncId"));
    CHECK(id.hasFocus());
    QTest::keyClicks(&id, QStringLiteral("12"));
    start.press("back");
    CHECK(place.isVisible());
    start.press("satellite");
    CHECK(id.text() == QStringLiteral("12")); // which was typed stays
    QTest::keyClick(&id, Qt::Key_Escape);
    CHECK(start.dialog.isVisible());
    QTest::keyClick(&start.dialog, Qt::Key_Escape);
    CHECK_FALSE(start.dialog.isVisible());
    CHECK(start.dialog.result() == QDialog::Rejected);
}

TEST_CASE("14.A7, 14.B9: Esc and the window's own button ask before a code is lost that nobody has kept, and the usual "
          "is to stay")
{
    FakePrompt prompt;
    const FakeClock clock;
    FirstStartDialog dialog(QStringLiteral("/a/site.mailboat"), Error {ErrorCode::DatafileMissing}, prompt, clock);
    dialog.showCode(QStringLiteral("ABCD-EFGH"), QStringLiteral("/a/site.mailboat"));
    showActive(dialog);
    const QSignalSpy finished(&dialog, &QDialog::finished);
    const auto leave = [&](bool byEscape) {
        prompt.questions.clear();
        bool isAnswered = false;
        prompt.asked = [&] { QTimer::singleShot(0, &dialog, [&isAnswered] { isAnswered = true; }); };
        if (byEscape)
            QTest::keyClick(&dialog, Qt::Key_Escape);
        else
            CHECK_FALSE(dialog.close());
        REQUIRE(QTest::qWaitFor([&isAnswered] { return isAnswered; }));
        REQUIRE(prompt.questions.size() == 1);
        CHECK(prompt.questions.first().isDangerous);
        CHECK(prompt.questions.first().detail.contains(QStringLiteral("only this once")));
    };
    prompt.answer = Choice::No;
    for (const bool byEscape : {true, false}) {
        leave(byEscape);
        CHECK(dialog.isVisible());
        CHECK(finished.isEmpty());
        CHECK(child<QLineEdit>(dialog, QStringLiteral("firstCode")).text() == QStringLiteral("ABCD-EFGH"));
    }
    prompt.answer = Choice::Yes;
    leave(true);
    CHECK(dialog.result() == QDialog::Accepted); // the datafile is there all the same
    CHECK_FALSE(dialog.isVisible());
}

namespace {

/// The page with the code of a new datafile.
struct ShownCode {
    ShownCode()
    {
        dialog.showCode(QStringLiteral("ABCD-EFGH"), QStringLiteral("/a/site.mailboat"));
        showActive(dialog);
    }
    QString said() const
    {
        return child<QLabel>(child<QWidget>(dialog, QStringLiteral("codeMessage")), QStringLiteral("messageText"))
            .text();
    }
    template<class Dialog>
    Dialog &over() const
    {
        Dialog *found = nullptr;
        if (!QTest::qWaitFor([&] { return (found = dialog.findChild<Dialog *>()) && found->isVisible(); }))
            throw std::runtime_error("no dialog opened");
        return *found;
    }
    void press(const char *button) const
    {
        auto &pressed = child<QAbstractButton>(dialog, QString::fromLatin1(button));
        pressed.setFocus();
        QTest::keyClick(&pressed, Qt::Key_Space);
    }
    void save(const QString &path) const
    {
        press("saveCode");
        auto &files = over<QFileDialog>();
        child<QLineEdit>(files, QStringLiteral("fileNameEdit")).setText(path);
        QTest::keyClick(&child<QLineEdit>(files, QStringLiteral("fileNameEdit")), Qt::Key_Return);
        REQUIRE(QTest::qWaitFor([this] { return dialog.findChild<QFileDialog *>() == nullptr; }));
    }

    FakePrompt prompt {};
    const FakeClock clock {};
    mutable FirstStartDialog dialog {
        QStringLiteral("/a/site.mailboat"), Error {ErrorCode::DatafileMissing}, prompt, clock};
    QTemporaryDir folder {};
};

} // namespace

TEST_CASE("14.B9: the code is saved as a file of its owner's alone, which says of which datafile it is")
{
    const ShownCode shown;
    const QString path = shown.folder.filePath(QStringLiteral("code.txt"));
    shown.save(path);
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    CHECK(text.contains("ABCD-EFGH"));
    CHECK(text.contains("/a/site.mailboat"));
    CHECK(file.permissions() == (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
    CHECK(shown.said().contains(path));
    CHECK(shown.dialog.isVisible());
    shown.save(QStringLiteral("/proc/code.txt"));
    CHECK(shown.said().startsWith(QStringLiteral("The code could not be saved as /proc/code.txt: ")));
    CHECK(shown.dialog.isVisible());
}

TEST_CASE("14.B9: the code is copied and printed by keys, and none of it is an end of the page")
{
    const ShownCode shown;
    shown.press("copyCode");
    CHECK(QGuiApplication::clipboard()->text() == QStringLiteral("ABCD-EFGH"));
    shown.press("printCode");
    auto &printing = shown.over<QPrintDialog>();
    const QString path = shown.folder.filePath(QStringLiteral("code.pdf"));
    child<QLineEdit>(printing, QStringLiteral("filename"))
        .setText(path); // there is no printer, so it is to become a PDF
    printing.accept();
    REQUIRE(QTest::qWaitFor([&] { return shown.dialog.findChild<QPrintDialog *>() == nullptr; }));
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(file.readAll().startsWith("%PDF"));
    CHECK(shown.said() == QStringLiteral("Saved as %1. Keep that file where nobody else reads it.").arg(path));
    const auto &finish = child<QPushButton>(shown.dialog, QStringLiteral("finishCode"));
    QTest::keyClick(&shown.dialog, Qt::Key_Return);
    CHECK(shown.dialog.isVisible());
    CHECK_FALSE(finish.isEnabled());
    CHECK(finish.accessibleDescription().contains(QStringLiteral("written it down")));
    shown.press("codeKept");
    CHECK(finish.isEnabled());
    shown.press("codeKept"); // taken back
    CHECK_FALSE(finish.isEnabled());
    shown.press("codeKept");
    CHECK(shown.dialog.isVisible());
    QTest::keyClick(&shown.dialog, Qt::Key_Return);
    CHECK_FALSE(shown.dialog.isVisible());
    CHECK(shown.dialog.result() == QDialog::Accepted);
}

TEST_CASE(
    "12.4: the first window says what a backup is before it is restored as the datafile, and takes no for an answer")
{
    Start start;
    start.prompt.answer = Choice::No;
    start.chooseFile("restoreBackup", start.copy);
    start.waitUntil([&start] { return start.prompt.questions.size() == 1 && start.isIdle(); });
    const Question &question = start.prompt.questions.first();
    CHECK(question.text.startsWith(theBackup));
    CHECK(question.text.contains(start.place));
    CHECK(question.detail.contains(QStringLiteral("Records in it that were never sent: 1.")));
    CHECK_FALSE(question.detail.contains(QStringLiteral("is kept beside it")));
    CHECK(question.third.isEmpty());
    CHECK(start.restores.isEmpty());
    CHECK(start.said().isEmpty());

    start.prompt.answer = Choice::Yes;
    start.chooseFile("restoreBackup", start.copy);
    start.waitUntil([&start] { return start.restores.size() == 1; });
    CHECK(start.restores.first() == QVariantList {start.copy, start.place});
    CHECK_FALSE(start.isIdle());
    start.dialog.refuse({ErrorCode::Cancelled});
    CHECK(start.isIdle());
}

TEST_CASE("12.4: in place of a datafile that cannot be used a backup is restored, and what is there is kept")
{
    Start start(ErrorCode::DatafileDamaged);
    QDir().mkpath(QFileInfo(start.place).path());
    QFile damaged(start.place);
    REQUIRE(damaged.open(QIODevice::WriteOnly));
    start.chooseFile("restoreBackup", start.copy);
    start.waitUntil([&start] { return start.restores.size() == 1; });
    CHECK(start.prompt.questions.first().detail.contains(QStringLiteral("What is there now is kept beside it.")));
}

TEST_CASE(
    "12.4: the first window puts no backup in the place of what may be a datafile in use, and takes none that is none")
{
    Start start;
    auto &place = child<QLineEdit>(start.dialog, QStringLiteral("newPath"));
    place.setText(start.satellite.path());
    start.press("restoreBackup");
    CHECK(start.said().contains(QStringLiteral("There is a file at that place already.")));
    CHECK(start.dialog.focusWidget() == &place);
    CHECK(start.dialog.findChild<QFileDialog *>() == nullptr);
    place.clear();
    start.press("restoreBackup");
    CHECK(start.said().contains(QStringLiteral("Say where")));

    place.setText(start.place);
    const QString letter = start.folder.filePath(QStringLiteral("letter.mailboat"));
    QFile file(letter);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write("no datafile") > 0);
    file.close();
    start.chooseFile("restoreBackup", letter);
    start.waitUntil([&start] { return start.isIdle() && start.said().contains(QStringLiteral("letter.mailboat")); });
    CHECK(start.prompt.questions.isEmpty());
    CHECK(start.restores.isEmpty());
}

TEST_CASE("12.4: a backup that is opened as a datafile is offered to be restored into one of its own")
{
    Start start;
    SECTION("which is what Enter does")
    {
        start.chooseFile("open", start.copy);
        start.waitUntil([&start] { return start.restores.size() == 1; });
        CHECK(start.restores.first() == QVariantList {start.copy, start.place});
        CHECK(start.opens.isEmpty());
        const Question &question = start.prompt.questions.first();
        CHECK(question.text.startsWith(theBackup));
        CHECK(question.detail.contains(QStringLiteral("it becomes the datafile of the site")));
        CHECK_FALSE(question.isDangerous);
    }
    SECTION("also where no other place is named")
    {
        child<QLineEdit>(start.dialog, QStringLiteral("newPath")).clear();
        start.chooseFile("open", start.copy);
        start.waitUntil([&start] { return start.restores.size() == 1; });
        CHECK(start.restores.first() == QVariantList {start.copy, start.place});
    }
    SECTION("and opened itself where somebody wants that")
    {
        start.prompt.answer = Choice::Third;
        start.chooseFile("open", start.copy);
        start.waitUntil([&start] { return start.opens.size() == 1; });
        CHECK(start.opens.first().first() == start.copy);
        CHECK(start.restores.isEmpty());
    }
    SECTION("a datafile is opened without a question")
    {
        start.chooseFile("open", start.satellite.path());
        start.waitUntil([&start] { return start.opens.size() == 1; });
        CHECK(start.prompt.questions.isEmpty());
    }
}
