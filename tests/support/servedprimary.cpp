// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/servedprimary.h"

#include "tests/support/datafilerows.h"

#include "core/prefs/draftcommit.h"
#include "core/records/recordstore.h"
#include "core/security/authorisation.h"
#include "core/sql/connection.h"
#include "core/store/settingstable.h"

#include <QJsonDocument>
#include <QUrl>

#include <stdexcept>

namespace mailboat::test {

namespace {

const QString code = QStringLiteral("test code");

template<class T>
T need(Result<T> result)
{
    if (!result)
        throw std::runtime_error(describe(result.error()).toStdString() + " " + result.error().detail.toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

ServedPrimary::ServedPrimary()
{
    m_datafile = need(Datafile::create(address(), m_clock));
    Authoriser authoriser(m_datafile->settings(), m_clock);
    need(authoriser.createFirst(code));
    edit([](Draft &draft) {
        Result<> done = draft.setPreference(QStringLiteral("sync-id"), QStringLiteral("1"));
        const QStringList names {QStringLiteral("hill"), QStringLiteral("valley"), QStringLiteral("empty")};
        for (int id = 2; id <= 4 && done; ++id) {
            Peer peer;
            peer.syncId = SyncId {id};
            peer.userName = names.at(id - 2);
            done = draft.peers.add(peer, QStringLiteral("secret-%1").arg(id));
        }
        return done;
    });
    putStore("store_a", 2);
    putStore("store_b", 3);
}

ServedPrimary::~ServedPrimary()
{
    stop();
}

void ServedPrimary::start(SyncServer::Options options)
{
    options.listen = QStringLiteral("127.0.0.1:0");
    m_server = std::make_unique<SyncServer>(address(), options, m_clock);
    need(m_server->start());
}

void ServedPrimary::stop()
{
    m_server.reset();
}

quint16 ServedPrimary::port() const
{
    return static_cast<quint16>(QUrl(m_server->address()).port());
}

QString ServedPrimary::path() const
{
    return m_folder.filePath(QStringLiteral("primary.mailboat"));
}

void ServedPrimary::edit(const std::function<Result<>(Draft &)> &change)
{
    SettingsTable &settings = m_datafile->settings();
    const auto draft = need(openDraft(settings));
    need(change(*draft));
    Authoriser authoriser(settings, m_clock);
    need(commitDraft(*draft, settings, need(authoriser.authorise(code))));
}

void ServedPrimary::setPreference(const QString &name, const QString &value)
{
    edit([&](Draft &draft) { return draft.setPreference(name, value); });
}

void ServedPrimary::put(const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    need(m_datafile->records().put(Record {table, id, Action::Update, data}));
}

std::optional<QByteArray> ServedPrimary::dataOf(const QByteArray &table, const QByteArray &id)
{
    const auto record = need(m_datafile->records().get(table, id));
    return record ? std::optional(record->data) : std::nullopt;
}

void ServedPrimary::putStore(const QByteArray &id, int site)
{
    put("name", "name_" + id, R"({"ID":"name_)" + id + R"(","name":"Store","type":"store"})");
    put("store", id,
        R"({"ID":")" + id + R"(","name_ID":"name_)" + id + R"(","code":"code )" + id + R"(","sync_id_remote_site":)"
            + QByteArray::number(site) + '}');
}

QMap<QString, QByteArrayList> ServedPrimary::tables()
{
    QMap<QString, QByteArrayList> all;
    auto tables = datafileRows(path());
    tables.remove(QStringLiteral("peer_network"));
    tables.remove(QStringLiteral("site_contact"));
    for (auto table = tables.cbegin(); table != tables.cend(); ++table) {
        QByteArrayList &rows = all[table.key()];
        for (DatafileRow row : *table) {
            const bool isRefusal = row.value(QStringLiteral("name")).startsWith("refusal-");
            if (row.value(QStringLiteral("kind")) == "contact" || isRefusal)
                continue;
            row.remove(QStringLiteral("last_contact"));
            row.remove(QStringLiteral("app"));
            row.remove(QStringLiteral("app_version"));
            row.remove(QStringLiteral("wrong_sign_ins"));
            rows.append(row.values().join('|'));
        }
        std::sort(rows.begin(), rows.end());
    }
    return all;
}

} // namespace mailboat::test
