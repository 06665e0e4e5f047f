// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/output.h"
#include "app/progressline.h"
#include "app/supervisor.h"
#include "core/domain/syncstatus.h"

namespace mailboat {

class Datafile;
class Engine;

/// What `serve` says of its engine, to whoever started it: lines on standard output and for people; with --json objects, and only
/// the first one unless progress is asked for; where it is a service, to the system's journal and to what watches over it.
class Announcer final
{
public:
    Announcer(Output &out, bool wantsProgress);

    /// As long as `receiver` is there.
    void follow(const Engine &engine, QObject &receiver);
    /// What a site does that does not listen; a primary that listens in vain says why. It is at work from now on.
    Result<> started(Datafile &datafile);
    void reloading();
    void reloaded();
    void stopping();

private:
    void say(const QByteArray &kind, QJsonObject event, const QString &line);
    void note(const QByteArray &kind, const QString &text, std::optional<ErrorCode> error = {}) const;
    void waits(const QString &blocked);
    void progressed(const Progress &progress);
    void cycleFinished(const CycleReport &report);
    Result<> announceSite(Datafile &datafile);

    Output &m_out;
    bool m_wantsProgress;
    bool m_hasSpoken = false;
    std::optional<Error> m_lastError {};
    ProgressLine m_bar;
    Supervisor m_supervisor;
};

} // namespace mailboat
