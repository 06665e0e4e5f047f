// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/input.h"

#include "app/signals.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr qsizetype pieceSize = 256 * 1024;

Error tooLarge(const QString &name, qint64 most)
{
    return {ErrorCode::InputTooLarge, {{QStringLiteral("what"), name}, {QStringLiteral("limit"), most}}};
}

} // namespace

Result<std::unique_ptr<Input>> Input::open(const QString &path)
{
    if (path == QLatin1String("-"))
        return std::unique_ptr<Input>(
            new Input(STDIN_FILENO, QCoreApplication::translate("mailboat", "standard input")));
    auto input = std::unique_ptr<Input>(new Input(-1, path));
    input->m_descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (input->m_descriptor < 0)
        return failure(input->unreadable(errno));
    return input;
}

Input::Input(int descriptor, QString name)
    : m_descriptor(descriptor)
    , m_name(std::move(name))
{
}

Input::~Input()
{
    if (m_descriptor > STDERR_FILENO)
        close(m_descriptor);
}

Result<std::optional<QByteArray>> Input::readLine(qint64 most)
{
    while (true) {
        const qsizetype end = m_buffer.indexOf('\n', m_searched);
        const qsizetype length = end < 0 ? m_buffer.size() : end;
        if (length > most)
            return failure(tooLarge(QCoreApplication::translate("mailboat", "a line of %1").arg(m_name), most));
        if (end >= 0 || m_ended) {
            if (end < 0 && m_buffer.isEmpty())
                return std::optional<QByteArray>();
            QByteArray line = m_buffer.left(length);
            m_buffer.remove(0, end < 0 ? length : length + 1);
            m_searched = 0;
            if (line.endsWith('\r'))
                line.chop(1);
            return std::optional<QByteArray>(std::move(line));
        }
        m_searched = m_buffer.size();
        if (auto more = fill(); !more)
            return failure(more.error());
    }
}

Result<QByteArray> Input::readAll(qint64 most)
{
    while (!m_ended) {
        if (auto more = fill(); !more)
            return failure(more.error());
        if (m_buffer.size() > most)
            return failure(tooLarge(m_name, most));
    }
    m_searched = 0;
    return std::exchange(m_buffer, {});
}

Result<bool> Input::fill()
{
    const Signals::Scope scope;
    pollfd waited[] = {{m_descriptor, POLLIN, 0}, {Signals::descriptor(), POLLIN, 0}};
    while (poll(waited, std::size(waited), -1) < 0) {
        if (errno != EINTR)
            return failure(unreadable(errno));
    }
    if (Signals::wasRaised() != 0)
        return failure(ErrorCode::Cancelled);
    const qsizetype had = m_buffer.size();
    m_buffer.resize(had + pieceSize);
    const ssize_t got = read(m_descriptor, m_buffer.data() + had, pieceSize);
    const int number = errno;
    m_buffer.resize(had + (got > 0 ? got : 0));
    if (got < 0)
        return failure(unreadable(number));
    m_ended = got == 0;
    return !m_ended;
}

Error Input::unreadable(int number) const
{
    return {ErrorCode::FileUnreadable,
        {{QStringLiteral("path"), m_name},
            {QStringLiteral("why"), QString::fromStdString(std::generic_category().message(number))}}};
}

} // namespace mailboat
