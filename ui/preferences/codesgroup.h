// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

#include <QGroupBox>

class QPushButton;
class QTableWidget;

namespace mailboat {

class InlineMessage;
class NewCodeDialog;

/// The authorisation codes of the site: listed, made, revoked. Both are done at once, while the page is unlocked, and not at OK: a code
/// has been seen, or is worthless.
class CodesGroup final : public QGroupBox
{
    Q_OBJECT
public:
    explicit CodesGroup(PreferencesContext &context, QWidget *parent = nullptr);

    void read(); ///< the list, anew
    void applyLock();
    /// The window with a code that nobody has said to have written down; null: there is none.
    QDialog *shownOnce() const;

private:
    void show(const QList<StandingCode> &codes);
    void add();
    void askToRevoke();
    void revoke(const QString &label);
    QString selected() const; ///< label; empty: none
    QString whyNotRevoked() const;
    bool isExpired(const StandingCode &code) const;

    PreferencesContext &m_context;
    QTableWidget *m_table;
    QPushButton *m_add;
    QPushButton *m_revoke;
    InlineMessage *m_message;
    bool m_isReadError = false; ///< what it says
    QList<StandingCode> m_codes {};
};

} // namespace mailboat
