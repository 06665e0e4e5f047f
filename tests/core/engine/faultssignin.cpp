// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/prefs/draft.h"
#include "core/store/peerstates.h"
#include "tests/core/engine/checkfault.h"
#include "tests/support/catch.h"
#include "tests/support/scriptedprimary.h"
#include "tests/support/servedprimary.h"

namespace mailboat::test {

namespace {

/// At a primary of ours nothing changes but last contact and the count of wrong sign-ins.
CheckReport checkAt(ServedPrimary &primary, FaultySite &site, FaultySite::Shown shown = {})
{
    primary.start();
    shown.address = primary.server().address();
    const auto before = primary.tables();
    const CheckReport report = site.check(shown);
    primary.stop(); // writes what it had noted
    CHECK((primary.tables() == before));
    return report;
}

CheckReport unknownUser(FaultySite &site)
{
    ServedPrimary primary;
    return checkAt(primary, site, {{}, QStringLiteral("nobody")});
}

CheckReport wrongPassword(FaultySite &site)
{
    ServedPrimary primary;
    return checkAt(primary, site, {{}, QStringLiteral("hill"), QStringLiteral("planted wrong")});
}

CheckReport tooManyTries(FaultySite &site)
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-sign-in-failures"), QStringLiteral("1"));
    primary.start();
    const FaultySite::Shown wrong {primary.server().address(), QStringLiteral("hill"), QStringLiteral("planted wrong")};
    CHECK_FALSE(site.check(wrong).isOk());
    return site.check(wrong);
}

CheckReport anotherMachine(FaultySite &site)
{
    ServedPrimary primary;
    CHECK(primary.datafile().peerStates().bindHardwareId(SyncId {2}, QStringLiteral("the old machine")));
    return checkAt(primary, site);
}

CheckReport versionTooOld(FaultySite &site)
{
    ServedPrimary primary;
    primary.edit([](Draft &draft) {
        return draft.setPreference(QStringLiteral("max-version"), QStringLiteral("20")).and_then([&draft] {
            return draft.setPreference(QStringLiteral("min-version"), QStringLiteral("15"));
        });
    });
    return checkAt(primary, site);
}

CheckReport versionTooNew(FaultySite &site)
{
    ServedPrimary primary;
    primary.setPreference(QStringLiteral("max-version"), QStringLiteral("13"));
    return checkAt(primary, site);
}

std::function<CheckReport(FaultySite &)> signedInWith(const ScriptedAnswer &answer)
{
    return [answer](FaultySite &site) {
        ScriptedServer server;
        servePrimary(server, answer);
        return site.check(server.url().toString());
    };
}

} // namespace

QList<Fault> signInFaults()
{
    using E = ErrorCode;
    return {
        {"an unknown user", "sign-in", E::SiteNameNotFound, failed, "knows no site with this user name: \"nobody\"",
            "Check the user name here", unknownUser},
        {"a wrong password", "sign-in", E::SiteIncorrectPassword, failed, "The password of this site is wrong.",
            "Enter the password that the primary has for this site", wrongPassword},
        {"too many wrong sign-ins", "sign-in", E::SiteAuthTimeout, failed, "makes sign-ins of this site wait for",
            "there is nothing to do: synchronisation tries again by itself", tooManyTries},
        {"an error that we do not know", "sign-in", E::OtherSide, failed, "(HTTP status 409): words",
            "Ask the primary's administrator what it means", signedInWith(protocolError(409, "moon_too_bright"))},
        {"a status that says nothing", "sign-in", E::HttpStatusUnexpected, failed, "(HTTP status 403)",
            "Check the primary's URL", signedInWith({.status = 403, .body = "", .type = ""})},
        {"another machine", "hardware", E::SiteIncorrectHardwareId, failed, "knows this site on another machine",
            "has to clear the hardware ID", anotherMachine},
        {"this program too old", "version", E::ApiVersionTooOld, failed,
            "speaks version 14 of the protocol, at least 15", "Install a newer version of this program at this site",
            versionTooOld},
        {"this program too new", "version", E::ApiVersionTooNew, failed, "the primary knows up to 13",
            "has to update the primary", versionTooNew},
        {"a version that does not fit", "version", E::ApiVersionIncompatible, failed,
            "do not speak the same version of the protocol", "Update the older one of the two",
            signedInWith(protocolError(409, "api_version_incompatible", R"({"major":1,"minor":1})"))},
    };
}

} // namespace mailboat::test
