// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/certificatefields.h"

#include "core/domain/daywords.h"
#include "core/prefs/syncpreferences.h"
#include "ui/preferences/serveradvice.h"
#include "ui/widgets/enabledor.h"
#include "ui/widgets/errorwords.h"
#include "ui/widgets/fieldmessage.h"
#include "ui/widgets/lefttorightfield.h"
#include "ui/widgets/namedbutton.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

namespace mailboat {

namespace {

/// Whether the draft has what stands in a field: else the field says why not.
bool isTaken(const QLineEdit &field, const QString &path)
{
    const QString typed = field.text().trimmed();
    return path == (typed.isEmpty() ? typed : QDir::cleanPath(typed));
}

} // namespace

CertificateFields::CertificateFields(Source source, QGridLayout *grid, int row, QWidget *parent)
    : QObject(parent)
    , m_source(std::move(source))
    , m_certificate(leftToRightField(QStringLiteral("certificate"), tr("Certificate"), parent))
    , m_chooseCertificate(namedButton(QStringLiteral("chooseCertificate"), tr("&Choose…"), parent))
    , m_certificateMessage(new FieldMessage(m_certificate, parent))
    , m_key(leftToRightField(QStringLiteral("privateKey"), tr("Private key"), parent))
    , m_chooseKey(namedButton(QStringLiteral("choosePrivateKey"), tr("Ch&oose…"), parent))
    , m_keyMessage(new FieldMessage(m_key, parent))
{
    m_chooseCertificate->setAccessibleName(tr("Choose the certificate…"));
    m_chooseKey->setAccessibleName(tr("Choose the private key…"));
    const auto add = [&](int at, const QString &label, QLineEdit *field, QPushButton *button, FieldMessage *message) {
        auto *name = new QLabel(label, parent);
        name->setBuddy(field);
        grid->addWidget(name, at, 0);
        grid->addWidget(field, at, 1, 1, 2);
        grid->addWidget(button, at, 3);
        grid->addWidget(message, at + 1, 1, 1, 3);
    };
    add(row, tr("Cer&tificate"), m_certificate, m_chooseCertificate, m_certificateMessage);
    add(row + 2, tr("Private &key"), m_key, m_chooseKey, m_keyMessage);
    connect(m_chooseCertificate, &QPushButton::clicked, this, [this] { choose(m_certificate, tr("Certificate")); });
    connect(m_chooseKey, &QPushButton::clicked, this, [this] { choose(m_key, tr("Private key")); });
}

void CertificateFields::choose(QLineEdit *field, const QString &title)
{
    const QString shown = field->text().trimmed();
    const QString from = QDir::isAbsolutePath(shown) ? QFileInfo(shown).absolutePath() : QDir::homePath();
    auto *dialog = new QFileDialog(
        field->window(), title, from, tr("Certificates and keys (*.pem *.crt *.cer *.key);;All files (*)"));
    dialog->setObjectName(QStringLiteral("certificateDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, field, [field](const QString &path) {
        if (!field->isEnabled()) // the padlock has closed meanwhile
            return;
        field->setText(QDir::toNativeSeparators(path));
        emit field->textEdited(field->text()); // as if it had been typed
    });
    dialog->open();
}

void CertificateFields::setLocked(const QString &reason)
{
    for (QWidget *const control : {static_cast<QWidget *>(m_certificate), static_cast<QWidget *>(m_chooseCertificate),
             static_cast<QWidget *>(m_key), static_cast<QWidget *>(m_chooseKey)})
        setEnabledOr(control, reason);
}

/// One question at a time: who types is not answered for each letter.
void CertificateFields::read(const QString &host)
{
    m_host = host;
    const SyncPreferences &preferences = m_source.preferences();
    const QString certificate = preferences.tlsCertificate.value();
    const QString key = preferences.tlsKey.value();
    if (!isTaken(*m_certificate, certificate) || !isTaken(*m_key, key))
        return;
    if (certificate.isEmpty()) {
        m_certificateMessage->clear();
        if (key.isEmpty())
            m_keyMessage->clear();
        else
            m_keyMessage->setMessage(
                Tone::Warning, tr("Choose the certificate that this key belongs to: without one it is not used."));
        return;
    }
    if (std::exchange(m_isAsking, true))
        return;
    m_source.read(certificate, key, host, this,
        [this, asked = QStringList {certificate, key, host}](const Result<CertificateReading> &reading) {
            m_isAsking = false;
            const SyncPreferences &now = m_source.preferences();
            if (asked != QStringList {now.tlsCertificate.value(), now.tlsKey.value(), m_host})
                read(m_host);
            else if (reading && isTaken(*m_certificate, asked.at(0)) && isTaken(*m_key, asked.at(1)))
                show(*reading);
        });
}

void CertificateFields::check(const QString &host, const std::function<void(bool fits)> &checked)
{
    const SyncPreferences &preferences = m_source.preferences();
    m_source.read(preferences.tlsCertificate.value(), preferences.tlsKey.value(), host, this,
        [this, checked](const Result<CertificateReading> &reading) {
            const bool isRefused = reading && reading->certificateFault && !reading->isWarning;
            if (!isRefused && !(reading && reading->keyFault))
                return checked(true); // where the site does not answer, saving says so
            checked(false);
            show(*reading);
            QLineEdit *const wrong = isRefused ? m_certificate : m_key;
            wrong->setFocus();
            wrong->selectAll();
        });
}

void CertificateFields::show(const CertificateReading &reading)
{
    const QString until
        = reading.until.isValid() ? tr("Valid until %1.").arg(dayWords(reading.until.toLocalTime().date())) : QString();
    if (!reading.certificateFault)
        m_certificateMessage->setMessage(Tone::Ok, until);
    else if (reading.isWarning)
        m_certificateMessage->setMessage(Tone::Warning,
            until + u' ' + errorWords(*reading.certificateFault, serverPageAdvice(*reading.certificateFault)));
    else
        m_certificateMessage->setError(*reading.certificateFault, serverPageAdvice(*reading.certificateFault));
    if (reading.keyFault)
        m_keyMessage->setError(*reading.keyFault);
    else if (reading.until.isValid())
        m_keyMessage->setMessage(Tone::Ok, tr("This key belongs to the certificate."));
    else
        m_keyMessage->clear();
}

} // namespace mailboat
