// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/query.h"

namespace mailboat {

/// One row of an answer, while it is read.
class Row final
{
public:
    explicit Row(const Query &query)
        : m_query(query)
    {
    }
    Q_DISABLE_COPY_MOVE(Row)
    QVariant value(int column) const { return m_query.value(column); } ///< from 0; an invalid or null QVariant for NULL

private:
    const Query &m_query;
};

} // namespace mailboat
