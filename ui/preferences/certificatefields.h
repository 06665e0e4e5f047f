// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/server/certificatereading.h"

#include <QObject>

#include <functional>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace mailboat {

class FieldMessage;
class SyncPreferences;

/// The two fields of a primary's certificate and its key, each with "Choose…"; below them stands when the certificate ends, and what
/// is wrong with either file. The files are read elsewhere.
class CertificateFields final : public QObject
{
    Q_OBJECT
public:
    struct Source {
        std::function<const SyncPreferences &()> preferences; ///< as they are edited
        using Answer = std::function<void(const Result<CertificateReading> &)>;
        /// readCertificate(), which waits for the disk elsewhere; answers unless the context is gone by then.
        std::function<void(
            const QString &certificate, const QString &key, const QString &host, QObject *context, Answer answer)>
            read;
    };
    /// Puts its rows into `grid`, from row `row` on; four of them.
    CertificateFields(Source source, QGridLayout *grid, int row, QWidget *parent);

    QLineEdit *certificate() const { return m_certificate; }
    QLineEdit *key() const { return m_key; }
    FieldMessage *certificateMessage() const { return m_certificateMessage; }
    FieldMessage *keyMessage() const { return m_keyMessage; }

    /// Reads what the fields name; `host`: for which sites reach this primary, empty: not known.
    void read(const QString &host);
    /// Reads them as they are now, shows what it finds, and goes to the field of what keeps the primary or its sites from using them.
    void check(const QString &host, const std::function<void(bool fits)> &checked);
    void setLocked(const QString &reason); ///< empty: not

private:
    void choose(QLineEdit *field, const QString &title);
    void show(const CertificateReading &reading);

    Source m_source;
    QLineEdit *m_certificate;
    QPushButton *m_chooseCertificate;
    FieldMessage *m_certificateMessage;
    QLineEdit *m_key;
    QPushButton *m_chooseKey;
    FieldMessage *m_keyMessage;
    QString m_host {}; ///< as it was given last
    bool m_isAsking = false;
};

} // namespace mailboat
