# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# MAILBOAT_DATE: the day of this version, for whatever carries a date: the one that CHANGELOG.md gives it, or where that gives none yet,
# the day of SOURCE_DATE_EPOCH or of the last commit. Never that of the build: the same source gives the same files.

set(MAILBOAT_DATE "")
if(EXISTS "${PROJECT_SOURCE_DIR}/CHANGELOG.md")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/CHANGELOG.md")
    string(REPLACE "." "\\." version_pattern "${PROJECT_VERSION}")
    file(STRINGS "${PROJECT_SOURCE_DIR}/CHANGELOG.md" heading REGEX "^## .*${version_pattern}" LIMIT_COUNT 1)
    string(REGEX MATCH "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]" MAILBOAT_DATE "${heading}")
endif()
if(NOT MAILBOAT_DATE)
    set(seconds "$ENV{SOURCE_DATE_EPOCH}")
    if(NOT seconds)
        execute_process(COMMAND git -C "${PROJECT_SOURCE_DIR}" log -1 --format=%ct
            OUTPUT_VARIABLE seconds OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    endif()
    if(NOT seconds)
        set(seconds 0)
    endif()
    execute_process(COMMAND date -u -d "@${seconds}" +%Y-%m-%d OUTPUT_VARIABLE MAILBOAT_DATE OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
