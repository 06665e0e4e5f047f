// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/commandpage.h"

#include "app/commands/page.h"

namespace mailboat {

namespace {

OptionPage describedOption(const CLI::Option &option)
{
    OptionPage described;
    if (option.get_positional())
        described.names += QString::fromStdString(option.get_name(true));
    for (const std::string &name : option.get_snames())
        described.names += u'-' + QString::fromStdString(name);
    for (const std::string &name : option.get_lnames())
        described.names += QStringLiteral("--") + QString::fromStdString(name);
    if (option.get_type_size_max() > 0)
        described.value = QString::fromStdString(option.get_option_text()).trimmed();
    described.words = QString::fromStdString(option.get_description()).simplified();
    described.isPositional = option.get_positional();
    described.isRequired = option.get_required();
    described.isRepeatable = option.get_expected_max() > 1;
    return described;
}

CommandPage described(const CLI::App &app)
{
    CommandPage page {QString::fromStdString(app.get_name()), {}, {}, {}};
    if (const auto *own = dynamic_cast<const Page *>(&app))
        page.help = own->words;
    for (const CLI::Option *option : app.get_options())
        page.options += describedOption(*option);
    for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
        page.commands += described(*command);
    return page;
}

} // namespace

QStringList OptionPage::choices() const
{
    const bool areWords = value.contains(u'|') && value == value.toLower(); // not "FILE|FOLDER"
    return areWords ? value.split(u'|') : QStringList();
}

CommandPage pageOf(ArgumentParser &parser)
{
    return described(parser.root());
}

} // namespace mailboat
