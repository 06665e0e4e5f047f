// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/syncpreferences.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "tests/ui/widgets.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/inlinemessage.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

using namespace mailboat;
using namespace mailboat::test;

namespace {

const auto uuid = QStringLiteral("8F3A0C1D2E4B5A69788796A5B4C3D2E1");

/// What a person at a window cannot do anything with: the key of a preference, an option of the command line, a class.
QString foreignIn(const QString &sentence)
{
    static const QRegularExpression option(QStringLiteral("(?<![\\w-])--[a-z][a-z-]*"));
    static const QRegularExpression preference(QStringLiteral("preferences? \"?([a-z]+-[a-z-]+|listen|proxy)\\b"));
    static const QRegularExpression type(QStringLiteral("\\b[A-Z][a-z]+[A-Z][a-z]+\\w*|\\w+::\\w+"));
    static const QStringList names {QStringLiteral("PostgreSQL")};
    for (const QRegularExpression &each : {option, preference, type}) {
        const auto match = each.match(sentence);
        if (match.hasMatch() && !names.contains(match.captured()))
            return match.captured();
    }
    const SyncPreferences preferences;
    for (const PreferenceBase *each : preferences.all()) {
        const QRegularExpression key(QStringLiteral("(?<![\\w-])%1(?![\\w-])").arg(each->name()));
        if (each->name().contains(u'-') && key.match(sentence).hasMatch())
            return each->name();
    }
    return {};
}

/// The sources of one context's messages.
QStringList sourcesOf(const std::function<bool(const QString &)> &isMeant)
{
    QFile file(sourcePath(QStringLiteral("translations/mailboat_fr.ts")));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("no translations");
    QXmlStreamReader xml(&file);
    QStringList sources;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"source" && isMeant(context))
            sources += xml.readElementText();
    }
    return sources;
}

/// What only the command line says: a mistake in its arguments, and what only its options can ask for.
bool isOfCommandLine(ErrorCode code)
{
    return code == ErrorCode::UsageWrong || code == ErrorCode::TestDatafileOnly || code == ErrorCode::TestLoopbackOnly;
}

} // namespace

TEST_CASE("14.A8: no error says the key of a preference, an option or a class in a window")
{
    for (const ErrorCode code : allErrorCodes()) {
        if (isOfCommandLine(code))
            continue;
        const QString words = errorWords({code});
        INFO(codeOf(code).toStdString() << ": " << words.toStdString());
        CHECK(foreignIn(words) == QString());
    }
}

TEST_CASE("14.A8: no sentence of the windows has the key of a preference, an option or a class")
{
    const QStringList sentences
        = sourcesOf([](const QString &context) { return context.startsWith(QLatin1String("mailboat::")); });
    REQUIRE(sentences.size() > 200);
    for (const QString &sentence : sentences) {
        INFO(sentence.toStdString());
        CHECK(foreignIn(sentence) == QString());
    }
}

TEST_CASE("14.A8: an ID of 32 digits stands in no sentence, but behind Details")
{
    const Error error {
        ErrorCode::WrongPrimary, {{QStringLiteral("known"), uuid}, {QStringLiteral("found"), QString(uuid).toLower()}}};
    CHECK(describe(error).contains(uuid));
    CHECK_FALSE(errorWords(error).contains(uuid, Qt::CaseInsensitive));
    InlineMessage message;
    message.setError(error);
    CHECK_FALSE(message.text().contains(uuid, Qt::CaseInsensitive));
    CHECK(message.detail().contains(uuid));
    CHECK(message.copyText().contains(uuid));
    CHECK(windowWords({ErrorCode::WrongPrimary, {{QStringLiteral("known"), 7}, {QStringLiteral("found"), 8}}})
              .contains(QStringLiteral("known: 7, found: 8")));
}

TEST_CASE("14.A8: what was changed elsewhere is named as on its page")
{
    CHECK(windowWords({ErrorCode::SettingsChanged, {{QStringLiteral("what"), QStringLiteral("sync-interval")}}})
              .contains(QStringLiteral("changed Sync time interval meanwhile")));
}
