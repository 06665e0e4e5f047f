// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

class QSqlQuery;

namespace mailboat {

/// One row of an answer, while it is read.
class Row final
{
public:
    explicit Row(const QSqlQuery &query)
        : m_query(query)
    {
    }
    Q_DISABLE_COPY_MOVE(Row)
    QVariant value(int column) const; ///< from 0; an invalid or null QVariant for NULL

private:
    const QSqlQuery &m_query;
};

} // namespace mailboat
