// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/prefs/settingsstore.h"
#include "core/sql/address.h"
#include "ui/setup/backupatstart.h"

#include <QDialog>
#include <QPointer>

#include <optional>

class QLayout;
class QLineEdit;
class QPushButton;

namespace mailboat {

class CodePage;
class InlineMessage;
class RoleStart;

/// What one sees where there is no datafile that can be used: what this site is to be, and a page for each role; or restore a backup,
/// open another datafile, or leave. A new datafile's first authorisation code is shown once. Makes and opens nothing itself: it asks
/// its owner, and until then nothing is there.
///
///  Choosing <-> a role's page -> (createRequested) Working -> showCode() -> accepted; any failure -> back
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
    void keyPressEvent(QKeyEvent *event) override;

signals:
    void createRequested(const QString &path, const mailboat::SettingsChange &setUp);
    void openRequested(const QString &path);
    /// `datafile`: a path as typed, where nothing is but what cannot be used.
    void restoreRequested(const QString &backup, const QString &datafile);

private:
    enum class Chosen { New, Existing, Backup };
    QWidget *choosing(const QString &path, const Error &why, RoleStart *satellite, RoleStart *primary);
    QLayout *place(const QString &path, QWidget *page);
    void addRole(RoleStart *page);
    void addPage(QWidget *page);
    void showPage(QWidget *page);
    void showChoosing();
    void begin(RoleStart *page);
    RoleStart *role() const; ///< whose page is shown; null: none is
    void choose(Chosen what);
    void chosen(Chosen what, const QString &path);
    QString typedPath() const;
    std::optional<BackupAtStart::Place> placeForBackup() const; ///< nothing: it can be restored nowhere
    void refusePath(const QString &words);
    void work(const QString &words);
    void setWorking(bool working);

    const DatafileAddress m_found; ///< the datafile that is missing, or cannot be used
    const bool m_mayCreate; ///< there is none yet
    bool m_isWorking = false;
    QPointer<QWidget> m_keyboard {}; ///< what had it before that
    InlineMessage *m_message = nullptr;
    QWidget *m_choosing = nullptr;
    QLineEdit *m_path = nullptr;
    QPushButton *m_first = nullptr; ///< of the buttons on the page that chooses
    QWidget *m_page = nullptr; ///< that is shown
    QList<QWidget *> m_pages {};
    CodePage *m_code;
    BackupAtStart m_backup; ///< goes first
};

} // namespace mailboat
