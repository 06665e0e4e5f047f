// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/machinekey.h"
#include "tests/support/keyringsession.h"
#include "tests/ui/openwindow.h"
#include "ui/widgets/inlinemessage.h"

#include <QPushButton>

using namespace mailboat;
using namespace mailboat::test;

namespace {

MachineKey::Place placeNow()
{
    const Result<MachineKey::Place> place = MachineKey::place();
    REQUIRE(place);
    return *place;
}

/// A satellite's window, unlocked, whose key lies in a file.
struct Opened {
    KeyRingSession session {};
    TestSite site {SyncId {2}};
    OpenWindow open {site};

    Opened()
    {
        REQUIRE(MachineKey::existingOrNew());
        open.unlock();
    }
    InlineMessage &result() { return open.the<InlineMessage>("keyResult"); }
    /// Presses the button, and waits for what is said of it.
    QString press()
    {
        result().clear();
        open.press("keyForPasswords");
        open.waitUntil(
            [this] { return !result().text().isEmpty() && open.the<QPushButton>("keyForPasswords").isEnabled(); });
        return result().text();
    }
};

} // namespace

TEST_CASE("10.B4: the window moves the key into the desktop's key ring and back, after a question")
{
    Opened s;
    CHECK(s.press().contains(QStringLiteral("key ring")));
    CHECK(placeNow() == MachineKey::Place::KeyRing);
    REQUIRE(s.open.prompt.questions.size() == 1);
    CHECK(s.open.prompt.questions.first().text.contains(QStringLiteral("key ring")));
    CHECK(s.press().contains(QStringLiteral("file")));
    CHECK(placeNow() == MachineKey::Place::File);

    s.open.prompt.answer = Choice::No;
    s.open.press("keyForPasswords");
    s.open.waitUntil([&s] { return s.open.prompt.questions.size() == 3; });
    CHECK(placeNow() == MachineKey::Place::File);
}

TEST_CASE("10.B4: locked, the window does not move the key")
{
    Opened s;
    s.open.lock.lock();
    CHECK_FALSE(s.open.the<QPushButton>("keyForPasswords").isEnabled());
    CHECK_FALSE(s.open.the<QPushButton>("keyForPasswords").toolTip().isEmpty());
}

TEST_CASE(
    "10.B4: where the key ring does not give the key, the window says so, and makes a new one only when it is told to")
{
    Opened s;
    s.press();
    REQUIRE(placeNow() == MachineKey::Place::KeyRing);
    s.session.lock();
    s.open.prompt.asked = [&s] { // yes to moving, no to a new key
        s.open.prompt.answer = s.open.prompt.questions.last().isDangerous ? Choice::No : Choice::Yes;
    };
    CHECK(s.press().contains(QStringLiteral("it is locked")));
    s.open.waitUntil([&s] { return s.open.prompt.questions.last().isDangerous; });
    CHECK(placeNow() == MachineKey::Place::KeyRing);

    s.open.prompt.asked = {};
    s.open.prompt.answer = Choice::Yes;
    s.result().clear();
    s.open.press("keyForPasswords");
    s.open.waitUntil([&s] { return s.result().text().contains(QStringLiteral("A new key is in a file")); });
    CHECK(placeNow() == MachineKey::Place::File);
}
