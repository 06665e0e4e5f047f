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
constexpr int mostMeasured = entriesAtFirst + intervalsAtFirst * entriesOfLook; // records
constexpr qint64 mostBytesMeasured = 4 * 1024 * 1024;
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

/// What stands from a serial on: so many entries up to `last`.
struct Look {
    qint64 from = 0;
    qint64 last = 0;
    qint64 entries = 0;
    double bytes = 0;
    double density() const
    {
        return entries == 0 ? 0 : static_cast<double>(entries) / static_cast<double>(last - from + 1);
    }
    double bytesOfEntry() const { return entries == 0 ? 0 : bytes / static_cast<double>(entries); }
};

/// Serials between two looks, of which the second is the next one's first.
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

/// How many bytes records take. SQLite reads the whole of one to say how long it is: after so many the average so far counts.
class Sizes
{
public:
    explicit Sizes(Connection &connection)
        : m_connection(connection)
    {
    }
    Result<double> of(const QVariant &table, const QVariant &id)
    {
        if (m_measured < mostMeasured && m_bytes < mostBytesMeasured) {
            const Result<QVariant> size = m_connection.value(
                "SELECT LENGTH({bytes data}) FROM record WHERE table_name = {text ?} AND record_id = {text ?}"_sql,
                {table, id});
            if (!size)
                return failure(size.error());
            return measured(size->toLongLong() + bytesBesideData); // 0: the record is gone
        }
        return static_cast<double>(m_bytes) / static_cast<double>(m_measured);
    }
    double measured(qint64 bytes)
    {
        ++m_measured;
        m_bytes += bytes;
        return static_cast<double>(bytes);
    }

private:
    Connection &m_connection;
    qint64 m_measured = 0;
    qint64 m_bytes = 0;
};

/// What lies behind a cursor, by intervals.
class LogLooks
{
public:
    LogLooks(Connection &connection, qint64 first)
        : m_connection(connection)
        , m_sizes(connection)
        , m_first(first)
    {
    }
    Result<WaitingEstimate::Amount> estimate(qint64 lastSerial)
    {
        const Result<Look> begin = look(m_first, entriesAtFirst);
        if (!begin)
            return failure(begin.error());
        const qint64 end = std::max(lastSerial, begin->last) + 1;
        if (begin->last + 1 >= end)
            return WaitingEstimate::Amount {begin->entries, rounded(begin->bytes)};
        return open(*begin, end)
            .and_then([&] { return lookEvenly(); })
            .and_then([&] { return lookWhereUneven(); })
            .map([&] { return sum(); });
    }

private:
    Result<Look> look(qint64 serial, int entries)
    {
        Look look {serial, serial};
        return m_connection
            .each(
                "SELECT serial, {bytes table_name}, {bytes record_id} FROM change_log WHERE serial >= ? ORDER BY serial LIMIT ?"_sql,
                {serial, entries},
                [&](const Row &row) -> Result<> {
                    look.last = row.value(0).toLongLong();
                    ++look.entries;
                    return m_sizes.of(row.value(1), row.value(2)).map([&look](double bytes) { look.bytes += bytes; });
                })
            .map([&look] { return look; });
    }
    /// Behind the end it is as at the last entries, of which a look sees less than it looks for.
    Result<> open(const Look &begin, qint64 end)
    {
        return look(std::max(end - entriesOfLook, begin.from), entriesOfLook).map([&](Look tail) {
            tail.from = end;
            tail.last = end + (tail.entries == 0 ? 0 : entriesOfLook) - 1;
            m_parts = {{begin, tail}};
        });
    }
    Result<> split(std::size_t at, qint64 serial)
    {
        return look(serial, entriesOfLook).map([&](const Look &between) {
            const Interval whole = m_parts.at(at);
            m_parts.at(at) = {whole.begin, between};
            m_parts.insert(m_parts.begin() + static_cast<std::ptrdiff_t>(at) + 1, {between, whole.end});
        });
    }
    Result<> lookEvenly()
    {
        const double serials = m_parts.front().serials();
        for (int at = 1; at < intervalsAtFirst; ++at) {
            const double place = static_cast<double>(at) + shift(static_cast<std::size_t>(at));
            const qint64 serial = m_first + rounded(serials / intervalsAtFirst * place);
            if (serial <= m_parts.back().begin.from)
                continue;
            if (const Result<> done = split(m_parts.size() - 1, serial); !done)
                return done;
        }
        return {};
    }
    /// Of the log alone: no more records are measured.
    Result<> lookWhereUneven()
    {
        while (m_parts.size() < mostIntervals) {
            const auto worst = std::max_element(m_parts.begin(), m_parts.end(),
                [](const Interval &a, const Interval &b) { return a.doubt() < b.doubt(); });
            const qint64 middle = worst->begin.from + rounded(worst->serials() * (0.5 + shift(m_parts.size())));
            if (worst->doubt() < 1 || middle <= worst->begin.from || middle >= worst->end.from)
                break;
            if (const Result<> done = split(static_cast<std::size_t>(worst - m_parts.begin()), middle); !done)
                return done;
        }
        return {};
    }
    WaitingEstimate::Amount sum() const
    {
        const Look &begin = m_parts.front().begin;
        double records = 0;
        double bytes = 0;
        for (const Interval &part : m_parts) {
            records += part.entries();
            bytes += part.bytes();
        }
        return {std::max<qint64>(rounded(records), begin.entries), rounded(std::max(bytes, begin.bytes))};
    }

    Connection &m_connection;
    Sizes m_sizes;
    qint64 m_first = 0;
    std::vector<Interval> m_parts {};
};

} // namespace

WaitingEstimate::WaitingEstimate(Connection &connection)
    : m_connection(connection)
{
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
    return LogLooks(m_connection, first->toLongLong()).estimate(last->toLongLong());
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
    double bytes = 0;
    Sizes sizes(m_connection);
    const qint64 from = first->toLongLong();
    for (int at = 0; at < looksAtQueue; ++at) {
        const qint64 number = from + (last->toLongLong() - from) / looksAtQueue * at;
        const Result<> looked = m_connection.each(
            "SELECT gone, {bytes table_name}, {bytes record_id} FROM queue WHERE site = ? AND number >= ? ORDER BY number LIMIT ?"_sql,
            {site.value(), number, entriesOfLook}, [&](const Row &row) -> Result<> {
                ++entries;
                const Result<double> size = row.value(0).toBool() ? Result<double>(sizes.measured(bytesBesideData))
                                                                  : sizes.of(row.value(1), row.value(2));
                return size.map([&bytes](double more) { bytes += more; });
            });
        if (!looked)
            return failure(looked.error());
    }
    const double bytesOfEntry = entries == 0 ? 0 : bytes / static_cast<double>(entries);
    return Amount {*length, rounded(bytesOfEntry * static_cast<double>(*length))};
}

} // namespace mailboat
