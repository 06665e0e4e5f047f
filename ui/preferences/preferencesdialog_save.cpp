// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of PreferencesDialog that OK is for.
#include "ui/preferences/preferencesdialog.h"

#include "ui/preferences/categorypages.h"
#include "ui/preferences/conflictdialog.h"
#include "ui/preferences/unlocking.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/inlinemessage.h"

#include <QLocale>
#include <QPushButton>

#include <limits>

namespace mailboat {

void PreferencesDialog::showProblem(const Error &error)
{
    if (!m_pages->showProblem(error))
        m_message->setError(error);
}

void PreferencesDialog::accept()
{
    if (m_isSaving)
        return;
    if (!m_context.draft)
        return done(QDialog::Accepted);
    if (m_pages->showInvalidField())
        return;
    const bool hasOwn = m_pages->ownEdits() > 0;
    if (!m_context.draft->isModified() && !hasOwn)
        return done(QDialog::Accepted);
    if (const Result<> fits = m_context.draft->problem(); !fits) {
        showProblem(fits.error());
        return;
    }
    if (!m_pages->hasToCheck())
        return save();
    setSaving(true);
    m_pages->check([this](bool fits) {
        setSaving(false);
        if (fits)
            save();
        else
            emit keptOpen();
    });
}

void PreferencesDialog::save()
{
    if (m_context.draft->needsAuthorisation() && !m_context.lock.isUnlocked())
        return askForCode(m_context, this, [this] { save(); });
    if (m_context.draft->isModified())
        commit(false);
    else
        saveOwn(false);
}

/// What is kept with the person, not in the datafile.
void PreferencesDialog::saveOwn(bool isAfterCommit)
{
    setSaving(true);
    m_pages->saveOwn([this, isAfterCommit](const Result<> &saved) {
        setSaving(false);
        if (saved) {
            if (isAfterCommit)
                take(m_context.draft); // the window may be kept open, and shows what is saved now
            done(QDialog::Accepted);
            if (isVisible()) // while somebody is asked, or because they keep it open
                m_message->setMessage(Tone::Ok, tr("Saved."));
            return;
        }
        emit keptOpen();
        if (isAfterCommit)
            m_message->setMessage(
                Tone::Error, tr("The settings of the site are saved. %1").arg(errorWords(saved.error())));
        else
            showProblem(saved.error());
    });
}

void PreferencesDialog::commit(bool overwrite)
{
    const Result<StagedChange> staged = stagedChange(*m_context.draft, m_context.lock.authorisation());
    if (!staged) {
        showProblem(staged.error());
        return;
    }
    setSaving(true);
    m_context.site.commit(
        *staged, overwrite, this, [this](const Result<std::shared_ptr<Draft>> &result) { committed(result); });
}

void PreferencesDialog::committed(const Result<std::shared_ptr<Draft>> &result)
{
    setSaving(false);
    if (result) {
        m_context.draft = *result;
        m_revision = m_context.draft->shown().revision;
        return saveOwn(true);
    }
    emit keptOpen();
    if (result.error().code == ErrorCode::SettingsChanged)
        return askAboutConflict(result.error());
    if (result.error().code == ErrorCode::Cancelled)
        return m_message->setMessage(
            Tone::Info, tr("Saving was cancelled: nothing is saved, and what you have changed is still here."));
    showProblem(result.error());
}

/// What stands there now is read, and who has saved it, before anybody is asked.
void PreferencesDialog::askAboutConflict(const Error &error)
{
    m_context.site.readDraft(this, [this, error](const Result<std::shared_ptr<Draft>> &now) {
        if (!now)
            return showProblem(now.error());
        const QList<SettingConflict> conflicts = conflictsOf(*m_context.draft, **now);
        if (conflicts.isEmpty()) // such as two passwords, which nobody can see
            return askAboutAll(error);
        constexpr int entriesRead = 200;
        m_context.site.readLogPage(std::numeric_limits<qint64>::max(), {.kinds = {QStringLiteral("audit")}},
            entriesRead, this, [this, conflicts, now = *now](const Result<LogReader::Page> &page) {
                askAboutEach(conflicts, now, page ? page->entries : QList<SyncLog::Entry>());
            });
    });
}

void PreferencesDialog::askAboutEach(
    const QList<SettingConflict> &conflicts, const std::shared_ptr<Draft> &now, const QList<SyncLog::Entry> &changes)
{
    auto *dialog = new ConflictDialog(conflicts, *m_context.draft, *now, changes, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, now] {
        if (const Result<> made = makeAnew(*m_context.draft, *now, dialog->givingWay()); !made)
            return showProblem(made.error());
        take(now);
        if (now->isModified())
            accept();
        else
            m_message->setMessage(Tone::Ok, tr("What was saved meanwhile is kept; nothing else was changed here."));
    });
    dialog->open();
}

void PreferencesDialog::askAboutAll(const Error &error)
{
    Question question;
    question.title = tr("Changed elsewhere");
    question.text = windowWords(error);
    question.detail = tr("Save what you have changed here over it, or discard it and see what stands there now?");
    question.yes = tr("&Save mine");
    question.third = tr("&Discard mine");
    question.isDangerous = true;
    m_context.prompt.ask(this, question, [this](Choice choice) {
        if (choice == Choice::Yes)
            commit(true);
        else if (choice == Choice::Third)
            loadDraft();
    });
}

/// Of thousands of passwords that takes minutes: Cancel gives it up.
void PreferencesDialog::showSaving(qint64 done, qint64 total)
{
    constexpr qint64 many = 100;
    if (!m_isSaving || total < many)
        return;
    m_cancel->setEnabled(true);
    m_message->reword(tr("Saving: %1 of %2 passwords. Cancel stops it.")
                          .arg(QLocale().toString(qlonglong {done}), QLocale().toString(qlonglong {total})));
}

void PreferencesDialog::setSaving(bool saving)
{
    m_isSaving = saving;
    m_pages->setPagesEnabled(!saving);
    m_ok->setEnabled(!saving);
    m_cancel->setEnabled(!saving);
    if (saving)
        m_message->setMessage(Tone::Info, tr("Saving…"));
    else
        m_message->clear();
}

} // namespace mailboat
