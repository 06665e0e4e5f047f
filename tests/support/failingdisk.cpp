// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/failingdisk.h"

#include "tests/support/catch.h"

#include <QFile>

#include <atomic>
#include <cerrno>

#include <sqlite3.h>

namespace mailboat::test {

namespace {

using Fault = FailingDisk::Fault;

std::atomic<Fault> chosen {Fault::None};
std::atomic<int> writesLeft {0};
sqlite3_vfs *below = nullptr;
QByteArray prefix;
sqlite3_vfs disk;
sqlite3_io_methods methods;

/// The file of the VFS below stands behind this in the same piece of memory.
struct File {
    sqlite3_file base;
    bool mayFail;
};

sqlite3_file *behind(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(reinterpret_cast<File *>(file) + 1);
}

bool fails(sqlite3_file *file, Fault fault)
{
    return reinterpret_cast<File *>(file)->mayFail && chosen == fault;
}

bool isOutOfWrites(sqlite3_file *file, Fault fault)
{
    return fails(file, fault) && writesLeft-- <= 0;
}

int failedWith(int system, int result)
{
    errno = system;
    return result;
}

int closeFile(sqlite3_file *file)
{
    sqlite3_file *const real = behind(file);
    return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}

int readFile(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
    if (fails(file, Fault::Reading))
        return failedWith(EIO, SQLITE_IOERR_READ);
    return behind(file)->pMethods->xRead(behind(file), bytes, count, at);
}

int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    if (isOutOfWrites(file, Fault::Full))
        return failedWith(ENOSPC, SQLITE_FULL);
    if (isOutOfWrites(file, Fault::Writing))
        return failedWith(EIO, SQLITE_IOERR_WRITE);
    return behind(file)->pMethods->xWrite(behind(file), bytes, count, at);
}

int syncFile(sqlite3_file *file, int flags)
{
    if (fails(file, Fault::Syncing))
        return failedWith(EIO, SQLITE_IOERR_FSYNC);
    return behind(file)->pMethods->xSync(behind(file), flags);
}

int mapShared(sqlite3_file *file, int page, int size, int mayExtend, void volatile **memory)
{
    if (fails(file, Fault::Sharing))
        return failedWith(ENODEV, SQLITE_IOERR_SHMMAP);
    return behind(file)->pMethods->xShmMap(behind(file), page, size, mayExtend, memory);
}

void fillMethods()
{
    methods = {};
    methods.iVersion = 2; // without memory-mapped reading
    methods.xClose = closeFile;
    methods.xRead = readFile;
    methods.xWrite = writeFile;
    methods.xTruncate
        = [](sqlite3_file *f, sqlite3_int64 size) { return behind(f)->pMethods->xTruncate(behind(f), size); };
    methods.xSync = syncFile;
    methods.xFileSize
        = [](sqlite3_file *f, sqlite3_int64 *size) { return behind(f)->pMethods->xFileSize(behind(f), size); };
    methods.xLock = [](sqlite3_file *f, int lock) { return behind(f)->pMethods->xLock(behind(f), lock); };
    methods.xUnlock = [](sqlite3_file *f, int lock) { return behind(f)->pMethods->xUnlock(behind(f), lock); };
    methods.xCheckReservedLock
        = [](sqlite3_file *f, int *found) { return behind(f)->pMethods->xCheckReservedLock(behind(f), found); };
    methods.xFileControl = [](sqlite3_file *f, int what, void *value) {
        return behind(f)->pMethods->xFileControl(behind(f), what, value);
    };
    methods.xSectorSize = [](sqlite3_file *f) { return behind(f)->pMethods->xSectorSize(behind(f)); };
    methods.xDeviceCharacteristics
        = [](sqlite3_file *f) { return behind(f)->pMethods->xDeviceCharacteristics(behind(f)); };
    methods.xShmMap = mapShared;
    methods.xShmLock = [](sqlite3_file *f, int at, int count, int flags) {
        return behind(f)->pMethods->xShmLock(behind(f), at, count, flags);
    };
    methods.xShmBarrier = [](sqlite3_file *f) { behind(f)->pMethods->xShmBarrier(behind(f)); };
    methods.xShmUnmap = [](sqlite3_file *f, int drop) { return behind(f)->pMethods->xShmUnmap(behind(f), drop); };
}

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given)
{
    file->pMethods = nullptr;
    const int opened = below->xOpen(below, name, behind(file), flags, given);
    if (opened != SQLITE_OK)
        return opened;
    reinterpret_cast<File *>(file)->mayFail = name && QByteArray(name).startsWith(prefix);
    file->pMethods = &methods;
    return SQLITE_OK;
}

} // namespace

FailingDisk::FailingDisk(const QString &folder)
{
    sqlite3_initialize();
    below = sqlite3_vfs_find(nullptr);
    REQUIRE(below);
    prefix = QFile::encodeName(folder);
    chosen = Fault::None;
    fillMethods();
    disk = *below; // what is not of open files goes to the one below, which does not look at who asks
    disk.zName = "failing";
    disk.szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
    disk.xOpen = openFile;
    REQUIRE(sqlite3_vfs_register(&disk, 1) == SQLITE_OK);
}

FailingDisk::~FailingDisk()
{
    chosen = Fault::None;
    sqlite3_vfs_unregister(&disk);
    sqlite3_vfs_register(below, 1);
}

void FailingDisk::fail(Fault fault, int afterWrites)
{
    writesLeft = afterWrites;
    chosen = fault;
}

} // namespace mailboat::test
