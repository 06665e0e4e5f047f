// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/cutoffdisk.h"

#include "tests/support/catch.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cstring>

namespace mailboat::test {

namespace {

constexpr qsizetype sector = 512; // what a disk writes whole, or not at all

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

CutOffDisk::CutOffDisk(const QString &folder)
    : DiskBetween(folder)
{
}

/// Under the lock.
CutOffDisk::File &CutOffDisk::fileAt(const QByteArray &path)
{
    const auto known = m_files.find(path);
    if (known != m_files.end())
        return *known;
    return *m_files.insert(path, {contentOf(QFile::decodeName(path)), {}});
}

int CutOffDisk::writes(const QByteArray &path, QByteArrayView bytes, qint64 at)
{
    const std::lock_guard lock(m_mutex);
    fileAt(path).since.append({at, bytes.toByteArray()});
    return SQLITE_OK;
}

int CutOffDisk::truncates(const QByteArray &path, qint64 size)
{
    const std::lock_guard lock(m_mutex);
    fileAt(path).since.append({size, {}, true});
    return SQLITE_OK;
}

int CutOffDisk::syncs(const QByteArray &path)
{
    const std::lock_guard lock(m_mutex);
    File &file = fileAt(path);
    for (const Change &change : std::as_const(file.since))
        apply(file.synced, change);
    file.since.clear();
    return SQLITE_OK;
}

void CutOffDisk::isGone(const QByteArray &path)
{
    const std::lock_guard lock(m_mutex);
    m_files.insert(path, {});
}

void CutOffDisk::apply(QByteArray &content, const Change &change)
{
    if (change.isTruncation) {
        content.truncate(change.at);
        return;
    }
    const qsizetype end = change.at + change.bytes.size();
    if (content.size() < end)
        content.append(end - content.size(), '\0');
    std::memcpy(content.data() + change.at, change.bytes.constData(), static_cast<size_t>(change.bytes.size()));
}

QString CutOffDisk::cut(const QString &database, const QString &into, Left left, quint32 seed) const
{
    QRandomGenerator random(seed);
    const std::lock_guard lock(m_mutex);
    for (const char *ending : {"", "-wal", "-journal"}) {
        const QString path = database + QLatin1String(ending);
        const auto known = m_files.constFind(QFile::encodeName(path));
        File file = known != m_files.cend() ? *known : File {contentOf(path), {}};
        const qsizetype half = file.since.size() / 2;
        for (qsizetype i = 0; i < file.since.size() && left != Left::Synced; ++i) {
            const Change &change = file.since.at(i);
            if (left == Left::InOrder ? i >= half : random.bounded(2) == 0)
                continue;
            if (left == Left::InOrder || change.isTruncation) {
                apply(file.synced, change);
                continue;
            }
            for (qsizetype at = 0; at < change.bytes.size(); at += sector)
                if (random.bounded(8) != 0)
                    apply(file.synced, {change.at + at, change.bytes.mid(at, sector)});
        }
        if (file.synced.isEmpty())
            continue;
        QFile found(QDir(into).filePath(QFileInfo(path).fileName()));
        REQUIRE((found.open(QIODevice::WriteOnly) && found.write(file.synced) == file.synced.size()));
        found.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    return QDir(into).filePath(QFileInfo(database).fileName());
}

} // namespace mailboat::test
