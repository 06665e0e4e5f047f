// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/v5caller.h"

#include <QMap>

#include <stdexcept>

namespace mailboat::test {

/// mSupply Mobile as a script: its calls in its order (protocol.md §6.6), its headers and slashes, and what its reader takes of
/// what it gets. What it would stop at throws MobileStops, with the words that its user would see.
class MobileCaller
{
public:
    MobileCaller(quint16 port, const QString &user, const QString &password);

    struct MobileStops : std::runtime_error {
        using std::runtime_error::runtime_error;
    };

    void signIn(); ///< GET site
    void initialDump();
    void pull();
    void initialise(); ///< a new device
    /// Entries as edited() makes them.
    void push(const QJsonArray &entries);
    static QJsonObject edited(const QString &type, const QString &id, const QJsonObject &data);
    static QJsonObject deleted(const QString &type, const QString &id);

    qint64 count();
    QJsonArray fetch(int limit);
    void acknowledge(const QJsonArray &pulled);
    RawReply get(const QByteArray &path); ///< with what stands behind every path

    /// What it holds now: the data, by type and ID.
    QMap<QString, QJsonObject> held {};
    QStringList passedOver {}; ///< what it got and could not see, with why
    QStringList notKnown {}; ///< types that it has no use for
    QStringList order {}; ///< "type ID" as they came
    QJsonObject site {}; ///< the answer to signIn()
    QString store() const { return site.value(QStringLiteral("StoreID")).toString(); }
    V5Caller http;
    int batchSize = 10;

private:
    QByteArray target(const QByteArray &path) const;
    QJsonValue read(const RawReply &reply) const;
    void integrate(const QJsonArray &pulled);
};

} // namespace mailboat::test
