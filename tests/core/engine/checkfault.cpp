// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/engine/checkfault.h"

#include "core/security/passwordhash.h"
#include "core/sql/connection.h"
#include "core/store/settingstable.h"
#include "core/store/syncstate.h"
#include "tests/support/catch.h"
#include "tests/support/datafilerows.h"

#include <QCoroTask>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace mailboat::test {

namespace {

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What must never be in a report, in any spelling that is sent.
QByteArrayList secrets()
{
    QByteArrayList all;
    for (const char *password : {"secret-2", "planted wrong"}) {
        const QByteArray sent = wirePassword(QString::fromLatin1(password));
        all << password << sent << QByteArray("hill:" + sent).toBase64();
    }
    return all;
}

const CheckFinding *findingAt(const CheckReport &report, const char *step)
{
    const auto found = std::find_if(report.findings.begin(), report.findings.end(),
        [step](const CheckFinding &finding) { return finding.step == QLatin1String(step); });
    return found == report.findings.end() ? nullptr : &*found;
}

} // namespace

FaultySite::FaultySite()
    : m_site(2, QUrl(QStringLiteral("http://192.0.2.1:2048")))
{
    m_site.put("transact", "t-1", R"({"ID":"t-1","store_ID":"store_a","comment":"waits"})");
    m_site.put("transact", "t-2", R"({"ID":"t-2","store_ID":"store_a","comment":"waits too"})");
}

void FaultySite::know(qint64 primary, const QString &siteUuid)
{
    REQUIRE(m_site.datafile().state().setKnown(KnownPrimary {primary, siteUuid}));
}

CheckReport FaultySite::check(const Shown &shown)
{
    Settings settings = *m_site.datafile().settings().read();
    settings.preferences.insert(shown.preferences);
    settings.peers.first().url = shown.address;
    settings.peers.first().userName = shown.userName;
    const QMap<QString, QByteArrayList> before = content();
    SiteCheck check(m_site.datafile(), m_clock, settings);
    check.setPassword(shown.password);
    const Result<CheckReport> report = QCoro::waitFor(check.run());
    CHECK((content() == before));
    REQUIRE(report);
    return *report;
}

QMap<QString, QByteArrayList> FaultySite::content()
{
    QMap<QString, QByteArrayList> all {{QStringLiteral("bytes"), {bytesOf(m_site.path())}},
        {QStringLiteral("journal"), {bytesOf(m_site.path() + QStringLiteral("-wal"))}}};
    const auto tables = datafileRows(m_site.path());
    for (auto table = tables.cbegin(); table != tables.cend(); ++table) {
        for (const DatafileRow &row : *table)
            all[table.key()] += row.values();
    }
    return all;
}

QList<Fault> allFaults()
{
    return networkFaults() + tlsFaults() + proxyFaults() + answerFaults() + signInFaults() + siteFaults()
        + primaryFaults();
}

FaultRow findFault(const Fault &fault, FaultySite &site)
{
    INFO(fault.name);
    const CheckReport report = fault.plant(site);
    const QString text = toText(report);
    INFO(text.toStdString());
    const QByteArray given = text.toUtf8() + QJsonDocument(toJson(report)).toJson();
    for (const QByteArray &secret : secrets())
        CHECK_FALSE(given.contains(secret));
    CHECK(text.contains(QStringLiteral("Round trip:")) == report.isOfLine());
    CHECK(text.contains(QStringLiteral("Speed:")) == report.isOfLine());

    FaultRow row {QString::fromUtf8(fault.name), {}, {}, 0, {}};
    const CheckFinding *const finding = findingAt(report, fault.step);
    if (!finding || !finding->error) {
        FAIL_CHECK("there is no such finding");
        return row;
    }
    CHECK(codeOf(finding->error->code) == codeOf(fault.code));
    CHECK((finding->level == fault.level));
    const QString advice = advise(*finding->error);
    CHECK(describe(*finding->error).contains(QString::fromUtf8(fault.words)));
    CHECK(advice.contains(QString::fromUtf8(fault.advice)));
    CHECK(text.contains(finding->detail));
    CHECK(text.contains(advice));
    for (const CheckFinding &other : report.findings)
        CHECK((&other == finding || other.level != CheckLevel::Failed)); // one fault, one failure
    return {row.fault, finding->step, codeOf(finding->error->code), finding->took.count(), advice};
}

} // namespace mailboat::test
