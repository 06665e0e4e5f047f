// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/recordedprimary.h"

#include "core/records/satelliterecords.h"
#include "core/sync/primaryendpoint.h"
#include "tests/support/paths.h"
#include "tests/support/pattern.h"

#include <QCoroTask>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <stdexcept>

namespace mailboat::test {

namespace {

QByteArray textIn(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1StringView(key)).toString().toUtf8();
}

/// How many records a satellite asks for follows from how quick the answers are.
QByteArray withoutLimit(const QByteArray &call)
{
    static const QRegularExpression limit(QStringLiteral("limit=\\d+"));
    return QString::fromUtf8(call).replace(limit, QStringLiteral("limit")).toUtf8();
}

QByteArray callOf(const ScriptedRequest &request)
{
    return request.verb + ' ' + request.path + (request.query.isEmpty() ? QByteArray() : '?' + request.query);
}

bool fits(const QJsonObject &recorded, const ScriptedRequest &request)
{
    if (withoutLimit(textIn(recorded, "call")) != withoutLimit(callOf(request)))
        return false;
    const QJsonObject headers = recorded.value(QStringLiteral("headers")).toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const QByteArray found = request.header(header.key().toUtf8());
        const QByteArray wanted = header.value().toString().toUtf8();
        if (wanted.startsWith("${") ? found.isEmpty() : found != wanted)
            return false;
    }
    return !recorded.contains(QStringLiteral("body"))
        || difference(recorded.value(QStringLiteral("body")), QJsonDocument::fromJson(request.body).object()).isEmpty();
}

} // namespace

RecordedPrimary::RecordedPrimary(const QString &name)
{
    QFile file(sourcePath(QStringLiteral("tests/data/exchanges/") + name));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("no exchange " + name.toStdString());
    m_script = QJsonDocument::fromJson(file.readAll()).object();
    if (m_script.isEmpty())
        throw std::runtime_error("no JSON in " + name.toStdString());
    m_server.handle([this](const ScriptedRequest &request) { return answerTo(request); });
    m_satellite.setPreference(QStringLiteral("request-size"), QStringLiteral("2")); // as it was recorded
}

QStringList RecordedPrimary::play()
{
    m_wrong.clear();
    for (const QJsonValue step : m_script.value(QStringLiteral("steps")).toArray())
        playStep(step.toObject());
    return m_wrong;
}

void RecordedPrimary::playStep(const QJsonObject &step)
{
    m_step = step.value(QStringLiteral("does")).toString();
    m_answers = step.value(QStringLiteral("answers")).toArray();
    for (const QJsonValue one : step.value(QStringLiteral("changes")).toArray())
        change(one.toObject());
    const CycleReport report = m_satellite.synchronise();
    if (!report.ok)
        note(report.error ? describe(*report.error) : QStringLiteral("it failed"));
    for (const QJsonValue left : std::as_const(m_answers))
        note(QStringLiteral("nobody asked: ") + left.toObject().value(QStringLiteral("call")).toString());
    look(step.value(QStringLiteral("holds")).toArray());
}

void RecordedPrimary::change(const QJsonObject &change)
{
    Datafile &datafile = m_satellite.datafile();
    const QJsonObject put = change.value(QStringLiteral("put")).toObject();
    const QJsonObject gone = change.value(QStringLiteral("delete")).toObject();
    Result<> done;
    if (!put.isEmpty())
        m_satellite.put(textIn(put, "table"), textIn(put, "id"), textOf(put.value(QStringLiteral("data"))).toUtf8());
    else if (!gone.isEmpty())
        done = datafile.records().remove(textIn(gone, "table"), textIn(gone, "id"));
    else if (change.contains(QStringLiteral("generate")))
        done = datafile.satelliteRecords().queueOwned().map([](qint64) {});
    else if (change.contains(QStringLiteral("retrieve")))
        done = QCoro::waitFor(retrieveFromPrimary(datafile, m_satellite.http())).map([](qint64) {});
    else
        note(QStringLiteral("that is no change"));
    if (!done)
        note(describe(done.error()));
}

void RecordedPrimary::look(const QJsonArray &records)
{
    for (const QJsonValue one : records) {
        const QJsonObject record = one.toObject();
        const auto data = m_satellite.dataOf(textIn(record, "table"), textIn(record, "id"));
        const QString wrong = difference(record.value(QStringLiteral("data")),
            data ? QJsonValue(QJsonDocument::fromJson(*data).object()) : QJsonValue(QJsonValue::Undefined),
            QString::fromUtf8(textIn(record, "id")));
        if (!wrong.isEmpty())
            note(wrong);
    }
    const auto count = m_satellite.datafile().records().count();
    if (!count || *count != records.size())
        note(QStringLiteral("it holds %1 records, not %2").arg(count.value_or(-1)).arg(records.size()));
}

/// The first that was recorded for such a request in this step: two connections may ask in another order.
ScriptedAnswer RecordedPrimary::answerTo(const ScriptedRequest &request)
{
    for (qsizetype i = 0; i < m_answers.size(); ++i) {
        const QJsonObject recorded = m_answers.at(i).toObject();
        if (!fits(recorded, request))
            continue;
        m_answers.removeAt(i);
        keepNames(recorded.value(QStringLiteral("headers")).toObject(), request);
        ScriptedAnswer answer;
        answer.status = recorded.value(QStringLiteral("status")).toInt(answer.status);
        const QJsonObject headers = m_script.value(QStringLiteral("headers")).toObject();
        for (auto header = headers.begin(); header != headers.end(); ++header)
            answer.headers.append({header.key().toUtf8(), header.value().toString().toUtf8()});
        if (recorded.contains(QStringLiteral("answer")))
            answer.body = withNames(textOf(recorded.value(QStringLiteral("answer")))).toUtf8();
        return answer;
    }
    note(QStringLiteral("nobody has asked so before: ") + QString::fromUtf8(callOf(request) + ' ' + request.body));
    return {.status = 404, .body = R"({"error":{"code":"not_found","message":"not recorded"}})"};
}

/// Numbers of pushes are the satellite's own choice.
void RecordedPrimary::keepNames(const QJsonObject &headers, const ScriptedRequest &request)
{
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        if (header.value().toString().startsWith(QLatin1String("${")))
            m_names.insert(header.value().toString(), QString::fromUtf8(request.header(header.key().toUtf8())));
    }
}

QString RecordedPrimary::withNames(QString answer) const
{
    for (auto name = m_names.begin(); name != m_names.end(); ++name)
        answer.replace(u'"' + name.key() + u'"', name.value());
    return answer;
}

void RecordedPrimary::note(const QString &problem)
{
    m_wrong.append(m_step + QStringLiteral(": ") + problem);
}

} // namespace mailboat::test
