// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/v4/lookupapi.h"

#include "core/records/lookup.h"
#include "core/records/personjoins.h"
#include "core/server/arguments.h"
#include "core/wire/lookupbodies.h"

#include <QCoreApplication>

namespace mailboat {

namespace {

constexpr qint64 highestOffset = 1'000'000;

auto badArgument(const char *key)
{
    const QString why = QCoreApplication::translate("mailboat", "%1 is missing or of the wrong type");
    return failure(ErrorCode::RequestMalformed, {{QStringLiteral("why"), why.arg(QLatin1StringView(key))}});
}

Result<QString> textArgument(const ServerRequest &request, const char *key)
{
    return request.argument(key).map(
        [](const std::optional<QByteArray> &text) { return QString::fromUtf8(text.value_or(QByteArray())); });
}

/// Reads what is looked for, key by key; the first that is wrong is the error.
class SearchReader
{
public:
    explicit SearchReader(const ServerRequest &request)
        : m_request(request)
    {
    }

    SearchReader &term(const char *key, SearchTerm &term)
    {
        take(textArgument(m_request, key).and_then([](const QString &text) { return SearchTerm::fromText(text); }),
            term);
        return *this;
    }

    /// Open mSupply writes 1998-07-29, mSupply Mobile 29071998.
    SearchReader &day(const char *key, QDate &day)
    {
        take(textArgument(m_request, key).and_then([key](const QString &text) -> Result<QDate> {
            QDate read = QDate::fromString(text, Qt::ISODate);
            if (!read.isValid())
                read = QDate::fromString(text, QStringLiteral("ddMMyyyy"));
            return text.isEmpty() || read.isValid() ? Result<QDate>(read) : badArgument(key);
        }),
            day);
        return *this;
    }

    SearchReader &page(PersonTable::Search &search)
    {
        qint64 limit = 0;
        take(numberArgument(m_request, "limit", 0, Lookup::mostFound), limit);
        take(numberArgument(m_request, "offset", 0, 0), search.offset);
        search.limit = static_cast<int>(std::min<qint64>(limit, Lookup::mostFound));
        search.offset = std::min(search.offset, highestOffset);
        return *this;
    }

    Result<> done() const { return m_failed ? Result<>(failure(*m_failed)) : Result<>(); }

private:
    template<class T>
    void take(const Result<T> &read, T &into)
    {
        if (read)
            into = *read;
        else if (!m_failed)
            m_failed = read.error();
    }

    const ServerRequest &m_request;
    std::optional<Error> m_failed {};
};

ServerAnswer jsonAnswer(const QByteArray &json)
{
    return {200, json, {}};
}

} // namespace

std::vector<Route> LookupApi::routes()
{
    const auto row = [](const char *method, const char *path, Effect effect, auto handler) {
        return Route {method, path, Place::Lane, WorkerPool::Work::None, effect, handler, {}, Caller::Any};
    };
    return {
        row("GET", "/api/v4/patient", Effect::Reads, &LookupApi::patients),
        row("GET", "/api/v4/prescriber", Effect::Reads, &LookupApi::prescribers),
        row("GET", "/api/v4/patient_history", Effect::Reads, &LookupApi::history),
        row("POST", "/api/v4/name_store_join", Effect::Changes, &LookupApi::join),
    };
}

Result<ServerAnswer> LookupApi::patients(const Call &call)
{
    PersonTable::Search search;
    const Result<> read = SearchReader(call.request)
                              .term("last_name", search.last)
                              .term("first_name", search.first)
                              .term("code", search.code)
                              .term("barcode", search.barcode)
                              .term("policy_number", search.policy)
                              .day("dob", search.birth)
                              .page(search)
                              .done();
    if (!read)
        return failure(read.error());
    return call.room.toAnswer()
        .and_then([&](qint64 mostBytes) { return Lookup(call.desk.datafile()).patients(search, mostBytes); })
        .map(jsonAnswer);
}

Result<ServerAnswer> LookupApi::prescribers(const Call &call)
{
    PersonTable::Search search;
    const Result<> read = SearchReader(call.request)
                              .term("last_name", search.last)
                              .term("first_name", search.first)
                              .term("code", search.code)
                              .page(search)
                              .done();
    if (!read)
        return failure(read.error());
    return call.room.toAnswer()
        .and_then([&](qint64 mostBytes) { return Lookup(call.desk.datafile()).prescribers(search, mostBytes); })
        .map(jsonAnswer);
}

Result<ServerAnswer> LookupApi::history(const Call &call)
{
    const Result<std::optional<QByteArray>> patient = call.request.argument("id");
    if (!patient)
        return failure(patient.error());
    if (!*patient || !checkRecordId(**patient))
        return badArgument("id");
    return call.room.toAnswer()
        .and_then(
            [&](qint64 mostBytes) { return Lookup(call.desk.datafile()).history(call.syncId(), **patient, mostBytes); })
        .map(jsonAnswer);
}

Result<ServerAnswer> LookupApi::join(const Call &call)
{
    const Result<wire::JoinBody> wish = wire::parseJoin(call.request.body);
    if (!wish)
        return failure(wish.error());
    return PersonJoins(call.desk.datafile())
        .join(call.syncId(), {wish->nameId, wish->storeId})
        .map([&wish](const QByteArray &id) {
            ServerAnswer done = jsonAnswer(wire::composeJoin({id, wish->nameId, wish->storeId}));
            done.hasStored = true;
            return done;
        });
}

} // namespace mailboat
