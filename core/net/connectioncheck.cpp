// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/connectioncheck.h"

#include "core/net/checkrun.h"

namespace mailboat {

ConnectionCheck::ConnectionCheck(HttpClient::Options options, const Clock &clock, Expected expected, QObject *parent)
    : ConnectionCheck(std::move(options), clock, std::move(expected), Limits {}, parent)
{
}

ConnectionCheck::ConnectionCheck(
    HttpClient::Options options, const Clock &clock, Expected expected, Limits limits, QObject *parent)
    : QObject(parent)
    , m_run(std::make_shared<CheckRun>(std::move(options), clock, std::move(expected), limits))
{
    connect(m_run.get(), &CheckRun::stepStarted, this, &ConnectionCheck::stepStarted);
    connect(m_run.get(), &CheckRun::stepFinished, this, &ConnectionCheck::stepFinished);
}

ConnectionCheck::~ConnectionCheck()
{
    m_run->cancel();
}

QCoro::Task<CheckReport> ConnectionCheck::run()
{
    return m_run->run();
}

void ConnectionCheck::cancel()
{
    m_run->cancel();
}

} // namespace mailboat
