// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// Text as roff writes it: what has a meaning there stands for itself, and every hyphen is the one that is typed.
QString roffText(const QString &text);
/// A macro's argument in quotation marks.
QString roffArgument(const QString &text);
/// Words in lines that an editor shows whole.
QString roffParagraph(const QString &text);
/// Lines that stay lines; only one that is too long is continued below.
QString roffLines(const QString &lines);

} // namespace mailboat
