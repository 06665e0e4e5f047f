// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/sitedesk.h"

#include "core/store/settingstable.h"
#include "core/store/standstill.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

constexpr qsizetype mostCallers = 1000; // remembered

Error disabledBecause(const QString &why)
{
    return {ErrorCode::SyncDisabled, {{QStringLiteral("why"), why}}};
}

QString wordsOf(const Error &standstill)
{
    return standstill.code == ErrorCode::OtherMachine
        ? QCoreApplication::translate(
            "mailboat", "it was used on another machine before, and nobody has said yet that it goes on here")
        : QCoreApplication::translate(
            "mailboat", "it was restored from a backup, and nobody has said yet how it goes on");
}

std::optional<Error> reasonToStop(
    const SyncPreferences &preferences, const QList<SyncId> &withUrl, const std::optional<Error> &standstill)
{
    if (roleOf(preferences.site()) != SiteRole::Primary)
        return disabledBecause(QCoreApplication::translate("mailboat", "this site is no primary any more"));
    if (standstill)
        return disabledBecause(wordsOf(*standstill));
    QStringList sites;
    for (const SyncId site : withUrl)
        sites.append(QString::number(site.value()));
    if (sites.isEmpty())
        return {};
    return disabledBecause(QCoreApplication::translate("mailboat", "its list has a URL for Sync ID %1")
                               .arg(sites.join(QStringLiteral(", "))));
}

} // namespace

SiteDesk::SiteDesk(std::unique_ptr<Datafile> datafile)
    : m_datafile(std::move(datafile))
{
}

Result<std::unique_ptr<SiteDesk>> SiteDesk::open(const DatafileAddress &address, const Clock &clock)
{
    Result<std::unique_ptr<Datafile>> datafile = Datafile::open(address, clock);
    if (!datafile)
        return failure(datafile.error());
    std::unique_ptr<SiteDesk> desk(new SiteDesk(std::move(*datafile)));
    if (const Result<> read = desk->refresh(); !read)
        return failure(read.error());
    return desk;
}

Result<> SiteDesk::refresh()
{
    const Result<qint64> version = m_datafile->connection().dataVersion();
    if (!version)
        return failure(version.error());
    if (m_version == *version)
        return {};
    m_callers.clear();
    return readSettings().map([&] { m_version = *version; });
}

Result<> SiteDesk::readSettings()
{
    const Result<qint64> revision = m_datafile->settings().revision();
    if (!revision)
        return failure(revision.error());
    if (m_revision == *revision)
        return {};
    // The list, which may be long, is not read. What is committed meanwhile has a higher revision, and all is read again.
    if (const Result<> read = m_datafile->settings().readPreferences(m_preferences); !read)
        return read;
    const Result<QList<SyncId>> withUrl = m_datafile->peerStates().withUrl();
    if (!withUrl)
        return failure(withUrl.error());
    const Result<std::optional<Error>> standstill = Standstill(m_datafile->connection()).reason();
    if (!standstill)
        return failure(standstill.error());
    m_standstill = *standstill ? std::optional((*standstill)->code) : std::nullopt;
    m_disabled = reasonToStop(m_preferences, *withUrl, *standstill);
    m_revision = *revision;
    return {};
}

Result<std::optional<PeerStates::Caller>> SiteDesk::caller(const QString &userName)
{
    if (const auto known = m_callers.constFind(userName); known != m_callers.cend())
        return std::optional(*known);
    auto found = m_datafile->peerStates().caller(userName);
    if (found && *found && m_callers.size() < mostCallers)
        m_callers.insert(userName, **found);
    return found;
}

} // namespace mailboat
