// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/siteapp.h"

#include <QByteArray>
#include <QString>

namespace mailboat {

/// What a request says of who sends it, as it says it; nobody has checked it.
struct SignIn {
    QString userName;
    QByteArray password;
    QString hardwareId; ///< empty: none is presented
    SiteApp app {};
    QByteArray version {}; ///< a number in decimal; empty: the request names none
    bool isCheck = false; ///< of a connection: no contact
};

} // namespace mailboat
