// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QList>
#include <QPoint>
#include <QString>

#include <functional>

namespace mailboat::test {

/// What AT-SPI numbers so.
enum class State {
    Active = 1,
    Checked = 4,
    Editable = 7,
    Enabled = 8,
    Focusable = 11,
    Focused = 12,
    Modal = 16,
    Selectable = 22,
    Selected = 23,
    Sensitive = 24,
    Showing = 25,
    ReadOnly = 43,
};

/// A thing on the screen as a screen reader knows it: read anew at each call, by AT-SPI. Of one that is gone every text is empty
/// and no state is set.
class Accessible
{
public:
    Accessible(QDBusConnection bus, QString service, QString path);

    QString service() const { return m_service; }
    QString role() const; ///< as AT-SPI names it: "push button", "text", "check box", …
    QString name() const;
    QString description() const;
    bool is(State state) const;
    bool isOn() const { return is(State::Enabled) && is(State::Sensitive); }
    bool isEditable() const; ///< a field that a person can write in
    bool isText() const; ///< words that are only shown
    bool isPassword() const; ///< a field that hides what stands in it
    QString text() const; ///< what stands in a field
    int length() const; ///< of what stands in a field, in characters, of a password too
    QList<Accessible> children() const;
    /// This and all below that is shown, depth first.
    QList<Accessible> shown() const;
    QList<Accessible> shown(const QString &role) const;
    QPoint middle() const; ///< on the screen

    void press() const; ///< the first action: a button's press, a check box's toggle
    void focus() const;

    bool operator==(const Accessible &other) const { return m_service == other.m_service && m_path == other.m_path; }
    /// The tree from here, a line each, to read where a test fails.
    QString tree(int depth = 0) const;

private:
    QVariant call(const char *interface, const char *method, const QVariantList &arguments = {}) const;
    QVariant property(const char *interface, const char *name) const;

    QDBusConnection m_bus;
    QString m_service;
    QString m_path;
};

/// Waits until it holds; throws with `what` and what `details` says where it does not.
void waitUntil(const QString &what, const std::function<bool()> &holds, const std::function<QString()> &details = {});

} // namespace mailboat::test
