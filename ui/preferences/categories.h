// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace mailboat {

/// The categories of the preferences window, in mSupply's order (contract.md §5); `id` is the English name, which pages are
/// registered under.
struct PreferenceCategory {
    const char *id;
    QString name() const; ///< translated
};
std::span<const PreferenceCategory> categories();

} // namespace mailboat
