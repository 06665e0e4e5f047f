// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"

namespace mailboat::test {

/// Lets an engine end before it goes, as whoever has started one must, also where the test has failed by then: what runs is
/// given up.
class EngineEnd final
{
public:
    explicit EngineEnd(Engine &engine);
    ~EngineEnd();
    Q_DISABLE_COPY_MOVE(EngineEnd)

private:
    Engine &m_engine;
    bool m_hasStopped = false;
    QMetaObject::Connection m_connection;
};

} // namespace mailboat::test
