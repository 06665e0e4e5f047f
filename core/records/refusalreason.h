// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

namespace mailboat {

/// Why a record goes to quarantine, given what it was refused for: where its bytes are no JSON, that (and where) says more than
/// a table or an ID that could not be read from them.
Error refusalReason(const Record &record, const Error &refusal);

} // namespace mailboat
