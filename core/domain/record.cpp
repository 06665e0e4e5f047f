// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/record.h"

#include <QString>
#include <QStringDecoder>
#include <algorithm>

namespace mailboat {

namespace {

bool isName(QByteArrayView name, qsizetype longest)
{
    if (name.isEmpty() || name.size() > longest)
        return false;
    if (std::ranges::all_of(name, [](char c) { return c >= ' ' && c <= '~'; })) // as nearly all are
        return true;
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(name);
    return !decode.hasError()
        && std::ranges::none_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

} // namespace

QByteArray actionName(Action action)
{
    switch (action) {
    case Action::Insert:
        return QByteArrayLiteral("insert");
    case Action::Update:
        return QByteArrayLiteral("update");
    case Action::Delete:
        return QByteArrayLiteral("delete");
    case Action::Merge:
        return QByteArrayLiteral("merge");
    }
    Q_UNREACHABLE();
}

std::optional<Action> actionFromName(QByteArrayView name)
{
    for (const Action action : {Action::Insert, Action::Update, Action::Delete, Action::Merge}) {
        const QByteArray named = actionName(action);
        const QByteArrayView lower = named;
        if (name.size() == lower.size() && name.sliced(1) == lower.sliced(1)
            && (name[0] == lower[0] || name[0] == lower[0] - 'a' + 'A'))
            return action;
    }
    return std::nullopt;
}

Result<> checkTableName(QByteArrayView name)
{
    if (isName(name, maxTableNameLength))
        return {};
    return failure(ErrorCode::TableNameInvalid,
        {{QStringLiteral("table"),
            QString::fromUtf8(name.first(std::min(name.size(), qsizetype(maxTableNameLength))))}});
}

Result<> checkRecordId(QByteArrayView id)
{
    if (isName(id, maxRecordIdLength))
        return {};
    return failure(ErrorCode::RecordIdInvalid,
        {{QStringLiteral("id"), QString::fromUtf8(id.first(std::min(id.size(), qsizetype(maxRecordIdLength))))}});
}

} // namespace mailboat
