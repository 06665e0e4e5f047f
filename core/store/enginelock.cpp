// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/datafile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace mailboat {

namespace {

QByteArray lockFile(const QString &datafile)
{
    const QFileInfo info(datafile);
    const QString canonical = info.canonicalFilePath();
    return QFile::encodeName((canonical.isEmpty() ? info.absoluteFilePath() : canonical) + QLatin1String("-engine"));
}

} // namespace

Result<std::unique_ptr<EngineLock>> EngineLock::take(const QString &datafile)
{
    const QVariantMap values {{QStringLiteral("path"), datafile}};
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

bool EngineLock::isHeld(const QString &datafile)
{
    const int descriptor = ::open(lockFile(datafile).constData(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return false; // nobody has ever run an engine here
    // Shared, so that two that ask at the same time do not take each other for an engine.
    const bool isHeld = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0;
    ::close(descriptor);
    return isHeld;
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
