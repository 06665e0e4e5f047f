// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QString;
class QWidget;

namespace mailboat {

/// Puts other words, plain ones, into the question that MessagePrompt has open over `parent`; its buttons stay as they are. Nothing
/// where there is none.
void rewordOpenQuestion(const QWidget &parent, const QString &text, const QString &detail);
/// Takes the question that is open over `parent` away: it is answered with No, before this returns.
void withdrawOpenQuestion(const QWidget &parent);

} // namespace mailboat
