// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/site.h"
#include "core/net/primaryapi.h"

#include <QJsonObject>

#include <memory>
#include <optional>

namespace mailboat {

class CheckRun;
class OtherClientTry;

enum class CheckLevel { Ok, Warning, Failed };

/// One step of a check, as contract.md §4 `check` shows it.
struct CheckFinding {
    /// "address", "resolve", "connect", "tls", "http", "sign-in", "hardware", "version", "clock", "site"; at a primary:
    /// "listener", "certificate", "list", "contacts".
    QString step;
    CheckLevel level = CheckLevel::Ok;
    std::optional<Error> error {}; ///< for a warning or failure: gives code, words, advice
    QString detail {}; ///< what was found, for people: "resolves to 10.0.0.5"
    std::chrono::milliseconds took {};
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
    bool isOk() const; ///< no failed finding
    bool isOfLine() const; ///< a satellite's, which measures; not a primary's look at itself
};
/// Keys of contract.md §4 `check`; otherClient: null where not tried, else {"client":"qt" or "node","ok","code","detail"}.
QJsonObject toJson(const CheckReport &report);
QString otherClientWords(const CheckReport::OtherClient &other); ///< for people
QString toText(const CheckReport &report); ///< for people and for copying; no secret

/// A satellite's staged probe of its primary: address, resolve, connect, tls (https only), http, sign-in, hardware, version,
/// clock, site. The first failure ends it, warnings do not; each step gives up in time, and so does the whole. Changes
/// nothing at this end, and sends credentials only once TLS has been accepted and something that may be a primary has
/// answered. May be destroyed while it runs: that cancels it. `clock` outlives the run.
class ConnectionCheck final : public QObject
{
    Q_OBJECT
public:
    struct Expected {
        QString address; ///< as typed
        QString userName;
        QByteArray wirePassword;
        QString hardwareId;
        SyncId syncId; ///< this site's own
        std::optional<qint64> knownPrimarySiteId {};
        QString knownSiteUuid {};
    };
    struct Limits {
        std::chrono::milliseconds step {10000};
        std::chrono::milliseconds whole {15000};
    };
    ConnectionCheck(HttpClient::Options options, const Clock &clock, Expected expected, QObject *parent = nullptr);
    ConnectionCheck(
        HttpClient::Options options, const Clock &clock, Expected expected, Limits limits, QObject *parent = nullptr);
    ~ConnectionCheck() override;
    QCoro::Task<CheckReport> run(); ///< once
    void cancel(); ///< at once; the report ends with Cancelled

signals:
    void stepStarted(const QString &step);
    void stepFinished(const mailboat::CheckFinding &finding);

private:
    std::shared_ptr<CheckRun> m_run;
    std::shared_ptr<OtherClientTry> m_other;
};

} // namespace mailboat

Q_DECLARE_METATYPE(mailboat::CheckFinding)
