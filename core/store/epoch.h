// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

namespace mailboat {

class Connection;

/// Which life of a datafile this is: 16 random bytes as 32 lower-case hex digits, made with it. One that is put back from a
/// copy begins another, so that who has seen more of the first knows that it is not that (protocol.md §2.9).
class Epoch final
{
public:
    explicit Epoch(Connection &connection);
    Result<QString> value() const;
    Result<> renew();

private:
    Connection &m_connection;
};

} // namespace mailboat
