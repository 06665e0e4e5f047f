// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/nodereply.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslError>

namespace mailboat {

namespace {

constexpr struct {
    const char *kind;
    QNetworkReply::NetworkError error;
} meanings[] {
    {"refused", QNetworkReply::ConnectionRefusedError},
    {"not-found", QNetworkReply::HostNotFoundError},
    {"unreachable", QNetworkReply::TemporaryNetworkFailureError},
    {"timeout", QNetworkReply::TimeoutError},
    {"tls", QNetworkReply::SslHandshakeFailedError},
    {"not-http", QNetworkReply::ProtocolFailure},
    {"lost", QNetworkReply::RemoteHostClosedError},
    {"proxy-refused", QNetworkReply::ProxyConnectionRefusedError},
    {"proxy-not-found", QNetworkReply::ProxyNotFoundError},
    {"proxy-timeout", QNetworkReply::ProxyTimeoutError},
    {"proxy-unreachable", QNetworkReply::TemporaryNetworkFailureError},
    {"proxy-lost", QNetworkReply::ProxyConnectionClosedError},
    {"proxy-sign-in", QNetworkReply::ProxyAuthenticationRequiredError},
};

QNetworkReply::NetworkError errorOf(const QString &kind)
{
    for (const auto &[known, error] : meanings) {
        if (kind == QLatin1String(known))
            return error;
    }
    return QNetworkReply::UnknownNetworkError;
}

} // namespace

NodeReply::NodeReply(const QNetworkRequest &request, QNetworkAccessManager::Operation operation, QObject *parent)
    : QNetworkReply(parent)
{
    setRequest(request);
    setUrl(request.url());
    setOperation(operation);
    open(QIODevice::ReadOnly);
}

NodeReply::~NodeReply()
{
    if (!isFinished())
        emit abandoned(m_number);
}

void NodeReply::abort()
{
    if (isFinished())
        return;
    emit abandoned(m_number);
    end(OperationCanceledError, QStringLiteral("abandoned"));
}

qint64 NodeReply::bytesAvailable() const
{
    return m_body.size() - m_at + QNetworkReply::bytesAvailable();
}

qint64 NodeReply::readData(char *data, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_body.size() - m_at);
    if (count == 0)
        return isFinished() ? -1 : 0;
    std::copy_n(m_body.constData() + m_at, count, data);
    m_at += count;
    if (m_at == m_body.size()) {
        m_body.clear();
        m_at = 0;
    }
    return count;
}

bool NodeReply::isLast(const NodeFrame &frame)
{
    return frame.kind == 'E' || frame.kind == 'X';
}

void NodeReply::hear(const NodeFrame &frame)
{
    if (isFinished())
        return;
    const auto object = [&frame] { return QJsonDocument::fromJson(frame.payload).object(); };
    switch (frame.kind) {
    case 'C':
        emit requestSent();
        return;
    case 'U':
        emit uploadProgress(object().value(u"sent").toInteger(), -1);
        return;
    case 'M':
        return answered(object());
    case 'D':
        return came(frame.payload);
    case 'E':
        return ended();
    case 'X':
        return failed(object());
    default:
        return;
    }
}

void NodeReply::answered(const QJsonObject &meta)
{
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, meta.value(u"status").toInt());
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, meta.value(u"reason").toString());
    const QJsonArray headers = meta.value(u"headers").toArray(); // name, value, name, value …
    for (qsizetype at = 0; at + 1 < headers.size(); at += 2) {
        const QByteArray name = headers.at(at).toString().toLatin1();
        const QByteArray value = headers.at(at + 1).toString().toLatin1();
        setRawHeader(name, hasRawHeader(name) ? rawHeader(name) + ", " + value : value);
    }
    emit metaDataChanged();
}

void NodeReply::came(const QByteArray &bytes)
{
    m_body += bytes;
    emit readyRead();
}

void NodeReply::ended()
{
    setFinished(true);
    emit finished();
}

void NodeReply::end(NetworkError error, const QString &message)
{
    setError(error, message);
    setFinished(true);
    emit errorOccurred(error);
    emit finished();
}

void NodeReply::failed(const QJsonObject &why)
{
    const NetworkError error = errorOf(why.value(u"kind").toString());
    if (const QList<QSslError> found = sslErrorsOf(why); !found.isEmpty())
        emit sslErrors(found);
    end(error, why.value(u"message").toString());
}

void NodeReply::failedAtNode(const Error &error)
{
    setAttribute(errorAttribute, QVariant::fromValue(error));
    end(UnknownNetworkError, error.detail);
}

/// Node has refused a certificate and says one thing that is wrong with it; Qt says all, in the words that we know.
QList<QSslError> NodeReply::sslErrorsOf(const QJsonObject &why) const
{
    QList<QSslCertificate> chain;
    const QJsonArray texts = why.value(u"chain").toArray();
    for (const QJsonValue text : texts)
        chain += QSslCertificate::fromData(QByteArray::fromBase64(text.toString().toLatin1()), QSsl::Der);
    if (chain.isEmpty())
        return {};
    QList<QSslError> found;
    const QList<QSslError> errors = QSslCertificate::verify(chain, url().host());
    for (const QSslError &error : errors)
        found.append(QSslError(error.error(), chain.first()));
    return found;
}

} // namespace mailboat
