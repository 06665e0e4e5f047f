// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkobserver.h"
#include "core/check/checktarget.h"
#include "core/domain/clock.h"
#include "core/http/httpclient.h"

#include <memory>

namespace mailboat {

class CheckRun;
class OtherClientTry;

/// A satellite's staged probe of its primary: address, resolve, connect, tls (https only), http, sign-in, hardware, version,
/// clock, site. The first failure ends it, warnings do not; each step gives up in time, and so does the whole. Changes
/// nothing at this end, and sends credentials only once TLS has been accepted and something that may be a primary has
/// answered. May be destroyed while it runs: that cancels it. `clock` outlives the run.
class ConnectionCheck final
{
public:
    using Expected = CheckTarget;
    using Limits = CheckLimits;
    ConnectionCheck(HttpClient::Options options, const Clock &clock, Expected expected, Limits limits = {});
    ~ConnectionCheck();
    Q_DISABLE_COPY_MOVE(ConnectionCheck)
    QCoro::Task<CheckReport> run(CheckObserver observer = {}); ///< once
    void cancel(); ///< at once; the report ends with Cancelled

private:
    std::shared_ptr<CheckRun> m_run;
    std::shared_ptr<OtherClientTry> m_other;
};

} // namespace mailboat
