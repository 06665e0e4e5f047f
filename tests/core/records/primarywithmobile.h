// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsontext.h"
#include "core/domain/mirrorrules.h"
#include "tests/core/records/primarywithsites.h"

namespace mailboat::test {

/// Site 3 runs Mobile; the others Open mSupply.
class PrimaryWithMobile : public PrimaryWithSites
{
public:
    PrimaryWithMobile()
    {
        require((*this)->peerStates().setApp(SyncId {3}, SiteApp::mobile("8.7.4"), 0));
        drainAll();
    }
    QByteArray text(const QByteArray &table, const QByteArray &id, const QByteArray &key)
    {
        return topLevelValues(data(table, id), {key}).value(key);
    }
};

inline QByteArray shipment(
    const QByteArray &status, const QByteArray &type = "ci", const QByteArray &more = {}, const QByteArray &to = "s3")
{
    return R"({"ID":"t","store_ID":"s2","name_ID":"name_)" + to + R"(","type":")" + type + R"(","status":")" + status
        + R"(","invoice_num":17,"total":0.10,"om_type":"OUTBOUND_SHIPMENT","user_ID":"u")" + more + '}';
}

inline QByteArray line(const QByteArray &id, const QByteArray &type = "stock_out")
{
    return R"({"ID":")" + id + R"(","transaction_ID":"t","item_ID":"i","item_line_ID":"of s2","type":")" + type
        + R"(","quantity":3,"location_ID":"shelf"})";
}

inline const QByteArray mirror = derivedId({"transact", "t"}, "mirror");
inline QByteArray lineMirror(const QByteArray &id)
{
    return derivedId({"trans_line", id}, "mirror");
}

} // namespace mailboat::test
