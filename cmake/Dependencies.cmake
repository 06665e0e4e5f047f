# SPDX-FileCopyrightText: 2026 The Mailboat authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Everything Mailboat stands on. Imported targets are SYSTEM: our warnings are for our code.

find_package(Qt6 6.4 REQUIRED COMPONENTS Concurrent Core DBus Network PrintSupport Sql Widgets Svg LinguistTools)
find_package(Qt6Keychain REQUIRED)
find_package(QCoro6 REQUIRED COMPONENTS Coro Core Network)
find_package(simdjson REQUIRED)
find_package(tl-expected REQUIRED)
find_package(CLI11 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(Threads REQUIRED)

find_package(PkgConfig REQUIRED)
pkg_check_modules(libsystemd REQUIRED IMPORTED_TARGET libsystemd) # sd_notify(3) and the journal
pkg_check_modules(libsodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(gnutls REQUIRED IMPORTED_TARGET gnutls) # the sessions of libmicrohttpd's TLS
pkg_check_modules(libmicrohttpd REQUIRED IMPORTED_TARGET libmicrohttpd)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
