// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>

#include <optional>

namespace mailboat {

class Connection;

/// How the last backups went: those that the engine makes daily, and those that somebody asked for.
class BackupState final
{
public:
    explicit BackupState(Connection &connection);
    struct Last {
        QDateTime when {}; ///< of the last that was made; invalid: never
        QString path {}; ///< of that one
        std::optional<Error> error {}; ///< why none has been made since
    };
    Result<Last> last() const; ///< of the daily ones
    struct Copy {
        QDateTime when {}; ///< invalid: there is none
        QString path {};
        qint64 bytes = 0; ///< 0: not known
    };
    Result<Copy> newest() const; ///< whoever made it
    Result<> made(const QDateTime &when, const QString &path, qint64 bytes = 0);
    Result<> madeByHand(const Copy &copy);
    Result<> failed(const Error &error);

private:
    Connection &m_connection;
};

} // namespace mailboat
