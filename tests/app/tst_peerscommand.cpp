// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/clock.h"
#include "core/records/datafile.h"
#include "core/sql/connection.h"
#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QCoreApplication>
#include <QElapsedTimer>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QJsonObject peer(const CtlSite &site, int id)
{
    return site.ask({QStringLiteral("peers"), QStringLiteral("show"), QString::number(id)}).object;
}

} // namespace

TEST_CASE("peers: JSON keys of a peer are syncId, userName, url, hardwareId, stores, lastContact, queueLength, status")
{
    const CtlSite site(1);
    site.addPeer(7, QStringLiteral("clinic7"));
    const Answer list = site.ask(words("peers list"));
    REQUIRE(list.status == 0);
    REQUIRE(list.array.size() == 1);
    const QJsonObject shown = list.array.first().toObject();
    CHECK(shown.value(QStringLiteral("syncId")) == 7);
    CHECK(shown.value(QStringLiteral("userName")) == QStringLiteral("clinic7"));
    CHECK(shown.value(QStringLiteral("url")).isNull());
    CHECK(shown.value(QStringLiteral("hardwareId")).isNull());
    CHECK(shown.value(QStringLiteral("stores")).isArray());
    CHECK(shown.value(QStringLiteral("lastContact")).isNull());
    CHECK(shown.value(QStringLiteral("queueLength")) == 0);
    CHECK(shown.value(QStringLiteral("status")) == QStringLiteral("new"));
    CHECK(site.ask(words("peers")).array == list.array);
    CHECK(peer(site, 7) == shown);
}

TEST_CASE("peers edit: --may-omit-hardware-id lets a site call without naming its machine, and other edits leave it")
{
    const CtlSite site(1);
    site.addPeer(7, QStringLiteral("clinic7"));
    CHECK_FALSE(peer(site, 7).value(QStringLiteral("mayOmitHardwareId")).toBool());
    CHECK(site.askWithCode(words("peers edit 7 --may-omit-hardware-id maybe")).status == 2);
    REQUIRE(site.askWithCode(words("peers edit 7 --may-omit-hardware-id yes")).status == 0);
    CHECK(peer(site, 7).value(QStringLiteral("mayOmitHardwareId")).toBool());
    REQUIRE(site.askWithCode(words("peers edit 7 --user clinic8")).status == 0);
    CHECK(peer(site, 7).value(QStringLiteral("mayOmitHardwareId")).toBool());
    REQUIRE(site.askWithCode(words("peers edit 7 --may-omit-hardware-id no")).status == 0);
    CHECK_FALSE(peer(site, 7).value(QStringLiteral("mayOmitHardwareId")).toBool());
}

TEST_CASE("B3: peers edit --oms-central marks a site as Open mSupply central, and other edits leave the mark")
{
    const CtlSite site(1);
    site.addPeer(7, QStringLiteral("clinic7"));
    CHECK(peer(site, 7).value(QStringLiteral("omsCentral")) == false);
    CHECK(site.askWithCode(words("peers edit 7 --oms-central maybe")).status == 2);
    REQUIRE(site.askWithCode(words("peers edit 7 --oms-central yes")).status == 0);
    CHECK(peer(site, 7).value(QStringLiteral("omsCentral")) == true);
    REQUIRE(site.askWithCode(words("peers edit 7 --user clinic8 --may-omit-hardware-id yes")).status == 0);
    CHECK(peer(site, 7).value(QStringLiteral("omsCentral")) == true);
    REQUIRE(site.askWithCode(words("peers edit 7 --oms-central no")).status == 0);
    CHECK(peer(site, 7).value(QStringLiteral("omsCentral")) == false);
}

TEST_CASE("peers: an empty list is an empty array, and prints no error")
{
    const CtlSite site(1);
    const Answer none = site.ask(words("peers"));
    CHECK(none.status == 0);
    CHECK(none.output == "[]\n");
    CHECK(site.ask(words("peers show 2")).errorCode() == QStringLiteral("peer_unknown"));
}

TEST_CASE("peers: at a primary the list needs nothing of the site's own status")
{
    const CtlSite site(1);
    site.addPeer(7, QStringLiteral("clinic7"));
    {
        const SystemClock clock;
        const auto datafile = Datafile::open(DatafileAddress::ofFile(site.path()), clock);
        REQUIRE(datafile);
        // The number of records in quarantine is a sum, which these overflow.
        REQUIRE((*datafile)->connection().execute(
            QStringLiteral("INSERT INTO kept_count VALUES (3, 8, 9223372036854775807), (3, 9, 9223372036854775807)")));
    }
    REQUIRE(site.ask(words("status")).status == 4); // which cannot be had
    const Answer list = site.ask(words("peers list"));
    CHECK(list.status == 0);
    CHECK(list.array.size() == 1);
}

TEST_CASE("peers add: at a satellite the primary's URL is completed, and its row carries this machine's hardware ID")
{
    const CtlSite site(2);
    site.addPeer(1, QStringLiteral("clinic2"), QStringLiteral(" 192.0.2.1/ "));
    CHECK(peer(site, 1).value(QStringLiteral("url")) == QStringLiteral("http://192.0.2.1"));
    CHECK_FALSE(peer(site, 1).value(QStringLiteral("hardwareId")).toString().isEmpty());
}

TEST_CASE("D6: an http URL of another machine is saved with a warning, when it is saved")
{
    const CtlSite site(2);
    const Answer added = site.must({QStringLiteral("peers"), QStringLiteral("add"), QStringLiteral("1"),
                                       QStringLiteral("--user"), QStringLiteral("a"), QStringLiteral("--password-file"),
                                       QStringLiteral("-"), QStringLiteral("--url"), QStringLiteral("192.0.2.1")},
        "secret\n");
    REQUIRE(added.object.value(QStringLiteral("warnings")).toArray().size() == 1);
    const QString said = added.object.value(QStringLiteral("warnings")).toArray().first().toString();
    CHECK(said.contains(QStringLiteral("192.0.2.1")));
    CHECK(said.contains(QStringLiteral("https")));
    const auto warnings = [&site](const QString &url) {
        return site
            .must({QStringLiteral("peers"), QStringLiteral("edit"), QStringLiteral("1"), QStringLiteral("--url"), url})
            .object.value(QStringLiteral("warnings"))
            .toArray()
            .size();
    };
    CHECK(warnings(QStringLiteral("http://192.0.2.1")) == 0); // as it was
    CHECK(warnings(QStringLiteral("https://192.0.2.1")) == 0);
    CHECK(warnings(QStringLiteral("http://192.0.2.2")) == 1);
    CHECK(warnings(QStringLiteral("http://127.0.0.1:2048")) == 0);
    CHECK(
        site.must(words("prefs set listen 0.0.0.0:2048")).object.value(QStringLiteral("warnings")).toArray().isEmpty());
    const CtlSite primary(1);
    CHECK(primary.must(words("prefs set listen 0.0.0.0:2048"))
              .object.value(QStringLiteral("warnings"))
              .toArray()
              .first()
              .toString()
              .contains(QStringLiteral("plain-http")));
}

TEST_CASE("peers add: a URL at a primary is accepted with a warning, and sync is off")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    const QString password = site.write(QStringLiteral("pw"), "x\n");
    const Answer added = site.askWithCode({QStringLiteral("peers"), QStringLiteral("add"), QStringLiteral("3"),
        QStringLiteral("--user"), QStringLiteral("b"), QStringLiteral("--password-file"), password,
        QStringLiteral("--url"), QStringLiteral("https://x.example")});
    CHECK(added.status == 0);
    REQUIRE(added.object.value(QStringLiteral("warnings")).toArray().size() == 1);
    CHECK(added.object.value(QStringLiteral("warnings")).toArray().first().toString().contains(QStringLiteral("3")));
    CHECK(site.ask(words("status")).object.value(QStringLiteral("blocked")) == QStringLiteral("url-on-primary"));

    const Answer removed = site.must(
        {QStringLiteral("peers"), QStringLiteral("edit"), QStringLiteral("3"), QStringLiteral("--url"), QString()});
    CHECK(removed.object.value(QStringLiteral("warnings")).toArray().isEmpty());
    CHECK(site.ask(words("status")).object.value(QStringLiteral("blocked")).isNull());

    const Ran again = site.run({QStringLiteral("--code"), rightCode, QStringLiteral("peers"), QStringLiteral("edit"),
        QStringLiteral("3"), QStringLiteral("--url"), QStringLiteral("https://x.example")});
    CHECK(again.errors.contains("Synchronisation is off"));
}

TEST_CASE("peers: every change needs a code, and its lack comes before any rule")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    const QByteArray before = site.ask(words("peers")).output;
    const QString csv = site.write(QStringLiteral("bad.csv"), "nonsense\n");
    for (const QStringList &arguments : {words("peers add 1 --user x"), words("peers add 2 --user a"),
             words("peers edit 99 --user b"), words("peers remove 99"), words("peers remove 2"),
             words("peers clear-hardware 99"), QStringList {QStringLiteral("peers"), QStringLiteral("import"), csv},
             words("peers import no-such-file.csv")}) {
        CAPTURE(arguments);
        const Answer locked = site.ask(arguments);
        CHECK(locked.status == 3);
        CHECK(locked.errorCode() == QStringLiteral("code_missing"));
    }
    CHECK(site.ask(words("peers")).output == before);
}

TEST_CASE("peers: what to do about a row is said for the end of the line that one sits at, as in the window")
{
    const auto advice = [](const CtlSite &site, const char *line) {
        const Answer answer = site.askWithCode(words(line), "pw\n");
        CHECK(answer.status == 2);
        return answer.object.value(QStringLiteral("error")).toObject().value(QStringLiteral("advice")).toString();
    };
    const CtlSite primary(1);
    primary.addPeer(2, QStringLiteral("a"));
    CHECK(advice(primary, "peers edit 2 --user :").startsWith(QStringLiteral("Choose a user name for the satellite")));
    CHECK(advice(primary, "peers edit 2 --url 127.0.0.1:2048").startsWith(QStringLiteral("Leave the URL empty")));
    CHECK(advice(primary, "peers add two --user b --password-file -")
        == QStringLiteral("Enter the satellite's Sync ID, a whole number from 2 up."));
    const CtlSite satellite(2);
    satellite.addPeer(1, QStringLiteral("a"), QStringLiteral("192.0.2.1"));
    CHECK(advice(satellite, "peers edit 1 --user :").contains(QStringLiteral("the primary's administrator gave")));
    CHECK(advice(satellite, "peers edit 1 --url http://x/y").startsWith(QStringLiteral("Enter http://")));
}

TEST_CASE("peers add: what a rule refuses changes nothing")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    const QByteArray before = site.ask(words("peers")).output;
    const auto refusal = [&site](const char *line) { return site.askWithCode(words(line), "pw\n"); };
    CHECK(refusal("peers add 2 --user b --password-file -").errorCode() == QStringLiteral("sync_id_in_use"));
    CHECK(refusal("peers add 1 --user b --password-file -").errorCode() == QStringLiteral("sync_id_reserved"));
    CHECK(refusal("peers add 0 --user b --password-file -").errorCode() == QStringLiteral("sync_id_invalid"));
    CHECK(refusal("peers add two --user b --password-file -").errorCode() == QStringLiteral("sync_id_invalid"));
    CHECK(refusal("peers add 3 --user a --password-file -").errorCode() == QStringLiteral("user_name_in_use"));
    CHECK(refusal("peers add 3 --user a:b --password-file -").errorCode() == QStringLiteral("user_name_invalid"));
    CHECK(refusal("peers add 3 --user b").errorCode() == QStringLiteral("password_missing"));
    CHECK(
        refusal("peers add 3 --user b --password-file no-such-file").errorCode() == QStringLiteral("file_unreadable"));
    CHECK(refusal("peers add 3 --user b --password-file /").errorCode() == QStringLiteral("file_unreadable"));
    CHECK(refusal("peers add 3 --user b --password-file - --url http://x/y").errorCode()
        == QStringLiteral("url_invalid"));
    for (const char *line : {"peers add 2 --user b --password-file -", "peers add 3 --user b", "peers edit 9 --user b",
             "peers remove 9", "peers clear-hardware 9", "peers add 3"}) {
        INFO(line);
        CHECK(refusal(line).status == 2);
    }
    CHECK(site.ask(words("peers")).output == before);
}

TEST_CASE("peers add: a satellite's list holds at most the primary, with a URL")
{
    const CtlSite site(2);
    const auto refusal = [&site](const char *line) { return site.askWithCode(words(line), "pw\n"); };
    CHECK(refusal("peers add 3 --user x --password-file -").status == 2);
    CHECK(refusal("peers add 1 --user x --password-file -").errorCode() == QStringLiteral("url_missing"));
    CHECK(refusal("peers add 2 --user x --password-file - --url http://x").status == 2);
    CHECK(site.ask(words("peers")).array.isEmpty());
}

TEST_CASE("peers edit: changes what is named and leaves the rest")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    site.must(words("peers edit 2 --user renamed"));
    CHECK(peer(site, 2).value(QStringLiteral("userName")) == QStringLiteral("renamed"));
    site.must(words("peers edit 2 --sync-id 9"));
    CHECK(peer(site, 9).value(QStringLiteral("userName")) == QStringLiteral("renamed"));
    CHECK(site.ask(words("peers")).array.size() == 1);
    site.must(words("peers edit 9 --password-file -"), "new\n");
    CHECK(site.askWithCode(words("peers edit 9 --sync-id 1")).status == 2);
}

TEST_CASE("peers remove: takes the row away, but not that of a site with active stores")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    site.addPeer(3, QStringLiteral("b"));
    site.must(words("records put store S1"), R"({"ID":"S1","code":"s","sync_id_remote_site":3})");
    site.must(words("peers remove 2"));
    const Answer refused = site.askWithCode(words("peers remove 3"));
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("site_has_stores"));
    CHECK(peer(site, 3).value(QStringLiteral("stores")).toArray() == QJsonArray {QStringLiteral("S1")});
    CHECK(site.ask(words("peers")).array.size() == 1);
}

TEST_CASE("peers import: all rows or none, every bad row is named with its line and reason")
{
    const CtlSite site(1);
    const QString bad = site.write(
        QStringLiteral("bad.csv"), "syncId,userName,password,url\n2,a,pw2,\n2,b,pw3,\n1,c,pw4,\n5,d,pw5,\n");
    const Answer refused = site.askWithCode({QStringLiteral("peers"), QStringLiteral("import"), bad});
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("import_rows_bad"));
    CHECK(refused.output.contains("3"));
    CHECK(refused.output.contains("4"));
    for (const char *secret : {"pw2", "pw3", "pw4", "pw5"})
        CHECK_FALSE(refused.output.contains(secret));
    CHECK(site.ask(words("peers")).array.isEmpty());

    const Answer taken
        = site.askWithCode(words("peers import -"), "syncId,userName,password,url\n2,a,pw2,\n5,\"d, e\",pw5,\n");
    CHECK(taken.status == 0);
    CHECK(site.ask(words("peers")).array.size() == 2);
    CHECK(peer(site, 5).value(QStringLiteral("userName")) == QStringLiteral("d, e"));
}

TEST_CASE("E5: hashing many new passwords shows how far it is, and Ctrl-C ends it with nothing taken")
{
    const CtlSite site(1);
    QByteArray csv = "syncId,userName,password,url\n";
    for (int id = 2; id < 2000; ++id)
        csv += QByteArray::number(id) + ",site " + QByteArray::number(id) + ",pw,\n";
    const QString file = site.write(QStringLiteral("many.csv"), csv);
    Child child(site.withDatafile({QStringLiteral("--json"), QStringLiteral("--code"), rightCode,
                    QStringLiteral("peers"), QStringLiteral("import"), file}),
        site.environment());
    QElapsedTimer limit;
    limit.start();
    while (!child.errors().contains("Hashing passwords") && child.isRunning() && limit.elapsed() < 30000)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
    CHECK(child.errors().contains("Hashing passwords"));
    child.interrupt();
    CHECK(child.exitStatus() == 130);
    CHECK(child.output().isEmpty());
    CHECK(site.ask(words("peers")).array.isEmpty());
}

TEST_CASE("peers import: a file that cannot be read ends with 2")
{
    const CtlSite site(1);
    for (const char *line : {"peers import no-such-file.csv", "peers import /"}) {
        INFO(line);
        const Answer refused = site.askWithCode(words(line));
        CHECK(refused.status == 2);
        CHECK(refused.errorCode() == QStringLiteral("file_unreadable"));
    }
}

TEST_CASE("peers export: leaves passwords out, and can be imported again")
{
    const CtlSite site(1);
    site.addPeer(2, QStringLiteral("a"));
    const Ran exported = site.run(words("peers export"));
    CHECK(exported.status == 0);
    CHECK(exported.output.startsWith("syncId,userName,password,url"));
    CHECK(exported.output.contains("2,a,,"));
    CHECK_FALSE(exported.output.contains("secret-2"));
    CHECK(site.askWithCode(words("peers import -"), exported.output).status == 0);
    CHECK(site.ask(words("peers export")).object.value(QStringLiteral("csv")).toString().toUtf8() == exported.output);
}

TEST_CASE("A code and a password may both come from standard input, a line each")
{
    const CtlSite site(1);
    const Answer added
        = site.ask(words("--code-file - peers add 2 --user a --password-file -"), rightCode.toUtf8() + "\npw\n");
    CHECK(added.status == 0);
}
