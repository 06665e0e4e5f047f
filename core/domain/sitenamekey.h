// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// What the names of sites (their user names) are compared by, wherever that is done: unique in the list, found by the search,
/// accepted at sign-in (contract.md §3). Names that differ in case, Unicode form or blanks at the ends alone have the same key:
/// Unicode's matching of identifiers (Unicode 15, section 5.18), which stands on form KC. By form C alone the full-width
/// letters of an East Asian keyboard, the presentation forms in which old systems write Arabic, ligatures and no-break spaces
/// would tell names apart that look the same to people, and the site that types one would be told that it is unknown.
/// The key is no name: a site keeps, shows and sends its name as it was typed. What is longer than any form of a name comes
/// back as it is, since strangers send it and the normal form of some texts takes a time that grows with their square.
QString siteNameKey(const QString &name);

} // namespace mailboat
