// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of PeerDialog about who may sign in as the site: with which password, from which machine.
#include "core/security/newpassword.h"
#include "ui/preferences/lockedwords.h"
#include "ui/sites/peerdialog.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/onlyread.h"
#include "ui/widgets/safetext.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>

namespace mailboat {

/// A password is made where it belongs: at the primary, which gives it to the satellite.
void PeerDialog::addPassword(QGridLayout &form)
{
    QWidget *beside = nullptr;
    if (isPrimary()) {
        beside = new QWidget(this);
        m_makePassword = namedButton(QStringLiteral("makePassword"), tr("Ma&ke a password"), beside);
        m_copyPassword = namedButton(QStringLiteral("copyPassword"), tr("Cop&y"), beside);
        m_copyPassword->setAccessibleName(tr("Copy password"));
        auto *row = new QHBoxLayout(beside);
        row->setContentsMargins({});
        row->addWidget(m_makePassword);
        row->addWidget(m_copyPassword);
        m_copyPassword->hide();
    }
    m_password = addField(form, QStringLiteral("password"), tr("&Password"), beside);
    QLineEdit *const edit = m_password.edit;
    edit->setEchoMode(QLineEdit::Password);
    edit->setPlaceholderText(m_known.hasPassword ? tr("unchanged") : QString());
    if (m_known.needsPassword)
        m_password.message->setMessage(
            Tone::Warning, tr("The password cannot be read on this machine. Enter it again; nothing else is lost."));
    if (!beside)
        return;
    setTabOrder(edit, m_makePassword);
    setTabOrder(m_makePassword, m_copyPassword);
    connect(m_makePassword, &QPushButton::clicked, this, &PeerDialog::makePassword);
    connect(m_copyPassword, &QPushButton::clicked, this, &PeerDialog::copyPassword);
}

/// What is typed instead is nobody else's to see.
void PeerDialog::showMade(bool isMade)
{
    if (!m_copyPassword)
        return;
    m_password.edit->setEchoMode(isMade ? QLineEdit::Normal : QLineEdit::Password);
    m_copyPassword->setVisible(isMade);
}

void PeerDialog::makePassword()
{
    m_made = newPassword();
    m_password.edit->setText(m_made);
    showMade(true);
    m_password.message->setMessage(Tone::Info,
        tr("Give it to whoever sets up the satellite, in a way that nobody else can read, such as in person or by "
           "phone: there it is the primary's password. Once this window is closed, it is not shown again."));
    m_copyPassword->setFocus();
}

void PeerDialog::forgetPassword()
{
    m_made.clear();
    m_password.edit->clear();
}

void PeerDialog::copyPassword()
{
    QGuiApplication::clipboard()->setText(m_made);
    m_password.message->setMessage(Tone::Info,
        tr("The password is on the clipboard. Give it to whoever sets up the satellite, in a way that nobody else can "
           "read; there it is the primary's password."));
}

void PeerDialog::addHardwareId(QGridLayout &form, const QString &ownHardwareId)
{
    m_clear = new QPushButton(tr("C&lear"), this);
    m_clear->setObjectName(QStringLiteral("clearHardwareId"));
    m_clear->setAccessibleName(tr("Clear hardware ID"));
    m_clear->setVisible(isPrimary());
    m_hardwareId = addField(form, QStringLiteral("hardwareId"), tr("&Hardware ID"), m_clear);
    setTabOrder(m_hardwareId.edit, m_clear);
    setOnlyRead(m_hardwareId.edit);
    m_hardwareId.edit->setText(safeWholeText(isPrimary() ? m_known.hardwareId : ownHardwareId));
    m_hardwareId.edit->setPlaceholderText(tr("none recorded yet"));
    m_hardwareId.edit->setToolTip(isPrimary() ? tr("The machine that first signed in as this site")
                                              : tr("This machine, as the primary records it"));
    connect(m_clear, &QPushButton::clicked, this, &PeerDialog::toggleClear);
    applyPadlock(m_isLocked);
}

void PeerDialog::applyPadlock(bool isLocked)
{
    if (m_makePassword)
        setEnabledOr(m_makePassword, isLocked ? lockedWords() : QString(),
            tr("A new random password, shown here until this window is closed"));
    const bool hasMachine = !m_known.hardwareId.isEmpty();
    setEnabledOr(m_clear,
        isLocked         ? lockedWords()
            : hasMachine ? QString()
                         : tr("No machine has signed in as this site yet."),
        tr("Lets the site sign in from another machine"));
}

void PeerDialog::followPadlock(bool isLocked)
{
    if (isLocked)
        showMade(false);
    applyPadlock(isLocked || m_isLocked);
}

void PeerDialog::toggleClear()
{
    m_isClearing = !m_isClearing;
    m_hardwareId.edit->setText(m_isClearing ? QString() : safeWholeText(m_known.hardwareId));
    m_hardwareId.edit->setPlaceholderText(m_isClearing ? tr("cleared") : QString());
    m_clear->setText(m_isClearing ? tr("Undo c&lear") : tr("C&lear"));
    m_clear->setAccessibleName(m_isClearing ? tr("Undo clear") : tr("Clear hardware ID"));
    if (m_isClearing) {
        m_hardwareId.message->setMessage(Tone::Info,
            tr("Once this and the preferences are saved with OK, the next machine that signs in as this site is "
               "recorded."));
    } else {
        m_hardwareId.message->clear();
    }
}

} // namespace mailboat
