// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/categorypages.h"

#include "ui/preferences/categories.h"
#include "ui/preferences/categorylist.h"
#include "ui/preferences/pageregistry.h"
#include "ui/preferences/unlocking.h"
#include "ui/widgets/padlockbutton.h"

#include <QAbstractButton>
#include <QGroupBox>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace mailboat {

namespace {

/// Shows a page, and lets it be scrolled on a screen that is smaller than it, as at 200 %; else it has the page's own size.
class PageArea final : public QScrollArea
{
public:
    PageArea(QWidget *page, QWidget *parent)
        : QScrollArea(parent)
    {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        setWidget(page);
    }
    QSize sizeHint() const override { return widget()->sizeHint().expandedTo(widget()->minimumSizeHint()); }
};

/// What a person finds a setting by on a page: what stands beside its fields, on its boxes, buttons and groups, and what a screen
/// reader says of them. Without the marks of shortcuts.
QStringList labelsOn(const QWidget &page)
{
    QStringList labels;
    const QList<QWidget *> widgets = page.findChildren<QWidget *>();
    for (const QWidget *const widget : widgets) {
        labels += widget->accessibleName();
        if (const auto *const label = qobject_cast<const QLabel *>(widget); label && label->buddy())
            labels += label->text();
        if (const auto *const button = qobject_cast<const QAbstractButton *>(widget))
            labels += button->text();
        if (const auto *const group = qobject_cast<const QGroupBox *>(widget))
            labels += group->title();
    }
    labels.replaceInStrings(QStringLiteral("&"), QString());
    labels.removeAll(QString());
    labels.removeDuplicates();
    return labels;
}

} // namespace

CategoryPages::CategoryPages(PreferencesContext &context, QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_context(context)
    , m_categories(new CategoryList(this))
    , m_beside(new QWidget(this))
    , m_padlock(new PadlockButton(m_beside))
    , m_stack(new QStackedWidget(m_beside))
{
    setObjectName(QStringLiteral("splitter"));
    m_padlock->setObjectName(QStringLiteral("padlock"));
    m_padlock->setEnabled(false); // as the pages
    for (const PreferenceCategory &category : categories()) {
        const QString id = QString::fromLatin1(category.id);
        PreferencePage *const made = makePage(id, context, m_stack);
        if (!made)
            continue;
        auto *area = new PageArea(made, m_stack);
        m_stack->addWidget(area);
        m_areas.insert(id, area);
        m_byCategory.insert(id, made);
        made->setEnabled(false); // until there is something to show
        m_categories->setLabels(id, labelsOn(*made));
        connect(made, &PreferencePage::edited, this, &CategoryPages::edited);
        connect(made, &PreferencePage::pageRequested, this, &CategoryPages::showPart);
    }
    setChildrenCollapsible(false);
    addWidget(m_categories);
    addWidget(m_beside);
    auto *beside = new QVBoxLayout(m_beside);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->addWidget(m_padlock);
    beside->addWidget(m_stack, 1);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setSizes({fontMetrics().averageCharWidth() * 26, fontMetrics().averageCharWidth() * 100});
    connect(m_categories, &CategoryList::selectedChanged, this, [this](const QString &category) {
        if (QWidget *const chosen = m_areas.value(category))
            m_stack->setCurrentWidget(chosen);
    });
    connect(m_padlock, &PadlockButton::clicked, this, &CategoryPages::toggleLock);
    connect(&context.lock, &AdminLock::changed, m_padlock, &PadlockButton::setUnlocked);
}

void CategoryPages::toggleLock()
{
    if (m_context.lock.isUnlocked())
        m_context.lock.lock();
    else
        askForCode(m_context, this, [] {});
}

PreferencePage *CategoryPages::page(const QString &category) const
{
    return m_byCategory.value(category);
}

void CategoryPages::showCategory(const QString &category)
{
    m_categories->select(category);
}

void CategoryPages::showPart(const QString &category, const QString &part)
{
    showCategory(category);
    if (PreferencePage *const wanted = page(category))
        wanted->showPart(part);
}

QString CategoryPages::shownCategory() const
{
    return m_categories->selected();
}

void CategoryPages::load()
{
    m_padlock->setEnabled(true);
    m_padlock->setUnlocked(m_context.lock.isUnlocked());
    for (PreferencePage *const each : std::as_const(m_byCategory)) {
        each->setEnabled(true);
        each->load();
    }
}

void CategoryPages::setPagesEnabled(bool enabled)
{
    m_beside->setEnabled(enabled);
}

bool CategoryPages::isEditing() const
{
    return std::any_of(
        m_byCategory.begin(), m_byCategory.end(), [](const PreferencePage *each) { return each->isEditing(); });
}

int CategoryPages::editedFields() const
{
    int fields = 0;
    for (const PreferencePage *const each : m_byCategory)
        fields += each->invalidFields() + each->typedFields() + each->ownEdits();
    return fields;
}

int CategoryPages::ownEdits() const
{
    int fields = 0;
    for (const PreferencePage *const each : m_byCategory)
        fields += each->ownEdits();
    return fields;
}

void CategoryPages::saveOwn(const std::function<void(const Result<> &)> &saved)
{
    QList<PreferencePage *> pages = m_byCategory.values();
    pages.removeIf([](const PreferencePage *each) { return each->ownEdits() == 0; });
    saveOwn(std::move(pages), saved);
}

/// Each once, whatever is edited of it afterwards.
void CategoryPages::saveOwn(QList<PreferencePage *> pages, const std::function<void(const Result<> &)> &saved)
{
    if (pages.isEmpty())
        return saved({});
    PreferencePage *const next = pages.takeFirst();
    next->saveOwn([this, pages = std::move(pages), saved](const Result<> &done) {
        if (done)
            saveOwn(pages, saved);
        else
            saved(done);
    });
}

bool CategoryPages::hasToCheck() const
{
    return std::any_of(
        m_byCategory.begin(), m_byCategory.end(), [](const PreferencePage *each) { return each->hasToCheck(); });
}

void CategoryPages::check(const std::function<void(bool fits)> &checked)
{
    QStringList categories = m_byCategory.keys();
    categories.removeIf([this](const QString &category) { return !page(category)->hasToCheck(); });
    check(std::move(categories), checked);
}

void CategoryPages::check(QStringList categories, const std::function<void(bool fits)> &checked)
{
    if (categories.isEmpty())
        return checked(true);
    const QString next = categories.takeFirst();
    page(next)->check([this, next, categories = std::move(categories), checked](bool fits) {
        if (fits)
            return check(categories, checked);
        showCategory(next);
        checked(false);
    });
}

QDialog *CategoryPages::shownOnce() const
{
    for (const PreferencePage *const each : m_byCategory) {
        if (QDialog *const shown = each->shownOnce())
            return shown;
    }
    return nullptr;
}

bool CategoryPages::showProblem(const Error &error)
{
    for (auto it = m_byCategory.cbegin(); it != m_byCategory.cend(); ++it) {
        if ((*it)->showProblem(error)) {
            showCategory(it.key());
            return true;
        }
    }
    return false;
}

bool CategoryPages::showInvalidField()
{
    for (auto it = m_byCategory.cbegin(); it != m_byCategory.cend(); ++it) {
        if ((*it)->showInvalidField()) {
            showCategory(it.key());
            return true;
        }
    }
    return false;
}

} // namespace mailboat
