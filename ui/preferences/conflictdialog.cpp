// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/conflictdialog.h"

#include "core/domain/durationwords.h"
#include "core/domain/joinfilled.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/preferencelabel.h"
#include "ui/widgets/safetext.h"
#include "ui/widgets/wrappedlabel.h"

#include <QDialogButtonBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int conflictWidthInCharacters = 80;
constexpr int conflictsAtLeastInLines = 8;

QString conflictLabel(const SettingConflict &conflict)
{
    return conflict.preference.isEmpty()
        ? ConflictDialog::tr("Site with Sync ID %1").arg(QString::number(conflict.site.value()))
        : preferenceLabel(conflict.preference);
}

/// As the page has it.
QString preferenceValue(const Draft &draft, const QString &name)
{
    SyncPreferences shown;
    (void)shown.load(draft.shown().preferences); // of a draft: nothing in them is damaged
    const PreferenceBase &preference = *shown.find(name);
    if (&preference == &shown.interval)
        return shown.interval.value().count() == 0 ? ConflictDialog::tr("0, paused")
                                                   : durationWords(shown.interval.value());
    if (&preference == &shown.requestSize && shown.requestSize.value() == 0)
        return ConflictDialog::tr("Automatic");
    if (preference.json().isBool())
        return preference.json().toBool() ? ConflictDialog::tr("on") : ConflictDialog::tr("off");
    const QString text = safeText(preference.shownText());
    return text.isEmpty() ? ConflictDialog::tr("nothing") : text;
}

QString siteValue(const Peer *peer, bool hasNewPassword)
{
    if (!peer)
        return ConflictDialog::tr("not in the list");
    return joinFilled({QString::number(peer->syncId.value()), safeText(peer->userName), safeText(peer->url),
                          hasNewPassword ? ConflictDialog::tr("a new password") : QString()},
        QStringLiteral(", "));
}

QString valueHere(const SettingConflict &conflict, const Draft &mine)
{
    if (!conflict.preference.isEmpty())
        return preferenceValue(mine, conflict.preference);
    for (const PeerChange &change : mine.peers.edits().changes()) {
        if ((change.before ? *change.before : change.after->syncId) == conflict.site)
            return siteValue(change.after ? &*change.after : nullptr, change.newPassword.has_value());
    }
    return {};
}

QString valueThere(const SettingConflict &conflict, const Draft &now)
{
    return conflict.preference.isEmpty() ? siteValue(findPeer(now.saved().peers, conflict.site), false)
                                         : preferenceValue(now, conflict.preference);
}

/// Empty: the log does not say.
QString whoSaved(const SettingConflict &conflict, const QList<SyncLog::Entry> &changes)
{
    const auto found = std::find_if(changes.cbegin(), changes.cend(), [&conflict](const SyncLog::Entry &entry) {
        return conflict.preference.isEmpty() ? entry.what.startsWith(QLatin1String("peer-"))
                && entry.details.value(QStringLiteral("syncId")).toInt() == conflict.site.value()
                                             : entry.what == QLatin1String("preference-set")
                && entry.details.value(QStringLiteral("name")).toString() == conflict.preference;
    });
    return found == changes.cend() ? QString() : safeText(found->who);
}

QRadioButton *radioButton(const QString &name, const QString &label, const QString &words, QWidget *parent)
{
    auto *button = new QRadioButton(QString(words).replace(u'&', QLatin1String("&&")), parent);
    button->setObjectName(name);
    button->setAccessibleName(ConflictDialog::tr("%1: %2", "setting: value").arg(label, words));
    return button;
}

} // namespace

ConflictDialog::ConflictDialog(const QList<SettingConflict> &conflicts, const Draft &mine, const Draft &now,
    const QList<SyncLog::Entry> &changes, QWidget *parent)
    : QDialog(parent)
    , m_conflicts(conflicts)
{
    setObjectName(QStringLiteral("conflictDialog"));
    setAttribute(Qt::WA_WindowPropagation); // the colours of the window behind it
    setWindowTitle(tr("Changed elsewhere"));
    auto *words = wrappedLabel(QStringLiteral("conflictWords"), this);
    words->setText(
        tr("What you have changed here was changed by somebody else, too, and saved. Choose which value is kept."));
    auto *list = new QWidget;
    auto *rows = new QVBoxLayout(list);
    for (const SettingConflict &conflict : conflicts)
        rows->addWidget(choice(conflict, mine, now, whoSaved(conflict, changes)));
    rows->addStretch(1);
    auto *scrolled = new QScrollArea(this);
    scrolled->setWidgetResizable(true);
    scrolled->setFrameShape(QFrame::NoFrame);
    scrolled->setFocusPolicy(Qt::NoFocus); // the choices scroll it
    scrolled->setMinimumHeight(fontMetrics().lineSpacing() * conflictsAtLeastInLines);
    scrolled->setWidget(list);

    auto *buttons = new QDialogButtonBox(this);
    QPushButton *const save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("saveChosen"));
    save->setAutoDefault(false);
    QPushButton *const cancel = buttons->addButton(tr("&Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancelConflict"));
    cancel->setDefault(true); // what is chosen takes the place of something
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(words);
    column->addWidget(scrolled, 1);
    column->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * conflictWidthInCharacters);
}

QWidget *ConflictDialog::choice(
    const SettingConflict &conflict, const Draft &mine, const Draft &now, const QString &who)
{
    const QString label = conflictLabel(conflict);
    auto *both = new QWidget; // the two exclude each other within it
    auto *title = new QLabel(label, both);
    title->setTextFormat(Qt::PlainText);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    const QString there = valueThere(conflict, now);
    const QString number = QString::number(m_theirs.size());
    auto *const here
        = radioButton(QStringLiteral("here") + number, label, tr("Here: %1").arg(valueHere(conflict, mine)), both);
    auto *const theirs = radioButton(QStringLiteral("there") + number, label,
        who.isEmpty() ? tr("Saved meanwhile: %1").arg(there) : tr("Saved meanwhile by %1: %2").arg(who, there), both);
    here->setChecked(true);
    m_theirs.push_back(theirs);
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins({});
    column->addWidget(title);
    column->addWidget(here);
    column->addWidget(theirs);
    return both;
}

QList<SettingConflict> ConflictDialog::givingWay() const
{
    QList<SettingConflict> all;
    for (std::size_t at = 0; at < m_theirs.size(); ++at) {
        if (m_theirs[at]->isChecked())
            all.append(m_conflicts.at(static_cast<qsizetype>(at)));
    }
    return all;
}

} // namespace mailboat
