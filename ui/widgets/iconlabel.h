// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/statuscolor.h"

#include <QWidget>

namespace mailboat {

/// One icon as high as `lines` lines of text, in the colour of its tone; follows palette, font and scale. Says nothing itself:
/// the words stand beside it.
class IconLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(double lines, QWidget *parent = nullptr);
    void setIcon(const QString &name, Tone tone);
    QString iconName() const { return m_name; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_lines;
    QString m_name {};
    Tone m_tone = Tone::Info;
};

} // namespace mailboat
