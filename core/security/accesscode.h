// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>
#include <QStringList>

namespace mailboat {

/// What authorisation codes look like. A made one is twelve characters of 32 (about 60 bits) in groups of four; a chosen
/// one is any plain text of 4 to 200 characters.
///
/// Which of the two a person types can't be told, so both are tried: a chosen code counts exactly as it was written (but
/// for white space around it), a made one in any case, with or without dashes and spaces, and with O for 0 and I or L for
/// 1, none of which it holds. A chosen code in the very form of a made one ("K7QF-2M9X-TRWD") is a made one.

/// A new random code: "K7QF-2M9X-TRWD".
QString newCode();

/// A chosen code as it is kept, trimmed; CodeUnsuitable (why) for one that is too short, too long or not plain text.
Result<QString> checkedCode(const QString &chosen);

/// The form of a code that is hashed when it is stored.
QByteArray storedForm(const QString &code);
/// The forms that what was typed may be stored as: as it stands, and as a made code where it may be one. None where no
/// code can look like that.
QList<QByteArray> possibleForms(const QString &typed);

/// `--expires DATE`: an ISO 8601 date (the end of that day, UTC) or date and time (UTC where no offset is given).
/// UsageWrong (why); CodeExpiryPast (until).
Result<QDateTime> expiryFromText(const QString &text, const QDateTime &now);

} // namespace mailboat
