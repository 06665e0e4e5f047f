// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/error.h"

#include <tl/expected.hpp>

namespace mailboat {

/// A value or the reason why there is none; nothing throws across our functions.
template<class T = void>
using Result = tl::expected<T, Error>;

inline auto failure(ErrorCode code, const ErrorValues &values = {}, const PlainText &detail = {})
{
    return tl::unexpected<Error>(Error {code, values, detail});
}
inline auto failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace mailboat
