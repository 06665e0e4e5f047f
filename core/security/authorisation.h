// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/security/accesscode.h"
#include "core/security/codetries.h"

#include <QList>

namespace mailboat {

/// A standing code as it is stored; the code itself never is.
struct StandingCode {
    QString label;
    QByteArray hash; ///< slowHash()
    QDateTime created;
    std::optional<QDateTime> expires {};
};

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
    /// tries; the clock is read inside it, for who comes in has waited. Returns the tries including this one;
    /// CodeTooManyTries (seconds) while locked.
    virtual Result<CodeTries> beginTry(const Clock &clock) = 0;
    /// Uncounts a begun try (withTryTakenBack): the code was right, but has expired.
    virtual Result<> takeBackTry() = 0;
    virtual Result<> clearTries(const QString &unlockedBy) = 0; ///< after a right code; writes the audit entry
    /// Whether the datafile was made for trying things on, where nothing is worth a code.
    virtual Result<bool> isForTests() const = 0;
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
    /// Errors: CodeMissing (blank; no try), CodeWrong (left, or seconds), CodeExpired, CodeTooManyTries, datafile errors.
    /// A code that was right once but has expired unlocks nothing and counts as no wrong try.
    Result<Authorisation> authorise(const QString &code);
    /// Without a code, for what programs change by the test endpoints of a datafile that was made for that. TestDatafileOnly.
    Result<Authorisation> forTests() const;
    /// Makes a new code (newCode()) and returns it; it is not to be had again. CodeLabelInUse; UsageWrong for a label that
    /// is blank, longer than 100 characters or holds control characters; CodeExpiryPast.
    Result<QString> add(const Authorisation &by, const QString &label, std::optional<QDateTime> expires);
    /// CodeLabelUnknown; CodeLastOne too where only expired ones would be left.
    Result<> revoke(const Authorisation &by, const QString &label);
    Result<QList<StandingCode>> list() const;
    /// The first code of a new datafile: `chosen` as it is kept (checkedCode()), or a made one where that is empty; label
    /// "first". CodeUnsuitable; ActionNotPossible where the datafile has codes already.
    Result<QString> createFirst(const QString &chosen);

private:
    bool isExpired(const StandingCode &code) const;

    CodeStore &m_store;
    const Clock &m_clock;
};

} // namespace mailboat
