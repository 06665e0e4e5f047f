// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkreport.h"
#include "core/domain/sitestate.h"
#include "core/engine/notice.h"
#include "core/engine/recoveryoffer.h"
#include "core/engine/status.h"
#include "core/engine/workerthread.h"
#include "core/prefs/draftcommit.h"
#include "core/records/datafile.h"
#include "core/records/quarantineretry.h"
#include "core/records/storenames.h"
#include "core/security/authorisation.h"
#include "core/server/certificatereading.h"
#include "core/store/logreader.h"
#include "core/store/quarantinelist.h"

#include <QObject>
#include <QPointer>

#include <atomic>
#include <functional>
#include <memory>

namespace mailboat {

class SiteWorker;

/// A window's connection to a site: the datafile, watched and worked with in a thread of its own, so that the window waits for
/// neither disk nor network. Belongs to the window's thread; what is asked is done in order and answered there, unless the
/// context given is gone by then. An answer comes before the signals that what it did gives rise to.
class SiteConnection final : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives the connection.
    SiteConnection(DatafileAddress datafile, Clock &clock, Datafile::Options options = {});
    ~SiteConnection() override; ///< gives up what is under way and waits for that

    DatafileAddress datafile() const;
    /// opened() or failed() follows; from then on the datafile is watched.
    void open();

    template<class T>
    using Answer = std::function<void(const Result<T> &)>;

    void readDraft(QObject *context, Answer<std::shared_ptr<Draft>> answer);
    /// Commits; `answer` gets a draft of what stands in the datafile then. With `overwrite` what others changed meanwhile is
    /// overwritten; else that is SettingsChanged. A row that is gone, or another with the same Sync ID or user name, still is
    /// an error.
    void commit(StagedChange change, bool overwrite, QObject *context, Answer<std::shared_ptr<Draft>> answer);
    /// Gives up a commit whose passwords are being hashed, which takes long for thousands: its answer is Cancelled, nothing of
    /// it is saved.
    void cancelCommit() { m_isCommitCancelled->store(true); }
    void authorise(const QString &code, QObject *context, Answer<Authorisation> answer); ///< the errors of Authoriser

    /// Generate and Retrieve (contract.md §6) with a peer that is saved. The count is what it says before it acts: at a satellite
    /// Retrieve knows only how many records are here. NotSetUp where the Sync ID is 0, PeerUnknown.
    void countForGenerate(SyncId peer, QObject *context, Answer<qint64> answer);
    void countForRetrieve(SyncId peer, QObject *context, Answer<qint64> answer);
    void generate(const Authorisation &by, SyncId peer, QObject *context, Answer<qint64> answer);
    void retrieve(const Authorisation &by, SyncId peer, QObject *context, Answer<qint64> answer);
    /// Gives up every Generate and count asked for so far: their answers are Cancelled, and nothing of them is queued, unless
    /// they were done by then.
    void cancelGenerate();
    /// Gives up a Retrieve that waits for the primary: its answer is Cancelled.
    void cancelRetrieve();

    /// What stands still here, and what can be chosen for it; with `site`, at a primary, for that one alone.
    void readRecovery(std::optional<SyncId> site, QObject *context, Answer<RecoveryOffer> answer);
    void recover(const Authorisation &by, Recovery::Choice choice, std::optional<SyncId> site, QObject *context,
        Answer<void> answer);
    /// Gives up a choice that waits for the primary: its answer is Cancelled.
    void cancelRecovery();

    /// The check of what is shown, saved or not: of the primary at a satellite, of itself at a primary. checkStepStarted(),
    /// checkStepFinished() and checked() follow. A newer check takes the place of an older one, of which nothing more is said.
    void check(Settings shown, std::optional<QString> newPassword);
    void cancelCheck();

    /// One cycle now, in this process or in the engine that holds the lock; synced() follows.
    void syncNow();
    void stopSync(); ///< the one that runs, whoever asked for it

    /// What these stores are called, in their order.
    void readStoreNames(const QStringList &stores, QObject *context, Answer<QList<StoreName>> answer);

    /// What is in the files that the preferences name, shown and not saved, and what is wrong with them for a primary that sites
    /// reach under `host`; empty: no name is known.
    void readCertificate(const QString &certificate, const QString &key, const QString &host, QObject *context,
        Answer<CertificateReading> answer);

    /// Authorisation codes, in the order in which they were made.
    void readCodes(QObject *context, Answer<QList<StandingCode>> answer);
    /// Makes a code; the answer is it, and it is not to be had again. `expires`: an ISO 8601 date, or empty: never. The errors of
    /// expiryFromText() and Authoriser::add().
    void addCode(const Authorisation &by, const QString &label, const QString &expires, QObject *context,
        Answer<QString> answer);
    void revokeCode(const Authorisation &by, const QString &label, QObject *context, Answer<void> answer);

    /// What people have to be told now and have not been, which from now on has (NoticeBoard).
    void claimNotices(const Status &status, QObject *context, Answer<QList<Notice>> answer);

    /// Past cycles and audit entries, newest last.
    void readLog(int count, QObject *context, Answer<QList<SyncLog::Entry>> answer);
    /// A page of the log: entries with a number below `before`, newest first.
    void readLogPage(qint64 before, LogFilter filter, int count, QObject *context, Answer<LogReader::Page> answer);
    /// What has been added since the entry with that number.
    void readLogNews(qint64 after, LogFilter filter, QObject *context, Answer<LogReader::News> answer);

    /// A page of what stands in quarantine (QuarantineList::page()).
    void readRefused(qint64 before, QuarantineList::Matches matches, int count, QObject *context,
        Answer<QuarantineList::Page> answer);
    /// As retryQuarantined(): a few at a time, so that others get their turn. It needs no code, as the command.
    void retryRefused(QList<qint64> numbers, bool isAlone, QObject *context, Answer<RetryOutcome> answer);
    void dropRefused(QList<qint64> numbers, QObject *context, Answer<qint64> answer); ///< how many there were

    /// Checks the connection and writes what support asks for into that file.
    void makeSupportBundle(const QString &path, QObject *context, Answer<void> answer);
    void cancelSupportBundle(); ///< its answer is Cancelled

signals:
    /// Of a commit: how many of how many new passwords have been hashed, at most ten times a second.
    void hashed(qint64 done, qint64 total);
    void opened();
    /// The datafile cannot be opened, or read any more (vanished, damaged); said once until that changes. What stands in the way
    /// of writing alone (full disk) is the answer to what wanted to write.
    void failed(const mailboat::Error &error);
    void recovered(); ///< after failed()
    void statusChanged(const mailboat::Status &status);
    void settingsChanged(qint64 revision); ///< by anybody, this window included
    /// Of all sites of a primary, ordered by Sync ID, how they stand: whenever one has changed, or grown silent or behind by the clock
    /// alone; at most once a second.
    void sitesChanged(const QList<mailboat::SiteRow> &rows);
    /// Those of a primary that are not served until somebody has chosen, and why.
    void misfitsChanged(const QHash<mailboat::SyncId, mailboat::Error> &misfits);
    void checkStepStarted(const QString &step);
    void checkStepFinished(const mailboat::CheckFinding &finding);
    void checked(const mailboat::CheckReport &report);
    void synced(const mailboat::CycleReport &report);

private:
    template<class T>
    void ask(std::function<Result<T>(SiteWorker &)> work, QObject *context, Answer<T> answer);
    /// Work on all records, of this site's role, that cancelGenerate() gives up.
    using RecordsWork = std::function<Result<qint64>(Datafile &, SiteRole)>;
    void askRecords(RecordsWork work, QObject *context, Answer<qint64> answer);

    /// Says what one check tells in the worker's thread, unless there is a newer one by then.
    template<class T>
    std::function<void(const T &)> sayOfCheck(int number, void (SiteConnection::*signal)(const T &));

    DatafileAddress m_datafile;
    Clock &m_clock;
    SiteWorker *m_worker; ///< lives in m_thread
    std::shared_ptr<std::atomic<bool>> m_cancelled; ///< of the records' work asked for since the last cancelGenerate()
    std::shared_ptr<std::atomic<bool>> m_isCommitCancelled; ///< of the newest commit
    int m_check = 0; ///< number of the newest check
    WorkerThread m_thread;
};

} // namespace mailboat
