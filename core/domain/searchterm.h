// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QString>

#include <optional>

namespace mailboat {

/// What texts are compared by where people look for one another: without regard to case, accents, Unicode form and blanks at the ends.
QString searchKey(const QString &text);

/// A text that somebody looks for: as it stands, or with the clients' wildcard "@" before it, behind it, or both. An "@" elsewhere is
/// a letter.
class SearchTerm
{
public:
    SearchTerm() = default; ///< anything
    /// RequestMalformed where it is longer than any name.
    static Result<SearchTerm> fromText(const QString &typed);
    bool isAnything() const { return m_text.isEmpty(); }
    /// What has to be equal, where it has no wildcard; else nothing.
    std::optional<QString> exactly() const;
    /// For SQL's LIKE with "\\" as its escape, over what searchKey() gives.
    QString pattern() const;

private:
    QString m_text;
    bool m_opensBefore = true;
    bool m_opensBehind = true;
};

} // namespace mailboat
