// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/syncstatus.h"
#include "core/records/datafile.h"
#include "core/server/certificatefiles.h"
#include "core/server/syncserver.h"
#include "core/sync/scheduler.h"

namespace mailboat {

/// Holds the engine lock of a datafile and does what the site's role asks for: a satellite syncs at its interval, a primary
/// answers its satellites; follows changes that other processes make, answers their requests. Lives in one thread. Whoever
/// has started it stops it, and destroys it after stopped().
///
///  Stopped -> Running (by role: Idle | Satellite | Primary; a changed role is followed) -> Stopping -> Stopped
class Engine final : public QObject
{
    Q_OBJECT
public:
    struct Options {
        QString listen {}; ///< overrides the preference; empty: the preference
        QByteArray certificate {}; ///< PEM; empty: of the files that the preferences name
        QByteArray key {};
        Datafile::Options datafile {};
        CertificateFiles certificateFiles {}; ///< where the pair was read from: watched while the engine runs
        bool testEndpoints = false; ///< of a primary: only from a datafile made for tests, only on loopback
    };
    Engine(DatafileAddress datafile, Clock &clock, Options options, QObject *parent = nullptr);
    ~Engine() override; ///< never started, or stopped
    /// EngineLockHeld, PlainHttpRefused, CertificateUnusable, TestDatafileOnly, TestLoopbackOnly, ActionNotPossible (test endpoints of a satellite), datafile
    /// errors, the server's errors.
    Result<> start();
    /// Finishes the batch in hand, then emits stopped().
    void stop();
    /// The same, but that the batch in hand is given up, also one that stop() waits for.
    void giveUp();
    /// Takes certificate and key from their files now (SIGHUP).
    void rereadCertificate();
    QString address() const; ///< of a primary's listener; empty otherwise
    SiteRole role() const;

signals:
    void listening(const QString &address);
    void cycleFinished(const mailboat::CycleReport &report);
    void progressed(const mailboat::Progress &progress);
    void failed(const mailboat::Error &error); ///< the engine cannot go on
    void certificateTaken(); ///< anew, from its files
    void certificateNotTaken(const mailboat::Error &error); ///< the one before stays in use
    /// The datafile cannot be used, as long as that lasts; the engine goes on.
    void troubled(const mailboat::Error &error);
    void usableAgain(); ///< what troubled() said is over
    void looked(); ///< it is alive: several times a second, as long as it runs
    void stopped();

private:
    Result<> enterRole();
    Result<> startServer();
    Result<> mayListen() const; ///< PlainHttpRefused, TestLoopbackOnly
    void noteListening();
    void startScheduler();
    void leaveRole();
    void roleLeft();
    void look();
    void takeCertificate(const std::function<std::optional<Result<>>()> &look);
    bool isSecure() const; ///< whether there is a certificate to listen with
    Result<> readNews();
    void preferencesChanged();
    Result<> takeRequests();
    void purgeLog();
    void followTrouble();

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mailboat
