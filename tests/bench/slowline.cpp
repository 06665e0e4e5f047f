// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/slowline.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QQueue>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

namespace mailboat::test {

namespace {

constexpr qint64 pieceBytes = 1448; // of a TCP segment
constexpr qint64 readAhead = 64 * 1024;

/// One direction of the line: what all its connections share.
struct Way {
    double freeAt = 0; ///< seconds: when the last byte given in has left
    QRandomGenerator random {};
};

} // namespace

class SlowLine::Worker final : public QObject
{
public:
    Worker(quint16 upstream, const Options &options)
        : m_upstream(upstream)
        , m_options(options)
    {
        m_up.random.seed(options.seed * 2);
        m_down.random.seed(options.seed * 2 + 1);
        m_clock.start();
    }

    quint16 listen()
    {
        m_server = std::make_unique<QTcpServer>();
        m_server->listen(QHostAddress::LocalHost);
        connect(m_server.get(), &QTcpServer::newConnection, this, &Worker::accept);
        return m_server->serverPort();
    }

private:
    /// One direction of one connection.
    struct Stream {
        QPointer<QTcpSocket> from;
        QPointer<QTcpSocket> to;
        Way &way;
        double readyAt; ///< its bytes stay in order
        bool isWaiting = false;
        bool isEnded = false;
        QQueue<QByteArray> onTheWay {};
    };

    double now() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e9; }
    double roundTrip() const { return std::chrono::duration<double>(m_options.roundTrip).count(); }

    void accept()
    {
        while (QTcpSocket *client = m_server->nextPendingConnection()) {
            auto *server = new QTcpSocket(client);
            server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_upstream);
            const double opened = now() + roundTrip();
            follow(std::make_shared<Stream>(Stream {client, server, m_up, opened + roundTrip() / 2}));
            const auto down = std::make_shared<Stream>(Stream {server, client, m_down, opened + roundTrip()});
            follow(down);
            connect(server, &QTcpSocket::disconnected, this, [down] {
                down->isEnded = true;
                closeAfterLast(*down);
            });
            connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
        }
    }

    void follow(const std::shared_ptr<Stream> &stream)
    {
        stream->from->setReadBufferSize(readAhead);
        connect(stream->from, &QTcpSocket::readyRead, this, [this, stream] { carry(stream); });
    }

    void carry(const std::shared_ptr<Stream> &stream)
    {
        while (stream->from && stream->from->bytesAvailable() > 0 && !stream->isWaiting) {
            const double waiting = (stream->way.freeAt - now()) * m_options.bytesPerSecond;
            if (waiting > static_cast<double>(m_options.queue)) {
                stream->isWaiting = true;
                const double over = (waiting - static_cast<double>(m_options.queue)) / m_options.bytesPerSecond;
                later(over, [this, stream] {
                    stream->isWaiting = false;
                    carry(stream);
                });
                return;
            }
            QByteArray piece = stream->from->read(pieceBytes);
            if (m_options.hidesExtension && &stream->way == &m_up)
                piece.replace("\r\nmailboat: 1", "\r\nunheard-: 1");
            send(stream, piece);
        }
    }

    void send(const std::shared_ptr<Stream> &stream, const QByteArray &piece)
    {
        Way &way = stream->way;
        way.freeAt = std::max(now(), way.freeAt) + static_cast<double>(piece.size()) / m_options.bytesPerSecond;
        double arrives = way.freeAt + roundTrip() / 2;
        if (way.random.generateDouble() < m_options.loss)
            arrives += roundTrip();
        stream->readyAt = std::max(stream->readyAt, arrives);
        stream->onTheWay.enqueue(piece);
        later(stream->readyAt - now(), [stream] { // timers of one moment come in any order, the bytes must not
            const QByteArray first = stream->onTheWay.dequeue();
            if (stream->to)
                stream->to->write(first);
            closeAfterLast(*stream);
        });
    }

    static void closeAfterLast(const Stream &stream)
    {
        const bool isAllGiven = stream.onTheWay.isEmpty() && (!stream.from || stream.from->bytesAvailable() == 0);
        if (stream.isEnded && isAllGiven && stream.to)
            stream.to->disconnectFromHost();
    }

    void later(double seconds, std::function<void()> work)
    {
        const auto pause = std::chrono::milliseconds(std::max<qint64>(std::llround(seconds * 1000), 0));
        QTimer::singleShot(pause, Qt::PreciseTimer, this, std::move(work));
    }

    quint16 m_upstream;
    Options m_options;
    QElapsedTimer m_clock;
    Way m_up {};
    Way m_down {};
    std::unique_ptr<QTcpServer> m_server {};
};

SlowLine::SlowLine(quint16 upstream, const Options &options)
    : m_worker(new Worker(upstream, options))
{
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
    quint16 port = 0;
    QMetaObject::invokeMethod(
        m_worker, [this, &port] { port = m_worker->listen(); }, Qt::BlockingQueuedConnection);
    m_url = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port));
}

SlowLine::~SlowLine()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace mailboat::test
