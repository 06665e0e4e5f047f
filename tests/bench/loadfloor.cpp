// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/loadfloor.h"

#include "core/records/datafile.h"
#include "tests/support/catch.h"
#include "tests/support/quickclock.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <simdjson.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <ctime>
#include <stdexcept>
#include <thread>

namespace mailboat::test {

namespace {

void need(bool isSo, const char *what)
{
    if (!isSo)
        throw std::runtime_error(what);
}

class Socket final
{
public:
    explicit Socket(int descriptor)
        : m_descriptor(descriptor)
    {
        const int on = 1;
        need(descriptor >= 0, "a socket of the floor");
        (void)::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    ~Socket() { ::close(m_descriptor); }
    Q_DISABLE_COPY_MOVE(Socket)

    int descriptor() const { return m_descriptor; }
    void send(const QByteArray &bytes) const
    {
        for (qsizetype at = 0; at < bytes.size();) {
            const auto sent
                = ::send(m_descriptor, bytes.constData() + at, static_cast<size_t>(bytes.size() - at), MSG_NOSIGNAL);
            need(sent > 0, "send() of the floor");
            at += sent;
        }
    }
    /// The body of the next message, whatever its first line says; room for what simdjson reads beyond it.
    const QByteArray &body()
    {
        m_buffer.clear();
        qsizetype start = -1;
        qsizetype length = 0;
        while (start < 0 || m_buffer.size() < start + length) {
            const qsizetype had = m_buffer.size();
            constexpr qsizetype piece = 1 << 18;
            m_buffer.resize(had + piece);
            const auto got = ::recv(m_descriptor, m_buffer.data() + had, piece, 0);
            need(got > 0, "recv() of the floor");
            m_buffer.resize(had + got);
            if (start >= 0)
                continue;
            const qsizetype end = m_buffer.indexOf("\r\n\r\n");
            if (end < 0)
                continue;
            const qsizetype named = m_buffer.indexOf("Content-Length: ");
            start = end + 4;
            length = named >= 0 && named < end
                ? m_buffer.mid(named + 16, m_buffer.indexOf('\r', named) - named - 16).toLongLong()
                : 0;
        }
        m_buffer.remove(0, start);
        m_buffer.reserve(m_buffer.size() + static_cast<qsizetype>(simdjson::SIMDJSON_PADDING));
        return m_buffer;
    }

private:
    int m_descriptor;
    QByteArray m_buffer;
};

/// Answers in the order in which it is asked, whatever it is asked.
class Answering final
{
public:
    explicit Answering(const QList<Exchange> &exchanges)
        : m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *const place = reinterpret_cast<sockaddr *>(&address);
        need(::bind(m_listener.descriptor(), place, size) == 0 && ::listen(m_listener.descriptor(), 1) == 0
                && ::getsockname(m_listener.descriptor(), place, &size) == 0,
            "a listener of the floor");
        m_address = address;
        m_thread = std::thread([this, exchanges] {
            try {
                answer(exchanges);
            } catch (const std::runtime_error &) { // who asks has gone, and says why
            }
        });
    }
    ~Answering() { m_thread.join(); }
    Q_DISABLE_COPY_MOVE(Answering)

    int connected() const
    {
        const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        need(::connect(descriptor, reinterpret_cast<const sockaddr *>(&m_address), sizeof m_address) == 0,
            "connect() of the floor");
        return descriptor;
    }

private:
    void answer(const QList<Exchange> &exchanges) const
    {
        Socket caller(::accept4(m_listener.descriptor(), nullptr, nullptr, SOCK_CLOEXEC));
        for (const Exchange &exchange : exchanges) {
            (void)caller.body();
            caller.send(
                "HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(exchange.answer.size()) + "\r\n\r\n");
            caller.send(exchange.answer);
        }
    }

    Socket m_listener;
    sockaddr_in m_address {};
    std::thread m_thread;
};

class Database final
{
public:
    Database()
    {
        const QuickClock clock;
        const QString path = m_folder.filePath(QStringLiteral("floor.mailboat"));
        need(Datafile::create(DatafileAddress::ofFile(path), clock).has_value(), "a datafile of the floor");
        need(sqlite3_open(path.toUtf8().constData(), &m_database) == SQLITE_OK, "sqlite3_open() of the floor");
        for (const char *pragma :
            {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -8000"})
            run(pragma);
    }
    ~Database()
    {
        for (sqlite3_stmt *statement : m_statements)
            sqlite3_finalize(statement);
        sqlite3_close(m_database);
    }
    Q_DISABLE_COPY_MOVE(Database)

    void run(const char *sql) { need(sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql); }
    sqlite3_stmt *prepare(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        need(sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
        m_statements.append(statement);
        return statement;
    }
    static void bind(sqlite3_stmt *statement, int at, std::string_view text)
    {
        if (text.empty())
            sqlite3_bind_null(statement, at);
        else
            sqlite3_bind_text(statement, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    }
    /// Of a row, as long as it is the current one.
    static QByteArrayView text(sqlite3_stmt *statement, int column)
    {
        const auto *const bytes = static_cast<const char *>(sqlite3_column_blob(statement, column));
        return {bytes, sqlite3_column_bytes(statement, column)};
    }
    /// True: there is a row.
    static bool step(sqlite3_stmt *statement)
    {
        const int done = sqlite3_step(statement);
        need(done == SQLITE_DONE || done == SQLITE_ROW, "sqlite3_step() of the floor");
        return done == SQLITE_ROW;
    }

private:
    QTemporaryDir m_folder;
    sqlite3 *m_database = nullptr;
    QList<sqlite3_stmt *> m_statements;
};

/// Puts records of a body into the table.
class Inserting final
{
public:
    explicit Inserting(Database &database)
        : m_database(database)
        , m_insert(database.prepare("INSERT INTO record (table_name, record_id, data, category, store, origin)"
                                    " VALUES (?, ?, ?, 2, ?, 1) ON CONFLICT DO UPDATE SET data = excluded.data"))
    {
    }

    /// How many there were.
    qint64 take(const QByteArray &body)
    {
        if (body.isEmpty())
            return 0;
        simdjson::ondemand::document document = m_parser.iterate(
            body.constData(), static_cast<size_t>(body.size()), static_cast<size_t>(body.capacity()));
        simdjson::ondemand::array records;
        if (document["data"].get_array().get(records) != simdjson::SUCCESS)
            return 0;
        qint64 count = 0;
        m_database.run("BEGIN IMMEDIATE");
        for (auto element : records) {
            simdjson::ondemand::object record = element.get_object();
            const std::string_view table = record["tableName"].get_string().value();
            const std::string_view id = record["recordId"].get_string().value();
            simdjson::ondemand::object data = record["recordData"].get_object().value();
            std::string_view store;
            if (data["store_ID"].get_string().get(store) != simdjson::SUCCESS)
                store = {};
            data.reset();
            const std::string_view raw = data.raw_json().value();
            Database::bind(m_insert, 1, table);
            Database::bind(m_insert, 2, id);
            Database::bind(m_insert, 3, raw);
            Database::bind(m_insert, 4, store);
            Database::step(m_insert);
            sqlite3_reset(m_insert);
            ++count;
        }
        m_database.run("COMMIT");
        return count;
    }

private:
    Database &m_database;
    sqlite3_stmt *m_insert;
    simdjson::ondemand::parser m_parser;
};

double threadTime()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

} // namespace

QList<Exchange> recordedLoad(V5Caller &caller, int size)
{
    QList<Exchange> load;
    const auto call = [&](const QByteArray &method, const QByteArray &target, const QByteArray &body = {}) {
        const RawReply reply = method == "GET" ? caller.get(target) : caller.post(target, body);
        INFO(target.toStdString() << ": " << reply.body.left(500).toStdString());
        REQUIRE(reply.status / 100 == 2);
        load.append({rawRequest(method, target, {}, body), reply.body});
        return jsonOf(reply);
    };
    const QByteArray limit = "?limit=" + QByteArray::number(size);
    call("GET", siteCall);
    call("POST", initialiseCall, "{}");
    for (qint64 cursor = 0, last = 1; cursor < last;) {
        const QJsonObject batch = call("GET", centralCall + limit + "&cursor=" + QByteArray::number(cursor));
        last = batch.value(QStringLiteral("maxCursor")).toInteger();
        cursor
            = batch.value(QStringLiteral("data")).toArray().last().toObject().value(QStringLiteral("ID")).toInteger();
    }
    while (true) {
        const QJsonArray data = call("GET", queueCall + limit).value(QStringLiteral("data")).toArray();
        if (data.isEmpty())
            return load;
        QByteArray ids;
        for (const QJsonValue record : data)
            ids += (ids.isEmpty() ? "\"" : ",\"") + record[QStringLiteral("syncOutId")].toString().toUtf8() + '"';
        call("POST", acknowledgeCall, R"({"syncIDs":[)" + ids + "]}");
    }
}

FloorCost floorOfLoad(const QList<Exchange> &load)
{
    FloorCost cost;
    Database database;
    Inserting inserting(database);
    const Answering other(load);
    const double before = threadTime();
    QElapsedTimer timer;
    timer.start();
    Socket socket(other.connected());
    for (const Exchange &exchange : load) {
        socket.send(exchange.request);
        const QByteArray &body = socket.body();
        cost.records += inserting.take(body);
        cost.bytes += body.size();
    }
    cost.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    cost.processor = threadTime() - before;
    return cost;
}

FloorCost floorOfPush(const QList<Exchange> &load, int size)
{
    FloorCost cost;
    Database database;
    Inserting inserting(database);
    for (const Exchange &exchange : load)
        cost.records += inserting.take(exchange.answer);
    database.run("INSERT INTO outbox (table_name, record_id, since) SELECT table_name, record_id, 0 FROM record");
    sqlite3_stmt *const select = database.prepare("SELECT o.number, r.table_name, r.record_id, r.data FROM outbox o"
                                                  " CROSS JOIN record r USING (table_name, record_id)"
                                                  " ORDER BY o.number LIMIT ?");
    sqlite3_stmt *const acknowledge = database.prepare("DELETE FROM outbox WHERE number <= ?");
    const qint64 rounds = (cost.records + size - 1) / size;
    const Answering other(QList<Exchange>(rounds, Exchange {{}, "{}"}));
    const double before = threadTime();
    QElapsedTimer timer;
    timer.start();
    Socket socket(other.connected());
    for (qint64 round = 0; round < rounds; ++round) {
        QByteArray body = "{\"queueLength\":0,\"data\":[";
        sqlite3_int64 last = 0;
        sqlite3_bind_int(select, 1, size);
        while (Database::step(select)) {
            last = sqlite3_column_int64(select, 0);
            body += (body.endsWith('[') ? "{\"syncOutId\":\"" : ",{\"syncOutId\":\"") + QByteArray::number(last);
            body.append("\",\"tableName\":\"").append(Database::text(select, 1)).append("\",\"recordId\":\"");
            body.append(Database::text(select, 2)).append("\",\"action\":\"Update\",\"recordData\":");
            body.append(Database::text(select, 3)).append('}');
        }
        sqlite3_reset(select);
        body += "]}";
        socket.send(rawRequest("POST", queueCall, {}, body));
        (void)socket.body();
        sqlite3_bind_int64(acknowledge, 1, last);
        Database::step(acknowledge);
        sqlite3_reset(acknowledge);
        cost.bytes += body.size();
    }
    cost.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    cost.processor = threadTime() - before;
    return cost;
}

} // namespace mailboat::test
