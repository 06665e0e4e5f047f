// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v5/batchtokens.h"

#include "core/store/epoch.h"

#include <QCryptographicHash>

namespace mailboat {

namespace {

constexpr qsizetype checkBytes = 16;

} // namespace

BatchTokens::BatchTokens(QByteArray owner)
    : m_owner(std::move(owner))
{
}

Result<BatchTokens> BatchTokens::of(Connection &connection, const PeerStates::Caller &site)
{
    return Epoch(connection).shownTo(site.syncId).map([&site](const Epoch::Shown &shown) {
        return BatchTokens(shown.value + ':' + site.siteUuid.toUtf8() + ':' + QByteArray::number(site.syncId.value()));
    });
}

QByteArray BatchTokens::tokenOf(SyncQueue::Range range) const
{
    const QByteArray numbers = QByteArray::number(range.first) + '-' + QByteArray::number(range.last);
    const QByteArray check
        = QCryptographicHash::hash(QByteArray(m_owner + ':' + numbers), QCryptographicHash::Sha256).first(checkBytes);
    return numbers + '-' + check.toHex();
}

QByteArray BatchTokens::tokenFor(const QList<QueuedRecord> &batch) const
{
    if (batch.isEmpty())
        return {};
    return tokenOf({batch.constFirst().syncOutId.toLongLong(), batch.constLast().syncOutId.toLongLong()});
}

std::optional<SyncQueue::Range> BatchTokens::rangeOf(const QByteArray &token) const
{
    const QList<QByteArray> parts = token.split('-');
    const SyncQueue::Range range {parts.constFirst().toLongLong(), parts.value(1).toLongLong()};
    // What is no number, or written otherwise than we do, does not give the same text.
    return tokenOf(range) == token ? std::optional(range) : std::nullopt;
}

} // namespace mailboat
