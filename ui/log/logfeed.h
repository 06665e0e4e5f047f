// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/siteconnection.h"

namespace mailboat {

class LogView;

/// Fills a LogView from the datafile: what fits a filter, page by page as one scrolls, and what is added. Everything is read in the
/// datafile's thread, a bounded number of rows at a time.
class LogFeed final : public QObject
{
    Q_OBJECT
public:
    /// `site` and `view` outlive it.
    LogFeed(SiteConnection &site, LogView &view, QObject *parent);

    /// Begins anew; `isSearch`: the filter leaves something out.
    void show(LogFilter filter, bool isSearch);
    /// Something may have been added; what could not be read is read again.
    void follow();

signals:
    void wasRead();
    void failed(const mailboat::Error &error);

private:
    void readOlder();
    void took(int run, const Result<LogReader::Page> &page);
    void readNewer();

    SiteConnection &m_site;
    LogView &m_view;
    LogFilter m_filter {};
    bool m_isSearch = false;
    int m_run = 0; ///< answers to what was asked before are nobody's
    qint64 m_next = 0; ///< 0: there is nothing further back
    qint64 m_newest = -1; ///< looked at; -1: nothing yet
    bool m_isReading = false;
    bool m_hasFailed = false; ///< the page that was read last
    bool m_isFollowing = false;
    bool m_hasNews = false; ///< came while the news before were read
};

} // namespace mailboat
