// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/prompt.h"

#include <QList>
#include <QTimer>
#include <QWidget>

namespace mailboat::test {

/// Stands for the person: answers every question with `answer`, from the event loop as a person would, and notes what was
/// asked and told.
class FakePrompt final : public Prompt
{
public:
    struct Told {
        QString title;
        QString text;
        QString detail;
    };

    void ask(QWidget *parent, const Question &question, std::function<void(Choice)> answered) override
    {
        questions.append(question);
        QTimer::singleShot(0, parent, [answered = std::move(answered), choice = answer] { answered(choice); });
    }
    void inform(QWidget * /*parent*/, const QString &title, const QString &text, const QString &detail) override
    {
        told.append({title, text, detail});
    }

    Choice answer = Choice::Yes;
    QList<Question> questions;
    QList<Told> told;
};

} // namespace mailboat::test
