// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/sitecheck.h"
#include "tests/support/sites/testsite.h"

#include <functional>

namespace mailboat::test {

/// A satellite with settings, records and changes that wait, Sync ID 2, whose connection is checked.
class FaultySite final
{
public:
    FaultySite();

    /// What the window shows, saved or not.
    struct Shown {
        QString address;
        QString userName = QStringLiteral("hill");
        QString password = QStringLiteral("secret-2");
        QMap<QString, QString> preferences {};
    };
    /// As window and command do it. The datafile has to be the same after it as before, byte for byte.
    CheckReport check(const Shown &shown);
    CheckReport check(const QString &address) { return check(Shown {address}); }
    /// The primary and site id that it has synchronised with.
    void know(qint64 primary, const QString &siteUuid);

private:
    QMap<QString, QByteArrayList> content();

    SatelliteSite m_site;
    SystemClock m_clock;
};

// As a row of the table says it.
inline constexpr auto failed = CheckLevel::Failed;
inline constexpr auto warning = CheckLevel::Warning;

/// One thing that can be wrong, and what a check has to say of it.
struct Fault {
    const char *name;
    const char *step;
    ErrorCode code;
    CheckLevel level;
    const char *words; ///< must stand in what is said
    const char *advice; ///< must stand in the advice: whose move it is
    std::function<CheckReport(FaultySite &)> plant; ///< plants it and checks
    /// Commands that make the network it needs; not null: it is planted in a network namespace of its own.
    const char *network = nullptr;
};
QList<Fault> networkFaults();
QList<Fault> tlsFaults();
QList<Fault> proxyFaults();
QList<Fault> answerFaults();
QList<Fault> signInFaults();
QList<Fault> siteFaults();
QList<Fault> primaryFaults();
QList<Fault> allFaults();

/// A row of the table that the tests print.
struct FaultRow {
    QString fault;
    QString step;
    QString code;
    qint64 ms = 0;
    QString advice;
};
/// Plants it and checks everything that is asked of its finding.
FaultRow findFault(const Fault &fault, FaultySite &site);

} // namespace mailboat::test
