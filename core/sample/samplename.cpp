// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sample/samplename.h"

#include "core/sample/samplejson.h"

#include <QDate>

namespace mailboat {

QByteArray sampleDate(qint64 day)
{
    return QDate(2024, 1, 1).addDays(day).toString(Qt::ISODate).toLatin1();
}

Record sampleNameRecord(const SampleName &name)
{
    const bool isPatient = name.type == "patient";
    SampleJson json(name.id);
    json.text("name", name.name).text("code", name.code).text("type", name.type);
    json.flag("customer", name.customer).flag("supplier", name.supplier);
    json.text("supplying_store_id", name.homeStore).text("first", name.first).text("last", name.last);
    json.flag("female", name.female).text("date_of_birth", isPatient ? name.birth : QByteArray("0000-00-00"));
    json.text("phone", name.phone).text("charge code", name.code).text("comment", "");
    json.text("country", "Coralia").text("bill_address1", name.address).text("bill_address2", "");
    json.text("email", "").text("url", "").flag("manufacturer", name.manufacturer).flag("donor", false);
    json.flag("hold", false).text("NEXT_OF_KIN_ID", "").text("next_of_kin_relative", "");
    json.text("created_date", name.created).text("national_health_number", isPatient ? name.code : QByteArray());
    json.flag("isDeceased", false).none("om_created_datetime");
    json.text("om_gender", !isPatient ? "" : name.female ? "FEMALE" : "MALE");
    json.text("currency_ID", name.currencyId).number("price_category", 1);
    return {"name", name.id, Action::Insert, json.done()};
}

} // namespace mailboat
