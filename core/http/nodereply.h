// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/http/nodeframes.h"

#include <QJsonObject>
#include <QNetworkReply>

namespace mailboat {

/// A reply of a NodeNetwork, fed by its process: what Qt's own would say of the same answer.
class NodeReply final : public QNetworkReply
{
    Q_OBJECT
public:
    /// Set on a reply that our Node.js process failed: the mailboat::Error that it was.
    static constexpr QNetworkRequest::Attribute errorAttribute = QNetworkRequest::User;

    NodeReply(const QNetworkRequest &request, QNetworkAccessManager::Operation operation, QObject *parent);
    ~NodeReply() override;

    void abort() override;
    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;

    void setNumber(quint32 number) { m_number = number; }
    /// What the process tells of it; what is no such thing is passed over.
    void hear(const NodeFrame &frame);
    static bool isLast(const NodeFrame &frame); ///< nothing comes behind it
    void failedAtNode(const Error &error);

signals:
    /// Nobody waits for it any more: the process need not go on with it.
    void abandoned(quint32 number);

protected:
    qint64 readData(char *data, qint64 most) override;

private:
    void answered(const QJsonObject &meta);
    void came(const QByteArray &bytes);
    void ended();
    void failed(const QJsonObject &why); ///< {kind, message, chain}
    void end(NetworkError error, const QString &message);
    QList<QSslError> sslErrorsOf(const QJsonObject &why) const;

    quint32 m_number = 0;
    QByteArray m_body; ///< not read yet, from m_at
    qsizetype m_at = 0;
};

} // namespace mailboat
