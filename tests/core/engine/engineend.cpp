// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/engine/engineend.h"

#include <qtestsupport_core.h>

namespace mailboat::test {

EngineEnd::EngineEnd(Engine &engine)
    : m_engine(engine)
    , m_connection(QObject::connect(&engine, &Engine::stopped, &engine, [this] { m_hasStopped = true; }))
{
}

EngineEnd::~EngineEnd()
{
    constexpr int patience = 10000; // ms
    if (!m_hasStopped)
        m_engine.giveUp();
    (void)QTest::qWaitFor([this] { return m_hasStopped; }, patience); // else the engine itself complains
    QObject::disconnect(m_connection);
}

} // namespace mailboat::test
