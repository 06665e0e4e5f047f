// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

#include <QMap>
#include <QSplitter>

class QStackedWidget;

namespace mailboat {

class CategoryList;
class PadlockButton;

/// The categories, and beside them the padlock, which is one for all pages, over the page of the category that is chosen. Asks all
/// pages as if they were one; knows none by name.
class CategoryPages final : public QSplitter
{
    Q_OBJECT
public:
    /// `context` outlives it. The pages are off until load().
    explicit CategoryPages(PreferencesContext &context, QWidget *parent = nullptr);

    PreferencePage *page(const QString &category) const; ///< nullptr: there is none
    void showCategory(const QString &category);
    void showPart(const QString &category, const QString &part);
    QString shownCategory() const;

    void load(); ///< every page shows the context's draft
    void setPagesEnabled(bool enabled); ///< the categories can be looked through all the same
    bool isEditing() const; ///< something is open that works on the draft
    int editedFields() const; ///< that are not in the draft: invalid, typed in what is open, or ownEdits()
    int ownEdits() const;
    void saveOwn(const std::function<void(const Result<> &)> &saved); ///< every page's; stops at the first failure
    bool hasToCheck() const; ///< any page
    void check(
        const std::function<void(bool fits)> &checked); ///< every page that has to; shows the first that does not fit
    QDialog *shownOnce() const; ///< of any page
    bool showProblem(const Error &error); ///< on the page that it belongs to; false: on none
    bool showInvalidField(); ///< the first one, on its page; false: there is none

signals:
    void edited();

private:
    void toggleLock();
    void check(QStringList categories, const std::function<void(bool fits)> &checked);
    void saveOwn(QList<PreferencePage *> pages, const std::function<void(const Result<> &)> &saved);

    PreferencesContext &m_context;
    CategoryList *m_categories;
    QWidget *m_beside; ///< padlock and pages
    PadlockButton *m_padlock;
    QStackedWidget *m_stack;
    QMap<QString, PreferencePage *> m_byCategory {};
    QMap<QString, QWidget *> m_areas {}; ///< what shows the page of a category
};

} // namespace mailboat
