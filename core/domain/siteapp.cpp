// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/siteapp.h"

#include "core/domain/plaintext.h"

namespace mailboat {

namespace {

constexpr qsizetype longestName = 60;
constexpr qsizetype longestVersion = 40;

QString shortened(const QByteArray &header, qsizetype longest)
{
    return plain(QString::fromUtf8(header.left(longest * 4))).trimmed().left(longest);
}

} // namespace

QString SiteApp::mobileName()
{
    return QStringLiteral("mSupply Mobile");
}

SiteApp SiteApp::fromHeaders(const QByteArray &name, const QByteArray &version)
{
    SiteApp app {shortened(name, longestName), shortened(version, longestVersion)};
    if (app.name.isEmpty() || app.isMobile()) // what Mobile is called is said by the version of the protocol alone
        return {};
    return app;
}

SiteApp SiteApp::mobile(const QByteArray &version)
{
    return {mobileName(), shortened(version, longestVersion)};
}

QString SiteApp::words() const
{
    return version.isEmpty() ? name : name + u' ' + version;
}

} // namespace mailboat
