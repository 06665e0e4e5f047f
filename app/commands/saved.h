// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exitcode.h"
#include "core/domain/result.h"

#include <QList>

namespace mailboat {

class Draft;
class Session;

/// What a command that changes settings prints at its end: {"ok":true,"warnings":[…]}, or a word and the warnings for people.
/// `more`: warnings beside those that follow from the settings as they are now.
ExitStatus reportSaved(Session &session, const Draft &draft, const QList<Error> &more);
/// For commands without a result of their own: {"ok":true}, or for people a line of what was done.
ExitStatus reportDone(Session &session, const QString &words);

} // namespace mailboat
