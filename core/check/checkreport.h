// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/domain/plaintext.h"
#include "core/domain/refusalwords.h"
#include "core/domain/site.h"
#include "core/domain/syncstatus.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

#include <chrono>
#include <optional>

namespace mailboat {

enum class CheckLevel { Ok, Warning, Failed };

/// A site that does not come to its primary as it should.
struct CheckedSite {
    SyncId syncId;
    PlainText userName {};
    QDateTime when {}; ///< its last contact, or where it is refused the last refusal; invalid: never
    PlainText refusal {}; ///< for people: from which address, and why; empty: it is silent
};

/// One step of a check, as contract.md §4 `check` shows it.
struct CheckFinding {
    /// "address", "resolve", "connect", "tls", "http", "sign-in", "hardware", "version", "clock", "site"; at a primary:
    /// "listener", "certificate", "datafile" where something is wrong with it, "list", "contacts".
    QString step;
    CheckLevel level = CheckLevel::Ok;
    std::optional<Error> error {}; ///< for a warning or failure: gives code, words, advice
    PlainText detail {}; ///< what was found, for people: "resolves to 10.0.0.5"
    QList<CheckedSite> sites {}; ///< all whom it is about, of which the detail names a few
    std::chrono::milliseconds took {};
    struct Refused {
        SyncId site;
        ErrorCode why;
    };
    std::optional<Refused> refused {}; ///< at a primary: of those whom it refuses the one to look at first
};

struct CheckReport {
    QList<CheckFinding> findings;
    std::optional<std::chrono::milliseconds> roundTrip {};
    std::optional<qint64> bytesPerSecond {};
    /// Whether the HTTP client that is not in use would have got through the step that failed; empty: not tried.
    struct OtherClient {
        bool isNode = false; ///< the other one is Node's
        std::optional<Error> error {}; ///< why it would not
    };
    std::optional<OtherClient> otherClient {};
    /// What there is for a site whose first load has not ended, as far as the primary says; the time is by the speed measured.
    std::optional<Progress> firstLoad {};
    bool isOk() const; ///< no failed finding
    bool isOfLine() const; ///< a satellite's, which measures; not a primary's look at itself
};
/// Keys of contract.md §4 `check`; otherClient: null where not tried, else {"client":"qt" or "node","ok","code","detail"}. A step
/// that is about sites has "sites", too: [{"syncId","userName","when","refusal"}…], the last null where the site is silent.
QJsonObject toJson(const CheckReport &report);
/// What to do, translated; empty where nothing is wrong. Of a site that a primary refuses it is what can be done there, in the words of
/// refusalAdvice(), or of whatever is passed in its place and in advise()'s.
QString adviceOf(const CheckFinding &finding, QString (*ofError)(const Error &error) = advise,
    QString (*ofRefusal)(ErrorCode why, SyncId site) = refusalAdvice);
QString otherClientWords(const CheckReport::OtherClient &other); ///< for people
QString toText(const CheckReport &report); ///< for people and for copying; no secret

} // namespace mailboat

Q_DECLARE_METATYPE(mailboat::CheckFinding)
