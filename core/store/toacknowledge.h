// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QList>

namespace mailboat {

class Connection;

/// What a satellite has stored of its queue and not acknowledged yet: a batch or two, or, of small ones,
/// as many as one request names, in the order in which they came.
/// One value of the datafile, for a row an ID costs as much as storing a record; and what is put behind it, or taken from its
/// front, is so without looking at each ID, which took a sixth of a first load. Every change joins the caller's transaction, or is
/// one of its own.
class ToAcknowledge final
{
public:
    explicit ToAcknowledge(Connection &connection);

    Result<QList<QByteArray>> ids() const; ///< each once
    Result<> add(const QList<QByteArray> &ids);
    Result<> remove(const QList<QByteArray> &ids);
    Result<> clear();

private:
    Result<> removeAnywhere(const QList<QByteArray> &removed);
    Result<QByteArray> text() const;
    Result<> write(const QByteArray &json);

    Connection &m_connection;
};

} // namespace mailboat
