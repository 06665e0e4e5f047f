// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/selfcheck.h"

#include "core/prefs/draft.h"
#include "core/sql/connection.h"
#include "core/store/enginelock.h"
#include "core/store/peerstates.h"
#include "core/store/settingstable.h"
#include "tests/support/catch.h"
#include "tests/support/servedprimary.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>
#include <QTcpServer>
#include <QUrl>

using namespace mailboat;
using namespace mailboat::test;

namespace {

CheckReport checked(ServedPrimary &primary, std::optional<SyncId> only = {}, const RunningListener &running = {})
{
    const Result<Settings> settings = primary.datafile().settings().read();
    REQUIRE(settings);
    return QCoro::waitFor(selfCheck(primary.datafile().address(), *settings, primary.clock(), only, {}, {}, running));
}

/// "listener ok, certificate warning": each step with how it went, and with its error's code.
QString summary(const CheckReport &report)
{
    QStringList steps;
    for (const CheckFinding &finding : report.findings) {
        const QString level = finding.level == CheckLevel::Ok ? QStringLiteral("ok")
            : finding.level == CheckLevel::Warning            ? QStringLiteral("warning")
                                                              : QStringLiteral("failed");
        const QString code = finding.error ? QLatin1Char(' ') + codeOf(finding.error->code) : QString();
        steps.append(finding.step + QLatin1Char(' ') + level + code);
    }
    return steps.join(QStringLiteral(", "));
}

/// A primary that runs with a certificate, at the address of its preference.
struct SecurePrimary : ServedPrimary {
    explicit SecurePrimary(const TestCertificate &made)
    {
        start({{}, made.certificate, made.key});
        setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(port()));
        lock = std::move(*EngineLock::take(address()));
        lock->setAtWork();
    }
    CheckFinding certificate(const RunningListener &running = {}) { return checked(*this, {}, running).findings.at(1); }
    std::unique_ptr<EngineLock> lock;
};

/// The code of a certificate's finding, and how bad it is.
QString found(const CheckFinding &finding)
{
    CheckReport report;
    report.findings.append(finding);
    return summary(report);
}

void contact(ServedPrimary &primary, int site, const QDateTime &when)
{
    REQUIRE(primary.datafile().peerStates().recordContacts({{SyncId {site}, {when, 0}}}));
}

/// What a step says.
QString detailOf(const CheckReport &report, const QString &step)
{
    for (const CheckFinding &finding : report.findings)
        if (finding.step == step)
            return finding.detail;
    return {};
}

QString freeAddress()
{
    QTcpServer probe;
    REQUIRE(probe.listen(QHostAddress::LocalHost));
    return QStringLiteral("127.0.0.1:%1").arg(probe.serverPort());
}

} // namespace

TEST_CASE("A primary in order: four steps, and who has been silent for a day")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("listen"), freeAddress());
    const auto before = primary.tables();
    CHECK(summary(checked(primary))
        == QStringLiteral("listener warning primary_stopped, certificate ok, list ok, contacts warning site_silent"));
    CHECK((primary.tables() == before));

    const QDateTime now = primary.clock().utcNow();
    for (int site : {2, 3, 4})
        contact(primary, site, now);
    CHECK(summary(checked(primary))
        == QStringLiteral("listener warning primary_stopped, certificate ok, list ok, contacts ok"));
    CHECK(checked(primary).isOk());
    primary.clock().advance(std::chrono::hours(25));
    contact(primary, 3, primary.clock().utcNow());
    const CheckReport report = checked(primary);
    CHECK(summary(report).endsWith(QStringLiteral("contacts warning site_silent")));
    QList<int> silent;
    for (const CheckedSite &site : report.findings.last().sites)
        silent.append(site.syncId.value());
    CHECK(silent == QList<int> {2, 4});
    CHECK(summary(checked(primary, SyncId {3})).endsWith(QStringLiteral("contacts ok")));
    CHECK(summary(checked(primary, SyncId {9})).endsWith(QStringLiteral("contacts failed peer_unknown")));
}

TEST_CASE("A listener whose address another program has is a finding")
{
    ServedPrimary primary;
    QTcpServer other;
    REQUIRE(other.listen(QHostAddress::LocalHost));
    primary.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(other.serverPort()));
    const CheckReport report = checked(primary);
    CHECK(summary(report).startsWith(QStringLiteral("listener failed port_in_use, certificate ok")));
    CHECK_FALSE(report.isOk());
}

TEST_CASE("While an engine waits for a port that another program has, the check says so as if none ran")
{
    ServedPrimary primary;
    const auto lock = EngineLock::take(primary.address());
    REQUIRE(lock); // and not at work: it could not listen
    QTcpServer other;
    REQUIRE(other.listen(QHostAddress::LocalHost));
    const QString address = QStringLiteral("127.0.0.1:%1").arg(other.serverPort());
    primary.setPreference(QStringLiteral("listen"), address);
    CHECK(summary(checked(primary)).startsWith(QStringLiteral("listener failed port_in_use, ")));
    CHECK_FALSE(other.hasPendingConnections()); // found out without a word to it
    other.close();
    CHECK(summary(checked(primary)).startsWith(QStringLiteral("listener warning primary_stopped, ")));
    primary.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:0"));
    CHECK(summary(checked(primary)).startsWith(QStringLiteral("listener warning primary_stopped, ")));
}

TEST_CASE("While the engine runs its listener is asked")
{
    ServedPrimary primary;
    QByteArray certificate;
    QByteArray key;
    std::unique_ptr<TrustedCertificate> trusted;
    SECTION("by http") {}
    SECTION("by https")
    {
        const QDateTime now = QDateTime::currentDateTimeUtc(); // Qt trusts nothing that has ended by its own clock
        primary.clock().advance(std::chrono::milliseconds(primary.clock().utcNow().msecsTo(now)));
        const TestCertificate made = TestCertificate::selfSigned({.from = now.addDays(-1), .until = now.addDays(31)});
        trusted = std::make_unique<TrustedCertificate>(made);
        certificate = made.certificate;
        key = made.key;
    }
    primary.start({{}, certificate, key});
    primary.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(primary.port()));
    const auto lock = EngineLock::take(primary.address());
    REQUIRE(lock);
    (*lock)->setAtWork();
    CHECK(summary(checked(primary))
              .startsWith(QStringLiteral("listener warning primary_here_alone, certificate ok, list ok")));
    CHECK(checked(primary).findings.constFirst().detail.contains(QStringLiteral("from this computer alone")));
    primary.setPreference(QStringLiteral("external-url"), QStringLiteral("https://primary.invalid")); // of a proxy
    CHECK(summary(checked(primary)).startsWith(QStringLiteral("listener ok, certificate ok, list ok")));
    primary.stop();
    CHECK(summary(checked(primary)).startsWith(QStringLiteral("listener warning primary_elsewhere")));
}

TEST_CASE("A check of a primary can be stopped at once, and says so")
{
    ServedPrimary primary;
    QTcpServer silent;
    REQUIRE(silent.listen(QHostAddress::LocalHost));
    primary.setPreference(QStringLiteral("listen"), QStringLiteral("127.0.0.1:%1").arg(silent.serverPort()));
    const auto lock = EngineLock::take(primary.address());
    REQUIRE(lock);
    (*lock)->setAtWork();
    const auto stop = std::make_shared<probe::Stop>();
    QObject::connect(&silent, &QTcpServer::newConnection, stop.get(), &probe::Stop::stop, Qt::QueuedConnection);
    const Settings settings = *primary.datafile().settings().read();
    const CheckReport report
        = QCoro::waitFor(selfCheck(primary.datafile().address(), settings, primary.clock(), {}, {}, stop));
    CHECK(summary(report) == QStringLiteral("listener failed cancelled"));
}

TEST_CASE("D6: the certificate that is shown is judged: issuer, name, purpose and days left")
{
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto judged = [&](const TestCertificate::Wanted &wanted, const RunningListener &running = {}) {
        SecurePrimary primary(TestCertificate::signedBy(authority, wanted));
        primary.clock().advance(std::chrono::milliseconds(primary.clock().utcNow().msecsTo(now)));
        return primary.certificate(running);
    };
    CHECK(found(judged({.until = now.addDays(50)})) == QStringLiteral("certificate warning certificate_untrusted"));
    const CheckFinding both = judged({.until = now.addDays(20)});
    CHECK(both.detail.contains(QStringLiteral("An authority")));
    CHECK(both.detail.contains(QStringLiteral("20 days")));

    const TrustedCertificate trusted(authority);
    CHECK(found(judged({.until = now.addDays(50)})) == QStringLiteral("certificate ok"));
    CHECK(found(judged({.until = now.addDays(50), .purpose = "serverAuth"})) == QStringLiteral("certificate ok"));
    CHECK(found(judged({.until = now.addDays(20)})) == QStringLiteral("certificate warning certificate_ends_soon"));
    CHECK(found(judged({.until = now.addDays(50), .purpose = "clientAuth"}))
        == QStringLiteral("certificate failed certificate_unusable"));
    CHECK(found(judged({.from = now.addDays(-9), .until = now.addDays(-1)}))
        == QStringLiteral("certificate failed certificate_expired"));
    CHECK(found(judged({.until = now.addDays(50)}, {.calledNames = {QStringLiteral("hub.example")}}))
        == QStringLiteral("certificate warning certificate_wrong_name"));
    CHECK(found(judged({.alternativeName = "DNS:hub.example", .until = now.addDays(50)},
              {.calledNames = {QStringLiteral("hub.example")}}))
        == QStringLiteral("certificate ok"));
}

TEST_CASE("D6: the certificate is held against the host of external-url, and what could not be taken is said")
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const TestCertificate made = TestCertificate::selfSigned({.until = now.addDays(50)});
    const TrustedCertificate trusted(made);
    SecurePrimary primary(made);
    primary.clock().advance(std::chrono::milliseconds(primary.clock().utcNow().msecsTo(now)));
    CHECK(found(primary.certificate()) == QStringLiteral("certificate ok"));
    const Error notTaken {ErrorCode::CertificateUnusable, {{QStringLiteral("why"), QStringLiteral("half of it")}}};
    const CheckFinding left = primary.certificate({.notTaken = notTaken});
    CHECK(found(left) == QStringLiteral("certificate warning certificate_unusable"));
    CHECK(left.detail.contains(QStringLiteral("half of it")));
    primary.setPreference(QStringLiteral("external-url"), QStringLiteral("https://hub.example"));
    const CheckFinding wrong = primary.certificate();
    CHECK(found(wrong) == QStringLiteral("certificate warning certificate_wrong_name"));
    CHECK(wrong.detail.contains(QStringLiteral("hub.example")));
    primary.setPreference(QStringLiteral("external-url"), QStringLiteral("https://primary.invalid:2048"));
    CHECK(found(primary.certificate()) == QStringLiteral("certificate ok"));
}

TEST_CASE("D6: what is looked at is the listener that runs, wherever the preference says that it should")
{
    ServedPrimary primary;
    primary.start();
    primary.setPreference(QStringLiteral("listen"), freeAddress());
    const auto lock = EngineLock::take(primary.address());
    REQUIRE(lock);
    (*lock)->setAtWork();
    CHECK(summary(checked(primary)).startsWith(QStringLiteral("listener warning primary_elsewhere")));
    const CheckReport report = checked(primary, {}, {.url = primary.server().address()});
    CHECK(summary(report).startsWith(QStringLiteral("listener warning primary_here_alone, certificate ok")));
    CHECK(report.findings.first().detail.contains(QString::number(primary.port())));
    CHECK(summary(checked(primary, {}, {.url = QStringLiteral("http://0.0.0.0:%1").arg(primary.port())}))
              .startsWith(QStringLiteral("listener ok, certificate warning plain_http")));
}

TEST_CASE("D6: names of an older list that count as one are a finding")
{
    ServedPrimary primary;
    REQUIRE(primary.datafile().connection().execute(
        QStringLiteral("UPDATE peer SET user_name = 'Hill', name_key = 'hill' WHERE sync_id = 3")));
    CHECK(summary(checked(primary)).contains(QStringLiteral("list warning user_name_in_use")));
}

TEST_CASE("Plain http beyond this machine, an empty list and URLs on it are findings")
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("listen"), QStringLiteral("0.0.0.0:0"));
    CHECK(summary(checked(primary)).contains(QStringLiteral("certificate warning plain_http")));
    primary.setPreference(QStringLiteral("external-url"), QStringLiteral("https://hub.example.org"));
    CHECK(summary(checked(primary)).contains(QStringLiteral("certificate ok")));

    primary.edit([](Draft &draft) {
        Peer peer = *draft.peers.find(SyncId {4});
        peer.url = QStringLiteral("http://10.0.0.7:2048");
        return draft.peers.edit(SyncId {4}, peer, {});
    });
    const CheckReport report = checked(primary);
    CHECK(summary(report).contains(QStringLiteral("list failed url_on_primary")));
    CHECK_FALSE(report.isOk());
}

TEST_CASE("D5: the primary's check names the sites for which many wrong passwords came")
{
    ServedPrimary primary;
    const QDateTime now = primary.clock().utcNow();
    PeerStates &states = primary.datafile().peerStates();
    for (int site = 2; site <= 4; ++site)
        contact(primary, site, now);
    REQUIRE(states.recordContacts({{SyncId {2}, {now, 11}}, {SyncId {3}, {now, 9}}}));
    CHECK(summary(checked(primary)).endsWith(QStringLiteral("contacts warning site_incorrect_password")));
    CHECK(detailOf(checked(primary), QStringLiteral("contacts"))
        == QStringLiteral("Wrong passwords since the last right one: hill (11)."));
    CHECK(summary(checked(primary, SyncId {3})).endsWith(QStringLiteral("contacts ok")));
    primary.clock().advance(std::chrono::hours(25));
    CHECK(summary(checked(primary)).endsWith(QStringLiteral("contacts warning site_silent")));
    CHECK(detailOf(checked(primary), QStringLiteral("contacts"))
              .endsWith(QStringLiteral("Wrong passwords since the last right one: hill (11).")));
}

TEST_CASE("11.7: contacts says what the sites run")
{
    ServedPrimary primary;
    CHECK_FALSE(checked(primary).findings.constLast().detail.contains(QStringLiteral("Programs")));
    REQUIRE(primary.datafile().peerStates().setApp(SyncId {2}, SiteApp::mobile("8.7.4"), 0));
    REQUIRE(primary.datafile().peerStates().setApp(
        SyncId {3}, SiteApp::fromHeaders("Open mSupply Desktop", "2.20.00"), {}));
    CHECK(checked(primary).findings.constLast().detail.endsWith(
        QStringLiteral("Programs there: Open mSupply Desktop 2.20.00 (1), mSupply Mobile 8.7.4 (1).")));
    CHECK(checked(primary, SyncId {2})
              .findings.constLast()
              .detail.endsWith(QStringLiteral("Programs there: mSupply Mobile 8.7.4.")));
}
