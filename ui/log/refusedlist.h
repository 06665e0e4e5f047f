// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/refusedmodel.h"
#include "ui/log/refusedwork.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace mailboat {

class InlineMessage;
class Prompt;
struct LogSearch;

/// The records that could not be taken or sent, with what can be done about them: try again, drop, copy. None of it needs a code, as
/// "mailboatctl records" does not.
class RefusedList final : public QWidget
{
    Q_OBJECT
public:
    /// `site` and `prompt` outlive it.
    RefusedList(SiteConnection &site, Prompt &prompt, QWidget *parent);

    void show(const LogSearch &search); ///< begins anew
    /// How many there are has changed, perhaps; what could not be read is read again.
    void follow(qint64 count);
    void setPrimary(bool isPrimary) { m_isPrimary = isPrimary; }
    void focusList(); ///< once there is something in it
    /// What the list reads with.
    static QuarantineList::Matches matching(const LogSearch &search);

signals:
    void wasRead();
    void failed(const mailboat::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    QLayout *buttons();
    void connectWork();
    void begin();
    void readOlder();
    void tookFirst(const QList<Quarantine::Entry> &entries);
    void took(int run, const Result<QuarantineList::Page> &page);
    void showWhatThereIs();
    void showCurrent();
    void showSelected();
    QList<qint64> selected() const; ///< numbers, in the order of the list
    void retry();
    void askToDrop();
    void copy();
    void setRunning(bool isRunning);
    void tellRetried(const RetryOutcome &outcome, bool isCancelled);
    void tellDropped(qint64 records, bool isCancelled);

    SiteConnection &m_site;
    Prompt &m_prompt;
    RefusedModel m_model {};
    RefusedWork m_work;
    QuarantineList::Matches m_matches {};
    int m_run = 0; ///< answers to what was asked before are nobody's
    qint64 m_next = 0; ///< 0: there is nothing further back
    qint64 m_count = 0; ///< of all, as last told
    qint64 m_shownCount = -1; ///< of all, when the list was read; -1: it was not
    bool m_isReading = false;
    bool m_hasFailed = false; ///< what was read last
    bool m_isNew = true; ///< nothing that is asked for was shown yet: its first row will be selected
    bool m_isFocusWanted = false;
    bool m_isPrimary = false; ///< what is dropped came from its sites
    InlineMessage *m_result; ///< over the list, which makes room for it: no button moves
    QTableView *m_table;
    QLabel *m_empty;
    QPlainTextEdit *m_details;
    QPushButton *m_retry;
    QPushButton *m_retryAll;
    QPushButton *m_drop;
    QPushButton *m_copy;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

} // namespace mailboat
