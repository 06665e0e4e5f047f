// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkreport.h"
#include "core/domain/result.h"

namespace mailboat {

class Datafile;

/// What support asks for, in one document: versions and system, how synchronisation stands, what the connection check found, the
/// preferences and sites, the newest entries of the log, what was refused. No record's data, and no secret: passwords and codes are
/// read by nothing here, and a proxy's password stands in no text of its preference.
QJsonObject supportFacts(Datafile &datafile, const Result<CheckReport> &check);
/// Writes them into a file that its owner alone can read; one that is there is replaced. FileUnwritable (path, why).
Result<> writeSupportBundle(const QJsonObject &facts, const QString &path);
/// What such a file is called: "mailboat-support-site-2-20261130T065801Z.json".
QString supportBundleName(SyncId site, const QDateTime &when);

} // namespace mailboat
