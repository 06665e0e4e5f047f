// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/syncstatus.h"
#include "core/sync/pace.h"

#include <array>

namespace mailboat {

/// How much of a cycle's whole job is done, and how long the rest takes: of what the other end says is to come, of what has come,
/// and of what the line has carried in how long. A first load that was stopped goes on where it stood (goOn()). Times are
/// Clock::monotonic(). Pure.
class JobEstimate final
{
public:
    /// What is counted by itself, in the order in which a cycle does it.
    enum class Part { Push, Central, Queue };
    struct Amount {
        qint64 records = 0;
        qint64 bytes = 0; ///< of records, as bytesOf() counts them; 0: not known
    };
    /// What earlier cycles have brought; `wire`: bytes that it took.
    void goOn(Amount brought, qint64 wire);
    /// So much of a part is to come, as the other end says before any of it has.
    void promise(Part part, Amount amount);
    /// So many records are to come after what has arrived. `AtMost`: serials, of which not each is a record.
    enum class Left { Exactly, AtMost };
    void expect(Part part, qint64 records, Left left = Left::Exactly);
    /// Whether it has been said how much is to come.
    bool isKnown(Part part) const { return m_courses.at(static_cast<std::size_t>(part)).left.has_value(); }
    void arrive(Part part, Amount amount); ///< it is stored later
    void store(Part part, qint64 records); ///< or taken by the other end
    void expectIntegration(qint64 records); ///< to be put in their place after all has come

    /// Time counts from now on for what goes one way; nothing: what is waited for now says nothing of the line.
    enum class Way { In, Out };
    void enter(std::optional<Way> way, std::chrono::milliseconds now);
    void move(qint64 wireBytes, std::chrono::milliseconds now);
    void ask(); ///< what has come of the request before is accounted for, or was for nothing

    qint64 wire() const { return m_wire; } ///< body bytes that have gone by, without those of earlier cycles
    /// Of the part: done, total, bytes, bytesTotal, rate, bytesPerSecond, remaining and isAtLeast.
    void tell(Progress &progress, std::chrono::milliseconds now);

private:
    struct Course {
        Amount arrived {};
        qint64 stored = 0;
        std::optional<qint64> left {}; ///< to arrive; empty: not known yet
        std::optional<Amount> promised {}; ///< of it, what has not arrived
    };
    struct Line {
        Pace pace {};
        double wire = 0; ///< of `bytes`: the more weight, the later
        double bytes = 0;
        double wirePerByte() const;
    };
    static Way wayOf(Part part) { return part == Part::Push ? Way::Out : Way::In; }
    Course &course(Part part) { return m_courses.at(static_cast<std::size_t>(part)); }
    Line &line(Way way) { return m_lines.at(static_cast<std::size_t>(way)); }
    const Line &line(Way way) const { return m_lines.at(static_cast<std::size_t>(way)); }
    double bytesLeft(const Course &course) const;
    double wireLeft(Way way) const;
    std::optional<double> secondsLeft(qint64 unstored) const;
    void pass(std::chrono::milliseconds now);

    std::array<Course, 3> m_courses {}; ///< by Part
    std::array<Line, 2> m_lines {}; ///< by Way
    Pace m_records {}; ///< stored
    qint64 m_toIntegrate = 0;
    Pace m_integrated {};
    Amount m_brought {};
    qint64 m_wireBefore = 0;
    qint64 m_wire = 0;
    qint64 m_underWay = 0; ///< of `m_wire`, of the request in hand
    std::optional<Way> m_way {};
    std::chrono::milliseconds m_now {};
};

} // namespace mailboat
