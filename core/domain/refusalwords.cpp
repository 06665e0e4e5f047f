// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/refusalwords.h"

#include "core/domain/syncstatus.h"

#include <QCoreApplication>

namespace mailboat {

QString refusalWords(ErrorCode why)
{
    switch (why) {
    case ErrorCode::SiteNameNotFound:
        return QCoreApplication::translate("mailboat", "no site of the list has this name");
    case ErrorCode::SiteIncorrectPassword:
        return QCoreApplication::translate("mailboat", "its password was wrong");
    case ErrorCode::SiteAuthTimeout:
        return QCoreApplication::translate("mailboat", "too many wrong passwords came for it");
    case ErrorCode::SiteIncorrectHardwareId:
        return QCoreApplication::translate("mailboat", "it called from another machine, or named none");
    case ErrorCode::SiteHasNoStore:
        return QCoreApplication::translate("mailboat", "no store is active on it");
    case ErrorCode::ApiVersionTooOld:
    case ErrorCode::ApiVersionTooNew:
    case ErrorCode::ApiVersionIncompatible:
        return QCoreApplication::translate("mailboat", "its program speaks a version that is not taken here");
    case ErrorCode::RestoredUnconfirmed:
        return QCoreApplication::translate(
            "mailboat", "this primary was restored from a backup, and nobody has said yet how it goes on");
    case ErrorCode::OtherMachine:
        return QCoreApplication::translate("mailboat",
            "this primary was used on another machine before, and nobody has said yet that it goes on here");
    case ErrorCode::SyncDisabled:
        return QCoreApplication::translate("mailboat", "synchronisation is off at this primary");
    case ErrorCode::TwoMachines:
        return QCoreApplication::translate(
            "mailboat", "two machines synchronise as this site, and the other one was chosen");
    default:
        return describe({why});
    }
}

QString refusalAdvice(ErrorCode why, SyncId site)
{
    switch (why) {
    case ErrorCode::SiteNameNotFound:
        return QCoreApplication::translate(
            "mailboat", "Have the name corrected where it was entered, or add the site to the list.");
    case ErrorCode::SiteIncorrectPassword:
    case ErrorCode::SiteAuthTimeout:
        return QCoreApplication::translate("mailboat",
            "Where the call came from that site, have the right password entered there, or set a new one at both ends, "
            "here in the row with Sync ID %1.")
            .arg(site.value());
    case ErrorCode::SiteIncorrectHardwareId:
        return QCoreApplication::translate("mailboat",
            "Where its machine was replaced, let the new one in with \"mailboatctl peers clear-hardware %1\"; where it "
            "was not, somebody else has its password.")
            .arg(site.value());
    case ErrorCode::SiteHasNoStore:
        return QCoreApplication::translate("mailboat", "Make a store active on site %1.").arg(site.value());
    case ErrorCode::ApiVersionTooOld:
    case ErrorCode::ApiVersionTooNew:
    case ErrorCode::ApiVersionIncompatible:
        return QCoreApplication::translate("mailboat",
            "Update the program at site %1, or this one; the preferences of this primary say which versions it takes.")
            .arg(site.value());
    case ErrorCode::SyncDisabled:
        return QCoreApplication::translate("mailboat", "\"mailboatctl status\" says why.");
    case ErrorCode::TwoMachines:
        return QCoreApplication::translate("mailboat",
            "Have the machine that was not chosen switched off, or removed from synchronisation. If it is the one that "
            "should go on, have \"fetch\" chosen there: the other one is stopped then.");
    default:
        return advise({why});
    }
}

std::optional<ErrorCode> refusalIn(const QString &what, const QJsonObject &details)
{
    if (what == QLatin1String("site-refused"))
        if (const auto error = errorFromJson({{QStringLiteral("code"), details.value(QStringLiteral("result"))}}))
            return error->code;
    if (what == QLatin1String("site-other-machine"))
        return ErrorCode::SiteIncorrectHardwareId;
    if (what == QLatin1String("site-wrong-passwords") || what == QLatin1String("site-wrong-passwords-everywhere"))
        return ErrorCode::SiteAuthTimeout;
    return std::nullopt;
}

} // namespace mailboat
