// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"
#include "core/domain/errorvalues.h"
#include "core/domain/plaintext.h"

#include <QList>
#include <QString>

namespace mailboat {

/// Text of the other side is made plain where it comes in here, by the types of the members: no escape, control character or
/// change of direction reaches whoever reads it.
struct Error {
    ErrorCode code {};
    ErrorValues values {}; ///< what the words need
    PlainText detail {}; ///< for the log, in English, never a secret
    bool operator==(const Error &) const = default;
};

/// Every enumerator, in order: for tests and for the table of codes in the help.
QList<ErrorCode> allErrorCodes();
/// The stable code that scripts see ("datafile_missing"; the protocol's where it has one: "site_name_not_found").
QString codeOf(ErrorCode code);
/// What happened, translated, a whole sentence with its values.
QString describe(const Error &error);
/// What to do and whose move it is, translated.
QString advise(const Error &error);
/// Whether trying again later may succeed without anybody doing anything.
bool mayHeal(ErrorCode code);
/// The code that the protocol's error object carries and the HTTP status of our answer (protocol.md §2.3).
struct WireError {
    QByteArray code;
    int status;
};
WireError wireError(ErrorCode code);
/// Exit status of contract.md §4 for a command that ends with this error: 1 failed, 2 refused, 3 locked, 4 datafile.
int exitStatusOf(ErrorCode code);

} // namespace mailboat
