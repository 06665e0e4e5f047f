// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace mailboat {

/// How good or bad something is. Always shown by shape or word too, never by colour alone.
enum class Tone { Info, Ok, Warning, Error };

/// The colour of a tone on this palette's windows and lists: at least 4.5:1 against both. Info is the palette's own text colour.
QColor toneColor(Tone tone, const QPalette &palette);
/// Contrast of two opaque colours as WCAG 2 defines it, 1 to 21.
double contrast(const QColor &one, const QColor &other);
/// Name of the icon that stands for a tone: "info", "ok", "warning", "error".
QString toneIcon(Tone tone);
/// The word that stands for a tone, translated; empty for Info.
QString toneWord(Tone tone);

/// What a palette needs so that faint text can still be read, at 4.5:1: that of what is off, for locked fields are there to be
/// read, and what stands in an empty field. Only these text colours are set.
QPalette readable(const QPalette &palette);

} // namespace mailboat
