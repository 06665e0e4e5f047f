// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A draft keeps track of every edit by itself; here a plain list is edited the same way, and the two must always agree.
#include "core/records/recordstore.h"
#include "core/security/passwordhash.h"
#include "core/store/peerstates.h"
#include "tests/core/prefs/drafting.h"

#include <QRandomGenerator>

using namespace mailboat;
using namespace mailboat::test;

namespace {

/// What a row is, and where it came from.
struct Row {
    QString userName;
    QString url;
    QString password;
    QString siteUuid {}; ///< empty: new in this draft
    QString hardwareId {};
    bool isPasswordTyped = false;
    bool isCleared = false;
};
using Rows = QMap<int, Row>;

constexpr int fieldsOfRow = 4;

int changedFields(int id, const Row &row, const Rows &saved)
{
    for (auto it = saved.cbegin(); it != saved.cend(); ++it) {
        if (it->siteUuid == row.siteUuid)
            return int(it.key() != id) + int(it->userName != row.userName) + int(it->url != row.url)
                + int(row.isPasswordTyped) + int(row.isCleared);
    }
    return fieldsOfRow;
}

/// Of rows taken out, changed and added.
int changedFields(const Rows &rows, const Rows &saved)
{
    QSet<QString> kept;
    int count = 0;
    for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
        kept.insert(it->siteUuid);
        count += changedFields(it.key(), *it, saved);
    }
    for (const Row &row : saved)
        count += kept.contains(row.siteUuid) ? 0 : fieldsOfRow;
    return count;
}

/// A draft and the plain list, edited alike at random.
class Editing
{
public:
    Editing(EditedSite &site, int own, quint32 seed, Rows &saved)
        : m_random(seed)
        , m_own(own)
        , m_saved(saved)
        , m_rows(saved)
        , m_draft(site.draft())
    {
    }

    void step()
    {
        const int id = any(0, 7);
        switch (any(0, 7)) {
        case 0:
        case 1:
            add(id);
            break;
        case 2:
        case 3:
            edit(id, any(0, 2) == 0 ? any(0, 7) : id);
            break;
        case 4:
            remove(id);
            break;
        case 5:
            removeBoth(id, any(0, 7));
            break;
        case 6:
            clearUrls();
            break;
        default:
            clear(id);
        }
        check();
    }

    void commit(EditedSite &site)
    {
        REQUIRE(commitDraft(*m_draft, site.datafile->settings(), site.authorisation));
        CHECK_FALSE(m_draft->isModified());
        const Settings now = site.saved();
        REQUIRE(now.peers.size() == m_rows.size());
        for (const Peer &peer : now.peers) {
            CAPTURE(peer.syncId.value());
            Row &row = m_rows[peer.syncId.value()];
            CHECK(peer.userName == row.userName);
            CHECK(peer.url == row.url);
            CHECK(peer.hardwareId == row.hardwareId);
            if (row.siteUuid.isEmpty())
                CHECK(std::none_of(m_saved.cbegin(), m_saved.cend(),
                    [&peer](const Row &old) { return old.siteUuid == peer.siteUuid; }));
            else
                CHECK(peer.siteUuid == row.siteUuid);
            row.siteUuid = peer.siteUuid;
            row.isPasswordTyped = false;
            row.isCleared = false;
        }
        m_saved = m_rows;
        if (!m_rows.isEmpty()) {
            const int id = m_rows.keys().at(any(0, static_cast<int>(m_rows.size()) - 1));
            checkPassword(site, id, m_rows[id]);
        }
    }

private:
    int any(int lowest, int highest) { return m_random.bounded(lowest, highest + 1); }
    QString anyName() { return QStringLiteral("site %1").arg(any(1, 6)); }
    QString anyUrl() { return any(0, 3) == 0 ? QStringLiteral("http://10.0.0.7:2048") : QString(); }
    QString anyPassword() { return QStringLiteral("secret %1").arg(any(1, 1000)); }

    bool isFree(int id) const { return id >= (m_own == 1 ? 2 : 1) && !m_rows.contains(id); }
    bool isNameFree(const QString &name, int edited = 0) const
    {
        for (auto it = m_rows.cbegin(); it != m_rows.cend(); ++it) {
            if (it.key() != edited && it->userName == name)
                return false;
        }
        return true;
    }
    int storedId(const Row &row) const
    {
        for (auto it = m_saved.cbegin(); it != m_saved.cend(); ++it) {
            if (!row.siteUuid.isEmpty() && it->siteUuid == row.siteUuid)
                return it.key();
        }
        return 0;
    }
    bool hasStores(int id) const { return m_own == 1 && storedId(m_rows[id]) == 2; }

    void add(int id)
    {
        const Row row {anyName(), anyUrl(), any(0, 9) == 0 ? QString() : anyPassword()};
        const bool mayBe = isFree(id) && isNameFree(row.userName) && !row.password.isEmpty();
        CHECK(m_draft->peers.add(peerRow(id, row.userName, row.url), row.password).has_value() == mayBe);
        if (mayBe) {
            m_rows.insert(id, row);
            m_rows[id].isPasswordTyped = true;
        }
    }

    void edit(int id, int to)
    {
        Row row = m_rows.value(id);
        row.userName = any(0, 1) == 0 ? anyName() : row.userName;
        row.url = anyUrl();
        std::optional<QString> typed;
        if (any(0, 3) == 0)
            typed = anyPassword();
        const bool isThere = m_rows.contains(id);
        const bool lacksPassword = to == 1 && !typed && !row.isPasswordTyped && storedId(row) != 1;
        const bool mayBe
            = isThere && (to == id || (isFree(to) && !hasStores(id))) && isNameFree(row.userName, id) && !lacksPassword;
        if (isThere && to != id)
            CHECK(m_draft->peers.checks().id(SyncId {to}, SyncId {id}).has_value() == (isFree(to) && !hasStores(id)));
        if (isThere && isFree(to))
            CHECK(m_draft->peers.checks().needsPassword(SyncId {to}, SyncId {id})
                == (to == 1 && !row.isPasswordTyped && storedId(row) != 1));
        const Result<> edited = m_draft->peers.edit(SyncId {id}, peerRow(to, row.userName, row.url), typed);
        INFO("edit " << id << " to " << to);
        CHECK(edited.has_value() == mayBe);
        if (!mayBe)
            return;
        if (typed) {
            row.password = *typed;
            row.isPasswordTyped = true;
        }
        m_rows.remove(id);
        m_rows.insert(to, row);
    }

    void remove(int id)
    {
        const bool mayBe = m_rows.contains(id) && !hasStores(id);
        CHECK(m_draft->peers.remove({SyncId {id}}).has_value() == mayBe);
        if (mayBe)
            m_rows.remove(id);
    }

    void removeBoth(int id, int other)
    {
        const auto mayGo = [this](int row) { return m_rows.contains(row) && !hasStores(row); };
        const bool mayBe = mayGo(id) && mayGo(other);
        CHECK(m_draft->peers.remove({SyncId {id}, SyncId {other}}).has_value() == mayBe);
        if (mayBe) {
            m_rows.remove(id);
            m_rows.remove(other);
        }
    }

    void clearUrls()
    {
        m_draft->peers.clearUrls();
        for (Row &row : m_rows)
            row.url = m_own == 1 ? QString() : row.url;
    }

    void clear(int id)
    {
        const bool mayBe = m_rows.contains(id) && m_own == 1;
        CHECK(m_draft->peers.clearHardwareId(SyncId {id}).has_value() == mayBe);
        if (mayBe && !m_rows[id].hardwareId.isEmpty()) {
            m_rows[id].hardwareId.clear();
            m_rows[id].isCleared = true;
        }
    }

    void check()
    {
        QList<int> ids;
        for (const Peer &peer : m_draft->peers.all()) {
            ids.append(peer.syncId.value());
            const Row row = m_rows.value(peer.syncId.value());
            CHECK(peer.userName == row.userName);
            CHECK(peer.url == row.url);
            CHECK(m_draft->peers.edits().newPassword(peer.syncId)
                == (row.isPasswordTyped ? std::optional(row.password) : std::nullopt));
        }
        REQUIRE(ids == m_rows.keys());
        CHECK(m_draft->modifiedFields() == changedFields(m_rows, m_saved));
        CHECK(m_draft->shown().peers == m_draft->peers.all());
    }

    void checkPassword(EditedSite &site, int id, const Row &row)
    {
        const QByteArray wire = wirePassword(row.password);
        if (id == 1) {
            const auto access = site.datafile->peerStates().primaryAccess();
            REQUIRE((access && *access));
            CHECK((*access)->wirePassword == wire);
            return;
        }
        const auto caller = site.datafile->peerStates().caller(row.userName);
        REQUIRE((caller && *caller));
        CHECK(matchesSlowHash(wire, (*caller)->passwordHash));
    }

    QRandomGenerator m_random;
    int m_own;
    Rows &m_saved;
    Rows m_rows;
    std::unique_ptr<Draft> m_draft;
};

} // namespace

TEST_CASE("Whatever is edited in whatever order, what is saved is what was shown")
{
    const int own = GENERATE(0, 1);
    CAPTURE(own);
    EditedSite site;
    site.set(own, {peerRow(2, QStringLiteral("site 2")), peerRow(3, QStringLiteral("site 3"))});
    if (own == 1)
        REQUIRE(site.datafile->records().put(
            {"store", "a", Action::Insert, R"({"ID":"a","name_ID":"n","sync_id_remote_site":2})"}));
    for (const int id : {2, 3})
        REQUIRE(*site.datafile->peerStates().bindHardwareId(SyncId {id}, QStringLiteral("MACHINE")));
    Rows saved;
    for (const Peer &peer : site.saved().peers)
        saved.insert(
            peer.syncId.value(), {peer.userName, peer.url, QStringLiteral("s3cret"), peer.siteUuid, peer.hardwareId});

    for (quint32 seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        Editing editing(site, own, seed, saved);
        for (int step = 0; step < 40; ++step) {
            CAPTURE(step);
            editing.step();
        }
        editing.commit(site);
    }
}
