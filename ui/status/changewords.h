// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/synclog.h"

namespace mailboat {

/// What an audit entry is about: "A site was added"; translated, the stored word where it is not known.
QString changeTitle(const SyncLog::Entry &entry);
/// Its values: "Sync ID: 7, User name: north"; "before → after" where one changed. They hold no secret.
QString changeValues(const SyncLog::Entry &entry);

} // namespace mailboat
