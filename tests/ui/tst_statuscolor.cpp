// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/widgets.h"
#include "ui/widgets/statuscolor.h"

using namespace mailboat;

TEST_CASE("Red and green can be read on every palette (4.5 to 1)")
{
    CHECK(contrast(Qt::white, Qt::black) == Approx(21));
    CHECK(contrast(Qt::white, Qt::white) == Approx(1));
    QPalette black(Qt::black);
    black.setColor(QPalette::Base, Qt::black);
    QPalette sand(QColor(0xe8, 0xdc, 0xc0));
    for (const QPalette &palette : {QPalette(QColor(0xef, 0xef, 0xef)), test::darkPalette(), black, sand}) {
        for (const Tone tone : {Tone::Ok, Tone::Warning, Tone::Error}) {
            const QColor color = toneColor(tone, palette);
            CHECK(contrast(color, palette.color(QPalette::Window)) >= 4.5);
            CHECK(contrast(color, palette.color(QPalette::Base)) >= 4.5);
        }
        CHECK(toneColor(Tone::Error, palette).hslHue() < 20);
        CHECK(toneColor(Tone::Ok, palette).hslHue() > 100);
        CHECK(toneColor(Tone::Info, palette) == palette.color(QPalette::WindowText));
    }
}

TEST_CASE("A palette without a readable shade gets its text colour")
{
    QPalette split(Qt::white);
    split.setColor(QPalette::Base, QColor(0x50, 0x50, 0x50)); // nothing stands out from both
    CHECK(toneColor(Tone::Warning, split) == split.color(QPalette::WindowText));
}

TEST_CASE("Every tone has a shape, and every one but the plain one a word")
{
    CHECK(toneIcon(Tone::Error) == QStringLiteral("error"));
    CHECK(toneWord(Tone::Error) == QStringLiteral("Error"));
    CHECK(toneWord(Tone::Info).isEmpty());
}

TEST_CASE(
    "14.A8: what stands in an empty field can be read in light and dark colours, and is fainter than what is typed")
{
    QPalette dark = test::darkPalette();
    dark.setColor(QPalette::PlaceholderText, QColor(0, 0, 0, 128)); // as a dark desktop may leave it
    for (const QPalette &palette : {QPalette(QColor(0xef, 0xef, 0xef)), dark}) {
        const QColor faint = readable(palette).color(QPalette::PlaceholderText);
        CHECK(contrast(faint, palette.color(QPalette::Base)) >= 4.5);
        CHECK(contrast(faint, palette.color(QPalette::Base))
            < contrast(palette.color(QPalette::WindowText), palette.color(QPalette::Base)));
    }
}
