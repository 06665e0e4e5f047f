// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace mailboat {

namespace {

/// Draws the SVG at the very size that is asked for.
class SvgEngine final : public QIconEngine
{
public:
    SvgEngine(const QString &name, const QColor &normal, const QColor &selected, const QColor &disabled)
        : m_normal(normal)
        , m_selected(selected)
        , m_disabled(disabled)
    {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        if (file.open(QIODevice::ReadOnly))
            m_svg = file.readAll();
        Q_ASSERT_X(!m_svg.isEmpty(), "themedIcon", qUtf8Printable(name));
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State /*state*/) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor", colorOf(mode).name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new SvgEngine(*this); }

private:
    const QColor &colorOf(QIcon::Mode mode) const
    {
        switch (mode) {
        case QIcon::Disabled:
            return m_disabled;
        case QIcon::Selected:
            return m_selected;
        case QIcon::Normal:
        case QIcon::Active:
            break;
        }
        return m_normal;
    }

    QByteArray m_svg;
    QColor m_normal;
    QColor m_selected;
    QColor m_disabled;
};

} // namespace

QIcon themedIcon(const QString &name, const QPalette &palette)
{
    return themedIcon(name, palette, palette.color(QPalette::Active, QPalette::WindowText));
}

QIcon themedIcon(const QString &name, const QPalette &palette, const QColor &color)
{
    return QIcon(new SvgEngine(name, color, palette.color(QPalette::Active, QPalette::HighlightedText),
        palette.color(QPalette::Disabled, QPalette::WindowText)));
}

} // namespace mailboat
