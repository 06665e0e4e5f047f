// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/child.h"
#include "tests/support/paths.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace mailboat::test;

namespace {

QString guideText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(path.toStdString());
    return QString::fromUtf8(file.readAll());
}

QStringList chapters()
{
    QStringList paths;
    for (const QFileInfo &file :
        QDir(sourcePath(QStringLiteral("resources/guide"))).entryInfoList({QStringLiteral("*.md")}))
        paths += file.filePath();
    return paths;
}

QString htmlPath(const QString &name)
{
    return QFileInfo(mailboatctlProgram()).absolutePath() + QStringLiteral("/../share/doc/mailboat-doc/html/") + name;
}

/// Of a reader's two terminals the second one, in which `serve` goes on until they press Ctrl-C.
const QString secondTerminal = QStringLiteral(R"(set -euo pipefail
cd "$HOME"
stop() { kill "$server"; cat <&9; exec 9<&-; }
ready() { while read -r line <&9; do echo "$line"; case $line in 'listening on '*|'synchronising with '*) return;; esac; done; false; }
trap 'kill "${server:-}" 2>/dev/null || true' EXIT
)");

/// What a reader of the chapter types, from top to bottom. "```sh serve" is one command that goes on running, "```sh root" is for
/// the tests of the packages, and "<!-- test: -->" is what a reader has already or does otherwise, such as Ctrl-C ("stop").
QString scriptOf(const QString &chapter)
{
    static const QRegularExpression part(QStringLiteral(R"(^```(sh[a-z ]*)\n(.*?)^```$|^<!-- test:(.*?)-->)"),
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    QString script;
    for (auto found = part.globalMatch(chapter); found.hasNext();) {
        const auto match = found.next();
        if (match.captured(1) == QStringLiteral("sh serve"))
            script += QStringLiteral("exec 9< <(exec %1 2>&1)\nserver=$!\nready\n").arg(match.captured(2).trimmed());
        else if (match.captured(1) == QStringLiteral("sh"))
            script += match.captured(2);
        else if (match.captured(1).isEmpty())
            script += match.captured(3).trimmed() + QLatin1Char('\n');
        else if (match.captured(1) != QStringLiteral("sh root"))
            throw std::runtime_error("a block of an unknown kind: " + match.captured(1).toStdString());
    }
    return script;
}

/// The texts in the sources, without the marks of Alt letters.
QSet<QString> textsOfPrograms()
{
    static const QRegularExpression text(QStringLiteral(R"_("((?:[^"\\\n]|\\.)*)")_"));
    QSet<QString> texts;
    for (const char *folder : {"ui", "app", "core"}) {
        QDirIterator sources(sourcePath(QString::fromLatin1(folder)), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
            QDir::Files, QDirIterator::Subdirectories);
        while (sources.hasNext()) {
            for (auto found = text.globalMatch(guideText(sources.next())); found.hasNext();)
                texts += found.next().captured(1).remove(QLatin1Char('&'));
        }
    }
    return texts;
}

} // namespace

TEST_CASE("15.5: what the guide says to type works, in its order")
{
    for (const QString &path : chapters()) {
        const QString name = QFileInfo(path).completeBaseName();
        DYNAMIC_SECTION(name.toStdString())
        {
            QString script = scriptOf(guideText(path));
            if (script.isEmpty())
                continue;
            QTcpServer port; // another than the guide's, which somebody else on this machine may have
            REQUIRE(port.listen(QHostAddress::LocalHost));
            script.replace(QStringLiteral("2048"), QString::number(port.serverPort()));
            port.close();
            const QTemporaryDir home;
            Child bash(QStringLiteral("bash"), {QStringLiteral("-xc"), secondTerminal + script},
                {QStringLiteral("HOME=") + home.path(),
                    QStringLiteral("XDG_DATA_HOME=") + home.filePath(QStringLiteral("data")),
                    QStringLiteral("XDG_STATE_HOME=") + home.filePath(QStringLiteral("state")),
                    QStringLiteral("PATH=") + QFileInfo(mailboatctlProgram()).absolutePath() + QLatin1Char(':')
                        + qEnvironmentVariable("PATH")});
            const Ran ran = ranToEnd(bash);
            INFO(ran.errors.toStdString());
            INFO(ran.output.toStdString());
            CHECK(ran.status == 0);
        }
    }
}

TEST_CASE("15.5: every label in the guide is one of the programs'")
{
    const QSet<QString> texts = textsOfPrograms();
    static const QRegularExpression fenced(QStringLiteral(R"(^```.*?^```$|`[^`\n]*`|<!--.*?-->)"),
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression label(QStringLiteral(R"((?<!\*)\*([^*]+)\*(?!\*))"));
    for (const QString &path : chapters()) {
        for (auto found = label.globalMatch(guideText(path).remove(fenced)); found.hasNext();) {
            const QString words = found.next().captured(1).simplified();
            INFO(QFileInfo(path).fileName().toStdString() << ": " << words.toStdString());
            CHECK(texts.contains(words));
        }
    }
}

TEST_CASE("15.5: every link and picture of the guide is there, and nothing comes from the network")
{
    static const QRegularExpression target(QStringLiteral(R"_((?:href|src)="([^"#]*)(?:#([^"]*))?")_"));
    for (const QString &path : chapters()) {
        const QString name = QFileInfo(path).completeBaseName() + QStringLiteral(".html");
        const QString html = guideText(htmlPath(name));
        CHECK(html.contains(QStringLiteral("<h1 ")));
        for (auto found = target.globalMatch(html); found.hasNext();) {
            const auto match = found.next();
            const QString file = htmlPath(match.captured(1).isEmpty() ? name : match.captured(1));
            INFO(name.toStdString() << ": " << match.captured(0).toStdString());
            REQUIRE(QFileInfo::exists(file));
            if (!match.captured(2).isEmpty())
                CHECK(guideText(file).contains(QStringLiteral("id=\"%1\"").arg(match.captured(2))));
        }
    }
}
