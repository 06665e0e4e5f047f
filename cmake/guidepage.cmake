# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -Dlowdown= -Dchapter= -Dtemplate= -Dpage= -Dversion= -P guidepage.cmake: makes one page of the user guide.

cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND "${lowdown}" -T html "${chapter}" OUTPUT_VARIABLE body COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE "href=\"([a-z]+)\\.md" "href=\"\\1.html" body "${body}") # in the project the chapters lead to each other, too
if(NOT body MATCHES "<h1[^>]*>([^<]*)</h1>")
    message(FATAL_ERROR "${chapter} has no title")
endif()
set(title "${CMAKE_MATCH_1}")
file(READ "${template}" html)
cmake_path(GET page FILENAME name)
string(REPLACE "<a href=\"${name}\">" "<a href=\"${name}\" aria-current=\"page\">" html "${html}")
string(REPLACE "@title@" "${title}" html "${html}")
string(REPLACE "@version@" "${version}" html "${html}")
string(REPLACE "@body@" "${body}" html "${html}")
file(WRITE "${page}" "${html}")
