// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/failingdisk.h"

#include <cerrno>

namespace mailboat::test {

namespace {

int failedWith(int system, int result)
{
    errno = system;
    return result;
}

} // namespace

void FailingDisk::fail(Fault fault, int afterWrites)
{
    m_writesLeft = afterWrites;
    m_fault = fault;
}

int FailingDisk::reads(const QByteArray &)
{
    return m_fault == Fault::Reading ? failedWith(EIO, SQLITE_IOERR_READ) : SQLITE_OK;
}

int FailingDisk::writes(const QByteArray &, QByteArrayView, qint64)
{
    const Fault fault = m_fault;
    if ((fault != Fault::Full && fault != Fault::Writing) || m_writesLeft-- > 0)
        return SQLITE_OK;
    return fault == Fault::Full ? failedWith(ENOSPC, SQLITE_FULL) : failedWith(EIO, SQLITE_IOERR_WRITE);
}

int FailingDisk::syncs(const QByteArray &)
{
    return m_fault == Fault::Syncing ? failedWith(EIO, SQLITE_IOERR_FSYNC) : SQLITE_OK;
}

int FailingDisk::sharesMemory(const QByteArray &)
{
    return m_fault == Fault::Sharing ? failedWith(ENODEV, SQLITE_IOERR_SHMMAP) : SQLITE_OK;
}

} // namespace mailboat::test
