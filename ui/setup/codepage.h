// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/prompt.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPrinter;
class QPushButton;

namespace mailboat {

class InlineMessage;

/// An authorisation code that has just been made, such as that of a new datafile, which is shown only this once: to be saved, printed,
/// copied or written down. "I have written it down" alone lets it be finished; until then no button is the default one, so a second
/// Return does not pass over a code that nobody has read.
class CodePage final : public QWidget
{
    Q_OBJECT
public:
    explicit CodePage(Prompt &prompt, QWidget *parent = nullptr); ///< `prompt` outlives it

    /// `datafile`: its place, as people read it; it stands on the paper and in the file beside the code.
    void showCode(const QString &code, const QString &datafile);
    void setWords(const QString &words); ///< where it is not the first code of a new datafile
    void askFirst(); ///< somebody wants to leave: asks, for the code is gone then

signals:
    void finished(); ///< it is kept, or somebody wants to go on without it

private:
    QString paper() const;
    void chooseFile();
    void save(const QString &path);
    void saidSaved(const QString &path); ///< and whether it is its owner's alone
    void choosePrinter();
    void print(QPrinter *printer);

    Prompt &m_prompt;
    QString m_datafile {};
    bool m_isAsking = false;
    QLabel *m_words;
    QLineEdit *m_code;
    InlineMessage *m_message;
    QCheckBox *m_kept;
    QPushButton *m_finish;
};

} // namespace mailboat
