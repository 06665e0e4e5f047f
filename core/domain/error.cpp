// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/error.h"

#include "core/domain/errortable.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

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
    static constexpr const char *words[]
        = {QT_TRANSLATE_NOOP("mailboat", "ahead"), QT_TRANSLATE_NOOP("mailboat", "behind"),
            QT_TRANSLATE_NOOP("mailboat", "off"), QT_TRANSLATE_NOOP("mailboat", "primary"),
            QT_TRANSLATE_NOOP("mailboat", "satellite"), QT_TRANSLATE_NOOP("mailboat", "records"),
            QT_TRANSLATE_NOOP("mailboat", "IDs"), QT_TRANSLATE_NOOP("mailboat", "values")};
    for (const char *known : words) {
        if (word == QLatin1String(known))
            return translated(known);
    }
    return word;
}

/// A primary has tens of thousands of rows: after the first ones nobody would find the advice.
QString listed(const QStringList &values)
{
    constexpr qsizetype namedAtMost = 20;
    QStringList named = values.mid(0, namedAtMost);
    if (values.size() > namedAtMost)
        named.append(QStringLiteral("…"));
    return named.join(QStringLiteral(", "));
}

/// Whose limit is a number of things; all others' are bytes.
bool limitsNumber(ErrorCode code)
{
    return code == ErrorCode::TooManyRecords || code == ErrorCode::JoinsTooMany;
}

QString valueText(ErrorCode code, const QString &name, const QVariant &value)
{
    if (!value.isValid() || value.isNull())
        return {};
    if (name == QLatin1String("limit") || name == QLatin1String("bytesPerSecond")) {
        bool isNumber = false;
        const double bytes = value.toDouble(&isNumber);
        if (isNumber && limitsNumber(code))
            return QLocale().toString(value.toLongLong());
        if (isNumber)
            return QLocale().formattedDataSize(qRound64(bytes), 1, QLocale::DataSizeTraditionalFormat);
    }
    if (name == QLatin1String("owner") && value.typeId() != QMetaType::QString) {
        const int owner = value.toInt();
        return owner > 0 ? QCoreApplication::translate("mailboat", "the site with Sync ID %1").arg(owner)
                         : QCoreApplication::translate("mailboat", "no site that is known here");
    }
    switch (value.typeId()) {
    case QMetaType::QDateTime:
        return value.toDateTime().toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
    case QMetaType::QDate:
        return value.toDate().toString(Qt::ISODate);
    case QMetaType::QStringList:
    case QMetaType::QVariantList: // one that has been JSON
        return listed(value.toStringList());
    case QMetaType::Double:
        return QString::number(value.toDouble(), 'g', 10);
    default:
        break;
    }
    if ((name == QLatin1String("why") || name == QLatin1String("text")) && value.toString().endsWith(u'.'))
        return value.toString().chopped(1); // a sentence of its own, inside of ours
    if (name == QLatin1String("role") || name == QLatin1String("direction") || name == QLatin1String("what"))
        return translatedWord(value.toString());
    return value.toString();
}

/// Puts the values in where {name} stands, and leaves out [a part] where one of its values is not there.
/// What a value holds is never read as a name again.
QString filled(ErrorCode code, const QString &text, const QVariantMap &values)
{
    static const QRegularExpression marks(QStringLiteral("\\{([A-Za-z]+)\\}|[\\[\\]]"));
    QString result;
    QString part;
    bool isWhole = true;
    qsizetype from = 0;
    for (auto mark = marks.globalMatch(text); mark.hasNext();) {
        const QRegularExpressionMatch match = mark.next();
        part += QStringView(text).sliced(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (const QString name = match.captured(1); !name.isEmpty()) {
            const QString value = valueText(code, name, values.value(name));
            isWhole = isWhole && !value.isEmpty();
            part += values.contains(name) ? value : QCoreApplication::translate("mailboat", "not known");
            continue;
        }
        const bool ends = match.captured() == u"]";
        if (!ends || isWhole)
            result += part;
        part.clear();
        isWhole = true;
    }
    return result + part + QStringView(text).sliced(from);
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
    return filled(error.code, translated(rowOf(error.code).words), error.values);
}

QString advise(const Error &error)
{
    return filled(error.code, translated(rowOf(error.code).advice), error.values);
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
