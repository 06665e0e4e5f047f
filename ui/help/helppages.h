// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace mailboat {

/// The help of one page of the preferences.
struct HelpPage {
    QString title;
    QString html;
};
/// The help of the page with that category id ("Synchronise"), translated; none where the category has no page.
std::optional<HelpPage> helpPage(const QString &category);

} // namespace mailboat
