// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/logmodel.h"
#include "ui/preferences/preferencepage.h"

class QTabWidget;

namespace mailboat {

class InlineMessage;
class LogFeed;
class LogFiles;
class LogFilterBar;
class LogView;
class RefusedList;

/// Page "Log" (contract.md §5): past cycles, changes, at a primary the contacts of its sites, refused records; what narrows them, how
/// long the log is kept, and the files that can be made of it. It is read once the page is shown, and follows what is added.
class LogPage final : public PreferencePage
{
    Q_OBJECT
public:
    explicit LogPage(PreferencesContext &context, QWidget *parent = nullptr);

    void load() override;
    bool showProblem(const Error &) override { return false; } // no rule goes across these fields
    /// "cycles", "changes", "contacts", "refused".
    void showPart(const QString &part) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Tab {
        LogModel::Kind kind {};
        LogView *view = nullptr;
        LogFeed *feed = nullptr;
        bool isShown = false; ///< what it shows is what is searched for
    };
    void addTab(LogModel::Kind kind, const QString &name, const QString &words);
    QLayout *keeping();
    void showTab(LogModel::Kind kind);
    void search();
    void showCurrent();
    void setStatus(const Status &status);
    void applyLock();
    Tab *current(); ///< nullptr: the refused records
    void focusList();

    LogFilterBar *m_filter;
    InlineMessage *m_written; ///< over the lists, which make room for it: no button moves
    QTabWidget *m_tabs;
    std::vector<Tab> m_logs;
    RefusedList *m_refused;
    bool m_isRefusedShown = false;
    std::optional<bool> m_isPrimary {}; ///< as the tabs are; empty: nothing is shown yet
    qint64 m_refusedCount = -1;
    LogFiles *m_files = nullptr;
    QLineEdit *m_days = nullptr;
    FieldMessage *m_daysMessage = nullptr;
    InlineMessage *m_message;
};

} // namespace mailboat
