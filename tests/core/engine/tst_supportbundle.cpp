// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/supportbundle.h"

#include "core/engine/logexport.h"
#include "core/prefs/csv.h"
#include "core/store/settingstable.h"
#include "tests/core/engine/connected.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <array>

using namespace mailboat;
using namespace mailboat::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

Result<> bundleOf(Connected &window, const QString &path)
{
    return window.answerOf<void>(
        [&](QObject *context, auto answer) { window.connection->makeSupportBundle(path, context, std::move(answer)); });
}

constexpr std::array secrets {"PLANTED-PASSWORD", "PLANTED-PROXY", "test code", "PLANTED-DATA", "PLANTED-WRONG"};

/// With a secret of every kind that a datafile can hold.
void plant(TestSite &site)
{
    site.setPreference(QStringLiteral("proxy"), QStringLiteral("http://amy:PLANTED-PROXY@127.0.0.1:1"));
    site.put("item", "i1", R"({"ID":"i1","item_name":"PLANTED-DATA"})");
    REQUIRE(site.datafile().quarantine().add({0, {"item", "i2", Action::Update, R"({"x":"PLANTED-DATA"})"}, SyncId {2},
        {}, Error {ErrorCode::RecordCentral}, site.clock().utcNow()}));
}

void checkForSecrets(const QByteArray &bundle)
{
    for (const char *const secret : secrets) {
        CAPTURE(secret);
        CHECK_FALSE(bundle.contains(secret));
        CHECK_FALSE(bundle.contains(QByteArray(secret).toBase64().left(16)));
        CHECK_FALSE(bundle.contains(QByteArray(secret).toHex()));
    }
}

} // namespace

TEST_CASE("14.B6: a primary's support bundle has status, check, log, versions and what was refused, and no secret")
{
    const QTemporaryDir place;
    PrimarySite site;
    site.addPeer(SyncId {2}, QStringLiteral("north"), QStringLiteral("PLANTED-PASSWORD"));
    plant(site);
    Connected window(site);
    (void)window.answerOf<Authorisation>([&](QObject *context, auto answer) {
        window.connection->authorise(QStringLiteral("PLANTED-WRONG"), context, std::move(answer));
    });
    const QString path = place.filePath(QStringLiteral("bundle.json"));
    REQUIRE(bundleOf(window, path));
    const QByteArray bytes = contentOf(path);
    checkForSecrets(bytes);
    CHECK(QFile::permissions(path).testFlag(QFileDevice::ReadOwner));
    CHECK_FALSE(QFile::permissions(path).testAnyFlags(QFileDevice::ReadGroup | QFileDevice::ReadOther));

    const QJsonObject bundle = QJsonDocument::fromJson(bytes).object();
    CHECK(bundle.value(QStringLiteral("versions")).toObject().contains(QStringLiteral("mailboat")));
    CHECK(bundle.value(QStringLiteral("status")).toObject().value(QStringLiteral("role")) == QStringLiteral("primary"));
    CHECK_FALSE(bundle.value(QStringLiteral("check")).toObject().value(QStringLiteral("steps")).toArray().isEmpty());
    CHECK(bundle.value(QStringLiteral("preferences"))
              .toObject()
              .value(QStringLiteral("proxy"))
              .toString()
              .contains(QStringLiteral("amy")));
    const QJsonObject north = bundle.value(QStringLiteral("sites")).toArray().first().toObject();
    CHECK(north.value(QStringLiteral("userName")) == QStringLiteral("north"));
    CHECK(north.value(QStringLiteral("hasPassword")).toBool());
    CHECK(north.value(QStringLiteral("state")) == QStringLiteral("never"));
    CHECK(bundle.value(QStringLiteral("log")).toArray().size() > 2);
    const QJsonObject refused = bundle.value(QStringLiteral("refused")).toArray().first().toObject();
    CHECK(refused.value(QStringLiteral("recordId")) == QStringLiteral("i2"));
}

TEST_CASE("14.B6: a satellite's support bundle has what the check of its way to the primary found, and no secret")
{
    const QTemporaryDir place;
    SatelliteSite site(2, QUrl(QStringLiteral("http://127.0.0.1:1")));
    const Settings settings = *site.datafile().settings().read();
    Peer primary = settings.peers.first();
    REQUIRE(site.datafile().settings().commit(
        {{}, {{primary.syncId, primary, QStringLiteral("PLANTED-PASSWORD"), false}}}, {}, settings.revision));
    plant(site);
    Connected window(site);
    const QString path = place.filePath(QStringLiteral("bundle.json"));
    REQUIRE(bundleOf(window, path));
    const QByteArray bytes = contentOf(path);
    checkForSecrets(bytes);
    const QJsonObject check = QJsonDocument::fromJson(bytes).object().value(QStringLiteral("check")).toObject();
    CHECK_FALSE(check.value(QStringLiteral("ok")).toBool(true));
}

TEST_CASE("14.B6: a support bundle that cannot be written, or is given up, says so and leaves nothing")
{
    PrimarySite primary; // whose look at itself is soon over
    Connected atPrimary(primary);
    CHECK(refusal(bundleOf(atPrimary, QStringLiteral("/nowhere/at/all.json"))) == ErrorCode::FileUnwritable);
    SilentPrimary silent;
    Connected window(silent.satellite);
    const QTemporaryDir place;
    const QString path = place.filePath(QStringLiteral("bundle.json"));
    std::optional<Result<>> answered;
    QObject context;
    window.connection->makeSupportBundle(path, &context, [&answered](const Result<> &made) { answered = made; });
    window.connection->cancelSupportBundle();
    until([&answered] { return answered.has_value(); });
    CHECK(refusal(*answered) == ErrorCode::Cancelled);
    CHECK_FALSE(QFile::exists(path));
}

TEST_CASE("14.B6: an export that is given up leaves nothing, and one that is there is replaced as a whole")
{
    const QTemporaryDir place;
    const QString path = place.filePath(QStringLiteral("log.csv"));
    PrimarySite site;
    std::atomic<bool> isCancelled = true;
    qint64 told = 0;
    const FileWork::Course course {[&told](qint64 done, qint64) { told = done; }, isCancelled};
    const CsvColumns<SyncLog::Entry> columns {{QStringLiteral("what")},
        [](const SyncLog::Entry &entry) { return QStringList {QStringLiteral("=") + entry.what}; }};
    CHECK(refusal(exportLog(site.datafile().connection(), {}, columns, path, course)) == ErrorCode::Cancelled);
    CHECK_FALSE(QFile::exists(path));
    isCancelled = false;
    const Result<qint64> rows = exportLog(site.datafile().connection(), {}, columns, path, course);
    REQUIRE(rows);
    CHECK(*rows > 0);
    CHECK(told > 0);
    const QList<CsvRow> written = csvRows(contentOf(path), 1000);
    REQUIRE(written.size() == *rows + 1);
    CHECK(written.last().fields.first().startsWith(QStringLiteral("'="))); // no formula
}
