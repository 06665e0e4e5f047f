// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/routes.h"

namespace mailboat {

Result<const Route *> findRoute(const QByteArray &method, const QByteArray &path)
{
    using Work = WorkerPool::Work;
    static constexpr Route routes[] {
        {"GET", "/sync/v5/site", Place::Reception, Work::None, &V5Api::site},
        {"GET", "/sync/v5/site_status", Place::Reception, Work::None, &V5Api::siteStatus},
        {"POST", "/sync/v5/initialise", Place::Lane, Work::Initialise, &V5Api::initialise},
        {"GET", "/sync/v5/central_records", Place::Lane, Work::Pull, &V5Api::centralRecords},
        {"GET", "/sync/v5/queued_records", Place::Lane, Work::Pull, &V5Api::queuedRecords},
        {"POST", "/sync/v5/queued_records", Place::Lane, Work::Push, &V5Api::acceptRecords},
        {"POST", "/sync/v5/acknowledged_records", Place::Lane, Work::Pull, &V5Api::acknowledge},
    };
    QStringList allowed;
    for (const Route &route : routes) {
        if (path != route.path)
            continue;
        if (method == route.method)
            return &route;
        allowed.append(QString::fromLatin1(route.method));
    }
    const QString shown = QString::fromUtf8(path.left(200));
    if (allowed.isEmpty())
        return failure(ErrorCode::RequestPathUnknown, {{QStringLiteral("path"), shown}});
    return failure(ErrorCode::RequestMethodWrong,
        {{QStringLiteral("path"), shown}, {QStringLiteral("method"), QString::fromLatin1(method.left(20))},
            {QStringLiteral("allowed"), allowed.join(QStringLiteral(", "))}});
}

} // namespace mailboat
