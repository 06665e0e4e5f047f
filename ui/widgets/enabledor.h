// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace mailboat {

/// Enables a control, or disables it and lets it say why, in its tooltip and to a screen reader. `reason`: a sentence of ours;
/// empty where the control can be used.
inline void setEnabledOr(QWidget *control, const QString &reason)
{
    control->setEnabled(reason.isEmpty());
    control->setToolTip(reason);
    control->setAccessibleDescription(reason);
}

} // namespace mailboat
