// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QCryptographicHash>
#include <QFile>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace mailboat::test;

namespace {

/// A primary with the stores st-1 and st-2.
void putStores(const CtlSite &site)
{
    for (const char *id : {"st-1", "st-2"})
        site.must({QStringLiteral("records"), QStringLiteral("put"), QStringLiteral("store"), QString::fromUtf8(id)},
            QByteArray(R"({"ID":")") + id + R"(","name_ID":"n","code":"c","sync_id_remote_site":0})");
}

QJsonObject only(const CtlSite &site)
{
    const Answer list = site.ask(words("users list"));
    REQUIRE(list.status == 0);
    REQUIRE(list.array.size() == 1);
    return list.array.first().toObject();
}

} // namespace

TEST_CASE("11.4: users add, list, edit, remove")
{
    const CtlSite site(1);
    putStores(site);
    CHECK(site.ask(words("users")).output == "[]\n");
    CHECK(site.must(words("users add amy --password-file - --store st-1 --store st-2:view,7 --first-name Amy"), "pw\n")
              .object.value(QStringLiteral("ok"))
              .toBool());
    QJsonObject amy = only(site);
    CHECK(amy.keys()
        == QStringList {QStringLiteral("active"), QStringLiteral("email"), QStringLiteral("firstName"),
            QStringLiteral("language"), QStringLiteral("lastName"), QStringLiteral("name"), QStringLiteral("stores"),
            QStringLiteral("userId")});
    CHECK(amy.value(QStringLiteral("name")) == QStringLiteral("amy"));
    CHECK(amy.value(QStringLiteral("active")) == true);
    CHECK(amy.value(QStringLiteral("email")).isNull());
    const QJsonArray stores = amy.value(QStringLiteral("stores")).toArray();
    REQUIRE(stores.size() == 2);
    CHECK(stores.first().toObject().value(QStringLiteral("default")) == true);
    CHECK(
        stores.first().toObject().value(QStringLiteral("permissions")) == QJsonArray {QStringLiteral("store-keeper")});
    CHECK(stores.last().toObject().value(QStringLiteral("permissions"))
        == QJsonArray {QStringLiteral("view"), QStringLiteral("7")});
    CHECK(site.run(words("users")).output.contains("st-2: view, 7"));

    site.must(words("users edit AMY --active no --without-store st-1 --permissions all --language fr"));
    amy = only(site);
    CHECK(amy.value(QStringLiteral("active")) == false);
    CHECK(amy.value(QStringLiteral("language")) == QStringLiteral("fr"));
    REQUIRE(amy.value(QStringLiteral("stores")).toArray().size() == 1);
    const Ran removed = site.run(QStringList {QStringLiteral("--code"), rightCode} + words("users remove amy"));
    CHECK(removed.status == 0);
    CHECK(removed.errors == "amy may no more sign in.\n");
    CHECK(site.ask(words("users list")).output == "[]\n");
}

TEST_CASE("11.4: users: the lack of a code comes before any rule, and what breaks one is refused with 2")
{
    const CtlSite site(1);
    for (const char *line : {"users add amy --password-file -", "users edit nobody", "users remove nobody",
             "users import no-such-file.csv", "users add a:b --permissions nonsense"}) {
        CAPTURE(line);
        CHECK(site.ask(words(line), "pw\n").status == 3);
    }
    const auto refused = [&site](const char *line) {
        CAPTURE(line);
        const Answer answer = site.askWithCode(words(line), "pw\n");
        CHECK(answer.status == 2);
        return answer.errorCode();
    };
    CHECK(refused("users edit nobody --active no") == QStringLiteral("app_user_unknown"));
    CHECK(refused("users remove nobody") == QStringLiteral("app_user_unknown"));
    CHECK(refused("users add amy --password-file - --store nowhere") == QStringLiteral("app_user_invalid"));
    CHECK(
        site.askWithCode(words("users add amy --password-file - --store nowhere"), "pw\n").output.contains("nowhere"));
    CHECK(refused("users add amy --password-file - --permissions x") == QStringLiteral("app_user_invalid"));
    CHECK(refused("users add amy") == QStringLiteral("app_user_invalid")); // no terminal to ask for a password
    CHECK(refused("users edit amy --active perhaps") == QStringLiteral("usage_wrong"));
    CHECK(site.ask(words("users list")).output == "[]\n");
}

TEST_CASE("11.4: users: a satellite has none, and says where they are")
{
    const CtlSite site(2);
    const Answer list = site.ask(words("users"));
    CHECK(list.status == 2);
    CHECK(list.errorCode() == QStringLiteral("action_not_possible"));
    CHECK(list.output.contains("primary"));
    CHECK(site.askWithCode(words("users add amy --password-file -"), "pw\n").status == 2);
}

TEST_CASE("11.4: users import takes all rows or none and names every bad one, and no secret is to be seen anywhere")
{
    const CtlSite site(1);
    putStores(site);
    const QByteArray secret = "PLANTED-PERSON-PASSWORD";
    const QByteArray bad = "name,password,stores,permissions\namy," + secret + ",st-1,view\nben,,st-1,\ncy," + secret
        + ",st-9,\ndee,x,st-1," + secret + "\nAMY,x,,\ne:e,x,,\n" + secret + ",x," + secret + ",,," + secret + '\n';
    const Answer refused = site.askWithCode(words("users import -"), bad);
    CHECK(refused.status == 2);
    CHECK(refused.errorCode() == QStringLiteral("import_rows_bad"));
    for (const char *line : {"Line 3:", "Line 4:", "Line 5:", "Line 6:", "Line 7:", "Line 8:"})
        CHECK(refused.output.contains(line));
    CHECK_FALSE(refused.output.contains("Line 2:"));
    CHECK(site.ask(words("users")).output == "[]\n");

    const QString file = site.write(QStringLiteral("people.csv"),
        "name;password;stores;permissions\namy;" + secret + ";st-1 st-2;all\nben;" + secret + ";;\n");
    site.must({QStringLiteral("users"), QStringLiteral("import"), file});
    const Answer list = site.ask(words("users list"));
    CHECK(list.array.size() == 2);
    const Ran log = site.run(words("log -n 100"));
    for (const QByteArray &form :
        {secret, QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex(), QByteArray("argon2")}) {
        for (const QByteArray &output : {refused.output, refused.errors, list.output, log.output, log.errors})
            CHECK_FALSE(output.contains(form));
    }
    CHECK_FALSE(site.datafileBytes().contains(secret));
    CHECK_FALSE(site.datafileBytes().contains(QCryptographicHash::hash(secret, QCryptographicHash::Sha256).toHex()));
}

TEST_CASE("11.4: Ctrl-C at users import ends it with 130 and nothing taken")
{
    const CtlSite site(1);
    const QString path = site.filePath(QStringLiteral("pipe"));
    REQUIRE(mkfifo(QFile::encodeName(path).constData(), 0600) == 0);
    Child child(site.withDatafile(
                    {QStringLiteral("--code"), rightCode, QStringLiteral("users"), QStringLiteral("import"), path}),
        site.environment());
    const int pipe = open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC);
    REQUIRE(pipe >= 0);
    QByteArray rows = "name,password\n";
    for (int i = 0; i < 20'000; ++i) // hashing them takes minutes; and it is more than a pipe holds
        rows += "person " + QByteArray::number(i) + ",secret\n";
    REQUIRE(write(pipe, rows.constData(), static_cast<std::size_t>(rows.size())) == rows.size());
    close(pipe);
    child.interrupt();
    CHECK(child.exitStatus() == 130);
    CHECK(site.ask(words("users list")).output == "[]\n");
}
