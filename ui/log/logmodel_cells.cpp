// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logmodel_cells.h"

#include "core/domain/cyclewords.h"
#include "core/domain/joinfilled.h"
#include "core/domain/plaintext.h"
#include "core/domain/refusalwords.h"
#include "ui/status/changewords.h"
#include "ui/status/cycledetails.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/timewords.h"

#include <QCoreApplication>
#include <QLocale>

namespace mailboat {

namespace {

using LogKind = LogModel::Kind;

enum CycleColumn { CycleWhen, CycleHow, CycleSent, CycleReceived, CycleSize, CycleDuration };
enum ChangeColumn { ChangeWhen, ChangeWhat, ChangeValues, ChangeWho };

QString logText(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

QString detail(const SyncLog::Entry &entry, const char *key)
{
    return entry.details.value(QLatin1String(key)).toVariant().toString();
}

CycleReport reportOf(const SyncLog::Entry &entry)
{
    return reportFromJson(entry.details).value_or(CycleReport {});
}

QDateTime whenOf(LogKind kind, const SyncLog::Entry &entry)
{
    const QDateTime started = kind == LogKind::Cycles ? reportOf(entry).started : QDateTime();
    return started.isValid() ? started : entry.when;
}

QString cycleCell(const SyncLog::Entry &entry, int column)
{
    const QLocale locale;
    const CycleReport report = reportOf(entry);
    switch (static_cast<CycleColumn>(column)) {
    case CycleWhen:
        return localTimeWords(whenOf(LogKind::Cycles, entry));
    case CycleHow:
        return cycleWords(report);
    case CycleSent:
        return locale.toString(report.pushed);
    case CycleReceived:
        return locale.toString(report.pulledCentral + report.pulledRemote);
    case CycleSize:
        return locale.formattedDataSize(report.bytesSent + report.bytesReceived);
    case CycleDuration:
        return logText(QT_TRANSLATE_NOOP("mailboat", "%1 s")).arg(locale.toString(report.seconds, 'f', 1));
    }
    return {};
}

QString changeCell(const SyncLog::Entry &entry, int column)
{
    switch (static_cast<ChangeColumn>(column)) {
    case ChangeWhen:
        return localTimeWords(entry.when);
    case ChangeWhat:
        return changeTitle(entry);
    case ChangeValues:
        return changeValues(entry);
    case ChangeWho:
        return entry.who;
    }
    return {};
}

/// "12, north clinic"; what is known of both.
QString siteOf(const SyncLog::Entry &entry)
{
    const QString id = detail(entry, "syncId");
    const QString name = plain(detail(entry, "userName"));
    return joinFilled({id, name}, QStringLiteral(", "));
}

QString contactWords(const SyncLog::Entry &entry)
{
    const std::optional<ErrorCode> why = refusalIn(entry.what, entry.details);
    return why ? logText(QT_TRANSLATE_NOOP("mailboat", "Refused: %1")).arg(refusalWords(*why)) : changeTitle(entry);
}

QString contactCell(const SyncLog::Entry &entry, int column)
{
    switch (static_cast<ContactColumn>(column)) {
    case ContactWhen:
        return localTimeWords(entry.when);
    case ContactSite:
        return siteOf(entry);
    case ContactWhat:
        return contactWords(entry);
    case ContactAddress:
        return plain(detail(entry, "address"));
    case ContactProgram:
        return plain(joinFilled({detail(entry, "app"), detail(entry, "appVersion")}, QStringLiteral(" ")));
    }
    return {};
}

QString contactDetails(const SyncLog::Entry &entry)
{
    QStringList lines {contactWords(entry), localTimeWords(entry.when)};
    const auto add = [&lines](const char *words, const QString &value) {
        if (!value.isEmpty())
            lines += logText(words).arg(value);
    };
    add(QT_TRANSLATE_NOOP("mailboat", "Site: %1"), siteOf(entry));
    add(QT_TRANSLATE_NOOP("mailboat", "Address: %1"), contactCell(entry, ContactAddress));
    add(QT_TRANSLATE_NOOP("mailboat", "Program: %1"), contactCell(entry, ContactProgram));
    if (const qint64 times = entry.details.value(QStringLiteral("times")).toInteger(); times > 1)
        add(QT_TRANSLATE_NOOP("mailboat", "How often: %1"), QLocale().toString(times));
    if (const std::optional<ErrorCode> why = refusalIn(entry.what, entry.details))
        lines += windowRefusalAdvice(*why, SyncId {entry.details.value(QStringLiteral("syncId")).toInt()});
    return lines.join(u'\n').trimmed();
}

QString changeDetails(const SyncLog::Entry &entry)
{
    QStringList lines {changeTitle(entry), localTimeWords(entry.when)};
    if (!entry.who.isEmpty())
        lines += logText(QT_TRANSLATE_NOOP("mailboat", "By: %1")).arg(entry.who);
    lines += changeValues(entry);
    return lines.join(u'\n').trimmed();
}

} // namespace

QStringList logHeadings(LogKind kind)
{
    switch (kind) {
    case LogKind::Cycles:
        return {logText(QT_TRANSLATE_NOOP("mailboat", "When")), logText(QT_TRANSLATE_NOOP("mailboat", "How it went")),
            logText(QT_TRANSLATE_NOOP("mailboat", "Sent")), logText(QT_TRANSLATE_NOOP("mailboat", "Received")),
            logText(QT_TRANSLATE_NOOP("mailboat", "Data")), logText(QT_TRANSLATE_NOOP("mailboat", "Duration"))};
    case LogKind::Changes:
        return {logText(QT_TRANSLATE_NOOP("mailboat", "When")), logText(QT_TRANSLATE_NOOP("mailboat", "What")),
            logText(QT_TRANSLATE_NOOP("mailboat", "Values")), logText(QT_TRANSLATE_NOOP("mailboat", "Who"))};
    case LogKind::Contacts:
        return {logText(QT_TRANSLATE_NOOP("mailboat", "When")), logText(QT_TRANSLATE_NOOP("mailboat", "Site")),
            logText(QT_TRANSLATE_NOOP("mailboat", "What")), logText(QT_TRANSLATE_NOOP("mailboat", "Address")),
            logText(QT_TRANSLATE_NOOP("mailboat", "Program"))};
    }
    Q_UNREACHABLE();
}

QString logCell(LogKind kind, const SyncLog::Entry &entry, int column)
{
    switch (kind) {
    case LogKind::Cycles:
        return cycleCell(entry, column);
    case LogKind::Changes:
        return changeCell(entry, column);
    case LogKind::Contacts:
        return contactCell(entry, column);
    }
    Q_UNREACHABLE();
}

QString logDetails(LogKind kind, const SyncLog::Entry &entry)
{
    switch (kind) {
    case LogKind::Cycles:
        return cycleDetails(reportOf(entry));
    case LogKind::Changes:
        return changeDetails(entry);
    case LogKind::Contacts:
        return contactDetails(entry);
    }
    Q_UNREACHABLE();
}

QString csvTime(const QDateTime &when)
{
    return when.isValid() ? when.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) : QString();
}

QString logCsvCell(LogKind kind, const SyncLog::Entry &entry, int column)
{
    if (column == 0)
        return csvTime(whenOf(kind, entry));
    if (kind == LogKind::Cycles && isLogNumber(kind, column)) {
        const CycleReport report = reportOf(entry);
        return column == CycleSent    ? QString::number(report.pushed)
            : column == CycleReceived ? QString::number(report.pulledCentral + report.pulledRemote)
            : column == CycleSize     ? QString::number(report.bytesSent + report.bytesReceived)
                                      : QString::number(report.seconds, 'f', 1);
    }
    return logCell(kind, entry, column);
}

bool isLogNumber(LogKind kind, int column)
{
    return kind == LogKind::Cycles && column >= CycleSent;
}

bool isLogCode(LogKind kind, int column)
{
    return kind == LogKind::Contacts && (column == ContactSite || column == ContactAddress || column == ContactProgram);
}

int logWideColumn(LogKind kind)
{
    return kind == LogKind::Cycles ? int {CycleHow} : kind == LogKind::Changes ? int {ChangeValues} : int {ContactWhat};
}

} // namespace mailboat
