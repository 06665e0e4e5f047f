// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/syncstatus.h"
#include "tests/support/catch.h"

#include <QJsonDocument>

using namespace mailboat;

namespace {

/// What another process reads.
QJsonObject overTheWire(const QJsonObject &json)
{
    return QJsonDocument::fromJson(QJsonDocument(json).toJson(QJsonDocument::Compact)).object();
}

} // namespace

TEST_CASE("Progress has the contract's keys and survives as JSON")
{
    Progress progress {Step::PullCentral, 120, 4000000000, 9000, 12.5, std::chrono::seconds(90), 20};
    const QJsonObject json = overTheWire(toJson(progress));
    for (const char *key : {"step", "done", "total", "bytes", "rate", "remaining"})
        CHECK(json.contains(QLatin1String(key)));
    CHECK(json.value(QStringLiteral("step")) == QStringLiteral("pull-central"));
    CHECK(progressFromJson(json) == progress);

    progress.isFirstLoad = true;
    progress.isAtLeast = true;
    progress.bytesTotal = 31000000000;
    progress.bytesPerSecond = 9000.5;
    progress.stepDone = 7;
    progress.stepTotal = 70;
    CHECK(progressFromJson(overTheWire(toJson(progress))) == progress);

    progress.remaining.reset();
    CHECK(toJson(progress).value(QStringLiteral("remaining")).isNull());
    CHECK(progressFromJson(overTheWire(toJson(progress))) == progress);
    CHECK_FALSE(progressFromJson({}));
    CHECK_FALSE(progressFromJson({{QStringLiteral("step"), QStringLiteral("sleep")}}));
}

TEST_CASE("Every step has a name that is read back, and a title")
{
    for (const Step step : {Step::Site, Step::Initialise, Step::Push, Step::WaitForIdle, Step::PullCentral,
             Step::PullQueued, Step::Integrate, Step::Done}) {
        CHECK_FALSE(stepTitle(step).isEmpty());
        Progress progress;
        progress.step = step;
        CHECK(progressFromJson(toJson(progress))->step == step);
    }
}

TEST_CASE("A cycle that went well is reported with no error")
{
    CycleReport report;
    report.started = QDateTime(QDate(2026, 11, 22), QTime(1, 2, 3, 4), Qt::UTC);
    report.seconds = 1.25;
    report.ok = true;
    report.byHand = true;
    report.pushed = 1;
    report.pulledCentral = 2;
    report.pulledRemote = 3;
    report.quarantined = 4;
    report.setAside = 8;
    report.bytesSent = 5;
    report.bytesReceived = 6000000000;
    report.requests = 7;
    const QJsonObject json = overTheWire(toJson(report));
    for (const char *key :
        {"ok", "pushed", "pulledCentral", "pulledRemote", "bytesSent", "bytesReceived", "seconds", "error"})
        CHECK(json.contains(QLatin1String(key)));
    CHECK(json.value(QStringLiteral("error")).isNull());
    const auto read = reportFromJson(json);
    REQUIRE(read);
    CHECK(toJson(*read) == toJson(report));
    CHECK(read->started == report.started);
    CHECK_FALSE(read->error);
    CHECK_FALSE(reportFromJson({}));
}

TEST_CASE("A failed cycle says what, what to do, and at which step, also after it was stored")
{
    CycleReport report;
    report.failedStep = Step::Push;
    report.error = Error {ErrorCode::AnswerTimeout,
        {{QStringLiteral("host"), QStringLiteral("hub.local")}, {QStringLiteral("seconds"), 30}}, QStringLiteral("x")};
    const auto read = reportFromJson(overTheWire(toJson(report)));
    REQUIRE(read);
    CHECK(read->failedStep == Step::Push);
    REQUIRE(read->error);
    CHECK(read->error->code == ErrorCode::AnswerTimeout);
    CHECK(read->error->detail == QStringLiteral("x"));
    CHECK(describe(*read->error) == describe(*report.error));
}

TEST_CASE("Every error survives as JSON with the same words")
{
    for (const ErrorCode code : allErrorCodes()) {
        const Error error {code,
            {{QStringLiteral("why"), QStringLiteral("because")}, {QStringLiteral("limit"), 1024},
                {QStringLiteral("until"), QDateTime(QDate(2026, 1, 2), QTime(3, 4), Qt::UTC)},
                {QStringLiteral("sites"), QStringList {QStringLiteral("2"), QStringLiteral("3")}}}};
        const QJsonObject json = overTheWire(toJson(error));
        CAPTURE(codeOf(code));
        CHECK(json.value(QStringLiteral("code")).toString() == codeOf(code));
        CHECK(json.value(QStringLiteral("message")).toString() == describe(error));
        CHECK(json.value(QStringLiteral("advice")).toString() == advise(error));
        const auto read = errorFromJson(json);
        REQUIRE(read);
        CHECK(read->code == code);
        CHECK(describe(*read) == describe(error));
    }
    CHECK_FALSE(errorFromJson({}));
}

TEST_CASE("An error that only a later version knows keeps its words")
{
    const auto read = errorFromJson({{QStringLiteral("code"), QStringLiteral("moon_too_bright")},
        {QStringLiteral("message"), QStringLiteral("Too bright.")}});
    REQUIRE(read);
    CHECK(read->code == ErrorCode::NotedElsewhere);
    CHECK(describe(*read).contains(QStringLiteral("Too bright.")));
}
