// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/iconlabel.h"

#include <QDir>
#include <QPixmap>
#include <QSvgRenderer>

using namespace mailboat;

namespace {

/// The opaque colours of a picture.
QSet<QRgb> solidColors(const QImage &image)
{
    QSet<QRgb> colors;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) == 255)
                colors.insert(image.pixel(x, y));
        }
    }
    return colors;
}

} // namespace

TEST_CASE("Every icon is a valid drawing with something on it")
{
    const QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    REQUIRE(names.size() >= 20);
    for (const QString &name : names) {
        INFO(name.toStdString());
        CHECK(QSvgRenderer(QStringLiteral(":/icons/") + name).isValid());
        const QImage image = themedIcon(name.chopped(4), QPalette()).pixmap(32, 32).toImage();
        CHECK(!solidColors(image).isEmpty());
    }
}

TEST_CASE("Icons take the palette's colours, and others where they are disabled or selected")
{
    const QPalette palette = test::darkPalette();
    const QIcon icon = themedIcon(QStringLiteral("padlock-closed"), palette);
    const auto has = [&icon](QIcon::Mode mode, const QColor &color) {
        return solidColors(icon.pixmap(48, 48).isNull() ? QImage() : icon.pixmap(QSize(48, 48), mode).toImage())
            .contains(color.rgb());
    };
    CHECK(has(QIcon::Normal, palette.color(QPalette::WindowText)));
    CHECK(has(QIcon::Selected, palette.color(QPalette::HighlightedText)));
    CHECK(has(QIcon::Disabled, palette.color(QPalette::Disabled, QPalette::WindowText)));
    const QIcon red = themedIcon(QStringLiteral("padlock-closed"), palette, Qt::red);
    CHECK(solidColors(red.pixmap(48, 48).toImage()).contains(QColor(Qt::red).rgb()));
}

TEST_CASE("Icons are drawn at the size of the screen, sharp at 200 %")
{
    const QPixmap pixmap = themedIcon(QStringLiteral("ok"), QPalette()).pixmap(QSize(16, 16), 2.0);
    CHECK(pixmap.size() == QSize(32, 32));
    CHECK(pixmap.devicePixelRatio() == Approx(2));
}

TEST_CASE("An icon on the page follows the palette")
{
    IconLabel label(2);
    label.setIcon(QStringLiteral("padlock-closed"), Tone::Error);
    label.show();
    const QColor light = toneColor(Tone::Error, label.palette());
    CHECK(solidColors(label.grab().toImage()).contains(light.rgb()));
    label.setPalette(test::darkPalette());
    const QColor dark = toneColor(Tone::Error, label.palette());
    CHECK(dark != light);
    CHECK(solidColors(label.grab().toImage()).contains(dark.rgb()));
}
