// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncfiles.h"

#include "core/domain/routing.h"
#include "core/sql/connection.h"
#include "core/store/keptcount.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace mailboat {

namespace {

constexpr qsizetype longestName = 100;
constexpr QFileDevice::Permissions ownersAlone = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

KeptCount bytesKept(Connection &connection)
{
    return {connection, KeptCount::Kind::FileBytes};
}

auto missing(const QByteArray &id)
{
    return failure(ErrorCode::SyncFileMissing, {{QStringLiteral("id"), QString::fromUtf8(id)}});
}

auto unwritable(const QString &path, const QFileDevice &file)
{
    if (file.error() == QFileDevice::ResourceError)
        return failure(ErrorCode::DiskFull, {{QStringLiteral("path"), path}});
    return failure(
        ErrorCode::FolderUnwritable, {{QStringLiteral("path"), path}, {QStringLiteral("why"), file.errorString()}});
}

} // namespace

SyncFiles::SyncFiles(Connection &connection)
    : m_connection(connection)
{
}

bool SyncFiles::isName(const QByteArray &id)
{
    return !id.isEmpty() && id.size() <= longestName && std::all_of(id.begin(), id.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

QString SyncFiles::folder() const
{
    return folderOf(m_connection.address());
}

QString SyncFiles::folderOf(const DatafileAddress &datafile)
{
    return datafile.path() + QStringLiteral(".files");
}

QString SyncFiles::pathOf(const QByteArray &id) const
{
    return folder() + QLatin1Char('/') + QString::fromLatin1(id);
}

Result<qint64> SyncFiles::total() const
{
    return bytesKept(m_connection).total();
}

Result<> SyncFiles::put(const QByteArray &id, QByteArrayView bytes, qint64 most)
{
    if (!isName(id))
        return missing(id);
    const QFileDevice::Permissions ownersFolder = ownersAlone | QFileDevice::ExeOwner;
    if (!QFileInfo(folder()).isDir() && !QDir().mkdir(folder(), ownersFolder) && !QFileInfo(folder()).isDir())
        return failure(ErrorCode::FolderUnwritable, {{QStringLiteral("path"), folder()}});
    QSaveFile file(pathOf(id));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownersAlone)
        || file.write(bytes.data(), bytes.size()) != bytes.size() || !file.flush())
        return unwritable(folder(), file);
    // Entered before it has its name: what is there without an entry would be counted by nobody.
    if (const Result<> entered = enter(id, bytes.size(), most); !entered)
        return entered;
    if (file.commit())
        return {};
    if (const Result<> forgotten = forget(id); !forgotten)
        return forgotten;
    return unwritable(folder(), file);
}

Result<> SyncFiles::enter(const QByteArray &id, qint64 bytes, qint64 most)
{
    const auto tryOnce = [&]() -> Result<bool> {
        return m_connection.transact([&]() -> Result<bool> {
            const Result<QVariant> before
                = m_connection.value("SELECT bytes FROM sync_file WHERE id = {text ?}"_sql, {id});
            if (!before)
                return failure(before.error());
            const qint64 more = bytes - before->toLongLong();
            const Result<qint64> all = total();
            if (!all || *all + more > most)
                return all.map([](qint64) { return false; });
            return m_connection
                .apply("INSERT INTO sync_file (id, bytes) VALUES ({text ?}, ?)"
                       " ON CONFLICT (id) DO UPDATE SET bytes = excluded.bytes"_sql,
                    {id, bytes})
                .and_then([&] { return bytesKept(m_connection).add(SyncId {}, more); })
                .map([] { return true; });
        });
    };
    Result<bool> entered = tryOnce();
    if (entered && !*entered)
        entered = dropUnused().and_then(tryOnce);
    if (!entered || *entered)
        return entered.map([](bool) {});
    return failure(ErrorCode::SyncFilesFull, {{QStringLiteral("limit"), most}});
}

Result<> SyncFiles::forget(const QByteArray &id)
{
    return m_connection.transact([&]() -> Result<> {
        const Result<QVariant> bytes = m_connection.value("SELECT bytes FROM sync_file WHERE id = {text ?}"_sql, {id});
        if (!bytes || !bytes->isValid())
            return bytes.map([](const QVariant &) {});
        return m_connection.apply("DELETE FROM sync_file WHERE id = {text ?}"_sql, {id}).and_then([&] {
            return bytesKept(m_connection).add(SyncId {}, -bytes->toLongLong());
        });
    });
}

/// Those whose reference has been deleted.
Result<> SyncFiles::dropUnused()
{
    QList<QByteArray> unused;
    const Result<> read
        = m_connection.each("SELECT {bytes f.id} FROM sync_file f WHERE NOT EXISTS (SELECT 1 FROM record r"
                            " WHERE r.table_name = {text ?} AND r.record_id = f.id)"_sql,
            {Routing::builtIn().attachedTable()}, [&unused](const Row &row) -> Result<> {
                unused.append(row.value(0).toByteArray());
                return {};
            });
    if (!read)
        return read;
    for (const QByteArray &id : std::as_const(unused)) {
        if (!isName(id))
            continue;
        QFile::remove(pathOf(id));
        if (const Result<> forgotten = forget(id); !forgotten)
            return forgotten;
    }
    return {};
}

Result<qint64> SyncFiles::sizeOf(const QByteArray &id) const
{
    const QFileInfo file(isName(id) ? pathOf(id) : QString());
    if (!isName(id) || !file.isFile() || file.isSymLink())
        return missing(id);
    return file.size();
}

Result<QByteArray> SyncFiles::read(const QByteArray &id) const
{
    const Result<qint64> size = sizeOf(id);
    if (!size)
        return failure(size.error());
    QFile file(pathOf(id));
    if (!file.open(QIODevice::ReadOnly))
        return missing(id);
    return file.read(*size); // no more than there was room made for
}

} // namespace mailboat
