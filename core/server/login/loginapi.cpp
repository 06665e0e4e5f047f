// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/login/loginapi.h"

#include "core/domain/jsontext.h"
#include "core/domain/routing.h"
#include "core/records/appusers.h"
#include "core/security/passwordhash.h"
#include "core/wire/login.h"

namespace mailboat {

namespace {

/// The client takes over all that it is told of the person: what the record says that came to it by sync is said again.
Result<wire::LoginAnswer> withRecord(Datafile &datafile, const AppUser &user)
{
    const QByteArray phone = QByteArrayLiteral("phone1");
    const QByteArray jobTitle = QByteArrayLiteral("job_title");
    return datafile.records().get(Routing::builtIn().userTable(), user.userId.toUtf8()).map([&](const auto &record) {
        const auto texts = record ? topLevelValues(record->data, {phone, jobTitle}) : QHash<QByteArray, QByteArray>();
        return wire::LoginAnswer {
            user, QString::fromUtf8(texts.value(phone)), QString::fromUtf8(texts.value(jobTitle))};
    });
}

} // namespace

std::vector<Route> LoginApi::routes()
{
    return {{"POST", "/api/v4/login", Place::People, WorkerPool::Work::None, Effect::Changes, {}, {}, Caller::Any,
        &LoginApi::login}};
}

Result<SignIn> LoginApi::signInOf(const ServerRequest &request) const
{
    return wire::parseLogin(request.body).map([](const wire::LoginRequest &login) {
        return SignIn {login.userName, wirePassword(login.password), {}};
    });
}

ServerAnswer LoginApi::answerTo(const Error &told) const
{
    return {wireError(told.code).status, wire::composeLoginError(told), {}};
}

Result<ServerAnswer> LoginApi::login(const PersonCall &call)
{
    const Result<wire::LoginRequest> login = wire::parseLogin(call.request.body);
    if (!login)
        return failure(login.error());
    Datafile &datafile = call.desk.datafile();
    const Result<AppUser> user = login->siteName.isEmpty() ? Result<AppUser>(call.person)
                                                           : AppUsers::atSite(datafile, call.person, login->siteName);
    return user.and_then([&](const AppUser &shown) { return withRecord(datafile, shown); })
        .map([](const wire::LoginAnswer &answer) {
            return ServerAnswer {200, wire::compose(answer), {}};
        });
}

} // namespace mailboat
