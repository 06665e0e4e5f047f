// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prefs/draft.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QCheckBox;
class QLineEdit;

namespace mailboat {

class FieldMessage;

/// Which fields show which preferences of a draft: what is typed is checked at once, and the field's message says what is wrong.
class FieldBindings final : public QObject
{
    Q_OBJECT
public:
    /// `draft` is asked each time: it may be replaced.
    FieldBindings(std::function<Draft &()> draft, QObject *parent);

    /// How a field shows a value and reads what is typed, where that is not the preference's own text.
    struct Wording {
        std::function<QString(const QString &text)> shown {};
        std::function<QString(const QString &typed)> typed {};
    };
    /// Field and preference go together from here on.
    template<class T>
    void bind(Preference<T> SyncPreferences::*preference, QLineEdit *field, FieldMessage *message, Wording wording)
    {
        bindText([preference](Draft &draft) -> PreferenceBase & { return draft.preferences.*preference; }, field,
            message, std::move(wording));
    }
    template<class T>
    void bind(Preference<T> SyncPreferences::*preference, QLineEdit *field, FieldMessage *message)
    {
        bind(preference, field, message, Wording());
    }
    void bind(Preference<bool> SyncPreferences::*preference, QCheckBox *box);

    void load(); ///< shows the draft, which is a new one
    int invalid() const; ///< fields that hold what the draft did not take
    bool showInvalid(); ///< takes the person to the first of them; false where there is none
    Draft &draft() const { return m_draft(); }

signals:
    void edited(); ///< a field has changed, and the draft where it took that

private:
    using Chosen = std::function<PreferenceBase &(Draft &)>;
    struct Binding {
        Chosen preference;
        QLineEdit *field;
        FieldMessage *message;
        Wording wording;
        bool isInvalid = false;
    };
    void bindText(Chosen preference, QLineEdit *field, FieldMessage *message, Wording wording);
    void typed(Binding &binding);
    void show(Binding &binding);

    std::function<Draft &()> m_draft;
    std::vector<std::unique_ptr<Binding>> m_bindings;
    std::vector<std::function<void()>> m_boxes; ///< each shows its preference
};

} // namespace mailboat
