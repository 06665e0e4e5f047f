// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/authorisation.h"

#include "core/domain/plaintext.h"
#include "core/security/passwordhash.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

Result<QString> checkedLabel(const QString &typed)
{
    constexpr int longest = 100;
    const QString label = plainForm(typed);
    if (label.isEmpty() || label.size() > longest || !isPlainText(label)) {
        const QString why
            = QCoreApplication::translate("mailboat", "a label has 1 to 100 characters, without control characters");
        return failure(ErrorCode::UsageWrong, {{QStringLiteral("why"), why}});
    }
    return label;
}

bool matches(const StandingCode &code, const QList<QByteArray> &forms)
{
    bool found = false;
    for (const QByteArray &form : forms)
        found |= matchesSlowHash(form, code.hash);
    return found;
}

} // namespace

Authoriser::Authoriser(CodeStore &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
{
}

bool Authoriser::isExpired(const StandingCode &code) const
{
    return code.expires && *code.expires < m_clock.utcNow();
}

Result<Authorisation> Authoriser::authorise(const QString &code)
{
    if (plainForm(code).isEmpty())
        return failure(ErrorCode::CodeMissing);
    const Result<QList<StandingCode>> codes = m_store.codes();
    if (!codes)
        return failure(codes.error());
    const Result<CodeTries> tries = m_store.beginTry(m_clock);
    if (!tries)
        return failure(tries.error());

    // Every code is checked, or the time taken would tell which one was right.
    const QList<QByteArray> forms = possibleForms(code);
    std::optional<StandingCode> valid;
    std::optional<StandingCode> expired;
    for (const StandingCode &standing : *codes) {
        if (matches(standing, forms))
            (isExpired(standing) ? expired : valid) = standing;
    }
    if (valid) {
        if (const Result<> cleared = m_store.clearTries(valid->label); !cleared)
            return failure(cleared.error());
        return Authorisation(valid->label);
    }
    if (expired) {
        if (const Result<> takenBack = m_store.takeBackTry(); !takenBack)
            return failure(takenBack.error());
        return failure(ErrorCode::CodeExpired,
            {{QStringLiteral("label"), expired->label}, {QStringLiteral("until"), *expired->expires}});
    }
    const auto pause = static_cast<qlonglong>(pauseAfter(tries->wrong).count());
    return failure(ErrorCode::CodeWrong,
        pause > 0 ? QVariantMap {{QStringLiteral("seconds"), pause}}
                  : QVariantMap {{QStringLiteral("left"), freeTries - tries->wrong}});
}

Result<Authorisation> Authoriser::forTests() const
{
    const Result<bool> isForTests = m_store.isForTests();
    if (!isForTests)
        return failure(isForTests.error());
    if (!*isForTests)
        return failure(ErrorCode::TestDatafileOnly);
    return Authorisation(QStringLiteral("test endpoints"));
}

Result<QString> Authoriser::add(const Authorisation &by, const QString &label, std::optional<QDateTime> expires)
{
    const Result<QString> checked = checkedLabel(label);
    if (!checked)
        return failure(checked.error());
    const QDateTime now = m_clock.utcNow();
    if (expires && *expires <= now)
        return failure(ErrorCode::CodeExpiryPast, {{QStringLiteral("until"), *expires}});
    const QString code = newCode();
    return m_store.addCode({*checked, slowHash(storedForm(code)), now, std::move(expires)}, by.label()).map([&] {
        return code;
    });
}

Result<> Authoriser::revoke(const Authorisation &by, const QString &label)
{
    const Result<QList<StandingCode>> codes = m_store.codes();
    if (!codes)
        return failure(codes.error());
    const QString plain = plainForm(label);
    const auto isThis = [&](const StandingCode &code) { return code.label == plain; };
    const auto unlocksWithoutIt = [&](const StandingCode &code) { return !isThis(code) && !isExpired(code); };
    if (std::any_of(codes->cbegin(), codes->cend(), isThis)
        && std::none_of(codes->cbegin(), codes->cend(), unlocksWithoutIt))
        return failure(ErrorCode::CodeLastOne, {{QStringLiteral("label"), plain}});
    return m_store.removeCode(plain, by.label());
}

Result<QList<StandingCode>> Authoriser::list() const
{
    return m_store.codes();
}

Result<QString> Authoriser::createFirst(const QString &chosen)
{
    const Result<QString> code = chosen.isEmpty() ? Result<QString>(newCode()) : checkedCode(chosen);
    if (!code)
        return failure(code.error());
    const Result<QList<StandingCode>> codes = m_store.codes();
    if (!codes)
        return failure(codes.error());
    if (!codes->isEmpty()) {
        const QString why = QCoreApplication::translate("mailboat", "this datafile has authorisation codes already");
        return failure(ErrorCode::ActionNotPossible, {{QStringLiteral("why"), why}});
    }
    const StandingCode first {QStringLiteral("first"), slowHash(storedForm(*code)), m_clock.utcNow(), {}};
    return m_store.addCode(first, {}).map([&] { return *code; });
}

} // namespace mailboat
