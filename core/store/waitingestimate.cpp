// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/waitingestimate.h"

#include "core/domain/recordbytes.h"
#include "core/sql/connection.h"
#include "core/store/keptcount.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace mailboat {

namespace {

constexpr int entriesAtFirst = 256; // are all there are, or the first ones
constexpr int entriesOfLook = 16;
constexpr int intervalsAtFirst = 16;
constexpr int mostIntervals = 64;
constexpr int looksAtQueue = 16;
/// By which places are shifted from even ones, so that what recurs evenly is not met at one phase: its multiples lie anywhere.
constexpr double goldenPart = 0.6180339887;

qint64 rounded(double number)
{
    return std::llround(number);
}

/// -0.25 to 0.25
double shift(std::size_t at)
{
    const double multiple = static_cast<double>(at) * goldenPart;
    return (multiple - std::floor(multiple) - 0.5) / 2;
}

} // namespace

/// What stands from a serial on: so many entries up to `last`.
struct WaitingEstimate::Look {
    qint64 from = 0;
    qint64 last = 0;
    qint64 entries = 0;
    qint64 bytes = 0;
    double density() const
    {
        return entries == 0 ? 0 : static_cast<double>(entries) / static_cast<double>(last - from + 1);
    }
    double bytesOfEntry() const { return entries == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(entries); }
};

namespace {

/// Serials between two looks, of which the second is the next one's first.
template<class Look>
struct Interval {
    Look begin;
    Look end;
    double serials() const { return static_cast<double>(end.from - begin.from); }
    double entries() const
    {
        if (begin.last >= end.from) // seen whole
            return begin.density() * serials();
        return (begin.density() + end.density()) / 2 * serials();
    }
    double bytes() const { return entries() * (begin.bytesOfEntry() + end.bytesOfEntry()) / 2; }
    double doubt() const { return begin.last >= end.from ? 0 : std::abs(begin.density() - end.density()) * serials(); }
};

} // namespace

WaitingEstimate::WaitingEstimate(Connection &connection)
    : m_connection(connection)
{
}

Result<WaitingEstimate::Look> WaitingEstimate::look(qint64 serial, int entries) const
{
    Look look {serial, serial};
    return m_connection
        .each("SELECT c.serial, coalesce(LENGTH({bytes r.data}), 0) FROM change_log c LEFT JOIN record r"
              " ON r.table_name = c.table_name AND r.record_id = c.record_id"
              " WHERE c.serial >= ? ORDER BY c.serial LIMIT ?"_sql,
            {serial, entries},
            [&look](const Row &row) -> Result<> {
                look.last = row.value(0).toLongLong();
                ++look.entries;
                look.bytes += row.value(1).toLongLong() + bytesBesideData;
                return {};
            })
        .map([&look] { return look; });
}

Result<WaitingEstimate::Amount> WaitingEstimate::log(qint64 cursor) const
{
    const Result<QVariant> first
        = m_connection.value("SELECT serial FROM change_log WHERE serial > ? ORDER BY serial LIMIT 1"_sql, {cursor});
    const Result<QVariant> last = m_connection.value("SELECT MAX(serial) FROM change_log"_sql);
    if (!first || !last)
        return failure(first ? last.error() : first.error());
    if (!first->isValid())
        return Amount {};
    const Result<Look> begin = look(first->toLongLong(), entriesAtFirst);
    if (!begin)
        return failure(begin.error());
    const qint64 end = std::max(last->toLongLong(), begin->last) + 1;
    if (begin->last + 1 >= end)
        return Amount {begin->entries, begin->bytes};

    using Part = Interval<Look>;
    const auto split = [this](std::vector<Part> &parts, std::size_t at, qint64 serial) -> Result<> {
        const Result<Look> between = look(serial, entriesOfLook);
        if (!between)
            return failure(between.error());
        const Part whole = parts.at(at);
        parts.at(at) = {whole.begin, *between};
        parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at) + 1, {*between, whole.end});
        return {};
    };
    // behind the end it is as at the last entries, of which a look sees less than it looks for
    Result<Look> tail = look(std::max(end - entriesOfLook, begin->from), entriesOfLook);
    if (!tail)
        return failure(tail.error());
    tail->from = end;
    tail->last = end + (tail->entries == 0 ? 0 : entriesOfLook) - 1;
    std::vector<Part> parts {{*begin, *tail}};
    for (int at = 1; at < intervalsAtFirst; ++at) {
        const double place = static_cast<double>(at) + shift(static_cast<std::size_t>(at));
        const qint64 serial = begin->from + rounded(static_cast<double>(end - begin->from) / intervalsAtFirst * place);
        if (serial <= parts.back().begin.from)
            continue;
        if (const Result<> done = split(parts, parts.size() - 1, serial); !done)
            return failure(done.error());
    }
    while (parts.size() < mostIntervals) {
        const auto worst = std::max_element(
            parts.begin(), parts.end(), [](const Part &a, const Part &b) { return a.doubt() < b.doubt(); });
        const qint64 middle = worst->begin.from + rounded(worst->serials() * (0.5 + shift(parts.size())));
        if (worst->doubt() < 1 || middle <= worst->begin.from || middle >= worst->end.from)
            break;
        const auto at = static_cast<std::size_t>(worst - parts.begin());
        if (const Result<> done = split(parts, at, middle); !done)
            return failure(done.error());
    }
    double records = 0;
    double bytes = 0;
    for (const Part &part : parts) {
        records += part.entries();
        bytes += part.bytes();
    }
    return Amount {std::max<qint64>(rounded(records), begin->entries), std::max<qint64>(rounded(bytes), begin->bytes)};
}

Result<WaitingEstimate::Amount> WaitingEstimate::queue(SyncId site) const
{
    const Result<qint64> length = KeptCount(m_connection, KeptCount::Kind::Queue).of(site);
    const auto end = [&](const Statement &statement) { return m_connection.value(statement, {site.value()}); };
    const Result<QVariant> first = end("SELECT number FROM queue WHERE site = ? ORDER BY number LIMIT 1"_sql);
    const Result<QVariant> last = end("SELECT number FROM queue WHERE site = ? ORDER BY number DESC LIMIT 1"_sql);
    if (!length || !first || !last)
        return failure(!length ? length.error() : !first ? first.error() : last.error());
    if (!first->isValid() || *length == 0)
        return Amount {*length, 0};
    qint64 entries = 0;
    qint64 bytes = 0;
    const qint64 from = first->toLongLong();
    for (int at = 0; at < looksAtQueue; ++at) {
        const qint64 number = from + (last->toLongLong() - from) / looksAtQueue * at;
        const Result<> looked = m_connection.each("SELECT CASE WHEN q.gone THEN 0 ELSE coalesce(LENGTH({bytes "
                                                  "r.data}), 0) END FROM queue q LEFT JOIN record r"
                                                  " ON r.table_name = q.table_name AND r.record_id = q.record_id"
                                                  " WHERE q.site = ? AND q.number >= ? ORDER BY q.number LIMIT ?"_sql,
            {site.value(), number, entriesOfLook}, [&](const Row &row) -> Result<> {
                ++entries;
                bytes += row.value(0).toLongLong() + bytesBesideData;
                return {};
            });
        if (!looked)
            return failure(looked.error());
    }
    const double bytesOfEntry = entries == 0 ? 0 : static_cast<double>(bytes) / static_cast<double>(entries);
    return Amount {*length, rounded(bytesOfEntry * static_cast<double>(*length))};
}

} // namespace mailboat
