// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

namespace mailboat::wire {

/// Whether a body is a page for people: by its type, or by how it begins.
bool isWebPage(const QByteArray &body, const QByteArray &contentType);
/// Whether such a page asks somebody to sign in, as the portals of hotels, mobile networks and campuses do: a field for a
/// password, WISPr's mark, or the words of such pages.
bool asksToSignIn(const QByteArray &page);
/// NetworkSignIn or WebPage (status), for a page that came instead of an answer.
Error pageError(int status, const QByteArray &page);

} // namespace mailboat::wire
