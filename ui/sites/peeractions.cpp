// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peeractions.h"

#include "core/domain/forplural.h"
#include "ui/sites/peerdialog.h"
#include "ui/widgets/errorwords.h"

#include <QLocale>

namespace mailboat {

PeerActions::PeerActions(PreferencesContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

void PeerActions::attach(PeerDialog &dialog, SyncId saved)
{
    connect(&dialog, &PeerDialog::generateRequested, this, [this, &dialog, saved] { generate(dialog, saved); });
    connect(&dialog, &PeerDialog::retrieveRequested, this, [this, &dialog, saved] { retrieve(dialog, saved); });
    connect(&dialog, &PeerDialog::actionCancelled, this, [this] {
        m_context.site.cancelGenerate();
        m_context.site.cancelRetrieve();
    });
}

bool PeerActions::isPrimary() const
{
    return m_context.draft->savedSite().isPrimary();
}

void PeerActions::showError(PeerDialog &dialog, const Error &error)
{
    dialog.showResult(errorWords(error), false);
}

/// Asks, and acts where the answer is yes and the padlock is still open.
void PeerActions::ask(PeerDialog &dialog, const Question &question, const QString &progress, std::function<void()> act)
{
    dialog.endProgress(); // of counting: now it is the person's turn
    m_context.prompt.ask(&dialog, question, [this, &dialog, progress, act = std::move(act)](Choice choice) {
        if (choice != Choice::Yes)
            return dialog.showResult(tr("Nothing was done."), true);
        if (!m_context.lock.isUnlocked())
            return showError(dialog, {ErrorCode::CodeMissing});
        dialog.showProgress(progress);
        act();
    });
}

void PeerActions::generate(PeerDialog &dialog, SyncId peer)
{
    dialog.showProgress(tr("Counting records…"));
    m_context.site.countForGenerate(peer, &dialog, [this, &dialog, peer](const Result<qint64> &count) {
        if (!count)
            return showError(dialog, count.error());
        const QString number = QLocale().toString(*count);
        Question question;
        question.title = tr("Generate sync records");
        question.text = isPrimary()
            ? tr("Queue %Ln records for the site with Sync ID %1?", nullptr, forPlural(*count)).arg(peer.value())
            : tr("Queue %Ln records for the primary?", nullptr, forPlural(*count));
        question.detail = isPrimary()
            ? tr("That is every record that the site should hold, central ones too. What waits already stays, once. "
                 "This "
                 "happens at once, whatever else is changed in this window.")
            : tr("That is every record that this site owns; it is sent at the next synchronisation. What waits already "
                 "stays, once. This happens at once, whatever else is changed in this window.");
        question.yes = tr("&Generate");
        ask(dialog, question, tr("Queueing %1 records…").arg(number), [this, &dialog, peer] {
            m_context.site.generate(
                *m_context.lock.authorisation(), peer, &dialog, [&dialog](const Result<qint64> &queued) {
                    if (!queued)
                        return showError(dialog, queued.error());
                    dialog.showResult(tr("%1 records are queued.").arg(QLocale().toString(*queued)), true);
                });
        });
    });
}

void PeerActions::retrieve(PeerDialog &dialog, SyncId peer)
{
    dialog.showProgress(tr("Counting records…"));
    m_context.site.countForRetrieve(peer, &dialog, [this, &dialog, peer](const Result<qint64> &count) {
        if (!count)
            return showError(dialog, count.error());
        const bool atPrimary = isPrimary();
        const QString number = QLocale().toString(*count);
        Question question;
        question.title = tr("Retrieve sync records");
        question.text = atPrimary ? tr("Ask the site with Sync ID %1 to send everything it owns?").arg(peer.value())
                                  : tr("Ask the primary to send everything for this site again?");
        question.detail = atPrimary
            ? tr("%1 of its records are known here. A site that runs Mailboat learns so at its next contact; other "
                 "programs "
                 "cannot be asked. This happens at once, whatever else is changed in this window.")
                  .arg(number)
            : tr("This site holds %1 records now. All that the primary has for it comes at the next synchronisation; "
                 "what "
                 "waits to be sent stays. This happens at once, whatever else is changed in this window.")
                  .arg(number);
        question.yes = tr("&Retrieve");
        ask(dialog, question, tr("Asking the other side…"), [this, &dialog, peer, atPrimary] {
            m_context.site.retrieve(
                *m_context.lock.authorisation(), peer, &dialog, [&dialog, atPrimary](const Result<qint64> &waiting) {
                    if (!waiting)
                        return showError(dialog, waiting.error());
                    dialog.showResult(atPrimary ? tr("The site is asked at its next contact, if it runs Mailboat.")
                                                : tr("%1 records wait at the primary for the next synchronisation.")
                                                      .arg(QLocale().toString(*waiting)),
                        true);
                });
        });
    });
}

} // namespace mailboat
