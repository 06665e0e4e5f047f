// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/rawhttp.h"

#include <QJsonArray>
#include <QJsonObject>

namespace mailboat::test {

// What is called, and where.
inline const QByteArray siteCall = "/sync/v5/site";
inline const QByteArray statusCall = "/sync/v5/site_status";
inline const QByteArray initialiseCall = "/sync/v5/initialise";
inline const QByteArray centralCall = "/sync/v5/central_records";
inline const QByteArray queueCall = "/sync/v5/queued_records";
inline const QByteArray acknowledgeCall = "/sync/v5/acknowledged_records";

/// A client of protocol.md §2 as a script: it sends just what a test says, on one kept connection.
class V5Caller
{
public:
    V5Caller(quint16 port, QString user, QString password);
    quint16 port() const { return m_port; }

    QString user;
    QString password; ///< plain
    std::optional<QByteArray> wirePassword {}; ///< sent in place of that: of a password that nobody knows in plain
    std::optional<QByteArray> hardwareId {"machine"}; ///< nothing: no such header
    std::optional<QByteArray> version {"14"};
    QList<std::pair<QByteArray, QByteArray>> headers {}; ///< beside those
    /// Whether each record that it is given has to be one that Open mSupply can read, or get() throws; of a Mailboat, none has to.
    bool isStrict = true;

    RawReply get(const QByteArray &target);
    RawReply post(const QByteArray &target, const QByteArray &body); ///< without a Content-Type, as upstream
    /// Writes the request and goes on; its answer comes with connection().reply().
    void begin(const QByteArray &method, const QByteArray &target, const QByteArray &body = {});
    RawConnection &connection();
    QByteArray request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {}) const;

private:
    void judge(const QByteArray &target, const RawReply &reply) const;

    quint16 m_port;
    std::unique_ptr<RawConnection> m_connection;
};

QJsonObject jsonOf(const RawReply &reply);
/// Status and code of an error answer that has the protocol's form: "401 site_incorrect_password"; the status alone of others.
std::string outcome(const RawReply &reply);

} // namespace mailboat::test
