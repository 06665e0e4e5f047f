// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/datafilefault.h"
#include "core/domain/jsonbody.h"
#include "core/domain/jsontext.h"
#include "core/wire/webpage.h"
#include "core/wire/wire.h"

#include <QHash>

namespace mailboat::wire {

namespace {

constexpr int longestText = 500;

/// What the other side wrote, fit to be shown in one line.
QString shownText(const QByteArray &text)
{
    return QString::fromUtf8(text.left(longestText * 4)).simplified().left(longestText);
}

QHash<QByteArray, ErrorCode> namedCodes()
{
    QHash<QByteArray, ErrorCode> codes {
        {"site_name_not_found", ErrorCode::SiteNameNotFound},
        {"site_incorrect_password", ErrorCode::SiteIncorrectPassword},
        {"site_incorrect_hardware_id", ErrorCode::SiteIncorrectHardwareId},
        {"site_has_no_store", ErrorCode::SiteHasNoStore},
        {"site_auth_timeout", ErrorCode::SiteAuthTimeout},
        {"api_version_incompatible", ErrorCode::ApiVersionIncompatible},
        {"sync_is_running", ErrorCode::PrimaryBusy},
        {"integration_in_progress", ErrorCode::PrimaryBusy},
        {"initialisation_in_progress", ErrorCode::PrimaryBusy},
        {"sync_is_disabled", ErrorCode::SyncDisabled},
        {"server_full", ErrorCode::ServerFull},
        {"too_many_records", ErrorCode::TooManyRecords},
        // What only a Mailboat says.
        {"request_malformed", ErrorCode::RequestMalformed},
        {"request_path_unknown", ErrorCode::RequestPathUnknown},
        {"request_method_wrong", ErrorCode::RequestMethodWrong},
        {"request_credentials_missing", ErrorCode::RequestCredentialsMissing},
        {"server_failed", ErrorCode::ServerFailed},
        {"primary_datafile_unusable", ErrorCode::PrimaryDatafileUnusable},
    };
    // Its datafile's own troubles, under their own codes.
    for (const ErrorCode code : allErrorCodes()) {
        if (isDatafileFault(code))
            codes.insert(wireError(code).code, ErrorCode::PrimaryDatafileUnusable);
    }
    codes.insert(wireError(ErrorCode::PrimaryDiskFull).code, ErrorCode::PrimaryDiskFull);
    return codes;
}

const QHash<QByteArray, ErrorCode> &protocolCodes()
{
    static const QHash<QByteArray, ErrorCode> codes = namedCodes();
    return codes;
}

/// What is wrong with our own datafile, in words for who calls from elsewhere: without its path, which is nobody's business
/// there. The code stays what it is.
Error toldElsewhere(const Error &error)
{
    if (error.code == ErrorCode::DiskFull)
        return {ErrorCode::PrimaryDiskFull};
    if (isDatafileFault(error.code))
        return {ErrorCode::PrimaryDatafileUnusable, {{QStringLiteral("text"), describe({error.code})}}};
    return error;
}

bool asksToComeBack(int status)
{
    return status == 408 || status == 429 || (status >= 502 && status <= 504);
}

/// Ours says what it accepts: then the words can say which end is too old.
Error versionError(const JsonFields &data, const QString &text)
{
    const auto version = data.value("version").toInteger();
    const auto min = data.value("min").toInteger();
    const auto max = data.value("max").toInteger();
    if (version && min && *version < *min)
        return {ErrorCode::ApiVersionTooOld, {{QStringLiteral("version"), *version}, {QStringLiteral("min"), *min}}};
    if (version && max && *version > *max)
        return {ErrorCode::ApiVersionTooNew, {{QStringLiteral("version"), *version}, {QStringLiteral("max"), *max}}};
    return {ErrorCode::ApiVersionIncompatible, {{QStringLiteral("text"), text}}};
}

Error tooManyError(const JsonFields &data, const QString &detail)
{
    const auto limit = data.value("limit").toInteger();
    QVariantMap values {{QStringLiteral("what"), shownText(data.value("what").toString().value_or("records"))}};
    if (limit)
        values.insert(QStringLiteral("limit"), *limit);
    return {ErrorCode::TooManyRecords, values, detail};
}

Error protocolError(int status, const JsonFields &error, const QByteArray &code)
{
    const QString text = shownText(error.value("message").toString().value_or(QByteArray()));
    const JsonFields data = fieldsOf(error.value("data"));
    const QVariantMap words {{QStringLiteral("status"), status}, {QStringLiteral("text"), text}};
    const QString detail = QStringLiteral("HTTP %1, %2: %3").arg(QString::number(status), shownText(code), text);
    const auto known = protocolCodes().constFind(code);
    if (known == protocolCodes().constEnd()) {
        if (asksToComeBack(status))
            return {ErrorCode::PrimaryBusy, words, detail};
        if (status == 413) {
            const auto limit = data.value("limit").toInteger();
            return {ErrorCode::RequestTooLarge,
                limit ? QVariantMap {{QStringLiteral("limit"), *limit}} : QVariantMap {}, detail};
        }
        return {ErrorCode::OtherSide, words, detail};
    }
    switch (*known) {
    case ErrorCode::ApiVersionIncompatible: {
        Error incompatible = versionError(data, text);
        incompatible.detail = detail;
        return incompatible;
    }
    case ErrorCode::SyncDisabled: // ours gives the reason apart from the sentence
    case ErrorCode::ServerFull: {
        const auto why = data.value("why").toString();
        return {*known, {{QStringLiteral("why"), why ? shownText(*why) : text}}, detail};
    }
    case ErrorCode::TooManyRecords:
        return tooManyError(data, detail);
    case ErrorCode::PrimaryDatafileUnusable: {
        const auto why = data.value("why").toString();
        return {*known, {{QStringLiteral("text"), why ? shownText(*why) : text}}, detail};
    }
    case ErrorCode::SiteAuthTimeout: {
        const auto seconds = data.value("seconds").toInteger();
        return {*known, seconds ? QVariantMap {{QStringLiteral("seconds"), *seconds}} : QVariantMap {}, detail};
    }
    default:
        return {*known, words, detail};
    }
}

Error plainError(int status, const QByteArray &body, const QByteArray &contentType)
{
    const bool isPage = isWebPage(body, contentType);
    const QString text = isPage ? QString() : shownText(body);
    const QVariantMap values {{QStringLiteral("status"), status}, {QStringLiteral("text"), text}};
    const QString detail = QStringLiteral("HTTP %1, %2 bytes of %3")
                               .arg(QString::number(status), QString::number(body.size()), shownText(contentType));
    if (status == 407)
        return {ErrorCode::ProxySignIn, values, detail};
    if (isPage && asksToSignIn(body)) // whatever the status: who has to act is the same
        return {ErrorCode::NetworkSignIn, values, detail};
    if (status >= 300 && status < 400)
        return {ErrorCode::Redirected, values, detail};
    if (status == 408 || status == 429)
        return {ErrorCode::PrimaryBusy, values, detail};
    if (status == 511) // the network asks for a sign-in of its own
        return {ErrorCode::NetworkSignIn, values, detail};
    if (status >= 500) // a gateway before it, perhaps
        return {ErrorCode::HttpServerError, values, detail};
    if (status == 413)
        return {ErrorCode::RequestTooLarge, {}, detail};
    if (status == 404)
        return {ErrorCode::HttpNotFound, values, detail};
    if (isPage)
        return {ErrorCode::WebPage, values, detail};
    if (text.isEmpty())
        return {ErrorCode::HttpStatusUnexpected, values, detail};
    return {ErrorCode::OtherSide, values, detail};
}

} // namespace

QByteArray composeError(const Error &error)
{
    QByteArray data;
    for (const char *key : {"version", "min", "max", "seconds", "limit"}) {
        const QVariant value = error.values.value(QLatin1String(key));
        bool isNumber = false;
        const qlonglong number = value.toLongLong(&isNumber);
        if (isNumber)
            data += (data.isEmpty() ? "{\"" : ",\"") + QByteArray(key) + "\":" + QByteArray::number(number);
    }
    const Error told = toldElsewhere(error);
    const bool isUnusable = told.code == ErrorCode::PrimaryDatafileUnusable;
    const bool tellsWhy = isUnusable || told.code == ErrorCode::SyncDisabled || told.code == ErrorCode::ServerFull;
    const QString why = told.values.value(isUnusable ? QStringLiteral("text") : QStringLiteral("why")).toString();
    const QString what
        = told.code == ErrorCode::TooManyRecords ? told.values.value(QStringLiteral("what")).toString() : QString();
    for (const auto &[key, text] : {std::pair("why", tellsWhy ? why : QString()), std::pair("what", what)}) {
        if (!text.isEmpty())
            data += (data.isEmpty() ? "{\"" : ",\"") + QByteArray(key) + "\":" + mailboat::quoted(text.toUtf8());
    }
    return "{\"error\":{\"code\":" + mailboat::quoted(wireError(error.code).code)
        + ",\"message\":" + mailboat::quoted(describe(told).toUtf8())
        + ",\"data\":" + (data.isEmpty() ? QByteArrayLiteral("null") : data + '}') + "}}";
}

Error parseError(int httpStatus, const QByteArray &body, const QByteArray &contentType)
{
    const Result<JsonBody> opened = JsonBody::open(body, ErrorCode::AnswerNotJson);
    if (opened) {
        const JsonFields error = fieldsOf(opened->value("error"));
        if (const auto code = error.value("code").toString())
            return protocolError(httpStatus, error, *code);
    }
    return plainError(httpStatus, body, contentType);
}

bool isRefusal(const Error &error)
{
    switch (error.code) {
    case ErrorCode::RequestTooLarge:
    case ErrorCode::TooManyRecords:
    case ErrorCode::RequestMalformed:
        return true;
    case ErrorCode::OtherSide:
    case ErrorCode::HttpStatusUnexpected:
    case ErrorCode::WebPage: {
        const int status = error.values.value(QStringLiteral("status")).toInt();
        return status == 400 || status == 422;
    }
    default:
        return false;
    }
}

} // namespace mailboat::wire
