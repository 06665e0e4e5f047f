// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

namespace mailboat {

/// Opens "Authorisation" over `window`; `unlocked` is called once a code was accepted and the lock is open, and never where the
/// person gives up. A wrong code is said in that window, which stays open.
void askForCode(PreferencesContext &context, QWidget *window, std::function<void()> unlocked);
/// The same for one act alone: the lock stays as it is, and the next act asks again.
void askForOne(PreferencesContext &context, QWidget *window, std::function<void(const Authorisation &)> authorised);

} // namespace mailboat
