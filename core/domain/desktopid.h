// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mailboat {

/// The one name by which a desktop knows this program: its entry, icon, metainfo (resources/desktop), autostart, key ring.
inline constexpr char desktopId[] = "org.mailboat.Mailboat";

} // namespace mailboat
