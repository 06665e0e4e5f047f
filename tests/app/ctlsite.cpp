// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"

#include "tests/support/catch.h"

#include <QFile>
#include <QJsonDocument>

#include <stdexcept>

namespace mailboat::test {

QString Answer::errorCode() const
{
    const QJsonObject error = object.value(QStringLiteral("error")).toObject();
    const bool isComplete = error.contains(QStringLiteral("message")) && error.contains(QStringLiteral("advice"));
    return isComplete ? error.value(QStringLiteral("code")).toString() : QString();
}

Answer answerOf(const Ran &ran)
{
    Answer answer;
    answer.status = ran.status;
    answer.output = ran.output;
    answer.errors = ran.errors;
    const QJsonDocument document = QJsonDocument::fromJson(ran.output);
    answer.isDocument = !document.isNull();
    answer.object = document.object();
    answer.array = document.array();
    return answer;
}

CtlSite::CtlSite() = default;

CtlSite::CtlSite(int syncId)
{
    must({QStringLiteral("init"), QStringLiteral("--sync-id"), QString::number(syncId)});
}

QString CtlSite::write(const QString &name, const QByteArray &content) const
{
    QFile file(filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        throw std::runtime_error("cannot write a file of the test");
    return file.fileName();
}

QByteArray CtlSite::datafileBytes() const
{
    QByteArray bytes;
    for (const char *ending : {"", "-wal"}) {
        QFile file(path() + QLatin1String(ending));
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    return bytes;
}

QStringList CtlSite::withDatafile(const QStringList &arguments) const
{
    return QStringList {QStringLiteral("--datafile"), path()} + arguments;
}

QStringList CtlSite::environment() const
{
    return {QStringLiteral("MAILBOAT_HARDWARE_ID=") + m_folder.path()};
}

Ran CtlSite::run(const QStringList &arguments, const QByteArray &input) const
{
    return test::run(withDatafile(arguments), input, environment());
}

Answer CtlSite::ask(const QStringList &arguments, const QByteArray &input) const
{
    return answerOf(run(QStringList {QStringLiteral("--json")} + arguments, input));
}

Answer CtlSite::askWithCode(const QStringList &arguments, const QByteArray &input) const
{
    return ask(QStringList {QStringLiteral("--code"), rightCode} + arguments, input);
}

Answer CtlSite::must(const QStringList &arguments, const QByteArray &input) const
{
    Answer answer = askWithCode(arguments, input);
    CAPTURE(arguments);
    CAPTURE(answer.output);
    CAPTURE(answer.errors);
    REQUIRE(answer.status == 0);
    return answer;
}

void CtlSite::addPeer(int id, const QString &userName, const QString &url) const
{
    QStringList arguments {QStringLiteral("peers"), QStringLiteral("add"), QString::number(id),
        QStringLiteral("--user"), userName, QStringLiteral("--password-file"), QStringLiteral("-")};
    if (!url.isEmpty())
        arguments += {QStringLiteral("--url"), url};
    must(arguments, QStringLiteral("secret-%1\n").arg(id).toUtf8());
}

} // namespace mailboat::test
