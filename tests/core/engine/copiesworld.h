// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/engine/copiesdues.h"
#include "tests/core/engine/copiesstart.h"
#include "tests/core/engine/copieswalk.h"

#include <vector>

namespace mailboat::test {

/// A primary and two satellites, of which copies are made, put back, and run beside each other. Whatever stands still goes on as
/// is offered first, when a walk says so or at its end.
class CopiesWorld final
{
public:
    explicit CopiesWorld(CopiesStart &start);
    ~CopiesWorld();
    Q_DISABLE_COPY_MOVE(CopiesWorld)

    void take(const WalkStep &step);
    /// Lets all ends synchronise until nothing moves. Returns what is wrong then.
    QStringList settle();
    QString told() const { return m_told.join(QLatin1Char('\n')); } ///< what has happened, a line a step

private:
    struct Satellite {
        QString name;
        QByteArray store;
        bool isClone = false;
        std::unique_ptr<SatelliteSite> site;
    };
    Satellite &satelliteOf(const WalkStep &step);
    TestSite &endOf(const WalkStep &step);
    QString nameOf(const TestSite &end) const;
    QList<TestSite *> ends();

    void put(Satellite &at, bool isTransfer);
    void edit(Satellite &at, const WalkStep &step);
    void remove(TestSite &at, const WalkStep &step, const QList<RecordKey> &among);
    void putCentral();
    void editCentral(const WalkStep &step);
    void write(TestSite &at, const RecordKey &key, const QSet<RecordKey> &leaving);
    QList<RecordKey> ownOf(Satellite &of);
    QList<RecordKey> centralOnes();
    CycleReport synchronise(Satellite &of);
    void cutOff(Satellite &of, const WalkStep &step);
    void backUp(TestSite &of);
    void replace(TestSite &end, const WalkStep &step);
    void answerPutBack();
    void restore(TestSite &end, const QString &copy);
    static void putBack(TestSite &end, const QString &copy);
    void clone(Satellite &of);
    bool choose(TestSite &at);
    bool synchroniseAll();
    void retire();
    void startPrimary();
    void stop(TestSite &end);

    CopiesDues::Living living();
    QSet<RecordKey> leaving();
    QList<RecordKey> deletedThere();
    void addHeld(CopiesDues::Living &all, TestSite &end);
    QStringList differences();
    static QStringList leftOver(TestSite &end);
    void tell(const QString &what) { m_told.append(what); }

    CuttingProxy &m_line;
    QTemporaryDir m_folder;
    PrimarySite m_primary;
    std::vector<Satellite> m_satellites;
    QMap<int, QStringList> m_copies; ///< by Sync ID
    CopiesDues m_dues;
    QSet<RecordKey> m_namedAtRetired;
    QStringList m_told;
    int m_version = 0;
};

/// What is wrong at the end of a walk, and what has happened in it.
struct WalkOutcome {
    QStringList wrong;
    QString told;
};
WalkOutcome outcomeOf(CopiesStart &start, const Walk &walk);

} // namespace mailboat::test
