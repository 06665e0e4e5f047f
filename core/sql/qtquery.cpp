// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/qtquery.h"

#include <QSqlDatabase>
#include <QSqlError>

namespace mailboat {

namespace {

// Qt binds null texts and bytes as NULL.
QVariant bindable(const QVariant &value)
{
    if (value.userType() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    if (value.userType() == QMetaType::QString && value.toString().isNull())
        return QStringLiteral("");
    return value;
}

} // namespace

QtQuery::QtQuery(const QSqlDatabase &database)
    : m_query(database)
{
    m_query.setForwardOnly(true);
}

bool QtQuery::prepare(const QString &sql)
{
    return m_query.prepare(sql);
}

bool QtQuery::start(const QVariantList &values)
{
    for (int i = 0; i < values.size(); ++i)
        m_query.bindValue(i, bindable(values.at(i)));
    return m_query.exec();
}

bool QtQuery::next()
{
    return m_query.next();
}

QVariant QtQuery::value(int column) const
{
    return m_query.value(column);
}

qint64 QtQuery::changed() const
{
    return m_query.numRowsAffected();
}

QSqlError QtQuery::lastError() const
{
    return m_query.lastError();
}

void QtQuery::finish()
{
    m_query.finish();
}

} // namespace mailboat
