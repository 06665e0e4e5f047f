// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The half of PreferencesDialog that OK is for.
#include "ui/preferences/preferencesdialog.h"

#include "ui/preferences/categorypages.h"
#include "ui/preferences/unlocking.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/inlinemessage.h"

#include <QLocale>
#include <QPushButton>

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
    const bool hasOwn = m_pages->ownEdits() > 0;
    if ((m_context.draft->needsAuthorisation() || hasOwn) && !m_context.lock.isUnlocked())
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
            return done(QDialog::Accepted);
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
            Tone::Info, tr("Saving was given up: nothing is saved, and what you have changed stands here still."));
    showProblem(result.error());
}

void PreferencesDialog::askAboutConflict(const Error &error)
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
    m_message->reword(tr("Saving: %1 of %2 passwords. Cancel gives it up.")
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
