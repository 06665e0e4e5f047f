// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/sitenamekey.h"

#include <algorithm>

namespace mailboat {

namespace {

/// A name has 100 characters at most (rules.h); taken apart, and with blanks around it, some more.
constexpr qsizetype longestForm = 1000;

} // namespace

QString siteNameKey(const QString &name)
{
    if (name.size() > longestForm)
        return name;
    const bool isAscii = std::all_of(name.cbegin(), name.cend(), [](QChar c) { return c.unicode() < 0x80; });
    if (isAscii) // nearly every name, and a list may have very many
        return name.trimmed().toLower();
    // By way of capitals: Qt folds a letter into one letter only, and the sharp s has two. (So a dotless i counts as an i, whose
    // capital it shares.) Twice: some characters have to be taken apart before their case can be folded, others only after.
    QString key = name.normalized(QString::NormalizationForm_D);
    for (int time = 0; time < 2; ++time)
        key = key.toUpper().toCaseFolded().normalized(QString::NormalizationForm_KC);
    return key.trimmed();
}

} // namespace mailboat
