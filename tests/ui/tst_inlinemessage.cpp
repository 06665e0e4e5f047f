// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/inlinemessage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace mailboat;

TEST_CASE("A message says what happened and what to do, with an icon and a word beside the colour")
{
    InlineMessage message;
    CHECK(message.isHidden());
    const Error error {ErrorCode::ConnectionRefused, {{QStringLiteral("host"), QStringLiteral("10.0.0.1")}}};
    message.setError(error);
    CHECK(!message.isHidden());
    CHECK(message.text() == describe(error) + u' ' + advise(error));
    CHECK(message.tone() == Tone::Error);
    CHECK(message.accessibleName() == QStringLiteral("Error: ") + message.text());
    const auto icons = message.findChildren<IconLabel *>();
    REQUIRE(icons.size() == 1);
    CHECK(icons.first()->iconName() == QStringLiteral("error"));
    message.clear();
    CHECK(message.isHidden());
    CHECK(message.text().isEmpty());
}

TEST_CASE("Details unfold by keyboard and are copied with the message")
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *message = new InlineMessage(&window);
    layout->addWidget(message);
    message->setMessage(Tone::Warning, QStringLiteral("The line is slow."), QStringLiteral("slow_line"));
    test::showActive(window);
    auto &details = test::child<QPushButton>(window, QStringLiteral("detailsButton"));
    auto &detail = test::child<QLabel>(window, QStringLiteral("messageDetail"));
    CHECK(!detail.isVisible());
    details.setFocus();
    QTest::keyClick(&details, Qt::Key_Space);
    CHECK(detail.isVisible());
    QTest::keyClick(&details, Qt::Key_Space);
    CHECK(!detail.isVisible());

    auto &copy = test::child<QPushButton>(window, QStringLiteral("copyMessageButton"));
    QTest::mouseClick(&copy, Qt::LeftButton);
    CHECK(QGuiApplication::clipboard()->text() == QStringLiteral("The line is slow.\nslow_line"));
}

TEST_CASE("A message without detail has nothing to unfold")
{
    InlineMessage message;
    message.setMessage(Tone::Ok, QStringLiteral("Done."), {});
    CHECK(test::child<QPushButton>(message, QStringLiteral("detailsButton")).isHidden());
    CHECK(message.accessibleName() == QStringLiteral("Good: Done."));
    message.setMessage(Tone::Info, QStringLiteral("Note."), {});
    CHECK(message.accessibleName() == QStringLiteral("Note."));
}

TEST_CASE("What stands in a message is shown as it is, never as a text with tags")
{
    InlineMessage message;
    message.setMessage(Tone::Error, QStringLiteral("<b>bold</b> & <img src=x>"), QStringLiteral("<i>x</i>"));
    CHECK(test::child<QLabel>(message, QStringLiteral("messageText")).textFormat() == Qt::PlainText);
    CHECK(test::child<QLabel>(message, QStringLiteral("messageDetail")).textFormat() == Qt::PlainText);
    CHECK(message.text() == QStringLiteral("<b>bold</b> & <img src=x>"));
}
