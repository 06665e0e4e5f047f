// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What of SiteConnection is about authorisation codes, and about what people are told.
#include "core/engine/siteconnection_ask.h"
#include "core/store/settingstable.h"

namespace mailboat {

void SiteConnection::readCodes(QObject *context, Answer<QList<StandingCode>> answer)
{
    ask<QList<StandingCode>>(
        [this](SiteWorker &worker) {
            return worker.datafile().get().and_then(
                [this](Datafile *datafile) { return Authoriser(datafile->settings(), m_clock).list(); });
        },
        context, std::move(answer));
}

void SiteConnection::addCode(
    const Authorisation &by, const QString &label, const QString &expires, QObject *context, Answer<QString> answer)
{
    ask<QString>(
        [this, by, label, expires](SiteWorker &worker) -> Result<QString> {
            std::optional<QDateTime> until;
            if (!expires.isEmpty()) {
                const Result<QDateTime> read = expiryFromText(expires, m_clock.utcNow());
                if (!read)
                    return failure(read.error());
                until = *read;
            }
            return worker.datafile().get().and_then([&](Datafile *datafile) {
                worker.datafile().wrote();
                return Authoriser(datafile->settings(), m_clock).add(by, label, until);
            });
        },
        context, std::move(answer));
}

void SiteConnection::revokeCode(const Authorisation &by, const QString &label, QObject *context, Answer<void> answer)
{
    ask<void>(
        [this, by, label](SiteWorker &worker) {
            return worker.datafile().get().and_then([&](Datafile *datafile) {
                worker.datafile().wrote();
                return Authoriser(datafile->settings(), m_clock).revoke(by, label);
            });
        },
        context, std::move(answer));
}

void SiteConnection::claimNotices(const Status &status, QObject *context, Answer<QList<Notice>> answer)
{
    ask<QList<Notice>>(
        [this, status](SiteWorker &worker) {
            return worker.datafile().get().and_then(
                [&](Datafile *datafile) { return worker.notices().claim(*datafile, status, m_clock.utcNow()); });
        },
        context, std::move(answer));
}

} // namespace mailboat
