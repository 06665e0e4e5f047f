// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statuscolor.h"

#include <QCoreApplication>
#include <QPalette>

#include <algorithm>
#include <cmath>

namespace mailboat {

namespace {

constexpr double readableContrast = 4.5;
constexpr float lightnessStep = 0.02F;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double leastContrast(const QColor &color, const QPalette &palette)
{
    return std::min(contrast(color, palette.color(QPalette::Window)), contrast(color, palette.color(QPalette::Base)));
}

/// Hue and saturation of the tone.
QColor hueOf(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return QColor::fromHslF(0.38F, 0.57F, 0.5F);
    case Tone::Warning:
        return QColor::fromHslF(0.10F, 0.90F, 0.5F);
    case Tone::Error:
        return QColor::fromHslF(0.01F, 0.75F, 0.5F);
    case Tone::Info:
        break;
    }
    return {};
}

} // namespace

double contrast(const QColor &one, const QColor &other)
{
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)}); // a list: values, not references
    return (lighter + 0.05) / (darker + 0.05);
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const QColor text = palette.color(QPalette::WindowText);
    if (tone == Tone::Info)
        return text;
    const bool isDark = luminance(palette.color(QPalette::Window)) < luminance(text);
    const float step = isDark ? lightnessStep : -lightnessStep;
    QColor color = hueOf(tone);
    for (float lightness = 0.5F; lightness >= 0 && lightness <= 1; lightness += step) {
        color = QColor::fromHslF(color.hslHueF(), color.hslSaturationF(), lightness);
        if (leastContrast(color, palette) >= readableContrast)
            return color;
    }
    return text; // a palette without a readable shade of it
}

QPalette readable(const QPalette &palette)
{
    const QColor text = palette.color(QPalette::WindowText);
    const QColor ground = palette.color(QPalette::Window);
    const auto between = [&](float share) {
        const auto mix = [share](float one, float other) { return one * share + other * (1 - share); };
        return QColor::fromRgbF(
            mix(text.redF(), ground.redF()), mix(text.greenF(), ground.greenF()), mix(text.blueF(), ground.blueF()));
    };
    float share = 0.5F; // as faint as can be read
    while (share < 1 && leastContrast(between(share), palette) < readableContrast)
        share += lightnessStep;
    const QColor faint = share < 1 ? between(share) : text;
    QPalette result;
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        result.setColor(QPalette::Disabled, role, faint);
    result.setColor(QPalette::PlaceholderText, faint); // dark desktops leave the black of the light ones there
    return result;
}

QString toneIcon(Tone tone)
{
    switch (tone) {
    case Tone::Info:
        return QStringLiteral("info");
    case Tone::Ok:
        return QStringLiteral("ok");
    case Tone::Warning:
        return QStringLiteral("warning");
    case Tone::Error:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

QString toneWord(Tone tone)
{
    switch (tone) {
    case Tone::Info:
        return {};
    case Tone::Ok:
        return QCoreApplication::translate("mailboat", "Good");
    case Tone::Warning:
        return QCoreApplication::translate("mailboat", "Warning");
    case Tone::Error:
        return QCoreApplication::translate("mailboat", "Error");
    }
    Q_UNREACHABLE();
}

} // namespace mailboat
