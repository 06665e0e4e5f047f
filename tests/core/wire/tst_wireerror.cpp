// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/datafilefault.h"
#include "core/wire/wire.h"
#include "tests/support/catch.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace mailboat;
using namespace mailboat::wire;

TEST_CASE("the protocol's codes are understood whatever the status")
{
    const auto [name, code] = GENERATE(table<QByteArray, ErrorCode>({
        {"site_name_not_found", ErrorCode::SiteNameNotFound},
        {"site_incorrect_password", ErrorCode::SiteIncorrectPassword},
        {"site_incorrect_hardware_id", ErrorCode::SiteIncorrectHardwareId},
        {"site_has_no_store", ErrorCode::SiteHasNoStore},
        {"site_auth_timeout", ErrorCode::SiteAuthTimeout},
        {"api_version_incompatible", ErrorCode::ApiVersionIncompatible},
        {"sync_is_running", ErrorCode::PrimaryBusy},
        {"sync_is_disabled", ErrorCode::SyncDisabled},
    }));
    const int status = GENERATE(400, 401, 403, 409, 500, 503);
    const QByteArray body = "{\"error\":{\"code\":\"" + name + "\",\"message\":\"words\"}}";
    CHECK(parseError(status, body, "application/json").code == code);
    CHECK(parseError(status, body, {}).code == code);
}

TEST_CASE("what our primary answers says again the same at the satellite")
{
    const ErrorCode code
        = GENERATE(ErrorCode::SiteNameNotFound, ErrorCode::SiteIncorrectPassword, ErrorCode::SiteIncorrectHardwareId,
            ErrorCode::SiteHasNoStore, ErrorCode::SiteAuthTimeout, ErrorCode::PrimaryBusy, ErrorCode::SyncDisabled,
            ErrorCode::RequestTooLarge, ErrorCode::TooManyRecords, ErrorCode::ServerFull);
    const Error error {code,
        {{QStringLiteral("seconds"), 30}, {QStringLiteral("limit"), 64},
            {QStringLiteral("what"), QStringLiteral("records")}, {QStringLiteral("why"), QStringLiteral("a reason")}}};
    const Error read = parseError(wireError(code).status, composeError(error), "application/json");
    CHECK(read.code == code);
    if (code == ErrorCode::SiteAuthTimeout)
        CHECK(read.values.value(QStringLiteral("seconds")) == 30);
    if (code == ErrorCode::RequestTooLarge)
        CHECK(read.values.value(QStringLiteral("limit")) == 64);
    if (code == ErrorCode::TooManyRecords || code == ErrorCode::ServerFull)
        CHECK(describe(read) == describe(error));
}

TEST_CASE("of two versions that do not fit, the words can say which is too old")
{
    const QVariantMap ours {{QStringLiteral("min"), 1}, {QStringLiteral("max"), 14}, {QStringLiteral("version"), 99}};
    const Error tooNew = parseError(409, composeError({ErrorCode::ApiVersionTooNew, ours}), "application/json");
    CHECK(tooNew.code == ErrorCode::ApiVersionTooNew);
    CHECK(tooNew.values.value(QStringLiteral("max")) == 14);
    const QByteArray old
        = R"({"error":{"code":"api_version_incompatible","message":"m","data":{"min":10,"max":14,"version":9}}})";
    CHECK(parseError(409, old, {}).code == ErrorCode::ApiVersionTooOld);
    const QByteArray foreign
        = R"({"error":{"code":"api_version_incompatible","message":"m","data":{"major":1,"minor":1}}})";
    CHECK(parseError(409, foreign, {}).code == ErrorCode::ApiVersionIncompatible);
}

TEST_CASE("C1: what is wrong with a primary's datafile has its own code, words that are true elsewhere, and no path")
{
    for (const ErrorCode code : allErrorCodes()) {
        if (!isDatafileFault(code))
            continue;
        const Error error {code,
            {{QStringLiteral("path"), QStringLiteral("/srv/secret")}, {QStringLiteral("why"), QStringLiteral("x")}}};
        CAPTURE(codeOf(code));
        const QByteArray body = composeError(error);
        CHECK(wireError(code).status == 503);
        const QByteArray name = '"' + codeOf(code).toUtf8() + '"';
        CHECK(body.contains(name));
        CHECK_FALSE(body.contains("/srv"));
        CHECK(body.contains("primary"));
        const Error read = parseError(503, body, "application/json");
        if (code == ErrorCode::DiskFull) {
            CHECK(read.code == ErrorCode::PrimaryDiskFull);
        } else {
            CHECK(read.code == ErrorCode::PrimaryDatafileUnusable);
            CHECK(describe(read).contains(describe({code}).chopped(1)));
        }
    }
    CHECK(parseError(503, R"({"error":{"code":"disk_broken","message":"words"}})", {})
              .values.value(QStringLiteral("text"))
        == QStringLiteral("words"));
}

TEST_CASE("an error object always has code, message and data")
{
    const QJsonObject written = QJsonDocument::fromJson(composeError({ErrorCode::SiteIncorrectPassword, {}})).object();
    const QJsonObject error = written.value(QStringLiteral("error")).toObject();
    CHECK(error.value(QStringLiteral("code")).toString() == QStringLiteral("site_incorrect_password"));
    CHECK_FALSE(error.value(QStringLiteral("message")).toString().isEmpty());
    CHECK(error.value(QStringLiteral("data")).isNull());
}

TEST_CASE("whatever a primary of ours answers is known at its satellites")
{
    for (const ErrorCode code :
        {ErrorCode::RequestMalformed, ErrorCode::RequestPathUnknown, ErrorCode::RequestMethodWrong,
            ErrorCode::RequestTooLarge, ErrorCode::RequestCredentialsMissing, ErrorCode::ServerFailed,
            ErrorCode::SiteNameNotFound, ErrorCode::SiteIncorrectPassword, ErrorCode::SiteIncorrectHardwareId,
            ErrorCode::SiteHasNoStore, ErrorCode::SiteAuthTimeout, ErrorCode::ApiVersionIncompatible,
            ErrorCode::PrimaryBusy, ErrorCode::SyncDisabled, ErrorCode::TooManyRecords, ErrorCode::ServerFull}) {
        const Error error {code};
        const QString name = codeOf(code);
        CAPTURE(name);
        CHECK(codeOf(wire::parseError(wireError(code).status, wire::composeError(error), "application/json").code)
            == name);
    }
}

TEST_CASE("why sync is turned off is said once")
{
    const Error error {ErrorCode::SyncDisabled, {{QStringLiteral("why"), QStringLiteral("a reason")}}};
    const Error read = wire::parseError(503, wire::composeError(error), "application/json");
    CHECK(describe(read) == describe(error));
    CHECK(describe(read).count(QStringLiteral("a reason")) == 1);
    // Others have a message alone.
    const Error foreign = wire::parseError(
        503, R"({"error":{"code":"sync_is_disabled","message":"Closed.","data":null}})", "application/json");
    CHECK(describe(foreign).contains(QStringLiteral(": Closed.")));
}

TEST_CASE("without the protocol's error the status and the body decide")
{
    const auto [status, body, type, code] = GENERATE(table<int, QByteArray, QByteArray, ErrorCode>({
        {401, "go away", "text/plain", ErrorCode::OtherSide},
        {403, "", "", ErrorCode::HttpStatusUnexpected},
        {404, "", "", ErrorCode::HttpNotFound},
        {404, "<html>none</html>", "text/html", ErrorCode::HttpNotFound},
        {405, "", "", ErrorCode::HttpStatusUnexpected},
        {407, "", "", ErrorCode::ProxySignIn},
        {408, "", "", ErrorCode::PrimaryBusy},
        {413, "", "", ErrorCode::RequestTooLarge},
        {429, "slow down", "text/plain", ErrorCode::PrimaryBusy},
        {302, "", "", ErrorCode::Redirected},
        {500, "{\"x\":1}", "application/json", ErrorCode::HttpServerError},
        {502, "<html>bad gateway</html>", "text/html", ErrorCode::HttpServerError},
        {503, "", "", ErrorCode::HttpServerError},
        {504, "", "", ErrorCode::HttpServerError},
        {403, "<!DOCTYPE html><p>sign in", "", ErrorCode::NetworkSignIn},
        {511, "<html>portal", "text/html", ErrorCode::NetworkSignIn},
        {409, R"({"error":{"code":"own_code","message":"own words"}})", "application/json", ErrorCode::OtherSide},
        {503, R"({"error":{"code":"own_code","message":"own words"}})", "application/json", ErrorCode::PrimaryBusy},
        {409, R"({"error":"text"})", "application/json", ErrorCode::OtherSide},
    }));
    CAPTURE(status, body);
    const Error error = parseError(status, body, type);
    CHECK(error.code == code);
    CHECK_FALSE(describe(error).isEmpty());
}

TEST_CASE("the other side's words are kept short, in one line, and never as HTML")
{
    const Error text = parseError(400, "a\r\nb\t" + QByteArray(10000, 'x'), "text/plain");
    CHECK(text.values.value(QStringLiteral("text")).toString().startsWith(QStringLiteral("a b x")));
    CHECK(text.values.value(QStringLiteral("text")).toString().size() <= 500);
    const Error page = parseError(400, "<html><b>hello</b></html>", "text/html");
    CHECK_FALSE(describe(page).contains(QLatin1Char('<')));
}
