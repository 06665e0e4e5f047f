// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "ui/preferences/preferencepage.h"

#include <QGroupBox>

namespace mailboat {

/// What this person's desktop does with the program: whether it starts at log-in, and whether closing its window leaves it running. Kept
/// with the person, not in the datafile, and, as everything else, at OK.
class DesktopGroup final : public QGroupBox
{
    Q_OBJECT
public:
    explicit DesktopGroup(PreferencesContext &context, QWidget *parent = nullptr);

    QCheckBox *notifications() const { return m_notifications; } ///< a preference, for the page to bind

    void load(); ///< shows what is kept; what is edited is dropped
    int edits() const;
    void save(std::function<void(const Result<> &)> saved);
    void applyLock();
    void followKeepsRunning(); ///< it was chosen elsewhere; what is edited here stays

    /// Whether closing the window goes on in the tray; empty: nobody has said so yet.
    static std::optional<bool> keepsRunning();
    static void setKeepsRunning(bool keeps);

signals:
    void edited();

private:
    void look();
    void showAtLogIn();

    PreferencesContext &m_context;
    QCheckBox *m_atLogIn;
    QCheckBox *m_keepsRunning;
    QCheckBox *m_notifications;
    std::optional<bool> m_isAtLogIn {}; ///< as it is kept; empty: not known yet
    bool m_keptRunning = false; ///< as it is kept
    std::function<void()> m_waiting {}; ///< for the end of look()
    FileWork m_work {}; ///< ends first: it answers here
};

} // namespace mailboat
