// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testcertificate.h"

#include "tests/support/catch.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace mailboat::test {

namespace {

void writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

void openssl(const QString &folder, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    REQUIRE(process.waitForFinished());
    INFO(process.readAll().toStdString());
    REQUIRE(process.exitCode() == 0);
}

QString opensslTime(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyyMMddhhmmss'Z'");
}

/// `openssl ca` is the one of its commands that takes both ends of the validity.
TestCertificate make(const TestCertificate::Wanted &wanted, const TestCertificate *issuer)
{
    const QTemporaryDir folder;
    const auto path = [&](const char *name) { return folder.filePath(QLatin1String(name)); };
    openssl(folder.path(),
        (wanted.isRsa ? u"req -new -newkey rsa:2048"_qs
                      : u"req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"_qs)
                    .split(u' ')
                + u"-nodes -keyout key.pem -out request.pem -subj"_qs.split(u' ')
            << u"/CN="_qs + QString::fromLatin1(wanted.commonName));
    writeFile(path("index"), {});
    writeFile(path("serial"), "01\n");
    writeFile(path("ca.conf"),
        "[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n"
        "email_in_dn=no\nunique_subject=no\nx509_extensions=x\nrand_serial=yes\n[p]\ncommonName=supplied\n[x]\n"
            + QByteArray(issuer ? "basicConstraints=CA:FALSE\n" : "basicConstraints=critical,CA:TRUE\n")
            + (wanted.purpose.isEmpty() ? QByteArray() : "extendedKeyUsage=" + wanted.purpose + "\n")
            + "subjectAltName=" + wanted.alternativeName + "\n");
    QStringList arguments = u"ca -batch -config ca.conf -in request.pem -out certificate.pem -notext"_qs.split(u' ');
    arguments << u"-startdate"_qs << opensslTime(wanted.from) << u"-enddate"_qs << opensslTime(wanted.until);
    if (issuer) {
        writeFile(path("issuer.pem"), issuer->certificate);
        writeFile(path("issuer.key"), issuer->key);
        arguments << u"-cert"_qs << u"issuer.pem"_qs << u"-keyfile"_qs << u"issuer.key"_qs;
    } else {
        arguments << u"-selfsign"_qs << u"-keyfile"_qs << u"key.pem"_qs;
    }
    openssl(folder.path(), arguments);
    return {read(path("certificate.pem")), read(path("key.pem"))};
}

} // namespace

TestCertificate TestCertificate::selfSigned(const Wanted &wanted)
{
    return make(wanted, nullptr);
}

TestCertificate TestCertificate::signedBy(const TestCertificate &issuer, const Wanted &wanted)
{
    return make(wanted, &issuer);
}

QSslConfiguration TestCertificate::forServer() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(certificate));
    configuration.setPrivateKey(QSslKey(key, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

TrustedCertificate::TrustedCertificate(const TestCertificate &authority)
    : m_before(QSslConfiguration::defaultConfiguration())
{
    QSslConfiguration trusting = m_before;
    trusting.addCaCertificate(QSslCertificate(authority.certificate));
    QSslConfiguration::setDefaultConfiguration(trusting);
}

TrustedCertificate::~TrustedCertificate()
{
    QSslConfiguration::setDefaultConfiguration(m_before);
}

} // namespace mailboat::test
