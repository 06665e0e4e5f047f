// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/sitenotes.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

const QHostAddress notesHere(QStringLiteral("10.0.0.7"));
const SiteApp notesApp {QStringLiteral("Mailboat"), QStringLiteral("1.0")};

/// One site with its time.
struct Caller {
    SiteNotes notes {};
    QDateTime now {QDate(2026, 11, 30), QTime(12, 0), Qt::UTC};
    SyncId site {2};

    void come(qint64 bytes = 100)
    {
        notes.signedIn(site, now, notesHere);
        notes.served(site, now, notesHere, notesApp, bytes, true);
    }
    void pass(std::chrono::seconds time) { now = now.addSecs(time.count()); }
    SiteNotes::Batch urgent() { return notes.take(notes.due(false)); }
    SiteNotes::Batch all() { return notes.take(notes.due(true)); }
};

} // namespace

TEST_CASE("14.B1: that a site comes is news once, and again when it has been away")
{
    Caller caller;
    caller.come();
    CHECK(caller.notes.isUrgent());
    const SiteNotes::Batch first = caller.urgent();
    CHECK(first.signIns.value(caller.site).when == caller.now);
    CHECK(first.changes.value(caller.site).bytes == 100);
    CHECK(first.contacts.size() == 1);
    for (int i = 0; i < 20; ++i) {
        caller.pass(10s);
        caller.come();
    }
    CHECK_FALSE(caller.notes.isUrgent());
    CHECK(caller.notes.hasAny());
    const SiteNotes::Batch held = caller.all();
    CHECK(held.changes.value(caller.site).bytes == 2000);
    CHECK(held.changes.value(caller.site).address == QStringLiteral("10.0.0.7"));
    CHECK(held.contacts.isEmpty());
    CHECK_FALSE(caller.notes.hasAny());
    caller.pass(10min); // at an interval that long nothing can show otherwise yet
    caller.come();
    caller.notes.succeeded(caller.site, caller.now);
    caller.urgent();
    caller.pass(10min);
    caller.come();
    caller.notes.succeeded(caller.site, caller.now);
    CHECK_FALSE(caller.notes.isUrgent());
    caller.all();
    caller.pass(61min);
    caller.come();
    CHECK(caller.notes.isUrgent());
}

TEST_CASE("14.B6: a call that names no program is none of another one")
{
    Caller caller;
    caller.come();
    CHECK(caller.urgent().contacts.size() == 1);
    for (int call = 0; call < 4; ++call) {
        caller.pass(2min);
        caller.notes.served(caller.site, caller.now, notesHere, call % 2 == 0 ? SiteApp {} : notesApp, 100, true);
        CHECK(caller.all().contacts.isEmpty());
    }
}

TEST_CASE("14.B1: a refusal is news where it is another one, and that the site is let in is")
{
    Caller caller;
    caller.come();
    caller.urgent();
    const auto refuse = [&](ErrorCode why) { caller.notes.refused(caller.site, {caller.now, why, {}}); };
    refuse(ErrorCode::SiteIncorrectPassword);
    CHECK(caller.urgent().refusals.value(caller.site).why == ErrorCode::SiteIncorrectPassword);
    caller.pass(5s);
    refuse(ErrorCode::SiteIncorrectPassword);
    CHECK_FALSE(caller.notes.isUrgent());
    refuse(ErrorCode::SiteAuthTimeout);
    CHECK(caller.urgent().refusals.value(caller.site).why == ErrorCode::SiteAuthTimeout);
    caller.notes.signedIn(caller.site, caller.now, notesHere); // no more than that: it may be refused yet
    CHECK_FALSE(caller.notes.isUrgent());
    caller.come();
    CHECK(caller.notes.isUrgent());
}

TEST_CASE(
    "14.B1: who is refused, and is answered what refused sites are, too, is let in by none of it but by a success")
{
    Caller caller;
    caller.come();
    caller.urgent();
    for (int call = 0; call < 10; ++call) {
        caller.pass(1min);
        caller.notes.refused(caller.site, {caller.now, ErrorCode::SyncDisabled, {}});
        CHECK(caller.notes.isUrgent() == (call == 0));
        caller.notes.served(caller.site, caller.now, notesHere, notesApp, 100, false);
        const SiteNotes::Batch batch = caller.urgent();
        CHECK(batch.sites == (call == 0 ? 1 : 0));
        CHECK(batch.contacts.isEmpty());
    }
    CHECK(caller.all().changes.value(caller.site).bytes == 900);
    caller.notes.succeeded(caller.site, caller.now);
    CHECK(caller.notes.isUrgent());
}

TEST_CASE("14.B1: a first load ends where the site has the change log and its queue, and not before")
{
    Caller caller;
    caller.notes.loadBegan(caller.site, caller.now, 500, true);
    CHECK(caller.urgent().changes.value(caller.site).loadTotal == 500);
    caller.notes.gave(caller.site, caller.now, 100);
    caller.notes.succeeded(caller.site, caller.now); // of an empty queue
    CHECK_FALSE(caller.notes.isUrgent());
    CHECK(caller.all().changes.value(caller.site).loaded == 100);
    caller.notes.gave(caller.site, caller.now, 400, true);
    const SiteNotes::Batch ended = caller.urgent();
    CHECK(ended.changes.value(caller.site).success == caller.now);

    caller.notes.loadBegan(caller.site, caller.now, 500, true); // the log first
    caller.notes.gave(caller.site, caller.now, 400, true);
    CHECK_FALSE(caller.urgent().changes.value(caller.site).success.isValid());
    caller.notes.succeeded(caller.site, caller.now);
    CHECK(caller.urgent().changes.value(caller.site).success == caller.now);

    caller.notes.succeeded(caller.site, caller.now);
    caller.notes.loadBegan(caller.site, caller.now, 500, true); // before that was written
    const SiteNotes::Batch both = caller.urgent();
    CHECK(both.changes.value(caller.site).success == caller.now);
    CHECK(both.changes.value(caller.site).loadTotal == 500);
}

TEST_CASE("14.B1: many sites are taken in parts, and each once")
{
    SiteNotes notes;
    const QDateTime now(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);
    constexpr int sites = 4000;
    for (int id = 2; id < sites + 2; ++id)
        notes.signedIn(SyncId {id}, now, notesHere);
    QSet<SyncId> taken;
    const QList<SyncId> due = notes.due(true);
    for (int at = 0; at < sites; at += 500) {
        const SiteNotes::Batch batch = notes.take(due.mid(at, 500));
        CHECK(batch.sites == 500);
        for (auto site = batch.signIns.keyBegin(); site != batch.signIns.keyEnd(); ++site)
            taken.insert(*site);
    }
    CHECK(taken.size() == sites);
    CHECK_FALSE(notes.isUrgent());
    CHECK_FALSE(notes.hasAny());
}

TEST_CASE("14.B1: what is noted while the sites that were due are written stays for the next time")
{
    SiteNotes notes;
    const QDateTime now(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);
    notes.signedIn(SyncId {2}, now, notesHere);
    notes.signedIn(SyncId {3}, now, notesHere);
    const QList<SyncId> due = notes.due(true);
    CHECK(notes.take(due.first(1)).sites == 1);
    notes.signedIn(due.first(), now, notesHere);
    notes.signedIn(SyncId {4}, now, notesHere);
    CHECK(notes.take(due.mid(1)).sites == 1);
    CHECK(notes.take(due.mid(1)).sites == 0);
    const QList<SyncId> next = notes.due(true);
    CHECK(QSet<SyncId>(next.cbegin(), next.cend()) == QSet<SyncId> {due.first(), SyncId {4}});
}
