// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/twosites.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QCryptographicHash>

using namespace mailboat::test;

namespace {

const QByteArray plantedPassword = "PLANTED-PASSWORD-93";
const QByteArray plantedWrongCode = "PLANTED-WRONG-CODE-58";

/// The forms in which a secret could slip out.
QList<QByteArray> formsOf(const QByteArray &secret)
{
    return {secret, secret.toBase64().left(secret.size()),
        QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex()};
}

/// Runs commands and looks through everything they print.
class Watcher
{
public:
    explicit Watcher(const CtlSite &site)
        : m_site(site)
    {
    }
    void look(const QStringList &arguments, const QByteArray &input = {})
    {
        const QStringList verbose {QStringLiteral("QT_LOGGING_RULES=mailboat.*=true")};
        for (const QStringList &mode : {QStringList {}, QStringList {QStringLiteral("--json")}}) {
            const Ran ran = run(m_site.withDatafile(mode + arguments), input, m_site.environment() + verbose);
            CAPTURE(arguments);
            for (const QByteArray &secret : {plantedPassword, plantedWrongCode, rightCode.toUtf8()}) {
                for (const QByteArray &form : formsOf(secret)) {
                    CHECK_FALSE(ran.output.contains(form));
                    CHECK_FALSE(ran.errors.contains(form));
                }
            }
        }
    }

private:
    const CtlSite &m_site;
};

void plant(const TwoSites &sites)
{
    sites.primary().must(words("peers edit 2 --password-file -"), plantedPassword + '\n');
    sites.satellite().must(words("peers edit 1 --password-file -"), plantedPassword + '\n');
}

void lookThrough(const CtlSite &site)
{
    const QString code = QStringLiteral("--code");
    const QString wrong = QString::fromUtf8(plantedWrongCode);
    Watcher watcher(site);
    watcher.look(QStringList {code, wrong} + words("peers remove 1"));
    watcher.look(
        QStringList {code, rightCode} + words("peers add 2 --user clinic2 --password-file -"), plantedPassword + '\n');
    watcher.look(
        QStringList {code, rightCode} + words("peers edit 2 --user a:b --password-file -"), plantedPassword + '\n');
    watcher.look(QStringList {code, rightCode} + words("peers import -"),
        "syncId,userName,password,url\n2,clinic2," + plantedPassword + ",\n2,clinic2," + plantedPassword + ",\n");
    watcher.look(
        QStringList {code, rightCode} + words("peers import -"), "syncId,userName,password\n7," + plantedPassword);
    for (const char *line : {"sync --progress", "check", "peers", "peers show 1", "peers show 2", "peers export",
             "prefs", "status", "log -n 1000", "code list", "records export", "records quarantine"})
        watcher.look(words(line));
    watcher.look(QStringList {QStringLiteral("--cod"), rightCode, QStringLiteral("status")});
    watcher.look(QStringList {code, rightCode, QStringLiteral("bogus")});
}

} // namespace

TEST_CASE("Planted secrets appear in no output, log, export or error of a primary")
{
    TwoSites sites;
    plant(sites);
    lookThrough(sites.primary());
    CHECK(sites.satellite().ask(words("sync")).status == 0);
    CHECK(sites.stopServer() == 0);
    for (const QByteArray &secret : {plantedPassword, rightCode.toUtf8()}) {
        for (const QByteArray &form : formsOf(secret)) {
            CHECK_FALSE(sites.server().output().contains(form));
            CHECK_FALSE(sites.server().errors().contains(form));
        }
    }
    // it keeps only a slow hash
    CHECK_FALSE(sites.primary().datafileBytes().contains(formsOf(plantedPassword).last()));
    CHECK_FALSE(sites.primary().datafileBytes().contains(plantedPassword));
}

TEST_CASE("Planted secrets appear in no output, log, export or error of a satellite")
{
    const TwoSites sites;
    plant(sites);
    lookThrough(sites.satellite());
    // it keeps the form that it has to send, never the password itself
    CHECK_FALSE(sites.satellite().datafileBytes().contains(plantedPassword));
}
