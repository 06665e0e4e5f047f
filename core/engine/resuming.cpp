// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/resuming.h"

#include <algorithm>

namespace mailboat {

namespace {

/// While it is paused hardly anything is added to the log but what people do.
constexpr int entriesBack = 1000;

/// What the interval was when it was set to 0 last; empty: the default, or not known any more.
QString intervalBefore(const QList<SyncLog::Entry> &entries, const PreferenceBase &interval)
{
    const auto pause = std::find_if(entries.crbegin(), entries.crend(), [&interval](const SyncLog::Entry &entry) {
        return entry.what == QLatin1String("preference-set")
            && entry.details.value(QStringLiteral("name")).toString() == interval.name()
            && entry.details.value(QStringLiteral("after")).toString() == QLatin1String("0");
    });
    return pause == entries.crend() ? QString() : pause->details.value(QStringLiteral("before")).toString();
}

void resume(SiteConnection &site, Draft &draft, const QList<SyncLog::Entry> &entries, QObject *context,
    const SiteConnection::Answer<void> &answer)
{
    auto &interval = draft.preferences.interval;
    if (interval.value().count() > 0) // somebody else was quicker
        return answer({});
    if (!interval.setText(intervalBefore(entries, interval)) || interval.value().count() == 0)
        interval.reset();
    const Result<StagedChange> staged = stagedChange(draft, {});
    if (!staged)
        return answer(failure(staged.error()));
    site.commit(*staged, false, context,
        [answer](const Result<std::shared_ptr<Draft>> &saved) { answer(saved ? Result<>() : failure(saved.error())); });
}

} // namespace

void resumeSync(SiteConnection &site, QObject *context, SiteConnection::Answer<void> answer)
{
    site.readLog(entriesBack, context,
        [&site, context, answer = std::move(answer)](const Result<QList<SyncLog::Entry>> &entries) {
            if (!entries)
                return answer(failure(entries.error()));
            site.readDraft(context, [&site, context, answer, entries](const Result<std::shared_ptr<Draft>> &draft) {
                if (!draft)
                    return answer(failure(draft.error()));
                resume(site, **draft, *entries, context, answer);
            });
        });
}

} // namespace mailboat
