// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/record.h"

namespace mailboat {

/// What the records of `name` share; the keys of protocol.md Appendix A.
struct SampleName {
    QByteArray id;
    QByteArray name;
    QByteArray code;
    QByteArray type;
    bool customer = false;
    bool supplier = false;
    bool manufacturer = false;
    QByteArray homeStore {};
    QByteArray first {};
    QByteArray last {};
    bool female = false;
    QByteArray birth {};
    QByteArray phone {};
    QByteArray address {};
    QByteArray created {};
    QByteArray currencyId {};
};
Record sampleNameRecord(const SampleName &name);

/// "2024-03-09", so many days after the first day of the made-up world.
QByteArray sampleDate(qint64 day);

} // namespace mailboat
