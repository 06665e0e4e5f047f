// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/fieldbindings.h"

#include "ui/widgets/fieldmessage.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace mailboat {

FieldBindings::FieldBindings(std::function<Draft &()> draft, QObject *parent)
    : QObject(parent)
    , m_draft(std::move(draft))
{
}

void FieldBindings::load()
{
    for (const auto &binding : m_bindings)
        show(*binding);
    for (const auto &showBox : m_boxes)
        showBox();
}

int FieldBindings::invalid() const
{
    return static_cast<int>(
        std::count_if(m_bindings.begin(), m_bindings.end(), [](const auto &binding) { return binding->isInvalid; }));
}

bool FieldBindings::showInvalid()
{
    const auto wrong
        = std::find_if(m_bindings.begin(), m_bindings.end(), [](const auto &binding) { return binding->isInvalid; });
    if (wrong == m_bindings.end())
        return false;
    (*wrong)->field->setFocus();
    (*wrong)->field->selectAll();
    return true;
}

void FieldBindings::bindText(Chosen preference, QLineEdit *field, FieldMessage *message, Wording wording)
{
    m_bindings.push_back(
        std::make_unique<Binding>(Binding {std::move(preference), field, message, std::move(wording), false}));
    Binding *const binding = m_bindings.back().get();
    connect(field, &QLineEdit::textEdited, this, [this, binding] { typed(*binding); });
    connect(field, &QLineEdit::editingFinished, this, [this, binding] {
        if (!binding->isInvalid)
            show(*binding); // as it will be kept
    });
}

void FieldBindings::bind(Preference<bool> SyncPreferences::*preference, QCheckBox *box)
{
    m_boxes.emplace_back([this, preference, box] {
        const QSignalBlocker quiet(box);
        box->setChecked((draft().preferences.*preference).value());
    });
    connect(box, &QCheckBox::toggled, this, [this, preference](bool checked) {
        (void)(draft().preferences.*preference).set(checked); // both are allowed
        emit edited();
    });
}

void FieldBindings::typed(Binding &binding)
{
    const QString text = binding.wording.typed ? binding.wording.typed(binding.field->text()) : binding.field->text();
    PreferenceBase &preference = binding.preference(draft());
    const Result<> taken = preference.setText(text);
    binding.isInvalid = !taken;
    if (taken) {
        binding.message->clear();
    } else {
        Error error = taken.error();
        error.values.insert(QStringLiteral("name"), binding.field->accessibleName()); // as the person knows it
        binding.message->setError(error);
    }
    emit edited();
}

void FieldBindings::show(Binding &binding)
{
    const QString text = binding.preference(draft()).text();
    binding.field->setText(binding.wording.shown ? binding.wording.shown(text) : text);
    binding.isInvalid = false;
    binding.message->clear();
}

} // namespace mailboat
