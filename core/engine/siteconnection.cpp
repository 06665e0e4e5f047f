// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/siteconnection.h"

#include "core/engine/siteconnection_ask.h"
#include "core/engine/siteworker.h"
#include "core/records/recordstore.h"
#include "core/sql/cancelscope.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"

#include <QElapsedTimer>
#include <QPointer>

#include <limits>

namespace mailboat {

namespace {

Result<std::shared_ptr<Draft>> draftOf(Datafile &datafile)
{
    return openDraft(datafile.settings());
}

Result<SiteRole> roleOf(Datafile &datafile)
{
    return datafile.settings().ownSite().and_then([](SyncId own) -> Result<SiteRole> {
        if (own.isOff())
            return failure(ErrorCode::NotSetUp);
        return mailboat::roleOf(own);
    });
}

} // namespace

SiteConnection::SiteConnection(DatafileAddress datafile, Clock &clock, Datafile::Options options)
    : m_datafile(std::move(datafile))
    , m_clock(clock)
    , m_worker(new SiteWorker(m_datafile, clock, options))
    , m_cancelled(std::make_shared<std::atomic<bool>>(false))
    , m_isCommitCancelled(std::make_shared<std::atomic<bool>>(false))
    , m_thread(QStringLiteral("site"), m_worker, &SiteWorker::finish, &SiteWorker::finished)
{
    const WatchedDatafile *const watched = &m_worker->datafile();
    connect(watched, &WatchedDatafile::opened, this, &SiteConnection::opened);
    connect(watched, &WatchedDatafile::failed, this, &SiteConnection::failed);
    connect(watched, &WatchedDatafile::recovered, this, &SiteConnection::recovered);
    connect(watched, &WatchedDatafile::statusChanged, this, &SiteConnection::statusChanged);
    connect(watched, &WatchedDatafile::settingsChanged, this, &SiteConnection::settingsChanged);
    connect(watched, &WatchedDatafile::sitesChanged, this, &SiteConnection::sitesChanged);
    connect(watched, &WatchedDatafile::misfitsChanged, this, &SiteConnection::misfitsChanged);
    connect(&m_worker->sync(), &SyncByHand::ended, this, &SiteConnection::synced);
}

SiteConnection::~SiteConnection()
{
    cancelGenerate();
    cancelCommit();
}

DatafileAddress SiteConnection::datafile() const
{
    return m_datafile;
}

void SiteConnection::open()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->datafile().open(); });
}

void SiteConnection::readDraft(QObject *context, Answer<std::shared_ptr<Draft>> answer)
{
    ask<std::shared_ptr<Draft>>(
        [](SiteWorker &worker) {
            return worker.datafile().get().and_then([](Datafile *datafile) { return draftOf(*datafile); });
        },
        context, std::move(answer));
}

void SiteConnection::commit(
    StagedChange change, bool overwrite, QObject *context, Answer<std::shared_ptr<Draft>> answer)
{
    m_isCommitCancelled = std::make_shared<std::atomic<bool>>(false);
    // What it tells comes to the window's thread by itself: the signal is emitted in the worker's.
    const HashingProgress course
        = [this, isCancelled = m_isCommitCancelled, told = QElapsedTimer()](qint64 done, qint64 total) mutable {
              constexpr qint64 tellEveryMs = 100;
              if (!told.isValid() || told.elapsed() >= tellEveryMs) {
                  told.start();
                  emit hashed(done, total);
              }
              return !*isCancelled;
          };
    ask<std::shared_ptr<Draft>>(
        [change = std::move(change), overwrite, course](SiteWorker &worker) -> Result<std::shared_ptr<Draft>> {
            const Result<Datafile *> datafile = worker.datafile().get();
            if (!datafile)
                return failure(datafile.error());
            const qint64 revision = overwrite ? std::numeric_limits<qint64>::max() : change.revision;
            (*datafile)->settings().setHashing(course);
            const Result<> done = (*datafile)->settings().commit(change.change, change.by, revision);
            (*datafile)->settings().setHashing({});
            if (!done)
                return failure(done.error());
            worker.datafile().wrote();
            return draftOf(**datafile);
        },
        context, std::move(answer));
}

void SiteConnection::authorise(const QString &code, QObject *context, Answer<Authorisation> answer)
{
    ask<Authorisation>(
        [code, this](SiteWorker &worker) {
            return worker.datafile().get().and_then(
                [&](Datafile *datafile) { return Authoriser(datafile->settings(), m_clock).authorise(code); });
        },
        context, std::move(answer));
}

void SiteConnection::askRecords(RecordsWork work, QObject *context, Answer<qint64> answer)
{
    ask<qint64>(
        [work = std::move(work), cancelled = m_cancelled](SiteWorker &worker) {
            return worker.datafile().get().and_then([&](Datafile *datafile) {
                const CancelScope scope(datafile->connection(), *cancelled);
                return scope.check().and_then([&] { return roleOf(*datafile); }).and_then([&](SiteRole role) {
                    return work(*datafile, role);
                });
            });
        },
        context, std::move(answer));
}

void SiteConnection::countForGenerate(SyncId peer, QObject *context, Answer<qint64> answer)
{
    askRecords(
        [peer](Datafile &datafile, SiteRole role) {
            return role == SiteRole::Primary ? datafile.primaryRecords().countFor(peer)
                                             : datafile.satelliteRecords().countOwned();
        },
        context, std::move(answer));
}

void SiteConnection::countForRetrieve(SyncId peer, QObject *context, Answer<qint64> answer)
{
    askRecords(
        [peer](Datafile &datafile, SiteRole role) {
            return role == SiteRole::Primary ? datafile.primaryRecords().countOwnedBy(peer)
                                             : datafile.records().count();
        },
        context, std::move(answer));
}

void SiteConnection::generate(const Authorisation &, SyncId peer, QObject *context, Answer<qint64> answer)
{
    askRecords(
        [peer, worker = m_worker](Datafile &datafile, SiteRole role) {
            worker->datafile().wrote();
            return role == SiteRole::Primary ? datafile.primaryRecords().generate(peer)
                                             : datafile.satelliteRecords().queueOwned();
        },
        context, std::move(answer));
}

void SiteConnection::cancelGenerate()
{
    m_cancelled->store(true);
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
}

void SiteConnection::retrieve(const Authorisation &, SyncId peer, QObject *context, Answer<qint64> answer)
{
    QMetaObject::invokeMethod(
        m_worker, [this, worker = m_worker, peer, guard = QPointer<QObject>(context), answer = std::move(answer)] {
            worker->retrieval().start(peer, [this, guard, answer](const Result<qint64> &result) {
                QMetaObject::invokeMethod(this, [result, guard, answer] {
                    if (guard)
                        answer(result);
                });
            });
        });
}

void SiteConnection::cancelRetrieve()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->retrieval().cancel(); });
}

void SiteConnection::readRecovery(std::optional<SyncId> site, QObject *context, Answer<RecoveryOffer> answer)
{
    ask<RecoveryOffer>(
        [site](SiteWorker &worker) {
            return worker.datafile().get().and_then(
                [site](Datafile *datafile) { return recoveryOffer(*datafile, site); });
        },
        context, std::move(answer));
}

void SiteConnection::recover(
    const Authorisation &by, Recovery::Choice choice, std::optional<SyncId> site, QObject *context, Answer<void> answer)
{
    QMetaObject::invokeMethod(m_worker,
        [this, worker = m_worker, by, choice, site, guard = QPointer<QObject>(context), answer = std::move(answer)] {
            worker->recovery().start(choice, site, by, [this, guard, answer](const Result<> &result) {
                QMetaObject::invokeMethod(this, [result, guard, answer] {
                    if (guard)
                        answer(result);
                });
            });
        });
}

void SiteConnection::cancelRecovery()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->recovery().cancel(); });
}

template<class T>
std::function<void(const T &)> SiteConnection::sayOfCheck(int number, void (SiteConnection::*signal)(const T &))
{
    return [this, number, signal](const T &told) {
        QMetaObject::invokeMethod(this, [this, number, signal, told] {
            if (number == m_check)
                emit(this->*signal)(told);
        });
    };
}

void SiteConnection::check(Settings shown, std::optional<QString> newPassword)
{
    const int number = ++m_check;
    QMetaObject::invokeMethod(m_worker,
        [worker = m_worker, shown = std::move(shown), newPassword,
            observer = CheckObserver {sayOfCheck(number, &SiteConnection::checkStepStarted),
                sayOfCheck(number, &SiteConnection::checkStepFinished)},
            answer = sayOfCheck(number, &SiteConnection::checked)] {
            worker->check().start(shown, newPassword, observer, answer);
        });
}

void SiteConnection::cancelCheck()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->check().cancel(); });
}

void SiteConnection::syncNow()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->sync().start(); });
}

void SiteConnection::stopSync()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->sync().stop(); });
}

void SiteConnection::readStoreNames(const QStringList &stores, QObject *context, Answer<QList<StoreName>> answer)
{
    ask<QList<StoreName>>(
        [stores](SiteWorker &worker) {
            return worker.datafile().get().and_then(
                [&stores](Datafile *datafile) { return storeNames(datafile->connection(), stores); });
        },
        context, std::move(answer));
}

void SiteConnection::readCertificate(const QString &certificate, const QString &key, const QString &host,
    QObject *context, Answer<CertificateReading> answer)
{
    ask<CertificateReading>(
        [certificate, key, host, &clock = m_clock](SiteWorker &) -> Result<CertificateReading> {
            return mailboat::readCertificate(certificate, key, host, clock);
        },
        context, std::move(answer));
}

} // namespace mailboat
