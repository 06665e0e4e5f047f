// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/copiesrecords.h"

#include <QRegularExpression>

namespace mailboat::test {

namespace {

QByteArray afterDot(const QByteArray &id)
{
    return id.mid(id.indexOf('.') + 1);
}

/// A transfer's other store: one of the two that it is not from.
QByteArray otherStoreOf(const RecordKey &transfer)
{
    const QByteArray store = storeOf(transfer);
    const bool isOdd = transfer.id.back() % 2 != 0;
    if (store == "A")
        return isOdd ? "C" : "B";
    if (store == "B")
        return isOdd ? "C" : "A";
    return isOdd ? "B" : "A";
}

} // namespace

QByteArray storeOf(const RecordKey &key)
{
    const bool isOwned = key.table == "Location" || key.table == "transact" || key.table == "trans_line";
    return isOwned ? key.id.mid(1, 1) : QByteArray();
}

bool isPatient(const RecordKey &key)
{
    return key.table == "name" && key.id.startsWith('P');
}

bool isOfSeveral(const RecordKey &key)
{
    return isPatient(key) || key.table == "nameInsuranceJoin" || key.table == "barcode";
}

bool mayBeDeleted(const RecordKey &key)
{
    return !isPatient(key);
}

RecordKey transferOf(const RecordKey &line)
{
    if (line.table != "trans_line")
        return {};
    return {"transact", line.id.left(line.id.indexOf('.'))};
}

RecordKey joinOf(const QByteArray &store, const RecordKey &patient)
{
    return {"name_store_join", "J" + store + "." + patient.id};
}

QByteArray dataOf(const RecordKey &key, int version)
{
    const QByteArray text = "\"v" + QByteArray::number(version) + '"';
    const QByteArray begin = R"({"ID":")" + key.id + '"';
    if (key.table == "unit")
        return begin + R"(,"units":)" + text + '}';
    if (key.table == "barcode")
        return begin + R"(,"itemID":"item","barcode":)" + text + '}';
    if (key.table == "name")
        return begin + R"(,"type":"patient","supplying_store_id":")" + key.id.mid(1, 1) + R"(","name":)" + text + '}';
    if (key.table == "nameInsuranceJoin")
        return begin + R"(,"nameID":")" + afterDot(key.id)
            + R"(","insuranceProviderID":"provider","expiryDate":"2030-01-01","type":"personal","policyNumberFull":)"
            + text + '}';
    if (key.table == "name_store_join")
        return begin + R"(,"name_ID":")" + afterDot(key.id) + R"(","store_ID":")" + key.id.mid(1, 1) + R"("})";
    if (key.table == "trans_line")
        return begin + R"(,"transaction_ID":")" + transferOf(key).id
            + R"(","item_ID":"item","type":"stock_out","note":)" + text + '}';
    const QByteArray ofStore = begin + R"(,"store_ID":")" + storeOf(key) + '"';
    if (key.table == "Location")
        return ofStore + R"(,"code":)" + text + '}';
    return ofStore + R"(,"name_ID":"name-of-)" + otherStoreOf(key)
        + R"(","type":"ci","entry_date":"2026-11-30","their_ref":)" + text + '}';
}

int versionOf(const QByteArray &data)
{
    static const QRegularExpression version(QStringLiteral("\"v(\\d+)\""));
    return version.match(QString::fromUtf8(data)).captured(1).toInt();
}

QList<RecordKey> keysOf(const Holdings &held)
{
    QList<RecordKey> keys;
    for (auto record = held.cbegin(); record != held.cend(); ++record)
        keys.append({record.key().first, record.key().second});
    return keys;
}

} // namespace mailboat::test
