// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/siteconnection.h"
#include "core/security/adminlock.h"
#include "ui/preferences/fieldbindings.h"
#include "ui/prompt.h"

#include <QWidget>

class QCheckBox;
class QDialog;
class QLineEdit;

namespace mailboat {

class FieldMessage;

/// What every page works with. The draft is replaced where the datafile is read again: pages ask for it each time.
struct PreferencesContext {
    SiteConnection &site;
    AdminLock &lock;
    Prompt &prompt;
    Clock &clock;
    std::shared_ptr<Draft> draft {};
};

/// One page of the preferences window. It says which widget shows which preference; the draft, in core, knows what is
/// modified and what is wrong.
class PreferencePage : public QWidget
{
    Q_OBJECT
public:
    explicit PreferencePage(PreferencesContext &context, QWidget *parent = nullptr);

    /// Shows the draft of the context, which is a new one.
    virtual void load();
    /// Fields that hold what the draft did not take.
    virtual int invalidFields() const;
    /// Whether something is open that edits the draft: it must not be replaced now.
    virtual bool isEditing() const { return false; }
    /// Fields typed there, which the draft does not have yet.
    virtual int typedFields() const { return 0; }
    /// Takes the person to the first such field; false where there is none.
    virtual bool showInvalidField();
    /// Shows an error at the field that it is about; false where it is about none of this page.
    virtual bool showProblem(const Error &error) = 0;

    /// Whether what is edited can only be judged by reading more than the draft, which takes time: OK waits for check().
    virtual bool hasToCheck() const { return false; }
    /// Calls `checked` once; where that is false, the page says why at the field that it is about.
    virtual void check(std::function<void(bool fits)> checked) { checked(true); }

    /// Edited fields of what is kept beside the datafile, with the person: saved at OK, too, once the draft is.
    virtual int ownEdits() const { return 0; }
    virtual void saveOwn(std::function<void(const Result<> &)> saved) { saved({}); }
    /// A window over it with what is shown only once and has to be kept first; null: there is none.
    virtual QDialog *shownOnce() const { return nullptr; }
    /// A part of the page that another page leads to, by its name.
    virtual void showPart(const QString &) {}

signals:
    void edited(); ///< the draft or a field has changed
    void pageRequested(const QString &category, const QString &part); ///< what the person wants is there

protected:
    PreferencesContext &context() const { return m_context; }
    Draft &draft() const { return *m_context.draft; }

    FieldBindings &fields() { return m_fields; }
    /// Field and preference go together from here on: FieldBindings::bind().
    template<class T>
    void bind(Preference<T> SyncPreferences::*preference, QLineEdit *field, FieldMessage *message,
        FieldBindings::Wording wording = {})
    {
        m_fields.bind(preference, field, message, std::move(wording));
    }
    void bind(Preference<bool> SyncPreferences::*preference, QCheckBox *box) { m_fields.bind(preference, box); }

private:
    PreferencesContext &m_context;
    FieldBindings m_fields;
};

} // namespace mailboat
