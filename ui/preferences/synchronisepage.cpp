// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/synchronisepage.h"

#include "ui/backup/recoverydialog.h"
#include "ui/check/connectioncheckview.h"
#include "ui/preferences/keyplace.h"
#include "ui/preferences/lockedwords.h"
#include "ui/sites/sitesgroup.h"
#include "ui/status/statusline.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>

namespace mailboat {

SynchronisePage::SynchronisePage(PreferencesContext &context, QWidget *parent)
    : PreferencePage(context, parent)
    , m_status(new StatusLine(context.clock, this)) // made in the order in which Tab goes
    , m_chosen(new InlineMessage(this))
{
    m_chosen->setObjectName(QStringLiteral("chosen"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(layout->spacing() / 3); // as below
    layout->addWidget(m_status);
    layout->addWidget(m_chosen);
    layout->addWidget(thisSite());
    m_sites = new SitesGroup(context, this);
    layout->addWidget(m_sites, 1);
    for (const QGroupBox *group : findChildren<QGroupBox *>()) { // a screen of 1024 by 600 has to hold them
        const QMargins margins = group->layout()->contentsMargins();
        group->layout()->setContentsMargins(margins.left(), margins.top() / 3, margins.right(), margins.bottom() / 3);
    }

    bind(&SyncPreferences::syncId, m_syncId, m_syncIdMessage);
    bind(&SyncPreferences::interval, m_interval, m_intervalMessage);
    const QString automatic = tr("Automatic");
    bind(&SyncPreferences::requestSize, m_requestSize, m_requestSizeMessage,
        {[automatic](const QString &text) { return text == QLatin1String("0") ? automatic : text; },
            [automatic](const QString &typed) {
                const QString text = typed.trimmed();
                const bool isAutomatic = text.isEmpty() || automatic.startsWith(text, Qt::CaseInsensitive);
                return isAutomatic ? QStringLiteral("0") : typed;
            }});
    bind(&SyncPreferences::nodeHttpClient, m_nodeClient);

    connect(this, &PreferencePage::edited, this, &SynchronisePage::showRole);
    connect(&context.lock, &AdminLock::changed, this, &SynchronisePage::applyLock);
    connect(m_check, &QPushButton::clicked, this, &SynchronisePage::checkConnection);
    connectSite();
    connect(m_sites, &SitesGroup::edited, this, &PreferencePage::edited);
}

QGroupBox *SynchronisePage::thisSite()
{
    auto *group = new QGroupBox(tr("This site"), this);
    group->setObjectName(QStringLiteral("thisSite"));
    m_syncId = numberField(QStringLiteral("syncId"), tr("Sync ID"), group);
    m_interval = numberField(QStringLiteral("syncInterval"), tr("Sync time interval"), group);
    m_requestSize = numberField(QStringLiteral("requestSize"), tr("Sync request size"), group);
    m_syncIdMessage = new FieldMessage(m_syncId, group);
    m_intervalMessage = new FieldMessage(m_interval, group);
    m_requestSizeMessage = new FieldMessage(m_requestSize, group);
    m_role = new QLabel(group);
    m_role->setObjectName(QStringLiteral("role"));
    m_intervalHint = new QLabel(group);
    m_intervalHint->setObjectName(QStringLiteral("intervalHint"));
    m_sizeHint = new QLabel(tr("records in a request"), group);
    m_nodeClient = new QCheckBox(tr("Use &js node HTTP client"), group);
    m_nodeClient->setObjectName(QStringLiteral("nodeHttpClient"));
    m_nodeClient->setAccessibleName(tr("Use js node HTTP client"));
    m_check = new QPushButton(tr("Check &connection"), group);
    m_check->setObjectName(QStringLiteral("checkConnection"));
    m_check->setAccessibleName(tr("Check connection"));

    auto *grid = new QGridLayout(group);
    grid->setVerticalSpacing(grid->verticalSpacing() / 3);
    const auto row
        = [grid, group](int at, const QString &label, QLineEdit *field, QLabel *hint, FieldMessage *message) {
              auto *name = new QLabel(label, group);
              name->setBuddy(field);
              grid->addWidget(name, at, 0);
              grid->addWidget(field, at, 1);
              grid->addWidget(hint, at, 2);
              grid->addWidget(message, at + 1, 1, 1, 3);
              hint->setTextFormat(Qt::PlainText);
          };
    row(0, tr("Sync &ID"), m_syncId, m_role, m_syncIdMessage);
    row(2, tr("Sync &time interval"), m_interval, m_intervalHint, m_intervalMessage);
    row(4, tr("Sync re&quest size"), m_requestSize, m_sizeHint, m_requestSizeMessage);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_nodeClient, 0, 3);
    grid->addWidget(m_check, 2, 3, Qt::AlignLeading);
    auto *key = new QPushButton(tr("&Key for passwords…"), group);
    key->setObjectName(QStringLiteral("keyForPasswords"));
    key->setAccessibleName(tr("Key for passwords…"));
    auto *keyResult = new InlineMessage(group);
    keyResult->setObjectName(QStringLiteral("keyResult"));
    m_key = new KeyPlace(context(), key, keyResult);
    grid->addWidget(key, 4, 3, Qt::AlignLeading);
    grid->addWidget(keyResult, 6, 0, 1, 4);
    return group;
}

void SynchronisePage::connectSite()
{
    SiteConnection &site = context().site;
    connect(&site, &SiteConnection::statusChanged, m_status, &StatusLine::setStatus);
    connect(&site, &SiteConnection::synced, m_status, &StatusLine::setResult);
    connect(&site, &SiteConnection::failed, m_status, &StatusLine::setUnavailable);
    connect(&site, &SiteConnection::recovered, m_status, &StatusLine::setAvailable);
    connect(&site, &SiteConnection::sitesChanged, m_sites, &SitesGroup::update);
    connect(&site, &SiteConnection::sitesChanged, m_status,
        [this](const QList<SiteRow> &sites) { m_status->setSites(summaryOf(sites)); });
    connect(&site, &SiteConnection::misfitsChanged, m_sites, &SitesGroup::showMisfits);
    connect(&site, &SiteConnection::statusChanged, m_sites, &SitesGroup::showAwaited);
    connect(m_status, &StatusLine::syncNowRequested, this, &SynchronisePage::syncNow);
    connect(m_status, &StatusLine::stopRequested, &site, &SiteConnection::stopSync);
    const auto leadTo
        = [this](const QString &part) { return [this, part] { emit pageRequested(QStringLiteral("Log"), part); }; };
    connect(m_status, &StatusLine::historyRequested, this, leadTo(QStringLiteral("cycles")));
    connect(m_status, &StatusLine::refusedRequested, this, leadTo(QStringLiteral("refused")));
    connect(m_status, &StatusLine::recoveryRequested, this, &SynchronisePage::chooseRecovery);
}

void SynchronisePage::load()
{
    PreferencePage::load();
    m_shownRole = roleOf(draft().preferences.site());
    m_sites->load();
    showRole();
}

/// No news any more where the page is shown again. Until then it stays: what is chosen may have the settings read anew.
void SynchronisePage::hideEvent(QHideEvent *event)
{
    m_chosen->clear();
    PreferencePage::hideEvent(event);
}

bool SynchronisePage::isEditing() const
{
    return m_sites->isEditing();
}

int SynchronisePage::typedFields() const
{
    return m_sites->typedFields();
}

void SynchronisePage::showRole()
{
    const SiteRole role = roleOf(draft().preferences.site());
    switch (role) {
    case SiteRole::Off:
        m_role->setText(tr("Synchronisation is not set up"));
        m_intervalHint->setText(tr("minutes; 0 pauses sync"));
        break;
    case SiteRole::Primary:
        m_role->setText(tr("This site is the primary"));
        m_intervalHint->setText(tr("minutes; not used at a primary"));
        break;
    case SiteRole::Satellite:
        m_role->setText(tr("This site is a satellite"));
        m_intervalHint->setText(tr("minutes; 0 pauses sync"));
        break;
    }
    if (std::exchange(m_shownRole, role) != role)
        m_sites->showPeers();
    applyLock();
}

void SynchronisePage::applyLock()
{
    const bool isUnlocked = context().lock.isUnlocked();
    const bool isSetUp = context().draft && !draft().preferences.site().isOff();
    m_sites->setLocked(!isUnlocked);
    m_key->applyLock();
    const SyncPreferences preferences; // which of them need a code does not hang on their values
    // `unit`: what stands beside the field, which a screen reader would not connect with it.
    const auto apply = [isUnlocked, isSetUp](QWidget *field, const PreferenceBase &preference, const QString &unit) {
        const bool isOpen = isUnlocked || (isSetUp && !preference.needsCode());
        const QString locked = unit.isEmpty() ? lockedWords() : unit + u'\n' + lockedWords();
        setEnabledOr(field, isOpen ? QString() : locked, unit);
    };
    apply(m_syncId, preferences.syncId, m_role->text());
    apply(m_requestSize, preferences.requestSize, m_sizeHint->text());
    apply(m_nodeClient, preferences.nodeHttpClient, {});
    apply(m_interval, preferences.interval, m_intervalHint->text());
    setEnabledOr(m_check, isSetUp ? QString() : tr("Set the Sync ID first: there is nothing to check yet."));
}

void SynchronisePage::syncNow()
{
    m_status->setSyncing(true);
    context().site.syncNow();
}

void SynchronisePage::checkConnection()
{
    if (m_checkView)
        return m_checkView->raise();
    const Peer *const primary = draft().peers.find(primarySyncId);
    auto *view = new ConnectionCheckView(
        roleOf(draft().preferences.site()), primary && primary->url.startsWith(QLatin1String("https:")), this);
    view->setAttribute(Qt::WA_DeleteOnClose);
    m_checkView = view;
    SiteConnection &site = context().site;
    connect(&site, &SiteConnection::checkStepStarted, view, &ConnectionCheckView::stepStarted);
    connect(&site, &SiteConnection::checkStepFinished, view, &ConnectionCheckView::stepFinished);
    connect(&site, &SiteConnection::checked, view, &ConnectionCheckView::finished);
    connect(view, &ConnectionCheckView::cancelRequested, &site, &SiteConnection::cancelCheck);
    connect(view, &ConnectionCheckView::runRequested, this, &SynchronisePage::startCheck);
    connect(view, &QObject::destroyed, &site, &SiteConnection::cancelCheck);
    view->open();
    startCheck();
}

void SynchronisePage::startCheck()
{
    if (!m_checkView)
        return;
    m_checkView->begin();
    context().site.check(draft().shown(), draft().peers.edits().newPassword(primarySyncId));
}

void SynchronisePage::chooseRecovery()
{
    m_chosen->clear();
    auto *dialog = new RecoveryDialog(context(), std::nullopt, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, m_chosen,
        [this] { m_chosen->setMessage(Tone::Ok, tr("Done: this site continues as you have chosen.")); });
    dialog->open();
}

bool SynchronisePage::showProblem(const Error &error)
{
    if (error.code != ErrorCode::RoleMismatch)
        return m_sites->showProblem(error);
    m_syncIdMessage->setError(error);
    m_syncId->setFocus();
    return true;
}

} // namespace mailboat
