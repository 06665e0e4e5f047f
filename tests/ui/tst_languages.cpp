// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The windows in other languages: what is mirrored, what is not, and that everything has room.
#include "core/domain/siteapp.h"
#include "core/store/peerstates.h"
#include "core/store/sitepositions.h"
#include "tests/ui/language.h"
#include "tests/ui/openwindow.h"
#include "ui/backup/recoverydialog.h"
#include "ui/check/connectioncheckview.h"
#include "ui/help/helppages.h"
#include "ui/help/helpwindow.h"
#include "ui/log/logview.h"
#include "ui/preferences/newcodedialog.h"
#include "ui/preferences/unlockdialog.h"
#include "ui/setup/firststartdialog.h"
#include "ui/sites/peerdialog.h"
#include "ui/status/supportdialog.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/joinedletters.h"
#include "ui/widgets/lefttorightdelegate.h"

#include <QAbstractButton>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStyle>
#include <QTableView>
#include <QTableWidget>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QString arabic = QStringLiteral("ar");

/// The preferences of a primary with two sites, and the window of one of them.
struct ShownPrimary {
    ShownPrimary()
    {
        site.addSatellite(2);
        site.addSatellite(3);
        addStore(site, "A", 2);
        open = std::make_unique<OpenWindow>(site);
    }
    PeerDialog &openRow()
    {
        auto &table = open->the<QTableView>("sites");
        table.setFocus();
        table.setCurrentIndex(table.model()->index(0, 0));
        QTest::keyClick(&table, Qt::Key_Return);
        return open->over<PeerDialog>();
    }

    PrimarySite site;
    std::unique_ptr<OpenWindow> open;
};

std::string nameOf(const QWidget &widget)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const auto *label = qobject_cast<const QLabel *>(&widget);
    const QString text = button ? button->text() : label ? label->text() : QString();
    return QStringLiteral("%1 \"%2\"").arg(widget.objectName(), text).toStdString();
}

/// Every button and every one-line label has the room that its words need, and lies inside its window.
void checkRoom(QWidget &window)
{
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool hasWords = button ? !button->text().isEmpty() : label && !label->wordWrap();
        if (!hasWords || !widget->isVisible() || widget->window() != &window)
            continue;
        INFO(window.metaObject()->className()
            << ", " << nameOf(*widget) << ": " << widget->width() << " of " << widget->sizeHint().width());
        CHECK(widget->width() >= widget->sizeHint().width());
        CHECK(widget->height() >= widget->minimumSizeHint().height());
    }
}

/// No two controls that can be reached at once have the same letter after Alt.
void checkMnemonics(QWidget &window)
{
    QMap<QString, std::string> used;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        const auto *label = qobject_cast<QLabel *>(widget);
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        if (!widget->isVisible() || widget->window() != &window || (label && !label->buddy()) || (!label && !button))
            continue;
        const QString key = QKeySequence::mnemonic(label ? label->text() : button->text()).toString();
        if (key.isEmpty())
            continue;
        INFO(window.metaObject()->className()
            << ", " << key.toStdString() << ": " << nameOf(*widget) << " and " << used.value(key));
        CHECK(!used.contains(key));
        used.insert(key, nameOf(*widget));
    }
}

/// As large as a small screen allows.
void onSmallScreen(QWidget &window)
{
    INFO(window.metaObject()->className()
        << " " << window.minimumSizeHint().width() << "x" << window.minimumSizeHint().height());
    CHECK(window.minimumSizeHint().width() <= 1024);
    CHECK(window.minimumSizeHint().height() <= 600);
    window.resize(window.sizeHint().boundedTo(QSize(1024, 600)));
    showActive(window);
    CHECK(window.width() <= 1024);
    CHECK(window.height() <= 600);
}

void checkWindow(QWidget &window)
{
    onSmallScreen(window);
    checkRoom(window);
    checkMnemonics(window);
}

} // namespace

TEST_CASE("In Arabic the windows are mirrored, and IDs, URLs, names and codes read from left to right")
{
    const Language shown(arabic);
    ShownPrimary primary;
    PreferencesDialog &window = primary.open->window;
    CHECK(window.accessibleName() == QStringLiteral("التفضيلات…"));
    CHECK(window.windowTitle().startsWith(window.accessibleName()));
    CHECK(window.isRightToLeft());
    for (const char *name : {"categories", "thisSite", "sites", "searchSites", "preferencesOk", "preferencesCancel"}) {
        INFO(name);
        CHECK(primary.open->the<QWidget>(name).isRightToLeft());
    }
    const auto &categories = primary.open->the<QListWidget>("categories");
    const auto &table = primary.open->the<QTableView>("sites");
    CHECK(categories.mapTo(&window, QPoint()).x() > table.mapTo(&window, QPoint()).x());
    for (const char *name : {"syncId", "syncInterval", "requestSize"}) {
        INFO(name);
        CHECK(primary.open->the<QLineEdit>(name).layoutDirection() == Qt::LeftToRight);
    }

    primary.open->unlock();
    PeerDialog &peer = primary.openRow();
    CHECK(peer.isRightToLeft());
    for (const char *name : {"syncId", "userName", "password", "url", "hardwareId"}) {
        INFO(name);
        CHECK(child<QLineEdit>(peer, QString::fromLatin1(name)).layoutDirection() == Qt::LeftToRight);
    }
    UnlockDialog unlock;
    CHECK(unlock.isRightToLeft());
    CHECK(child<QLineEdit>(unlock, QStringLiteral("code")).layoutDirection() == Qt::LeftToRight);
}

TEST_CASE("14.A8: where a row reads from right to left its warning stands at the beginning of the words")
{
    constexpr QRgb red = qRgb(255, 0, 0);
    const auto place = [](Qt::LayoutDirection direction) {
        QPixmap mark(16, 16);
        mark.fill(red);
        QTableWidget table(1, 1);
        table.setLayoutDirection(direction);
        table.setItemDelegate(new LeftToRightDelegate(&table));
        table.setItem(0, 0, new QTableWidgetItem(QIcon(mark), QStringLiteral("ab")));
        table.setColumnWidth(0, 300);
        table.resize(400, 100);
        const QImage seen = table.viewport()->grab().toImage();
        const QRect cell = table.visualItemRect(table.item(0, 0));
        for (int x = cell.left(); x <= cell.right(); ++x) {
            if (seen.pixel(x, cell.center().y()) == red)
                return x - cell.left();
        }
        return -1;
    };
    CHECK(place(Qt::LeftToRight) >= 0);
    CHECK(place(Qt::LeftToRight) < 20);
    CHECK(place(Qt::RightToLeft) > 270);
}

TEST_CASE("Arabic letters stay joined where one of them goes with Alt, which still works")
{
    JoinedLetters style;
    const auto picture = [&style](const char *text) {
        QPushButton button(QString::fromUtf8(text));
        button.setStyle(&style);
        button.resize(120, 40);
        return button.grab().toImage();
    };
    CHECK(picture("م&زامنة") == picture("مزامنة"));
    QPushButton button(QString::fromUtf8("م&زامنة"));
    CHECK(button.shortcut() == QKeySequence(QStringLiteral("Alt+ز")));
}

TEST_CASE("Every heading of the list of sites can be read whole on a screen of 1024 by 600")
{
    for (const QString &language : languages) {
        const Language shown(language);
        ShownPrimary primary;
        primary.open->window.resize(1024, 560);
        QCoreApplication::processEvents();
        const QHeaderView &header = *primary.open->the<QTableView>("sites").horizontalHeader();
        for (int column = 0; column < header.count(); ++column) {
            INFO(language.toStdString() << ", column " << column << ": " << header.sectionSize(column) << " of "
                                        << header.sectionSizeHint(column) << ", all " << header.length());
            CHECK((header.isSectionHidden(column) || header.sectionSize(column) >= header.sectionSizeHint(column)));
        }
    }
}

TEST_CASE("14.A8: in English, too, no two controls of a window have the same letter after Alt")
{
    {
        ShownPrimary primary;
        checkMnemonics(primary.open->window);
        primary.open->unlock();
        checkMnemonics(primary.open->window);
        checkMnemonics(primary.openRow());
    }
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    OpenWindow satellite(site);
    checkMnemonics(satellite.window);
}

TEST_CASE("In Arabic numbers are typed, and a wrong one is explained")
{
    const Language shown(arabic);
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    OpenWindow open(site);
    CHECK(open.the<QLineEdit>("syncId").text() == QStringLiteral("12"));
    CHECK(open.the<QLineEdit>("requestSize").text() == QStringLiteral("تلقائي"));
    open.type("syncInterval", QStringLiteral("99999"));
    CHECK(open.the<FieldMessage>("syncIntervalMessage").text().contains(QStringLiteral("«99999» لا تصلح")));
    open.type("syncInterval", QStringLiteral("15"));
    CHECK(open.the<FieldMessage>("syncIntervalMessage").text().isEmpty());
}

TEST_CASE("The preferences have room for French and Arabic on a screen of 1024 by 600, locked and unlocked")
{
    for (const QString &language : languages) {
        const Language shown(language);
        ShownPrimary primary;
        checkWindow(primary.open->window);
        primary.open->unlock();
        checkWindow(primary.open->window);
        checkWindow(primary.openRow());
    }
}

TEST_CASE("12.4: the page Backup and the choices have room, and letters of their own, in every language")
{
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("fr"), QStringLiteral("ar")}) {
        INFO(language.toStdString());
        const Language shown(language);
        ShownPrimary primary;
        REQUIRE(primary.site.datafile().peerStates().noteApp(SyncId {3}, SiteApp::mobile("8.7.4")));
        primary.site.standStill(ErrorCode::RestoredUnconfirmed);
        const auto &choose = primary.open->the<QPushButton>("chooseRecovery");
        primary.open->waitUntil([&choose] { return choose.isVisible(); });
        checkWindow(primary.open->window);
        primary.open->press("chooseRecovery");
        auto &dialog = primary.open->over<RecoveryDialog>();
        primary.open->waitUntil([&dialog] { return child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled(); });
        checkWindow(dialog);
        dialog.reject();
        primary.open->comeBack();
        primary.open->window.showCategory(QStringLiteral("Backup"));
        checkWindow(primary.open->window);
        primary.open->unlock();
        checkWindow(primary.open->window);
        primary.open->window.showCategory(QStringLiteral("Server"));
        primary.open->press("advanced");
        const auto &limits = primary.open->the<QWidget>("limits"); // once the page has made room for them
        primary.open->waitUntil([&limits] { return limits.height() >= limits.minimumSizeHint().height(); });
        checkWindow(primary.open->window);
    }
}

TEST_CASE("14.B2: the page General and a new code have room, and letters of their own, in every language")
{
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("fr"), QStringLiteral("ar")}) {
        INFO(language.toStdString());
        const Language shown(language);
        ShownPrimary primary;
        primary.open->window.showCategory(QStringLiteral("General"));
        const auto &codes = primary.open->the<QTableWidget>("codes");
        primary.open->waitUntil([&codes] { return codes.rowCount() > 0; });
        checkWindow(primary.open->window);
        primary.open->unlock();
        checkWindow(primary.open->window);
        primary.open->press("addCode");
        auto &dialog = primary.open->over<NewCodeDialog>();
        checkWindow(dialog);
        QTest::keyClicks(&child<QLineEdit>(dialog, QStringLiteral("codeLabel")), QStringLiteral("Asha"));
        QTest::mouseClick(&child<QPushButton>(dialog, QStringLiteral("makeCode")), Qt::LeftButton);
        primary.open->waitUntil([&dialog] { return dialog.isCodeShown(); });
        checkWindow(dialog);
    }
}

TEST_CASE("12.3: a site that is not served, and what can be chosen for it, have room in every language")
{
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("fr"), QStringLiteral("ar")}) {
        INFO(language.toStdString());
        const Language shown(language);
        ShownPrimary primary;
        const Error error {ErrorCode::TwoMachines, {{QStringLiteral("syncId"), 2}}};
        SitePositions positions(primary.site.datafile().connection());
        REQUIRE(positions.setMisfit(SyncId {2}, SiteMisfit {error, {}, primary.site.clock().utcNow()}));
        const auto &message = primary.open->the<InlineMessage>("misfits");
        primary.open->waitUntil([&message] { return message.isVisible(); });
        checkWindow(primary.open->window);
        PeerDialog &row = primary.openRow();
        CHECK(child<QPushButton>(row, QStringLiteral("recoverSite")).isVisible());
        checkWindow(row);
        QTest::mouseClick(&child<QPushButton>(row, QStringLiteral("recoverSite")), Qt::LeftButton);
        auto &dialog = primary.open->over<RecoveryDialog>();
        primary.open->waitUntil([&dialog] { return child<QPushButton>(dialog, QStringLiteral("ok")).isEnabled(); });
        checkWindow(dialog);
    }
}

TEST_CASE("The other windows have room, and letters of their own, on a screen of 1024 by 600 in every language")
{
    for (const QString &language : {QStringLiteral("en"), QStringLiteral("fr"), QStringLiteral("ar")}) {
        const Language shown(language);
        UnlockDialog unlock;
        unlock.refuse({ErrorCode::CodeWrong, {{QStringLiteral("left"), 3}}});
        checkWindow(unlock);
        ConnectionCheckView check(SiteRole::Satellite, true);
        check.begin();
        check.finished({{{QStringLiteral("address"), CheckLevel::Failed, Error {ErrorCode::UrlMissing}}}});
        checkWindow(check);
        LogView history(LogModel::Kind::Contacts);
        checkWindow(history);
        SupportDialog support(
            {QStringLiteral("0.1.0"), QStringLiteral("/a/b"), QStringLiteral("2"), QStringLiteral("x")});
        checkWindow(support);
        HelpWindow help(*helpPage(QStringLiteral("Synchronise")));
        checkWindow(help);
        FakePrompt prompt;
        const FakeClock clock;
        FirstStartDialog first(QStringLiteral("/a/site.mailboat"), Error {ErrorCode::DatafileMissing}, prompt, clock);
        showActive(first); // as wide as it opens
        checkRoom(first);
        checkWindow(first);
        for (const char *role : {"satellite", "primary"}) {
            QTest::mouseClick(&child<QPushButton>(first, QString::fromLatin1(role)), Qt::LeftButton);
            checkWindow(first);
            auto *const url = first.findChild<QLineEdit *>(QStringLiteral("startUrl"));
            for (QPushButton *const finish : first.findChildren<QPushButton *>(QStringLiteral("finish"))) {
                if (finish->isVisible() && url->isVisible())
                    QTest::mouseClick(finish, Qt::LeftButton); // says what is missing
            }
            checkWindow(first);
            QTest::keyClick(&first, Qt::Key_Escape);
        }
        first.showCode(QStringLiteral("K7QM-2XWP-9TRD"), QStringLiteral("/a/site.mailboat"));
        checkWindow(first);
    }
}
