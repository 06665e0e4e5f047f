// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/logreader.h"
#include "ui/log/logmodel.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QTimer;

namespace mailboat {

class SearchField;

/// What of the log somebody wants to see.
struct LogSearch {
    QString text {}; ///< in anything that is shown of an entry
    std::optional<SyncId> site {};
    QDateTime from {}; ///< inclusive
    QDateTime to {}; ///< exclusive

    bool isEmpty() const { return text.isEmpty() && !site && !from.isValid() && !to.isValid(); }
};
/// What a list of that kind reads with.
LogFilter logFilter(LogModel::Kind kind, const LogSearch &search);

/// The line of fields that narrows the log: text, a period by the days of this machine, at a primary a site.
class LogFilterBar final : public QWidget
{
    Q_OBJECT
public:
    /// `clock` outlives it.
    explicit LogFilterBar(Clock &clock, QWidget *parent = nullptr);
    LogSearch search() const;
    void clear(); ///< nothing is left out any more; changed() at once where something was
    void setPrimary(bool isPrimary); ///< a satellite's log is of itself alone

signals:
    void changed(); ///< a moment after the last key
    void listRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showPeriod();
    void soon();
    void now();

    Clock &m_clock;
    SearchField *m_text;
    QComboBox *m_period;
    QLabel *m_fromName;
    QDateEdit *m_from;
    QLabel *m_toName;
    QDateEdit *m_to;
    QLabel *m_siteName;
    QLineEdit *m_site;
    QTimer *m_wait;
};

} // namespace mailboat
