// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/http/nodeprocess.h"

#include <QNetworkAccessManager>

namespace mailboat {

/// Qt's interface to the second HTTP client: every request goes through a Node.js process. Takes the proxy of its proxy
/// factory and trusts what Qt trusts; knows no cookies, cache, redirects or signing in.
class NodeNetwork final : public QNetworkAccessManager
{
    Q_OBJECT
public:
    using QNetworkAccessManager::QNetworkAccessManager;

    void dropConnections(); ///< with the process that has them

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *outgoing) override;

private:
    NodeProcess m_process;
};

} // namespace mailboat
