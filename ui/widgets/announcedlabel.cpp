// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/announcedlabel.h"

#include <QAccessibleWidget>

namespace mailboat {

namespace {

class AccessibleNotification final : public QAccessibleWidget
{
public:
    explicit AccessibleNotification(AnnouncedLabel *label)
        : QAccessibleWidget(label, QAccessible::Notification)
        , m_label(label)
    {
    }
    QString text(QAccessible::Text kind) const override
    {
        const bool isOwnText = kind == QAccessible::Name && m_label->accessibleName().isEmpty();
        return isOwnText ? m_label->text() : QAccessibleWidget::text(kind);
    }

private:
    AnnouncedLabel *m_label;
};

QAccessibleInterface *accessibleOf(const QString &, QObject *object)
{
    auto *label = qobject_cast<AnnouncedLabel *>(object);
    return label ? new AccessibleNotification(label) : nullptr;
}

} // namespace

AnnouncedLabel::AnnouncedLabel(QWidget *parent)
    : QLabel(parent)
{
    QAccessible::installFactory(accessibleOf); // once, however often it is asked
}

/// Qt 6.4 passes no QAccessible::Alert on to AT-SPI. A screen reader says a notification when it shows itself.
void AnnouncedLabel::announce()
{
    if (!isVisible())
        return;
    QAccessibleEvent event(this, QAccessible::ObjectShow);
    QAccessible::updateAccessibility(&event);
}

} // namespace mailboat
