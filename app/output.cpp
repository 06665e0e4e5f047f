// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/output.h"

#include "core/domain/clock.h"
#include "core/domain/syncstatus.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <unistd.h>

namespace mailboat {

Output::Output(bool json)
    : m_json(json)
{
}

void Output::result(const QJsonObject &json, const QString &lines)
{
    if (m_json)
        document(QJsonDocument(json).toJson(QJsonDocument::Compact));
    else
        write(lines.toUtf8());
}

void Output::results(const QJsonArray &json, const QString &lines)
{
    if (m_json)
        document(QJsonDocument(json).toJson(QJsonDocument::Compact));
    else
        write(lines.toUtf8());
}

void Output::line(const QJsonObject &json)
{
    m_isStream = true;
    document(QJsonDocument(json).toJson(QJsonDocument::Compact));
    if (std::fflush(stdout) != 0 && m_failure == 0)
        m_failure = errno;
}

void Output::raw(QByteArrayView text)
{
    m_isStream = true;
    write(text);
}

void Output::note(const QString &text, const Subject &subject) const
{
    if (journal::isBehind(STDERR_FILENO)) {
        enter(subject.error ? journal::Priority::Warning : journal::Priority::Info, text, subject);
        return;
    }
    const QByteArray bytes = text.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

void Output::event(const QString &line, const Subject &subject)
{
    if (journal::isBehind(STDOUT_FILENO)) {
        enter(journal::Priority::Info, line, subject);
        return;
    }
    raw(QByteArray(line.toUtf8() + '\n'));
    (void)flush(); // where nobody reads it, the engine goes on
}

void Output::enter(journal::Priority priority, const QString &text, Subject subject) const
{
    subject.site = m_site;
    journal::send(priority, text.toUtf8(), subject);
}

void Output::error(const Error &error, const QString &advice)
{
    if (m_failure == EPIPE && m_isStream)
        return; // whoever read has seen enough, as head does: no news to anybody
    if (m_json) {
        const QJsonObject words {
            {QStringLiteral("code"), codeOf(error.code)},
            {QStringLiteral("message"), describe(error)},
            {QStringLiteral("advice"), advice},
        };
        line({{QStringLiteral("error"), words}});
        return;
    }
    std::fflush(stdout); // what was written before stands before
    if (journal::isBehind(STDERR_FILENO)) {
        enter(journal::Priority::Error, describe(error) + u' ' + advice, {"failed", error.code});
        return;
    }
    note(describe(error));
    if (!advice.isEmpty())
        note(advice);
}

Result<> Output::flush()
{
    if (std::fflush(stdout) != 0 && m_failure == 0)
        m_failure = errno;
    if (m_failure == 0)
        return {};
    const std::string why = std::generic_category().message(m_failure);
    return failure(ErrorCode::FileUnwritable,
        {{QStringLiteral("path"), QCoreApplication::translate("mailboat", "standard output")},
            {QStringLiteral("why"), QString::fromStdString(why)}});
}

void Output::document(const QByteArray &json)
{
    write(json);
    write("\n");
}

void Output::write(QByteArrayView text)
{
    const auto size = static_cast<std::size_t>(text.size());
    if (size > 0 && m_failure == 0 && std::fwrite(text.data(), 1, size, stdout) != size)
        m_failure = errno;
}

QString localTime(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"))
                          : QCoreApplication::translate("mailboat", "never");
}

} // namespace mailboat
