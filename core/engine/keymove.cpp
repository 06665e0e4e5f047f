// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/keymove.h"

#include <QFutureWatcher>
#include <QtConcurrent>

namespace mailboat {

namespace {

using Task = KeyMove::Task;

Result<KeyMove::State> done(Task task, const MachineKey::Cancelled &isCancelled)
{
    Result<MachineKey::Moved> moved = MachineKey::Moved::Same;
    if (task == Task::ToKeyRing)
        moved = MachineKey::moveToKeyRing(isCancelled).map([] { return MachineKey::Moved::Same; });
    else if (task != Task::Look)
        moved = MachineKey::moveToFile(
            task == Task::ToFile ? MachineKey::Unreadable::Fails : MachineKey::Unreadable::NewKey, isCancelled);
    if (!moved)
        return failure(moved.error());
    return MachineKey::place().map([&moved](MachineKey::Place place) {
        return KeyMove::State {place, *moved == MachineKey::Moved::New};
    });
}

} // namespace

KeyMove::KeyMove(QObject *parent)
    : QObject(parent)
    , m_isCancelled(std::make_shared<std::atomic<bool>>(false))
{
}

KeyMove::~KeyMove()
{
    *m_isCancelled = true;
}

void KeyMove::ask(Task task, Answer answer)
{
    auto *watcher = new QFutureWatcher<Result<State>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [watcher, answer = std::move(answer)] {
        watcher->deleteLater();
        answer(watcher->result());
    });
    watcher->setFuture(
        QtConcurrent::run([task, cancelled = m_isCancelled] { return done(task, [&] { return cancelled->load(); }); }));
}

} // namespace mailboat
