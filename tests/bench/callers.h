// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/bareline.h"

#include <QList>

#include <functional>

namespace mailboat::test {

/// Sites that call at once, each a thread. An answer that is none of 2xx ends the measurement by a throw.
class Callers final
{
public:
    struct Options {
        quint16 port = 0;
        BareLine::Kind kind = BareLine::Kind::Plain;
        int atOnce = 1;
        double cyclesASecond
            = 0; ///< at which they begin, whether the ones before have ended or not; 0: as fast as they can
    };
    explicit Callers(Options options)
        : m_options(options)
    {
    }

    struct Cost {
        double seconds = 0; ///< of all
        QList<double> cycles {}; ///< seconds of each, from when it was to begin
    };
    /// Each on a connection of its own, which its requests take one after the other.
    Cost cycles(int count, const std::function<QList<QByteArray>(int)> &requestsOf) const;
    /// On connections that are kept. Seconds of all.
    double requests(int count, const std::function<QByteArray(int)> &requestOf) const;

private:
    void inThreads(const std::function<void(int caller)> &work) const;
    Options m_options;
};

} // namespace mailboat::test
