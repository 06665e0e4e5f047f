# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -Dprogram= -Dfolder= -P units.cmake: writes the units of a service that starts that mailboatctl, one for the usual datafile
# and one for any other, /var/lib/mailboat/NAME.mailboat.

set(name site)
set(what "this machine's site")
configure_file("${CMAKE_CURRENT_LIST_DIR}/mailboat-server.service.in" "${folder}/mailboat-server.service" @ONLY)
set(name %i)
set(what "the site %i")
configure_file("${CMAKE_CURRENT_LIST_DIR}/mailboat-server.service.in" "${folder}/mailboat-server@.service" @ONLY)
