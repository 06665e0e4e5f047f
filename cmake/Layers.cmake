# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later

# mailboat_layer(<folder> [LINK <target>…]): the library of core/<folder>, from whatever sources are there.
# The arrows between folders are the LINK arguments; dev/layers checks that the #include lines follow them.
function(mailboat_layer folder)
    cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
    set(target mailboat_${folder})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS
        "${PROJECT_SOURCE_DIR}/core/${folder}/*.cpp" "${PROJECT_SOURCE_DIR}/core/${folder}/*.h")
    if(NOT sources MATCHES "\\.cpp(;|$)") # an archive wants at least one object
        set(empty "${PROJECT_BINARY_DIR}/generated/empty_${folder}.cpp")
        file(CONFIGURE OUTPUT "${empty}" CONTENT "// core/${folder} has no source yet\n")
        list(APPEND sources "${empty}")
    endif()

    add_library(${target} STATIC ${sources})
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
    target_link_libraries(${target} PUBLIC mailboat_flags ${arg_LINK})
    mailboat_reuse_pch(${target} mailboat_pch)
endfunction()

# A precompiled header is built once, by the library named, and used by all that call this.
function(mailboat_reuse_pch target owner)
    if(MAILBOAT_PCH)
        target_precompile_headers(${target} REUSE_FROM ${owner})
        # g++ refuses a precompiled header that saw other macros. The layer below Sql gets no path to its headers.
        target_compile_definitions(${target} PRIVATE QT_NETWORK_LIB QT_SQL_LIB)
    endif()
endfunction()
