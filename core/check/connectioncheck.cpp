// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/connectioncheck.h"

#include "core/check/checkrun.h"
#include "core/check/otherclient.h"

namespace mailboat {

namespace {

/// A port that speaks something else is silent or breaks off for the other client; the check has looked closer.
bool isSameSilence(const CheckFinding &found, const Error &others)
{
    const bool saysLittle = others.code == ErrorCode::ConnectionLost || others.code == ErrorCode::AnswerTimeout
        || others.code == ErrorCode::ConnectionFiltered;
    const ErrorCode own = found.error ? found.error->code : others.code;
    const bool isSilentTls = own == ErrorCode::AnswerTimeout && found.step == QLatin1String("tls");
    return saysLittle && (isSilentTls || own == ErrorCode::TlsToPlainPort || own == ErrorCode::PlainToTlsPort);
}

/// Their frames outlive the check, should it go.
QCoro::Task<CheckReport> runBoth(
    std::shared_ptr<CheckRun> run, std::shared_ptr<OtherClientTry> other, CheckObserver observer)
{
    CheckReport report = co_await run->run(std::move(observer));
    if (OtherClientTry::isWorthTrying(report))
        report.otherClient = co_await other->run(report.findings.last().step);
    if (report.otherClient && report.otherClient->error
        && isSameSilence(report.findings.last(), *report.otherClient->error))
        report.otherClient->error = report.findings.last().error;
    co_return report;
}

} // namespace

ConnectionCheck::ConnectionCheck(HttpClient::Options options, const Clock &clock, Expected expected, Limits limits)
    : m_run(std::make_shared<CheckRun>(options, clock, expected, limits))
    , m_other(std::make_shared<OtherClientTry>(std::move(options), std::move(expected), limits))
{
}

ConnectionCheck::~ConnectionCheck()
{
    cancel();
}

QCoro::Task<CheckReport> ConnectionCheck::run(CheckObserver observer)
{
    return runBoth(m_run, m_other, std::move(observer));
}

void ConnectionCheck::cancel()
{
    m_run->cancel();
    m_other->cancel();
}

} // namespace mailboat
