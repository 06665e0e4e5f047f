// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/diskbetween.h"

#include "tests/support/catch.h"

#include <QFile>

namespace mailboat::test {

namespace {

sqlite3_vfs *usual()
{
    sqlite3_initialize();
    return sqlite3_vfs_find(nullptr);
}

} // namespace

/// The file of the VFS below stands behind this in the same piece of memory.
struct DiskBetween::File {
    sqlite3_file base;
    DiskBetween *disk; ///< null: it is none of its files
    const char *path; ///< SQLite keeps it as long as the file is open

    sqlite3_file *behind() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

/// What SQLite calls: static functions, since it is C.
struct DiskBetween::Calls {
    static File &of(sqlite3_file *file) { return *reinterpret_cast<File *>(file); }
    static sqlite3_file *behind(sqlite3_file *file) { return of(file).behind(); }
    static const sqlite3_io_methods &below(sqlite3_file *file) { return *behind(file)->pMethods; }
    /// What the disk says to it.
    template<class Ask>
    static int asked(sqlite3_file *file, Ask ask)
    {
        const File &asker = of(file);
        return asker.disk ? ask(*asker.disk, QByteArray(asker.path)) : SQLITE_OK;
    }

    static int close(sqlite3_file *file)
    {
        return behind(file)->pMethods ? below(file).xClose(behind(file)) : SQLITE_OK;
    }
    static int read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
    {
        const int said = asked(file, [](DiskBetween &disk, const QByteArray &path) { return disk.reads(path); });
        return said == SQLITE_OK ? below(file).xRead(behind(file), bytes, count, at) : said;
    }
    static int write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
    {
        const int said = asked(file, [&](DiskBetween &disk, const QByteArray &path) {
            return disk.writes(path, {static_cast<const char *>(bytes), count}, at);
        });
        return said == SQLITE_OK ? below(file).xWrite(behind(file), bytes, count, at) : said;
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        const int said
            = asked(file, [size](DiskBetween &disk, const QByteArray &path) { return disk.truncates(path, size); });
        return said == SQLITE_OK ? below(file).xTruncate(behind(file), size) : said;
    }
    static int sync(sqlite3_file *file, int flags)
    {
        const int said = asked(file, [](DiskBetween &disk, const QByteArray &path) { return disk.syncs(path); });
        return said == SQLITE_OK ? below(file).xSync(behind(file), flags) : said;
    }
    static int share(sqlite3_file *file, int page, int size, int mayExtend, void volatile **memory)
    {
        const int said = asked(file, [](DiskBetween &disk, const QByteArray &path) { return disk.sharesMemory(path); });
        return said == SQLITE_OK ? below(file).xShmMap(behind(file), page, size, mayExtend, memory) : said;
    }
    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *given)
    {
        auto *disk = static_cast<DiskBetween *>(vfs->pAppData);
        file->pMethods = nullptr;
        const int opened = disk->m_below->xOpen(disk->m_below, name, behind(file), flags, given);
        if (opened != SQLITE_OK)
            return opened;
        const bool isOurs = name && QByteArray(name).startsWith(disk->m_prefix);
        of(file).disk = isOurs ? disk : nullptr;
        of(file).path = name;
        file->pMethods = &disk->m_methods;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs *vfs, const char *name, int syncsFolder)
    {
        auto *disk = static_cast<DiskBetween *>(vfs->pAppData);
        const int removed = disk->m_below->xDelete(disk->m_below, name, syncsFolder);
        if (removed == SQLITE_OK && QByteArray(name).startsWith(disk->m_prefix))
            disk->isGone(name);
        return removed;
    }
    static sqlite3_io_methods methods();
};

sqlite3_io_methods DiskBetween::Calls::methods()
{
    sqlite3_io_methods methods {};
    methods.iVersion = 2; // without memory-mapped reading
    methods.xClose = close;
    methods.xRead = read;
    methods.xWrite = write;
    methods.xTruncate = truncate;
    methods.xSync = sync;
    methods.xShmMap = share;
    methods.xFileSize = [](sqlite3_file *f, sqlite3_int64 *size) { return below(f).xFileSize(behind(f), size); };
    methods.xLock = [](sqlite3_file *f, int lock) { return below(f).xLock(behind(f), lock); };
    methods.xUnlock = [](sqlite3_file *f, int lock) { return below(f).xUnlock(behind(f), lock); };
    methods.xCheckReservedLock
        = [](sqlite3_file *f, int *found) { return below(f).xCheckReservedLock(behind(f), found); };
    methods.xFileControl
        = [](sqlite3_file *f, int what, void *value) { return below(f).xFileControl(behind(f), what, value); };
    methods.xSectorSize = [](sqlite3_file *f) { return below(f).xSectorSize(behind(f)); };
    methods.xDeviceCharacteristics = [](sqlite3_file *f) { return below(f).xDeviceCharacteristics(behind(f)); };
    methods.xShmLock
        = [](sqlite3_file *f, int at, int count, int flags) { return below(f).xShmLock(behind(f), at, count, flags); };
    methods.xShmBarrier = [](sqlite3_file *f) { below(f).xShmBarrier(behind(f)); };
    methods.xShmUnmap = [](sqlite3_file *f, int drop) { return below(f).xShmUnmap(behind(f), drop); };
    return methods;
}

DiskBetween::DiskBetween(const QString &folder)
    : m_prefix(QFile::encodeName(folder))
    , m_below(usual())
    , m_disk(*m_below) // what is not of open files goes to the one below, which does not look at who asks
    , m_methods(Calls::methods())
{
    m_disk.zName = "between";
    m_disk.pAppData = this;
    m_disk.szOsFile = static_cast<int>(sizeof(File)) + m_below->szOsFile;
    m_disk.xOpen = Calls::open;
    m_disk.xDelete = Calls::remove;
    REQUIRE(sqlite3_vfs_register(&m_disk, 1) == SQLITE_OK);
}

DiskBetween::~DiskBetween()
{
    sqlite3_vfs_unregister(&m_disk);
    sqlite3_vfs_register(m_below, 1);
}

int DiskBetween::reads(const QByteArray &)
{
    return SQLITE_OK;
}

int DiskBetween::writes(const QByteArray &, QByteArrayView, qint64)
{
    return SQLITE_OK;
}

int DiskBetween::truncates(const QByteArray &, qint64)
{
    return SQLITE_OK;
}

int DiskBetween::syncs(const QByteArray &)
{
    return SQLITE_OK;
}

int DiskBetween::sharesMemory(const QByteArray &)
{
    return SQLITE_OK;
}

void DiskBetween::isGone(const QByteArray &) {}

} // namespace mailboat::test
