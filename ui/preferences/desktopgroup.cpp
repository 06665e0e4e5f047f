// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/desktopgroup.h"

#include "ui/preferences/autostart.h"
#include "ui/preferences/lockedwords.h"
#include "ui/widgets/enabledor.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace mailboat {

namespace {

const auto keepsRunningKey = QStringLiteral("tray/goOn");

Autostart autostartOf(const DatafileAddress &datafile)
{
    return {QCoreApplication::applicationFilePath(), datafile.path()};
}

} // namespace

DesktopGroup::DesktopGroup(PreferencesContext &context, QWidget *parent)
    : QGroupBox(tr("On this desktop"), parent)
    , m_context(context)
    , m_atLogIn(new QCheckBox(tr("&Start at log-in"), this))
    , m_keepsRunning(new QCheckBox(tr("&Keep running in the tray"), this))
    , m_notifications(new QCheckBox(tr("&Notifications"), this))
{
    setObjectName(QStringLiteral("onThisDesktop"));
    m_atLogIn->setObjectName(QStringLiteral("startAtLogIn"));
    m_atLogIn->setAccessibleName(tr("Start at log-in"));
    m_keepsRunning->setObjectName(QStringLiteral("keepRunning"));
    m_keepsRunning->setAccessibleName(tr("Keep running in the tray"));
    m_notifications->setObjectName(QStringLiteral("notifications"));
    m_notifications->setAccessibleName(tr("Notifications"));
    auto *column = new QVBoxLayout(this);
    for (QCheckBox *const box : {m_atLogIn, m_keepsRunning, m_notifications})
        column->addWidget(box);
    connect(m_atLogIn, &QCheckBox::toggled, this, &DesktopGroup::edited);
    connect(m_keepsRunning, &QCheckBox::toggled, this, &DesktopGroup::edited);
    look();
}

std::optional<bool> DesktopGroup::keepsRunning()
{
    const QVariant known = QSettings().value(keepsRunningKey);
    return known.isValid() ? std::optional(known.toBool()) : std::nullopt;
}

void DesktopGroup::setKeepsRunning(bool keeps)
{
    QSettings().setValue(keepsRunningKey, keeps);
}

/// The program may have been moved since it was told to start at log-in.
void DesktopGroup::look()
{
    m_work.start<bool>(
        [autostart = autostartOf(m_context.site.datafile())](const FileWork::Course &) -> Result<bool> {
            autostart.mend();
            return autostart.isOn();
        },
        [this](const Result<bool> &isOn) {
            const bool isEdited = m_isAtLogIn && m_atLogIn->isChecked() != *m_isAtLogIn;
            m_isAtLogIn = isOn.value_or(false);
            if (!isEdited)
                showAtLogIn();
            applyLock();
            if (const auto waiting = std::exchange(m_waiting, {}))
                waiting();
        });
}

void DesktopGroup::showAtLogIn()
{
    const QSignalBlocker quiet(m_atLogIn);
    m_atLogIn->setChecked(m_isAtLogIn.value_or(false));
}

void DesktopGroup::load()
{
    m_keptRunning = keepsRunning().value_or(false);
    const QSignalBlocker quiet(m_keepsRunning);
    m_keepsRunning->setChecked(m_keptRunning);
    showAtLogIn();
    if (!m_work.isRunning())
        look(); // the desktop's own settings may have changed it
}

int DesktopGroup::edits() const
{
    return int(m_isAtLogIn && m_atLogIn->isChecked() != *m_isAtLogIn)
        + int(m_keepsRunning->isChecked() != m_keptRunning);
}

void DesktopGroup::followKeepsRunning()
{
    const bool isEdited = m_keepsRunning->isChecked() != m_keptRunning;
    m_keptRunning = keepsRunning().value_or(false);
    if (!isEdited) {
        const QSignalBlocker quiet(m_keepsRunning);
        m_keepsRunning->setChecked(m_keptRunning);
    }
    emit edited();
}

void DesktopGroup::save(std::function<void(const Result<> &)> saved)
{
    if (m_work.isRunning()) {
        m_waiting = [this, saved = std::move(saved)] { save(saved); };
        return;
    }
    const bool starts = m_atLogIn->isChecked();
    if (m_keepsRunning->isChecked() != m_keptRunning) {
        m_keptRunning = m_keepsRunning->isChecked();
        setKeepsRunning(m_keptRunning);
    }
    if (!m_isAtLogIn || starts == *m_isAtLogIn)
        return saved({});
    m_work.start<void>([autostart = autostartOf(m_context.site.datafile()), starts](
                           const FileWork::Course &) { return autostart.set(starts); },
        [this, starts, saved = std::move(saved)](const Result<> &done) {
            if (done)
                m_isAtLogIn = starts;
            saved(done);
        });
}

void DesktopGroup::applyLock()
{
    // The first two are the person's own, as in the tray's menu, not the site's: they need no code.
    setEnabledOr(m_atLogIn, m_isAtLogIn ? QString() : tr("The desktop's setting is being read."),
        tr("Mailboat starts without its window when you log in to this desktop, and synchronises."));
    setEnabledOr(m_keepsRunning, {},
        tr("Closing the window does not stop synchronisation: the icon in the tray shows how it stands."));
    setEnabledOr(m_notifications, m_context.lock.isUnlocked() ? QString() : lockedWords(),
        tr("A notification appears where somebody has to do something, after one and three days without "
           "synchronisation, and when all is well again."));
}

} // namespace mailboat
