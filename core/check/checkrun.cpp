// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/check/checkrun.h"

#include "core/http/proxy.h"

#include <algorithm>

namespace mailboat {

namespace {

using std::chrono::milliseconds;

/// The deadline of a step is what ends a request, and says so.
HttpClient::Options withoutOwnLimits(HttpClient::Options options, const CheckLimits &limits)
{
    options.idleTimeout = limits.whole * 2;
    options.connectTimeout = limits.whole * 2;
    return options;
}

} // namespace

CheckRun::Deadline::Deadline(HttpClient &http, milliseconds limit)
    : most(limit)
{
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &http, [this, &http] {
        hasPassed = true;
        http.cancel();
    });
    timer.start(limit);
}

CheckRun::CheckRun(HttpClient::Options options, const Clock &clock, CheckTarget expected, CheckLimits limits)
    : m_clock(clock)
    , m_expected(std::move(expected))
    , m_limits(limits)
    , m_http(withoutOwnLimits(std::move(options), limits))
{
}

void CheckRun::cancel()
{
    m_stop.stop();
    m_http.close();
}

bool CheckRun::isOver() const
{
    return !m_report.isOk();
}

milliseconds CheckRun::left() const
{
    const milliseconds ofStep = m_limits.step - milliseconds(m_sinceStep.elapsed());
    const milliseconds ofWhole = m_limits.whole - milliseconds(m_sinceStart.elapsed());
    return std::max({std::min(ofStep, ofWhole), milliseconds(1)});
}

QNetworkProxy CheckRun::proxy() const
{
    return proxyFor(m_http.options().proxy, m_url);
}

Error CheckRun::timedOut(const Deadline &deadline) const
{
    return {ErrorCode::AnswerTimeout,
        {{QStringLiteral("host"), m_url.host()},
            {QStringLiteral("seconds"),
                static_cast<qlonglong>(std::chrono::ceil<std::chrono::seconds>(deadline.most).count())}}};
}

QCoro::Task<CheckReport> CheckRun::run(CheckObserver observer)
{
    static constexpr struct {
        const char *name;
        Work work;
    } steps[] {
        {"address", &CheckRun::completeAddress},
        {"resolve", &CheckRun::resolve},
        {"connect", &CheckRun::connectSocket},
        {"tls", &CheckRun::handshake},
        {"http", &CheckRun::askAnonymously},
        {"sign-in", &CheckRun::signIn},
        {"hardware", &CheckRun::hardware},
        {"version", &CheckRun::version},
        {"clock", &CheckRun::compareClocks},
        {"site", &CheckRun::site},
    };
    const auto self = shared_from_this(); // the frame keeps the run alive
    m_observer = std::move(observer);
    m_sinceStart.start();
    for (const auto &[name, work] : steps) {
        if (work == &CheckRun::handshake && m_url.scheme() != QLatin1String("https"))
            continue;
        co_await step(QString::fromLatin1(name), work);
        if (isOver())
            break;
    }
    co_return m_report;
}

QCoro::Task<void> CheckRun::step(QString name, Work work)
{
    begin(name);
    Found found = failure(ErrorCode::Cancelled);
    if (!m_stop.isStopped())
        found = co_await std::invoke(work, this);
    if (m_stop.isStopped())
        found = failure(ErrorCode::Cancelled);
    end(found);
}

void CheckRun::begin(const QString &name)
{
    m_step = name;
    m_warning.reset();
    m_sinceStep.start();
    m_observer.started(name);
}

void CheckRun::end(const Found &found)
{
    CheckFinding finding;
    finding.step = m_step;
    finding.took = milliseconds(m_sinceStep.elapsed());
    if (!found) {
        finding.level = CheckLevel::Failed;
        finding.error = found.error();
    } else if (m_warning) {
        finding.level = CheckLevel::Warning;
        finding.error = m_warning;
    }
    finding.detail = finding.error ? describe(*finding.error) : *found;
    m_report.findings.append(finding);
    m_observer.finished(finding);
}

} // namespace mailboat
