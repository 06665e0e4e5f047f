// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/syncpreferences.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"
#include "tests/ui/widgets.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/inlinemessage.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
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

/// All that is written in quotes in the sources of the windows, however many pieces it is in.
QSet<QString> quotedInWindows()
{
    static const QRegularExpression literal(QStringLiteral(R"re("((?:[^"\\\n]|\\.)*)"(\s*(?="))?)re"));
    QSet<QString> all;
    for (const char *const folder : {"ui", "app/desktop"}) {
        QDirIterator files(
            sourcePath(QLatin1String(folder)), {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                throw std::runtime_error("a source cannot be read");
            QString quoted;
            auto found = literal.globalMatch(QString::fromUtf8(file.readAll()));
            while (found.hasNext()) {
                const auto match = found.next();
                quoted += match.captured(1);
                if (match.hasCaptured(2)) // the next piece follows
                    continue;
                all += quoted.replace(QLatin1String("\\\""), QLatin1String("\""));
                quoted.clear();
            }
        }
    }
    return all;
}

/// The messages that windows have: those of their classes, and what their functions say.
QStringList sentencesOfWindows()
{
    const QSet<QString> ofFunctions = quotedInWindows();
    QFile file(sourcePath(QStringLiteral("translations/mailboat_fr.ts")));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("no translations");
    QXmlStreamReader xml(&file);
    QStringList sources;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
            continue;
        }
        if (xml.name() != u"source")
            continue;
        const QString source = xml.readElementText();
        if (context.startsWith(QLatin1String("mailboat::")) || ofFunctions.contains(source))
            sources += source;
    }
    return sources;
}

/// What only the command line says: a mistake in its arguments, and what only its options can ask for.
bool isOfCommandLine(ErrorCode code)
{
    return code == ErrorCode::UsageWrong || code == ErrorCode::TestDatafileOnly || code == ErrorCode::TestLoopbackOnly
        || code == ErrorCode::ServedAsRoot;
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
    const QStringList sentences = sentencesOfWindows();
    REQUIRE(sentences.size() > 500);
    REQUIRE(sentences.contains(QStringLiteral("The last synchronisation was stopped."))); // statuswords.cpp
    REQUIRE(sentences.contains(QStringLiteral("Backup by hand"))); // helppages.cpp
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
