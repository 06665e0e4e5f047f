// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace mailboat {

/// A question to the person at the window. All texts are plain: what stands in them is shown as it is.
struct Question {
    QString title;
    QString text; ///< the question itself, a sentence
    QString detail {}; ///< what follows from it
    QString yes; ///< verb of the button that acts, with its mnemonic, as of the others
    QString no {}; ///< empty: "&Cancel"
    QString third {}; ///< empty: no third button
    bool isDangerous = false; ///< something is lost: Enter does not act
};

enum class Choice { Yes, No, Third };

/// How the window asks: given in, so that a test can answer.
class Prompt
{
public:
    virtual ~Prompt() = default;
    /// Calls back once, later, from the event loop; closing the question is No. Never calls back once `parent` is gone.
    virtual void ask(QWidget *parent, const Question &question, std::function<void(Choice)> answered) = 0;
};

/// The real one: message boxes over `parent`.
class MessagePrompt final : public Prompt
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(Choice)> answered) override;
};

} // namespace mailboat
