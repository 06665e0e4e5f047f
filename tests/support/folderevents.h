// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

namespace mailboat::test {

/// What happens to the files of a folder, as the system tells it: moments of another process's work at which a test can be there.
class FolderEvents final
{
public:
    explicit FolderEvents(const QString &folder);
    ~FolderEvents();
    Q_DISABLE_COPY_MOVE(FolderEvents)

    int seen() const { return m_seen; }
    /// Waits until there have been so many, or the process has ended: false.
    bool waitFor(int events, const Child &child);

private:
    void read();

    int m_descriptor;
    int m_seen = 0;
};

} // namespace mailboat::test
