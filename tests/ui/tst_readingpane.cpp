// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/catch.h"
#include "ui/widgets/readingpane.h"

using namespace mailboat;

TEST_CASE("14.B10: lines that are read begin where the language does")
{
    const bool isFromRight = GENERATE(false, true);
    QWidget window;
    window.setLayoutDirection(isFromRight ? Qt::RightToLeft : Qt::LeftToRight);
    QPlainTextEdit pane(&window);
    makeReadingPane(pane);
    pane.resize(600, 100);
    pane.setPlainText(isFromRight ? QStringLiteral("نص") : QStringLiteral("text"));
    window.show();
    CHECK((pane.cursorRect().left() > pane.width() / 2) == isFromRight);
    CHECK(pane.isReadOnly());
    CHECK(pane.tabChangesFocus());
}
