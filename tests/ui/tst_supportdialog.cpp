// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/status/supportdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

using namespace mailboat;

TEST_CASE("Version and this machine's hardware ID can be copied for support")
{
    SupportDialog dialog({QStringLiteral("0.1.0"), QStringLiteral("/home/a/site.mailboat"),
        QStringLiteral("2 (satellite)"), QStringLiteral("A1B2C3")});
    dialog.open();
    dialog.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&dialog));
    QStringList shown;
    for (const QLineEdit *field : dialog.findChildren<QLineEdit *>()) {
        CHECK(field->isReadOnly());
        CHECK(!field->accessibleName().isEmpty());
        CHECK(field->layoutDirection() == Qt::LeftToRight);
        shown += field->text();
    }
    for (const char *fact : {"0.1.0", "/home/a/site.mailboat", "2 (satellite)", "A1B2C3", qVersion()})
        CHECK(shown.contains(QString::fromLatin1(fact)));

    QTest::mouseClick(&test::child<QPushButton>(dialog, QStringLiteral("copyAll")), Qt::LeftButton);
    const QString copied = QGuiApplication::clipboard()->text();
    CHECK(copied.contains(QStringLiteral("Hardware ID: A1B2C3\n")));
    CHECK(copied.contains(QStringLiteral("Datafile: /home/a/site.mailboat\n")));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    CHECK(!dialog.isVisible());
}

TEST_CASE("A machine without a hardware ID is said to have none")
{
    const SupportDialog dialog({QStringLiteral("0.1.0"), {}, {}, {}});
    QStringList shown;
    for (const QLineEdit *field : dialog.findChildren<QLineEdit *>())
        shown += field->text();
    CHECK(shown.contains(QStringLiteral("cannot be read on this machine")));
}
