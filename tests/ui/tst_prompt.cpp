// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/prompt.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

#include <memory>
#include <optional>

using namespace mailboat;
using namespace mailboat::test;

namespace {

Question question()
{
    Question question;
    question.title = QStringLiteral("Delete site");
    question.text = QStringLiteral("Delete <b>North</b>?");
    question.detail = QStringLiteral("12 records <i>go</i> with it.");
    question.yes = QStringLiteral("Delete");
    return question;
}

/// A question on the screen and what came of it.
struct Asked {
    explicit Asked(const Question &question)
    {
        showActive(*window);
        prompt.ask(window.get(), question, [this](Choice choice) { answer = choice; });
        box = window->findChild<QMessageBox *>(QStringLiteral("question"));
        REQUIRE(box);
        REQUIRE(QTest::qWaitForWindowActive(box));
    }
    void press(const QString &name) { QTest::mouseClick(&child<QPushButton>(*box, name), Qt::LeftButton); }

    MessagePrompt prompt;
    std::unique_ptr<QWidget> window = std::make_unique<QWidget>();
    QMessageBox *box = nullptr;
    std::optional<Choice> answer;
};

} // namespace

TEST_CASE("A question is answered by the button that is pressed")
{
    Question three = question();
    three.third = QStringLiteral("Compare");
    Asked asked(three);
    CHECK_FALSE(asked.answer);
    SECTION("yes")
    {
        asked.press(QStringLiteral("yes"));
        CHECK(asked.answer == Choice::Yes);
    }
    SECTION("no, which is called Cancel where nothing else is said")
    {
        CHECK(child<QPushButton>(*asked.box, QStringLiteral("no")).text() == QStringLiteral("&Cancel"));
        asked.press(QStringLiteral("no"));
        CHECK(asked.answer == Choice::No);
    }
    SECTION("third")
    {
        asked.press(QStringLiteral("third"));
        CHECK(asked.answer == Choice::Third);
    }
    SECTION("Esc")
    {
        QTest::keyClick(asked.box, Qt::Key_Escape);
        CHECK(asked.answer == Choice::No);
    }
    SECTION("closed by the desktop")
    {
        asked.box->close();
        CHECK(asked.answer == Choice::No);
    }
}

TEST_CASE("Enter acts, but not where something is lost by it")
{
    Question dangerous = question();
    dangerous.isDangerous = GENERATE(false, true);
    Asked asked(dangerous);
    QTest::keyClick(asked.box, Qt::Key_Return);
    CHECK(asked.answer == (dangerous.isDangerous ? Choice::No : Choice::Yes));
}

TEST_CASE("What stands in a question is shown as it is, never read as tags")
{
    Asked asked(question());
    CHECK(asked.box->text() == question().text);
    CHECK(asked.box->informativeText() == question().detail);
    const QList<QLabel *> labels = asked.box->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        CHECK(label->textFormat() == Qt::PlainText);
}

TEST_CASE("A question whose window has gone is not answered")
{
    Asked asked(question());
    asked.window.reset();
    CHECK_FALSE(asked.answer);
}
