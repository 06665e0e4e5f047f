// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preferences/categories.h"

#include <QCoreApplication>

namespace mailboat {

QString PreferenceCategory::name() const
{
    return QCoreApplication::translate("Category", id);
}

std::span<const PreferenceCategory> categories()
{
    static constexpr PreferenceCategory all[] = {
        {QT_TRANSLATE_NOOP("Category", "General")},
        {QT_TRANSLATE_NOOP("Category", "Misc")},
        {QT_TRANSLATE_NOOP("Category", "Purchase order defaults")},
        {QT_TRANSLATE_NOOP("Category", "Purchase order 2")},
        {QT_TRANSLATE_NOOP("Category", "Invoices 1")},
        {QT_TRANSLATE_NOOP("Category", "Invoices 2")},
        {QT_TRANSLATE_NOOP("Category", "Item")},
        {QT_TRANSLATE_NOOP("Category", "Price")},
        {QT_TRANSLATE_NOOP("Category", "Quotes")},
        {QT_TRANSLATE_NOOP("Category", "Reports")},
        {QT_TRANSLATE_NOOP("Category", "Names")},
        {QT_TRANSLATE_NOOP("Category", "Tender")},
        {QT_TRANSLATE_NOOP("Category", "Reminders")},
        {QT_TRANSLATE_NOOP("Category", "Patient Medication")},
        {QT_TRANSLATE_NOOP("Category", "Drug Interactions")},
        {QT_TRANSLATE_NOOP("Category", "Registration")},
        {QT_TRANSLATE_NOOP("Category", "Printing")},
        {QT_TRANSLATE_NOOP("Category", "OK and print")},
        {QT_TRANSLATE_NOOP("Category", "Logo")},
        {QT_TRANSLATE_NOOP("Category", "Dispensary mode")},
        {QT_TRANSLATE_NOOP("Category", "HIS")},
        {QT_TRANSLATE_NOOP("Category", "Log")},
        {QT_TRANSLATE_NOOP("Category", "Backup")},
        {QT_TRANSLATE_NOOP("Category", "Backup 2")},
        {QT_TRANSLATE_NOOP("Category", "Email")},
        {QT_TRANSLATE_NOOP("Category", "Server")},
        {QT_TRANSLATE_NOOP("Category", "Synchronise")},
        {QT_TRANSLATE_NOOP("Category", "Customization")},
    };
    return all;
}

} // namespace mailboat
