// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/status/noticewords.h"

#include "ui/widgets/errorwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

constexpr int sitesNamed = 3;

QString noticeText(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

QString titleOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Fault:
        return noticeText(QT_TRANSLATE_NOOP("mailboat", "Mailboat needs your attention"));
    case Notice::Kind::Silence:
        return noticeText(QT_TRANSLATE_NOOP("mailboat", "Not synchronised for a day"));
    case Notice::Kind::LongSilence:
        return noticeText(QT_TRANSLATE_NOOP("mailboat", "Not synchronised for days"));
    case Notice::Kind::Site:
        return noticeText(QT_TRANSLATE_NOOP("mailboat", "A site needs attention"));
    case Notice::Kind::Well:
        return noticeText(QT_TRANSLATE_NOOP("mailboat", "Synchronisation works again"));
    case Notice::Kind::SiteWell:
        return noticeText(QT_TRANSLATE_NOOP("mailboat", "A site synchronises again"));
    }
    Q_UNREACHABLE();
}

QString siteWellSentence(const Notice &notice)
{
    return QCoreApplication::translate("mailboat", "The site with Sync ID %1 synchronises again.")
        .arg(notice.id.section(u':', 1, 1));
}

QString sentenceOf(const Notice &notice)
{
    if (notice.error)
        return errorWords(*notice.error);
    return notice.kind == Notice::Kind::SiteWell ? siteWellSentence(notice) : notice.sentence;
}

NoticeWords wordsOfOne(const Notice &notice, const QString &site)
{
    const bool isBad = notice.kind != Notice::Kind::Well && notice.kind != Notice::Kind::SiteWell;
    const bool isUrgent = notice.kind == Notice::Kind::Fault || notice.kind == Notice::Kind::LongSilence;
    QStringList lines {site, sentenceOf(notice)};
    lines.removeAll(QString());
    return {titleOf(notice.kind), lines.join(u'\n'), isBad, isUrgent};
}

/// A primary's line that was down makes hundreds of them at once.
NoticeWords wordsOfSites(const QList<Notice> &notices, const QString &site)
{
    if (notices.size() == 1)
        return wordsOfOne(notices.first(), site);
    NoticeWords words = wordsOfOne(notices.first(), site);
    const int count = static_cast<int>(notices.size());
    words.title = words.isBad ? QCoreApplication::translate("mailboat", "%Ln sites need attention", nullptr, count)
                              : QCoreApplication::translate("mailboat", "%Ln sites synchronise again", nullptr, count);
    QStringList lines {site};
    for (const Notice &notice : notices.first(std::min(sitesNamed, count)))
        lines += sentenceOf(notice);
    if (const int more = count - sitesNamed; more > 0)
        lines += QCoreApplication::translate("mailboat", "And %Ln more.", nullptr, more);
    lines.removeAll(QString());
    words.body = lines.join(u'\n');
    return words;
}

} // namespace

QList<NoticeWords> noticeWords(const QList<Notice> &notices, const QString &site)
{
    QList<NoticeWords> all;
    QList<Notice> sites;
    QList<Notice> wellSites;
    for (const Notice &notice : notices) {
        if (notice.kind == Notice::Kind::Site)
            sites += notice;
        else if (notice.kind == Notice::Kind::SiteWell)
            wellSites += notice;
        else
            all += wordsOfOne(notice, site);
    }
    for (const QList<Notice> &together : {sites, wellSites}) {
        if (!together.isEmpty())
            all += wordsOfSites(together, site);
    }
    return all;
}

} // namespace mailboat
