// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/serverpage.h"

#include "core/prefs/address.h"
#include "core/prefs/plainhttp.h"
#include "ui/preferences/certificatefields.h"
#include "ui/preferences/listenfields.h"
#include "ui/preferences/lockedwords.h"
#include "ui/preferences/serveradvice.h"
#include "ui/preferences/serverlimits.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/wrappedlabel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QUrl>

#include <algorithm>

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
    bindAll();
    fold(false);

    connect(m_unfold, &QPushButton::toggled, this, &ServerPage::fold);
    connect(this, &PreferencePage::edited, this, &ServerPage::review);
    for (QLineEdit *const field : {m_listen->text(), m_externalUrl, m_certificate->certificate(), m_certificate->key()})
        connect(field, &QLineEdit::editingFinished, this, &ServerPage::review); // after what binds it, which clears it
    connect(&context.lock, &AdminLock::changed, this, &ServerPage::applyLock);
    connect(&context.site, &SiteConnection::statusChanged, this, &ServerPage::setStatus);
    applyLock();
}

QGroupBox *ServerPage::listening()
{
    auto *group = new QGroupBox(tr("How sites reach this primary"), this);
    group->setObjectName(QStringLiteral("listening"));
    auto *grid = new QGridLayout(group);
    grid->setColumnStretch(1, 1);
    m_listen = new ListenFields(grid, 0, group);
    m_externalUrl = leftToRightField(QStringLiteral("externalUrl"), tr("External URL"), group);
    m_externalUrlMessage = new FieldMessage(m_externalUrl, group);
    auto *name = new QLabel(tr("&External URL"), group);
    name->setBuddy(m_externalUrl);
    grid->addWidget(name, 3, 0);
    grid->addWidget(m_externalUrl, 3, 1, 1, 3);
    grid->addWidget(m_externalUrlMessage, 4, 1, 1, 3);
    m_certificate = new CertificateFields(context(), grid, 5, group);
    m_plainHttp = new QCheckBox(tr("Answer other machines without a certificate, too"), group);
    m_plainHttp->setObjectName(QStringLiteral("plainHttp"));
    m_plainHttp->setAccessibleName(m_plainHttp->text());
    grid->addWidget(m_plainHttp, 9, 1, 1, 3);
    return group;
}

void ServerPage::bindAll()
{
    bind(&SyncPreferences::listen, m_listen->text(), m_listen->message());
    bind(&SyncPreferences::externalUrl, m_externalUrl, m_externalUrlMessage);
    bind(&SyncPreferences::tlsCertificate, m_certificate->certificate(), m_certificate->certificateMessage());
    bind(&SyncPreferences::tlsKey, m_certificate->key(), m_certificate->keyMessage());
    bind(&SyncPreferences::plainHttp, m_plainHttp);
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
    limit(&SyncPreferences::minVersion, QStringLiteral("minVersion"), tr("Oldest version of sync"));
    limit(&SyncPreferences::maxVersion, QStringLiteral("maxVersion"), tr("Newest version of sync"));
}

void ServerPage::load()
{
    PreferencePage::load();
    m_listen->follow();
    showRole();
    review();
}

bool ServerPage::showInvalidField()
{
    showRole();
    if (PreferencePage::showInvalidField())
        return true;
    if (!isListeningRefused())
        return false;
    m_listen->text()->setFocus();
    m_listen->text()->selectAll();
    review();
    return true;
}

bool ServerPage::isPrimary() const
{
    return roleOf(draft().preferences.site()) == SiteRole::Primary;
}

bool ServerPage::isEdited(std::initializer_list<const PreferenceBase *> preferences) const
{
    return std::any_of(preferences.begin(), preferences.end(),
        [this](const PreferenceBase *each) { return each->text() != draft().savedPreference(*each); });
}

/// Whether OK would turn off a primary that answers, or make one that nobody can reach. What stands in the datafile already keeps
/// nobody from changing something else.
bool ServerPage::isListeningRefused() const
{
    const SyncPreferences &preferences = draft().preferences;
    return isPrimary() && preferences.tlsCertificate.value().isEmpty()
        && !mayListenPlainly(preferences.listen.value(), preferences)
        && isEdited({&preferences.syncId, &preferences.listen, &preferences.externalUrl, &preferences.plainHttp,
            &preferences.tlsCertificate});
}

bool ServerPage::hasToCheck() const
{
    const SyncPreferences &preferences = draft().preferences;
    return isPrimary() && !preferences.tlsCertificate.value().isEmpty()
        && isEdited({&preferences.syncId, &preferences.tlsCertificate, &preferences.tlsKey});
}

void ServerPage::check(std::function<void(bool fits)> checked)
{
    m_certificate->check(reachedHost(), checked);
}

void ServerPage::showEvent(QShowEvent *event)
{
    PreferencePage::showEvent(event);
    if (!context().draft)
        return;
    showRole(); // it may have been edited on another page
    review(); // and a file may be another one by now
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
        review();
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
        m_listen->follow();
    }
    m_unfold->setVisible(isPrimary);
    m_limits->setVisible(isPrimary && m_unfold->isChecked());
}

/// By which name sites come, as far as it is known.
QString ServerPage::reachedHost() const
{
    const SyncPreferences &preferences = draft().preferences;
    const QUrl external(preferences.externalUrl.value(), QUrl::StrictMode);
    if (external.scheme() == QLatin1StringView("https"))
        return external.host(QUrl::FullyEncoded);
    const Result<ListenAddress> listen = listenAddressFromText(preferences.listen.value());
    return listen && !isLoopback(listen->host) && !isAnyAddress(listen->host) ? listen->host : QString();
}

/// What the fields say of what they hold. Each preference by itself may be as it is: what does not go together keeps the primary from
/// being reached, and can be mended in any order.
void ServerPage::review()
{
    const SyncPreferences &preferences = draft().preferences;
    m_certificate->read(reachedHost());
    if (m_listen->message()->isError() && m_listen->text()->text() != preferences.listen.value())
        return;
    const Result<> may = preferences.tlsCertificate.value().isEmpty()
        ? mayListenPlainly(preferences.listen.value(), preferences)
        : Result<>();
    if (may)
        m_listen->message()->clear();
    else
        m_listen->message()->setMessage(
            isListeningRefused() ? Tone::Error : Tone::Warning, errorWords(may.error(), serverPageAdvice(may.error())));
}

void ServerPage::applyLock()
{
    const QString reason = context().lock.isUnlocked() ? QString() : lockedWords();
    m_listen->setLocked(reason);
    setEnabledOr(m_externalUrl, reason);
    m_certificate->setLocked(reason);
    setEnabledOr(m_plainHttp, reason);
    m_limits->setLocked(reason);
    if (context().draft)
        review(); // a field's message is its description, too
}

} // namespace mailboat
