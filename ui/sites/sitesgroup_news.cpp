// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of SitesGroup about what is told of the sites: by Sync IDs as they are saved, shown by those that the draft has.
#include "core/records/siterecovery.h"
#include "ui/log/logmodel.h"
#include "ui/sites/peerdialog.h"
#include "ui/sites/peerpanel.h"
#include "ui/sites/sitesgroup.h"
#include "ui/widgets/inlinemessage.h"

#include <algorithm>

namespace mailboat {

void SitesGroup::update(const QList<SiteRow> &sites)
{
    m_sites = sites;
    m_panel->update(m_context.draft ? renumbered(sites) : sites);
    if (m_dialog && m_opened)
        showState();
}

void SitesGroup::showMisfits(const QHash<SyncId, Error> &misfits)
{
    m_misfits = misfits;
    if (m_context.draft)
        sayMisfits();
    if (m_dialog && m_opened)
        m_dialog->showMisfit(misfitOf(*m_opened));
}

std::optional<Error> SitesGroup::misfitOf(SyncId saved) const
{
    const auto found = m_misfits.constFind(saved);
    return found == m_misfits.cend() ? std::nullopt : std::optional(*found);
}

/// Those that somebody has to find in a long list.
QString SitesGroup::named(QList<SyncId> sites)
{
    constexpr int namedAtMost = 10;
    std::sort(sites.begin(), sites.end());
    QStringList names;
    for (const SyncId id : sites.first(std::min<qsizetype>(sites.size(), namedAtMost)))
        names.append(QString::number(id.value()));
    if (sites.size() > namedAtMost)
        names.append(tr("and %Ln more", nullptr, static_cast<int>(sites.size()) - namedAtMost));
    return names.join(QStringLiteral(", "));
}

/// By where somebody can choose.
QString SitesGroup::misfitWords(const QHash<SyncId, Error> &misfits)
{
    QList<SyncId> chosenHere;
    QList<SyncId> chosenThere;
    for (auto misfit = misfits.cbegin(); misfit != misfits.cend(); ++misfit)
        (SiteRecovery::offeredFor(*misfit).isEmpty() ? chosenThere : chosenHere).append(misfit.key());
    QStringList words;
    if (!chosenHere.isEmpty())
        words.append(tr("Not served until somebody has chosen what happens, by Sync ID: %1. Open the site, or its menu "
                        "in the list.")
                         .arg(named(chosenHere)));
    if (!chosenThere.isEmpty())
        words.append(tr("Not served until whoever runs the site has chosen at the site itself what happens, by Sync "
                        "ID: %1. There is nothing to choose here.")
                         .arg(named(chosenThere)));
    return words.join(u'\n');
}

void SitesGroup::sayMisfits()
{
    QHash<SyncId, Error> here;
    for (auto misfit = m_misfits.cbegin(); misfit != m_misfits.cend(); ++misfit) {
        if (const auto id = inDraft(misfit.key()))
            here.insert(*id, *misfit);
    }
    m_panel->setMisfits(here);
    if (here.isEmpty() || roleOf(draft().preferences.site()) != SiteRole::Primary)
        return m_misfitMessage->clear();
    const QString words = misfitWords(here);
    if (words != m_misfitMessage->text()) // said again it would be news to a screen reader
        m_misfitMessage->setMessage(Tone::Warning, words);
}

void SitesGroup::showAwaited(const Status &status)
{
    m_awaited.clear();
    for (const AwaitedSites::Awaited &one : status.awaited)
        m_awaited.insert(one.site);
    if (m_context.draft)
        markAwaited();
    if (m_dialog && m_opened)
        showState();
}

void SitesGroup::markAwaited()
{
    QSet<SyncId> here;
    for (const SyncId saved : std::as_const(m_awaited)) {
        if (const auto id = inDraft(saved))
            here.insert(*id);
    }
    m_panel->setAwaited(here);
}

/// The Sync ID that a saved site has in the draft; nothing: it is not there any more.
std::optional<SyncId> SitesGroup::inDraft(SyncId saved) const
{
    const SyncId id = draft().peers.edits().renumbered().value(saved, saved);
    return draft().peers.edits().savedId(id) == saved ? std::optional(id) : std::nullopt;
}

/// By the Sync IDs that the sites have in the draft.
QList<SiteRow> SitesGroup::renumbered(QList<SiteRow> sites) const
{
    const QHash<SyncId, SyncId> ids = draft().peers.edits().renumbered();
    if (ids.isEmpty())
        return sites;
    const QList<SyncId> here = ids.values();
    const QSet<SyncId> taken(here.cbegin(), here.cend()); // by a row that goes on under it
    sites.removeIf([&](const SiteRow &one) { return taken.contains(one.syncId) && !ids.contains(one.syncId); });
    for (SiteRow &one : sites)
        one.syncId = ids.value(one.syncId, one.syncId);
    std::sort(sites.begin(), sites.end(), [](const SiteRow &a, const SiteRow &b) { return a.syncId < b.syncId; });
    return sites;
}

/// In the Add/edit window of a saved site.
void SitesGroup::showState()
{
    const auto found = std::lower_bound(
        m_sites.cbegin(), m_sites.cend(), *m_opened, [](const SiteRow &site, SyncId id) { return site.syncId < id; });
    if (found == m_sites.cend() || found->syncId != *m_opened)
        return;
    m_dialog->showProgram(found->app);
    m_dialog->showState(*found, m_context.clock.utcNow(), m_awaited.contains(*m_opened));
}

/// The site's own log. Where others call more often than it does, its contacts are not all in the first page.
void SitesGroup::readContacts(SyncId saved, qint64 before, const QList<SyncLog::Entry> &found)
{
    constexpr int contactsShown = 50;
    const LogFilter filter {LogModel::kindsOf(LogModel::Kind::Contacts), saved};
    m_context.site.readLogPage(before, filter, contactsShown, m_dialog,
        [this, dialog = m_dialog.data(), saved, found](const Result<LogReader::Page> &page) {
            if (!page)
                return dialog->showContacts(failure(page.error()));
            const QList<SyncLog::Entry> all
                = (found + page->entries)
                      .first(std::min<qsizetype>(contactsShown, found.size() + page->entries.size()));
            if (page->next > 0 && all.size() < contactsShown && dialog == m_dialog)
                return readContacts(saved, page->next, all);
            dialog->showContacts(all);
        });
}

} // namespace mailboat
