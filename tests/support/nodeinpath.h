// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QTemporaryDir>

namespace mailboat::test {

/// Puts another `node` in front of the PATH of this process, for its scope.
class NodeInPath final
{
public:
    enum class What {
        Recorded, ///< the machine's own, whose process ids are noted
        Old, ///< the machine's own, which says that it is version 16.1.0
        Ancient, ///< understands no script of ours, and says that it is version 0.10.48 when asked
        Foreign, ///< a program of the same name that is something else
        Broken, ///< ends at once with status 3
        Missing, ///< none at all
    };
    explicit NodeInPath(What what);
    ~NodeInPath();
    Q_DISABLE_COPY_MOVE(NodeInPath)

    QByteArray path() const; ///< the PATH, for another process
    QList<qint64> processes() const; ///< started so far
    /// Waits until that process is gone; false after ten seconds.
    static bool waitForEnd(qint64 process);

private:
    QTemporaryDir m_folder;
    QByteArray m_before;
};

} // namespace mailboat::test
