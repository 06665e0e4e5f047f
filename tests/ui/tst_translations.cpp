// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/error.h"
#include "tests/support/catch.h"
#include "tests/support/child.h"
#include "tests/support/paths.h"
#include "tests/ui/language.h"
#include "ui/preferences/categories.h"
#include "ui/preferences/unlockdialog.h"
#include "ui/widgets/timewords.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamReader>

#include <array>
#include <iostream>

using namespace mailboat;
using namespace mailboat::test;

namespace {

struct Message {
    QString context;
    QString source;
    QString comment;
    QStringList forms {}; ///< one, or one for each plural form
    bool isPlural = false;
    bool isFinished = true;
};

void readTranslation(QXmlStreamReader &xml, Message &message)
{
    message.isFinished = !xml.attributes().hasAttribute(QLatin1String("type"));
    if (!message.isPlural) {
        message.forms = {xml.readElementText()};
        return;
    }
    while (xml.readNextStartElement())
        message.forms += xml.readElementText();
}

Message readMessage(QXmlStreamReader &xml, const QString &context)
{
    Message message {context, {}, {}};
    message.isPlural = xml.attributes().value(QLatin1String("numerus")) == u"yes";
    while (xml.readNextStartElement()) {
        if (xml.name() == u"source")
            message.source = xml.readElementText();
        else if (xml.name() == u"comment")
            message.comment = xml.readElementText();
        else if (xml.name() == u"translation")
            readTranslation(xml, message);
        else
            xml.skipCurrentElement();
    }
    return message;
}

QByteArray fileText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(path.toStdString());
    return file.readAll();
}

/// What translations/mailboat_<language>.ts holds.
QList<Message> messages(const QString &language)
{
    const QString root = sourcePath();
    QXmlStreamReader xml(fileText(root + QStringLiteral("/translations/mailboat_") + language + QStringLiteral(".ts")));
    QList<Message> found;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            found += readMessage(xml, context);
    }
    if (xml.hasError() || found.isEmpty())
        throw std::runtime_error("the translations of " + language.toStdString() + " cannot be read");
    return found;
}

QStringList found(const QString &text, const QRegularExpression &wanted)
{
    QStringList all;
    for (auto each = wanted.globalMatch(text); each.hasNext();)
        all += each.next().captured();
    all.sort();
    return all;
}

/// Where values go; a plural form may say "one" or "two" in words.
QStringList places(QString text)
{
    static const QRegularExpression place(QStringLiteral("%L?(\\d+|n)|\\{\\w+\\}"));
    return found(text.replace(QLatin1String("%Ln"), QLatin1String("%n")), place);
}

/// What stands in [brackets], as the names of the values that it needs.
QStringList optionalParts(const QString &text)
{
    static const QRegularExpression part(QStringLiteral("\\[[^\\]]*\\{[^\\]]*\\]"));
    QStringList parts;
    for (const QString &each : found(text, part))
        parts += places(each).join(u' ');
    parts.sort();
    return parts;
}

void checkForm(const Message &message, const QString &form)
{
    INFO(message.source.toStdString() << "\n -> " << form.toStdString());
    CHECK(!form.trimmed().isEmpty());
    QStringList wanted = places(message.source);
    if (message.isPlural && !form.contains(u'n'))
        wanted.removeAll(QStringLiteral("%n"));
    QStringList has = places(form);
    if (message.isPlural && !has.contains(QLatin1String("%n")))
        wanted.removeAll(QStringLiteral("%n"));
    CHECK(has == wanted);
    CHECK(optionalParts(form) == optionalParts(message.source));
    CHECK(form.count(u'&') == message.source.count(u'&'));
    CHECK(form.front().isSpace() == message.source.front().isSpace());
    CHECK(form.back().isSpace() == message.source.back().isSpace());
}

/// The words of contract.md §5 that people read in the windows.
constexpr std::array contractLabels {"Preferences…", "General", "Misc", "Purchase order defaults", "Purchase order 2",
    "Invoices 1", "Invoices 2", "Item", "Price", "Quotes", "Reports", "Names", "Tender", "Reminders",
    "Patient Medication", "Drug Interactions", "Registration", "Printing", "OK and print", "Logo", "Dispensary mode",
    "HIS", "Log", "Backup", "Backup 2", "Email", "Server", "Synchronise", "Customization", "Cancel", "OK",
    "Click to un-lock", "Click to lock", "This site", "Sync ID", "Sync time interval", "Sync request size",
    "Use js node HTTP client", "Check connection", "Synchronize parameters", "Search sync IDs, user names", "User name",
    "URL", "Add site", "Delete site", "%1 of %2 sites", "Sync now", "Authorisation", "Authorisation code",
    "Add/edit synchronize parameters", "Password", "Hardware ID", "Generate sync records", "Retrieve sync records"};

/// What is the same in a language as in English: signs, JSON, names, and words that the languages share.
const QMap<QString, QSet<QString>> same {
    {QStringLiteral("fr"),
        {QStringLiteral("%1 ms"), QStringLiteral("%1 s"), QStringLiteral("%1/s"), QStringLiteral("%1 (%2)"),
            QStringLiteral("%1, %2 %"), QStringLiteral("%Ln minutes"), QStringLiteral("&Port"),
            QStringLiteral("Co&ntacts"), QStringLiteral("Port"), QStringLiteral("Site"), QStringLiteral("Version"),
            QStringLiteral("&Notifications"), QStringLiteral("&Synchronisations"), QStringLiteral("Action"),
            QStringLiteral("Arguments"), QStringLiteral("Attention"), QStringLiteral("Logo"), QStringLiteral("OK"),
            QStringLiteral("Open mSupply &central"), QStringLiteral("Open mSupply central"), QStringLiteral("Options"),
            QStringLiteral("Notifications"), QStringLiteral("Pro&xy"), QStringLiteral("Proxy"), QStringLiteral("Sites"),
            QStringLiteral("Table"), QStringLiteral("URL"), QStringLiteral("Versions"), QStringLiteral("options"),
            QStringLiteral("satellite")}},
    {QStringLiteral("ar"),
        {QStringLiteral("%1 (%2)"), QStringLiteral("%1:"), QStringLiteral("%1: %2"),
            QStringLiteral("JSON: [{\"label\",\"created\",\"expires\"}…]."),
            QStringLiteral("JSON: {\"count\":n,\"tables\":{TABLE:n…}}."), QStringLiteral("JSON: {\"ok\":true}."),
            QStringLiteral("URL")}},
};

} // namespace

TEST_CASE("Every sentence has its translation, with the same places for values")
{
    for (const QString &language : {languages[0], languages[1], QStringLiteral("en")}) {
        for (const Message &message : messages(language)) {
            INFO(language.toStdString() << ", " << message.context.toStdString() << ": "
                                        << message.source.toStdString());
            CHECK(message.isFinished);
            REQUIRE(!message.forms.isEmpty());
            for (const QString &form : message.forms)
                checkForm(message, form);
        }
    }
}

TEST_CASE("English has plural forms only, of those who never read a plural in brackets")
{
    for (const Message &message : messages(QStringLiteral("en"))) {
        INFO(message.source.toStdString());
        CHECK(message.isPlural);
        CHECK(message.forms.size() == 2);
        CHECK(!message.forms.join(u' ').contains(QLatin1String("(s)")));
    }
}

TEST_CASE("What is the same as in English is so on purpose")
{
    for (const QString &language : languages) {
        QSet<QString> equal;
        for (const Message &message : messages(language)) {
            if (message.forms.contains(message.source))
                equal.insert(message.source);
        }
        QStringList sorted = equal.values();
        sorted.sort();
        std::cout << language.toStdString() << " as English: " << sorted.join(QLatin1String(" | ")).toStdString()
                  << '\n';
        CHECK(equal == same.value(language));
    }
}

TEST_CASE("Every label of the contract has a translation in each language")
{
    for (const QString &language : languages) {
        const QList<Message> all = messages(language);
        for (const char *label : contractLabels) {
            INFO(language.toStdString() << ": " << label);
            const bool isThere = std::any_of(all.cbegin(), all.cend(), [label](const Message &message) {
                return QString(message.source).remove(u'&') == QString::fromUtf8(label);
            });
            CHECK(isThere);
        }
    }
}

TEST_CASE("The programs hold every translation, and find it")
{
    for (const QString &language : languages) {
        const Language shown(language);
        for (const Message &message : messages(language)) {
            INFO(language.toStdString() << ": " << message.source.toStdString());
            const QString said = QCoreApplication::translate(message.context.toUtf8().constData(),
                message.source.toUtf8().constData(), message.comment.toUtf8().constData(), message.isPlural ? 2 : -1);
            const qsizetype form = language == QLatin1String("ar") ? 2 : 1; // of two
            QString wanted = message.isPlural ? message.forms.at(form) : message.forms.first();
            wanted.replace(QLatin1String("%Ln"), QLocale().toString(2))
                .replace(QLatin1String("%n"), QStringLiteral("2"));
            CHECK(said == wanted);
        }
    }
}

TEST_CASE("Words of every kind are found: a class's own, an error's, a category's, a number's")
{
    struct Expected {
        QString language;
        QString window;
        QString error;
        QString category;
        QString fiveMinutes;
    };
    const Expected expected[] = {
        {QStringLiteral("fr"), QStringLiteral("Autorisation"), QStringLiteral("Le mot de passe de ce site est faux."),
            QStringLiteral("Synchronisation"), QStringLiteral("il y a 5 minutes")},
        {QStringLiteral("ar"), QStringLiteral("التفويض"), QStringLiteral("كلمة مرور هذا الموقع خاطئة."),
            QStringLiteral("المزامنة"), QStringLiteral("منذ ٥ دقائق")},
        {QStringLiteral("en"), QStringLiteral("Authorisation"), QStringLiteral("The password of this site is wrong."),
            QStringLiteral("Synchronise"), QStringLiteral("5 minutes ago")},
    };
    for (const Expected &wanted : expected) {
        const Language shown(wanted.language);
        CHECK(UnlockDialog().windowTitle() == wanted.window);
        CHECK(describe({ErrorCode::SiteIncorrectPassword}) == wanted.error);
        const auto isSynchronise
            = [](const PreferenceCategory &category) { return QByteArrayView(category.id) == "Synchronise"; };
        CHECK(std::find_if(categories().begin(), categories().end(), isSynchronise)->name() == wanted.category);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        CHECK(agoWords(now.addSecs(-300), now) == wanted.fiveMinutes);
    }
}

TEST_CASE("The parts of an error that depend on values are kept in every language")
{
    for (const QString &language : languages) {
        const Language shown(language);
        const Error bare {ErrorCode::ConnectionRefused};
        const Error whole {ErrorCode::ConnectionRefused,
            {{QStringLiteral("host"), QStringLiteral("sync.example.org")}, {QStringLiteral("port"), 2048}}};
        CHECK(!describe(bare).contains(u'['));
        CHECK(!describe(bare).contains(u'{'));
        CHECK(describe(whole).contains(QLatin1String("sync.example.org")));
        CHECK(describe(whole).contains(QLatin1String("2048")));
    }
}

TEST_CASE("Every sentence in the sources that is meant for people is in the translations")
{
    // lupdate passes over what it does not understand, without a word: an argument with template brackets, for one.
    static const QRegularExpression call(QStringLiteral("\\b(?:tr|translate|words|translated|QT_TRANSLATE_(?:N_)?NOOP)"
                                                        "\\(\\s*(?:\"(?:mailboat(?:::\\w+)?|Category)\",\\s*)?"
                                                        "\"((?:[^\"\\\\]|\\\\.)*)\""));
    QStringList sources;
    for (const Message &message : messages(languages[0]))
        sources += message.source;
    int seen = 0;
    for (const char *folder : {"app", "core", "ui"}) {
        QDirIterator files(sourcePath(QString::fromUtf8(folder)), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
            QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            const QString text = QString::fromUtf8(fileText(path));
            for (auto each = call.globalMatch(text); each.hasNext(); ++seen) {
                const QString written = each.next().captured(1);
                if (written == u"mailboat" || written == u"Category" || written == u"QNativeSocketEngine")
                    continue; // the context alone, with a variable
                QString begins = written; // a long one goes on in the next literal
                begins.replace(QLatin1String("\\n"), QLatin1String("\n"))
                    .replace(QLatin1String("\\\""), QLatin1String("\""));
                INFO(path.toStdString() << ": " << written.toStdString());
                CHECK(std::any_of(sources.cbegin(), sources.cend(),
                    [&begins](const QString &source) { return source.startsWith(begins); }));
            }
        }
    }
    CHECK(seen > 900);
}

TEST_CASE("The window's program speaks the language of the environment, too")
{
    Child child(mailboatProgram(), {QStringLiteral("--help")},
        {QStringLiteral("LC_ALL=ar_EG.UTF-8"), QStringLiteral("QT_QPA_PLATFORM=offscreen")});
    const Ran ran = ranToEnd(child);
    CHECK(ran.status == 0);
    CHECK(QString::fromUtf8(ran.output).contains(QStringLiteral("نافذة تفضيلات موقع")));
}
