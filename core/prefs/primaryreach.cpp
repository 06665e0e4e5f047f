// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/primaryreach.h"

#include "core/prefs/address.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>

namespace mailboat {

namespace {

QString urlWithHost(QUrl url, const QString &host)
{
    url.setHost(host);
    return url.toString();
}

} // namespace

PrimaryReach reachOf(const QString &listening, const QString &external, const QStringList &addresses)
{
    if (listening.isEmpty())
        return {};
    if (!external.isEmpty() && !isLoopback(QUrl(external, QUrl::StrictMode).host()))
        return {PrimaryReach::From::OtherMachines, {external}};
    const QUrl url(listening, QUrl::StrictMode);
    if (isLoopback(url.host()))
        return {PrimaryReach::From::ThisMachine, {listening}};
    if (!isAnyAddress(url.host()))
        return {PrimaryReach::From::OtherMachines, {listening}};
    PrimaryReach reach {PrimaryReach::From::OtherMachines};
    for (const QString &address : addresses)
        reach.urls.append(urlWithHost(url, address));
    if (reach.urls.isEmpty()) // no network at the moment
        return {PrimaryReach::From::ThisMachine, {listening}};
    return reach;
}

QString reachName(PrimaryReach::From from)
{
    switch (from) {
    case PrimaryReach::From::Nobody:
        return QStringLiteral("nobody");
    case PrimaryReach::From::ThisMachine:
        return QStringLiteral("this-machine");
    case PrimaryReach::From::OtherMachines:
        return QStringLiteral("other-machines");
    }
    Q_UNREACHABLE();
}

QString reachSentence(const PrimaryReach &reach)
{
    const QString urls = reach.urls.join(QStringLiteral(", "));
    const bool isSecure = std::all_of(reach.urls.cbegin(), reach.urls.cend(),
        [](const QString &url) { return url.startsWith(QLatin1StringView("https:")); });
    switch (reach.from) {
    case PrimaryReach::From::Nobody:
        return QCoreApplication::translate("mailboat", "Nobody can reach this primary: it is not running.");
    case PrimaryReach::From::ThisMachine:
        return QCoreApplication::translate("mailboat", "Reached from this computer alone, at %1.").arg(urls);
    case PrimaryReach::From::OtherMachines:
        return isSecure
            ? QCoreApplication::translate("mailboat", "Reached from other machines over https at %1.").arg(urls)
            : QCoreApplication::translate("mailboat",
                "Reached from other machines at %1, by plain http: passwords and records can be read on their way.")
                  .arg(urls);
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
