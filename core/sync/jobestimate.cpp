// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/jobestimate.h"

#include "core/domain/recordbytes.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace mailboat {

namespace {

/// Until some have come: as in design.md §10, with what stands beside the data.
constexpr double bytesOfRecord = 800;
constexpr double tellingBytes = 16 * 1024; // of records
/// What has come so many bytes ago counts half: tables that follow each other pack differently.
constexpr double halfBytes = 1024 * 1024;
/// Records that are put in their place in a second, until that is measured (design.md §10: half of it).
constexpr double usualIntegration = 20000;

} // namespace

double JobEstimate::Line::wirePerByte() const
{
    return bytes < tellingBytes ? usualWirePerByte : wire / bytes;
}

void JobEstimate::goOn(Amount brought, qint64 wire)
{
    m_brought = brought;
    m_wireBefore = wire;
    if (wire > 0) {
        line(Way::In).wire = static_cast<double>(wire);
        line(Way::In).bytes = static_cast<double>(brought.bytes);
    }
}

void JobEstimate::promise(Part part, Amount amount)
{
    course(part).promised = amount;
    course(part).left = amount.records;
}

void JobEstimate::expect(Part part, qint64 records, Left left)
{
    Course &of = course(part);
    of.left = std::max<qint64>(records, 0);
    if (left == Left::AtMost && of.promised && records > 0)
        of.left = std::min(records, std::max<qint64>(of.promised->records, 1));
}

void JobEstimate::arrive(Part part, Amount amount)
{
    Course &of = course(part);
    of.arrived.records += amount.records;
    of.arrived.bytes += amount.bytes;
    if (of.promised) {
        of.promised->records = std::max<qint64>(of.promised->records - amount.records, 0);
        of.promised->bytes = std::max<qint64>(of.promised->bytes - amount.bytes, 0);
    }
    Line &on = line(wayOf(part));
    const double kept = std::exp2(-static_cast<double>(amount.bytes) / halfBytes);
    on.wire = on.wire * kept + static_cast<double>(std::exchange(m_underWay, 0));
    on.bytes = on.bytes * kept + static_cast<double>(amount.bytes);
}

void JobEstimate::store(Part part, qint64 records)
{
    course(part).stored += records;
    m_records.add(records);
}

void JobEstimate::expectIntegration(qint64 records)
{
    m_integrated.add(std::max<qint64>(m_toIntegrate - records, 0));
    m_toIntegrate = records;
}

void JobEstimate::pass(std::chrono::milliseconds now)
{
    const std::chrono::milliseconds time = now - std::exchange(m_now, now);
    if (m_way) {
        line(*m_way).pace.pass(time);
        m_records.pass(time);
    } else if (m_toIntegrate > 0) {
        m_integrated.pass(time);
    }
}

void JobEstimate::enter(std::optional<Way> way, std::chrono::milliseconds now)
{
    pass(now);
    m_way = way;
}

void JobEstimate::move(qint64 wireBytes, std::chrono::milliseconds now)
{
    pass(now);
    m_wire += wireBytes;
    m_underWay += wireBytes;
    if (m_way)
        line(*m_way).pace.add(wireBytes);
}

void JobEstimate::ask()
{
    m_underWay = 0;
}

double JobEstimate::bytesLeft(const Course &course) const
{
    const auto left = static_cast<double>(course.left.value_or(0));
    if (course.promised && course.promised->records > 0 && course.promised->bytes > 0)
        return left * static_cast<double>(course.promised->bytes) / static_cast<double>(course.promised->records);
    if (course.arrived.records > 0 && course.arrived.bytes > 0)
        return left * static_cast<double>(course.arrived.bytes) / static_cast<double>(course.arrived.records);
    if (m_brought.records > 0 && m_brought.bytes > 0)
        return left * static_cast<double>(m_brought.bytes) / static_cast<double>(m_brought.records);
    return left * bytesOfRecord;
}

double JobEstimate::wireLeft(Way way) const
{
    double bytes = 0;
    for (const Part part : {Part::Push, Part::Central, Part::Queue}) {
        if (wayOf(part) == way)
            bytes += bytesLeft(m_courses.at(static_cast<std::size_t>(part)));
    }
    const auto underWay = static_cast<double>(m_way == way ? m_underWay : 0);
    return std::clamp(bytes * line(way).wirePerByte() - underWay, 0.0, mostBytesEstimated);
}

std::optional<double> JobEstimate::secondsLeft(qint64 unstored) const
{
    double seconds = 0;
    const std::optional<double> in = line(Way::In).pace.perSecond();
    const std::optional<double> out = line(Way::Out).pace.perSecond();
    for (const auto &[way, own, other] : {std::tuple(Way::In, in, out), std::tuple(Way::Out, out, in)}) {
        const double left = wireLeft(way);
        if (left <= 0)
            continue;
        const std::optional<double> pace = own ? own : other;
        if (!pace)
            return std::nullopt;
        seconds += left / *pace;
    }
    if (const std::optional<double> pace = m_records.perSecond(); unstored > 0 && pace)
        seconds += static_cast<double>(unstored) / *pace;
    seconds += static_cast<double>(m_toIntegrate) / m_integrated.perSecond().value_or(usualIntegration);
    return std::min(seconds, mostSecondsEstimated);
}

void JobEstimate::tell(Progress &progress, std::chrono::milliseconds now)
{
    pass(now);
    progress.isAtLeast = false;
    progress.total = m_brought.records;
    progress.done = m_brought.records;
    qint64 unstored = 0;
    for (const Course &course : m_courses) {
        progress.isAtLeast = progress.isAtLeast || !course.left;
        progress.total += course.arrived.records + course.left.value_or(0);
        progress.done += course.stored;
        unstored += course.arrived.records - course.stored;
    }
    progress.total = std::max(progress.total, progress.done);
    progress.bytes = m_wireBefore + m_wire;
    const double wire = wireLeft(Way::In) + wireLeft(Way::Out);
    progress.bytesTotal = progress.total > 0 ? progress.bytes + std::llround(wire) : 0;
    progress.rate = m_records.perSecond().value_or(0);
    progress.bytesPerSecond = line(m_way.value_or(Way::In)).pace.perSecond().value_or(0);
    const bool isLeft = progress.done < progress.total || m_toIntegrate > 0;
    const std::optional<double> seconds = secondsLeft(unstored);
    progress.remaining.reset();
    if (seconds && (isLeft || !progress.isAtLeast))
        progress.remaining
            = std::chrono::seconds(isLeft ? std::max<qint64>(static_cast<qint64>(std::ceil(*seconds)), 1) : 0);
}

} // namespace mailboat
