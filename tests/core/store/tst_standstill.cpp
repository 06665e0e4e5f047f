// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/standstill.h"

#include "core/store/enginelock.h"
#include "core/store/epoch.h"
#include "tests/support/store/storesite.h"

using namespace mailboat;
using namespace mailboat::test;

namespace {

const QDateTime noon(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);

/// From now on this machine is that one; empty: what the system says.
void beMachine(const char *id)
{
    qputenv("MAILBOAT_HARDWARE_ID", id);
}

class OwnMachine final
{
public:
    OwnMachine() = default;
    ~OwnMachine() { qputenv("MAILBOAT_HARDWARE_ID", m_before); }
    Q_DISABLE_COPY_MOVE(OwnMachine)

private:
    QByteArray m_before = qgetenv("MAILBOAT_HARDWARE_ID");
};

std::optional<ErrorCode> reasonOf(StoreSite &site)
{
    const std::optional<Error> reason = valueOf(Standstill(site->connection()).reason());
    return reason ? std::optional(reason->code) : std::nullopt;
}

} // namespace

TEST_CASE("12.1: an epoch is made with the datafile, stays, and is another one once it is renewed")
{
    StoreSite site(1);
    StoreSite other(1);
    const QByteArray epoch = valueOf(Epoch(site->connection()).value());
    CHECK(epoch.size() == 32);
    CHECK(epoch == epoch.toLower());
    CHECK(epoch != valueOf(Epoch(other->connection()).value()));
    site.reopen();
    CHECK(valueOf(Epoch(site->connection()).value()) == epoch);
    require(Epoch(site->connection()).renew());
    const QByteArray renewed = valueOf(Epoch(site->connection()).value());
    CHECK(renewed.size() == 32);
    CHECK(renewed != epoch);
}

TEST_CASE("12.5: a datafile on another machine stands still, until it is back or somebody keeps it there")
{
    const OwnMachine machine;
    StoreSite site(2);
    beMachine("machine-one");
    CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::None);
    CHECK(reasonOf(site) == std::nullopt);
    CHECK_FALSE(valueOf(site->connection().value("SELECT value FROM state WHERE name = 'machine'"_sql))
                    .toString()
                    .contains(QStringLiteral("machine-one")));

    beMachine("machine-two");
    const qint64 revision = valueOf(site->settings().revision());
    CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::Begun);
    CHECK(reasonOf(site) == ErrorCode::OtherMachine);
    CHECK(valueOf(site->settings().revision()) > revision); // whoever follows the settings hears of it
    CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::None);
    CHECK(reasonOf(site) == ErrorCode::OtherMachine);

    SECTION("it is back")
    {
        beMachine("machine-one");
        CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::Ended);
        CHECK(reasonOf(site) == std::nullopt);
    }
    SECTION("it is kept, and the machine before is the other one from then on")
    {
        require(Standstill(site->connection()).end());
        CHECK(reasonOf(site) == std::nullopt);
        CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::None);
        beMachine("machine-one");
        CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::Begun);
    }
    SECTION("a restored copy waits for a choice of its own")
    {
        require(Standstill(site->connection()).begin({ErrorCode::RestoredUnconfirmed}, noon));
        beMachine("machine-one");
        CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::None);
        CHECK(reasonOf(site) == ErrorCode::RestoredUnconfirmed);
    }
}

TEST_CASE("12.5: a machine that cannot be told from others raises no false alarm")
{
    const OwnMachine machine;
    StoreSite site(2);
    beMachine("machine-one");
    CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::None);
    qputenv("MAILBOAT_HARDWARE_ID", QByteArray(200, 'x')); // none that could be used
    CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::None);
    CHECK(reasonOf(site) == std::nullopt);
}

TEST_CASE("12.5: whoever looks at a copy on another machine is told at once, and nothing is written for it")
{
    const OwnMachine machine;
    StoreSite site(2);
    beMachine("machine-one");
    const auto here = [&site] {
        const std::optional<Error> reason = valueOf(Standstill(site->connection()).reasonHere());
        return reason ? std::optional(reason->code) : std::nullopt;
    };
    CHECK(here() == std::nullopt); // no machine has been noted yet
    CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::None);
    CHECK(here() == std::nullopt);

    beMachine("machine-two");
    CHECK(here() == ErrorCode::OtherMachine);
    CHECK(reasonOf(site) == std::nullopt);
    SECTION("a machine without an ID raises no alarm")
    {
        qputenv("MAILBOAT_HARDWARE_ID", QByteArray(200, 'x'));
        CHECK(here() == std::nullopt);
    }
    SECTION("an engine that runs has compared, whatever this process takes for its machine")
    {
        const auto lock = EngineLock::take(site->address());
        REQUIRE(lock.has_value());
        CHECK(here() == std::nullopt);
    }
    SECTION("it is back on its own, though it has been run elsewhere")
    {
        CHECK(valueOf(Standstill(site->connection()).compareMachine(noon)) == Standstill::Change::Begun);
        CHECK(valueOf(Standstill(site->connection()).since()) == noon);
        beMachine("machine-one");
        CHECK(here() == std::nullopt);
        CHECK(reasonOf(site) == ErrorCode::OtherMachine);
    }
    SECTION("somebody keeps it here before anything has run")
    {
        require(Standstill(site->connection()).end());
        CHECK(here() == std::nullopt);
        CHECK_FALSE(valueOf(Standstill(site->connection()).since()).isValid());
    }
    SECTION("a restored copy waits for its choice wherever it is")
    {
        require(Standstill(site->connection()).begin({ErrorCode::RestoredUnconfirmed}, noon));
        CHECK(here() == ErrorCode::RestoredUnconfirmed);
    }
}
