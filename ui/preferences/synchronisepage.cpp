// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/synchronisepage.h"

#include "core/security/hardwareid.h"
#include "ui/preferences/connectioncheckview.h"
#include "ui/preferences/lockedwords.h"
#include "ui/preferences/peeractions.h"
#include "ui/preferences/peerdialog.h"
#include "ui/preferences/peerpanel.h"
#include "ui/preferences/unlocking.h"
#include "ui/status/historydialog.h"
#include "ui/status/statusline.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/padlockbutton.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace mailboat {

namespace {

QLineEdit *numberField(const QString &name, const QString &label, QWidget *parent)
{
    QLineEdit *field = leftToRightField(name, label, parent);
    field->setFixedWidth(field->fontMetrics().averageCharWidth() * 16);
    field->setMaxLength(64);
    return field;
}

} // namespace

SynchronisePage::SynchronisePage(PreferencesContext &context, QWidget *parent)
    : PreferencePage(context, parent)
    , m_padlock(new PadlockButton(this))
    , m_status(new StatusLine(context.clock, this))
    , m_listMessage(new InlineMessage(this))
    , m_actions(new PeerActions(context, this))
{
    m_padlock->setObjectName(QStringLiteral("padlock"));
    m_listMessage->setObjectName(QStringLiteral("listMessage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_padlock);
    layout->addWidget(m_status);
    layout->addWidget(thisSite());
    layout->addWidget(parameters(), 1);

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
    connect(m_padlock, &PadlockButton::clicked, this, &SynchronisePage::toggleLock);
    connect(&context.lock, &AdminLock::changed, this, &SynchronisePage::applyLock);
    connect(m_check, &QPushButton::clicked, this, &SynchronisePage::checkConnection);
    connectSite();
    connectPeers();
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
    auto *sizeHint = new QLabel(tr("records in a request"), group);
    m_nodeClient = new QCheckBox(tr("Use js &node HTTP client"), group);
    m_nodeClient->setObjectName(QStringLiteral("nodeHttpClient"));
    m_nodeClient->setAccessibleName(tr("Use js node HTTP client"));
    m_check = new QPushButton(tr("Check &connection"), group);
    m_check->setObjectName(QStringLiteral("checkConnection"));
    m_check->setAccessibleName(tr("Check connection"));

    auto *grid = new QGridLayout(group);
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
    row(4, tr("Sync re&quest size"), m_requestSize, sizeHint, m_requestSizeMessage);
    grid->setColumnStretch(2, 1);
    grid->addWidget(m_nodeClient, 0, 3);
    grid->addWidget(m_check, 2, 3, Qt::AlignLeading);
    return group;
}

QGroupBox *SynchronisePage::parameters()
{
    auto *group = new QGroupBox(tr("Synchronize parameters"), this);
    group->setObjectName(QStringLiteral("parameters"));
    m_peers = new PeerPanel(group);
    m_peers->setObjectName(QStringLiteral("peers"));
    auto *layout = new QVBoxLayout(group);
    layout->addWidget(m_listMessage);
    layout->addWidget(m_peers, 1);
    return group;
}

void SynchronisePage::connectSite()
{
    SiteConnection &site = context().site;
    connect(&site, &SiteConnection::statusChanged, m_status, &StatusLine::setStatus);
    connect(&site, &SiteConnection::synced, m_status, &StatusLine::setResult);
    connect(&site, &SiteConnection::failed, m_status, &StatusLine::setUnavailable);
    connect(&site, &SiteConnection::recovered, m_status, &StatusLine::setAvailable);
    connect(&site, &SiteConnection::peersChanged, m_peers, &PeerPanel::update);
    connect(m_status, &StatusLine::syncNowRequested, this, &SynchronisePage::syncNow);
    connect(m_status, &StatusLine::stopRequested, &site, &SiteConnection::stopSync);
    connect(m_status, &StatusLine::historyRequested, this, &SynchronisePage::showHistory);
}

void SynchronisePage::connectPeers()
{
    connect(m_peers, &PeerPanel::addRequested, this, [this] { openPeer({}); });
    connect(m_peers, &PeerPanel::editRequested, this, [this](SyncId id) { openPeer(id); });
    connect(m_peers, &PeerPanel::deleteRequested, this, &SynchronisePage::deletePeers);
    connect(m_peers, &PeerPanel::clearUrlsRequested, this, &SynchronisePage::clearUrls);
}

void SynchronisePage::load()
{
    PreferencePage::load();
    m_listMessage->clear();
    m_shownRole = roleOf(draft().preferences.site());
    showPeers();
    showRole();
}

bool SynchronisePage::isEditing() const
{
    return m_peerDialog != nullptr;
}

int SynchronisePage::typedFields() const
{
    return m_peerDialog ? m_peerDialog->typedFields() : 0;
}

void SynchronisePage::showPeers()
{
    m_peers->setPeers(draft().peers(), roleOf(draft().preferences.site()));
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
        showPeers();
    applyLock();
}

void SynchronisePage::applyLock()
{
    const bool isUnlocked = context().lock.isUnlocked();
    const bool isSetUp = context().draft && !draft().preferences.site().isOff();
    m_padlock->setUnlocked(isUnlocked);
    m_peers->setLocked(!isUnlocked);
    const QString locked = isUnlocked ? QString() : lockedWords();
    setEnabledOr(m_syncId, locked);
    setEnabledOr(m_requestSize, locked);
    setEnabledOr(m_nodeClient, locked);
    setEnabledOr(m_interval, isSetUp ? QString() : locked);
    setEnabledOr(m_check, isSetUp ? QString() : tr("Set the Sync ID first: there is nothing to check yet."));
}

void SynchronisePage::toggleLock()
{
    if (context().lock.isUnlocked())
        context().lock.lock();
    else
        askForCode(context(), this, [] {});
}

void SynchronisePage::openPeer(std::optional<SyncId> edited)
{
    if (m_peerDialog) // see PreferencesDialog::changeEvent()
        return m_peerDialog->activateWindow();
    if (edited && !draft().peer(*edited))
        return;
    const std::optional<SyncId> saved = edited ? draft().savedId(*edited) : std::nullopt;
    auto *dialog = new PeerDialog(
        draft(), edited, !context().lock.isUnlocked(), saved.has_value(), hardwareId().value_or(QString()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (saved)
        m_actions->attach(*dialog, *saved);
    // Should the padlock close meanwhile, what is typed stays: it goes no further than the draft, and saving that asks for the
    // code.
    m_peerDialog = dialog;
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        showPeers();
        m_peers->select(dialog->syncId());
    });
    connect(dialog, &QDialog::finished, this, [this] {
        m_peerDialog.clear();
        emit this->edited();
    });
    dialog->open();
}

void SynchronisePage::deletePeers(const QList<SyncId> &ids)
{
    m_listMessage->clear();
    if (const Result<> free = draft().checkRemovable(ids); !free)
        return m_listMessage->setError(free.error());
    constexpr int namedAtMost = 10;
    const auto count = static_cast<int>(ids.size());
    QStringList names;
    qint64 waiting = 0;
    for (const SyncId id : ids) {
        const Peer &peer = *draft().peer(id);
        waiting += peer.queueLength;
        if (names.size() < namedAtMost)
            names.append(tr("%1 (Sync ID %2)").arg(peer.userName, QString::number(id.value())));
    }
    if (count > namedAtMost)
        names.append(tr("and %n more", nullptr, count - namedAtMost));
    Question question;
    question.title = tr("Delete site");
    question.text = tr("Delete %n site(s) from the list?", nullptr, count);
    question.detail = names.join(u'\n');
    if (waiting > 0)
        question.detail += u'\n'
            + tr("%n record(s) that wait there go with it.", nullptr,
                static_cast<int>(std::min<qint64>(waiting, INT_MAX)));
    question.yes = tr("&Delete");
    question.isDangerous = true;
    context().prompt.ask(this, question, [this, ids](Choice choice) {
        if (choice != Choice::Yes)
            return;
        if (const Result<> removed = draft().removePeers(ids); !removed)
            m_listMessage->setError(removed.error());
        showPeers();
        emit edited();
    });
}

void SynchronisePage::clearUrls()
{
    draft().clearUrls();
    showPeers();
    emit edited();
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
    const Peer *const primary = draft().peer(primarySyncId);
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
    context().site.check(draft().shown(), draft().newPassword(primarySyncId));
}

void SynchronisePage::showHistory()
{
    auto *dialog = new HistoryDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    context().site.readLog(HistoryDialog::entryCount, dialog, [dialog](const Result<QList<SyncLog::Entry>> &entries) {
        if (entries)
            dialog->setEntries(*entries);
        else
            dialog->setError(entries.error());
    });
    dialog->open();
}

bool SynchronisePage::showProblem(const Error &error)
{
    switch (error.code) {
    case ErrorCode::RoleMismatch:
        m_syncIdMessage->setError(error);
        m_syncId->setFocus();
        return true;
    case ErrorCode::PreferenceInvalid:
        return false;
    case ErrorCode::UrlMissing:
    case ErrorCode::UrlOwnAddress:
    case ErrorCode::UserNameInUse:
    case ErrorCode::SyncIdInUse:
    case ErrorCode::SiteHasStores:
    case ErrorCode::PeerUnknown:
        m_listMessage->setError(error);
        m_peers->select(SyncId {error.values.value(QStringLiteral("syncId")).toInt()});
        return true;
    default:
        return false;
    }
}

} // namespace mailboat
