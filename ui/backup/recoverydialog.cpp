// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/backup/recoverydialog.h"

#include "core/records/recoverywords.h"
#include "core/records/siterecoverywords.h"
#include "ui/preferences/unlocking.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/growtocontents.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/readingpane.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/timewords.h"
#include "ui/widgets/wrappedlabel.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QEvent>
#include <QGridLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QVBoxLayout>

namespace mailboat {

namespace {

constexpr int recoveryWidthInCharacters = 90;
constexpr int silentHeightInLines = 6;

} // namespace

RecoveryDialog::RecoveryDialog(PreferencesContext &context, std::optional<SyncId> site, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_site(site)
    , m_reason(wrappedLabel(QStringLiteral("reason"), this))
    , m_machines(wrappedLabel(QStringLiteral("machines"), this))
    , m_progress(wrappedLabel(QStringLiteral("progress"), this))
    , m_ways(new QGridLayout)
    , m_choices(new QButtonGroup(this))
    , m_silentTitle(new QLabel(tr("&Sites that cannot be asked"), this))
    , m_silent(new QPlainTextEdit(this))
    , m_message(new InlineMessage(this))
{
    setObjectName(QStringLiteral("recoveryDialog"));
    setWindowTitle(tr("Choose what happens"));
    m_silentTitle->setBuddy(m_silent);
    m_silent->setObjectName(QStringLiteral("silentSites"));
    m_silent->setAccessibleName(tr("Sites that cannot be asked"));
    makeReadingPane(*m_silent);
    m_silent->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_silent->setFixedHeight(fontMetrics().lineSpacing() * silentHeightInLines);
    m_message->setObjectName(QStringLiteral("message"));
    layOut();
    connect(m_choices, &QButtonGroup::idToggled, this, &RecoveryDialog::showSilent);
    setMinimumWidth(fontMetrics().averageCharWidth() * recoveryWidthInCharacters);
    showSilent();
    setBusy(tr("Records are being counted…"));
    m_context.site.readRecovery(m_site, this, [this](const Result<RecoveryOffer> &offer) { showOffer(offer); });
}

void RecoveryDialog::layOut()
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *const cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancel"));
    cancel->setAccessibleName(cancel->text());
    m_ok = buttons->addButton(tr("OK"), QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(QStringLiteral("ok"));
    m_ok->setAccessibleName(m_ok->text());
    m_ok->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &RecoveryDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &RecoveryDialog::reject);

    // What a choice does stands under it, from where its own words begin.
    m_ways->setColumnMinimumWidth(0,
        style()->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth, nullptr, this)
            + style()->pixelMetric(QStyle::PM_RadioButtonLabelSpacing, nullptr, this));
    m_ways->setHorizontalSpacing(0);
    m_ways->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_reason);
    column->addWidget(m_machines);
    m_machines->hide();
    column->addWidget(m_progress);
    column->addLayout(m_ways);
    column->addWidget(m_silentTitle);
    column->addWidget(m_silent);
    column->addWidget(m_message);
    column->addStretch();
    column->addWidget(buttons);
}

/// The choices are made last, and stand first.
void RecoveryDialog::orderTabs()
{
    const QList<QAbstractButton *> choices = m_choices->buttons();
    if (choices.isEmpty())
        return;
    QList<QWidget *> behind;
    for (QWidget *next = nextInFocusChain(); next != this; next = next->nextInFocusChain()) {
        if (next == m_silent || qobject_cast<QPushButton *>(next))
            behind.append(next);
    }
    QWidget *last = choices.last();
    for (QWidget *const next : std::as_const(behind)) {
        setTabOrder(last, next);
        last = next;
    }
}

void RecoveryDialog::showOffer(const Result<RecoveryOffer> &offer)
{
    setBusy({});
    if (!offer)
        return m_message->setError(offer.error());
    m_offer = *offer;
    showReason();
    for (const RecoveryOffer::Way &way : m_offer.ways)
        addWay(way);
    orderTabs();
    if (!m_offer.ways.isEmpty())
        m_choices->button(0)->setChecked(true);
    else if (m_offer.obstacle)
        m_message->setError(*m_offer.obstacle, Tone::Warning);
    else // somebody else has chosen meanwhile
        m_message->setMessage(Tone::Info, tr("There is nothing to choose here any more."));
    setBusy({});
    if (QAbstractButton *const chosen = m_choices->checkedButton())
        chosen->setFocus();
}

void RecoveryDialog::showReason()
{
    if (!m_offer.reason)
        return;
    m_reason->setText(windowWords(*m_offer.reason) + u' '
        + (m_site ? tr("The site is not served until somebody has chosen.")
                  : tr("Nothing is synchronised until you have chosen.")));
    if (!m_offer.machines)
        return;
    const RecoveryOffer::Machines &machines = *m_offer.machines;
    QStringList known {machines.recorded.isEmpty()
            ? tr("No machine is recorded as this site's.")
            : tr("Recorded as this site's is the machine with the hardware ID %1; a machine shows its own in its list, "
                 "in the row of the primary.")
                  .arg(safeText(machines.recorded))};
    const QDateTime now = m_context.clock.utcNow();
    if (machines.lastContact.isValid())
        known += tr("Last contact of either: %1.").arg(dayTimeWords(machines.lastContact, now));
    if (machines.noticed.isValid())
        known += tr("Noticed: %1.").arg(dayTimeWords(machines.noticed, now));
    m_machines->setText(known.join(u' '));
    m_machines->show();
}

void RecoveryDialog::addWay(const RecoveryOffer::Way &way)
{
    const int place = static_cast<int>(m_choices->buttons().size());
    const QString name = Recovery::name(way.choice);
    auto *button = new QRadioButton(m_site ? siteChoiceTitle(way.choice) : choiceTitle(way.choice), this);
    button->setObjectName(name);
    button->setAccessibleName(QString(button->text()).remove(u'&'));
    auto *words = wrappedLabel(name + QStringLiteral("Words"), this);
    words->setText(m_site ? siteChoiceWords(*m_site, way.choice, way.plan) : choiceWords(way.choice, way.plan));
    button->setAccessibleDescription(words->text());
    m_choices->addButton(button, place);
    m_ways->addWidget(button, 2 * place, 0, 1, 2);
    m_ways->addWidget(words, 2 * place + 1, 1);
    button->show(); // now, so that it can have the keyboard
    words->show();
    // As they stand there, from above.
    if (place > 0)
        setTabOrder(m_choices->button(place - 1), button);
    setTabOrder(button, m_silent);
}

void RecoveryDialog::showSilent()
{
    const int chosen = m_choices->checkedId();
    const QStringList lines = chosen < 0 ? QStringList() : silentWords(m_offer.ways.at(chosen).plan);
    m_silent->setPlainText(lines.join(u'\n'));
    m_silent->setVisible(!lines.isEmpty());
    m_silentTitle->setVisible(!lines.isEmpty());
}

void RecoveryDialog::accept()
{
    if (!m_ok->isEnabled())
        return;
    if (m_context.lock.isUnlocked())
        return act(*m_context.lock.authorisation());
    askForOne(m_context, this, [this](const Authorisation &by) { act(by); });
}

void RecoveryDialog::act(const Authorisation &by)
{
    const RecoveryOffer::Way &way = m_offer.ways.at(m_choices->checkedId());
    m_message->clear();
    m_isActing = true;
    setBusy(tr("This is being done…"));
    m_context.site.recover(by, way.choice, m_site, this, [this](const Result<> &done) {
        m_isActing = false;
        setBusy({});
        if (done)
            return QDialog::accept();
        m_message->setError(done.error());
    });
}

/// What waits for the primary is given up, and says so; what is being written comes to its end.
void RecoveryDialog::reject()
{
    if (m_isActing)
        m_context.site.cancelRecovery();
    else
        QDialog::reject();
}

void RecoveryDialog::setBusy(const QString &what)
{
    m_progress->setText(what);
    m_progress->setVisible(!what.isEmpty());
    for (QAbstractButton *const button : m_choices->buttons())
        button->setEnabled(what.isEmpty());
    setEnabledOr(m_ok,
        !what.isEmpty()              ? what
            : m_offer.ways.isEmpty() ? tr("There is nothing to choose here.")
                                     : QString());
}

bool RecoveryDialog::event(QEvent *event)
{
    const bool isHandled = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest && isVisible())
        growToContents(*this);
    return isHandled;
}

} // namespace mailboat
