// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "core/engine/siteconnection.h"
#include "ui/log/logfilterbar.h"
#include "ui/log/logmodel.h"

class QProgressBar;
class QPushButton;

namespace mailboat {

class InlineMessage;

/// The two buttons of page "Log" that write a file: what the list shows as CSV, and the support bundle; with progress, and how it went.
/// Both work while the padlock is closed: who can read the datafile can copy it.
class LogFiles final : public QWidget
{
    Q_OBJECT
public:
    /// Which list is shown: a log's or, without a kind, the refused records.
    struct Shown {
        std::optional<LogModel::Kind> kind {};
        LogSearch search {};
    };
    /// `site` and `clock` outlive it; `result`, which stands where its coming moves no button, as long as it is shown.
    LogFiles(SiteConnection &site, Clock &clock, std::function<Shown()> shown, InlineMessage &result, QWidget *parent);
    void setSite(SyncId site) { m_syncId = site; } ///< for the names of files

private:
    void layOut();
    void askWhere(const QString &name, const QString &title, const QString &kinds,
        const std::function<void(const QString &path)> &chosen);
    void exportShown();
    void writeCsv(const Shown &shown, const QString &path);
    void exported(const QString &path, const Result<qint64> &rows);
    void makeBundle();
    void writeBundle(const QString &path);
    void setRunning(const QString &why);
    void cancel();

    SiteConnection &m_site;
    Clock &m_clock;
    std::function<Shown()> m_shown;
    SyncId m_syncId {};
    bool m_isBundling = false;
    QPushButton *m_export;
    QPushButton *m_bundle;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    InlineMessage &m_result;
    FileWork m_work; ///< goes first
};

} // namespace mailboat
