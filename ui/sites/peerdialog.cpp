// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/peerdialog.h"

#include "core/prefs/peeradvice.h"
#include "core/prefs/plainhttp.h"
#include "core/prefs/rules.h"
#include "core/records/siterecovery.h"
#include "ui/help/helpwindow.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/growtocontents.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/typedpassword.h"

#include <QCheckBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>

namespace mailboat {

namespace {

/// What stands in a field; the text it was filled with means what was there, even where that cannot be shown as it is.
QString typedText(const QLineEdit *field, const QString &known)
{
    return field->text() == safeWholeText(known) ? known : field->text();
}

/// The error of one kind, among those that a row has by itself at a site of this role.
std::optional<Error> misfit(const SyncPreferences &preferences, const Peer &peer, ErrorCode code)
{
    const Result<> fits = checkFitting(preferences, {peer});
    return fits || fits.error().code != code ? std::nullopt : std::optional(fits.error());
}

} // namespace

SiteRole PeerDialog::role() const
{
    return roleOf(m_draft.preferences.site());
}

bool PeerDialog::isIdGiven() const
{
    return role() == SiteRole::Satellite && (!m_edited || m_edited->isPrimary());
}

QString PeerDialog::typedName() const
{
    return typedText(m_userName.edit, m_known.userName);
}

QString PeerDialog::typedUrl() const
{
    return typedText(m_url.edit, m_known.url);
}

QString PeerDialog::typedTimeZone() const
{
    return m_timeZone.edit ? typedText(m_timeZone.edit, m_known.timeZone) : m_known.timeZone;
}

std::optional<QString> PeerDialog::typedPassword() const
{
    const QString password = mailboat::typedPassword(*m_password.edit);
    return password.isEmpty() ? std::nullopt : std::optional(password);
}

SyncId PeerDialog::syncId() const
{
    return syncIdFromText(m_syncId.edit->text()).value_or(SyncId {});
}

Peer PeerDialog::typedPeer() const
{
    Peer peer = m_known;
    peer.syncId = syncId();
    peer.userName = typedName();
    peer.url = typedUrl();
    peer.timeZone = typedTimeZone();
    if (m_mayOmitHardwareId)
        peer.mayOmitHardwareId = m_mayOmitHardwareId->isChecked();
    if (m_isOmsCentral)
        peer.isOmsCentral = m_isOmsCentral->isChecked();
    return peer;
}

int PeerDialog::typedFields() const
{
    const QString knownId = isIdGiven() ? QString::number(primarySyncId.value())
        : m_edited                      ? QString::number(m_edited->value())
        : m_proposed.isOff()            ? QString()
                                        : QString::number(m_proposed.value());
    const Peer typed = typedPeer();
    return int(m_syncId.edit->text() != knownId) + int(typed.userName != m_known.userName)
        + int(typedPassword().has_value()) + int(typed.url != m_known.url) + int(m_isClearing)
        + int(typed.timeZone != m_known.timeZone) + int(typed.mayOmitHardwareId != m_known.mayOmitHardwareId)
        + int(typed.isOmsCentral != m_known.isOmsCentral);
}

void PeerDialog::showError(const Field &field, const Error &error)
{
    field.message->setError(error, peerAdvice(error, role()));
}

void PeerDialog::checkSyncId()
{
    if (m_syncId.edit->text().trimmed().isEmpty())
        return m_syncId.message->setMessage(Tone::Error, peerAdvice({ErrorCode::SyncIdInvalid}, role()));
    const Result<> free = syncIdFromText(m_syncId.edit->text()).and_then([this](SyncId id) {
        return m_draft.peers.checks().id(id, m_edited);
    });
    if (!free)
        return showError(m_syncId, free.error());
    if (const auto error = misfit(m_draft.preferences, typedPeer(), ErrorCode::RoleMismatch))
        return m_syncId.message->setError(*error);
    m_syncId.message->clear();
}

void PeerDialog::checkUserName()
{
    if (const Result<QString> name = m_draft.peers.checks().userName(typedName(), m_edited); !name)
        return showError(m_userName, name.error());
    m_userName.message->clear();
}

void PeerDialog::checkPassword()
{
    if (!typedPassword() && m_draft.peers.checks().needsPassword(syncId(), m_edited))
        return m_password.message->setMessage(Tone::Error, advise({ErrorCode::PasswordMissing}));
    m_password.message->clear();
}

void PeerDialog::checkUrl()
{
    const Result<QString> url = m_draft.peers.checks().url(typedUrl());
    if (!url)
        return showError(m_url, url.error());
    if (const auto error = misfit(m_draft.preferences, typedPeer(), ErrorCode::UrlMissing))
        return m_url.message->setError(*error);
    if (isPrimary() && !url->isEmpty()) {
        return m_url.message->setMessage(Tone::Warning,
            tr("Satellites call the primary, which needs no URL for them. While one is here, synchronisation is off."));
    }
    if (isPlainBeyond(*url))
        return m_url.message->setMessage(
            Tone::Warning, errorWords({ErrorCode::PlainHttpUrl, {{QStringLiteral("host"), QUrl(*url).host()}}}));
    m_url.message->clear();
}

void PeerDialog::checkTimeZone()
{
    if (const Result<QString> zone = PeerChecks::timeZone(typedTimeZone(), m_known.timeZone); !zone)
        return showError(m_timeZone, zone.error());
    m_timeZone.message->clear();
}

void PeerDialog::completeUrl()
{
    if (const Result<QString> url = m_draft.peers.checks().url(typedUrl()); url && !m_isLocked)
        m_url.edit->setText(safeWholeText(*url));
}

bool PeerDialog::checkAll()
{
    checkSyncId();
    checkUserName();
    checkPassword();
    checkUrl();
    if (m_timeZone.edit)
        checkTimeZone();
    for (const Field &field : {m_syncId, m_userName, m_password, m_url, m_timeZone}) {
        if (field.message && field.message->isError()) {
            field.edit->setFocus(Qt::OtherFocusReason);
            field.edit->selectAll();
            return false;
        }
    }
    return true;
}

void PeerDialog::accept()
{
    if (!m_ok->isEnabled() || !checkAll())
        return;
    const Peer peer = typedPeer();
    const std::optional<QString> password = typedPassword();
    const Result<> staged = m_edited ? m_draft.peers.edit(*m_edited, peer, password)
                                     : m_draft.peers.add(peer, password.value_or(QString()));
    if (!staged)
        return m_result->setError(staged.error());
    if (const Result<> cleared = m_isClearing ? m_draft.peers.clearHardwareId(peer.syncId) : Result<>(); !cleared)
        return m_result->setError(cleared.error());
    forgetPassword();
    QDialog::accept();
}

void PeerDialog::reject()
{
    if (!m_progress->isHidden())
        emit actionCancelled();
    forgetPassword();
    QDialog::reject();
}

void PeerDialog::showProgram(const SiteApp &app)
{
    if (m_program)
        m_program->setText(safeWholeText(app.words()));
}

void PeerDialog::showMisfit(const std::optional<Error> &misfit)
{
    const bool isShown = misfit && isPrimary();
    m_recover->setVisible(isShown && !SiteRecovery::offeredFor(*misfit).isEmpty());
    if (!isShown) {
        if (m_misfit->tone() == Tone::Warning)
            m_misfit->clear();
        return;
    }
    const QString words = m_recover->isHidden()
        ? errorWords(*misfit)
        : windowWords(*misfit) + u' ' + tr("It is not served until somebody has chosen what happens.");
    m_misfit->setMessage(Tone::Warning, words);
}

void PeerDialog::showChosen(const QString &words)
{
    m_recover->hide();
    m_misfit->setMessage(Tone::Ok, words);
}

void PeerDialog::showStores(const QList<StoreName> &stores)
{
    QStringList lines;
    for (const StoreName &store : stores)
        lines.append(safeText(store.words()));
    m_stores->setPlainText(lines.join(u'\n'));
}

void PeerDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::HelpContents))
        return openHelp(QStringLiteral("Synchronise"), this);
    QDialog::keyPressEvent(event);
}

/// Grows with what is said in it.
bool PeerDialog::event(QEvent *event)
{
    const bool isDone = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest)
        growToContents(*this);
    return isDone;
}

void PeerDialog::showProgress(const QString &words)
{
    m_result->clear();
    m_progressWords->setText(words);
    m_progress->show();
    showActions();
}

void PeerDialog::endProgress()
{
    m_progress->hide();
    showActions();
}

void PeerDialog::showResult(const QString &words, bool ok)
{
    m_result->setMessage(ok ? Tone::Ok : Tone::Error, words);
    endProgress();
}

} // namespace mailboat
