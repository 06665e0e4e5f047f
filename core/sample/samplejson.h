// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/jsontext.h"
#include "core/domain/record.h"

#include <QStringBuilder>

namespace mailboat {

/// Writes the data of one sample record, key by key, the same bytes everywhere.
class SampleJson
{
public:
    explicit SampleJson(QByteArrayView id) { text("ID", id); }

    SampleJson &text(const char *key, QByteArrayView value) { return raw(key, quoted(value)); }
    template<class A, class B>
    SampleJson &text(const char *key, const QStringBuilder<A, B> &value)
    {
        return text(key, QByteArrayView(QByteArray(value)));
    }
    SampleJson &number(const char *key, qint64 value) { return raw(key, QByteArray::number(value)); }
    SampleJson &flag(const char *key, bool value) { return raw(key, value ? "true" : "false"); }
    SampleJson &none(const char *key) { return raw(key, "null"); }
    /// Hundredths as a number with two decimals.
    SampleJson &decimal(const char *key, qint64 hundredths)
    {
        const qint64 rest = hundredths % 100;
        return raw(key,
            QByteArray(QByteArray::number(hundredths / 100) + (rest < 10 ? ".0" : ".") + QByteArray::number(rest)));
    }
    SampleJson &raw(const char *key, QByteArrayView json)
    {
        m_json += m_json.isEmpty() ? '{' : ',';
        m_json += quoted(key);
        m_json += ':';
        m_json += json;
        return *this;
    }
    QByteArray done() const { return QByteArray(m_json + '}'); }

private:
    QByteArray m_json;
};

inline Record sampleRecord(const char *table, const QByteArray &id, const SampleJson &json)
{
    return {table, id, Action::Insert, json.done()};
}

} // namespace mailboat
