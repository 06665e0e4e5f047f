// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/diskbetween.h"

#include <QHash>
#include <QList>

#include <mutex>

namespace mailboat::test {

/// A disk that knows what would be left of SQLite's files if the power went now: what was synced, and of what was written since
/// nothing, or some. The files themselves are as they always are, so that a test can look at any number of power cuts of one run.
///
/// A file that is there when the disk begins is synced; nothing may be open then. Memory that is shared (`-shm`) ends with the power.
class CutOffDisk final : public DiskBetween
{
public:
    explicit CutOffDisk(const QString &folder);

    enum class Left {
        Synced, ///< nothing that was not synced
        InOrder, ///< of what was not, the first half
        Scattered ///< any part of it, in whatever order: a disk writes as it likes until it is told to have written
    };
    /// Puts what would be left of a database, with its journal, into an empty folder, under the same name; its path there.
    QString cut(const QString &database, const QString &into, Left left, quint32 seed = 1) const;

private:
    struct Change {
        qint64 at = 0; ///< or, of a truncation, the size
        QByteArray bytes {};
        bool isTruncation = false;
    };
    struct File {
        QByteArray synced;
        QList<Change> since;
    };
    int writes(const QByteArray &path, QByteArrayView bytes, qint64 at) override;
    int truncates(const QByteArray &path, qint64 size) override;
    int syncs(const QByteArray &path) override;
    void isGone(const QByteArray &path) override;
    File &fileAt(const QByteArray &path);
    static void apply(QByteArray &content, const Change &change);

    mutable std::mutex m_mutex;
    QHash<QByteArray, File> m_files; ///< by path
};

} // namespace mailboat::test
