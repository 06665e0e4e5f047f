# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The user guide: resources/guide/*.md become HTML, where the programs look for it both in the build and where they are installed:
# ../share/doc/mailboat-doc/html from their folder.

include(GNUInstallDirs)
find_program(LOWDOWN lowdown)
if(NOT LOWDOWN)
    message(FATAL_ERROR "The user guide is made by lowdown: dev/install build")
endif()

set(guide_source "${PROJECT_SOURCE_DIR}/resources/guide")
set(guide_folder "share/doc/mailboat-doc")
file(GLOB chapters CONFIGURE_DEPENDS "${guide_source}/*.md")
set(guide_files "")
foreach(chapter IN LISTS chapters)
    cmake_path(GET chapter STEM name)
    set(page "${PROJECT_BINARY_DIR}/${guide_folder}/html/${name}.html")
    add_custom_command(OUTPUT "${page}"
        COMMAND "${CMAKE_COMMAND}" "-Dlowdown=${LOWDOWN}" "-Dchapter=${chapter}" "-Dtemplate=${guide_source}/template.html"
            "-Dpage=${page}" "-Dversion=${PROJECT_VERSION}" -P "${PROJECT_SOURCE_DIR}/cmake/guidepage.cmake"
        DEPENDS "${chapter}" "${guide_source}/template.html" "${PROJECT_SOURCE_DIR}/cmake/guidepage.cmake"
        VERBATIM)
    list(APPEND guide_files "${page}")
endforeach()
file(GLOB pictures CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/resources/pictures/*.png")
foreach(picture IN LISTS pictures)
    cmake_path(GET picture FILENAME name)
    set(copy "${PROJECT_BINARY_DIR}/${guide_folder}/pictures/${name}")
    add_custom_command(OUTPUT "${copy}" COMMAND "${CMAKE_COMMAND}" -E copy "${picture}" "${copy}" DEPENDS "${picture}" VERBATIM)
    list(APPEND guide_files "${copy}")
endforeach()

add_custom_target(mailboat_guide ALL DEPENDS ${guide_files})
install(DIRECTORY "${PROJECT_BINARY_DIR}/${guide_folder}/" DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/mailboat-doc" COMPONENT doc)
