// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of SyncLog that finds entries.
#include "core/sql/connection.h"
#include "core/store/statetable.h"
#include "core/store/synclog_row.h"

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>

namespace mailboat {

namespace {

using Kind = SyncLog::Filter::Kind;

constexpr Kind allKinds[] {Kind::Cycle, Kind::Audit, Kind::Contact, Kind::Refusal, Kind::Datafile};

/// A query with what is bound to it.
struct Question {
    QStringList conditions;
    QVariantList values;
    void add(const QString &condition, const QVariantList &bound = {})
    {
        conditions += condition;
        values += bound;
    }
};

Question questionOf(const SyncLog::Filter &filter)
{
    Question question;
    if (filter.kind == Kind::Refusal)
        question.add(QStringLiteral(
            "kind = 'contact' AND what <> 'site-contact' AND what IN ('site-refused', 'site-other-machine',"
            " 'site-wrong-passwords', 'site-wrong-passwords-everywhere')"));
    else if (filter.kind)
        question.add(QStringLiteral("kind = ?"), {SyncLog::kindName(*filter.kind)});
    if (filter.site)
        question.add(QStringLiteral("site = ?"), {filter.site->value()});
    if (!filter.text.isEmpty()) {
        QString sought = filter.text;
        for (const QChar special : {u'\\', u'%', u'_'})
            sought.replace(special, QString(u'\\') + special);
        question.add(QStringLiteral("(what || ' ' || who || ' ' || details) LIKE ? ESCAPE '\\'"),
            {QString(u'%' + sought + u'%')});
    }
    if (filter.from.isValid())
        question.add(QStringLiteral("time >= ?"), {storedTime(filter.from)});
    if (filter.to.isValid())
        question.add(QStringLiteral("time < ?"), {storedTime(filter.to)});
    return question;
}

/// The statement of these conditions: one for each of the few dozen ways to ask.
const Statement &statementOf(const Question &question, const QString &order)
{
    static std::mutex mutex;
    static std::map<QString, Statement> known;
    const QString sql
        = QStringLiteral("SELECT number, time, kind, who, what, details FROM log WHERE %1 ORDER BY number %2 LIMIT ?")
              .arg(question.conditions.join(QStringLiteral(" AND ")), order);
    const std::lock_guard lock(mutex);
    return known.try_emplace(sql, sql).first->second;
}

} // namespace

QString SyncLog::kindName(Filter::Kind kind)
{
    switch (kind) {
    case Kind::Cycle:
        return QStringLiteral("cycle");
    case Kind::Audit:
        return QStringLiteral("audit");
    case Kind::Contact:
        return QStringLiteral("contact");
    case Kind::Refusal:
        return QStringLiteral("refusal");
    case Kind::Datafile:
        break;
    }
    return QStringLiteral("datafile");
}

std::optional<SyncLog::Filter::Kind> SyncLog::kindNamed(QStringView name)
{
    for (const Kind kind : allKinds) {
        if (kindName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

Result<QList<SyncLog::Entry>> SyncLog::page(const Filter &filter, qint64 before, int count) const
{
    Question question = questionOf(filter);
    question.add(QStringLiteral("number < ?"), {before > 0 ? before : std::numeric_limits<qint64>::max()});
    question.values += std::max(count, 0);
    return found(statementOf(question, QStringLiteral("DESC")), question.values).map([](QList<Entry> entries) {
        std::reverse(entries.begin(), entries.end());
        return entries;
    });
}

Result<QList<SyncLog::Entry>> SyncLog::after(const Filter &filter, qint64 number, int count) const
{
    Question question = questionOf(filter);
    question.add(QStringLiteral("number > ?"), {number});
    question.values += std::max(count, 0);
    return found(statementOf(question, QStringLiteral("ASC")), question.values);
}

Result<QList<SyncLog::Entry>> SyncLog::found(const Statement &statement, const QVariantList &values) const
{
    QList<Entry> entries;
    return m_connection
        .each(statement, values,
            [&entries](const Row &row) -> Result<> {
                entries.append(logEntryOf(row));
                return {};
            })
        .map([&entries] { return entries; });
}

} // namespace mailboat
