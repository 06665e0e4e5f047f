// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace mailboat {

/// From where the sites of a primary can reach it, as far as it knows itself: walls between it and them it does not see.
struct PrimaryReach {
    enum class From { Nobody, ThisMachine, OtherMachines };
    From from = From::Nobody;
    QStringList urls {}; ///< at which; of nobody none
    bool showsCertificate = false; ///< its own, whatever a proxy before it shows
};

/// `listening`: the URL at which it answers, empty where it does not; `external`: its external-url, by which it is reached in a
/// proxy's place; `addresses`: of this machine, for a listener that takes what comes to any of them.
PrimaryReach reachOf(const QString &listening, const QString &external, const QStringList &addresses);
/// "nobody", "this-machine", "other-machines".
QString reachName(PrimaryReach::From from);
/// A sentence for people, translated.
QString reachSentence(const PrimaryReach &reach);

} // namespace mailboat
