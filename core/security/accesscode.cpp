// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/accesscode.h"

#include "core/domain/plaintext.h"
#include "core/security/sodium.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <sodium.h>

namespace mailboat {

namespace {

constexpr int groups = 3;
constexpr int groupLength = 4;
constexpr int madeLength = groups * groupLength;
// Crockford's: without I, L, O (read as 1, 1, 0) and U.
constexpr QLatin1StringView alphabet {"0123456789ABCDEFGHJKMNPQRSTVWXYZ"};

/// The twelve characters of a made code, or nothing where the text is none.
QString madeForm(const QString &typed)
{
    QString form;
    for (const QChar typedCharacter : typed) {
        if (typedCharacter == u'-' || typedCharacter == u' ')
            continue;
        QChar character = typedCharacter.toUpper();
        if (character == u'O')
            character = u'0';
        else if (character == u'I' || character == u'L')
            character = u'1';
        if (!alphabet.contains(character) || form.size() == madeLength)
            return {};
        form.append(character);
    }
    return form.size() == madeLength ? form : QString();
}

auto unsuitable(const QString &why)
{
    return failure(ErrorCode::CodeUnsuitable, {{QStringLiteral("why"), why}});
}

/// What may have been a code once, when shorter ones were taken.
Result<QString> readCode(const QString &typed)
{
    constexpr int longest = 200;
    const QString code = plainForm(typed);
    if (code.size() > longest)
        return unsuitable(QCoreApplication::translate("mailboat", "it is longer than 200 characters"));
    if (!isPlainText(code))
        return unsuitable(QCoreApplication::translate("mailboat", "it holds control characters"));
    return code;
}

QString inGroups(const QString &made)
{
    QStringList parts;
    for (int start = 0; start < made.size(); start += groupLength)
        parts.append(made.mid(start, groupLength));
    return parts.join(u'-');
}

} // namespace

QString newCode()
{
    startSodium();
    QString made;
    for (int i = 0; i < madeLength; ++i)
        made.append(alphabet[randombytes_uniform(static_cast<uint32_t>(alphabet.size()))]);
    return inGroups(made);
}

Result<QString> checkedCode(const QString &chosen)
{
    constexpr int shortest = 8;
    return readCode(chosen).and_then([](const QString &code) -> Result<QString> {
        if (code.size() < shortest)
            return unsuitable(QCoreApplication::translate("mailboat", "it is shorter than 8 characters"));
        return code;
    });
}

QByteArray storedForm(const QString &code)
{
    const QString plain = plainForm(code);
    const QString made = madeForm(plain);
    const bool isMade = !made.isEmpty() && plain == inGroups(made);
    return (isMade ? made : plain).toUtf8();
}

QList<QByteArray> possibleForms(const QString &typed)
{
    const Result<QString> code = readCode(typed);
    if (!code || code->isEmpty())
        return {};
    QList<QByteArray> forms {storedForm(*code)};
    if (const QByteArray made = madeForm(*code).toUtf8(); !made.isEmpty() && made != forms.first())
        forms.append(made);
    return forms;
}

Result<QDateTime> expiryFromText(const QString &text, const QDateTime &now)
{
    // Qt reads more than the standard has ("2026-1-1", letters of other scripts as digits).
    static const QRegularExpression form(
        QStringLiteral("\\A[0-9]{4}-[0-9]{2}-[0-9]{2}(?<time>[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?"
                       "(?<offset>Z|[+-][0-9]{2}:[0-9]{2})?)?\\z"));
    const QString trimmed = text.trimmed();
    const QRegularExpressionMatch match = form.match(trimmed);
    QDateTime expires;
    if (match.hasMatch() && match.captured(u"time").isEmpty()) {
        const QDate day = QDate::fromString(trimmed, Qt::ISODate);
        expires = day.isValid() ? QDateTime(day, QTime(23, 59, 59)) : QDateTime();
    } else if (match.hasMatch()) {
        expires = QDateTime::fromString(trimmed, Qt::ISODateWithMs);
        if (match.captured(u"offset").isEmpty())
            expires.setTimeSpec(Qt::UTC);
    }
    if (!expires.isValid()) {
        return failure(ErrorCode::UsageWrong,
            {{QStringLiteral("why"),
                QCoreApplication::translate(
                    "mailboat", "the expiry date must be given as 2026-12-31 or 2026-12-31T18:00Z")}});
    }
    if (expires <= now)
        return failure(ErrorCode::CodeExpiryPast, {{QStringLiteral("until"), expires.toUTC()}});
    return expires.toUTC();
}

} // namespace mailboat
