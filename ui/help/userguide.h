// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace mailboat {

/// Where a chapter of the user guide is on this machine: a page, with its heading or without ("clerk.html", "operator.html#backups").
/// None where the guide is not installed.
std::optional<QUrl> userGuide(const QString &chapter);

} // namespace mailboat
