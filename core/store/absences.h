// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/domain/sitestate.h"

#include <QDateTime>
#include <QList>

namespace mailboat {

class Connection;

/// When a primary did not listen, as whoever runs it notes: silence that it could not have heard is none.
class Absences final
{
public:
    explicit Absences(Connection &connection);

    Result<> listens(const QDateTime &now); ///< from now on, or still
    Result<> leaves(const QDateTime &now); ///< a site that has never listened is not absent
    /// It was killed while it listened, and has not noted when: about as it last heard of a site.
    Result<> wasCutOff();
    /// The newest some hundred of at least a minute, oldest first; one that lasts ends at `now`.
    Result<QList<Absence>> until(const QDateTime &now) const;

private:
    Connection &m_connection;
};

} // namespace mailboat
