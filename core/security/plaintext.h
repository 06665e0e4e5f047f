// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace mailboat {

/// Whether every character of a name or code shows what it is: no control characters or line breaks, nothing invisible
/// that turns the direction of writing (but the joiners that Persian and Indic scripts need), no broken UTF-16.
bool isPlainText(const QString &text);

/// As names and codes are compared and kept: without the white space around it, and é as one character however it was
/// typed (Unicode NFC).
QString plainForm(const QString &typed);

} // namespace mailboat
