<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>mailboat</name>
    <message numerus="yes">
        <source>Synchronisation works, but %Ln records could not be taken.</source>
        <translation>
            <numerusform>Synchronisation works, but %Ln record could not be taken.</numerusform>
            <numerusform>Synchronisation works, but %Ln records could not be taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait for their sites.</source>
        <translation>
            <numerusform>%Ln record waits for its site.</numerusform>
            <numerusform>%Ln records wait for their sites.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait to be sent.</source>
        <translation>
            <numerusform>%Ln record waits to be sent.</numerusform>
            <numerusform>%Ln records wait to be sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait to be sent, the oldest for %1.</source>
        <translation>
            <numerusform>%Ln record waits to be sent, for %1.</numerusform>
            <numerusform>%Ln records wait to be sent, the oldest for %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes ago</source>
        <translation>
            <numerusform>%Ln minute ago</numerusform>
            <numerusform>%Ln minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours ago</source>
        <translation>
            <numerusform>%Ln hour ago</numerusform>
            <numerusform>%Ln hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days ago</source>
        <translation>
            <numerusform>%Ln day ago</numerusform>
            <numerusform>%Ln days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln minutes</source>
        <translation>
            <numerusform>in %Ln minute</numerusform>
            <numerusform>in %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln hours</source>
        <translation>
            <numerusform>in %Ln hour</numerusform>
            <numerusform>in %Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <translation>
            <numerusform>in %Ln day</numerusform>
            <numerusform>in %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The backup is of the site with Sync ID %1, was made on %2 and has %Ln records.</source>
        <translation>
            <numerusform>The backup is of the site with Sync ID %1, was made on %2 and has %Ln record.</numerusform>
            <numerusform>The backup is of the site with Sync ID %1, was made on %2 and has %Ln records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The backup is of the site with Sync ID %1 (%2), was made on %3 and has %Ln records.</source>
        <translation>
            <numerusform>The backup is of the site with Sync ID %1 (%2), was made on %3 and has %Ln record.</numerusform>
            <numerusform>The backup is of the site with Sync ID %1 (%2), was made on %3 and has %Ln records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records of the datafile %1 were never sent: they are in the file alone that is kept of it.</source>
        <translation>
            <numerusform>%Ln record of the datafile %1 was never sent: it is in the file alone that is kept of it.</numerusform>
            <numerusform>%Ln records of the datafile %1 were never sent: they are in the file alone that is kept of it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records left the quarantine.</source>
        <translation>
            <numerusform>%Ln record left the quarantine.</numerusform>
            <numerusform>%Ln records left the quarantine.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Queue %Ln records for the site with Sync ID %1?</source>
        <translation>
            <numerusform>Queue %Ln record for the site with Sync ID %1?</numerusform>
            <numerusform>Queue %Ln records for the site with Sync ID %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing stands still here: &quot;collect&quot; was chosen already, and %Ln sites have not sent again yet what they own. Wait until they have synchronised.</source>
        <translation>
            <numerusform>Nothing stands still here: &quot;collect&quot; was chosen already, and %Ln site has not sent again yet what it owns. Wait until it has synchronised.</numerusform>
            <numerusform>Nothing stands still here: &quot;collect&quot; was chosen already, and %Ln sites have not sent again yet what they own. Wait until they have synchronised.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites have not sent again yet what they own, since this primary was put back from a copy.</source>
        <translation>
            <numerusform>%Ln site has not sent again yet what it owns, since this primary was put back from a copy.</numerusform>
            <numerusform>%Ln sites have not sent again yet what they own, since this primary was put back from a copy.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites have not sent again yet what they own, since that was asked for.</source>
        <translation>
            <numerusform>%Ln site has not sent again yet what it owns, since that was asked for.</numerusform>
            <numerusform>%Ln sites have not sent again yet what they own, since that was asked for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) are refused: %1.</source>
        <translation>
            <numerusform>%Ln site is refused: %1.</numerusform>
            <numerusform>%Ln sites are refused: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) have been silent for more than a day: %1.</source>
        <translation>
            <numerusform>%Ln site has been silent for more than a day: %1.</numerusform>
            <numerusform>%Ln sites have been silent for more than a day: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) have never come: %1.</source>
        <translation>
            <numerusform>%Ln site has never come: %1.</numerusform>
            <numerusform>%Ln sites have never come: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more site(s) are not served either: the list of sites marks them.</source>
        <translation>
            <numerusform>%Ln more site is not served either: the list of sites marks it.</numerusform>
            <numerusform>%Ln more sites are not served either: the list of sites marks them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Silent for more than %Ln hour(s): %1.</source>
        <translation>
            <numerusform>Silent for more than %Ln hour: %1.</numerusform>
            <numerusform>Silent for more than %Ln hours: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every satellite has come within %Ln hour(s).</source>
        <translation>
            <numerusform>Every satellite has come within %Ln hour.</numerusform>
            <numerusform>Every satellite has come within %Ln hours.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows were written into %1.</source>
        <translation>
            <numerusform>%Ln row was written into %1.</numerusform>
            <numerusform>%Ln rows were written into %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln further records, of which this is the newest: %1</source>
        <translation>
            <numerusform>%Ln further record, of which this is the newest: %1</numerusform>
            <numerusform>%Ln further records, of which this is the newest: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records have left the list.</source>
        <translation>
            <numerusform>%Ln record has left the list.</numerusform>
            <numerusform>%Ln records have left the list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are sent again with the next synchronisation.</source>
        <translation>
            <numerusform>%Ln of them is sent again with the next synchronisation.</numerusform>
            <numerusform>%Ln of them are sent again with the next synchronisation.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records stay: they are still refused, for the reason that the list says.</source>
        <translation>
            <numerusform>%Ln record stays: it is still refused, for the reason that the list says.</numerusform>
            <numerusform>%Ln records stay: they are still refused, for the reason that the list says.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older forms of records were not tried: what is here now would go. Select one of them alone to put it in its place.</source>
        <translation>
            <numerusform>%Ln older form of a record was not tried: what is here now would go. Select it alone to put it in its place.</numerusform>
            <numerusform>%Ln older forms of records were not tried: what is here now would go. Select one of them alone to put it in its place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites need attention</source>
        <translation>
            <numerusform>%Ln site needs attention</numerusform>
            <numerusform>%Ln sites need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites synchronise again</source>
        <translation>
            <numerusform>%Ln site synchronises again</numerusform>
            <numerusform>%Ln sites synchronise again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>And %Ln more.</numerusform>
            <numerusform>And %Ln more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records were refused: the list says why, and what can be done.</source>
        <translation>
            <numerusform>%Ln record was refused: the list says why, and what can be done.</numerusform>
            <numerusform>%Ln records were refused: the list says why, and what can be done.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No synchronisation has succeeded for %Ln days, since %1.</source>
        <translation>
            <numerusform>No synchronisation has succeeded for %Ln day, since %1.</numerusform>
            <numerusform>No synchronisation has succeeded for %Ln days, since %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronisation is paused; the last one that succeeded was %Ln days ago, on %1.</source>
        <translation>
            <numerusform>Synchronisation is paused; the last one that succeeded was %Ln day ago, on %1.</numerusform>
            <numerusform>Synchronisation is paused; the last one that succeeded was %Ln days ago, on %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records were discarded.</source>
        <translation>
            <numerusform>%Ln record was discarded.</numerusform>
            <numerusform>%Ln records were discarded.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln refused records?</source>
        <translation>
            <numerusform>Discard %Ln refused record?</numerusform>
            <numerusform>Discard %Ln refused records?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::Leaving</name>
    <message numerus="yes">
        <source>The primary refuses %Ln record(s). What it refuses stays in the datafile.</source>
        <translation>
            <numerusform>The primary refuses %Ln record. What it refuses stays in the datafile.</numerusform>
            <numerusform>The primary refuses %Ln records. What it refuses stays in the datafile.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::PeerActions</name>
    <message numerus="yes">
        <source>Queue %Ln records for the site with Sync ID %1?</source>
        <translation>
            <numerusform>Queue %Ln record for the site with Sync ID %1?</numerusform>
            <numerusform>Queue %Ln records for the site with Sync ID %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Queue %Ln records for the primary?</source>
        <translation>
            <numerusform>Queue %Ln record for the primary?</numerusform>
            <numerusform>Queue %Ln records for the primary?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::PeerPanel</name>
    <message numerus="yes">
        <source>%Ln site(s) deleted, and not saved yet.</source>
        <translation>
            <numerusform>%Ln site deleted, and not saved yet.</numerusform>
            <numerusform>%Ln sites deleted, and not saved yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::PreferencesDialog</name>
    <message numerus="yes">
        <source>Discard %Ln change(s) that are not saved?</source>
        <translation>
            <numerusform>Discard %Ln change that is not saved?</numerusform>
            <numerusform>Discard %Ln changes that are not saved?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::SiteFigures</name>
    <message numerus="yes">
        <source>%Ln ok</source>
        <translation>
            <numerusform>%Ln ok</numerusform>
            <numerusform>%Ln ok</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln initialising</source>
        <translation>
            <numerusform>%Ln initialising</numerusform>
            <numerusform>%Ln initialising</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln behind</source>
        <translation>
            <numerusform>%Ln behind</numerusform>
            <numerusform>%Ln behind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln silent</source>
        <translation>
            <numerusform>%Ln silent</numerusform>
            <numerusform>%Ln silent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln never</source>
        <translation>
            <numerusform>%Ln never</numerusform>
            <numerusform>%Ln never</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s)</source>
        <translation>
            <numerusform>%Ln site</numerusform>
            <numerusform>%Ln sites</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not saved yet</source>
        <translation>
            <numerusform>%Ln not saved yet</numerusform>
            <numerusform>%Ln not saved yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::SitesGroup</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln site(s) from the list?</source>
        <translation>
            <numerusform>Delete %Ln site from the list?</numerusform>
            <numerusform>Delete %Ln sites from the list?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) that wait there go with it.</source>
        <translation>
            <numerusform>%Ln record that waits there goes with it.</numerusform>
            <numerusform>%Ln records that wait there go with it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::StatusLine</name>
    <message numerus="yes">
        <source>%Ln re&amp;fused records</source>
        <translation>
            <numerusform>%Ln re&amp;fused record</numerusform>
            <numerusform>%Ln re&amp;fused records</numerusform>
        </translation>
    </message>
</context>
</TS>
