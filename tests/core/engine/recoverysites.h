// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/sitepositions.h"
#include "core/store/standstill.h"
#include "tests/support/catch.h"
#include "tests/support/sites/testsite.h"

#include <QFile>
#include <QTemporaryDir>

namespace mailboat::test {

/// A primary with store A on a satellite that has synchronised twice, and a copy of that one's datafile.
struct Sites {
    PrimarySite primary;
    std::unique_ptr<SatelliteSite> site;
    QTemporaryDir copies;

    Sites()
    {
        primary.addSatellite(2);
        addStore(primary, "A", 2);
        primary.start();
        site = std::make_unique<SatelliteSite>(2, primary.url());
        REQUIRE(site->synchronise().ok);
        put(*site, "first");
        REQUIRE(site->synchronise().ok);
    }
    static void put(SatelliteSite &at, const QByteArray &id)
    {
        at.put("Location", id, R"({"ID":")" + id + R"(","code":"C","store_ID":"A"})");
    }
    QString copyOf(TestSite &of)
    {
        const QString path = copies.filePath(QStringLiteral("%1.mailboat").arg(++m_number));
        of.close();
        REQUIRE(QFile::copy(of.path(), path));
        of.reopen();
        return path;
    }
    QString copyOfPrimary()
    {
        primary.stop();
        const QString path = copyOf(primary);
        primary.start();
        site->editPeerUrl(primarySyncId, primary.url().toString());
        return path;
    }
    /// A satellite's datafile that `restore` has put back, which stands still.
    std::unique_ptr<SatelliteSite> restored(const QString &copy)
    {
        auto back = std::make_unique<SatelliteSite>(2, copy);
        Standstill standstill(back->datafile().connection());
        REQUIRE(standstill.begin({ErrorCode::RestoredUnconfirmed}, back->clock().utcNow()).has_value());
        return back;
    }
    /// The primary as it was when that copy was made, at work in place of this one.
    std::unique_ptr<PrimarySite> olderPrimary(const QString &copy)
    {
        primary.stop();
        auto older = std::make_unique<PrimarySite>(copy);
        older->start();
        site->editPeerUrl(primarySyncId, older->url().toString());
        return older;
    }

private:
    int m_number = 0;
};

inline std::optional<ErrorCode> notedAt(PrimarySite &primary)
{
    const auto noted = SitePositions(primary.datafile().connection()).misfit(SyncId {2});
    REQUIRE(noted.has_value());
    return *noted ? std::optional((*noted)->error.code) : std::nullopt;
}

inline ErrorCode errorOf(const CycleReport &report)
{
    REQUIRE(report.error.has_value());
    return report.error->code;
}

inline QString whyNot(const Result<> &chosen)
{
    REQUIRE_FALSE(chosen.has_value());
    CHECK(chosen.error().code == ErrorCode::ActionNotPossible);
    return chosen.error().values.value(QStringLiteral("why")).toString();
}

} // namespace mailboat::test
