// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/mobilecaller.h"

#include "tests/support/mobilereader.h"

#include <QJsonDocument>

namespace mailboat::test {

namespace {

std::string text(const QJsonValue &value)
{
    return value.toString().toStdString();
}

} // namespace

MobileCaller::MobileCaller(quint16 port, const QString &user, const QString &password)
    : http(port, user, password)
{
    http.version.reset();
    http.headers = {{"mobile-version", "8.7.4"}, {"Content-Type", "application/json"}, {"Accept", "application/json"}};
}

QByteArray MobileCaller::target(const QByteArray &path) const
{
    return path + "?from_site=" + site.value(QStringLiteral("SiteID")).toVariant().toByteArray()
        + "&to_site=" + site.value(QStringLiteral("ServerID")).toVariant().toByteArray();
}

RawReply MobileCaller::get(const QByteArray &path)
{
    return http.get(target(path));
}

/// As it reads the answer to every call that moves data.
QJsonValue MobileCaller::read(const RawReply &reply) const
{
    if (reply.status < 200 || reply.status >= 300)
        throw MobileStops("Connection failure while attempting to sync.");
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    if (document.isNull())
        throw MobileStops("Unexpected response from sync server");
    const QJsonValue error = document.object().value(QStringLiteral("error"));
    if (!error.isUndefined() && !error.isString())
        throw MobileStops("the error handler breaks");
    if (error.toString().startsWith(QStringLiteral("Site registration doesn't match.")))
        throw MobileStops(text(error));
    if (error.isString())
        throw MobileStops("Server rejected pushed records");
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

void MobileCaller::signIn()
{
    const auto all = http.headers;
    http.headers.clear(); // its version it says elsewhere
    const RawReply reply = http.get("/sync/v3/site");
    http.headers = all;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    if (document.isNull())
        throw MobileStops("parsing error");
    const QJsonObject found = document.object();
    if (found.contains(QStringLiteral("error")))
        throw MobileStops(text(found.value(QStringLiteral("error"))));
    for (const char *key :
        {"ServerID", "SiteID", "StoreID", "NameID", "SupplyingStoreID", "SupplyingStoreNameID", "ServerVersion"}) {
        const QJsonValue value = found.value(QLatin1StringView(key));
        if (value.isUndefined() || value.isNull())
            throw MobileStops(std::string("no ") + key);
    }
    site = found;
}

void MobileCaller::initialDump()
{
    read(get("/sync/v3/initial_dump/"));
}

qint64 MobileCaller::count()
{
    const QJsonValue records
        = read(get("/sync/v3/queued_records/count")).toObject().value(QStringLiteral("NumRecords"));
    if (!records.isDouble())
        throw MobileStops("no count");
    return records.toInteger();
}

QJsonArray MobileCaller::fetch(int limit)
{
    const QJsonValue records
        = read(http.get(target("/sync/v3/queued_records") + "&limit=" + QByteArray::number(limit)));
    if (!records.isArray())
        throw MobileStops("no list");
    return records.toArray();
}

void MobileCaller::acknowledge(const QJsonArray &pulled)
{
    QJsonArray ids;
    for (const auto entry : pulled)
        ids.append(entry.toObject().value(QStringLiteral("SyncID")));
    const QJsonObject body {{QStringLiteral("SyncRecordIDs"), ids}};
    read(http.post(target("/sync/v3/acknowledged_records"), QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

void MobileCaller::integrate(const QJsonArray &pulled)
{
    for (const auto value : pulled) {
        const QJsonObject entry = value.toObject();
        const QString name = entry.value(QStringLiteral("RecordType")).toString() + u' '
            + entry.value(QStringLiteral("RecordID")).toString();
        order.append(name);
        const MobileVerdict verdict = readByMobile(entry, store());
        if (verdict.is == MobileVerdict::Is::Poison)
            throw MobileStops("There was an error syncing. " + verdict.why.toStdString());
        if (verdict.is == MobileVerdict::Is::PassedOver)
            passedOver.append(name + QStringLiteral(": ") + verdict.why);
        else if (verdict.is == MobileVerdict::Is::NotKnown)
            notKnown.append(verdict.why);
        else if (entry.value(QStringLiteral("SyncType")) == QLatin1String("D"))
            held.remove(name);
        else
            held.insert(name, entry.value(QStringLiteral("data")).toObject());
    }
}

void MobileCaller::pull()
{
    qint64 total = count();
    for (qint64 done = 0; done < total;) {
        const QJsonArray pulled = fetch(batchSize);
        integrate(pulled);
        acknowledge(pulled);
        if (pulled.isEmpty())
            break;
        done += pulled.size();
        if (done >= total)
            total = done + count();
    }
}

void MobileCaller::initialise()
{
    held.clear();
    signIn();
    initialDump();
    pull();
}

void MobileCaller::push(const QJsonArray &entries)
{
    read(http.post(target("/sync/v3/queued_records/"), QJsonDocument(entries).toJson(QJsonDocument::Compact)));
}

QJsonObject MobileCaller::edited(const QString &type, const QString &id, const QJsonObject &data)
{
    return {{QStringLiteral("SyncID"), QString(QStringLiteral("out-") + id)}, {QStringLiteral("RecordType"), type},
        {QStringLiteral("RecordID"), id}, {QStringLiteral("SyncType"), QStringLiteral("U")},
        {QStringLiteral("StoreID"), QStringLiteral("store_a")}, {QStringLiteral("Data"), data}};
}

QJsonObject MobileCaller::deleted(const QString &type, const QString &id)
{
    QJsonObject entry = edited(type, id, {});
    entry.insert(QStringLiteral("SyncType"), QStringLiteral("D"));
    entry.remove(QStringLiteral("Data"));
    return entry;
}

} // namespace mailboat::test
