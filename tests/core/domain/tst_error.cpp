// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/error.h"
#include "core/domain/errortable.h"
#include "tests/support/catch.h"
#include "tests/support/paths.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

using namespace mailboat;

namespace {

/// The names that stand in braces in the words of an error.
QStringList namesIn(const char *words)
{
    static const QRegularExpression braces(QStringLiteral("\\{([A-Za-z]+)\\}"));
    QStringList names;
    for (auto found = braces.globalMatch(QString::fromUtf8(words)); found.hasNext();)
        names.append(found.next().captured(1));
    return names;
}

} // namespace

TEST_CASE("Every error has a code of its own, words and advice")
{
    QSet<QString> codes;
    for (const ErrorCode code : allErrorCodes()) {
        const QString name = codeOf(code);
        CAPTURE(name);
        CHECK(QRegularExpression(QStringLiteral("^[a-z][a-z0-9_]+$")).match(name).hasMatch());
        CHECK_FALSE(codes.contains(name));
        codes.insert(name);
        CHECK(describe({code}).size() > 10);
        CHECK(advise({code}).size() > 10);
        CHECK(advise({code}).endsWith(u'.'));
    }
    CHECK(codes.size() == static_cast<int>(lastErrorCode) + 1);
}

TEST_CASE("No error leaves a placeholder, with and without its values")
{
    for (const ErrorRow &row : errorRows()) {
        CAPTURE(row.name);
        Error error {row.code};
        for (const QString &text : {describe(error), advise(error)}) {
            CHECK_FALSE(text.contains(QRegularExpression(QStringLiteral("[][{}%]"))));
        }
        for (const QString &name : namesIn(row.words) + namesIn(row.advice))
            error.values.insert(name, QStringLiteral("<%1>").arg(name));
        const QString both = describe(error) + advise(error);
        for (const QString &name : error.values.keys())
            CHECK(both.contains(QStringLiteral("<%1>").arg(name)));
        CHECK_FALSE(both.contains(QRegularExpression(QStringLiteral("[][{}%]"))));
    }
}

TEST_CASE("Nothing that we produce is called unknown")
{
    for (const ErrorCode code : allErrorCodes()) {
        const QString name = codeOf(code);
        CAPTURE(name);
        const QString words = describe({code});
        CHECK_FALSE(words.contains(QStringLiteral("unknown"), Qt::CaseInsensitive));
        CHECK_FALSE(words == advise({code}));
    }
}

TEST_CASE("What others produced is named so where it comes in, and nowhere else")
{
    const QMap<QString, QStringList> mayName {
        {QStringLiteral("ErrorCode::OtherSide"), {QStringLiteral("core/wire/wire_error.cpp")}},
        {QStringLiteral("ErrorCode::NotedElsewhere"),
            {QStringLiteral("core/domain/syncstatus.cpp"), QStringLiteral("core/store/quarantine.cpp")}}};
    const QDir root(test::sourcePath());
    QMap<QString, QStringList> names;
    for (const char *folder : {"core", "app", "ui"}) {
        QDirIterator files(
            root.filePath(QLatin1String(folder)), {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            REQUIRE(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            for (const QString &name : mayName.keys()) {
                if (text.contains(name))
                    names[name] += root.relativeFilePath(file.fileName());
            }
        }
    }
    for (const QString &name : mayName.keys()) {
        names[name].sort();
        INFO(name.toStdString() << " in " << names[name].join(u' ').toStdString());
        CHECK(names[name] == mayName[name]);
    }
}

TEST_CASE("A value is never read as a placeholder")
{
    const Error error {ErrorCode::PreferenceInvalid,
        {{QStringLiteral("value"), QStringLiteral("{name} %1")}, {QStringLiteral("name"), QStringLiteral("sync-id")}}};
    CHECK(describe(error).contains(QStringLiteral("\"{name} %1\"")));
}

TEST_CASE("Values of every type are put in words")
{
    const QDateTime until(QDate(2026, 11, 22), QTime(13, 5), Qt::UTC);
    CHECK(describe({ErrorCode::CodeExpired, {{QStringLiteral("until"), until}}})
              .contains(QStringLiteral("2026-11-22 13:05 UTC")));
    CHECK(describe(
        {ErrorCode::UrlOnPrimary, {{QStringLiteral("sites"), QStringList {QStringLiteral("2"), QStringLiteral("7")}}}})
              .contains(QStringLiteral("2, 7")));
    CHECK(describe({ErrorCode::AnswerTooLarge, {{QStringLiteral("limit"), 64 * 1024 * 1024}}})
              .contains(QStringLiteral("64.0 MB")));
    CHECK(describe(
        {ErrorCode::ClockOff, {{QStringLiteral("minutes"), 7}, {QStringLiteral("direction"), QStringLiteral("ahead")}}})
              .contains(QStringLiteral("7 min ahead of")));
    CHECK(describe({ErrorCode::RecordNotOwned, {{QStringLiteral("owner"), 3}}})
              .contains(QStringLiteral("the site with Sync ID 3")));
}

TEST_CASE("What is not known is left out, or said to be unknown where the words need it")
{
    const auto words = [](const QVariantMap &values) { return describe({ErrorCode::ConnectionFiltered, values}); };
    CHECK(describe({ErrorCode::SyncDisabled, {{QStringLiteral("why"), QStringLiteral("Closed today.")}}})
              .endsWith(QStringLiteral(": Closed today.")));
    const QVariant host = QStringLiteral("hub.local");
    CHECK(words({}) == QStringLiteral("The machine does not answer."));
    CHECK(words({{QStringLiteral("host"), QString()}, {QStringLiteral("port"), 80}})
        == QStringLiteral("The machine does not answer on port 80."));
    CHECK(words({{QStringLiteral("host"), host}}) == QStringLiteral("The machine hub.local does not answer."));
    CHECK(describe({ErrorCode::PeerUnknown}).contains(QStringLiteral("not known")));
    CHECK(
        describe({ErrorCode::RecordIdInvalid, {{QStringLiteral("id"), QString()}}}).startsWith(QStringLiteral("\"\"")));
}

TEST_CASE("The protocol's errors carry the protocol's codes and status")
{
    const auto is = [](ErrorCode code, const char *wire, int status) {
        const WireError error = wireError(code);
        return error.code == wire && error.status == status;
    };
    CHECK(is(ErrorCode::SiteNameNotFound, "site_name_not_found", 401));
    CHECK(is(ErrorCode::SiteIncorrectPassword, "site_incorrect_password", 401));
    CHECK(is(ErrorCode::SiteIncorrectHardwareId, "site_incorrect_hardware_id", 401));
    CHECK(is(ErrorCode::SiteHasNoStore, "site_has_no_store", 403));
    CHECK(is(ErrorCode::SiteAuthTimeout, "site_auth_timeout", 503));
    CHECK(is(ErrorCode::ApiVersionTooOld, "api_version_incompatible", 409));
    CHECK(is(ErrorCode::ApiVersionTooNew, "api_version_incompatible", 409));
    CHECK(is(ErrorCode::PrimaryBusy, "sync_is_running", 503));
    CHECK(is(ErrorCode::SyncDisabled, "sync_is_disabled", 503));
    CHECK(is(ErrorCode::UrlOnPrimary, "sync_is_disabled", 503));
    CHECK(is(ErrorCode::RequestMalformed, "request_malformed", 400));
    CHECK(wireError(ErrorCode::RequestPathUnknown).status == 404);
    CHECK(wireError(ErrorCode::RequestMethodWrong).status == 405);
    CHECK(wireError(ErrorCode::RequestTooLarge).status == 413);
    CHECK(wireError(ErrorCode::ServerFailed).status == 500);
}

TEST_CASE("Every error ends a command with a status of the contract")
{
    for (const ErrorCode code : allErrorCodes()) {
        const QString name = codeOf(code);
        CAPTURE(name);
        CHECK(QList<int> {1, 2, 3, 4, 130}.contains(exitStatusOf(code)));
        const bool isLocked = code == ErrorCode::CodeMissing || code == ErrorCode::CodeWrong
            || code == ErrorCode::CodeExpired || code == ErrorCode::CodeTooManyTries;
        CHECK((exitStatusOf(code) == 3) == isLocked);
        CHECK(wireError(code).status >= 400);
        CHECK(wireError(code).status < 600);
    }
    CHECK(exitStatusOf(ErrorCode::EngineLockHeld) == 4);
    CHECK(exitStatusOf(ErrorCode::DatafileNewer) == 4);
    CHECK(exitStatusOf(ErrorCode::NotSetUp) == 2);
    CHECK(exitStatusOf(ErrorCode::NotASatellite) == 2);
    CHECK(exitStatusOf(ErrorCode::RecordMissing) == 1);
    CHECK(exitStatusOf(ErrorCode::FileUnreadable) == 2);
    CHECK(exitStatusOf(ErrorCode::PortInUse) == 1);
    CHECK(exitStatusOf(ErrorCode::ConnectionRefused) == 1);
}

TEST_CASE("What heals by waiting is tried again, what somebody has to put right is not")
{
    for (const ErrorCode code : {ErrorCode::NoRoute, ErrorCode::AnswerTimeout, ErrorCode::ConnectionLost,
             ErrorCode::PrimaryBusy, ErrorCode::HttpServerError, ErrorCode::ConnectionRefused})
        CHECK(mayHeal(code));
    for (const ErrorCode code : {ErrorCode::SiteIncorrectPassword, ErrorCode::SiteIncorrectHardwareId,
             ErrorCode::ApiVersionTooNew, ErrorCode::Redirected, ErrorCode::WrongPrimary, ErrorCode::SyncDisabled})
        CHECK_FALSE(mayHeal(code));
}

TEST_CASE("A long list in an error is cut short, so that its end and the advice are seen")
{
    QStringList rows;
    for (int id = 2; id <= 300; ++id)
        rows.append(QString::number(id));
    const QString words = describe({ErrorCode::RoleMismatch,
        {{QStringLiteral("role"), QStringLiteral("satellite")}, {QStringLiteral("rows"), rows}}});
    CHECK(words.endsWith(u": 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, …."));
}
