// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace mailboat::test {

/// Of an invoice in the committed datafile of schema 1.
inline const QByteArray schemaOneTransact
    = R"({"ID":"t2","store_ID":"s2","name_ID":"name_s3","currency_rate":1E+2,"x":0.10})";

/// Makes that datafile by the first step of the migrations alone, filled by SQL: today's classes know today's schema.
void makeSchemaOne(const QString &path);

} // namespace mailboat::test
