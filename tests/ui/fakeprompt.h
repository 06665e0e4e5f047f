// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/catch.h"
#include "ui/prompt.h"

#include <QList>
#include <QTimer>
#include <QWidget>

namespace mailboat::test {

/// Stands for the person: answers every question with `answer`, from the event loop as a person would, and notes what was
/// asked.
class FakePrompt final : public Prompt
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(Choice)> answered) override
    {
        questions.append(question);
        for (const QString &button : {question.yes, question.no, question.third})
            CHECK((button.isEmpty() || button.contains(u'&'))); // every button has a mnemonic
        if (asked)
            asked();
        QTimer::singleShot(0, parent, [answered = std::move(answered), choice = answer] { answered(choice); });
    }

    Choice answer = Choice::Yes;
    QList<Question> questions;
    std::function<void()> asked {}; ///< called while the question is open
};

} // namespace mailboat::test
