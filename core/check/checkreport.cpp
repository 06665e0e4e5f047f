// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/checkreport.h"

#include "core/domain/clock.h"
#include "core/domain/joinfilled.h"
#include "core/domain/loadwords.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace mailboat {

namespace {

QString levelName(CheckLevel level)
{
    switch (level) {
    case CheckLevel::Ok:
        return QStringLiteral("ok");
    case CheckLevel::Warning:
        return QStringLiteral("warning");
    case CheckLevel::Failed:
        return QStringLiteral("failed");
    }
    Q_UNREACHABLE();
}

QString detailOf(const CheckFinding &finding)
{
    return finding.detail.isEmpty() && finding.error ? describe(*finding.error) : QString(finding.detail);
}

template<class T, class Show>
QJsonValue orNull(const std::optional<T> &value, Show show)
{
    return value ? QJsonValue(show(*value)) : QJsonValue();
}

QJsonArray arrayOf(const QList<CheckedSite> &sites)
{
    QJsonArray array;
    for (const CheckedSite &site : sites) {
        array.append(QJsonObject {
            {QStringLiteral("syncId"), site.syncId.value()},
            {QStringLiteral("userName"), site.userName},
            {QStringLiteral("when"), site.when.isValid() ? QJsonValue(isoTime(site.when)) : QJsonValue()},
            {QStringLiteral("refusal"), site.refusal.isEmpty() ? QJsonValue() : QJsonValue(site.refusal)},
        });
    }
    return array;
}

/// A line a site, below what is said of them together.
QString lineOf(const CheckedSite &site)
{
    const QString when = site.when.isValid() ? isoTime(site.when) : QCoreApplication::translate("mailboat", "never");
    return QStringLiteral("    ")
        + joinFilled({QString::number(site.syncId.value()), site.userName, when, site.refusal}, QStringLiteral("  "));
}

QJsonObject jsonOf(const CheckReport::OtherClient &other)
{
    return {{QStringLiteral("client"), other.isNode ? QStringLiteral("node") : QStringLiteral("qt")},
        {QStringLiteral("ok"), !other.error},
        {QStringLiteral("code"), orNull(other.error, [](const Error &error) { return codeOf(error.code); })},
        {QStringLiteral("detail"), otherClientWords(other)}};
}

} // namespace

QString adviceOf(const CheckFinding &finding, QString (*ofError)(const Error &error),
    QString (*ofRefusal)(ErrorCode why, SyncId site))
{
    const bool isOfRefusal = finding.error && finding.refused && finding.refused->why == finding.error->code;
    return joinFilled({finding.error && !isOfRefusal ? ofError(*finding.error) : QString(),
                          finding.refused ? ofRefusal(finding.refused->why, finding.refused->site) : QString()},
        QStringLiteral(" "));
}

QString otherClientWords(const CheckReport::OtherClient &other)
{
    if (other.error)
        return QCoreApplication::translate("mailboat", "The other HTTP client fails as well: %1")
            .arg(describe(*other.error));
    return other.isNode ? QCoreApplication::translate(
               "mailboat", "The other HTTP client gets through: switch on \"Use js node HTTP client\".")
                        : QCoreApplication::translate(
                            "mailboat", "The other HTTP client gets through: switch off \"Use js node HTTP client\".");
}

bool CheckReport::isOk() const
{
    return std::none_of(findings.begin(), findings.end(),
        [](const CheckFinding &finding) { return finding.level == CheckLevel::Failed; });
}

bool CheckReport::isOfLine() const
{
    return !findings.isEmpty() && findings.first().step == QLatin1String("address");
}

QJsonObject toJson(const CheckReport &report)
{
    QJsonArray steps;
    for (const CheckFinding &finding : report.findings) {
        QJsonObject step {
            {QStringLiteral("step"), finding.step},
            {QStringLiteral("ok"), finding.level != CheckLevel::Failed},
            {QStringLiteral("level"), levelName(finding.level)},
            {QStringLiteral("code"), orNull(finding.error, [](const Error &error) { return codeOf(error.code); })},
            {QStringLiteral("ms"), static_cast<qint64>(finding.took.count())},
            {QStringLiteral("detail"), detailOf(finding)},
            {QStringLiteral("advice"), finding.error ? QJsonValue(adviceOf(finding)) : QJsonValue()},
        };
        if (!finding.sites.isEmpty())
            step.insert(QStringLiteral("sites"), arrayOf(finding.sites));
        steps.append(step);
    }
    return {
        {QStringLiteral("ok"), report.isOk()},
        {QStringLiteral("steps"), steps},
        {QStringLiteral("roundTripMs"),
            orNull(report.roundTrip, [](std::chrono::milliseconds time) { return static_cast<qint64>(time.count()); })},
        {QStringLiteral("bytesPerSecond"), orNull(report.bytesPerSecond, [](qint64 bytes) { return bytes; })},
        {QStringLiteral("otherClient"), orNull(report.otherClient, jsonOf)},
        {QStringLiteral("firstLoad"), orNull(report.firstLoad, [](const Progress &load) { return toJson(load); })},
    };
}

QString toText(const CheckReport &report)
{
    QStringList lines;
    for (const CheckFinding &finding : report.findings) {
        lines << QStringLiteral("%1  %2  (%3 ms)  %4")
                     .arg(levelName(finding.level), finding.step, QString::number(finding.took.count()),
                         detailOf(finding));
        if (finding.error)
            lines << QStringLiteral("    ") + adviceOf(finding);
        for (const CheckedSite &site : finding.sites)
            lines << lineOf(site);
    }
    if (!report.isOfLine())
        return lines.join(u'\n') + u'\n';
    lines << (report.roundTrip
            ? QCoreApplication::translate("mailboat", "Round trip: %1 ms").arg(report.roundTrip->count())
            : QCoreApplication::translate("mailboat", "Round trip: not measured"));
    lines << (report.bytesPerSecond
            ? QCoreApplication::translate("mailboat", "Speed: %1 bytes a second").arg(*report.bytesPerSecond)
            : QCoreApplication::translate("mailboat", "Speed: not measured"));
    if (const QString load = report.firstLoad ? waitingLoadWords(*report.firstLoad) : QString(); !load.isEmpty())
        lines << load;
    if (report.otherClient)
        lines << otherClientWords(*report.otherClient);
    return lines.join(u'\n') + u'\n';
}

} // namespace mailboat
