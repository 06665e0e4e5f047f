// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/engine/copiesdues.h"
#include "tests/core/engine/copiesstart.h"
#include "tests/core/engine/copieswalk.h"

#include <vector>

namespace mailboat::test {

/// A primary, two satellites and a site of another make. Of the first three copies are made, put back, and run beside each other.
/// Whatever stands still goes on as is offered first, when a walk says so or at its end.
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
    QByteArray storeAt(const TestSite &end) const;
    QList<TestSite *> ends();

    void put(Satellite &at, const WalkStep &step);
    void putTransfer(Satellite &at);
    void edit(TestSite &at, const WalkStep &step);
    void remove(TestSite &at, const WalkStep &step);
    void share(Satellite &at, const WalkStep &step);
    void putCentral(const WalkStep &step);
    void write(TestSite &at, const RecordKey &key);
    QList<RecordKey> writable(TestSite &at);
    QList<RecordKey> patients(TestSite &at);
    void editForeign(const WalkStep &step);
    void writeForeign(const RecordKey &key);
    void removeForeign(const WalkStep &step);
    QList<RecordKey> writableForeign() const;
    QByteArray nextNumber() const { return QByteArray::number(m_version + 1); }

    CycleReport synchronise(Satellite &of);
    void cutOff(Satellite &of, const WalkStep &step);
    void kill(Satellite &of, const WalkStep &step);
    bool synchroniseForeign(int requests = CopiesForeign::lives);
    void initialiseForeign();
    void backUp(TestSite &of);
    void replace(TestSite &end, const WalkStep &step);
    void answerPutBack();
    void restore(TestSite &end, const QString &copy);
    static void putBack(TestSite &end, const QString &copy);
    void clone(Satellite &of);
    bool choose(TestSite &at);
    bool synchroniseAll();
    bool comeToRest();
    void retire();
    void startPrimary();
    void stop(TestSite &end);

    bool mayBeOfAnyForm(const RecordKey &key) const;
    CopiesDues::Living living();
    QSet<RecordKey> leaving();
    QList<RecordKey> deletedThere();
    void addHeld(CopiesDues::Living &all, TestSite &end);
    QStringList differences();
    QStringList differencesOfForeign();
    static QStringList leftOver(TestSite &end);
    void tell(const QString &what) { m_told.append(what); }

    CuttingProxy &m_line;
    QTemporaryDir m_folder;
    PrimarySite m_primary;
    std::vector<Satellite> m_satellites;
    CopiesForeign m_foreign;
    bool m_isForeignPast = false; ///< the primary has become an older one since the foreign site initialised
    QMap<QByteArray, int>
        m_livesSinceClone; ///< by store: that the primary has begun since a machine of its site was cloned
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
