// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkreport.h"
#include "core/check/checktarget.h"
#include "core/wire/primaryapi.h"

namespace mailboat {

/// Whether the HTTP client that is not in use gets through where the one in use has failed. Changes nothing, neither here nor
/// there, and ends within the limit for the whole of a check. Its frame keeps it alive; cancel() ends it at once.
class OtherClientTry final : public std::enable_shared_from_this<OtherClientTry>
{
public:
    /// `options`: those of the client in use.
    OtherClientTry(HttpClient::Options options, CheckTarget expected, CheckLimits limits);
    /// Where a step failed for what a client has to do with: the network, TLS, proxies, the client itself.
    static bool isWorthTrying(const CheckReport &report);
    QCoro::Task<CheckReport::OtherClient> run(QString failedStep);
    void cancel();

private:
    QCoro::Task<Result<>> ask(bool signsIn);

    HttpClient m_http;
    CheckTarget m_expected;
    std::chrono::milliseconds m_limit;
    bool m_isStopped = false;
};

} // namespace mailboat
