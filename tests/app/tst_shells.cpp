// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/terminalchild.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace mailboat::test;

namespace {

QString script(const char *shell)
{
    return sourcePath(QStringLiteral("resources/completion/mailboatctl.") + QLatin1String(shell));
}

/// A primary with the sites 12 and 2047, for shells that find the program and the datafile.
class Shells
{
public:
    Shells()
    {
        m_site.addPeer(12, QStringLiteral("clinic"));
        m_site.addPeer(2047, QStringLiteral("hospital"));
        // By this name it is alone: beside the datafile lies its journal, while a program has it open.
        REQUIRE(QFile::link(m_site.path(), m_site.filePath(QStringLiteral("linked"))));
        const QString functions = m_site.filePath(QStringLiteral("functions"));
        REQUIRE(QDir().mkpath(functions));
        REQUIRE(QFile::copy(script("zsh"), functions + QStringLiteral("/_mailboatctl"))); // zsh goes by names
    }

    QString filePath(const QString &name) const { return m_site.filePath(name); }
    QStringList environment() const
    {
        return m_site.environment()
            + QStringList {
                QStringLiteral("PATH=%1:%2").arg(QFileInfo(mailboatctlProgram()).path(), qEnvironmentVariable("PATH")),
                QStringLiteral("HOME=") + m_site.filePath({}), QStringLiteral("TERM=xterm"),
                QStringLiteral("LC_ALL=C.UTF-8"), QStringLiteral("MAILBOAT_DATAFILE=") + m_site.path()};
    }

    /// What the terminal shows once these keys were typed, up to `awaited`.
    QByteArray shown(const QString &shell, const QStringList &arguments, const QByteArray &setUp,
        const QByteArray &keys, const QByteArray &awaited) const
    {
        TerminalChild child(shell, arguments, environment());
        child.type(setUp + "; echo rea'dy'\r");
        child.waitFor("ready\r\n");
        child.type(keys);
        child.waitFor(awaited);
        return child.screen();
    }
    QByteArray bash(const QByteArray &keys, const QByteArray &awaited) const
    {
        return shown(QStringLiteral("bash"),
            {QStringLiteral("--norc"), QStringLiteral("--noprofile"), QStringLiteral("-i")},
            "source " + QFile::encodeName(script("bash")), keys, awaited);
    }
    QByteArray zsh(const QByteArray &keys, const QByteArray &awaited) const
    {
        return shown(QStringLiteral("zsh"), {QStringLiteral("-f"), QStringLiteral("-i")},
            "fpath=(~/functions $fpath); autoload -Uz compinit; compinit -u -D", keys, awaited);
    }
    /// Candidates by lines, with a tab before the words about each.
    QByteArray fish(const QString &line) const
    {
        Child child(QStringLiteral("fish"),
            {QStringLiteral("--no-config"), QStringLiteral("-c"),
                QStringLiteral("source %1; complete -C '%2'").arg(script("fish"), line)},
            environment());
        return ranToEnd(child).output;
    }

private:
    CtlSite m_site {1};
};

} // namespace

TEST_CASE("15.4: bash completes mailboatctl")
{
    const Shells shells;
    shells.bash("mailboatctl pee\tsho\t1\t\r", "clinic\r\n");
    // A name of a preference; a file, in each way that it may be typed; with a variable before the command.
    shells.bash("mailboatctl prefs get sync-int\t\r", "\r1\r\n");
    const QString path = shells.filePath(QStringLiteral("link"));
    shells.bash("mailboatctl --datafile " + QFile::encodeName(path) + "\tpeers show 2\t\r", "hospital\r\n");
    shells.bash("mailboatctl --datafile ~/link\tpeers show 2\t\r", "hospital\r\n");
    shells.bash("mailboatctl --datafile=" + QFile::encodeName(path) + "\tpeers show 2\t\r", "hospital\r\n");
    shells.bash("MAILBOAT_CODE=x mailboatctl peers show 1\t\r", "clinic\r\n");
}

TEST_CASE("15.4: nothing is offered where bash reads quotes by rules of its own")
{
    const Shells shells;
    for (const char *line : {"mailboatctl --code 'a b' peers show 1\t", "mailboatctl --code $HOME peers show 1\t",
             "mailboatctl --code a\\ b peers show 1\t"}) {
        INFO(line);
        CHECK_FALSE(shells.bash(QByteArray(line) + "#\r", "#\r\n").contains("show 12"));
    }
}

TEST_CASE("15.4: zsh completes mailboatctl")
{
    const Shells shells;
    shells.zsh("mailboatctl pee\tsho\t1\t\r", "clinic\r\n");
    shells.zsh("mailboatctl --datafile ~/link\tpeers show 2\t\r", "hospital\r\n");
    CHECK(shells.zsh("mailboatctl peers show \t\t", "hospital").contains("clinic"));
}

TEST_CASE("15.4: fish completes mailboatctl")
{
    const Shells shells;
    CHECK(shells.fish(QStringLiteral("mailboatctl peers show ")) == "12\tclinic\n2047\thospital\n");
    CHECK(shells.fish(QStringLiteral("mailboatctl prefs get sync-int")) == "sync-interval\t0 to 10080 minutes\n");
    CHECK(shells.fish(QStringLiteral("mailboatctl --datafile ~/link")).contains("~/linked"));
    CHECK(shells.fish(QStringLiteral("mailboatctl --datafile ~/linked generate 2")).startsWith("2047\t"));
}
