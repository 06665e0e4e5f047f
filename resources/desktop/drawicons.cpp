// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// drawicons SVG FOLDER NAME SIZE…: draws FOLDER/SIZExSIZE/NAME.png for each size, for the desktops that take no SVG.

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

namespace {

bool draw(QSvgRenderer &picture, const QDir &folder, const QString &name, int size)
{
    const QString place = QStringLiteral("%1x%1").arg(size);
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    picture.render(&painter);
    painter.end();
    return folder.mkpath(place) && image.save(folder.filePath(place + u'/' + name + QStringLiteral(".png")), "PNG");
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 5) {
        std::fputs("usage: drawicons SVG FOLDER NAME SIZE...\n", stderr);
        return 2;
    }
    QSvgRenderer picture(arguments.at(1));
    const QDir folder(arguments.at(2));
    for (const QString &size : arguments.mid(4)) {
        if (!picture.isValid() || !draw(picture, folder, arguments.at(3), size.toInt())) {
            std::fputs(qPrintable(QStringLiteral("drawicons: no picture of %1\n").arg(size)), stderr);
            return 1;
        }
    }
    return 0;
}
