// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/categorylist.h"

#include "ui/preferences/categories.h"
#include "ui/preferences/pageregistry.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QStyle>
#include <QVBoxLayout>

namespace mailboat {

namespace {

constexpr int idRole = Qt::UserRole;

} // namespace

CategoryList::CategoryList(QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    m_filter->setObjectName(QStringLiteral("categoryFilter"));
    m_filter->setPlaceholderText(tr("Search categories"));
    m_filter->setAccessibleName(tr("Search categories"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_list->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("categories"));
    m_list->setAccessibleName(tr("Categories"));
    m_list->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);

    const QString why = tr("Mailboat has no page for this category. It belongs to mSupply.");
    for (const PreferenceCategory &category : categories()) {
        auto *item = new QListWidgetItem(category.name(), m_list);
        item->setData(idRole, QString::fromLatin1(category.id));
        if (hasPage(QString::fromLatin1(category.id)))
            continue;
        item->setFlags(Qt::NoItemFlags);
        item->setToolTip(why);
        item->setData(Qt::AccessibleDescriptionRole, why);
    }

    // As wide as its longest name, in whatever language.
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumWidth(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth()
        + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_list));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_filter);
    layout->addWidget(m_list);

    connect(m_filter, &QLineEdit::textChanged, this, &CategoryList::filter);
    connect(m_list, &QListWidget::currentItemChanged, this, [this] { emit selectedChanged(selected()); });
}

void CategoryList::select(const QString &category)
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *const item = m_list->item(row);
        if (item->data(idRole).toString() == category && item->flags().testFlag(Qt::ItemIsSelectable))
            return m_list->setCurrentItem(item);
    }
}

QString CategoryList::selected() const
{
    const QListWidgetItem *const item = m_list->currentItem();
    return item ? item->data(idRole).toString() : QString();
}

void CategoryList::filter(const QString &text)
{
    const QString wanted = text.trimmed();
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *const item = m_list->item(row);
        item->setHidden(!item->text().contains(wanted, Qt::CaseInsensitive));
    }
}

/// What is chosen already stays so while nothing is searched for; where nothing can be chosen one goes on typing.
void CategoryList::takeMatch()
{
    if (m_filter->text().trimmed().isEmpty() && m_list->currentItem())
        return m_list->setFocus();
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *const item = m_list->item(row);
        if (item->isHidden() || !item->flags().testFlag(Qt::ItemIsEnabled))
            continue;
        m_list->setCurrentItem(item);
        return m_list->setFocus();
    }
}

bool CategoryList::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isReturn = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_filter && key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true; // and the window stays
    }
    if (watched == m_filter && (isReturn || key == Qt::Key_Down)) {
        takeMatch();
        return true; // and the window's OK is not pressed, whether something was found or not
    }
    if (watched == m_list && isReturn)
        return true; // the same: the page is shown already
    return QWidget::eventFilter(watched, event);
}

} // namespace mailboat
