// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
        QTimer::singleShot(0, parent, [answered = std::move(answered), choice = answer] { answered(choice); });
    }

    Choice answer = Choice::Yes;
    QList<Question> questions;
};

} // namespace mailboat::test
