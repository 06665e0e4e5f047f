// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/errorcode.h"

namespace mailboat {

/// Whether an error is of the datafile or of the disk that it lies on, and not of what was asked: the same request fails
/// again, and so do others, until somebody has seen to the machine. One that another program keeps busy is not meant.
constexpr bool isDatafileFault(ErrorCode code)
{
    switch (code) {
    case ErrorCode::FolderUnwritable:
    case ErrorCode::DatafileMissing:
    case ErrorCode::DatafileUnreadable:
    case ErrorCode::DatafileReadOnly:
    case ErrorCode::DatafileForeign:
    case ErrorCode::DatafileNewer:
    case ErrorCode::DatafileDamaged:
    case ErrorCode::DatafileVanished:
    case ErrorCode::DiskFull:
    case ErrorCode::DiskBroken:
    case ErrorCode::DatafileOnShare:
    case ErrorCode::TooManyOpenFiles:
        return true;
    default:
        return false;
    }
}

} // namespace mailboat
