// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/nodeprocess.h"

#include "core/http/log.h"
#include "core/http/nodereply.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QStandardPaths>
#include <QVersionNumber>

#include <utility>

namespace mailboat {

namespace {

constexpr int oldestVersion = 18;
constexpr std::chrono::seconds longestGreeting {8}; // less than a step of a check has
constexpr std::chrono::seconds longestVersion {1};
constexpr qsizetype bodyPiece = 64 * 1024;
constexpr qsizetype longestLastWords = 400;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString script()
{
    QString text;
    for (const char *name : {":/nodelines.js", ":/nodeclient.js"}) {
        QFile file(QString::fromLatin1(name));
        if (file.open(QIODevice::ReadOnly))
            text += QString::fromUtf8(file.readAll());
    }
    return text;
}

/// Nothing of the user's settings for other Node.js programs: they could load code or switch the checks of certificates off. Nor
/// those of proxies, which may hold a password: it is told what it needs.
QProcessEnvironment environment()
{
    QProcessEnvironment kept = QProcessEnvironment::systemEnvironment();
    const QStringList names = kept.keys();
    for (const QString &name : names) {
        if (name.startsWith(QLatin1String("NODE_")) || name.endsWith(QLatin1String("_proxy"), Qt::CaseInsensitive))
            kept.remove(name);
    }
    return kept;
}

Error nodeFailed(const QString &why, const QString &detail = {})
{
    return {ErrorCode::NodeFailed, {{QStringLiteral("why"), why}}, detail.isEmpty() ? why : detail};
}

Error notNode()
{
    return nodeFailed(QCoreApplication::translate("mailboat", "what is installed as node is no Node.js"));
}

Error tooOld(const QString &version)
{
    return {ErrorCode::NodeTooOld,
        {{QStringLiteral("version"), version}, {QStringLiteral("needed"), QString::number(oldestVersion)}},
        QStringLiteral("node ") + version};
}

} // namespace

NodeProcess::NodeProcess(QObject *parent)
    : QObject(parent)
{
    m_greeting.setSingleShot(true);
    connect(&m_greeting, &QTimer::timeout, this, [this] {
        const Error slow = nodeFailed(QCoreApplication::translate("mailboat", "it did not start in time"));
        fail(m_startFailure.value_or(slow));
    });
}

NodeProcess::~NodeProcess()
{
    endProcess();
}

void NodeProcess::submit(NodeReply &reply, const QJsonObject &request, const QByteArray &body)
{
    const quint32 number = ++m_lastRequest;
    reply.setNumber(number);
    m_replies.insert(number, &reply);
    if (!m_process)
        start();
    if (!m_process)
        return;
    if (request.value(u"secure").toBool())
        trustOnce();
    write(written({'R', number, compact(request)}));
    for (qsizetype at = 0; at < body.size(); at += bodyPiece)
        write(written({'B', number, body.mid(at, bodyPiece)}));
}

void NodeProcess::abandon(quint32 request)
{
    if (m_replies.remove(request) > 0 && m_process)
        write(written({'A', request}));
}

void NodeProcess::start()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (program.isEmpty()) { // told later: the caller has only just got its reply
        QMetaObject::invokeMethod(
            this,
            [this] {
                fail({ErrorCode::NodeMissing, {}, QStringLiteral("no node in PATH")});
            },
            Qt::QueuedConnection);
        return;
    }
    m_process = new QProcess(this);
    connect(m_process, &QProcess::readyReadStandardOutput, this, &NodeProcess::read);
    connect(m_process, &QProcess::finished, this, &NodeProcess::ended);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(nodeFailed(QCoreApplication::translate("mailboat", "it could not be started"),
                m_process ? m_process->errorString() : QString()));
    });
    m_process->setProcessEnvironment(environment());
    m_greeting.start(longestGreeting);
    m_process->start(program, {QStringLiteral("--eval"), script()});
}

void NodeProcess::write(const QByteArray &frames)
{
    if (m_isGreeted)
        m_process->write(frames);
    else
        m_held += frames;
}

/// What Qt trusts: the system's certificates, and what this process was told to trust beside them.
void NodeProcess::trustOnce()
{
    if (std::exchange(m_trusts, true))
        return;
    QList<QSslCertificate> trusted = QSslConfiguration::systemCaCertificates();
    const QList<QSslCertificate> more = QSslConfiguration::defaultConfiguration().caCertificates();
    for (const QSslCertificate &certificate : more) {
        if (!trusted.contains(certificate))
            trusted.append(certificate);
    }
    QJsonArray texts;
    for (const QSslCertificate &certificate : std::as_const(trusted))
        texts.append(QString::fromLatin1(certificate.toPem()));
    write(written({'T', 0, compact({{QStringLiteral("ca"), texts}})}));
}

void NodeProcess::read()
{
    m_frames.add(m_process->readAllStandardOutput());
    while (const std::optional<NodeFrame> frame = m_frames.next())
        hear(*frame);
    if (m_frames.isBroken())
        m_isGreeted ? fail(notNode()) : failedAtStart(notNode());
}

void NodeProcess::hear(const NodeFrame &frame)
{
    if (!m_isGreeted)
        return greeted(frame.kind == 'H' ? frame.payload : QByteArray());
    const QPointer<NodeReply> reply = m_replies.value(frame.request);
    if (!reply)
        return; // given up meanwhile
    if (NodeReply::isLast(frame))
        m_replies.remove(frame.request);
    reply->hear(frame);
}

void NodeProcess::greeted(const QByteArray &greeting)
{
    m_greeting.stop();
    const QString version = QJsonDocument::fromJson(greeting).object().value(u"version").toString();
    const QVersionNumber number = QVersionNumber::fromString(version);
    if (number.isNull())
        return failedAtStart(notNode());
    if (number.majorVersion() < oldestVersion)
        return fail(tooOld(version));
    qCDebug(httpLog).noquote() << "node" << number.toString() << "carries the requests";
    m_isGreeted = true;
    m_process->write(std::exchange(m_held, {}));
}

void NodeProcess::ended()
{
    const QString lastWords = QString::fromUtf8(m_process->readAllStandardError().right(longestLastWords)).simplified();
    const bool hasCrashed = m_process->exitStatus() == QProcess::CrashExit;
    const QString why = hasCrashed
        ? QCoreApplication::translate("mailboat", "it was ended by the system or by somebody")
        : QCoreApplication::translate("mailboat", "it ended by itself with status %1").arg(m_process->exitCode());
    const Error error = nodeFailed(why, lastWords);
    if (m_isGreeted)
        fail(error);
    else
        failedAtStart(error);
}

/// What is far too old to understand the script can still say its version.
void NodeProcess::failedAtStart(const Error &error)
{
    const QString program = m_process->program();
    endProcess();
    m_frames.clear();
    m_startFailure = error;
    m_process = new QProcess(this);
    m_process->setProcessEnvironment(environment());
    m_greeting.start(longestVersion);
    connect(m_process, &QProcess::errorOccurred, this, [this, error] { fail(error); });
    connect(m_process, &QProcess::finished, this, [this, error] {
        const QString said = QString::fromUtf8(m_process->readAllStandardOutput()).trimmed();
        const QVersionNumber number = QVersionNumber::fromString(said.mid(1));
        const bool isOld = said.startsWith(u'v') && !number.isNull() && number.majorVersion() < oldestVersion;
        fail(isOld ? tooOld(number.toString()) : error);
    });
    m_process->start(program, {QStringLiteral("--version")});
    m_process->closeWriteChannel();
}

/// It holds nothing that could be lost.
void NodeProcess::endProcess()
{
    QProcess *const process = std::exchange(m_process, nullptr);
    if (!process)
        return;
    process->disconnect(this);
    process->kill();
    process->waitForFinished();
    process->deleteLater(); // it may be what calls
}

void NodeProcess::fail(const Error &error)
{
    qCInfo(httpLog).noquote() << codeOf(error.code) << error.detail;
    giveUp(error);
}

void NodeProcess::giveUp(const Error &error)
{
    m_greeting.stop();
    m_startFailure.reset();
    endProcess();
    m_isGreeted = false;
    m_trusts = false;
    m_held.clear();
    m_frames.clear();
    const auto replies = std::exchange(m_replies, {});
    for (const QPointer<NodeReply> &reply : replies) {
        if (reply)
            reply->failedAtNode(error);
    }
}

} // namespace mailboat
