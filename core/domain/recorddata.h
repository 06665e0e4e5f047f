// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsonbody.h"

namespace mailboat {

/// The data of a record, checked once and looked through once: who asks for a key afterwards reads nothing anew.
class RecordData
{
public:
    /// Errors: those of normalisedObject().
    static Result<RecordData> read(const QByteArray &text);

    /// As they will be stored (normalisedObject()); they are those that were read, not a copy, where nothing had to go.
    const QByteArray &bytes() const { return m_bytes; }
    const JsonFields &fields() const { return m_fields; } ///< they point into bytes()

private:
    QByteArray m_bytes {};
    JsonFields m_fields {};
};

} // namespace mailboat
