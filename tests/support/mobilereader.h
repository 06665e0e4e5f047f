// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace mailboat::test {

/// What mSupply Mobile makes of a record that it has pulled (protocol.md §6.7, §6.9), written down once more, apart from the
/// resources of the primary.
struct MobileVerdict {
    enum class Is {
        Taken,
        NotKnown, ///< a type that it has no use for
        PassedOver, ///< acknowledged, and never seen: something is missing
        Poison ///< the batch is never acknowledged, and the site stands still for ever
    };
    Is is = Is::Taken;
    QString why {};
};

/// `entry`: one of the list that was pulled; `store`: of the site.
MobileVerdict readByMobile(const QJsonObject &entry, const QString &store);

} // namespace mailboat::test
