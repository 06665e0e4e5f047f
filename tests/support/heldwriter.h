// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat::test {

/// The one writer of an SQLite datafile, held by a connection of the test's until release().
class HeldWriter final
{
public:
    explicit HeldWriter(const QString &path);
    ~HeldWriter();
    Q_DISABLE_COPY_MOVE(HeldWriter)
    void release();

private:
    QString m_name; ///< of Qt's connection
};

} // namespace mailboat::test
