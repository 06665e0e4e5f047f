// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace mailboat {

/// How much comes in a second, lately: what came so long ago as the half life counts half. At first it is the average. Time
/// that nothing is asked for in is not to be passed to it. Pure.
class Pace final
{
public:
    static constexpr std::chrono::seconds halfLife {30};

    void pass(std::chrono::milliseconds time);
    void add(qint64 amount) { m_amount += static_cast<double>(amount); }
    /// Nothing while too little time has passed for it to say anything.
    std::optional<double> perSecond() const;

private:
    double m_amount = 0; ///< weighted
    double m_seconds = 0; ///< weighted
};

} // namespace mailboat
