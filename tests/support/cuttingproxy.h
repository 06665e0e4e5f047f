// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QUrl>

#include <functional>

namespace mailboat::test {

/// A line between a satellite and a primary that can be cut at any point of any request, or disturbs answers at random. It
/// reads HTTP/1.1 only as far as to know where a request and its answer begin and end.
class CuttingProxy final : public QObject
{
    Q_OBJECT
public:
    enum class Cut {
        BeforeRequest, ///< nothing of it reaches the other side
        InsideRequest, ///< half of it does
        BeforeAnswer, ///< it was answered, but nothing of the answer arrives
        InsideAnswer, ///< half of the answer arrives
        AfterAnswer, ///< all of it arrives, then the line is dead
    };
    static QList<Cut> allCuts();
    static QByteArray nameOf(Cut cut);

    explicit CuttingProxy(quint16 upstreamPort, QObject *parent = nullptr);
    QUrl url() const;
    void setUpstreamPort(quint16 port) { m_upstreamPort = port; }

    /// Cuts at the n-th request from now (1 is the next); from then on every connection is closed at once, until restore().
    void cutAt(int request, Cut cut);
    void restore();

    /// What happens to an answer on a bad line; the connection ends with it, but for Corrupt and Repeat.
    enum class Trouble { Drop, CutShort, Corrupt, Repeat, Refuse };
    static constexpr int troubleKinds = 5;
    /// From now on one answer in `oneIn`, at random, meets one of them; 0 ends that.
    void disturb(int oneIn, quint32 seed);
    int troubles(Trouble kind) const { return m_troubles.value(static_cast<int>(kind)); } ///< so far
    bool hasCut() const { return m_isDead; }
    /// Called when the line is cut, before anything is closed.
    std::function<void()> onCut {};

    struct Seen {
        QByteArray line; ///< "GET /sync/v5/site HTTP/1.1"
        qint64 requestBody = 0;
        qint64 answerBody = 0;
    };
    /// Requests that were begun, in order.
    const QList<Seen> &seen() const { return m_seen; }
    void clearSeen();

private:
    struct Line;
    void accept();
    void requestArrived(Line &line);
    void answerArrived(Line &line);
    bool isCutHere(const Line &line, Cut cut) const;
    void die();
    bool disturbed(Line &line, QByteArray answer, qsizetype bodyLength);

    QTcpServer m_server;
    quint16 m_upstreamPort;
    QList<Seen> m_seen;
    int m_cutAt = -1; ///< index into m_seen
    Cut m_cut {};
    bool m_isDead = false;
    int m_oneIn = 0;
    QRandomGenerator m_random;
    QMap<int, int> m_troubles; ///< by kind
};

} // namespace mailboat::test
