// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/datafile.h"
#include "core/server/sitenotes.h"
#include "core/store/sitepositions.h"

#include <QHostAddress>
#include <QSet>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace mailboat {

class DatafileTrouble;

/// Who came when, who signed in wrong, which machine a site came from at first, and how far it came: gathered here, and written by a
/// thread of its own and at the end, so that an answer never waits for the datafile's one writer. What is news is written within
/// about a second, that a site goes on coming once a minute (SiteNotes): a process that is killed loses that. Any thread.
class ContactBook
{
public:
    using Opener = std::function<Result<std::unique_ptr<Datafile>>()>;
    /// `trouble`: is told where the datafile fails; null: nobody.
    explicit ContactBook(DatafileTrouble *trouble = nullptr);
    ~ContactBook();
    Q_DISABLE_COPY_MOVE(ContactBook)
    Result<> start(const Opener &open);
    void stop(); ///< writes what is left

    /// `isBound`: a machine is recorded; then a network that the site has not been seen in stands in the log.
    /// `isCheck`: it is no contact, but ends what the site was refused for.
    void signedIn(SyncId site, const QDateTime &now, const QHostAddress &address, bool isBound, const SiteApp &app = {},
        bool isCheck = false);
    void runs(SyncId site, const SiteApp &app); ///< once it is known to be another than the row says
    void signedInWrong(SyncId site);
    // As SiteNotes has them.
    void served(
        SyncId site, const QDateTime &now, const QHostAddress &address, const SiteApp &app, qint64 bytes, bool isLetIn);
    void succeeded(SyncId site, const QDateTime &now);
    void loadBegan(SyncId site, const QDateTime &now, qint64 total, bool withLog);
    void gave(SyncId site, const QDateTime &now, qint64 records, bool isLogEnd = false);
    /// Whether a site has signed in from there since this process began, as far as is remembered.
    bool hasSeen(SyncId site, const QByteArray &network) const;
    /// The site that signed in last from that network, within the last hour.
    std::optional<SyncId> lastSignedIn(const QByteArray &network, const QDateTime &now) const;
    /// The digest of a password that has proved right by its slow hash.
    void proved(SyncId site, const QByteArray &slowHash, const QByteArray &digest);
    enum class Oddity {
        WithoutMachine,
        OtherMachine, ///< by who knows the password of a bound site, and may not be that site
        WrongPasswords, ///< so many that no more are looked at
        WrongPasswordsEverywhere ///< the same from all addresses new to the site together
    };
    enum class OnceFor { Network, Site };
    /// Into the log, of one network, or of a site wherever it comes from, once an hour.
    void odd(SyncId site, Oddity oddity, const QDateTime &now, const QHostAddress &address,
        OnceFor once = OnceFor::Network, const SiteApp &app = {});
    /// A call that was refused: the last of each site stands in the datafile, and those that are no oddity in the log, too.
    struct Refused {
        SyncId site; ///< 0: none has that name
        QString userName; ///< as it was sent
        ErrorCode why {};
        QHostAddress address;
        SiteApp app {};
        OnceFor once = OnceFor::Network;
    };
    void refused(const Refused &call, const QDateTime &now);
    /// What does not fit of a site's positions from now on; nothing: it all does. Into the log, where it begins. Waits a moment for
    /// it to be written, since it decides about the calls that follow.
    void noteMisfit(SyncId site, const std::optional<SitePositions::Misfit> &misfit);
    /// The machine that site is bound to, given what the datafile says; empty: none yet.
    QString hardwareId(SyncId site, const QString &recorded) const;
    /// Binds a site that has no machine yet. Waits a moment for it to be written, not longer: this may be the reception.
    /// False where another machine was first.
    bool bind(SyncId site, const QString &hardwareId);

private:
    struct Call {
        QDateTime when;
        QHostAddress address;
        bool isBound = false;
        SiteApp app {};
    };
    using Network = std::pair<SyncId, QByteArray>; ///< of a site: networkOf() where it calls from
    struct Noted {
        QDateTime when;
        QString what; ///< SyncLog::Entry::what
        SyncId site;
        QHostAddress address;
        SiteApp app;
        qint64 times = 1; ///< since the entry before
        QString userName {};
        QString result {};
    };
    struct Told {
        QDateTime last;
        qint64 times = 0; ///< since then
    };
    static QJsonObject detailsOf(const Noted &note);
    qint64 timesToTell(const Network &network, int kind, const QDateTime &now);
    void run(const Opener &open);
    bool hasUrgent() const;
    bool hasAny() const;
    void write(Datafile &datafile, bool all);
    void writeSites(Datafile &datafile, bool all);
    void writeSites(Datafile &datafile, const SiteNotes::Batch &batch) const;
    void writeProved(Datafile &datafile);
    void writeApps(Datafile &datafile);
    void writeMisfits(Datafile &datafile);
    void failed(const QString &what, const Error &error) const;
    void writeCalls(Datafile &datafile, const QHash<Network, Call> &calls, QList<Noted> noted);

    DatafileTrouble *const m_trouble;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_written;
    SiteNotes m_sites; ///< not written yet
    QHash<SyncId, SiteApp> m_apps; ///< not written yet
    QHash<SyncId, QString> m_bindings; ///< not written yet
    QHash<SyncId, std::optional<SitePositions::Misfit>> m_misfits; ///< not written yet
    QHash<Network, Call> m_calls; ///< from networks that this process has not seen yet
    QSet<Network> m_seen;
    QHash<QByteArray, std::pair<SyncId, QDateTime>> m_lastOf; ///< by network: who signed in there last, and when
    QHash<std::pair<Network, int>, Told> m_told; ///< by where and what, of what stands in the log
    QDateTime m_strangersSince; ///< since then so many calls of unknown names stand in the log
    int m_strangersTold = 0;
    QList<Noted> m_noted; ///< for the log
    struct Proved {
        QByteArray slowHash;
        QByteArray digest;
    };
    QHash<SyncId, Proved> m_proved; ///< not written yet
    std::optional<Result<>> m_opened;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace mailboat
