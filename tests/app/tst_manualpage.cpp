// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"
#include "app/manuals/manualpage.h"
#include "app/manuals/roff.h"
#include "tests/support/catch.h"

using namespace mailboat;

namespace {

/// The options of a command that its page does not show.
QStringList withoutEntry(const CommandPage &command, const QString &page)
{
    QStringList missing;
    for (const OptionPage &option : command.options) {
        for (const QString &name : option.names) {
            if (!page.contains(
                    QStringLiteral("\\f%1%2\\fR").arg(QString(option.isPositional ? u'I' : u'B'), roffText(name))))
                missing += command.name + u' ' + name;
        }
    }
    for (const CommandPage &own : command.commands)
        missing += withoutEntry(own, page);
    return missing;
}

} // namespace

TEST_CASE("15.4: text stands for itself in a manual page")
{
    CHECK(roffText(QStringLiteral("--code-file 'a\\b' ~ ^ `x`"))
        == QStringLiteral("\\-\\-code\\-file \\(aqa\\eb\\(aq \\(ti \\(ha \\(gax\\(ga"));
    CHECK(roffParagraph(QStringLiteral(".TH is no request")) == QStringLiteral("\\&.TH is no request\n"));
    CHECK(roffArgument(QStringLiteral("a \"b\"")) == QStringLiteral("\"a \\(dqb\\(dq\""));
    CHECK(roffLines(QStringLiteral("one\ntwo")) == QStringLiteral(".nf\n.RS 4\none\ntwo\n.RE\n.fi\n"));
}

TEST_CASE("15.4: the page of a command shows all that it takes")
{
    Invocation invocation;
    const CommandPage program = pageOf(*commandLine(invocation));
    REQUIRE(program.commands.size() > 15);
    const ManualPages pages(program, QStringLiteral("2026-12-31"), {QStringLiteral("mailboat")});
    for (const CommandPage &command : program.commands) {
        const QString page = QString::fromUtf8(pages.ofCommand(command));
        INFO(command.name.toStdString());
        CHECK(withoutEntry(command, page).join(u' ').toStdString().empty());
        CHECK(page.contains(QStringLiteral(".TH \"MAILBOATCTL\\-%1\" 1 \"2026-12-31\"").arg(command.name.toUpper())));
    }
    CHECK(QString::fromUtf8(pages.ofProgram()).contains(QStringLiteral(".BR mailboatctl\\-peers (1),\n")));
}
