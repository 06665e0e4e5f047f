// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/diskroom.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace mailboat {

bool hasRoom(const QString &file, qint64 bytes)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(file).absolutePath());
    const int unnamed = ::open(folder.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (unnamed >= 0) {
        // Not posix_fallocate(), which writes all of it where the file system cannot reserve.
        const bool isTaken = ::fallocate(unnamed, 0, 0, bytes) == 0;
        const bool isUnknown = !isTaken && errno == EOPNOTSUPP;
        ::close(unnamed);
        if (!isUnknown)
            return isTaken;
    }
    struct statvfs disk {
    };
    return ::statvfs(folder.constData(), &disk) == 0
        && static_cast<quint64>(disk.f_bavail) * disk.f_frsize >= static_cast<quint64>(bytes);
}

QString temporaryFile()
{
    // In SQLite's order (unixTempFileDir()).
    const QStringList folders {qEnvironmentVariable("SQLITE_TMPDIR"), qEnvironmentVariable("TMPDIR"),
        QStringLiteral("/var/tmp"), QStringLiteral("/usr/tmp"), QStringLiteral("/tmp")};
    for (const QString &folder : folders) {
        const QFileInfo found(folder);
        if (!folder.isEmpty() && found.isDir() && found.isWritable())
            return folder + QStringLiteral("/file");
    }
    return QStringLiteral("./file");
}

} // namespace mailboat
