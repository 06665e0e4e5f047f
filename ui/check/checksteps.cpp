// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/check/checksteps.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace mailboat {

namespace {

struct CheckStep {
    const char *step;
    const char *title;
};

constexpr CheckStep steps[] = {
    {"address", QT_TRANSLATE_NOOP("mailboat", "Address of the primary")},
    {"resolve", QT_TRANSLATE_NOOP("mailboat", "Finding the address by its name")},
    {"connect", QT_TRANSLATE_NOOP("mailboat", "Connection")},
    {"tls", QT_TRANSLATE_NOOP("mailboat", "Encryption and certificate")},
    {"http", QT_TRANSLATE_NOOP("mailboat", "Answer from a primary")},
    {"sign-in", QT_TRANSLATE_NOOP("mailboat", "User name and password")},
    {"hardware", QT_TRANSLATE_NOOP("mailboat", "This machine")},
    {"version", QT_TRANSLATE_NOOP("mailboat", "Versions")},
    {"clock", QT_TRANSLATE_NOOP("mailboat", "Clocks")},
    {"site", QT_TRANSLATE_NOOP("mailboat", "This site at the primary")},
    {"listener", QT_TRANSLATE_NOOP("mailboat", "Listening for satellites")},
    {"certificate", QT_TRANSLATE_NOOP("mailboat", "Encryption and certificate")},
    {"list", QT_TRANSLATE_NOOP("mailboat", "List of sites")},
    {"contacts", QT_TRANSLATE_NOOP("mailboat", "Last contacts of the sites")},
};
constexpr int stepsOfSatellite = 10;

} // namespace

QStringList checkSteps(SiteRole role, bool https)
{
    const bool isPrimary = role == SiteRole::Primary;
    const auto *first = std::begin(steps) + (isPrimary ? stepsOfSatellite : 0);
    const auto *last = isPrimary ? std::end(steps) : std::begin(steps) + stepsOfSatellite;
    QStringList names;
    std::for_each(first, last, [&names](const CheckStep &step) { names += QString::fromLatin1(step.step); });
    if (!https)
        names.removeOne(QStringLiteral("tls"));
    return names;
}

QString checkStepTitle(const QString &step)
{
    if (step == QLatin1String("datafile")) // comes only where something is wrong with it
        return QCoreApplication::translate("mailboat", "Datafile");
    const auto *found = std::find_if(
        std::begin(steps), std::end(steps), [&step](const CheckStep &row) { return step == QLatin1String(row.step); });
    return found == std::end(steps) ? step : QCoreApplication::translate("mailboat", found->title);
}

} // namespace mailboat
