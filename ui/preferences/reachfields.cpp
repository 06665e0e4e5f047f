// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/reachfields.h"

#include "core/prefs/address.h"
#include "core/prefs/plainhttp.h"
#include "ui/preferences/fieldbindings.h"
#include "ui/preferences/listenfields.h"
#include "ui/preferences/serveradvice.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/lefttorightfield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace mailboat {

ReachFields::ReachFields(FieldBindings &bindings, CertificateFields::Source source, QWidget *parent)
    : QGroupBox(tr("How sites reach this primary"), parent)
    , m_bindings(bindings)
{
    setObjectName(QStringLiteral("listening"));
    auto *grid = new QGridLayout(this);
    grid->setColumnStretch(1, 1);
    m_listen = new ListenFields(grid, 0, this);
    m_externalUrl = leftToRightField(QStringLiteral("externalUrl"), tr("External URL"), this);
    auto *externalUrlMessage = new FieldMessage(m_externalUrl, this);
    auto *name = new QLabel(tr("&External URL"), this);
    name->setBuddy(m_externalUrl);
    grid->addWidget(name, 3, 0);
    grid->addWidget(m_externalUrl, 3, 1, 1, 3);
    grid->addWidget(externalUrlMessage, 4, 1, 1, 3);
    m_certificate = new CertificateFields(std::move(source), grid, 5, this);
    m_plainHttp = new QCheckBox(tr("Answer other machines without a certificate, too"), this);
    m_plainHttp->setObjectName(QStringLiteral("plainHttp"));
    m_plainHttp->setAccessibleName(m_plainHttp->text());
    grid->addWidget(m_plainHttp, 9, 1, 1, 3);

    bindings.bind(&SyncPreferences::listen, m_listen->text(), m_listen->message());
    bindings.bind(&SyncPreferences::externalUrl, m_externalUrl, externalUrlMessage);
    bindings.bind(&SyncPreferences::tlsCertificate, m_certificate->certificate(), m_certificate->certificateMessage());
    bindings.bind(&SyncPreferences::tlsKey, m_certificate->key(), m_certificate->keyMessage());
    bindings.bind(&SyncPreferences::plainHttp, m_plainHttp);
    connect(&bindings, &FieldBindings::edited, this, &ReachFields::review);
    for (QLineEdit *const field : {m_listen->text(), m_externalUrl, m_certificate->certificate(), m_certificate->key()})
        connect(field, &QLineEdit::editingFinished, this, &ReachFields::review); // after what binds it, which clears it
}

void ReachFields::follow()
{
    m_listen->follow();
}

/// By which name sites come, as far as it is known.
QString ReachFields::reachedHost() const
{
    const SyncPreferences &preferences = m_bindings.draft().preferences;
    const QUrl external(preferences.externalUrl.value(), QUrl::StrictMode);
    if (external.scheme() == QLatin1StringView("https"))
        return external.host(QUrl::FullyEncoded);
    const Result<ListenAddress> listen = listenAddressFromText(preferences.listen.value());
    return listen && !isLoopback(listen->host) && !isAnyAddress(listen->host) ? listen->host : QString();
}

/// Each preference by itself may be as it is: what does not go together keeps the primary from being reached, and can be mended in any
/// order.
void ReachFields::review()
{
    const SyncPreferences &preferences = m_bindings.draft().preferences;
    m_certificate->read(reachedHost());
    if (m_listen->message()->isError() && m_listen->text()->text() != preferences.listen.value())
        return;
    if (const Result<> may = mayListen(); may)
        m_listen->message()->clear();
    else
        m_listen->message()->setMessage(
            isListeningRefused() ? Tone::Error : Tone::Warning, errorWords(may.error(), serverPageAdvice(may.error())));
}

Result<> ReachFields::mayListen() const
{
    const SyncPreferences &preferences = m_bindings.draft().preferences;
    return preferences.tlsCertificate.value().isEmpty() ? mayListenPlainly(preferences.listen.value(), preferences)
                                                        : Result<>();
}

void ReachFields::begin()
{
    m_listen->choice()->setFocus();
}

bool ReachFields::isEdited(std::initializer_list<const PreferenceBase *> preferences) const
{
    return std::any_of(preferences.begin(), preferences.end(),
        [this](const PreferenceBase *each) { return each->text() != m_bindings.draft().savedPreference(*each); });
}

/// What stands in the datafile already keeps nobody from changing something else.
bool ReachFields::isListeningRefused() const
{
    const SyncPreferences &preferences = m_bindings.draft().preferences;
    return roleOf(preferences.site()) == SiteRole::Primary && !mayListen()
        && isEdited({&preferences.syncId, &preferences.listen, &preferences.externalUrl, &preferences.plainHttp,
            &preferences.tlsCertificate});
}

bool ReachFields::showListeningFault()
{
    if (!isListeningRefused())
        return false;
    review();
    m_listen->text()->setFocus();
    m_listen->text()->selectAll();
    return true;
}

bool ReachFields::hasToCheck() const
{
    const SyncPreferences &preferences = m_bindings.draft().preferences;
    return roleOf(preferences.site()) == SiteRole::Primary && !preferences.tlsCertificate.value().isEmpty()
        && isEdited({&preferences.syncId, &preferences.tlsCertificate, &preferences.tlsKey});
}

void ReachFields::check(const std::function<void(bool fits)> &checked)
{
    m_certificate->check(reachedHost(), checked);
}

bool ReachFields::showFault()
{
    if (showListeningFault())
        return true;
    const std::pair<FieldMessage *, QLineEdit *> files[] {
        {m_certificate->certificateMessage(), m_certificate->certificate()},
        {m_certificate->keyMessage(), m_certificate->key()}};
    for (const auto &[message, field] : files) {
        if (message->isError()) {
            field->setFocus();
            return true;
        }
    }
    return false;
}

void ReachFields::setLocked(const QString &reason)
{
    m_listen->setLocked(reason);
    setEnabledOr(m_externalUrl, reason);
    m_certificate->setLocked(reason);
    setEnabledOr(m_plainHttp, reason);
}

} // namespace mailboat
