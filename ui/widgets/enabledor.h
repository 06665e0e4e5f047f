// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace mailboat {

/// What a control says of itself, in its tooltip and to a screen reader.
inline void describeControl(QWidget *control, const QString &words)
{
    if (control->toolTip() == words)
        return; // what a field's message says of it stays
    control->setAccessibleDescription(words);
    control->setToolTip(words); // after it: a field's message adds to what the tooltip says
}

/// Enables a control, or disables it and lets it say why. `reason`: a sentence of ours; empty where the control can be used,
/// which then says `hint`.
inline void setEnabledOr(QWidget *control, const QString &reason, const QString &hint = {})
{
    control->setEnabled(reason.isEmpty());
    if (auto *const field = qobject_cast<QLineEdit *>(control))
        field->setReadOnly(!reason.isEmpty()); // a screen reader would call it editable
    describeControl(control, reason.isEmpty() ? hint : reason);
}

} // namespace mailboat
