// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/clock.h"
#include "core/domain/result.h"
#include "core/sql/address.h"

#include <QObject>

#include <memory>

namespace mailboat {

class DatafileTrouble;

/// The primary's listener: libmicrohttpd moves the bytes, a worker pool with one datafile connection a worker answers
/// (design §7). Preferences and peers are read as they stand at each request; limits at start.
class SyncServer final : public QObject
{
    Q_OBJECT
public:
    struct Options {
        QString listen; ///< address:port; port 0 takes any free one
        QByteArray certificate {}; ///< PEM with the chain; empty: plain HTTP
        QByteArray key {}; ///< PEM
        DatafileTrouble *trouble = nullptr; ///< is told where the datafile fails; outlives the server
        bool testEndpoints = false; ///< protocol.md §2.8: only from a datafile made for tests, only on loopback
    };
    SyncServer(DatafileAddress datafile, Options options, const Clock &clock, QObject *parent = nullptr);
    ~SyncServer() override; ///< stops
    /// ListenAddressInvalid, PortInUse, PortForbidden, CertificateUnusable, TestDatafileOnly, TestLoopbackOnly, datafile errors.
    Result<> start();
    /// Lets requests in hand finish, then closes. Blocks for at most a few seconds.
    void stop();
    /// Another pair for the connections that come from now on; those that are open go on. CertificateUnusable: the one before
    /// stays. Only where it was started with one.
    Result<> setCertificate(const QByteArray &certificate, const QByteArray &key);
    QString address() const; ///< "http://127.0.0.1:41233", with the port really used
    /// Whether any request is being answered now.
    bool isBusy() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mailboat
