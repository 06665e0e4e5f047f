// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>

#include <optional>

namespace mailboat {

/// Longest line and largest text taken from a file or from standard input.
inline constexpr qint64 maxInputBytes = 64 * 1024 * 1024;

/// A file or standard input, read in lines or whole. Waiting for input ends with Cancelled when a signal comes.
class Input final
{
public:
    /// "-" is standard input. FileUnreadable.
    static Result<std::unique_ptr<Input>> open(const QString &path);
    ~Input();
    Q_DISABLE_COPY_MOVE(Input)

    /// The next line without its line break; an empty optional at the end. InputTooLarge, FileUnreadable, Cancelled.
    Result<std::optional<QByteArray>> readLine(qint64 most = maxInputBytes);
    /// Everything up to the end.
    Result<QByteArray> readAll(qint64 most = maxInputBytes);

private:
    Input(int descriptor, QString name);
    Result<bool> fill(); ///< false: the end
    Error unreadable(int number) const;

    int m_descriptor;
    QString m_name; ///< for people
    QByteArray m_buffer;
    qsizetype m_searched = 0; ///< of m_buffer, for a line break
    bool m_ended = false;
};

} // namespace mailboat
