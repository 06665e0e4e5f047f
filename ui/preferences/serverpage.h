// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

class QLabel;
class QPushButton;

namespace mailboat {

class InlineMessage;
class ReachFields;
class ServerLimits;

/// Page "Server" (contract.md §5): where a primary listens and under which URL and certificate its sites reach it, its limits, and in
/// words who can reach it now. At other sites it says what it is for.
class ServerPage final : public PreferencePage
{
    Q_OBJECT
public:
    explicit ServerPage(PreferencesContext &context, QWidget *parent = nullptr);

    void load() override;
    bool showInvalidField() override;
    bool hasToCheck() const override;
    void check(std::function<void(bool fits)> checked) override;
    bool showProblem(const Error &) override { return false; } // no rule goes across these fields
    /// Why the engine does not run here; empty where it does.
    void setEngineFailure(const std::optional<Error> &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    ReachFields *listening();
    void bindLimits();
    void setStatus(const Status &status);
    void showReach();
    void showRole();
    void applyLock();
    void fold(bool unfolded);

    QLabel *m_purpose; ///< of the page, where it is not for this site
    InlineMessage *m_reach;
    ReachFields *m_group = nullptr;
    QPushButton *m_unfold = nullptr;
    ServerLimits *m_limits = nullptr;
    std::optional<Status> m_status {};
    std::optional<Error> m_engineFailure {};
};

} // namespace mailboat
