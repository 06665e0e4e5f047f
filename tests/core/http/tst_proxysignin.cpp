// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/httpclient.h"
#include "core/http/proxy.h"
#include "tests/support/catch.h"
#include "tests/support/relay.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// A variable of the environment, while it lives.
class Variable final
{
public:
    Variable(QByteArray name, const QString &value)
        : m_name(std::move(name))
    {
        qputenv(m_name.constData(), value.toUtf8());
    }
    ~Variable() { qunsetenv(m_name.constData()); }
    Q_DISABLE_COPY_MOVE(Variable)

private:
    QByteArray m_name;
};

/// A forward proxy for plain HTTP that wants amy and her password, and answers with what it was asked for.
void serveAmy(ScriptedServer &proxy)
{
    proxy.handle([](const ScriptedRequest &request) {
        const bool isAmy = request.header("proxy-authorization") == "Basic " + QByteArray("amy:s3@cret").toBase64();
        if (isAmy)
            return ScriptedAnswer {.body = request.path};
        return ScriptedAnswer {.status = 407, .headers = {{"Proxy-Authenticate", "Basic realm=\"x\""}}};
    });
}

Result<HttpReply> get(const HttpClient::Options &options, QUrl url)
{
    url.setPath(QStringLiteral("/x"));
    HttpClient client(options);
    return QCoro::waitFor(client.send({"GET", url}));
}

const QString amy = QStringLiteral("amy:s3%40cret");
const QUrl plainPrimary {QStringLiteral("http://primary.invalid")};

QString found(const char *url)
{
    return proxyText(proxyFor(QStringLiteral("system"), QUrl(QString::fromLatin1(url))));
}

} // namespace

TEST_CASE("E4: a proxy's password is said to it for http, from the preference and the environment, with both clients")
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    ScriptedServer proxy;
    serveAmy(proxy);
    const QString authority = amy + QStringLiteral("@127.0.0.1:%1").arg(proxy.port());
    std::unique_ptr<Variable> variable;
    SECTION("preference")
    {
        options.proxy = QStringLiteral("http://") + authority;
    }
    SECTION("http_proxy")
    {
        variable = std::make_unique<Variable>("http_proxy", QStringLiteral("http://") + authority);
    }
    SECTION("all_proxy")
    {
        variable = std::make_unique<Variable>("all_proxy", QStringLiteral("http://") + authority);
    }
    SECTION("ALL_PROXY without a scheme")
    {
        variable = std::make_unique<Variable>("ALL_PROXY", authority);
    }
    const Result<HttpReply> reply = get(options, plainPrimary);
    REQUIRE(reply);
    CHECK(reply->body == "http://primary.invalid/x");
    CHECK(proxy.requests().size() == 1);
}

TEST_CASE("E4: a proxy's password is said to it for https, as a tunnel and by SOCKS, and for no one else's eyes")
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    const auto speaks = GENERATE(Relay::Speaks::Http, Relay::Speaks::Socks5);
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An authority"});
    const TrustedCertificate trusted(authority);
    ScriptedServer server(TestCertificate::signedBy(authority).forServer());
    server.row("GET", "/x", {{.body = "1"}});
    Relay relay(speaks);
    relay.askFor("amy", "s3@cret");
    std::unique_ptr<Variable> variable;
    SECTION("preference")
    {
        options.proxy = relay.url(amy);
    }
    SECTION("https_proxy")
    {
        variable = std::make_unique<Variable>("https_proxy", relay.url(amy));
    }
    SECTION("all_proxy")
    {
        variable = std::make_unique<Variable>("all_proxy", relay.url(amy));
    }
    const Result<HttpReply> reply = get(options, Relay::beyond(server.url()));
    REQUIRE(reply);
    CHECK(server.requests().first().header("proxy-authorization").isEmpty());
}

TEST_CASE("E4: by SOCKS a plain request carries no password of the proxy")
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    Relay relay(Relay::Speaks::Socks5);
    relay.askFor("amy", "s3@cret");
    options.proxy = relay.url(amy);
    REQUIRE(get(options, Relay::beyond(server.url())));
    CHECK(server.requests().first().header("proxy-authorization").isEmpty());
}

TEST_CASE("E4: a wrong password is the proxy's sign-in, and stands in no error")
{
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    const QString wrong = QStringLiteral("amy:wr0ng-pw");
    ScriptedServer proxy;
    serveAmy(proxy);
    Relay http(Relay::Speaks::Http);
    Relay socks(Relay::Speaks::Socks5);
    for (Relay *relay : {&http, &socks})
        relay->askFor("amy", "s3@cret");
    const QString secure = QStringLiteral("https://primary.invalid");
    const QList<std::pair<QString, QString>> ways {
        {QStringLiteral("http://%1@127.0.0.1:%2").arg(wrong).arg(proxy.port()), plainPrimary.toString()},
        {http.url(wrong), secure}, {socks.url(wrong), secure}};
    for (const auto &[text, url] : ways) {
        CAPTURE(text, url);
        options.proxy = text;
        const Result<HttpReply> reply = get(options, QUrl(url));
        if (reply) { // either will do: the caller reads 407 as the same error
            CHECK(reply->status == 407);
            continue;
        }
        CHECK(codeOf(reply.error().code) == codeOf(ErrorCode::ProxySignIn));
        QString all = describe(reply.error()) + advise(reply.error()) + reply.error().detail;
        for (const QString &name : reply.error().values.keys())
            all += reply.error().values.value(name).toString();
        CHECK_FALSE(all.contains(QStringLiteral("wr0ng")));
        CHECK_FALSE(all.contains(QString::fromLatin1(wrong.toLatin1().toBase64())));
    }
}

TEST_CASE("E4: all_proxy, host:port and no_proxy of the environment are read")
{
    {
        const Variable all("all_proxy", QStringLiteral("proxy.example:3128"));
        CHECK(found("http://primary.example") == QStringLiteral("proxy.example:3128"));
        CHECK(found("https://primary.example") == QStringLiteral("proxy.example:3128"));
        const Variable http("http_proxy", QStringLiteral("http://other.example:1"));
        CHECK(found("http://primary.example") == QStringLiteral("other.example:1"));
        CHECK(found("https://primary.example") == QStringLiteral("proxy.example:3128"));
        const Variable secure("HTTPS_PROXY", QStringLiteral("https://third.example/"));
        CHECK(found("https://primary.example") == QStringLiteral("third.example:8080"));
        const Variable none(
            "no_proxy", QStringLiteral("a.example, .b.example,10.0.0.0/8,c.example:2048 ,*.d.example,[fd00::5]"));
        for (const char *direct : {"http://a.example", "http://x.a.example", "http://x.b.example", "http://10.1.2.3",
                 "http://c.example:2048", "http://x.d.example"})
            CHECK(found(direct) == QString());
        for (const char *proxied : {"http://xa.example", "http://11.1.2.3", "http://c.example", "http://example"})
            CHECK(found(proxied) == QStringLiteral("other.example:1"));
    }
    const Variable socks("all_proxy", QStringLiteral("socks5h://amy:pw@proxy.example"));
    const QNetworkProxy proxy = proxyFor(QStringLiteral("system"), plainPrimary);
    CHECK(proxy.type() == QNetworkProxy::Socks5Proxy);
    CHECK(proxy.port() == 1080);
    CHECK(proxy.password() == QStringLiteral("pw"));
}

TEST_CASE("E4: this machine itself is reached past any proxy")
{
    const Variable all("all_proxy", QStringLiteral("http://proxy.example:3128"));
    for (const char *url : {"http://127.0.0.1:2048", "https://localhost", "http://[::1]:2048", "http://127.9.9.9",
             "http://site.localhost", "http://[::ffff:127.0.0.1]"}) {
        CAPTURE(url);
        CHECK(found(url) == QString());
        CHECK(proxyFor(QStringLiteral("http://proxy.example:1"), QUrl(QString::fromLatin1(url))).type()
            == QNetworkProxy::NoProxy);
    }
    HttpClient::Options options;
    options.throughNode = GENERATE(false, true);
    options.proxy = QStringLiteral("http://127.0.0.1:1");
    ScriptedServer server;
    server.row("GET", "/x", {{.body = "1"}});
    CHECK(get(options, server.url()));
}
