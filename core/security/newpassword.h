// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// A new random password for a site, to be read out and typed: sixteen characters of 32 (80 bits) in groups of four, without
/// those that are taken for another one: "k7qf-2m9x-trwd-h4np".
QString newPassword();

} // namespace mailboat
