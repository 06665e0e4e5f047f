// SPDX-FileCopyrightText: 2026 The Mailboat authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/sitestate.h"
#include "core/prefs/draft.h"
#include "core/records/storenames.h"
#include "core/store/synclog.h"

#include <QDialog>

class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace mailboat {

class FieldMessage;
class InlineMessage;

/// One row of the list: a new site, or one that is there. OK puts it into the draft; what cannot be is said at its field, as
/// one types. Generate and Retrieve are asked of the owner, who shows here how they go.
class PeerDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PeerDialog)
public:
    /// `draft` outlives the dialog; `edited`: the row, empty for a new one. `locked`: to read alone. `isSaved`: the site
    /// stands in the datafile too, so that Generate and Retrieve can act on it.
    PeerDialog(Draft &draft, std::optional<SyncId> edited, bool locked, bool isSaved, const QString &ownHardwareId,
        QWidget *parent = nullptr);
    ~PeerDialog() override;

    SyncId syncId() const; ///< as typed; once accepted, that of the row in the draft
    int typedFields() const; ///< that differ from what was there
    void showProgram(const SiteApp &app); ///< what has called since the list was read; of a saved satellite
    /// At a primary: why the site is not served until somebody has chosen, if so; where that can be done here, it is offered.
    void showMisfit(const std::optional<Error> &misfit);
    /// What happens has been chosen and done; stays where showMisfit() was, until something new is amiss.
    void showChosen(const QString &words);
    /// At a primary, of a saved site: how it stands, why, and what cures it. `isAwaited`: PeerTableModel::setAwaited().
    void showState(const SiteRow &site, const QDateTime &now, bool isAwaited = false);
    void showContacts(const Result<QList<SyncLog::Entry>> &entries); ///< of that site, newest first
    void showStores(const QList<StoreName> &stores); ///< those active there; until it is told, their IDs stand there
    /// The padlock has closed or opened meanwhile: what is typed stays, what was made is not to be seen any more.
    void followPadlock(bool isLocked);
    void showProgress(const QString &words); ///< of an action that runs
    void endProgress(); ///< of an action that has nothing to say yet
    void showResult(const QString &words, bool ok); ///< it has ended

    void accept() override;
    void reject() override;

signals:
    void generateRequested();
    void retrieveRequested();
    void actionCancelled(); ///< of what showProgress() shows
    void recoveryRequested(); ///< what happens with a site that is not served is to be chosen

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Field {
        QLineEdit *edit = nullptr;
        FieldMessage *message = nullptr;
    };
    Field addField(QGridLayout &form, const QString &name, const QString &label, QWidget *beside = nullptr);
    void addPassword(QGridLayout &form);
    void makePassword();
    void copyPassword();
    void forgetPassword();
    void showMade(bool isMade);
    void applyPadlock(bool isLocked);
    void addHardwareId(QGridLayout &form, const QString &ownHardwareId);
    void addTimeZone(QGridLayout &form);
    void addMarks(QGridLayout &form);
    void addProgram(QGridLayout &form);
    void addStores(QGridLayout &form);
    QWidget *actionArea();
    void addContacts(QGridLayout &form);
    QWidget *stateArea();
    QString addressSentence(const SiteRow &site) const;
    void showCure(const SiteRow &site);
    void cure();
    QWidget *misfitArea();
    QWidget *buttons();
    void fill();
    void giveId();
    void proposeId();
    bool isIdGiven() const; ///< a satellite's list holds the primary alone
    void lock();
    void showActions();
    void toggleClear();
    SiteRole role() const; ///< of this site
    bool isPrimary() const { return role() == SiteRole::Primary; }

    QString typedName() const;
    QString typedUrl() const;
    QString typedTimeZone() const;
    std::optional<QString> typedPassword() const; ///< nothing: the stored one stays
    Peer typedPeer() const;
    void showError(const Field &field, const Error &error);
    void checkSyncId();
    void checkUserName();
    void checkPassword();
    void checkUrl();
    void checkTimeZone();
    void completeUrl();
    bool checkAll(); ///< the first wrong field gets the keyboard

    Draft &m_draft;
    const std::optional<SyncId> m_edited;
    const Peer m_known;
    const bool m_isLocked;
    const bool m_isSaved;
    SyncId m_proposed {}; ///< of a new site at a primary; else 0
    bool m_isClearing = false; ///< OK clears the hardware ID
    InlineMessage *m_result = nullptr;
    InlineMessage *m_stateMessage = nullptr; ///< as m_contacts at a primary, of a site of the datafile
    QPushButton *m_cure = nullptr;
    std::optional<SiteRow> m_site {}; ///< as last shown, as the next
    bool m_isAwaited = false;
    QPlainTextEdit *m_contacts = nullptr;
    InlineMessage *m_misfit = nullptr;
    QPushButton *m_recover = nullptr;
    Field m_syncId;
    Field m_userName;
    Field m_password;
    QPushButton *m_makePassword = nullptr; ///< at a primary, as what follows
    QPushButton *m_copyPassword = nullptr; ///< shown while what was made stands in the field
    QString m_made {};
    Field m_url;
    Field m_hardwareId;
    Field m_timeZone; ///< at a primary, as what follows
    QCheckBox *m_mayOmitHardwareId = nullptr;
    QCheckBox *m_isOmsCentral = nullptr;
    QPushButton *m_clear = nullptr;
    QLineEdit *m_program = nullptr; ///< of a row that is there, at a primary
    QPlainTextEdit *m_stores = nullptr;
    QPushButton *m_generate = nullptr;
    QPushButton *m_retrieve = nullptr;
    QWidget *m_progress = nullptr;
    QLabel *m_progressWords = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_ok = nullptr;
};

} // namespace mailboat
