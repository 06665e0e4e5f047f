// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/enginelock.h"

#include "core/sql/address.h"
#include "core/sql/sqliteerror.h"

#include <QCoreApplication>
#include <QFile>
#include <QLoggingCategory>

#include <algorithm>
#include <cerrno>
#include <iterator>

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

/// To look at alone, on a disk that is read-only, too; below 0 where nobody has ever run an engine here.
int openToLook(const DatafileAddress &datafile)
{
    return ::open(lockFile(datafile).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

/// Somebody else who may write to the folder could have it lead to any file of ours, which would be locked, or made.
Error unopened(int number, const DatafileAddress &datafile)
{
    const QString file = QFile::decodeName(lockFile(datafile));
    if (number == ELOOP)
        return {ErrorCode::DatafileUnreadable,
            {{QStringLiteral("path"), datafile.shown()},
                {QStringLiteral("why"),
                    QCoreApplication::translate("mailboat", "%1 is a symbolic link, which is not followed; remove it")
                        .arg(file)}}};
    return {errorCodeOfSystem(number, ErrorCode::DatafileUnreadable),
        {{QStringLiteral("path"), datafile.shown()},
            {QStringLiteral("why"), QStringLiteral("%1: %2").arg(file, qt_error_string(number))}}};
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

/// Behind that one: which byte the lock begins with says what, and its length since when. The place of each stays what it is,
/// for programs of another version look at it, too.
constexpr ErrorCode troubles[] {ErrorCode::PrimaryDatafileUnusable, ErrorCode::DiskFull, ErrorCode::DatafileReadOnly,
    ErrorCode::DiskBroken, ErrorCode::DatafileOnShare, ErrorCode::TooManyOpenFiles, ErrorCode::DatafileDamaged,
    ErrorCode::DatafileUnreadable, ErrorCode::DatafileVanished, ErrorCode::FolderUnwritable, ErrorCode::DatafileMissing,
    ErrorCode::DatafileForeign, ErrorCode::DatafileNewer};
constexpr off_t firstTrouble = 16;

struct flock troubleLock()
{
    struct flock lock = workLock();
    lock.l_start = firstTrouble;
    lock.l_len = 0; // whatever comes
    return lock;
}

} // namespace

Result<std::unique_ptr<EngineLock>> EngineLock::take(const DatafileAddress &datafile)
{
    const int descriptor = ::open(lockFile(datafile).constData(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0)
        return failure(unopened(errno, datafile));
    // Somebody who only looks (isHeld()) is in the way for a moment. A shared lock goes together with theirs, and not with an
    // engine's.
    do {
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
            return std::unique_ptr<EngineLock>(new EngineLock(descriptor));
    } while (::flock(descriptor, LOCK_SH | LOCK_NB) == 0);
    ::close(descriptor);
    return failure(ErrorCode::EngineLockHeld, {{QStringLiteral("path"), datafile.shown()}});
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

void EngineLock::showTrouble(const std::optional<Trouble> &trouble)
{
    struct flock none = troubleLock();
    none.l_type = F_UNLCK;
    bool isShown = ::fcntl(m_descriptor, F_OFD_SETLK, &none) == 0;
    if (trouble) {
        const auto *place = std::find(std::begin(troubles), std::end(troubles), trouble->code);
        struct flock lock = troubleLock();
        lock.l_start += place == std::end(troubles) ? 0 : place - std::begin(troubles);
        lock.l_len = std::max<qint64>(1, trouble->since.toSecsSinceEpoch());
        isShown = ::fcntl(m_descriptor, F_OFD_SETLK, &lock) == 0;
    }
    if (!isShown)
        qCWarning(storeLog) << "what is wrong with the datafile cannot be shown:" << qt_error_string(errno);
}

std::optional<EngineLock::Trouble> EngineLock::troubleOf(const DatafileAddress &datafile)
{
    const int descriptor = openToLook(datafile);
    if (descriptor < 0)
        return std::nullopt;
    struct flock lock = troubleLock();
    const bool isShown = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(descriptor);
    if (!isShown)
        return std::nullopt;
    const off_t place = lock.l_start - firstTrouble;
    const bool isKnown = place > 0 && place < std::ssize(troubles);
    return Trouble {isKnown ? troubles[place] : troubles[0], QDateTime::fromSecsSinceEpoch(lock.l_len, Qt::UTC)};
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
