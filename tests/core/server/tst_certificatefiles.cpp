// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificatefiles.h"

#include "tests/support/catch.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testcertificate.h"

#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace mailboat;
using namespace mailboat::test;
using namespace std::chrono_literals;

namespace {

/// Two files, as a program that renews certificates leaves them.
class Files
{
public:
    explicit Files(const TestCertificate &made)
    {
        put("a.crt", made.certificate);
        put("a.key", made.key);
        files = CertificateFiles(path("a.crt"), path("a.key"), clock);
    }
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    /// Another file in its place: one that is written over within the clock's grain would look as before.
    void put(const char *name, const QByteArray &content) const
    {
        QFile file(path(name) + QStringLiteral(".new"));
        REQUIRE(file.open(QIODevice::WriteOnly));
        REQUIRE(file.write(content) == content.size());
        file.close();
        QFile::remove(path(name));
        REQUIRE(file.rename(path(name)));
    }
    /// What a look says once the files are quiet: "nothing", "pair", or why not.
    QString said()
    {
        CHECK_FALSE(files.look());
        clock.advance(CertificateFiles::settling);
        const auto news = files.look();
        if (!news)
            return QStringLiteral("nothing");
        pair = news->value_or(CertificatePair {});
        return *news ? QStringLiteral("pair") : describe(news->error());
    }

    FakeClock clock;
    CertificateFiles files;
    CertificatePair pair;

private:
    QTemporaryDir m_folder;
};

} // namespace

TEST_CASE("D6: a new pair is read once its files are quiet, and once")
{
    Files site(TestCertificate::selfSigned());
    CHECK(site.said() == QStringLiteral("nothing"));
    const TestCertificate next = TestCertificate::selfSigned();
    site.put("a.crt", next.certificate);
    CHECK_FALSE(site.files.look());
    site.clock.advance(CertificateFiles::settling / 2);
    site.put("a.key", next.key); // within the time that they are given
    CHECK(site.said() == QStringLiteral("pair"));
    CHECK((site.pair == CertificatePair {next.certificate, next.key}));
    CHECK(site.said() == QStringLiteral("nothing"));
}

TEST_CASE("D6: files of which one is renewed, half written, gone or not to be read are no pair, and say so once")
{
    const TestCertificate made = TestCertificate::selfSigned();
    Files site(made);
    const TestCertificate next = TestCertificate::selfSigned();
    site.put("a.key", next.key);
    CHECK(site.said().contains(QStringLiteral("the key does not belong to the certificate")));
    CHECK(site.said() == QStringLiteral("nothing"));
    site.put("a.crt", next.certificate.left(next.certificate.size() / 2));
    CHECK(site.said().contains(QStringLiteral("the file of the certificate holds none")));
    REQUIRE(QFile::remove(site.path("a.crt")));
    CHECK(site.said().contains(site.path("a.crt")));
    CHECK(site.said() == QStringLiteral("nothing"));
    site.put("a.crt", QByteArray(CertificateFiles::largest + 1, 'x'));
    CHECK(site.said().contains(QStringLiteral("too long")));
    site.put("a.crt", next.certificate);
    CHECK(site.said() == QStringLiteral("pair"));
}

TEST_CASE("D6: links are followed to the files that they lead to")
{
    const TestCertificate made = TestCertificate::selfSigned();
    Files site(made);
    const TestCertificate next = TestCertificate::selfSigned();
    site.put("2.crt", next.certificate);
    site.put("2.key", next.key);
    for (const char *name : {"crt", "key"}) {
        const QString link = site.path("a.") + QString::fromLatin1(name);
        REQUIRE(QFile::remove(link));
        REQUIRE(QFile::link(site.path("2.") + QString::fromLatin1(name), link));
    }
    CHECK(site.said() == QStringLiteral("pair"));
    CHECK(site.pair.key == next.key);
}

TEST_CASE("D6: what is no file is read by nobody a second time")
{
    const Files site(TestCertificate::selfSigned());
    const QString pipe = site.path("pipe");
    REQUIRE(::mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0);
    CHECK(site.files.areWatched());
    CHECK_FALSE(CertificateFiles(pipe, site.path("a.key"), site.clock).areWatched());
    CHECK_FALSE(CertificateFiles(QStringLiteral("-"), QStringLiteral("-"), site.clock).areWatched());
    CHECK_FALSE(CertificateFiles().areWatched());
}

TEST_CASE("14.B2: files that preferences name are awaited until they are there, and no pipe is waited for")
{
    Files site(TestCertificate::selfSigned());
    const TestCertificate next = TestCertificate::selfSigned();
    site.files = CertificateFiles::ofPreferences(site.path("b.crt"), site.path("b.key"), site.clock);
    CHECK(site.files.areWatched());
    CHECK_FALSE(site.files.read());
    site.put("b.crt", next.certificate);
    site.put("b.key", next.key);
    CHECK(site.said() == QStringLiteral("pair"));
    CHECK(site.pair.certificate == next.certificate);
    const QString pipe = site.path("pipe");
    REQUIRE(::mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0);
    CHECK(describe(CertificateFiles::contentOf(pipe).error()).contains(QStringLiteral("it is no file")));
    site.files = CertificateFiles::ofPreferences(pipe, pipe, site.clock);
    CHECK_FALSE(site.files.read());
}
