// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/generalpage.h"

#include "ui/preferences/codesgroup.h"
#include "ui/preferences/desktopgroup.h"
#include "ui/preferences/proxyfields.h"

#include <QVBoxLayout>

namespace mailboat {

GeneralPage::GeneralPage(PreferencesContext &context, QWidget *parent)
    : PreferencePage(context, parent)
    , m_desktop(new DesktopGroup(context, this))
    , m_proxy(new ProxyFields(this))
    , m_codes(new CodesGroup(context, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_desktop);
    layout->addWidget(m_proxy);
    layout->addWidget(m_codes, 1);
    bind(&SyncPreferences::notifications, m_desktop->notifications());
    connect(m_desktop, &DesktopGroup::edited, this, &PreferencePage::edited);
    connect(m_proxy, &ProxyFields::edited, this, &GeneralPage::takeProxy);
    connect(&context.lock, &AdminLock::changed, this, &GeneralPage::applyLock);
    connect(&context.site, &SiteConnection::statusChanged, this, [this] { // whatever has changed in the datafile
        if (isVisible())
            m_codes->read();
    });
    applyLock();
}

void GeneralPage::load()
{
    PreferencePage::load();
    m_desktop->load();
    m_proxy->showText(draft().preferences.proxy.value());
    if (isVisible())
        m_codes->read();
}

void GeneralPage::showEvent(QShowEvent *event)
{
    PreferencePage::showEvent(event);
    if (context().draft)
        m_codes->read();
}

int GeneralPage::invalidFields() const
{
    return PreferencePage::invalidFields() + int(!m_proxy->isValid());
}

bool GeneralPage::showInvalidField()
{
    if (!m_proxy->isValid())
        m_proxy->showInvalid();
    return !m_proxy->isValid() || PreferencePage::showInvalidField();
}

int GeneralPage::ownEdits() const
{
    return m_desktop->edits();
}

void GeneralPage::saveOwn(std::function<void(const Result<> &)> saved)
{
    m_desktop->save(std::move(saved));
}

QDialog *GeneralPage::shownOnce() const
{
    return m_codes->shownOnce();
}

void GeneralPage::applyLock()
{
    m_desktop->applyLock();
    m_proxy->applyLock(context().lock.isUnlocked());
    m_codes->applyLock();
}

void GeneralPage::takeProxy()
{
    m_proxy->setValid(draft().preferences.proxy.setText(m_proxy->text()).has_value());
    emit edited();
}

} // namespace mailboat
