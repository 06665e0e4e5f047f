// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace mailboat::test {

/// As one line.
QString textOf(const QJsonValue &value);

/// Where `found` is not what `wanted` says, and how; empty where it is. Of an object only the keys in `wanted` are looked at, a
/// list has to be as long. In place of a value there may be "<text>", "<number>", "<list>" or "<absent>".
QString difference(const QJsonValue &wanted, const QJsonValue &found, const QString &where = {});

/// By a path as "data/0/ID"; "*" is each of a list, and makes one; with "+1" behind it the number after that.
QJsonValue valueAt(const QJsonValue &value, const QString &path);

} // namespace mailboat::test
