// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/preferencepage.h"

namespace mailboat {

PreferencePage::PreferencePage(PreferencesContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_fields([&context]() -> Draft & { return *context.draft; }, nullptr)
{
    connect(&m_fields, &FieldBindings::edited, this, &PreferencePage::edited);
}

void PreferencePage::load()
{
    m_fields.load();
}

int PreferencePage::invalidFields() const
{
    return m_fields.invalid();
}

bool PreferencePage::showInvalidField()
{
    return m_fields.showInvalid();
}

} // namespace mailboat
