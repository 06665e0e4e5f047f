// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QTimeZone>

namespace mailboat {

/// The IANA name of a time zone as typed, blanks at its ends aside; empty stays empty. TimeZoneUnknown (value).
Result<QString> checkedTimeZone(const QString &typed);

/// The zone of the first of these names that is one, else that of this machine.
QTimeZone timeZoneOf(const QString &site, const QString &primary);

} // namespace mailboat
