// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/v5/v5api.h"

namespace mailboat {

/// Where a request is worked on.
enum class Place {
    Reception, ///< at once, whatever else goes on
    Lane ///< in its site's turn, and only while synchronisation is on
};

/// A row says verb, path, right (every row: a site that has signed in and has an active store), and handler.
struct Route {
    const char *method;
    const char *path;
    Place place;
    WorkerPool::Work work; ///< as site_status tells it
    Result<ServerAnswer> (V5Api::*handler)(const Call &);
};

/// RequestPathUnknown; RequestMethodWrong (allowed).
Result<const Route *> findRoute(const QByteArray &method, const QByteArray &path);

} // namespace mailboat
