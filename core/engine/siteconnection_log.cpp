// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What page "Log" asks.
#include "core/engine/siteconnection_ask.h"

namespace mailboat {

void SiteConnection::readLog(int count, QObject *context, Answer<QList<SyncLog::Entry>> answer)
{
    ask<QList<SyncLog::Entry>>(
        [count](SiteWorker &worker) {
            return worker.datafile().get().and_then(
                [count](Datafile *datafile) { return datafile->log().last(count); });
        },
        context, std::move(answer));
}

void SiteConnection::readLogPage(
    qint64 before, LogFilter filter, int count, QObject *context, Answer<LogReader::Page> answer)
{
    ask<LogReader::Page>(
        [before, filter = std::move(filter), count](SiteWorker &worker) {
            return worker.datafile().get().and_then(
                [&](Datafile *datafile) { return LogReader(datafile->connection()).before(before, filter, count); });
        },
        context, std::move(answer));
}

void SiteConnection::readLogNews(qint64 after, LogFilter filter, QObject *context, Answer<LogReader::News> answer)
{
    ask<LogReader::News>(
        [after, filter = std::move(filter)](SiteWorker &worker) {
            return worker.datafile().get().and_then(
                [&](Datafile *datafile) { return LogReader(datafile->connection()).after(after, filter); });
        },
        context, std::move(answer));
}

void SiteConnection::readRefused(
    qint64 before, QuarantineList::Matches matches, int count, QObject *context, Answer<QuarantineList::Page> answer)
{
    ask<QuarantineList::Page>(
        [before, matches = std::move(matches), count](SiteWorker &worker) {
            return worker.datafile().get().and_then([&](Datafile *datafile) {
                return QuarantineList(datafile->connection()).page(before, count, matches);
            });
        },
        context, std::move(answer));
}

void SiteConnection::retryRefused(QList<qint64> numbers, bool isAlone, QObject *context, Answer<RetryOutcome> answer)
{
    ask<RetryOutcome>(
        [numbers = std::move(numbers), isAlone](SiteWorker &worker) {
            return worker.datafile().get().and_then([&](Datafile *datafile) {
                worker.datafile().wrote();
                return retryQuarantined(*datafile, numbers, isAlone);
            });
        },
        context, std::move(answer));
}

void SiteConnection::dropRefused(QList<qint64> numbers, QObject *context, Answer<qint64> answer)
{
    ask<qint64>(
        [numbers = std::move(numbers)](SiteWorker &worker) {
            return worker.datafile().get().and_then([&](Datafile *datafile) {
                worker.datafile().wrote();
                return dropQuarantined(*datafile, numbers);
            });
        },
        context, std::move(answer));
}

void SiteConnection::makeSupportBundle(const QString &path, QObject *context, Answer<void> answer)
{
    QMetaObject::invokeMethod(
        m_worker, [this, worker = m_worker, path, guard = QPointer<QObject>(context), answer = std::move(answer)] {
            worker->support().start(path, [this, guard, answer](const Result<> &result) {
                QMetaObject::invokeMethod(this, [result, guard, answer] {
                    if (guard)
                        answer(result);
                });
            });
        });
}

void SiteConnection::cancelSupportBundle()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->support().cancel(); });
}

} // namespace mailboat
