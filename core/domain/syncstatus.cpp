// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/syncstatus.h"

#include "core/domain/clock.h"
#include "core/domain/ornull.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>

namespace mailboat {

namespace {

constexpr std::array allSteps {Step::Site, Step::Initialise, Step::Push, Step::WaitForIdle, Step::PullCentral,
    Step::PullQueued, Step::Integrate, Step::Done};

std::optional<Step> stepFromName(const QString &name)
{
    for (const Step step : allSteps) {
        if (stepName(step) == name)
            return step;
    }
    return std::nullopt;
}

qint64 number(const QJsonObject &json, QLatin1String key)
{
    return json.value(key).toInteger();
}

std::optional<ErrorCode> codeFromName(const QString &name)
{
    static const QHash<QString, ErrorCode> codes = [] {
        QHash<QString, ErrorCode> made;
        for (const ErrorCode code : allErrorCodes())
            made.insert(codeOf(code), code);
        return made;
    }();
    const auto found = codes.find(name);
    return found == codes.end() ? std::nullopt : std::optional(*found);
}

/// Times would come back from JSON as text: they are marked, so that words about them stay the same.
QJsonObject toJson(const QVariantMap &values)
{
    QJsonObject json;
    for (auto value = values.begin(); value != values.end(); ++value) {
        const bool isTime = value->typeId() == QMetaType::QDateTime;
        json.insert(value.key(),
            isTime ? QJsonObject {{QStringLiteral("time"), isoTime(value->toDateTime())}}
                   : QJsonValue::fromVariant(*value));
    }
    return json;
}

QVariantMap valuesFromJson(const QJsonObject &json)
{
    QVariantMap values;
    for (auto value = json.begin(); value != json.end(); ++value) {
        if (value->isObject()) {
            const QString time = value->toObject().value(QStringLiteral("time")).toString();
            values.insert(value.key(), QDateTime::fromString(time, Qt::ISODateWithMs));
        } else {
            values.insert(value.key(), value->toVariant());
        }
    }
    return values;
}

} // namespace

QString stepName(Step step)
{
    switch (step) {
    case Step::Site:
        return QStringLiteral("site");
    case Step::Initialise:
        return QStringLiteral("initialise");
    case Step::Push:
        return QStringLiteral("push");
    case Step::WaitForIdle:
        return QStringLiteral("wait");
    case Step::PullCentral:
        return QStringLiteral("pull-central");
    case Step::PullQueued:
        return QStringLiteral("pull-queued");
    case Step::Integrate:
        return QStringLiteral("integrate");
    case Step::Done:
        return QStringLiteral("done");
    }
    Q_UNREACHABLE();
}

QString stepTitle(Step step)
{
    switch (step) {
    case Step::Site:
        return QCoreApplication::translate("mailboat", "Asking the primary about this site");
    case Step::Initialise:
        return QCoreApplication::translate("mailboat", "Waiting for the primary to prepare this site's records");
    case Step::Push:
        return QCoreApplication::translate("mailboat", "Sending records");
    case Step::WaitForIdle:
        return QCoreApplication::translate("mailboat", "Waiting for the primary to store them");
    case Step::PullCentral:
        return QCoreApplication::translate("mailboat", "Receiving central records");
    case Step::PullQueued:
        return QCoreApplication::translate("mailboat", "Receiving this site's records");
    case Step::Integrate:
        return QCoreApplication::translate("mailboat", "Putting received records in their place");
    case Step::Done:
        return QCoreApplication::translate("mailboat", "Finished");
    }
    Q_UNREACHABLE();
}

double shareOf(const Progress &progress)
{
    // It has come to its end when its records have: the bytes are about as many.
    const bool isByBytes = progress.isFirstLoad && progress.bytesTotal > 0 && progress.done < progress.total;
    const qint64 done = isByBytes ? progress.bytes : progress.done;
    const qint64 total = isByBytes ? progress.bytesTotal : progress.total;
    return total > 0 ? std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0) : 0;
}

QJsonObject toJson(const Progress &progress)
{
    return {{QStringLiteral("step"), stepName(progress.step)}, {QStringLiteral("done"), progress.done},
        {QStringLiteral("total"), progress.total}, {QStringLiteral("bytes"), progress.bytes},
        {QStringLiteral("rate"), progress.rate},
        {QStringLiteral("remaining"),
            progress.remaining ? QJsonValue(qint64(progress.remaining->count())) : QJsonValue()},
        {QStringLiteral("requestSize"), progress.requestSize}, {QStringLiteral("firstLoad"), progress.isFirstLoad},
        {QStringLiteral("atLeast"), progress.isAtLeast}, {QStringLiteral("bytesTotal"), progress.bytesTotal},
        {QStringLiteral("bytesPerSecond"), progress.bytesPerSecond}, {QStringLiteral("stepDone"), progress.stepDone},
        {QStringLiteral("stepTotal"), progress.stepTotal}};
}

std::optional<Progress> progressFromJson(const QJsonObject &json)
{
    const auto step = stepFromName(json.value(QStringLiteral("step")).toString());
    if (!step)
        return std::nullopt;
    Progress progress;
    progress.step = *step;
    progress.done = number(json, QLatin1String("done"));
    progress.total = number(json, QLatin1String("total"));
    progress.bytes = number(json, QLatin1String("bytes"));
    progress.rate = json.value(QStringLiteral("rate")).toDouble();
    if (json.value(QStringLiteral("remaining")).isDouble())
        progress.remaining = std::chrono::seconds(number(json, QLatin1String("remaining")));
    progress.requestSize = json.value(QStringLiteral("requestSize")).toInt();
    progress.isFirstLoad = json.value(QStringLiteral("firstLoad")).toBool();
    progress.isAtLeast = json.value(QStringLiteral("atLeast")).toBool();
    progress.bytesTotal = number(json, QLatin1String("bytesTotal"));
    progress.bytesPerSecond = json.value(QStringLiteral("bytesPerSecond")).toDouble();
    progress.stepDone = number(json, QLatin1String("stepDone"));
    progress.stepTotal = number(json, QLatin1String("stepTotal"));
    return progress;
}

QJsonObject toJson(const CycleReport &report)
{
    return {{QStringLiteral("ok"), report.ok}, {QStringLiteral("pushed"), report.pushed},
        {QStringLiteral("pulledCentral"), report.pulledCentral}, {QStringLiteral("pulledRemote"), report.pulledRemote},
        {QStringLiteral("quarantined"), report.quarantined}, {QStringLiteral("setAside"), report.setAside},
        {QStringLiteral("bytesSent"), report.bytesSent}, {QStringLiteral("bytesReceived"), report.bytesReceived},
        {QStringLiteral("headerBytesSent"), report.headerBytesSent},
        {QStringLiteral("headerBytesReceived"), report.headerBytesReceived},
        {QStringLiteral("requests"), report.requests}, {QStringLiteral("seconds"), report.seconds},
        {QStringLiteral("byHand"), report.byHand}, {QStringLiteral("started"), orNull(report.started)},
        {QStringLiteral("failedStep"), report.failedStep ? QJsonValue(stepName(*report.failedStep)) : QJsonValue()},
        {QStringLiteral("error"), report.error ? QJsonValue(toJson(*report.error)) : QJsonValue()}};
}

std::optional<CycleReport> reportFromJson(const QJsonObject &json)
{
    if (!json.value(QStringLiteral("ok")).isBool())
        return std::nullopt;
    CycleReport report;
    report.started = QDateTime::fromString(json.value(QStringLiteral("started")).toString(), Qt::ISODateWithMs);
    report.seconds = json.value(QStringLiteral("seconds")).toDouble();
    report.ok = json.value(QStringLiteral("ok")).toBool();
    report.byHand = json.value(QStringLiteral("byHand")).toBool();
    report.pushed = number(json, QLatin1String("pushed"));
    report.pulledCentral = number(json, QLatin1String("pulledCentral"));
    report.pulledRemote = number(json, QLatin1String("pulledRemote"));
    report.quarantined = number(json, QLatin1String("quarantined"));
    report.setAside = number(json, QLatin1String("setAside"));
    report.bytesSent = number(json, QLatin1String("bytesSent"));
    report.bytesReceived = number(json, QLatin1String("bytesReceived"));
    report.headerBytesSent = number(json, QLatin1String("headerBytesSent"));
    report.headerBytesReceived = number(json, QLatin1String("headerBytesReceived"));
    report.requests = number(json, QLatin1String("requests"));
    report.failedStep = stepFromName(json.value(QStringLiteral("failedStep")).toString());
    report.error = errorFromJson(json.value(QStringLiteral("error")).toObject());
    return report;
}

QJsonObject toJson(const Error &error)
{
    return {{QStringLiteral("code"), codeOf(error.code)}, {QStringLiteral("message"), describe(error)},
        {QStringLiteral("advice"), advise(error)}, {QStringLiteral("values"), toJson(error.values)},
        {QStringLiteral("detail"), error.detail}};
}

std::optional<Error> errorFromJson(const QJsonObject &json)
{
    const QString name = json.value(QStringLiteral("code")).toString();
    if (name.isEmpty())
        return std::nullopt;
    if (const auto code = codeFromName(name))
        return Error {*code, valuesFromJson(json.value(QStringLiteral("values")).toObject()),
            json.value(QStringLiteral("detail")).toString()};
    // Written by a later version of ours: its words are still good.
    return Error {ErrorCode::NotedElsewhere,
        {{QStringLiteral("text"), json.value(QStringLiteral("message")).toString()}},
        json.value(QStringLiteral("detail")).toString()};
}

} // namespace mailboat
