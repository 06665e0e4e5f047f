// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/machinekey.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>

namespace mailboat {

/// A window's way to this machine's key, which it may move between file and key ring: that takes as long as somebody needs to
/// unlock a key ring, and is done in a thread of its own. Belongs to the window's thread, and answers there.
class KeyMove final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyMove)
public:
    explicit KeyMove(QObject *parent = nullptr);
    ~KeyMove() override; ///< gives up what is under way; nothing is answered any more

    enum class Task {
        Look, ///< moves nothing
        ToKeyRing,
        ToFile,
        ToFileOrNew, ///< makes a new one where the key ring does not give it
    };
    struct State {
        MachineKey::Place place = MachineKey::Place::Nowhere;
        bool isNew = false; ///< what was sealed with the old one has to be entered again
    };
    using Answer = std::function<void(const Result<State> &)>;
    void ask(Task task, Answer answer);

private:
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
};

} // namespace mailboat
