// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/check/checkreport.h"

#include <functional>

namespace mailboat {

/// Who is told of each step of a check as it is taken. Given to run(), which hands it to what takes the steps: called in the
/// check's thread until the task has ended, also of a check that was cancelled or is gone by then.
struct CheckObserver {
    std::function<void(const QString &step)> started = [](const QString &) {};
    std::function<void(const CheckFinding &finding)> finished = [](const CheckFinding &) {};
};

} // namespace mailboat
