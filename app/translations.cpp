// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace mailboat {

namespace {

bool install(const QLocale &language, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(language, name, QStringLiteral("_"), folder))
        return QCoreApplication::installTranslator(translator);
    delete translator;
    return false;
}

} // namespace

QLocale installTranslations()
{
    const QString ours = QStringLiteral("mailboat");
    const QString folder = QStringLiteral(":/i18n");
    // What the environment names counts, whether or not the system has such a locale.
    const QStringList languages = QLocale::system().uiLanguages();
    for (const QString &name : languages) {
        const QLocale language(name);
        if (!install(language, ours, folder))
            continue;
        install(language, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        if (QLocale().language() != language.language())
            QLocale::setDefault(language);
        return language;
    }
    const QLocale english(QLocale::English);
    install(english, ours, folder); // its plural forms: the rest stands in the sources
    return english;
}

} // namespace mailboat
