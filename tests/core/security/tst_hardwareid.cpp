// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/hardwareid.h"
#include "tests/support/catch.h"

#include <QRegularExpression>

using namespace mailboat;

namespace {

/// Sets MAILBOAT_HARDWARE_ID for a scope.
class GivenId
{
public:
    explicit GivenId(const QByteArray &id) { qputenv(name, id); }
    ~GivenId()
    {
        if (m_before.isNull())
            qunsetenv(name);
        else
            qputenv(name, m_before);
    }
    Q_DISABLE_COPY_MOVE(GivenId)

private:
    static constexpr const char *name = "MAILBOAT_HARDWARE_ID";
    QByteArray m_before = qgetenv(name);
};

const QByteArray machine = "0123456789abcdef0123456789abcdef";

} // namespace

TEST_CASE("A machine has one hardware ID: 32 upper-case hex digits that do not show the machine id")
{
    const Result<QString> id = hardwareIdOf(machine);
    REQUIRE(id);
    CHECK(QRegularExpression(QStringLiteral("\\A[0-9A-F]{32}\\z")).match(*id).hasMatch());
    CHECK(id->toLower().toLatin1() != machine);
    CHECK(*hardwareIdOf(machine) == *id);
    CHECK(*hardwareIdOf(machine + '\n') == *id);
    CHECK(*hardwareIdOf("1123456789abcdef0123456789abcdef") != *id);
}

TEST_CASE("A machine id that tells no machines apart gives no hardware ID")
{
    for (const QByteArray &useless : {QByteArray(), QByteArray("\n"), QByteArray("uninitialized\n"),
             QByteArray("00000000000000000000000000000000"), QByteArray("1234")}) {
        CAPTURE(useless);
        REQUIRE_FALSE(hardwareIdOf(useless));
        CHECK(hardwareIdOf(useless).error().code == ErrorCode::HardwareIdUnavailable);
    }
}

TEST_CASE("MAILBOAT_HARDWARE_ID goes before the machine's own")
{
    const GivenId given("  site 2, this machine ");
    REQUIRE(hardwareId());
    CHECK(*hardwareId() == QStringLiteral("site 2, this machine"));
}

TEST_CASE("A blank MAILBOAT_HARDWARE_ID counts as none")
{
    const GivenId given(" ");
    const Result<QString> own = hardwareIdOf(QSysInfo::machineUniqueId());
    const Result<QString> id = hardwareId();
    REQUIRE(id.has_value() == own.has_value());
    if (own)
        CHECK(*id == *own);
}

TEST_CASE("A MAILBOAT_HARDWARE_ID that fits no HTTP header is refused, not cut")
{
    for (const QByteArray &bad : {QByteArray(101, 'x'), QByteArray("a\r\nX-Evil: 1"), QByteArray("caf\xC3\xA9")}) {
        const GivenId given(bad);
        CAPTURE(bad);
        REQUIRE_FALSE(hardwareId());
        CHECK(hardwareId().error().code == ErrorCode::HardwareIdUnavailable);
    }
    const GivenId longest(QByteArray(100, 'x'));
    CHECK(hardwareId());
}
