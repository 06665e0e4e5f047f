// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/sites/testsite.h"

#include "core/engine/recoverychoice.h"
#include "core/prefs/draftcommit.h"
#include "core/records/recordstore.h"
#include "core/records/siterecovery.h"
#include "core/security/authorisation.h"
#include "core/store/settingstable.h"
#include "core/store/standstill.h"
#include "core/store/statetable.h"
#include "core/sync/primaryendpoint.h"
#include "core/sync/synccycle.h"

#include <QCoroTask>
#include <QFile>

#include <stdexcept>

namespace mailboat::test {

namespace {

template<class T>
T need(Result<T> result)
{
    if (!result)
        throw std::runtime_error(
            codeOf(result.error().code).toStdString() + ": " + describe(result.error()).toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A new datafile with the code of every test site, and what that code has unlocked. Made once a process and copied: to hash
/// a code, and to check one, is slow on purpose.
class Prepared final
{
public:
    Prepared()
    {
        const QuickClock clock;
        const auto datafile = need(Datafile::create(address(), clock));
        Authoriser authoriser(datafile->settings(), clock);
        need(authoriser.createFirst(TestSite::code()));
        m_authorisation = need(authoriser.authorise(TestSite::code()));
    }
    QString path() const { return m_folder.filePath(QStringLiteral("new.mailboat")); }
    DatafileAddress address() const { return DatafileAddress::ofFile(path()); }
    const Authorisation &authorisation() const { return *m_authorisation; }

private:
    QTemporaryDir m_folder;
    std::optional<Authorisation> m_authorisation;
};

const Prepared &prepared()
{
    static const Prepared once;
    return once;
}

void edit(TestSite &site, const std::function<Result<>(Draft &)> &change)
{
    SettingsTable &settings = site.datafile().settings();
    const auto draft = need(openDraft(settings));
    need(change(*draft));
    need(commitDraft(*draft, settings, prepared().authorisation()));
}

} // namespace

TestSite::TestSite(SyncId id)
    : TestSite(id, prepared().path())
{
}

TestSite::TestSite(SyncId id, const QString &copyOf)
    : m_id(id)
{
    if (!QFile::copy(copyOf, path()))
        throw std::runtime_error("no copy of " + copyOf.toStdString());
    reopen();
}

QString TestSite::code()
{
    return QStringLiteral("test code");
}

QString TestSite::path() const
{
    return m_folder.filePath(QStringLiteral("site.mailboat"));
}

void TestSite::reopen()
{
    m_datafile.reset();
    m_datafile = need(Datafile::open(address(), m_clock));
}

void TestSite::close()
{
    m_datafile.reset();
}

void TestSite::setPreference(const QString &name, const QString &value)
{
    edit(*this, [&](Draft &draft) { return draft.setPreference(name, value); });
}

void TestSite::addPeer(SyncId id, const QString &userName, const QString &password, const QString &url)
{
    edit(*this, [&](Draft &draft) {
        Peer peer;
        peer.syncId = id;
        peer.userName = userName;
        peer.url = url;
        return draft.peers.add(peer, password);
    });
}

void TestSite::editPeerUrl(SyncId id, const QString &url)
{
    edit(*this, [&](Draft &draft) {
        Peer peer = *draft.peers.find(id);
        peer.url = url;
        return draft.peers.edit(id, peer, {});
    });
}

void TestSite::put(const QByteArray &table, const QByteArray &id, const QByteArray &data)
{
    need(m_datafile->records().put(Record {table, id, Action::Update, data}));
}

void TestSite::remove(const QByteArray &table, const QByteArray &id)
{
    need(m_datafile->records().remove(table, id));
}

void TestSite::standStill(ErrorCode why)
{
    Connection &connection = m_datafile->connection();
    if (why == ErrorCode::OtherMachine)
        need(StateTable(connection).set(QStringLiteral("machine"), QStringLiteral("another one")));
    need(Standstill(connection).begin({why}, m_clock.utcNow()));
}

void TestSite::recover(Recovery::Choice choice)
{
    need(Recovery(*m_datafile).choose(choice, prepared().authorisation()));
}

Result<> TestSite::tryToRecover(Recovery::Choice choice)
{
    SyncPreferences preferences;
    need(datafile().settings().readPreferences(preferences));
    HttpClient http(httpOptions(preferences));
    return QCoro::waitFor(chooseRecovery(datafile(), http, choice, prepared().authorisation()));
}

Holdings TestSite::holdings()
{
    Holdings all;
    need(m_datafile->records().forEach({}, [&all](const Record &record) -> Result<> {
        all.insert({record.table, record.id}, record.data);
        return {};
    }));
    return all;
}

std::optional<QByteArray> TestSite::dataOf(const QByteArray &table, const QByteArray &id)
{
    const auto record = need(m_datafile->records().get(table, id));
    return record ? std::optional(record->data) : std::nullopt;
}

PrimarySite::PrimarySite()
    : TestSite(primarySyncId)
{
    setPreference(QStringLiteral("sync-id"), QStringLiteral("1"));
}

PrimarySite::PrimarySite(const QString &copyOf)
    : TestSite(primarySyncId, copyOf)
{
}

PrimarySite::~PrimarySite()
{
    stop();
}

void PrimarySite::start()
{
    m_server = std::make_unique<SyncServer>(address(), SyncServer::Options {QStringLiteral("127.0.0.1:0")}, m_clock);
    need(m_server->start());
}

void PrimarySite::stop()
{
    if (m_server)
        m_server->stop();
    m_server.reset();
}

QUrl PrimarySite::url() const
{
    return QUrl(m_server->address());
}

quint16 PrimarySite::port() const
{
    return static_cast<quint16>(url().port());
}

void PrimarySite::addSatellite(int id)
{
    addPeer(SyncId {id}, QStringLiteral("site %1").arg(id), QStringLiteral("secret-%1").arg(id));
}

Result<> PrimarySite::recoverSite(int id, Recovery::Choice choice)
{
    return SiteRecovery(datafile(), SyncId {id}).choose(choice, prepared().authorisation());
}

SatelliteSite::SatelliteSite(int id, const QUrl &primary)
    : TestSite(SyncId {id})
{
    addPeer(primarySyncId, QStringLiteral("site %1").arg(id), QStringLiteral("secret-%1").arg(id), primary.toString());
    setPreference(QStringLiteral("sync-id"), QString::number(id));
}

SatelliteSite::SatelliteSite(int id, const QString &copyOf)
    : TestSite(SyncId {id}, copyOf)
{
}

CycleReport SatelliteSite::synchronise()
{
    SyncPreferences preferences;
    need(datafile().settings().readPreferences(preferences));
    HttpClient http(httpOptions(preferences));
    SyncCycle::Options options;
    options.byHand = true;
    const auto cycle = SyncCycle::create(datafile(), http, m_clock, options);
    return QCoro::waitFor(cycle->run());
}

void addStore(PrimarySite &primary, const QByteArray &storeId, int site)
{
    primary.put("name", "name-of-" + storeId,
        R"({"ID":"name-of-)" + storeId + R"(","name":"Store )" + storeId + R"(","type":"store","customer":true})");
    primary.put("store", storeId,
        R"({"ID":")" + storeId + R"(","name_ID":"name-of-)" + storeId + R"(","code":")" + storeId
            + R"(","sync_id_remote_site":)" + QByteArray::number(site) + "}");
}

} // namespace mailboat::test
