// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/query.h"

#include <QSqlQuery>

class QSqlDatabase;

namespace mailboat {

/// By Qt's drivers: whatever they can speak with.
class QtQuery final : public Query
{
public:
    explicit QtQuery(const QSqlDatabase &database);
    bool prepare(const QString &sql); ///< false: lastError()

    bool start(const QVariantList &values) override;
    bool next() override;
    QVariant value(int column) const override;
    qint64 changed() const override;
    QSqlError lastError() const override;
    void finish() override;

private:
    QSqlQuery m_query;
};

} // namespace mailboat
