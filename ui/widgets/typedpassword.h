// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace mailboat {

/// The password in a field, without the end of its line where it was pasted with that.
inline QString typedPassword(const QLineEdit &field)
{
    QString password = field.text();
    while (password.endsWith(u'\n') || password.endsWith(u'\r'))
        password.chop(1);
    return password;
}

} // namespace mailboat
