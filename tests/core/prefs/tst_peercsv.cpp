// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peercsv.h"

#include "core/prefs/peerimport.h"
#include "tests/core/prefs/drafting.h"

#include <QStringEncoder>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QByteArray header = "syncId,userName,password,url\r\n";

/// The reasons of a refused import, one a line.
QStringList reasons(Draft &draft, const QByteArray &csv)
{
    const Result<int> imported = importPeers(draft, csv);
    REQUIRE_FALSE(imported);
    REQUIRE(imported.error().code == ErrorCode::ImportRowsBad);
    CHECK_FALSE(draft.isModified());
    return imported.error().values[QStringLiteral("rows")].toString().split(u'\n');
}

} // namespace

TEST_CASE("A file adds the sites that are new and changes those that are known")
{
    EditedSite site;
    site.set(1, {peerRow(2, QStringLiteral("north")), peerRow(3, QStringLiteral("south"))});
    const auto draft = site.draft();
    const Result<int> imported = importPeers(*draft,
        "\xEF\xBB\xBFSYNCID,UserName,Password,URL\r\n"
        "12,\"East, \"\"main\"\"\",pass word ,\r\n"
        "2,far north,,\r\n"
        "4, west ,s3cret,\r\n");
    REQUIRE(imported);
    CHECK(*imported == 3);
    CHECK(draft->modifiedFields() == 9);
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    const QList<Peer> peers = site.saved().peers;
    REQUIRE(peers.size() == 4);
    CHECK(peers[0].userName == QStringLiteral("far north"));
    CHECK(peers[0].hasPassword);
    CHECK(peers[1].userName == QStringLiteral("south"));
    CHECK(peers[2].userName == QStringLiteral("west"));
    CHECK(peers[3].userName == QStringLiteral("East, \"main\""));
}

TEST_CASE("All rows or none: every bad row is named with its line and reason (contract.md §4)")
{
    EditedSite site;
    site.set(1, {peerRow(2, QStringLiteral("north"))});
    const auto draft = site.draft();
    const QStringList rows = reasons(*draft,
        header
            + "4,good,s3cret,\n" // line 2
              "x,bad id,s3cret,\n"
              "0,off,s3cret,\n"
              "1,primary,s3cret,\n" // 5
              "5,,s3cret,\n"
              "6,no password,,\n"
              "7,bad url,s3cret,http://x/y\n"
              "4,twice,s3cret,\n"
              "8,GOOD,s3cret,\n" // 10
              "9,North,s3cret,\n"
              "10,too,many,fields,here\n"
              "11,few\n"
              "12,quote,s3\"cret,\n");
    QStringList lines;
    for (const QString &row : rows)
        lines.append(row.section(u':', 0, 0));
    QStringList expected;
    for (int line = 3; line <= 14; ++line)
        expected.append(QStringLiteral("Line %1").arg(line));
    CHECK(lines == expected);
    CHECK(draft->peers.all().size() == 1);
}

TEST_CASE("One bad row among good ones changes nothing")
{
    EditedSite site;
    site.set(1);
    const auto draft = site.draft();
    CHECK(reasons(*draft, header + "2,north,s3cret,\n3,south,s3cret,\n4,,s3cret,\n").size() == 1);
    CHECK(draft->peers.all().isEmpty());
}

TEST_CASE("User names are compared as they will be in the end: a file may swap them")
{
    EditedSite site;
    site.set(1, {peerRow(2, QStringLiteral("north")), peerRow(3, QStringLiteral("south"))});
    const auto draft = site.draft();
    REQUIRE(importPeers(*draft, header + "2,south,,\n3,north,,\n"));
    REQUIRE(commitDraft(*draft, site.datafile->settings(), site.authorisation));
    CHECK(site.saved().peers.first().userName == QStringLiteral("south"));
}

TEST_CASE("No reason repeats what may be a password, in whatever column it landed")
{
    EditedSite site;
    site.set(1);
    const auto draft = site.draft();
    const QStringList rows = reasons(*draft,
        header
            + "s3cret,north,x,\n"
              "2,north:s3cret,x,\n"
              "3,north,x,s3cret s3cret\n"
              "4,north,pa,s3cret,http://x\n"
              "5,\"s3cret\"x,pa,http://x\n"
              "6,north,x,http://s3cret@x\n"
              "7,s3cret,x,\n8,S3CRET,x,\n");
    CHECK(rows.size() == 7);
    CHECK_FALSE(rows.join(u'\n').contains(QStringLiteral("s3cret"), Qt::CaseInsensitive));
}

TEST_CASE("14.B10: a row with an error has the name of the file, but where a password may stand in its place")
{
    EditedSite site;
    site.set(1, {peerRow(2, north)});
    const auto draft = site.draft();
    const auto names = [&](const QByteArray &csv) {
        const Result<PeerImport> import = PeerImport::read(draft->peers.edits(), draft->preferences, csv);
        REQUIRE(import);
        QStringList found;
        for (const PeerImport::Row &row : import->rows()) {
            CHECK(row.kind == PeerImport::Kind::Bad);
            found.append(row.userName);
        }
        return found.join(u'|');
    };
    CHECK(names(header + "x,east,s3cret,\n3,NORTH,s3cret,\n4,west,s3cret,http://x/y\n")
        == QStringLiteral("east|NORTH|west"));
    CHECK(names(header + "5,s3cret,,\n6,east,s3,cret,more\n") == QStringLiteral("|"));
    CHECK(names("syncId,password,userName\n0,s3,cret\n") == QString());
}

TEST_CASE("A file without the header is refused, with the header that is wanted")
{
    EditedSite site;
    const auto draft = site.draft();
    for (const QByteArray &csv : {QByteArray(), QByteArray("\n\n"), QByteArray("2,north,s3cret,\n"),
             QByteArray("syncId;userName;url\n2;north;\n"),
             QByteArray("userName,syncId,password,more\nnorth,2,s3cret,\n"),
             QByteArray("syncId,userName,password,syncId\n2,north,s3cret,2\n"),
             QByteArray("sep=;\nsyncId,userName,password\n"), QByteArray("\xFF\xFEs\0y\0", 6),
             QByteArray("\xFF\xFE\x00\xD8s\0", 6)}) {
        CAPTURE(csv);
        const QStringList rows = reasons(*draft, csv);
        REQUIRE(rows.size() == 1);
        CHECK(rows.first().contains(QStringLiteral("syncId,userName,password,url")));
    }
}

TEST_CASE("E5: peers import takes what spreadsheets write (contract.md §4)")
{
    const QString plain
        = QStringLiteral("syncId,userName,password,url\r\n2,caf\u00E9,s3cret,\r\n3,\"a,b;c\",s3cret,\r\n");
    const QString semicolons
        = QStringLiteral("syncId;userName;password;url\r\n2;caf\u00E9;s3cret;\r\n3;\"a,b;c\";s3cret;\r\n");
    const QString tabs
        = QStringLiteral("syncId\tuserName\tpassword\r\n2\tcaf\u00E9\ts3cret\r\n3\t\"a,b;c\"\ts3cret\r\n");
    const QString turned = QStringLiteral("URL,password,USERNAME,syncid\n,s3cret,caf\u00E9,2\n,s3cret,\"a,b;c\",3\n");
    const QString sparse = QStringLiteral("\n,,,,\nsyncId,,userName,password,url,\n  ,,,\n2,,caf\u00E9,s3cret,,,,\n"
                                          "3,,\"a,b;c\",s3cret\n,,,,,,\n");
    const auto utf16 = [](const QString &text, bool bigEndian) {
        QStringEncoder encode(
            bigEndian ? QStringEncoder::Utf16BE : QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
        return QByteArray(encode(text));
    };
    const QByteArrayList files {plain.toUtf8(), "\xEF\xBB\xBF" + semicolons.toUtf8(), tabs.toUtf8(), turned.toUtf8(),
        sparse.toUtf8(), utf16(semicolons, false), utf16(tabs, true), "sep=;\r\n" + semicolons.toUtf8(),
        "SEP=,\n" + plain.toUtf8()};
    for (const QByteArray &csv : files) {
        CAPTURE(csv);
        EditedSite site;
        site.set(1);
        const auto draft = site.draft();
        const Result<int> imported = importPeers(*draft, csv);
        REQUIRE(imported);
        CHECK(*imported == 2);
        CHECK(draft->peers.find(SyncId {2})->userName == QStringLiteral("caf\u00E9"));
        CHECK(draft->peers.find(SyncId {3})->userName == QStringLiteral("a,b;c"));
    }
}

TEST_CASE("E5: no cell of an export can be a formula, and it is read back as it was")
{
    EditedSite site;
    const QStringList names {QStringLiteral("=1+1"), QStringLiteral("+x"), QStringLiteral("-x"), QStringLiteral("@x"),
        QStringLiteral("'=x"), QStringLiteral("'plain"), QStringLiteral("x=1")};
    QList<Peer> peers;
    for (const QString &name : names)
        peers.append(peerRow(2 + static_cast<int>(peers.size()), name));
    site.set(1, peers);
    const QByteArray csv = exportPeers(site.saved().peers);
    for (const QByteArray &cell : csv.simplified().replace(' ', ',').split(','))
        CHECK_FALSE(QByteArrayView("=+-@").contains(cell.isEmpty() ? 'x' : cell.front()));
    const auto draft = site.draft();
    REQUIRE(importPeers(*draft, csv));
    CHECK_FALSE(draft->isModified());
}

TEST_CASE("A header alone imports nothing")
{
    EditedSite site;
    const auto draft = site.draft();
    CHECK(*importPeers(*draft, header) == 0);
    CHECK_FALSE(draft->isModified());
}

TEST_CASE("A file that is too large is refused before it is read")
{
    EditedSite site;
    const auto draft = site.draft();
    const Result<int> large = importPeers(*draft, QByteArray(16 * 1024 * 1024 + 1, 'x'));
    REQUIRE_FALSE(large);
    CHECK(large.error().code == ErrorCode::InputTooLarge);
    CHECK(reasons(*draft, header + QByteArray("1,a,b,\n").repeated(100'001)).size() == 1);
}

TEST_CASE("Twenty thousand rows are staged in one go, in any order")
{
    EditedSite site;
    site.set(1);
    const auto draft = site.draft();
    QByteArray csv = header;
    for (int id = 20'001; id >= 2; --id)
        csv += QByteArray::number(id) + ",site " + QByteArray::number(id) + ",s3cret,\n";
    CHECK(*importPeers(*draft, csv) == 20'000);
    CHECK(draft->peers.all().first().syncId == SyncId {2});
    CHECK(draft->modifiedFields() == 80'000);
}

TEST_CASE("An export leaves passwords out and can be imported again")
{
    EditedSite site;
    site.set(1,
        {peerRow(2, QStringLiteral("north")), peerRow(3, QStringLiteral("East, \"main\"")),
            peerRow(4, QStringLiteral("café"), QStringLiteral("10.0.0.5"))});
    const QByteArray csv = exportPeers(site.saved().peers);
    CHECK(csv
        == header
            + "2,north,,\r\n"
              "3,\"East, \"\"main\"\"\",,\r\n"
              "4,caf\xC3\xA9,,http://10.0.0.5\r\n");
    const auto draft = site.draft();
    CHECK(*importPeers(*draft, csv) == 3);
    CHECK_FALSE(draft->isModified());
}

TEST_CASE("What an import would make of each row is told before anything is changed")
{
    EditedSite site;
    site.set(1, {peerRow(2, north), peerRow(3, south)});
    const auto draft = site.draft();
    const auto read = [&draft](const QByteArray &csv) {
        Result<PeerImport> import = PeerImport::read(draft->peers.edits(), draft->preferences, csv);
        REQUIRE(import);
        return std::move(*import);
    };
    const PeerImport good = read(header + "2,north,,\n\n3,far south,,\n4,West ,s3cret,10.0.0.5\n");
    CHECK(good.canBeTaken());
    REQUIRE(good.rows().size() == 3);
    CHECK(good.rows()[0].kind == PeerImport::Kind::Same);
    CHECK(good.rows()[1].kind == PeerImport::Kind::Changed);
    CHECK(good.rows()[1].line == 4);
    CHECK(good.rows()[2].kind == PeerImport::Kind::New);
    CHECK(good.rows()[2].userName == QStringLiteral("West"));
    CHECK(good.rows()[2].url == QStringLiteral("http://10.0.0.5"));
    CHECK(good.count(PeerImport::Kind::New) == 1);
    CHECK_FALSE(draft->isModified());
    draft->peers.take(good.edits());
    CHECK(draft->changeCount() == 2);
    CHECK(draft->peers.edits().newPassword(SyncId {4}) == password);

    const PeerImport bad = read(header + "2,north,,\n5,s3cret,,\n6,s3cret,more,and,more\n");
    CHECK_FALSE(bad.canBeTaken());
    CHECK(bad.count(PeerImport::Kind::Bad) == 2);
    CHECK(bad.rows()[1].syncId == SyncId {5});
    CHECK(bad.rows()[2].syncId.isOff());
    for (const PeerImport::Row &row : {bad.rows()[1], bad.rows()[2]}) {
        CHECK_FALSE(row.problem.isEmpty());
        CHECK(row.userName.isEmpty()); // which may be a password
    }
}

TEST_CASE("An import that is given up ends with Cancelled, and says until then how far it is")
{
    EditedSite site;
    site.set(1);
    const auto draft = site.draft();
    QByteArray csv = header;
    for (int id = 2; id < 2'002; ++id)
        csv += QByteArray::number(id) + ",site " + QByteArray::number(id) + ",s3cret,\n";
    QList<qsizetype> told;
    const Result<PeerImport> import
        = PeerImport::read(draft->peers.edits(), draft->preferences, csv, [&told](qsizetype done, qsizetype total) {
              CHECK(total == 2'000);
              told.append(done);
              return done < 1'000;
          });
    REQUIRE_FALSE(import);
    CHECK(import.error().code == ErrorCode::Cancelled);
    CHECK(told.size() > 2);
    CHECK(std::is_sorted(told.cbegin(), told.cend()));
}
