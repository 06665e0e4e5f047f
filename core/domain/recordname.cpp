// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordname.h"

#include "core/domain/joinfilled.h"
#include "core/domain/plaintext.h"
#include "core/domain/recorddata.h"

namespace mailboat {

namespace {

constexpr qsizetype mostOfName = 80;

/// Keys of the tables of protocol.md, what is said before what is counted; two that make one name together.
struct NameKeys {
    const char *first = nullptr;
    const char *second = nullptr;
};
constexpr NameKeys nameKeys[] = {{"name"}, {"item_name"}, {"itemName"}, {"first", "last"}, {"first_name", "last_name"},
    {"description"}, {"Description"}, {"title"}, {"code"}, {"invoice_num"}, {"serial_number"}, {"order_number"}};

QString textOf(const JsonFields &fields, const char *key)
{
    return key ? QString::fromUtf8(fields.value(key).scalarText()).trimmed() : QString();
}

} // namespace

QString recordName(const QByteArray &data)
{
    if (data.isEmpty())
        return {};
    const Result<RecordData> read = RecordData::read(data);
    if (!read)
        return {};
    for (const NameKeys &keys : nameKeys) {
        const QString name = plain(
            joinFilled({textOf(read->fields(), keys.first), textOf(read->fields(), keys.second)}, QStringLiteral(" ")));
        if (!name.isEmpty())
            return name.size() > mostOfName ? name.left(mostOfName) + u'…' : name;
    }
    return {};
}

} // namespace mailboat
