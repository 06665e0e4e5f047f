// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/usagereason.h"

#include <CLI/CLI.hpp>
#include <QCoreApplication>
#include <QStringList>

namespace mailboat {

namespace {

template<class Kind>
bool is(const CLI::ParseError &error)
{
    return dynamic_cast<const Kind *>(&error) != nullptr;
}

/// "--user is required", "A subcommand is required"
QString missing(const QString &said)
{
    if (said.contains(QLatin1String("subcommand")))
        return QCoreApplication::translate("mailboat", "the name of a command is missing");
    return QCoreApplication::translate("mailboat", "%1 is missing").arg(said.section(u' ', 0, 0));
}

/// "--code: At Most 1 required but received 2", "--code: 1 required TEXT missing"
QString wrongCount(const QString &said)
{
    const QString name = said.section(u':', 0, 0).section(u' ', 0, 0);
    return said.contains(QLatin1String("At Most"))
        ? QCoreApplication::translate("mailboat", "%1 may be given only once").arg(name)
        : QCoreApplication::translate("mailboat", "%1 needs a value").arg(name);
}

} // namespace

// The parser's sentences are English; which options they are about stands in them and nowhere else.
QString usageReason(const CLI::ParseError &error, const CLI::App &app)
{
    const QString said = QString::fromUtf8(error.what()).simplified();
    // A wrong name of a command shows as a command that is missing.
    const std::vector<std::string> extras = app.remaining(true);
    if ((is<CLI::RequiredError>(error) && !extras.empty()) || is<CLI::ExtrasError>(error)) {
        const QString first = extras.empty() ? QString() : QString::fromStdString(extras.front()).section(u'=', 0, 0);
        return QCoreApplication::translate("mailboat", "\"%1\" was not expected").arg(first);
    }
    if (is<CLI::RequiredError>(error))
        return missing(said);
    if (is<CLI::ArgumentMismatch>(error))
        return wrongCount(said);
    const QStringList words = said.split(u' ');
    if (is<CLI::ExcludesError>(error))
        return QCoreApplication::translate("mailboat", "%1 and %2 cannot be given together")
            .arg(words.first(), words.last());
    if (is<CLI::RequiresError>(error))
        return QCoreApplication::translate("mailboat", "%1 needs %2 as well").arg(words.first(), words.last());
    if (is<CLI::ConversionError>(error))
        return QCoreApplication::translate("mailboat", "an option that takes no value was given one");
    return said; // a validator's words, which are ours
}

} // namespace mailboat
