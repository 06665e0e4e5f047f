// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

class QGroupBox;
class QPushButton;

namespace mailboat {

class BackupNow;
class FieldMessage;
class InlineMessage;
class RestoreFrom;

/// Page "Backup" (contract.md §5): a backup by hand, those that the engine makes daily, and how one is put back.
class BackupPage final : public PreferencePage
{
    Q_OBJECT
public:
    explicit BackupPage(PreferencesContext &context, QWidget *parent = nullptr);

    void load() override;
    bool showProblem(const Error &) override { return false; } // no rule goes across these fields
    bool isBackingUp() const;

signals:
    /// That backup is to take the place of the datafile: the person has said so, and has unlocked this.
    void restoreRequested(const QString &backup);

private:
    QGroupBox *daily();
    void setStatus(const Status &status);
    void chooseFolder();
    void applyLock();
    void showWhatIsMissing();

    BackupNow *m_now;
    QLineEdit *m_folder = nullptr;
    FieldMessage *m_folderMessage = nullptr;
    QPushButton *m_choose = nullptr;
    QCheckBox *m_daily = nullptr;
    QLineEdit *m_keep = nullptr;
    FieldMessage *m_keepMessage = nullptr;
    InlineMessage *m_fault = nullptr;
    RestoreFrom *m_restore = nullptr;
};

} // namespace mailboat
