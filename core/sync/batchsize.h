// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace mailboat {

/// How many records a request should carry: from the first round trip, then from how long each request took, towards 5 s
/// (contract.md §3, request size), and by how large they are. Pure.
class BatchSize final
{
public:
    static constexpr int lowestStart = 20; ///< where nothing has been measured, and on a near line
    static constexpr int most = 10000;
    static constexpr std::chrono::milliseconds aim {5000};
    static constexpr qint64 mostBytes
        = 2 * 1024 * 1024; ///< of the records: either end holds more than one batch at a time

    void setCeiling(int requestSize) { m_ceiling = requestSize; } ///< the preference; 0: none but `most`
    /// The farther the line, the dearer is another request: 20 records and one more for each millisecond that the first answer,
    /// with the connection that it needed, has taken; at most 1000, since the line may be as slow as it is far.
    void startFrom(std::chrono::milliseconds roundTrip);
    int size() const;
    /// A request that carried so many records took so long: at most eight times, at least a quarter of them the next time. What
    /// was not full and quick says nothing of a larger one. `bytes`: of these records, by which no more are asked for than
    /// `mostBytes` hold; 0: not known.
    void took(int records, std::chrono::milliseconds time, qint64 bytes = 0);
    void broke(); ///< a request was lost on the line: half of them the next time

private:
    void adapt(int records, std::chrono::milliseconds time);

    int m_size = lowestStart;
    int m_ceiling = 0;
};

} // namespace mailboat
