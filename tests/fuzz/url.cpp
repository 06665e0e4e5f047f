// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/proxyaddress.h"
#include "core/prefs/siteurl.h"

#include "tests/fuzz/target.h"

#include <QUrl>

namespace mailboat::fuzz {

void url(const QByteArray &bytes)
{
    const QString typed = QString::fromUtf8(bytes);
    if (const Result<QString> completed = completedUrl(typed)) {
        require(completedUrl(*completed) == *completed, "a completed URL is complete");
        const QUrl parsed(*completed, QUrl::StrictMode);
        require(parsed.isValid() && !parsed.host().isEmpty(), "a completed URL names a host");
        require(parsed.userInfo().isEmpty() && !parsed.hasQuery() && !parsed.hasFragment() && parsed.path().isEmpty(),
            "a completed URL names a server alone");
    }
    if (const auto address = addressFromText(typed))
        require(addressFromText(addressText(*address)) == address, "an address stays the one that it is");
    listenAddressFromText(typed);
    require(!shownInput(typed).contains(u'\n'), "what is shown is one line");
    if (const std::optional<ProxyAddress> proxy = proxyFromText(typed)) {
        require(proxyFromText(proxyUrl(*proxy)) == proxy, "a proxy stays the one that it is");
        if (!proxy->password.isEmpty())
            require(withoutPassword(proxyUrl(*proxy))
                    == withoutPassword(withProxyPassword(proxyUrl(*proxy), QStringLiteral("x"))),
                "what is shown does not depend on the password");
    }
}

} // namespace mailboat::fuzz
