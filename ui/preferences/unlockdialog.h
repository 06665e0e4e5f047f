// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <QDeadlineTimer>
#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace mailboat {

class InlineMessage;

/// Window "Authorisation": asks for the code and decides nothing. Its owner checks what codeEntered() brings, and then calls
/// accept() or refuse().
class UnlockDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit UnlockDialog(QWidget *parent = nullptr);

    /// Says in the window why the code was not taken; the window stays open, ready for another try. Where the
    /// error names seconds they are counted down until the next one.
    void refuse(const Error &error);
    /// While the code is being checked: nothing more can be entered.
    void setBusy(bool busy);

signals:
    void codeEntered(const QString &code); ///< as typed, but for white space around it

protected:
    bool event(QEvent *event) override;

private:
    void enter();
    void countDown();
    void refresh();

    Error m_refusal {};
    QDeadlineTimer m_pause {0}; ///< until the next try is possible
    QTimer m_tick;
    bool m_isBusy = false;
    QLineEdit *m_code;
    QLabel *m_progress;
    InlineMessage *m_message;
    QPushButton *m_ok;
};

} // namespace mailboat
