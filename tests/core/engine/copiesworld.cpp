// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/copiesworld.h"

#include "core/engine/restore.h"
#include "core/sql/connection.h"
#include "core/store/backup.h"

#include <QDir>
#include <QFile>

#include <stdexcept>

namespace mailboat::test {

namespace {

const Connection::CopyProgress untold = [](qint64, qint64) {};
constexpr int mostRequests = 14; // about as many as a cycle has

template<class T>
T needed(Result<T> result)
{
    if (!result)
        throw std::runtime_error(codeOf(result.error().code).toStdString() + ": "
            + describe(result.error()).toStdString() + ' ' + result.error().detail.toStdString());
    return *std::move(result);
}

} // namespace

CopiesWorld::CopiesWorld(CopiesStart &start)
    : m_line(start.line())
    , m_primary(start.primary())
    , m_foreign(start.foreign())
{
    m_satellites.push_back({QStringLiteral("A"), "A", false, std::make_unique<SatelliteSite>(2, start.satellite(2))});
    m_satellites.push_back({QStringLiteral("B"), "B", false, std::make_unique<SatelliteSite>(3, start.satellite(3))});
    m_copies = {{1, {start.primary()}}, {2, {start.satellite(2)}}, {3, {start.satellite(3)}}};
    m_line.restore();
    m_line.clearSeen();
    startPrimary();
}

CopiesWorld::~CopiesWorld() = default;

void CopiesWorld::startPrimary()
{
    m_primary.start();
    m_line.setUpstreamPort(m_primary.port());
}

void CopiesWorld::stop(TestSite &end)
{
    if (&end == &m_primary)
        m_primary.stop();
    end.close();
}

QList<TestSite *> CopiesWorld::ends()
{
    QList<TestSite *> all {&m_primary};
    for (const Satellite &one : m_satellites)
        all.append(one.site.get());
    return all;
}

CopiesWorld::Satellite &CopiesWorld::satelliteOf(const WalkStep &step)
{
    return m_satellites.at(static_cast<size_t>(step.end) % m_satellites.size());
}

TestSite &CopiesWorld::endOf(const WalkStep &step)
{
    const QList<TestSite *> all = ends();
    return *all.at(step.end % all.size());
}

QString CopiesWorld::nameOf(const TestSite &end) const
{
    for (const Satellite &one : m_satellites) {
        if (one.site.get() == &end)
            return one.name;
    }
    return QStringLiteral("primary");
}

QByteArray CopiesWorld::storeAt(const TestSite &end) const
{
    for (const Satellite &one : m_satellites) {
        if (one.site.get() == &end)
            return one.store;
    }
    return {};
}

void CopiesWorld::take(const WalkStep &step)
{
    switch (step.kind) {
    case WalkStep::Kind::Put:
        return put(satelliteOf(step), step);
    case WalkStep::Kind::Transfer:
        return putTransfer(satelliteOf(step));
    case WalkStep::Kind::Edit:
        return edit(*satelliteOf(step).site, step);
    case WalkStep::Kind::Remove:
        return remove(*satelliteOf(step).site, step);
    case WalkStep::Kind::Share:
        return share(satelliteOf(step), step);
    case WalkStep::Kind::PutCentral:
        return putCentral(step);
    case WalkStep::Kind::EditCentral:
        return edit(m_primary, step);
    case WalkStep::Kind::RemoveCentral:
        return remove(m_primary, step);
    case WalkStep::Kind::Synchronise:
        (void)synchronise(satelliteOf(step));
        return;
    case WalkStep::Kind::CutOff:
        return cutOff(satelliteOf(step), step);
    case WalkStep::Kind::Kill:
        return kill(satelliteOf(step), step);
    case WalkStep::Kind::ForeignEdit:
        return editForeign(step);
    case WalkStep::Kind::ForeignSynchronise:
        (void)synchroniseForeign(step.which % 3 == 0 ? 1 + step.which / 3 % mostRequests : CopiesForeign::lives);
        return;
    case WalkStep::Kind::ForeignInitialise:
        return initialiseForeign();
    case WalkStep::Kind::BackUp:
        return backUp(endOf(step));
    case WalkStep::Kind::Restore:
    case WalkStep::Kind::PutBack:
        return replace(endOf(step), step);
    case WalkStep::Kind::Clone:
        return clone(satelliteOf(step));
    case WalkStep::Kind::Choose:
        (void)choose(endOf(step));
        return;
    }
}

CycleReport CopiesWorld::synchronise(Satellite &of)
{
    const CycleReport report = of.site->synchronise();
    const QString went = report.ok ? QStringLiteral("pushed %1, pulled %2 and %3")
                                         .arg(report.pushed)
                                         .arg(report.pulledCentral)
                                         .arg(report.pulledRemote)
                                   : codeOf(report.error->code);
    tell(QStringLiteral("%1: synchronises, %2").arg(of.name, went));
    return report;
}

void CopiesWorld::cutOff(Satellite &of, const WalkStep &step)
{
    const QList<CuttingProxy::Cut> cuts = CuttingProxy::allCuts();
    const int request = 1 + step.which % mostRequests;
    const CuttingProxy::Cut cut = cuts.at(step.which / mostRequests % cuts.size());
    m_line.clearSeen();
    m_line.cutAt(request, cut);
    (void)synchronise(of);
    m_told.last().append(
        QStringLiteral(" (cut at request %1 %2)").arg(request).arg(QString::fromUtf8(CuttingProxy::nameOf(cut))));
    m_line.restore();
}

/// Neither end does anything after the cut: the satellite has what its disk had then, and the primary starts anew.
void CopiesWorld::kill(Satellite &of, const WalkStep &step)
{
    const QString path = of.site->path();
    const QStringList files {path, path + QStringLiteral("-wal")};
    const auto kept = [this](qsizetype number) { return m_folder.filePath(QStringLiteral("killed-%1").arg(number)); };
    bool isKilled = false;
    m_line.onCut = [&] {
        isKilled = true;
        for (qsizetype at = 0; at < files.size(); ++at)
            QFile::copy(files.at(at), kept(at));
    };
    cutOff(of, step);
    m_line.onCut = {};
    if (!isKilled)
        return;
    stop(*of.site);
    stop(m_primary);
    for (qsizetype at = 0; at < files.size(); ++at) {
        QFile::remove(files.at(at));
        QFile::rename(kept(at), files.at(at));
    }
    of.site->reopen();
    m_primary.reopen();
    startPrimary();
    m_told.last().append(QStringLiteral(", and both ends die"));
}

bool CopiesWorld::synchroniseForeign(int requests)
{
    const bool isDone = m_foreign.synchronise(m_primary.port(), requests);
    tell(QStringLiteral("C: synchronises, %1").arg(m_foreign.told()));
    return isDone;
}

/// What it alone holds is lost (RELIABILITY.md), and nothing else.
void CopiesWorld::initialiseForeign()
{
    const QList<RecordKey> held = keysOf(m_foreign.records());
    m_foreign.beginAnew();
    m_isForeignPast = false;
    m_dues.givenUp({held.cbegin(), held.cend()}, living());
    tell(QStringLiteral("C: begins anew"));
    (void)synchroniseForeign();
}

void CopiesWorld::backUp(TestSite &of)
{
    QStringList &copies = m_copies[of.id().value()];
    const QString path = m_folder.filePath(QStringLiteral("%1-%2.mailboat").arg(of.id().value()).arg(copies.size()));
    copies.append(needed(Backup(of.datafile().connection()).make(path, untold)).path);
    tell(QStringLiteral("%1: backup %2").arg(nameOf(of)).arg(copies.size() - 1));
}

void CopiesWorld::replace(TestSite &end, const WalkStep &step)
{
    const QStringList &copies = m_copies[end.id().value()];
    const auto number = step.which % copies.size();
    const bool isByHand = step.kind == WalkStep::Kind::PutBack;
    stop(end);
    if (isByHand)
        putBack(end, copies.at(number));
    else
        restore(end, copies.at(number));
    end.reopen();
    const bool isPrimary = &end == &m_primary;
    if (isPrimary)
        startPrimary();
    tell(QStringLiteral("%1: backup %2 %3")
             .arg(nameOf(end))
             .arg(number)
             .arg(isByHand ? QStringLiteral("is put back") : QStringLiteral("is restored")));
    m_dues.replaced(living());
    m_isForeignPast = m_isForeignPast || isPrimary;
    for (int &lives : m_livesSinceClone)
        lives += isPrimary ? 1 : 0;
    if (isPrimary && isByHand)
        answerPutBack();
}

/// A primary that was put back by hand is called by all before anybody changes anything there: what cannot be noticed after that
/// is not promised (RELIABILITY.md). What its copy knows to be deleted, the others delete, also where an earlier choice had
/// brought that back.
void CopiesWorld::answerPutBack()
{
    const QList<RecordKey> deleted = deletedThere();
    for (const RecordKey &key : deleted)
        m_dues.removed(key);
    for (Satellite &one : m_satellites) { // says no more than how far it has come
        m_line.clearSeen();
        m_line.cutAt(2, CuttingProxy::Cut::BeforeRequest);
        (void)synchronise(one);
        m_line.restore();
    }
    (void)synchroniseAll();
}

void CopiesWorld::restore(TestSite &end, const QString &copy)
{
    const std::atomic<bool> cancelled {false};
    const Restored restored
        = needed(restoreDatafile(DatafileAddress::ofFile(copy), end.address(), end.clock(), untold, cancelled));
    QFile::remove(restored.kept); // the name of the next one may be the same
}

void CopiesWorld::putBack(TestSite &end, const QString &copy)
{
    if (!QFile::remove(end.path()) || !QFile::copy(copy, end.path()))
        throw std::runtime_error("the copy cannot be put back");
}

void CopiesWorld::clone(Satellite &of)
{
    if (m_satellites.size() > 2)
        return;
    of.site->close();
    auto site = std::make_unique<SatelliteSite>(of.site->id().value(), of.site->path());
    of.site->reopen();
    m_livesSinceClone.insert(of.store, 0);
    tell(QStringLiteral("%1: is cloned").arg(of.name));
    m_satellites.push_back({of.name + u'2', of.store, true, std::move(site)});
}

bool CopiesWorld::choose(TestSite &at)
{
    const QList<Recovery::Choice> offered = needed(Recovery(at.datafile()).offered());
    if (offered.isEmpty())
        return false;
    m_dues.chosen(living());
    at.recover(offered.first());
    tell(QStringLiteral("%1: %2 is chosen").arg(nameOf(at), Recovery::name(offered.first())));
    return true;
}

WalkOutcome outcomeOf(CopiesStart &start, const Walk &walk)
{
    CopiesWorld world(start);
    WalkOutcome outcome;
    try {
        for (const WalkStep &step : walk)
            world.take(step);
        outcome.wrong = world.settle();
    } catch (const std::runtime_error &error) {
        outcome.wrong = QStringList {QString::fromUtf8(error.what())};
    }
    outcome.told = world.told();
    return outcome;
}

} // namespace mailboat::test
