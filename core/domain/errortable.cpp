// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/errortable.h"

#include "core/domain/errortable_local.h"
#include "core/domain/errortable_network.h"
#include "core/domain/errortable_primary.h"
#include "core/domain/errortable_protocol.h"
#include "core/domain/errortable_settings.h"
#include "core/domain/errortable_sync.h"

#include <algorithm>
#include <array>

namespace mailboat {

namespace {

template<std::size_t... sizes>
constexpr auto joined(const ErrorRow (&...groups)[sizes])
{
    std::array<ErrorRow, (sizes + ...)> rows {};
    auto end = rows.begin();
    ((end = std::copy(std::begin(groups), std::end(groups), end)), ...);
    return rows;
}

constexpr std::array rows = joined(errors::localErrors, errors::settingsErrors, errors::syncErrors,
    errors::networkErrors, errors::protocolErrors, errors::primaryErrors);

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].code != static_cast<ErrorCode>(i))
            return false;
    }
    return true;
}

static_assert(inOrder(), "the rows stand in the order of the enum, none left out");
static_assert(rows.size() == static_cast<std::size_t>(lastErrorCode) + 1, "every ErrorCode has a row");

} // namespace

std::span<const ErrorRow> errorRows()
{
    return rows;
}

} // namespace mailboat
