// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/error.h"

#include "core/domain/errortable.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace mailboat {

namespace {

const ErrorRow &rowOf(ErrorCode code)
{
    const auto rows = errorRows();
    const auto index = static_cast<std::size_t>(code);
    return rows[index < rows.size() ? index : rows.size() - 1];
}

QString translated(const char *text)
{
    return QCoreApplication::translate("mailboat", text);
}

/// Words that other parts of the program give as values in English.
QString translatedWord(const QString &word)
{
    static constexpr const char *words[] = {QT_TRANSLATE_NOOP("mailboat", "ahead"),
        QT_TRANSLATE_NOOP("mailboat", "behind"), QT_TRANSLATE_NOOP("mailboat", "off"),
        QT_TRANSLATE_NOOP("mailboat", "primary"), QT_TRANSLATE_NOOP("mailboat", "satellite")};
    for (const char *known : words) {
        if (word == QLatin1String(known))
            return translated(known);
    }
    return word;
}

QString valueText(const QString &name, const QVariant &value)
{
    if (!value.isValid() || value.isNull())
        return QCoreApplication::translate("mailboat", "not known");
    if (name == QLatin1String("limit") || name == QLatin1String("bytesPerSecond")) {
        bool isNumber = false;
        const double bytes = value.toDouble(&isNumber);
        if (isNumber)
            return QLocale().formattedDataSize(qRound64(bytes), 1, QLocale::DataSizeTraditionalFormat);
    }
    switch (value.typeId()) {
    case QMetaType::QDateTime:
        return value.toDateTime().toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
    case QMetaType::QDate:
        return value.toDate().toString(Qt::ISODate);
    case QMetaType::QStringList:
    case QMetaType::QVariantList: // one that has been JSON
        return value.toStringList().join(QStringLiteral(", "));
    case QMetaType::Double:
        return QString::number(value.toDouble(), 'g', 4);
    default:
        break;
    }
    if (name == QLatin1String("role") || name == QLatin1String("direction"))
        return translatedWord(value.toString());
    return value.toString();
}

/// Puts the values in where {name} stands. What a value holds is never read as a name again.
QString filled(const QString &text, const QVariantMap &values)
{
    QString result;
    qsizetype from = 0;
    for (qsizetype open = text.indexOf(u'{'); open >= 0; open = text.indexOf(u'{', from)) {
        const qsizetype close = text.indexOf(u'}', open);
        const QString name = text.mid(open + 1, close - open - 1);
        result += QStringView(text).sliced(from, open - from);
        result += valueText(name, values.value(name));
        from = close + 1;
    }
    result += QStringView(text).sliced(from);
    return result;
}

} // namespace

QList<ErrorCode> allErrorCodes()
{
    QList<ErrorCode> codes;
    for (const ErrorRow &row : errorRows())
        codes.append(row.code);
    return codes;
}

QString codeOf(ErrorCode code)
{
    return QString::fromLatin1(rowOf(code).name);
}

QString describe(const Error &error)
{
    return filled(translated(rowOf(error.code).words), error.values);
}

QString advise(const Error &error)
{
    return filled(translated(rowOf(error.code).advice), error.values);
}

bool mayHeal(ErrorCode code)
{
    return rowOf(code).heals;
}

WireError wireError(ErrorCode code)
{
    const ErrorRow &row = rowOf(code);
    return {row.wire.code ? row.wire.code : row.name, row.wire.status};
}

int exitStatusOf(ErrorCode code)
{
    return rowOf(code).exitStatus;
}

} // namespace mailboat
