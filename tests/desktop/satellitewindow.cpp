// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/satellitewindow.h"

#include "tests/app/words.h"

#include <algorithm>

namespace mailboat::test {

void waitForEngine(const CtlSite &site)
{
    waitUntil(QStringLiteral("the engine runs"), [&site] {
        return site.ask(words("status")).object.value(QStringLiteral("engine")).toString() == QStringLiteral("running");
    });
}

void waitForRecord(const CtlSite &site, const char *id)
{
    waitUntil(QStringLiteral("record %1 arrives").arg(QString::fromUtf8(id)),
        [&] { return site.run(words("records get item") + words(id)).status == 0; });
}

SatelliteWindow::SatelliteWindow(bool hasTray, const QStringList &environment)
{
    if (hasTray)
        m_desktop.startTray();
    m_program.emplace(m_desktop, m_sites.satellite().withDatafile({}), m_sites.satellite().environment() + environment);
    m_program->preferences();
    waitForEngine(m_sites.satellite());
    waitForRecord(m_sites.satellite(), "I1");
    if (hasTray)
        waitForIcon();
}

void SatelliteWindow::startTray()
{
    m_desktop.startTray();
    waitForIcon();
}

void SatelliteWindow::waitForIcon()
{
    waitUntil(QStringLiteral("the icon in the tray"),
        [this] { return m_desktop.windows(QStringLiteral("mailboat"), true).size() == 2; });
}

QPoint SatelliteWindow::icon() const
{
    return m_desktop.middleOf(m_desktop.windows(QStringLiteral("trayer")).last());
}

void SatelliteWindow::chooseFromMenu(const QString &key) const
{
    const QStringList before = m_desktop.windows(QStringLiteral("mailboat"), true); // one of them may be about to go
    m_desktop.click(icon(), 3);
    waitUntil(QStringLiteral("the menu"), [&] {
        const QStringList now = m_desktop.windows(QStringLiteral("mailboat"), true);
        return std::any_of(now.begin(), now.end(), [&before](const QString &each) { return !before.contains(each); });
    });
    m_desktop.keys({key});
}

} // namespace mailboat::test
