// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace mailboat {

/// Why a control is off while the padlock is closed.
inline QString lockedWords()
{
    return QCoreApplication::translate("mailboat", "Locked. To change this, press \"Click to un-lock\" first.");
}

} // namespace mailboat
