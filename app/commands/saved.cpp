// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/saved.h"

#include "app/session.h"
#include "core/prefs/draft.h"
#include "core/prefs/rules.h"

#include <QCoreApplication>

namespace mailboat {

ExitStatus reportSaved(Session &session, const Draft &draft, const QList<Error> &more)
{
    QJsonArray warnings;
    const QList<SyncId> withUrl = sitesWithUrl(roleOf(draft.preferences.site()), draft.peers.all());
    if (!withUrl.isEmpty()) {
        QStringList ids;
        for (const SyncId id : withUrl)
            ids += QString::number(id.value());
        warnings += QCoreApplication::translate("mailboat",
            "Synchronisation is off while satellites in the list of this primary have a URL (Sync ID %1): remove it "
            "with \"mailboatctl peers edit ID --url ''\".")
                        .arg(ids.join(QLatin1String(", ")));
    }
    for (const Error &error : more)
        warnings += QString(describe(error) + u' ' + advise(error));
    if (!session.out().isJson()) {
        session.out().note(QCoreApplication::translate("mailboat", "Saved."));
        for (const auto &warning : std::as_const(warnings))
            session.out().note(warning.toString());
    }
    session.out().result({{QStringLiteral("ok"), true}, {QStringLiteral("warnings"), warnings}}, QString());
    return ExitStatus::Done;
}

ExitStatus reportDone(Session &session, const QString &words)
{
    if (!session.out().isJson())
        session.out().note(words);
    session.out().result({{QStringLiteral("ok"), true}}, QString());
    return ExitStatus::Done;
}

} // namespace mailboat
