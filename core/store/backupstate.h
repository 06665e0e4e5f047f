// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QDateTime>

#include <optional>

namespace mailboat {

class Connection;

/// How the last daily backups went.
class BackupState final
{
public:
    explicit BackupState(Connection &connection);
    struct Last {
        QDateTime when {}; ///< of the last that was made; invalid: never
        QString path {}; ///< of that one
        std::optional<Error> error {}; ///< why none has been made since
    };
    Result<Last> last() const;
    Result<> made(const QDateTime &when, const QString &path);
    Result<> failed(const Error &error);

private:
    Connection &m_connection;
};

} // namespace mailboat
