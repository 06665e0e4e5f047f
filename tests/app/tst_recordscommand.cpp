// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/clock.h"
#include "core/records/datafile.h"
#include "core/store/quarantine.h"
#include "tests/app/ctlsite.h"
#include "tests/app/words.h"
#include "tests/support/brokenjson.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QByteArray oddData = R"({"b":0.10,"a":[1E+2,12345678901234567890],"c":"\u00e9\/ü","b2": {} ,"n":null})";

qint64 count(const CtlSite &site)
{
    return site.ask(words("records count")).object.value(QStringLiteral("count")).toInteger(-1);
}

void quarantine(const CtlSite &site, SyncId source, const Record &record)
{
    const SystemClock clock;
    const auto datafile = Datafile::open(DatafileAddress::ofFile(site.path()), clock);
    REQUIRE(datafile);
    REQUIRE((*datafile)->quarantine().add({.record = record,
        .source = source,
        .field = {},
        .reason = {ErrorCode::FormReplaced},
        .since = clock.utcNow()}));
}

} // namespace

TEST_CASE("records put, get, export: recordData byte for byte as it was put, but for line breaks between tokens")
{
    const CtlSite site(0);
    CHECK(site.ask(words("records put item I1"), oddData).object.value(QStringLiteral("ok")) == true);
    const QByteArray line = R"({"tableName":"item","recordId":"I1","recordData":)" + oddData + "}\n";
    CHECK(site.run(words("records get item I1")).output == line);
    CHECK(site.run(words("--json records get item I1")).output == line);
    CHECK(site.run(words("records export")).output == line);

    CHECK(site.run(words("records put item I2"), "{\n  \"a\": 1,\r\n  \"b\": \"x y\"\n}\n").status == 0);
    CHECK(site.run(words("records get item I2")).output
        == R"({"tableName":"item","recordId":"I2","recordData":{  "a": 1,  "b": "x y"}})"
           "\n");
}

TEST_CASE("records export: ordered by table then record ID, one table where asked")
{
    const CtlSite site(0);
    for (const char *line : {"records put unit b", "records put item b", "records put unit a", "records put item a"})
        REQUIRE(site.run(words(line), "{}").status == 0);
    CHECK(site.run(words("records export")).output
        == R"({"tableName":"item","recordId":"a","recordData":{}})"
           "\n"
           R"({"tableName":"item","recordId":"b","recordData":{}})"
           "\n"
           R"({"tableName":"unit","recordId":"a","recordData":{}})"
           "\n"
           R"({"tableName":"unit","recordId":"b","recordData":{}})"
           "\n");
    CHECK(site.run(words("records export --table unit")).output.count('\n') == 2);
    CHECK(site.run(words("records export --table none")).output.isEmpty());
}

TEST_CASE("records count: all, by table, one table")
{
    const CtlSite site(0);
    CHECK(site.ask(words("records count")).object.value(QStringLiteral("count")) == 0);
    REQUIRE(site.run(words("records put unit a"), "{}").status == 0);
    REQUIRE(site.run(words("records put item a"), "{}").status == 0);
    const Answer all = site.ask(words("records count"));
    CHECK(all.object.value(QStringLiteral("count")) == 2);
    CHECK(all.object.value(QStringLiteral("tables")).toObject().value(QStringLiteral("unit")) == 1);
    CHECK(site.ask(words("records count --table unit")).object.value(QStringLiteral("count")) == 1);
    CHECK(site.run(words("records count")).output == "2\n");
}

TEST_CASE("records get, delete: of a missing record end with 1")
{
    const CtlSite site(0);
    CHECK(site.ask(words("records get item none")).status == 1);
    CHECK(site.ask(words("records get item none")).errorCode() == QStringLiteral("record_missing"));
    CHECK(site.ask(words("records delete item none")).status == 1);
    REQUIRE(site.run(words("records put item x"), "{}").status == 0);
    CHECK(site.ask(words("records delete item x")).status == 0);
    CHECK(site.ask(words("records delete item x")).status == 1);
    CHECK(count(site) == 0);
}

TEST_CASE("records put: broken JSON is refused and changes nothing")
{
    const CtlSite site(0);
    REQUIRE(site.run(words("records put item x"), "{\"a\":1}").status == 0);
    for (const char *broken : {R"({"a":nul})", "{,,,}", R"({"a":[1})", R"({"a":01.})", R"({"a":"\q"})", R"("\q")", "",
             " ", "{}{}", "[1]", "1", "null", "{\"a\":1", "{\"a\":\"\xff\"}", "{'a':1}"}) {
        INFO(broken);
        const Answer refused = site.ask(words("records put item x"), broken);
        CHECK(refused.status == 2);
        CHECK_FALSE(refused.errorCode().isEmpty());
    }
    CHECK(site.run(words("records get item x")).output.contains("{\"a\":1}"));
}

TEST_CASE("11: records put: a whole line of records get is refused, and the record stays as it is")
{
    const CtlSite site(0);
    REQUIRE(site.run(words("records put item x"), "{\"a\":1}").status == 0);
    const QByteArray line = site.run(words("records get item x")).output;
    for (const QByteArray &given : {line, QByteArray(R"({ "recordData":{}, "recordId":"y", "tableName":"unit" })")}) {
        const Answer refused = site.ask(words("records put item x"), given);
        CHECK(refused.status == 2);
        CHECK(refused.errorCode() == QStringLiteral("usage_wrong"));
        CHECK(site.run(words("records put item x"), given).errors.contains("recordData"));
    }
    CHECK(site.run(words("records get item x")).output == line);
    // A record of its own may have such keys.
    CHECK(site.run(words("records put item y"), R"({"tableName":"unit","recordId":"y","recordData":{},"a":1})").status
        == 0);
    CHECK(site.run(words("records import -"), line).status == 0);
}

TEST_CASE("11: what the records commands have done, or why not, is said in a line")
{
    const CtlSite site(0);
    const Ran put = site.run(words("records put item x"), "{}");
    CHECK(put.output.isEmpty());
    CHECK(put.errors == "x is in item now.\n");
    CHECK(site.ask(words("records put item x"), "{}").errors.isEmpty());
    CHECK(site.run(words("records put item x"), " \n").errors.contains("nothing came from standard input"));
    CHECK(site.run(words("records delete item x")).errors == "x is gone from item.\n");
    for (const char *command : {"records drop 99", "records retry 99"}) {
        CAPTURE(command);
        const Answer none = site.ask(words(command));
        CHECK(none.status == 1);
        CHECK(none.errorCode() == QStringLiteral("record_missing"));
        const QByteArray said = site.run(words(command)).errors;
        CHECK(said.contains("number 99 of the quarantine"));
        CHECK(said.contains("mailboatctl records quarantine"));
    }
}

TEST_CASE("records put: deeply nested JSON is refused, not crashed upon")
{
    const CtlSite site(0);
    const QByteArray deep = "{\"a\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}';
    CHECK(site.ask(words("records put item x"), deep).status == 2);
}

TEST_CASE("records put: names that are none are refused")
{
    const CtlSite site(0);
    const QString longName(300, QLatin1Char('x'));
    for (const QStringList &names :
        {QStringList {QString(), QStringLiteral("x")}, QStringList {QStringLiteral("item"), QString()},
            QStringList {longName, QStringLiteral("x")}, QStringList {QStringLiteral("item"), longName},
            QStringList {QStringLiteral("a\nb"), QStringLiteral("x")}}) {
        const Answer refused = site.ask(words("records put") + names, "{}");
        CHECK(refused.status == 2);
    }
    CHECK(count(site) == 0);
}

TEST_CASE(
    "records put: central data at a satellite that knows its primary are refused once it is initialised, kept before")
{
    const CtlSite site(2);
    CHECK(site.ask(words("records put item x"), "{}").status == 0);
    CHECK(site.ask(words("status")).object.value(QStringLiteral("waitingToPush")) == 1);
    CHECK(site.ask(words("status")).object.value(QStringLiteral("oldestWaiting")).isString());
}

TEST_CASE("records import: takes what export gives, from a file and from standard input")
{
    const CtlSite from(0);
    REQUIRE(from.run(words("records put item I1"), oddData).status == 0);
    REQUIRE(from.run(words("records put unit u"), "{}").status == 0);
    const QByteArray exported = from.run(words("records export")).output;

    const CtlSite to(0);
    const QString file = to.write(QStringLiteral("all.ndjson"), "\n" + exported);
    const Answer taken = to.ask({QStringLiteral("records"), QStringLiteral("import"), file});
    CHECK(taken.status == 0);
    CHECK(taken.object.value(QStringLiteral("records")) == 2);
    CHECK(to.run(words("records export")).output == exported);

    const CtlSite third(0);
    CHECK(third.ask(words("records import -"), exported.trimmed()).status == 0); // no line break at the end
    CHECK(third.run(words("records export")).output == exported);
}

TEST_CASE("records import: one bad line undoes all, and is named by its number")
{
    const CtlSite site(0);
    const QByteArray good = R"({"tableName":"item","recordId":"a","recordData":{}})"
                            "\n";
    for (const char *bad : {"nonsense", R"({"tableName":"item","recordId":"b"})",
             R"({"tableName":"item","recordId":"b","recordData":{,}})",
             R"({"tableName":"item","recordId":7,"recordData":{}})",
             R"({"tableName":"","recordId":"b","recordData":{}})", "[]",
             R"({"tableName":"item","recordId":"b","recordData":[]})",
             R"({"tableName":"item","recordId":"b","recordData":{}} x)"}) {
        INFO(bad);
        const Answer refused = site.ask(words("records import -"), good + "\n" + bad + "\n" + good);
        CHECK(refused.status == 2);
        CHECK(refused.errorCode() == QStringLiteral("import_rows_bad"));
        CHECK(refused.output.contains("line 3"));
        CHECK(count(site) == 0);
    }
}

TEST_CASE("A1: records import names line and byte of a record that is no JSON, and that one still undoes all")
{
    const CtlSite site(0);
    const QByteArray good = "{\"tableName\":\"item\",\"recordId\":\"a\",\"recordData\":{}}\n";
    for (const BrokenJson &broken : brokenJson()) {
        CAPTURE(broken.kind);
        if (broken.data.contains('\n') || broken.data.contains('\0')) // two lines; no text
            continue;
        const QByteArray begin = R"({"tableName":"item","recordId":"b","recordData":)";
        const Answer refused = site.ask(words("records import -"), good + begin + broken.data + "}\n" + good);
        CHECK(refused.status == 2);
        CHECK(refused.errorCode() == QStringLiteral("import_rows_bad"));
        CHECK(refused.output.contains("line 2"));
        CHECK(refused.output.contains("at byte "));
        const bool endsLater
            = QByteArray(broken.kind).contains("too many") || broken.data.endsWith('x') || broken.data.size() > 600;
        const QByteArray place = QByteArray::number(begin.size() + broken.byte);
        if (!endsLater)
            CHECK(refused.output.contains(QByteArray("at byte " + place)));
        CHECK(count(site) == 0);
    }
}

TEST_CASE("records import: a line over 64 MiB is refused")
{
    const CtlSite site(0);
    const QByteArray line
        = R"({"tableName":"item","recordId":"a","recordData":{"a":")" + QByteArray(65 * 1024 * 1024, 'x') + "\"}}";
    const Answer refused = site.ask(words("records import -"), line);
    CHECK(refused.status == 2);
    CHECK(count(site) == 0);
    CHECK(site.ask(words("records put item a"), "{\"a\":\"" + QByteArray(65 * 1024 * 1024, 'x') + "\"}").errorCode()
        == QStringLiteral("input_too_large"));
}

TEST_CASE("records import: a file that cannot be read ends with 2")
{
    const CtlSite site(0);
    for (const char *line : {"records import no-such-file", "records import /"}) {
        INFO(line);
        CHECK(site.ask(words(line)).status == 2);
        CHECK(site.ask(words(line)).errorCode() == QStringLiteral("file_unreadable"));
    }
}

TEST_CASE("records drop: of a number that is not there ends with 1, without one with 2")
{
    const CtlSite site(0);
    CHECK(site.ask(words("records drop 17")).status == 1);
    CHECK(site.ask(words("records drop")).status == 2);
}

TEST_CASE("records quarantine, retry: an empty quarantine is an empty array")
{
    const CtlSite site(1);
    CHECK(site.ask(words("records quarantine")).output == "[]\n");
    CHECK(site.ask(words("records retry")).object.value(QStringLiteral("records")) == 0);
}

TEST_CASE("12.3: records quarantine NUMBER shows an entry with its data, byte for byte")
{
    const CtlSite site(1);
    quarantine(site, SyncId {2}, {"item", "i1", Action::Update, oddData});
    quarantine(site, SyncId {2}, {"item", "i2", Action::Update, "{\"a\":\"\x1b[2J\",\n \"b\":1}"});
    quarantine(site, SyncId {2}, {"item", "i3", Action::Delete, {}});

    const QJsonArray all = site.ask(words("records quarantine")).array;
    REQUIRE(all.size() == 3);
    for (const QJsonValue one : all) {
        const QJsonObject listed = one.toObject();
        CHECK_FALSE(listed.contains(QStringLiteral("data"))); // contract.md: as it was
        const QString number = QString::number(listed.value(QStringLiteral("number")).toInt());
        QJsonObject shown = site.ask(words("records quarantine") + QStringList {number}).object;
        const QJsonValue data = shown.take(QStringLiteral("data"));
        CHECK(shown == listed);
        if (listed.value(QStringLiteral("recordId")) == QStringLiteral("i1"))
            CHECK(data.toString().toUtf8() == oddData);
        if (listed.value(QStringLiteral("recordId")) == QStringLiteral("i3"))
            CHECK(data.isNull());
    }
    const QByteArray first = site.run(words("records quarantine 1")).output;
    CHECK(first.contains("Reason:"));
    CHECK(first.endsWith(QByteArray('\n' + oddData + '\n')));
    const QByteArray hostile = site.run(words("records quarantine 2")).output;
    CHECK_FALSE(hostile.contains('\x1b'));
    CHECK(hostile.contains("\n \"b\":1}\n"));

    CHECK(site.ask(words("records quarantine 99")).status == 1);
    CHECK(site.ask(words("records quarantine 99")).errorCode() == QStringLiteral("record_missing"));
    CHECK(site.ask(words("records quarantine 0")).status == 2);
}

TEST_CASE("records quarantine has the name of a record, where it has one")
{
    const CtlSite site(1);
    quarantine(site, SyncId {2}, {"item", "i1", Action::Update, R"({"item_name":"Amoxicillin"})"});
    quarantine(site, SyncId {2}, {"item", "i2", Action::Delete, {}});
    const QJsonArray all = site.ask(words("records quarantine")).array;
    REQUIRE(all.size() == 2);
    CHECK(all.at(0).toObject().value(QStringLiteral("name")) == QStringLiteral("Amoxicillin"));
    CHECK(all.at(1).toObject().value(QStringLiteral("name")).isNull());
    CHECK(site.run(words("records quarantine")).output.contains("Amoxicillin"));
}

TEST_CASE("12.3: one record that leaves the quarantine is one record")
{
    const CtlSite site(2);
    CHECK(site.run(words("records retry")).output == "0 records left the quarantine.\n");
    quarantine(site, SyncId {1}, {"item", "i1", Action::Update, R"({"ID":"i1"})"});
    CHECK(site.run(words("records retry 1")).output == "1 record left the quarantine.\n");
}

TEST_CASE("sample: as many records as asked for, the same for the same seed")
{
    const CtlSite one(1);
    const CtlSite two(1);
    const CtlSite other(1);
    CHECK(one.ask(words("sample --stores 2 --records 600")).object.value(QStringLiteral("records")) == 600);
    CHECK(two.ask(words("sample --stores 2 --records 600 --seed 1")).status == 0);
    CHECK(other.ask(words("sample --stores 2 --records 600 --seed 2")).status == 0);
    CHECK(count(one) == 600);
    CHECK(one.run(words("records export")).output == two.run(words("records export")).output);
    CHECK_FALSE(one.run(words("records export")).output == other.run(words("records export")).output);

    const QByteArray stores = one.run(words("records export --table store")).output;
    CHECK(stores.contains("\"sync_id_remote_site\":2"));
    CHECK(stores.contains("\"sync_id_remote_site\":3"));
    CHECK_FALSE(stores.contains("\"sync_id_remote_site\":4"));
}

TEST_CASE("Output that cannot be written ends with 1")
{
    const CtlSite site(1);
    REQUIRE(site.ask(words("sample --stores 1 --records 2000")).status == 0);
    QProcess process;
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    for (const char *line : {"records export", "prefs --json", "prefs"}) {
        INFO(line);
        process.start(mailboatctlProgram(), site.withDatafile(words(line)));
        REQUIRE(process.waitForFinished());
        CHECK(process.exitStatus() == QProcess::NormalExit);
        CHECK(process.exitCode() == 1);
    }
}
