// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/enginelock.h"

#include "core/sql/address.h"

#include <QFile>
#include <QLoggingCategory>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mailboat {

namespace {

Q_LOGGING_CATEGORY(storeLog, "mailboat.store", QtInfoMsg)

QByteArray lockFile(const DatafileAddress &datafile)
{
    return QFile::encodeName(datafile.identity() + QLatin1String("-engine"));
}

/// To look at alone; below 0 where nobody has ever run an engine here.
int openToLook(const DatafileAddress &datafile)
{
    return ::open(lockFile(datafile).constData(), O_RDWR | O_CLOEXEC);
}

/// The lock within the lock, on the file's first byte, that says that its holder is at work. It goes with the descriptor, too,
/// and needs no room on a full disk.
struct flock workLock()
{
    struct flock lock {
    };
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_len = 1;
    return lock;
}

} // namespace

Result<std::unique_ptr<EngineLock>> EngineLock::take(const DatafileAddress &datafile)
{
    const QVariantMap values {{QStringLiteral("path"), datafile.shown()}};
    const int descriptor = ::open(lockFile(datafile).constData(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        QVariantMap why = values;
        why.insert(QStringLiteral("why"), qt_error_string(errno));
        return failure(ErrorCode::DatafileUnreadable, why);
    }
    // Somebody who only looks (isHeld()) is in the way for a moment. A shared lock goes together with theirs, and not with an
    // engine's.
    do {
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            return std::unique_ptr<EngineLock>(new EngineLock(descriptor));
    } while (::flock(descriptor, LOCK_SH | LOCK_NB) == 0);
    ::close(descriptor);
    return failure(ErrorCode::EngineLockHeld, values);
}

bool EngineLock::isHeld(const DatafileAddress &datafile)
{
    const int descriptor = openToLook(datafile);
    if (descriptor < 0)
        return false;
    // Shared, so that two that ask at the same time do not take each other for an engine.
    const bool isHeld = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
    ::close(descriptor);
    return isHeld;
}

void EngineLock::setAtWork()
{
    struct flock lock = workLock();
    if (::fcntl(m_descriptor, F_OFD_SETLK, &lock) != 0)
        qCWarning(storeLog) << "an engine cannot say that it is at work:" << qt_error_string(errno);
}

bool EngineLock::isAtWork(const DatafileAddress &datafile)
{
    const int descriptor = openToLook(datafile);
    if (descriptor < 0)
        return false;
    struct flock lock = workLock();
    const bool isAtWork = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(descriptor);
    return isAtWork;
}

EngineLock::EngineLock(int descriptor)
    : m_descriptor(descriptor)
{
}

EngineLock::~EngineLock()
{
    ::close(m_descriptor);
}

} // namespace mailboat
