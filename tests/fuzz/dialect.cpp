// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/dialect.h"
#include "core/domain/jsontext.h"

#include "tests/fuzz/target.h"

namespace mailboat::fuzz {

/// The name of a table, a line break, and a record's data.
void dialect(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const QByteArray table = bytes.left(end);
    const Result<QByteArray> data = normalisedObject(bytes.mid(end + 1));
    if (end < 0 || !data)
        return;
    const auto zone = [] { return QTimeZone("Pacific/Auckland"); };
    const auto read = [&](const QByteArray &text) { return adapted({table, "r", Action::Update, text}, zone); };
    const Result<QByteArray> once = read(*data);
    if (!once) {
        require(!describe(once.error()).isEmpty(), "every error has its words");
        return;
    }
    require(normalisedObject(*once) == *once, "what is adapted is an object, as it would be stored");
    require(read(*once) == *once, "what is adapted stays as it is");
    require(Fields::builtIn().of(table) || *once == *data, "a table that nobody reads stays as it is");
    const QByteArray whole = withDefaults(table, *data);
    require(normalisedObject(whole) == whole, "what is filled up is an object");
    require(withDefaults(table, whole) == whole, "what is filled up stays as it is");
}

} // namespace mailboat::fuzz
