// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/certificatefiles.h"

#include "core/server/certificateproblem.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/stat.h>

namespace mailboat {

namespace {

Error unusable(const QString &path, const QString &why)
{
    return {ErrorCode::CertificateUnusable, {{QStringLiteral("path"), path}, {QStringLiteral("why"), why}}};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(unusable(path, file.errorString()));
    QByteArray content = file.read(CertificateFiles::largest + 1);
    if (file.error() != QFile::NoError)
        return failure(unusable(path, file.errorString()));
    if (content.size() > CertificateFiles::largest)
        return failure(unusable(path, QCoreApplication::translate("mailboat", "it is too long")));
    return content;
}

bool isPlainFile(const QString &path)
{
    struct stat found {
    };
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 && S_ISREG(found.st_mode);
}

/// Which file it is, behind whatever links, and when it was last written.
QByteArray stateOf(const QString &path)
{
    struct stat found {
    };
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return "none";
    QByteArray state;
    for (const auto number : {static_cast<qint64>(found.st_dev), static_cast<qint64>(found.st_ino),
             static_cast<qint64>(found.st_size), static_cast<qint64>(found.st_mode),
             static_cast<qint64>(found.st_mtim.tv_sec), static_cast<qint64>(found.st_mtim.tv_nsec),
             static_cast<qint64>(found.st_ctim.tv_sec), static_cast<qint64>(found.st_ctim.tv_nsec)})
        state += QByteArray::number(number) + ' ';
    return state;
}

} // namespace

Result<QByteArray> CertificateFiles::contentOf(const QString &path)
{
    if (QFile::exists(path) && !isPlainFile(path)) // a pipe would wait for its other end
        return failure(unusable(path, QCoreApplication::translate("mailboat", "it is no file")));
    return readFile(path);
}

CertificateFiles CertificateFiles::ofPreferences(QString certificate, QString key, const Clock &clock)
{
    CertificateFiles files;
    files.m_clock = &clock;
    files.m_arePlain = true;
    files.m_certificate = std::move(certificate);
    files.m_key = std::move(key);
    files.m_known = files.m_seen = files.state();
    return files;
}

CertificateFiles::CertificateFiles(QString certificate, QString key, const Clock &clock)
    : m_certificate(std::move(certificate))
    , m_key(std::move(key))
{
    if (!isPlainFile(m_certificate) || !isPlainFile(m_key))
        return;
    m_clock = &clock;
    m_known = state();
    m_seen = m_known;
}

QByteArray CertificateFiles::state() const
{
    return stateOf(m_certificate) + "| " + stateOf(m_key);
}

std::optional<Result<CertificatePair>> CertificateFiles::look()
{
    if (!m_clock)
        return {};
    const QByteArray now = state();
    if (now != m_seen) {
        m_seen = now;
        m_seenSince = m_clock->monotonic();
    }
    if (m_seen == m_known || m_clock->monotonic() - m_seenSince < settling)
        return {};
    return read();
}

Result<CertificatePair> CertificateFiles::read()
{
    m_seen = m_known = state(); // before: what changes while it is read is read again
    const auto contentFrom = [this](const QString &path) { return m_arePlain ? contentOf(path) : readFile(path); };
    Result<QByteArray> certificate = contentFrom(m_certificate);
    if (!certificate)
        return failure(certificate.error());
    Result<QByteArray> key = contentFrom(m_key);
    if (!key)
        return failure(key.error());
    if (const QString why = certificateProblem(*certificate, *key); !why.isEmpty())
        return failure(unusable(m_key == m_certificate ? m_key : m_certificate + QStringLiteral(", ") + m_key, why));
    return CertificatePair {std::move(*certificate), std::move(*key)};
}

} // namespace mailboat
