// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/manysites.h"

#include "core/domain/sitenamekey.h"
#include "core/domain/version.h"
#include "core/records/datafile.h"
#include "core/records/recordstore.h"
#include "core/sample/sampledata.h"
#include "core/security/passworddigest.h"
#include "core/security/passwordhash.h"
#include "core/sql/connection.h"
#include "core/store/changelog.h"
#include "core/store/epoch.h"
#include "core/store/peerstates.h"
#include "core/wire/positions.h"
#include "core/wire/wire.h"
#include "tests/app/twosites.h"
#include "tests/support/catch.h"
#include "tests/support/v5caller.h"

#include <QUrl>
#include <QUuid>

namespace mailboat::test {

namespace {

constexpr int firstSite = 2;
const QString password = QStringLiteral("secret-2");

QString nameOf(int which)
{
    return QStringLiteral("clinic%1").arg(which + firstSite);
}

/// Rows as the list makes them. One slow hash stands for all, since to make one is slow on purpose.
Result<> addRows(Datafile &datafile, const PeerStates::Caller &like, int sites)
{
    const Result<MachineKey> key = MachineKey::existingOrNew();
    if (!key)
        return failure(key.error());
    const PasswordDigests digests(*key);
    const QByteArray sent = wirePassword(password);
    return datafile.connection().transact([&]() -> Result<> {
        Result<> done = datafile.connection().apply(
            "UPDATE peer SET status = ?, password_digest = ? WHERE sync_id = ?"_sql,
            {static_cast<int>(PeerStatus::Ready), digests.digest(sent, {like.siteUuid, like.passwordHash}), firstSite});
        for (int which = 1; which < sites && done; ++which) {
            const QString uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
            const QByteArray digest = digests.digest(sent, {uuid, like.passwordHash});
            done = datafile.connection().apply("INSERT INTO peer (sync_id, user_name, name_key, url, password_hash, "
                                               "password_digest, site_uuid, status)"
                                               " VALUES (?, ?, ?, '', ?, ?, ?, ?)"_sql,
                {firstSite + which, nameOf(which), siteNameKey(nameOf(which)), like.passwordHash, digest, uuid,
                    static_cast<int>(PeerStatus::Ready)});
        }
        return done;
    });
}

} // namespace

ManySites::ManySites(int sites, int records)
    : m_primary(1)
    , m_sites(sites)
{
    fill(records);
}

void ManySites::fill(int records)
{
    const SystemClock clock;
    const auto opened = Datafile::open(DatafileAddress::ofFile(m_primary.path()), clock);
    REQUIRE(opened.has_value());
    Datafile &datafile = **opened;
    SampleData sample(m_sites, records, 1);
    REQUIRE(datafile.records().import(
        [&]() -> Result<std::optional<Record>> { return sample.next(); }, [](qint64) { return true; }));
    m_primary.addPeer(firstSite, nameOf(0)); // after the records: nothing of them waits for anybody
    const auto like = datafile.peerStates().caller(nameOf(0));
    REQUIRE((like.has_value() && like->has_value()));
    REQUIRE(addRows(datafile, **like, m_sites).has_value());
    m_epoch = Epoch(datafile.connection()).value().value();
    m_serial = datafile.changeLog().highest().value();
}

void ManySites::serve(const QStringList &more)
{
    m_port = static_cast<quint16>(QUrl(test::serve(m_primary, m_server, more)).port());
}

void ManySites::stop()
{
    m_server->terminate();
    REQUIRE(m_server->exitStatus() == 0);
}

QByteArray ManySites::request(
    int which, const QByteArray &method, const QByteArray &target, const QByteArray &body) const
{
    V5Caller caller(m_port, nameOf(which), password);
    caller.hardwareId = "machine of " + nameOf(which).toUtf8();
    caller.headers = {{"app-version", "2.0.0"}, {"app-name", "Open mSupply"}, {"Accept-Encoding", "gzip"}};
    return caller.request(method, target, body);
}

QByteArray ManySites::siteRequest(int which) const
{
    const QByteArray copy = QByteArray::number(which, 16).rightJustified(32, '0');
    V5Caller caller(m_port, nameOf(which), password);
    caller.hardwareId = "machine of " + nameOf(which).toUtf8();
    caller.headers = {{"app-version", version}, {"app-name", "Mailboat"}, {"mailboat", "1"},
        {wire::canHeader, wire::can}, {"Connection", "Keep-Alive"}, {"Accept-Encoding", "zstd, gzip, deflate"},
        {wire::positionsHeader, wire::compose(SatellitePositions {m_epoch, copy, m_serial})}};
    return caller.request("GET", siteCall);
}

QList<QByteArray> ManySites::idleCycle(int which, Program program) const
{
    if (program == Program::Mailboat)
        return {siteRequest(which)};
    return {request(which, "GET", siteCall), request(which, "POST", queueCall, R"({"queueLength":0,"data":[]})"),
        statusRequest(which),
        request(which, "GET", centralCall + "?cursor=" + QByteArray::number(m_serial) + "&limit=500"),
        request(which, "GET", queueCall + "?limit=500")};
}

QByteArray ManySites::statusRequest(int which) const
{
    return request(which, "GET", statusCall);
}

} // namespace mailboat::test
