// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/twosites.h"

#include "tests/app/words.h"
#include "tests/support/catch.h"

#include <QTcpServer>
#include <QUrl>

namespace mailboat::test {

QString serve(const CtlSite &site, std::unique_ptr<Child> &child, const QStringList &more)
{
    const QStringList arguments = site.withDatafile(words("serve --listen 127.0.0.1:0") + more);
    child = std::make_unique<Child>(arguments, site.environment());
    return QString::fromUtf8(child->lineAfter("listening on "));
}

QString deadUrl()
{
    QTcpServer server;
    REQUIRE(server.listen(QHostAddress::LocalHost));
    return QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort());
}

TwoSites::TwoSites()
    : m_primary(1)
    , m_satellite(2)
{
    m_primary.addPeer(2, QStringLiteral("clinic2"));
    m_primary.must(words("records put name N2"), R"({"ID":"N2","name":"Clinic 2","type":"store"})");
    m_primary.must(words("records put store S2"), R"({"ID":"S2","code":"c2","name_ID":"N2","sync_id_remote_site":2})");
    m_primary.must(words("records put item I1"), R"({"ID":"I1","item_name":"Amoxicillin"})");
    m_url = serve(m_primary, m_server);
    m_satellite.must({QStringLiteral("peers"), QStringLiteral("add"), QStringLiteral("1"), QStringLiteral("--user"),
                         QStringLiteral("clinic2"), QStringLiteral("--password-file"), QStringLiteral("-"),
                         QStringLiteral("--url"), m_url},
        "secret-2\n");
}

int TwoSites::stopServer()
{
    m_server->terminate();
    return m_server->exitStatus();
}

void TwoSites::startServer()
{
    const QString place = QUrl(m_url).authority();
    m_server = std::make_unique<Child>(
        m_primary.withDatafile({QStringLiteral("serve"), QStringLiteral("--listen"), place}), m_primary.environment());
    m_server->lineAfter("listening on ");
}

Answer TwoSites::sync() const
{
    Answer answer = m_satellite.ask(words("sync"));
    CAPTURE(answer.output);
    CAPTURE(answer.errors);
    REQUIRE(answer.status == 0);
    return answer;
}

} // namespace mailboat::test
