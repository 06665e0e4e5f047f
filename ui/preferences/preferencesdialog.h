// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

#include <QDialog>

class QPushButton;

namespace mailboat {

class CategoryPages;
class ElidedLabel;
class InlineMessage;
class UnlockDialog;
struct SettingConflict;

/// The preferences window (contract.md §5): categories, pages, Cancel and OK. It holds a draft that all pages edit; OK commits it
/// in one transaction, Cancel discards it, also where the window is kept open then. Knows no page.
///
///  Editing -> Unlocking (OK while locked) -> Saving -> accepted; any failure -> Editing, with what was typed
class PreferencesDialog final : public QDialog
{
    Q_OBJECT
public:
    PreferencesDialog(SiteConnection &site, AdminLock &lock, Prompt &prompt, Clock &clock, QWidget *parent = nullptr);
    ~PreferencesDialog() override;

    PreferencePage *page(const QString &category) const; ///< nullptr: there is none
    void showCategory(const QString &category);
    /// The draft being edited; empty until the datafile has been read.
    const Draft *draft() const { return m_context.draft.get(); }

    void accept() override;
    void reject() override;
    /// Asked before the window closes, after OK has saved: it calls what it is given, at once or later, or keeps the window.
    void setBeforeClosing(std::function<void(const std::function<void()> &close)> ask)
    {
        m_beforeClosing = std::move(ask);
    }

    bool hasToAskToDiscard() const; ///< more than one field is edited (contract §3)
    /// Asks whether what is edited may be discarded, where it is more than one field, and tells `answered`. Whoever is asked anew
    /// while the question is open has `answered` told no, and that one question answers the new one.
    void askToDiscard(std::function<void(bool mayDiscard)> answered);
    bool isAskingToDiscard() const { return bool(m_discardAnswered); }
    QDialog *shownOnce() const; ///< a window over it with what has to be kept first; null: there is none
    void closeOver(); ///< the windows over this one, each by its own No

    InlineMessage &message() { return *m_message; } ///< for what is about no page alone

    QSize sizeHint() const override;

signals:
    void loaded(); ///< the draft was read, for the first time or anew
    void keptOpen(); ///< by who was asked whether to discard what is edited, or because it could not be saved

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    int editedFields() const; ///< that are not saved
    void build();
    QLayout *buttons();
    void loadDraft();
    void reloadDraft();
    void discard();
    void take(const std::shared_ptr<Draft> &draft);
    void settingsChanged(qint64 revision);
    void edited();
    bool mayReload() const;
    void showProblem(const Error &error);
    void commit(bool overwrite);
    void committed(const Result<std::shared_ptr<Draft>> &result);
    void save(); ///< what fits, as far as the window can say
    void saveOwn(bool isAfterCommit);
    void askAboutConflict(const Error &error);
    void askAboutEach(const QList<SettingConflict> &conflicts, const std::shared_ptr<Draft> &now,
        const QList<SyncLog::Entry> &changes);
    void askAboutAll(const Error &error);
    void setSaving(bool saving);
    void showSaving(qint64 done, qint64 total);
    void showSite();
    bool isAbove(const QDialog &dialog) const;
    void nameSite(QDialog &dialog);
    void done(int result) override;
    void showHelp();
    void showAbout();

    PreferencesContext m_context;
    CategoryPages *m_pages;
    InlineMessage *m_message;
    ElidedLabel *m_site; ///< which one: every window is called the same
    QPushButton *m_cancel = nullptr;
    QPushButton *m_ok = nullptr;
    std::function<void(const std::function<void()> &close)> m_beforeClosing {};
    std::function<void(bool mayDiscard)> m_discardAnswered {}; ///< while that question is open
    qint64 m_revision = -1; ///< of the draft
    qint64 m_newest = -1; ///< of the datafile, as far as it was told
    bool m_isSaving = false;
};

} // namespace mailboat
