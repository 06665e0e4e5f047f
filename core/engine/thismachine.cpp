// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/thismachine.h"

#include "core/engine/log.h"
#include "core/records/datafile.h"
#include "core/store/standstill.h"
#include "core/store/synclog.h"

namespace mailboat {

void compareMachine(Datafile &datafile)
{
    const Result<> compared = Standstill(datafile.connection())
                                  .compareMachine(datafile.clock().utcNow())
                                  .and_then([&datafile](Standstill::Change change) -> Result<> {
                                      if (change == Standstill::Change::None)
                                          return {};
                                      const bool hasBegun = change == Standstill::Change::Begun;
                                      return datafile.log().addStandstill(
                                          hasBegun ? std::optional(Error {ErrorCode::OtherMachine}) : std::nullopt);
                                  });
    if (!compared)
        qCWarning(engineLog).noquote() << describe(compared.error());
}

} // namespace mailboat
