// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"
#include "core/http/nodeframes.h"

#include <QHash>
#include <QJsonObject>
#include <QPointer>
#include <QProcess>
#include <QTimer>

#include <optional>

namespace mailboat {

class NodeReply;

/// The Node.js process that carries requests for a NodeNetwork: resources/nodeclient.js, which says how the two talk. Started
/// with the first request, and again with the next one after it has died; ended with this object.
///
///  Off -> Starting -> Running -> Off (died, with an error for every request under way)
class NodeProcess final : public QObject
{
    Q_OBJECT
public:
    explicit NodeProcess(QObject *parent = nullptr);
    ~NodeProcess() override;

    /// Sends a request; what becomes of it is told to `reply`, never from inside this call.
    void submit(NodeReply &reply, const QJsonObject &request, const QByteArray &body);
    void abandon(quint32 request);
    /// Ends the process. Every request under way fails so; the next one starts the process again.
    void giveUp(const Error &error);

private:
    void start();
    void read();
    void hear(const NodeFrame &frame);
    void greeted(const QByteArray &greeting);
    void write(const QByteArray &frames);
    void trustOnce();
    void fail(const Error &error);
    void failedAtStart(const Error &error);
    void endProcess();
    void ended();

    QProcess *m_process = nullptr;
    bool m_isGreeted = false;
    bool m_trusts = false; ///< has been told the trusted certificates
    QByteArray m_held; ///< until it has said its version
    NodeFrames m_frames;
    QTimer m_greeting; ///< how long it may take to say its version
    std::optional<Error> m_startFailure {}; ///< why the script did not run, while the program is asked for its version
    QHash<quint32, QPointer<NodeReply>> m_replies; ///< under way
    quint32 m_lastRequest = 0;
};

} // namespace mailboat
