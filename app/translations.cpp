// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace mailboat {

void installTranslations()
{
    auto *ours = new QTranslator(QCoreApplication::instance());
    if (ours->load(QLocale(), QStringLiteral("mailboat"), QStringLiteral("_"), QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(ours);
}

} // namespace mailboat
