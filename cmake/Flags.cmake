# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The one INTERFACE target with our flags, and how everything is compiled and linked.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_GLOBAL_AUTOGEN_TARGET ON)
set(CMAKE_AUTOGEN_ORIGIN_DEPENDS OFF) # moc reads sources alone: it need not wait for libraries
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

add_library(mailboat_flags INTERFACE)
target_compile_features(mailboat_flags INTERFACE cxx_std_20)
target_compile_options(mailboat_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
target_compile_definitions(mailboat_flags INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(MAILBOAT_SANITIZE)
    # g++ 12 sees uninitialised values that are none once the sanitizers' checks stand between.
    target_compile_options(mailboat_flags INTERFACE
        -fsanitize=${MAILBOAT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
        $<$<CXX_COMPILER_ID:GNU>:-Wno-error=maybe-uninitialized>
        $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize=function>) # clang 14 cannot compile a coroutine with it
    target_link_options(mailboat_flags INTERFACE -fsanitize=${MAILBOAT_SANITIZE})
else()
    target_compile_options(mailboat_flags INTERFACE -fstack-protector-strong)
    target_compile_definitions(mailboat_flags INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
    target_link_options(mailboat_flags INTERFACE LINKER:-z,relro,-z,now)
endif()

if(MAILBOAT_UNITY)
    set(CMAKE_UNITY_BUILD ON)
    set(CMAKE_UNITY_BUILD_BATCH_SIZE 8)
    # g++ takes what stands in an anonymous namespace of an included file for a header's, where it would be a fault.
    target_compile_options(mailboat_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage -Wno-shadow -Wshadow=local>
        $<$<CXX_COMPILER_ID:Clang>:-Wno-shadow>) # another source's names, too; the tidy build says which are shadowed
endif()

find_program(MAILBOAT_MOLD mold)
if(MAILBOAT_MOLD)
    target_link_options(mailboat_flags INTERFACE -fuse-ld=mold)
endif()

find_program(MAILBOAT_CCACHE ccache)
if(MAILBOAT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # Without the sloppiness ccache takes nothing that uses a precompiled header; with the other two a clone in any folder
    # finds what was compiled in another one.
    set(CMAKE_CXX_COMPILER_LAUNCHER
        env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${MAILBOAT_CCACHE})
    if(MAILBOAT_PCH AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # __FILE__ begins at the project's folder: several sources in one are named by their whole paths.
        target_compile_options(mailboat_flags INTERFACE -fpch-preprocess "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
    endif()
endif()
