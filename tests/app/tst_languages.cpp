// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "tests/support/child.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QString french = QStringLiteral("Affiche cette aide.");
const QString arabic = QStringLiteral("يعرض هذه المساعدة.");
const QString english = QStringLiteral("Shows this help.");

QString help(const QStringList &environment)
{
    const Ran ran = run({QStringLiteral("--help")}, {}, environment);
    CHECK(ran.status == 0);
    CHECK(ran.errors.isEmpty());
    return QString::fromUtf8(ran.output);
}

} // namespace

TEST_CASE("mailboatctl speaks the language of the environment, whether or not the system has its locale")
{
    CHECK(help({QStringLiteral("LC_ALL=fr_FR.UTF-8")}).contains(french));
    CHECK(help({QStringLiteral("LC_ALL="), QStringLiteral("LANG=ar_EG.UTF-8")}).contains(arabic));
    CHECK(help({QStringLiteral("LC_ALL="), QStringLiteral("LC_MESSAGES=fr_CA"), QStringLiteral("LANG=ar")})
              .contains(french));
    CHECK(help({QStringLiteral("LC_ALL="), QStringLiteral("LANG=en_US.UTF-8"), QStringLiteral("LANGUAGE=ar")})
              .contains(arabic));
    CHECK(help({QStringLiteral("LC_ALL="), QStringLiteral("LANG=de_DE.UTF-8"), QStringLiteral("LANGUAGE=de:fr:en")})
              .contains(french));
}

TEST_CASE("mailboatctl speaks English where there is no translation")
{
    for (const char *value :
        {"LC_ALL=C", "LC_ALL=de_DE.UTF-8", "LC_ALL=en_GB.UTF-8", "LC_ALL=POSIX", "LC_ALL=nonsense"})
        CHECK(help({QString::fromLatin1(value)}).contains(english));
}

TEST_CASE("Keys, codes and exit statuses are the same in every language, the words are not")
{
    const QStringList arguments {QStringLiteral("--json"), QStringLiteral("--datafile"),
        QStringLiteral("/nowhere/site.mailboat"), QStringLiteral("status")};
    const Ran plain = run(arguments);
    const QJsonObject wanted = QJsonDocument::fromJson(plain.output).object().value(QLatin1String("error")).toObject();
    REQUIRE(!wanted.isEmpty());
    for (const char *language : {"LC_ALL=fr_FR.UTF-8", "LC_ALL=ar_EG.UTF-8"}) {
        const Ran ran = run(arguments, {}, {QString::fromLatin1(language)});
        CHECK(ran.status == plain.status);
        const QJsonObject error = QJsonDocument::fromJson(ran.output).object().value(QLatin1String("error")).toObject();
        CHECK(error.keys() == wanted.keys());
        CHECK(error.value(QLatin1String("code")) == wanted.value(QLatin1String("code")));
        CHECK(error.value(QLatin1String("message")) != wanted.value(QLatin1String("message")));
        CHECK(error.value(QLatin1String("advice")) != wanted.value(QLatin1String("advice")));
    }
}
