# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Manual pages, made of what the command lines declare; and the completion of the shells, which asks the program itself.

set(manuals "${PROJECT_BINARY_DIR}/manuals")
add_custom_command(OUTPUT "${manuals}/stamp"
    COMMAND ${CMAKE_COMMAND} -E rm -rf "${manuals}/plain" "${manuals}/man1"
    COMMAND env LC_ALL=C.UTF-8 $<TARGET_FILE:mailboat-manuals> "${manuals}/plain" ${MAILBOAT_DATE}
    COMMAND ${CMAKE_COMMAND} -E copy_directory "${manuals}/plain" "${manuals}/man1"
    COMMAND gzip -9nr "${manuals}/man1"
    COMMAND ${CMAKE_COMMAND} -E touch "${manuals}/stamp"
    DEPENDS mailboat-manuals VERBATIM)
add_custom_target(mailboat_man ALL DEPENDS "${manuals}/stamp")

install(DIRECTORY "${manuals}/man1" DESTINATION "${CMAKE_INSTALL_MANDIR}" COMPONENT server FILES_MATCHING PATTERN "mailboatctl*.1.gz")
install(FILES "${manuals}/man1/mailboat.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT desktop)

set(completion "${PROJECT_SOURCE_DIR}/resources/completion/mailboatctl")
install(FILES "${completion}.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME mailboatctl COMPONENT server)
install(FILES "${completion}.zsh" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" RENAME _mailboatctl COMPONENT server)
install(FILES "${completion}.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT server)
