// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "core/store/backupdescription.h"
#include "ui/preferences/preferencepage.h"

#include <QGroupBox>

class QPushButton;

namespace mailboat {

class InlineMessage;

/// "Restore…": asks for a backup, looks at it, and asks whether it is to be put in the place of the datafile. That itself is done
/// by who has all this open, and closes it first. It needs the padlock open: whoever puts a backup back changes all settings.
class RestoreFrom final : public QGroupBox
{
    Q_OBJECT
public:
    RestoreFrom(PreferencesContext &context, QWidget *parent);
    void setStatus(const Status &status) { m_status = status; }
    void applyLock();
    /// What a backup says of itself, a sentence each.
    static QStringList factsOf(const BackupDescription &backup, const QDateTime &now);

signals:
    void confirmed(const QString &backup); ///< its path

private:
    void choose();
    void look(const QString &path);
    void looked(const QString &path, const Result<BackupDescription> &found);
    void ask(const QString &path, const BackupDescription &backup);
    QString detailOf(const BackupDescription &backup) const;
    void setLooking(bool isLooking);

    PreferencesContext &m_context;
    Status m_status {};
    QPushButton *m_button;
    InlineMessage *m_result;
    bool m_isLooking = false;
    FileWork m_work; ///< goes first
};

} // namespace mailboat
