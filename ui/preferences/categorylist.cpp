// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/categorylist.h"

#include "ui/preferences/categories.h"
#include "ui/preferences/pageregistry.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QStyle>
#include <QVBoxLayout>

namespace mailboat {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int labelsRole = Qt::UserRole + 1;
const auto othersKey = QStringLiteral("preferences/otherCategories");

bool isFound(const QListWidgetItem &item, const QString &wanted)
{
    return item.text().contains(wanted, Qt::CaseInsensitive)
        || !item.data(labelsRole).toStringList().filter(wanted, Qt::CaseInsensitive).isEmpty();
}

} // namespace

CategoryList::CategoryList(QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_others(new QCheckBox(tr("Show mSupply's other categories"), this))
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
    layout->addWidget(m_others);
    m_others->setObjectName(QStringLiteral("otherCategories"));
    m_others->setAccessibleName(m_others->text());
    m_others->setChecked(QSettings().value(othersKey, true).toBool());
    filter();

    connect(m_others, &QCheckBox::toggled, this, &CategoryList::setOthersShown);
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

void CategoryList::setLabels(const QString &category, const QStringList &labels)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(idRole).toString() == category)
            m_list->item(row)->setData(labelsRole, labels);
    }
}

void CategoryList::setOthersShown(bool shown)
{
    QSettings().setValue(othersKey, shown);
    filter();
}

void CategoryList::filter()
{
    const QString wanted = m_filter->text().trimmed();
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *const item = m_list->item(row);
        const bool isFolded = !m_others->isChecked() && !item->flags().testFlag(Qt::ItemIsEnabled);
        item->setHidden(isFolded || !isFound(*item, wanted));
    }
}

/// What is chosen already stays so while nothing is searched for; where nothing can be chosen one goes on typing. A name counts before
/// the label of a setting.
void CategoryList::takeMatch()
{
    const QString wanted = m_filter->text().trimmed();
    if (wanted.isEmpty() && m_list->currentItem())
        return m_list->setFocus();
    QListWidgetItem *found = nullptr;
    for (int row = m_list->count() - 1; row >= 0; --row) {
        QListWidgetItem *const item = m_list->item(row);
        const bool canBeChosen = !item->isHidden() && item->flags().testFlag(Qt::ItemIsEnabled);
        const auto isNamed
            = [&wanted](const QListWidgetItem &one) { return one.text().contains(wanted, Qt::CaseInsensitive); };
        if (canBeChosen && (!found || isNamed(*item) || !isNamed(*found)))
            found = item;
    }
    if (!found)
        return;
    m_list->setCurrentItem(found);
    m_list->setFocus();
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
