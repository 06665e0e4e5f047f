// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/twosites.h"
#include "tests/desktop/windowprogram.h"

#include <optional>

namespace mailboat::test {

void waitForEngine(const CtlSite &site);
void waitForRecord(const CtlSite &site, const char *id); ///< an item

/// The window of a satellite on a desktop, once the first load has ended.
class SatelliteWindow
{
public:
    explicit SatelliteWindow(bool hasTray = false, const QStringList &environment = {});

    void startTray();
    QPoint icon() const; ///< in the tray, on the screen
    void chooseFromMenu(const QString &key) const; ///< of the icon; the letter that its words have underlined

    const Desktop &desktop() const { return m_desktop; }
    const CtlSite &site() const { return m_sites.satellite(); }
    const CtlSite &primary() const { return m_sites.primary(); }
    WindowProgram &program() { return *m_program; }

private:
    void waitForIcon();

    TwoSites m_sites;
    Desktop m_desktop;
    std::optional<WindowProgram> m_program;
};

} // namespace mailboat::test
