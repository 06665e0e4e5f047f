// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/wire.h"

#include "core/domain/jsontext.h"
#include "core/wire/positions.h"
#include "core/wire/wire_reading.h"

#include <QCoreApplication>

#include <array>
#include <limits>
#include <zlib.h>

namespace mailboat::wire {

QByteArray sumOf(const QByteArray &body)
{
    const auto *const bytes = reinterpret_cast<const Bytef *>(body.constData());
    const uLong sum = crc32_z(0, bytes, static_cast<z_size_t>(body.size()));
    return QByteArray::number(static_cast<quint64>(sum), 16).rightJustified(8, '0');
}

namespace {

struct BusyName {
    Busy busy = Busy::Idle;
    QByteArrayView name {};
};
constexpr std::array<BusyName, 4> busyNames {{
    {Busy::Idle, "idle"},
    {Busy::SyncIsRunning, "sync_is_running"},
    {Busy::IntegrationInProgress, "integration_in_progress"},
    {Busy::InitialisationInProgress, "initialisation_in_progress"},
}};

QByteArray boolean(bool value)
{
    return value ? QByteArrayLiteral("true") : QByteArrayLiteral("false");
}

QByteArray quoted(const QString &text)
{
    return mailboat::quoted(text.toUtf8());
}

QByteArray composed(const Waiting &waiting)
{
    QByteArray json = "{\"central\":" + QByteArray::number(waiting.central)
        + ",\"centralBytes\":" + QByteArray::number(waiting.centralBytes);
    if (waiting.queued)
        json += ",\"queued\":" + QByteArray::number(*waiting.queued)
            + ",\"queuedBytes\":" + QByteArray::number(waiting.queuedBytes);
    return json + '}';
}

/// Of figures that are only shown; nothing where they are none.
std::optional<qint64> amountFrom(const JsonValue &value)
{
    const std::optional<qint64> amount = value.toInteger();
    return amount && *amount >= 0 && *amount <= highestAnswered ? amount : std::nullopt;
}

std::optional<Waiting> waitingFrom(const JsonValue &value)
{
    const JsonFields fields = fieldsOf(value);
    const std::optional<qint64> central = amountFrom(fields.value("central"));
    if (!central)
        return std::nullopt;
    return Waiting {*central, amountFrom(fields.value("centralBytes")).value_or(0), amountFrom(fields.value("queued")),
        amountFrom(fields.value("queuedBytes")).value_or(0)};
}

} // namespace

QByteArray compose(const SiteInfo &info)
{
    QByteArray json = "{\"id\":" + quoted(info.id) + ",\"siteId\":" + QByteArray::number(info.siteId.value())
        + ",\"code\":" + quoted(info.code) + ",\"name\":" + quoted(info.name)
        + ",\"initialisationStatus\":" + mailboat::quoted(info.initialisationStatus)
        + ",\"isOmSupplyCentralServer\":" + boolean(info.isOmSupplyCentralServer)
        + ",\"omSupplyCentralServerUrl\":" + quoted(info.omSupplyCentralServerUrl)
        + ",\"mSupplyCentralSiteId\":" + QByteArray::number(info.mSupplyCentralSiteId);
    if (info.resendRequested)
        json += ",\"resendRequested\":true";
    if (!info.syncDisabled.isEmpty())
        json += ",\"syncDisabled\":" + quoted(info.syncDisabled);
    if (info.positions)
        json += ',' + compose(*info.positions);
    if (info.isTwoMachines)
        json += ",\"twoMachines\":true";
    if (info.queueLength)
        json += ",\"queueLength\":" + QByteArray::number(*info.queueLength);
    if (info.waiting)
        json += ",\"waiting\":" + composed(*info.waiting);
    return json + '}';
}

Result<SiteInfo> parseSiteInfo(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const auto text
        = [&](const char *key) { return QString::fromUtf8(opened->value(key).toString().value_or(QByteArray())); };
    SiteInfo info;
    info.id = text("id");
    if (info.id.isEmpty())
        return failure(missing(Reading::Answer, "id"));
    const auto siteId = opened->value("siteId").toInteger();
    if (!siteId || *siteId < 1 || *siteId > std::numeric_limits<int>::max())
        return failure(missing(Reading::Answer, "siteId"));
    info.siteId = SyncId {static_cast<int>(*siteId)};
    const auto central = opened->value("mSupplyCentralSiteId").toInteger();
    if (!central)
        return failure(missing(Reading::Answer, "mSupplyCentralSiteId"));
    info.mSupplyCentralSiteId = *central;
    info.initialisationStatus = text("initialisationStatus").toLatin1();
    if (!QList<QByteArray> {"new", "started", "completed", "error"}.contains(info.initialisationStatus))
        return failure(missing(Reading::Answer, "initialisationStatus"));
    info.code = text("code");
    info.name = text("name");
    info.isOmSupplyCentralServer = opened->value("isOmSupplyCentralServer").toBool().value_or(false);
    info.omSupplyCentralServerUrl = text("omSupplyCentralServerUrl");
    info.resendRequested = opened->value("resendRequested").toBool().value_or(false);
    info.syncDisabled = text("syncDisabled");
    info.positions = positionsFrom(*opened);
    info.isTwoMachines = opened->value("twoMachines").toBool().value_or(false);
    info.queueLength = opened->value("queueLength").toInteger();
    info.waiting = waitingFrom(opened->value("waiting"));
    return info;
}

QByteArray compose(const SiteStatus &status)
{
    QByteArrayView code;
    for (const auto &[busy, name] : busyNames) {
        if (busy == status.code)
            code = name;
    }
    return "{\"code\":" + mailboat::quoted(code) + ",\"message\":" + quoted(status.message) + ",\"data\":null}";
}

Result<SiteStatus> parseSiteStatus(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const auto code = opened->value("code").toString();
    const QString message = QString::fromUtf8(opened->value("message").toString().value_or(QByteArray()));
    for (const auto &[busy, name] : busyNames) {
        if (code && *code == name)
            return SiteStatus {busy, message};
    }
    return failure(missing(Reading::Answer, "code"));
}

QByteArray compose(const InitialiseAnswer &answer)
{
    return "{\"queueLength\":" + QByteArray::number(answer.queueLength) + '}';
}

Result<InitialiseAnswer> parseInitialiseAnswer(const QByteArray &body)
{
    const Result<BatchBody> opened = openBatch(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const Result<qint64> length = wholeNumber(opened->envelope().value("queueLength"), Reading::Answer, "queueLength");
    if (!length)
        return failure(length.error());
    return InitialiseAnswer {*length};
}

QByteArray compose(const PushAnswer &answer)
{
    QByteArray json = "{\"integrationStarted\":" + boolean(answer.integrationStarted);
    for (qsizetype at = 0; at < answer.notKept.size(); ++at) {
        const PushAnswer::NotKept &record = answer.notKept.at(at);
        json += (at == 0 ? ",\"notKept\":[{\"syncOutId\":" : ",{\"syncOutId\":") + mailboat::quoted(record.syncOutId)
            + ",\"code\":" + quoted(record.code) + ",\"message\":" + quoted(record.message) + '}';
    }
    return json + (answer.notKept.isEmpty() ? "}" : "]}");
}

Result<PushAnswer> parsePushAnswer(const QByteArray &body)
{
    const Result<JsonBody> opened = openObject(body, Reading::Answer);
    if (!opened)
        return failure(opened.error());
    const auto started = opened->value("integrationStarted").toBool();
    if (!started)
        return failure(missing(Reading::Answer, "integrationStarted"));
    PushAnswer answer {*started};
    const Result<> read = opened->forEachObject("notKept", [&answer](const JsonFields &fields) -> Result<> {
        const auto text = [&fields](const char *key) {
            constexpr qsizetype longest = 500; // of what will be shown in one line
            return QString::fromUtf8(fields.value(key).toString().value_or(QByteArray())).left(longest);
        };
        answer.notKept.append({idFrom(fields.value("syncOutId")), text("code"), text("message")});
        return {};
    });
    if (!read)
        return failure(read.error());
    return answer;
}

QByteArray composeAcknowledgement(const QList<QByteArray> &syncOutIds)
{
    QByteArray json = "{\"syncIDs\":[";
    for (qsizetype at = 0; at < syncOutIds.size(); ++at)
        json += (at == 0 ? QByteArray() : QByteArrayLiteral(",")) + mailboat::quoted(syncOutIds[at]);
    return json + "]}";
}

Result<QList<QByteArray>> parseAcknowledgement(const QByteArray &body, Reading reading, qint64 most, const char *key)
{
    const Result<JsonBody> opened = openObject(body, reading);
    if (!opened)
        return failure(opened.error());
    const JsonValue array = opened->value(key);
    if (!array.isArray())
        return failure(missing(reading, key));
    QList<QByteArray> syncOutIds;
    const Result<> read = forEachElement(array, [&](const JsonValue &element) -> Result<> {
        const QByteArray id = idFrom(element);
        if (id.isEmpty())
            return failure(missing(reading, key));
        if (syncOutIds.size() >= most)
            return failure(tooMany(Listed::Ids, most));
        syncOutIds.append(id);
        return {};
    });
    if (!read)
        return failure(read.error());
    return syncOutIds;
}

} // namespace mailboat::wire
