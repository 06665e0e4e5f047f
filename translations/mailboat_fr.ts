<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Category</name>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Misc</source>
        <translation>Divers</translation>
    </message>
    <message>
        <source>Purchase order defaults</source>
        <translation>Défauts des commandes</translation>
    </message>
    <message>
        <source>Purchase order 2</source>
        <translation>Commandes 2</translation>
    </message>
    <message>
        <source>Invoices 1</source>
        <translation>Factures 1</translation>
    </message>
    <message>
        <source>Invoices 2</source>
        <translation>Factures 2</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Article</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Prix</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>Devis</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Noms</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>Appel d&apos;offres</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>Rappels</translation>
    </message>
    <message>
        <source>Patient Medication</source>
        <translation>Médication des patients</translation>
    </message>
    <message>
        <source>Drug Interactions</source>
        <translation>Interactions médic.</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Impression</translation>
    </message>
    <message>
        <source>OK and print</source>
        <translation>OK et imprimer</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>Logo</translation>
    </message>
    <message>
        <source>Dispensary mode</source>
        <translation>Mode pharmacie</translation>
    </message>
    <message>
        <source>HIS</source>
        <translation>SIH</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sauvegarde</translation>
    </message>
    <message>
        <source>Backup 2</source>
        <translation>Sauvegarde 2</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Courriel</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>Synchronisation</translation>
    </message>
    <message>
        <source>Customization</source>
        <translation>Personnalisation</translation>
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
        <translation>«&#xa0;mailboatctl COMMANDE --help&#xa0;» explique une commande et montre des exemples.

Environnement&#xa0;:
  MAILBOAT_DATAFILE   le fichier de données, si --datafile n&apos;est pas donné
  MAILBOAT_CODE       le code d&apos;autorisation, si ni --code ni --code-file
                      n&apos;est donné

Les résultats vont sur la sortie standard, les messages destinés aux personnes
sur l&apos;erreur standard. Avec --json, la sortie standard contient un seul document
JSON&#xa0;: le résultat, ou {&quot;error&quot;:{&quot;code&quot;,&quot;message&quot;,&quot;advice&quot;}}. Les heures sont au
format ISO 8601, en UTC.

Statut de sortie&#xa0;:
  0    fait
  1    essayé, sans succès
  2    mauvais usage, ou refusé par une règle&#xa0;: rien n&apos;a été modifié
  3    verrouillé&#xa0;: le code d&apos;autorisation manque, est faux ou périmé, ou il y a
       eu trop d&apos;essais
  4    le fichier de données est inutilisable, ou un autre processus exécute son
       moteur
  130  arrêté par Ctrl-C</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>Affiche cette aide.</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>Affiche la version.</translation>
    </message>
    <message>
        <source>The datafile: a path. Without it MAILBOAT_DATAFILE, else site.mailboat in your data folder</source>
        <translation>Le fichier de données&#xa0;: un chemin. À défaut MAILBOAT_DATAFILE, sinon site.mailboat dans votre dossier de données</translation>
    </message>
    <message>
        <source>Results and failures as one JSON document</source>
        <translation>Résultats et échecs sous forme d&apos;un seul document JSON</translation>
    </message>
    <message>
        <source>Authorisation code. Others on this machine can see arguments: --code-file and MAILBOAT_CODE are safer</source>
        <translation>Code d&apos;autorisation. D&apos;autres personnes sur cette machine peuvent voir les arguments&#xa0;: --code-file et MAILBOAT_CODE sont plus sûrs</translation>
    </message>
    <message>
        <source>File with the code in its first line; - is standard input</source>
        <translation>Fichier dont la première ligne contient le code&#xa0;; - désigne l&apos;entrée standard</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>COMMANDE</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Arguments</translation>
    </message>
    <message>
        <source>options</source>
        <translation>options</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not expected</source>
        <translation>«&#xa0;%1&#xa0;» n&apos;était pas attendu</translation>
    </message>
    <message>
        <source>Sets up, checks and runs the synchronisation of a site.</source>
        <translation>Configure, vérifie et exécute la synchronisation d&apos;un site.</translation>
    </message>
    <message>
        <source>Check the connection and say what to do where it fails</source>
        <translation>Vérifier la connexion et dire quoi faire là où elle échoue</translation>
    </message>
    <message>
        <source>At a primary: look only at this satellite&apos;s contacts</source>
        <translation>Sur un site primaire&#xa0;: n&apos;examiner que les contacts de ce satellite</translation>
    </message>
    <message>
        <source>Authorisation codes: make, list, revoke</source>
        <translation>Codes d&apos;autorisation&#xa0;: créer, lister, révoquer</translation>
    </message>
    <message>
        <source>A code unlocks what changes the settings of this site. After five wrong tries there are growing pauses. To make or revoke one takes a code that is valid.</source>
        <translation>Un code déverrouille ce qui modifie les réglages de ce site. Après cinq essais erronés, des pauses de plus en plus longues s&apos;imposent. Pour créer ou révoquer un code, il en faut un valable.</translation>
    </message>
    <message>
        <source>Make a new code and print it once</source>
        <translation>Créer un nouveau code et l&apos;afficher une seule fois</translation>
    </message>
    <message>
        <source>Whose code it is, or what for</source>
        <translation>À qui est le code, ou à quoi il sert</translation>
    </message>
    <message>
        <source>Last day of the code; without it the code does not expire</source>
        <translation>Dernier jour du code&#xa0;; sans cette date, le code n&apos;expire pas</translation>
    </message>
    <message>
        <source>List the codes by label; the codes themselves cannot be shown</source>
        <translation>Lister les codes par libellé&#xa0;; les codes eux-mêmes ne peuvent pas être affichés</translation>
    </message>
    <message>
        <source>JSON: [{&quot;label&quot;,&quot;created&quot;,&quot;expires&quot;}…].</source>
        <translation>JSON&#xa0;: [{&quot;label&quot;,&quot;created&quot;,&quot;expires&quot;}…].</translation>
    </message>
    <message>
        <source>Make a code worthless</source>
        <translation>Rendre un code sans valeur</translation>
    </message>
    <message>
        <source>The last one cannot be revoked. JSON: {&quot;ok&quot;:true}.</source>
        <translation>Le dernier ne peut pas être révoqué. JSON&#xa0;: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Label of the code</source>
        <translation>Libellé du code</translation>
    </message>
    <message>
        <source>Write the code down: it is shown only this once.</source>
        <translation>Notez ce code&#xa0;: il n&apos;est affiché que cette fois.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Libellé</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Créé</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Expire</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Échec&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 could not be taken: see &quot;mailboatctl records quarantine&quot;.</source>
        <translation>%1 n&apos;ont pas pu être pris&#xa0;: voir «&#xa0;mailboatctl records quarantine&#xa0;».</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Exemples&#xa0;:</translation>
    </message>
    <message>
        <source>Every command also takes --datafile D (or MAILBOAT_DATAFILE), --json, and --code C or --code-file F (or MAILBOAT_CODE).
Exit status: 0 done; 1 tried and failed; 2 bad usage, or refused by a rule; 3 locked, the authorisation code is missing or wrong; 4 the datafile cannot be used; 130 ended by Ctrl-C.</source>
        <translation>Chaque commande accepte aussi --datafile D (ou MAILBOAT_DATAFILE), --json, et --code C ou --code-file F (ou MAILBOAT_CODE).
Statut de sortie&#xa0;: 0 fait&#xa0;; 1 essayé, sans succès&#xa0;; 2 mauvais usage, ou refusé par une règle&#xa0;; 3 verrouillé, le code d&apos;autorisation manque ou est faux&#xa0;; 4 le fichier de données est inutilisable&#xa0;; 130 arrêté par Ctrl-C.</translation>
    </message>
    <message>
        <source>Make the datafile and its first authorisation code</source>
        <translation>Créer le fichier de données et son premier code d&apos;autorisation</translation>
    </message>
    <message>
        <source>This site&apos;s Sync ID: 0 (default) not set up, 1 the primary, 2 to 2147483647 a satellite</source>
        <translation>ID de synchro de ce site&#xa0;: 0 (par défaut) non configuré, 1 le site primaire, 2 à 2147483647 un satellite</translation>
    </message>
    <message>
        <source>The datafile %1 is ready.</source>
        <translation>Le fichier de données %1 est prêt.</translation>
    </message>
    <message>
        <source>How many entries at most (50)</source>
        <translation>Nombre maximal d&apos;entrées (50)</translation>
    </message>
    <message>
        <source>Go on with what is added from now on</source>
        <translation>Continuer avec ce qui s&apos;ajoute désormais</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>ID de synchro</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d&apos;utilisateur</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Hardware ID</source>
        <translation>ID de la machine</translation>
    </message>
    <message>
        <source>Active stores</source>
        <translation>Dépôts actifs</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Dernier contact</translation>
    </message>
    <message>
        <source>Records waiting</source>
        <translation>Enregistrements en attente</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Show or change the list of sites</source>
        <translation>Afficher ou modifier la liste des sites</translation>
    </message>
    <message>
        <source>A primary lists its satellites, a satellite its primary (Sync ID 1). Without a command of its own it lists them. What changes the list needs an authorisation code.
JSON: an array of sites.</source>
        <translation>Un site primaire liste ses satellites, un satellite son site primaire (ID de synchro 1). Sans sous-commande, elle les affiche. Ce qui modifie la liste exige un code d&apos;autorisation.
JSON&#xa0;: un tableau de sites.</translation>
    </message>
    <message>
        <source>List the sites, by Sync ID</source>
        <translation>Lister les sites, par ID de synchro</translation>
    </message>
    <message>
        <source>JSON: an array of sites.</source>
        <translation>JSON&#xa0;: un tableau de sites.</translation>
    </message>
    <message>
        <source>Show one site</source>
        <translation>Afficher un site</translation>
    </message>
    <message>
        <source>JSON: one site.</source>
        <translation>JSON&#xa0;: un site.</translation>
    </message>
    <message>
        <source>Sync ID of the site</source>
        <translation>ID de synchro du site</translation>
    </message>
    <message>
        <source>Add and change sites from a CSV file</source>
        <translation>Ajouter et modifier des sites à partir d&apos;un fichier CSV</translation>
    </message>
    <message>
        <source>The CSV file; - is standard input</source>
        <translation>Le fichier CSV&#xa0;; - désigne l&apos;entrée standard</translation>
    </message>
    <message>
        <source>Print the list as CSV</source>
        <translation>Afficher la liste au format CSV</translation>
    </message>
    <message>
        <source>With the header syncId,userName,password,url, passwords left out. JSON: {&quot;csv&quot;:&quot;…&quot;}.</source>
        <translation>Avec l&apos;en-tête syncId,userName,password,url, sans les mots de passe. JSON&#xa0;: {&quot;csv&quot;:&quot;…&quot;}.</translation>
    </message>
    <message>
        <source>File with the site&apos;s password in its first line; - is standard input</source>
        <translation>Fichier dont la première ligne contient le mot de passe du site&#xa0;; - désigne l&apos;entrée standard</translation>
    </message>
    <message>
        <source>Needs an authorisation code. JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation>Exige un code d&apos;autorisation. JSON&#xa0;: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</translation>
    </message>
    <message>
        <source>Add a site to the list</source>
        <translation>Ajouter un site à la liste</translation>
    </message>
    <message>
        <source>At a primary: a satellite (Sync ID 2 and up). At a satellite: the primary (Sync ID 1), with its URL. User name and password must be the same at both ends. Without --password-file a terminal is asked.</source>
        <translation>Sur un site primaire&#xa0;: un satellite (ID de synchro 2 ou plus). Sur un satellite&#xa0;: le site primaire (ID de synchro 1), avec son URL. Le nom d&apos;utilisateur et le mot de passe doivent être les mêmes aux deux bouts. Sans --password-file, le terminal le demande.</translation>
    </message>
    <message>
        <source>User name of the satellite</source>
        <translation>Nom d&apos;utilisateur du satellite</translation>
    </message>
    <message>
        <source>URL of the primary; at a primary a URL in the list turns sync off</source>
        <translation>URL du site primaire&#xa0;; sur un site primaire, une URL dans la liste désactive la synchronisation</translation>
    </message>
    <message>
        <source>Change a site of the list</source>
        <translation>Modifier un site de la liste</translation>
    </message>
    <message>
        <source>What is not named stays as it is.</source>
        <translation>Ce qui n&apos;est pas nommé reste tel quel.</translation>
    </message>
    <message>
        <source>New Sync ID</source>
        <translation>Nouvel ID de synchro</translation>
    </message>
    <message>
        <source>New user name</source>
        <translation>Nouveau nom d&apos;utilisateur</translation>
    </message>
    <message>
        <source>New URL of the primary; empty takes it away</source>
        <translation>Nouvelle URL du site primaire&#xa0;; vide, elle est supprimée</translation>
    </message>
    <message>
        <source>Take a site out of the list</source>
        <translation>Retirer un site de la liste</translation>
    </message>
    <message>
        <source>A site that has active stores stays.</source>
        <translation>Un site qui a des dépôts actifs reste.</translation>
    </message>
    <message>
        <source>Let a satellite come from another machine</source>
        <translation>Laisser un satellite venir d&apos;une autre machine</translation>
    </message>
    <message>
        <source>At a primary: forgets the machine of a satellite; its next contact records the machine it comes from. Use it where a machine was replaced.</source>
        <translation>Sur un site primaire&#xa0;: oublie la machine d&apos;un satellite&#xa0;; son prochain contact enregistre la machine d&apos;où il vient. À utiliser quand une machine a été remplacée.</translation>
    </message>
    <message>
        <source>The preferences, what they may be, and the default:</source>
        <translation>Les préférences, ce qu&apos;elles acceptent et la valeur par défaut&#xa0;:</translation>
    </message>
    <message>
        <source>Show or change the preferences</source>
        <translation>Afficher ou modifier les préférences</translation>
    </message>
    <message>
        <source>Without a command of its own it shows every preference with its value; JSON: one object, name and value, with numbers and true or false as such.</source>
        <translation>Sans sous-commande, elle affiche chaque préférence avec sa valeur&#xa0;; JSON&#xa0;: un objet, nom et valeur, les nombres et true ou false tels quels.</translation>
    </message>
    <message>
        <source>Name of the preference</source>
        <translation>Nom de la préférence</translation>
    </message>
    <message>
        <source>Print the value of one preference</source>
        <translation>Afficher la valeur d&apos;une préférence</translation>
    </message>
    <message>
        <source>JSON: one object, {NAME: value}.</source>
        <translation>JSON&#xa0;: un objet, {NOM: valeur}.</translation>
    </message>
    <message>
        <source>Change one preference</source>
        <translation>Modifier une préférence</translation>
    </message>
    <message>
        <source>Needs an authorisation code, but for sync-interval. A value that a rule refuses changes nothing (exit status 2). A running engine follows the change by itself, but for limits of the listener, max-request-memory and trusted-proxies among them: those count from its next start.
JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation>Exige un code d&apos;autorisation, sauf pour sync-interval. Une valeur refusée par une règle ne modifie rien (statut de sortie 2). Un moteur en marche suit la modification de lui-même, sauf les limites de l&apos;écoute, dont max-request-memory et trusted-proxies&#xa0;: elles comptent à partir de son prochain démarrage.
JSON&#xa0;: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</translation>
    </message>
    <message>
        <source>The new value</source>
        <translation>La nouvelle valeur</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>From</source>
        <translation>De</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Depuis</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Record ID</source>
        <translation>ID de l&apos;enregistrement</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Try the records in quarantine again</source>
        <translation>Réessayer les enregistrements en quarantaine</translation>
    </message>
    <message>
        <source>Only this one, by its number in &quot;records quarantine&quot;</source>
        <translation>Seulement celui-ci, par son numéro dans «&#xa0;records quarantine&#xa0;»</translation>
    </message>
    <message>
        <source>A record is one line: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;recordData&quot;}.</source>
        <translation>Un enregistrement tient en une ligne&#xa0;: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;recordData&quot;}.</translation>
    </message>
    <message>
        <source>The site&apos;s data: count, export, get, put, delete, import</source>
        <translation>Les données du site&#xa0;: compter, exporter, lire, mettre, supprimer, importer</translation>
    </message>
    <message>
        <source>recordData comes out byte for byte as it was put in, but that line breaks between its tokens go on the way in. At a primary, changes act as the site that owns the record.</source>
        <translation>recordData ressort octet pour octet comme il a été mis, sauf que les sauts de ligne entre ses éléments sont retirés à l&apos;entrée. Sur un site primaire, les modifications agissent au nom du site propriétaire de l&apos;enregistrement.</translation>
    </message>
    <message>
        <source>Only the records of this table</source>
        <translation>Seulement les enregistrements de cette table</translation>
    </message>
    <message>
        <source>Count the records</source>
        <translation>Compter les enregistrements</translation>
    </message>
    <message>
        <source>JSON: {&quot;count&quot;:n,&quot;tables&quot;:{TABLE:n…}}.</source>
        <translation>JSON&#xa0;: {&quot;count&quot;:n,&quot;tables&quot;:{TABLE:n…}}.</translation>
    </message>
    <message>
        <source>Print the records as lines of JSON, by table and record ID</source>
        <translation>Afficher les enregistrements en lignes de JSON, par table et par ID</translation>
    </message>
    <message>
        <source>Print one record; exit status 1 where there is none</source>
        <translation>Afficher un enregistrement&#xa0;; statut de sortie 1 s&apos;il n&apos;existe pas</translation>
    </message>
    <message>
        <source>Name of the table</source>
        <translation>Nom de la table</translation>
    </message>
    <message>
        <source>Exporting records</source>
        <translation>Exportation des enregistrements</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>ligne %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Put a record in, or change it; its data come from standard input</source>
        <translation>Mettre un enregistrement, ou le modifier&#xa0;; ses données viennent de l&apos;entrée standard</translation>
    </message>
    <message>
        <source>Delete a record; exit status 1 where there is none</source>
        <translation>Supprimer un enregistrement&#xa0;; statut de sortie 1 s&apos;il n&apos;existe pas</translation>
    </message>
    <message>
        <source>JSON: {&quot;ok&quot;:true}.</source>
        <translation>JSON&#xa0;: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Put the records of a file in: all of them, or none</source>
        <translation>Mettre les enregistrements d&apos;un fichier&#xa0;: tous, ou aucun</translation>
    </message>
    <message>
        <source>Lines of JSON as &quot;records export&quot; prints them; empty lines are passed over. A line that is refused is named by its number (exit status 2). JSON: {&quot;records&quot;:n}.</source>
        <translation>Des lignes de JSON telles que «&#xa0;records export&#xa0;» les affiche&#xa0;; les lignes vides sont ignorées. Une ligne refusée est nommée par son numéro (statut de sortie 2). JSON&#xa0;: {&quot;records&quot;:n}.</translation>
    </message>
    <message>
        <source>The file; - is standard input</source>
        <translation>Le fichier&#xa0;; - désigne l&apos;entrée standard</translation>
    </message>
    <message>
        <source>Importing records</source>
        <translation>Importation des enregistrements</translation>
    </message>
    <message>
        <source>%1 records imported.</source>
        <translation>%1 enregistrements importés.</translation>
    </message>
    <message>
        <source>Queue everything for the other side again</source>
        <translation>Remettre tout en file d&apos;attente pour l&apos;autre bout</translation>
    </message>
    <message>
        <source>At a primary: every record that the satellite should hold, central ones too, is queued for it. At a satellite (ID 1): every record that this site owns is queued for the primary. What waits already stays queued once. Needs an authorisation code; at a terminal it asks first and says how many records that is. JSON: {&quot;records&quot;:n}.</source>
        <translation>Sur un site primaire&#xa0;: chaque enregistrement que le satellite doit avoir, centraux compris, est mis en file d&apos;attente pour lui. Sur un satellite (ID 1)&#xa0;: chaque enregistrement dont ce site est propriétaire est mis en file d&apos;attente pour le site primaire. Ce qui attend déjà reste en file, une seule fois. Exige un code d&apos;autorisation&#xa0;; dans un terminal, la commande demande d&apos;abord et dit combien d&apos;enregistrements cela représente. JSON&#xa0;: {&quot;records&quot;:n}.</translation>
    </message>
    <message>
        <source>Sync ID of the other side</source>
        <translation>ID de synchro de l&apos;autre bout</translation>
    </message>
    <message>
        <source>%1 records are queued.</source>
        <translation>%1 enregistrements sont en file d&apos;attente.</translation>
    </message>
    <message>
        <source>Have the other side send everything again</source>
        <translation>Faire renvoyer tout par l&apos;autre bout</translation>
    </message>
    <message>
        <source>At a satellite (ID 1): asks the primary over the network to queue everything for this site; the next synchronisation fetches it all, and another primary than before is accepted. At a primary: asks the satellite to push everything it owns; a Mailboat learns so at its next contact, other clients cannot be asked. Nothing is lost: what waits already stays queued once. Needs an authorisation code; at a terminal it asks first. JSON: {&quot;records&quot;:n}; at a primary as many as it knows of.</source>
        <translation>Sur un satellite (ID 1)&#xa0;: demande au site primaire, par le réseau, de tout mettre en file d&apos;attente pour ce site&#xa0;; la prochaine synchronisation va tout chercher, et un autre site primaire qu&apos;avant est accepté. Sur un site primaire&#xa0;: demande au satellite d&apos;envoyer tout ce qui lui appartient&#xa0;; un Mailboat l&apos;apprend à son prochain contact, d&apos;autres clients ne peuvent pas recevoir cette demande. Rien n&apos;est perdu&#xa0;: ce qui attend déjà reste en file, une seule fois. Exige un code d&apos;autorisation&#xa0;; dans un terminal, la commande demande d&apos;abord. JSON&#xa0;: {&quot;records&quot;:n}&#xa0;; sur un site primaire, autant qu&apos;il en connaît.</translation>
    </message>
    <message>
        <source>Fetch every record that the primary holds for this site again?</source>
        <translation>Aller de nouveau chercher chaque enregistrement que le site primaire garde pour ce site&#xa0;?</translation>
    </message>
    <message>
        <source>%1 records wait at the primary for the next synchronisation.</source>
        <translation>%1 enregistrements attendent sur le site primaire la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>Ask the site with Sync ID %1 to push every record it owns (%2 are known here)? Only a Mailboat will hear it.</source>
        <translation>Demander au site dont l&apos;ID de synchro est %1 d&apos;envoyer chaque enregistrement qui lui appartient (%2 sont connus ici)&#xa0;? Seul un Mailboat entendra la demande.</translation>
    </message>
    <message>
        <source>The site is asked at its next contact, if it runs Mailboat; another client cannot be asked. Records of it that are known here: %1.</source>
        <translation>La demande est faite au site à son prochain contact, s&apos;il utilise Mailboat&#xa0;; un autre client ne peut pas la recevoir. Enregistrements de ce site connus ici&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Fill the datafile with made-up supply-chain data</source>
        <translation>Remplir le fichier de données avec des données fictives de chaîne d&apos;approvisionnement</translation>
    </message>
    <message>
        <source>Catalogue, stores, names, stock, invoices with their lines; store k is active on Sync ID k + 1. The same numbers and seed give the same bytes. There are always enough records for a usable site. All of them are put in, or none. JSON: {&quot;records&quot;:n}.</source>
        <translation>Catalogue, dépôts, noms, stock, factures avec leurs lignes&#xa0;; le dépôt k est actif sur l&apos;ID de synchro k + 1. Les mêmes nombres et la même graine donnent les mêmes octets. Il y a toujours assez d&apos;enregistrements pour un site utilisable. Tous sont mis, ou aucun. JSON&#xa0;: {&quot;records&quot;:n}.</translation>
    </message>
    <message>
        <source>How many stores</source>
        <translation>Nombre de dépôts</translation>
    </message>
    <message>
        <source>How many records in all</source>
        <translation>Nombre total d&apos;enregistrements</translation>
    </message>
    <message>
        <source>Another seed gives other data (1)</source>
        <translation>Une autre graine donne d&apos;autres données (1)</translation>
    </message>
    <message>
        <source>Making records</source>
        <translation>Création des enregistrements</translation>
    </message>
    <message>
        <source>%1 records made.</source>
        <translation>%1 enregistrements créés.</translation>
    </message>
    <message>
        <source>Synchronisation is off while satellites in the list of this primary have a URL (Sync ID %1): remove it with &quot;mailboatctl peers edit ID --url &apos;&apos;&quot;.</source>
        <translation>La synchronisation est désactivée tant que des satellites de la liste de ce site primaire ont une URL (ID de synchro %1)&#xa0;: supprimez-la avec «&#xa0;mailboatctl peers edit ID --url &apos;&apos;&#xa0;».</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Enregistré.</translation>
    </message>
    <message>
        <source>not synchronising: %1</source>
        <translation>pas de synchronisation&#xa0;: %1</translation>
    </message>
    <message>
        <source>Run the engine until it is told to stop</source>
        <translation>Faire tourner le moteur jusqu&apos;à ce qu&apos;on l&apos;arrête</translation>
    </message>
    <message>
        <source>Where a primary listens, instead of the preference &quot;listen&quot;; port 0 is any free one</source>
        <translation>Où un site primaire écoute, à la place de la préférence «&#xa0;listen&#xa0;»&#xa0;; le port 0 désigne n&apos;importe quel port libre</translation>
    </message>
    <message>
        <source>Show what the cycles of a satellite do</source>
        <translation>Montrer ce que font les cycles d&apos;un satellite</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>yes: this site has no Sync ID yet</source>
        <translation>oui&#xa0;: ce site n&apos;a pas encore d&apos;ID de synchro</translation>
    </message>
    <message>
        <source>yes: the list has no primary with a URL and a password</source>
        <translation>oui&#xa0;: la liste n&apos;a pas de site primaire avec une URL et un mot de passe</translation>
    </message>
    <message>
        <source>yes: paused, the interval is 0</source>
        <translation>oui&#xa0;: en pause, l&apos;intervalle est 0</translation>
    </message>
    <message>
        <source>yes: a satellite in this primary&apos;s list has a URL</source>
        <translation>oui&#xa0;: un satellite de la liste de ce site primaire a une URL</translation>
    </message>
    <message>
        <source>yes: another primary answers than before; &quot;mailboatctl retrieve 1&quot; accepts it</source>
        <translation>oui&#xa0;: un autre site primaire qu&apos;avant répond&#xa0;; «&#xa0;mailboatctl retrieve 1&#xa0;» l&apos;accepte</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Moteur</translation>
    </message>
    <message>
        <source>running</source>
        <translation>en marche</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>arrêté</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqué</translation>
    </message>
    <message>
        <source>Oldest of them</source>
        <translation>Le plus ancien</translation>
    </message>
    <message>
        <source>Initialised</source>
        <translation>Initialisé</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>Last synchronisation</source>
        <translation>Dernière synchronisation</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>Dernier succès</translation>
    </message>
    <message>
        <source>Next synchronisation</source>
        <translation>Prochaine synchronisation</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>En quarantaine</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Dernière erreur</translation>
    </message>
    <message>
        <source>Say how synchronisation stands</source>
        <translation>Dire où en est la synchronisation</translation>
    </message>
    <message>
        <source>Synchronise this satellite with its primary once, now</source>
        <translation>Synchroniser ce satellite avec son site primaire une fois, maintenant</translation>
    </message>
    <message>
        <source>Show progress from the start, not only after a second; JSON: as lines</source>
        <translation>Montrer la progression dès le début, pas seulement après une seconde&#xa0;; JSON&#xa0;: en lignes</translation>
    </message>
    <message>
        <source>--datafile is empty</source>
        <translation>--datafile est vide</translation>
    </message>
    <message>
        <source>Mailboat: the preferences window of a site</source>
        <translation>Mailboat&#xa0;: la fenêtre des préférences d&apos;un site</translation>
    </message>
    <message>
        <source>The site&apos;s datafile; else MAILBOAT_DATAFILE, else the one in your data folder</source>
        <translation>Le fichier de données du site&#xa0;; à défaut MAILBOAT_DATAFILE, sinon celui de votre dossier de données</translation>
    </message>
    <message>
        <source>When the first synchronisation has ended, write a picture of the window to this file (PNG) and end</source>
        <translation>Quand la première synchronisation est terminée, écrire une image de la fenêtre dans ce fichier (PNG) et quitter</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>l&apos;entrée standard</translation>
    </message>
    <message>
        <source>a line of %1</source>
        <translation>une ligne de %1</translation>
    </message>
    <message>
        <source>standard output</source>
        <translation>la sortie standard</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>encore %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>encore %1 min</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>ce n&apos;est pas du texte UTF-8</translation>
    </message>
    <message>
        <source>Authorisation code: </source>
        <translation>Code d&apos;autorisation&#xa0;: </translation>
    </message>
    <message>
        <source>Password of the site: </source>
        <translation>Mot de passe du site&#xa0;: </translation>
    </message>
    <message>
        <source> [y/N] </source>
        <translation> [o/N] </translation>
    </message>
    <message>
        <source>ahead</source>
        <translation>d&apos;avance</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>de retard</translation>
    </message>
    <message>
        <source>off</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>primary</source>
        <translation>primaire</translation>
    </message>
    <message>
        <source>satellite</source>
        <translation>satellite</translation>
    </message>
    <message>
        <source>the site with Sync ID %1</source>
        <translation>le site dont l&apos;ID de synchro est %1</translation>
    </message>
    <message>
        <source>no site that is known here</source>
        <translation>un site inconnu ici</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>The command cannot be understood[: {why}].</source>
        <translation>La commande est incompréhensible[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Run it again with --help to see what it accepts.</source>
        <translation>Relancez-la avec --help pour voir ce qu&apos;elle accepte.</translation>
    </message>
    <message>
        <source>The file[ {path}] cannot be read[: {why}].</source>
        <translation>Le fichier[ {path}] ne peut pas être lu[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Check the name of the file and that you may read it, then try again.</source>
        <translation>Vérifiez le nom du fichier et que vous avez le droit de le lire, puis réessayez.</translation>
    </message>
    <message>
        <source>The file[ {path}] cannot be written[: {why}].</source>
        <translation>Le fichier[ {path}] ne peut pas être écrit[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to and that has room, then try again.</source>
        <translation>Choisissez un dossier où vous avez le droit d&apos;écrire et où il y a de la place, puis réessayez.</translation>
    </message>
    <message>
        <source>There is too much input[: {what} may have at most {limit}].</source>
        <translation>Il y a trop de données en entrée[&#xa0;: {what} peut avoir au plus {limit}].</translation>
    </message>
    <message>
        <source>Split it into smaller parts and put them in one after the other.</source>
        <translation>Divisez-les en parties plus petites et mettez-les l&apos;une après l&apos;autre.</translation>
    </message>
    <message>
        <source>Nothing was imported, because of these rows of {what}:
{rows}</source>
        <translation>Rien n&apos;a été importé, à cause de ces lignes de {what}&#xa0;:
{rows}</translation>
    </message>
    <message>
        <source>Correct the rows named above and import the whole file again.</source>
        <translation>Corrigez les lignes nommées ci-dessus et importez de nouveau tout le fichier.</translation>
    </message>
    <message>
        <source>There is no datafile[ at {path}].</source>
        <translation>Il n&apos;y a pas de fichier de données[ à {path}].</translation>
    </message>
    <message>
        <source>Make one with &quot;mailboatctl init&quot;, or name the right one with --datafile.</source>
        <translation>Créez-en un avec «&#xa0;mailboatctl init&#xa0;», ou nommez le bon avec --datafile.</translation>
    </message>
    <message>
        <source>There is a file[ at {path}] already; it was left as it is.</source>
        <translation>Il y a déjà un fichier[ à {path}]&#xa0;; il a été laissé tel quel.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] cannot be opened[: {why}].</source>
        <translation>Le fichier de données[ {path}] ne peut pas être ouvert[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Check that the file is there and belongs to you: it can be read by its owner alone.</source>
        <translation>Vérifiez que le fichier existe et qu&apos;il vous appartient&#xa0;: seul son propriétaire peut le lire.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] cannot be changed[: {why}].</source>
        <translation>Le fichier de données[ {path}] ne peut pas être modifié[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>The file[ {path}] is no datafile of Mailboat.</source>
        <translation>Le fichier[ {path}] n&apos;est pas un fichier de données de Mailboat.</translation>
    </message>
    <message>
        <source>Name the right file with --datafile. This one was not touched.</source>
        <translation>Nommez le bon fichier avec --datafile. Celui-ci n&apos;a pas été touché.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] was made by a newer Mailboat[ (version {version} of its layout; this program knows up to {known})].</source>
        <translation>Le fichier de données[ {path}] a été créé par un Mailboat plus récent[ (version {version} de sa structure&#xa0;; ce programme connaît jusqu&apos;à {known})].</translation>
    </message>
    <message>
        <source>Install the newer Mailboat on this machine. The datafile was not touched.</source>
        <translation>Installez le Mailboat plus récent sur cette machine. Le fichier de données n&apos;a pas été touché.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] is damaged[: {why}].</source>
        <translation>Le fichier de données[ {path}] est endommagé[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Stop using it and keep a copy. Put back your last backup, or make a new datafile and retrieve this site&apos;s records from the primary.</source>
        <translation>Cessez de l&apos;utiliser et gardez-en une copie. Remettez votre dernière sauvegarde, ou créez un nouveau fichier de données et récupérez les enregistrements de ce site auprès du site primaire.</translation>
    </message>
    <message>
        <source>Another program kept the datafile[ {path}] to itself for too long.</source>
        <translation>Un autre programme a gardé le fichier de données[ {path}] pour lui trop longtemps.</translation>
    </message>
    <message>
        <source>Wait until the other program has finished, then try again.</source>
        <translation>Attendez que l&apos;autre programme ait terminé, puis réessayez.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] was moved or deleted while it was in use.</source>
        <translation>Le fichier de données[ {path}] a été déplacé ou supprimé pendant son utilisation.</translation>
    </message>
    <message>
        <source>Put it back to its place and start again. Check that its disk is still connected.</source>
        <translation>Remettez-le à sa place et redémarrez. Vérifiez que son disque est toujours connecté.</translation>
    </message>
    <message>
        <source>This version of Mailboat cannot use a PostgreSQL database yet.</source>
        <translation>Cette version de Mailboat ne sait pas encore utiliser une base PostgreSQL.</translation>
    </message>
    <message>
        <source>Name a file as the datafile.</source>
        <translation>Nommez un fichier comme fichier de données.</translation>
    </message>
    <message>
        <source>Make room on that disk, then try again. Nothing that had been saved is lost.</source>
        <translation>Faites de la place sur ce disque, puis réessayez. Rien de ce qui était enregistré n&apos;est perdu.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] has to be brought up to date, but the copy that is made before could not be written[: {why}].</source>
        <translation>Le fichier de données[ {path}] doit être mis à jour, mais la copie qui est faite avant n&apos;a pas pu être écrite[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Make room beside the datafile and see that you may write there, then start again. The datafile was not touched.</source>
        <translation>Faites de la place à côté du fichier de données et assurez-vous d&apos;avoir le droit d&apos;y écrire, puis redémarrez. Le fichier de données n&apos;a pas été touché.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] could not be brought up to date[: {why}].</source>
        <translation>Le fichier de données[ {path}] n&apos;a pas pu être mis à jour[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>The datafile is as it was, with a copy beside it. Go on with the earlier Mailboat and report this to support.</source>
        <translation>Le fichier de données est tel qu&apos;il était, avec une copie à côté. Continuez avec le Mailboat précédent et signalez ceci à l&apos;assistance.</translation>
    </message>
    <message>
        <source>Another program runs synchronisation for the datafile[ {path}] already.</source>
        <translation>Un autre programme synchronise déjà le fichier de données[ {path}].</translation>
    </message>
    <message>
        <source>Stop the other &quot;mailboatctl serve&quot; or close the window that synchronises, then start again.</source>
        <translation>Arrêtez l&apos;autre «&#xa0;mailboatctl serve&#xa0;» ou fermez la fenêtre qui synchronise, puis redémarrez.</translation>
    </message>
    <message>
        <source>This needs an authorisation code.</source>
        <translation>Ceci exige un code d&apos;autorisation.</translation>
    </message>
    <message>
        <source>Give one with --code, --code-file or MAILBOAT_CODE. Whoever set this site up has a code.</source>
        <translation>Donnez-en un avec --code, --code-file ou MAILBOAT_CODE. La personne qui a configuré ce site a un code.</translation>
    </message>
    <message>
        <source>Type the code again, with attention to similar letters and digits, or ask whoever gave it to you.</source>
        <translation>Retapez le code en faisant attention aux lettres et aux chiffres qui se ressemblent, ou demandez à la personne qui vous l&apos;a donné.</translation>
    </message>
    <message>
        <source>The authorisation code[ &quot;{label}&quot;] has expired[ ({until})].</source>
        <translation>Le code d&apos;autorisation[ «&#xa0;{label}&#xa0;»] a expiré[ ({until})].</translation>
    </message>
    <message>
        <source>Use another code, or ask an administrator of this site to make a new one.</source>
        <translation>Utilisez un autre code, ou demandez à un administrateur de ce site d&apos;en créer un nouveau.</translation>
    </message>
    <message>
        <source>There were too many wrong authorisation codes.[ The next try is possible in {seconds} s.]</source>
        <translation>Il y a eu trop de codes d&apos;autorisation faux.[ Le prochain essai est possible dans {seconds} s.]</translation>
    </message>
    <message>
        <source>Wait until then. Meanwhile make sure that you have the right code.</source>
        <translation>Attendez jusque-là. Entre-temps, assurez-vous d&apos;avoir le bon code.</translation>
    </message>
    <message>
        <source>This cannot be an authorisation code[: {why}].</source>
        <translation>Ceci ne peut pas être un code d&apos;autorisation[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Choose another code, or leave it out and one will be made.</source>
        <translation>Choisissez un autre code, ou n&apos;en donnez pas et il en sera créé un.</translation>
    </message>
    <message>
        <source>There is an authorisation code with that label already[: &quot;{label}&quot;].</source>
        <translation>Il y a déjà un code d&apos;autorisation avec ce libellé[&#xa0;: «&#xa0;{label}&#xa0;»].</translation>
    </message>
    <message>
        <source>Choose another label, or revoke the code that has it.</source>
        <translation>Choisissez un autre libellé, ou révoquez le code qui l&apos;a.</translation>
    </message>
    <message>
        <source>There is no authorisation code with that label[: &quot;{label}&quot;].</source>
        <translation>Il n&apos;y a pas de code d&apos;autorisation avec ce libellé[&#xa0;: «&#xa0;{label}&#xa0;»].</translation>
    </message>
    <message>
        <source>See &quot;mailboatctl code list&quot; for the labels there are.</source>
        <translation>Voir «&#xa0;mailboatctl code list&#xa0;» pour les libellés existants.</translation>
    </message>
    <message>
        <source>The authorisation code[ &quot;{label}&quot;] is the last one that can be used and cannot be revoked.</source>
        <translation>Le code d&apos;autorisation[ «&#xa0;{label}&#xa0;»] est le dernier utilisable et ne peut pas être révoqué.</translation>
    </message>
    <message>
        <source>Add another code first, then revoke this one.</source>
        <translation>Ajoutez d&apos;abord un autre code, puis révoquez celui-ci.</translation>
    </message>
    <message>
        <source>An authorisation code cannot expire in the past[: {until}].</source>
        <translation>Un code d&apos;autorisation ne peut pas expirer dans le passé[&#xa0;: {until}].</translation>
    </message>
    <message>
        <source>Choose a date that is still to come, and check the clock of this machine.</source>
        <translation>Choisissez une date à venir, et vérifiez l&apos;horloge de cette machine.</translation>
    </message>
    <message>
        <source>There is no such preference[: &quot;{name}&quot;].</source>
        <translation>Cette préférence n&apos;existe pas[&#xa0;: «&#xa0;{name}&#xa0;»].</translation>
    </message>
    <message>
        <source>See &quot;mailboatctl prefs&quot; for those there are[: {known}].</source>
        <translation>Voir «&#xa0;mailboatctl prefs&#xa0;» pour celles qui existent[&#xa0;: {known}].</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; does not do for the preference &quot;{name}&quot;.</source>
        <translation>«&#xa0;{value}&#xa0;» ne convient pas à la préférence «&#xa0;{name}&#xa0;».</translation>
    </message>
    <message>
        <source>Allowed is: {allowed}.</source>
        <translation>Valeurs permises&#xa0;: {allowed}.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no Sync ID.</source>
        <translation>«&#xa0;{value}&#xa0;» n&apos;est pas un ID de synchro.</translation>
    </message>
    <message>
        <source>Use a whole number: 0 for no synchronisation, 1 for the primary, 2 to 2147483647 for a satellite.</source>
        <translation>Utilisez un nombre entier&#xa0;: 0 pour aucune synchronisation, 1 pour le site primaire, 2 à 2147483647 pour un satellite.</translation>
    </message>
    <message>
        <source>Sync ID 1 is reserved for the primary.</source>
        <translation>L&apos;ID de synchro 1 est réservé au site primaire.</translation>
    </message>
    <message>
        <source>Give the satellite a Sync ID from 2 up.</source>
        <translation>Donnez au satellite un ID de synchro à partir de 2.</translation>
    </message>
    <message>
        <source>Sync ID {syncId} belongs to {owner} already.</source>
        <translation>L&apos;ID de synchro {syncId} est déjà utilisé par {owner}.</translation>
    </message>
    <message>
        <source>Choose a Sync ID that no other site has.</source>
        <translation>Choisissez un ID de synchro qu&apos;aucun autre site n&apos;a.</translation>
    </message>
    <message>
        <source>Remove or change these rows first: a satellite lists only the primary (Sync ID 1), a primary only satellites (Sync ID 2 and up).</source>
        <translation>Retirez ou modifiez d&apos;abord ces lignes&#xa0;: un satellite ne liste que le site primaire (ID de synchro 1), un site primaire que des satellites (ID de synchro 2 et plus).</translation>
    </message>
    <message>
        <source>The list has no site with Sync ID {syncId}.</source>
        <translation>La liste n&apos;a pas de site dont l&apos;ID de synchro est {syncId}.</translation>
    </message>
    <message>
        <source>See &quot;mailboatctl peers&quot; for the sites in the list.</source>
        <translation>Voir «&#xa0;mailboatctl peers&#xa0;» pour les sites de la liste.</translation>
    </message>
    <message>
        <source>This cannot be a user name[: {why}].</source>
        <translation>Ceci ne peut pas être un nom d&apos;utilisateur[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Enter the name that the primary&apos;s administrator gave to the site.</source>
        <translation>Entrez le nom que l&apos;administrateur du site primaire a donné au site.</translation>
    </message>
    <message>
        <source>The user name &quot;{userName}&quot; belongs to {owner} already.</source>
        <translation>Le nom d&apos;utilisateur «&#xa0;{userName}&#xa0;» est déjà utilisé par {owner}.</translation>
    </message>
    <message>
        <source>Give every satellite a user name of its own.</source>
        <translation>Donnez à chaque satellite un nom d&apos;utilisateur qui lui est propre.</translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has no password.</source>
        <translation>Le site dont l&apos;ID de synchro est {syncId} n&apos;a pas de mot de passe.</translation>
    </message>
    <message>
        <source>Enter a password; both ends need the same one.</source>
        <translation>Entrez un mot de passe&#xa0;; il doit être le même aux deux bouts.</translation>
    </message>
    <message>
        <source>The primary (Sync ID {syncId}) has no URL.</source>
        <translation>Le site primaire (ID de synchro {syncId}) n&apos;a pas d&apos;URL.</translation>
    </message>
    <message>
        <source>Enter the address of the primary, such as https://sync.example.org.</source>
        <translation>Entrez l&apos;adresse du site primaire, par exemple https://sync.example.org.</translation>
    </message>
    <message>
        <source>{value} is the address of this machine itself.</source>
        <translation>{value} est l&apos;adresse de cette machine elle-même.</translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has active stores: {stores}.</source>
        <translation>Le site dont l&apos;ID de synchro est {syncId} a des dépôts actifs&#xa0;: {stores}.</translation>
    </message>
    <message>
        <source>Make these stores active on another site first.</source>
        <translation>Rendez d&apos;abord ces dépôts actifs sur un autre site.</translation>
    </message>
    <message>
        <source>Somebody else has changed {what} meanwhile; your changes were not saved.</source>
        <translation>Quelqu&apos;un d&apos;autre a entre-temps modifié {what}&#xa0;; vos modifications n&apos;ont pas été enregistrées.</translation>
    </message>
    <message>
        <source>Look at the new values, then make your changes again.</source>
        <translation>Regardez les nouvelles valeurs, puis refaites vos modifications.</translation>
    </message>
    <message>
        <source>This cannot be done here[: {why}].</source>
        <translation>Ceci ne peut pas être fait ici[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>The help of the command says at which site, and when, it can be done.</source>
        <translation>L&apos;aide de la commande dit sur quel site, et quand, c&apos;est possible.</translation>
    </message>
    <message>
        <source>&quot;{table}&quot; is no name of a table.</source>
        <translation>«&#xa0;{table}&#xa0;» n&apos;est pas un nom de table.</translation>
    </message>
    <message>
        <source>Use 1 to 100 bytes of text without control characters, as in item or trans_line.</source>
        <translation>Utilisez 1 à 100 octets de texte sans caractères de contrôle, comme dans item ou trans_line.</translation>
    </message>
    <message>
        <source>&quot;{id}&quot; is no record ID.</source>
        <translation>«&#xa0;{id}&#xa0;» n&apos;est pas un ID d&apos;enregistrement.</translation>
    </message>
    <message>
        <source>Use 1 to 255 bytes of text without control characters.</source>
        <translation>Utilisez 1 à 255 octets de texte sans caractères de contrôle.</translation>
    </message>
    <message>
        <source>The data of the record is no valid JSON[: {why}].</source>
        <translation>Les données de l&apos;enregistrement ne sont pas du JSON valide[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Correct the data where it was made and put it in again. Nothing was changed.</source>
        <translation>Corrigez les données là où elles ont été faites et remettez-les. Rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>The data of the record is no JSON object.</source>
        <translation>Les données de l&apos;enregistrement ne sont pas un objet JSON.</translation>
    </message>
    <message>
        <source>Put the fields of the record between braces. Nothing was changed.</source>
        <translation>Mettez les champs de l&apos;enregistrement entre accolades. Rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>Change it at the site that owns it; the change comes here with the next synchronisation.</source>
        <translation>Modifiez-le sur le site qui en est propriétaire&#xa0;; la modification arrive ici à la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>The record[ {id} of {table}] is central data, which only the primary may change.</source>
        <translation>L&apos;enregistrement[ {id} de {table}] fait partie des données centrales, que seul le site primaire peut modifier.</translation>
    </message>
    <message>
        <source>Ask the primary&apos;s administrator to change it there.</source>
        <translation>Demandez à l&apos;administrateur du site primaire de le modifier là-bas.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is nothing that can be done with a record.</source>
        <translation>«&#xa0;{value}&#xa0;» n&apos;est rien que l&apos;on puisse faire d&apos;un enregistrement.</translation>
    </message>
    <message>
        <source>The other program has to send insert, update, delete or merge. Report this to whoever maintains it.</source>
        <translation>L&apos;autre programme doit envoyer insert, update, delete ou merge. Signalez-le à la personne qui s&apos;en occupe.</translation>
    </message>
    <message>
        <source>Synchronisation is not set up: this site has Sync ID 0.</source>
        <translation>La synchronisation n&apos;est pas configurée&#xa0;: l&apos;ID de synchro de ce site est 0.</translation>
    </message>
    <message>
        <source>Enter this site&apos;s Sync ID in the preferences, or with &quot;mailboatctl prefs set sync-id&quot;.</source>
        <translation>Entrez l&apos;ID de synchro de ce site dans les préférences, ou avec «&#xa0;mailboatctl prefs set sync-id&#xa0;».</translation>
    </message>
    <message>
        <source>This site is the primary; satellites come to it by themselves.</source>
        <translation>Ce site est le site primaire&#xa0;; les satellites viennent à lui d&apos;eux-mêmes.</translation>
    </message>
    <message>
        <source>Start synchronisation at the satellite. Here &quot;mailboatctl serve&quot; has to run.</source>
        <translation>Lancez la synchronisation sur le satellite. Ici, «&#xa0;mailboatctl serve&#xa0;» doit tourner.</translation>
    </message>
    <message>
        <source>This site does not know its primary.</source>
        <translation>Ce site ne connaît pas son site primaire.</translation>
    </message>
    <message>
        <source>Add the primary (Sync ID 1) to the list, with its URL and the user name and password of this site.</source>
        <translation>Ajoutez le site primaire (ID de synchro 1) à la liste, avec son URL, ainsi que le nom d&apos;utilisateur et le mot de passe de ce site.</translation>
    </message>
    <message>
        <source>Synchronisation is paused: the interval is 0.</source>
        <translation>La synchronisation est en pause&#xa0;: l&apos;intervalle est 0.</translation>
    </message>
    <message>
        <source>Set the sync time interval to the minutes between two synchronisations.</source>
        <translation>Réglez l&apos;intervalle de synchro sur le nombre de minutes entre deux synchronisations.</translation>
    </message>
    <message>
        <source>Synchronisation is off at the primary, because its list has a URL[ for: {sites}].</source>
        <translation>La synchronisation est désactivée sur le site primaire, parce que sa liste contient une URL[ pour&#xa0;: {sites}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to remove the URL from these rows.</source>
        <translation>L&apos;administrateur du site primaire doit retirer l&apos;URL de ces lignes.</translation>
    </message>
    <message>
        <source>Another primary answered than the one this site has synchronised with[ (known: {known}, found: {found})].</source>
        <translation>Un autre site primaire a répondu que celui avec lequel ce site s&apos;est synchronisé[ (connu&#xa0;: {known}, trouvé&#xa0;: {found})].</translation>
    </message>
    <message>
        <source>Check the URL. If this primary is the right one from now on, press &quot;Retrieve sync records&quot; for it.</source>
        <translation>Vérifiez l&apos;URL. Si ce site primaire est désormais le bon, appuyez sur «&#xa0;Récupérer les enregistrements&#xa0;» pour lui.</translation>
    </message>
    <message>
        <source>The primary takes this site for another one than before[ (known: {known}, found: {found})].</source>
        <translation>Le site primaire prend ce site pour un autre qu&apos;avant[ (connu&#xa0;: {known}, trouvé&#xa0;: {found})].</translation>
    </message>
    <message>
        <source>Check user name and URL. If they are right, press &quot;Retrieve sync records&quot; for the primary.</source>
        <translation>Vérifiez le nom d&apos;utilisateur et l&apos;URL. S&apos;ils sont justes, appuyez sur «&#xa0;Récupérer les enregistrements&#xa0;» pour le site primaire.</translation>
    </message>
    <message>
        <source>This site has Sync ID {here}, but the primary lists its user name under Sync ID {there}.</source>
        <translation>Ce site a l&apos;ID de synchro {here}, mais le site primaire liste son nom d&apos;utilisateur sous l&apos;ID de synchro {there}.</translation>
    </message>
    <message>
        <source>Agree with the primary&apos;s administrator on one Sync ID and correct it at the end where it is wrong.</source>
        <translation>Mettez-vous d&apos;accord avec l&apos;administrateur du site primaire sur un seul ID de synchro et corrigez-le au bout où il est faux.</translation>
    </message>
    <message>
        <source>A synchronisation is running already.</source>
        <translation>Une synchronisation est déjà en cours.</translation>
    </message>
    <message>
        <source>Wait until it has finished.</source>
        <translation>Attendez qu&apos;elle soit terminée.</translation>
    </message>
    <message>
        <source>This was stopped before it had finished.</source>
        <translation>Ceci a été arrêté avant la fin.</translation>
    </message>
    <message>
        <source>Nothing is lost. Start it again when you like; a synchronisation goes on where this one ended.</source>
        <translation>Rien n&apos;est perdu. Relancez quand vous voulez&#xa0;; une synchronisation continue là où celle-ci s&apos;est arrêtée.</translation>
    </message>
    <message>
        <source>Synchronisation got no further[ in the step &quot;{step}&quot;][ after {rounds} requests].</source>
        <translation>La synchronisation n&apos;a plus avancé[ à l&apos;étape «&#xa0;{step}&#xa0;»][ après {rounds} requêtes].</translation>
    </message>
    <message>
        <source>The primary keeps sending the same. Report this to its administrator, with the time it happened.</source>
        <translation>Le site primaire envoie toujours la même chose. Signalez-le à son administrateur, avec l&apos;heure où c&apos;est arrivé.</translation>
    </message>
    <message>
        <source>Settings or state of synchronisation were changed by another program meanwhile.</source>
        <translation>Les réglages ou l&apos;état de la synchronisation ont été modifiés entre-temps par un autre programme.</translation>
    </message>
    <message>
        <source>Nothing to do: the next synchronisation goes on with the new ones.</source>
        <translation>Rien à faire&#xa0;: la prochaine synchronisation continue avec les nouveaux.</translation>
    </message>
    <message>
        <source>There is no machine with the name in the URL[: {host}].</source>
        <translation>Aucune machine ne porte le nom indiqué dans l&apos;URL[&#xa0;: {host}].</translation>
    </message>
    <message>
        <source>Check the name in the primary&apos;s URL for typing errors, and ask its administrator if it has moved.</source>
        <translation>Cherchez des fautes de frappe dans l&apos;URL du site primaire, et demandez à son administrateur s&apos;il a déménagé.</translation>
    </message>
    <message>
        <source>The address of the primary[ at {host}] could not be looked up: no name server answers.</source>
        <translation>L&apos;adresse du site primaire[ ({host})] n&apos;a pas pu être trouvée&#xa0;: aucun serveur de noms ne répond.</translation>
    </message>
    <message>
        <source>Check this machine&apos;s connection to the network; if others have trouble too, call your provider.</source>
        <translation>Vérifiez la connexion de cette machine au réseau&#xa0;; si d&apos;autres ont aussi des ennuis, appelez votre fournisseur.</translation>
    </message>
    <message>
        <source>There is no way from this machine to the primary[ at {host}].</source>
        <translation>Il n&apos;y a pas de chemin de cette machine au site primaire[ ({host})].</translation>
    </message>
    <message>
        <source>Check cable, Wi-Fi or modem, and a VPN where you need one. Synchronisation tries again by itself.</source>
        <translation>Vérifiez le câble, le Wi-Fi ou le modem, et le VPN s&apos;il vous en faut un. La synchronisation réessaie d&apos;elle-même.</translation>
    </message>
    <message>
        <source>The machine[ {host}] is there, but nothing answers on the port[ {port}].</source>
        <translation>La machine[ {host}] est là, mais rien ne répond sur le port[ {port}].</translation>
    </message>
    <message>
        <source>Check the port in the URL; if it is right, the primary&apos;s administrator has to start the primary.</source>
        <translation>Vérifiez le port dans l&apos;URL&#xa0;; s&apos;il est juste, l&apos;administrateur du site primaire doit démarrer celui-ci.</translation>
    </message>
    <message>
        <source>The machine[ {host}] does not answer[ on port {port}].</source>
        <translation>La machine[ {host}] ne répond pas[ sur le port {port}].</translation>
    </message>
    <message>
        <source>A firewall may be in the way, or the machine is off. Ask the primary&apos;s administrator, then the administrator of your network.</source>
        <translation>Un pare-feu fait peut-être obstacle, ou la machine est éteinte. Demandez à l&apos;administrateur du site primaire, puis à celui de votre réseau.</translation>
    </message>
    <message>
        <source>This machine cannot make a connection to the primary[ at {host}][: {why}].</source>
        <translation>Cette machine ne peut pas établir de connexion avec le site primaire[ ({host})][&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Check the network settings and the firewall of this machine; show these words to whoever looks after it.</source>
        <translation>Vérifiez les réglages réseau et le pare-feu de cette machine&#xa0;; montrez ces mots à la personne qui s&apos;en occupe.</translation>
    </message>
    <message>
        <source>The connection to the primary[ at {host}] broke off.</source>
        <translation>La connexion au site primaire[ ({host})] a été coupée.</translation>
    </message>
    <message>
        <source>Nothing is lost: the next try goes on where this one ended. If it happens often, check the line.</source>
        <translation>Rien n&apos;est perdu&#xa0;: le prochain essai continue là où celui-ci s&apos;est arrêté. Si cela arrive souvent, faites vérifier la ligne.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] sent nothing for too long[: {seconds} s].</source>
        <translation>Le site primaire[ ({host})] n&apos;a rien envoyé pendant trop longtemps[&#xa0;: {seconds} s].</translation>
    </message>
    <message>
        <source>The line or the primary is overloaded. Synchronisation tries again by itself; if it goes on, tell the primary&apos;s administrator.</source>
        <translation>La ligne ou le site primaire est surchargé. La synchronisation réessaie d&apos;elle-même&#xa0;; si cela continue, prévenez l&apos;administrateur du site primaire.</translation>
    </message>
    <message>
        <source>No secure connection to the primary[ at {host}] could be made[: {why}].</source>
        <translation>Aucune connexion sécurisée avec le site primaire[ ({host})] n&apos;a pu être établie[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to look at its certificate; check as well that nothing on your network looks into secure connections.</source>
        <translation>L&apos;administrateur du site primaire doit examiner son certificat&#xa0;; vérifiez aussi que rien sur votre réseau ne regarde dans les connexions sécurisées.</translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] has expired[ ({since})].</source>
        <translation>Le certificat du site primaire[ ({host})] a expiré[ ({since})].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to renew it. If the date is still to come, correct this machine&apos;s clock.</source>
        <translation>L&apos;administrateur du site primaire doit le renouveler. Si la date est encore à venir, corrigez l&apos;horloge de cette machine.</translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] is not valid yet[, only from {from}].</source>
        <translation>Le certificat du site primaire[ ({host})] n&apos;est pas encore valable[, seulement à partir du {from}].</translation>
    </message>
    <message>
        <source>Correct this machine&apos;s clock. If it is right, the primary&apos;s administrator has to look at the certificate.</source>
        <translation>Corrigez l&apos;horloge de cette machine. Si elle est juste, l&apos;administrateur du site primaire doit examiner le certificat.</translation>
    </message>
    <message>
        <source>The certificate that was shown is not for the name in the URL[, {host}][, but for {names}].</source>
        <translation>Le certificat présenté n&apos;est pas pour le nom de l&apos;URL[, {host}][, mais pour {names}].</translation>
    </message>
    <message>
        <source>Use the name that the certificate has in the primary&apos;s URL, or have the primary&apos;s administrator get the right certificate.</source>
        <translation>Utilisez dans l&apos;URL du site primaire le nom que porte le certificat, ou faites obtenir le bon certificat par l&apos;administrateur du site primaire.</translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] was issued by somebody whom this machine does not know[: {issuer}].</source>
        <translation>Le certificat du site primaire[ ({host})] a été émis par quelqu&apos;un que cette machine ne connaît pas[&#xa0;: {issuer}].</translation>
    </message>
    <message>
        <source>Install the issuer&apos;s certificate on this machine, or have the primary&apos;s administrator get one from a known issuer with its whole chain.</source>
        <translation>Installez le certificat de l&apos;émetteur sur cette machine, ou faites-en obtenir un d&apos;un émetteur connu, avec toute sa chaîne, par l&apos;administrateur du site primaire.</translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] was signed by itself, so nobody vouches for it.</source>
        <translation>Le certificat du site primaire[ ({host})] est signé par lui-même&#xa0;: personne ne s&apos;en porte garant.</translation>
    </message>
    <message>
        <source>Install that certificate on this machine as trusted, or have the primary&apos;s administrator get one from a known issuer.</source>
        <translation>Installez ce certificat comme digne de confiance sur cette machine, ou faites-en obtenir un d&apos;un émetteur connu par l&apos;administrateur du site primaire.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] offers only outdated kinds of secure connection.</source>
        <translation>Le site primaire[ ({host})] n&apos;offre que des formes dépassées de connexion sécurisée.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to allow TLS 1.2 or newer.</source>
        <translation>L&apos;administrateur du site primaire doit autoriser TLS 1.2 ou plus récent.</translation>
    </message>
    <message>
        <source>The primary&apos;s port[ {port} at {host}] does not speak https.</source>
        <translation>Le port du site primaire[ ({port} à {host})] ne parle pas https.</translation>
    </message>
    <message>
        <source>Begin the primary&apos;s URL with http://, or use the port that it has for https.</source>
        <translation>Commencez l&apos;URL du site primaire par http://, ou utilisez le port qu&apos;il a pour https.</translation>
    </message>
    <message>
        <source>The primary&apos;s port[ {port} at {host}] expects https.</source>
        <translation>Le port du site primaire[ ({port} à {host})] attend https.</translation>
    </message>
    <message>
        <source>Begin the primary&apos;s URL with https://.</source>
        <translation>Commencez l&apos;URL du site primaire par https://.</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] does not let the connection through.</source>
        <translation>Le proxy[ {proxy}] ne laisse pas passer la connexion.</translation>
    </message>
    <message>
        <source>The administrator of your network has to allow the way to the primary, or correct the proxy settings.</source>
        <translation>L&apos;administrateur de votre réseau doit autoriser le chemin vers le site primaire, ou corriger les réglages du proxy.</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] cannot be found.</source>
        <translation>Le proxy[ {proxy}] est introuvable.</translation>
    </message>
    <message>
        <source>Correct this machine&apos;s proxy settings, or ask the administrator of your network.</source>
        <translation>Corrigez les réglages du proxy de cette machine, ou demandez à l&apos;administrateur de votre réseau.</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] asks for a user name and a password.</source>
        <translation>Le proxy[ {proxy}] demande un nom d&apos;utilisateur et un mot de passe.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] sends us on to another address[: {to}].</source>
        <translation>Le site primaire[ ({host})] nous renvoie à une autre adresse[&#xa0;: {to}].</translation>
    </message>
    <message>
        <source>A web server answers[ at {host}], but no primary: it does not know the address for synchronisation.</source>
        <translation>Un serveur Web répond[ à {host}], mais pas un site primaire&#xa0;: il ne connaît pas l&apos;adresse de synchronisation.</translation>
    </message>
    <message>
        <source>Check name and port in the primary&apos;s URL, and ask its administrator for the right ones.</source>
        <translation>Vérifiez le nom et le port dans l&apos;URL du site primaire, et demandez les bons à son administrateur.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] had trouble of its own[ (HTTP status {status})].</source>
        <translation>Le site primaire[ ({host})] a eu lui-même un problème[ (statut HTTP {status})].</translation>
    </message>
    <message>
        <source>Synchronisation tries again by itself; if it goes on, tell the primary&apos;s administrator.</source>
        <translation>La synchronisation réessaie d&apos;elle-même&#xa0;; si cela continue, prévenez l&apos;administrateur du site primaire.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] answered in an unexpected way[ (HTTP status {status})].</source>
        <translation>Le site primaire[ ({host})] a répondu d&apos;une manière inattendue[ (statut HTTP {status})].</translation>
    </message>
    <message>
        <source>Check the primary&apos;s URL and what lies between, such as a proxy; then ask the primary&apos;s administrator.</source>
        <translation>Vérifiez l&apos;URL du site primaire et ce qui se trouve entre les deux, par exemple un proxy&#xa0;; puis demandez à l&apos;administrateur du site primaire.</translation>
    </message>
    <message>
        <source>A web page came instead of an answer from the primary[ at {host}].</source>
        <translation>Une page Web est arrivée au lieu d&apos;une réponse du site primaire[ ({host})].</translation>
    </message>
    <message>
        <source>If this network asks for a sign-in, open a web browser and do so; else check the primary&apos;s URL.</source>
        <translation>Si ce réseau demande de s&apos;identifier, ouvrez un navigateur Web et faites-le&#xa0;; sinon, vérifiez l&apos;URL du site primaire.</translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] cannot be read[: {why}].</source>
        <translation>La réponse du site primaire[ ({host})] est illisible[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Check the primary&apos;s URL. If it is right, something on the way or the primary itself is broken: tell its administrator.</source>
        <translation>Vérifiez l&apos;URL du site primaire. Si elle est juste, quelque chose sur le chemin ou le site primaire lui-même est défectueux&#xa0;: prévenez son administrateur.</translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] is not what the protocol says[: {what}].</source>
        <translation>La réponse du site primaire[ ({host})] n&apos;est pas conforme au protocole[&#xa0;: {what}].</translation>
    </message>
    <message>
        <source>Nothing of that answer was taken. Report this to the primary&apos;s administrator.</source>
        <translation>Rien de cette réponse n&apos;a été pris. Signalez-le à l&apos;administrateur du site primaire.</translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] is larger than what is accepted[: {limit}].</source>
        <translation>La réponse du site primaire[ ({host})] est plus grande que ce qui est accepté[&#xa0;: {limit}].</translation>
    </message>
    <message>
        <source>Choose a smaller sync request size. If that does not help, tell the primary&apos;s administrator.</source>
        <translation>Choisissez une taille des requêtes plus petite. Si cela n&apos;aide pas, prévenez l&apos;administrateur du site primaire.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {minutes} min {direction} of the primary&apos;s.</source>
        <translation>L&apos;horloge de cette machine a {minutes} min {direction} par rapport à celle du site primaire.</translation>
    </message>
    <message>
        <source>Correct date, time and time zone of this machine, best by letting it set them from the network.</source>
        <translation>Corrigez la date, l&apos;heure et le fuseau horaire de cette machine&#xa0;; le mieux est de la laisser les régler par le réseau.</translation>
    </message>
    <message>
        <source>The line to the primary is slow: {bytesPerSecond} a second, {roundTripMs} ms there and back.</source>
        <translation>La ligne vers le site primaire est lente&#xa0;: {bytesPerSecond} par seconde, {roundTripMs} ms aller et retour.</translation>
    </message>
    <message>
        <source>Synchronisation works but takes longer. Leave the sync request size on Automatic.</source>
        <translation>La synchronisation fonctionne mais dure plus longtemps. Laissez la taille des requêtes sur Automatique.</translation>
    </message>
    <message>
        <source>Node.js, which the preference asks for, is not installed.</source>
        <translation>Node.js, que la préférence demande, n&apos;est pas installé.</translation>
    </message>
    <message>
        <source>Install Node.js on this machine, or switch off &quot;Use js node HTTP client&quot;.</source>
        <translation>Installez Node.js sur cette machine, ou désactivez «&#xa0;Utiliser le client HTTP js node&#xa0;».</translation>
    </message>
    <message>
        <source>Node.js[ {version}] is too old[; {needed} or newer is needed].</source>
        <translation>Node.js[ {version}] est trop ancien[&#xa0;; il faut {needed} ou plus récent].</translation>
    </message>
    <message>
        <source>Install a newer Node.js on this machine, or switch off &quot;Use js node HTTP client&quot;.</source>
        <translation>Installez un Node.js plus récent sur cette machine, ou désactivez «&#xa0;Utiliser le client HTTP js node&#xa0;».</translation>
    </message>
    <message>
        <source>The Node.js HTTP client failed[: {why}].</source>
        <translation>Le client HTTP Node.js a échoué[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Switch off &quot;Use js node HTTP client&quot; and try again.</source>
        <translation>Désactivez «&#xa0;Utiliser le client HTTP js node&#xa0;» et réessayez.</translation>
    </message>
    <message>
        <source>The primary knows no site with this user name[: &quot;{userName}&quot;].</source>
        <translation>Le site primaire ne connaît aucun site avec ce nom d&apos;utilisateur[&#xa0;: «&#xa0;{userName}&#xa0;»].</translation>
    </message>
    <message>
        <source>Check the user name here for typing errors; if it is right, the primary&apos;s administrator has to add this site to the list.</source>
        <translation>Cherchez des fautes de frappe dans le nom d&apos;utilisateur&#xa0;; s&apos;il est juste, l&apos;administrateur du site primaire doit ajouter ce site à la liste.</translation>
    </message>
    <message>
        <source>The password of this site is wrong.</source>
        <translation>Le mot de passe de ce site est faux.</translation>
    </message>
    <message>
        <source>Enter the password that the primary has for this site; its administrator can set a new one.</source>
        <translation>Entrez le mot de passe que le site primaire a pour ce site&#xa0;; son administrateur peut en fixer un nouveau.</translation>
    </message>
    <message>
        <source>The primary knows this site on another machine.</source>
        <translation>Le site primaire connaît ce site sur une autre machine.</translation>
    </message>
    <message>
        <source>If this machine has replaced the other one, the primary&apos;s administrator has to clear the hardware ID of this site. Two machines must never synchronise as one site.</source>
        <translation>Si cette machine a remplacé l&apos;autre, l&apos;administrateur du site primaire doit effacer l&apos;ID de la machine de ce site. Deux machines ne doivent jamais se synchroniser comme un seul site.</translation>
    </message>
    <message>
        <source>No store is active on this site.</source>
        <translation>Aucun dépôt n&apos;est actif sur ce site.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to make a store active on this site.</source>
        <translation>L&apos;administrateur du site primaire doit rendre un dépôt actif sur ce site.</translation>
    </message>
    <message>
        <source>This program is too old for the primary[: it speaks version {version} of the protocol, at least {min} is needed].</source>
        <translation>Ce programme est trop ancien pour le site primaire[&#xa0;: il parle la version {version} du protocole, il faut au moins {min}].</translation>
    </message>
    <message>
        <source>Install a newer version of this program at this site.</source>
        <translation>Installez une version plus récente de ce programme sur ce site.</translation>
    </message>
    <message>
        <source>This program is too new for the primary[: it speaks version {version} of the protocol, the primary knows up to {max}].</source>
        <translation>Ce programme est trop récent pour le site primaire[&#xa0;: il parle la version {version} du protocole, le site primaire connaît jusqu&apos;à {max}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to update the primary, or to allow the newer version there.</source>
        <translation>L&apos;administrateur du site primaire doit mettre celui-ci à jour, ou y autoriser la version plus récente.</translation>
    </message>
    <message>
        <source>This program and the primary do not speak the same version of the protocol.</source>
        <translation>Ce programme et le site primaire ne parlent pas la même version du protocole.</translation>
    </message>
    <message>
        <source>Update the older one of the two; ask the primary&apos;s administrator which that is.</source>
        <translation>Mettez à jour le plus ancien des deux&#xa0;; demandez à l&apos;administrateur du site primaire lequel c&apos;est.</translation>
    </message>
    <message>
        <source>The primary is busy with this site.</source>
        <translation>Le site primaire est occupé avec ce site.</translation>
    </message>
    <message>
        <source>Nothing to do: synchronisation tries again by itself.</source>
        <translation>Rien à faire&#xa0;: la synchronisation réessaie d&apos;elle-même.</translation>
    </message>
    <message>
        <source>Synchronisation is turned off at the primary[: {why}].</source>
        <translation>La synchronisation est désactivée sur le site primaire[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>The primary takes long to store what was sent.</source>
        <translation>Le site primaire met longtemps à enregistrer ce qui a été envoyé.</translation>
    </message>
    <message>
        <source>Nothing to do: what was sent is there, and the next synchronisation fetches the rest.</source>
        <translation>Rien à faire&#xa0;: ce qui a été envoyé y est, et la prochaine synchronisation va chercher le reste.</translation>
    </message>
    <message>
        <source>The primary could not prepare the records of this site[: {why}].</source>
        <translation>Le site primaire n&apos;a pas pu préparer les enregistrements de ce site[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Try again; if it goes on, the primary&apos;s administrator has to look at the primary&apos;s log.</source>
        <translation>Réessayez&#xa0;; si cela continue, l&apos;administrateur du site primaire doit regarder dans le journal de celui-ci.</translation>
    </message>
    <message>
        <source>The request cannot be read[: {why}].</source>
        <translation>La requête est illisible[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Report this to whoever maintains the program that sent it.</source>
        <translation>Signalez-le à la personne qui s&apos;occupe du programme qui l&apos;a envoyée.</translation>
    </message>
    <message>
        <source>This primary has no such address[: {path}].</source>
        <translation>Ce site primaire n&apos;a pas cette adresse[&#xa0;: {path}].</translation>
    </message>
    <message>
        <source>Check the URL of the primary at the satellite: it consists of the name and the port only.</source>
        <translation>Vérifiez l&apos;URL du site primaire sur le satellite&#xa0;: elle se compose seulement du nom et du port.</translation>
    </message>
    <message>
        <source>This address does not accept that method[: {path} allows {allowed}].</source>
        <translation>Cette adresse n&apos;accepte pas cette méthode[&#xa0;: {path} permet {allowed}].</translation>
    </message>
    <message>
        <source>The request is larger than what this primary accepts[: {limit}].</source>
        <translation>La requête est plus grande que ce que ce site primaire accepte[&#xa0;: {limit}].</translation>
    </message>
    <message>
        <source>Choose a smaller sync request size at the satellite, or a higher limit at the primary.</source>
        <translation>Choisissez une taille des requêtes plus petite sur le satellite, ou une limite plus haute sur le site primaire.</translation>
    </message>
    <message>
        <source>The request has no user name and password.</source>
        <translation>La requête n&apos;a ni nom d&apos;utilisateur ni mot de passe.</translation>
    </message>
    <message>
        <source>Enter user name and password of this site in its preferences.</source>
        <translation>Entrez le nom d&apos;utilisateur et le mot de passe de ce site dans ses préférences.</translation>
    </message>
    <message>
        <source>The primary is not running, so no satellite can reach it[; {address} is free].</source>
        <translation>Le site primaire ne tourne pas, aucun satellite ne peut donc le joindre[&#xa0;; {address} est libre].</translation>
    </message>
    <message>
        <source>Start it with &quot;mailboatctl serve&quot;, or keep this program open.</source>
        <translation>Démarrez-le avec «&#xa0;mailboatctl serve&#xa0;», ou laissez ce programme ouvert.</translation>
    </message>
    <message>
        <source>The primary runs, but does not answer[ on {address}].</source>
        <translation>Le site primaire tourne, mais ne répond pas[ sur {address}].</translation>
    </message>
    <message>
        <source>It may have been started with another address: put that one into the preference &quot;listen&quot;, or start the primary again.</source>
        <translation>Il a peut-être été démarré avec une autre adresse&#xa0;: mettez celle-ci dans la préférence «&#xa0;listen&#xa0;», ou redémarrez le site primaire.</translation>
    </message>
    <message>
        <source>Satellites reach this primary by plain http: passwords and records can be read on their way.</source>
        <translation>Les satellites joignent ce site primaire par http sans chiffrement&#xa0;: les mots de passe et les enregistrements peuvent être lus en chemin.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no address to listen on.</source>
        <translation>«&#xa0;{value}&#xa0;» n&apos;est pas une adresse d&apos;écoute.</translation>
    </message>
    <message>
        <source>Give an IP address of this machine and a port, such as 127.0.0.1:2048.</source>
        <translation>Donnez une adresse IP de cette machine et un port, par exemple 127.0.0.1:2048.</translation>
    </message>
    <message>
        <source>Another program uses the address[ {address}] already.</source>
        <translation>Un autre programme utilise déjà l&apos;adresse[ {address}].</translation>
    </message>
    <message>
        <source>Stop the other program, or choose another port with --listen or the preference &quot;listen&quot;.</source>
        <translation>Arrêtez l&apos;autre programme, ou choisissez un autre port avec --listen ou la préférence «&#xa0;listen&#xa0;».</translation>
    </message>
    <message>
        <source>This user may not listen on the address[ {address}].</source>
        <translation>Cet utilisateur n&apos;a pas le droit d&apos;écouter sur l&apos;adresse[ {address}].</translation>
    </message>
    <message>
        <source>Choose a port from 1024 up, or have the system&apos;s administrator allow this one.</source>
        <translation>Choisissez un port à partir de 1024, ou faites autoriser celui-ci par l&apos;administrateur du système.</translation>
    </message>
    <message>
        <source>The certificate or key[ {path}] cannot be used[: {why}].</source>
        <translation>Le certificat ou la clé[ {path}] est inutilisable[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Give a certificate and the key that belongs to it, both as PEM files that you may read.</source>
        <translation>Donnez un certificat et la clé qui va avec, tous deux en fichiers PEM que vous avez le droit de lire.</translation>
    </message>
    <message>
        <source>The primary&apos;s certificate has expired[ ({until})].</source>
        <translation>Le certificat du site primaire a expiré[ ({until})].</translation>
    </message>
    <message>
        <source>The primary&apos;s list has no satellites.</source>
        <translation>La liste du site primaire n&apos;a aucun satellite.</translation>
    </message>
    <message>
        <source>Add each satellite with its Sync ID, user name and password.</source>
        <translation>Ajoutez chaque satellite avec son ID de synchro, son nom d&apos;utilisateur et son mot de passe.</translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has not been heard of for long[, not since {since}].</source>
        <translation>Le site dont l&apos;ID de synchro est {syncId} n&apos;a pas donné de nouvelles depuis longtemps[, plus depuis {since}].</translation>
    </message>
    <message>
        <source>Ask at that site whether its machine runs and has a connection; its own check says more.</source>
        <translation>Demandez à ce site si sa machine tourne et si elle est connectée&#xa0;; sa propre vérification en dit plus.</translation>
    </message>
    <message>
        <source>This machine&apos;s identity cannot be found out.</source>
        <translation>L&apos;identité de cette machine ne peut pas être déterminée.</translation>
    </message>
    <message>
        <source>The system&apos;s administrator has to see that the file /etc/machine-id is there and can be read.</source>
        <translation>L&apos;administrateur du système doit veiller à ce que le fichier /etc/machine-id existe et soit lisible.</translation>
    </message>
    <message>
        <source>Something went wrong in the primary[: {why}].</source>
        <translation>Quelque chose a mal tourné sur le site primaire[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator finds more in its log. Please report it to support.</source>
        <translation>L&apos;administrateur du site primaire trouve plus de détails dans son journal. Veuillez le signaler à l&apos;assistance.</translation>
    </message>
    <message>
        <source>Another version of this program noted an error here that this one does not know[: {text}].</source>
        <translation>Une autre version de ce programme a noté ici une erreur que celle-ci ne connaît pas[&#xa0;: {text}].</translation>
    </message>
    <message>
        <source>Install the newer version on this machine; it says what to do.</source>
        <translation>Installez la version plus récente sur cette machine&#xa0;; elle dit quoi faire.</translation>
    </message>
    <message>
        <source>The primary answered with an error that this program does not know[ (HTTP status {status})][: {text}].</source>
        <translation>Le site primaire a répondu par une erreur que ce programme ne connaît pas[ (statut HTTP {status})][&#xa0;: {text}].</translation>
    </message>
    <message>
        <source>Ask the primary&apos;s administrator what it means.</source>
        <translation>Demandez à l&apos;administrateur du site primaire ce qu&apos;elle signifie.</translation>
    </message>
    <message>
        <source>it nests deeper than %1 levels</source>
        <translation>il y a plus de %1 niveaux imbriqués</translation>
    </message>
    <message>
        <source>there is nothing in it</source>
        <translation>il n&apos;y a rien dedans</translation>
    </message>
    <message>
        <source>a string holds a line break or another control character</source>
        <translation>une chaîne contient un saut de ligne ou un autre caractère de contrôle</translation>
    </message>
    <message>
        <source>a string has no end</source>
        <translation>une chaîne n&apos;a pas de fin</translation>
    </message>
    <message>
        <source>a string has an escape that does not exist</source>
        <translation>une chaîne contient une séquence d&apos;échappement qui n&apos;existe pas</translation>
    </message>
    <message>
        <source>a number is written wrongly</source>
        <translation>un nombre est mal écrit</translation>
    </message>
    <message>
        <source>a word in it is neither true, false nor null</source>
        <translation>un mot n&apos;y est ni true, ni false, ni null</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>c&apos;est trop grand</translation>
    </message>
    <message>
        <source>brackets, commas or quotes are not where they belong</source>
        <translation>des crochets, des virgules ou des guillemets ne sont pas à leur place</translation>
    </message>
    <message>
        <source>it begins with a byte order mark</source>
        <translation>cela commence par un indicateur d&apos;ordre des octets</translation>
    </message>
    <message>
        <source>%1 is missing or is no text</source>
        <translation>%1 manque ou n&apos;est pas du texte</translation>
    </message>
    <message>
        <source>Asking the primary about this site</source>
        <translation>Demande au site primaire au sujet de ce site</translation>
    </message>
    <message>
        <source>Waiting for the primary to prepare this site&apos;s records</source>
        <translation>Attente que le site primaire prépare les enregistrements de ce site</translation>
    </message>
    <message>
        <source>Sending records</source>
        <translation>Envoi des enregistrements</translation>
    </message>
    <message>
        <source>Waiting for the primary to store them</source>
        <translation>Attente que le site primaire les enregistre</translation>
    </message>
    <message>
        <source>Receiving central records</source>
        <translation>Réception des enregistrements centraux</translation>
    </message>
    <message>
        <source>Receiving this site&apos;s records</source>
        <translation>Réception des enregistrements de ce site</translation>
    </message>
    <message>
        <source>Putting received records in their place</source>
        <translation>Mise en place des enregistrements reçus</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Terminé</translation>
    </message>
    <message>
        <source>Round trip: %1 ms</source>
        <translation>Aller et retour&#xa0;: %1 ms</translation>
    </message>
    <message>
        <source>Speed: %1 bytes a second</source>
        <translation>Débit&#xa0;: %1 octets par seconde</translation>
    </message>
    <message>
        <source>the compressed answer is damaged</source>
        <translation>la réponse compressée est endommagée</translation>
    </message>
    <message>
        <source>it is no HTTP</source>
        <translation>ce n&apos;est pas du HTTP</translation>
    </message>
    <message>
        <source>it did not start in time</source>
        <translation>il n&apos;a pas démarré à temps</translation>
    </message>
    <message>
        <source>it could not be started</source>
        <translation>il n&apos;a pas pu être démarré</translation>
    </message>
    <message>
        <source>what is installed as node is no Node.js</source>
        <translation>ce qui est installé sous le nom node n&apos;est pas Node.js</translation>
    </message>
    <message>
        <source>it was ended by the system or by somebody</source>
        <translation>il a été arrêté par le système ou par quelqu&apos;un</translation>
    </message>
    <message>
        <source>it ended by itself with status %1</source>
        <translation>il s&apos;est arrêté de lui-même avec le statut %1</translation>
    </message>
    <message>
        <source>it was damaged on the way</source>
        <translation>elle a été endommagée en chemin</translation>
    </message>
    <message>
        <source>%1 is missing or of the wrong type</source>
        <translation>%1 manque ou est du mauvais type</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>ce n&apos;est pas un objet JSON</translation>
    </message>
    <message>
        <source>that is no name of a computer</source>
        <translation>ce n&apos;est pas un nom d&apos;ordinateur</translation>
    </message>
    <message>
        <source>that is no complete IP address</source>
        <translation>ce n&apos;est pas une adresse IP complète</translation>
    </message>
    <message>
        <source>a port is a number up to 65535</source>
        <translation>un port est un nombre jusqu&apos;à 65535</translation>
    </message>
    <message>
        <source>there is no address in it</source>
        <translation>il n&apos;y a pas d&apos;adresse dedans</translation>
    </message>
    <message>
        <source>it holds a space, or a character that no address has</source>
        <translation>il y a une espace, ou un caractère qu&apos;aucune adresse n&apos;a</translation>
    </message>
    <message>
        <source>an IPv6 address stands in brackets, as in [fd00::5]:2048</source>
        <translation>une adresse IPv6 s&apos;écrit entre crochets, par exemple [fd00::5]:2048</translation>
    </message>
    <message>
        <source>it has a quotation mark inside a field</source>
        <translation>il y a un guillemet à l&apos;intérieur d&apos;un champ</translation>
    </message>
    <message>
        <source>a quotation mark is not closed</source>
        <translation>un guillemet n&apos;est pas fermé</translation>
    </message>
    <message>
        <source>it has text after a closing quotation mark</source>
        <translation>il y a du texte après un guillemet fermant</translation>
    </message>
    <message>
        <source>this site</source>
        <translation>ce site</translation>
    </message>
    <message>
        <source>the hardware ID of a site is kept, and cleared, at the primary</source>
        <translation>l&apos;ID de la machine d&apos;un site est gardé, et effacé, sur le site primaire</translation>
    </message>
    <message>
        <source>The Sync ID is no whole number from 1 to 2147483647.</source>
        <translation>L&apos;ID de synchro n&apos;est pas un nombre entier de 1 à 2147483647.</translation>
    </message>
    <message>
        <source>The URL cannot be used: %1.</source>
        <translation>L&apos;URL est inutilisable&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The user name belongs to %1 already.</source>
        <translation>Le nom d&apos;utilisateur est déjà utilisé par %1.</translation>
    </message>
    <message>
        <source>The Sync ID belongs to another row, or to this site, already.</source>
        <translation>L&apos;ID de synchro est déjà celui d&apos;une autre ligne, ou de ce site.</translation>
    </message>
    <message>
        <source>The URL is the address of this site itself.</source>
        <translation>L&apos;URL est l&apos;adresse de ce site lui-même.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Ligne %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>the list of sites</source>
        <translation>la liste des sites</translation>
    </message>
    <message>
        <source>The row cannot be read: %1.</source>
        <translation>La ligne est illisible&#xa0;: %1.</translation>
    </message>
    <message>
        <source>The row has %1 fields instead of %2.</source>
        <translation>La ligne a %1 champs au lieu de %2.</translation>
    </message>
    <message>
        <source>The file must begin with the line %1</source>
        <translation>Le fichier doit commencer par la ligne %1</translation>
    </message>
    <message>
        <source>The file has more than %1 rows.</source>
        <translation>Le fichier a plus de %1 lignes.</translation>
    </message>
    <message>
        <source>at most max-version, which is %1</source>
        <translation>au plus max-version, soit %1</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>c&apos;est vide</translation>
    </message>
    <message>
        <source>it is longer than 100 characters</source>
        <translation>il y a plus de 100 caractères</translation>
    </message>
    <message>
        <source>it holds control characters</source>
        <translation>il y a des caractères de contrôle</translation>
    </message>
    <message>
        <source>it holds a colon</source>
        <translation>il y a un deux-points</translation>
    </message>
    <message>
        <source>it has a query (what follows the question mark)</source>
        <translation>elle a une requête (ce qui suit le point d&apos;interrogation)</translation>
    </message>
    <message>
        <source>it has a fragment (what follows the #)</source>
        <translation>elle a un fragment (ce qui suit le #)</translation>
    </message>
    <message>
        <source>it has a path; only the server itself is named</source>
        <translation>elle a un chemin&#xa0;; seul le serveur lui-même est nommé</translation>
    </message>
    <message>
        <source>a port is a number from 1 to 65535</source>
        <translation>un port est un nombre de 1 à 65535</translation>
    </message>
    <message>
        <source>that address stands for every address, not for one server</source>
        <translation>cette adresse désigne toutes les adresses, pas un serveur précis</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>c&apos;est trop long</translation>
    </message>
    <message>
        <source>it must begin with http:// or https://</source>
        <translation>elle doit commencer par http:// ou https://</translation>
    </message>
    <message>
        <source>it has a user name or password in it</source>
        <translation>elle contient un nom d&apos;utilisateur ou un mot de passe</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 à %2</translation>
    </message>
    <message>
        <source>%1 to %2 minutes</source>
        <translation>%1 à %2 minutes</translation>
    </message>
    <message>
        <source>%1 to %2 seconds</source>
        <translation>%1 à %2 secondes</translation>
    </message>
    <message>
        <source>%1 to %2 MiB</source>
        <translation>%1 à %2 Mio</translation>
    </message>
    <message>
        <source>1 to 10000 records, or 0 for automatic</source>
        <translation>1 à 10000 enregistrements, ou 0 pour automatique</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true ou false</translation>
    </message>
    <message>
        <source>address:port, as in 127.0.0.1:2048, 0.0.0.0:2048 or [::]:2048</source>
        <translation>adresse:port, par exemple 127.0.0.1:2048, 0.0.0.0:2048 ou [::]:2048</translation>
    </message>
    <message>
        <source>the URL at which satellites reach this primary, or nothing</source>
        <translation>l&apos;URL à laquelle les satellites joignent ce site primaire, ou rien</translation>
    </message>
    <message>
        <source>%1 to %2 days</source>
        <translation>%1 à %2 jours</translation>
    </message>
    <message>
        <source>it is longer than 200 characters</source>
        <translation>il y a plus de 200 caractères</translation>
    </message>
    <message>
        <source>the expiry date must be given as 2026-12-31 or 2026-12-31T18:00Z</source>
        <translation>la date d&apos;expiration s&apos;écrit comme 2026-12-31 ou 2026-12-31T18:00Z</translation>
    </message>
    <message>
        <source>a label has 1 to 100 characters, without control characters</source>
        <translation>un libellé a 1 à 100 caractères, sans caractères de contrôle</translation>
    </message>
    <message>
        <source>this datafile has authorisation codes already</source>
        <translation>ce fichier de données a déjà des codes d&apos;autorisation</translation>
    </message>
    <message>
        <source>The primary answers on %1.</source>
        <translation>Le site primaire répond sur %1.</translation>
    </message>
    <message>
        <source>Plain http here; satellites come by https through %1.</source>
        <translation>http sans chiffrement ici&#xa0;; les satellites viennent par https à travers %1.</translation>
    </message>
    <message>
        <source>Plain http, on this machine only.</source>
        <translation>http sans chiffrement, sur cette machine seulement.</translation>
    </message>
    <message>
        <source>Satellites on the list: %1</source>
        <translation>Satellites dans la liste&#xa0;: %1</translation>
    </message>
    <message>
        <source>Every satellite has come within a day.</source>
        <translation>Chaque satellite est venu depuis moins d&apos;un jour.</translation>
    </message>
    <message>
        <source>The primary runs, on a port of the system&apos;s choice.</source>
        <translation>Le site primaire tourne, sur un port choisi par le système.</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Rien à faire</translation>
    </message>
    <message>
        <source>A synchronisation of this site is running</source>
        <translation>Une synchronisation de ce site est en cours</translation>
    </message>
    <message>
        <source>Records of this site are being integrated</source>
        <translation>Les enregistrements de ce site sont en cours d&apos;intégration</translation>
    </message>
    <message>
        <source>The queue of this site is being filled</source>
        <translation>La file d&apos;attente de ce site est en cours de remplissage</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>C&apos;est un dossier.</translation>
    </message>
    <message>
        <source>It is no file.</source>
        <translation>Ce n&apos;est pas un fichier.</translation>
    </message>
    <message>
        <source>site %1</source>
        <translation>le site %1</translation>
    </message>
    <message>
        <source>A part of the change failed.</source>
        <translation>Une partie de la modification a échoué.</translation>
    </message>
    <message>
        <source>This page connects the sites of your organisation. One of them, the primary, keeps everybody&apos;s records in step; all others are satellites and exchange their records with it. Whatever you change here takes effect when you press OK; Cancel leaves everything as it was.</source>
        <translation>Cette page relie les sites de votre organisation. L&apos;un d&apos;eux, le site primaire, tient les enregistrements de tous au même point&#xa0;; tous les autres sont des satellites et échangent leurs enregistrements avec lui. Ce que vous modifiez ici prend effet quand vous appuyez sur OK&#xa0;; Annuler laisse tout tel quel.</translation>
    </message>
    <message>
        <source>First steps at the primary</source>
        <translation>Premiers pas sur le site primaire</translation>
    </message>
    <message>
        <source>Press &quot;Click to un-lock&quot; and enter an authorisation code.</source>
        <translation>Appuyez sur «&#xa0;Cliquer pour déverrouiller&#xa0;» et entrez un code d&apos;autorisation.</translation>
    </message>
    <message>
        <source>Enter 1 as &quot;Sync ID&quot;. That number makes this site the primary.</source>
        <translation>Entrez 1 comme «&#xa0;ID de synchro&#xa0;». Ce nombre fait de ce site le site primaire.</translation>
    </message>
    <message>
        <source>Add every satellite with &quot;+&quot;: give it a Sync ID from 2 up, a user name of its own and a password. Leave its URL empty: satellites call the primary, never the other way round.</source>
        <translation>Ajoutez chaque satellite avec «&#xa0;+&#xa0;»&#xa0;: donnez-lui un ID de synchro à partir de 2, un nom d&apos;utilisateur qui lui est propre et un mot de passe. Laissez son URL vide&#xa0;: ce sont les satellites qui appellent le site primaire, jamais l&apos;inverse.</translation>
    </message>
    <message>
        <source>Press OK. Give each satellite its Sync ID, its user name, its password and the address of this primary.</source>
        <translation>Appuyez sur OK. Donnez à chaque satellite son ID de synchro, son nom d&apos;utilisateur, son mot de passe et l&apos;adresse de ce site primaire.</translation>
    </message>
    <message>
        <source>First steps at a satellite</source>
        <translation>Premiers pas sur un satellite</translation>
    </message>
    <message>
        <source>Enter the &quot;Sync ID&quot; that the primary&apos;s administrator gave you.</source>
        <translation>Entrez l&apos;«&#xa0;ID de synchro&#xa0;» que l&apos;administrateur du site primaire vous a donné.</translation>
    </message>
    <message>
        <source>Add the primary with &quot;+&quot;: Sync ID 1, the user name and password that you were given, and the primary&apos;s address as URL.</source>
        <translation>Ajoutez le site primaire avec «&#xa0;+&#xa0;»&#xa0;: l&apos;ID de synchro 1, le nom d&apos;utilisateur et le mot de passe que vous avez reçus, et l&apos;adresse du site primaire comme URL.</translation>
    </message>
    <message>
        <source>Press &quot;Check connection&quot;. It changes nothing and says, step by step, what works and who has to do what where something does not.</source>
        <translation>Appuyez sur «&#xa0;Vérifier la connexion&#xa0;». Cela ne modifie rien et dit, étape par étape, ce qui fonctionne et qui doit faire quoi là où quelque chose ne fonctionne pas.</translation>
    </message>
    <message>
        <source>Press OK. The first synchronisation brings all records of this site and may take long; it goes on where it was, should the line break.</source>
        <translation>Appuyez sur OK. La première synchronisation apporte tous les enregistrements de ce site et peut durer longtemps&#xa0;; si la ligne est coupée, elle continue là où elle était.</translation>
    </message>
    <message>
        <source>The padlock</source>
        <translation>Le cadenas</translation>
    </message>
    <message>
        <source>While the padlock is red and closed, settings can be read but not changed. An authorisation code opens it; whoever set this site up has one. It closes again at OK, at Cancel, at &quot;Click to lock&quot; and after five minutes in which nobody does anything. What you have entered until then stays, and OK asks for the code again. Looking, searching, &quot;Check connection&quot;, &quot;Sync now&quot; and the time interval need no code.</source>
        <translation>Tant que le cadenas est rouge et fermé, les réglages peuvent être lus mais pas modifiés. Un code d&apos;autorisation l&apos;ouvre&#xa0;; la personne qui a configuré ce site en a un. Il se referme avec OK, avec Annuler, avec «&#xa0;Cliquer pour verrouiller&#xa0;» et après cinq minutes pendant lesquelles personne ne fait rien. Ce que vous avez entré jusque-là reste, et OK redemande le code. Regarder, chercher, «&#xa0;Vérifier la connexion&#xa0;», «&#xa0;Synchroniser maintenant&#xa0;» et l&apos;intervalle ne demandent pas de code.</translation>
    </message>
    <message>
        <source>This site</source>
        <translation>Ce site</translation>
    </message>
    <message>
        <source>Sync ID: the number of this site. 0: it does not synchronise. 1: it is the primary. 2 and up: it is a satellite. No two sites may have the same one.</source>
        <translation>ID de synchro&#xa0;: le numéro de ce site. 0&#xa0;: il ne se synchronise pas. 1&#xa0;: c&apos;est le site primaire. 2 et plus&#xa0;: c&apos;est un satellite. Deux sites ne peuvent pas avoir le même.</translation>
    </message>
    <message>
        <source>Sync time interval: how many minutes a satellite waits between two synchronisations. 0 pauses them once the records in hand have arrived; &quot;Sync now&quot; still works.</source>
        <translation>Intervalle de synchro&#xa0;: combien de minutes un satellite attend entre deux synchronisations. 0 les met en pause une fois arrivés les enregistrements en cours&#xa0;; «&#xa0;Synchroniser maintenant&#xa0;» fonctionne toujours.</translation>
    </message>
    <message>
        <source>Sync request size: how many records travel in one request at most. Leave it at automatic unless support asks for another value: it adapts to the line.</source>
        <translation>Taille des requêtes de synchro&#xa0;: combien d&apos;enregistrements voyagent au plus dans une requête. Laissez-la sur automatique, à moins que l&apos;assistance ne demande une autre valeur&#xa0;: elle s&apos;adapte à la ligne.</translation>
    </message>
    <message>
        <source>Use js node HTTP client: another way of calling the primary, which may work where the usual one does not. It needs Node.js on this machine.</source>
        <translation>Utiliser le client HTTP js node&#xa0;: une autre façon d&apos;appeler le site primaire, qui peut fonctionner là où la façon habituelle ne fonctionne pas. Il faut Node.js sur cette machine.</translation>
    </message>
    <message>
        <source>Check connection: tries everything that a synchronisation needs, with the values that the window shows, saved or not.</source>
        <translation>Vérifier la connexion&#xa0;: essaie tout ce qu&apos;il faut à une synchronisation, avec les valeurs que montre la fenêtre, enregistrées ou non.</translation>
    </message>
    <message>
        <source>Synchronize parameters</source>
        <translation>Paramètres de synchronisation</translation>
    </message>
    <message>
        <source>The list of the sites that this one knows: at a satellite the primary alone, at the primary all satellites. Type into the search field to see only those whose Sync ID or user name begins so; press a column&apos;s heading to sort by it, and again to reverse the order. Enter or a double click opens a row, Insert adds one, Delete removes those that are selected.</source>
        <translation>La liste des sites que celui-ci connaît&#xa0;: sur un satellite, le site primaire seul&#xa0;; sur le site primaire, tous les satellites. Tapez dans le champ de recherche pour ne voir que ceux dont l&apos;ID de synchro ou le nom d&apos;utilisateur commence ainsi&#xa0;; appuyez sur l&apos;en-tête d&apos;une colonne pour trier selon elle, et de nouveau pour inverser l&apos;ordre. Entrée ou un double clic ouvre une ligne, Inser en ajoute une, Suppr supprime celles qui sont sélectionnées.</translation>
    </message>
    <message>
        <source>Hardware ID: the primary notes each satellite&apos;s machine at its first contact and refuses any other. When a satellite moves to another machine, clear it at the primary.</source>
        <translation>ID de la machine&#xa0;: le site primaire note la machine de chaque satellite à son premier contact et refuse toute autre. Quand un satellite passe sur une autre machine, effacez-le sur le site primaire.</translation>
    </message>
    <message>
        <source>URL: belongs to the primary&apos;s row at a satellite. A URL in a primary&apos;s list turns synchronisation off until it is cleared.</source>
        <translation>URL&#xa0;: elle va dans la ligne du site primaire, sur un satellite. Une URL dans la liste d&apos;un site primaire désactive la synchronisation jusqu&apos;à ce qu&apos;elle soit effacée.</translation>
    </message>
    <message>
        <source>Generate sync records: sends again all that the other side should have. Use it when records are missing there. Nothing is lost or doubled.</source>
        <translation>Générer les enregistrements&#xa0;: renvoie tout ce que l&apos;autre bout doit avoir. À utiliser quand des enregistrements y manquent. Rien n&apos;est perdu ni doublé.</translation>
    </message>
    <message>
        <source>Retrieve sync records: asks the other side to send again all that this one should have. Use it when records are missing here, and after a backup was put back.</source>
        <translation>Récupérer les enregistrements&#xa0;: demande à l&apos;autre bout de renvoyer tout ce que celui-ci doit avoir. À utiliser quand des enregistrements manquent ici, et après le retour d&apos;une sauvegarde.</translation>
    </message>
    <message>
        <source>If it does not work</source>
        <translation>Si cela ne fonctionne pas</translation>
    </message>
    <message>
        <source>Press &quot;Check connection&quot; and do what its advice says. A failure that may pass by itself is tried again without your doing anything.</source>
        <translation>Appuyez sur «&#xa0;Vérifier la connexion&#xa0;» et suivez le conseil donné. Un échec qui peut passer de lui-même est réessayé sans que vous ayez à agir.</translation>
    </message>
    <message>
        <source>If that does not help, press &quot;Copy report&quot; and send the report to your support. It holds no password and no code.</source>
        <translation>Si cela n&apos;aide pas, appuyez sur «&#xa0;Copier le rapport&#xa0;» et envoyez le rapport à votre assistance. Il ne contient ni mot de passe ni code.</translation>
    </message>
    <message>
        <source>Records that wait to be sent are safe: they are kept on this machine until the primary has confirmed that it has them.</source>
        <translation>Les enregistrements qui attendent d&apos;être envoyés sont en sécurité&#xa0;: ils sont gardés sur cette machine jusqu&apos;à ce que le site primaire ait confirmé qu&apos;il les a.</translation>
    </message>
    <message>
        <source>Help for the page Synchronise</source>
        <translation>Aide de la page Synchronisation</translation>
    </message>
    <message>
        <source>Address of the primary</source>
        <translation>Adresse du site primaire</translation>
    </message>
    <message>
        <source>Finding the address by its name</source>
        <translation>Recherche de l&apos;adresse par son nom</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Encryption and certificate</source>
        <translation>Chiffrement et certificat</translation>
    </message>
    <message>
        <source>Answer from a primary</source>
        <translation>Réponse d&apos;un site primaire</translation>
    </message>
    <message>
        <source>User name and password</source>
        <translation>Nom d&apos;utilisateur et mot de passe</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Cette machine</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>Horloges</translation>
    </message>
    <message>
        <source>This site at the primary</source>
        <translation>Ce site sur le site primaire</translation>
    </message>
    <message>
        <source>Listening for satellites</source>
        <translation>Écoute des satellites</translation>
    </message>
    <message>
        <source>List of sites</source>
        <translation>Liste des sites</translation>
    </message>
    <message>
        <source>Last contacts of the sites</source>
        <translation>Derniers contacts des sites</translation>
    </message>
    <message>
        <source>Locked. To change this, press &quot;Click to un-lock&quot; first.</source>
        <translation>Verrouillé. Pour modifier ceci, appuyez d&apos;abord sur «&#xa0;Cliquer pour déverrouiller&#xa0;».</translation>
    </message>
    <message>
        <source>A preference was changed</source>
        <translation>Une préférence a été modifiée</translation>
    </message>
    <message>
        <source>A site was added</source>
        <translation>Un site a été ajouté</translation>
    </message>
    <message>
        <source>A site was changed</source>
        <translation>Un site a été modifié</translation>
    </message>
    <message>
        <source>A site was removed</source>
        <translation>Un site a été retiré</translation>
    </message>
    <message>
        <source>An authorisation code was made</source>
        <translation>Un code d&apos;autorisation a été créé</translation>
    </message>
    <message>
        <source>An authorisation code was revoked</source>
        <translation>Un code d&apos;autorisation a été révoqué</translation>
    </message>
    <message>
        <source>An authorisation code was tried</source>
        <translation>Un code d&apos;autorisation a été essayé</translation>
    </message>
    <message>
        <source>The authorisation code had expired</source>
        <translation>Le code d&apos;autorisation avait expiré</translation>
    </message>
    <message>
        <source>An authorisation code was accepted</source>
        <translation>Un code d&apos;autorisation a été accepté</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>Échec.</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>Arrêtée.</translation>
    </message>
    <message>
        <source>Records sent: %1, received: %2, of which could not be taken: %3.</source>
        <translation>Enregistrements envoyés&#xa0;: %1, reçus&#xa0;: %2, dont n&apos;ont pas pu être pris&#xa0;: %3.</translation>
    </message>
    <message>
        <source>There was nothing to send or to receive.</source>
        <translation>Il n&apos;y avait rien à envoyer ni à recevoir.</translation>
    </message>
    <message>
        <source>Records sent: %1, received: %2.</source>
        <translation>Enregistrements envoyés&#xa0;: %1, reçus&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Begun: %1</source>
        <translation>Début&#xa0;: %1</translation>
    </message>
    <message>
        <source>Asked for by hand.</source>
        <translation>Demandée à la main.</translation>
    </message>
    <message>
        <source>Run by itself.</source>
        <translation>Lancée d&apos;elle-même.</translation>
    </message>
    <message>
        <source>Central records received: %1</source>
        <translation>Enregistrements centraux reçus&#xa0;: %1</translation>
    </message>
    <message>
        <source>Records of this site received: %1</source>
        <translation>Enregistrements de ce site reçus&#xa0;: %1</translation>
    </message>
    <message>
        <source>Requests: %1</source>
        <translation>Requêtes&#xa0;: %1</translation>
    </message>
    <message>
        <source>Seconds: %1</source>
        <translation>Secondes&#xa0;: %1</translation>
    </message>
    <message>
        <source>It ended at: %1</source>
        <translation>Elle s&apos;est arrêtée à&#xa0;: %1</translation>
    </message>
    <message>
        <source>Synchronisation is not set up: the Sync ID of this site is 0.</source>
        <translation>La synchronisation n&apos;est pas configurée&#xa0;: l&apos;ID de synchro de ce site est 0.</translation>
    </message>
    <message>
        <source>Synchronisation is off: the list has no primary with a URL and a password.</source>
        <translation>La synchronisation est désactivée&#xa0;: la liste n&apos;a pas de site primaire avec une URL et un mot de passe.</translation>
    </message>
    <message>
        <source>Synchronisation is off: a site on this primary&apos;s list has a URL.</source>
        <translation>La synchronisation est désactivée&#xa0;: un site de la liste de ce site primaire a une URL.</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: another primary answers than before.</source>
        <translation>La synchronisation s&apos;est arrêtée&#xa0;: un autre site primaire qu&apos;avant répond.</translation>
    </message>
    <message>
        <source>The last synchronisation was stopped.</source>
        <translation>La dernière synchronisation a été arrêtée.</translation>
    </message>
    <message>
        <source>Synchronisation is running.</source>
        <translation>La synchronisation est en cours.</translation>
    </message>
    <message>
        <source>This primary answers its sites.</source>
        <translation>Ce site primaire répond à ses sites.</translation>
    </message>
    <message>
        <source>This primary does not answer its sites: it is not running.</source>
        <translation>Ce site primaire ne répond pas à ses sites&#xa0;: il ne tourne pas.</translation>
    </message>
    <message>
        <source>Synchronisation is not running on this machine.</source>
        <translation>La synchronisation ne tourne pas sur cette machine.</translation>
    </message>
    <message>
        <source>This site has not received all its records from the primary yet.</source>
        <translation>Ce site n&apos;a pas encore reçu tous ses enregistrements du site primaire.</translation>
    </message>
    <message>
        <source>Synchronisation works, but one record could not be taken.</source>
        <translation>La synchronisation fonctionne, mais un enregistrement n&apos;a pas pu être pris.</translation>
    </message>
    <message numerus="yes">
        <source>Synchronisation works, but %Ln records could not be taken.</source>
        <translation>
            <numerusform>La synchronisation fonctionne, mais %Ln enregistrement n&apos;a pas pu être pris.</numerusform>
            <numerusform>La synchronisation fonctionne, mais %Ln enregistrements n&apos;ont pas pu être pris.</numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronisation works.</source>
        <translation>La synchronisation fonctionne.</translation>
    </message>
    <message>
        <source>This site has never synchronised.</source>
        <translation>Ce site ne s&apos;est jamais synchronisé.</translation>
    </message>
    <message>
        <source>Last try: %1. It has never succeeded.</source>
        <translation>Dernier essai&#xa0;: %1. Il n&apos;y a jamais eu de succès.</translation>
    </message>
    <message>
        <source>Last try: %1. Last success: %2.</source>
        <translation>Dernier essai&#xa0;: %1. Dernier succès&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Last synchronised: %1.</source>
        <translation>Dernière synchronisation&#xa0;: %1.</translation>
    </message>
    <message>
        <source>No records wait for the sites.</source>
        <translation>Aucun enregistrement n&apos;attend pour les sites.</translation>
    </message>
    <message>
        <source>One record waits for its site.</source>
        <translation>Un enregistrement attend pour son site.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait for their sites.</source>
        <translation>
            <numerusform>%Ln enregistrement attend pour son site.</numerusform>
            <numerusform>%Ln enregistrements attendent pour leurs sites.</numerusform>
        </translation>
    </message>
    <message>
        <source>No records wait to be sent.</source>
        <translation>Aucun enregistrement n&apos;attend d&apos;être envoyé.</translation>
    </message>
    <message>
        <source>One record waits to be sent.</source>
        <translation>Un enregistrement attend d&apos;être envoyé.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait to be sent.</source>
        <translation>
            <numerusform>%Ln enregistrement attend d&apos;être envoyé.</numerusform>
            <numerusform>%Ln enregistrements attendent d&apos;être envoyés.</numerusform>
        </translation>
    </message>
    <message>
        <source>One record waits to be sent, for %1.</source>
        <translation>Un enregistrement attend d&apos;être envoyé, depuis %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait to be sent, the oldest for %1.</source>
        <translation>
            <numerusform>%Ln enregistrement attend d&apos;être envoyé, depuis %1.</numerusform>
            <numerusform>%Ln enregistrements attendent d&apos;être envoyés, le plus ancien depuis %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing runs by itself until this window or the service &quot;mailboatctl serve&quot; does it.</source>
        <translation>Rien ne se fait tout seul tant que cette fenêtre ou le service «&#xa0;mailboatctl serve&#xa0;» ne s&apos;en charge pas.</translation>
    </message>
    <message>
        <source>Next synchronisation: %1.</source>
        <translation>Prochaine synchronisation&#xa0;: %1.</translation>
    </message>
    <message>
        <source>A primary answers its sites; they synchronise with it.</source>
        <translation>Un site primaire répond à ses sites&#xa0;; ce sont eux qui se synchronisent avec lui.</translation>
    </message>
    <message>
        <source>%1 records, %2 a second</source>
        <translation>%1 enregistrements, %2 par seconde</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 enregistrements</translation>
    </message>
    <message>
        <source>%1 of %2 records</source>
        <translation>%1 enregistrements sur %2</translation>
    </message>
    <message>
        <source>%1 of %2 records, %3 a second</source>
        <translation>%1 enregistrements sur %2, %3 par seconde</translation>
    </message>
    <message>
        <source>%1 of %2 records, %3 a second, about %4 left</source>
        <translation>%1 enregistrements sur %2, %3 par seconde, encore %4 environ</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Bien</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>à l&apos;instant</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>il y a une minute</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes ago</source>
        <translation>
            <numerusform>il y a %Ln minute</numerusform>
            <numerusform>il y a %Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>il y a une heure</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours ago</source>
        <translation>
            <numerusform>il y a %Ln heure</numerusform>
            <numerusform>il y a %Ln heures</numerusform>
        </translation>
    </message>
    <message>
        <source>a day ago</source>
        <translation>il y a un jour</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days ago</source>
        <translation>
            <numerusform>il y a %Ln jour</numerusform>
            <numerusform>il y a %Ln jours</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message>
        <source>in less than a minute</source>
        <translation>dans moins d&apos;une minute</translation>
    </message>
    <message>
        <source>in a minute</source>
        <translation>dans une minute</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln minutes</source>
        <translation>
            <numerusform>dans %Ln minute</numerusform>
            <numerusform>dans %Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>in an hour</source>
        <translation>dans une heure</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln hours</source>
        <translation>
            <numerusform>dans %Ln heure</numerusform>
            <numerusform>dans %Ln heures</numerusform>
        </translation>
    </message>
    <message>
        <source>in a day</source>
        <translation>dans un jour</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <translation>
            <numerusform>dans %Ln jour</numerusform>
            <numerusform>dans %Ln jours</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>moins d&apos;une seconde</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>une seconde</translation>
    </message>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>%Ln seconde</numerusform>
            <numerusform>%Ln secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>une minute</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>une heure</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln heure</numerusform>
            <numerusform>%Ln heures</numerusform>
        </translation>
    </message>
    <message>
        <source>a day</source>
        <translation>un jour</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln jour</numerusform>
            <numerusform>%Ln jours</numerusform>
        </translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>No synchronisation has succeeded yet; the first one failed on %1.</source>
        <translation>Aucune synchronisation n&apos;a encore réussi&#xa0;; la première a échoué le %1.</translation>
    </message>
    <message>
        <source>No synchronisation has succeeded for a day, since %1.</source>
        <translation>Aucune synchronisation n&apos;a réussi depuis un jour, depuis le %1.</translation>
    </message>
    <message>
        <source>Synchronisation is paused; the last one that succeeded was a day ago, on %1.</source>
        <translation>La synchronisation est en pause&#xa0;; la dernière réussie date d&apos;il y a un jour, le %1.</translation>
    </message>
    <message>
        <source>Synchronisation fails.</source>
        <translation>La synchronisation échoue.</translation>
    </message>
    <message>
        <source>Synchronisation has failed since %1, and waiting does not mend it.</source>
        <translation>La synchronisation échoue depuis le %1, et attendre n&apos;y change rien.</translation>
    </message>
    <message>
        <source>Synchronisation has failed again and again since %1.</source>
        <translation>La synchronisation échoue encore et encore depuis le %1.</translation>
    </message>
    <message>
        <source>The last synchronisation failed; it is tried again by itself.</source>
        <translation>La dernière synchronisation a échoué&#xa0;; elle est réessayée d&apos;elle-même.</translation>
    </message>
    <message>
        <source>There is no display to show a window on. &quot;mailboatctl&quot; does everything without one.</source>
        <translation>Il n&apos;y a pas d&apos;écran où montrer une fenêtre. «&#xa0;mailboatctl&#xa0;» fait tout sans fenêtre.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator knows the reason and has to turn it on again.</source>
        <translation>L&apos;administrateur du site primaire en connaît la raison et doit la réactiver.</translation>
    </message>
    <message>
        <source>Round trip: not measured</source>
        <translation>Aller et retour&#xa0;: non mesuré</translation>
    </message>
    <message>
        <source>Speed: not measured</source>
        <translation>Débit&#xa0;: non mesuré</translation>
    </message>
    <message>
        <source>The proxy %1 looks it up.</source>
        <translation>Le proxy %1 cherche l&apos;adresse.</translation>
    </message>
    <message>
        <source>An HTTP server answers.</source>
        <translation>Un serveur HTTP répond.</translation>
    </message>
    <message>
        <source>Signed in as %1.</source>
        <translation>Identifié comme %1.</translation>
    </message>
    <message>
        <source>This machine is accepted. This primary is no Mailboat: the first contact, a check too, may have bound the site to this machine.</source>
        <translation>Cette machine est acceptée. Ce site primaire n&apos;est pas un Mailboat&#xa0;: le premier contact, même une vérification, a pu lier le site à cette machine.</translation>
    </message>
    <message>
        <source>This machine is accepted.</source>
        <translation>Cette machine est acceptée.</translation>
    </message>
    <message>
        <source>Version %1 of the protocol is accepted.</source>
        <translation>La version %1 du protocole est acceptée.</translation>
    </message>
    <message>
        <source>The primary does not say what time it is.</source>
        <translation>Le site primaire ne dit pas l&apos;heure qu&apos;il est.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is right to %1 s.</source>
        <translation>L&apos;horloge de cette machine est juste à %1 s près.</translation>
    </message>
    <message>
        <source>The primary knows this site as %1.</source>
        <translation>Le site primaire connaît ce site sous le nom %1.</translation>
    </message>
    <message>
        <source>Secured with %1; the certificate is valid until %2.</source>
        <translation>Sécurisé avec %1&#xa0;; le certificat est valable jusqu&apos;au %2.</translation>
    </message>
    <message>
        <source>%1 is an address, there is nothing to look up.</source>
        <translation>%1 est une adresse, il n&apos;y a rien à chercher.</translation>
    </message>
    <message>
        <source>%1 has the address %2.</source>
        <translation>%1 a l&apos;adresse %2.</translation>
    </message>
    <message>
        <source>The proxy %1 answers on port %2.</source>
        <translation>Le proxy %1 répond sur le port %2.</translation>
    </message>
    <message>
        <source>%1 answers on port %2.</source>
        <translation>%1 répond sur le port %2.</translation>
    </message>
    <message>
        <source>this site is no primary any more</source>
        <translation>ce site n&apos;est plus un site primaire</translation>
    </message>
    <message>
        <source>its list has a URL for Sync ID %1</source>
        <translation>sa liste a une URL pour l&apos;ID de synchro %1</translation>
    </message>
    <message>
        <source>The other HTTP client fails as well: %1</source>
        <translation>L&apos;autre client HTTP échoue aussi&#xa0;: %1</translation>
    </message>
    <message>
        <source>The other HTTP client gets through: switch on &quot;Use js node HTTP client&quot;.</source>
        <translation>L&apos;autre client HTTP passe&#xa0;: activez «&#xa0;Utiliser le client HTTP js node&#xa0;».</translation>
    </message>
    <message>
        <source>The other HTTP client gets through: switch off &quot;Use js node HTTP client&quot;.</source>
        <translation>L&apos;autre client HTTP passe&#xa0;: désactivez «&#xa0;Utiliser le client HTTP js node&#xa0;».</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Utilisation</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>an argument is not UTF-8 text</source>
        <translation>un argument n&apos;est pas du texte UTF-8</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2 is needed</source>
        <translation>il faut un nombre entier de %1 à %2</translation>
    </message>
    <message>
        <source>the name of a command is missing</source>
        <translation>il manque le nom d&apos;une commande</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>il manque %1</translation>
    </message>
    <message>
        <source>%1 may be given only once</source>
        <translation>%1 ne peut être donné qu&apos;une fois</translation>
    </message>
    <message>
        <source>%1 needs a value</source>
        <translation>%1 demande une valeur</translation>
    </message>
    <message>
        <source>%1 and %2 cannot be given together</source>
        <translation>%1 et %2 ne peuvent pas être donnés ensemble</translation>
    </message>
    <message>
        <source>%1 needs %2 as well</source>
        <translation>%1 demande aussi %2</translation>
    </message>
    <message>
        <source>an option that takes no value was given one</source>
        <translation>une option qui ne prend pas de valeur en a reçu une</translation>
    </message>
    <message>
        <source>This site cannot be a {role} with the list as it is. These rows do not fit: {rows}.</source>
        <translation>Ce site ne peut pas avoir le rôle «&#xa0;{role}&#xa0;» avec la liste telle qu&apos;elle est. Ces lignes ne conviennent pas&#xa0;: {rows}.</translation>
    </message>
    <message>
        <source>The record[ {id} of {table}] belongs to {owner}, so it cannot be changed here.</source>
        <translation>L&apos;enregistrement[ {id} de {table}] a pour propriétaire {owner} et ne peut donc pas être modifié ici.</translation>
    </message>
    <message>
        <source>the file of the certificate holds none in PEM format</source>
        <translation>le fichier du certificat n&apos;en contient aucun au format PEM</translation>
    </message>
    <message>
        <source>the key is protected by a password</source>
        <translation>la clé est protégée par un mot de passe</translation>
    </message>
    <message>
        <source>the file of the key holds none in PEM format</source>
        <translation>le fichier de la clé n&apos;en contient aucune au format PEM</translation>
    </message>
    <message>
        <source>Nothing can be made in the folder[ {path}][: {why}].</source>
        <translation>Rien ne peut être créé dans le dossier[ {path}][&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, then try again.</source>
        <translation>Choisissez un dossier où vous avez le droit d&apos;écrire, puis réessayez.</translation>
    </message>
    <message>
        <source>The authorisation code is wrong.[ Tries left before a pause: {left}.][ The next try is possible in {seconds} s.]</source>
        <translation>Le code d&apos;autorisation est faux.[ Essais restants avant une pause&#xa0;: {left}.][ Le prochain essai est possible dans {seconds} s.]</translation>
    </message>
    <message>
        <source>Enter 1 for the primary, or a number from 2 up for a satellite.</source>
        <translation>Entrez 1 pour le site primaire, ou un nombre à partir de 2 pour un satellite.</translation>
    </message>
    <message>
        <source>Enter the satellite&apos;s Sync ID, a whole number from 2 up.</source>
        <translation>Entrez l&apos;ID de synchro du satellite, un nombre entier à partir de 2.</translation>
    </message>
    <message>
        <source>Enter 1: a satellite lists the primary alone.</source>
        <translation>Entrez 1&#xa0;: la liste d&apos;un satellite ne contient que le site primaire.</translation>
    </message>
    <message>
        <source>Choose a user name for the satellite; the same one has to be entered there.</source>
        <translation>Choisissez un nom d&apos;utilisateur pour le satellite&#xa0;; le même doit y être entré.</translation>
    </message>
    <message>
        <source>Leave the URL empty: satellites call the primary, which needs no URL for them.</source>
        <translation>Laissez l&apos;URL vide&#xa0;: les satellites appellent le site primaire, qui n&apos;a pas besoin d&apos;URL pour eux.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The program that synchronises this datafile does not react.</source>
        <translation>Le programme qui synchronise ce fichier de données ne réagit pas.</translation>
    </message>
    <message>
        <source>It may have been stopped: end it and start it again, then try again. Nothing is lost.</source>
        <translation>Il a peut-être été suspendu&#xa0;: terminez-le et relancez-le, puis réessayez. Rien n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Give yourself the right to write to the file and to its folder, or end the write protection of the disk, then try again.</source>
        <translation>Donnez-vous le droit d&apos;écrire dans le fichier et dans son dossier, ou levez la protection en écriture du disque, puis réessayez.</translation>
    </message>
    <message>
        <source>This window tries to start it again and again, by itself.</source>
        <translation>Cette fenêtre essaie sans cesse de le relancer, d&apos;elle-même.</translation>
    </message>
    <message>
        <source>The datafile of this site cannot be used at the moment.</source>
        <translation>Le fichier de données de ce site est inutilisable pour le moment.</translation>
    </message>
    <message>
        <source>The authorisation code could not be shown, so nothing was kept: the datafile %1 was taken away again.</source>
        <translation>Le code d&apos;autorisation n&apos;a pas pu être affiché, donc rien n&apos;a été conservé&#xa0;: le fichier de données %1 a été retiré.</translation>
    </message>
    <message>
        <source>The code just shown is its authorisation code. Write it down: it is shown only this once.</source>
        <translation>Le code qui vient d&apos;être affiché est son code d&apos;autorisation. Notez-le&#xa0;: il n&apos;est affiché que cette fois.</translation>
    </message>
    <message>
        <source>the key does not belong to the certificate</source>
        <translation>la clé ne correspond pas au certificat</translation>
    </message>
    <message>
        <source>TLS cannot use them (%1)</source>
        <translation>TLS ne peut pas s&apos;en servir (%1)</translation>
    </message>
    <message>
        <source>How synchronisation stands is being read…</source>
        <translation>Lecture de l&apos;état de la synchronisation…</translation>
    </message>
    <message>
        <source>The record[ {id} of {table}] calls itself &quot;{value}&quot; in its own data, under {field}.</source>
        <translation>L&apos;enregistrement[ {id} de {table}] s&apos;appelle «&#xa0;{value}&#xa0;» dans ses propres données, sous {field}.</translation>
    </message>
    <message>
        <source>Programs keep a record under the name in its data, so that it would take another one&apos;s place. Correct one of the two where the record was made. Nothing was changed.</source>
        <translation>Les programmes gardent un enregistrement sous le nom qui figure dans ses données&#xa0;: il prendrait la place d&apos;un autre. Corrigez l&apos;un des deux là où l&apos;enregistrement a été créé. Rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>one of these is needed: %1</source>
        <translation>il faut l&apos;une de ces valeurs&#xa0;: %1</translation>
    </message>
    <message>
        <source>At a primary: whether this site may go on without naming its machine once one is recorded; for a tool that has no hardware ID</source>
        <translation>Sur un primaire&#xa0;: si ce site peut continuer sans nommer sa machine une fois qu&apos;une est enregistrée&#xa0;; pour un outil qui n&apos;a pas d&apos;ID matériel</translation>
    </message>
    <message>
        <source>A site called without naming its machine</source>
        <translation>Un site a appelé sans nommer sa machine</translation>
    </message>
    <message>
        <source>Another machine called as a site</source>
        <translation>Une autre machine a appelé au nom d&apos;un site</translation>
    </message>
    <message>
        <source>A site called from an address not seen before</source>
        <translation>Un site a appelé depuis une adresse jamais vue</translation>
    </message>
    <message>
        <source>A date in the past is refused; a date lasts to its end on this machine. JSON: {&quot;label&quot;,&quot;code&quot;,&quot;expires&quot;}.</source>
        <translation>Une date passée est refusée&#xa0;; une date vaut jusqu&apos;à sa fin sur cette machine. JSON&#xa0;: {&quot;label&quot;,&quot;code&quot;,&quot;expires&quot;}.</translation>
    </message>
    <message>
        <source>The new code could not be shown, so it was revoked again.</source>
        <translation>Le nouveau code n&apos;a pas pu être affiché, il a donc été révoqué aussitôt.</translation>
    </message>
    <message>
        <source>it is not UTF-16 text</source>
        <translation>ce n&apos;est pas du texte UTF-16</translation>
    </message>
    <message>
        <source>it is shorter than 8 characters</source>
        <translation>il y a moins de 8 caractères</translation>
    </message>
    <message>
        <source>The key that passwords are sealed with on this machine cannot be used[: {path}: {why}].</source>
        <translation>La clé qui scelle les mots de passe sur cette machine ne peut pas être utilisée[&#xa0;: {path}&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>This machine&apos;s administrator has to see that whoever runs Mailboat may read and write there, or set XDG_STATE_HOME to another folder. A key that is damaged may be deleted; the password is then asked for again.</source>
        <translation>L&apos;administrateur de cette machine doit veiller à ce que le compte qui exécute Mailboat puisse y lire et y écrire, ou indiquer un autre dossier dans XDG_STATE_HOME. Une clé endommagée peut être supprimée&#xa0;; le mot de passe est alors redemandé.</translation>
    </message>
    <message>
        <source>The password of this site cannot be read here: it was sealed on another machine, or the key of this one is gone.</source>
        <translation>Le mot de passe de ce site ne peut pas être lu ici&#xa0;: il a été scellé sur une autre machine, ou la clé de celle-ci a disparu.</translation>
    </message>
    <message>
        <source>Enter the password of this site again, in the row of the primary or with &quot;mailboatctl peers edit 1 --password-file F&quot;; the primary&apos;s administrator knows it. Nothing else is lost.</source>
        <translation>Entrez de nouveau le mot de passe de ce site, dans la ligne du site primaire ou avec «&#xa0;mailboatctl peers edit 1 --password-file F&#xa0;»&#xa0;; l&apos;administrateur du site primaire le connaît. Rien d&apos;autre n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: the password of this site cannot be read on this machine and has to be entered again, in the row of the primary.</source>
        <translation>La synchronisation est arrêtée&#xa0;: le mot de passe de ce site ne peut pas être lu sur cette machine et doit être entré de nouveau, dans la ligne du site primaire.</translation>
    </message>
    <message>
        <source>yes: the password cannot be read on this machine; &quot;mailboatctl peers edit 1 --password-file F&quot; enters it again</source>
        <translation>oui&#xa0;: le mot de passe ne peut pas être lu sur cette machine&#xa0;; «&#xa0;mailboatctl peers edit 1 --password-file F&#xa0;» permet de l&apos;entrer de nouveau</translation>
    </message>
    <message>
        <source>it is no key of Mailboat&apos;s</source>
        <translation>ce n&apos;est pas une clé de Mailboat</translation>
    </message>
    <message>
        <source>something stands behind its end</source>
        <translation>quelque chose suit sa fin</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>il se termine trop tôt</translation>
    </message>
    <message>
        <source>%1, at byte %2</source>
        <translation>%1, à l&apos;octet %2</translation>
    </message>
    <message>
        <source>there are two lists of records</source>
        <translation>il y a deux listes d&apos;enregistrements</translation>
    </message>
    <message>
        <source>a record has no end</source>
        <translation>un enregistrement n&apos;a pas de fin</translation>
    </message>
    <message>
        <source>a string in a record has no end</source>
        <translation>une chaîne d&apos;un enregistrement n&apos;a pas de fin</translation>
    </message>
    <message>
        <source>quotes or brackets of a record do not add up</source>
        <translation>les guillemets ou crochets d&apos;un enregistrement ne s&apos;équilibrent pas</translation>
    </message>
    <message>
        <source>%1; no whole record stands before that</source>
        <translation>%1&#xa0;; aucun enregistrement entier ne précède</translation>
    </message>
    <message>
        <source>%1; the last whole record before that is %2 of %3</source>
        <translation>%1&#xa0;; le dernier enregistrement entier qui précède est %2 de %3</translation>
    </message>
    <message>
        <source>List the records that could not be taken or sent, and why</source>
        <translation>Lister les enregistrements qui n&apos;ont pas pu être pris ou envoyés, et pourquoi</translation>
    </message>
    <message>
        <source>Refused by the primary</source>
        <translation>Refusé par le site primaire</translation>
    </message>
    <message>
        <source>Records sent: %1, refused by the primary: %2, received: %3.</source>
        <translation>Enregistrements envoyés&#xa0;: %1, refusés par le site primaire&#xa0;: %2, reçus&#xa0;: %3.</translation>
    </message>
    <message>
        <source>%1 were refused by the primary one by one: see &quot;mailboatctl records quarantine&quot;.</source>
        <translation>%1 ont été refusés un à un par le site primaire&#xa0;: voir «&#xa0;mailboatctl records quarantine&#xa0;».</translation>
    </message>
    <message>
        <source>The primary takes other records, but not this one[, {id} of {table}][: {text}].</source>
        <translation>Le site primaire prend d&apos;autres enregistrements, mais pas celui-ci[, {id} de {table}][&#xa0;: {text}].</translation>
    </message>
    <message>
        <source>It stays here and waits, and is passed over meanwhile. It is sent again when it changes, or after &quot;mailboatctl records retry&quot;: do that once the reason is gone, such as a limit at a proxy or gateway.</source>
        <translation>Il reste ici et attend, et il est sauté entre-temps. Il est renvoyé dès qu&apos;il change, ou après «&#xa0;mailboatctl records retry&#xa0;»&#xa0;: faites-le quand la raison a disparu, par exemple une limite d&apos;un proxy ou d&apos;une passerelle.</translation>
    </message>
    <message>
        <source>Synchronisation works, but the primary refuses the record %1 of %2.</source>
        <translation>La synchronisation fonctionne, mais le site primaire refuse l&apos;enregistrement %1 de %2.</translation>
    </message>
    <message>
        <source>The network wants a sign-in before it lets us through to the primary[ at {host}][: {page}].</source>
        <translation>Le réseau demande une connexion avant de nous laisser passer vers le site primaire[ ({host})][&#xa0;: {page}].</translation>
    </message>
    <message>
        <source>Open a web browser on this machine and sign in to the network there, then try again. If no page asks for that, check the primary&apos;s URL.</source>
        <translation>Ouvrez un navigateur Web sur cette machine et connectez-vous au réseau, puis réessayez. Si aucune page ne le demande, vérifiez l&apos;URL du site primaire.</translation>
    </message>
    <message>
        <source>[If you trust that address, enter {to} as the primary&apos;s URL. ]The primary&apos;s administrator knows the right URL.</source>
        <translation>[Si vous faites confiance à cette adresse, entrez {to} comme URL du site primaire. ]L&apos;administrateur du site primaire connaît la bonne URL.</translation>
    </message>
    <message>
        <source>What answers[ at {host}][ on port {port}] is no primary[ but {service}]: it speaks no HTTP.</source>
        <translation>Ce qui répond[ à {host}][ sur le port {port}] n&apos;est pas un site primaire[ mais {service}]&#xa0;: cela ne parle pas HTTP.</translation>
    </message>
    <message>
        <source>Correct the port in the primary&apos;s URL; the primary&apos;s administrator knows the right one.</source>
        <translation>Corrigez le port dans l&apos;URL du site primaire&#xa0;; l&apos;administrateur du site primaire connaît le bon.</translation>
    </message>
    <message>
        <source>Read the password of the proxy from the first line of this file (&quot;-&quot;: standard input), so that it does not stand in the arguments</source>
        <translation>Lire le mot de passe du proxy dans la première ligne de ce fichier (&quot;-&quot;&#xa0;: entrée standard), pour qu&apos;il ne figure pas dans les arguments</translation>
    </message>
    <message>
        <source>only the preference &quot;proxy&quot; has a password</source>
        <translation>seule la préférence &quot;proxy&quot; a un mot de passe</translation>
    </message>
    <message>
        <source>system, none, http://host:port or socks5://host:port, with user:password@ before the host where it asks for them</source>
        <translation>system, none, http://hôte:port ou socks5://hôte:port, avec utilisateur:motdepasse@ devant l&apos;hôte s&apos;il les demande</translation>
    </message>
    <message>
        <source>Enter them in this machine&apos;s proxy settings or in the preference &quot;proxy&quot; (http://user:password@host:port), or correct them there; the administrator of your network knows them.</source>
        <translation>Entrez-les dans les paramètres de proxy de cette machine ou dans la préférence &quot;proxy&quot; (http://utilisateur:motdepasse@hôte:port), ou corrigez-les à cet endroit&#xa0;; l&apos;administrateur de votre réseau les connaît.</translation>
    </message>
    <message>
        <source>and %1 more, of which this is the newest: %2</source>
        <translation>et %1 de plus, dont voici le plus récent&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 (data not kept)</source>
        <translation>%1 (données non conservées)</translation>
    </message>
    <message>
        <source>The quarantine keeps %1 records or %2 MiB of a site. It is full: the data of %3 records are not kept. A Mailboat that sent them still has them; retry or drop what stands here, then send them again there.</source>
        <translation>La quarantaine conserve %1 enregistrements ou %2 Mio par site. Elle est pleine&#xa0;: les données de %3 enregistrements ne sont pas conservées. Un Mailboat qui les a envoyés les a encore&#xa0;; réessayez ou abandonnez ce qui se trouve ici, puis renvoyez-les là-bas.</translation>
    </message>
    <message>
        <source>Give a record in quarantine up</source>
        <translation>Abandonner un enregistrement en quarantaine</translation>
    </message>
    <message>
        <source>What this site could not take is forgotten; what its primary has refused stays in the records here and is not sent. Exit status 1 where there is none of that number. JSON: {&quot;ok&quot;:true}.</source>
        <translation>Ce que ce site n&apos;a pas pu prendre est oublié&#xa0;; ce que son site primaire a refusé reste dans les enregistrements ici et n&apos;est pas envoyé. Statut de sortie 1 s&apos;il n&apos;y en a pas de ce numéro. JSON&#xa0;: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Its number in &quot;records quarantine&quot;</source>
        <translation>Son numéro dans «&#xa0;records quarantine&#xa0;»</translation>
    </message>
    <message>
        <source>%1; of %2 the data are not kept, since the share of the site they came from is full</source>
        <translation>%1&#xa0;; les données de %2 ne sont pas conservées, car la part de leur site d&apos;origine est pleine</translation>
    </message>
    <message>
        <source>The primary cannot take this record[, {id} of {table}][: {text}], and its quarantine has no room left for this site.</source>
        <translation>Le site primaire ne peut pas prendre cet enregistrement[, {id} de {table}][&#xa0;: {text}], et sa quarantaine n&apos;a plus de place pour ce site.</translation>
    </message>
    <message>
        <source>It stays here and waits. The primary&apos;s administrator has to look through the quarantine there; then send it again with &quot;mailboatctl records retry&quot;.</source>
        <translation>Il reste ici et attend. L&apos;administrateur du site primaire doit examiner la quarantaine là-bas&#xa0;; renvoyez-le ensuite avec «&#xa0;mailboatctl records retry&#xa0;».</translation>
    </message>
    <message>
        <source>The primary makes sign-ins of this site wait[ for {seconds} s]: wrong passwords came for it, or very many sign-ins at once.</source>
        <translation>Le site primaire fait attendre les identifications de ce site[ pendant {seconds} s]&#xa0;: des mots de passe faux sont venus pour lui, ou un très grand nombre d&apos;identifications à la fois.</translation>
    </message>
    <message>
        <source>If user name and password are right here there is nothing to do: synchronisation tries again by itself. If the password may have been changed, enter it again. Where wrong ones come from stands in the primary&apos;s log.</source>
        <translation>Si le nom d&apos;utilisateur et le mot de passe sont bons ici, il n&apos;y a rien à faire&#xa0;: la synchronisation réessaie d&apos;elle-même. Si le mot de passe a pu être changé, saisissez-le de nouveau. Le journal du site primaire dit d&apos;où viennent les faux.</translation>
    </message>
    <message>
        <source>addresses and networks of proxies before this primary, as in 10.0.0.5, 10.1.0.0/16, fd00::/64, or nothing</source>
        <translation>adresses et réseaux des proxys devant ce site primaire, comme 10.0.0.5, 10.1.0.0/16, fd00::/64, ou rien</translation>
    </message>
    <message>
        <source>Many wrong passwords for a site came from one address</source>
        <translation>De nombreux mots de passe faux pour un site sont venus d&apos;une seule adresse</translation>
    </message>
    <message>
        <source>Many wrong passwords for a site came from addresses where it has not signed in</source>
        <translation>De nombreux mots de passe faux pour un site sont venus d&apos;adresses d&apos;où il ne s&apos;est jamais identifié</translation>
    </message>
    <message>
        <source>UTF-8, with the header syncId,userName,password,url. Sites that are known are changed, an empty password keeps the old one. All rows are taken or none; every bad row is named with its line and the reason. Hashing thousands of passwords takes a while, which is shown; Ctrl-C ends it with nothing taken. Needs an authorisation code. JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation>En UTF-8, avec l&apos;en-tête syncId,userName,password,url. Les sites connus sont modifiés, un mot de passe vide conserve l&apos;ancien. Toutes les lignes sont prises ou aucune&#xa0;; chaque mauvaise ligne est nommée avec son numéro et la raison. Le hachage de milliers de mots de passe prend un moment, et sa progression est affichée&#xa0;; Ctrl-C y met fin sans que rien ne soit pris. Exige un code d&apos;autorisation. JSON&#xa0;: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</translation>
    </message>
    <message>
        <source>Hashing passwords</source>
        <translation>Hachage des mots de passe</translation>
    </message>
    <message>
        <source>At a primary: whether this site is Open mSupply central, which may write any site&apos;s patients and their records</source>
        <translation>Sur un site primaire&#xa0;: si ce site est Open mSupply central, qui peut écrire les patients de tout site et leurs enregistrements</translation>
    </message>
    <message>
        <source>certificate and key taken anew</source>
        <translation>certificat et clé repris de leurs fichiers</translation>
    </message>
    <message>
        <source>%1 The one before stays in use.</source>
        <translation>%1 Le précédent reste en service.</translation>
    </message>
    <message>
        <source>The datafile can be used again.</source>
        <translation>Le fichier de données est de nouveau utilisable.</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Droits</translation>
    </message>
    <message>
        <source>records</source>
        <translation>enregistrements</translation>
    </message>
    <message>
        <source>IDs</source>
        <translation>identifiants</translation>
    </message>
    <message>
        <source>values</source>
        <translation>valeurs</translation>
    </message>
    <message>
        <source>The disk[ with {path}] is full[ ({why})]; nothing was changed.</source>
        <translation>Le disque[ contenant {path}] est plein[ ({why})]&#xa0;; rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>The disk[ with {path}] cannot be read or written any more[: {why}].</source>
        <translation>Le disque[ contenant {path}] ne peut plus être lu ni écrit[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Check that the disk is connected, and have it examined. Put the datafile, or your last backup, on a disk that works.</source>
        <translation>Vérifiez que le disque est branché et faites-le examiner. Placez le fichier de données, ou votre dernière sauvegarde, sur un disque qui fonctionne.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] lies where programs cannot use it together[: {why}].</source>
        <translation>Le fichier de données[ {path}] se trouve à un endroit où plusieurs programmes ne peuvent pas l&apos;utiliser ensemble[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Move it to a disk of this machine: network shares and some removable disks cannot do what it needs.</source>
        <translation>Déplacez-le sur un disque de cette machine&#xa0;: les partages réseau et certains disques amovibles ne peuvent pas faire ce qu&apos;il lui faut.</translation>
    </message>
    <message>
        <source>This machine has no open files or no memory left for this program[ ({why})], so the datafile[ {path}] cannot be used for the moment.</source>
        <translation>Cette machine n&apos;a plus de fichiers ouverts ou de mémoire pour ce programme[ ({why})]&#xa0;; le fichier de données[ {path}] est donc inutilisable pour l&apos;instant.</translation>
    </message>
    <message>
        <source>Close other programs, or have the system&apos;s administrator raise the limits of open files and memory.</source>
        <translation>Fermez d&apos;autres programmes, ou demandez à l&apos;administrateur du système de relever les limites de fichiers ouverts et de mémoire.</translation>
    </message>
    <message>
        <source>By plain http, passwords and records can be read on their way[ to {host}].</source>
        <translation>Par http sans chiffrement, les mots de passe et les enregistrements peuvent être lus en chemin[ vers {host}].</translation>
    </message>
    <message>
        <source>Ask the primary&apos;s administrator for an address that begins with https, and enter it as the URL.</source>
        <translation>Demandez à l&apos;administrateur du site primaire une adresse qui commence par https, et saisissez-la comme URL.</translation>
    </message>
    <message>
        <source>Without a certificate the primary does not listen[ on {address}] beyond this machine: passwords and records could be read on their way.</source>
        <translation>Sans certificat, le site primaire n&apos;écoute pas[ sur {address}] au-delà de cette machine&#xa0;: les mots de passe et les enregistrements pourraient être lus en chemin.</translation>
    </message>
    <message>
        <source>Renew it and put the new files in its place; the primary takes them without a restart.</source>
        <translation>Renouvelez-le et mettez les nouveaux fichiers à sa place&#xa0;; le site primaire les prend sans redémarrer.</translation>
    </message>
    <message>
        <source>The primary&apos;s certificate ends soon[: in {days} days][, {until}].</source>
        <translation>Le certificat du site primaire expire bientôt[&#xa0;: dans {days} jours][, {until}].</translation>
    </message>
    <message>
        <source>The primary&apos;s certificate is for another name[: {names}][, not for {host}].</source>
        <translation>Le certificat du site primaire est établi pour un autre nom[&#xa0;: {names}][, pas pour {host}].</translation>
    </message>
    <message>
        <source>Get a certificate for the name that satellites use, or correct the preference &quot;external-url&quot;.</source>
        <translation>Obtenez un certificat pour le nom que les satellites utilisent, ou corrigez la préférence «&#xa0;external-url&#xa0;».</translation>
    </message>
    <message>
        <source>Satellites may not trust the primary&apos;s certificate, for this machine does not know who issued it[: {issuer}].</source>
        <translation>Il se peut que les satellites ne fassent pas confiance au certificat du site primaire, car cette machine ne connaît pas son émetteur[&#xa0;: {issuer}].</translation>
    </message>
    <message>
        <source>Get one from an issuer that satellites know, add the issuer&apos;s certificate to the file, or install it at each satellite.</source>
        <translation>Obtenez-en un d&apos;un émetteur que les satellites connaissent, ajoutez le certificat de l&apos;émetteur au fichier, ou installez-le sur chaque satellite.</translation>
    </message>
    <message>
        <source>The disk of the primary is full, so it cannot store anything.</source>
        <translation>Le disque du site primaire est plein, il ne peut donc rien enregistrer.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to make room there. Nothing is lost here: what waits is sent when there is room.</source>
        <translation>L&apos;administrateur du site primaire doit y faire de la place. Rien n&apos;est perdu ici&#xa0;: ce qui attend est envoyé dès qu&apos;il y a de la place.</translation>
    </message>
    <message>
        <source>The primary cannot use its datafile[: {text}].</source>
        <translation>Le site primaire ne peut pas utiliser son fichier de données[&#xa0;: {text}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to see to it. Nothing is lost here: what waits is sent afterwards.</source>
        <translation>L&apos;administrateur du site primaire doit s&apos;en occuper. Rien n&apos;est perdu ici&#xa0;: ce qui attend est envoyé ensuite.</translation>
    </message>
    <message>
        <source>The request names more {what} than this primary takes at once[: {limit}].</source>
        <translation>La requête énumère plus que ce site primaire n&apos;accepte à la fois ({what})[&#xa0;: {limit}].</translation>
    </message>
    <message>
        <source>The primary has no room for this request at the moment[: {why}].</source>
        <translation>Le site primaire n&apos;a pas de place pour cette requête en ce moment[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Nothing to do: synchronisation tries again by itself. If it goes on, the primary&apos;s administrator finds more in its log.</source>
        <translation>Rien à faire&#xa0;: la synchronisation réessaie d&apos;elle-même. Si cela dure, l&apos;administrateur du site primaire en trouve plus dans son journal.</translation>
    </message>
    <message>
        <source>The program at site {site} cannot read this record[: {why}].</source>
        <translation>Le programme du site {site} ne peut pas lire cet enregistrement[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>It is kept here as it came and not given to that site. Correct it where it was made; it is then sent.</source>
        <translation>Il est conservé ici tel qu&apos;il est arrivé et n&apos;est pas donné à ce site. Corrigez-le là où il a été créé&#xa0;; il est alors envoyé.</translation>
    </message>
    <message>
        <source>The record names no store[ in {field}], so it belongs to no site.</source>
        <translation>L&apos;enregistrement ne nomme aucun dépôt[ dans {field}]&#xa0;: il n&apos;appartient donc à aucun site.</translation>
    </message>
    <message>
        <source>Correct it at the site that sent it, and have it sent again.</source>
        <translation>Corrigez-le au site qui l&apos;a envoyé et faites-le renvoyer.</translation>
    </message>
    <message>
        <source>The site that sent this record does not hold its patient[ {patient}].</source>
        <translation>Le site qui a envoyé cet enregistrement n&apos;a pas le patient concerné[ {patient}].</translation>
    </message>
    <message>
        <source>Nothing to do where the patient is still on its way: the record is judged again when it arrives. Otherwise ask that site what it is.</source>
        <translation>Rien à faire si le patient est encore en route&#xa0;: l&apos;enregistrement sera réexaminé à son arrivée. Sinon, demandez à ce site de quoi il s&apos;agit.</translation>
    </message>
    <message>
        <source>A patient[ {id}] that belongs to another site[, {owner}] cannot be deleted here.</source>
        <translation>Un patient[ {id}] qui appartient à un autre site[, {owner}] ne peut pas être supprimé ici.</translation>
    </message>
    <message>
        <source>The record is sent back to the site that deleted it. If the patient is to go, delete it at its own site or at the primary.</source>
        <translation>L&apos;enregistrement est renvoyé au site qui l&apos;a supprimé. Si le patient doit disparaître, supprimez-le à son propre site ou au site primaire.</translation>
    </message>
    <message>
        <source>This site has asked for more patients of other sites today than the primary allows[: {limit}].</source>
        <translation>Ce site a demandé aujourd&apos;hui plus de patients d&apos;autres sites que le site primaire n&apos;en permet[&#xa0;: {limit}].</translation>
    </message>
    <message>
        <source>a text has the character U+0000</source>
        <translation>un texte contient le caractère U+0000</translation>
    </message>
    <message>
        <source>a number is larger than a double can be</source>
        <translation>un nombre dépasse ce qu&apos;un «&#xa0;double&#xa0;» peut contenir</translation>
    </message>
    <message>
        <source>the key %1 stands there twice</source>
        <translation>la clé %1 s&apos;y trouve deux fois</translation>
    </message>
    <message>
        <source>Others on this machine have rights on the datafile (its mode is %1). If they should not read what is in it, run &quot;chmod 600 %2&quot;.</source>
        <translation>D&apos;autres personnes sur cette machine ont des droits sur le fichier de données (son mode est %1). Si elles ne doivent pas lire ce qu&apos;il contient, lancez «&#xa0;chmod 600 %2&#xa0;».</translation>
    </message>
    <message>
        <source>a record of %1 there has the same ID</source>
        <translation>un enregistrement de %1 y a le même ID</translation>
    </message>
    <message>
        <source>it is not made for servers, says its purpose</source>
        <translation>d&apos;après son usage prévu, il n&apos;est pas fait pour un serveur</translation>
    </message>
    <message>
        <source>it is being stopped</source>
        <translation>il est en cours d&apos;arrêt</translation>
    </message>
    <message>
        <source>this site has requests under way that it has not sent in full, or answers that it has not read</source>
        <translation>ce site a des requêtes en cours qu&apos;il n&apos;a pas envoyées en entier, ou des réponses qu&apos;il n&apos;a pas lues</translation>
    </message>
    <message>
        <source>too many callers who have not signed in yet send something at once</source>
        <translation>trop d&apos;appelants qui ne se sont pas encore identifiés envoient quelque chose en même temps</translation>
    </message>
    <message>
        <source>the memory for requests and answers is in use</source>
        <translation>la mémoire destinée aux requêtes et aux réponses est occupée</translation>
    </message>
    <message>
        <source>its datafile is busy with other work</source>
        <translation>son fichier de données est occupé par d&apos;autres travaux</translation>
    </message>
    <message>
        <source>The certificate is valid until %1, and this machine knows who issued it.</source>
        <translation>Le certificat est valable jusqu&apos;au %1, et cette machine connaît son émetteur.</translation>
    </message>
    <message>
        <source>%1 is a symbolic link, which is not followed; remove it</source>
        <translation>%1 est un lien symbolique, qui n&apos;est pas suivi&#xa0;; supprimez-le</translation>
    </message>
    <message>
        <source>Datafile</source>
        <translation>Fichier de données</translation>
    </message>
    <message>
        <source>The certificate was taken anew</source>
        <translation>Le certificat a été repris</translation>
    </message>
    <message>
        <source>A new certificate could not be taken</source>
        <translation>Un nouveau certificat n&apos;a pas pu être pris</translation>
    </message>
    <message>
        <source>The names of two sites count as one</source>
        <translation>Les noms de deux sites ne comptent que pour un</translation>
    </message>
    <message>
        <source>The datafile could not be used</source>
        <translation>Le fichier de données n&apos;a pas pu être utilisé</translation>
    </message>
    <message>
        <source>The datafile could be used again</source>
        <translation>Le fichier de données a pu être utilisé de nouveau</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator can let it in with &quot;mailboatctl records retry&quot;, or raise the preference &quot;max-joins-per-day&quot; for a campaign.</source>
        <translation>L&apos;administrateur du site primaire peut le laisser entrer avec «&#xa0;mailboatctl records retry&#xa0;», ou augmenter la préférence «&#xa0;max-joins-per-day&#xa0;» pour une campagne.</translation>
    </message>
    <message>
        <source>there are too many connections from one address</source>
        <translation>il y a trop de connexions d&apos;une même adresse</translation>
    </message>
    <message>
        <source>A site joined its store to another site&apos;s patient or clinician</source>
        <translation>Un site a joint son dépôt à un patient ou un clinicien d&apos;un autre site</translation>
    </message>
    <message>
        <source>A site wrote for all sites, as Open mSupply central</source>
        <translation>Un site a écrit pour tous les sites, en tant qu&apos;Open mSupply central</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuseau horaire</translation>
    </message>
    <message>
        <source>The keys of a site are syncId, userName, url, hardwareId, stores (IDs of those active there), lastContact, queueLength (records that wait for it), status (new, initialising, ready or blocked), resendRequested, mayOmitHardwareId, omsCentral, app and appVersion (the program that last called as that site) and timeZone; null where there is none. Passwords are never shown.</source>
        <translation>Les clés d&apos;un site sont syncId, userName, url, hardwareId, stores (ID des dépôts qui y sont actifs), lastContact, queueLength (enregistrements qui l&apos;attendent), status (new, initialising, ready ou blocked), resendRequested, mayOmitHardwareId, omsCentral, app et appVersion (le programme qui a appelé en dernier au nom de ce site) et timeZone&#xa0;; null là où il n&apos;y a rien. Les mots de passe ne sont jamais affichés.</translation>
    </message>
    <message>
        <source>At a primary: where the site&apos;s clock stands, as in Pacific/Auckland; empty: where the preference time-zone says. mSupply Mobile sends its days as moments, which mean a day only there</source>
        <translation>Sur un site primaire&#xa0;: fuseau de l&apos;horloge du site, comme Pacific/Auckland&#xa0;; vide&#xa0;: celui de la préférence time-zone. mSupply Mobile envoie ses jours comme des instants, qui ne désignent un jour que là</translation>
    </message>
    <message>
        <source>Nothing to do: the site signs in at the start of each synchronisation.</source>
        <translation>Rien à faire&#xa0;: le site se connecte au début de chaque synchronisation.</translation>
    </message>
    <message>
        <source>The primary does not have this file[: {id}].</source>
        <translation>Le site primaire n&apos;a pas ce fichier[&#xa0;: {id}].</translation>
    </message>
    <message>
        <source>Have the site that attached it synchronise.</source>
        <translation>Faites synchroniser le site qui l&apos;a joint.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator raises the limit, or removes files.</source>
        <translation>L&apos;administrateur du site primaire relève la limite ou retire des fichiers.</translation>
    </message>
    <message>
        <source>The name or the password is not right.</source>
        <translation>Le nom ou le mot de passe n&apos;est pas correct.</translation>
    </message>
    <message>
        <source>Enter them again; the primary&apos;s administrator can set a new password.</source>
        <translation>Saisissez-les à nouveau&#xa0;; l&apos;administrateur du site primaire peut définir un nouveau mot de passe.</translation>
    </message>
    <message>
        <source>Too many wrong passwords[: wait {seconds} seconds].</source>
        <translation>Trop de mots de passe faux[&#xa0;: attendez {seconds} secondes].</translation>
    </message>
    <message>
        <source>Wait, then enter name and password again.</source>
        <translation>Attendez, puis saisissez à nouveau le nom et le mot de passe.</translation>
    </message>
    <message>
        <source>People sign in through this primary by https alone: over http anybody on the way could read the password.</source>
        <translation>Les personnes ne se connectent par ce site primaire qu&apos;en https&#xa0;: en http, n&apos;importe qui sur le trajet pourrait lire le mot de passe.</translation>
    </message>
    <message>
        <source>Enter the primary&apos;s URL with https://.</source>
        <translation>Saisissez l&apos;URL du site primaire avec https://.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no time zone.</source>
        <translation>«&#xa0;{value}&#xa0;» n&apos;est pas un fuseau horaire.</translation>
    </message>
    <message>
        <source>Give one by its name, such as &quot;Pacific/Auckland&quot;.</source>
        <translation>Donnez-en un par son nom, comme «&#xa0;Pacific/Auckland&#xa0;».</translation>
    </message>
    <message>
        <source>A site that runs mSupply Mobile has exactly one store[, and this one has {stores}].</source>
        <translation>Un site sous mSupply Mobile a exactement un dépôt[, et celui-ci en a {stores}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator gives the site one store.</source>
        <translation>L&apos;administrateur du primaire donne un seul dépôt au site.</translation>
    </message>
    <message>
        <source>Test endpoints let anybody on this machine change everything, so they are not served from a datafile for real data[: {path}].</source>
        <translation>Les adresses de test permettent à quiconque sur cette machine de tout modifier&#xa0;: elles ne sont donc pas servies depuis un fichier de données réelles[&#xa0;: {path}].</translation>
    </message>
    <message>
        <source>Make one to try things on with &quot;init --test&quot;.</source>
        <translation>Créez-en un pour faire des essais avec «&#xa0;init --test&#xa0;».</translation>
    </message>
    <message>
        <source>Test endpoints are served to this machine alone[, not on {address}].</source>
        <translation>Les adresses de test ne sont servies qu&apos;à cette machine[, et non sur {address}].</translation>
    </message>
    <message>
        <source>Listen on 127.0.0.1, or leave &quot;--test-endpoints&quot; out.</source>
        <translation>Écoutez sur 127.0.0.1, ou omettez «&#xa0;--test-endpoints&#xa0;».</translation>
    </message>
    <message>
        <source>Nobody called &quot;{userName}&quot; may sign in through this primary.</source>
        <translation>Personne du nom de «&#xa0;{userName}&#xa0;» ne peut se connecter par ce site primaire.</translation>
    </message>
    <message>
        <source>See who may with &quot;mailboatctl users list&quot;.</source>
        <translation>Voyez qui le peut avec «&#xa0;mailboatctl users list&#xa0;».</translation>
    </message>
    <message>
        <source>Somebody called &quot;{userName}&quot; may sign in through this primary already.</source>
        <translation>Quelqu&apos;un du nom de «&#xa0;{userName}&#xa0;» peut déjà se connecter par ce site primaire.</translation>
    </message>
    <message>
        <source>Choose another name, or change what that one may do.</source>
        <translation>Choisissez un autre nom, ou modifiez ce que cette personne peut faire.</translation>
    </message>
    <message>
        <source>This cannot be taken for somebody who signs in[: {why}].</source>
        <translation>Ceci ne peut pas être pris pour quelqu&apos;un qui se connecte[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Correct it, and try again.</source>
        <translation>Corrigez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>The program at site {site} needs &quot;{field}&quot;, which this record does not have.</source>
        <translation>Le programme du site {site} a besoin de «&#xa0;{field}&#xa0;», que cet enregistrement n&apos;a pas.</translation>
    </message>
    <message>
        <source>Correct it at the site that sent it: it is sent as soon as it has that.</source>
        <translation>Corrigez-le sur le site qui l&apos;a envoyé&#xa0;: il est envoyé dès qu&apos;il l&apos;a.</translation>
    </message>
    <message>
        <source>the time zone of sites whose row names none, as in Pacific/Auckland, or nothing for that of this machine</source>
        <translation>le fuseau horaire des sites dont la ligne n&apos;en nomme pas, comme Pacific/Auckland, ou rien pour celui de cette machine</translation>
    </message>
    <message>
        <source>Program: what last called as that satellite, and its version. A satellite that goes over to another program starts there from nothing, and gets everything again.</source>
        <translation>Programme&#xa0;: ce qui a appelé en dernier au nom de ce satellite, et sa version. Un satellite qui passe à un autre programme y commence de rien et reçoit tout de nouveau.</translation>
    </message>
    <message>
        <source>Makes a new datafile that only its owner can read; one that is there already is refused (exit status 2) and left alone. The code given with --code, --code-file or MAILBOAT_CODE becomes the first authorisation code, with the label &quot;first&quot;. Without one a code is made and printed once: write it down, nobody can show it again.
With --test it is a datafile for trying things on, which says so wherever it is shown, and from which &quot;serve --test-endpoints&quot; may serve: never put real data into one.
JSON: {&quot;datafile&quot;, &quot;code&quot;, &quot;test&quot;}; code is null where it was given.</source>
        <translation>Crée un nouveau fichier de données que seul son propriétaire peut lire&#xa0;; s&apos;il en existe déjà un, la commande est refusée (statut de sortie 2) et le fichier n&apos;est pas touché. Le code donné avec --code, --code-file ou MAILBOAT_CODE devient le premier code d&apos;autorisation, sous le libellé «&#xa0;first&#xa0;». Sinon, un code est créé et affiché une seule fois&#xa0;: notez-le, personne ne pourra le montrer de nouveau.
Avec --test, c&apos;est un fichier de données pour des essais, qui le dit partout où il est montré, et depuis lequel «&#xa0;serve --test-endpoints&#xa0;» peut servir&#xa0;: n&apos;y mettez jamais de vraies données.
JSON&#xa0;: {&quot;datafile&quot;, &quot;code&quot;, &quot;test&quot;}&#xa0;; code vaut null s&apos;il a été donné.</translation>
    </message>
    <message>
        <source>A datafile for trying things on, never for real data</source>
        <translation>Un fichier de données pour des essais, jamais pour de vraies données</translation>
    </message>
    <message>
        <source>Also let sites of the list make sites and change records as the primary, for test suites: only on this machine, and only from a datafile made by &quot;init --test&quot;</source>
        <translation>Permettre aussi aux sites de la liste de créer des sites et de modifier des enregistrements comme le site primaire, pour des suites de tests&#xa0;: seulement sur cette machine, et seulement depuis un fichier de données créé par «&#xa0;init --test&#xa0;»</translation>
    </message>
    <message>
        <source>Only for tests</source>
        <translation>Seulement pour des essais</translation>
    </message>
    <message>
        <source>JSON: an array; the keys of a person are name, userId (what records name the person by), firstName, lastName, email, language, active and stores, an array of {&quot;store&quot;,&quot;default&quot;,&quot;permissions&quot;}; null where there is none. Passwords are never shown, nor what is kept of them.</source>
        <translation>JSON&#xa0;: un tableau&#xa0;; les clés d&apos;une personne sont name, userId (par quoi les enregistrements la nomment), firstName, lastName, email, language, active et stores, un tableau de {&quot;store&quot;,&quot;default&quot;,&quot;permissions&quot;}&#xa0;; null quand il n&apos;y en a pas. Les mots de passe ne sont jamais montrés, ni ce qui en est conservé.</translation>
    </message>
    <message>
        <source>Show or change who may sign in at the sites</source>
        <translation>Afficher ou modifier qui peut se connecter sur les sites</translation>
    </message>
    <message>
        <source>At a primary: people who use Open mSupply or mSupply Mobile at its sites. They sign in there with a name and a password, and the program asks this primary about both, by https or on this machine alone. Without a command of its own it lists them. What changes the list needs an authorisation code.</source>
        <translation>Sur un site primaire&#xa0;: les personnes qui utilisent Open mSupply ou mSupply Mobile sur ses sites. Elles s&apos;y connectent avec un nom et un mot de passe, et le programme interroge ce site primaire sur les deux, par https ou sur cette seule machine. Sans sous-commande, elle les liste. Ce qui modifie la liste exige un code d&apos;autorisation.</translation>
    </message>
    <message>
        <source>List the people, by name</source>
        <translation>Lister les personnes, par nom</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Prénom</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Nom de famille</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Actif</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>Magasins</translation>
    </message>
    <message>
        <source>Add and change people from a CSV file</source>
        <translation>Ajouter et modifier des personnes à partir d&apos;un fichier CSV</translation>
    </message>
    <message>
        <source>With the header %1, in any order; all but name and password may be missing. Stores are IDs with blanks between them, to which the permissions of the row apply. Who is there already is changed, and an empty field leaves what was there. All rows are taken or none; every bad row is named with its line and the reason. Hashing thousands of passwords takes a while, which is shown; Ctrl-C ends it with nothing taken. Needs an authorisation code. JSON: {&quot;ok&quot;:true}.</source>
        <translation>Avec l&apos;en-tête %1, dans n&apos;importe quel ordre&#xa0;; tout sauf name et password peut manquer. Les magasins sont des ID séparés par des espaces, auxquels s&apos;appliquent les permissions de la ligne. Qui est déjà là est modifié, et un champ vide laisse ce qui était là. Toutes les lignes sont prises ou aucune&#xa0;; chaque mauvaise ligne est nommée avec son numéro et la raison. Le hachage de milliers de mots de passe prend un moment, et sa progression est affichée&#xa0;; Ctrl-C y met fin sans que rien ne soit pris. Exige un code d&apos;autorisation. JSON&#xa0;: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Name that the person signs in by</source>
        <translation>Nom par lequel la personne se connecte</translation>
    </message>
    <message>
        <source>Needs an authorisation code. JSON: {&quot;ok&quot;:true}.</source>
        <translation>Exige un code d&apos;autorisation. JSON&#xa0;: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Permissions have commas between them: sets (%1; %2 where nothing is said), the numbers from 1 to %3 that mSupply gives them, or names; a - before one takes it away again, as in &quot;all,-server-administration&quot;. The names, of those that Open mSupply heeds:
%4.</source>
        <translation>Les permissions sont séparées par des virgules&#xa0;: ensembles (%1&#xa0;; %2 si rien n&apos;est dit), numéros de 1 à %3 que mSupply leur donne, ou noms&#xa0;; un - devant l&apos;une la retire, comme dans &quot;all,-server-administration&quot;. Les noms, de celles qu&apos;Open mSupply prend en compte&#xa0;:
%4.</translation>
    </message>
    <message>
        <source>File with the person&apos;s password in its first line; - is standard input</source>
        <translation>Fichier dont la première ligne contient le mot de passe de la personne&#xa0;; - désigne l&apos;entrée standard</translation>
    </message>
    <message>
        <source>A store where the person may sign in, by its ID, and what may be done there; may stand there several times</source>
        <translation>Un magasin où la personne peut se connecter, par son ID, et ce qu&apos;elle peut y faire&#xa0;; peut figurer plusieurs fois</translation>
    </message>
    <message>
        <source>What may be done in stores for which nothing else is said</source>
        <translation>Ce qui peut être fait dans les magasins pour lesquels rien d&apos;autre n&apos;est dit</translation>
    </message>
    <message>
        <source>The one of them that is shown first</source>
        <translation>Celui d&apos;entre eux qui est affiché en premier</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>Adresse e-mail</translation>
    </message>
    <message>
        <source>Language of the program there: %1</source>
        <translation>Langue du programme sur le site&#xa0;: %1</translation>
    </message>
    <message>
        <source>ID that records name the person by; without it that of the record that has this name, else a new one</source>
        <translation>ID par lequel les enregistrements nomment la personne&#xa0;; sans lui, celui de l&apos;enregistrement qui porte ce nom, sinon un nouveau</translation>
    </message>
    <message>
        <source>Let somebody sign in at the sites</source>
        <translation>Permettre à quelqu&apos;un de se connecter sur les sites</translation>
    </message>
    <message>
        <source>At a site the person gets into those of the stores that are active there. Without --password-file a terminal is asked.</source>
        <translation>Sur un site, la personne accède à ceux des magasins qui y sont actifs. Sans --password-file, la question est posée au terminal.</translation>
    </message>
    <message>
        <source>Change somebody who may sign in at the sites</source>
        <translation>Modifier quelqu&apos;un qui peut se connecter sur les sites</translation>
    </message>
    <message>
        <source>What is not named stays as it is; --store adds a store, or changes what may be done there, and --permissions without it those of all the person&apos;s stores. What programs at the sites keep of a password lasts there until they reach this primary.</source>
        <translation>Ce qui n&apos;est pas nommé reste tel quel&#xa0;; --store ajoute un magasin, ou modifie ce qui peut y être fait, et --permissions sans lui modifie celles de tous les magasins de la personne. Ce que les programmes des sites conservent d&apos;un mot de passe y reste valable jusqu&apos;à ce qu&apos;ils joignent ce site primaire.</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Nouveau nom</translation>
    </message>
    <message>
        <source>A store where the person may no more sign in</source>
        <translation>Un magasin où la personne ne peut plus se connecter</translation>
    </message>
    <message>
        <source>Whether the person may sign in at all</source>
        <translation>Si la personne peut se connecter ou non</translation>
    </message>
    <message>
        <source>Let somebody no more sign in at the sites</source>
        <translation>Ne plus permettre à quelqu&apos;un de se connecter sur les sites</translation>
    </message>
    <message>
        <source>A site that cannot reach this primary goes on letting in whom it has let in before.</source>
        <translation>Un site qui ne peut pas joindre ce site primaire continue de laisser entrer qui il a déjà laissé entrer.</translation>
    </message>
    <message>
        <source>Password of the person: </source>
        <translation>Mot de passe de la personne&#xa0;: </translation>
    </message>
    <message>
        <source>there is no permission &quot;%1&quot;</source>
        <translation>il n&apos;y a pas de permission «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>the value of %1 is %2</source>
        <translation>la valeur de %1 est %2</translation>
    </message>
    <message>
        <source>A request this large is read only from an address at which the site has signed in within the hour[; others may have {limit}].</source>
        <translation>Une requête de cette taille n&apos;est lue que depuis une adresse où le site s&apos;est connecté dans l&apos;heure[&#xa0;; les autres peuvent avoir {limit}].</translation>
    </message>
    <message>
        <source>The primary has no room for further files[: {limit} are all that it keeps].</source>
        <translation>Le site primaire n&apos;a plus de place pour d&apos;autres fichiers[&#xa0;: {limit} est tout ce qu&apos;il garde].</translation>
    </message>
    <message>
        <source>Test endpoints are served: any site of the list may make sites and change every record.</source>
        <translation>Les points d&apos;accès de test sont ouverts&#xa0;: tout site de la liste peut créer des sites et modifier chaque enregistrement.</translation>
    </message>
    <message>
        <source>This datafile is for trying things on, never for real data.</source>
        <translation>Ce fichier de données sert à des essais, jamais à de vraies données.</translation>
    </message>
    <message>
        <source>The permissions name one that there is not: &quot;mailboatctl users add --help&quot; lists them.</source>
        <translation>Les permissions en nomment une qui n&apos;existe pas&#xa0;: «&#xa0;mailboatctl users add --help&#xa0;» les liste.</translation>
    </message>
    <message>
        <source>the list of people</source>
        <translation>la liste des personnes</translation>
    </message>
    <message>
        <source>The name stands in the file twice.</source>
        <translation>Le nom figure deux fois dans le fichier.</translation>
    </message>
    <message>
        <source>the URL of an Open mSupply central server beside this primary, or nothing</source>
        <translation>l&apos;URL d&apos;un serveur central Open mSupply à côté de ce site primaire, ou rien</translation>
    </message>
    <message>
        <source>a name or an address is longer than %1 characters, or has some that cannot be seen</source>
        <translation>un nom ou une adresse dépasse %1 caractères, ou en contient qui ne se voient pas</translation>
    </message>
    <message>
        <source>the person may not sign in at store %1</source>
        <translation>la personne ne peut pas se connecter dans le magasin %1</translation>
    </message>
    <message>
        <source>a password is needed</source>
        <translation>il faut un mot de passe</translation>
    </message>
    <message>
        <source>the language is none of %1</source>
        <translation>la langue n&apos;est aucune de %1</translation>
    </message>
    <message>
        <source>its ID is none that a record may have</source>
        <translation>son ID n&apos;est pas de ceux qu&apos;un enregistrement peut avoir</translation>
    </message>
    <message>
        <source>the ID belongs to %1</source>
        <translation>l&apos;ID appartient à %1</translation>
    </message>
    <message>
        <source>people who sign in at the sites are kept at the primary</source>
        <translation>les personnes qui se connectent sur les sites sont tenues sur le site primaire</translation>
    </message>
    <message>
        <source>a record of another table has the same ID</source>
        <translation>un enregistrement d&apos;une autre table a le même identifiant</translation>
    </message>
    <message>
        <source>Somebody may sign in at the sites</source>
        <translation>Quelqu&apos;un peut se connecter sur les sites</translation>
    </message>
    <message>
        <source>Somebody who signs in at the sites was changed</source>
        <translation>Quelqu&apos;un qui se connecte sur les sites a été modifié</translation>
    </message>
    <message>
        <source>Somebody may no more sign in at the sites</source>
        <translation>Quelqu&apos;un ne peut plus se connecter sur les sites</translation>
    </message>
    <message>
        <source>Many wrong passwords for somebody who signs in at the sites came from one address</source>
        <translation>De nombreux mots de passe faux pour quelqu&apos;un qui se connecte sur les sites sont venus d&apos;une seule adresse</translation>
    </message>
    <message>
        <source>May omit hardware ID</source>
        <translation>Peut omettre l&apos;ID de la machine</translation>
    </message>
    <message>
        <source>Open mSupply central</source>
        <translation>Open mSupply central</translation>
    </message>
    <message>
        <source>May omit hardware ID: for a tool that has none. Once a machine is recorded, that satellite may go on without naming it.</source>
        <translation>Peut omettre l&apos;ID de la machine&#xa0;: pour un outil qui n&apos;en a pas. Une fois qu&apos;une machine est enregistrée, ce satellite peut continuer sans la nommer.</translation>
    </message>
    <message>
        <source>Open mSupply central: marks the one site that is an Open mSupply central server. It may write the patients and their records of every site.</source>
        <translation>Open mSupply central&#xa0;: marque le seul site qui est un serveur Open mSupply central. Il peut écrire les patients de tous les sites et leurs enregistrements.</translation>
    </message>
    <message>
        <source>Time zone: where that satellite&apos;s clock stands, such as Pacific/Auckland; empty, where the primary&apos;s does. mSupply Mobile needs it for its dates to stay the same day.</source>
        <translation>Fuseau horaire&#xa0;: où se trouve l&apos;horloge de ce satellite, par exemple Pacific/Auckland&#xa0;; vide, là où se trouve celle du site primaire. mSupply Mobile en a besoin pour que ses dates restent le même jour.</translation>
    </message>
    <message>
        <source>This primary answers its sites, but not every record could be taken or passed on.</source>
        <translation>Ce site primaire répond à ses sites, mais certains enregistrements n&apos;ont pas pu être pris ou transmis.</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Copie</translation>
    </message>
    <message>
        <source>Copy the datafile while everything runs</source>
        <translation>Copier le fichier de données pendant que tout fonctionne</translation>
    </message>
    <message>
        <source>The new file, or the folder for it</source>
        <translation>Le nouveau fichier, ou le dossier où le mettre</translation>
    </message>
    <message>
        <source>Take a backup as the datafile</source>
        <translation>Prendre une sauvegarde comme fichier de données</translation>
    </message>
    <message>
        <source>The backup</source>
        <translation>La sauvegarde</translation>
    </message>
    <message>
        <source>Do not ask</source>
        <translation>Ne pas demander</translation>
    </message>
    <message>
        <source>Put this backup in the place of the datafile %1, which is kept?</source>
        <translation>Mettre cette sauvegarde à la place du fichier de données %1, qui est conservé&#xa0;?</translation>
    </message>
    <message>
        <source>The datafile %1 is that of the backup now.</source>
        <translation>Le fichier de données %1 est maintenant celui de la sauvegarde.</translation>
    </message>
    <message>
        <source>What was there before is kept as %1.</source>
        <translation>Ce qui s&apos;y trouvait avant est conservé sous le nom %1.</translation>
    </message>
    <message>
        <source>The code &quot;%1&quot; opens nothing any more.</source>
        <translation>Le code «&#xa0;%1&#xa0;» n&apos;ouvre plus rien.</translation>
    </message>
    <message>
        <source>Waiting for the key ring. It may ask on the screen to be unlocked; Ctrl-C gives up.</source>
        <translation>Attente du trousseau de clés. Il demande peut-être à l&apos;écran d&apos;être déverrouillé&#xa0;; Ctrl-C abandonne.</translation>
    </message>
    <message>
        <source>There is no key yet. One is made where a password is kept.</source>
        <translation>Il n&apos;y a pas encore de clé. Il en est fait une dès qu&apos;un mot de passe est conservé.</translation>
    </message>
    <message>
        <source>The key that passwords are sealed with is in the file %1.</source>
        <translation>La clé qui scelle les mots de passe est dans le fichier %1.</translation>
    </message>
    <message>
        <source>The key that passwords are sealed with is in this desktop&apos;s key ring.</source>
        <translation>La clé qui scelle les mots de passe est dans le trousseau de clés de ce bureau.</translation>
    </message>
    <message>
        <source>Where the key is kept that passwords are sealed with</source>
        <translation>Où est conservée la clé qui scelle les mots de passe</translation>
    </message>
    <message>
        <source>A password that has to be sent later is kept sealed, with a key of yours on this machine. The key lies in a file that you alone may read, or, where you want that, in your desktop&apos;s key ring. A service that starts before you sign in cannot read it there: a satellite&apos;s stops with &quot;password-needed&quot;, a primary&apos;s proves each password slowly once after each start. Needs neither a datafile nor a code. JSON: {&quot;place&quot;:&quot;none&quot;|&quot;file&quot;|&quot;key-ring&quot;,&quot;path&quot;,&quot;error&quot;}.</source>
        <translation>Un mot de passe qu&apos;il faudra envoyer plus tard est conservé scellé, avec une clé qui est la vôtre sur cette machine. La clé est dans un fichier que vous seul pouvez lire ou, si vous le voulez, dans le trousseau de clés de votre bureau. Un service qui démarre avant que vous n&apos;ouvriez votre session ne peut pas l&apos;y lire&#xa0;: celui d&apos;un site satellite s&apos;arrête avec «&#xa0;password-needed&#xa0;», celui d&apos;un site primaire vérifie lentement chaque mot de passe une fois après chaque démarrage. Ne demande ni fichier de données ni code. JSON&#xa0;: {&quot;place&quot;:&quot;none&quot;|&quot;file&quot;|&quot;key-ring&quot;,&quot;path&quot;,&quot;error&quot;}.</translation>
    </message>
    <message>
        <source>Move the key into this desktop&apos;s key ring</source>
        <translation>Déplacer la clé dans le trousseau de clés de ce bureau</translation>
    </message>
    <message>
        <source>Move the key back into the file</source>
        <translation>Remettre la clé dans le fichier</translation>
    </message>
    <message>
        <source>The same, and where the key ring does not give the key, make a new one: passwords have to be entered again</source>
        <translation>De même et, là où le trousseau de clés ne donne pas la clé, en faire une nouvelle&#xa0;: il faut alors entrer de nouveau les mots de passe</translation>
    </message>
    <message>
        <source>It is a new one. Enter the password again, in the row of the primary, and that of the proxy where it has one.</source>
        <translation>C&apos;en est une nouvelle. Entrez de nouveau le mot de passe, dans la ligne du site primaire, et celui du proxy s&apos;il en a un.</translation>
    </message>
    <message>
        <source>Refused: %1. %2</source>
        <translation>Refusé&#xa0;: %1. %2</translation>
    </message>
    <message>
        <source>Number %1 has left the quarantine.</source>
        <translation>Le numéro %1 a quitté la quarantaine.</translation>
    </message>
    <message>
        <source>The data are one JSON object: what stands under recordData in a line of &quot;records get&quot;, not the line. Data that are no JSON, and records that this site may not change, are refused (exit status 2). JSON: {&quot;ok&quot;:true}.</source>
        <translation>Les données sont un objet JSON&#xa0;: ce qui figure sous recordData dans une ligne de «&#xa0;records get&#xa0;», pas la ligne. Les données qui ne sont pas du JSON et les enregistrements que ce site n&apos;a pas le droit de modifier sont refusés (statut de sortie 2). JSON&#xa0;: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>nothing came from standard input, which they are read from</source>
        <translation>rien n&apos;est venu de l&apos;entrée standard, d&apos;où elles sont lues</translation>
    </message>
    <message>
        <source>%1 is in %2 now.</source>
        <translation>%1 est maintenant dans %2.</translation>
    </message>
    <message>
        <source>%1 is gone from %2.</source>
        <translation>%1 n&apos;est plus dans %2.</translation>
    </message>
    <message>
        <source>The site with Sync ID %1 runs %2 and cannot be asked: of its records %3 are known here. Newer ones are missing until it initialises anew, by which it loses what it alone holds.</source>
        <translation>Le site dont l&apos;ID de synchro est %1 utilise %2, à qui l&apos;on ne peut rien demander&#xa0;: %3 de ses enregistrements sont connus ici. De plus récents manquent jusqu&apos;à ce qu&apos;il s&apos;initialise à nouveau, ce qui lui fait perdre ce que lui seul possède.</translation>
    </message>
    <message>
        <source>The datafile goes on on this machine. On the one where it was before nobody may synchronise with it any more.</source>
        <translation>Le fichier de données continue sur cette machine. Sur celle où il se trouvait avant, personne ne doit plus synchroniser avec lui.</translation>
    </message>
    <message>
        <source>Say how a restored or moved datafile goes on</source>
        <translation>Dire comment continue un fichier de données restauré ou déplacé</translation>
    </message>
    <message>
        <source>How it goes on</source>
        <translation>Comment cela continue</translation>
    </message>
    <message>
        <source>Go on so?</source>
        <translation>Continuer ainsi&#xa0;?</translation>
    </message>
    <message>
        <source>Synchronisation goes on.</source>
        <translation>La synchronisation continue.</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>Dernière sauvegarde</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sauvegarde</translation>
    </message>
    <message>
        <source>%1 may sign in now.</source>
        <translation>%1 peut maintenant se connecter.</translation>
    </message>
    <message>
        <source>%1 may no more sign in.</source>
        <translation>%1 ne peut plus se connecter.</translation>
    </message>
    <message>
        <source>The backup[ {path}] could not be written[: {why}].</source>
        <translation>La sauvegarde[ {path}] n&apos;a pas pu être écrite[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>See that the folder is there, that you may write there and that it has room, then try again. No half file was left.</source>
        <translation>Vérifiez que le dossier existe, que vous pouvez y écrire et qu&apos;il y a de la place, puis réessayez. Aucun fichier incomplet n&apos;a été laissé.</translation>
    </message>
    <message>
        <source>The backup[ {path}] is no whole datafile[: {why}].</source>
        <translation>La sauvegarde[ {path}] n&apos;est pas un fichier de données complet[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Take another backup. What was there before was not touched.</source>
        <translation>Prenez une autre sauvegarde. Ce qui s&apos;y trouvait avant n&apos;a pas été touché.</translation>
    </message>
    <message>
        <source>No backup has been made for long[: none in {path}][ since {since}].</source>
        <translation>Aucune sauvegarde n&apos;a été faite depuis longtemps[&#xa0;: aucune dans {path}][ depuis {since}].</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; cannot be the URL of a server[: {why}].</source>
        <translation>«&#xa0;{value}&#xa0;» ne peut pas être l&apos;URL d&apos;un serveur[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Enter http:// or https://, the name or address of the server and, where it has one, the port; nothing more.</source>
        <translation>Entrez http:// ou https://, le nom ou l&apos;adresse du serveur et, s&apos;il en a un, le port&#xa0;; rien de plus.</translation>
    </message>
    <message>
        <source>Enter the address of the primary. Its administrator knows it.[ The preference &quot;{name}&quot; names another machine, or nothing where there is none.]</source>
        <translation>Entrez l&apos;adresse du site primaire. Son administrateur la connaît.[ La préférence «&#xa0;{name}&#xa0;» nomme une autre machine, ou rien s&apos;il n&apos;y en a pas.]</translation>
    </message>
    <message>
        <source>There is no such record[: {id} in {table}][: number {number} of the quarantine].</source>
        <translation>Cet enregistrement n&apos;existe pas[&#xa0;: {id} dans {table}][&#xa0;: numéro {number} de la quarantaine].</translation>
    </message>
    <message>
        <source>Check what was typed, capital letters included[; &quot;{list}&quot; shows those there are].</source>
        <translation>Vérifiez ce qui a été saisi, majuscules comprises[&#xa0;; «&#xa0;{list}&#xa0;» montre ceux qui existent].</translation>
    </message>
    <message>
        <source>The primary is an older copy than this site knows: it was restored from a backup[ (known here: {known}, found there: {found})].</source>
        <translation>Le site primaire est une copie plus ancienne que ce que ce site en connaît&#xa0;: il a été restauré depuis une sauvegarde[ (connu ici&#xa0;: {known}, trouvé là-bas&#xa0;: {found})].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to choose what happens, there; until then nothing is sent or fetched, and nothing is lost here.</source>
        <translation>L&apos;administrateur du site primaire doit y choisir la suite&#xa0;; d&apos;ici là rien n&apos;est envoyé ni reçu, et rien n&apos;est perdu ici.</translation>
    </message>
    <message>
        <source>This site&apos;s datafile is an older copy than the primary knows[ (known there: {known}, found here: {found})].</source>
        <translation>Le fichier de données de ce site est une copie plus ancienne que ce qu&apos;en connaît le site primaire[ (connu là-bas&#xa0;: {known}, trouvé ici&#xa0;: {found})].</translation>
    </message>
    <message>
        <source>The primary was restored from a backup, or is another copy than before.</source>
        <translation>Le site primaire a été restauré depuis une sauvegarde, ou est une autre copie qu&apos;avant.</translation>
    </message>
    <message>
        <source>This primary is an older copy than the site with Sync ID {syncId} knows[ (known there: {known}, found here: {found})].</source>
        <translation>Ce site primaire est une copie plus ancienne que ce qu&apos;en connaît le site dont l&apos;ID de synchro est {syncId}[ (connu là-bas&#xa0;: {known}, trouvé ici&#xa0;: {found})].</translation>
    </message>
    <message>
        <source>The datafile of the site with Sync ID {syncId} is an older copy[ (known here: {known}, found there: {found})].</source>
        <translation>Le fichier de données du site dont l&apos;ID de synchro est {syncId} est une copie plus ancienne[ (connu ici&#xa0;: {known}, trouvé là-bas&#xa0;: {found})].</translation>
    </message>
    <message>
        <source>Whoever runs that site has to choose what happens, there.</source>
        <translation>Qui administre ce site doit y choisir la suite.</translation>
    </message>
    <message>
        <source>Two machines synchronise as the site with Sync ID {syncId}.</source>
        <translation>Deux machines se synchronisent comme le site dont l&apos;ID de synchro est {syncId}.</translation>
    </message>
    <message>
        <source>This datafile was used on another machine before; it may be a copy.</source>
        <translation>Ce fichier de données a été utilisé avant sur une autre machine&#xa0;; c&apos;est peut-être une copie.</translation>
    </message>
    <message>
        <source>If the site has moved to this machine, choose &quot;keep this&quot; in the window or with &quot;mailboatctl recover&quot;. A copy to try things on must not synchronise.</source>
        <translation>Si le site a été déplacé sur cette machine, choisissez de le garder ici, dans la fenêtre ou par «&#xa0;mailboatctl recover&#xa0;». Une copie faite pour des essais ne doit pas synchroniser.</translation>
    </message>
    <message>
        <source>This datafile was restored from a backup and waits to be confirmed.</source>
        <translation>Ce fichier de données a été restauré d&apos;une sauvegarde et attend d&apos;être confirmé.</translation>
    </message>
    <message>
        <source>Initialise that site anew. If others show such positions too, this primary may be an older copy.</source>
        <translation>Réinitialisez ce site. Si d&apos;autres montrent aussi de telles positions, ce site primaire est peut-être une copie plus ancienne.</translation>
    </message>
    <message>
        <source>no site of the list has this name</source>
        <translation>aucun site de la liste ne porte ce nom</translation>
    </message>
    <message>
        <source>its password was wrong</source>
        <translation>son mot de passe était faux</translation>
    </message>
    <message>
        <source>too many wrong passwords came for it</source>
        <translation>trop de mots de passe faux sont venus pour lui</translation>
    </message>
    <message>
        <source>it called from another machine, or named none</source>
        <translation>il a appelé d&apos;une autre machine, ou n&apos;en a nommé aucune</translation>
    </message>
    <message>
        <source>no store is active on it</source>
        <translation>aucun magasin n&apos;y est actif</translation>
    </message>
    <message>
        <source>its program speaks a version that is not taken here</source>
        <translation>son programme parle une version qui n&apos;est pas acceptée ici</translation>
    </message>
    <message>
        <source>Have the name corrected where it was entered, or add the site to the list.</source>
        <translation>Faites corriger le nom là où il a été saisi, ou ajoutez le site à la liste.</translation>
    </message>
    <message>
        <source>Where its machine was replaced, let the new one in with &quot;mailboatctl peers clear-hardware %1&quot;; where it was not, somebody else has its password.</source>
        <translation>Si sa machine a été remplacée, laissez entrer la nouvelle avec «&#xa0;mailboatctl peers clear-hardware %1&#xa0;»&#xa0;; sinon, quelqu&apos;un d&apos;autre a son mot de passe.</translation>
    </message>
    <message>
        <source>Make a store active on site %1.</source>
        <translation>Rendez un magasin actif sur le site %1.</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: this datafile is an older copy, and somebody has to choose how it goes on.</source>
        <translation>La synchronisation s&apos;est arrêtée&#xa0;: ce fichier de données est une copie plus ancienne, et quelqu&apos;un doit choisir la suite.</translation>
    </message>
    <message>
        <source>yes: this datafile is an older copy; &quot;mailboatctl recover&quot; says how it goes on</source>
        <translation>oui&#xa0;: ce fichier de données est une copie plus ancienne&#xa0;; «&#xa0;mailboatctl recover&#xa0;» dit comment continuer</translation>
    </message>
    <message>
        <source>yes: the primary is an older copy than a site has seen; &quot;mailboatctl recover --choice collect&quot; at the primary says how it goes on</source>
        <translation>oui&#xa0;: le site primaire est une copie plus ancienne que ce qu&apos;un site en a vu&#xa0;; «&#xa0;mailboatctl recover --choice collect&#xa0;» au site primaire dit comment continuer</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: this datafile was used on another machine before, and may be a copy.</source>
        <translation>La synchronisation est arrêtée&#xa0;: ce fichier de données a été utilisé avant sur une autre machine, et c&apos;est peut-être une copie.</translation>
    </message>
    <message>
        <source>yes: this datafile was used on another machine before; &quot;mailboatctl recover --choice keep-this&quot; keeps it here</source>
        <translation>oui&#xa0;: ce fichier de données a été utilisé avant sur une autre machine&#xa0;; «&#xa0;mailboatctl recover --choice keep-this&#xa0;» le garde ici</translation>
    </message>
    <message>
        <source>test endpoints are a primary&apos;s, and this site is a satellite</source>
        <translation>les adresses de test sont celles d&apos;un site primaire, et ce site est un satellite</translation>
    </message>
    <message>
        <source>that is the datafile itself</source>
        <translation>c&apos;est le fichier de données lui-même</translation>
    </message>
    <message>
        <source>%1 is for a primary, and this site is a satellite</source>
        <translation>%1 est pour un site primaire, et ce site est un satellite</translation>
    </message>
    <message>
        <source>the preference &quot;%1&quot;</source>
        <translation>la préférence «&#xa0;%1&#xa0;»</translation>
    </message>
    <message>
        <source>what was said of the site in the list</source>
        <translation>ce qui a été dit du site de la liste</translation>
    </message>
    <message>
        <source>the full path of a folder for daily backups, as in /media/backup/mailboat, or nothing</source>
        <translation>le chemin complet d&apos;un dossier pour les sauvegardes quotidiennes, comme /media/backup/mailboat, ou rien</translation>
    </message>
    <message>
        <source>there is no store &quot;%1&quot; here</source>
        <translation>il n&apos;y a pas de magasin «&#xa0;%1&#xa0;» ici</translation>
    </message>
    <message>
        <source>this is a whole line as &quot;records get&quot; and &quot;records export&quot; write it: give only what stands in it under recordData, or the line to &quot;records import&quot;</source>
        <translation>c&apos;est une ligne entière, telle que «&#xa0;records get&#xa0;» et «&#xa0;records export&#xa0;» l&apos;écrivent&#xa0;: ne donnez que ce qui y figure sous recordData, ou donnez la ligne à «&#xa0;records import&#xa0;»</translation>
    </message>
    <message>
        <source>this datafile was used on another machine before: the choice is keep-this</source>
        <translation>ce fichier de données a été utilisé avant sur une autre machine&#xa0;: le choix est keep-this</translation>
    </message>
    <message>
        <source>this datafile is on its own machine</source>
        <translation>ce fichier de données est sur sa propre machine</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is for a primary</source>
        <translation>«&#xa0;%1&#xa0;» est pour un primaire</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is for a satellite</source>
        <translation>«&#xa0;%1&#xa0;» est pour un satellite</translation>
    </message>
    <message>
        <source>it does not answer, or waits for somebody to unlock it</source>
        <translation>il ne répond pas, ou attend que quelqu&apos;un le déverrouille</translation>
    </message>
    <message>
        <source>what stands in its entry is no key</source>
        <translation>ce qui est dans son entrée n&apos;est pas une clé</translation>
    </message>
    <message>
        <source>the key is not found in it</source>
        <translation>la clé ne s&apos;y trouve pas</translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation>il est verrouillé</translation>
    </message>
    <message>
        <source>it refuses</source>
        <translation>il refuse</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>il ne répond pas</translation>
    </message>
    <message>
        <source>another key stands in its entry</source>
        <translation>une autre clé est dans son entrée</translation>
    </message>
    <message>
        <source>it was used on another machine before, and nobody has said yet that it goes on here</source>
        <translation>il a été utilisé avant sur une autre machine, et personne n&apos;a encore dit qu&apos;il continue ici</translation>
    </message>
    <message>
        <source>it was restored from a backup, and nobody has said yet how it goes on</source>
        <translation>il a été restauré d&apos;une sauvegarde, et personne n&apos;a encore dit comment il continue</translation>
    </message>
    <message>
        <source>its folder is not there</source>
        <translation>son dossier n&apos;existe pas</translation>
    </message>
    <message>
        <source>Key for passwords…: passwords are kept sealed with a key of yours on this machine, in a file that you alone may read. Here it moves into the desktop&apos;s key ring, which is open while you are signed in, or back.</source>
        <translation>Clé des mots de passe…&#xa0;: les mots de passe sont conservés scellés avec une clé qui est la vôtre sur cette machine, dans un fichier que vous seul pouvez lire. Elle passe ici dans le trousseau de clés du bureau, qui est ouvert tant que votre session l&apos;est, ou en revient.</translation>
    </message>
    <message>
        <source>A call to this primary was refused</source>
        <translation>Un appel à ce site primaire a été refusé</translation>
    </message>
    <message>
        <source>A site has seen more of this primary than it has</source>
        <translation>Un site a vu plus de ce site primaire que celui-ci ne contient</translation>
    </message>
    <message>
        <source>The datafile of a site is an older copy</source>
        <translation>Le fichier de données d&apos;un site est une copie plus ancienne</translation>
    </message>
    <message>
        <source>Two machines synchronise as one site</source>
        <translation>Deux machines se synchronisent comme un seul site</translation>
    </message>
    <message>
        <source>A site showed a position that this primary has never given</source>
        <translation>Un site a montré une position que ce site primaire n&apos;a jamais donnée</translation>
    </message>
    <message>
        <source>The datafile was restored from a backup</source>
        <translation>Le fichier de données a été restauré d&apos;une sauvegarde</translation>
    </message>
    <message>
        <source>Synchronisation has stopped until somebody chooses</source>
        <translation>La synchronisation est arrêtée jusqu&apos;à ce que quelqu&apos;un choisisse</translation>
    </message>
    <message>
        <source>Synchronisation goes on</source>
        <translation>La synchronisation continue</translation>
    </message>
    <message>
        <source>Somebody chose how synchronisation goes on</source>
        <translation>Quelqu&apos;un a choisi comment la synchronisation continue</translation>
    </message>
    <message>
        <source>Choose what happens with &quot;mailboatctl recover --choice collect&quot;, which asks the sites to send again all that they own.</source>
        <translation>Choisissez la suite par «&#xa0;mailboatctl recover --choice collect&#xa0;», qui demande aux sites de renvoyer tout ce qui leur appartient.</translation>
    </message>
    <message>
        <source>The primary is an older copy than a site has seen of it: that site stands still, and records are missing at the primary.</source>
        <translation>Le site primaire est une copie plus ancienne que ce qu&apos;un site en a vu&#xa0;: ce site est arrêté, et des enregistrements manquent au site primaire.</translation>
    </message>
    <message>
        <source>Two machines synchronise as one site, which stands still.</source>
        <translation>Deux machines se synchronisent comme un seul site, qui est arrêté.</translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} shows a position that this primary has never given[: {value}].</source>
        <translation>Le site dont l&apos;ID de synchro est {syncId} montre une position que ce site primaire n&apos;a jamais donnée[&#xa0;: {value}].</translation>
    </message>
    <message>
        <source>This desktop&apos;s key ring cannot be used[: {why}].</source>
        <translation>Le trousseau de clés de ce bureau n&apos;est pas utilisable[&#xa0;: {why}].</translation>
    </message>
    <message>
        <source>Sign in at the desktop and unlock its key ring, then try again. Where the key for passwords stands in it, and is gone for good, make a new one with &quot;mailboatctl key --new&quot; and enter the password again, in the row of the primary; nothing else is lost.</source>
        <translation>Ouvrez une session sur le bureau et déverrouillez son trousseau, puis réessayez. Si la clé des mots de passe s&apos;y trouve et est perdue pour de bon, créez-en une autre par «&#xa0;mailboatctl key --new&#xa0;» et entrez de nouveau le mot de passe, dans la ligne du site primaire&#xa0;; rien d&apos;autre n&apos;est perdu.</translation>
    </message>
    <message>
        <source>the backup is of the site with Sync ID %1, and the datafile here is that of Sync ID %2: name another one with --datafile</source>
        <translation>la sauvegarde est celle du site dont l&apos;ID de synchro est %1, et le fichier de données ici est celui de l&apos;ID de synchro %2&#xa0;: indiquez-en un autre avec --datafile</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 est vide</translation>
    </message>
    <message numerus="yes">
        <source>The backup is of the site with Sync ID %1, was made on %2 and has %Ln records.</source>
        <translation>
            <numerusform>La sauvegarde est celle du site dont l&apos;ID de synchro est %1, date du %2 et contient %Ln enregistrement.</numerusform>
            <numerusform>La sauvegarde est celle du site dont l&apos;ID de synchro est %1, date du %2 et contient %Ln enregistrements.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The backup is of the site with Sync ID %1 (%2), was made on %3 and has %Ln records.</source>
        <translation>
            <numerusform>La sauvegarde est celle du site dont l&apos;ID de synchro est %1 (%2), date du %3 et contient %Ln enregistrement.</numerusform>
            <numerusform>La sauvegarde est celle du site dont l&apos;ID de synchro est %1 (%2), date du %3 et contient %Ln enregistrements.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its log ends on %1.</source>
        <translation>Son journal s&apos;arrête le %1.</translation>
    </message>
    <message>
        <source>The datafile %1 cannot be read, so nobody can tell how many of its records were never sent.</source>
        <translation>Le fichier de données %1 ne peut pas être lu&#xa0;: personne ne peut donc dire combien de ses enregistrements n&apos;ont jamais été envoyés.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records of the datafile %1 were never sent: they are in the file alone that is kept of it.</source>
        <translation>
            <numerusform>%Ln enregistrement du fichier de données %1 n&apos;a jamais été envoyé&#xa0;: il ne se trouve que dans le fichier qui en est conservé.</numerusform>
            <numerusform>%Ln enregistrements du fichier de données %1 n&apos;ont jamais été envoyés&#xa0;: ils ne se trouvent que dans le fichier qui en est conservé.</numerusform>
        </translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>il n&apos;existe pas</translation>
    </message>
    <message>
        <source>The backup is checked as a whole and copied; it stays as it is. A datafile that is there already is kept beside the new one, as &quot;&lt;datafile&gt;.before-restore-&lt;time&gt;&quot;. Nothing is synchronised then until &quot;mailboatctl recover&quot; has said how it goes on: the others have seen more than the backup knows.
It says first what the backup is, and how many records of the datafile were never sent. At a terminal it asks.
Exit status 2 where there is no such file, or where the backup is of another site; 4 where an engine runs on the datafile, where its folder is not there, or where the backup is none or not whole: then nothing has changed.
JSON: {&quot;datafile&quot;,&quot;kept&quot; (null: there was none),&quot;syncId&quot;,&quot;userName&quot;,&quot;made&quot;,&quot;records&quot;}.</source>
        <translation>La sauvegarde est vérifiée en entier et copiée&#xa0;; elle reste comme elle est. Un fichier de données qui s&apos;y trouve déjà est conservé à côté du nouveau, sous le nom «&#xa0;&lt;datafile&gt;.before-restore-&lt;time&gt;&#xa0;». Rien n&apos;est alors synchronisé jusqu&apos;à ce que «&#xa0;mailboatctl recover&#xa0;» ait dit comment cela continue&#xa0;: les autres en ont vu plus que la sauvegarde n&apos;en sait.
La commande dit d&apos;abord ce qu&apos;est la sauvegarde, et combien d&apos;enregistrements du fichier de données n&apos;ont jamais été envoyés. Dans un terminal, elle demande.
Code de sortie 2 si le fichier n&apos;existe pas, ou si la sauvegarde est celle d&apos;un autre site&#xa0;; 4 si un moteur tourne sur le fichier de données, si son dossier n&apos;existe pas, ou si la sauvegarde n&apos;en est pas une ou n&apos;est pas complète&#xa0;: alors rien n&apos;a changé.
JSON&#xa0;: {&quot;datafile&quot;,&quot;kept&quot; (null&#xa0;: il n&apos;y en avait pas),&quot;syncId&quot;,&quot;userName&quot;,&quot;made&quot;,&quot;records&quot;}.</translation>
    </message>
    <message>
        <source>The site that sent this was restored from a backup, and had sent a newer form of the record before. The newer one was kept.</source>
        <translation>Le site qui a envoyé ceci a été restauré depuis une sauvegarde, et avait envoyé auparavant une forme plus récente de l&apos;enregistrement. La plus récente a été gardée.</translation>
    </message>
    <message>
        <source>The primary does not have this record any more, which was fetched from it.</source>
        <translation>Le site primaire n&apos;a plus cet enregistrement, qui avait été reçu de lui.</translation>
    </message>
    <message>
        <source>it was changed while it was read</source>
        <translation>elle a été modifiée pendant qu&apos;elle était lue</translation>
    </message>
    <message>
        <source>another program has made it</source>
        <translation>elle vient d&apos;un autre programme</translation>
    </message>
    <message>
        <source>a change of it was broken off</source>
        <translation>une modification en a été interrompue</translation>
    </message>
    <message>
        <source>What can be taken now leaves the quarantine; what the primary has refused by itself is sent again with the next synchronisation. At a primary this lets in joins to patients beyond a site&apos;s number a day. An older form of a record that a restored site has sent takes the newer one&apos;s place only by its number. JSON: {&quot;records&quot;:n}, how many left it. Exit status 1 where there is none of the number given.</source>
        <translation>Ce qui peut maintenant être pris quitte la quarantaine&#xa0;; ce que le site primaire a refusé à part est renvoyé à la prochaine synchronisation. Sur un site primaire, cela laisse entrer les liaisons à des patients au-delà du nombre quotidien d&apos;un site. Une forme plus ancienne d&apos;un enregistrement, envoyée par un site restauré, ne prend la place de la plus récente que par son numéro. JSON&#xa0;: {&quot;records&quot;:n}, le nombre de ceux qui l&apos;ont quittée. Statut de sortie 1 s&apos;il n&apos;y en a pas du numéro donné.</translation>
    </message>
    <message>
        <source>At a primary: for this site alone</source>
        <translation>Sur un site primaire&#xa0;: pour ce site seul</translation>
    </message>
    <message>
        <source>A primary answers its satellites and prints &quot;listening on http://A:P&quot; when it is ready; a satellite synchronises at its interval and prints &quot;synchronising with URL every N min&quot;. Changes that other processes make to the preferences are followed. SIGTERM finishes the batch in hand, then ends with 0; Ctrl-C does the same and ends with 130. Certificate and key are taken anew when their files change, or at SIGHUP, without a connection being dropped; a pair that does not fit leaves the one before in use.
Exit status 1 where the port is in use, 4 where another engine runs on the datafile.
JSON: {&quot;event&quot;:&quot;listening&quot;,&quot;url&quot;} (and behind it, where it or a site of it stands still, {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}), {&quot;event&quot;:&quot;synchronising&quot;,&quot;url&quot;,&quot;minutes&quot;} or {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}; with --progress further lines: progress as in &quot;sync&quot;, and {&quot;event&quot;:&quot;cycle&quot;,…} with the report of each cycle.</source>
        <translation>Un site primaire répond à ses satellites et affiche «&#xa0;listening on http://A:P&#xa0;» quand il est prêt&#xa0;; un satellite se synchronise à son intervalle et affiche «&#xa0;synchronising with URL every N min&#xa0;». Les modifications que d&apos;autres processus apportent aux préférences sont suivies. SIGTERM termine le lot en cours, puis finit avec 0&#xa0;; Ctrl-C fait de même et finit avec 130. Le certificat et la clé sont repris quand leurs fichiers changent, ou au signal SIGHUP, sans couper aucune connexion&#xa0;; une paire qui ne convient pas laisse la précédente en service.
Statut de sortie 1 si le port est occupé, 4 si un autre moteur utilise le fichier de données.
JSON&#xa0;: {&quot;event&quot;:&quot;listening&quot;,&quot;url&quot;} (et derrière, là où lui ou un de ses sites est arrêté, {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}), {&quot;event&quot;:&quot;synchronising&quot;,&quot;url&quot;,&quot;minutes&quot;} ou {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}&#xa0;; avec --progress, d&apos;autres lignes&#xa0;: la progression comme pour «&#xa0;sync&#xa0;», et {&quot;event&quot;:&quot;cycle&quot;,…} avec le compte rendu de chaque cycle.</translation>
    </message>
    <message>
        <source>Choose what happens, in the window or with &quot;mailboatctl recover&quot;.</source>
        <translation>Choisissez la suite, dans la fenêtre ou par «&#xa0;mailboatctl recover&#xa0;».</translation>
    </message>
    <message>
        <source>Nothing to do, unless the older form is the right one: then try it again by its number.</source>
        <translation>Rien à faire, sauf si la forme plus ancienne est la bonne&#xa0;: réessayez alors celle-ci par son numéro.</translation>
    </message>
    <message>
        <source>this primary was restored from a backup, and nobody has said yet how it goes on</source>
        <translation>ce site primaire a été restauré d&apos;une sauvegarde, et personne n&apos;a encore dit comment il continue</translation>
    </message>
    <message>
        <source>this primary was used on another machine before, and nobody has said yet that it goes on here</source>
        <translation>ce site primaire a été utilisé avant sur une autre machine, et personne n&apos;a encore dit qu&apos;il continue ici</translation>
    </message>
    <message>
        <source>synchronisation is off at this primary</source>
        <translation>la synchronisation est arrêtée sur ce site primaire</translation>
    </message>
    <message>
        <source>two machines synchronise as this site, and the other one was chosen</source>
        <translation>deux machines se synchronisent comme ce site, et c&apos;est l&apos;autre qui a été choisie</translation>
    </message>
    <message>
        <source>&quot;mailboatctl status&quot; says why.</source>
        <translation>«&#xa0;mailboatctl status&#xa0;» dit pourquoi.</translation>
    </message>
    <message>
        <source>Have the machine that was not chosen switched off, or removed from synchronisation. If it is the one that should go on, have &quot;fetch&quot; chosen there: the other one is stopped then.</source>
        <translation>Faites éteindre la machine qui n&apos;a pas été choisie, ou retirez-la de la synchronisation. Si c&apos;est elle qui doit continuer, faites choisir «&#xa0;fetch&#xa0;» là-bas&#xa0;: l&apos;autre est alors arrêtée.</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: the key for the password of this site is in this desktop&apos;s key ring, which cannot be used. Once it is unlocked, synchronisation goes on by itself.</source>
        <translation>La synchronisation est arrêtée&#xa0;: la clé du mot de passe de ce site est dans le trousseau de ce bureau, qui n&apos;est pas utilisable. Dès qu&apos;il est déverrouillé, la synchronisation continue d&apos;elle-même.</translation>
    </message>
    <message>
        <source>yes: the key for the password is in this desktop&apos;s key ring, which cannot be used; once it is unlocked, synchronisation goes on by itself</source>
        <translation>oui&#xa0;: la clé du mot de passe est dans le trousseau de ce bureau, qui n&apos;est pas utilisable&#xa0;; dès qu&apos;il est déverrouillé, la synchronisation continue d&apos;elle-même</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: the key for the password of this site cannot be used on this machine.</source>
        <translation>La synchronisation est arrêtée&#xa0;: la clé du mot de passe de ce site n&apos;est pas utilisable sur cette machine.</translation>
    </message>
    <message>
        <source>yes: the key for the password cannot be used on this machine; the last error says what helps</source>
        <translation>oui&#xa0;: la clé du mot de passe n&apos;est pas utilisable sur cette machine&#xa0;; la dernière erreur dit ce qui aide</translation>
    </message>
    <message>
        <source>this datafile does not stand still as an older copy</source>
        <translation>ce fichier de données n&apos;est pas arrêté comme copie plus ancienne</translation>
    </message>
    <message>
        <source>it cannot be told whether this copy has missed something, since one of the two ends has never said how far it has come: the choice is fetch</source>
        <translation>on ne peut pas dire si quelque chose manque à cette copie, car l&apos;un des deux côtés n&apos;a jamais dit jusqu&apos;où il est arrivé&#xa0;: le choix est fetch</translation>
    </message>
    <message>
        <source>the primary was itself restored since this copy was made: the choice is fetch</source>
        <translation>le site primaire a lui-même été restauré depuis que cette copie a été faite&#xa0;: le choix est fetch</translation>
    </message>
    <message>
        <source>C&amp;ollect from all sites</source>
        <translation>&amp;Rassembler depuis tous les sites</translation>
    </message>
    <message>
        <source>&amp;Fetch everything anew</source>
        <translation>&amp;Tout récupérer à nouveau</translation>
    </message>
    <message>
        <source>Go on as it &amp;is</source>
        <translation>Continuer tel q&amp;uel</translation>
    </message>
    <message>
        <source>&amp;Keep this one</source>
        <translation>&amp;Garder celui-ci</translation>
    </message>
    <message>
        <source>The primary is asked whether this copy has missed anything. Where it has not, nothing is fetched anew, and what waits here is sent with the next synchronisation. Records that wait: %1. Records that are here: %2.</source>
        <translation>Il est demandé au site primaire si quelque chose manque à cette copie. Si rien ne manque, rien n&apos;est récupéré à nouveau, et ce qui attend ici est envoyé à la prochaine synchronisation. Enregistrements qui attendent&#xa0;: %1. Enregistrements présents ici&#xa0;: %2.</translation>
    </message>
    <message>
        <source>--site is for a primary, which chooses for one of its sites</source>
        <translation>--site est pour un site primaire, qui choisit pour l&apos;un de ses sites</translation>
    </message>
    <message>
        <source>for the site with Sync ID %1, &quot;%2&quot; is chosen at that site</source>
        <translation>pour le site dont l&apos;ID de synchro est %1, «&#xa0;%2&#xa0;» se choisit sur ce site</translation>
    </message>
    <message>
        <source>two machines have not been seen as the site with Sync ID %1</source>
        <translation>deux machines n&apos;ont pas été vues comme le site dont l&apos;ID de synchro est %1</translation>
    </message>
    <message>
        <source>the site with Sync ID %1 is the older copy, not this primary: whoever runs it has to choose there</source>
        <translation>c&apos;est le site dont l&apos;ID de synchro est %1 qui est la copie plus ancienne, non ce site primaire&#xa0;: qui s&apos;en occupe doit choisir là-bas</translation>
    </message>
    <message>
        <source>two machines synchronise as the site with Sync ID %1: the choice is keep-this</source>
        <translation>deux machines se synchronisent comme le site dont l&apos;ID de synchro est %1&#xa0;: le choix est keep-this</translation>
    </message>
    <message>
        <source>the site with Sync ID %1 runs %2, which cannot be asked: what it has sent since the copy was made is missing here until it initialises anew, by which it loses what it alone holds</source>
        <translation>le site dont l&apos;ID de synchro est %1 utilise %2, à qui on ne peut rien demander&#xa0;: ce qu&apos;il a envoyé depuis que la copie a été faite manque ici jusqu&apos;à ce qu&apos;il s&apos;initialise à nouveau, ce qui lui fait perdre ce qu&apos;il est seul à avoir</translation>
    </message>
    <message>
        <source>Programs there: %1.</source>
        <translation>Programmes sur place&#xa0;: %1.</translation>
    </message>
    <message>
        <source>A backup is a copy of everything that this site holds: its records, its settings and what waits to be sent. It is made while everything goes on, and nobody has to stop working for it.</source>
        <translation>Une sauvegarde est une copie de tout ce que ce site contient&#xa0;: ses enregistrements, ses réglages et ce qui attend d&apos;être envoyé. Elle se fait pendant que tout continue, et personne n&apos;a besoin d&apos;arrêter de travailler.</translation>
    </message>
    <message>
        <source>Backup by hand</source>
        <translation>Sauvegarde à la main</translation>
    </message>
    <message>
        <source>Back up now: makes one at once, into the folder for backups; where none is saved, it asks for a file. The copy is read back before it gets its name, and nothing that is there is ever replaced. It needs no code.</source>
        <translation>Sauvegarder maintenant&#xa0;: en fait une tout de suite, dans le dossier des sauvegardes&#xa0;; si aucun n&apos;est enregistré, un fichier est demandé. La copie est relue avant de recevoir son nom, et rien de ce qui existe n&apos;est jamais remplacé. Aucun code n&apos;est nécessaire.</translation>
    </message>
    <message>
        <source>File of the last backup: where it is. Files that sites have attached to records lie beside it, in a folder of the same name that ends with &quot;.files&quot;: keep both together.</source>
        <translation>Fichier de la dernière sauvegarde&#xa0;: où elle se trouve. Les fichiers que des sites ont joints à des enregistrements sont à côté, dans un dossier du même nom qui se termine par «&#xa0;.files&#xa0;»&#xa0;: gardez les deux ensemble.</translation>
    </message>
    <message>
        <source>Daily backups</source>
        <translation>Sauvegardes quotidiennes</translation>
    </message>
    <message>
        <source>Folder for backups: on another disk than this one, or it is lost together with what it should replace. On a disk that may be away choose a folder below the place where the disk appears.</source>
        <translation>Dossier des sauvegardes&#xa0;: sur un autre disque que celui-ci, sinon il se perd avec ce qu&apos;il doit remplacer. Sur un disque qui peut être absent, choisissez un dossier sous l&apos;endroit où le disque apparaît.</translation>
    </message>
    <message>
        <source>Back up every day: whatever synchronises this site makes one a day in that folder. Where that fails, this page, the icon in the tray and &quot;mailboatctl status&quot; say so, and it is tried again after an hour.</source>
        <translation>Sauvegarder chaque jour&#xa0;: ce qui synchronise ce site en fait une par jour dans ce dossier. En cas d&apos;échec, cette page, l&apos;icône de la zone de notification et «&#xa0;mailboatctl status&#xa0;» le disent, et un nouvel essai a lieu après une heure.</translation>
    </message>
    <message>
        <source>Daily backups to keep: as many of the daily ones stay, older ones are removed. Those that were made by hand are never removed.</source>
        <translation>Sauvegardes quotidiennes à garder&#xa0;: autant de sauvegardes quotidiennes restent, les plus anciennes sont supprimées. Celles faites à la main ne le sont jamais.</translation>
    </message>
    <message>
        <source>Putting a backup back</source>
        <translation>Remettre une sauvegarde</translation>
    </message>
    <message>
        <source>Press &quot;Click to un-lock&quot;, then &quot;Restore…&quot;, and choose the backup. It is looked at first: you are told which site it is of and when it was made.</source>
        <translation>Appuyez sur «&#xa0;Cliquer pour déverrouiller&#xa0;», puis sur «&#xa0;Restaurer…&#xa0;», et choisissez la sauvegarde. Elle est d&apos;abord examinée&#xa0;: vous apprenez de quel site elle est et quand elle a été faite.</translation>
    </message>
    <message>
        <source>Say yes. The window closes while the backup is put in the place of the datafile, and comes back. What was there before is kept beside it.</source>
        <translation>Dites oui. La fenêtre se ferme pendant que la sauvegarde prend la place du fichier de données, puis revient. Ce qui s&apos;y trouvait avant est conservé à côté.</translation>
    </message>
    <message>
        <source>Nothing is synchronised then: the others have seen more than the backup knows. On the page Synchronise press &quot;Choose what happens…&quot;. Each choice says what it does, and how many records that moves.</source>
        <translation>Rien n&apos;est alors synchronisé&#xa0;: les autres en ont vu plus que la sauvegarde n&apos;en sait. Sur la page Synchroniser, appuyez sur «&#xa0;Choisir la suite…&#xa0;». Chaque choix dit ce qu&apos;il fait, et combien d&apos;enregistrements cela déplace.</translation>
    </message>
    <message>
        <source>Help for the page Backup</source>
        <translation>Aide de la page Sauvegarde</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>aujourd&apos;hui %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>hier %1</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>With a number it prints that entry with its data; JSON: the same object, with &quot;data&quot;: a text, byte for byte as the record came; null where it has none, or they are not kept. Exit status 1 where there is none of that number.</source>
        <translation>Avec un numéro, elle affiche cette entrée avec ses données&#xa0;; JSON&#xa0;: le même objet, avec &quot;data&quot;&#xa0;: un texte, octet pour octet tel que l&apos;enregistrement est venu&#xa0;; null s&apos;il n&apos;en a pas, ou si elles ne sont pas conservées. Statut de sortie 1 s&apos;il n&apos;y a rien sous ce numéro.</translation>
    </message>
    <message>
        <source>Only this one, with its data</source>
        <translation>Seulement celui-ci, avec ses données</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records left the quarantine.</source>
        <translation>
            <numerusform>%Ln enregistrement a quitté la quarantaine.</numerusform>
            <numerusform>%Ln enregistrements ont quitté la quarantaine.</numerusform>
        </translation>
    </message>
    <message>
        <source>The site with Sync ID %1 goes on with the machine that has come further. The other one must not synchronise any more: where it calls again, both are stopped again. What it has not sent is lost, unless &quot;fetch&quot; is chosen there: that sends it, and stops the first one.</source>
        <translation>Le site dont l&apos;ID de synchro est %1 continue avec la machine qui est allée le plus loin. L&apos;autre ne doit plus se synchroniser&#xa0;: si elle appelle encore, les deux sont de nouveau arrêtées. Ce qu&apos;elle n&apos;a pas envoyé est perdu, sauf si «&#xa0;fetch&#xa0;» y est choisi&#xa0;: cela l&apos;envoie, et arrête la première.</translation>
    </message>
    <message numerus="yes">
        <source>Queue %Ln records for the site with Sync ID %1?</source>
        <translation>
            <numerusform>Mettre en attente %Ln enregistrement pour le site dont l&apos;ID de synchro est %1&#xa0;?</numerusform>
            <numerusform>Mettre en attente %Ln enregistrements pour le site dont l&apos;ID de synchro est %1&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>Choose another name or another folder, or use the file that is there.</source>
        <translation>Choisissez un autre nom ou un autre dossier, ou utilisez le fichier qui existe.</translation>
    </message>
    <message>
        <source>See that the folder for backups is there and has room. &quot;Back up now&quot; in the window, or &quot;mailboatctl backup&quot;, makes one now.</source>
        <translation>Vérifiez que le dossier des sauvegardes existe et qu&apos;il y a de la place. «&#xa0;Sauvegarder maintenant&#xa0;» dans la fenêtre, ou «&#xa0;mailboatctl backup&#xa0;», en fait une maintenant.</translation>
    </message>
    <message>
        <source>Choose what happens with &quot;mailboatctl recover&quot;; &quot;fetch&quot; keeps what waits here and fetches everything anew. Where another machine is this site by now, switch this one off instead: &quot;fetch&quot; and &quot;keep-this&quot; here would stop that one.</source>
        <translation>Choisissez la suite par «&#xa0;mailboatctl recover&#xa0;»&#xa0;; «&#xa0;fetch&#xa0;» garde ce qui attend ici et récupère tout. Si une autre machine est ce site à présent, éteignez plutôt celle-ci&#xa0;: «&#xa0;fetch&#xa0;» et «&#xa0;keep-this&#xa0;» ici arrêteraient l&apos;autre.</translation>
    </message>
    <message>
        <source>yes: two machines synchronise as one site; &quot;mailboatctl recover --choice keep-this&quot; at one of them lets it go on, &quot;mailboatctl recover --site ID --choice keep-this&quot; at the primary the one that is left</source>
        <translation>oui&#xa0;: deux machines se synchronisent comme un seul site&#xa0;; «&#xa0;mailboatctl recover --choice keep-this&#xa0;» sur l&apos;une d&apos;elles lui permet de continuer, «&#xa0;mailboatctl recover --site ID --choice keep-this&#xa0;» au site primaire le permet à celle qui reste</translation>
    </message>
    <message>
        <source>the primary is an older copy than this site has seen, and what it has would take the place of newer records here: its administrator has to choose &quot;collect&quot; there first</source>
        <translation>le site primaire est une copie plus ancienne que ce que ce site en a vu, et ce qu&apos;il contient prendrait ici la place d&apos;enregistrements plus récents&#xa0;: son administrateur doit d&apos;abord y choisir «&#xa0;collect&#xa0;»</translation>
    </message>
    <message>
        <source>two machines synchronise as the site with Sync ID %1: choose at the one that is to go on, or here with --site %1</source>
        <translation>deux machines se synchronisent comme le site dont l&apos;ID de synchro est %1&#xa0;: choisissez sur celle qui doit continuer, ou ici avec --site %1</translation>
    </message>
    <message>
        <source>another machine has gone on as this site since this copy was made: the primary has taken push %1, which is none of this copy&apos;s. The choice is fetch</source>
        <translation>une autre machine a continué comme étant ce site depuis que cette copie a été faite&#xa0;: le site primaire a pris l&apos;envoi %1, qui n&apos;est pas de cette copie. Le choix est fetch</translation>
    </message>
    <message>
        <source>this copy has missed something. The primary has taken records from this site, or given it some, since the backup was made. Choose fetch</source>
        <translation>quelque chose a échappé à cette copie. Depuis que la sauvegarde a été faite, le site primaire a pris des enregistrements de ce site, ou lui en a donné. Choisissez fetch</translation>
    </message>
    <message>
        <source>All sites send again all that they own, and then fetch everything anew. What was deleted since the backup comes back. Sites that are asked: %1. Records of theirs that are known here: %2. Central records: %3.</source>
        <translation>Tous les sites renvoient tout ce qui leur appartient, puis récupèrent tout à nouveau. Ce qui a été supprimé depuis la sauvegarde revient. Sites sollicités&#xa0;: %1. Leurs enregistrements connus ici&#xa0;: %2. Enregistrements centraux&#xa0;: %3.</translation>
    </message>
    <message>
        <source>What waits here is sent first, then everything is fetched anew. What was deleted here since the backup comes back. Records that wait: %1. Records that are here: %2.</source>
        <translation>Ce qui attend ici est d&apos;abord envoyé, puis tout est récupéré à nouveau. Ce qui a été supprimé ici depuis la sauvegarde revient. Enregistrements qui attendent&#xa0;: %1. Enregistrements présents ici&#xa0;: %2.</translation>
    </message>
    <message>
        <source>This machine goes on as the site, and any other one that has a copy of this datafile is stopped. What waits here is sent first, then everything is fetched anew. Records that wait: %1. Records that are here: %2. What the other machine has not sent is lost, unless &quot;fetch&quot; is chosen there: that sends it, and stops this one.</source>
        <translation>Cette machine continue comme le site, et toute autre qui a une copie de ce fichier de données est arrêtée. Ce qui attend ici est d&apos;abord envoyé, puis tout est récupéré à nouveau. Enregistrements qui attendent&#xa0;: %1. Enregistrements présents ici&#xa0;: %2. Ce que l&apos;autre machine n&apos;a pas envoyé est perdu, sauf si «&#xa0;fetch&#xa0;» y est choisi&#xa0;: cela l&apos;envoie, et arrête celle-ci.</translation>
    </message>
    <message>
        <source>The site with Sync ID %1 sends again all that it owns (%2 records of it are known here), and then fetches everything anew (%3 records).</source>
        <translation>Le site dont l&apos;ID de synchro est %1 renvoie tout ce qui lui appartient (%2 de ses enregistrements sont connus ici), puis récupère tout à nouveau (%3 enregistrements).</translation>
    </message>
    <message>
        <source>The first synchronisation is still under way: records are missing, and an invoice may be here without its lines.</source>
        <translation>La première synchronisation est encore en cours&#xa0;: des enregistrements manquent, et une facture peut être ici sans ses lignes.</translation>
    </message>
    <message>
        <source>%1 (by Sync ID: %2)</source>
        <translation>%1 (par ID de synchro&#xa0;: %2)</translation>
    </message>
    <message>
        <source>Not sent again yet</source>
        <translation>Pas encore renvoyé</translation>
    </message>
    <message>
        <source>One end was restored from a backup, and another form of this record has taken the place of the one that was here. This is the one that was here.</source>
        <translation>Un des deux bouts a été restauré à partir d&apos;une sauvegarde, et une autre forme de cet enregistrement a pris la place de celle qui était ici. Voici celle qui était ici.</translation>
    </message>
    <message>
        <source>Compare both. If this is the right one, have it entered again where it is written (the primary&apos;s administrator where this site is not the one); then drop it here.</source>
        <translation>Comparez les deux. Si celle-ci est la bonne, faites-la saisir de nouveau là où elle s&apos;écrit (par l&apos;administrateur du site primaire si ce n&apos;est pas ce site-ci)&#xa0;; puis abandonnez-la ici.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing stands still here: &quot;collect&quot; was chosen already, and %Ln sites have not sent again yet what they own. Wait until they have synchronised.</source>
        <translation>
            <numerusform>Rien n&apos;est arrêté ici&#xa0;: «&#xa0;collect&#xa0;» a déjà été choisi, et %Ln site n&apos;a pas encore renvoyé ce qui lui appartient. Attendez qu&apos;il se soit synchronisé.</numerusform>
            <numerusform>Rien n&apos;est arrêté ici&#xa0;: «&#xa0;collect&#xa0;» a déjà été choisi, et %Ln sites n&apos;ont pas encore renvoyé ce qui leur appartient. Attendez qu&apos;ils se soient synchronisés.</numerusform>
        </translation>
    </message>
    <message>
        <source>As far as is known here, the site with Sync ID %1 has never called: it is asked when it does, and nothing is waited for until then.</source>
        <translation>Pour autant qu&apos;on le sache ici, le site dont l&apos;ID de synchro est %1 n&apos;a jamais appelé&#xa0;: la demande lui est faite quand il appelle, et rien n&apos;est attendu jusque-là.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites have not sent again yet what they own, since this primary was put back from a copy.</source>
        <translation>
            <numerusform>%Ln site n&apos;a pas encore renvoyé ce qui lui appartient, depuis que ce site primaire a été remplacé par une copie.</numerusform>
            <numerusform>%Ln sites n&apos;ont pas encore renvoyé ce qui leur appartient, depuis que ce site primaire a été remplacé par une copie.</numerusform>
        </translation>
    </message>
    <message>
        <source>Asked since %1, and have not sent again yet what they own, by Sync ID (records known here): %2. What they have sent since the copy of this primary was made is missing here until they synchronise: whoever runs them has to see to that.</source>
        <translation>Sites sollicités depuis le %1 et qui n&apos;ont pas encore renvoyé ce qui leur appartient, par ID de synchro (enregistrements connus ici)&#xa0;: %2. Ce qu&apos;ils ont envoyé depuis que la copie de ce site primaire a été faite manque ici jusqu&apos;à ce qu&apos;ils se synchronisent&#xa0;: c&apos;est à leurs responsables d&apos;y veiller.</translation>
    </message>
    <message>
        <source>Cannot be asked, and have not initialised anew since %1, by Sync ID (program, records known here): %2. What they have sent since the copy of this primary was made is missing here; a site that initialises anew loses what it alone holds.</source>
        <translation>Sites à qui l&apos;on ne peut rien demander et qui ne se sont pas initialisés à nouveau depuis le %1, par ID de synchro (programme, enregistrements connus ici)&#xa0;: %2. Ce qu&apos;ils ont envoyé depuis que la copie de ce site primaire a été faite manque ici&#xa0;; un site qui s&apos;initialise à nouveau perd ce que lui seul possède.</translation>
    </message>
    <message>
        <source>this primary stands still as a whole: choose for all of it first</source>
        <translation>ce site primaire est arrêté en entier&#xa0;: choisissez d&apos;abord pour l&apos;ensemble</translation>
    </message>
    <message>
        <source>&amp;Keep the machine that has come further</source>
        <translation>&amp;Garder la machine qui est allée le plus loin</translation>
    </message>
    <message>
        <source>C&amp;ollect from this site</source>
        <translation>&amp;Rassembler depuis ce site</translation>
    </message>
    <message>
        <source>A site that its primary does not serve, because one of the two is an older copy or two machines are that site, has a mark in the list. Open it, or its menu, and press &quot;Choose what happens…&quot;; where somebody has to choose at the site itself, its row says so.</source>
        <translation>Un site que son site primaire ne sert pas, parce que l&apos;un des deux est une copie plus ancienne ou que deux machines sont ce site, porte une marque dans la liste. Ouvrez-le, ou son menu, et appuyez sur «&#xa0;Choisir la suite…&#xa0;»&#xa0;; si c&apos;est au site même que quelqu&apos;un doit choisir, sa ligne le dit.</translation>
    </message>
    <message>
        <source>On another machine, where there is no datafile yet, Mailboat offers &quot;Restore from a backup…&quot; as it starts. Passwords can be read only on the machine where they were entered: there they are entered again.</source>
        <translation>Sur une autre machine, où il n&apos;y a pas encore de fichier de données, Mailboat propose «&#xa0;Restaurer une sauvegarde…&#xa0;» à son démarrage. Les mots de passe ne peuvent être lus que sur la machine où ils ont été entrés&#xa0;: là-bas, on les entre de nouveau.</translation>
    </message>
    <message>
        <source>A site has sent again what it owns</source>
        <translation>Un site a renvoyé ce qui lui appartient</translation>
    </message>
    <message>
        <source>A site that could not be asked has initialised anew</source>
        <translation>Un site à qui l&apos;on ne pouvait rien demander s&apos;est initialisé à nouveau</translation>
    </message>
    <message>
        <source>All sites have sent again what they own</source>
        <translation>Tous les sites ont renvoyé ce qui leur appartient</translation>
    </message>
    <message>
        <source>A primary put back from a copy brought records that were not here</source>
        <translation>Un site primaire remplacé par une copie a apporté des enregistrements qui n&apos;étaient pas ici</translation>
    </message>
    <message>
        <source>there is no folder &quot;%1&quot;; make it first, or name a file that ends in &quot;.mailboat&quot;</source>
        <translation>il n&apos;y a pas de dossier «&#xa0;%1&#xa0;»&#xa0;; créez-le d&apos;abord, ou nommez un fichier qui finit par «&#xa0;.mailboat&#xa0;»</translation>
    </message>
    <message>
        <source>Into a file that is not there yet, or into a folder, where the copy gets a name with site and time. Nobody has to stop for it. The copy is read back before it has its name; it is readable by its owner alone, with passwords as sealed as in the datafile. Files that sites have attached to records lie beside it, in &quot;&lt;copy&gt;.files&quot;: keep both together. Passwords can be read only on this machine; on another one they are entered again. A name without an ending is a folder&apos;s, which has to be there.
Exit status 2 where there is such a file already, or no such folder, 1 where the copy cannot be written, 4 where the datafile cannot be read or the copy is not whole: then nothing is left of it.
JSON: {&quot;path&quot;,&quot;bytes&quot;,&quot;files&quot;}.</source>
        <translation>Dans un fichier qui n&apos;existe pas encore, ou dans un dossier, où la copie reçoit un nom avec site et heure. Personne n&apos;a besoin de s&apos;arrêter pour cela. La copie est relue avant de recevoir son nom&#xa0;; seul son propriétaire peut la lire, et les mots de passe y sont scellés comme dans le fichier de données. Les fichiers que les sites ont joints à des enregistrements sont à côté d&apos;elle, dans «&#xa0;&lt;copy&gt;.files&#xa0;»&#xa0;: gardez les deux ensemble. Les mots de passe ne peuvent être lus que sur cette machine&#xa0;; sur une autre, on les saisit à nouveau. Un nom sans extension est celui d&apos;un dossier, qui doit exister.
Code de sortie 2 s&apos;il existe déjà un tel fichier, ou pas de tel dossier, 1 si la copie ne peut pas être écrite, 4 si le fichier de données ne peut pas être lu ou si la copie n&apos;est pas complète&#xa0;: alors il n&apos;en reste rien.
JSON&#xa0;: {&quot;path&quot;,&quot;bytes&quot;,&quot;files&quot;}.</translation>
    </message>
    <message>
        <source>It says first how many records that moves.
collect, at a restored primary: every Mailboat sends again all it owns, and then fetches everything anew; sites on other programs are named. What was deleted since the backup comes back. &quot;status&quot; says who has not sent again yet.
fetch, at a restored satellite: what waited here when the backup was made is sent first, but takes no newer form&apos;s place that this site has sent since: then it stands in quarantine at the primary. Then everything is fetched anew. What was deleted here since the backup comes back.
continue, at a restored satellite: it goes on as it is, and nothing is fetched anew. The primary is asked, and where this copy has missed something it is refused.
keep-this, where a datafile was used on another machine before: it goes on here, and must not there. Also at one of two machines that synchronise as one site: that one goes on.
--site, at a primary, is for one site alone: with collect that site alone sends again what it owns, and fetches everything anew; keep-this says that only one machine is that site any more.
Where nothing stands still collect and fetch say so before they ask; where there is no terminal to ask at they are refused then (exit status 2) without --yes.
Needs an authorisation code; at a terminal it asks first. JSON: {&quot;choice&quot;,&quot;site&quot;,&quot;sites&quot;,&quot;records&quot;,&quot;waiting&quot;,&quot;silent&quot;:[{&quot;syncId&quot;,&quot;program&quot;,&quot;records&quot;}]}.</source>
        <translation>La commande dit d&apos;abord combien d&apos;enregistrements cela déplace.
collect, à un primaire restauré&#xa0;: chaque Mailboat renvoie tout ce qui lui appartient, puis récupère tout à nouveau&#xa0;; les sites qui utilisent d&apos;autres programmes sont nommés. Ce qui a été supprimé depuis la sauvegarde revient. «&#xa0;status&#xa0;» dit qui n&apos;a pas encore renvoyé.
fetch, à un satellite restauré&#xa0;: ce qui attendait ici quand la sauvegarde a été faite est envoyé d&apos;abord, mais ne prend pas la place d&apos;une forme plus récente que ce site a envoyée depuis&#xa0;: il est alors en quarantaine au primaire. Puis tout est récupéré à nouveau. Ce qui a été supprimé ici depuis la sauvegarde revient.
continue, à un satellite restauré&#xa0;: il continue tel qu&apos;il est, et rien n&apos;est récupéré à nouveau. On demande au primaire, et si quelque chose manque à cette copie, c&apos;est refusé.
keep-this, si un fichier de données a été utilisé avant sur une autre machine&#xa0;: il continue ici, et ne doit plus le faire là-bas. De même à l&apos;une de deux machines qui se synchronisent comme un seul site&#xa0;: celle-là continue.
--site, à un primaire, est pour un seul site&#xa0;: avec collect, ce site seul renvoie ce qui lui appartient et récupère tout à nouveau&#xa0;; keep-this dit qu&apos;une seule machine est encore ce site.
Si rien n&apos;est arrêté, collect et fetch le disent avant de demander&#xa0;; sans terminal où demander, ils sont alors refusés (code de sortie 2) sans --yes.
Demande un code d&apos;autorisation&#xa0;; dans un terminal, la commande demande d&apos;abord. JSON&#xa0;: {&quot;choice&quot;,&quot;site&quot;,&quot;sites&quot;,&quot;records&quot;,&quot;waiting&quot;,&quot;silent&quot;:[{&quot;syncId&quot;,&quot;program&quot;,&quot;records&quot;}]}.</translation>
    </message>
    <message>
        <source>&quot;--yes&quot; does it all the same</source>
        <translation>«&#xa0;--yes&#xa0;» le fait quand même</translation>
    </message>
    <message>
        <source>Records sent: %1, received: %2 central ones and %3 of this site; %4 out, %5 in, and about %6 of headers; %7 s.</source>
        <translation>Enregistrements envoyés&#xa0;: %1, reçus&#xa0;: %2 centraux et %3 de ce site&#xa0;; %4 envoyés, %5 reçus, plus environ %6 d&apos;en-têtes&#xa0;; %7 s.</translation>
    </message>
    <message>
        <source>Choose which one goes on, with &quot;mailboatctl recover --choice keep-this&quot; there, and switch the other one off.[ Where it is off already, &quot;mailboatctl recover --site {syncId} --choice keep-this&quot; at the primary does, too.] Where one was chosen already, &quot;fetch&quot; on the other machine takes the site over, and stops that one.</source>
        <translation>Choisissez celle qui continue, par «&#xa0;mailboatctl recover --choice keep-this&#xa0;» sur celle-là, et éteignez l&apos;autre.[ Si l&apos;autre est déjà éteinte, «&#xa0;mailboatctl recover --site {syncId} --choice keep-this&#xa0;» au site primaire suffit aussi.] Si l&apos;une a déjà été choisie, «&#xa0;fetch&#xa0;» sur l&apos;autre machine reprend le site, et arrête la première.</translation>
    </message>
    <message>
        <source>It may have been deleted there, or lost. Ask the primary&apos;s administrator, who can enter it again; then drop it here. What this site may write itself is sent to the primary by trying it again.</source>
        <translation>Il y a peut-être été supprimé, ou perdu. Demandez à l&apos;administrateur du site primaire, qui peut le saisir à nouveau&#xa0;; puis abandonnez-le ici. Ce que ce site peut modifier lui-même est envoyé au site primaire en réessayant.</translation>
    </message>
    <message>
        <source>What was changed in central data since the backup is not brought back: the sites keep it in quarantine, and it has to be entered here again.</source>
        <translation>Ce qui a été modifié dans les données centrales depuis la sauvegarde ne revient pas&#xa0;: les sites le gardent en quarantaine, et il faut le saisir ici à nouveau.</translation>
    </message>
    <message>
        <source>Nothing stands still here, as far as is known. &quot;fetch&quot; is only for a datafile that was put back from an older copy.</source>
        <translation>Rien n&apos;est arrêté ici, pour autant qu&apos;on le sache. «&#xa0;fetch&#xa0;» n&apos;est que pour un fichier de données remplacé par une copie plus ancienne.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites have not sent again yet what they own, since that was asked for.</source>
        <translation>
            <numerusform>%Ln site n&apos;a pas encore renvoyé ce qui lui appartient, depuis que cela lui a été demandé.</numerusform>
            <numerusform>%Ln sites n&apos;ont pas encore renvoyé ce qui leur appartient, depuis que cela leur a été demandé.</numerusform>
        </translation>
    </message>
    <message>
        <source>Asked since %1, and have not sent again yet what they own, by Sync ID (records known here): %2.</source>
        <translation>Sites sollicités depuis le %1 et qui n&apos;ont pas encore renvoyé ce qui leur appartient, par ID de synchro (enregistrements connus ici)&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Cannot be asked, and have not initialised anew since %1, by Sync ID (program, records known here): %2. A site that initialises anew loses what it alone holds.</source>
        <translation>Sites à qui l&apos;on ne peut rien demander et qui ne se sont pas initialisés à nouveau depuis le %1, par ID de synchro (programme, enregistrements connus ici)&#xa0;: %2. Un site qui s&apos;initialise à nouveau perd ce que lui seul possède.</translation>
    </message>
    <message>
        <source>Nothing stands still for the site with Sync ID %1, as far as is known here. &quot;collect&quot; is only for one whose records are missing here.</source>
        <translation>Rien n&apos;est arrêté pour le site dont l&apos;ID de synchro est %1, pour autant qu&apos;on le sache ici. «&#xa0;collect&#xa0;» n&apos;est que pour un site dont des enregistrements manquent ici.</translation>
    </message>
    <message>
        <source>No site is known here that has seen more than this primary has. &quot;collect&quot; is only for a datafile that was put back from an older copy by hand, before any site has called.</source>
        <translation>Aucun site connu ici n&apos;a vu plus que ce que ce site primaire possède. «&#xa0;collect&#xa0;» ne sert que pour un fichier de données remplacé à la main par une copie plus ancienne, avant qu&apos;un site n&apos;ait appelé.</translation>
    </message>
    <message>
        <source>At a satellite it walks the way to the primary: address, resolve, connect, tls (https only), http, sign-in, hardware, version, clock, site. At a primary it looks at itself: listener, certificate, list, contacts. The first failure ends it; a warning does not. It changes nothing.
Exit status 1 where a step failed, 2 where synchronisation is not set up.
JSON: {&quot;ok&quot;, &quot;steps&quot;:[{&quot;step&quot;,&quot;ok&quot;,&quot;level&quot;,&quot;code&quot;,&quot;ms&quot;,&quot;detail&quot;,&quot;advice&quot;}…], &quot;roundTripMs&quot;, &quot;bytesPerSecond&quot;, &quot;otherClient&quot;, &quot;firstLoad&quot; (what waits for a site that has not received all yet, as &quot;sync --progress&quot; tells it)}, and &quot;error&quot; where a step failed.</source>
        <translation>Sur un satellite, la vérification suit le chemin vers le site primaire&#xa0;: address, resolve, connect, tls (https seulement), http, sign-in, hardware, version, clock, site. Sur un site primaire, elle l&apos;examine lui-même&#xa0;: listener, certificate, list, contacts. Le premier échec y met fin, un avertissement non. Elle ne modifie rien.
Statut de sortie 1 si une étape a échoué, 2 si la synchronisation n&apos;est pas configurée.
JSON&#xa0;: {&quot;ok&quot;, &quot;steps&quot;:[{&quot;step&quot;,&quot;ok&quot;,&quot;level&quot;,&quot;code&quot;,&quot;ms&quot;,&quot;detail&quot;,&quot;advice&quot;}…], &quot;roundTripMs&quot;, &quot;bytesPerSecond&quot;, &quot;otherClient&quot;, &quot;firstLoad&quot; (ce qui attend un site qui n&apos;a pas encore tout reçu, comme le dit «&#xa0;sync --progress&#xa0;»)}, et &quot;error&quot; si une étape a échoué.</translation>
    </message>
    <message>
        <source>To come</source>
        <translation>À venir</translation>
    </message>
    <message>
        <source>Runs in this process, or in the engine where one runs (&quot;serve&quot; or the window). It works while the interval is 0, too. Where the primary is busy or away it gives up within 60 s. Ctrl-C ends it cleanly (exit status 130): what has arrived stays, the next one goes on from there. Where one was at work in the engine or in another terminal already, Ctrl-C ends that one.
Exit status 1 where it failed, 2 where this site is no satellite.
JSON: {&quot;ok&quot;,&quot;pushed&quot;,&quot;pulledCentral&quot;,&quot;pulledRemote&quot;,&quot;bytesSent&quot;,&quot;bytesReceived&quot;,&quot;seconds&quot;,&quot;error&quot;}; with --progress before it one object a line: {&quot;step&quot;,&quot;done&quot;,&quot;total&quot;,&quot;bytes&quot;,&quot;rate&quot;,&quot;remaining&quot;}, of the whole cycle, or of the whole first load however many cycles it takes; also &quot;stepDone&quot; and &quot;stepTotal&quot; of the step, &quot;firstLoad&quot;, &quot;bytesTotal&quot; (about; 0: not known), &quot;bytesPerSecond&quot;, &quot;requestSize&quot;, and &quot;atLeast&quot;: true while more is to come than is known.</source>
        <translation>S&apos;exécute dans ce processus, ou dans le moteur là où il y en a un («&#xa0;serve&#xa0;» ou la fenêtre). Fonctionne aussi quand l&apos;intervalle est 0. Si le site primaire est occupé ou absent, la commande abandonne en moins de 60 s. Ctrl-C y met fin proprement (statut de sortie 130)&#xa0;: ce qui est arrivé reste, la suivante continue de là. Si une autre était déjà à l&apos;œuvre dans le moteur ou dans un autre terminal, Ctrl-C met fin à celle-là.
Statut de sortie 1 en cas d&apos;échec, 2 si ce site n&apos;est pas un satellite.
JSON&#xa0;: {&quot;ok&quot;,&quot;pushed&quot;,&quot;pulledCentral&quot;,&quot;pulledRemote&quot;,&quot;bytesSent&quot;,&quot;bytesReceived&quot;,&quot;seconds&quot;,&quot;error&quot;}&#xa0;; avec --progress, précédé d&apos;un objet par ligne&#xa0;: {&quot;step&quot;,&quot;done&quot;,&quot;total&quot;,&quot;bytes&quot;,&quot;rate&quot;,&quot;remaining&quot;}, pour le cycle entier, ou pour tout le premier chargement quel que soit le nombre de cycles&#xa0;; aussi &quot;stepDone&quot; et &quot;stepTotal&quot; de l&apos;étape, &quot;firstLoad&quot;, &quot;bytesTotal&quot; (environ&#xa0;; 0&#xa0;: inconnu), &quot;bytesPerSecond&quot;, &quot;requestSize&quot;, et &quot;atLeast&quot;&#xa0;: true tant qu&apos;il viendra plus que ce qui est connu.</translation>
    </message>
    <message>
        <source>First load: %1 of at least %2 records, %3 so far</source>
        <translation>Premier chargement&#xa0;: %1 enregistrements sur au moins %2, %3 jusqu&apos;ici</translation>
    </message>
    <message>
        <source>First load: %1 of about %2 records, %3 of %4</source>
        <translation>Premier chargement&#xa0;: %1 enregistrements sur environ %2, %3 sur %4</translation>
    </message>
    <message>
        <source>First load: %1 of about %2 records, %3 of %4, about %5 left</source>
        <translation>Premier chargement&#xa0;: %1 enregistrements sur environ %2, %3 sur %4, encore %5 environ</translation>
    </message>
    <message>
        <source>First load: %1 of at least %2 records have come.</source>
        <translation>Premier chargement&#xa0;: %1 enregistrements sur au moins %2 sont arrivés.</translation>
    </message>
    <message>
        <source>First load: at least %1 records, %2; the primary has yet to say how many more.</source>
        <translation>Premier chargement&#xa0;: au moins %1 enregistrements, %2&#xa0;; le site primaire n&apos;a pas encore dit combien s&apos;y ajoutent.</translation>
    </message>
    <message>
        <source>First load: %1 of about %2 records have come, %3 of %4.</source>
        <translation>Premier chargement&#xa0;: %1 enregistrements sur environ %2 sont arrivés, %3 sur %4.</translation>
    </message>
    <message>
        <source>First load: about %1 records, %2.</source>
        <translation>Premier chargement&#xa0;: environ %1 enregistrements, %2.</translation>
    </message>
    <message>
        <source>First load: %1 of about %2 records have come, %3 of %4; about %5 more at the measured speed of %6 a second.</source>
        <translation>Premier chargement&#xa0;: %1 enregistrements sur environ %2 sont arrivés, %3 sur %4&#xa0;; encore %5 environ à la vitesse mesurée de %6 par seconde.</translation>
    </message>
    <message>
        <source>First load: about %1 records, %2; about %3 at the measured speed of %4 a second.</source>
        <translation>Premier chargement&#xa0;: environ %1 enregistrements, %2&#xa0;; %3 environ à la vitesse mesurée de %4 par seconde.</translation>
    </message>
    <message>
        <source>Where the call came from that site, have the right password entered there, or set a new one at both ends, here in the row with Sync ID %1.</source>
        <translation>Si l&apos;appel venait de ce site, faites-y saisir le bon mot de passe, ou définissez-en un nouveau aux deux bouts, ici dans la ligne de l&apos;ID de synchro %1.</translation>
    </message>
    <message>
        <source>Update the program at site %1, or this one; the preferences of this primary say which versions it takes.</source>
        <translation>Mettez à jour le programme du site %1, ou celui-ci&#xa0;; les préférences de ce site primaire disent quelles versions il accepte.</translation>
    </message>
    <message>
        <source>Wrong passwords since the last right one: %1.</source>
        <translation>Mots de passe erronés depuis le dernier correct&#xa0;: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) are refused: %1.</source>
        <translation>
            <numerusform>%Ln site est refusé&#xa0;: %1.</numerusform>
            <numerusform>%Ln sites sont refusés&#xa0;: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) have been silent for more than a day: %1.</source>
        <translation>
            <numerusform>%Ln site se tait depuis plus d&apos;un jour&#xa0;: %1.</numerusform>
            <numerusform>%Ln sites se taisent depuis plus d&apos;un jour&#xa0;: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) have never come: %1.</source>
        <translation>
            <numerusform>%Ln site n&apos;est jamais venu&#xa0;: %1.</numerusform>
            <numerusform>%Ln sites ne sont jamais venus&#xa0;: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more site(s) are not served either: the list of sites marks them.</source>
        <translation>
            <numerusform>%Ln autre site n&apos;est pas servi non plus&#xa0;: la liste des sites le signale.</numerusform>
            <numerusform>%Ln autres sites ne sont pas servis non plus&#xa0;: la liste des sites les signale.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read the lines at the top of the page: they say how the last synchronisation went, how many records wait and what to do.</source>
        <translation>Lisez les lignes en haut de la page&#xa0;: elles disent comment s&apos;est passée la dernière synchronisation, combien d&apos;enregistrements attendent et quoi faire.</translation>
    </message>
    <message>
        <source>Site without a Sync ID</source>
        <translation>Site sans ID de synchro</translation>
    </message>
    <message>
        <source>Primary (Sync ID %1)</source>
        <translation>Site primaire (ID de synchro %1)</translation>
    </message>
    <message>
        <source>%1 (Sync ID %2)</source>
        <translation>%1 (ID de synchro %2)</translation>
    </message>
    <message>
        <source>Satellite (Sync ID %1)</source>
        <translation>Satellite (ID de synchro %1)</translation>
    </message>
    <message>
        <source>%1 It is being tried again now.</source>
        <translation>%1 Un nouvel essai est en cours.</translation>
    </message>
    <message>
        <source>All sent on %1.</source>
        <translation>Tout a été envoyé le %1.</translation>
    </message>
    <message>
        <source>All sent at %1.</source>
        <translation>Tout a été envoyé à %1.</translation>
    </message>
    <message>
        <source>%1 of at least %2 records, %3 a second</source>
        <translation>%1 enregistrements sur au moins %2, %3 par seconde</translation>
    </message>
    <message>
        <source>%1 of at least %2 records</source>
        <translation>%1 enregistrements sur au moins %2</translation>
    </message>
    <message>
        <source>Choose another datafile, or make a new one.</source>
        <translation>Choisissez un autre fichier de données, ou créez-en un.</translation>
    </message>
    <message>
        <source>Choose another file. This one was not touched.</source>
        <translation>Choisissez un autre fichier. Celui-ci n&apos;a pas été touché.</translation>
    </message>
    <message>
        <source>Press &quot;Click to un-lock&quot; and enter one. Whoever set this site up has a code.</source>
        <translation>Appuyez sur «&#xa0;Cliquer pour déverrouiller&#xa0;» et entrez-en un. La personne qui a configuré ce site a un code.</translation>
    </message>
    <message>
        <source>Enter them in this machine&apos;s proxy settings, or correct them there; the administrator of your network knows them.</source>
        <translation>Entrez-les dans les paramètres de proxy de cette machine, ou corrigez-les à cet endroit&#xa0;; l&apos;administrateur de votre réseau les connaît.</translation>
    </message>
    <message>
        <source>Sign in at the desktop and unlock its key ring, then try again. Where the key for passwords stands in it, and is gone for good, press &quot;Key for passwords…&quot; and make a new one; then enter the password again, in the row of the primary. Nothing else is lost.</source>
        <translation>Ouvrez une session sur le bureau et déverrouillez son trousseau, puis réessayez. Si la clé des mots de passe s&apos;y trouve et est perdue pour de bon, appuyez sur «&#xa0;Clé des mots de passe…&#xa0;» et créez-en une autre&#xa0;; entrez ensuite de nouveau le mot de passe, dans la ligne du site primaire. Rien d&apos;autre n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Enter the address of the primary. Its administrator knows it.</source>
        <translation>Entrez l&apos;adresse du site primaire. Son administrateur la connaît.</translation>
    </message>
    <message>
        <source>Enter this site&apos;s Sync ID on the page Synchronise.</source>
        <translation>Entrez l&apos;ID de synchro de ce site sur la page Synchronisation.</translation>
    </message>
    <message>
        <source>Open the row of the primary and enter the password of this site again; the primary&apos;s administrator knows it. Nothing else is lost.</source>
        <translation>Ouvrez la ligne du site primaire et entrez de nouveau le mot de passe de ce site&#xa0;; l&apos;administrateur du site primaire le connaît. Rien d&apos;autre n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Press &quot;Choose what happens…&quot;, and have the sites send again all that they own.</source>
        <translation>Appuyez sur «&#xa0;Choisir la suite…&#xa0;», et faites renvoyer aux sites tout ce qui leur appartient.</translation>
    </message>
    <message>
        <source>Choose which one goes on: press &quot;Choose what happens…&quot; there, or in the row of that site at the primary, and switch the other one off.</source>
        <translation>Choisissez laquelle continue&#xa0;: appuyez sur «&#xa0;Choisir la suite…&#xa0;» sur celle-ci, ou dans la ligne de ce site au site primaire, et éteignez l&apos;autre.</translation>
    </message>
    <message>
        <source>A call of the site %1 was refused, from %2.</source>
        <translation>Un appel du site %1 a été refusé, depuis %2.</translation>
    </message>
    <message>
        <source>The lines on the page Synchronise say why.</source>
        <translation>Les lignes de la page «&#xa0;Synchronisation&#xa0;» disent pourquoi.</translation>
    </message>
    <message>
        <source>Where its machine was replaced, let the new one in: open the row with Sync ID %1, press &quot;Clear&quot;, then OK in both windows. Where it was not, somebody else has its password.</source>
        <translation>Si sa machine a été remplacée, laissez entrer la nouvelle&#xa0;: ouvrez la ligne de l&apos;ID de synchro %1, appuyez sur «&#xa0;Effacer&#xa0;», puis sur OK dans les deux fenêtres. Sinon, quelqu&apos;un d&apos;autre a son mot de passe.</translation>
    </message>
    <message>
        <source>Show past cycles, who changed what and, at a primary, which sites came, newest last</source>
        <translation>Afficher les cycles passés, qui a modifié quoi et, sur un primaire, quels sites se sont manifestés, le plus récent en dernier</translation>
    </message>
    <message>
        <source>JSON: an array of {&quot;number&quot; (null: it could not be written yet), &quot;time&quot;, &quot;kind&quot;:&quot;cycle&quot;, &quot;audit&quot;, &quot;contact&quot; or &quot;datafile&quot;,&quot;who&quot;,&quot;what&quot;,&quot;details&quot;}; with --follow one object a line. The details of a cycle are its report as &quot;sync&quot; prints it. At a primary who was refused is a contact &quot;site-refused&quot; with &quot;syncId&quot; (of a site of the list), &quot;userName&quot;, &quot;address&quot;, &quot;result&quot; (the code that was answered) and &quot;times&quot; (how often since the entry before): one at once, further ones of the same kind once an hour. A site that was served is a contact &quot;site-contact&quot; with &quot;syncId&quot;, &quot;address&quot;, &quot;result&quot;:&quot;ok&quot;, &quot;app&quot;, &quot;appVersion&quot; and &quot;times&quot; (how often it came since the entry before): one when it begins to come or comes otherwise than before, at most one a minute, and one an hour while it goes on. Entries but those of the audit are kept for &quot;log-days&quot; days. Ctrl-C ends --follow (exit status 130).</source>
        <translation>JSON : un tableau de {&quot;number&quot; (null : n&apos;a pas encore pu être écrit), &quot;time&quot;, &quot;kind&quot;:&quot;cycle&quot;, &quot;audit&quot;, &quot;contact&quot; ou &quot;datafile&quot;,&quot;who&quot;,&quot;what&quot;,&quot;details&quot;} ; avec --follow, un objet par ligne. Les détails d&apos;un cycle sont son rapport tel que « sync » l&apos;affiche. Sur un primaire, un appel refusé est un contact &quot;site-refused&quot; avec &quot;syncId&quot; (d&apos;un site de la liste), &quot;userName&quot;, &quot;address&quot;, &quot;result&quot; (le code répondu) et &quot;times&quot; (combien de fois depuis l&apos;entrée précédente) : un tout de suite, les suivants du même type une fois par heure. Un site qui a été servi est un contact &quot;site-contact&quot; avec &quot;syncId&quot;, &quot;address&quot;, &quot;result&quot;:&quot;ok&quot;, &quot;app&quot;, &quot;appVersion&quot; et &quot;times&quot; (combien de fois il s&apos;est manifesté depuis l&apos;entrée précédente) : un quand il commence à se manifester ou se manifeste autrement qu&apos;avant, au plus un par minute, et un par heure tant qu&apos;il continue. Les entrées, sauf celles de l&apos;audit, sont conservées &quot;log-days&quot; jours. Ctrl-C termine --follow (code de sortie 130).</translation>
    </message>
    <message>
        <source>Only entries about the site with this Sync ID</source>
        <translation>Seulement les entrées concernant le site qui a ce Sync ID</translation>
    </message>
    <message>
        <source>Only entries of this kind; a refusal is a contact that was refused</source>
        <translation>Seulement les entrées de ce type ; un refus (refusal) est un contact qui a été refusé</translation>
    </message>
    <message>
        <source>Certificate with its chain (PEM), for https, instead of the preference &quot;tls-certificate&quot;</source>
        <translation>Certificat avec sa chaîne (PEM), pour https, à la place de la préférence « tls-certificate »</translation>
    </message>
    <message>
        <source>The certificate&apos;s key (PEM), instead of the preference &quot;tls-key&quot;</source>
        <translation>La clé du certificat (PEM), à la place de la préférence « tls-key »</translation>
    </message>
    <message>
        <source>somebody has to choose how it goes on</source>
        <translation>quelqu&apos;un doit choisir comment continuer</translation>
    </message>
    <message>
        <source>%1 of about %2 records</source>
        <translation>%1 enregistrements sur environ %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sites</translation>
    </message>
    <message>
        <source>only a primary knows of other sites</source>
        <translation>seul un primaire connaît d&apos;autres sites</translation>
    </message>
    <message>
        <source>Say how each site stands with this primary</source>
        <translation>Dire où en est chaque site avec ce primaire</translation>
    </message>
    <message>
        <source>A site is refused (its last call was, and it has not been let in since, or it is not served until somebody has chosen), silent (no contact for &quot;silent-after&quot; hours), never (it has not come yet), initialising (its first load is under way), behind (it comes, and for &quot;behind-after&quot; hours has not had everything that waits for it), or ok. Both numbers are preferences, 24 at first.
JSON: an array of {&quot;syncId&quot;,&quot;userName&quot;,&quot;stores&quot; (names),&quot;state&quot;,&quot;reason&quot; (of a refused one: wrong-machine, wrong-password, paused (too many wrong passwords), old-version, new-version, no-store, sync-off, needs-choice, or null),&quot;lastContact&quot;,&quot;lastSuccess&quot; (when it last had everything that waited for it),&quot;lastRefusal&quot;,&quot;waiting&quot; (records),&quot;oldestWaiting&quot;,&quot;app&quot;,&quot;appVersion&quot;,&quot;hardwareId&quot;,&quot;address&quot; (that it last called from),&quot;bytesThisMonth&quot; (HTTP both ways, in the month as UTC has it),&quot;firstLoad&quot;:{&quot;done&quot;,&quot;total&quot;} (records, about) or null}. With --csv the same but for firstLoad as CSV, in JSON {&quot;csv&quot;:&quot;…&quot;}. With --summary {&quot;sites&quot;,&quot;ok&quot;,&quot;behind&quot;,&quot;silent&quot;,&quot;never&quot;,&quot;refused&quot;,&quot;initialising&quot;}. What a site that goes on coming has brought is written once a minute, what is news within a second or two.</source>
        <translation>Un site est refused (son dernier appel a été refusé et il n&apos;a pas été admis depuis, ou il n&apos;est pas servi tant que personne n&apos;a choisi), silent (aucun contact depuis &quot;silent-after&quot; heures), never (il ne s&apos;est encore jamais manifesté), initialising (son premier chargement est en cours), behind (il se manifeste, mais depuis &quot;behind-after&quot; heures n&apos;a pas reçu tout ce qui l&apos;attend) ou ok. Les deux nombres sont des préférences, 24 au départ.
JSON : un tableau de {&quot;syncId&quot;,&quot;userName&quot;,&quot;stores&quot; (noms),&quot;state&quot;,&quot;reason&quot; (d&apos;un site refusé : wrong-machine, wrong-password, paused (trop de mots de passe faux), old-version, new-version, no-store, sync-off, needs-choice, ou null),&quot;lastContact&quot;,&quot;lastSuccess&quot; (quand il a eu pour la dernière fois tout ce qui l&apos;attendait),&quot;lastRefusal&quot;,&quot;waiting&quot; (enregistrements),&quot;oldestWaiting&quot;,&quot;app&quot;,&quot;appVersion&quot;,&quot;hardwareId&quot;,&quot;address&quot; (d&apos;où il a appelé en dernier),&quot;bytesThisMonth&quot; (HTTP dans les deux sens, dans le mois en UTC),&quot;firstLoad&quot;:{&quot;done&quot;,&quot;total&quot;} (enregistrements, environ) ou null}. Avec --csv la même chose sauf firstLoad en CSV, en JSON {&quot;csv&quot;:&quot;…&quot;}. Avec --summary {&quot;sites&quot;,&quot;ok&quot;,&quot;behind&quot;,&quot;silent&quot;,&quot;never&quot;,&quot;refused&quot;,&quot;initialising&quot;}. Ce qu&apos;apporte un site qui continue de se manifester est écrit une fois par minute, ce qui est nouveau en une seconde ou deux.</translation>
    </message>
    <message>
        <source>Only sites in this state</source>
        <translation>Seulement les sites dans cet état</translation>
    </message>
    <message>
        <source>As CSV</source>
        <translation>En CSV</translation>
    </message>
    <message>
        <source>How many sites there are in each state</source>
        <translation>Combien de sites il y a dans chaque état</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>Joignable</translation>
    </message>
    <message>
        <source>Write one file with what support asks for</source>
        <translation>Écrire un fichier avec ce que l&apos;assistance demande</translation>
    </message>
    <message>
        <source>It holds the versions, how synchronisation stands, a connection check, the preferences, the sites, the newest entries of the log and what was refused: no password, no code, no record&apos;s data. It is a JSON document that its owner alone can read. In a folder it gets a name with site and time; a file that is there is replaced. Exit status 1 where it cannot be written.
JSON: {&quot;path&quot;}.</source>
        <translation>Il contient les versions, l&apos;état de la synchronisation, une vérification de la connexion, les préférences, les sites, les entrées les plus récentes du journal et ce qui a été refusé : aucun mot de passe, aucun code, aucune donnée d&apos;enregistrement. C&apos;est un document JSON que seul son propriétaire peut lire. Dans un dossier il reçoit un nom avec le site et l&apos;heure ; un fichier qui s&apos;y trouve est remplacé. Code de retour 1 s&apos;il ne peut pas être écrit.
JSON : {&quot;path&quot;}.</translation>
    </message>
    <message>
        <source>The file, or the folder for it</source>
        <translation>Le fichier, ou le dossier pour celui-ci</translation>
    </message>
    <message>
        <source>Start without the window, as at log-in; the icon in the tray, or starting it again, shows it</source>
        <translation>Démarrer sans la fenêtre, comme à l&apos;ouverture de session&#xa0;; l&apos;icône de la zone de notification, ou un nouveau démarrage, l&apos;affiche</translation>
    </message>
    <message>
        <source>This primary is reached from this computer alone[: it answers on {address}].</source>
        <translation>Ce primaire n&apos;est joint que depuis cet ordinateur[ : il répond sur {address}].</translation>
    </message>
    <message>
        <source>Where its sites are on other machines, set the preference &quot;listen&quot; to 0.0.0.0:2048, or to one address of this machine, and &quot;tls-certificate&quot; and &quot;tls-key&quot; to the files of its certificate; where a proxy stands before it, give the address of that as the preference &quot;external-url&quot;.</source>
        <translation>Si ses sites sont sur d&apos;autres machines, mettez la préférence « listen » à 0.0.0.0:2048, ou à une adresse de cette machine, et « tls-certificate » et « tls-key » aux fichiers de son certificat ; s&apos;il est derrière un proxy, donnez l&apos;adresse de celui-ci dans la préférence « external-url ».</translation>
    </message>
    <message>
        <source>Give the primary a certificate by the preferences &quot;tls-certificate&quot; and &quot;tls-key&quot;, or put a proxy with https before it and give its address as the preference &quot;external-url&quot;.</source>
        <translation>Donnez un certificat au primaire par les préférences « tls-certificate » et « tls-key », ou placez devant lui un proxy en https et donnez son adresse dans la préférence « external-url ».</translation>
    </message>
    <message>
        <source>Give it a certificate by the preferences &quot;tls-certificate&quot; and &quot;tls-key&quot;, give the https address of a proxy before it as the preference &quot;external-url&quot;, or allow it with the preference &quot;plain-http&quot;.</source>
        <translation>Donnez-lui un certificat par les préférences « tls-certificate » et « tls-key », donnez l&apos;adresse https d&apos;un proxy placé devant lui dans la préférence « external-url », ou permettez-le par la préférence « plain-http ».</translation>
    </message>
    <message>
        <source>refused</source>
        <comment>the state of a site</comment>
        <translation>refusé</translation>
    </message>
    <message>
        <source>silent</source>
        <comment>the state of a site</comment>
        <translation>silencieux</translation>
    </message>
    <message>
        <source>behind</source>
        <comment>the state of a site</comment>
        <translation>en retard</translation>
    </message>
    <message>
        <source>never</source>
        <comment>the state of a site: it has never come</comment>
        <translation>jamais venu</translation>
    </message>
    <message>
        <source>initialising</source>
        <comment>the state of a site</comment>
        <translation>initialisation</translation>
    </message>
    <message>
        <source>ok</source>
        <comment>the state of a site</comment>
        <translation>à jour</translation>
    </message>
    <message>
        <source>Nobody can reach this primary: it is not running.</source>
        <translation>Personne ne peut joindre ce primaire : il n&apos;est pas en marche.</translation>
    </message>
    <message>
        <source>Reached from this computer alone, at %1.</source>
        <translation>Joint depuis cet ordinateur seulement, à %1.</translation>
    </message>
    <message>
        <source>Reached from other machines over https at %1.</source>
        <translation>Joint depuis d&apos;autres machines en https à %1.</translation>
    </message>
    <message>
        <source>Reached from other machines at %1, by plain http: passwords and records can be read on their way.</source>
        <translation>Joint depuis d&apos;autres machines à %1, en http sans chiffrement : mots de passe et enregistrements peuvent être lus en chemin.</translation>
    </message>
    <message>
        <source>%1 to %2 hours</source>
        <translation>%1 à %2 heures</translation>
    </message>
    <message>
        <source>the full path of the primary&apos;s certificate with its chain (PEM), or nothing for plain http</source>
        <translation>le chemin complet du certificat du primaire avec sa chaîne (PEM), ou rien pour http sans chiffrement</translation>
    </message>
    <message>
        <source>the full path of that certificate&apos;s key (PEM), or nothing where it stands in the same file</source>
        <translation>le chemin complet de la clé de ce certificat (PEM), ou rien si elle est dans le même fichier</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>ce n&apos;est pas un fichier</translation>
    </message>
    <message numerus="yes">
        <source>Silent for more than %Ln hour(s): %1.</source>
        <translation>
            <numerusform>Sans nouvelles depuis plus de %Ln heure : %1.</numerusform>
            <numerusform>Sans nouvelles depuis plus de %Ln heures : %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every satellite has come within %Ln hour(s).</source>
        <translation>
            <numerusform>Tous les satellites se sont manifestés depuis moins de %Ln heure.</numerusform>
            <numerusform>Tous les satellites se sont manifestés depuis moins de %Ln heures.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import… and Export…: the list as a CSV file, with the columns syncId, userName, password and url. An import shows every row before anything is changed, and takes all rows or none; an export leaves the passwords out.</source>
        <translation>Importer… et Exporter… : la liste sous forme de fichier CSV, avec les colonnes syncId, userName, password et url. Une importation montre chaque ligne avant de modifier quoi que ce soit, et reprend toutes les lignes ou aucune ; une exportation omet les mots de passe.</translation>
    </message>
    <message>
        <source>Make a password: a random one for a satellite, shown until the window is closed. Give it to whoever sets up the satellite, in a way that nobody else can read.</source>
        <translation>Créer un mot de passe : un mot de passe aléatoire pour un site satellite, affiché jusqu&apos;à la fermeture de la fenêtre. Donnez-le à la personne qui configure le site satellite, d&apos;une manière que personne d&apos;autre ne peut lire.</translation>
    </message>
    <message>
        <source>Records in quarantine could not be taken, were refused by the other side, or cannot be read by the program of a site that they are for. Nothing else waits for them. The button with their number leads to their list, with the reason of each.</source>
        <translation>Les enregistrements en quarantaine n&apos;ont pas pu être pris, ont été refusés par l&apos;autre côté, ou ne peuvent pas être lus par le programme d&apos;un site auquel ils sont destinés. Rien d&apos;autre ne les attend. Le bouton qui porte leur nombre mène à leur liste, avec la raison de chacun.</translation>
    </message>
    <message>
        <source>This page says what your desktop does with Mailboat, how this site gets out to the network, and who may change its settings. What you change takes effect when you press OK; only codes are made and revoked at once.</source>
        <translation>Cette page dit ce que votre bureau fait de Mailboat, comment ce site accède au réseau, et qui peut modifier ses réglages. Ce que vous changez prend effet quand vous appuyez sur OK&#xa0;; seuls les codes sont créés et révoqués aussitôt.</translation>
    </message>
    <message>
        <source>On this desktop</source>
        <translation>Sur ce bureau</translation>
    </message>
    <message>
        <source>Start at log-in: Mailboat starts without its window when you log in, and synchronises. The icon in the tray shows the window, and so does starting Mailboat again, where the desktop has no tray.</source>
        <translation>Démarrer à l&apos;ouverture de session&#xa0;: Mailboat démarre sans sa fenêtre quand vous ouvrez une session, et synchronise. L&apos;icône de la zone de notification affiche la fenêtre, de même qu&apos;un nouveau démarrage de Mailboat si le bureau n&apos;a pas de zone de notification.</translation>
    </message>
    <message>
        <source>Notifications: the desktop tells you of what does not mend itself, such as a wrong password or a full disk, of one and of three days without synchronisation, and that all is well again: each once. A click on a notification opens the window.</source>
        <translation>Notifications&#xa0;: le bureau vous signale ce qui ne s&apos;arrange pas tout seul, comme un mot de passe erroné ou un disque plein, un jour et trois jours sans synchronisation, et que tout va bien de nouveau&#xa0;: chaque fois une seule fois. Un clic sur une notification ouvre la fenêtre.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Proxy: another machine by which this one reaches the network, where your organisation has one. Its address begins with http:// or socks5:// and ends with a port. Enter user name and password where it asks for them; the password is kept sealed.</source>
        <translation>Proxy&#xa0;: une autre machine par laquelle celle-ci atteint le réseau, si votre organisation en a une. Son adresse commence par http:// ou socks5:// et finit par un port. Entrez le nom d&apos;utilisateur et le mot de passe s&apos;il les demande&#xa0;; le mot de passe est conservé scellé.</translation>
    </message>
    <message>
        <source>Authorisation codes</source>
        <translation>Codes d&apos;autorisation</translation>
    </message>
    <message>
        <source>Add…: makes a code, with a label that says whose it is and, if you like, its last day. The code is shown only once.</source>
        <translation>Ajouter…&#xa0;: crée un code, avec un libellé qui dit à qui il est et, si vous voulez, son dernier jour. Le code n&apos;est affiché qu&apos;une fois.</translation>
    </message>
    <message>
        <source>Revoke: the code that is selected opens nothing any more. The last one that can be used stays: without it nobody could change anything here.</source>
        <translation>Révoquer&#xa0;: le code sélectionné n&apos;ouvre plus rien. Le dernier qui est utilisable reste&#xa0;: sans lui, personne ne pourrait plus rien modifier ici.</translation>
    </message>
    <message>
        <source>This page shows what has happened at this site, the newest first, and goes on to do so while it is open. Reading, exporting and trying again need no code; only how long the log is kept does.</source>
        <translation>Cette page montre ce qui s&apos;est passé sur ce site, le plus récent d&apos;abord, et continue tant qu&apos;elle est ouverte. Lire, exporter et réessayer ne demandent aucun code ; seule la durée de conservation du journal en demande un.</translation>
    </message>
    <message>
        <source>Finding something</source>
        <translation>Trouver quelque chose</translation>
    </message>
    <message>
        <source>Search the log: keeps what has the text anywhere, in its details, too. Beside it the days and, at a primary, the Sync ID of a site can be chosen.</source>
        <translation>Rechercher dans le journal : garde ce qui contient le texte où que ce soit, aussi dans les détails. À côté, on choisit les jours et, sur un site primaire, l&apos;ID de synchronisation d&apos;un site.</translation>
    </message>
    <message>
        <source>Synchronisations, Changes, Contacts: each row has its details below, which can be copied. A primary notes in Contacts which sites called, from where, and who was refused, and why.</source>
        <translation>Synchronisations, Modifications, Contacts : les détails de chaque ligne sont en dessous et se copient. Un site primaire note dans Contacts quels sites ont appelé, d&apos;où, qui a été refusé et pourquoi.</translation>
    </message>
    <message>
        <source>Refused records</source>
        <translation>Enregistrements refusés</translation>
    </message>
    <message>
        <source>Records that could not be taken, were refused by the other side, or cannot be read by the program of a site that they are for. Nothing else waits for them.</source>
        <translation>Enregistrements qui n&apos;ont pas pu être pris, ont été refusés par l&apos;autre côté, ou que le programme d&apos;un site auquel ils sont destinés ne peut pas lire. Rien d&apos;autre ne les attend.</translation>
    </message>
    <message>
        <source>Retry: tries the selected records again, Retry all every one of the list. Put right first what the reason says. What the primary had refused is sent again with the next synchronisation.</source>
        <translation>Réessayer : réessaie les enregistrements sélectionnés, Réessayer tout ceux de toute la liste. Corrigez d&apos;abord ce que dit la raison. Ce que le site primaire avait refusé est renvoyé avec la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Export: writes all that the list would show, as far as it goes back, into a CSV file for a spreadsheet.</source>
        <translation>Exporter : écrit tout ce que la liste montrerait, aussi loin qu&apos;elle remonte, dans un fichier CSV pour un tableur.</translation>
    </message>
    <message>
        <source>Support bundle: writes one file to send to your support, with how synchronisation stands, a connection check, the settings, the log and what was refused. It holds no password, no code and no record&apos;s data.</source>
        <translation>Dossier pour l&apos;assistance : écrit un fichier à envoyer à votre assistance, avec l&apos;état de la synchronisation, une vérification de la connexion, les réglages, le journal et ce qui a été refusé. Il ne contient aucun mot de passe, aucun code, aucune donnée d&apos;enregistrement.</translation>
    </message>
    <message>
        <source>Keep the log for: older synchronisations and contacts are removed. Changes of settings always stay.</source>
        <translation>Garder le journal pendant : les synchronisations et contacts plus anciens sont supprimés. Les modifications des réglages restent toujours.</translation>
    </message>
    <message>
        <source>This page is for the primary: it says where its sites reach it. The line at its top says who can reach it now; what is entered here counts after OK, without a restart.</source>
        <translation>Cette page est pour le primaire : elle dit où ses sites le joignent. La ligne du haut dit qui peut le joindre en ce moment ; ce qui est saisi ici compte après OK, sans redémarrage.</translation>
    </message>
    <message>
        <source>How sites reach this primary</source>
        <translation>Comment les sites joignent ce primaire</translation>
    </message>
    <message>
        <source>Who can reach it: this computer only, as where a proxy on it stands before the primary; every address that this machine has; or one of them.</source>
        <translation>Qui peut le joindre : cet ordinateur seulement, comme lorsqu&apos;un proxy y est placé devant le primaire ; toutes les adresses de cette machine ; ou l&apos;une d&apos;elles.</translation>
    </message>
    <message>
        <source>Listen on: the same as an address and a port, such as 127.0.0.1:2048 for this computer only, or 0.0.0.0:2048 for every address.</source>
        <translation>Écouter sur : la même chose comme adresse et port, par exemple 127.0.0.1:2048 pour cet ordinateur seulement, ou 0.0.0.0:2048 pour toutes les adresses.</translation>
    </message>
    <message>
        <source>External URL: the address that sites enter, such as https://sync.example.org. Needed where they come by a proxy or by a name; the certificate has to be for that name.</source>
        <translation>URL externe : l&apos;adresse que les sites saisissent, par exemple https://sync.example.org. Nécessaire s&apos;ils passent par un proxy ou par un nom ; le certificat doit être pour ce nom.</translation>
    </message>
    <message>
        <source>Certificate, Private key: files in PEM format, the certificate with its chain. With them sites come by https. Once they are renewed in their place they are taken by themselves, and no line is dropped.</source>
        <translation>Certificat, Clé privée : des fichiers au format PEM, le certificat avec sa chaîne. Avec eux, les sites passent par https. Renouvelés à leur place, ils sont repris d&apos;eux-mêmes, et aucune ligne n&apos;est coupée.</translation>
    </message>
    <message>
        <source>Answer other machines without a certificate, too: passwords and records can then be read on their way. Only for a network in which everybody may read them.</source>
        <translation>Répondre aussi sans certificat aux autres machines : mots de passe et enregistrements peuvent alors être lus en chemin. Seulement pour un réseau où tout le monde peut les lire.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Limites</translation>
    </message>
    <message>
        <source>Advanced: how much sites may ask for at once, with the range of each value. They are right for hundreds of sites as they are; Restore defaults brings them back. Some of these count only from the next start of the primary.</source>
        <translation>Avancé : ce que les sites peuvent demander à la fois, avec les bornes de chaque valeur. Elles conviennent telles quelles à des centaines de sites ; Rétablir les valeurs par défaut les ramène. Certaines ne comptent qu’au prochain démarrage du primaire.</translation>
    </message>
    <message>
        <source>Help for the page General</source>
        <translation>Aide de la page Général</translation>
    </message>
    <message>
        <source>Help for the page Log</source>
        <translation>Aide de la page Journal</translation>
    </message>
    <message>
        <source>Help for the page Server</source>
        <translation>Aide de la page Serveur</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows were written into %1.</source>
        <translation>
            <numerusform>%Ln ligne a été écrite dans %1.</numerusform>
            <numerusform>%Ln lignes ont été écrites dans %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>Refusé : %1</translation>
    </message>
    <message>
        <source>By: %1</source>
        <translation>Par : %1</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>How it went</source>
        <translation>Déroulement</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyés</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçus</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Données</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Qui</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Past synchronisations</source>
        <translation>Synchronisations passées</translation>
    </message>
    <message>
        <source>No synchronisation has run at this site yet. A satellite lists every one here.</source>
        <translation>Aucune synchronisation n&apos;a encore eu lieu sur ce site. Un satellite les liste toutes ici.</translation>
    </message>
    <message>
        <source>Changes of settings</source>
        <translation>Modifications des réglages</translation>
    </message>
    <message>
        <source>No setting has been changed yet. Every change will be listed here.</source>
        <translation>Aucun réglage n&apos;a encore été modifié. Chaque modification sera listée ici.</translation>
    </message>
    <message>
        <source>Contacts of the sites</source>
        <translation>Contacts des sites</translation>
    </message>
    <message>
        <source>No site has been noted yet. A primary lists here who calls it and who was refused.</source>
        <translation>Aucun site n&apos;a encore été noté. Un site primaire liste ici qui l&apos;appelle et qui a été refusé.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln further records, of which this is the newest: %1</source>
        <translation>
            <numerusform>%Ln autre enregistrement, dont voici le plus récent : %1</numerusform>
            <numerusform>%Ln autres enregistrements, dont voici le plus récent : %1</numerusform>
        </translation>
    </message>
    <message>
        <source>It was stopped; what is done stays done.</source>
        <translation>Cela a été arrêté ; ce qui est fait reste fait.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records have left the list.</source>
        <translation>
            <numerusform>%Ln enregistrement a quitté la liste.</numerusform>
            <numerusform>%Ln enregistrements ont quitté la liste.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are sent again with the next synchronisation.</source>
        <translation>
            <numerusform>%Ln d&apos;entre eux est renvoyé avec la prochaine synchronisation.</numerusform>
            <numerusform>%Ln d&apos;entre eux sont renvoyés avec la prochaine synchronisation.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records stay: they are still refused, for the reason that the list says.</source>
        <translation>
            <numerusform>%Ln enregistrement reste : il est toujours refusé, pour la raison que dit la liste.</numerusform>
            <numerusform>%Ln enregistrements restent : ils sont toujours refusés, pour la raison que dit la liste.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older forms of records were not tried: what is here now would go. Select one of them alone to put it in its place.</source>
        <translation>
            <numerusform>%Ln forme plus ancienne d&apos;un enregistrement n&apos;a pas été essayée : ce qui est ici maintenant disparaîtrait. Sélectionnez-la seule pour la mettre à sa place.</numerusform>
            <numerusform>%Ln formes plus anciennes d&apos;enregistrements n&apos;ont pas été essayées : ce qui est ici maintenant disparaîtrait. Sélectionnez-en une seule pour la mettre à sa place.</numerusform>
        </translation>
    </message>
    <message>
        <source>There was nothing to try again.</source>
        <translation>Il n&apos;y avait rien à réessayer.</translation>
    </message>
    <message>
        <source>What this site could not take is forgotten, and nothing brings it back here. What its primary has refused stays in the records of this site and is not sent.</source>
        <translation>Ce que ce site n&apos;a pas pu prendre est oublié, et rien ne le ramène ici. Ce que son site primaire a refusé reste dans les enregistrements de ce site et n&apos;est pas envoyé.</translation>
    </message>
    <message>
        <source>another machine</source>
        <translation>autre machine</translation>
    </message>
    <message>
        <source>wrong password</source>
        <translation>mot de passe erroné</translation>
    </message>
    <message>
        <source>too many wrong passwords</source>
        <translation>trop de mots de passe erronés</translation>
    </message>
    <message>
        <source>program too old</source>
        <translation>programme trop ancien</translation>
    </message>
    <message>
        <source>program too new</source>
        <translation>programme trop récent</translation>
    </message>
    <message>
        <source>no active store</source>
        <translation>aucun magasin actif</translation>
    </message>
    <message>
        <source>synchronisation is off</source>
        <translation>synchronisation désactivée</translation>
    </message>
    <message>
        <source>a choice is needed</source>
        <translation>un choix est nécessaire</translation>
    </message>
    <message>
        <source>Where its machine was replaced, let the new one in; where it was not, somebody else has its password.</source>
        <translation>Là où sa machine a été remplacée, laissez entrer la nouvelle ; là où elle ne l&apos;a pas été, quelqu&apos;un d&apos;autre a son mot de passe.</translation>
    </message>
    <message>
        <source>Set the password here, and enter the same one at the site.</source>
        <translation>Définissez le mot de passe ici, et saisissez le même sur le site.</translation>
    </message>
    <message>
        <source>Update the program at the site.</source>
        <translation>Mettez à jour le programme sur le site.</translation>
    </message>
    <message>
        <source>Update Mailboat on this machine.</source>
        <translation>Mettez à jour Mailboat sur cette machine.</translation>
    </message>
    <message>
        <source>It is refused.</source>
        <translation>Il est refusé.</translation>
    </message>
    <message>
        <source>Refused: %1.</source>
        <translation>Refusé : %1.</translation>
    </message>
    <message>
        <source>Refused %1: %2.</source>
        <translation>Refusé %1 : %2.</translation>
    </message>
    <message>
        <source>Refused %1, from %2: %3.</source>
        <translation>Refusé %1, depuis %2 : %3.</translation>
    </message>
    <message>
        <source>Nothing waits for it.</source>
        <translation>Rien ne l&apos;attend.</translation>
    </message>
    <message>
        <source>Records that wait for it: %1.</source>
        <translation>Enregistrements qui l&apos;attendent : %1.</translation>
    </message>
    <message>
        <source>Records that wait for it: %1, the oldest since %2.</source>
        <translation>Enregistrements qui l&apos;attendent : %1, le plus ancien depuis %2.</translation>
    </message>
    <message>
        <source>Last contact: %1. Last success: %2.</source>
        <translation>Dernier contact : %1. Dernière réussite : %2.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1, %2 %</translation>
    </message>
    <message>
        <source>It has not called since %1.</source>
        <translation>Il n&apos;a pas appelé depuis %1.</translation>
    </message>
    <message>
        <source>See at the site whether the machine is on, the program runs and the line works.</source>
        <translation>Vérifiez sur le site que la machine est allumée, que le programme s&apos;exécute et que la ligne fonctionne.</translation>
    </message>
    <message>
        <source>It has never called. At the site enter its Sync ID, its user name and password, and this primary&apos;s address.</source>
        <translation>Il n&apos;a jamais appelé. Sur le site, saisissez son identifiant de synchronisation, son nom d&apos;utilisateur et son mot de passe, ainsi que l&apos;adresse de ce site primaire.</translation>
    </message>
    <message>
        <source>Its first load runs: %1 of about %2 records.</source>
        <translation>Son premier chargement est en cours : %1 enregistrements sur environ %2.</translation>
    </message>
    <message>
        <source>Its first load has not ended yet.</source>
        <translation>Son premier chargement n&apos;est pas encore terminé.</translation>
    </message>
    <message>
        <source>A site called</source>
        <translation>Un site a appelé</translation>
    </message>
    <message>
        <source>Mailboat needs your attention</source>
        <translation>Mailboat a besoin de votre attention</translation>
    </message>
    <message>
        <source>Not synchronised for a day</source>
        <translation>Pas de synchronisation depuis un jour</translation>
    </message>
    <message>
        <source>Not synchronised for days</source>
        <translation>Pas de synchronisation depuis des jours</translation>
    </message>
    <message>
        <source>A site needs attention</source>
        <translation>Un site demande votre attention</translation>
    </message>
    <message>
        <source>Synchronisation works again</source>
        <translation>La synchronisation fonctionne de nouveau</translation>
    </message>
    <message>
        <source>A site synchronises again</source>
        <translation>Un site se synchronise de nouveau</translation>
    </message>
    <message>
        <source>The site with Sync ID %1 synchronises again.</source>
        <translation>Le site d&apos;identifiant de synchronisation %1 se synchronise de nouveau.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites need attention</source>
        <translation>
            <numerusform>%Ln site demande votre attention</numerusform>
            <numerusform>%Ln sites demandent votre attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites synchronise again</source>
        <translation>
            <numerusform>%Ln site se synchronise de nouveau</numerusform>
            <numerusform>%Ln sites se synchronisent de nouveau</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>Et %Ln autre.</numerusform>
            <numerusform>Et %Ln autres.</numerusform>
        </translation>
    </message>
    <message>
        <source>This primary answers. Silent sites: %1.</source>
        <translation>Primaire en service. Sites silencieux&#xa0;: %1.</translation>
    </message>
    <message>
        <source>This primary answers. Refused sites: %1.</source>
        <translation>Primaire en service. Sites refusés&#xa0;: %1.</translation>
    </message>
    <message>
        <source>This primary answers. Silent sites: %1, refused: %2.</source>
        <translation>Primaire en service. Silencieux&#xa0;: %1, refusés&#xa0;: %2.</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>moins d&apos;une minute</translation>
    </message>
    <message>
        <source>One record was refused: the list says why, and what can be done.</source>
        <translation>Un enregistrement a été refusé : la liste dit pourquoi, et ce qu&apos;on peut faire.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records were refused: the list says why, and what can be done.</source>
        <translation>
            <numerusform>%Ln enregistrement a été refusé : la liste dit pourquoi, et ce qu&apos;on peut faire.</numerusform>
            <numerusform>%Ln enregistrements ont été refusés : la liste dit pourquoi, et ce qu&apos;on peut faire.</numerusform>
        </translation>
    </message>
    <message>
        <source>It may have been started with another address: start the primary again, or correct &quot;Listen on&quot; on the page Server.</source>
        <translation>Il a peut-être été démarré avec une autre adresse : redémarrez le primaire, ou corrigez « Écouter sur » à la page Serveur.</translation>
    </message>
    <message>
        <source>Choose a certificate and its key on the page Server, or put a proxy with https before this primary and enter its address there as the external URL.</source>
        <translation>Choisissez un certificat et sa clé à la page Serveur, ou placez devant ce primaire un proxy en https et saisissez-y son adresse comme URL externe.</translation>
    </message>
    <message>
        <source>Get a certificate for the name that satellites use, or correct the external URL on the page Server.</source>
        <translation>Procurez-vous un certificat pour le nom que les satellites utilisent, ou corrigez l&apos;URL externe à la page Serveur.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator can let it in, or allow more patients a day for a campaign, on the page Server under &quot;Advanced&quot;.</source>
        <translation>L&apos;administrateur du primaire peut le laisser entrer, ou permettre plus de patients par jour pour une campagne, à la page Serveur sous « Avancé ».</translation>
    </message>
    <message>
        <source>The site %1 is silent.</source>
        <translation>Le site %1 ne donne plus signe de vie.</translation>
    </message>
    <message>
        <source>The site %1 is refused.</source>
        <translation>Le site %1 est refusé.</translation>
    </message>
    <message>
        <source>The site %1 is refused: %2.</source>
        <translation>Le site %1 est refusé : %2.</translation>
    </message>
    <message>
        <source>State, at the primary: ok, behind (it calls, but has not received everything for a long time), silent, never, initialising (its first load runs) or refused, with the reason. The line above the list counts them; press a figure to see only those sites. Open a site to read what is wrong and what cures it.</source>
        <translation>État, sur le site primaire : en ordre, en retard (il appelle, mais n&apos;a pas tout reçu depuis longtemps), silencieux, jamais venu, en initialisation (son premier chargement est en cours) ou refusé, avec la raison. La ligne au-dessus de la liste les compte ; appuyez sur un chiffre pour ne voir que ces sites. Ouvrez un site pour lire ce qui ne va pas et ce qui y remédie.</translation>
    </message>
    <message>
        <source>Each person who may change the settings of this site gets a code of their own, so that one can be revoked without the others. Press &quot;Click to un-lock&quot; first: only somebody who has a code can add or revoke one.</source>
        <translation>Chaque personne qui peut modifier les réglages de ce site reçoit son propre code, pour qu&apos;il puisse être révoqué sans les autres. Appuyez d&apos;abord sur « Cliquer pour déverrouiller » : seul qui possède un code peut en ajouter ou en révoquer un.</translation>
    </message>
    <message>
        <source>Site: %1</source>
        <translation>Site : %1</translation>
    </message>
    <message>
        <source>Address: %1</source>
        <translation>Adresse : %1</translation>
    </message>
    <message>
        <source>Program: %1</source>
        <translation>Programme : %1</translation>
    </message>
    <message>
        <source>How often: %1</source>
        <translation>Nombre de fois : %1</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>It calls, but has not received everything for a long time.</source>
        <translation>Il appelle, mais n&apos;a pas tout reçu depuis longtemps.</translation>
    </message>
    <message>
        <source>This primary answers on this computer alone: no other machine can reach it. The page Server changes that, under &quot;Who can reach it&quot;.</source>
        <translation>Ce primaire ne répond que sur cet ordinateur : aucune autre machine ne peut le joindre. La page Serveur change cela, sous « Qui peut le joindre ».</translation>
    </message>
    <message>
        <source>Where its sites are on other machines, change &quot;Who can reach it&quot; on the page Server, and choose its certificate there.</source>
        <translation>Si ses sites sont sur d&apos;autres machines, changez « Qui peut le joindre » à la page Serveur, et choisissez-y son certificat.</translation>
    </message>
    <message>
        <source>Stop the other program, or choose another port on the page Server, under &quot;Port&quot;.</source>
        <translation>Arrêtez l&apos;autre programme, ou choisissez un autre port à la page Serveur, sous « Port ».</translation>
    </message>
    <message>
        <source>a database stands there, such as a datafile of Mailboat</source>
        <translation>une base de données s’y trouve, par exemple un fichier de données de Mailboat</translation>
    </message>
    <message>
        <source>JSON: [{&quot;number&quot;,&quot;source&quot; (Sync ID it came from),&quot;tableName&quot;,&quot;recordId&quot;,&quot;name&quot;,&quot;action&quot;,&quot;field&quot;,&quot;since&quot;,&quot;reason&quot;:{&quot;code&quot;,&quot;message&quot;,&quot;advice&quot;},&quot;kept&quot; (false: the quarantine&apos;s share of that site is full, the data are not kept),&quot;records&quot; (above 1, with &quot;number&quot;:null: so many are only counted, and this is the newest)}…].</source>
        <translation>JSON&#xa0;: [{&quot;number&quot;,&quot;source&quot; (ID de synchro d&apos;origine),&quot;tableName&quot;,&quot;recordId&quot;,&quot;name&quot;,&quot;action&quot;,&quot;field&quot;,&quot;since&quot;,&quot;reason&quot;:{&quot;code&quot;,&quot;message&quot;,&quot;advice&quot;},&quot;kept&quot; (false&#xa0;: la part de ce site dans la quarantaine est pleine, les données ne sont pas conservées),&quot;records&quot; (plus de 1, avec &quot;number&quot;:null&#xa0;: autant sont seulement comptés, et voici le plus récent)}…].</translation>
    </message>
    <message>
        <source>JSON: {&quot;syncId&quot;, &quot;role&quot;, &quot;engine&quot;:&quot;running&quot; or &quot;stopped&quot;, &quot;blocked&quot;:null or not-set-up, no-primary, password-needed, url-on-primary, wrong-primary, older-copy, newer-site, two-machines, other-machine, paused, &quot;blockedSince&quot; (where somebody has to choose), &quot;lastSync&quot;, &quot;lastSuccess&quot;, &quot;lastError&quot;, &quot;failuresInARow&quot;, &quot;failingSince&quot;, &quot;nextSync&quot;, &quot;waitingToPush&quot; (at a primary: for all its satellites), &quot;oldestWaiting&quot;, &quot;initialised&quot;, &quot;troubleSince&quot; (while the engine cannot use the datafile, which is the last error), &quot;quarantined&quot;, &quot;quarantinedWithoutData&quot;, &quot;quarantinedOf&quot;:[{&quot;syncId&quot;,&quot;records&quot;}] (at a primary: by the site that they came from), &quot;setAside&quot; (the newest record that the primary has refused by itself: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;reason&quot;}), &quot;awaited&quot;:[{&quot;syncId&quot;,&quot;since&quot;,&quot;program&quot;,&quot;asked&quot;,&quot;records&quot;}] (at a primary that collects: sites that have not sent again yet what they own; where one runs a program that cannot be asked, that, and how many records of it were known), &quot;reach&quot;:&quot;nobody&quot;, &quot;this-machine&quot; or &quot;other-machines&quot; and &quot;reachedAt&quot;:[URL…] (of a primary: from where sites reach it now), &quot;test&quot; (made by &quot;init --test&quot;), &quot;testEndpoints&quot; (served now), &quot;sites&quot; (of a primary: as &quot;sites --summary&quot;), &quot;listenFault&quot; (of a primary that answers nobody: what in its preferences or files keeps it from listening), &quot;rightsOfOthers&quot; (on the datafile, such as &quot;644&quot;), &quot;backup&quot;:{&quot;last&quot;,&quot;path&quot;,&quot;error&quot;} (the error is of the daily ones), &quot;progress&quot; (as in &quot;sync --progress&quot;), &quot;firstLoad&quot; (the same of one that has not ended and does not run), &quot;alarm&quot;:{&quot;level&quot;:&quot;calm&quot;, &quot;notice&quot;, &quot;warning&quot; or &quot;loud&quot;, &quot;since&quot;, &quot;message&quot;}}.</source>
        <translation>JSON&#xa0;: {&quot;syncId&quot;, &quot;role&quot;, &quot;engine&quot;:&quot;running&quot; ou &quot;stopped&quot;, &quot;blocked&quot;:null ou not-set-up, no-primary, password-needed, url-on-primary, wrong-primary, older-copy, newer-site, two-machines, other-machine, paused, &quot;blockedSince&quot; (là où quelqu&apos;un doit choisir), &quot;lastSync&quot;, &quot;lastSuccess&quot;, &quot;lastError&quot;, &quot;failuresInARow&quot;, &quot;failingSince&quot;, &quot;nextSync&quot;, &quot;waitingToPush&quot; (sur un site primaire&#xa0;: pour tous ses satellites), &quot;oldestWaiting&quot;, &quot;initialised&quot;, &quot;troubleSince&quot; (tant que le moteur ne peut pas utiliser le fichier de données, ce qui est la dernière erreur), &quot;quarantined&quot;, &quot;quarantinedWithoutData&quot;, &quot;quarantinedOf&quot;:[{&quot;syncId&quot;,&quot;records&quot;}] (sur un site primaire&#xa0;: par site d&apos;où ils viennent), &quot;setAside&quot; (le dernier enregistrement que le site primaire a refusé à part&#xa0;: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;reason&quot;}), &quot;awaited&quot;:[{&quot;syncId&quot;,&quot;since&quot;,&quot;program&quot;,&quot;asked&quot;,&quot;records&quot;}] (sur un site primaire qui collecte&#xa0;: les sites qui n&apos;ont pas encore renvoyé ce qui leur appartient&#xa0;; si l&apos;un utilise un programme à qui l&apos;on ne peut rien demander, celui-ci, et combien de ses enregistrements étaient connus), &quot;reach&quot;:&quot;nobody&quot;, &quot;this-machine&quot; ou &quot;other-machines&quot; et &quot;reachedAt&quot;:[URL…] (d&apos;un site primaire : d&apos;où les sites l&apos;atteignent à présent), &quot;test&quot; (créé par «&#xa0;init --test&#xa0;»), &quot;testEndpoints&quot; (ouverts à présent), &quot;sites&quot; (d’un primaire&#xa0;: comme «&#xa0;sites --summary&#xa0;»), &quot;listenFault&quot; (d’un primaire qui ne répond à personne&#xa0;: ce qui, dans ses préférences ou ses fichiers, l’empêche d’écouter), &quot;rightsOfOthers&quot; (sur le fichier de données, par exemple &quot;644&quot;), &quot;backup&quot;:{&quot;last&quot;,&quot;path&quot;,&quot;error&quot;} (l&apos;erreur est celle des quotidiennes), &quot;progress&quot; (comme dans «&#xa0;sync --progress&#xa0;»), &quot;firstLoad&quot; (de même pour un premier chargement qui n&apos;est pas fini et ne s&apos;exécute pas), &quot;alarm&quot;:{&quot;level&quot;:&quot;calm&quot;, &quot;notice&quot;, &quot;warning&quot; ou &quot;loud&quot;, &quot;since&quot;, &quot;message&quot;}}.</translation>
    </message>
    <message numerus="yes">
        <source>No synchronisation has succeeded for %Ln days, since %1.</source>
        <translation>
            <numerusform>Aucune synchronisation n&apos;a réussi depuis %Ln jour, depuis le %1.</numerusform>
            <numerusform>Aucune synchronisation n&apos;a réussi depuis %Ln jours, depuis le %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronisation is paused; the last one that succeeded was %Ln days ago, on %1.</source>
        <translation>
            <numerusform>La synchronisation est en pause&#xa0;; la dernière réussie date d&apos;il y a %Ln jour, le %1.</numerusform>
            <numerusform>La synchronisation est en pause&#xa0;; la dernière réussie date d&apos;il y a %Ln jours, le %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>this site may not write the record, and would differ from its primary for good; have it entered again where it is written (the primary&apos;s administrator knows), then discard it here</source>
        <translation>ce site ne peut pas modifier l&apos;enregistrement et différerait pour toujours de son site primaire&#xa0;; faites-le saisir à nouveau là où il est tenu (l&apos;administrateur du site primaire le sait), puis abandonnez-le ici</translation>
    </message>
    <message>
        <source>Everything that was checked is in order.</source>
        <translation>Tout ce qui a été vérifié est en ordre.</translation>
    </message>
    <message>
        <source>Round trip: %1 ms.</source>
        <translation>Aller et retour&#xa0;: %1 ms.</translation>
    </message>
    <message>
        <source>Speed: %1 a second.</source>
        <translation>Débit&#xa0;: %1 par seconde.</translation>
    </message>
    <message>
        <source>User name and password: with these a satellite signs in at its primary, and the same ones stand at both ends. Whoever runs the primary chooses them.</source>
        <translation>Nom d&apos;utilisateur et mot de passe&#xa0;: avec eux, un satellite s&apos;identifie auprès de son site primaire, et les mêmes figurent des deux côtés. Le responsable du site primaire les choisit.</translation>
    </message>
    <message>
        <source>Keep running in the tray: closing the window does not stop synchronisation. &quot;Quit&quot; in the menu of the icon does. This and the start at log-in are yours alone: others who use this machine have their own. Neither needs a code.</source>
        <translation>Continuer dans la zone de notification&#xa0;: fermer la fenêtre n&apos;arrête pas la synchronisation. «&#xa0;Quitter&#xa0;» dans le menu de l&apos;icône l&apos;arrête. Ceci et le démarrage à l&apos;ouverture de session ne valent que pour vous&#xa0;: les autres utilisateurs de cette machine ont les leurs. Aucun des deux ne demande de code.</translation>
    </message>
    <message>
        <source>Discard: gives the selected records up. What this site could not take is forgotten; what its primary has refused stays in the records here and is not sent.</source>
        <translation>Abandonner : renonce aux enregistrements sélectionnés. Ce que ce site n&apos;a pas pu prendre est oublié ; ce que son site primaire a refusé reste ici dans les enregistrements et n&apos;est pas envoyé.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records were discarded.</source>
        <translation>
            <numerusform>%Ln enregistrement a été abandonné.</numerusform>
            <numerusform>%Ln enregistrements ont été abandonnés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard refused records</source>
        <translation>Abandonner des enregistrements refusés</translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln refused records?</source>
        <translation>
            <numerusform>Abandonner %Ln enregistrement refusé ?</numerusform>
            <numerusform>Abandonner %Ln enregistrements refusés ?</numerusform>
        </translation>
    </message>
    <message>
        <source>What this primary could not take is forgotten here: only the site that it came from may still have it. What it has taken, and keeps from sites that cannot read it, stays in its records.</source>
        <translation>Ce que ce primaire n&apos;a pas pu prendre est oublié ici : seul le site d&apos;où cela venait peut encore l&apos;avoir. Ce qu&apos;il a pris, et qu&apos;il ne donne pas aux sites qui ne peuvent pas le lire, reste dans ses enregistrements.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>A&amp;bandonner</translation>
    </message>
    <message>
        <source>Where its sites are on other machines, change &quot;Who can reach it&quot; below, and choose its certificate there.</source>
        <translation>Si ses sites sont sur d&apos;autres machines, changez « Qui peut l&apos;atteindre » ci-dessous et choisissez-y son certificat.</translation>
    </message>
    <message>
        <source>Choose a certificate and its key here, enter the https address of a proxy before this primary as the external URL, or tick &quot;Answer other machines without a certificate, too&quot;.</source>
        <translation>Choisissez ici un certificat et sa clé, saisissez l&apos;adresse https d&apos;un proxy placé devant ce primaire comme URL externe, ou cochez « Répondre aux autres machines aussi sans certificat ».</translation>
    </message>
    <message>
        <source>Stop the other program, or choose another port here, under &quot;Port&quot;.</source>
        <translation>Arrêtez l&apos;autre programme, ou choisissez ici un autre port, sous « Port ».</translation>
    </message>
    <message>
        <source>Get a certificate for the name that satellites use, or correct the external URL here.</source>
        <translation>Procurez-vous un certificat pour le nom que les satellites utilisent, ou corrigez ici l&apos;URL externe.</translation>
    </message>
    <message>
        <source>At the site, look at what its program says of its synchronisation: the line may break off each time, or its disk be full.</source>
        <translation>Sur le site, regardez ce que son programme dit de sa synchronisation : la ligne se coupe peut-être chaque fois, ou son disque est plein.</translation>
    </message>
    <message>
        <source>Sync ID before</source>
        <translation>ID de synchro auparavant</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Nouveau mot de passe</translation>
    </message>
    <message>
        <source>May call without naming its machine</source>
        <translation>Peut appeler sans nommer sa machine</translation>
    </message>
    <message>
        <source>Hardware ID cleared</source>
        <translation>ID de la machine effacé</translation>
    </message>
    <message>
        <source>Records that waited</source>
        <translation>Enregistrements en attente alors</translation>
    </message>
    <message>
        <source>Number of records</source>
        <translation>Nombre d&apos;enregistrements</translation>
    </message>
    <message>
        <source>First of them</source>
        <translation>Les premiers d&apos;entre eux</translation>
    </message>
    <message>
        <source>What was chosen</source>
        <translation>Ce qui a été choisi</translation>
    </message>
    <message>
        <source>Sites that send again</source>
        <translation>Sites qui renvoient</translation>
    </message>
    <message>
        <source>Sites that cannot be asked</source>
        <translation>Sites qui ne peuvent pas être sollicités</translation>
    </message>
    <message>
        <source>Wrong tries so far</source>
        <translation>Essais erronés jusque-là</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Valable jusqu&apos;au</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>What was there before is kept as</source>
        <translation>Ce qui était là auparavant est gardé sous</translation>
    </message>
    <message>
        <source>ID of the user</source>
        <translation>ID de l&apos;utilisateur</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>May sign in</source>
        <translation>Peut se connecter</translation>
    </message>
    <message>
        <source>the sites send again all that they own</source>
        <translation>les sites renvoient tout ce qu&apos;ils possèdent</translation>
    </message>
    <message>
        <source>this site fetches everything anew from its primary</source>
        <translation>ce site récupère tout à nouveau auprès de son primaire</translation>
    </message>
    <message>
        <source>go on as it is</source>
        <translation>continuer tel quel</translation>
    </message>
    <message>
        <source>this machine goes on as the site</source>
        <translation>cette machine continue en tant que site</translation>
    </message>
    <message>
        <source>Compare both. If this is the right one, have it entered again where it is written (the primary&apos;s administrator where this site is not the one); then discard it here.</source>
        <translation>Comparez les deux. Si celle-ci est la bonne, faites-la saisir de nouveau là où elle s&apos;écrit (par l&apos;administrateur du site primaire si ce n&apos;est pas ce site-ci)&#xa0;; puis abandonnez-la ici.</translation>
    </message>
    <message>
        <source>It may have been deleted there, or lost. Ask the primary&apos;s administrator, who can enter it again; then discard it here. What this site may write itself is sent to the primary by trying it again.</source>
        <translation>Il y a peut-être été supprimé, ou perdu. Demandez à l&apos;administrateur du site primaire, qui peut le saisir à nouveau&#xa0;; puis abandonnez-le ici. Ce que ce site peut modifier lui-même est envoyé au site primaire en réessayant.</translation>
    </message>
    <message>
        <source>The pause ends by itself, an hour after the last wrong password at the latest. Set the password here, and enter the same one at the site. If nobody there has entered a wrong one, somebody may be guessing it.</source>
        <translation>La pause se termine d’elle-même, au plus tard une heure après le dernier mot de passe erroné. Définissez le mot de passe ici et saisissez le même sur le site. Si personne n’y a saisi de mot de passe erroné, quelqu’un essaie peut-être de le deviner.</translation>
    </message>
    <message>
        <source>The same: as a desktop gives a file that is opened</source>
        <translation>De même : comme un bureau donne un fichier que l’on ouvre</translation>
    </message>
</context>
<context>
    <name>mailboat::Application</name>
    <message>
        <source>This datafile is that of the backup now. What was there before is kept as %1.</source>
        <translation>Ce fichier de données est maintenant celui de la sauvegarde. Ce qui s&apos;y trouvait avant est conservé sous %1.</translation>
    </message>
    <message>
        <source>This datafile is that of the backup now.</source>
        <translation>Ce fichier de données est maintenant celui de la sauvegarde.</translation>
    </message>
    <message>
        <source>Restoring was cancelled. Nothing has changed.</source>
        <translation>La restauration a été abandonnée. Rien n&apos;a changé.</translation>
    </message>
</context>
<context>
    <name>mailboat::BackupAtStart</name>
    <message>
        <source>This is a backup</source>
        <translation>C&apos;est une sauvegarde</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Restaurer depuis une sauvegarde</translation>
    </message>
    <message>
        <source>Restore the backup of %1, made %2, as the datafile %3?</source>
        <translation>Restaurer la sauvegarde (%1), faite %2, comme fichier de données %3&#xa0;?</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Restaurer</translation>
    </message>
    <message>
        <source>&amp;Open it itself</source>
        <translation>&amp;Ouvrir la sauvegarde</translation>
    </message>
    <message>
        <source>a site without a Sync ID</source>
        <translation>un site sans ID de synchro</translation>
    </message>
    <message>
        <source>the primary</source>
        <translation>le site primaire</translation>
    </message>
    <message>
        <source>the site with Sync ID %1</source>
        <translation>le site dont l&apos;ID de synchro est %1</translation>
    </message>
    <message>
        <source>the site with Sync ID %1 (%2)</source>
        <translation>le site dont l&apos;ID de synchro est %1 (%2)</translation>
    </message>
    <message>
        <source>Records in it that were never sent: %1.</source>
        <translation>Enregistrements qu&apos;elle contient et qui n&apos;ont jamais été envoyés&#xa0;: %1.</translation>
    </message>
    <message>
        <source>What is there now is kept beside it.</source>
        <translation>Ce qui s&apos;y trouve à présent est conservé à côté.</translation>
    </message>
    <message>
        <source>The backup stays as it is. Nothing is synchronised then until you have chosen how it goes on.</source>
        <translation>La sauvegarde reste telle quelle. Rien n&apos;est alors synchronisé tant que vous n&apos;avez pas choisi la suite.</translation>
    </message>
    <message>
        <source>Opened itself, it becomes the datafile of the site: it is changed from then on, and is no backup any more that you could go back to.</source>
        <translation>Ouverte elle-même, elle devient le fichier de données du site&#xa0;: elle change dès lors, et n&apos;est plus une sauvegarde à laquelle revenir.</translation>
    </message>
</context>
<context>
    <name>mailboat::BackupNow</name>
    <message>
        <source>Backup by hand</source>
        <translation>Sauvegarde à la main</translation>
    </message>
    <message>
        <source>Back up &amp;now</source>
        <translation>Sauvegarder &amp;maintenant</translation>
    </message>
    <message>
        <source>&amp;Cancel backup</source>
        <translation>A&amp;bandonner la sauvegarde</translation>
    </message>
    <message>
        <source>File of the last backup</source>
        <translation>Fichier de la dernière sauvegarde</translation>
    </message>
    <message>
        <source>Progress of the backup</source>
        <translation>Avancement de la sauvegarde</translation>
    </message>
    <message>
        <source>A copy of the whole datafile, while everything goes on. It needs no authorisation code: passwords are as sealed in it as they are here.</source>
        <translation>Une copie de tout le fichier de données, pendant que tout continue. Aucun code d&apos;autorisation n&apos;est nécessaire&#xa0;: les mots de passe y sont scellés comme ici.</translation>
    </message>
    <message>
        <source>Back up into a file</source>
        <translation>Sauvegarder dans un fichier</translation>
    </message>
    <message>
        <source>Datafiles (*.mailboat);;All files (*)</source>
        <translation>Fichiers de données (*.mailboat);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>The backup has been made, and was read back.</source>
        <translation>La sauvegarde a été faite, puis relue.</translation>
    </message>
    <message>
        <source>The backup has been made, and was read back. Files that sites have attached to records lie beside it, in a folder of the same name that ends with &quot;.files&quot;.</source>
        <translation>La sauvegarde a été faite, puis relue. Les fichiers que des sites ont joints à des enregistrements sont à côté, dans un dossier du même nom qui se termine par «&#xa0;.files&#xa0;».</translation>
    </message>
    <message>
        <source>A backup is being made.</source>
        <translation>Une sauvegarde est en cours.</translation>
    </message>
    <message>
        <source>No backup has been made yet.</source>
        <translation>Aucune sauvegarde n&apos;a encore été faite.</translation>
    </message>
    <message>
        <source>Last backup: %1.</source>
        <translation>Dernière sauvegarde&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Last backup: %1, %2.</source>
        <translation>Dernière sauvegarde&#xa0;: %1, %2.</translation>
    </message>
    <message>
        <source>The backup was cancelled; nothing is left of it.</source>
        <translation>La sauvegarde a été abandonnée&#xa0;; il n&apos;en reste rien.</translation>
    </message>
</context>
<context>
    <name>mailboat::BackupPage</name>
    <message>
        <source>Daily backups</source>
        <translation>Sauvegardes quotidiennes</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>Dossier des sauvegardes</translation>
    </message>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>Ch&amp;oisir…</translation>
    </message>
    <message>
        <source>Back up every &amp;day</source>
        <translation>Sauvegarder chaque &amp;jour</translation>
    </message>
    <message>
        <source>Back up every day</source>
        <translation>Sauvegarder chaque jour</translation>
    </message>
    <message>
        <source>Daily backups to keep</source>
        <translation>Sauvegardes quotidiennes à garder</translation>
    </message>
    <message>
        <source>&amp;Folder for backups</source>
        <translation>Dossier des sa&amp;uvegardes</translation>
    </message>
    <message>
        <source>Daily backups to &amp;keep</source>
        <translation>Sauvegardes quotidiennes à &amp;garder</translation>
    </message>
    <message>
        <source>Choose a folder: without one no daily backup is made.</source>
        <translation>Choisissez un dossier&#xa0;: sans lui, aucune sauvegarde quotidienne n&apos;est faite.</translation>
    </message>
</context>
<context>
    <name>mailboat::CategoryList</name>
    <message>
        <source>Search categories</source>
        <translation>Rechercher des catégories</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Catégories</translation>
    </message>
    <message>
        <source>Mailboat has no page for this category. It belongs to mSupply.</source>
        <translation>Mailboat n&apos;a pas de page pour cette catégorie. Elle appartient à mSupply.</translation>
    </message>
    <message>
        <source>Show mSupply&apos;s other categories</source>
        <translation>Autres catégories de mSupply</translation>
    </message>
</context>
<context>
    <name>mailboat::CertificateFields</name>
    <message>
        <source>Certificate</source>
        <translation>Certificat</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>&amp;Choisir…</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Clé privée</translation>
    </message>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>Ch&amp;oisir…</translation>
    </message>
    <message>
        <source>Choose the certificate…</source>
        <translation>Choisir le certificat…</translation>
    </message>
    <message>
        <source>Choose the private key…</source>
        <translation>Choisir la clé privée…</translation>
    </message>
    <message>
        <source>Cer&amp;tificate</source>
        <translation>Cer&amp;tificat</translation>
    </message>
    <message>
        <source>Private &amp;key</source>
        <translation>C&amp;lé privée</translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>Certificats et clés (*.pem *.crt *.cer *.key);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Choose the certificate that this key belongs to: without one it is not used.</source>
        <translation>Choisissez le certificat de cette clé : sans lui, elle ne sert pas.</translation>
    </message>
    <message>
        <source>Valid until %1.</source>
        <translation>Valable jusqu&apos;au %1.</translation>
    </message>
    <message>
        <source>This key belongs to the certificate.</source>
        <translation>Cette clé est celle du certificat.</translation>
    </message>
</context>
<context>
    <name>mailboat::CheckStepsTable</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Steps of the check</source>
        <translation>Étapes de la vérification</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>Temps pris</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Ce qui a été trouvé</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>en attente</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>en cours…</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>avertissement</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>échec</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>annulé</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>pas atteint</translation>
    </message>
</context>
<context>
    <name>mailboat::CheckedSitesTable</name>
    <message>
        <source>Sync ID</source>
        <translation>ID de synchro</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d&apos;utilisateur</translation>
    </message>
    <message>
        <source>Last call</source>
        <translation>Dernier appel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>silencieux</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>Sites that are refused or silent</source>
        <translation>Sites refusés ou silencieux</translation>
    </message>
    <message>
        <source>refused (%1)</source>
        <translation>refusé (%1)</translation>
    </message>
    <message>
        <source>has never connected</source>
        <translation>ne s&apos;est jamais connecté</translation>
    </message>
</context>
<context>
    <name>mailboat::CodePage</name>
    <message>
        <source>Authorisation code</source>
        <translation>Code d&apos;autorisation</translation>
    </message>
    <message>
        <source>The datafile is ready. This is its authorisation code. Write it down and keep it: it is shown only this once, and every change of the settings asks for it.</source>
        <translation>Le fichier de données est prêt. Voici son code d&apos;autorisation. Notez-le et gardez-le&#xa0;: il n&apos;est affiché que cette fois, et chaque modification des réglages le demande.</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Enregistrer…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;Imprimer…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>Co&amp;pier</translation>
    </message>
    <message>
        <source>I have &amp;written it down</source>
        <translation>Je l&apos;ai &amp;noté</translation>
    </message>
    <message>
        <source>The code is on the clipboard.</source>
        <translation>Le code est dans le presse-papiers.</translation>
    </message>
    <message>
        <source>Mailboat: authorisation code of the datafile %1</source>
        <translation>Mailboat&#xa0;: code d&apos;autorisation du fichier de données %1</translation>
    </message>
    <message>
        <source>Save the code</source>
        <translation>Enregistrer le code</translation>
    </message>
    <message>
        <source>Texts (*.txt);;All files (*)</source>
        <translation>Textes (*.txt);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Saved as %1. Keep that file where nobody else reads it.</source>
        <translation>Enregistré sous %1. Gardez ce fichier là où personne d&apos;autre ne le lit.</translation>
    </message>
    <message>
        <source>The code could not be saved as %1: %2</source>
        <translation>Le code n&apos;a pas pu être enregistré sous %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>The code was sent to the printer. Wait for the paper before you go on.</source>
        <translation>Le code a été envoyé à l&apos;imprimante. Attendez la feuille avant de continuer.</translation>
    </message>
    <message>
        <source>The code could not be printed.</source>
        <translation>Le code n&apos;a pas pu être imprimé.</translation>
    </message>
    <message>
        <source>Saved as %1. Other people of this machine may read it there: move it to where nobody else reads it.</source>
        <translation>Enregistré sous %1. D&apos;autres personnes de cette machine peuvent l&apos;y lire&#xa0;: déplacez ce fichier là où personne d&apos;autre ne le lit.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Je l&apos;ai noté</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>Te&amp;rminer</translation>
    </message>
    <message>
        <source>Say first that you have written it down.</source>
        <translation>Dites d&apos;abord que vous l&apos;avez noté.</translation>
    </message>
    <message>
        <source>Go on without this code?</source>
        <translation>Continuer sans ce code&#xa0;?</translation>
    </message>
    <message>
        <source>It is shown only this once, and whoever has no code cannot change the settings. As long as the padlock is open, another code can be made on the page General.</source>
        <translation>Il n&apos;est affiché que cette fois, et sans code personne ne peut modifier les réglages. Tant que le cadenas est ouvert, un autre code peut être créé à la page Général.</translation>
    </message>
    <message>
        <source>&amp;Go on without it</source>
        <translation>&amp;Continuer sans ce code</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>&amp;Rester ici</translation>
    </message>
</context>
<context>
    <name>mailboat::CodesGroup</name>
    <message>
        <source>Authorisation codes</source>
        <translation>Codes d&apos;autorisation</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>A&amp;jouter…</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>Révo&amp;quer</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Libellé</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Créé</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Expire</translation>
    </message>
    <message>
        <source>does not expire</source>
        <translation>n&apos;expire pas</translation>
    </message>
    <message>
        <source>%1 (expired)</source>
        <translation>%1 (expiré)</translation>
    </message>
    <message>
        <source>Select a code first.</source>
        <translation>Sélectionnez d&apos;abord un code.</translation>
    </message>
    <message>
        <source>Revoke the code</source>
        <translation>Révoquer le code</translation>
    </message>
    <message>
        <source>Revoke the authorisation code &quot;%1&quot;?</source>
        <translation>Révoquer le code d&apos;autorisation «&#xa0;%1&#xa0;»&#xa0;?</translation>
    </message>
    <message>
        <source>Whoever has it can no longer open the padlock of this site. It cannot be brought back.</source>
        <translation>Qui le possède ne pourra plus ouvrir le cadenas de ce site. Il ne peut pas être rétabli.</translation>
    </message>
    <message>
        <source>The code &quot;%1&quot; opens nothing any more.</source>
        <translation>Le code «&#xa0;%1&#xa0;» n&apos;ouvre plus rien.</translation>
    </message>
    <message>
        <source>Each code opens the padlock of this site. Adding and revoking take effect at once; Cancel does not undo them.</source>
        <translation>Chaque code ouvre le cadenas de ce site. L&apos;ajout et la révocation prennent effet aussitôt ; Annuler ne les défait pas.</translation>
    </message>
</context>
<context>
    <name>mailboat::ConflictDialog</name>
    <message>
        <source>Site with Sync ID %1</source>
        <translation>Site dont l&apos;ID de synchro est %1</translation>
    </message>
    <message>
        <source>0, paused</source>
        <translation>0, en pause</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>on</source>
        <translation>activé</translation>
    </message>
    <message>
        <source>off</source>
        <translation>désactivé</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>rien</translation>
    </message>
    <message>
        <source>not in the list</source>
        <translation>pas dans la liste</translation>
    </message>
    <message>
        <source>a new password</source>
        <translation>un nouveau mot de passe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>setting: value</comment>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Changed elsewhere</source>
        <translation>Modifié ailleurs</translation>
    </message>
    <message>
        <source>What you have changed here was changed by somebody else, too, and saved. Choose which value is kept.</source>
        <translation>Ce que vous avez modifié ici a aussi été modifié par quelqu&apos;un d&apos;autre, et enregistré. Choisissez la valeur à garder.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>Here: %1</source>
        <translation>Ici : %1</translation>
    </message>
    <message>
        <source>Saved meanwhile: %1</source>
        <translation>Enregistré entre-temps : %1</translation>
    </message>
    <message>
        <source>Saved meanwhile by %1: %2</source>
        <translation>Enregistré entre-temps par %1 : %2</translation>
    </message>
</context>
<context>
    <name>mailboat::ConnectionCheckView</name>
    <message>
        <source>Copy &amp;report</source>
        <translation>Copier le &amp;rapport</translation>
    </message>
    <message>
        <source>R&amp;un again</source>
        <translation>R&amp;elancer</translation>
    </message>
    <message>
        <source>Connection check</source>
        <translation>Vérification de la connexion</translation>
    </message>
    <message>
        <source>The check is running</source>
        <translation>La vérification est en cours</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Copier le rapport</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Relancer</translation>
    </message>
    <message>
        <source>Round trip and speed are not measured yet.</source>
        <translation>L&apos;aller et retour et le débit ne sont pas encore mesurés.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The check is running.</source>
        <translation>La vérification est en cours.</translation>
    </message>
    <message>
        <source>There is no report yet.</source>
        <translation>Il n&apos;y a pas encore de rapport.</translation>
    </message>
    <message>
        <source>&amp;All refused or silent sites</source>
        <translation>&amp;Tous les sites refusés ou silencieux</translation>
    </message>
</context>
<context>
    <name>mailboat::DesktopGroup</name>
    <message>
        <source>On this desktop</source>
        <translation>Sur ce bureau</translation>
    </message>
    <message>
        <source>&amp;Start at log-in</source>
        <translation>Démarrer à l&apos;&amp;ouverture de session</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray</source>
        <translation>&amp;Continuer dans la zone de notification</translation>
    </message>
    <message>
        <source>&amp;Notifications</source>
        <translation>&amp;Notifications</translation>
    </message>
    <message>
        <source>Start at log-in</source>
        <translation>Démarrer à l&apos;ouverture de session</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>Continuer dans la zone de notification</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Mailboat starts without its window when you log in to this desktop, and synchronises.</source>
        <translation>Mailboat démarre sans sa fenêtre quand vous ouvrez une session sur ce bureau, et synchronise.</translation>
    </message>
    <message>
        <source>Closing the window does not stop synchronisation: the icon in the tray shows how it stands.</source>
        <translation>Fermer la fenêtre n&apos;arrête pas la synchronisation&#xa0;: l&apos;icône de la zone de notification montre où elle en est.</translation>
    </message>
    <message>
        <source>A notification appears where somebody has to do something, after one and three days without synchronisation, and when all is well again.</source>
        <translation>Une notification apparaît quand quelqu&apos;un doit intervenir, après un jour et trois jours sans synchronisation, et quand tout va bien de nouveau.</translation>
    </message>
    <message>
        <source>The desktop&apos;s setting is being read.</source>
        <translation>Le réglage du bureau est en cours de lecture.</translation>
    </message>
</context>
<context>
    <name>mailboat::FieldMessage</name>
    <message>
        <source>%1: %2</source>
        <comment>kind of message: message</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>mailboat::FirstStartDialog</name>
    <message>
        <source>Mailboat: choose a datafile</source>
        <translation>Mailboat&#xa0;: choisir un fichier de données</translation>
    </message>
    <message>
        <source>New datafile</source>
        <translation>Nouveau fichier de données</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>P&amp;arcourir…</translation>
    </message>
    <message>
        <source>New &amp;datafile</source>
        <translation>&amp;Nouveau fichier de données</translation>
    </message>
    <message>
        <source>&amp;Open another…</source>
        <translation>&amp;Ouvrir un autre…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Say where the new datafile should be.</source>
        <translation>Dites où doit se trouver le nouveau fichier de données.</translation>
    </message>
    <message>
        <source>Making the datafile…</source>
        <translation>Création du fichier de données…</translation>
    </message>
    <message>
        <source>Datafiles (*.mailboat);;All files (*)</source>
        <translation>Fichiers de données (*.mailboat);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Open a datafile</source>
        <translation>Ouvrir un fichier de données</translation>
    </message>
    <message>
        <source>Opening the datafile…</source>
        <translation>Ouverture du fichier de données…</translation>
    </message>
    <message>
        <source>The backup is being restored…</source>
        <translation>La sauvegarde est restaurée…</translation>
    </message>
    <message>
        <source>&amp;Restore from a backup…</source>
        <translation>&amp;Restaurer une sauvegarde…</translation>
    </message>
    <message>
        <source>There is a file at that place already. Say another one, or open that datafile: its page &quot;Backup&quot; puts a backup in its place.</source>
        <translation>Il y a déjà un fichier à cet endroit. Indiquez-en un autre, ou ouvrez ce fichier de données&#xa0;: sa page «&#xa0;Sauvegarde&#xa0;» met une sauvegarde à sa place.</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>Choisir une sauvegarde</translation>
    </message>
    <message>
        <source>The backup is being looked at…</source>
        <translation>La sauvegarde est examinée…</translation>
    </message>
    <message>
        <source>There is no datafile here yet. What is this site?</source>
        <translation>Il n&apos;y a pas encore de fichier de données ici. Quel est ce site&#xa0;?</translation>
    </message>
    <message>
        <source>A &amp;satellite</source>
        <translation>Un &amp;satellite</translation>
    </message>
    <message>
        <source>It synchronises with a primary: whoever runs that has given this site a Sync ID, a user name and a password.</source>
        <translation>Il se synchronise avec un site primaire, dont le responsable lui a donné un ID de synchro, un nom d&apos;utilisateur et un mot de passe.</translation>
    </message>
    <message>
        <source>The &amp;primary</source>
        <translation>Le site &amp;primaire</translation>
    </message>
    <message>
        <source>The site with which all others synchronise. There is one.</source>
        <translation>Le site avec lequel tous les autres se synchronisent. Il n&apos;y en a qu&apos;un.</translation>
    </message>
    <message>
        <source>It has been at work before, here or on another machine, and there is a backup of it.</source>
        <translation>Il a déjà servi, ici ou sur une autre machine, et il en existe une sauvegarde.</translation>
    </message>
    <message>
        <source>Its datafile is somewhere else on this machine.</source>
        <translation>Son fichier de données se trouve ailleurs sur cette machine.</translation>
    </message>
    <message>
        <source>There is a file at that place already. Say another one for the new datafile, or open that one.</source>
        <translation>Il y a déjà un fichier à cet endroit. Indiquez-en un autre pour le nouveau fichier de données, ou ouvrez celui-là.</translation>
    </message>
</context>
<context>
    <name>mailboat::HelpWindow</name>
    <message>
        <source>&amp;User guide</source>
        <translation>&amp;Guide de l&apos;utilisateur</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Guide de l&apos;utilisateur</translation>
    </message>
</context>
<context>
    <name>mailboat::ImportDialog</name>
    <message>
        <source>C&amp;opy errors</source>
        <translation>C&amp;opier les erreurs</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Annuler</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importer</translation>
    </message>
    <message>
        <source>Import sites</source>
        <translation>Importer des sites</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>Progression de l&apos;importation</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Lignes du fichier</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>Lecture de %1…</translation>
    </message>
    <message>
        <source>The file is being read.</source>
        <translation>Le fichier est en cours de lecture.</translation>
    </message>
    <message>
        <source>%1 cannot be imported.</source>
        <translation>%1 ne peut pas être importé.</translation>
    </message>
    <message>
        <source>There is nothing to import.</source>
        <translation>Il n&apos;y a rien à importer.</translation>
    </message>
    <message>
        <source>%1: to be added %2, to be changed %3, as they are %4, with errors %5.</source>
        <translation>%1 : à ajouter %2, à modifier %3, inchangés %4, avec erreurs %5.</translation>
    </message>
    <message>
        <source>A row has an error: nothing of the file can be taken.</source>
        <translation>Une ligne comporte une erreur : rien du fichier ne peut être repris.</translation>
    </message>
    <message>
        <source>The file changes nothing.</source>
        <translation>Le fichier ne change rien.</translation>
    </message>
    <message>
        <source>All rows are taken or none. Correct those with an error, which stand first, and import the file again.</source>
        <translation>Toutes les lignes sont reprises ou aucune. Corrigez celles qui comportent une erreur, affichées en premier, puis importez de nouveau le fichier.</translation>
    </message>
    <message>
        <source>The list has all of that already: there is nothing to import.</source>
        <translation>La liste contient déjà tout cela : il n&apos;y a rien à importer.</translation>
    </message>
    <message>
        <source>The rows become one change of the preferences: OK there saves them, Cancel discards them.</source>
        <translation>Les lignes deviennent une seule modification des préférences : OK là-bas les enregistre, Annuler les abandonne.</translation>
    </message>
</context>
<context>
    <name>mailboat::ImportRowsModel</name>
    <message>
        <source>Error: %1</source>
        <translation>Erreur : %1</translation>
    </message>
    <message>
        <source>Is added, with a URL: synchronisation is off while it has one</source>
        <translation>Est ajouté, avec une URL : la synchronisation est désactivée tant qu&apos;il en a une</translation>
    </message>
    <message>
        <source>Is added</source>
        <translation>Est ajouté</translation>
    </message>
    <message>
        <source>Is changed, with a URL: synchronisation is off while it has one</source>
        <translation>Est modifié, avec une URL : la synchronisation est désactivée tant qu&apos;il en a une</translation>
    </message>
    <message>
        <source>Is changed</source>
        <translation>Est modifié</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>Reste inchangé</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>ID de synchro</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d&apos;utilisateur</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Ce qui se passe</translation>
    </message>
</context>
<context>
    <name>mailboat::InlineMessage</name>
    <message>
        <source>D&amp;etails</source>
        <translation>Détai&amp;ls</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>Copier le message</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>kind of message: message</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>mailboat::KeyPlace</name>
    <message>
        <source>The key ring may ask on the screen to be unlocked.</source>
        <translation>Le trousseau de clés demande peut-être à l&apos;écran d&apos;être déverrouillé.</translation>
    </message>
    <message>
        <source>Where the key is kept that passwords are sealed with on this machine</source>
        <translation>Où est conservée la clé qui scelle les mots de passe sur cette machine</translation>
    </message>
    <message>
        <source>Key for passwords</source>
        <translation>Clé des mots de passe</translation>
    </message>
    <message>
        <source>Move the key for passwords into a file?</source>
        <translation>Déplacer la clé des mots de passe dans un fichier&#xa0;?</translation>
    </message>
    <message>
        <source>Move the key for passwords into this desktop&apos;s key ring?</source>
        <translation>Déplacer la clé des mots de passe dans le trousseau de clés de ce bureau&#xa0;?</translation>
    </message>
    <message>
        <source>It is in this desktop&apos;s key ring. In a file, which you alone may read, a service can read it too, before anybody has signed in. This happens at once, whatever else is changed in this window.</source>
        <translation>Elle est dans le trousseau de clés de ce bureau. Dans un fichier, que vous seul pouvez lire, un service peut la lire aussi, avant que quiconque n&apos;ait ouvert de session. Cela se fait tout de suite, quoi que vous modifiiez d&apos;autre dans cette fenêtre.</translation>
    </message>
    <message>
        <source>It is in a file that you alone may read. In the key ring it is there while you are signed in: a service that starts before that asks for the password. This happens at once, whatever else is changed in this window.</source>
        <translation>Elle est dans un fichier que vous seul pouvez lire. Dans le trousseau de clés, elle est là tant que votre session est ouverte&#xa0;: un service qui démarre avant demande le mot de passe. Cela se fait tout de suite, quoi que vous modifiiez d&apos;autre dans cette fenêtre.</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>&amp;Déplacer</translation>
    </message>
    <message>
        <source>Make a new key, in a file?</source>
        <translation>Faire une nouvelle clé, dans un fichier&#xa0;?</translation>
    </message>
    <message>
        <source>%1 With a new key the password has to be entered again, in the row of the primary, and that of the proxy where it has one. Nothing else is lost.</source>
        <translation>%1 Avec une nouvelle clé, il faut entrer de nouveau le mot de passe, dans la ligne du site primaire, et celui du proxy s&apos;il en a un. Rien d&apos;autre n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Make a &amp;new key</source>
        <translation>Faire une &amp;nouvelle clé</translation>
    </message>
    <message>
        <source>A new key is in a file. Enter the password again, in the row of the primary, and that of the proxy where it has one.</source>
        <translation>Une nouvelle clé est dans un fichier. Entrez de nouveau le mot de passe, dans la ligne du site primaire, et celui du proxy s&apos;il en a un.</translation>
    </message>
    <message>
        <source>The key for passwords is in this desktop&apos;s key ring.</source>
        <translation>La clé des mots de passe est dans le trousseau de clés de ce bureau.</translation>
    </message>
    <message>
        <source>The key for passwords is in a file that you alone may read.</source>
        <translation>La clé des mots de passe est dans un fichier que vous seul pouvez lire.</translation>
    </message>
</context>
<context>
    <name>mailboat::Leaving</name>
    <message>
        <source>&amp;Send now and quit</source>
        <translation>&amp;Envoyer maintenant et quitter</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Synchronisation stops</source>
        <translation>La synchronisation s&apos;arrête</translation>
    </message>
    <message>
        <source>Synchronisation stops when Mailboat quits.</source>
        <translation>La synchronisation s&apos;arrête quand Mailboat se ferme.</translation>
    </message>
    <message>
        <source>The records could not be sent.</source>
        <translation>Les enregistrements n&apos;ont pas pu être envoyés.</translation>
    </message>
    <message>
        <source>S&amp;tay</source>
        <translation>&amp;Rester</translation>
    </message>
    <message>
        <source>What waits stays in the datafile, and is sent once Mailboat runs again.</source>
        <translation>Ce qui attend reste dans le fichier de données, et sera envoyé quand Mailboat tournera à nouveau.</translation>
    </message>
    <message>
        <source>Records wait to be sent</source>
        <translation>Des enregistrements attendent d&apos;être envoyés</translation>
    </message>
    <message numerus="yes">
        <source>The primary refuses %Ln record(s). What it refuses stays in the datafile.</source>
        <translation>
            <numerusform>Le site primaire refuse %Ln enregistrement. Ce qu&apos;il refuse reste dans le fichier de données.</numerusform>
            <numerusform>Le site primaire refuse %Ln enregistrements. Ce qu&apos;il refuse reste dans le fichier de données.</numerusform>
        </translation>
    </message>
    <message>
        <source>What waits can be sent only after the first load, which has not ended yet.</source>
        <translation>Ce qui attend ne peut être envoyé qu&apos;après le premier chargement, qui n&apos;est pas encore terminé.</translation>
    </message>
    <message>
        <source>What waits stays in the datafile.</source>
        <translation>Ce qui attend reste dans le fichier de données.</translation>
    </message>
    <message>
        <source>This desktop has no tray in which it could keep running. The service &quot;mailboatctl serve&quot; runs without a window:
%1</source>
        <translation>Ce bureau n&apos;a pas de zone de notification où elle pourrait continuer. Le service «&#xa0;mailboatctl serve&#xa0;» continue sans fenêtre&#xa0;:
%1</translation>
    </message>
</context>
<context>
    <name>mailboat::ListenFields</name>
    <message>
        <source>Listen on</source>
        <translation>Écouter sur</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Who can reach it</source>
        <translation>Qui peut le joindre</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>Cet ordinateur seulement</translation>
    </message>
    <message>
        <source>Every address of this machine</source>
        <translation>Toutes les adresses de cette machine</translation>
    </message>
    <message>
        <source>One address</source>
        <translation>Une seule adresse</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>&amp;Who can reach it</source>
        <translation>&amp;Qui peut le joindre</translation>
    </message>
    <message>
        <source>Li&amp;sten on</source>
        <translation>Éco&amp;uter sur</translation>
    </message>
</context>
<context>
    <name>mailboat::LogFiles</name>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xporter…</translation>
    </message>
    <message>
        <source>S&amp;upport bundle</source>
        <translation>Dossier pour l&apos;&amp;assistance</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>Exporter la liste</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>Fichiers CSV (*.csv);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>A list is being exported.</source>
        <translation>Une liste est en cours d&apos;exportation.</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <translation>L&apos;exportation a été arrêtée ; rien n&apos;a été écrit.</translation>
    </message>
    <message>
        <source>Write a support bundle</source>
        <translation>Écrire un dossier pour l&apos;assistance</translation>
    </message>
    <message>
        <source>Support bundles (*.json);;All files (*)</source>
        <translation>Dossiers pour l&apos;assistance (*.json);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>The connection is being checked for the support bundle.</source>
        <translation>La connexion est en cours de vérification pour le dossier.</translation>
    </message>
    <message>
        <source>No support bundle was written.</source>
        <translation>Aucun dossier pour l&apos;assistance n&apos;a été écrit.</translation>
    </message>
    <message>
        <source>The support bundle was written: %1. It holds how synchronisation stands, a connection check, the log and the settings; no password, no code and no record&apos;s data.</source>
        <translation>Le dossier pour l&apos;assistance a été écrit : %1. Il contient l&apos;état de la synchronisation, une vérification de la connexion, le journal et les réglages ; aucun mot de passe, aucun code, aucune donnée d&apos;enregistrement.</translation>
    </message>
    <message>
        <source>Writes what this list shows into a CSV file.</source>
        <translation>Écrit ce que cette liste montre dans un fichier CSV.</translation>
    </message>
    <message>
        <source>Writes one file for support: status, connection check, log and versions, without passwords, codes or records.</source>
        <translation>Écrit un fichier pour l&apos;assistance : état, vérification de la connexion, journal et versions, sans mots de passe, codes ni enregistrements.</translation>
    </message>
</context>
<context>
    <name>mailboat::LogFilterBar</name>
    <message>
        <source>Search the log</source>
        <translation>Rechercher dans le journal</translation>
    </message>
    <message>
        <source>F&amp;rom</source>
        <translation>&amp;Du</translation>
    </message>
    <message>
        <source>t&amp;o</source>
        <translation>&amp;au</translation>
    </message>
    <message>
        <source>Sync &amp;ID</source>
        <translation>&amp;ID de synchronisation</translation>
    </message>
    <message>
        <source>Sync ID of a site</source>
        <translation>ID de synchronisation d&apos;un site</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>Tous les jours</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd&apos;hui</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>7 derniers jours</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>30 derniers jours</translation>
    </message>
    <message>
        <source>Between two days</source>
        <translation>Entre deux jours</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Premier jour</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Dernier jour</translation>
    </message>
</context>
<context>
    <name>mailboat::LogModel</name>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
</context>
<context>
    <name>mailboat::LogPage</name>
    <message>
        <source>Log</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>&amp;Synchronisations</source>
        <translation>&amp;Synchronisations</translation>
    </message>
    <message>
        <source>Chan&amp;ges</source>
        <translation>Modi&amp;fications</translation>
    </message>
    <message>
        <source>Co&amp;ntacts</source>
        <translation>Co&amp;ntacts</translation>
    </message>
    <message>
        <source>Re&amp;fused records</source>
        <translation>Enre&amp;gistrements refusés</translation>
    </message>
    <message>
        <source>Days to keep the log</source>
        <translation>Jours pendant lesquels garder le journal</translation>
    </message>
    <message>
        <source>&amp;Keep the log for</source>
        <translation>&amp;Garder le journal pendant</translation>
    </message>
    <message>
        <source>Older synchronisations and contacts are removed; changes of settings stay.</source>
        <translation>Les synchronisations et les contacts plus anciens sont supprimés ; les modifications des réglages restent.</translation>
    </message>
    <message>
        <source>days.</source>
        <translation>jours.</translation>
    </message>
</context>
<context>
    <name>mailboat::LogView</name>
    <message>
        <source>Copy &amp;details</source>
        <translation>Copier les &amp;détails</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>La liste n&apos;a pas pu être lue.</translation>
    </message>
    <message>
        <source>Nothing in this list matches.</source>
        <translation>Rien dans cette liste ne correspond.</translation>
    </message>
</context>
<context>
    <name>mailboat::NewCodeDialog</name>
    <message>
        <source>New authorisation code</source>
        <translation>Nouveau code d&apos;autorisation</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Libellé</translation>
    </message>
    <message>
        <source>Whose code it is, or what for</source>
        <translation>À qui est le code, ou à quoi il sert</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>&amp;Libellé</translation>
    </message>
    <message>
        <source>&amp;Expires at the end of</source>
        <translation>E&amp;xpire à la fin du</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Expire</translation>
    </message>
    <message>
        <source>Last day of the code</source>
        <translation>Dernier jour du code</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>&amp;Make the code</source>
        <translation>&amp;Créer le code</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>Créer le code</translation>
    </message>
    <message>
        <source>This is the new authorisation code. Write it down, or give it to whoever it is for: it is shown only this once.</source>
        <translation>Voici le nouveau code d&apos;autorisation. Notez-le, ou donnez-le à la personne à qui il est destiné&#xa0;: il n&apos;est affiché que cette fois.</translation>
    </message>
    <message>
        <source>The code is being made.</source>
        <translation>Le code est en cours de création.</translation>
    </message>
    <message>
        <source>Only where the code expires.</source>
        <translation>Seulement si le code expire.</translation>
    </message>
    <message>
        <source>Enter a label first.</source>
        <translation>Entrez d&apos;abord un libellé.</translation>
    </message>
</context>
<context>
    <name>mailboat::NotificationService</name>
    <message>
        <source>Open Mailboat</source>
        <translation>Ouvrir Mailboat</translation>
    </message>
</context>
<context>
    <name>mailboat::PadlockButton</name>
    <message>
        <source>Unlocked: settings can be changed.</source>
        <translation>Déverrouillé&#xa0;: les réglages peuvent être modifiés.</translation>
    </message>
    <message>
        <source>Locked: settings can be read, but not changed without an authorisation code.</source>
        <translation>Verrouillé&#xa0;: les réglages peuvent être lus, mais pas modifiés sans code d&apos;autorisation.</translation>
    </message>
    <message>
        <source>Click to &amp;lock</source>
        <translation>Cliquer pour &amp;verrouiller</translation>
    </message>
    <message>
        <source>Click to un-&amp;lock</source>
        <translation>Cliquer pour &amp;déverrouiller</translation>
    </message>
    <message>
        <source>Click to lock</source>
        <translation>Cliquer pour verrouiller</translation>
    </message>
    <message>
        <source>Click to un-lock</source>
        <translation>Cliquer pour déverrouiller</translation>
    </message>
</context>
<context>
    <name>mailboat::PeerActions</name>
    <message>
        <source>Nothing was done.</source>
        <translation>Rien n&apos;a été fait.</translation>
    </message>
    <message>
        <source>Counting records…</source>
        <translation>Comptage des enregistrements…</translation>
    </message>
    <message>
        <source>Generate sync records</source>
        <translation>Générer les enregistrements</translation>
    </message>
    <message>
        <source>That is every record that the site should hold, central ones too. What waits already stays, once. This happens at once, whatever else is changed in this window.</source>
        <translation>C&apos;est chaque enregistrement que le site doit avoir, centraux compris. Ce qui attend déjà reste, une seule fois. Cela se fait tout de suite, quoi que vous modifiiez d&apos;autre dans cette fenêtre.</translation>
    </message>
    <message>
        <source>That is every record that this site owns; it is sent at the next synchronisation. What waits already stays, once. This happens at once, whatever else is changed in this window.</source>
        <translation>C&apos;est chaque enregistrement dont ce site est propriétaire&#xa0;; il part à la prochaine synchronisation. Ce qui attend déjà reste, une seule fois. Cela se fait tout de suite, quoi que vous modifiiez d&apos;autre dans cette fenêtre.</translation>
    </message>
    <message>
        <source>Queueing %1 records…</source>
        <translation>Mise en file d&apos;attente de %1 enregistrements…</translation>
    </message>
    <message>
        <source>%1 records are queued.</source>
        <translation>%1 enregistrements sont en file d&apos;attente.</translation>
    </message>
    <message>
        <source>Retrieve sync records</source>
        <translation>Récupérer les enregistrements</translation>
    </message>
    <message>
        <source>Ask the site with Sync ID %1 to send everything it owns?</source>
        <translation>Demander au site dont l&apos;ID de synchro est %1 d&apos;envoyer tout ce qui lui appartient&#xa0;?</translation>
    </message>
    <message>
        <source>Ask the primary to send everything for this site again?</source>
        <translation>Demander au site primaire de renvoyer tout ce qu&apos;il a pour ce site&#xa0;?</translation>
    </message>
    <message>
        <source>%1 of its records are known here. A site that runs Mailboat learns so at its next contact; other programs cannot be asked. This happens at once, whatever else is changed in this window.</source>
        <translation>%1 de ses enregistrements sont connus ici. Un site qui utilise Mailboat l&apos;apprend à son prochain contact&#xa0;; d&apos;autres programmes ne peuvent pas recevoir cette demande. Cela se fait tout de suite, quoi que vous modifiiez d&apos;autre dans cette fenêtre.</translation>
    </message>
    <message>
        <source>This site holds %1 records now. All that the primary has for it comes at the next synchronisation; what waits to be sent stays. This happens at once, whatever else is changed in this window.</source>
        <translation>Ce site a maintenant %1 enregistrements. Tout ce que le site primaire a pour lui arrive à la prochaine synchronisation&#xa0;; ce qui attend d&apos;être envoyé reste. Cela se fait tout de suite, quoi que vous modifiiez d&apos;autre dans cette fenêtre.</translation>
    </message>
    <message>
        <source>Asking the other side…</source>
        <translation>Demande à l&apos;autre bout…</translation>
    </message>
    <message>
        <source>The site is asked at its next contact, if it runs Mailboat.</source>
        <translation>La demande est faite au site à son prochain contact, s&apos;il utilise Mailboat.</translation>
    </message>
    <message>
        <source>%1 records wait at the primary for the next synchronisation.</source>
        <translation>%1 enregistrements attendent sur le site primaire la prochaine synchronisation.</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Générer</translation>
    </message>
    <message>
        <source>&amp;Retrieve</source>
        <translation>&amp;Récupérer</translation>
    </message>
    <message numerus="yes">
        <source>Queue %Ln records for the site with Sync ID %1?</source>
        <translation>
            <numerusform>Mettre en attente %Ln enregistrement pour le site dont l&apos;ID de synchro est %1&#xa0;?</numerusform>
            <numerusform>Mettre en attente %Ln enregistrements pour le site dont l&apos;ID de synchro est %1&#xa0;?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Queue %Ln records for the primary?</source>
        <translation>
            <numerusform>Mettre en attente %Ln enregistrement pour le site primaire&#xa0;?</numerusform>
            <numerusform>Mettre en attente %Ln enregistrements pour le site primaire&#xa0;?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::PeerDialog</name>
    <message>
        <source>Satellites call the primary, which needs no URL for them. While one is here, synchronisation is off.</source>
        <translation>Les satellites appellent le site primaire, qui n&apos;a pas besoin d&apos;URL pour eux. Tant qu&apos;il y en a une ici, la synchronisation est désactivée.</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>effacé</translation>
    </message>
    <message>
        <source>Undo c&amp;lear</source>
        <translation>Annuler l&apos;&amp;effacement</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Effacer</translation>
    </message>
    <message>
        <source>Undo clear</source>
        <translation>Annuler l&apos;effacement</translation>
    </message>
    <message>
        <source>Clear hardware ID</source>
        <translation>Effacer l&apos;ID de la machine</translation>
    </message>
    <message>
        <source>Once this and the preferences are saved with OK, the next machine that signs in as this site is recorded.</source>
        <translation>Une fois ceci et les préférences enregistrés avec OK, la prochaine machine qui s&apos;identifie comme ce site est enregistrée.</translation>
    </message>
    <message>
        <source>Add/edit synchronize parameters</source>
        <translation>Ajouter/modifier les paramètres de synchronisation</translation>
    </message>
    <message>
        <source>&amp;Sync ID</source>
        <translation>&amp;ID de synchro</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>&amp;Nom d&apos;utilisateur</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>U&amp;RL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>&amp;Hardware ID</source>
        <translation>ID de la mac&amp;hine</translation>
    </message>
    <message>
        <source>none recorded yet</source>
        <translation>aucun enregistré pour l&apos;instant</translation>
    </message>
    <message>
        <source>The machine that first signed in as this site</source>
        <translation>La machine qui s&apos;est la première identifiée comme ce site</translation>
    </message>
    <message>
        <source>This machine, as the primary records it</source>
        <translation>Cette machine, telle que le site primaire l&apos;enregistre</translation>
    </message>
    <message>
        <source>Lets the site sign in from another machine</source>
        <translation>Permet au site de s&apos;identifier depuis une autre machine</translation>
    </message>
    <message>
        <source>No machine has signed in as this site yet.</source>
        <translation>Aucune machine ne s&apos;est encore identifiée comme ce site.</translation>
    </message>
    <message>
        <source>Active stores</source>
        <translation>Dépôts actifs</translation>
    </message>
    <message>
        <source>No store is active at this site.</source>
        <translation>Aucun dépôt n&apos;est actif sur ce site.</translation>
    </message>
    <message>
        <source>Acti&amp;ve stores</source>
        <translation>&amp;Dépôts actifs</translation>
    </message>
    <message>
        <source>&amp;Generate sync records</source>
        <translation>&amp;Générer les enregistrements</translation>
    </message>
    <message>
        <source>Re&amp;trieve sync records</source>
        <translation>&amp;Récupérer les enregistrements</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>Arrê&amp;ter</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>2 or above</source>
        <translation>2 ou plus</translation>
    </message>
    <message>
        <source>1 for the primary, 2 or above for a satellite</source>
        <translation>1 pour le site primaire, 2 ou plus pour un satellite</translation>
    </message>
    <message>
        <source>none, for a satellite</source>
        <translation>aucune, pour un satellite</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>inchangé</translation>
    </message>
    <message>
        <source>Save the site first: press OK here and in the preferences.</source>
        <translation>Enregistrez d&apos;abord le site&#xa0;: appuyez sur OK ici et dans les préférences.</translation>
    </message>
    <message>
        <source>Set this site&apos;s own Sync ID first.</source>
        <translation>Réglez d&apos;abord l&apos;ID de synchro de ce site lui-même.</translation>
    </message>
    <message>
        <source>Wait until what runs has ended, or stop it.</source>
        <translation>Attendez la fin de ce qui est en cours, ou arrêtez-le.</translation>
    </message>
    <message>
        <source>Queues every record that this site should hold for it again</source>
        <translation>Remet en file d&apos;attente chaque enregistrement que ce site doit avoir</translation>
    </message>
    <message>
        <source>Queues every record that this site owns, to be sent to the primary</source>
        <translation>Met en file d&apos;attente chaque enregistrement dont ce site est propriétaire, pour l&apos;envoyer au site primaire</translation>
    </message>
    <message>
        <source>Asks this site to send everything that it owns</source>
        <translation>Demande à ce site d&apos;envoyer tout ce qui lui appartient</translation>
    </message>
    <message>
        <source>Asks the primary for everything that this site should hold</source>
        <translation>Demande au site primaire tout ce que ce site doit avoir</translation>
    </message>
    <message>
        <source>The password cannot be read on this machine. Enter it again; nothing else is lost.</source>
        <translation>Le mot de passe ne peut pas être lu sur cette machine. Entrez-le de nouveau&#xa0;; rien d&apos;autre n&apos;est perdu.</translation>
    </message>
    <message>
        <source>Progra&amp;m</source>
        <translation>Pr&amp;ogramme</translation>
    </message>
    <message>
        <source>none has called yet</source>
        <translation>aucun n&apos;a encore appelé</translation>
    </message>
    <message>
        <source>What last called as this site; it decides how records are served to it</source>
        <translation>Ce qui a appelé en dernier au nom de ce site&#xa0;; cela décide de la forme dans laquelle les enregistrements lui sont donnés</translation>
    </message>
    <message>
        <source>M&amp;ay omit hardware ID</source>
        <translation>&amp;Peut omettre l&apos;ID de la machine</translation>
    </message>
    <message>
        <source>For a tool that has no hardware ID: once a machine is recorded, the site may go on without naming it</source>
        <translation>Pour un outil qui n&apos;a pas d&apos;ID de machine&#xa0;: une fois qu&apos;une machine est enregistrée, le site peut continuer sans la nommer</translation>
    </message>
    <message>
        <source>Open mSupply &amp;central</source>
        <translation>Open mSupply &amp;central</translation>
    </message>
    <message>
        <source>It may write any site&apos;s patients and their records. Mark only the site that is Open mSupply central.</source>
        <translation>Il peut écrire les patients de tout site et leurs enregistrements. Ne marquez que le site qui est Open mSupply central.</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>&amp;Fuseau horaire</translation>
    </message>
    <message>
        <source>%1, as at the primary</source>
        <translation>%1, comme au site primaire</translation>
    </message>
    <message>
        <source>Where the site&apos;s clock stands. mSupply Mobile sends its days as moments, which mean a day only there.</source>
        <translation>Où se trouve l&apos;horloge du site. mSupply Mobile envoie ses jours comme des instants, qui ne désignent un jour que là.</translation>
    </message>
    <message>
        <source>It is not served until somebody has chosen what happens.</source>
        <translation>Il n&apos;est pas servi tant que personne n&apos;a choisi la suite.</translation>
    </message>
    <message>
        <source>Choose &amp;what happens…</source>
        <translation>Choisir la &amp;suite…</translation>
    </message>
    <message>
        <source>The primary&apos;s Sync ID is always 1.</source>
        <translation>L&apos;ID de synchro du site primaire est toujours 1.</translation>
    </message>
    <message>
        <source>Ma&amp;ke a password</source>
        <translation>Créer un mot de passe (&amp;K)</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>Copier (&amp;Y)</translation>
    </message>
    <message>
        <source>Copy password</source>
        <translation>Copier le mot de passe</translation>
    </message>
    <message>
        <source>A new random password, shown here until this window is closed</source>
        <translation>Un nouveau mot de passe aléatoire, affiché ici jusqu&apos;à la fermeture de cette fenêtre</translation>
    </message>
    <message>
        <source>Give it to whoever sets up the satellite, in a way that nobody else can read, such as in person or by phone: there it is the primary&apos;s password. Once this window is closed, it is not shown again.</source>
        <translation>Donnez-le à la personne qui configure le site satellite, d&apos;une manière que personne d&apos;autre ne peut lire, par exemple en personne ou par téléphone : là-bas, c&apos;est le mot de passe du site primaire. Une fois cette fenêtre fermée, il n&apos;est plus affiché.</translation>
    </message>
    <message>
        <source>The password is on the clipboard. Give it to whoever sets up the satellite, in a way that nobody else can read; there it is the primary&apos;s password.</source>
        <translation>Le mot de passe est dans le presse-papiers. Donnez-le à la personne qui configure le site satellite, d&apos;une manière que personne d&apos;autre ne peut lire ; là-bas, c&apos;est le mot de passe du site primaire.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Last contacts</source>
        <translation>Derniers contacts</translation>
    </message>
    <message>
        <source>No contact is in the log.</source>
        <translation>Le journal ne contient aucun contact.</translation>
    </message>
    <message>
        <source>Last co&amp;ntacts</source>
        <translation>Derniers cont&amp;acts</translation>
    </message>
    <message>
        <source>State: %1. %2</source>
        <translation>État : %1. %2</translation>
    </message>
    <message>
        <source>L&amp;et the new machine in</source>
        <translation>&amp;Laisser entrer la nouvelle machine</translation>
    </message>
    <message>
        <source>Set the passwor&amp;d</source>
        <translation>Définir &amp;le mot de passe</translation>
    </message>
    <message>
        <source>Clears the hardware ID: the next machine that signs in as this site is recorded</source>
        <translation>Efface l&apos;identifiant matériel : la prochaine machine qui se connecte en tant que ce site est enregistrée</translation>
    </message>
    <message>
        <source>Goes to the password, to type another one or to make one</source>
        <translation>Va au mot de passe, pour en saisir un autre ou en créer un</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>La liste n&apos;a pas pu être lue.</translation>
    </message>
    <message>
        <source>It has not sent again yet what it owns: ring whoever runs it.</source>
        <translation>Il n&apos;a pas encore renvoyé ce qui lui appartient : appelez la personne qui s&apos;en occupe.</translation>
    </message>
    <message>
        <source>Its sites reach this primary at %1.</source>
        <translation>Ses sites atteignent ce site primaire à l&apos;adresse %1.</translation>
    </message>
</context>
<context>
    <name>mailboat::PeerPanel</name>
    <message>
        <source>Search sync IDs, user names</source>
        <translation>Rechercher ID de synchro, noms d&apos;utilisateur</translation>
    </message>
    <message>
        <source>Clear all U&amp;RLs</source>
        <translation>&amp;Effacer toutes les URL</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Modifier…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Supprimer…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>Co&amp;pier</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Ajouter…</translation>
    </message>
    <message>
        <source>Clear all URLs</source>
        <translation>Effacer toutes les URL</translation>
    </message>
    <message>
        <source>Add site</source>
        <translation>Ajouter un site</translation>
    </message>
    <message>
        <source>Delete site</source>
        <translation>Supprimer un site</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Trier par</translation>
    </message>
    <message>
        <source>Add a site (Insert)</source>
        <translation>Ajouter un site (Inser)</translation>
    </message>
    <message>
        <source>Delete the selected sites (Delete)</source>
        <translation>Supprimer les sites sélectionnés (Suppr)</translation>
    </message>
    <message>
        <source>Select the sites to delete in the list first.</source>
        <translation>Sélectionnez d&apos;abord dans la liste les sites à supprimer.</translation>
    </message>
    <message>
        <source>Take the URL out of every row of the list</source>
        <translation>Retirer l&apos;URL de chaque ligne de la liste</translation>
    </message>
    <message>
        <source>Rows with a URL: %1. The satellites call the primary, never the other way round; while one of them has a URL, synchronisation is off.</source>
        <translation>Lignes avec une URL&#xa0;: %1. Les satellites appellent le site primaire, jamais l&apos;inverse&#xa0;; tant que l&apos;un d&apos;eux a une URL, la synchronisation est désactivée.</translation>
    </message>
    <message>
        <source>%1 of %2 sites</source>
        <translation>%1 sites sur %2</translation>
    </message>
    <message>
        <source>No Sync ID or user name begins with &quot;%1&quot;.</source>
        <translation>Aucun ID de synchro ni nom d&apos;utilisateur ne commence par «&#xa0;%1&#xa0;».</translation>
    </message>
    <message>
        <source>The list is empty. Set this site&apos;s Sync ID first: 1 makes it the primary, a number from 2 up a satellite. Then press + to add the sites that it synchronises with.</source>
        <translation>La liste est vide. Réglez d&apos;abord l&apos;ID de synchro de ce site&#xa0;: 1 en fait le site primaire, un nombre à partir de 2 un satellite. Appuyez ensuite sur + pour ajouter les sites avec lesquels il se synchronise.</translation>
    </message>
    <message>
        <source>The list is empty. Press + to add each satellite with its Sync ID, user name and password.</source>
        <translation>La liste est vide. Appuyez sur + pour ajouter chaque satellite avec son ID de synchro, son nom d&apos;utilisateur et son mot de passe.</translation>
    </message>
    <message>
        <source>Choose &amp;what happens…</source>
        <translation>Choisir la &amp;suite…</translation>
    </message>
    <message>
        <source>Press + to add the primary with its URL, and the user name and password that its administrator gave to this site.</source>
        <translation>Appuyez sur + pour ajouter le site primaire avec son URL, ainsi que le nom d&apos;utilisateur et le mot de passe que son administrateur a donnés à ce site.</translation>
    </message>
    <message>
        <source>I&amp;mport…</source>
        <translation>Importer un &amp;fichier…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xporter…</translation>
    </message>
    <message>
        <source>Add and change sites from a CSV file, after a look at its rows</source>
        <translation>Ajouter et modifier des sites à partir d&apos;un fichier CSV, après un coup d&apos;œil à ses lignes</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>La liste est vide.</translation>
    </message>
    <message>
        <source>Write the list to a CSV file, without passwords</source>
        <translation>Écrire la liste dans un fichier CSV, sans les mots de passe</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>C&amp;olonnes</translation>
    </message>
    <message>
        <source>No site is in this state.</source>
        <translation>Aucun site n&apos;est dans cet état.</translation>
    </message>
    <message>
        <source>No site in this state has a Sync ID or user name that begins with &quot;%1&quot;.</source>
        <translation>Aucun site dans cet état n&apos;a un identifiant de synchronisation ou un nom d&apos;utilisateur qui commence par « %1 ».</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>Ann&amp;uler</translation>
    </message>
    <message>
        <source>&amp;Undo deletion</source>
        <translation>Ann&amp;uler la suppression</translation>
    </message>
    <message>
        <source>Site %1 deleted, and not saved yet.</source>
        <translation>Site %1 supprimé, mais pas encore enregistré.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) deleted, and not saved yet.</source>
        <translation>
            <numerusform>%Ln site supprimé, mais pas encore enregistré.</numerusform>
            <numerusform>%Ln sites supprimés, mais pas encore enregistrés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring back what was deleted last (Ctrl+Z)</source>
        <translation>Ramener ce qui a été supprimé en dernier (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler la suppression</translation>
    </message>
</context>
<context>
    <name>mailboat::PeerTableModel</name>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>While a site on a primary&apos;s list has a URL, synchronisation is off.</source>
        <translation>Tant qu&apos;un site de la liste d&apos;un site primaire a une URL, la synchronisation est désactivée.</translation>
    </message>
    <message>
        <source>%1, must be cleared</source>
        <translation>%1, à effacer</translation>
    </message>
    <message>
        <source>Records that wait for the site</source>
        <translation>Enregistrements qui attendent pour le site</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>ID de synchro</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d&apos;utilisateur</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En attente</translation>
    </message>
    <message>
        <source>%1; has not sent again yet</source>
        <translation>%1&#xa0;; n&apos;a pas encore renvoyé</translation>
    </message>
    <message>
        <source>It is not served until somebody has chosen what happens.</source>
        <translation>Il n&apos;est pas servi tant que personne n&apos;a choisi la suite.</translation>
    </message>
    <message>
        <source>%1, not served</source>
        <translation>%1, non servi</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>Réussite</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>Magasins</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Hardware ID</source>
        <translation>ID de la machine</translation>
    </message>
    <message>
        <source>Bytes this month</source>
        <translation>Octets ce mois-ci</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>pas encore enregistré</translation>
    </message>
    <message>
        <source>When the site last had everything that waited for it</source>
        <translation>Quand le site a eu pour la dernière fois tout ce qui l&apos;attendait</translation>
    </message>
    <message>
        <source>Bytes in both directions since the month began</source>
        <translation>Octets dans les deux sens depuis le début du mois</translation>
    </message>
    <message>
        <source>has not sent again yet</source>
        <translation>n&apos;a pas encore renvoyé</translation>
    </message>
    <message>
        <source>Not saved yet: OK saves it.</source>
        <translation>Pas encore enregistré : OK l&apos;enregistre.</translation>
    </message>
    <message>
        <source>It has not sent again yet what it owns: ring whoever runs it.</source>
        <translation>Il n&apos;a pas encore renvoyé ce qui lui appartient : appelez la personne qui s&apos;en occupe.</translation>
    </message>
    <message>
        <source>%1, not saved yet</source>
        <translation>%1, pas encore enregistré</translation>
    </message>
</context>
<context>
    <name>mailboat::PeerTableView</name>
    <message>
        <source>Sites</source>
        <translation>Sites</translation>
    </message>
</context>
<context>
    <name>mailboat::PreferencesDialog</name>
    <message>
        <source>Preferences…</source>
        <translation>Préférences…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Aide</translation>
    </message>
    <message>
        <source>A&amp;bout this site</source>
        <translation>À propos de ce &amp;site</translation>
    </message>
    <message>
        <source>Changed elsewhere</source>
        <translation>Modifié ailleurs</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Enregistrement…</translation>
    </message>
    <message>
        <source>&amp;Save mine</source>
        <translation>&amp;Enregistrer les miennes</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Abandonner les modifications</translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln change(s) that are not saved?</source>
        <translation>
            <numerusform>Abandonner %Ln modification qui n&apos;est pas enregistrée&#xa0;?</numerusform>
            <numerusform>Abandonner %Ln modifications qui ne sont pas enregistrées&#xa0;?</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>A&amp;bandonner</translation>
    </message>
    <message>
        <source>&amp;Keep editing</source>
        <translation>&amp;Continuer les modifications</translation>
    </message>
    <message>
        <source>Save what you have changed here over it, or discard it and see what stands there now?</source>
        <translation>Enregistrer par-dessus ce que vous avez modifié ici, ou l&apos;abandonner et voir ce qui s&apos;y trouve maintenant&#xa0;?</translation>
    </message>
    <message>
        <source>&amp;Discard mine</source>
        <translation>A&amp;bandonner les miennes</translation>
    </message>
    <message>
        <source>The settings of this site have changed meanwhile. What you have changed here stays; OK saves it, and asks where the same thing was changed elsewhere, too.</source>
        <translation>Les réglages de ce site ont changé entre-temps. Ce que vous avez modifié ici reste&#xa0;; OK l&apos;enregistre, et demande là où la même chose a aussi été modifiée ailleurs.</translation>
    </message>
    <message>
        <source>The settings of the site are saved. %1</source>
        <translation>Les réglages du site sont enregistrés. %1</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Enregistré.</translation>
    </message>
    <message>
        <source>Saving was cancelled: nothing is saved, and what you have changed is still here.</source>
        <translation>L&apos;enregistrement a été abandonné : rien n&apos;est enregistré, et ce que vous avez modifié est toujours ici.</translation>
    </message>
    <message>
        <source>What was saved meanwhile is kept; nothing else was changed here.</source>
        <translation>Ce qui a été enregistré entre-temps est gardé ; rien d&apos;autre n&apos;a été modifié ici.</translation>
    </message>
    <message>
        <source>Saving: %1 of %2 passwords. Cancel stops it.</source>
        <translation>Enregistrement : %1 mots de passe sur %2. Annuler l&apos;abandonne.</translation>
    </message>
</context>
<context>
    <name>mailboat::PrimaryStart</name>
    <message>
        <source>This site is the primary: its satellites call it. To try it on this machine alone, nothing has to be changed here. All of it stands on the page Server afterwards.</source>
        <translation>Ce site est le site primaire&#xa0;: ses satellites l&apos;appellent. Pour l&apos;essayer sur cette seule machine, il n&apos;y a rien à modifier ici. Tout se retrouve ensuite à la page Serveur.</translation>
    </message>
    <message>
        <source>Without encryption</source>
        <translation>Sans chiffrement</translation>
    </message>
    <message>
        <source>Finish all the same?</source>
        <translation>Terminer quand même&#xa0;?</translation>
    </message>
    <message>
        <source>&amp;Finish all the same</source>
        <translation>&amp;Terminer quand même</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>&amp;Rester ici</translation>
    </message>
</context>
<context>
    <name>mailboat::ProxyFields</name>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Proxy address</source>
        <translation>Adresse du proxy</translation>
    </message>
    <message>
        <source>Proxy user name</source>
        <translation>Nom d&apos;utilisateur du proxy</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>Mot de passe du proxy</translation>
    </message>
    <message>
        <source>Use the system&apos;s proxy</source>
        <translation>Utiliser le proxy du système</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>Pas de proxy</translation>
    </message>
    <message>
        <source>Use this proxy</source>
        <translation>Utiliser ce proxy</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>Pro&amp;xy</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>Ad&amp;resse</translation>
    </message>
    <message>
        <source>User na&amp;me</source>
        <translation>Nom d&apos;&amp;utilisateur</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>Enter the proxy as http://host:port or socks5://host:port; a password needs a user name.</source>
        <translation>Entrez le proxy sous la forme http://hôte:port ou socks5://hôte:port&#xa0;; un mot de passe exige un nom d&apos;utilisateur.</translation>
    </message>
    <message>
        <source>Enter the address of the proxy, such as http://proxy.example:8080.</source>
        <translation>Entrez l&apos;adresse du proxy, par exemple http://proxy.example:8080.</translation>
    </message>
    <message>
        <source>Through which machine this site reaches its primary, where it cannot by itself</source>
        <translation>Par quelle machine ce site atteint son site primaire, s&apos;il ne le peut pas directement</translation>
    </message>
    <message>
        <source>Only where you choose &quot;Use this proxy&quot;.</source>
        <translation>Seulement si vous choisissez «&#xa0;Utiliser ce proxy&#xa0;».</translation>
    </message>
</context>
<context>
    <name>mailboat::ReachFields</name>
    <message>
        <source>How sites reach this primary</source>
        <translation>Comment les sites joignent ce primaire</translation>
    </message>
    <message>
        <source>External URL</source>
        <translation>URL externe</translation>
    </message>
    <message>
        <source>&amp;External URL</source>
        <translation>URL &amp;externe</translation>
    </message>
    <message>
        <source>Answer other machines without a certificate, too</source>
        <translation>Répondre aussi sans certificat aux autres machines</translation>
    </message>
</context>
<context>
    <name>mailboat::RecoveryDialog</name>
    <message>
        <source>&amp;Sites that cannot be asked</source>
        <translation>&amp;Sites qui ne peuvent pas être interrogés</translation>
    </message>
    <message>
        <source>Choose what happens</source>
        <translation>Choisir la suite</translation>
    </message>
    <message>
        <source>Sites that cannot be asked</source>
        <translation>Sites qui ne peuvent pas être interrogés</translation>
    </message>
    <message>
        <source>Records are being counted…</source>
        <translation>Les enregistrements sont comptés…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Nothing is synchronised until you have chosen.</source>
        <translation>Rien n&apos;est synchronisé tant que vous n&apos;avez pas choisi.</translation>
    </message>
    <message>
        <source>There is nothing to choose here any more.</source>
        <translation>Il n&apos;y a plus rien à choisir ici.</translation>
    </message>
    <message>
        <source>This is being done…</source>
        <translation>C&apos;est en cours…</translation>
    </message>
    <message>
        <source>There is nothing to choose here.</source>
        <translation>Il n&apos;y a rien à choisir ici.</translation>
    </message>
    <message>
        <source>The site is not served until somebody has chosen.</source>
        <translation>Le site n&apos;est pas servi tant que personne n&apos;a choisi.</translation>
    </message>
    <message>
        <source>No machine is recorded as this site&apos;s.</source>
        <translation>Aucune machine n&apos;est enregistrée comme celle de ce site.</translation>
    </message>
    <message>
        <source>Recorded as this site&apos;s is the machine with the hardware ID %1; a machine shows its own in its list, in the row of the primary.</source>
        <translation>Celle qui est enregistrée pour ce site est la machine dont l&apos;ID est %1&#xa0;; une machine montre le sien dans sa liste, à la ligne du site primaire.</translation>
    </message>
    <message>
        <source>Last contact of either: %1.</source>
        <translation>Dernier contact de l&apos;une ou de l&apos;autre&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Noticed: %1.</source>
        <translation>Remarqué&#xa0;: %1.</translation>
    </message>
</context>
<context>
    <name>mailboat::RefusedList</name>
    <message>
        <source>Re&amp;try</source>
        <translation>Réessa&amp;yer</translation>
    </message>
    <message>
        <source>Retry &amp;all</source>
        <translation>Réessayer &amp;tout</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>Co&amp;pier</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Refused records</source>
        <translation>Enregistrements refusés</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Recherche…</translation>
    </message>
    <message>
        <source>No record was refused: everything could be taken and sent.</source>
        <translation>Aucun enregistrement n&apos;a été refusé : tout a pu être pris et envoyé.</translation>
    </message>
    <message>
        <source>Records are being worked on.</source>
        <translation>Des enregistrements sont en cours de traitement.</translation>
    </message>
    <message>
        <source>Select one or more records first.</source>
        <translation>Sélectionnez d&apos;abord un ou plusieurs enregistrements.</translation>
    </message>
    <message>
        <source>These are only counted: they go once nothing else of their site is listed.</source>
        <translation>Ceux-ci sont seulement comptés : ils partent quand plus rien d&apos;autre de leur site n&apos;est listé.</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>La liste n&apos;a pas pu être lue.</translation>
    </message>
    <message>
        <source>Nothing in this list matches.</source>
        <translation>Rien dans cette liste ne correspond.</translation>
    </message>
    <message>
        <source>Di&amp;scard…</source>
        <translation>A&amp;bandonner…</translation>
    </message>
</context>
<context>
    <name>mailboat::RefusedModel</name>
    <message>
        <source>Field: %1</source>
        <translation>Champ : %1</translation>
    </message>
    <message>
        <source>Since: %1</source>
        <translation>Depuis : %1</translation>
    </message>
    <message>
        <source>Its data are not kept here, since the share of that site is full: it has to be sent again.</source>
        <translation>Ses données ne sont pas gardées ici, car la part de ce site est pleine : il faut le renvoyer.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrement</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Champ</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Depuis</translation>
    </message>
    <message>
        <source>From site</source>
        <translation>Du site</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>From the site with Sync ID %1.</source>
        <translation>Du site dont l&apos;ID de synchronisation est %1.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
</context>
<context>
    <name>mailboat::RestoreDialog</name>
    <message>
        <source>Restore from a backup</source>
        <translation>Restaurer depuis une sauvegarde</translation>
    </message>
    <message>
        <source>The backup is being copied and checked, and put in the place of the datafile. Until that is done nothing has changed, and the datafile as it was is kept.</source>
        <translation>La sauvegarde est copiée et vérifiée, puis prend la place du fichier de données. Jusque-là rien n&apos;a changé, et le fichier de données tel qu&apos;il était est conservé.</translation>
    </message>
    <message>
        <source>Progress of restoring</source>
        <translation>Avancement de la restauration</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>It is being cancelled.</source>
        <translation>L&apos;abandon est en cours.</translation>
    </message>
</context>
<context>
    <name>mailboat::RestoreFrom</name>
    <message>
        <source>Put a backup back</source>
        <translation>Remettre une sauvegarde</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>&amp;Restaurer…</translation>
    </message>
    <message>
        <source>A backup takes the place of this datafile, which is kept beside it. Nothing is synchronised then until you have chosen how it goes on.</source>
        <translation>Une sauvegarde prend la place de ce fichier de données, qui est conservé à côté. Rien n&apos;est alors synchronisé tant que vous n&apos;avez pas choisi la suite.</translation>
    </message>
    <message>
        <source>The backup is being looked at.</source>
        <translation>La sauvegarde est examinée.</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>Choisir une sauvegarde</translation>
    </message>
    <message>
        <source>Datafiles (*.mailboat);;All files (*)</source>
        <translation>Fichiers de données (*.mailboat);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>The backup is being looked at…</source>
        <translation>La sauvegarde est examinée…</translation>
    </message>
    <message>
        <source>That is the datafile itself. Choose a backup of it.</source>
        <translation>C&apos;est le fichier de données lui-même. Choisissez une de ses sauvegardes.</translation>
    </message>
    <message>
        <source>That is a backup of the site with Sync ID %1, and this is the site with Sync ID %2. Choose another one; nothing was changed.</source>
        <translation>C&apos;est une sauvegarde du site dont l&apos;ID de synchro est %1, et ce site-ci a l&apos;ID de synchro %2. Choisissez-en une autre&#xa0;; rien n&apos;a été modifié.</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Restaurer depuis une sauvegarde</translation>
    </message>
    <message>
        <source>Put the backup of the site with Sync ID %1, made %2, in the place of this datafile?</source>
        <translation>Mettre la sauvegarde du site dont l&apos;ID de synchro est %1, faite %2, à la place de ce fichier de données&#xa0;?</translation>
    </message>
    <message>
        <source>Put the backup of the site with Sync ID %1 (%2), made %3, in the place of this datafile?</source>
        <translation>Mettre la sauvegarde du site dont l&apos;ID de synchro est %1 (%2), faite %3, à la place de ce fichier de données&#xa0;?</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Restaurer</translation>
    </message>
    <message>
        <source>Records in the backup: %1.</source>
        <translation>Enregistrements dans la sauvegarde&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Last entry in its log: %1.</source>
        <translation>Dernière entrée de son journal&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Records of this datafile that were never sent: %1.</source>
        <translation>Enregistrements de ce fichier de données jamais envoyés&#xa0;: %1.</translation>
    </message>
    <message>
        <source>They stay, with all else, in the datafile as it is now, which is kept beside the new one.</source>
        <translation>Ils restent, avec tout le reste, dans le fichier de données actuel, qui est conservé à côté du nouveau.</translation>
    </message>
    <message>
        <source>This window closes, and opens again on the backup. Nothing is synchronised then until you have chosen how it goes on.</source>
        <translation>Cette fenêtre se ferme, puis s&apos;ouvre à nouveau sur la sauvegarde. Rien n&apos;est alors synchronisé tant que vous n&apos;avez pas choisi la suite.</translation>
    </message>
    <message>
        <source>What was changed in this window and not saved is discarded.</source>
        <translation>Ce qui a été modifié dans cette fenêtre et pas enregistré est abandonné.</translation>
    </message>
</context>
<context>
    <name>mailboat::RoleStart</name>
    <message>
        <source>&amp;Back</source>
        <translation>Précé&amp;dent</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>Te&amp;rminer</translation>
    </message>
</context>
<context>
    <name>mailboat::SatelliteStart</name>
    <message>
        <source>This site synchronises with a primary. Whoever runs the primary has given it a Sync ID, a user name and a password, and says at which URL the primary is reached.</source>
        <translation>Ce site se synchronise avec un site primaire. Le responsable du site primaire lui a donné un ID de synchro, un nom d&apos;utilisateur et un mot de passe, et indique à quelle URL joindre le site primaire.</translation>
    </message>
    <message>
        <source>Sync &amp;ID</source>
        <translation>&amp;ID de synchro</translation>
    </message>
    <message>
        <source>Primary&apos;s &amp;URL</source>
        <translation>&amp;URL du site primaire</translation>
    </message>
    <message>
        <source>User &amp;name</source>
        <translation>&amp;Nom d&apos;utilisateur</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;Mot de passe</translation>
    </message>
    <message>
        <source>2 or above</source>
        <translation>2 ou plus</translation>
    </message>
    <message>
        <source>Check &amp;connection</source>
        <translation>Vérifier la &amp;connexion</translation>
    </message>
    <message>
        <source>Enter the Sync ID that the primary has given to this site: a whole number from 2 up. 1 is the primary&apos;s own.</source>
        <translation>Saisissez l&apos;ID de synchro que le site primaire a donné à ce site&#xa0;: un nombre entier à partir de 2. 1 est celui du site primaire.</translation>
    </message>
    <message>
        <source>St&amp;op the check</source>
        <translation>Arrê&amp;ter la vérification</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>Non vérifié</translation>
    </message>
    <message>
        <source>Nothing has shown yet that this site reaches its primary. Finish all the same?</source>
        <translation>Rien n&apos;a encore montré que ce site joint son site primaire. Terminer quand même&#xa0;?</translation>
    </message>
    <message>
        <source>What is entered here is saved. Synchronisation begins once the primary answers; until then the page Synchronise says what is wrong, and all of it can be changed there.</source>
        <translation>Ce qui est saisi ici est enregistré. La synchronisation commence dès que le site primaire répond&#xa0;; jusque-là, la page Synchronisation dit ce qui ne va pas, et tout peut y être modifié.</translation>
    </message>
    <message>
        <source>&amp;Finish all the same</source>
        <translation>&amp;Terminer quand même</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>&amp;Rester ici</translation>
    </message>
</context>
<context>
    <name>mailboat::ServerLimits</name>
    <message>
        <source>Restore &amp;defaults</source>
        <translation>&amp;Rétablir les valeurs par défaut</translation>
    </message>
    <message>
        <source>Some of these count only from the next start of the primary.</source>
        <translation>Certaines ne comptent qu&apos;au prochain démarrage du primaire.</translation>
    </message>
</context>
<context>
    <name>mailboat::ServerPage</name>
    <message>
        <source>&amp;Advanced</source>
        <translation>Ava&amp;ncé</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Connexions</translation>
    </message>
    <message>
        <source>Connections from one address</source>
        <translation>Connexions depuis une même adresse</translation>
    </message>
    <message>
        <source>Time without a byte</source>
        <translation>Temps sans un octet</translation>
    </message>
    <message>
        <source>Time for the head of a request</source>
        <translation>Temps pour l&apos;en-tête d&apos;une requête</translation>
    </message>
    <message>
        <source>Size of a request</source>
        <translation>Taille d&apos;une requête</translation>
    </message>
    <message>
        <source>Records in a request</source>
        <translation>Enregistrements par requête</translation>
    </message>
    <message>
        <source>Confirmed records in a request</source>
        <translation>Enregistrements confirmés par requête</translation>
    </message>
    <message>
        <source>Memory for requests and answers</source>
        <translation>Mémoire pour requêtes et réponses</translation>
    </message>
    <message>
        <source>Files attached to records</source>
        <translation>Fichiers joints aux enregistrements</translation>
    </message>
    <message>
        <source>Requests worked on at once</source>
        <translation>Requêtes traitées en même temps</translation>
    </message>
    <message>
        <source>Wrong passwords before a pause</source>
        <translation>Mots de passe faux avant une pause</translation>
    </message>
    <message>
        <source>Passwords an hour from a new address</source>
        <translation>Mots de passe par heure d&apos;une nouvelle adresse</translation>
    </message>
    <message>
        <source>Patients a day from other sites</source>
        <translation>Patients d&apos;autres sites par jour</translation>
    </message>
    <message>
        <source>Oldest version of sync</source>
        <translation>Plus ancienne version de la synchronisation</translation>
    </message>
    <message>
        <source>Newest version of sync</source>
        <translation>Plus récente version de la synchronisation</translation>
    </message>
    <message>
        <source>Nobody can reach this primary: %1</source>
        <translation>Personne ne peut joindre ce primaire : %1</translation>
    </message>
    <message>
        <source>This page is for a primary: it says there where its sites reach it. This site is a satellite, which nobody calls; the address of its primary stands on the page Synchronise.</source>
        <translation>Cette page est pour un primaire : elle y dit où ses sites le joignent. Ce site est un satellite, que personne n&apos;appelle ; l&apos;adresse de son primaire est à la page Synchronisation.</translation>
    </message>
    <message>
        <source>This page is for a primary: it says there where its sites reach it. This site has no Sync ID yet; with the Sync ID 1, on the page Synchronise, it becomes the primary.</source>
        <translation>Cette page est pour un primaire : elle y dit où ses sites le joignent. Ce site n&apos;a pas encore de Sync ID ; avec le Sync ID 1, à la page Synchronisation, il devient le primaire.</translation>
    </message>
    <message>
        <source>%1 The certificate used until now stays in use.</source>
        <translation>%1 Le certificat utilisé jusqu&apos;ici reste en service.</translation>
    </message>
    <message>
        <source>%1 This primary goes on answering without a certificate.</source>
        <translation>%1 Ce primaire continue de répondre sans certificat.</translation>
    </message>
    <message>
        <source>A site is silent after</source>
        <translation>Un site est silencieux après</translation>
    </message>
    <message>
        <source>A site is behind after</source>
        <translation>Un site est en retard après</translation>
    </message>
</context>
<context>
    <name>mailboat::SiteFigures</name>
    <message numerus="yes">
        <source>%Ln ok</source>
        <translation>
            <numerusform>%Ln en ordre</numerusform>
            <numerusform>%Ln en ordre</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln initialising</source>
        <translation>
            <numerusform>%Ln en initialisation</numerusform>
            <numerusform>%Ln en initialisation</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln behind</source>
        <translation>
            <numerusform>%Ln en retard</numerusform>
            <numerusform>%Ln en retard</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln silent</source>
        <translation>
            <numerusform>%Ln silencieux</numerusform>
            <numerusform>%Ln silencieux</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln never</source>
        <translation>
            <numerusform>%Ln jamais venu</numerusform>
            <numerusform>%Ln jamais venus</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refusé</numerusform>
            <numerusform>%Ln refusés</numerusform>
        </translation>
    </message>
    <message>
        <source>Show only the sites that are well</source>
        <translation>N&apos;afficher que les sites en ordre</translation>
    </message>
    <message>
        <source>Show only the sites whose first load runs</source>
        <translation>N&apos;afficher que les sites dont le premier chargement est en cours</translation>
    </message>
    <message>
        <source>Show only the sites that have never called</source>
        <translation>N&apos;afficher que les sites qui n&apos;ont jamais appelé</translation>
    </message>
    <message>
        <source>Show only the sites that are refused</source>
        <translation>N&apos;afficher que les sites refusés</translation>
    </message>
    <message>
        <source>Show all sites</source>
        <translation>Afficher tous les sites</translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s)</source>
        <translation>
            <numerusform>%Ln site</numerusform>
            <numerusform>%Ln sites</numerusform>
        </translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1 :</translation>
    </message>
    <message>
        <source>Show only the sites that call, but have not received everything for a long time</source>
        <translation>N&apos;afficher que les sites qui appellent, mais n&apos;ont pas tout reçu depuis longtemps</translation>
    </message>
    <message>
        <source>Show only the sites that have not called for a long time</source>
        <translation>N&apos;afficher que les sites qui n&apos;ont pas appelé depuis longtemps</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not saved yet</source>
        <translation>
            <numerusform>%Ln pas encore enregistré</numerusform>
            <numerusform>%Ln pas encore enregistrés</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::SiteFiles</name>
    <message>
        <source>Import sites</source>
        <translation>Importer des sites</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt);;All files (*)</source>
        <translation>Fichiers CSV (*.csv *.txt);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Imported, and not saved yet: sites added %1, changed %2. OK saves them.</source>
        <translation>Importé, mais pas encore enregistré : sites ajoutés %1, modifiés %2. OK les enregistre.</translation>
    </message>
    <message>
        <source>Export sites</source>
        <translation>Exporter les sites</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>Fichiers CSV (*.csv);;Tous les fichiers (*)</translation>
    </message>
    <message>
        <source>Exported to %1, without passwords: sites %2.</source>
        <translation>Exporté vers %1, sans les mots de passe : sites %2.</translation>
    </message>
</context>
<context>
    <name>mailboat::SiteWindow</name>
    <message>
        <source>This is asked once. The icon in the tray shows how synchronisation stands; its menu has &quot;Quit&quot;, and an entry that takes this answer back.</source>
        <translation>Cette question n&apos;est posée qu&apos;une fois. L&apos;icône de la zone de notification montre où en est la synchronisation&#xa0;; son menu contient «&#xa0;Quitter&#xa0;», et une entrée qui annule cette réponse.</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Fermer</translation>
    </message>
    <message>
        <source>A backup is being made</source>
        <translation>Une sauvegarde est en cours</translation>
    </message>
    <message>
        <source>Nothing would be left of it.</source>
        <translation>Il n&apos;en resterait rien.</translation>
    </message>
    <message>
        <source>&amp;Wait</source>
        <translation>&amp;Attendre</translation>
    </message>
    <message>
        <source>&amp;Keep running in the background when the window is closed</source>
        <translation>&amp;Continuer en arrière-plan quand la fenêtre est fermée</translation>
    </message>
    <message>
        <source>Keep running in the background</source>
        <translation>Continuer en arrière-plan</translation>
    </message>
    <message>
        <source>Keep synchronising in the background when this window is closed?</source>
        <translation>Continuer à synchroniser en arrière-plan quand cette fenêtre est fermée&#xa0;?</translation>
    </message>
    <message>
        <source>&amp;Keep running in the background</source>
        <translation>&amp;Continuer en arrière-plan</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Keep running in the background when this window is closed?</source>
        <translation>Continuer en arrière-plan quand cette fenêtre est fermée&#xa0;?</translation>
    </message>
    <message>
        <source>A backup is being made. Close the window and cancel it?</source>
        <translation>Une sauvegarde est en cours. Fermer la fenêtre et l&apos;abandonner&#xa0;?</translation>
    </message>
</context>
<context>
    <name>mailboat::SitesGroup</name>
    <message>
        <source>Synchronize parameters</source>
        <translation>Paramètres de synchronisation</translation>
    </message>
    <message>
        <source>%1 (Sync ID %2)</source>
        <translation>%1 (ID de synchro %2)</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>et %Ln autre</numerusform>
            <numerusform>et %Ln autres</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete site</source>
        <translation>Supprimer un site</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln site(s) from the list?</source>
        <translation>
            <numerusform>Supprimer %Ln site de la liste&#xa0;?</numerusform>
            <numerusform>Supprimer %Ln sites de la liste&#xa0;?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) that wait there go with it.</source>
        <translation>
            <numerusform>%Ln enregistrement qui y attend disparaît avec lui.</numerusform>
            <numerusform>%Ln enregistrements qui y attendent disparaissent avec.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Supprimer</translation>
    </message>
    <message>
        <source>Not served until somebody has chosen what happens, by Sync ID: %1. Open the site, or its menu in the list.</source>
        <translation>Non servis tant que personne n&apos;a choisi la suite, par ID de synchro&#xa0;: %1. Ouvrez le site, ou son menu dans la liste.</translation>
    </message>
    <message>
        <source>Not served until whoever runs the site has chosen at the site itself what happens, by Sync ID: %1. There is nothing to choose here.</source>
        <translation>Non servis tant que la personne qui gère le site n&apos;a pas choisi la suite sur le site lui-même, par ID de synchro&#xa0;: %1. Ici, il n&apos;y a rien à choisir.</translation>
    </message>
    <message>
        <source>Done: the site with Sync ID %1 continues as you have chosen, from its next call.</source>
        <translation>C&apos;est fait&#xa0;: le site dont l&apos;ID de synchro est %1 continue comme vous l&apos;avez choisi, dès son prochain appel.</translation>
    </message>
</context>
<context>
    <name>mailboat::StatusLine</name>
    <message>
        <source>Sync &amp;now</source>
        <translation>Synchroniser &amp;maintenant</translation>
    </message>
    <message>
        <source>&amp;Past synchronisations…</source>
        <translation>Synchronisations &amp;passées…</translation>
    </message>
    <message>
        <source>Progress of the synchronisation</source>
        <translation>Progression de la synchronisation</translation>
    </message>
    <message>
        <source>Synchronisation is being stopped.</source>
        <translation>La synchronisation est en train de s&apos;arrêter.</translation>
    </message>
    <message>
        <source>Waiting for it to begin</source>
        <translation>Attente du début</translation>
    </message>
    <message>
        <source>Synchronisation is running already.</source>
        <translation>La synchronisation est déjà en cours.</translation>
    </message>
    <message>
        <source>No synchronisation is running.</source>
        <translation>Aucune synchronisation n&apos;est en cours.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>Arrê&amp;ter</translation>
    </message>
    <message>
        <source>Choose &amp;what happens…</source>
        <translation>C&amp;hoisir la suite…</translation>
    </message>
    <message>
        <source>%1: no answer from the primary for %2, still waiting</source>
        <translation>%1 : pas de réponse du site primaire depuis %2, l&apos;attente continue</translation>
    </message>
    <message numerus="yes">
        <source>%Ln re&amp;fused records</source>
        <translation>
            <numerusform>%Ln enregistrement re&amp;fusé</numerusform>
            <numerusform>%Ln enregistrements re&amp;fusés</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows which they are, and why; there they can be tried again or discarded.</source>
        <translation>Montre lesquels et pourquoi ; on peut y réessayer ou les abandonner.</translation>
    </message>
</context>
<context>
    <name>mailboat::SupportDialog</name>
    <message>
        <source>Version of Mailboat</source>
        <translation>Version de Mailboat</translation>
    </message>
    <message>
        <source>Datafile</source>
        <translation>Fichier de données</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>ID de synchro</translation>
    </message>
    <message>
        <source>Hardware ID</source>
        <translation>ID de la machine</translation>
    </message>
    <message>
        <source>cannot be read on this machine</source>
        <translation>ne peut pas être lu sur cette machine</translation>
    </message>
    <message>
        <source>Version of Qt</source>
        <translation>Version de Qt</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Système</translation>
    </message>
    <message>
        <source>About this site</source>
        <translation>À propos de ce site</translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation>&amp;Tout copier</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Tout copier</translation>
    </message>
</context>
<context>
    <name>mailboat::SynchronisePage</name>
    <message>
        <source>Automatic</source>
        <translation>Automatique</translation>
    </message>
    <message>
        <source>This site</source>
        <translation>Ce site</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>ID de synchro</translation>
    </message>
    <message>
        <source>Sync time interval</source>
        <translation>Intervalle de synchro</translation>
    </message>
    <message>
        <source>Sync request size</source>
        <translation>Taille des requêtes de synchro</translation>
    </message>
    <message>
        <source>records in a request</source>
        <translation>enregistrements par requête</translation>
    </message>
    <message>
        <source>Use js node HTTP client</source>
        <translation>Utiliser le client HTTP js node</translation>
    </message>
    <message>
        <source>Check &amp;connection</source>
        <translation>Vérifier la &amp;connexion</translation>
    </message>
    <message>
        <source>Check connection</source>
        <translation>Vérifier la connexion</translation>
    </message>
    <message>
        <source>Sync &amp;ID</source>
        <translation>&amp;ID de synchro</translation>
    </message>
    <message>
        <source>Sync &amp;time interval</source>
        <translation>Inte&amp;rvalle de synchro</translation>
    </message>
    <message>
        <source>Sync re&amp;quest size</source>
        <translation>Taille des re&amp;quêtes de synchro</translation>
    </message>
    <message>
        <source>Synchronisation is not set up</source>
        <translation>La synchronisation n&apos;est pas configurée</translation>
    </message>
    <message>
        <source>minutes; 0 pauses sync</source>
        <translation>minutes&#xa0;; 0 met la synchro en pause</translation>
    </message>
    <message>
        <source>This site is the primary</source>
        <translation>Ce site est le site primaire</translation>
    </message>
    <message>
        <source>minutes; not used at a primary</source>
        <translation>minutes&#xa0;; inutilisé sur un site primaire</translation>
    </message>
    <message>
        <source>This site is a satellite</source>
        <translation>Ce site est un satellite</translation>
    </message>
    <message>
        <source>Set the Sync ID first: there is nothing to check yet.</source>
        <translation>Réglez d&apos;abord l&apos;ID de synchro&#xa0;: il n&apos;y a encore rien à vérifier.</translation>
    </message>
    <message>
        <source>Use &amp;js node HTTP client</source>
        <translation>Utiliser le client HTTP js &amp;node</translation>
    </message>
    <message>
        <source>&amp;Key for passwords…</source>
        <translation>Clé des m&amp;ots de passe…</translation>
    </message>
    <message>
        <source>Key for passwords…</source>
        <translation>Clé des mots de passe…</translation>
    </message>
    <message>
        <source>Done: this site continues as you have chosen.</source>
        <translation>C&apos;est fait&#xa0;: ce site continue comme vous l&apos;avez choisi.</translation>
    </message>
</context>
<context>
    <name>mailboat::TrayIcon</name>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Synchroniser maintenant</translation>
    </message>
    <message>
        <source>&amp;Preferences</source>
        <translation>&amp;Préférences</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Synchronisation is running already.</source>
        <translation>La synchronisation est déjà en cours.</translation>
    </message>
    <message>
        <source>&amp;Resume synchronising</source>
        <translation>&amp;Reprendre la synchronisation</translation>
    </message>
</context>
<context>
    <name>mailboat::UnlockDialog</name>
    <message>
        <source>The code is being checked…</source>
        <translation>Le code est en cours de vérification…</translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation>Autorisation</translation>
    </message>
    <message>
        <source>Changing these settings needs an authorisation code. Whoever set this site up has one.</source>
        <translation>Modifier ces réglages exige un code d&apos;autorisation. La personne qui a configuré ce site en a un.</translation>
    </message>
    <message>
        <source>Authorisation code</source>
        <translation>Code d&apos;autorisation</translation>
    </message>
    <message>
        <source>&amp;Show the code</source>
        <translation>Afficher le &amp;code</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>Afficher le code</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>&amp;Authorisation code</source>
        <translation>Code d&apos;a&amp;utorisation</translation>
    </message>
    <message>
        <source>You can try again now.</source>
        <translation>Vous pouvez maintenant réessayer.</translation>
    </message>
    <message>
        <source>The code is being checked.</source>
        <translation>Le code est en cours de vérification.</translation>
    </message>
    <message>
        <source>There were too many wrong codes: wait until the next try is possible.</source>
        <translation>Il y a eu trop de codes faux&#xa0;: attendez que le prochain essai soit possible.</translation>
    </message>
    <message>
        <source>Enter a code first.</source>
        <translation>Entrez d&apos;abord un code.</translation>
    </message>
</context>
</TS>
