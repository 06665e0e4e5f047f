// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/keyringcall.h"

#include "core/security/keyringwords.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sodium.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mailboat {

namespace {

constexpr std::chrono::milliseconds moment {50};

Error unusable(const QString &why)
{
    return {ErrorCode::KeyRingUnusable, {{QStringLiteral("why"), why}}};
}

/// Two ends, closed unless taken.
class Pipe final
{
public:
    Pipe() { m_isOpen = ::pipe2(m_ends.data(), O_CLOEXEC) == 0; }
    ~Pipe()
    {
        for (const int end : m_ends) {
            if (m_isOpen && end >= 0)
                ::close(end);
        }
    }
    Q_DISABLE_COPY_MOVE(Pipe)
    bool isOpen() const { return m_isOpen; }
    int reading() const { return m_ends[0]; }
    int writing() const { return m_ends[1]; }
    int takeReading() { return std::exchange(m_ends[0], -1); }
    int takeWriting() { return std::exchange(m_ends[1], -1); }

private:
    std::array<int, 2> m_ends {-1, -1};
    bool m_isOpen = false;
};

/// Beside ours in the build; where they are installed, among what nobody starts by hand.
QString programPath()
{
    const QString folder = QCoreApplication::applicationDirPath() + u'/';
    const QString name = QString::fromLatin1(keyringwords::program);
    const QString installed = QDir::cleanPath(folder + QStringLiteral("../libexec/mailboat/") + name);
    return QFile::exists(installed) ? installed : folder + name;
}

/// 0, or the system's number of what is wrong.
int spawn(pid_t &process, const QByteArray &program, const QByteArray &task, const QByteArray &entry, const Pipe &in,
    const Pipe &out)
{
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in.reading(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out.writing(), STDOUT_FILENO);
    // What libraries print there is for nobody: what counts is in the answer.
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::array<QByteArray, 3> texts {program, task, entry};
    std::array<char *, 4> arguments {texts[0].data(), texts[1].data(), texts[2].data(), nullptr};
    const int failed = ::posix_spawn(&process, program.constData(), &actions, nullptr, arguments.data(), ::environ);
    ::posix_spawn_file_actions_destroy(&actions);
    return failed;
}

} // namespace

KeyRingCall::KeyRingCall(pid_t process, int input, int output)
    : m_process(process)
    , m_input(input)
    , m_output(output)
{
}

KeyRingCall::~KeyRingCall()
{
    sodium_memzero(m_said.data(), m_said.size());
    ::close(m_input);
    ::close(m_output);
    ::kill(m_process,
        SIGKILL); // it has said what it had to say, or is late: one that hangs at its end would never be over
    while (::waitpid(m_process, nullptr, 0) < 0 && errno == EINTR)
        continue;
}

Result<std::unique_ptr<KeyRingCall>> KeyRingCall::start(
    const char *task, const QString &entry, const QByteArray &secret)
{
    const QString program = programPath();
    Pipe in;
    Pipe out;
    pid_t process = -1;
    const int failed = !in.isOpen() || !out.isOpen()
        ? errno
        : spawn(process, QFile::encodeName(program), task, entry.toLatin1(), in, out);
    if (failed != 0)
        return failure(unusable(program + QStringLiteral(": ") + qt_error_string(failed)));
    auto call = std::unique_ptr<KeyRingCall>(new KeyRingCall(process, in.takeWriting(), out.takeReading()));
    if (!secret.isEmpty()) // a line fits into the pipe; who has gone away does not answer
        (void)!::write(call->m_input, secret.constData(), static_cast<std::size_t>(secret.size()));
    return call;
}

/// What has come; false once nothing more will.
bool KeyRingCall::take()
{
    const ssize_t got = ::read(m_output, m_said.data() + m_length, m_said.size() - m_length);
    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    m_length += static_cast<std::size_t>(got);
    return got > 0 && m_length < m_said.size();
}

bool KeyRingCall::waitUntil(Clock::time_point deadline, const Cancelled &isCancelled)
{
    while (!m_hasEnded) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        const auto wait = std::max(std::chrono::milliseconds(0), isCancelled ? std::min(left, moment) : left);
        pollfd output {m_output, POLLIN, 0};
        const int ready = ::poll(&output, 1, static_cast<int>(wait.count()));
        if (ready > 0)
            m_hasEnded = !take();
        else if ((ready < 0 && errno != EINTR) || left.count() <= 0 || (isCancelled && isCancelled()))
            return false;
    }
    return true;
}

KeyRingCall::Answer KeyRingCall::answer() const
{
    const QByteArrayView said(m_said.data(), static_cast<qsizetype>(m_length));
    const qsizetype end = said.indexOf('\n');
    const QByteArrayView outcome = said.first(std::max(end, qsizetype(0)));
    const QByteArrayView rest = said.sliced(end + 1).trimmed();
    if (outcome == keyringwords::done)
        return {.secret = rest};
    if (outcome == keyringwords::missing)
        return {unusable(QCoreApplication::translate("mailboat", "the key is not found in it")), true};
    if (outcome == keyringwords::locked)
        return {unusable(QCoreApplication::translate("mailboat", "it is locked"))};
    if (outcome == keyringwords::denied)
        return {unusable(QCoreApplication::translate("mailboat", "it refuses"))};
    if (outcome == keyringwords::failed && !rest.isEmpty())
        return {unusable(QString::fromUtf8(rest))};
    return {unusable(QCoreApplication::translate("mailboat", "it does not answer"))};
}

} // namespace mailboat
