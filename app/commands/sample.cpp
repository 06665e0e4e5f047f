// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/sample.h"

#include "app/commands/declare.h"
#include "app/progressline.h"
#include "app/session.h"
#include "app/signals.h"
#include "core/records/recordstore.h"
#include "core/sample/sampledata.h"

#include <QCoreApplication>

#include <limits>

namespace mailboat {

namespace {

constexpr qint64 mostStores = 100'000;
constexpr qint64 mostRecords = 1'000'000'000;

} // namespace

void SampleCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    const auto [parser, command] = addCommand<SampleCommand>(parent, chosen, "sample",
        {QCoreApplication::translate("mailboat", "Fill the datafile with made-up supply-chain data"),
            QCoreApplication::translate("mailboat",
                "Catalogue, stores, names, stock, invoices with their lines; store k is active on Sync ID k + 1. The "
                "same numbers and seed give the same bytes. There are always enough records for a usable site. All of "
                "them are put in, or none. JSON: {\"records\":n}."),
            QStringLiteral("mailboatctl sample --stores 5 --records 20000")});
    addNumber(parser, "--stores", command->stores, QCoreApplication::translate("mailboat", "How many stores"), 1,
        mostStores, Presence::Required);
    addNumber(parser, "--records", command->records, QCoreApplication::translate("mailboat", "How many records in all"),
        1, mostRecords, Presence::Required);
    addNumber(parser, "--seed", command->seed,
        QCoreApplication::translate("mailboat", "Another seed gives other data (1)"), 0,
        std::numeric_limits<qint64>::max());
}

Result<ExitStatus> SampleCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    SampleData sample(static_cast<int>(stores), records, static_cast<quint64>(seed));
    std::optional<Signals::Scope> scope; // not before the datafile is ours: Ctrl-C need not wait for another process
    ProgressLine progress;
    const Result<qint64> taken = (*datafile)->records().import(
        [&]() -> Result<std::optional<Record>> {
            if (!scope)
                scope.emplace();
            return sample.next();
        },
        [&progress, &sample](qint64 done) {
            progress.show(QCoreApplication::translate("mailboat", "Making records"), done, sample.total());
            return Signals::wasRaised() == 0;
        });
    if (!taken)
        return failure(taken.error());
    session.out().result({{QStringLiteral("records"), *taken}},
        QCoreApplication::translate("mailboat", "%1 records made.").arg(*taken) + u'\n');
    return ExitStatus::Done;
}

} // namespace mailboat
