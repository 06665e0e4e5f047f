// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

namespace mailboat::test {

inline constexpr int slowConnections = 1010;
inline constexpr int wrongSignIns = 1000;
inline constexpr qint64 largeBody = 2LL * 1024 * 1024 * 1024;
inline constexpr int bombRecords = 1'000'000;

/// Everything that issue 10 lists, at once and once, against a primary on this machine with the sites "site 2" and "site 3": slow
/// connections, wrong passwords of the honest site 2, and of site 3 one body of 2 GiB and one bomb. In a process that gets what
/// processor time nobody else wants: in the field attackers have machines of their own, and what they do costs the primary
/// nothing but what it does itself because of them.
class Attackers
{
public:
    /// Returns once the slow connections stand and the rest begins.
    explicit Attackers(quint16 port);
    bool isOver();
    QByteArray told(); ///< what became of it, a few words; once it is over

private:
    Child m_process;
};

} // namespace mailboat::test
