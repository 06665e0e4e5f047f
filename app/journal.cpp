// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/journal.h"

#include "core/domain/error.h"

#include <QList>

#include <sys/stat.h>
#include <sys/uio.h>
#include <vector>

#define SD_JOURNAL_SUPPRESS_LOCATION // where it is sent from is for nobody
#include <systemd/sd-journal.h>

namespace mailboat::journal {

bool isBehind(int descriptor)
{
    const QByteArray stream = qgetenv("JOURNAL_STREAM"); // device:inode
    struct stat status {
    };
    if (stream.isEmpty() || ::fstat(descriptor, &status) != 0)
        return false;
    return stream == QByteArray::number(quint64 {status.st_dev}) + ':' + QByteArray::number(quint64 {status.st_ino});
}

void send(Priority priority, const QByteArray &message, const Subject &subject)
{
    QList<QByteArray> fields {"MESSAGE=" + message, "PRIORITY=" + QByteArray::number(static_cast<int>(priority))};
    if (!subject.kind.isEmpty())
        fields.append("MAILBOAT_KIND=" + subject.kind);
    if (subject.error)
        fields.append("MAILBOAT_ERROR=" + codeOf(*subject.error).toUtf8());
    if (subject.site)
        fields.append("MAILBOAT_SITE=" + QByteArray::number(*subject.site));
    std::vector<iovec> parts;
    parts.reserve(static_cast<std::size_t>(fields.size()));
    for (QByteArray &field : fields)
        parts.push_back({field.data(), static_cast<std::size_t>(field.size())});
    (void)::sd_journal_sendv(parts.data(), static_cast<int>(parts.size())); // nothing is left to say it to
}

} // namespace mailboat::journal
