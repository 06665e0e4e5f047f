// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/accesscode.h"
#include "tests/support/catch.h"

#include <QRegularExpression>
#include <QSet>

using namespace mailboat;

namespace {

bool couldMatch(const QString &typed, const QString &standing)
{
    return possibleForms(typed).contains(storedForm(standing));
}

QDateTime utc(int year, int month, int day, int hour = 0, int minute = 0, int second = 0, int msec = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute, second, msec), Qt::UTC);
}

} // namespace

TEST_CASE("A made code is three groups of four, none of them twice")
{
    const QRegularExpression form(QStringLiteral("\\A[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}\\z"));
    QSet<QString> codes;
    QSet<QChar> characters;
    for (int i = 0; i < 500; ++i) {
        const QString code = newCode();
        CAPTURE(code);
        REQUIRE(form.match(code).hasMatch());
        codes.insert(code);
        for (const QChar character : code)
            characters.insert(character);
    }
    CHECK(codes.size() == 500);
    CHECK(characters.size() == 33); // all 32, and the dash
}

TEST_CASE("A made code may be typed in any case, without dashes, with spaces, and with look-alikes")
{
    const QString code = QStringLiteral("K0QF-1M9X-TRWD");
    for (const QString &typed : {code, QStringLiteral("k0qf-1m9x-trwd"), QStringLiteral("K0QF1M9XTRWD"),
             QStringLiteral(" k0qf 1m9x trwd\n"), QStringLiteral("KOQF-IM9X-TRWD"), QStringLiteral("koqflm9xtrwd")}) {
        CAPTURE(typed);
        CHECK(couldMatch(typed, code));
    }
    for (const QString &typed : {QStringLiteral("K0QF-1M9X-TRW"), QStringLiteral("K0QF-1M9X-TRWDD"),
             QStringLiteral("K0QF-1M9X-TRWE"), QStringLiteral("K0QF_1M9X_TRWD"), QString()}) {
        CAPTURE(typed);
        CHECK_FALSE(couldMatch(typed, code));
    }
}

TEST_CASE("A chosen code counts as it was written, but for white space around it")
{
    const QString chosen = QStringLiteral("s3cret pass");
    CHECK(couldMatch(chosen, chosen));
    CHECK(couldMatch(QStringLiteral("s3cret pass\n"), chosen));
    for (const QString &typed : {QStringLiteral("S3cret pass"), QStringLiteral("s3cretpass"),
             QStringLiteral("s3cret-pass"), QStringLiteral("s3cret  pass")})
        CHECK_FALSE(couldMatch(typed, chosen));
}

TEST_CASE("A chosen code that could be read as a made one counts exactly all the same")
{
    const QString chosen = QStringLiteral("passwordlist"); // twelve characters of the alphabet, with look-alikes
    CHECK(couldMatch(chosen, chosen));
    CHECK_FALSE(couldMatch(QStringLiteral("PASSWORDLIST"), chosen));
    CHECK_FALSE(couldMatch(QStringLiteral("PASS-W0RD-11ST"), chosen));
}

TEST_CASE("A chosen code in the form of a made one is a made one")
{
    CHECK(couldMatch(QStringLiteral("k7qf 2m9x trwd"), QStringLiteral("K7QF-2M9X-TRWD")));
}

TEST_CASE("Accents match however they were typed")
{
    CHECK(couldMatch(QStringLiteral("cafe\u0301 noir"), QStringLiteral("café noir")));
}

TEST_CASE("A chosen code has 4 to 200 characters of plain text")
{
    const auto isRefused = [](const QString &chosen) {
        const Result<QString> checked = checkedCode(chosen);
        return !checked && checked.error().code == ErrorCode::CodeUnsuitable
            && !checked.error().values[QStringLiteral("why")].toString().isEmpty();
    };
    CHECK(isRefused(QString()));
    CHECK(isRefused(QStringLiteral("abc")));
    CHECK(isRefused(QStringLiteral("  abc  ")));
    CHECK(isRefused(QStringLiteral("ab\ncd")));
    CHECK(isRefused(QStringLiteral("ab\u202Ecd")));
    CHECK(isRefused(QString(201, u'x')));
    CHECK(*checkedCode(QStringLiteral(" abcdefgh ")) == QStringLiteral("abcdefgh"));
    CHECK(isRefused(QStringLiteral("abcdefg")));
    // E6: those that were taken when four characters were enough still unlock.
    CHECK(possibleForms(QStringLiteral(" abcd ")) == QList<QByteArray> {"abcd"});
    CHECK(checkedCode(QString(200, u'x')));
}

namespace {

/// The zone of this process while it lives.
class Zone
{
public:
    explicit Zone(const QByteArray &name)
        : m_before(qgetenv("TZ"))
    {
        set(name);
    }
    ~Zone() { set(m_before); }
    Q_DISABLE_COPY_MOVE(Zone)

private:
    static void set(const QByteArray &name)
    {
        if (name.isEmpty())
            qunsetenv("TZ");
        else
            qputenv("TZ", name);
        tzset();
    }
    QByteArray m_before;
};

} // namespace

TEST_CASE("E5: an expiry date is the end of that day where this machine is")
{
    const QDateTime now = utc(2026, 3, 1, 8);
    {
        const Zone zone("UTC0");
        CHECK(*expiryFromText(QStringLiteral("2026-12-31"), now) == utc(2026, 12, 31, 23, 59, 59));
        CHECK(*expiryFromText(QStringLiteral(" 2026-03-01 "), now) == utc(2026, 3, 1, 23, 59, 59));
    }
    {
        const Zone zone("<-11>11"); // 11 hours west of Greenwich, where it is still the day before
        CHECK(*expiryFromText(QStringLiteral("2026-02-28"), now) == utc(2026, 3, 1, 10, 59, 59));
    }
    {
        const Zone zone("<+13>-13");
        CHECK(*expiryFromText(QStringLiteral("2026-03-01"), now) == utc(2026, 3, 1, 10, 59, 59));
        CHECK(expiryFromText(QStringLiteral("2026-02-28"), now).error().code == ErrorCode::CodeExpiryPast);
    }
}

TEST_CASE("An expiry with a time counts to that time, in UTC where no offset is given")
{
    const QDateTime now = utc(2026, 3, 1, 8);
    const QDateTime expected = utc(2026, 12, 31, 18);
    for (const QString &text : {QStringLiteral("2026-12-31T18:00"), QStringLiteral("2026-12-31T18:00:00Z"),
             QStringLiteral("2026-12-31 18:00:00.000"), QStringLiteral("2026-12-31T23:30+05:30")}) {
        CAPTURE(text);
        const Result<QDateTime> expires = expiryFromText(text, now);
        REQUIRE(expires);
        CHECK(*expires == expected);
        CHECK(expires->timeSpec() == Qt::UTC);
    }
}

TEST_CASE("An expiry in the past is refused")
{
    const QDateTime now = utc(2026, 3, 1, 8);
    for (const QString &text : {QStringLiteral("2026-02-28"), QStringLiteral("2026-03-01T08:00Z"),
             QStringLiteral("2026-03-01T09:00+02:00"), QStringLiteral("0001-01-01")}) {
        CAPTURE(text);
        REQUIRE_FALSE(expiryFromText(text, now));
        CHECK(expiryFromText(text, now).error().code == ErrorCode::CodeExpiryPast);
    }
}

TEST_CASE("What is no ISO date is refused")
{
    for (const QString &text : {QString(), QStringLiteral("tomorrow"), QStringLiteral("31.12.2026"),
             QStringLiteral("2026-13-01"), QStringLiteral("2026-02-30"), QStringLiteral("2026-1-1"),
             QStringLiteral("2026-12-31T25:00"), QStringLiteral("2026-12-31T"), QStringLiteral("2026-12-31Z"),
             QStringLiteral("2026-12-31T18:00Z; drop"), QStringLiteral("٢٠٢٦-12-31"), QStringLiteral("20261231")}) {
        CAPTURE(text);
        const Result<QDateTime> expires = expiryFromText(text, utc(2026, 3, 1));
        REQUIRE_FALSE(expires);
        CHECK(expires.error().code == ErrorCode::UsageWrong);
    }
}
