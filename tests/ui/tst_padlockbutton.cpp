// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/padlockbutton.h"

#include <QLabel>
#include <QPushButton>

using namespace mailboat;

TEST_CASE("The padlock is closed with 'Click to un-lock', open with 'Click to lock', and says so in words")
{
    PadlockButton padlock;
    auto &button = test::child<QPushButton>(padlock, QStringLiteral("padlockButton"));
    auto &state = test::child<QLabel>(padlock, QStringLiteral("padlockState"));
    auto &picture = test::child<IconLabel>(padlock, QStringLiteral("padlockPicture"));
    CHECK(!padlock.isUnlocked());
    CHECK(button.accessibleName() == QStringLiteral("Click to un-lock"));
    CHECK(button.text().remove(u'&') == QStringLiteral("Click to un-lock"));
    CHECK(state.text().startsWith(QStringLiteral("Locked")));
    CHECK(picture.iconName() == QStringLiteral("padlock-closed"));

    padlock.setUnlocked(true);
    CHECK(padlock.isUnlocked());
    CHECK(button.accessibleName() == QStringLiteral("Click to lock"));
    CHECK(button.text().remove(u'&') == QStringLiteral("Click to lock"));
    CHECK(state.text().startsWith(QStringLiteral("Unlocked")));
    CHECK(picture.iconName() == QStringLiteral("padlock-open"));
}

TEST_CASE("The padlock asks by mouse and by keyboard and decides nothing")
{
    PadlockButton padlock;
    test::showActive(padlock);
    QSignalSpy asked(&padlock, &PadlockButton::clicked);
    auto &button = test::child<QPushButton>(padlock, QStringLiteral("padlockButton"));
    QTest::mouseClick(&button, Qt::LeftButton);
    CHECK(asked.size() == 1);
    padlock.setFocus();
    QTest::keyClick(&button, Qt::Key_Space);
    CHECK(asked.size() == 2);
    QTest::keyClick(&padlock, Qt::Key_L, Qt::AltModifier);
    CHECK(QTest::qWaitFor([&asked] { return asked.size() == 3; }));
    CHECK(!padlock.isUnlocked());
}
