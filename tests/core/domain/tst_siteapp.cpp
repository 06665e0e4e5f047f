// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/siteapp.h"

#include "core/domain/plaintext.h"
#include "tests/support/catch.h"

using namespace mailboat;

TEST_CASE("11.7: a program's name and version are plain and short, whatever stands in the headers")
{
    CHECK(SiteApp::fromHeaders("Open mSupply Desktop", "2.20.00").words()
        == QStringLiteral("Open mSupply Desktop 2.20.00"));
    CHECK(SiteApp::fromHeaders("Open mSupply Android", "").words() == QStringLiteral("Open mSupply Android"));
    CHECK_FALSE(SiteApp::fromHeaders("", "2.20").isKnown());
    CHECK_FALSE(SiteApp::fromHeaders("   ", "").isKnown());
    const SiteApp hostile
        = SiteApp::fromHeaders("a\x1b[31m\r\nb\xe2\x80\xae\xff" + QByteArray(10000, 'x'), QByteArray(10000, '9'));
    CHECK(isPlainText(hostile.name));
    CHECK(hostile.name.size() == 60);
    CHECK(hostile.version.size() == 40);
}

TEST_CASE("11.7: nobody is Mobile by saying so: the version of the protocol says it")
{
    CHECK_FALSE(SiteApp::fromHeaders("mSupply Mobile", "8.7.4").isKnown());
    CHECK(SiteApp::mobile("8.7.4").isMobile());
    CHECK(SiteApp::mobile("8.7.4").words() == QStringLiteral("mSupply Mobile 8.7.4"));
    CHECK(SiteApp::mobile("").isMobile());
}
