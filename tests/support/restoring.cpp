// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/restoring.h"

#include <QFile>

#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace mailboat::test {

namespace {

// SQLite, "WAL-mode File Format" 2.3: where the locks stand that a restoring process takes (WRITE, CKPT, RECOVER), and a byte
// of the first of the two copies of the header, which are alike while the index is in order.
constexpr off_t firstLock = 120;
constexpr off_t locks = 3;
constexpr off_t changeCounter = 8;

void need(bool isDone)
{
    if (!isDone)
        throw std::runtime_error("the index of the datafile: " + qt_error_string().toStdString());
}

} // namespace

Restoring::Restoring(const QString &datafile)
    : m_descriptor(::open(QFile::encodeName(datafile + QLatin1String("-shm")).constData(), O_RDWR | O_CLOEXEC))
{
    need(m_descriptor >= 0);
}

Restoring::~Restoring()
{
    if (m_hasBegun)
        end();
    ::close(m_descriptor);
}

void Restoring::begin()
{
    lock(F_WRLCK);
    toggleIndex();
    m_hasBegun = true;
}

void Restoring::end()
{
    m_hasBegun = false;
    toggleIndex();
    lock(F_UNLCK);
}

/// What is not in order makes others look for who restores it.
void Restoring::toggleIndex()
{
    unsigned char byte = 0;
    need(::pread(m_descriptor, &byte, 1, changeCounter) == 1);
    byte ^= 0xffU;
    need(::pwrite(m_descriptor, &byte, 1, changeCounter) == 1);
}

void Restoring::lock(short type)
{
    struct flock wanted {
    };
    wanted.l_type = type;
    wanted.l_whence = SEEK_SET;
    wanted.l_start = firstLock;
    wanted.l_len = locks;
    need(::fcntl(m_descriptor, F_OFD_SETLK, &wanted) == 0);
}

} // namespace mailboat::test
