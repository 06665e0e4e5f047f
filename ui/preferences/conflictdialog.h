// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/draftmerge.h"
#include "core/store/synclog.h"

#include <QDialog>

#include <vector>

class QRadioButton;

namespace mailboat {

/// Asks about what was edited here and saved by somebody else meanwhile: under the label of each setting stand both values, and one of
/// them is chosen. OK saves what was chosen; Cancel leaves all as it is. Decides and saves nothing itself.
class ConflictDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `changes`: the newest entries of the log about settings, newest first, which say who saved what.
    ConflictDialog(const QList<SettingConflict> &conflicts, const Draft &mine, const Draft &now,
        const QList<SyncLog::Entry> &changes, QWidget *parent = nullptr);

    QList<SettingConflict> givingWay() const; ///< those where what was saved by somebody else stays

private:
    QWidget *choice(const SettingConflict &conflict, const Draft &mine, const Draft &now, const QString &who);

    QList<SettingConflict> m_conflicts;
    std::vector<QRadioButton *> m_theirs {}; ///< of each
};

} // namespace mailboat
