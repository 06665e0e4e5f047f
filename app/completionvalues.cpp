// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/completionvalues.h"

#include "core/domain/routing.h"
#include "core/prefs/syncpreferences.h"
#include "core/sql/databaseopening.h"
#include "core/store/datafileschema.h"
#include "core/store/quarantine.h"
#include "core/store/recordtable.h"
#include "core/store/settingstable.h"
#include "core/store/store.h"

#include <algorithm>

namespace mailboat {

namespace {

QList<Candidate> preferenceNames()
{
    QList<Candidate> found;
    const SyncPreferences preferences;
    for (const PreferenceBase *preference : preferences.all())
        found += {preference->name(), preference->allowed()};
    return found;
}

QList<Candidate> preferenceValues(const QString &name)
{
    const SyncPreferences preferences;
    for (const PreferenceBase *preference : preferences.all()) {
        if (preference->name() == name && preference->json().isBool())
            return {{QStringLiteral("true")}, {QStringLiteral("false")}};
    }
    return {};
}

QList<Candidate> routedTables()
{
    QList<Candidate> found;
    for (const QByteArray &table : Routing::builtIn().rules().keys())
        found += {QString::fromUtf8(table)};
    std::sort(found.begin(), found.end(), [](const auto &one, const auto &other) { return one.text < other.text; });
    return found;
}

QList<Candidate> sites(Store &store)
{
    QList<Candidate> found;
    const Result<Settings> settings = store.settings().read();
    for (const Peer &peer : settings ? settings->peers : QList<Peer>())
        found += {QString::number(peer.syncId.value()), peer.userName};
    return found;
}

QList<Candidate> tables(Store &store)
{
    QList<Candidate> found;
    const Result<QList<QByteArray>> names = RecordTable(store.connection()).tables();
    for (const QByteArray &name : names.value_or(QList<QByteArray>()))
        found += {QString::fromUtf8(name)};
    return found;
}

QList<Candidate> labels(Store &store)
{
    QList<Candidate> found;
    const Result<QList<StandingCode>> codes = store.settings().codes();
    for (const StandingCode &code : codes.value_or(QList<StandingCode>()))
        found += {code.label};
    return found;
}

QList<Candidate> quarantineNumbers(Store &store)
{
    QList<Candidate> found;
    const Result<QList<Quarantine::Entry>> entries = store.quarantine().heads();
    for (const Quarantine::Entry &entry : entries.value_or(QList<Quarantine::Entry>())) {
        if (entry.number > 0)
            found += {QString::number(entry.number), QString::fromUtf8(entry.record.table + ' ' + entry.record.id)};
    }
    return found;
}

} // namespace

QList<Candidate> knownValues(Completes kind, const QString &before, const DatafileAddress &datafile, const Clock &clock)
{
    if (kind == Completes::Preference)
        return preferenceNames();
    if (kind == Completes::PreferenceValue)
        return preferenceValues(before);
    if (kind == Completes::NewRecordsTable)
        return routedTables();
    Result<std::unique_ptr<Connection>> connection = openCopy(datafile, datafileSchema());
    if (!connection)
        return {};
    Store store(std::move(*connection), clock, nullptr);
    switch (kind) {
    case Completes::Site:
        return sites(store);
    case Completes::Table:
        return tables(store);
    case Completes::Label:
        return labels(store);
    case Completes::QuarantineNumber:
        return quarantineNumbers(store);
    case Completes::Nothing:
    case Completes::File:
    case Completes::NewRecordsTable:
    case Completes::Preference:
    case Completes::PreferenceValue:
        break;
    }
    return {};
}

} // namespace mailboat
