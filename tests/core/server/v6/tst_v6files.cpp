// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/syncfiles.h"
#include "tests/core/server/v6/v6records.h"

#include <QDir>
#include <QFileInfo>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QStringList filesOf(ServedPrimary &primary)
{
    return QDir(primary.path() + QStringLiteral(".files"))
        .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
}

} // namespace

TEST_CASE("11.2: a file is kept under its reference's ID, its owner's alone, and given to who has the reference")
{
    V6Central files;
    const QByteArray bytes("\xff\xd8\x00\r\n--0f1e2d3c\r\n", 16);
    CHECK(outcomeOfV6(files.hill->push({fileReference("f1", "a1"), assetRecord("a1", "store_a")})) == "data");
    const RawReply sent = files.hill->upload("f1", bytes);
    CHECK(sent.status == 200);
    CHECK(sent.body == R"({"data":null})");
    const RawReply got = files.hill->download("f1");
    CHECK(got.status == 200);
    CHECK(got.body == bytes);
    CHECK(got.header("content-type") == "application/octet-stream");
    CHECK(filesOf(files.primary) == QStringList {QStringLiteral("f1")});
    const QFileInfo folder(files.primary.path() + QStringLiteral(".files"));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    CHECK(!(folder.permissions() & others));
    CHECK(!(QFileInfo(folder.filePath() + QStringLiteral("/f1")).permissions() & others));
    // The other site has neither the record nor its file.
    CHECK(files.valley->pull().isEmpty());
    CHECK(files.valley->download("f1").status == 404);
    CHECK(files.valley->download("f1").body == R"({"syncFileNotFound":"f1"})");
    files.primary.putStore("store_a", 3);
    CHECK(files.valley->pull() == QByteArrayList {"asset/a1", "sync_file_reference/f1"});
    CHECK(files.valley->download("f1").body == bytes);
}

TEST_CASE("11.2: what is attached to a record goes where that one goes")
{
    V6Central files;
    files.primary.put("asset_class", "c1", R"({"id":"c1","name":"Cold"})");
    files.primary.put("item", "i1", R"({"ID":"i1","item_name":"x"})");
    files.primary.put("sync_file_reference", "f1", fileReference("f1", "c1", "asset_class").data);
    files.primary.put("sync_file_reference", "f2", fileReference("f2", "i1", "item").data);
    CHECK(
        outcomeOfV6(files.hill->push({fileReference("f3", "loc", "Location"), fileReference("f4", "nothing", "asset")}))
        == "data");
    CHECK(
        files.valley->pull() == QByteArrayList {"asset_class/c1", "sync_file_reference/f1", "sync_file_reference/f2"});
    // What was attached to a record of another site's before that came stays with who did that.
    files.primary.put("Location", "loc", R"({"ID":"loc","store_ID":"store_b"})");
    CHECK(files.valley->pull().isEmpty());
    CHECK(files.hill->pull(false)
        == QByteArrayList {"asset_class/c1", "sync_file_reference/f1", "sync_file_reference/f2",
            "sync_file_reference/f4", "sync_file_reference/f3"});
}

TEST_CASE("11.2: a site attaches to what it may write, and to nothing that is for everybody or of another site's")
{
    V6Central files;
    const auto shipment = [](const QByteArray &id, const QByteArray &store, const QByteArray &to) -> QByteArray {
        return R"({"ID":")" + id + R"(","store_ID":")" + store + R"(","name_ID":"name_)" + to + "\"}";
    };
    files.primary.put("asset_class", "c1", R"({"id":"c1","name":"Cold"})");
    files.primary.put("item", "i1", R"({"ID":"i1","item_name":"x"})");
    files.primary.put("transact", "own", shipment("own", "store_a", "store_b"));
    files.primary.put("transact", "given", shipment("given", "store_b", "store_a"));
    files.primary.put("name", "p", R"({"ID":"p","type":"patient","supplying_store_id":"store_b"})");
    (void)files.hill->pull();
    CHECK(outcomeOfV6(files.hill->push({fileReference("f1", "c1", "asset_class"), fileReference("f2", "i1", "item"),
              fileReference("f3", "given", "invoice"), fileReference("f4", "p", "name"),
              fileReference("f5", "f5", "sync_file_reference"), fileReference("f6", "own", "invoice")}))
        == "data");
    CHECK(refusedAt(files.primary)
        == Names {"sync_file_reference/f1 record_not_owned", "sync_file_reference/f2 record_not_owned",
            "sync_file_reference/f3 record_not_owned", "sync_file_reference/f4 record_not_owned"});
    CHECK(files.hill->pull(false).contains("sync_file_reference/f6"));
    CHECK(outcomeOfV6(files.hill->upload("f2", "abc")) == "syncFileNotFound");
    CHECK_FALSE(files.valley->pull().join().contains("sync_file_reference"));
    CHECK(outcomeOfV6(files.valley->push({v6Gone("sync_file_reference", "f6")})) == "data");
    CHECK(files.primary.dataOf("sync_file_reference", "f6"));
    // What Open mSupply calls an invoice is what version 5 knows by another name: its files go where it goes.
    files.primary.putStore("store_a", 3);
    CHECK(files.valley->pull().contains("sync_file_reference/f6"));
    // Who sees a patient may attach to it.
    CHECK(outcomeOfV6(files.valley->push({fileReference("f7", "p", "name")})) == "data");
    CHECK(files.primary.dataOf("sync_file_reference", "f7"));
}

TEST_CASE("11.2: a file goes with its record to another store of another site")
{
    V6Central files;
    CHECK(outcomeOfV6(files.hill->push({assetRecord("a1", "store_a"), fileReference("f1", "a1")})) == "data");
    files.primary.put("asset", "a1", assetRecord("a1", "store_b").data);
    CHECK(files.valley->pull() == QByteArrayList {"asset/a1", "sync_file_reference/f1"});
}

TEST_CASE("11.2: a file without a reference, or of another site's, is not taken")
{
    V6Central files;
    CHECK(files.hill->upload("f1", "abc").body == R"({"error":{"syncFileNotFound":"f1"}})");
    CHECK(outcomeOfV6(files.hill->push({assetRecord("a1", "store_a"), fileReference("f1", "a1"),
              fileReference("../f2", "a1"), fileReference("a name", "a1")}))
        == "data");
    CHECK(outcomeOfV6(files.valley->upload("f1", "stolen")) == "otherServerError");
    CHECK(files.hill->upload("../f2", "abc").body == R"({"error":{"syncFileNotFound":"../f2"}})");
    CHECK(files.hill->upload("a name", "abc").body == R"({"error":{"syncFileNotFound":"a name"}})");
    CHECK(files.hill->download("../f2").status == 404);
    CHECK(files.hill->download("f1").status == 404); // not sent yet
    CHECK(filesOf(files.primary).isEmpty());
    for (const QByteArray &body : {QByteArrayLiteral(""), QByteArrayLiteral("--x"), QByteArrayLiteral("--x\r\n\r\n"),
             QByteArrayLiteral("--x\r\nContent-Disposition: form-data; name=\"json_part\"\r\n\r\n{}\r\n--x--\r\n")}) {
        V5Caller raw = files.primary.hill();
        raw.connection().send(rawRequest(
            "PUT", "/central/sync/upload_file", {{"Content-Type", "multipart/form-data; boundary=x"}}, body));
        const auto reply = raw.connection().reply();
        REQUIRE(reply);
        CHECK(outcomeOfV6(*reply) == "otherServerError");
    }
}

TEST_CASE("11.2: files have a limit together, and those whose reference is deleted make room")
{
    V6Central files;
    files.primary.setPreference(QStringLiteral("max-files"), QStringLiteral("1"));
    V5Caller signsIn = files.primary.hill();
    CHECK(signsIn.get(siteCall).status == 200);
    CHECK(outcomeOfV6(
              files.hill->push({assetRecord("a1", "store_a"), fileReference("f1", "a1"), fileReference("f2", "a1")}))
        == "data");
    const QByteArray most(1 << 19, 'x');
    CHECK(outcomeOfV6(files.hill->upload("f1", most)) == "data");
    const RawReply full = files.hill->upload("f2", most + 'x');
    CHECK(outcomeOfV6(full) == "otherServerError");
    CHECK(full.body.contains("no room for further files"));
    CHECK(filesOf(files.primary) == QStringList {QStringLiteral("f1")});
    CHECK(outcomeOfV6(files.hill->upload("f2", most)) == "data");
    CHECK(outcomeOfV6(files.hill->upload("f1", most)) == "data"); // in its own place
    CHECK(SyncFiles(files.primary.datafile().connection()).total().value_or(0) == 1 << 20);
    CHECK(outcomeOfV6(files.hill->push({{"sync_file_reference", "f2", Action::Delete, {}}, fileReference("f3", "a1")}))
        == "data");
    CHECK(outcomeOfV6(files.hill->upload("f3", most)) == "data");
    CHECK(filesOf(files.primary) == QStringList {QStringLiteral("f1"), QStringLiteral("f3")});
    CHECK(SyncFiles(files.primary.datafile().connection()).total().value_or(0) == 1 << 20);
}
