// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/networklist.h"

#include "core/prefs/address.h"
#include "core/prefs/preferencetext.h"

#include <QRegularExpression>
#include <QStringList>

namespace mailboat {

namespace {

constexpr qsizetype mostNetworksOfList = 100;

std::optional<QString> completedNetwork(const QString &typed)
{
    const qsizetype slash = typed.indexOf(u'/');
    QString host = slash < 0 ? typed : typed.first(slash);
    if (host.contains(u':') && !host.startsWith(u'['))
        host = u'[' + host + u']';
    const auto address = addressFromText(host);
    if (!address || !address->isIp || address->port)
        return {};
    if (slash < 0)
        return address->host;
    const bool isV6 = address->host.contains(u':');
    const std::optional<int> bits = PreferenceText<int>::fromText(typed.sliced(slash + 1));
    if (!bits || *bits < (isV6 ? 16 : 8) || *bits > (isV6 ? 128 : 32))
        return {};
    return address->host + u'/' + QString::number(*bits);
}

} // namespace

std::optional<QString> completedNetworks(const QString &typed)
{
    static const QRegularExpression apart(QStringLiteral("[,;\\s]+"));
    QStringList networks;
    for (const QString &part : typed.split(apart, Qt::SkipEmptyParts)) {
        const std::optional<QString> network = completedNetwork(part);
        if (!network || networks.size() >= mostNetworksOfList)
            return {};
        if (!networks.contains(*network))
            networks.append(*network);
    }
    return networks.join(QStringLiteral(", "));
}

} // namespace mailboat
