// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/filework.h"
#include "core/prefs/draft.h"
#include "ui/preferences/certificatefields.h"
#include "ui/preferences/fieldbindings.h"
#include "ui/prompt.h"
#include "ui/setup/rolestart.h"

namespace mailboat {

class Clock;
class ReachFields;

/// The first start of a primary: how its sites will reach it, which nothing has to be changed of to begin with.
class PrimaryStart final : public RoleStart
{
    Q_OBJECT
public:
    PrimaryStart(Prompt &prompt, const Clock &clock, QWidget *parent); ///< both outlive it

    void begin() override;

protected:
    void finish() override;

private:
    CertificateFields::Source source();
    void askPlain();

    Prompt &m_prompt;
    const Clock &m_clock;
    Draft m_draft;
    FieldBindings m_fields;
    ReachFields *m_reach;
    bool m_isFinishing = false; ///< once the certificate has been read
    FileWork m_reading; ///< of the certificate; goes first
};

} // namespace mailboat
