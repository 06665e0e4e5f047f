// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preferences/preferencepage.h"

namespace mailboat {

class CodesGroup;
class DesktopGroup;
class ProxyFields;

/// Page "General" (contract.md §5): what this person's desktop does with the program, the proxy, and the authorisation codes of the site.
class GeneralPage final : public PreferencePage
{
    Q_OBJECT
public:
    explicit GeneralPage(PreferencesContext &context, QWidget *parent = nullptr);

    void load() override;
    int invalidFields() const override;
    bool showInvalidField() override;
    bool showProblem(const Error &) override { return false; } // no rule goes across these fields
    int ownEdits() const override;
    void saveOwn(std::function<void(const Result<> &)> saved) override;
    QDialog *shownOnce() const override;
    DesktopGroup &desktop() const { return *m_desktop; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void applyLock();
    void takeProxy();

    DesktopGroup *m_desktop;
    ProxyFields *m_proxy;
    CodesGroup *m_codes;
};

} // namespace mailboat
