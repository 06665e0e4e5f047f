// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/otherclient.h"

#include "core/check/checkanswer.h"
#include "core/prefs/siteurl.h"

#include <QTimer>

#include <algorithm>

namespace mailboat {

namespace {

HttpClient::Options otherOptions(HttpClient::Options options, std::chrono::milliseconds idle)
{
    options.throughNode = !options.throughNode;
    options.idleTimeout = idle;
    options.connectTimeout = idle;
    return options;
}

bool isOfClient(ErrorCode code)
{
    return code >= ErrorCode::HostNotFound && code <= ErrorCode::NodeFailed && code != ErrorCode::ClockOff;
}

} // namespace

OtherClientTry::OtherClientTry(HttpClient::Options options, CheckTarget expected, CheckLimits limits)
    : m_http(otherOptions(std::move(options), limits.step))
    , m_expected(std::move(expected))
    , m_limit(limits.whole)
{
}

bool OtherClientTry::isWorthTrying(const CheckReport &report)
{
    return std::any_of(report.findings.begin(), report.findings.end(), [](const CheckFinding &finding) {
        return finding.level == CheckLevel::Failed && finding.error && isOfClient(finding.error->code);
    });
}

void OtherClientTry::cancel()
{
    m_isStopped = true;
    m_http.cancel();
}

QCoro::Task<CheckReport::OtherClient> OtherClientTry::run(QString failedStep)
{
    const auto self = shared_from_this();
    CheckReport::OtherClient found;
    found.isNode = m_http.options().throughNode;
    Result<> asked = failure(ErrorCode::Cancelled);
    if (!m_isStopped) {
        QTimer deadline;
        deadline.setSingleShot(true);
        QObject::connect(&deadline, &QTimer::timeout, &m_http, &HttpClient::cancel);
        deadline.start(m_limit);
        asked = co_await ask(false);
        const bool isLater = failedStep == QLatin1String("sign-in") || failedStep == QLatin1String("site");
        if (asked && isLater && deadline.isActive())
            asked = co_await ask(true);
        if (!asked && asked.error().code == ErrorCode::Cancelled && !m_isStopped)
            asked = failure(ErrorCode::AnswerTimeout,
                {{QStringLiteral("seconds"),
                    static_cast<qlonglong>(std::chrono::ceil<std::chrono::seconds>(m_limit).count())}});
    }
    if (!asked)
        found.error = asked.error();
    co_return found;
}

/// Without credentials first, as the check does.
QCoro::Task<Result<>> OtherClientTry::ask(bool signsIn)
{
    const auto self = shared_from_this();
    const Result<QString> url = completedUrl(m_expected.address);
    if (!url)
        co_return failure(url.error());
    if (signsIn) {
        PrimaryApi api(m_http, {QUrl(*url), m_expected.userName, m_expected.wirePassword, m_expected.hardwareId, true});
        const Result<wire::SiteInfo> site = co_await api.site();
        co_return site ? Result<> {} : failure(site.error());
    }
    const Result<HttpReply> reply = co_await askAnonymously(m_http, QUrl(*url));
    if (!reply)
        co_return failure(reply.error());
    co_return mayBePrimary(*reply, QUrl(*url));
}

} // namespace mailboat
