// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/fields.h"
#include "core/domain/jsonvalue.h"

#include <QTimeZone>
#include <functional>

namespace mailboat {

/// The time zone of the site that wrote a record; asked only where a day of it is written as an instant, as Mobile does.
using ZoneOfWriter = std::function<QTimeZone()>;

/// What a value is to a reader, whichever dialect it was written in (protocol.md §5.5).
struct FieldReading {
    enum class Is {
        Kept, ///< it can be read as it is written
        Written, ///< it is `json` to the reader
        Nothing, ///< it says nothing: null, "", "undefined", no date
        Unreadable, ///< it is of a kind that cannot be made out
    };
    Is is = Is::Kept;
    QByteArray json {};
};

/// As Open mSupply reads it. `value` comes from a text that has been checked. Of an object only that it is one: what is in it is
/// read by itself (FieldRule::inner).
FieldReading readingOf(const FieldRule &rule, const JsonValue &value, const ZoneOfWriter &zone);

/// The day that a text names, as YYYY-MM-DD: by itself, with a time behind it, or as an instant in that zone. Nothing where it
/// names none; a day 0000-00-00 is none.
std::optional<QByteArray> dayOf(QByteArrayView text, const ZoneOfWriter &zone);
/// Whether a text says that there is no day: empty, or all zeros.
bool isNoDay(QByteArrayView text);
/// Seconds since midnight of a text HH:MM:SS, with or without a fraction, or of a number of them.
std::optional<int> secondsOf(QByteArrayView text);

} // namespace mailboat
