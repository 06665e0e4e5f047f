// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/ownnetwork.h"

#include "tests/support/catch.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

namespace mailboat::test {

namespace {

constexpr const char *faultVariable = "MAILBOAT_TEST_FAULT";
constexpr const char *rowVariable = "MAILBOAT_TEST_ROW";
constexpr int longest = 60000; // ms

/// Names are looked up in the namespace alone: by its own resolv.conf, not by a daemon outside.
const QString names = QStringLiteral("mount --bind \"$1\" /etc/resolv.conf\n"
                                     "if [ -e /etc/nsswitch.conf ]; then mount --bind \"$2\" /etc/nsswitch.conf; fi\n"
                                     "shift 2\n");

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

OwnNetwork::OwnNetwork(const Fault &fault)
    : m_fault(QString::fromUtf8(fault.name))
{
    const QString resolver = m_folder.filePath(QStringLiteral("resolv.conf"));
    const QString order = m_folder.filePath(QStringLiteral("nsswitch.conf"));
    write(resolver, "nameserver 127.0.0.1\n");
    write(order, "hosts: files dns\n");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(faultVariable), m_fault);
    environment.insert(QString::fromLatin1(rowVariable), m_folder.filePath(QStringLiteral("row")));
    environment.insert(
        QStringLiteral("PATH"), environment.value(QStringLiteral("PATH")) + QStringLiteral(":/usr/sbin:/sbin"));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    QStringList arguments {QStringLiteral("--net"), QStringLiteral("--mount")};
    if (geteuid() != 0)
        arguments << QStringLiteral("--map-root-user");
    arguments << QStringLiteral("sh") << QStringLiteral("-ec")
              << names + QString::fromUtf8(fault.network) + QStringLiteral("exec \"$@\"") << QStringLiteral("sh")
              << resolver << order << QCoreApplication::applicationFilePath() << QStringLiteral("[.network]");
    m_process.start(QStringLiteral("unshare"), arguments);
}

OwnNetwork::~OwnNetwork()
{
    m_process.kill();
    m_process.waitForFinished();
}

FaultRow OwnNetwork::row()
{
    INFO("in a network namespace: " << m_fault.toStdString());
    if (m_process.state() != QProcess::NotRunning)
        CHECK(m_process.waitForFinished(longest));
    INFO(m_process.readAll().toStdString());
    CHECK(m_process.error() != QProcess::FailedToStart); // unshare, of util-linux
    CHECK(m_process.exitCode() == 0);
    QFile file(m_folder.filePath(QStringLiteral("row")));
    CHECK(file.open(QIODevice::ReadOnly)); // else no namespace could be made, or the fault was not planted in it
    const QJsonObject row = QJsonDocument::fromJson(file.readAll()).object();
    return {m_fault, row.value(QStringLiteral("step")).toString(), row.value(QStringLiteral("code")).toString(),
        row.value(QStringLiteral("ms")).toInteger(), row.value(QStringLiteral("advice")).toString()};
}

QString OwnNetwork::wantedFault()
{
    return qEnvironmentVariable(faultVariable);
}

void OwnNetwork::report(const FaultRow &row)
{
    const QJsonObject object {{QStringLiteral("step"), row.step}, {QStringLiteral("code"), row.code},
        {QStringLiteral("ms"), row.ms}, {QStringLiteral("advice"), row.advice}};
    write(qEnvironmentVariable(rowVariable), QJsonDocument(object).toJson());
}

} // namespace mailboat::test
