// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/sql/address.h"
#include "ui/setup/backupatstart.h"

#include <QDialog>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace mailboat {

class CodePage;
class InlineMessage;

/// What one sees where there is no datafile that can be used: make a new one, restore a backup, open another, or leave. A new
/// datafile's first authorisation code is shown once. Makes and opens nothing itself: it asks its owner.
///
///  Choosing -> (createRequested) Working -> showCode() -> accepted; any failure -> Choosing
///  Choosing -> looking at a backup, asking -> (restoreRequested, openRequested) Working; any failure -> Choosing
class FirstStartDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `why`: what is the matter with the datafile at `path`. Prompt and clock outlive it.
    FirstStartDialog(
        const QString &path, const Error &why, Prompt &prompt, const Clock &clock, QWidget *parent = nullptr);

    void showCode(
        const QString &code, const QString &datafile); ///< the datafile is ready; accepted once the code is kept
    bool isCodeShown() const;
    void refuse(const Error &error); ///< it could not be made, restored or opened

    void reject() override;

protected:
    bool event(QEvent *event) override;

signals:
    /// `syncId` as typed: a number, "0" for later.
    void createRequested(const QString &path, const QString &syncId);
    void openRequested(const QString &path);
    /// `datafile`: a path as typed, where nothing is but what cannot be used.
    void restoreRequested(const QString &backup, const QString &datafile);

private:
    QWidget *choosing(const QString &path, const Error &why);
    void create();
    enum class Chosen { New, Existing, Backup };
    void choose(Chosen what);
    void chosen(Chosen what, const QString &path);
    /// As typed; empty: none, or what may be of use is there.
    std::optional<BackupAtStart::Place> placeForBackup() const;
    QString typedPath() const;
    void refusePath(const QString &words);
    void work(const QString &words);
    void setWorking(bool working);

    const DatafileAddress m_found; ///< the datafile that cannot be used
    bool m_isWorking = false;
    bool m_mayCreate;
    InlineMessage *m_message;
    QStackedWidget *m_pages;
    QLineEdit *m_path = nullptr;
    QLineEdit *m_syncId = nullptr;
    QPushButton *m_create = nullptr;
    QPushButton *m_open = nullptr;
    CodePage *m_code;
    BackupAtStart m_backup; ///< goes first
};

} // namespace mailboat
