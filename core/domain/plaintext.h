// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringBuilder>

namespace mailboat {

/// Whether every character of a name or code shows what it is: no control characters or line breaks, nothing invisible
/// that turns the direction of writing (but the joiners that Persian and Indic scripts need), no broken UTF-16.
bool isPlainText(const QString &text);

/// Text from outside, fit to stand in a terminal, a log or a window: white space and line breaks of any kind become a blank
/// (a line break as such, and none of the others, stays where `breaks` says so), and whatever else isPlainText() refuses
/// stands there as U+FFFD, so that it can be seen that something was there.
enum class Breaks { None, Lines };
QString plain(const QString &text, Breaks breaks = Breaks::None);

/// A text that has been through plain(), whatever it was made from.
class PlainText final : public QString
{
public:
    PlainText() = default;
    PlainText(const QString &text) // NOLINT(google-explicit-constructor): that is how text gets in
        : QString(plain(text))
    {
    }
    template<class A, class B>
    PlainText(const QStringBuilder<A, B> &parts) // NOLINT(google-explicit-constructor)
        : PlainText(QString(parts))
    {
    }
};

/// As names and codes are compared and kept: without the white space around it, and é as one character however it was
/// typed (Unicode NFC).
QString plainForm(const QString &typed);

} // namespace mailboat

template<>
struct QConcatenable<mailboat::PlainText> : QConcatenable<QString> {
};
