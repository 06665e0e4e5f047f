// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>
#include <chrono>
#include <optional>

namespace mailboat {

/// A value as text and back, for the datafile, the command line and the window, and as JSON for the command line; nothing
/// where the text is no such value.
/// Numbers are plain ASCII digits, white space around them allowed: no sign, no exponent, no other script's digits.
template<class T>
struct PreferenceText;

template<>
struct PreferenceText<int> {
    static QString toText(int value);
    static QJsonValue toJson(int value) { return value; }
    static std::optional<int> fromText(const QString &text);
};

template<>
struct PreferenceText<bool> { ///< "true" and "false", in any case
    static QString toText(bool value);
    static QJsonValue toJson(bool value) { return value; }
    static std::optional<bool> fromText(const QString &text);
};

template<>
struct PreferenceText<QString> {
    static QString toText(const QString &value) { return value; }
    static QJsonValue toJson(const QString &value); ///< a password in a URL is hidden
    static std::optional<QString> fromText(const QString &text) { return text; }
};

/// Minutes and seconds are whole numbers of themselves.
template<class Rep, class Period>
struct PreferenceText<std::chrono::duration<Rep, Period>> {
    using Duration = std::chrono::duration<Rep, Period>;
    static QString toText(Duration value) { return QString::number(value.count()); }
    static QJsonValue toJson(Duration value) { return qint64 {value.count()}; }
    static std::optional<Duration> fromText(const QString &text)
    {
        const std::optional<int> count = PreferenceText<int>::fromText(text);
        return count ? std::optional(Duration {*count}) : std::nullopt;
    }
};

} // namespace mailboat
