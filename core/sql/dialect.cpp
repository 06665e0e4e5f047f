// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/dialect.h"

namespace mailboat {

Dialect::Dialect(QHash<QString, QString> spellings)
    : m_spellings(std::move(spellings))
{
}

QString Dialect::spell(const QString &sql) const
{
    QString spelled;
    qsizetype taken = 0;
    for (qsizetype open = sql.indexOf(u'{'); open >= 0; open = sql.indexOf(u'{', taken)) {
        const qsizetype close = sql.indexOf(u'}', open);
        Q_ASSERT(close > open);
        const QString inside = sql.mid(open + 1, close - open - 1);
        const qsizetype blank = inside.indexOf(u' ');
        const auto spelling = m_spellings.constFind(blank < 0 ? inside : inside.left(blank));
        Q_ASSERT_X(spelling != m_spellings.constEnd(), "Dialect", qUtf8Printable(inside));
        spelled += QStringView(sql).mid(taken, open - taken);
        spelled += blank < 0 ? *spelling : spelling->arg(QStringView(inside).mid(blank + 1));
        taken = close + 1;
    }
    return spelled + QStringView(sql).mid(taken);
}

} // namespace mailboat
