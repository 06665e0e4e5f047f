// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/serverpage.h"

#include "ui/preferences/lockedwords.h"
#include "ui/preferences/reachfields.h"
#include "ui/preferences/serveradvice.h"
#include "ui/preferences/serverlimits.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wrappedlabel.h"

#include <QBoxLayout>

namespace mailboat {

ServerPage::ServerPage(PreferencesContext &context, QWidget *parent)
    : PreferencePage(context, parent)
    , m_purpose(wrappedLabel(QStringLiteral("serverPurpose"), this))
    , m_reach(new InlineMessage(this))
{
    m_reach->setObjectName(QStringLiteral("reach"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_purpose);
    layout->addWidget(m_reach);
    m_group = listening();
    layout->addWidget(m_group);
    m_unfold = namedButton(QStringLiteral("advanced"), tr("&Advanced"), this);
    m_unfold->setCheckable(true);
    layout->addWidget(m_unfold, 0, Qt::AlignLeading);
    m_limits = new ServerLimits(this);
    layout->addWidget(m_limits);
    layout->addStretch(1);
    bindLimits();
    fold(false);

    connect(m_unfold, &QPushButton::toggled, this, &ServerPage::fold);
    connect(&context.lock, &AdminLock::changed, this, &ServerPage::applyLock);
    connect(&context.site, &SiteConnection::statusChanged, this, &ServerPage::setStatus);
    applyLock();
}

/// The window's way to its datafile reads the files.
ReachFields *ServerPage::listening()
{
    PreferencesContext &context = this->context();
    return new ReachFields(fields(),
        {[&context]() -> const SyncPreferences & { return context.draft->preferences; },
            [&context](const QString &certificate, const QString &key, const QString &host, QObject *asking,
                CertificateFields::Source::Answer answer) {
                context.site.readCertificate(certificate, key, host, asking, std::move(answer));
            }},
        this);
}

void ServerPage::bindLimits()
{
    const SyncPreferences byDefault;
    const auto limit = [this, &byDefault](auto preference, const QString &objectName, const QString &label) {
        const PreferenceBase &usual = byDefault.*preference;
        const ServerLimits::Row row = m_limits->add(objectName, label, usual.allowed(), usual.defaultText());
        bind(preference, row.field, row.message);
    };
    limit(&SyncPreferences::maxConnections, QStringLiteral("maxConnections"), tr("Connections"));
    limit(&SyncPreferences::maxConnectionsPerAddress, QStringLiteral("maxConnectionsPerAddress"),
        tr("Connections from one address"));
    limit(&SyncPreferences::idleTimeout, QStringLiteral("idleTimeout"), tr("Time without a byte"));
    limit(&SyncPreferences::headTimeout, QStringLiteral("headTimeout"), tr("Time for the head of a request"));
    limit(&SyncPreferences::maxBodySize, QStringLiteral("maxBodySize"), tr("Size of a request"));
    limit(&SyncPreferences::maxRecords, QStringLiteral("maxRecords"), tr("Records in a request"));
    limit(&SyncPreferences::maxIds, QStringLiteral("maxIds"), tr("Confirmed records in a request"));
    limit(
        &SyncPreferences::maxRequestMemory, QStringLiteral("maxRequestMemory"), tr("Memory for requests and answers"));
    limit(&SyncPreferences::maxFiles, QStringLiteral("maxFiles"), tr("Files attached to records"));
    limit(&SyncPreferences::workers, QStringLiteral("workers"), tr("Requests worked on at once"));
    limit(
        &SyncPreferences::maxSignInFailures, QStringLiteral("maxSignInFailures"), tr("Wrong passwords before a pause"));
    limit(&SyncPreferences::maxNewAddressTries, QStringLiteral("maxNewAddressTries"),
        tr("Passwords an hour from a new address"));
    limit(&SyncPreferences::maxJoinsPerDay, QStringLiteral("maxJoinsPerDay"), tr("Patients a day from other sites"));
    limit(&SyncPreferences::silentAfter, QStringLiteral("silentAfter"), tr("A site is silent after"));
    limit(&SyncPreferences::behindAfter, QStringLiteral("behindAfter"), tr("A site is behind after"));
    limit(&SyncPreferences::minVersion, QStringLiteral("minVersion"), tr("Oldest version of sync"));
    limit(&SyncPreferences::maxVersion, QStringLiteral("maxVersion"), tr("Newest version of sync"));
}

void ServerPage::load()
{
    PreferencePage::load();
    m_group->follow();
    showRole();
    m_group->review();
}

bool ServerPage::showInvalidField()
{
    showRole();
    return PreferencePage::showInvalidField() || m_group->showListeningFault();
}

bool ServerPage::hasToCheck() const
{
    return m_group->hasToCheck();
}

void ServerPage::check(std::function<void(bool fits)> checked)
{
    m_group->check(checked);
}

void ServerPage::showEvent(QShowEvent *event)
{
    PreferencePage::showEvent(event);
    if (!context().draft)
        return;
    showRole(); // it may have been edited on another page
    m_group->review(); // and a file may be another one by now
}

/// A value that is wrong is not folded away.
void ServerPage::fold(bool unfolded)
{
    if (!unfolded && m_limits->hasError())
        return m_unfold->setChecked(true);
    m_limits->setVisible(unfolded);
}

void ServerPage::setEngineFailure(const std::optional<Error> &error)
{
    m_engineFailure = error;
    showReach();
}

void ServerPage::setStatus(const Status &status)
{
    const bool wasOther = m_status && m_status->certificateFault.has_value() != status.certificateFault.has_value();
    m_status = status;
    showReach();
    if (wasOther && context().draft && isVisible())
        m_group->review();
}

void ServerPage::showReach()
{
    if (!m_status || !m_status->reach)
        return m_reach->clear();
    const PrimaryReach &reach = *m_status->reach;
    QString words = reachSentence(reach);
    Tone tone = Tone::Ok;
    switch (reach.from) {
    case PrimaryReach::From::Nobody:
        tone = Tone::Error;
        if (m_engineFailure)
            words = tr("Nobody can reach this primary: %1")
                        .arg(errorWords(*m_engineFailure, serverPageAdvice(*m_engineFailure)));
        break;
    case PrimaryReach::From::ThisMachine:
        tone = Tone::Warning;
        words += u' ' + serverPageAdvice({ErrorCode::PrimaryHereAlone});
        break;
    case PrimaryReach::From::OtherMachines:
        if (!reach.urls.constFirst().startsWith(QLatin1StringView("https:")))
            tone = Tone::Warning;
        break;
    }
    if (m_status->certificateFault) {
        tone = Tone::Warning;
        const QString fault = windowWords(*m_status->certificateFault);
        words += u' '
            + (reach.showsCertificate ? tr("%1 The certificate used until now stays in use.").arg(fault)
                                      : tr("%1 This primary goes on answering without a certificate.").arg(fault));
    }
    if (m_reach->text() != words || m_reach->tone() != tone)
        m_reach->setMessage(tone, words);
}

void ServerPage::showRole()
{
    const SiteRole role = roleOf(draft().preferences.site());
    const bool isPrimary = role == SiteRole::Primary;
    m_purpose->setText(role == SiteRole::Satellite
            ? tr("This page is for a primary: it says there where its sites reach it. This site is a satellite, which "
                 "nobody calls; the address of its primary stands on the page Synchronise.")
            : tr("This page is for a primary: it says there where its sites reach it. This site has no Sync ID yet; "
                 "with the Sync ID 1, on the page Synchronise, it becomes the primary."));
    m_purpose->setVisible(!isPrimary);
    m_group->setVisible(isPrimary);
    if (!isPrimary && invalidFields() > 0) { // nobody could mend what nobody sees
        PreferencePage::load();
        m_group->follow();
    }
    m_unfold->setVisible(isPrimary);
    m_limits->setVisible(isPrimary && m_unfold->isChecked());
}

void ServerPage::applyLock()
{
    const QString reason = context().lock.isUnlocked() ? QString() : lockedWords();
    m_group->setLocked(reason);
    m_limits->setLocked(reason);
    if (context().draft)
        m_group->review(); // a field's message is its description, too
}

} // namespace mailboat
