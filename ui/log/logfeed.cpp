// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logfeed.h"

#include "ui/log/logview.h"

#include <limits>

namespace mailboat {

namespace {

constexpr int pageSize = 200;
constexpr int rowsKept = 5000; // of a list that grows at its top while nobody scrolls
constexpr int atLeastShown = 50; // rows, more than any screen has: so many are looked for without anybody's scrolling

} // namespace

LogFeed::LogFeed(SiteConnection &site, LogView &view, QObject *parent)
    : QObject(parent)
    , m_site(site)
    , m_view(view)
{
    connect(&view, &LogView::moreWanted, this, &LogFeed::readOlder);
}

void LogFeed::show(LogFilter filter, bool isSearch)
{
    ++m_run;
    m_filter = std::move(filter);
    m_isSearch = isSearch;
    m_next = std::numeric_limits<qint64>::max();
    m_newest = -1;
    m_isReading = false;
    m_isFollowing = false;
    m_hasFailed = false;
    m_hasNews = false;
    m_view.setSearch(LogView::Search::Running);
    readOlder();
}

void LogFeed::readOlder()
{
    if (m_isReading || m_next == 0)
        return;
    m_isReading = true;
    m_site.readLogPage(m_next, m_filter, pageSize, this,
        [this, run = m_run](const Result<LogReader::Page> &page) { took(run, page); });
}

void LogFeed::took(int run, const Result<LogReader::Page> &page)
{
    if (run != m_run)
        return;
    m_isReading = false;
    m_hasFailed = !page;
    const bool isFirst = m_newest < 0;
    if (!page) {
        if (isFirst)
            m_view.begin({}, false); // it shows what was asked for before
        m_view.setSearch(LogView::Search::Failed);
        emit failed(page.error());
        return;
    }
    emit wasRead();
    if (isFirst)
        m_newest = page->newest;
    m_next = page->next;
    if (isFirst)
        m_view.begin(page->entries, m_next > 0);
    else
        m_view.addOlder(page->entries, m_next > 0);
    const bool goesOn = m_next > 0 && m_view.rows() < atLeastShown;
    m_view.setSearch(!m_isSearch ? LogView::Search::None : goesOn ? LogView::Search::Running : LogView::Search::Done);
    if (goesOn)
        readOlder();
    if (isFirst && m_hasNews)
        readNewer();
}

void LogFeed::follow()
{
    if (m_hasFailed && m_newest < 0) {
        if (!m_isReading)
            show(m_filter, m_isSearch);
        return;
    }
    if (m_hasFailed)
        readOlder();
    m_hasNews = true;
    if (m_newest >= 0 && !m_isFollowing)
        readNewer();
}

void LogFeed::readNewer()
{
    m_hasNews = false;
    m_isFollowing = true;
    m_site.readLogNews(m_newest, m_filter, this, [this, run = m_run](const Result<LogReader::News> &news) {
        if (run != m_run)
            return;
        m_isFollowing = false;
        if (!news)
            return; // what is wrong with the datafile is said by the window
        emit wasRead();
        if (!news->isWhole) // the list would have a hole
            return show(m_filter, m_isSearch);
        m_newest = news->newest;
        if (!news->entries.isEmpty())
            m_view.addNewer(news->entries);
        if (const qint64 last = m_isReading ? 0 : m_view.keepNewest(rowsKept); last > 0)
            m_next = last; // what went is read again as one scrolls
        if (m_hasNews)
            readNewer();
    });
}

} // namespace mailboat
