// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Connection;

/// What the statements of schema 6 cannot say, in the migration's transaction: records of version 6 that are there, kept until now as
/// those of unknown tables, get what routing takes from them, and at a primary a place in their log. Of those that follow another
/// record their author gets a new form, until they change.
Result<> upgradeToSix(Connection &connection);

} // namespace mailboat
