// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prefs/draft.h"
#include "core/store/enginelock.h"
#include "core/store/settingstable.h"
#include "tests/core/engine/checkfault.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>
#include <QTcpServer>

namespace mailboat::test {

namespace {

/// What a primary finds out about itself, which changes nothing at all.
CheckReport lookAt(ServedPrimary &primary)
{
    const auto before = primary.tables();
    SiteCheck check(primary.datafile(), primary.clock(), *primary.datafile().settings().read());
    const Result<CheckReport> report = QCoro::waitFor(check.run());
    CHECK((primary.tables() == before));
    REQUIRE(report);
    return *report;
}

void listenOn(ServedPrimary &primary, quint16 port)
{
    primary.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(port));
}

quint16 freePort()
{
    QTcpServer gone;
    CHECK(gone.listen(QHostAddress::LocalHost));
    return gone.serverPort();
}

CheckReport portInUse(FaultySite &)
{
    ServedPrimary primary;
    QTcpServer other;
    CHECK(other.listen(QHostAddress::LocalHost));
    listenOn(primary, other.serverPort());
    return lookAt(primary);
}

CheckReport stopped(FaultySite &)
{
    ServedPrimary primary;
    listenOn(primary, freePort());
    return lookAt(primary);
}

CheckReport elsewhere(FaultySite &)
{
    ServedPrimary primary;
    listenOn(primary, freePort());
    const auto lock = EngineLock::take(primary.address());
    REQUIRE(lock);
    (*lock)->setAtWork();
    return lookAt(primary);
}

CheckReport expiredCertificate(FaultySite &)
{
    ServedPrimary primary;
    const QDateTime now = primary.clock().utcNow();
    const TestCertificate expired = TestCertificate::selfSigned({.from = now.addDays(-9), .until = now.addDays(-2)});
    primary.start({{}, expired.certificate, expired.key});
    listenOn(primary, primary.port());
    const auto lock = EngineLock::take(primary.address());
    REQUIRE(lock);
    (*lock)->setAtWork();
    return lookAt(primary);
}

CheckReport plainHttp(FaultySite &)
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("listen"), QStringLiteral("0.0.0.0:%1").arg(freePort()));
    return lookAt(primary);
}

CheckReport emptyList(FaultySite &)
{
    ServedPrimary primary;
    listenOn(primary, freePort());
    primary.put("store", "store_a", R"({"ID":"store_a","name_ID":"name_store_a","code":"a","sync_id_remote_site":1})");
    primary.put("store", "store_b", R"({"ID":"store_b","name_ID":"name_store_b","code":"b","sync_id_remote_site":1})");
    primary.edit([](Draft &draft) {
        return draft.peers.remove({SyncId {2}})
            .and_then([&draft] { return draft.peers.remove({SyncId {3}}); })
            .and_then([&draft] { return draft.peers.remove({SyncId {4}}); });
    });
    return lookAt(primary);
}

CheckReport urlOnList(FaultySite &)
{
    ServedPrimary primary;
    listenOn(primary, freePort());
    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {4});
        peer.url = QStringLiteral("http://10.0.0.7:2048");
        return draft.peers.edit(SyncId {4}, peer, {});
    });
    return lookAt(primary);
}

CheckReport silentSites(FaultySite &)
{
    ServedPrimary primary;
    listenOn(primary, freePort());
    return lookAt(primary);
}

} // namespace

QList<Fault> primaryFaults()
{
    using E = ErrorCode;
    return {
        {"primary: its port is another program's", "listener", E::PortInUse, failed, "Another program uses the address",
            "choose another port", portInUse},
        {"primary: it does not run", "listener", E::PrimaryStopped, warning, "The primary is not running",
            "Start it with \"mailboatctl serve\"", stopped},
        {"primary: it listens elsewhere", "listener", E::PrimaryElsewhere, warning,
            "The primary runs, but does not answer on 127.0.0.1:", "started with another address", elsewhere},
        {"primary: its certificate has expired", "certificate", E::CertificateExpired, failed, "has expired",
            "Renew it", expiredCertificate},
        {"primary: plain http", "certificate", E::PlainHttp, warning, "can be read on their way",
            "Give the primary a certificate", plainHttp},
        {"primary: an empty list", "list", E::ListEmpty, warning, "has no satellites", "Add each satellite", emptyList},
        {"primary: a URL on the list", "list", E::UrlOnPrimary, failed, "because its list has a URL for: 4",
            "has to remove the URL", urlOnList},
        {"primary: a silent site", "contacts", E::SiteSilent, warning, "has not been heard of for long",
            "Ask at that site", silentSites},
    };
}

} // namespace mailboat::test
