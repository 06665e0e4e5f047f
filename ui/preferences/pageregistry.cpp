// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/pageregistry.h"

#include "ui/preferences/backuppage.h"
#include "ui/preferences/generalpage.h"
#include "ui/preferences/logpage.h"
#include "ui/preferences/serverpage.h"
#include "ui/preferences/synchronisepage.h"

namespace mailboat {

namespace {

struct Entry {
    QLatin1StringView category {};
    PreferencePage *(*make)(PreferencesContext &, QWidget *) = nullptr;
};

template<class Page>
PreferencePage *make(PreferencesContext &context, QWidget *parent)
{
    return new Page(context, parent);
}

constexpr Entry entries[] = {
    {QLatin1StringView("Log"), make<LogPage>},
    {QLatin1StringView("Backup"), make<BackupPage>},
    {QLatin1StringView("Server"), make<ServerPage>},
    {QLatin1StringView("General"), make<GeneralPage>},
    {QLatin1StringView("Synchronise"), make<SynchronisePage>},
};

const Entry *find(const QString &category)
{
    for (const Entry &entry : entries) {
        if (entry.category == category)
            return &entry;
    }
    return nullptr;
}

} // namespace

PreferencePage *makePage(const QString &category, PreferencesContext &context, QWidget *parent)
{
    const Entry *const entry = find(category);
    return entry ? entry->make(context, parent) : nullptr;
}

bool hasPage(const QString &category)
{
    return find(category) != nullptr;
}

} // namespace mailboat
