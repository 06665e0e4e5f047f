// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QByteArray>
#include <QList>

namespace mailboat::wire {

/// A part of a form; `content` points into the body.
struct FormPart {
    QByteArray name;
    QByteArrayView content;
};

/// A body of the type multipart/form-data as `contentType` says it. Parts without a name are left out. RequestMalformed: it is none,
/// it is cut off, or has more parts than any of our callers sends.
Result<QList<FormPart>> parseForm(QByteArrayView body, const QByteArray &contentType);

} // namespace mailboat::wire
