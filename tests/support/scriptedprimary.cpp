// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedprimary.h"

namespace mailboat::test {

QByteArray siteBody(const QByteArray &more, int syncId)
{
    return R"({"id":"uuid","siteId":)" + QByteArray::number(syncId)
        + R"(,"code":"S","name":"Hill","initialisationStatus":"new",)"
          R"("isOmSupplyCentralServer":false,"omSupplyCentralServerUrl":"","mSupplyCentralSiteId":1)"
        + more + "}";
}

ScriptedAnswer protocolError(int status, const QByteArray &code, const QByteArray &data)
{
    return {.status = status,
        .body = R"({"error":{"code":")" + code + R"(","message":"words","data":)" + data + "}}",
        .headers = {{"WWW-Authenticate", "Basic realm=\"sync\""}}};
}

void servePrimary(ScriptedServer &server, ScriptedAnswer signedIn)
{
    server.handle([signedIn](const ScriptedRequest &request) -> std::optional<ScriptedAnswer> {
        if (request.path != "/sync/v5/site")
            return std::nullopt;
        if (request.header("authorization").isEmpty())
            return protocolError(401, "site_name_not_found");
        return signedIn;
    });
    server.row("GET", "/sync/v5/site_status", {{.body = R"({"code":"idle","message":"","data":null})"}});
    server.row("GET", "/sync/v5/central_records", {{.body = R"({"maxCursor":0,"data":[]})"}});
}

} // namespace mailboat::test
