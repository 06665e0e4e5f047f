// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// Names and addresses come from files and other machines. As a person may see them: what is invisible or turns the
/// direction of writing stands there as U+FFFD, and what is too long for any field ends with an ellipsis.
QString safeText(const QString &text);
/// The same, however long it is: for the clipboard.
QString safeWholeText(const QString &text);
/// A tool tip that shows such a text as it is, never as HTML.
QString safeToolTip(const QString &text);

} // namespace mailboat
