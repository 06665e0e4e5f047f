// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A datafile that cannot be written, or that others may read.
#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>

using namespace mailboat::test;

namespace {

/// Write protection of a folder and what is in it, until this goes.
class Protected final
{
public:
    explicit Protected(const QString &folder)
        : m_folder(QFile::encodeName(folder))
    {
        for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden))
            REQUIRE(::chmod(QFile::encodeName(file.filePath()).constData(), 0444) == 0);
        REQUIRE(::chmod(m_folder.constData(), 0555) == 0);
    }
    ~Protected() { ::chmod(m_folder.constData(), 0755); }
    Q_DISABLE_COPY_MOVE(Protected)

private:
    QByteArray m_folder;
};

mode_t modeOf(const QString &path)
{
    struct stat status {
    };
    REQUIRE(::stat(QFile::encodeName(path).constData(), &status) == 0);
    return status.st_mode & 0777;
}

const QList<QStringList> reading {words("status"), words("peers list"), words("prefs"), words("records count"),
    words("records export"), words("records get unit u1"), words("records quarantine"), words("log"),
    words("code list"), words("check")};

Ran runOn(const CtlSite &site, const QString &datafile, const QStringList &arguments, const QByteArray &input = {})
{
    return run(QStringList {QStringLiteral("--json"), QStringLiteral("--datafile"), datafile, QStringLiteral("--code"),
                   rightCode}
            + arguments,
        input, site.environment());
}

} // namespace

TEST_CASE("E5: what only reads works on a datafile that cannot be written, what writes says so")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("clinic2"));
    site.must(words("records put unit u1"), R"({"ID":"u1"})");
    QTemporaryDir media;
    const QString copy = media.filePath(QStringLiteral("site.mailboat"));
    const bool hasJournal = GENERATE(false, true);
    std::unique_ptr<Child> child;
    if (hasJournal) { // as it is copied while a program has it open
        serve(site, child);
        site.must(words("records put unit u2"), R"({"ID":"u2"})");
        REQUIRE(QFile(site.path() + QStringLiteral("-wal")).size() > 0);
        REQUIRE(QFile::copy(site.path() + QStringLiteral("-wal"), copy + QStringLiteral("-wal")));
    }
    REQUIRE(QFile::copy(site.path(), copy));
    const Protected protectedMedia(media.path());
    const QStringList before = QDir(media.path()).entryList(QDir::Files | QDir::Hidden);
    for (const QStringList &command : reading) {
        CAPTURE(command.join(u' '));
        const Answer answer = answerOf(runOn(site, copy, command));
        CAPTURE(answer.output, answer.errors);
        CHECK_FALSE(answer.output.isEmpty());
        CHECK(answer.errorCode() != QStringLiteral("datafile_read_only"));
        CHECK(answer.status <= (command == words("check") ? 1 : 0));
    }
    CHECK(runOn(site, copy, words("records export")).output.contains("u2") == hasJournal);
    const Answer written = answerOf(runOn(site, copy, words("records put unit u3"), R"({"ID":"u3"})"));
    CHECK(written.status == 4);
    CHECK(written.errorCode() == QStringLiteral("datafile_read_only"));
    CHECK(answerOf(runOn(site, copy, words("prefs set sync-interval 5"))).errorCode()
        == QStringLiteral("datafile_read_only"));
    CHECK(answerOf(runOn(site, copy, words("serve"))).errorCode() == QStringLiteral("datafile_read_only"));
    CHECK(QDir(media.path()).entryList(QDir::Files | QDir::Hidden) == before);
}

TEST_CASE("E6: a datafile with rights for others is warned of, and what is put beside it is its owner's alone")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("clinic2"));
    CHECK(site.ask(words("status")).object.value(QStringLiteral("rightsOfOthers")).isNull());
    const mode_t mode = GENERATE(0644U, 0660U, 0640U);
    const QString shown = QString::number(mode, 8);
    REQUIRE(::chmod(QFile::encodeName(site.path()).constData(), mode) == 0);
    std::unique_ptr<Child> child;
    serve(site, child);
    const mode_t beside = mode == 0660 ? 0660 : 0600;
    CHECK(modeOf(site.path() + QStringLiteral("-wal")) == beside);
    CHECK(modeOf(site.path() + QStringLiteral("-shm")) == beside);
    CHECK(modeOf(site.path() + QStringLiteral("-engine")) == 0600);
    CHECK(site.ask(words("status")).object.value(QStringLiteral("rightsOfOthers")) == shown);
    CHECK(site.run(words("status")).output.contains("chmod 600"));
    const QJsonObject finding
        = site.ask(words("check")).object.value(QStringLiteral("steps")).toArray().last().toObject();
    CHECK(finding.value(QStringLiteral("step")) == QStringLiteral("datafile"));
    CHECK(finding.value(QStringLiteral("level")) == QStringLiteral("warning"));
    child->terminate();
    CHECK(child->exitStatus() == 0);
    CHECK(child->errors().contains("chmod 600"));
}
