// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/datafile.h"
#include "core/sync/synccycle.h"
#include "tests/support/fakeclock.h"

#include <QTemporaryDir>
#include <QTimer>

#include <functional>

namespace mailboat::test {

/// A satellite with Sync ID 2, user name "hill", password "secret", whose time passes by itself whenever it pauses.
class Satellite final
{
public:
    explicit Satellite(const QUrl &primary);
    ~Satellite();
    Q_DISABLE_COPY_MOVE(Satellite)

    FakeClock clock;
    Datafile &datafile() { return *m_datafile; }
    QString path() const;
    DatafileAddress address() const { return DatafileAddress::ofFile(path()); }
    HttpClient &http() { return m_http; }
    /// From another connection, as another process would.
    void setPreference(const QString &name, const QString &value);
    void setUrl(const QUrl &primary);
    void put(const QByteArray &table, const QByteArray &id, const QByteArray &data);
    std::optional<QByteArray> dataOf(const QByteArray &table, const QByteArray &id);

    std::shared_ptr<SyncCycle> cycle(SyncCycle::Options options = {.byHand = true});
    /// A cycle by hand, unless told otherwise: its watch over its patience is the one timer that is no pause.
    CycleReport run(const std::shared_ptr<SyncCycle> &cycle, int idleTimers = 1);
    CycleReport synchronise(SyncCycle::Options options = {.byHand = true});
    /// Runs until `isDone`; time passes where more than `idleTimers` wait. False after too long.
    bool runUntil(const std::function<bool()> &isDone, int idleTimers = 0);
    qint64 cursor();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Datafile> m_datafile;
    std::unique_ptr<Datafile> m_other;
    HttpClient m_http {{}};
};

} // namespace mailboat::test
