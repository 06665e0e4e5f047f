// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/engine/checkfault.h"

#include <QProcess>
#include <QTemporaryDir>

namespace mailboat::test {

/// Plants a fault in a network namespace of its own: this program, run again for that one fault. Needs `unshare` and `ip`, and
/// to be root or to be allowed a user namespace; where that is not so, the test fails and says it.
class OwnNetwork final
{
public:
    explicit OwnNetwork(const Fault &fault); ///< begins it
    ~OwnNetwork();
    FaultRow row(); ///< waits for it; everything that it checked has to have been right

    /// Inside.
    static QString wantedFault();
    static void report(const FaultRow &row);

private:
    QString m_fault;
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace mailboat::test
