<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Category</name>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Misc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchase order defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchase order 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoices 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoices 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tender</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient Medication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drug Interactions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK and print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dispensary mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HIS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backup 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customization</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat</name>
    <message>
        <source>&quot;mailboatctl COMMAND --help&quot; explains a command and shows examples.

Environment:
  MAILBOAT_DATAFILE   the datafile, where --datafile is not given
  MAILBOAT_CODE       the authorisation code, where neither --code nor
                      --code-file is given

Results go to standard output, messages for people to standard error. With
--json standard output has one JSON document: the result, or
{&quot;error&quot;:{&quot;code&quot;,&quot;message&quot;,&quot;advice&quot;}}. Times are ISO 8601 in UTC.

Exit status:
  0    done
  1    tried and failed
  2    bad usage, or refused by a rule: nothing was changed
  3    locked: the authorisation code is missing, wrong or expired, or there
       were too many tries
  4    the datafile cannot be used, or another process runs its engine
  130  ended by Ctrl-C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile: a path. Without it MAILBOAT_DATAFILE, else site.mailboat in your data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results and failures as one JSON document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorisation code. Others on this machine can see arguments: --code-file and MAILBOAT_CODE are safer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File with the code in its first line; - is standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets up, checks and runs the synchronisation of a site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the connection and say what to do where it fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a satellite it walks the way to the primary: address, resolve, connect, tls (https only), http, sign-in, hardware, version, clock, site. At a primary it looks at itself: listener, certificate, list, contacts. The first failure ends it; a warning does not. It changes nothing.
Exit status 1 where a step failed, 2 where synchronisation is not set up.
JSON: {&quot;ok&quot;, &quot;steps&quot;:[{&quot;step&quot;,&quot;ok&quot;,&quot;level&quot;,&quot;code&quot;,&quot;ms&quot;,&quot;detail&quot;,&quot;advice&quot;}…], &quot;roundTripMs&quot;, &quot;bytesPerSecond&quot;, &quot;otherClient&quot;}, and &quot;error&quot; where a step failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a primary: look only at this satellite&apos;s contacts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no date such as 2027-01-31</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorisation codes: make, list, revoke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A code unlocks what changes the settings of this site. After five wrong tries there are growing pauses. To make or revoke one takes a code that is valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new code and print it once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A date in the past is refused; a date lasts to its end, in UTC. JSON: {&quot;label&quot;,&quot;code&quot;,&quot;expires&quot;}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose code it is, or what for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day of the code; without it the code does not expire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the codes by label; the codes themselves cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: [{&quot;label&quot;,&quot;created&quot;,&quot;expires&quot;}…].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a code worthless</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last one cannot be revoked. JSON: {&quot;ok&quot;:true}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label of the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the code down: it is shown only this once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent %1 records; received %2 central ones and %3 of this site; %4 out, %5 in, and about %6 of headers; %7 s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be taken: see &quot;mailboatctl records quarantine&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every command also takes --datafile D (or MAILBOAT_DATAFILE), --json, and --code C or --code-file F (or MAILBOAT_CODE).
Exit status: 0 done; 1 tried and failed; 2 bad usage, or refused by a rule; 3 locked, the authorisation code is missing or wrong; 4 the datafile cannot be used; 130 ended by Ctrl-C.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the datafile and its first authorisation code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes a new datafile that only its owner can read; one that is there already is refused (exit status 2) and left alone. The code given with --code, --code-file or MAILBOAT_CODE becomes the first authorisation code, with the label &quot;first&quot;. Without one a code is made and printed once: write it down, nobody can show it again.
JSON: {&quot;datafile&quot;, &quot;code&quot;}; code is null where it was given.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site&apos;s Sync ID: 0 (default) not set up, 1 the primary, 2 to 2147483647 a satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile %1 is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is its authorisation code. Write it down: it is shown only this once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show past cycles and who changed what, newest last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: an array of {&quot;number&quot;,&quot;time&quot;,&quot;kind&quot;:&quot;cycle&quot; or &quot;audit&quot;,&quot;who&quot;,&quot;what&quot;,&quot;details&quot;}; with --follow one object a line. The details of a cycle are its report as &quot;sync&quot; prints it. Ctrl-C ends --follow (exit status 130).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many entries at most (50)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with what is added from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardware ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys of a site are syncId, userName, url, hardwareId, stores (IDs of those active there), lastContact, queueLength (records that wait for it), status (new, initialising, ready or blocked) and resendRequested; null where there is none. Passwords are never shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or change the list of sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A primary lists its satellites, a satellite its primary (Sync ID 1). Without a command of its own it lists them. What changes the list needs an authorisation code.
JSON: an array of sites.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the sites, by Sync ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: an array of sites.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show one site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: one site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID of the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add and change sites from a CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UTF-8, with the header syncId,userName,password,url. Sites that are known are changed, an empty password keeps the old one. All rows are taken or none; every bad row is named with its line and the reason. Needs an authorisation code. JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CSV file; - is standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the list as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the header syncId,userName,password,url, passwords left out. JSON: {&quot;csv&quot;:&quot;…&quot;}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File with the site&apos;s password in its first line; - is standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs an authorisation code. JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a site to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a primary: a satellite (Sync ID 2 and up). At a satellite: the primary (Sync ID 1), with its URL. User name and password must be the same at both ends. Without --password-file a terminal is asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name of the satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL of the primary; at a primary a URL in the list turns sync off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a site of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not named stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Sync ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New user name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New URL of the primary; empty takes it away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a site out of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A site that has active stores stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let a satellite come from another machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a primary: forgets the machine of a satellite; its next contact records the machine it comes from. Use it where a machine was replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preferences, what they may be, and the default:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or change the preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a command of its own it shows every preference with its value; JSON: one object, name and value, with numbers and true or false as such.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the preference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the value of one preference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: one object, {NAME: value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change one preference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Needs an authorisation code, but for sync-interval. A value that a rule refuses changes nothing (exit status 2). A running engine follows the change by itself, but for limits of the listener: those count from its next start.
JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the records that could not be taken, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: [{&quot;number&quot;,&quot;source&quot; (Sync ID it came from),&quot;tableName&quot;,&quot;recordId&quot;,&quot;action&quot;,&quot;field&quot;,&quot;since&quot;,&quot;reason&quot;:{&quot;code&quot;,&quot;message&quot;,&quot;advice&quot;}}…].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the records in quarantine again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be taken now leaves the quarantine. JSON: {&quot;records&quot;:n}, how many left it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this one, by its number in &quot;records quarantine&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records were taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A record is one line: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;recordData&quot;}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site&apos;s data: count, export, get, put, delete, import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>recordData comes out byte for byte as it was put in, but that line breaks between its tokens go on the way in. At a primary, changes act as the site that owns the record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the records of this table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count the records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: {&quot;count&quot;:n,&quot;tables&quot;:{TABLE:n…}}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the records as lines of JSON, by table and record ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print one record; exit status 1 where there is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exporting records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a record in, or change it; its data come from standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data are one JSON object. Data that are no JSON, and records that this site may not change, are refused (exit status 2). JSON: {&quot;ok&quot;:true}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete a record; exit status 1 where there is none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: {&quot;ok&quot;:true}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the records of a file in: all of them, or none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines of JSON as &quot;records export&quot; prints them; empty lines are passed over. A line that is refused is named by its number (exit status 2). JSON: {&quot;records&quot;:n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file; - is standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue everything for the other side again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a primary: every record that the satellite should hold, central ones too, is queued for it. At a satellite (ID 1): every record that this site owns is queued for the primary. What waits already stays queued once. Needs an authorisation code; at a terminal it asks first and says how many records that is. JSON: {&quot;records&quot;:n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID of the other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue %1 records for the site with Sync ID %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records are queued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have the other side send everything again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At a satellite (ID 1): asks the primary over the network to queue everything for this site; the next synchronisation fetches it all, and another primary than before is accepted. At a primary: asks the satellite to push everything it owns; a Mailboat learns so at its next contact, other clients cannot be asked. Nothing is lost: what waits already stays queued once. Needs an authorisation code; at a terminal it asks first. JSON: {&quot;records&quot;:n}; at a primary as many as it knows of.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch every record that the primary holds for this site again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records wait at the primary for the next synchronisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the site with Sync ID %1 to push every record it owns (%2 are known here)? Only a Mailboat will hear it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site is asked at its next contact, if it runs Mailboat; another client cannot be asked. Records of it that are known here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the datafile with made-up supply-chain data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Catalogue, stores, names, stock, invoices with their lines; store k is active on Sync ID k + 1. The same numbers and seed give the same bytes. There are always enough records for a usable site. All of them are put in, or none. JSON: {&quot;records&quot;:n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many records in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seed gives other data (1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is off while satellites in the list of this primary have a URL (Sync ID %1): remove it with &quot;mailboatctl peers edit ID --url &apos;&apos;&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not synchronising: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the engine until it is told to stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A primary answers its satellites and prints &quot;listening on http://A:P&quot; when it is ready; a satellite synchronises at its interval and prints &quot;synchronising with URL every N min&quot;. Changes that other processes make to the preferences are followed. SIGTERM finishes the batch in hand, then ends with 0; Ctrl-C does the same and ends with 130.
Exit status 1 where the port is in use, 4 where another engine runs on the datafile.
JSON: {&quot;event&quot;:&quot;listening&quot;,&quot;url&quot;}, {&quot;event&quot;:&quot;synchronising&quot;,&quot;url&quot;,&quot;minutes&quot;} or {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}; with --progress further lines: progress as in &quot;sync&quot;, and {&quot;event&quot;:&quot;cycle&quot;,…} with the report of each cycle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a primary listens, instead of the preference &quot;listen&quot;; port 0 is any free one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate with its chain (PEM), for https</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate&apos;s key (PEM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what the cycles of a satellite do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes: this site has no Sync ID yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes: the list has no primary with a URL and a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes: paused, the interval is 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes: a satellite in this primary&apos;s list has a URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes: another primary answers than before; &quot;mailboatctl retrieve 1&quot; accepts it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Oldest of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initialised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last synchronisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next synchronisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say how synchronisation stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON: {&quot;syncId&quot;, &quot;role&quot;, &quot;engine&quot;:&quot;running&quot; or &quot;stopped&quot;, &quot;blocked&quot;:null or not-set-up, no-primary, url-on-primary, wrong-primary, paused, &quot;lastSync&quot;, &quot;lastSuccess&quot;, &quot;lastError&quot;, &quot;nextSync&quot;, &quot;waitingToPush&quot; (at a primary: for all its satellites), &quot;oldestWaiting&quot;, &quot;initialised&quot;, &quot;quarantined&quot;, &quot;progress&quot;}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronise this satellite with its primary once, now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs in this process, or in the engine where one runs (&quot;serve&quot; or the window). It works while the interval is 0, too. Where the primary is busy or away it gives up within 60 s. Ctrl-C ends it cleanly (exit status 130): what has arrived stays, the next one goes on from there.
Exit status 1 where it failed, 2 where this site is no satellite.
JSON: {&quot;ok&quot;,&quot;pushed&quot;,&quot;pulledCentral&quot;,&quot;pulledRemote&quot;,&quot;bytesSent&quot;,&quot;bytesReceived&quot;,&quot;seconds&quot;,&quot;error&quot;}; with --progress before it one object a line: {&quot;step&quot;,&quot;done&quot;,&quot;total&quot;,&quot;bytes&quot;,&quot;rate&quot;,&quot;remaining&quot;}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show progress from the start, not only after a second; JSON: as lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--datafile is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailboat: the preferences window of a site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site&apos;s datafile; else MAILBOAT_DATAFILE, else the one in your data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When the first synchronisation has ended, write a picture of the window to this file (PNG) and end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a line of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorisation code: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of the site: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> [y/N] </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the site with Sync ID %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no site that is known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command cannot be understood[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run it again with --help to see what it accepts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file[ {path}] cannot be read[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name of the file and that you may read it, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file[ {path}] cannot be written[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that you may write to and that has room, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is too much input[: {what} may have at most {limit}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split it into smaller parts and put them in one after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported, because of these rows of {what}:
{rows}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the rows named above and import the whole file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no datafile[ at {path}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one with &quot;mailboatctl init&quot;, or name the right one with --datafile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a file[ at {path}] already; it was left as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place for the new datafile, or use the one that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile[ {path}] cannot be opened[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the file is there and belongs to you: it can be read by its owner alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile[ {path}] cannot be changed[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give yourself the right to write to the file and to its folder, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file[ {path}] is no datafile of Mailboat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the right file with --datafile. This one was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile[ {path}] was made by a newer Mailboat[ (version {version} of its layout; this program knows up to {known})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer Mailboat on this machine. The datafile was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile[ {path}] is damaged[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop using it and keep a copy. Put back your last backup, or make a new datafile and retrieve this site&apos;s records from the primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program kept the datafile[ {path}] to itself for too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the other program has finished, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile[ {path}] was moved or deleted while it was in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it back to its place and start again. Check that its disk is still connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version of Mailboat cannot use a PostgreSQL database yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a file as the datafile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk[ with {path}] is full; nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on that disk, then try again. Nothing that had been saved is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile[ {path}] has to be brought up to date, but the copy that is made before could not be written[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room beside the datafile and see that you may write there, then start again. The datafile was not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile[ {path}] could not be brought up to date[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile is as it was, with a copy beside it. Go on with the earlier Mailboat and report this to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program runs synchronisation for the datafile[ {path}] already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the other &quot;mailboatctl serve&quot; or close the window that synchronises, then start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs an authorisation code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one with --code, --code-file or MAILBOAT_CODE. Whoever set this site up has a code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authorisation code is wrong.[ Tries left before a pause: {left}.]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the code again, with attention to similar letters and digits, or ask whoever gave it to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authorisation code[ &quot;{label}&quot;] has expired[ ({until})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use another code, or ask an administrator of this site to make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many wrong authorisation codes.[ The next try is possible in {seconds} s.]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until then. Meanwhile make sure that you have the right code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be an authorisation code[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another code, or leave it out and one will be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is an authorisation code with that label already[: &quot;{label}&quot;].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another label, or revoke the code that has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no authorisation code with that label[: &quot;{label}&quot;].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See &quot;mailboatctl code list&quot; for the labels there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authorisation code[ &quot;{label}&quot;] is the last one that can be used and cannot be revoked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add another code first, then revoke this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An authorisation code cannot expire in the past[: {until}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a date that is still to come, and check the clock of this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such preference[: &quot;{name}&quot;].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See &quot;mailboatctl prefs&quot; for those there are[: {known}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;{value}&quot; does not do for the preference &quot;{name}&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allowed is: {allowed}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no Sync ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a whole number: 0 for no synchronisation, 1 for the primary, 2 to 2147483647 for a satellite.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID 1 is reserved for the primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the satellite a Sync ID from 2 up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID {syncId} belongs to {owner} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a Sync ID that no other site has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site cannot be {role} with the list as it is. These rows do not fit: {rows}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove or change these rows first: a satellite lists only the primary (Sync ID 1), a primary only satellites (Sync ID 2 and up).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list has no site with Sync ID {syncId}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See &quot;mailboatctl peers&quot; for the sites in the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be a user name[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the name that the primary&apos;s administrator gave to the site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user name &quot;{userName}&quot; belongs to {owner} already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every satellite a user name of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has no password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a password; both ends need the same one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary (Sync ID {syncId}) has no URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the address of the primary, such as https://sync.example.org.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;{value}&quot; cannot be the primary&apos;s URL[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter http:// or https://, the name or address of the primary and, where it has one, the port; nothing more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} is the address of this machine itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the address of the primary. Its administrator knows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has active stores: {stores}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make these stores active on another site first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else has changed {what} meanwhile; your changes were not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the new values, then make your changes again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be done here[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The help of the command says at which site, and when, it can be done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;{table}&quot; is no name of a table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use 1 to 100 bytes of text without control characters, as in item or trans_line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;{id}&quot; is no record ID.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use 1 to 255 bytes of text without control characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data of the record is no valid JSON[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the data where it was made and put it in again. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data of the record is no JSON object.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the fields of the record between braces. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such record[: {id} in {table}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name of the table and the ID, capital letters included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record[ {id} of {table}] belongs to {owner} and can be changed only there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change it at the site that owns it; the change comes here with the next synchronisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record[ {id} of {table}] is central data, which only the primary may change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the primary&apos;s administrator to change it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is nothing that can be done with a record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other program has to send insert, update, delete or merge. Report this to whoever maintains it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is not set up: this site has Sync ID 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter this site&apos;s Sync ID in the preferences, or with &quot;mailboatctl prefs set sync-id&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site is the primary; satellites come to it by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start synchronisation at the satellite. Here &quot;mailboatctl serve&quot; has to run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site does not know its primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the primary (Sync ID 1) to the list, with its URL and the user name and password of this site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is paused: the interval is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the sync time interval to the minutes between two synchronisations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is off at the primary, because its list has a URL[ for: {sites}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to remove the URL from these rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another primary answered than the one this site has synchronised with[ (known: {known}, found: {found})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the URL. If this primary is the right one from now on, press &quot;Retrieve sync records&quot; for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary takes this site for another one than before[ (known: {known}, found: {found})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check user name and URL. If they are right, press &quot;Retrieve sync records&quot; for the primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site has Sync ID {here}, but the primary lists its user name under Sync ID {there}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree with the primary&apos;s administrator on one Sync ID and correct it at the end where it is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A synchronisation is running already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it has finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This was stopped before it had finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost. Start it again when you like; a synchronisation goes on where this one ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation got no further[ in the step &quot;{step}&quot;][ after {rounds} requests].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary keeps sending the same. Report this to its administrator, with the time it happened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program that was synchronising ended before it had finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again, or run &quot;mailboatctl sync&quot;. Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings or state of synchronisation were changed by another program meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do: the next synchronisation goes on with the new ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no machine with the name in the URL[: {host}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name in the primary&apos;s URL for typing errors, and ask its administrator if it has moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the primary[ at {host}] could not be looked up: no name server answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check this machine&apos;s connection to the network; if others have trouble too, call your provider.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way from this machine to the primary[ at {host}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check cable, Wi-Fi or modem, and a VPN where you need one. Synchronisation tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine[ {host}] is there, but nothing answers on the port[ {port}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the port in the URL; if it is right, the primary&apos;s administrator has to start the primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine[ {host}] does not answer[ on port {port}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A firewall may be in the way, or the machine is off. Ask the primary&apos;s administrator, then the administrator of your network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine cannot make a connection to the primary[ at {host}][: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network settings and the firewall of this machine; show these words to whoever looks after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the primary[ at {host}] broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost: the next try goes on where this one ended. If it happens often, check the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary[ at {host}] sent nothing for too long[: {seconds} s].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line or the primary is overloaded. Synchronisation tries again by itself; if it goes on, tell the primary&apos;s administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection to the primary[ at {host}] could be made[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to look at its certificate; check as well that nothing on your network looks into secure connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] has expired[ ({since})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to renew it. If the date is still to come, correct this machine&apos;s clock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] is not valid yet[, only from {from}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct this machine&apos;s clock. If it is right, the primary&apos;s administrator has to look at the certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate that was shown is not for the name in the URL[, {host}][, but for {names}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the name that the certificate has in the primary&apos;s URL, or have the primary&apos;s administrator get the right certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] was issued by somebody whom this machine does not know[: {issuer}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the issuer&apos;s certificate on this machine, or have the primary&apos;s administrator get one from a known issuer with its whole chain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] was signed by itself, so nobody vouches for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install that certificate on this machine as trusted, or have the primary&apos;s administrator get one from a known issuer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary[ at {host}] offers only outdated kinds of secure connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to allow TLS 1.2 or newer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s port[ {port} at {host}] does not speak https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin the primary&apos;s URL with http://, or use the port that it has for https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s port[ {port} at {host}] expects https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin the primary&apos;s URL with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] does not let the connection through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The administrator of your network has to allow the way to the primary, or correct the proxy settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] cannot be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct this machine&apos;s proxy settings, or ask the administrator of your network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] asks for a user name and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter them in this machine&apos;s proxy settings; the administrator of your network knows them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary[ at {host}] sends us on to another address[: {to}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you trust that address, enter it as the primary&apos;s URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A web server answers[ at {host}], but no primary: it does not know the address for synchronisation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check name and port in the primary&apos;s URL, and ask its administrator for the right ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary[ at {host}] had trouble of its own[ (HTTP status {status})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation tries again by itself; if it goes on, tell the primary&apos;s administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary[ at {host}] answered in an unexpected way[ (HTTP status {status})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the primary&apos;s URL and what lies between, such as a proxy; then ask the primary&apos;s administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A web page came instead of an answer from the primary[ at {host}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If this network asks for a sign-in, open a web browser and do so; else check the primary&apos;s URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] cannot be read[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the primary&apos;s URL. If it is right, something on the way or the primary itself is broken: tell its administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] is not what the protocol says[: {what}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of that answer was taken. Report this to the primary&apos;s administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] is larger than what is accepted[: {limit}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller sync request size. If that does not help, tell the primary&apos;s administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {minutes} min {direction} of the primary&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct date, time and time zone of this machine, best by letting it set them from the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line to the primary is slow: {bytesPerSecond} a second, {roundTripMs} ms there and back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation works but takes longer. Leave the sync request size on Automatic.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node.js, which the preference asks for, is not installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Node.js on this machine, or switch off &quot;Use js node HTTP client&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Node.js[ {version}] is too old[; {needed} or newer is needed].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a newer Node.js on this machine, or switch off &quot;Use js node HTTP client&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Node.js HTTP client failed[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch off &quot;Use js node HTTP client&quot; and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary knows no site with this user name[: &quot;{userName}&quot;].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the user name here for typing errors; if it is right, the primary&apos;s administrator has to add this site to the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The password of this site is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the password that the primary has for this site; its administrator can set a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary knows this site on another machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If this machine has replaced the other one, the primary&apos;s administrator has to clear the hardware ID of this site. Two machines must never synchronise as one site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No store is active on this site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to make a store active on this site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many wrong sign-ins for this site; the primary makes it wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct user name and password, then wait some minutes before the next try.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program is too old for the primary[: it speaks version {version} of the protocol, at least {min} is needed].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install a newer version of this program at this site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program is too new for the primary[: it speaks version {version} of the protocol, the primary knows up to {max}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to update the primary, or to allow the newer version there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program and the primary do not speak the same version of the protocol.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the older one of the two; ask the primary&apos;s administrator which that is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary is busy with this site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do: synchronisation tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is turned off at the primary[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to turn it on again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary takes long to store what was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do: what was sent is there, and the next synchronisation fetches the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary could not prepare the records of this site[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it goes on, the primary&apos;s administrator has to look at the primary&apos;s log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request cannot be read[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report this to whoever maintains the program that sent it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This primary has no such address[: {path}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the URL of the primary at the satellite: it consists of the name and the port only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This address does not accept that method[: {path} allows {allowed}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request is larger than what this primary accepts[: {limit}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller sync request size at the satellite, or a higher limit at the primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request has no user name and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter user name and password of this site in its preferences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary is not running, so no satellite can reach it[; {address} is free].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it with &quot;mailboatctl serve&quot;, or keep this program open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary runs, but does not answer[ on {address}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been started with another address: put that one into the preference &quot;listen&quot;, or start the primary again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Satellites reach this primary by plain http: passwords and records can be read on their way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the primary with a certificate, or put a proxy with https before it and give its address as the preference &quot;external-url&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no address to listen on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give an IP address of this machine and a port, such as 127.0.0.1:2048.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program uses the address[ {address}] already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the other program, or choose another port with --listen or the preference &quot;listen&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not listen on the address[ {address}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a port from 1024 up, or have the system&apos;s administrator allow this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate or key[ {path}] cannot be used[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a certificate and the key that belongs to it, both as PEM files that you may read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s certificate has expired[ ({until})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew it, put the new files in its place and start the primary again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s list has no satellites.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add each satellite with its Sync ID, user name and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has not been heard of for long[, not since {since}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask at that site whether its machine runs and has a connection; its own check says more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine&apos;s identity cannot be found out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s administrator has to see that the file /etc/machine-id is there and can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the primary[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary&apos;s administrator finds more in its log. Please report it to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another version of this program noted an error here that this one does not know[: {text}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer version on this machine; it says what to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary answered with an error that this program does not know[ (HTTP status {status})][: {text}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the primary&apos;s administrator what it means.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it nests deeper than %1 levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is nothing in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a string holds a line break or another control character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a string has no end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a string has an escape that does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number is written wrongly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a word in it is neither true, false nor null</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>brackets, commas or quotes are not where they belong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it begins with a byte order mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing or is no text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the primary about this site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the primary to prepare this site&apos;s records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the primary to store them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving central records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving this site&apos;s records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting received records in their place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round trip: %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed: %1 bytes a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the proxy %1 looks it up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an HTTP server answers, round trip %1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed in as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this machine is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sync version %1 is accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the primary does not say what time it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this machine&apos;s clock is right to %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the primary knows this site as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the compressed answer is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it did not start in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it could not be started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what is installed as node is no Node.js</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was ended by the system or by somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it ended by itself with status %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was damaged on the way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>secured with %1, the certificate is valid until %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is an address, nothing to look up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has the address %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the proxy %1 answers on port %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 answers on port %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is missing or of the wrong type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that is no name of a computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that is no complete IP address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a port is a number up to 65535</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no address in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds a space, or a character that no address has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an IPv6 address stands in brackets, as in [fd00::5]:2048</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has a quotation mark inside a field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a quotation mark is not closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has text after a closing quotation mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the hardware ID of a site is kept, and cleared, at the primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Sync ID is no whole number from 1 to 2147483647.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The URL cannot be used: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user name belongs to %1 already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Sync ID belongs to another row, or to this site, already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The URL is the address of this site itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the list of sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row cannot be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row has %1 fields instead of %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file must begin with the line %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has more than %1 rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at most max-version, which is %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is longer than 100 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds control characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds a colon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has a query (what follows the question mark)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has a fragment (what follows the #)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has a path; only the server itself is named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a port is a number from 1 to 65535</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>that address stands for every address, not for one server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it must begin with http:// or https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has a user name or password in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 to 10000 records, or 0 for automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>true or false</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>address:port, as in 127.0.0.1:2048, 0.0.0.0:2048 or [::]:2048</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the URL at which satellites reach this primary, or nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>system, none, http://host:port or socks5://host:port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is shorter than 4 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is longer than 200 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the expiry date must be given as 2026-12-31 or 2026-12-31T18:00Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a label has 1 to 100 characters, without control characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this datafile has authorisation codes already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary is not running; %1 is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary answers on %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary runs, but does not answer on %1; it may have been started with another address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>https; whether a satellite accepts the certificate shows at that satellite&apos;s check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain http here; satellites come by https through %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain http, on this machine only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain http: passwords and records can be read on their way. Start the primary with a certificate, or put a proxy with https before it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Satellites on the list: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every satellite has come within a day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last contact by Sync ID: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary runs, on a port of the system&apos;s choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site is no primary any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A synchronisation of this site is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records of this site are being integrated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue of this site is being filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>site %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part of the change failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page connects the sites of your organisation. One of them, the primary, keeps everybody&apos;s records in step; all others are satellites and exchange their records with it. Whatever you change here takes effect when you press OK; Cancel leaves everything as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First steps at the primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press &quot;Click to un-lock&quot; and enter an authorisation code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter 1 as &quot;Sync ID&quot;. That number makes this site the primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add every satellite with &quot;+&quot;: give it a Sync ID from 2 up, a user name of its own and a password. Leave its URL empty: satellites call the primary, never the other way round.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press OK. Give each satellite its Sync ID, its user name, its password and the address of this primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First steps at a satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the &quot;Sync ID&quot; that the primary&apos;s administrator gave you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the primary with &quot;+&quot;: Sync ID 1, the user name and password that you were given, and the primary&apos;s address as URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press &quot;Check connection&quot;. It changes nothing and says, step by step, what works and who has to do what where something does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press OK. The first synchronisation brings all records of this site and may take long; it goes on where it was, should the line break.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The padlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While the padlock is red and closed, settings can be read but not changed. An authorisation code opens it; whoever set this site up has one. It closes again at OK, at Cancel, at &quot;Click to lock&quot; and after five minutes in which nobody does anything. What you have entered until then stays, and OK asks for the code again. Looking, searching, &quot;Check connection&quot;, &quot;Sync now&quot; and the time interval need no code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID: the number of this site. 0: it does not synchronise. 1: it is the primary. 2 and up: it is a satellite. No two sites may have the same one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync time interval: how many minutes a satellite waits between two synchronisations. 0 pauses them once the records in hand have arrived; &quot;Sync now&quot; still works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync request size: how many records travel in one request at most. Leave it at automatic unless support asks for another value: it adapts to the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use js node HTTP client: another way of calling the primary, which may work where the usual one does not. It needs Node.js on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check connection: tries everything that a synchronisation needs, with the values that the window shows, saved or not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronize parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of the sites that this one knows: at a satellite the primary alone, at the primary all satellites. Type into the search field to see only those whose Sync ID or user name begins so; press a column&apos;s heading to sort by it, and again to reverse the order. Enter or a double click opens a row, Insert adds one, Delete removes those that are selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardware ID: the primary notes each satellite&apos;s machine at its first contact and refuses any other. When a satellite moves to another machine, clear it at the primary.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL: belongs to the primary&apos;s row at a satellite. A URL in a primary&apos;s list turns synchronisation off until it is cleared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate sync records: sends again all that the other side should have. Use it when records are missing there. Nothing is lost or doubled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retrieve sync records: asks the other side to send again all that this one should have. Use it when records are missing here, and after a backup was put back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the line below &quot;This site&quot;: it says how the last synchronisation went, how many records wait and what to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press &quot;Check connection&quot; and do what its advice says. A failure that may pass by itself is tried again without your doing anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If that does not help, press &quot;Copy report&quot; and send the report to your support. It holds no password and no code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records that wait to be sent are safe: they are kept on this machine until the primary has confirmed that it has them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help for the page Synchronise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address of the primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding the address by its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encryption and certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer from a primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name and password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site at the primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening for satellites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List of sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last contacts of the sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked. To change this, press &quot;Click to un-lock&quot; first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A preference was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A site was added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A site was changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A site was removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An authorisation code was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An authorisation code was revoked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An authorisation code was tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authorisation code had expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An authorisation code was accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records sent: %1, received: %2, of which could not be taken: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was nothing to send or to receive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records sent: %1, received: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Central records received: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records of this site received: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It ended at: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is not set up: the Sync ID of this site is 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is off: the list has no primary with a URL and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is off: a site on this primary&apos;s list has a URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation has stopped: another primary answers than before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last synchronisation was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last synchronisation failed; it will be tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last synchronisation failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This primary answers its sites.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This primary does not answer its sites: it is not running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is not running on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site has not received all its records from the primary yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation works, but one record could not be taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Synchronisation works, but %Ln records could not be taken.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronisation works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site has never synchronised.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last try: %1. It has never succeeded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last try: %1. Last success: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last synchronised: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No records wait for the sites.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One record waits for its site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait for their sites.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No records wait to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One record waits to be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait to be sent.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>One record waits to be sent, for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait to be sent, the oldest for %1.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing runs by itself until this window or the service &quot;mailboatctl serve&quot; does it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next synchronisation: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A primary answers its sites; they synchronise with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records, %2 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 records, %3 a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 records, %3 a second, about %4 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>a day ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln days ago</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %Ln minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %Ln hours</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>in a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>an hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::CategoryList</name>
    <message>
        <source>Search categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Categories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailboat has no page for this category. It belongs to mSupply.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::CheckStepsTable</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps of the check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ok</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::ConnectionCheckView</name>
    <message>
        <source>Copy &amp;report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R&amp;un again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round trip: %1 ms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed: %1 a second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round trip and speed are not measured yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that was checked is in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no report yet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::FieldMessage</name>
    <message>
        <source>%1: %2</source>
        <comment>kind of message: message</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::FirstStartDialog</name>
    <message>
        <source>Mailboat: choose a datafile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no datafile here yet. Make a new one for this site, or open one that is somewhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New datafile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;datafile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync &amp;ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 for the primary, the number that the primary gave to this site for a satellite, 0 to decide later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Make a new datafile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile is ready. This is its authorisation code. Write it down and keep it: it is shown only this once, and every change of the settings asks for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorisation code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have &amp;kept it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say where the new datafile should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making the datafile…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datafiles (*.mailboat);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a datafile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the datafile…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::HelpWindow</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::HistoryDialog</name>
    <message>
        <source>Past synchronisations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Synchronisations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes of s&amp;ettings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::InlineMessage</name>
    <message>
        <source>D&amp;etails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>kind of message: message</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::LogModel</name>
    <message>
        <source>By: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::LogView</name>
    <message>
        <source>Copy &amp;details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Past synchronisations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes of settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No synchronisation has run at this site yet. A satellite lists every one here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting has been changed yet. Every change will be listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::PadlockButton</name>
    <message>
        <source>Unlocked: settings can be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked: settings can be read, but not changed without an authorisation code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to &amp;lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to un-&amp;lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click to un-lock</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::PeerActions</name>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting records…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate sync records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue %1 records for the site with Sync ID %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue %1 records for the primary?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is every record that the site should hold, central ones too. What waits already stays, once. This happens at once, whatever else is changed in this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is every record that this site owns; it is sent at the next synchronisation. What waits already stays, once. This happens at once, whatever else is changed in this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queueing %1 records…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records are queued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retrieve sync records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the site with Sync ID %1 to send everything it owns?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the primary to send everything for this site again?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of its records are known here. A site that runs Mailboat learns so at its next contact; other programs cannot be asked. This happens at once, whatever else is changed in this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site holds %1 records now. All that the primary has for it comes at the next synchronisation; what waits to be sent stays. This happens at once, whatever else is changed in this window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retrieve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the other side…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The site is asked at its next contact, if it runs Mailboat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records wait at the primary for the next synchronisation.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::PeerDialog</name>
    <message>
        <source>Satellites call the primary, which needs no URL for them. While one is here, synchronisation is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo c&amp;lear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear hardware ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once this and the preferences are saved with OK, the next machine that signs in as this site is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add/edit synchronize parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sync ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>U&amp;RL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hardware ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none recorded yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The machine that first signed in as this site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine, as the primary records it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets the site sign in from another machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No machine has signed in as this site yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Active stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No store is active at this site.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acti&amp;ve stores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Generate sync records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;trieve sync records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 or above</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 for the primary, 2 or above for a satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none, for a satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the site first: press OK here and in the preferences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set this site&apos;s own Sync ID first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until what runs has ended, or stop it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queues every record that this site should hold for it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queues every record that this site owns, to be sent to the primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks this site to send everything that it owns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the primary for everything that this site should hold</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::PeerPanel</name>
    <message>
        <source>Search sync IDs, user names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all U&amp;RLs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear all URLs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a site (Insert)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected sites (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the sites to delete in the list first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the URL out of every row of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows with a URL: %1. The satellites call the primary, never the other way round; while one of them has a URL, synchronisation is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 sites</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No Sync ID or user name begins with &quot;%1&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is empty. Set this site&apos;s Sync ID first: 1 makes it the primary, a number from 2 up a satellite. Then press + to add the sites that it synchronises with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is empty. Press + to add each satellite with its Sync ID, user name and password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The primary is missing. Press + to add it: Sync ID 1, its URL, and the user name and password that its administrator gave to this site.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::PeerTableModel</name>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While a site on a primary&apos;s list has a URL, synchronisation is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, must be cleared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records that wait for the site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::PeerTableView</name>
    <message>
        <source>Sites</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::PreferencesDialog</name>
    <message>
        <source>Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;bout this site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has changed settings of this site meanwhile. What you have changed here stays; OK saves it, and asks where both changed the same thing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what you have changed here over it, or drop it and see what stands there now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Drop %n change(s) that are not saved?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Drop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::SiteWindow</name>
    <message>
        <source>Go on in the tray</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on synchronising in the tray when this window is closed?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is asked once. The icon in the tray shows how synchronisation stands; &quot;Quit&quot; in its menu ends it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop synchronising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation stops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation stops when this window is closed. Close it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop has no tray in which it could go on. The service &quot;mailboatctl serve&quot; goes on without a window:
%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::StatusLine</name>
    <message>
        <source>Sync &amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Past synchronisations…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the synchronisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The datafile of this site cannot be used at the moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How synchronisation stands is being read…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is being stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for it to begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is running already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No synchronisation is running.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::SupportDialog</name>
    <message>
        <source>Version of Mailboat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Datafile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hardware ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read on this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version of Qt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::SynchronisePage</name>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync time interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync request size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>records in a request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use js &amp;node HTTP client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use js node HTTP client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check &amp;connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync &amp;ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync &amp;time interval</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync re&amp;quest size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronize parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is not set up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes; 0 pauses sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site is the primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes; not used at a primary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This site is a satellite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the Sync ID first: there is nothing to check yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (Sync ID %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete site</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n site(s) from the list?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) that wait there go with it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::TrayIcon</name>
    <message>
        <source>&amp;Sync now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How synchronisation stands is being read…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Synchronisation is running already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mailboat::UnlockDialog</name>
    <message>
        <source>The code is being checked…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changing these settings needs an authorisation code. Whoever set this site up has one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorisation code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Authorisation code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can try again now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code is being checked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There were too many wrong codes: wait until the next try is possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a code first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
