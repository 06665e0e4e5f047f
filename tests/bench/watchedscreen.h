// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace mailboat::test {

/// An X screen that nobody sees, whose pixels are looked at past the X server: it keeps them in a file.
class WatchedScreen final
{
public:
    WatchedScreen();
    ~WatchedScreen();
    Q_DISABLE_COPY_MOVE(WatchedScreen)

    /// "NAME=value", for a program that is to be on this screen alone.
    QStringList environment() const;
    bool isBlank() const; ///< nothing has been drawn, as far as a look at each 16th pixel each way tells

private:
    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_display;
    QFile m_pixels;
    const uchar *m_first = nullptr; ///< of the file
};

} // namespace mailboat::test
