// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/joinedletters.h"

#include <QApplication>
#include <QLocale>
#include <QStyleFactory>
#include <QTranslator>

#include <array>
#include <stdexcept>

namespace mailboat::test {

/// That the windows speak beside English.
inline const std::array languages {QStringLiteral("fr"), QStringLiteral("ar")};

/// The tests' own program in another language, as long as this lives.
class Language final
{
public:
    explicit Language(const QString &code)
    {
        if (!m_translator.load(QStringLiteral(":/i18n/mailboat_") + code + QStringLiteral(".qm")))
            throw std::runtime_error("no such language");
        QCoreApplication::installTranslator(&m_translator);
        QLocale::setDefault(QLocale(code));
        QApplication::setLayoutDirection(QLocale(code).textDirection());
        if (QLocale(code).script() == QLocale::ArabicScript) // as the program does
            QApplication::setStyle(new JoinedLetters(QStyleFactory::create(QStringLiteral("fusion"))));
    }
    ~Language()
    {
        if (!qApp) // one that lasts to the end of the program
            return;
        QApplication::setStyle(QStringLiteral("fusion"));
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QLocale::setDefault(QLocale::c());
        QCoreApplication::removeTranslator(&m_translator);
    }
    Q_DISABLE_COPY_MOVE(Language)

private:
    QTranslator m_translator;
};

} // namespace mailboat::test
