// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/login/loginapi.h"

#include "core/records/appusers.h"
#include "core/security/passwordhash.h"
#include "core/wire/login.h"

namespace mailboat {

std::vector<Route> LoginApi::routes()
{
    return {
        {"POST", "/api/v4/login", Place::People, WorkerPool::Work::None, Effect::Changes, {}, {}, &LoginApi::login}};
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
    const Result<AppUser> user = login->siteName.isEmpty()
        ? Result<AppUser>(call.person)
        : AppUsers::atSite(call.desk.datafile(), call.person, login->siteName);
    return user.map([](const AppUser &shown) { return ServerAnswer {200, wire::composeLogin(shown), {}}; });
}

} // namespace mailboat
