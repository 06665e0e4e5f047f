// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prefs/preference.h"
#include "tests/support/catch.h"

using namespace mailboat;
using namespace std::chrono_literals;

namespace {

class SomePreferences final : public PreferenceGroup
{
public:
    Preference<int> count {this, QStringLiteral("count"), 3, QStringLiteral("1 to 10"), between(1, 10)};
    Preference<bool> loud {this, QStringLiteral("loud"), false, QStringLiteral("true or false")};
    Preference<std::chrono::minutes> pause {
        this, QStringLiteral("pause"), 5min, QStringLiteral("0 to 60 minutes"), between(0min, 60min)};
    Preference<QString> word {this, QStringLiteral("word"), QStringLiteral("none"), QStringLiteral("no blanks"),
        Check<QString>([](const QString &text) { return !text.contains(u' '); })};
};

} // namespace

TEST_CASE("Numbers are plain digits")
{
    const QList<std::pair<QString, int>> good {{QStringLiteral("0"), 0}, {QStringLiteral("42"), 42},
        {QStringLiteral("  7\n"), 7}, {QStringLiteral("007"), 7}, {QStringLiteral("2147483647"), 2147483647}};
    for (const auto &[text, value] : good) {
        CAPTURE(text);
        CHECK(PreferenceText<int>::fromText(text) == value);
        CHECK(PreferenceText<int>::fromText(PreferenceText<int>::toText(value)) == value);
    }
    for (const QString &text : {QString(), QStringLiteral(" "), QStringLiteral("-1"), QStringLiteral("+5"),
             QStringLiteral("1e3"), QStringLiteral("1.0"), QStringLiteral("1,000"), QStringLiteral("1 000"),
             QStringLiteral("0x10"), QStringLiteral("٣"), QStringLiteral("４２"), QStringLiteral("2147483648"),
             QStringLiteral("99999999999999999999"), QStringLiteral("five"), QStringLiteral("5\u0000")}) {
        CAPTURE(text);
        CHECK_FALSE(PreferenceText<int>::fromText(text));
        CHECK_FALSE(PreferenceText<std::chrono::minutes>::fromText(text));
    }
}

TEST_CASE("A truth value is true or false, in any case")
{
    CHECK(PreferenceText<bool>::fromText(QStringLiteral(" True ")) == true);
    CHECK(PreferenceText<bool>::fromText(QStringLiteral("FALSE")) == false);
    for (const QString &text : {QString(), QStringLiteral("1"), QStringLiteral("yes"), QStringLiteral("tru")})
        CHECK_FALSE(PreferenceText<bool>::fromText(text));
}

TEST_CASE("A preference is in JSON what it is: a number, a truth, else its text")
{
    const SomePreferences preferences;
    CHECK(preferences.count.json() == QJsonValue(3));
    CHECK(preferences.loud.json() == QJsonValue(false));
    CHECK(preferences.pause.json() == QJsonValue(5));
    CHECK(preferences.word.json() == QJsonValue(QStringLiteral("none")));
}

TEST_CASE("A text that is not allowed changes nothing, and the error says what is")
{
    SomePreferences preferences;
    REQUIRE(preferences.count.setText(QStringLiteral("7")));
    for (const QString &text : {QStringLiteral("0"), QStringLiteral("11"), QStringLiteral("seven")}) {
        CAPTURE(text);
        const Result<> set = preferences.count.setText(text);
        REQUIRE_FALSE(set);
        CHECK(set.error().code == ErrorCode::PreferenceInvalid);
        CHECK(set.error().values[QStringLiteral("name")].toString() == QStringLiteral("count"));
        CHECK(set.error().values[QStringLiteral("value")].toString() == text);
        CHECK(set.error().values[QStringLiteral("allowed")].toString() == QStringLiteral("1 to 10"));
        CHECK(preferences.count.value() == 7);
    }
}

TEST_CASE("A value that is not allowed is refused like its text")
{
    SomePreferences preferences;
    CHECK_FALSE(preferences.pause.set(61min));
    CHECK(preferences.pause.set(60min));
    CHECK(preferences.pause.text() == QStringLiteral("60"));
    CHECK_FALSE(preferences.word.set(QStringLiteral("two words")));
}

TEST_CASE("An error shows no password that was typed into a preference")
{
    SomePreferences preferences;
    const Result<> set = preferences.word.setText(QStringLiteral("http://amy:s3cret@proxy 80"));
    REQUIRE_FALSE(set);
    CHECK_FALSE(describe(set.error()).contains(QStringLiteral("s3cret")));
    CHECK(describe(set.error()).contains(QStringLiteral("@proxy")));
}

TEST_CASE("Preferences are found by name, in the order they were declared")
{
    SomePreferences preferences;
    CHECK(preferences.names()
        == QStringList {
            QStringLiteral("count"), QStringLiteral("loud"), QStringLiteral("pause"), QStringLiteral("word")});
    CHECK(preferences.find(QStringLiteral("loud")) == &preferences.loud);
    CHECK(preferences.find(QStringLiteral("Loud")) == nullptr);
    CHECK(preferences.find(QString()) == nullptr);
}

TEST_CASE("Loading takes stored texts, and defaults where nothing is stored")
{
    SomePreferences preferences;
    REQUIRE(preferences.loud.set(true));
    CHECK(preferences
              .load({{QStringLiteral("count"), QStringLiteral("9")},
                  {QStringLiteral("from-the-future"), QStringLiteral("x")}})
              .isEmpty());
    CHECK(preferences.count.value() == 9);
    CHECK_FALSE(preferences.count.isDefault());
    CHECK(preferences.loud.isDefault());
}

TEST_CASE("A damaged stored value gives way to the default and is reported")
{
    SomePreferences preferences;
    REQUIRE(preferences.count.set(9));
    const QList<Error> problems = preferences.load(
        {{QStringLiteral("count"), QStringLiteral("a lot")}, {QStringLiteral("pause"), QStringLiteral("7")}});
    REQUIRE(problems.size() == 1);
    CHECK(problems.first().values[QStringLiteral("name")].toString() == QStringLiteral("count"));
    CHECK(preferences.count.value() == 3);
    CHECK(preferences.pause.value() == 7min);
}
