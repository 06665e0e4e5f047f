// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sees CLI11: for declare.cpp and commandpage.cpp alone.
#pragma once

#include "app/commands/helptext.h"

#include <CLI/CLI.hpp>

namespace mailboat {

/// A program or a command, with the words of its page as they were written: what the parser keeps of them is wrapped.
class Page final : public CLI::App
{
public:
    Page(HelpText text, const char *name, CLI::App *parent)
        : CLI::App(text.summary.toStdString(), name, parent)
        , words(std::move(text))
    {
    }

    HelpText words;
};

} // namespace mailboat
