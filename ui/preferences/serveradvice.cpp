// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/serveradvice.h"

#include "ui/widgets/errorwords.h"

#include <QCoreApplication>

namespace mailboat {

QString serverPageAdvice(const Error &error)
{
    switch (error.code) {
    case ErrorCode::PrimaryHereAlone:
        return QCoreApplication::translate("mailboat",
            "Where its sites are on other machines, change \"Who can reach it\" below, and choose its certificate "
            "there.");
    case ErrorCode::PlainHttp:
    case ErrorCode::PlainHttpRefused:
        return QCoreApplication::translate("mailboat",
            "Choose a certificate and its key here, enter the https address of a proxy before this primary as the "
            "external URL, or tick \"Answer other machines without a certificate, too\".");
    case ErrorCode::PortInUse:
        return QCoreApplication::translate(
            "mailboat", "Stop the other program, or choose another port here, under \"Port\".");
    case ErrorCode::CertificateWrongName:
        return QCoreApplication::translate(
            "mailboat", "Get a certificate for the name that satellites use, or correct the external URL here.");
    default:
        return windowAdvice(error);
    }
}

} // namespace mailboat
