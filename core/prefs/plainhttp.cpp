// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/plainhttp.h"

#include "core/prefs/address.h"
#include "core/prefs/draft.h"
#include "core/prefs/peerlist.h"

#include <QUrl>

#include <algorithm>

namespace mailboat {

namespace {

QVariantMap oneValue(const QString &name, const QString &value)
{
    return {{name, value}};
}

bool isBeyond(const QString &listen)
{
    const Result<ListenAddress> address = listenAddressFromText(listen);
    return address && !isLoopback(address->host);
}

/// What a primary is to be told of how it will listen.
std::optional<Error> listeningWarning(const SyncPreferences &preferences)
{
    const QString listen = preferences.listen.value();
    if (isPlainBeyond(preferences.externalUrl.value()))
        return Error {ErrorCode::PlainHttp};
    if (!preferences.tlsCertificate.value().isEmpty())
        return std::nullopt;
    if (const Result<> may = mayListenPlainly(listen, preferences); !may)
        return may.error();
    if (isBeyond(listen) && preferences.externalUrl.value().isEmpty())
        return Error {ErrorCode::PlainHttp};
    return std::nullopt;
}

} // namespace

bool isPlainBeyond(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    return parsed.scheme() == QLatin1StringView("http") && !isLoopback(parsed.host());
}

Result<> mayListenPlainly(const QString &listen, const SyncPreferences &preferences)
{
    const bool isSecuredBefore = preferences.externalUrl.value().startsWith(QLatin1StringView("https:"));
    if (!isBeyond(listen) || preferences.plainHttp.value() || isSecuredBefore)
        return {};
    return failure(ErrorCode::PlainHttpRefused, oneValue(QStringLiteral("address"), listen));
}

QList<Error> plainHttpWarnings(const Draft &draft)
{
    const SyncPreferences &preferences = draft.preferences;
    const SettingsChange change = draft.change();
    QList<Error> warnings;
    if (roleOf(preferences.site()) != SiteRole::Primary) {
        for (const PeerChange &peer : change.peers) {
            const Peer *const before = peer.before ? findPeer(draft.saved().peers, *peer.before) : nullptr;
            const bool isNews = peer.after && !(before && before->url == peer.after->url);
            if (isNews && peer.after->syncId.isPrimary() && isPlainBeyond(peer.after->url))
                warnings.append({ErrorCode::PlainHttpUrl,
                    oneValue(QStringLiteral("host"), QUrl(peer.after->url, QUrl::StrictMode).host())});
        }
        return warnings;
    }
    const auto isChanged = [&change](const PreferenceBase *one) { return change.preferences.contains(one->name()); };
    const std::initializer_list<const PreferenceBase *> deciding {&preferences.syncId, &preferences.listen,
        &preferences.externalUrl, &preferences.plainHttp, &preferences.tlsCertificate};
    if (std::any_of(deciding.begin(), deciding.end(), isChanged)) {
        if (const std::optional<Error> warning = listeningWarning(preferences))
            warnings.append(*warning);
    }
    return warnings;
}

} // namespace mailboat
