// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/copiesdues.h"

namespace mailboat::test {

/// What another machine of the same site has deleted meanwhile goes if that is pushed later.
void CopiesDues::written(const RecordKey &key, int version, const QSet<RecordKey> &leaving)
{
    if (!leaving.contains(key))
        m_due.insert(key, version);
}

void CopiesDues::removed(const RecordKey &key)
{
    m_due.remove(key);
}

void CopiesDues::replaced(const Living &after)
{
    for (auto due = m_due.begin(); due != m_due.end();) {
        const bool isThere = after.held.contains(due.key()) || after.named.contains(due.key());
        if (isThere && !after.leaving.contains(due.key())) {
            due.value() = after.newest.value(due.key());
            ++due;
        } else {
            due = m_due.erase(due);
        }
    }
}

void CopiesDues::givenUp(const QSet<RecordKey> &held, const Living &others)
{
    for (const RecordKey &key : held) {
        const auto due = m_due.find(key);
        if (due == m_due.end())
            continue;
        if (others.held.contains(key) || others.named.contains(key))
            *due = std::min(*due, others.newest.value(key));
        else
            m_due.erase(due);
    }
}

void CopiesDues::chosen(const Living &before)
{
    for (const RecordKey &key : before.held) {
        if (!before.leaving.contains(key))
            m_due.insert(key, before.newest.value(key));
    }
}

QStringList CopiesDues::unmet(const Living &atTheEnd, const std::function<bool(const RecordKey &)> &anyForm) const
{
    QStringList missing;
    for (auto due = m_due.cbegin(); due != m_due.cend(); ++due) {
        const QString name = QString::fromUtf8(due.key().table + '/' + due.key().id);
        if (atTheEnd.named.contains(due.key()))
            continue;
        if (!atTheEnd.held.contains(due.key()))
            missing.append(name + QStringLiteral(" is lost"));
        else if (!anyForm(due.key()) && atTheEnd.newest.value(due.key()) < *due)
            missing.append(QStringLiteral("%1 is of version %2, which is older than %3")
                               .arg(name, QString::number(atTheEnd.newest.value(due.key())), QString::number(*due)));
    }
    return missing;
}

} // namespace mailboat::test
