// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/records/quarantineretry.h"
#include "ui/prompt.h"
#include "ui/widgets/statuscolor.h"

namespace mailboat {

/// What came of trying, in whole sentences.
struct OutcomeWords {
    Tone tone = Tone::Ok;
    QString text {};
};
OutcomeWords retriedWords(const RetryOutcome &outcome, bool isCancelled);
OutcomeWords droppedWords(qint64 records, bool isCancelled);
Question dropQuestion(const QStringList &names, bool isPrimary); ///< of the records, each

} // namespace mailboat
