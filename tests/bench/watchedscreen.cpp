// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/watchedscreen.h"

#include <QtEndian>

#include <csignal>
#include <stdexcept>
#include <sys/prctl.h>

namespace mailboat::test {

namespace {

constexpr int patience = 20'000; // ms
constexpr int step = 16; // pixels

/// Of an XWD file, as the X server writes it with -fbdir: numbers of 32 bits, the highest byte first.
enum Field { HeaderBytes = 0, Width = 4, Height = 5, BytesPerLine = 12, Colours = 19 };

quint32 field(const uchar *first, Field number)
{
    return qFromBigEndian<quint32>(first + 4 * number);
}

} // namespace

WatchedScreen::WatchedScreen()
{
    m_server.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_server.setStandardErrorFile(QProcess::nullDevice());
    m_server.start(QStringLiteral("Xvfb"),
        {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
            QStringLiteral("1366x768x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp"),
            QStringLiteral("-noreset"), QStringLiteral("-fbdir"), m_folder.path()});
    while (!m_server.canReadLine()) {
        if (!m_server.waitForReadyRead(patience))
            throw std::runtime_error("Xvfb does not start");
    }
    m_display = u':' + QString::fromLatin1(m_server.readLine().trimmed());
    m_pixels.setFileName(m_folder.filePath(QStringLiteral("Xvfb_screen0")));
    if (m_pixels.open(QIODevice::ReadOnly))
        m_first = m_pixels.map(0, m_pixels.size());
    if (!m_first)
        throw std::runtime_error("the screen's pixels cannot be read");
}

WatchedScreen::~WatchedScreen()
{
    m_server.terminate();
    m_server.waitForFinished(patience);
}

QStringList WatchedScreen::environment() const
{
    QStringList all {QStringLiteral("DISPLAY=") + m_display, QStringLiteral("QT_QPA_PLATFORM=xcb"),
        QStringLiteral("WAYLAND_DISPLAY="), QStringLiteral("DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"),
        QStringLiteral("LC_ALL=C.UTF-8"), QStringLiteral("QT_NO_GLIB=0")};
    for (const char *name : {"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"})
        all.append(QString::fromLatin1(name) + u'=' + m_folder.path());
    return all;
}

bool WatchedScreen::isBlank() const
{
    constexpr int bytesPerColour = 12;
    const quint32 width = field(m_first, Width);
    const quint32 height = field(m_first, Height);
    const quint32 perLine = field(m_first, BytesPerLine);
    const uchar *const pixels
        = m_first + field(m_first, HeaderBytes) + qsizetype {bytesPerColour} * field(m_first, Colours);
    for (quint32 y = step; y < height; y += step) {
        for (quint32 x = step; x < width; x += step) {
            const uchar *const pixel = pixels + qsizetype {y} * perLine + qsizetype {x} * 4;
            if (pixel[0] != 0 || pixel[1] != 0 || pixel[2] != 0)
                return false;
        }
    }
    return true;
}

} // namespace mailboat::test
