// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"
#include "core/prefs/preferencetext.h"

#include <QList>
#include <QMap>
#include <functional>

namespace mailboat {

class PreferenceGroup;

/// What it takes to change a preference: an authorisation, or nothing (contract.md §3).
enum class Guard { Code, None };

/// One setting seen as text: name, default, what is allowed. Preference<T> adds the type.
class PreferenceBase
{
public:
    PreferenceBase(PreferenceGroup *group, QString name, QString allowed, Guard guard);
    virtual ~PreferenceBase() = default;
    Q_DISABLE_COPY_MOVE(PreferenceBase)
    QString name() const { return m_name; }
    /// What may be put in, for people and for the help: "0 to 10080 minutes".
    QString allowed() const { return m_allowed; }
    bool needsCode() const { return m_guard == Guard::Code; }
    virtual QString text() const = 0;
    QString shownText() const; ///< the text, but for a password in it: what may be shown, noted or exported
    virtual QJsonValue json() const = 0; ///< a number, true or false as such, else the shown text
    virtual QString defaultText() const = 0;
    /// Where the text is not acceptable, nothing changes: PreferenceInvalid (name, value, allowed), or the reason that this
    /// preference's own rule gives (UrlInvalid).
    virtual Result<> setText(const QString &text) = 0;
    virtual void reset() = 0; ///< back to the default
    bool isDefault() const { return text() == defaultText(); }

protected:
    Error invalid(const QString &text) const;

private:
    QString m_name;
    QString m_allowed;
    Guard m_guard;
};

template<class T>
using Check = std::function<bool(const T &)>;
/// The value as it will be kept, or why it may not be; PreferenceInvalid without values for "not allowed".
template<class T>
using Completion = std::function<Result<T>(const T &)>;

/// What may be put in, in words and as the check of it.
template<class T>
struct Allowed {
    QString words;
    Check<T> check;
};

template<class T>
class Preference final : public PreferenceBase
{
public:
    Preference(PreferenceGroup *group, QString name, T byDefault, QString allowed, Check<T> check = {},
        Guard guard = Guard::Code)
        : Preference(
            group, std::move(name), std::move(byDefault), std::move(allowed), completion(std::move(check)), guard)
    {
    }
    Preference(PreferenceGroup *group, QString name, T byDefault, QString allowed, Completion<T> complete,
        Guard guard = Guard::Code)
        : PreferenceBase(group, std::move(name), std::move(allowed), guard)
        , m_default(byDefault)
        , m_value(std::move(byDefault))
        , m_complete(std::move(complete))
    {
    }

    Preference(PreferenceGroup *group, QString name, T byDefault, Allowed<T> allowed, Guard guard = Guard::Code)
        : Preference(
            group, std::move(name), std::move(byDefault), std::move(allowed.words), std::move(allowed.check), guard)
    {
    }

    const T &value() const { return m_value; }
    Result<> set(const T &value)
    {
        const Result<T> completed = m_complete(value);
        if (!completed) {
            const bool isPlain = completed.error().code == ErrorCode::PreferenceInvalid;
            return failure(isPlain ? invalid(PreferenceText<T>::toText(value)) : completed.error());
        }
        m_value = *completed;
        return {};
    }
    QString text() const override { return PreferenceText<T>::toText(m_value); }
    QJsonValue json() const override { return PreferenceText<T>::toJson(m_value); }
    QString defaultText() const override { return PreferenceText<T>::toText(m_default); }
    Result<> setText(const QString &text) override
    {
        const std::optional<T> value = PreferenceText<T>::fromText(text);
        if (!value)
            return failure(invalid(text));
        return set(*value);
    }
    void reset() override { m_value = m_default; }

private:
    static Completion<T> completion(Check<T> check)
    {
        return [check = std::move(check)](const T &value) -> Result<T> {
            if (check && !check(value))
                return failure(ErrorCode::PreferenceInvalid);
            return value;
        };
    }

    T m_default;
    T m_value;
    Completion<T> m_complete;
};

/// From the lowest to the highest value, both included.
template<class T>
Check<T> between(T lowest, T highest)
{
    return [=](const T &value) { return value >= lowest && value <= highest; };
}

/// Preferences that belong together, passed in where they are needed: there is no instance().
class PreferenceGroup
{
public:
    PreferenceGroup() = default;
    virtual ~PreferenceGroup() = default;
    Q_DISABLE_COPY_MOVE(PreferenceGroup)
    const QList<PreferenceBase *> &all() const { return m_all; }
    PreferenceBase *find(const QString &name) const; ///< nullptr: no such preference
    QStringList names() const;
    Error unknown(const QString &name) const; ///< PreferenceUnknown, with the names there are
    /// Takes the stored texts over; what is not stored goes back to its default. A stored text that is no longer allowed
    /// falls back to the default too and is returned in the list (a damaged preference must not stop the program).
    QList<Error> load(const QMap<QString, QString> &stored);

private:
    friend class PreferenceBase;
    QList<PreferenceBase *> m_all;
};

} // namespace mailboat
