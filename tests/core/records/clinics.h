// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/records/primarywithsites.h"

#include <QJsonObject>

#include <algorithm>

namespace mailboat::test {

inline QByteArray patient(const QByteArray &home, int version = 0)
{
    return R"({"type":"patient","supplying_store_id":")" + home + R"(","v":)" + QByteArray::number(version) + '}';
}

inline QByteArray joined(const QByteArray &store, const QByteArray &person)
{
    return R"({"store_ID":")" + store + R"(","name_ID":")" + person + "\"}";
}

inline QByteArray ofPatient(const QByteArray &store, const QByteArray &person, int version = 0)
{
    return R"({"store_ID":")" + store + R"(","name_ID":")" + person + R"(","v":)" + QByteArray::number(version) + '}';
}

/// Patient p and clinician c are at home in s3; nobody else sees them.
class Clinics : public PrimaryWithSites
{
public:
    Clinics()
    {
        push(3,
            {upsert("name", "p", patient("s3")), upsert("clinician", "c", R"({"store_ID":"s3"})"),
                upsert("om_document", "d", R"({"owner_name_ID":"p"})"),
                upsert("om_vaccination", "v", ofPatient("s3", "p")),
                upsert("om_encounter", "e", ofPatient("s3", "p"))});
        drainAll();
    }
    void join(int site, const QByteArray &person = "p")
    {
        const QByteArray number = QByteArray::number(site);
        CHECK(push(site, "name_store_join", "join of " + person + " at " + number, joined("s" + number, person)).taken
            == 1);
    }
    QByteArray reasonOf(int site, const RecordKey &key)
    {
        const auto entry = valueOf((*this)->quarantine().find(SyncId {site}, key));
        return entry ? codeOf(entry->reason.code).toUtf8() : QByteArray();
    }
    /// Pushed, and refused for this.
    QByteArray refusal(int site, const QByteArray &table, const QByteArray &id, const QByteArray &data)
    {
        const QByteArray before = this->data(table, id);
        CHECK(push(site, table, id, data).taken == 0);
        CHECK(this->data(table, id) == before);
        return reasonOf(site, {table, id});
    }
    void allowJoins(int perDay) { setPreference(QStringLiteral("max-joins-per-day"), QString::number(perDay)); }
    void markAsOmsCentral(int site)
    {
        const Settings settings = valueOf((*this)->settings().read());
        const auto row = std::ranges::find(settings.peers, SyncId {site}, &Peer::syncId);
        REQUIRE(row != settings.peers.end());
        Peer marked = *row;
        marked.isOmsCentral = true;
        SettingsChange change;
        change.peers.append({marked.syncId, marked, {}, false});
        require((*this)->settings().commit(change, {}, settings.revision));
    }
    QList<QJsonObject> logged(const char *what)
    {
        QList<QJsonObject> found;
        for (const SyncLog::Entry &entry : valueOf((*this)->log().last(1000))) {
            if (entry.kind == QLatin1String("contact") && entry.what == QLatin1String(what))
                found.append(entry.details);
        }
        return found;
    }
};

} // namespace mailboat::test
