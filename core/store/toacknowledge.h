// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QList>

namespace mailboat {

class Connection;

/// What a satellite has stored of its queue and not acknowledged yet: a batch or two, each ID once, in the order in which they came.
/// One value of the datafile, for a row an ID costs as much as storing a record. Every change joins the caller's transaction, or
/// is one of its own.
class ToAcknowledge final
{
public:
    explicit ToAcknowledge(Connection &connection);

    Result<QList<QByteArray>> ids() const;
    Result<> add(const QList<QByteArray> &ids);
    Result<bool> remove(const QList<QByteArray> &ids); ///< true: none is left
    Result<> clear();

private:
    Result<> write(const QList<QByteArray> &ids);

    Connection &m_connection;
};

} // namespace mailboat
