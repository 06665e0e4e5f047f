// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The part of PeerDialog about how the site stands with this primary: state, cure, its own log.
#include "core/domain/joinfilled.h"
#include "ui/log/logmodel_cells.h"
#include "ui/preferences/lockedwords.h"
#include "ui/sites/peerdialog.h"
#include "ui/sites/sitestatewords.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/namedbutton.h"
#include "ui/widgets/onlyread.h"
#include "ui/widgets/readingpane.h"
#include "ui/widgets/safetext.h"

#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>

namespace mailboat {

namespace {

/// "30.11.26 21:07: Refused: its password was wrong (10.0.0.7)", in the words of page "Log".
QString contactLine(const SyncLog::Entry &entry)
{
    const auto cell = [&entry](ContactColumn column) { return logCell(LogModel::Kind::Contacts, entry, column); };
    const QString address = cell(ContactAddress);
    const QString line = PeerDialog::tr("%1: %2").arg(cell(ContactWhen), cell(ContactWhat));
    return address.isEmpty() ? line : PeerDialog::tr("%1 (%2)").arg(line, safeText(address));
}

} // namespace

void PeerDialog::addContacts(QGridLayout &form)
{
    constexpr int lines = 2;
    m_contacts = new QPlainTextEdit(this);
    m_contacts->setObjectName(QStringLiteral("lastContacts"));
    m_contacts->setAccessibleName(tr("Last contacts"));
    setOnlyRead(m_contacts);
    makeReadingPane(*m_contacts);
    m_contacts->setPlaceholderText(tr("Searching…"));
    m_contacts->setFixedHeight(
        fontMetrics().lineSpacing() * lines + 2 * m_contacts->frameWidth() + fontMetrics().height());
    auto *label = new QLabel(tr("Last co&ntacts"), this);
    label->setBuddy(m_contacts);
    const int row = form.rowCount();
    form.addWidget(label, row, 0, Qt::AlignTop);
    form.addWidget(m_contacts, row, 1, 1, 2);
}

void PeerDialog::showContacts(const Result<QList<SyncLog::Entry>> &entries)
{
    if (!m_contacts)
        return;
    m_contacts->setPlaceholderText(entries ? tr("No contact is in the log.") : tr("The list could not be read."));
    QStringList lines;
    for (const SyncLog::Entry &entry : entries.value_or(QList<SyncLog::Entry>()))
        lines.append(contactLine(entry));
    m_contacts->setPlainText(lines.join(u'\n'));
}

QWidget *PeerDialog::stateArea()
{
    auto *area = new QWidget(this);
    m_stateMessage = new InlineMessage(area);
    m_stateMessage->setObjectName(QStringLiteral("siteState"));
    m_cure = namedButton(QStringLiteral("cure"), {}, area);
    m_cure->hide();
    connect(m_cure, &QPushButton::clicked, this, &PeerDialog::cure);
    auto *column = new QVBoxLayout(area);
    column->setContentsMargins({});
    column->addWidget(m_stateMessage);
    column->addWidget(m_cure, 0, Qt::AlignLeading);
    return area;
}

void PeerDialog::showState(const SiteRow &site, const QDateTime &now, bool isAwaited)
{
    if (!m_stateMessage)
        return;
    const bool isNews
        = !m_site || m_site->state != site.state || m_site->reason != site.reason || m_isAwaited != isAwaited;
    m_site = site;
    m_isAwaited = isAwaited;
    showCure(site);
    if (site.reason == SiteReason::NeedsChoice && m_misfit->tone() == Tone::Warning && !m_misfit->isHidden())
        return m_stateMessage->clear(); // which is said there
    const QString words
        = joinFilled({tr("State: %1. %2").arg(shortStateWords(site), stateSentences(site, now)), addressSentence(site),
                         isAwaited ? tr("It has not sent again yet what it owns: ring whoever runs it.") : QString()},
            QStringLiteral(" "));
    const Tone tone = stateTone(site.state);
    if (isNews)
        m_stateMessage->setMessage(isAwaited && tone != Tone::Error ? Tone::Warning : tone, words);
    else
        m_stateMessage->reword(words);
}

/// What is to be entered at a site that has never called.
QString PeerDialog::addressSentence(const SiteRow &site) const
{
    const QString &url = m_draft.preferences.externalUrl.value();
    return site.state != SiteState::Never || url.isEmpty()
        ? QString()
        : tr("Its sites reach this primary at %1.").arg(safeText(url));
}

void PeerDialog::showCure(const SiteRow &site)
{
    const bool isMachine = site.reason == SiteReason::WrongMachine && !m_known.hardwareId.isEmpty() && !m_isClearing;
    const bool isPassword = site.reason == SiteReason::WrongPassword || site.reason == SiteReason::Paused
        || site.state == SiteState::Never;
    m_cure->setVisible(isMachine || isPassword);
    const QString text = isMachine ? tr("L&et the new machine in") : tr("Set the passwor&d");
    m_cure->setText(text);
    m_cure->setAccessibleName(QString(text).remove(u'&'));
    setEnabledOr(m_cure, m_isLocked ? lockedWords() : QString(),
        isMachine ? tr("Clears the hardware ID: the next machine that signs in as this site is recorded")
                  : tr("Goes to the password, to type another one or to make one"));
}

void PeerDialog::cure()
{
    if (m_site && m_site->reason == SiteReason::WrongMachine) {
        toggleClear();
        m_clear->setFocus(); // which takes it back
        return showCure(*m_site);
    }
    m_password.edit->setFocus(Qt::ShortcutFocusReason);
    m_password.edit->selectAll();
}

} // namespace mailboat
