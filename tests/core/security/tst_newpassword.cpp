// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/newpassword.h"

#include "tests/support/catch.h"

#include <QRegularExpression>
#include <QSet>

using namespace mailboat;

TEST_CASE("A made password has sixteen letters and digits that nobody takes for others, in four groups")
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}\\z"));
    QSet<QString> made;
    QSet<QChar> letters;
    for (int i = 0; i < 1000; ++i) {
        const QString password = newPassword();
        REQUIRE(form.match(password).hasMatch());
        made.insert(password);
        for (const QChar letter : password)
            letters.insert(letter);
    }
    CHECK(made.size() == 1000);
    CHECK(letters.size() == 33); // each of the 32, and the dash
}
