// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/prefs.h"

#include "app/commands/declare.h"
#include "app/commands/saved.h"
#include "app/session.h"
#include "core/prefs/draftcommit.h"
#include "core/prefs/plainhttp.h"
#include "core/prefs/proxyaddress.h"
#include "core/server/certificatechoice.h"
#include "core/store/settingstable.h"

#include <QCoreApplication>
#include <QDir>

namespace mailboat {

namespace {

constexpr int mostTries = 20;

QString listOfPreferences()
{
    const SyncPreferences preferences;
    QString lines = QCoreApplication::translate("mailboat", "The preferences, what they may be, and the default:");
    for (const PreferenceBase *preference : preferences.all())
        lines += QStringLiteral("\n  %1: %2 (%3)")
                     .arg(preference->name(), preference->allowed(), preference->defaultText());
    return lines;
}

Result<> load(Session &session, SyncPreferences &preferences)
{
    const Result<Datafile *> datafile = session.datafileToRead();
    if (!datafile)
        return failure(datafile.error());
    return (*datafile)->settings().readPreferences(preferences);
}

bool isOfCertificate(const QString &name)
{
    const SyncPreferences preferences;
    return name == preferences.tlsCertificate.name() || name == preferences.tlsKey.name();
}

Result<> mayBeFile(const QString &name, const QString &path)
{
    if (path.isEmpty() || !isOfCertificate(name))
        return {};
    return name == SyncPreferences().tlsKey.name() ? mayBeKey(path) : mayBeCertificate(path);
}

} // namespace

void PrefsCommand::declare(CLI::App &parent, ChosenCommand &chosen)
{
    CLI::App *all = addCommand<PrefsCommand>(parent, chosen, "prefs",
        {QCoreApplication::translate("mailboat", "Show or change the preferences"),
            QCoreApplication::translate("mailboat",
                "Without a command of its own it shows every preference with its value; JSON: one object, name and "
                "value, with numbers and true or false as such.")
                + u'\n' + listOfPreferences(),
            QStringLiteral("mailboatctl prefs\n"
                           "mailboatctl prefs get sync-interval\n"
                           "mailboatctl prefs set sync-interval 10\n"
                           "mailboatctl --code-file code.txt prefs set listen 0.0.0.0:2048")},
        Subcommands::Possible)
                        .parser;

    const QString nameWords = QCoreApplication::translate("mailboat", "Name of the preference");
    const auto [getParser, get] = addCommand<PrefsGetCommand>(*all, chosen, "get",
        {QCoreApplication::translate("mailboat", "Print the value of one preference"),
            QCoreApplication::translate("mailboat", "JSON: one object, {NAME: value}."),
            QStringLiteral("mailboatctl prefs get listen")});
    addArgument(getParser, "NAME", get->name, nameWords);

    const auto [setParser, set] = addCommand<PrefsSetCommand>(*all, chosen, "set",
        {QCoreApplication::translate("mailboat", "Change one preference"),
            QCoreApplication::translate("mailboat",
                "Needs an authorisation code, but for sync-interval. A value that a rule refuses changes nothing "
                "(exit status 2). A running engine follows the change by itself, but for limits of the listener, "
                "max-request-memory and trusted-proxies among them: those count from its next start.\n"
                "JSON: {\"ok\":true,\"warnings\":[…]}.")
                + u'\n' + listOfPreferences(),
            QStringLiteral(
                "mailboatctl prefs set sync-interval 0\n"
                "mailboatctl --code-file code.txt prefs set sync-id 2\n"
                "mailboatctl --code-file code.txt prefs set proxy http://amy@proxy:3128 --password-file -")});
    addArgument(setParser, "NAME", set->name, nameWords);
    addArgument(setParser, "VALUE", set->value, QCoreApplication::translate("mailboat", "The new value"));
    addText(setParser, "--password-file", set->passwordFile,
        QCoreApplication::translate("mailboat",
            "Read the password of the proxy from the first line of this file (\"-\": standard input), so that it does "
            "not stand in the arguments"),
        "F");
}

Result<ExitStatus> PrefsCommand::run(Session &session)
{
    SyncPreferences preferences;
    if (auto loaded = load(session, preferences); !loaded)
        return failure(loaded.error());
    QJsonObject values;
    QString lines;
    for (const PreferenceBase *preference : preferences.all()) {
        values.insert(preference->name(), preference->json());
        lines += preference->name() + u' ' + preference->shownText() + u'\n';
    }
    session.out().result(values, lines);
    return ExitStatus::Done;
}

Result<ExitStatus> PrefsGetCommand::run(Session &session)
{
    SyncPreferences preferences;
    if (auto loaded = load(session, preferences); !loaded)
        return failure(loaded.error());
    const PreferenceBase *preference = preferences.find(name);
    if (!preference)
        return failure(preferences.unknown(name));
    session.out().result({{preference->name(), preference->json()}}, preference->shownText() + u'\n');
    return ExitStatus::Done;
}

/// The value, with the password that stands in a file.
Result<QString> PrefsSetCommand::wholeValue(Session &session) const
{
    if (!passwordFile)
        return isOfCertificate(name) && !value.isEmpty() ? QDir::current().absoluteFilePath(value) : value;
    if (name != SyncPreferences().proxy.name())
        return failure(ErrorCode::UsageWrong,
            {{QStringLiteral("why"),
                QCoreApplication::translate("mailboat", "only the preference \"proxy\" has a password")}});
    const Result<std::optional<QString>> password = session.password(passwordFile, false);
    if (!password)
        return failure(password.error());
    return withProxyPassword(value, password->value_or(QString()));
}

Result<ExitStatus> PrefsSetCommand::run(Session &session)
{
    const Result<Datafile *> datafile = session.datafile();
    if (!datafile)
        return failure(datafile.error());
    SettingsStore &settings = (*datafile)->settings();
    std::optional<Authorisation> by;
    const SyncPreferences preferences;
    const PreferenceBase *preference = preferences.find(name);
    if (!preference || preference->needsCode()) { // the lack of a code comes before a name that there is not
        const Result<Authorisation> authorised = session.authorise();
        if (!authorised)
            return failure(authorised.error());
        by = *authorised;
    }
    const Result<QString> whole = wholeValue(session);
    if (!whole)
        return failure(whole.error());
    if (const Result<> usable = mayBeFile(name, *whole); !usable)
        return failure(usable.error());
    // What somebody else saves between reading and saving is no reason to refuse: nobody has looked at the old value.
    for (int tries = 0; true; ++tries) {
        const Result<std::unique_ptr<Draft>> draft = openDraft(settings);
        if (!draft)
            return failure(draft.error());
        if (auto set = (*draft)->setPreference(name, *whole); !set)
            return failure(set.error());
        QList<Error> warnings = plainHttpWarnings(**draft);
        const SyncPreferences &edited = (*draft)->preferences;
        if (isOfCertificate(name))
            if (const Result<> pair = mayBePair(edited.tlsCertificate.value(), edited.tlsKey.value()); !pair)
                warnings += pair.error();
        const Result<> saved = commitDraft(**draft, settings, by);
        if (saved)
            return reportSaved(session, **draft, warnings);
        if (saved.error().code != ErrorCode::SettingsChanged || tries == mostTries)
            return failure(saved.error());
    }
}

} // namespace mailboat
