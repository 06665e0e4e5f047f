// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

namespace mailboat {

class PeerDialog;

/// What "Generate sync records" and "Retrieve sync records" of an Add/edit window do: count, ask, act, say how it went
/// (contract.md §6). They act at once, on saved values.
class PeerActions final : public QObject
{
    Q_OBJECT
public:
    explicit PeerActions(PreferencesContext &context, QObject *parent = nullptr);
    /// `saved`: the Sync ID of the row in the datafile.
    void attach(PeerDialog &dialog, SyncId saved);

private:
    void generate(PeerDialog &dialog, SyncId peer);
    void retrieve(PeerDialog &dialog, SyncId peer);
    void ask(PeerDialog &dialog, const Question &question, const QString &progress, std::function<void()> act);
    bool isPrimary() const; ///< as saved
    static void showError(PeerDialog &dialog, const Error &error);

    PreferencesContext &m_context;
};

} // namespace mailboat
