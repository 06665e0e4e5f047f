// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/protocolversion.h"

namespace mailboat {

/// Version 6 of the protocol, which Open mSupply speaks with its own central server (protocol.md §7), as far as that is this primary:
/// a function per call. Where another server is named as that one (the preference `oms-central-url`), it answers that it is none.
class V6Api final : public ProtocolVersion
{
public:
    std::vector<Route> routes() override;
    QByteArray root() const override { return QByteArrayLiteral("/central/"); }
    Result<SignIn> signInOf(const ServerRequest &request) const override;
    bool signsInByBody() const override { return true; }
    ServerAnswer answerTo(const Error &told) const override;
    ServerAnswer answerFor(const ServerRequest &request, const Error &told) const override;

private:
    using Handler = Result<ServerAnswer> (V6Api::*)(const Call &);
    /// Whatever is asked: whether this is the server, and speaks the caller's version.
    std::function<Result<ServerAnswer>(const Call &)> checked(Handler handler);
    /// `json`: the error's own.
    static ServerAnswer refusal(const ServerRequest &request, const QByteArray &json, int status = 400);
    Result<ServerAnswer> pull(const Call &call);
    Result<ServerAnswer> push(const Call &call);
    Result<ServerAnswer> siteStatus(const Call &call);
    Result<ServerAnswer> downloadFile(const Call &call);
    Result<ServerAnswer> uploadFile(const Call &call);
    Result<ServerAnswer> joinPatient(const Call &call);
};

} // namespace mailboat
