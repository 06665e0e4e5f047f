// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sitestate.h"

#include <QWidget>

#include <map>
#include <optional>

class QLabel;
class QPushButton;

namespace mailboat {

/// "299 sites: 244 ok, 3 silent, 50 never, 2 refused" over a primary's list, each figure a button that narrows the list to those sites:
/// pressed again, or "299 sites", it shows all. A figure of 0 is left out, but that of the sites that are well and the one chosen.
/// Behind them "2 not saved yet", in words alone.
class SiteFigures final : public QWidget
{
    Q_OBJECT
public:
    explicit SiteFigures(QWidget *parent = nullptr);
    void setSummary(const SitesSummary &summary);
    void setUnsaved(qint64 count); ///< rows that are not saved, deleted ones too
    void setOnly(std::optional<SiteState> state); ///< what the list is narrowed to; tells nobody

signals:
    void chosen(std::optional<mailboat::SiteState> state); ///< nothing: all sites

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void themeIcons();

    SitesSummary m_summary {};
    std::optional<SiteState> m_only {};
    QPushButton *m_all;
    QLabel *m_unsaved;
    std::map<SiteState, QPushButton *> m_states {};
};

} // namespace mailboat
