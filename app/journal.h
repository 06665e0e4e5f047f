// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace mailboat {

/// What a line is about, beside its words: fields that the journal is searched by.
struct Subject {
    QByteArray kind {}; ///< MAILBOAT_KIND: "listening", "waiting", "cycle", "trouble" and so on
    std::optional<ErrorCode> error {}; ///< MAILBOAT_ERROR, its stable name
    std::optional<int> site {}; ///< MAILBOAT_SITE: this site's Sync ID
};

/// The system's journal.
namespace journal {

enum class Priority { Error = 3, Warning = 4, Notice = 5, Info = 6, Debug = 7 }; // as syslog(3) counts them

/// Whether what is written to that descriptor (1, 2) goes to the journal as it is (JOURNAL_STREAM).
bool isBehind(int descriptor);
void send(Priority priority, const QByteArray &message, const Subject &subject);

} // namespace journal

} // namespace mailboat
