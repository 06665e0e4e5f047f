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

QString nameOf(const RecordKey &key)
{
    return QString::fromUtf8(key.table + '/' + key.id);
}

} // namespace

CopiesWorld::CopiesWorld(CopiesStart &start)
    : m_line(start.line())
    , m_primary(start.primary())
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

void CopiesWorld::take(const WalkStep &step)
{
    switch (step.kind) {
    case WalkStep::Kind::Put:
        return put(satelliteOf(step), false);
    case WalkStep::Kind::Transfer:
        return put(satelliteOf(step), true);
    case WalkStep::Kind::Edit:
        return edit(satelliteOf(step), step);
    case WalkStep::Kind::Remove:
        return remove(*satelliteOf(step).site, step, ownOf(satelliteOf(step)));
    case WalkStep::Kind::PutCentral:
        return putCentral();
    case WalkStep::Kind::EditCentral:
        return editCentral(step);
    case WalkStep::Kind::RemoveCentral:
        return remove(m_primary, step, centralOnes());
    case WalkStep::Kind::Synchronise:
        (void)synchronise(satelliteOf(step));
        return;
    case WalkStep::Kind::CutOff:
        return cutOff(satelliteOf(step), step);
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

void CopiesWorld::put(Satellite &at, bool isTransfer)
{
    const QByteArray number = QByteArray::number(m_version + 1);
    write(*at.site, isTransfer ? RecordKey {"transact", "T" + number} : RecordKey {"Location", "L" + number}, {});
}

void CopiesWorld::edit(Satellite &at, const WalkStep &step)
{
    const QList<RecordKey> own = ownOf(at);
    if (!own.isEmpty())
        write(*at.site, own.at(step.which % own.size()), leaving());
}

void CopiesWorld::putCentral()
{
    write(m_primary, {"unit", "U" + QByteArray::number(m_version + 1)}, {});
}

void CopiesWorld::editCentral(const WalkStep &step)
{
    const QList<RecordKey> all = centralOnes();
    if (!all.isEmpty())
        write(m_primary, all.at(step.which % all.size()), leaving());
}

/// Another version of a record, or its first one, given what is on its way to be deleted.
void CopiesWorld::write(TestSite &at, const RecordKey &key, const QSet<RecordKey> &leaving)
{
    at.put(key.table, key.id, dataOf(at, key, ++m_version));
    m_dues.written(key, m_version, leaving);
    tell(QStringLiteral("%1: %2 v%3").arg(nameOf(at), test::nameOf(key)).arg(m_version));
}

void CopiesWorld::remove(TestSite &at, const WalkStep &step, const QList<RecordKey> &among)
{
    if (among.isEmpty())
        return;
    const RecordKey &key = among.at(step.which % among.size());
    at.remove(key.table, key.id);
    m_dues.removed(key);
    tell(QStringLiteral("%1: deletes %2").arg(nameOf(at), test::nameOf(key)));
}

QList<RecordKey> CopiesWorld::ownOf(Satellite &of)
{
    QList<RecordKey> own;
    const Holdings held = of.site->holdings();
    for (auto record = held.cbegin(); record != held.cend(); ++record) {
        if (isOfStore(*record, of.store))
            own.append({record.key().first, record.key().second});
    }
    return own;
}

QList<RecordKey> CopiesWorld::centralOnes()
{
    QList<RecordKey> all;
    const Holdings held = m_primary.holdings();
    for (auto record = held.cbegin(); record != held.cend(); ++record) {
        if (record.key().first == "unit")
            all.append({record.key().first, record.key().second});
    }
    return all;
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

void CopiesWorld::addHeld(CopiesDues::Living &all, TestSite &end)
{
    const bool isPrimary = &end == &m_primary;
    const Holdings held = end.holdings();
    for (auto record = held.cbegin(); record != held.cend(); ++record) {
        const RecordKey key {record.key().first, record.key().second};
        all.held.insert(key);
        if (isPrimary || isOfStore(*record, storeOf(end)))
            all.newest[key] = std::max(all.newest.value(key), versionOf(*record));
    }
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
