// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>

namespace mailboat {

/// A time or a text in JSON, null where there is none.
QJsonValue orNull(const QDateTime &time);
QJsonValue orNull(const QString &text);

} // namespace mailboat
