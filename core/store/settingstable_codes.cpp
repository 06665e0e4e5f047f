// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The CodeStore half of SettingsTable.
#include "core/store/settingstable.h"

#include "core/sql/connection.h"
#include "core/store/statetable.h"
#include "core/store/synclog.h"

namespace mailboat {

namespace {

const auto wrongKey = QStringLiteral("code-tries");
const auto lockedUntilKey = QStringLiteral("codes-locked-until");

StandingCode codeOf(const Row &row)
{
    StandingCode code {row.value(0).toString(), row.value(1).toByteArray(), timeFromStored(row.value(2)), {}};
    if (const QDateTime expires = timeFromStored(row.value(3)); expires.isValid())
        code.expires = expires;
    return code;
}

} // namespace

Result<QList<StandingCode>> SettingsTable::codes()
{
    QList<StandingCode> codes;
    const Result<> read
        = m_connection.each("SELECT label, hash, created, expires FROM code ORDER BY created, label"_sql, {},
            [&codes](const Row &row) -> Result<> {
                codes.append(codeOf(row));
                return {};
            });
    if (!read)
        return failure(read.error());
    return codes;
}

Result<> SettingsTable::addCode(const StandingCode &code, const QString &by)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<QVariant> there = m_connection.value("SELECT 1 FROM code WHERE label = ?"_sql, {code.label});
        if (!there)
            return failure(there.error());
        if (there->isValid())
            return failure(ErrorCode::CodeLabelInUse, {{QStringLiteral("label"), code.label}});
        const QVariant expires = code.expires ? storedTime(*code.expires) : QVariant();
        QJsonObject details {{QStringLiteral("label"), code.label}};
        if (code.expires)
            details.insert(QStringLiteral("expires"), isoTime(*code.expires));
        return m_connection
            .apply("INSERT INTO code (label, hash, created, expires) VALUES (?, ?, ?, ?)"_sql,
                {code.label, code.hash, storedTime(code.created), expires})
            .and_then([&] { return m_log.addAudit(QStringLiteral("code-added"), by, details); });
    });
}

Result<> SettingsTable::removeCode(const QString &label, const QString &by)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<qint64> removed = m_connection.change("DELETE FROM code WHERE label = ?"_sql, {label});
        if (!removed)
            return failure(removed.error());
        const QVariantMap values {{QStringLiteral("label"), label}};
        if (*removed == 0)
            return failure(ErrorCode::CodeLabelUnknown, values);
        const Result<QVariant> left = m_connection.value("SELECT 1 FROM code LIMIT 1"_sql);
        if (!left)
            return failure(left.error());
        if (!left->isValid())
            return failure(ErrorCode::CodeLastOne, values);
        return m_log.addAudit(QStringLiteral("code-revoked"), by, {{QStringLiteral("label"), label}});
    });
}

Result<CodeTries> SettingsTable::tries()
{
    const StateTable state(m_connection);
    const Result<qint64> wrong = state.number(wrongKey);
    if (!wrong)
        return failure(wrong.error());
    return state.time(lockedUntilKey).map([&wrong](const QDateTime &until) {
        return CodeTries {static_cast<int>(*wrong), until.isValid() ? std::optional(until) : std::nullopt};
    });
}

Result<> SettingsTable::setTries(const CodeTries &tries)
{
    StateTable state(m_connection);
    if (const Result<> set = state.set(wrongKey, tries.wrong); !set)
        return set;
    return state.setTime(lockedUntilKey, tries.lockedUntil.value_or(QDateTime()));
}

Result<CodeTries> SettingsTable::beginTry(const Clock &clock)
{
    std::optional<Result<CodeTries>> begun;
    const Result<> kept = m_connection.transact([&]() -> Result<> {
        const QDateTime now = clock.utcNow();
        const Result<CodeTries> before = tries();
        if (!before)
            return failure(before.error());
        const CodeTries within = withLockWithinPause(*before, now);
        begun = withTryBegun(within, now);
        if (!*begun)
            return within.lockedUntil == before->lockedUntil ? Result<>() : setTries(within);
        return setTries(**begun).and_then([&] {
            return m_log.addAudit(QStringLiteral("code-tried"), {}, {{QStringLiteral("tries"), (*begun)->wrong}});
        });
    });
    return kept ? *begun : failure(kept.error());
}

Result<> SettingsTable::takeBackTry()
{
    return m_connection.transact([&]() -> Result<> {
        return tries()
            .and_then([this](const CodeTries &before) { return setTries(withTryTakenBack(before)); })
            .and_then([&] { return m_log.addAudit(QStringLiteral("code-expired"), {}, {}); });
    });
}

Result<> SettingsTable::clearTries(const QString &unlockedBy)
{
    return m_connection.transact([&]() -> Result<> {
        return setTries({}).and_then([&] { return m_log.addAudit(QStringLiteral("unlock"), unlockedBy, {}); });
    });
}

} // namespace mailboat
