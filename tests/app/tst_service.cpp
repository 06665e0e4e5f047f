// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/ctlsite.h"
#include "tests/app/datagramsocket.h"
#include "tests/app/words.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QFile>
#include <QTcpServer>

#include <csignal>
#include <unistd.h>

using namespace mailboat::test;

namespace {

/// `serve` as a service whose manager listens at that socket.
std::unique_ptr<Child> startService(const CtlSite &site, const DatagramSocket &manager, const QStringList &more = {})
{
    return std::make_unique<Child>(site.withDatafile(words("serve --listen 127.0.0.1:0 --allow-root")),
        site.environment() + QStringList {QStringLiteral("NOTIFY_SOCKET=") + manager.path()} + more);
}

/// `serve` in a mount namespace whose journal is that socket, with both its outputs there.
std::unique_ptr<Child> startBehindJournal(const CtlSite &site, const DatagramSocket &journal, const QString &listen)
{
    const QString script
        = QStringLiteral("mount -t tmpfs none /run && mkdir -p /run/systemd/journal && mount --bind \"$1\" "
                         "/run/systemd/journal || exit 9\n"
                         "shift; exec 2>&1; JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/2) exec \"$@\"");
    return std::make_unique<Child>(QStringLiteral("unshare"),
        QStringList {QStringLiteral("--user"), QStringLiteral("--map-root-user"), QStringLiteral("--mount"),
            QStringLiteral("sh"), QStringLiteral("-c"), script, QStringLiteral("sh"), journal.folder(),
            mailboatctlProgram()}
            + site.withDatafile({QStringLiteral("serve"), QStringLiteral("--listen"), listen}),
        site.environment());
}

} // namespace

TEST_CASE("15.2: a service says when it listens, that it takes its files anew at SIGHUP, and that it ends")
{
    const CtlSite site(1);
    DatagramSocket manager(QStringLiteral("notify"));
    const auto service = startService(site, manager);
    const QByteArray url = service->lineAfter("listening on ");
    CHECK(manager.next() == "STATUS=listening on " + url);
    CHECK(manager.next() == "READY=1");
    for (int i = 0; i < 2; ++i) {
        REQUIRE(::kill(static_cast<pid_t>(service->processId()), SIGHUP) == 0);
        CHECK(manager.nextWith("RELOADING=1").contains("MONOTONIC_USEC="));
        CHECK(manager.next() == "READY=1");
    }
    service->terminate();
    manager.nextWith("STOPPING=1");
    CHECK(service->exitStatus() == 0);
}

TEST_CASE("15.2: a service that has nothing to do yet is ready, and its status says why it waits")
{
    const CtlSite site(0);
    DatagramSocket manager(QStringLiteral("notify"));
    const auto service = startService(site, manager);
    CHECK(manager.next() == "STATUS=not synchronising: not-set-up");
    CHECK(manager.next() == "READY=1");
    service->terminate();
    CHECK(service->exitStatus() == 0);
}

TEST_CASE("15.2: the engine's own looks are what tells the watchdog that it is alive")
{
    const CtlSite site(1);
    DatagramSocket manager(QStringLiteral("notify"));
    const auto service = startService(site, manager, {QStringLiteral("WATCHDOG_USEC=900000")});
    for (int i = 0; i < 3; ++i)
        manager.nextWith("WATCHDOG=1");
    service->terminate();
    CHECK(service->exitStatus() == 0);
}

TEST_CASE("15.2: without a watchdog none is told")
{
    const CtlSite site(1);
    DatagramSocket manager(QStringLiteral("notify"));
    const auto service = startService(site, manager);
    manager.nextWith("READY=1");
    service->terminate();
    CHECK(manager.next() == "STOPPING=1");
    CHECK(service->exitStatus() == 0);
}

TEST_CASE("15.2: in the journal a line has fields, also that of a failure")
{
    const CtlSite site(1);
    DatagramSocket journal(QStringLiteral("socket"));
    const auto service = startBehindJournal(site, journal, QStringLiteral("127.0.0.1:0"));
    const QByteArray listening = journal.nextWith("MAILBOAT_KIND=listening");
    INFO(listening.toStdString());
    CHECK(listening.contains("MESSAGE=listening on http://127.0.0.1:"));
    CHECK(listening.contains("PRIORITY=6\n"));
    CHECK(listening.contains("MAILBOAT_SITE=1\n"));
    service->terminate();
    CHECK(service->exitStatus() == 0);
    CHECK(service->output().isEmpty());

    QTcpServer other;
    REQUIRE(other.listen(QHostAddress::LocalHost));
    const auto second
        = startBehindJournal(site, journal, QStringLiteral("127.0.0.1:") + QString::number(other.serverPort()));
    const QByteArray failed = journal.nextWith("MAILBOAT_KIND=failed");
    INFO(failed.toStdString());
    CHECK(failed.contains("MAILBOAT_ERROR=port_in_use\n"));
    CHECK(failed.contains("PRIORITY=3\n"));
    CHECK(second->exitStatus() == 1);
}

TEST_CASE("15.2: root runs no service, nor an engine on somebody else's datafile, unless it is told to")
{
    // Where these tests do not run as root, a user namespace makes them so, in which others are nobody.
    const bool isRoot = ::geteuid() == 0;
    const CtlSite site(1);
    const auto asRoot = [&](const QString &datafile, const QStringList &environment, const QStringList &more = {}) {
        const QStringList arguments = QStringList {QStringLiteral("--json"), QStringLiteral("--datafile"), datafile}
            + words("serve --listen nonsense") + more;
        Child child(isRoot ? mailboatctlProgram() : QStringLiteral("unshare"),
            (isRoot ? QStringList()
                    : QStringList {QStringLiteral("--user"), QStringLiteral("--map-root-user"), mailboatctlProgram()})
                + arguments,
            site.environment() + environment);
        return answerOf(ranToEnd(child));
    };
    const QString refusedAsRoot = QStringLiteral("served_as_root");
    const QString goesOn = QStringLiteral("listen_address_invalid"); // as far as it has to come here
    const QStringList service {QStringLiteral("NOTIFY_SOCKET=/nonexistent")};

    CHECK(asRoot(site.path(), {}).errorCode() == goesOn);
    const Answer refused = asRoot(site.path(), service);
    CHECK(refused.errorCode() == refusedAsRoot);
    CHECK(refused.status == 2);
    CHECK(asRoot(site.path(), service, {QStringLiteral("--allow-root")}).errorCode() == goesOn);
    CHECK(asRoot(site.path(), service + QStringList {QStringLiteral("MAILBOAT_ALLOW_ROOT=1")}).errorCode() == goesOn);
    CHECK(asRoot(site.path(), service + QStringList {QStringLiteral("MAILBOAT_ALLOW_ROOT=0")}).errorCode()
        == refusedAsRoot);

    QString foreign = QStringLiteral("/etc/passwd"); // of nobody, in a user namespace
    if (isRoot) {
        foreign = site.path();
        constexpr uid_t somebody = 65534;
        REQUIRE(::chown(QFile::encodeName(foreign).constData(), somebody, somebody) == 0);
    }
    CHECK(asRoot(foreign, {}).errorCode() == refusedAsRoot);
    if (isRoot)
        CHECK(asRoot(foreign, {}, {QStringLiteral("--allow-root")}).errorCode() == goesOn);
}
