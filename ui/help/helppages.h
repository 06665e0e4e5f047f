// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

class QWidget;

namespace mailboat {

/// The help of one page of the preferences.
struct HelpPage {
    QString title;
    QString html;
    QString chapter {}; ///< of the user guide: userGuide()
};
/// The help of the page with that category id ("Synchronise"), translated; none where the category has no page.
std::optional<HelpPage> helpPage(const QString &category);
/// What of the page is about a widget, or about what it is in: a name in the page's text. Empty: nothing is.
QString helpTopic(const HelpPage &page, const QWidget *at);

} // namespace mailboat
