// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonfault.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <optional>

namespace mailboat {

/// What is wrong with `text` as exactly one JSON document (UTF-8, strict), in words; nothing where it is right.
std::optional<QString> jsonProblem(QByteArrayView text);
/// The same without copying the text: gives it the spare room behind its end that the parser reads.
std::optional<QString> jsonProblem(QByteArray &text);

/// Whether what is no JSON is the begin of an object that was cut short on the way: nothing at all, or an object that has not
/// been closed where the text ends.
bool isCutShort(QByteArrayView broken);

/// Without the byte order mark that some programs write before their JSON.
QByteArrayView withoutMark(QByteArrayView text);

} // namespace mailboat
