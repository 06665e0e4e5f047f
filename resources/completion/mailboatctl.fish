# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of mailboatctl for fish: asks the program itself.

function __mailboatctl_complete
    set -l typed (commandline -opc)
    set -l program (string replace -r '^~/' "$HOME/" -- $typed[1])
    set -l words (string replace -r '^~/' "$HOME/" -- $typed[2..-1]) (commandline -ct)
    set -l known (printf '%s\0' $words | command $program complete 2>/dev/null)
    if test "$known" = :file
        complete -C "'' "(commandline -ct) # as after a command that fish knows nothing of
    else
        printf '%s\n' $known
    end
end
complete -c mailboatctl -f -a '(__mailboatctl_complete)'
