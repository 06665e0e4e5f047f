// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/sites/testsite.h"

namespace mailboat::test {

/// What protocol.md §4.2 and §5 say that a satellite holds after its first sync, worked out from all that the primary
/// holds. Written from the document, record by record, and with another JSON reader than the program's.
Holdings expectedAt(SyncId site, const Holdings &primary);

/// The first difference between two sites' holdings, for a message that can be read; empty: none.
QByteArray difference(const Holdings &left, const Holdings &right);

} // namespace mailboat::test
