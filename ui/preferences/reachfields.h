// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/certificatefields.h"

#include <QGroupBox>

#include <functional>
#include <initializer_list>

class QCheckBox;

namespace mailboat {

class FieldBindings;
class ListenFields;
class PreferenceBase;

/// How sites reach a primary: who can, where it listens, by which URL, with which certificate. Each field says what is wrong with what
/// it holds, also where that does not go together with the others.
class ReachFields final : public QGroupBox
{
    Q_OBJECT
public:
    /// The fields are bound there, which outlives this.
    ReachFields(FieldBindings &bindings, CertificateFields::Source source, QWidget *parent);

    void follow(); ///< the fields, which have been set
    void review(); ///< says anew what the fields hold: a file may be another one by now
    void begin(); ///< a person goes on in the first field
    /// Takes the person to where it listens, where OK would turn off a primary that answers, or make one that nobody can reach; false
    /// where it would not.
    bool showListeningFault();
    bool hasToCheck() const; ///< the files have to be read before what is edited can be saved
    void check(const std::function<void(bool fits)> &checked); ///< CertificateFields::check()
    /// Takes the person to the first field for whose sake a primary could not be reached as it says; false where there is none.
    bool showFault();
    void setLocked(const QString &reason); ///< empty: not

private:
    QString reachedHost() const;
    Result<> mayListen() const;
    bool isEdited(std::initializer_list<const PreferenceBase *> preferences) const; ///< any of them
    bool isListeningRefused() const;

    FieldBindings &m_bindings;
    ListenFields *m_listen;
    QLineEdit *m_externalUrl;
    CertificateFields *m_certificate;
    QCheckBox *m_plainHttp;
};

} // namespace mailboat
