// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/picture.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>
#include <QWidget>

#include <cstdio>
#include <stdexcept>

namespace mailboat::test {

bool wantsPictures()
{
    return qEnvironmentVariableIsSet("MAILBOAT_PICTURES");
}

void savePicture(QWidget &window, const QString &name, QWidget *over)
{
    if (!wantsPictures())
        return;
    constexpr int rounds = 4; // words that wrap ask for room, which asks the layouts around them
    for (int round = 0; round < rounds; ++round)
        QCoreApplication::processEvents();
    QPixmap picture = window.grab();
    if (over) {
        const QPixmap front = over->grab();
        const QSize back = window.size();
        const QRect place({(back.width() - over->width()) / 2, (back.height() - over->height()) / 2}, over->size());
        QPainter painter(&picture);
        painter.fillRect(window.rect(), QColor(0, 0, 0, 70));
        painter.drawPixmap(place.topLeft(), front);
        painter.setPen(window.palette().color(QPalette::Shadow));
        painter.drawRect(place.adjusted(-1, -1, 0, 0));
    }
    const QString file = qEnvironmentVariable("MAILBOAT_PICTURES") + u'/' + name
        + qEnvironmentVariable("MAILBOAT_PICTURE_ENDING") + QStringLiteral(".png");
    if (!picture.save(file))
        throw std::runtime_error("no picture at " + file.toStdString());
    std::printf("%s: %d x %d\n", qPrintable(file), picture.width(), picture.height());
}

} // namespace mailboat::test
