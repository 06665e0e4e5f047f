// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/desktop/sessionmanager.h"

#include "tests/desktop/accessible.h"

#include <QSocketNotifier>

#include <stdexcept>
#include <vector>

// Last: they make words such as Status their own.
#include <X11/ICE/ICElib.h>
#include <X11/SM/SMlib.h>

namespace mailboat::test {

namespace {

constexpr int errorLength = 256;

/// Who is on this machine may: there are no cookies here.
Bool mayCome(char *)
{
    return True;
}

} // namespace

struct SessionManager::Private {
    int count = 0;
    IceListenObj *listening = nullptr;
    QByteArray address {};
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers {};
    SmsConn program = nullptr;
    bool isReady = false;
    bool isEnding = false;
    bool isSaving = false; ///< it was asked, and has not answered yet
    bool isCancelled = false;
    bool isEnded = false;

    void accept(IceListenObj from)
    {
        IceAcceptStatus status {};
        IceConn connection = IceAcceptConnection(from, &status);
        if (!connection)
            return;
        auto notifier = std::make_unique<QSocketNotifier>(IceConnectionNumber(connection), QSocketNotifier::Read);
        QSocketNotifier *const reading = notifier.get();
        QObject::connect(reading, &QSocketNotifier::activated, reading, [connection, reading] {
            if (IceProcessMessages(connection, nullptr, nullptr) == IceProcessMessagesSuccess)
                return;
            reading->setEnabled(false); // the program is gone
        });
        notifiers.push_back(std::move(notifier));
    }
};

namespace {

SessionManager::Private &privateOf(SmPointer data)
{
    return *static_cast<SessionManager::Private *>(data);
}

Status registered(SmsConn program, SmPointer data, char *previous)
{
    SessionManager::Private &manager = privateOf(data);
    manager.program = program;
    SmsRegisterClientReply(program, previous ? previous : SmsGenerateClientID(program));
    SmsSaveYourself(program, SmSaveLocal, False, SmInteractStyleNone, False); // as the protocol has it
    return 1;
}

void saved(SmsConn program, SmPointer data, Bool)
{
    SessionManager::Private &manager = privateOf(data);
    manager.isSaving = false;
    if (!manager.isEnding) {
        SmsSaveComplete(program);
        manager.isReady = true;
    } else if (!manager.isCancelled) {
        SmsDie(program);
        manager.isEnded = true;
    }
}

void interactionEnded(SmsConn program, SmPointer data, Bool isCancelled)
{
    SessionManager::Private &manager = privateOf(data);
    if (!isCancelled)
        return;
    manager.isCancelled = true;
    SmsShutdownCancelled(program);
}

Status connected(SmsConn, SmPointer data, unsigned long *mask, SmsCallbacks *callbacks, char **)
{
    *mask = SmsRegisterClientProcMask | SmsInteractRequestProcMask | SmsInteractDoneProcMask
        | SmsSaveYourselfRequestProcMask | SmsSaveYourselfP2RequestProcMask | SmsSaveYourselfDoneProcMask
        | SmsCloseConnectionProcMask | SmsSetPropertiesProcMask | SmsDeletePropertiesProcMask
        | SmsGetPropertiesProcMask;
    callbacks->register_client = {registered, data};
    callbacks->interact_request = {[](SmsConn program, SmPointer, int) { SmsInteract(program); }, data};
    callbacks->interact_done = {interactionEnded, data};
    callbacks->save_yourself_request = {[](SmsConn, SmPointer, int, Bool, int, Bool, Bool) {}, data};
    callbacks->save_yourself_phase2_request
        = {[](SmsConn program, SmPointer) { SmsSaveYourselfPhase2(program); }, data};
    callbacks->save_yourself_done = {saved, data};
    callbacks->close_connection = {[](SmsConn, SmPointer, int, char **) {}, data};
    callbacks->set_properties = {[](SmsConn, SmPointer, int count, SmProp **properties) {
                                     for (int i = 0; i < count; ++i)
                                         SmFreeProperty(properties[i]);
                                 },
        data};
    callbacks->delete_properties = {[](SmsConn, SmPointer, int, char **) {}, data};
    callbacks->get_properties = {[](SmsConn program, SmPointer) { SmsReturnProperties(program, 0, nullptr); }, data};
    return 1;
}

} // namespace

SessionManager::SessionManager()
    : m_private(std::make_unique<Private>())
{
    char error[errorLength] = {};
    if (!SmsInitialize("Mailboat's tests", "1", connected, m_private.get(), mayCome, errorLength, error)
        || !IceListenForConnections(&m_private->count, &m_private->listening, errorLength, error))
        throw std::runtime_error(error);
    IceSetIOErrorHandler([](IceConn) {}); // the one of the library ends the process
    char *const address = IceComposeNetworkIdList(m_private->count, m_private->listening);
    m_private->address = address;
    std::free(address);
    for (int i = 0; i < m_private->count; ++i) {
        IceListenObj from = m_private->listening[i];
        IceSetHostBasedAuthProc(from, mayCome);
        auto notifier = std::make_unique<QSocketNotifier>(IceGetListenConnectionNumber(from), QSocketNotifier::Read);
        QObject::connect(
            notifier.get(), &QSocketNotifier::activated, notifier.get(), [this, from] { m_private->accept(from); });
        m_private->notifiers.push_back(std::move(notifier));
    }
}

SessionManager::~SessionManager()
{
    m_private->notifiers.clear();
    IceFreeListenObjs(m_private->count, m_private->listening);
}

QString SessionManager::environment() const
{
    return QStringLiteral("SESSION_MANAGER=") + QString::fromUtf8(m_private->address);
}

void SessionManager::waitForProgram() const
{
    waitUntil(QStringLiteral("the program registers"), [this] { return m_private->isReady; });
}

void SessionManager::end()
{
    m_private->isEnding = true;
    m_private->isCancelled = false;
    m_private->isSaving = true;
    SmsSaveYourself(m_private->program, SmSaveBoth, True, SmInteractStyleAny, False);
}

bool SessionManager::isCancelled() const
{
    return m_private->isCancelled && !m_private->isSaving;
}

bool SessionManager::isEnded() const
{
    return m_private->isEnded;
}

} // namespace mailboat::test
