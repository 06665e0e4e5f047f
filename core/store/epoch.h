// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/site.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

namespace mailboat {

class Connection;

/// Which copy of a datafile this is: 16 random bytes in hexadecimal, made with it, and renewed where it goes on from an older state.
/// Every setter is a transaction of its own or joins the caller's.
class Epoch
{
public:
    explicit Epoch(Connection &connection);

    Result<QByteArray> value() const;
    /// What it was before stays known, and what of it others have shown (`seen`): the newest `mostFormer` of all.
    Result<> renew(const QList<QByteArray> &seen = {});
    Result<QList<QByteArray>> former() const;
    struct Shown {
        QByteArray value;
        QList<QByteArray> former;
    };
    /// What that site is shown: value(), or one of its own, so that it begins anew alone; former() then has value(), too.
    Result<Shown> shownTo(SyncId site) const;
    /// One of its own for that site, until the next renew(). `seen`: what it has shown; empty: nothing.
    Result<> renewFor(SyncId site, const QByteArray &seen);
    static constexpr int mostFormer = 20;
    // May join a transaction.
    Result<> forget(SyncId site); ///< is no site of the list any more
    Result<> move(SyncId from, SyncId to); ///< on the way below 0, where two swap

private:
    Result<QJsonObject> ofSites() const;

    Connection &m_connection;
};

QByteArray randomEpoch();

} // namespace mailboat
