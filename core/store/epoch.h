// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
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
    static constexpr int mostFormer = 20;

private:
    Connection &m_connection;
};

QByteArray randomEpoch();

} // namespace mailboat
