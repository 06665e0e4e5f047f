// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <span>

namespace mailboat::words {

struct Medicine {
    QByteArrayView name;
    QByteArrayView strength;
    QByteArrayView form;
    int unit = 0; ///< place in units()
    int category = 0; ///< place in categories()
    int packSize = 1;
    bool isVaccine = false;
};

struct Option {
    QByteArrayView type;
    QByteArrayView title;
};

struct LocationType {
    QByteArrayView description;
    int minimum = 0;
    int maximum = 0;
};

std::span<const Medicine> medicines();
std::span<const Option> options();
std::span<const LocationType> locationTypes();
std::span<const QByteArrayView> units();
std::span<const QByteArrayView> categories();
std::span<const QByteArrayView> places();
std::span<const QByteArrayView> facilities();
std::span<const QByteArrayView> suppliers();
std::span<const QByteArrayView> firstNames();
std::span<const QByteArrayView> lastNames();
std::span<const QByteArrayView> directions();
std::span<const QByteArrayView> masterLists();
std::span<const QByteArrayView> nameTags();
/// Abbreviation and expansion by turns.
std::span<const QByteArrayView> abbreviations();

/// The word at that place, counted round and round.
template<class T>
const T &pick(std::span<const T> list, qint64 index)
{
    return list[static_cast<std::size_t>(index) % list.size()];
}

} // namespace mailboat::words
