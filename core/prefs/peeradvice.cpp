// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/peeradvice.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

QString syncIdAdvice(SiteRole own)
{
    switch (own) {
    case SiteRole::Off:
        return QCoreApplication::translate(
            "mailboat", "Enter 1 for the primary, or a number from 2 up for a satellite.");
    case SiteRole::Primary:
        return QCoreApplication::translate("mailboat", "Enter the satellite's Sync ID, a whole number from 2 up.");
    case SiteRole::Satellite:
        return QCoreApplication::translate("mailboat", "Enter 1: a satellite lists the primary alone.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString peerAdvice(const Error &error, SiteRole own)
{
    if (error.code == ErrorCode::SyncIdInvalid)
        return syncIdAdvice(own);
    if (own != SiteRole::Primary)
        return advise(error);
    switch (error.code) {
    case ErrorCode::UserNameInvalid:
        return QCoreApplication::translate(
            "mailboat", "Choose a user name for the satellite; the same one has to be entered there.");
    case ErrorCode::UrlInvalid:
    case ErrorCode::UrlOwnAddress:
        return QCoreApplication::translate(
            "mailboat", "Leave the URL empty: satellites call the primary, which needs no URL for them.");
    default:
        return advise(error);
    }
}

} // namespace mailboat
