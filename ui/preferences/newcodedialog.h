// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

#include <QDialog>

class QDateEdit;
class QPushButton;
class QStackedWidget;

namespace mailboat {

class CodePage;
class FieldMessage;

/// Asks for label and last day of a new authorisation code, has it made and shows it, once.
///
///  Asking -> Making -> Shown -> accepted, by "Finish", or a question; a failure -> Asking
class NewCodeDialog final : public QDialog
{
    Q_OBJECT
public:
    NewCodeDialog(PreferencesContext &context, QWidget *parent);

    bool isCodeShown() const;
    void reject() override;

signals:
    void made();

protected:
    bool event(QEvent *event) override;

private:
    QWidget *form();
    void make();
    void answered(const Result<QString> &code);
    void refresh();

    PreferencesContext &m_context;
    QStackedWidget *m_pages;
    CodePage *m_shown;
    QLineEdit *m_label = nullptr;
    FieldMessage *m_message = nullptr;
    QCheckBox *m_expires = nullptr;
    QDateEdit *m_day = nullptr;
    QPushButton *m_make = nullptr;
    bool m_isMaking = false;
};

} // namespace mailboat
