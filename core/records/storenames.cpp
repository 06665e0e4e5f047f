// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/storenames.h"

#include "core/domain/jsonbody.h"
#include "core/domain/routing.h"
#include "core/sql/connection.h"
#include "core/store/recordtable.h"

namespace mailboat {

namespace {

QString textOf(const StoredRecord &record, QByteArrayView key)
{
    return QString::fromUtf8(fieldsOf(valueOf(record.data)).value(key).scalarText()).trimmed();
}

Result<StoreName> nameOf(const RecordTable &records, const QString &id)
{
    const Routing &routing = Routing::builtIn();
    StoreName named {id, {}, {}};
    const Result<std::optional<StoredRecord>> store = records.find({routing.storeTable(), id.toUtf8()});
    if (!store)
        return failure(store.error());
    if (!*store)
        return named;
    named.code = textOf(**store, "code");
    // What a store is called stands among the names, as patients do.
    return records.find({routing.patientTable(), (*store)->links.name})
        .map([&named](const std::optional<StoredRecord> &name) {
            if (name)
                named.name = textOf(*name, "name");
            return named;
        });
}

} // namespace

QString StoreName::words() const
{
    if (name.isEmpty())
        return code.isEmpty() ? id : code;
    return code.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, code);
}

Result<QList<StoreName>> storeNames(Connection &connection, const QStringList &ids)
{
    return connection.readTogether([&]() -> Result<QList<StoreName>> {
        const RecordTable records(connection);
        QList<StoreName> names;
        for (const QString &id : ids) {
            const Result<StoreName> named = nameOf(records, id);
            if (!named)
                return failure(named.error());
            names.append(*named);
        }
        return names;
    });
}

} // namespace mailboat
