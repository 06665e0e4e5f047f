// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/server/exchanges/exchange.h"

#include "core/security/passwordhash.h"
#include "core/sql/connection.h"
#include "core/store/peerstates.h"
#include "core/store/quarantine.h"
#include "tests/support/mobilereader.h"
#include "tests/support/openmsupplyreader.h"
#include "tests/support/paths.h"
#include "tests/support/pattern.h"

#include <QFile>
#include <QJsonDocument>

#include <stdexcept>

namespace mailboat::test {

namespace {

QString textIn(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1StringView(key)).toString();
}

/// What Open mSupply would lose of a batch; empty where it can read all of it.
QString unreadByOpenMSupply(const QJsonValue &body)
{
    for (const auto value : body.toObject().value(QStringLiteral("data")).toArray()) {
        const QJsonObject entry = value.toObject();
        const QJsonValue data = entry.value(QStringLiteral("recordData"));
        try {
            if (data.isObject())
                readByOpenMSupply(textIn(entry, "tableName").toUtf8(), textOf(data).toUtf8());
        } catch (const std::runtime_error &error) {
            return QString::fromUtf8(error.what());
        }
    }
    return {};
}

QString unreadByMobile(const QJsonValue &body)
{
    for (const auto entry : body.toArray()) {
        const MobileVerdict verdict = readByMobile(entry.toObject(), QStringLiteral("store_a"));
        if (verdict.is == MobileVerdict::Is::PassedOver || verdict.is == MobileVerdict::Is::Poison)
            return verdict.why;
    }
    return {};
}

QString unreadBy(const QString &reader, const QJsonValue &body)
{
    if (reader == QStringLiteral("Open mSupply"))
        return unreadByOpenMSupply(body);
    return reader == QStringLiteral("mSupply Mobile") ? unreadByMobile(body) : QString();
}

QJsonValue bodyOf(const RawReply &reply)
{
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    if (document.isArray())
        return document.array();
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue(QString::fromUtf8(reply.body));
}

} // namespace

Exchange Exchange::ofFile(const QString &name)
{
    QFile file(sourcePath(QStringLiteral("tests/data/exchanges/") + name));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("no exchange " + name.toStdString());
    QJsonParseError error {};
    const QJsonDocument script = QJsonDocument::fromJson(file.readAll(), &error);
    if (!script.isObject())
        throw std::runtime_error(
            name.toStdString() + ": " + error.errorString().toStdString() + " at byte " + std::to_string(error.offset));
    return Exchange(script.object());
}

Exchange::Exchange(QJsonObject script)
    : m_script(std::move(script))
{
}

QStringList Exchange::play(ServedPrimary &primary)
{
    m_primary = &primary;
    m_kept = {{QStringLiteral("primary"), primary.server().address()}};
    for (const auto &[who, password] : {std::pair("hill", "secret-2"), {"valley", "secret-3"}, {"amy", "pw of amy"}})
        m_kept.insert(QStringLiteral("digest of ") + QLatin1StringView(who),
            QString::fromLatin1(wirePassword(QLatin1StringView(password))));
    const QJsonObject names = m_script.value(QStringLiteral("names")).toObject();
    for (auto name = names.begin(); name != names.end(); ++name)
        m_kept.insert(name.key(), filled(name.value()));
    QStringList wrong;
    const QJsonArray steps = m_script.value(QStringLiteral("steps")).toArray();
    for (const auto value : steps) {
        const QJsonObject step = value.toObject();
        const QString problem = playStep(step);
        if (!problem.isEmpty())
            wrong.append(textIn(step, "does") + QStringLiteral(": ") + problem);
    }
    return wrong;
}

QString Exchange::playStep(const QJsonObject &step)
{
    if (step.contains(QStringLiteral("call")))
        return call(step);
    if (step.contains(QStringLiteral("put")))
        return put(filled(step.value(QStringLiteral("put"))).toObject());
    if (step.contains(QStringLiteral("holds")))
        return look(filled(step.value(QStringLiteral("holds"))).toObject());
    if (step.contains(QStringLiteral("generate")) || step.contains(QStringLiteral("resend")))
        return askForMore(step);
    if (step.contains(QStringLiteral("quarantine")))
        return lookAtQuarantine(step.value(QStringLiteral("quarantine")).toArray());
    return QStringLiteral("that is no step");
}

QString Exchange::put(const QJsonObject &record)
{
    m_primary->put(textIn(record, "table").toUtf8(), textIn(record, "id").toUtf8(),
        textOf(record.value(QStringLiteral("data"))).toUtf8());
    return {};
}

QString Exchange::askForMore(const QJsonObject &step)
{
    const SyncId queued {step.value(QStringLiteral("generate")).toInt()};
    const SyncId asked {step.value(QStringLiteral("resend")).toInt()};
    const Result<> done = queued.isOff() ? m_primary->datafile().peerStates().setResendRequested(asked, true)
                                         : m_primary->datafile().primaryRecords().generate(queued).map([](qint64) {});
    return done ? QString() : describe(done.error());
}

QString Exchange::look(const QJsonObject &record)
{
    const auto data = m_primary->dataOf(textIn(record, "table").toUtf8(), textIn(record, "id").toUtf8());
    return difference(record.value(QStringLiteral("data")),
        data ? QJsonValue(QJsonDocument::fromJson(*data).object()) : QJsonValue(QJsonValue::Undefined));
}

QString Exchange::lookAtQuarantine(const QJsonArray &names)
{
    QJsonArray all;
    const auto entries = m_primary->datafile().quarantine().entries();
    if (!entries)
        return describe(entries.error());
    for (const Quarantine::Entry &entry : *entries)
        all.append(QString::fromUtf8(entry.record.table + '/' + entry.record.id));
    return difference(names, all);
}

QString Exchange::call(const QJsonObject &step)
{
    const RawReply reply = send(step);
    const int status = step.value(QStringLiteral("status")).toInt(200);
    const QString received = QStringLiteral(" in ") + QString::fromUtf8(reply.body.left(8000));
    if (reply.status != status)
        return QStringLiteral("status %1, not %2").arg(reply.status).arg(status) + received;
    const QJsonValue body = bodyOf(reply);
    const QJsonObject keeps = step.value(QStringLiteral("keep")).toObject();
    for (auto one = keeps.begin(); one != keeps.end(); ++one)
        m_kept.insert(one.key(), valueAt(body, one.value().toString()));
    const QString unread = unreadBy(textIn(m_script, "reader"), body);
    if (!unread.isEmpty())
        return unread + received;
    if (step.contains(QStringLiteral("answer"))) {
        const QString wrong = difference(filled(step.value(QStringLiteral("answer"))), body);
        if (!wrong.isEmpty())
            return wrong + received;
    }
    return {};
}

RawReply Exchange::send(const QJsonObject &step)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    const QString by = step.value(QStringLiteral("by")).toString(textIn(m_script, "by"));
    m_kept.insert(QStringLiteral("by"), by);
    if (!by.isEmpty()) {
        const QString digest = m_kept.value(QStringLiteral("digest of ") + by).toString();
        headers.append({"Authorization", "Basic " + (by + u':' + digest).toUtf8().toBase64()});
    }
    const QJsonValue said = m_script.value(QStringLiteral("headers"));
    QJsonObject all = step.value(QStringLiteral("headers")).toObject(said.toObject());
    const QJsonObject more = step.value(QStringLiteral("more headers")).toObject();
    for (auto header = more.begin(); header != more.end(); ++header)
        all.insert(header.key(), header.value());
    for (auto header = all.begin(); header != all.end(); ++header)
        headers.append({header.key().toUtf8(), onTheWire(header.value())});
    const QByteArrayList line = onTheWire(step.value(QStringLiteral("call"))).split(' ');
    RawConnection connection(m_primary->port());
    connection.send(
        rawRequest(line.constFirst(), line.constLast(), headers, onTheWire(step.value(QStringLiteral("body")))));
    return connection.reply().value_or(RawReply {});
}

/// With what has been kept in place of "${name}"; a text that is nothing else becomes that value.
QJsonValue Exchange::filled(const QJsonValue &value) const
{
    if (value.isObject()) {
        QJsonObject all;
        const QJsonObject given = value.toObject();
        for (auto one = given.begin(); one != given.end(); ++one)
            all.insert(one.key(), filled(one.value()));
        return all;
    }
    if (value.isArray()) {
        QJsonArray all;
        for (const auto one : value.toArray())
            all.append(filled(one));
        return all;
    }
    QString text = value.toString();
    for (auto kept = m_kept.begin(); kept != m_kept.end(); ++kept) {
        const QString name = QStringLiteral("${") + kept.key() + u'}';
        if (text == name)
            return *kept;
        text.replace(name, kept->toVariant().toString());
    }
    return value.isString() ? QJsonValue(text) : value;
}

/// A text as it is, all else as JSON.
QByteArray Exchange::onTheWire(const QJsonValue &value) const
{
    const QJsonValue whole = filled(value);
    return (whole.isString() || whole.isUndefined() ? whole.toString() : textOf(whole)).toUtf8();
}

} // namespace mailboat::test
