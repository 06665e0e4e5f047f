// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

class QSqlError;

namespace mailboat {

/// A statement that a connection has prepared, by whatever speaks with that kind of database.
class Query
{
public:
    Query() = default;
    virtual ~Query() = default;
    Q_DISABLE_COPY_MOVE(Query)

    /// Binds in order and begins; the values live until finish(). An invalid value is NULL, null texts and bytes are empty ones.
    /// False: lastError().
    virtual bool start(const QVariantList &values) = 0;
    virtual bool next() = 0; ///< to the first row, then to the one behind; false: there is none, or lastError()
    virtual QVariant value(int column) const = 0; ///< of the row, from 0; an invalid or null QVariant for NULL
    virtual qint64 changed() const = 0; ///< rows
    virtual QSqlError lastError() const = 0;
    virtual void finish() = 0; ///< it holds nothing and keeps nobody waiting, until it is started anew
};

} // namespace mailboat
