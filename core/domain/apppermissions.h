// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QStringList>

#include <bitset>

namespace mailboat {

/// What a person who signs in at a client's may do in a store there: mSupply's permissions by their numbers, and by the names that
/// resources/permissions.json gives those which Open mSupply heeds.
class AppPermissions
{
public:
    static constexpr int highest = 515; ///< number of the last one

    AppPermissions() = default; ///< none
    /// As somebody writes them: names, numbers and sets ("all", "view", "store-keeper"), with blanks or commas between them; a "-"
    /// before one takes it away again. AppUserInvalid (why).
    static Result<AppPermissions> fromText(const QString &text);
    static AppPermissions usual(); ///< for whom nothing is said
    /// As fromText() reads them, in as few words as possible.
    QStringList names() const;
    /// "1-4,6-515": in the datafile. What is none there is left out.
    QString stored() const;
    static AppPermissions fromStored(const QString &text);

    bool has(int number) const; ///< false for what is no number of one
    static QStringList setNames(); ///< in words for people, the widest first
    static QStringList allNames(); ///< of single ones, by their numbers
    bool operator==(const AppPermissions &) const = default;

private:
    using Bits = std::bitset<highest + 1>;
    explicit AppPermissions(const Bits &bits)
        : m_bits(bits)
    {
    }
    struct Known;
    static const Known &known();
    QStringList namesBeyond(const QString &set, const Bits &bits) const;
    Bits m_bits;
};

} // namespace mailboat
