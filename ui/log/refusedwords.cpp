// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/refusedwords.h"

#include "core/domain/forplural.h"
#include "ui/widgets/errorwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace mailboat {

namespace {

QString counted(const char *text, qint64 count)
{
    return QCoreApplication::translate("mailboat", text, nullptr, forPlural(count));
}

QString givenUp()
{
    return QCoreApplication::translate("mailboat", "It was stopped; what is done stays done.");
}

} // namespace

OutcomeWords retriedWords(const RetryOutcome &outcome, bool isCancelled)
{
    QStringList sentences;
    if (outcome.left > 0)
        sentences += counted(QT_TRANSLATE_N_NOOP("mailboat", "%Ln records have left the list."), outcome.left);
    if (outcome.sent > 0)
        sentences += counted(
            QT_TRANSLATE_N_NOOP("mailboat", "%Ln of them are sent again with the next synchronisation."), outcome.sent);
    if (outcome.stayed > 0)
        sentences += counted(QT_TRANSLATE_N_NOOP("mailboat",
                                 "%Ln records stay: they are still refused, for the reason that the list says."),
            outcome.stayed);
    if (outcome.single > 0)
        sentences += counted(QT_TRANSLATE_N_NOOP("mailboat",
                                 "%Ln older forms of records were not tried: what is here now would go. Select one "
                                 "of them alone to put it in its place."),
            outcome.single);
    if (outcome.refusal)
        sentences += windowWords(*outcome.refusal);
    if (isCancelled)
        sentences += givenUp();
    if (sentences.isEmpty())
        return {Tone::Info, QCoreApplication::translate("mailboat", "There was nothing to try again.")};
    const bool isWhole = outcome.stayed == 0 && outcome.single == 0 && !isCancelled;
    return {isWhole ? Tone::Ok : Tone::Warning, sentences.join(u' ')};
}

OutcomeWords droppedWords(qint64 records, bool isCancelled)
{
    const QString text = counted(QT_TRANSLATE_N_NOOP("mailboat", "%Ln records were discarded."), records);
    return {isCancelled ? Tone::Warning : Tone::Ok, isCancelled ? text + u' ' + givenUp() : text};
}

Question dropQuestion(const QStringList &names, bool isPrimary)
{
    constexpr qsizetype namedAtMost = 10;
    QStringList lines = names.first(std::min(names.size(), namedAtMost));
    if (const qsizetype further = names.size() - lines.size(); further > 0)
        lines += counted(QT_TRANSLATE_N_NOOP("mailboat", "and %Ln more"), further);
    Question question;
    question.title = QCoreApplication::translate("mailboat", "Discard refused records");
    question.text = counted(QT_TRANSLATE_N_NOOP("mailboat", "Discard %Ln refused records?"), names.size());
    lines += QString();
    lines += isPrimary
        ? QCoreApplication::translate("mailboat",
            "What this primary could not take is forgotten here: only the site that it came from may still have it. "
            "What it has taken, and keeps from sites that cannot read it, stays in its records.")
        : QCoreApplication::translate("mailboat",
            "What this site could not take is forgotten, and nothing brings it back here. What its primary has refused "
            "stays "
            "in the records of this site and is not sent.");
    question.detail = lines.join(u'\n');
    question.yes = QCoreApplication::translate("mailboat", "&Discard");
    question.isDangerous = true;
    return question;
}

} // namespace mailboat
