# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of mailboatctl for bash: asks the program itself.

_mailboatctl()
{
    local line=${COMP_LINE:0:COMP_POINT}
    COMPREPLY=()
    # Nothing where bash reads quotes and the like by rules of its own: then a blank ends no word.
    [[ $line == *[\'\"\\\`\$\(\)\{\}\<\>\|\&\;*?]* ]] && return
    local -a words
    read -ra words <<<"$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    while [ ${#words[@]} -gt 0 ] && [[ ${words[0]} == *=* ]]; do # variables before the command
        words=("${words[@]:1}")
    done
    local word=${words[-1]} known reply
    words=("${words[@]:1}")
    words=("${words[@]/#\~\//$HOME/}")
    # What stands before the last = or : is a word of its own to bash, and stays.
    local kept=
    [[ $word == *=* && $COMP_WORDBREAKS == *=* ]] && kept=${word%"${word##*=}"}

    known=$(printf '%s\0' "${words[@]}" | "$1" complete 2>/dev/null) || return
    if [ "$known" = :file ]; then
        compopt -o default # its own completion of files, which is that of an empty reply
        return
    fi
    while IFS=$'\t' read -r reply _; do
        [ -n "$reply" ] && COMPREPLY+=("$(printf '%q' "${reply#"$kept"}")")
    done <<<"$known"
}
complete -F _mailboatctl mailboatctl
