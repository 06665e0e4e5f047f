// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace mailboat::test;

namespace {

/// A pipe with a name, written to by the test: opening waits for the reader, writing for what it reads.
class Pipe
{
public:
    Pipe(const CtlSite &site, const char *name)
        : m_path(site.filePath(QString::fromUtf8(name)))
    {
        REQUIRE(mkfifo(QFile::encodeName(m_path).constData(), 0600) == 0);
    }
    ~Pipe() { close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(Pipe)

    QString path() const { return m_path; }
    void waitForReader()
    {
        m_descriptor = open(QFile::encodeName(m_path).constData(), O_WRONLY | O_CLOEXEC);
        REQUIRE(m_descriptor >= 0);
    }
    /// Records, more than a pipe holds: when it returns, the reader has begun.
    void writeRecords()
    {
        QByteArray lines;
        for (int n = 0; n < 5000; ++n)
            lines += R"({"tableName":"item","recordId":")" + QByteArray::number(n)
                + R"(","recordData":{"a":"some text"}})" + "\n";
        REQUIRE(write(m_descriptor, lines.constData(), static_cast<std::size_t>(lines.size())) == lines.size());
    }
    void finish()
    {
        close(m_descriptor);
        m_descriptor = -1;
    }

private:
    QString m_path;
    int m_descriptor = -1;
};

QStringList importing(const CtlSite &site, const Pipe &pipe)
{
    return site.withDatafile(
        {QStringLiteral("--json"), QStringLiteral("records"), QStringLiteral("import"), pipe.path()});
}

qint64 recordCount(const CtlSite &site)
{
    return site.ask(words("records count")).object.value(QStringLiteral("count")).toInteger(-1);
}

} // namespace

TEST_CASE("Ctrl-C at an import undoes it and ends with 130")
{
    const CtlSite site(1);
    Pipe pipe(site, "pipe");
    Child child(importing(site, pipe), site.environment());
    pipe.waitForReader();
    pipe.writeRecords();
    child.interrupt();
    CHECK(child.exitStatus() == 130);
    CHECK(answerOf({130, child.output(), {}}).errorCode() == QStringLiteral("cancelled"));
    CHECK(recordCount(site) == 0);
}

TEST_CASE("SIGTERM at an import undoes it, too")
{
    const CtlSite site(1);
    Pipe pipe(site, "pipe");
    Child child(importing(site, pipe), site.environment());
    pipe.waitForReader();
    pipe.writeRecords();
    child.terminate();
    CHECK(child.exitStatus() > 0);
    CHECK(recordCount(site) == 0);
}

TEST_CASE("Ctrl-C ends a command that waits until another process is done with the datafile")
{
    const CtlSite site(1);
    Pipe first(site, "first");
    Child holder(importing(site, first), site.environment());
    first.waitForReader();
    first.writeRecords();

    Pipe second(site, "second");
    Child waiting(importing(site, second), site.environment());
    second.waitForReader();
    waiting.interrupt();
    CHECK(waiting.exitStatus() == 130);

    first.finish();
    CHECK(holder.exitStatus() == 0);
    CHECK(recordCount(site) == 5000);
}
