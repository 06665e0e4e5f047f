// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QList>
#include <QString>

namespace mailboat {

class Draft;
class SyncPreferences;

/// Plain http beyond this machine, where who stands on the line reads passwords and records: what counts as that, at either end.

/// Whether a completed URL leads to another machine by http.
bool isPlainBeyond(const QString &url);
/// Whether a primary may listen there without a certificate: on loopback; where the preference `plain-http` says so; and where
/// satellites come by https to a proxy before it, as `external-url` says. PlainHttpRefused (address).
Result<> mayListenPlainly(const QString &listen, const SyncPreferences &preferences);
/// What to warn of where these edits are saved, each once, with words of its own; only what they change themselves.
/// PlainHttpUrl (host): the primary's URL, at a satellite. PlainHttp, PlainHttpRefused: at a primary, without a certificate.
QList<Error> plainHttpWarnings(const Draft &draft);

} // namespace mailboat
