// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/status/changewords.h"

#include <QJsonObject>
#include <QList>

using namespace mailboat;

namespace {

QJsonObject fromTo(const QJsonValue &before, const QJsonValue &after)
{
    return {{QStringLiteral("before"), before}, {QStringLiteral("after"), after}};
}

struct Change {
    const char *what;
    QJsonObject details;
};

/// Every kind of audit entry, with every value that it may have.
QList<Change> changes()
{
    const auto key = [](const char *text) { return QString::fromLatin1(text); };
    const QJsonObject peer {{key("syncId"), 7}, {key("syncIdBefore"), 6}, {key("userName"), fromTo(key("a"), key("b"))},
        {key("url"), fromTo({}, key("http://c"))}, {key("passwordSet"), true}, {key("mayOmitHardwareId"), true},
        {key("omsCentral"), fromTo(false, true)}, {key("timeZone"), key("")}, {key("hardwareIdCleared"), key("F0")}};
    const QJsonObject person {{key("userName"), key("nurse")}, {key("name"), key("nurse")}, {key("userId"), key("U")},
        {key("firstName"), QJsonValue()}, {key("lastName"), key("Ba")}, {key("email"), key("")},
        {key("language"), key("en")}, {key("active"), true}, {key("stores"), key("A")}, {key("passwordSet"), true}};
    return {
        {"peer-added", peer},
        {"peer-changed", peer},
        {"peer-removed", {{key("syncId"), 7}, {key("userName"), key("north")}, {key("waiting"), 3}}},
        {"app-user-added", person},
        {"app-user-changed", person},
        {"app-user-removed", {{key("userName"), key("nurse")}, {key("userId"), key("U")}}},
        {"code-added", {{key("label"), key("first")}, {key("expires"), key("2026-12-01T00:00:00Z")}}},
        {"code-revoked", {{key("label"), key("first")}}},
        {"code-tried", {{key("tries"), 1}}},
        {"code-expired", {}},
        {"unlock", {}},
        {"site-names-same", {}},
        {"certificate-taken", {{key("until"), key("2026-12-01T00:00:00Z")}}},
        {"certificate-not-taken", {{key("path"), key("/c.pem")}, {key("why"), key("it is none")}}},
        {"datafile-restored", {{key("from"), key("/b")}, {key("kept"), key("/k")}}},
        {"records-came-back", {{key("records"), 2}, {key("first"), key("item: A")}}},
        {"recovered",
            {{key("choice"), key("collect")}, {key("records"), 2}, {key("waiting"), 0}, {key("sites"), 3},
                {key("cannotBeAsked"), key("")}}},
        {"recovered",
            {{key("choice"), key("keep-this")}, {key("syncId"), 4}, {key("records"), 2}, {key("waiting"), 0}}},
    };
}

QString valuesOf(const char *what, const QJsonObject &details)
{
    return changeValues({1, {}, QStringLiteral("audit"), {}, QString::fromLatin1(what), details});
}

QString valuesOfPreference(const char *name, const QJsonValue &before, const QJsonValue &after)
{
    QJsonObject details = fromTo(before, after);
    details.insert(QStringLiteral("name"), QString::fromLatin1(name));
    return valuesOf("preference-set", details);
}

} // namespace

TEST_CASE("what has changed is said in words: no key of the datafile stands in it")
{
    for (const Change &change : changes()) {
        const QString words = valuesOf(change.what, change.details);
        INFO(change.what << ": " << words.toStdString());
        CHECK(changeTitle({1, {}, QStringLiteral("audit"), {}, QString::fromLatin1(change.what), {}})
            != QLatin1String(change.what));
        for (auto detail = change.details.begin(); detail != change.details.end(); ++detail) {
            INFO(detail.key().toStdString());
            const QString key = QStringLiteral(", ") + detail.key() + QStringLiteral(": ");
            CHECK_FALSE(QString(QStringLiteral(", ") + words).contains(key));
        }
        CHECK_FALSE(words.contains(QStringLiteral("keep-this")));
        CHECK_FALSE(words.contains(QStringLiteral("T00:00:00")));
    }
    CHECK(valuesOf("recovered", {{QStringLiteral("cannotBeAsked"), QStringLiteral("")}})
        == QStringLiteral("Sites that cannot be asked: none"));
}

TEST_CASE("a preference that has changed has the label of its field, and the default where nothing is stored")
{
    CHECK(valuesOfPreference("proxy", QStringLiteral("none"), {})
        == QStringLiteral("Proxy: No proxy → Use the system's proxy"));
    CHECK(valuesOfPreference("plain-http", {}, QStringLiteral("true"))
        == QStringLiteral("Answer other machines without a certificate, too: no → yes"));
    CHECK(
        valuesOfPreference("tls-key", {}, QStringLiteral("/a.key")) == QStringLiteral("Private key: nothing → /a.key"));
    CHECK(valuesOfPreference("of-a-newer-version", {}, QStringLiteral("1"))
        == QStringLiteral("of-a-newer-version: nothing → 1"));
}
