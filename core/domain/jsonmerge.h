// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace mailboat {

/// An object that has what stands in `change`, and besides what `before` has under other keys, each as it is written there. Both
/// have passed normalisedObject(); of keys that stand there twice the last counts.
QByteArray mergedObject(QByteArrayView before, QByteArrayView change);

} // namespace mailboat
