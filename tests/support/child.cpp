// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/child.h"

#include "tests/support/paths.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <csignal>
#include <stdexcept>
#include <sys/prctl.h>

namespace mailboat::test {

namespace {

constexpr int patience = 120000; // ms: what has not come by then has been lost

} // namespace

Child::Child(const QStringList &arguments, const QStringList &environment)
    : Child(mailboatctlProgram(), arguments, environment)
{
}

Child::Child(const QString &program, const QStringList &arguments, const QStringList &environment)
{
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString &line : environment)
        variables.insert(line.section(QLatin1Char('='), 0, 0), line.section(QLatin1Char('='), 1));
    m_process.setProcessEnvironment(variables);
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); }); // should the test be ended
    m_process.start(program, arguments);
    if (!m_process.waitForStarted(patience))
        throw std::runtime_error(program.toStdString() + " does not start");
}

Child::~Child()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
}

void Child::write(const QByteArray &input)
{
    m_process.write(input);
    m_process.closeWriteChannel();
}

QByteArray Child::lineAfter(const QByteArray &beginning)
{
    const QDeadlineTimer deadline(patience);
    while (true) {
        const QByteArray text = output();
        for (const QByteArray &line : text.left(text.lastIndexOf('\n') + 1).split('\n')) {
            if (line.startsWith(beginning))
                return line.mid(beginning.size());
        }
        if (m_process.state() == QProcess::NotRunning || deadline.hasExpired())
            throw std::runtime_error(
                "no line '" + beginning.toStdString() + "': " + text.toStdString() + errors().toStdString());
        QEventLoop loop;
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &loop, &QEventLoop::quit);
        QObject::connect(&m_process, &QProcess::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(deadline.remainingTime(), &loop, &QEventLoop::quit);
        loop.exec();
    }
}

int Child::exitStatus()
{
    if (m_process.state() != QProcess::NotRunning) {
        // an event loop of the test's own goes on meanwhile: the line between two processes may live in it
        QEventLoop loop;
        QObject::connect(&m_process, &QProcess::finished, &loop, &QEventLoop::quit);
        QTimer::singleShot(patience, &loop, &QEventLoop::quit);
        loop.exec();
    }
    if (m_process.state() != QProcess::NotRunning)
        throw std::runtime_error(m_process.program().toStdString() + " does not end");
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void Child::killNow()
{
    m_process.kill();
}

void Child::terminate()
{
    m_process.terminate();
}

void Child::interrupt()
{
    ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
}

QByteArray Child::output()
{
    return m_output += m_process.readAllStandardOutput();
}

QByteArray Child::errors()
{
    return m_errors += m_process.readAllStandardError();
}

Ran run(const QStringList &arguments, const QByteArray &input, const QStringList &environment)
{
    Child child(arguments, environment);
    return ranToEnd(child, input);
}

Ran ranToEnd(Child &child, const QByteArray &input)
{
    child.write(input);
    Ran ran;
    ran.status = child.exitStatus();
    ran.output = child.output();
    ran.errors = child.errors();
    return ran;
}

} // namespace mailboat::test
