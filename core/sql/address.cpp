// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/address.h"

#include <QFileInfo>
#include <QUrl>

namespace mailboat {

namespace {

bool isServerUrl(const QString &text)
{
    return text.startsWith(QLatin1String("postgresql:"), Qt::CaseInsensitive)
        || text.startsWith(QLatin1String("postgres:"), Qt::CaseInsensitive);
}

/// A URL that cannot be taken apart may hold its password anywhere.
QString withoutSecrets(const QString &text)
{
    const QUrl url(text);
    return url.isValid() && !url.host().isEmpty()
        ? url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment)
        : QStringLiteral("postgresql://…");
}

} // namespace

Result<DatafileAddress> DatafileAddress::fromText(const QString &text)
{
    if (isServerUrl(text))
        return failure(ErrorCode::DatafileUnsupported, {{QStringLiteral("path"), withoutSecrets(text)}});
    return ofFile(text);
}

DatafileAddress DatafileAddress::ofFile(const QString &path)
{
    return DatafileAddress(path);
}

DatafileAddress::DatafileAddress(QString path)
    : m_path(std::move(path))
{
}

QString DatafileAddress::path() const
{
    return QFileInfo(m_path).absoluteFilePath();
}

QString DatafileAddress::identity() const
{
    const QFileInfo file(m_path);
    if (file.exists())
        return file.canonicalFilePath();
    const QString folder = QFileInfo(file.absolutePath()).canonicalFilePath();
    return folder.isEmpty() ? file.absoluteFilePath() : folder + QLatin1Char('/') + file.fileName();
}

} // namespace mailboat
