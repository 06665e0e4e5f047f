// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/ctlsite.h"
#include "tests/app/words.h"

namespace mailboat::test {

/// A primary with two satellites on its list, which listens on any free port when its window runs the engine.
class Primary : public CtlSite
{
public:
    Primary()
        : CtlSite(1)
    {
        must(words("prefs set listen 127.0.0.1:0"));
        addPeer(2, QStringLiteral("clinic2"));
        addPeer(10, QStringLiteral("hospital"));
    }
};

} // namespace mailboat::test
