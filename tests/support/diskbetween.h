// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <sqlite3.h>

namespace mailboat::test {

/// A disk of a test's own under the files of SQLite whose path begins so (a VFS over the usual one): it hears of all that is done to
/// them, and may fail it. While it lives every new connection of this process goes through it, and those that were opened meanwhile
/// end before it does. One at a time. Called in any thread.
class DiskBetween
{
public:
    explicit DiskBetween(const QString &folder);
    virtual ~DiskBetween();
    Q_DISABLE_COPY_MOVE(DiskBetween)

protected:
    // Before each is done: SQLITE_OK, or what it fails with, with errno set.
    virtual int reads(const QByteArray &path);
    virtual int writes(const QByteArray &path, QByteArrayView bytes, qint64 at);
    virtual int truncates(const QByteArray &path, qint64 size);
    virtual int syncs(const QByteArray &path);
    virtual int sharesMemory(const QByteArray &path);
    /// It is empty, if it is there at all.
    virtual void isGone(const QByteArray &path);

private:
    struct File;
    struct Calls;
    const QByteArray m_prefix;
    sqlite3_vfs *m_below;
    sqlite3_vfs m_disk;
    sqlite3_io_methods m_methods {};
};

} // namespace mailboat::test
