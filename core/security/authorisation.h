// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"

#include <QList>
#include <optional>

namespace mailboat {

/// A standing code as it is stored; the code itself never is.
struct StandingCode {
    QString label;
    QByteArray hash; ///< slowHash()
    QDateTime created;
    std::optional<QDateTime> expires {};
};

/// Wrong tries so far, kept in the datafile.
struct CodeTries {
    int wrong = 0;
    std::optional<QDateTime> lockedUntil {};
};

/// Free wrong tries before pauses start (design §8).
inline constexpr int freeTries = 5;
/// How long nobody may try after this many wrong tries in all: none below `freeTries`, 30 s at that, then twice as long
/// each time, at most an hour.
std::chrono::seconds pauseAfter(int wrongTries);

/// The rules of tries; pure, for CodeStore to call inside its transactions.
/// One try more, locking at once for the pause that follows it; CodeTooManyTries (seconds) while locked. A clock that was
/// set back locks for no longer than the pause.
Result<CodeTries> withTryBegun(const CodeTries &before, const QDateTime &now);
/// A begun try that turned out not to count.
CodeTries withTryTakenBack(const CodeTries &before);

/// Where codes live; SettingsTable implements it. Every call is one transaction of its own.
class CodeStore
{
public:
    virtual ~CodeStore() = default;
    virtual Result<QList<StandingCode>> codes() = 0;
    virtual Result<> addCode(const StandingCode &code, const QString &by) = 0; ///< CodeLabelInUse
    virtual Result<> removeCode(const QString &label, const QString &by) = 0; ///< CodeLabelUnknown, CodeLastOne
    virtual Result<CodeTries> tries() = 0;
    /// Counts a try before it is checked, in one transaction (withTryBegun), so that many processes at once get no extra
    /// tries. Returns the tries including this one; CodeTooManyTries (seconds) while locked.
    virtual Result<CodeTries> beginTry(const QDateTime &now) = 0;
    /// Uncounts a begun try (withTryTakenBack): the code was right, but has expired.
    virtual Result<> takeBackTry() = 0;
    virtual Result<> clearTries(const QString &unlockedBy) = 0; ///< after a right code; writes the audit entry
};

/// The proof that a code was accepted; only Authoriser makes one. Needed by every protected change.
class Authorisation
{
public:
    QString label() const { return m_label; }

private:
    friend class Authoriser;
    explicit Authorisation(QString label)
        : m_label(std::move(label))
    {
    }
    QString m_label;
};

/// Checks, makes and revokes codes.
class Authoriser
{
public:
    Authoriser(CodeStore &store, const Clock &clock);
    /// Errors: CodeMissing (empty; no try), CodeWrong, CodeExpired, CodeTooManyTries, datafile errors.
    Result<Authorisation> authorise(const QString &code);
    /// Makes a new code (12 characters of 32, in groups of four, about 60 bits) and returns it once.
    Result<QString> add(const Authorisation &by, const QString &label, std::optional<QDateTime> expires);
    Result<> revoke(const Authorisation &by, const QString &label);
    Result<QList<StandingCode>> list() const;
    /// The first code of a new datafile: `chosen`, or a made one where that is empty; label "first".
    Result<QString> createFirst(const QString &chosen);

private:
    CodeStore &m_store;
    const Clock &m_clock;
};

/// A new random code: "K7QF-2M9X-TRWD". Typed in any case, with or without the dashes.
QString newCode();

} // namespace mailboat
