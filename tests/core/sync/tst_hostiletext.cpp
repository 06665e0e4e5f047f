// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/connectioncheck.h"
#include "core/domain/plaintext.h"
#include "tests/core/sync/satellite.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedprimary.h"
#include "tests/support/testcertificate.h"

#include <QCoroTask>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// An escape sequence, a bell, C1 controls, every kind of turning the direction, what breaks lines, and a title for a terminal.
const QString hostile
    = QStringLiteral("evil \u001b[31m\u0007\u009b2J\u0085\u202e\u2066\u2069\u200f\u061c\ufeff\u2028\u2029"
                     "\u001b]0;title\u0007\r\nroot# {host} end");
/// The same, as far as a header of HTTP may carry it.
const QByteArray hostileHeader = "evil \x1b[31m\x07\xc2\x9b"
                                 "2J\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8f\x9b end";

/// Takes down what is logged, of all our categories, while it lives.
class LogKept final
{
public:
    LogKept()
    {
        lines().clear();
        QLoggingCategory::setFilterRules(QStringLiteral("mailboat.*=true"));
        m_before = qInstallMessageHandler(
            [](QtMsgType, const QMessageLogContext &, const QString &text) { lines().append(text); });
    }
    ~LogKept()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
    }
    Q_DISABLE_COPY_MOVE(LogKept)
    static QStringList &lines()
    {
        static QStringList kept;
        return kept;
    }

private:
    QtMessageHandler m_before;
};

void requirePlain(const QString &text)
{
    for (const QString &line : text.split(u'\n')) {
        INFO(line.toUtf8().toPercentEncoding(" {}[]\":,.'()/").toStdString());
        REQUIRE(isPlainText(line));
    }
}

void requirePlain(const QJsonValue &json)
{
    if (json.isString())
        requirePlain(json.toString());
    for (const QJsonValue element : json.toArray())
        requirePlain(element);
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        requirePlain(it.key());
        requirePlain(it.value());
    }
}

void requirePlain(const Error &error)
{
    requirePlain(describe(error));
    requirePlain(advise(error));
    requirePlain(QString(error.detail));
    requirePlain(QJsonValue(toJson(error)));
}

/// The document with each of its fields in turn made hostile, and each with a hostile name.
QList<QJsonValue> poisoned(const QJsonValue &json)
{
    QList<QJsonValue> made;
    if (json.isObject()) {
        const QJsonObject object = json.toObject();
        for (auto field = object.begin(); field != object.end(); ++field) {
            for (const QJsonValue &value : poisoned(field.value())) {
                QJsonObject changed = object;
                changed.insert(field.key(), value);
                made.append(changed);
            }
            QJsonObject renamed = object;
            renamed.remove(field.key());
            renamed.insert(hostile, field.value());
            made.append(renamed);
        }
    } else if (json.isArray() && !json.toArray().isEmpty()) {
        for (const QJsonValue &value : poisoned(json.toArray().first()))
            made.append(QJsonArray {value});
    } else {
        made.append(hostile);
    }
    return made;
}

QList<QByteArray> poisonedBodies(const QByteArray &body)
{
    QList<QByteArray> bodies;
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    for (const QJsonValue &value : poisoned(object))
        bodies.append(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return bodies;
}

/// A satellite that checks and synchronises with whatever answers; everything that it says is looked at.
class Listener final
{
public:
    explicit Listener(const QUrl &url, bool throughNode = false)
        : m_satellite(url)
        , m_url(url.toString())
        , m_throughNode(throughNode)
    {
        m_satellite.setPreference(QStringLiteral("node-http-client"), QVariant(throughNode).toString());
    }
    void listen()
    {
        const LogKept log;
        const CycleReport cycle = m_satellite.synchronise();
        HttpClient::Options options;
        options.throughNode = m_throughNode;
        const SystemClock clock;
        const ConnectionCheck::Limits limits {std::chrono::milliseconds(800), std::chrono::seconds(3)};
        ConnectionCheck check(options, clock,
            {m_url, QStringLiteral("hill"), QByteArray(64, 'a'), QStringLiteral("machine"), SyncId {2}}, limits);
        const CheckReport found = QCoro::waitFor(check.run());
        if (cycle.error)
            requirePlain(*cycle.error);
        requirePlain(QJsonValue(toJson(cycle)));
        for (const CheckFinding &finding : found.findings) {
            requirePlain(QString(finding.detail));
            if (finding.error)
                requirePlain(*finding.error);
        }
        requirePlain(QJsonValue(toJson(found)));
        requirePlain(toText(found));
        for (const QString &line : LogKept::lines())
            requirePlain(line);
    }

private:
    Satellite m_satellite;
    QString m_url;
    bool m_throughNode;
};

/// What a primary answers to each request where all is well.
const QMap<QByteArray, QByteArray> answers {
    {"GET /sync/v5/site", siteBody(R"(,"resendRequested":false,"syncDisabled":"")", 2)},
    {"GET /sync/v5/site_status", R"({"code":"idle","message":"","data":null})"},
    {"POST /sync/v5/initialise", R"({"queueLength":0})"},
    {"GET /sync/v5/central_records",
        R"({"maxCursor":1,"data":[{"ID":1,"tableName":"unit","recordId":"u1","action":"insert","recordData":{"ID":"u1"}}]})"},
    {"GET /sync/v5/queued_records", R"({"queueLength":0,"data":[]})"},
    {"POST /sync/v5/queued_records", R"({"integrationStarted":true})"},
    {"POST /sync/v5/acknowledged_records", "{}"},
};

} // namespace

TEST_CASE("E1: hostile text in any field of any answer reaches nobody's terminal, log, window or JSON")
{
    ScriptedServer server;
    QByteArray changed;
    ScriptedAnswer given;
    server.handle([&](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        const QByteArray call = request.verb + ' ' + request.path;
        if (call == changed && (given.status != 401 || !request.header("authorization").isEmpty()))
            return given;
        if (call == "GET /sync/v5/central_records" && !request.query.contains("cursor=0&"))
            return ScriptedAnswer {.body = R"({"maxCursor":1,"data":[]})"};
        return ScriptedAnswer {.body = answers.value(call)};
    });
    Listener listener(server.url());
    listener.listen();
    SECTION("of an answer")
    {
        for (auto answer = answers.begin(); answer != answers.end(); ++answer) {
            changed = answer.key();
            for (const QByteArray &body : poisonedBodies(answer.value())) {
                given = {.body = body};
                CAPTURE(changed, body);
                listener.listen();
            }
        }
    }
    SECTION("of an error")
    {
        changed = "GET /sync/v5/site";
        const QByteArray data = R"({"version":1,"min":2,"max":3,"seconds":4,"limit":5,"why":"x"})";
        for (const QByteArray code :
            {"site_name_not_found", "site_has_no_store", "site_incorrect_hardware_id", "site_auth_timeout",
                "api_version_incompatible", "sync_is_running", "sync_is_disabled", "request_malformed", "own_code"}) {
            for (const int status : {401, 500}) {
                const QByteArray error = R"({"error":{"code":")" + code + R"(","message":"m","data":)" + data + "}}";
                for (const QByteArray &body : poisonedBodies(error)) {
                    given = {.status = status, .body = body};
                    CAPTURE(body);
                    listener.listen();
                }
            }
        }
    }
    SECTION("of a text that is no JSON")
    {
        changed = "GET /sync/v5/site";
        for (const int status : {200, 400, 403, 429, 503}) {
            for (const char *type : {"text/plain", "text/html", ""}) {
                given = {.status = status, .body = hostile.toUtf8(), .type = type};
                CAPTURE(status, type);
                listener.listen();
            }
        }
    }
}

TEST_CASE("E1: hostile text in any header reaches nobody either, with both clients")
{
    ScriptedServer server;
    ScriptedAnswer given;
    server.handle([&given](const ScriptedRequest &) { return given; });
    const bool throughNode = GENERATE(false, true);
    Listener listener(server.url(), throughNode);
    for (const char *name : {"Server", "Location", "Retry-After", "Content-Type", "Content-Encoding",
             "WWW-Authenticate", "mailboat", "mailboat-accept-encoding", "mailboat-crc32", "Refresh", "Date"}) {
        for (const int status : throughNode ? QList<int> {302} : QList<int> {200, 302, 401}) {
            const QByteArray value = QByteArray(name) == "Location"
                ? "http://hub.example/login%1B%5B31m%E2%80%AE" + hostileHeader
                : hostileHeader;
            given = {.status = status, .body = answers.first(), .headers = {{name, value}}};
            CAPTURE(name, status);
            listener.listen();
        }
    }
    given = {.raw = "HTTP/1.1 403 " + hostileHeader + "\r\nContent-Length: 0\r\n\r\n"};
    listener.listen();
    given = {.raw = "SSH-2.0-" + hostileHeader + "\r\n"};
    listener.listen();
}

TEST_CASE("E1: hostile names in a certificate reach nobody either, with both clients")
{
    const TestCertificate authority = TestCertificate::selfSigned({.commonName = "An \x1b[31m\x07\x9b authority"});
    const TestCertificate named = TestCertificate::signedBy(
        authority, {.commonName = "a \x1b[31m name", .alternativeName = "DNS:a\x1b[31m.example"});
    ScriptedServer server(named.forServer());
    Listener listener(server.url(), GENERATE(false, true));
    SECTION("of an issuer whom nobody knows")
    {
        listener.listen();
    }
    SECTION("that are not the server's")
    {
        const TrustedCertificate trusted(authority);
        listener.listen();
    }
}

TEST_CASE("E1: hostile words of what is installed as node reach nobody either")
{
    const QTemporaryDir folder;
    QFile node(folder.filePath(QStringLiteral("node")));
    const QByteArray words = "printf 'evil \\033[31m\\007\\302\\2332J\\342\\200\\256 end' >&2\nexit 3\n";
    const QByteArray script = GENERATE_COPY(QByteArray("#!/bin/sh\n" + words),
        QByteArray("#!/bin/sh\n[ \"$1\" = --version ] && printf 'v0.1.2\\033[31m' && exit 0\n" + words),
        QByteArray("#!/bin/sh\nprintf 'H\\0\\0\\0\\0\\0\\0\\0\\032{\"version\":\"9.9\\\\u001b[31\"}'\nexec cat\n"));
    REQUIRE(node.open(QIODevice::WriteOnly));
    node.write(script);
    node.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    node.close();
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", folder.path().toUtf8() + ':' + path);
    const ScriptedServer server;
    Listener(server.url(), true).listen();
    qputenv("PATH", path);
}
