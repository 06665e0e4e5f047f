// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/certificatewatch.h"

#include "core/engine/log.h"
#include "core/prefs/syncpreferences.h"
#include "core/records/datafile.h"
#include "core/server/syncserver.h"
#include "core/store/enginerequests.h"
#include "core/store/synclog.h"

#include <QSslCertificate>

namespace mailboat {

namespace {

/// Until when the site's own certificate is valid, which stands first in its file.
QDateTime endOf(const QByteArray &pem)
{
    const QList<QSslCertificate> chain = QSslCertificate::fromData(pem, QSsl::Pem);
    return chain.isEmpty() ? QDateTime() : chain.constFirst().expiryDate();
}

void warnUnlessNoted(const Result<> &noted)
{
    if (!noted)
        qCWarning(engineLog) << "could not note what became of the certificate:" << noted.error().detail;
}

} // namespace

CertificateWatch::CertificateWatch(CertificateFiles files, CertificatePair inUse)
    : m_files(std::move(files))
    , m_inUse(std::move(inUse))
    , m_isGiven(!m_inUse.certificate.isEmpty())
{
}

std::optional<Result<>> CertificateWatch::follow(
    const SyncPreferences &preferences, SyncServer *server, Datafile &datafile)
{
    const QString certificate = preferences.tlsCertificate.value();
    const QString key = preferences.tlsKey.value().isEmpty() ? certificate : preferences.tlsKey.value();
    if (m_isGiven || (certificate == m_certificate && (key == m_key || certificate.isEmpty())))
        return {};
    m_certificate = certificate;
    m_key = key;
    m_unusable.reset();
    if (certificate.isEmpty()) {
        m_files = {};
        m_inUse = {};
        note({}, datafile);
        return {};
    }
    m_files = CertificateFiles::ofPreferences(certificate, key, datafile.clock());
    if (server)
        return readAgain(server, datafile);
    const Result<CertificatePair> found = m_files.read();
    if (found)
        m_inUse = *found;
    else
        m_unusable = found.error();
    return {};
}

Result<> CertificateWatch::mayStart() const
{
    const bool isMissing = isOn() && m_inUse.certificate.isEmpty() && m_unusable;
    return isMissing ? failure(*m_unusable) : Result<>();
}

std::optional<Result<>> CertificateWatch::look(SyncServer *server, Datafile &datafile)
{
    const std::optional<Result<CertificatePair>> found = m_files.look();
    if (!found)
        return {};
    if (!*found) {
        note(found->error(), datafile);
        return Result<>(failure(found->error()));
    }
    if (**found == m_inUse) { // as it was, or as it is again
        note({}, datafile);
        return {};
    }
    return take(**found, server, datafile);
}

std::optional<Result<>> CertificateWatch::readAgain(SyncServer *server, Datafile &datafile)
{
    if (!isOn())
        return {};
    const Result<CertificatePair> found = m_files.read();
    if (!found) {
        note(found.error(), datafile);
        return Result<>(failure(found.error()));
    }
    return take(*found, server, datafile);
}

Result<> CertificateWatch::take(const CertificatePair &pair, SyncServer *server, Datafile &datafile)
{
    const bool isOther = pair != m_inUse;
    const bool isShown = server && !m_inUse.certificate.isEmpty();
    const Result<> taken = isShown && isOther ? server->setCertificate(pair.certificate, pair.key) : Result<> {};
    if (!taken) {
        note(taken.error(), datafile);
        return taken;
    }
    m_inUse = pair;
    note({}, datafile);
    if (isOther)
        warnUnlessNoted(datafile.log().addAudit(
            QStringLiteral("certificate-taken"), {}, {{QStringLiteral("until"), isoTime(endOf(pair.certificate))}}));
    return {};
}

void CertificateWatch::note(const std::optional<Error> &trouble, Datafile &datafile)
{
    m_unusable = trouble;
    const auto words = [](const std::optional<Error> &error) { return error ? describe(*error) : QString(); };
    if (words(trouble) == words(m_trouble))
        return;
    const Result<> noted = datafile.requests().setCertificateTrouble(trouble);
    warnUnlessNoted(noted);
    if (noted)
        m_trouble = trouble;
    if (trouble)
        warnUnlessNoted(datafile.log().addAudit(QStringLiteral("certificate-not-taken"), {},
            {{QStringLiteral("path"), trouble->values.value(QStringLiteral("path")).toString()},
                {QStringLiteral("why"), trouble->values.value(QStringLiteral("why")).toString()}}));
}

} // namespace mailboat
