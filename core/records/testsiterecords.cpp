// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/records/testsiterecords.h"

#include "core/domain/jsontext.h"
#include "core/domain/routing.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace mailboat {

namespace {

using Words = QHash<QByteArray, QByteArray>; // as they stand in the resource, with what takes their place

QJsonObject builtIn()
{
    QFile file(QStringLiteral(":/testsite.json"));
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    return QJsonDocument::fromJson(isThere ? file.readAll() : QByteArray()).object();
}

/// The records under that key, with these values in place of the words.
QList<Record> madeOf(const QString &key, const Words &words)
{
    static const QJsonObject resource = builtIn();
    QList<Record> records;
    for (const auto entry : resource.value(key).toArray()) {
        QByteArray data = QJsonDocument(entry[u"data"].toObject()).toJson(QJsonDocument::Compact);
        data.replace(R"("$new")", quoted(QUuid::createUuid().toByteArray(QUuid::WithoutBraces)));
        for (auto word = words.cbegin(); word != words.cend(); ++word)
            data.replace(word.key(), word.value());
        const QByteArray table = entry[u"table"].toString().toUtf8();
        const QByteArray &idKey = Routing::builtIn().rule(table).idKey;
        records.append({table, topLevelValues(data, {idKey}).value(idKey), Action::Update, data});
    }
    return records;
}

} // namespace

QList<Record> testSiteRecords(const TestSite &site, const QList<QByteArray> &visibleNames)
{
    const Words words {{R"("$store")", quoted(site.storeId)}, {R"("$name")", quoted(site.nameId)},
        {R"("$userName")", quoted(site.userName.toUtf8())}, {R"("$site")", QByteArray::number(site.syncId.value())}};
    QList<Record> records = madeOf(QStringLiteral("site"), words);
    for (const QByteArray &visible : visibleNames) {
        Words more = words;
        more.insert(R"("$visible")", quoted(visible));
        records += madeOf(QStringLiteral("visible"), more);
    }
    return records;
}

QList<Record> commonTestRecords()
{
    return madeOf(QStringLiteral("common"), {});
}

} // namespace mailboat
