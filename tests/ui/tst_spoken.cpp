// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a screen reader says of fields. What it says by itself: tests/desktop/tst_announcements.cpp.
#include "tests/ui/openwindow.h"
#include "ui/widgets/announcedlabel.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"

#include <QAccessible>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QString descriptionOf(OpenWindow &open, const char *field)
{
    return QAccessible::queryAccessibleInterface(&open.the<QLineEdit>(field))->text(QAccessible::Description);
}

} // namespace

TEST_CASE("14.A8: a field's unit is a part of its description: locked, unlocked, with an error and after it")
{
    SatelliteSite site {12, QUrl(QStringLiteral("http://127.0.0.1:9"))};
    OpenWindow open(site);
    const auto minutes = QStringLiteral("minutes; 0 pauses sync");
    const auto records = QStringLiteral("records in a request");
    const auto role = QStringLiteral("This site is a satellite");
    CHECK(descriptionOf(open, "syncInterval").contains(minutes));
    CHECK(descriptionOf(open, "requestSize").contains(records));
    CHECK(descriptionOf(open, "requestSize").contains(QStringLiteral("Click to un-lock")));
    CHECK(descriptionOf(open, "syncId").contains(role));
    open.unlock();
    CHECK(descriptionOf(open, "requestSize") == records);
    open.type("syncInterval", QStringLiteral("99999"));
    CHECK(descriptionOf(open, "syncInterval").startsWith(QStringLiteral("Error: ")));
    CHECK(descriptionOf(open, "syncInterval").contains(minutes));
    open.type("syncInterval", QStringLiteral("15"));
    CHECK(descriptionOf(open, "syncInterval") == minutes);
    open.type("syncId", QStringLiteral("1"));
    CHECK(descriptionOf(open, "syncInterval").contains(QStringLiteral("minutes; not used at a primary")));
}

TEST_CASE("14.A8: errors are notifications to a screen reader, by the words and their kind")
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *field = new QLineEdit(&window);
    column->addWidget(field);
    auto *below = new FieldMessage(field, &window);
    column->addWidget(below);
    auto *message = new InlineMessage(&window);
    column->addWidget(message);
    below->setMessage(Tone::Error, QStringLiteral("2 is taken."));
    message->setMessage(Tone::Warning, QStringLiteral("The line is slow."));
    showActive(window);
    const auto *ofField = QAccessible::queryAccessibleInterface(below->findChild<AnnouncedLabel *>());
    REQUIRE(ofField);
    CHECK(ofField->role() == QAccessible::Notification);
    CHECK(ofField->text(QAccessible::Name) == QStringLiteral("Error: 2 is taken."));
    const auto *ofPage = QAccessible::queryAccessibleInterface(message->findChild<AnnouncedLabel *>());
    REQUIRE(ofPage);
    CHECK(ofPage->role() == QAccessible::Notification);
    CHECK(ofPage->text(QAccessible::Name) == QStringLiteral("Warning: The line is slow."));
    CHECK_FALSE(InlineMessage(nullptr, InlineMessage::Said::Elsewhere).findChild<AnnouncedLabel *>());
}
