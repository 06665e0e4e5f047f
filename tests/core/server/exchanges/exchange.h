// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/servedprimary.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace mailboat::test {

/// An exchange of a client with a primary as data: its requests in their order, and what the answers have to have. What may stand
/// in such a file says tests/data/exchanges/README.md.
class Exchange
{
public:
    /// Of tests/data/exchanges; throws where there is none of that name, or no JSON in it.
    static Exchange ofFile(const QString &name);
    explicit Exchange(QJsonObject script);

    /// Plays it to its end on a primary that is served: what was not as it should be, a line a step.
    QStringList play(ServedPrimary &primary);

private:
    /// Empty, or what is wrong.
    QString playStep(const QJsonObject &step);
    QString call(const QJsonObject &step);
    QString put(const QJsonObject &record);
    QString askForMore(const QJsonObject &step);
    QString look(const QJsonObject &record);
    QString lookAtQuarantine(const QJsonArray &names);
    RawReply send(const QJsonObject &step);
    QJsonValue filled(const QJsonValue &value) const;
    QByteArray onTheWire(const QJsonValue &value) const;

    QJsonObject m_script;
    QMap<QString, QJsonValue> m_kept {}; ///< by the name under which a step keeps it
    ServedPrimary *m_primary = nullptr; ///< while it plays
};

} // namespace mailboat::test
