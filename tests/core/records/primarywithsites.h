// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/store/storesite.h"

namespace mailboat::test {

inline const Texts nothing;

/// A primary with the satellites 2, 3 and 4, one (5) that has not called yet, and a store on each: s2 to s5, s1 its own. Nothing
/// waits for anybody.
class PrimaryWithSites : public StoreSite
{
public:
    PrimaryWithSites()
        : StoreSite(1)
    {
        for (const int site : {2, 3, 4})
            addPeer(site);
        addPeer(5, PeerStatus::New);
        for (const char *site : {"1", "2", "3", "4", "5"})
            addStore(QByteArray("s") + site, QByteArray(site).toInt());
        drainAll();
    }
    void drainAll()
    {
        for (const int site : {2, 3, 4, 5})
            (void)drain(site);
    }
};

} // namespace mailboat::test
