// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sites/sitefigures.h"

#include "core/domain/forplural.h"
#include "ui/sites/sitestatewords.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/namedbutton.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPushButton>

namespace mailboat {

namespace {

/// In the order in which they stand.
constexpr SiteState figureStates[] {
    SiteState::Ok, SiteState::Initialising, SiteState::Behind, SiteState::Silent, SiteState::Never, SiteState::Refused};

constexpr QSize smallIcon(12, 12); ///< as low as the words beside it: a small screen has to hold the line

QString figureWords(SiteState state, qint64 count)
{
    const int number = forPlural(count);
    switch (state) {
    case SiteState::Ok:
        return SiteFigures::tr("%Ln ok", nullptr, number);
    case SiteState::Initialising:
        return SiteFigures::tr("%Ln initialising", nullptr, number);
    case SiteState::Behind:
        return SiteFigures::tr("%Ln behind", nullptr, number);
    case SiteState::Silent:
        return SiteFigures::tr("%Ln silent", nullptr, number);
    case SiteState::Never:
        return SiteFigures::tr("%Ln never", nullptr, number);
    case SiteState::Refused:
        return SiteFigures::tr("%Ln refused", nullptr, number);
    }
    Q_UNREACHABLE();
}

QString figureHint(SiteState state)
{
    switch (state) {
    case SiteState::Ok:
        return SiteFigures::tr("Show only the sites that are well");
    case SiteState::Initialising:
        return SiteFigures::tr("Show only the sites whose first load runs");
    case SiteState::Behind:
        return SiteFigures::tr("Show only the sites that call, but have not received everything for a long time");
    case SiteState::Silent:
        return SiteFigures::tr("Show only the sites that have not called for a long time");
    case SiteState::Never:
        return SiteFigures::tr("Show only the sites that have never called");
    case SiteState::Refused:
        return SiteFigures::tr("Show only the sites that are refused");
    }
    Q_UNREACHABLE();
}

/// In dark colours a pressed button looks like any other.
void showChosen(QPushButton *button)
{
    QFont font = button->font();
    font.setBold(button->isChecked());
    button->setFont(font);
}

} // namespace

SiteFigures::SiteFigures(QWidget *parent)
    : QWidget(parent)
    , m_all(namedButton(QStringLiteral("allSites"), {}, this))
    , m_unsaved(new QLabel(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(row->spacing() / 2);
    row->addWidget(m_all);
    m_all->setCheckable(true);
    describeControl(m_all, tr("Show all sites"));
    connect(m_all, &QPushButton::clicked, this, [this] { emit chosen({}); });
    for (const SiteState state : figureStates) {
        QPushButton *const button = namedButton(QStringLiteral("sites-") + siteStateName(state), {}, this);
        button->setCheckable(true);
        button->setIconSize(smallIcon);
        describeControl(button, figureHint(state));
        connect(button, &QPushButton::clicked, this,
            [this, state](bool isOn) { emit chosen(isOn ? std::optional(state) : std::nullopt); });
        row->addWidget(button);
        m_states.emplace(state, button);
    }
    m_unsaved->setObjectName(QStringLiteral("unsavedSites"));
    m_unsaved->hide();
    row->addWidget(m_unsaved);
    row->addStretch(1);
    themeIcons();
    refresh();
}

void SiteFigures::setSummary(const SitesSummary &summary)
{
    if (summary == m_summary)
        return;
    m_summary = summary;
    refresh();
}

void SiteFigures::setUnsaved(qint64 count)
{
    m_unsaved->setText(tr("%Ln not saved yet", nullptr, forPlural(count)));
    m_unsaved->setVisible(count > 0);
}

void SiteFigures::setOnly(std::optional<SiteState> state)
{
    m_only = state;
    refresh();
}

void SiteFigures::refresh()
{
    const QString sites = tr("%Ln site(s)", nullptr, forPlural(m_summary.sites));
    m_all->setText(tr("%1:").arg(sites));
    m_all->setAccessibleName(sites);
    m_all->setChecked(!m_only);
    showChosen(m_all);
    for (const auto &[state, button] : m_states) {
        const qint64 count = m_summary.of(state);
        const QString words = figureWords(state, count);
        button->setText(words);
        button->setAccessibleName(words);
        button->setChecked(m_only == state);
        showChosen(button);
        button->setVisible(count > 0 || state == SiteState::Ok || m_only == state);
    }
}

void SiteFigures::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        themeIcons();
}

void SiteFigures::themeIcons()
{
    for (const auto &[state, button] : m_states)
        button->setIcon(themedIcon(stateIcon(state), palette(), toneColor(stateTone(state), palette())));
}

} // namespace mailboat
