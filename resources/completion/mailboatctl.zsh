#compdef mailboatctl
# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of mailboatctl for zsh: asks the program itself.

local -a typed known texts shown
local line text about
typed=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
typed=("${(@)typed/#\~\//$HOME/}")
known=("${(@f)$(printf '%s\0' "${(@)typed}" | ${(Q)words[1]/#\~\//$HOME/} complete 2>/dev/null)}")
if [[ $known[1] == :file ]]; then
    compset -P '--*='
    _files
    return
fi
for line in $known; do
    text=${line%%$'\t'*}
    about=${line#*$'\t'}
    [[ -n $text ]] || continue
    texts+=("$text")
    shown+=("$text${about:+  -- $about}")
done
(( $#texts )) && compadd -l -d shown -a texts
