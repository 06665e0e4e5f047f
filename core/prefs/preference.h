// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/result.h"

#include <QList>
#include <QMap>
#include <QString>
#include <chrono>
#include <functional>

namespace mailboat {

class PreferenceGroup;

/// One setting seen as text: name, default, what is allowed. Preference<T> adds the type.
class PreferenceBase
{
public:
    PreferenceBase(PreferenceGroup *group, QString name, QString allowed);
    virtual ~PreferenceBase() = default;
    Q_DISABLE_COPY_MOVE(PreferenceBase)
    QString name() const { return m_name; }
    /// What may be put in, for people and for the help: "0 to 10080 minutes".
    QString allowed() const { return m_allowed; }
    virtual QString text() const = 0;
    virtual QString defaultText() const = 0;
    /// PreferenceInvalid (name, value, allowed) where the text is not acceptable; then nothing changes.
    virtual Result<> setText(const QString &text) = 0;
    bool isDefault() const { return text() == defaultText(); }

private:
    QString m_name;
    QString m_allowed;
};

/// Text of a value and back; specialised for int, bool, QString, std::chrono::minutes and std::chrono::seconds.
template<class T>
struct PreferenceText;

template<class T>
using Check = std::function<bool(const T &)>;

template<class T>
class Preference final : public PreferenceBase
{
public:
    Preference(PreferenceGroup *group, QString name, T byDefault, QString allowed, Check<T> check = {});
    const T &value() const { return m_value; }
    Result<> set(const T &value);
    QString text() const override;
    QString defaultText() const override;
    Result<> setText(const QString &text) override;

private:
    T m_default;
    T m_value;
    Check<T> m_check;
};

/// Preferences that belong together, passed in where they are needed: there is no instance().
class PreferenceGroup
{
public:
    PreferenceGroup() = default;
    virtual ~PreferenceGroup() = default;
    Q_DISABLE_COPY_MOVE(PreferenceGroup)
    const QList<PreferenceBase *> &all() const { return m_all; }
    PreferenceBase *find(const QString &name) const; ///< nullptr: no such preference
    /// Takes the stored texts over. A stored text that is no longer allowed falls back to the default and is returned
    /// in the list (a damaged preference must not stop the program).
    QList<Error> load(const QMap<QString, QString> &stored);

private:
    friend class PreferenceBase;
    QList<PreferenceBase *> m_all;
};

} // namespace mailboat
