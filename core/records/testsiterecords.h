// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"
#include "core/domain/testsite.h"

namespace mailboat {

/// What a site that is made for tests begins with; from resources/testsite.json, whose comment says what the words in it stand for.

/// Its store, with what belongs to that, and a join for every name that it is to see. Parents before children.
QList<Record> testSiteRecords(const TestSite &site, const QList<QByteArray> &visibleNames);
/// What every site needs, once in a primary: under IDs that are always the same.
QList<Record> commonTestRecords();

} // namespace mailboat
