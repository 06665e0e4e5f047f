// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// The program that a site runs, as it says itself in its headers; nobody has checked it. What is known of a site's program
/// decides how records are served to it, and what is made for it (PROTOCOL.md).
struct SiteApp {
    QString name; ///< empty: it has not said
    QString version;

    /// From headers of a request: plain, and no longer than anybody would read.
    static SiteApp fromHeaders(const QByteArray &name, const QByteArray &version);
    /// The program that speaks version 3 of the protocol, which names none.
    static SiteApp mobile(const QByteArray &version);
    static QString mobileName();

    bool isMobile() const { return name == mobileName(); }
    bool isKnown() const { return !name.isEmpty(); }
    QString words() const; ///< "mSupply Mobile 8.7.4"
    bool operator==(const SiteApp &) const = default;
};

} // namespace mailboat
