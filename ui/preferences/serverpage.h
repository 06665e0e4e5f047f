// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

#include <initializer_list>

class QGroupBox;
class QLabel;
class QPushButton;

namespace mailboat {

class CertificateFields;
class InlineMessage;
class ListenFields;
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
    QGroupBox *listening();
    void bindAll();
    void setStatus(const Status &status);
    void showReach();
    void showRole();
    void review();
    void applyLock();
    void fold(bool unfolded);
    QString reachedHost() const;
    bool isPrimary() const; ///< as it is edited
    bool isEdited(std::initializer_list<const PreferenceBase *> preferences) const; ///< any of them
    bool isListeningRefused() const;

    QLabel *m_purpose; ///< of the page, where it is not for this site
    InlineMessage *m_reach;
    QGroupBox *m_group = nullptr;
    ListenFields *m_listen = nullptr;
    QLineEdit *m_externalUrl = nullptr;
    FieldMessage *m_externalUrlMessage = nullptr;
    CertificateFields *m_certificate = nullptr;
    QCheckBox *m_plainHttp = nullptr;
    QPushButton *m_unfold = nullptr;
    ServerLimits *m_limits = nullptr;
    std::optional<Status> m_status {};
    std::optional<Error> m_engineFailure {};
};

} // namespace mailboat
