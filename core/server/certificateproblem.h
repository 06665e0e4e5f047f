// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mailboat {

/// What keeps a certificate and its key (PEM) from being used, for people; empty where TLS takes the pair.
QString certificateProblem(const QByteArray &certificate, const QByteArray &key);

} // namespace mailboat
