<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Category</name>
    <message>
        <source>General</source>
        <translation>عام</translation>
    </message>
    <message>
        <source>Misc</source>
        <translation>متفرقات</translation>
    </message>
    <message>
        <source>Purchase order defaults</source>
        <translation>القيم الافتراضية لأوامر الشراء</translation>
    </message>
    <message>
        <source>Purchase order 2</source>
        <translation>أوامر الشراء 2</translation>
    </message>
    <message>
        <source>Invoices 1</source>
        <translation>الفواتير 1</translation>
    </message>
    <message>
        <source>Invoices 2</source>
        <translation>الفواتير 2</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>الصنف</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>السعر</translation>
    </message>
    <message>
        <source>Quotes</source>
        <translation>عروض الأسعار</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>التقارير</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>الأسماء</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>المناقصات</translation>
    </message>
    <message>
        <source>Reminders</source>
        <translation>التذكيرات</translation>
    </message>
    <message>
        <source>Patient Medication</source>
        <translation>أدوية المرضى</translation>
    </message>
    <message>
        <source>Drug Interactions</source>
        <translation>التداخلات الدوائية</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>التسجيل</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>الطباعة</translation>
    </message>
    <message>
        <source>OK and print</source>
        <translation>موافق والطباعة</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>الشعار</translation>
    </message>
    <message>
        <source>Dispensary mode</source>
        <translation>وضع الصيدلية</translation>
    </message>
    <message>
        <source>HIS</source>
        <translation>نظام معلومات المستشفى</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>سجل الأحداث</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>النسخ الاحتياطي</translation>
    </message>
    <message>
        <source>Backup 2</source>
        <translation>النسخ الاحتياطي 2</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>الخادم</translation>
    </message>
    <message>
        <source>Synchronise</source>
        <translation>المزامنة</translation>
    </message>
    <message>
        <source>Customization</source>
        <translation>التخصيص</translation>
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
        <translation>الأمر «mailboatctl COMMAND --help» يشرح أمرًا ويعرض أمثلة عليه.

متغيرات البيئة:
  MAILBOAT_DATAFILE   ملف البيانات إذا لم يُعطَ --datafile
  MAILBOAT_CODE       رمز التفويض إذا لم يُعطَ --code ولا --code-file

تذهب النتائج إلى الخرج القياسي، والرسائل الموجهة إلى الناس إلى خرج الأخطاء.
ومع --json يحوي الخرج القياسي مستند JSON واحدًا: النتيجة، أو
{&quot;error&quot;:{&quot;code&quot;,&quot;message&quot;,&quot;advice&quot;}}. الأوقات بصيغة ISO 8601 وبتوقيت UTC.

حالة الخروج:
  0    تم
  1    جرت المحاولة وفشلت
  2    استعمال خاطئ، أو رفضته قاعدة: لم يتغير شيء
  3    مقفل: رمز التفويض ناقص أو خاطئ أو منتهي الصلاحية، أو كثرت المحاولات
  4    تعذر استخدام ملف البيانات، أو أن عملية أخرى تشغّل محرّكه
  130  أُنهي بالضغط على Ctrl-C</translation>
    </message>
    <message>
        <source>Shows this help.</source>
        <translation>يعرض هذه المساعدة.</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>يعرض الإصدار.</translation>
    </message>
    <message>
        <source>The datafile: a path. Without it MAILBOAT_DATAFILE, else site.mailboat in your data folder</source>
        <translation>ملف البيانات: مسار. وبدونه MAILBOAT_DATAFILE، وإلا فالملف site.mailboat في مجلد بياناتك</translation>
    </message>
    <message>
        <source>Results and failures as one JSON document</source>
        <translation>النتائج وحالات الفشل في مستند JSON واحد</translation>
    </message>
    <message>
        <source>Authorisation code. Others on this machine can see arguments: --code-file and MAILBOAT_CODE are safer</source>
        <translation>رمز التفويض. يستطيع الآخرون على هذا الجهاز رؤية المعاملات: الخياران --code-file و MAILBOAT_CODE أكثر أمانًا</translation>
    </message>
    <message>
        <source>File with the code in its first line; - is standard input</source>
        <translation>ملف يحوي سطره الأول الرمز؛ و - تعني الدخل القياسي</translation>
    </message>
    <message>
        <source>COMMAND</source>
        <translation>أمر</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>المعاملات</translation>
    </message>
    <message>
        <source>options</source>
        <translation>خيارات</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was not expected</source>
        <translation>«%1» لم يكن متوقعًا</translation>
    </message>
    <message>
        <source>Sets up, checks and runs the synchronisation of a site.</source>
        <translation>يهيّئ مزامنة موقع ويفحصها ويشغّلها.</translation>
    </message>
    <message>
        <source>Check the connection and say what to do where it fails</source>
        <translation>فحص الاتصال وبيان ما يجب فعله حيث يفشل</translation>
    </message>
    <message>
        <source>At a primary: look only at this satellite&apos;s contacts</source>
        <translation>في موقع رئيسي: فحص اتصالات هذا الموقع الفرعي فقط</translation>
    </message>
    <message>
        <source>Authorisation codes: make, list, revoke</source>
        <translation>رموز التفويض: إنشاء وسرد وإبطال</translation>
    </message>
    <message>
        <source>A code unlocks what changes the settings of this site. After five wrong tries there are growing pauses. To make or revoke one takes a code that is valid.</source>
        <translation>يفتح الرمز ما يغيّر إعدادات هذا الموقع. وبعد خمس محاولات خاطئة تأتي فترات انتظار متزايدة. ولإنشاء رمز أو إبطاله يلزم رمز صالح.</translation>
    </message>
    <message>
        <source>Make a new code and print it once</source>
        <translation>إنشاء رمز جديد وعرضه مرة واحدة</translation>
    </message>
    <message>
        <source>Whose code it is, or what for</source>
        <translation>صاحب الرمز، أو الغرض منه</translation>
    </message>
    <message>
        <source>Last day of the code; without it the code does not expire</source>
        <translation>آخر يوم للرمز؛ وبدونه لا تنتهي صلاحية الرمز</translation>
    </message>
    <message>
        <source>List the codes by label; the codes themselves cannot be shown</source>
        <translation>سرد الرموز حسب تسمياتها؛ ولا يمكن عرض الرموز نفسها</translation>
    </message>
    <message>
        <source>JSON: [{&quot;label&quot;,&quot;created&quot;,&quot;expires&quot;}…].</source>
        <translation>JSON: [{&quot;label&quot;,&quot;created&quot;,&quot;expires&quot;}…].</translation>
    </message>
    <message>
        <source>Make a code worthless</source>
        <translation>جعل رمز عديم القيمة</translation>
    </message>
    <message>
        <source>The last one cannot be revoked. JSON: {&quot;ok&quot;:true}.</source>
        <translation>لا يمكن إبطال الرمز الأخير. JSON: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Label of the code</source>
        <translation>تسمية الرمز</translation>
    </message>
    <message>
        <source>Write the code down: it is shown only this once.</source>
        <translation>اكتب الرمز عندك: فهو لا يُعرض إلا هذه المرة.</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>التسمية</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>أُنشئ</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>ينتهي</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>فشل: %1</translation>
    </message>
    <message>
        <source>%1 could not be taken: see &quot;mailboatctl records quarantine&quot;.</source>
        <translation>تعذر قبول %1: انظر «mailboatctl records quarantine».</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>الأوامر</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>أمثلة:</translation>
    </message>
    <message>
        <source>Every command also takes --datafile D (or MAILBOAT_DATAFILE), --json, and --code C or --code-file F (or MAILBOAT_CODE).
Exit status: 0 done; 1 tried and failed; 2 bad usage, or refused by a rule; 3 locked, the authorisation code is missing or wrong; 4 the datafile cannot be used; 130 ended by Ctrl-C.</source>
        <translation>يقبل كل أمر أيضًا --datafile D (أو MAILBOAT_DATAFILE) و --json و --code C أو --code-file F (أو MAILBOAT_CODE).
حالة الخروج: 0 تم؛ 1 جرت المحاولة وفشلت؛ 2 استعمال خاطئ، أو رفضته قاعدة؛ 3 مقفل، رمز التفويض ناقص أو خاطئ؛ 4 تعذر استخدام ملف البيانات؛ 130 أُنهي بالضغط على Ctrl-C.</translation>
    </message>
    <message>
        <source>Make the datafile and its first authorisation code</source>
        <translation>إنشاء ملف البيانات ورمز التفويض الأول له</translation>
    </message>
    <message>
        <source>This site&apos;s Sync ID: 0 (default) not set up, 1 the primary, 2 to 2147483647 a satellite</source>
        <translation>معرّف المزامنة لهذا الموقع: 0 (الافتراضي) غير مهيأ، 1 الموقع الرئيسي، من 2 إلى 2147483647 موقع فرعي</translation>
    </message>
    <message>
        <source>The datafile %1 is ready.</source>
        <translation>ملف البيانات %1 جاهز.</translation>
    </message>
    <message>
        <source>How many entries at most (50)</source>
        <translation>الحد الأقصى لعدد المدخلات (50)</translation>
    </message>
    <message>
        <source>Go on with what is added from now on</source>
        <translation>المتابعة بما يضاف من الآن فصاعدًا</translation>
    </message>
    <message>
        <source>none</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>معرّف المزامنة</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Hardware ID</source>
        <translation>معرّف الجهاز</translation>
    </message>
    <message>
        <source>Active stores</source>
        <translation>المخازن النشطة</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>آخر اتصال</translation>
    </message>
    <message>
        <source>Records waiting</source>
        <translation>السجلات المنتظرة</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Show or change the list of sites</source>
        <translation>عرض قائمة المواقع أو تغييرها</translation>
    </message>
    <message>
        <source>A primary lists its satellites, a satellite its primary (Sync ID 1). Without a command of its own it lists them. What changes the list needs an authorisation code.
JSON: an array of sites.</source>
        <translation>يسرد الموقع الرئيسي مواقعه الفرعية، ويسرد الموقع الفرعي موقعه الرئيسي (معرّف المزامنة 1). وبدون أمر فرعي يعرض القائمة. وما يغيّر القائمة يحتاج إلى رمز تفويض.
JSON: مصفوفة من المواقع.</translation>
    </message>
    <message>
        <source>List the sites, by Sync ID</source>
        <translation>سرد المواقع حسب معرّف المزامنة</translation>
    </message>
    <message>
        <source>JSON: an array of sites.</source>
        <translation>JSON: مصفوفة من المواقع.</translation>
    </message>
    <message>
        <source>Show one site</source>
        <translation>عرض موقع واحد</translation>
    </message>
    <message>
        <source>JSON: one site.</source>
        <translation>JSON: موقع واحد.</translation>
    </message>
    <message>
        <source>Sync ID of the site</source>
        <translation>معرّف المزامنة للموقع</translation>
    </message>
    <message>
        <source>Add and change sites from a CSV file</source>
        <translation>إضافة مواقع وتغييرها من ملف CSV</translation>
    </message>
    <message>
        <source>The CSV file; - is standard input</source>
        <translation>ملف CSV؛ و - تعني الدخل القياسي</translation>
    </message>
    <message>
        <source>Print the list as CSV</source>
        <translation>طباعة القائمة بصيغة CSV</translation>
    </message>
    <message>
        <source>With the header syncId,userName,password,url, passwords left out. JSON: {&quot;csv&quot;:&quot;…&quot;}.</source>
        <translation>مع الترويسة syncId,userName,password,url، وبدون كلمات المرور. JSON: {&quot;csv&quot;:&quot;…&quot;}.</translation>
    </message>
    <message>
        <source>File with the site&apos;s password in its first line; - is standard input</source>
        <translation>ملف يحوي سطره الأول كلمة مرور الموقع؛ و - تعني الدخل القياسي</translation>
    </message>
    <message>
        <source>Needs an authorisation code. JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation>يحتاج إلى رمز تفويض. JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</translation>
    </message>
    <message>
        <source>Add a site to the list</source>
        <translation>إضافة موقع إلى القائمة</translation>
    </message>
    <message>
        <source>At a primary: a satellite (Sync ID 2 and up). At a satellite: the primary (Sync ID 1), with its URL. User name and password must be the same at both ends. Without --password-file a terminal is asked.</source>
        <translation>في موقع رئيسي: موقع فرعي (معرّف المزامنة 2 فما فوق). وفي موقع فرعي: الموقع الرئيسي (معرّف المزامنة 1) مع عنوان URL له. ويجب أن يكون اسم المستخدم وكلمة المرور متطابقين في الطرفين. وبدون --password-file تُطلب كلمة المرور في الطرفية.</translation>
    </message>
    <message>
        <source>User name of the satellite</source>
        <translation>اسم المستخدم للموقع الفرعي</translation>
    </message>
    <message>
        <source>URL of the primary; at a primary a URL in the list turns sync off</source>
        <translation>عنوان URL للموقع الرئيسي؛ وفي موقع رئيسي يوقف وجود عنوان URL في القائمة المزامنة</translation>
    </message>
    <message>
        <source>Change a site of the list</source>
        <translation>تغيير موقع في القائمة</translation>
    </message>
    <message>
        <source>What is not named stays as it is.</source>
        <translation>ما لم يُذكر يبقى كما هو.</translation>
    </message>
    <message>
        <source>New Sync ID</source>
        <translation>معرّف المزامنة الجديد</translation>
    </message>
    <message>
        <source>New user name</source>
        <translation>اسم المستخدم الجديد</translation>
    </message>
    <message>
        <source>New URL of the primary; empty takes it away</source>
        <translation>عنوان URL الجديد للموقع الرئيسي؛ والفارغ يزيله</translation>
    </message>
    <message>
        <source>Take a site out of the list</source>
        <translation>إزالة موقع من القائمة</translation>
    </message>
    <message>
        <source>A site that has active stores stays.</source>
        <translation>الموقع الذي فيه مخازن نشطة يبقى.</translation>
    </message>
    <message>
        <source>Let a satellite come from another machine</source>
        <translation>السماح لموقع فرعي بالقدوم من جهاز آخر</translation>
    </message>
    <message>
        <source>At a primary: forgets the machine of a satellite; its next contact records the machine it comes from. Use it where a machine was replaced.</source>
        <translation>في موقع رئيسي: ينسى جهاز موقع فرعي؛ ويسجّل اتصاله التالي الجهاز الذي يأتي منه. استعمله حيث استُبدل جهاز.</translation>
    </message>
    <message>
        <source>The preferences, what they may be, and the default:</source>
        <translation>التفضيلات وما يجوز أن تكون وقيمتها الافتراضية:</translation>
    </message>
    <message>
        <source>Show or change the preferences</source>
        <translation>عرض التفضيلات أو تغييرها</translation>
    </message>
    <message>
        <source>Without a command of its own it shows every preference with its value; JSON: one object, name and value, with numbers and true or false as such.</source>
        <translation>بدون أمر فرعي يعرض كل تفضيل مع قيمته؛ JSON: كائن واحد، الاسم والقيمة، والأعداد و true أو false كما هي.</translation>
    </message>
    <message>
        <source>Name of the preference</source>
        <translation>اسم التفضيل</translation>
    </message>
    <message>
        <source>Print the value of one preference</source>
        <translation>طباعة قيمة تفضيل واحد</translation>
    </message>
    <message>
        <source>JSON: one object, {NAME: value}.</source>
        <translation>JSON: كائن واحد، {NAME: value}.</translation>
    </message>
    <message>
        <source>Change one preference</source>
        <translation>تغيير تفضيل واحد</translation>
    </message>
    <message>
        <source>Needs an authorisation code, but for sync-interval. A value that a rule refuses changes nothing (exit status 2). A running engine follows the change by itself, but for limits of the listener, max-request-memory and trusted-proxies among them: those count from its next start.
JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation>يحتاج إلى رمز تفويض، إلا sync-interval. والقيمة التي ترفضها قاعدة لا تغيّر شيئًا (حالة الخروج 2). ويتبع المحرّك العامل التغيير من تلقاء نفسه، إلا حدود الاستماع، ومنها max-request-memory وtrusted-proxies: فهي تسري من تشغيله التالي.
JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</translation>
    </message>
    <message>
        <source>The new value</source>
        <translation>القيمة الجديدة</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>الرقم</translation>
    </message>
    <message>
        <source>From</source>
        <translation>من</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>الجدول</translation>
    </message>
    <message>
        <source>Record ID</source>
        <translation>معرّف السجل</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>الحقل</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Try the records in quarantine again</source>
        <translation>إعادة محاولة السجلات الموجودة في الحجر</translation>
    </message>
    <message>
        <source>Only this one, by its number in &quot;records quarantine&quot;</source>
        <translation>هذا فقط، برقمه في &quot;records quarantine&quot;</translation>
    </message>
    <message>
        <source>A record is one line: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;recordData&quot;}.</source>
        <translation>السجل سطر واحد: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;recordData&quot;}.</translation>
    </message>
    <message>
        <source>The site&apos;s data: count, export, get, put, delete, import</source>
        <translation>بيانات الموقع: عدّ وتصدير وقراءة ووضع وحذف واستيراد</translation>
    </message>
    <message>
        <source>recordData comes out byte for byte as it was put in, but that line breaks between its tokens go on the way in. At a primary, changes act as the site that owns the record.</source>
        <translation>تخرج recordData بايتًا ببايت كما وُضعت، غير أن فواصل الأسطر بين عناصرها تُزال عند الإدخال. وفي موقع رئيسي تجري التغييرات باسم الموقع الذي يملك السجل.</translation>
    </message>
    <message>
        <source>Only the records of this table</source>
        <translation>سجلات هذا الجدول فقط</translation>
    </message>
    <message>
        <source>Count the records</source>
        <translation>عدّ السجلات</translation>
    </message>
    <message>
        <source>JSON: {&quot;count&quot;:n,&quot;tables&quot;:{TABLE:n…}}.</source>
        <translation>JSON: {&quot;count&quot;:n,&quot;tables&quot;:{TABLE:n…}}.</translation>
    </message>
    <message>
        <source>Print the records as lines of JSON, by table and record ID</source>
        <translation>طباعة السجلات أسطر JSON، حسب الجدول ومعرّف السجل</translation>
    </message>
    <message>
        <source>Print one record; exit status 1 where there is none</source>
        <translation>طباعة سجل واحد؛ حالة الخروج 1 إذا لم يوجد</translation>
    </message>
    <message>
        <source>Name of the table</source>
        <translation>اسم الجدول</translation>
    </message>
    <message>
        <source>Exporting records</source>
        <translation>تصدير السجلات</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>السطر %1: %2</translation>
    </message>
    <message>
        <source>Put a record in, or change it; its data come from standard input</source>
        <translation>وضع سجل أو تغييره؛ وتأتي بياناته من الدخل القياسي</translation>
    </message>
    <message>
        <source>Delete a record; exit status 1 where there is none</source>
        <translation>حذف سجل؛ حالة الخروج 1 إذا لم يوجد</translation>
    </message>
    <message>
        <source>JSON: {&quot;ok&quot;:true}.</source>
        <translation>JSON: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Put the records of a file in: all of them, or none</source>
        <translation>وضع سجلات ملف: كلها أو لا شيء منها</translation>
    </message>
    <message>
        <source>Lines of JSON as &quot;records export&quot; prints them; empty lines are passed over. A line that is refused is named by its number (exit status 2). JSON: {&quot;records&quot;:n}.</source>
        <translation>أسطر JSON كما يطبعها &quot;records export&quot;؛ وتُهمل الأسطر الفارغة. ويُذكر السطر المرفوض برقمه (حالة الخروج 2). JSON: {&quot;records&quot;:n}.</translation>
    </message>
    <message>
        <source>The file; - is standard input</source>
        <translation>الملف؛ و - تعني الدخل القياسي</translation>
    </message>
    <message>
        <source>Importing records</source>
        <translation>استيراد السجلات</translation>
    </message>
    <message>
        <source>%1 records imported.</source>
        <translation>السجلات المستوردة: %1.</translation>
    </message>
    <message>
        <source>Queue everything for the other side again</source>
        <translation>وضع كل شيء من جديد في قائمة انتظار الطرف الآخر</translation>
    </message>
    <message>
        <source>At a primary: every record that the satellite should hold, central ones too, is queued for it. At a satellite (ID 1): every record that this site owns is queued for the primary. What waits already stays queued once. Needs an authorisation code; at a terminal it asks first and says how many records that is. JSON: {&quot;records&quot;:n}.</source>
        <translation>في موقع رئيسي: يوضع في قائمة الانتظار كل سجل يجب أن يكون لدى الموقع الفرعي، والمركزية أيضًا. وفي موقع فرعي (المعرّف 1): يوضع كل سجل يملكه هذا الموقع في قائمة الانتظار للموقع الرئيسي. وما ينتظر يبقى في القائمة مرة واحدة. يحتاج إلى رمز تفويض؛ وفي الطرفية يسأل أولًا ويذكر عدد السجلات. JSON: {&quot;records&quot;:n}.</translation>
    </message>
    <message>
        <source>Sync ID of the other side</source>
        <translation>معرّف المزامنة للطرف الآخر</translation>
    </message>
    <message>
        <source>%1 records are queued.</source>
        <translation>السجلات الموضوعة في قائمة الانتظار: %1.</translation>
    </message>
    <message>
        <source>Have the other side send everything again</source>
        <translation>جعل الطرف الآخر يرسل كل شيء من جديد</translation>
    </message>
    <message>
        <source>At a satellite (ID 1): asks the primary over the network to queue everything for this site; the next synchronisation fetches it all, and another primary than before is accepted. At a primary: asks the satellite to push everything it owns; a Mailboat learns so at its next contact, other clients cannot be asked. Nothing is lost: what waits already stays queued once. Needs an authorisation code; at a terminal it asks first. JSON: {&quot;records&quot;:n}; at a primary as many as it knows of.</source>
        <translation>في موقع فرعي (المعرّف 1): يطلب من الموقع الرئيسي عبر الشبكة أن يضع كل شيء في قائمة انتظار هذا الموقع؛ وتجلبه المزامنة التالية كله، ويُقبل موقع رئيسي غير السابق. وفي موقع رئيسي: يطلب من الموقع الفرعي أن يرسل كل ما يملكه؛ ويعلم Mailboat بذلك عند اتصاله التالي، أما البرامج الأخرى فلا يمكن الطلب منها. ولا يُفقد شيء: ما ينتظر يبقى في القائمة مرة واحدة. يحتاج إلى رمز تفويض؛ وفي الطرفية يسأل أولًا. JSON: {&quot;records&quot;:n}؛ وفي موقع رئيسي بقدر ما يعرفه.</translation>
    </message>
    <message>
        <source>Fetch every record that the primary holds for this site again?</source>
        <translation>أيُجلب من جديد كل سجل يحتفظ به الموقع الرئيسي لهذا الموقع؟</translation>
    </message>
    <message>
        <source>%1 records wait at the primary for the next synchronisation.</source>
        <translation>السجلات التي تنتظر المزامنة التالية لدى الموقع الرئيسي: %1.</translation>
    </message>
    <message>
        <source>Ask the site with Sync ID %1 to push every record it owns (%2 are known here)? Only a Mailboat will hear it.</source>
        <translation>أيُطلب من الموقع ذي معرّف المزامنة %1 أن يرسل كل سجل يملكه (المعروف منها هنا: %2)؟ لن يسمع ذلك إلا Mailboat.</translation>
    </message>
    <message>
        <source>The site is asked at its next contact, if it runs Mailboat; another client cannot be asked. Records of it that are known here: %1.</source>
        <translation>يُطلب ذلك من الموقع عند اتصاله التالي إذا كان يستعمل Mailboat؛ أما برنامج آخر فلا يمكن الطلب منه. سجلاته المعروفة هنا: %1.</translation>
    </message>
    <message>
        <source>Fill the datafile with made-up supply-chain data</source>
        <translation>ملء ملف البيانات ببيانات مصطنعة لسلسلة إمداد</translation>
    </message>
    <message>
        <source>Catalogue, stores, names, stock, invoices with their lines; store k is active on Sync ID k + 1. The same numbers and seed give the same bytes. There are always enough records for a usable site. All of them are put in, or none. JSON: {&quot;records&quot;:n}.</source>
        <translation>قائمة الأصناف والمخازن والأسماء والمخزون والفواتير مع سطورها؛ والمخزن k نشط على معرّف المزامنة k + 1. الأعداد نفسها والبذرة نفسها تعطي البايتات نفسها. وهناك دائمًا سجلات تكفي لموقع صالح للاستعمال. توضع كلها أو لا يوضع شيء منها. JSON: {&quot;records&quot;:n}.</translation>
    </message>
    <message>
        <source>How many stores</source>
        <translation>عدد المخازن</translation>
    </message>
    <message>
        <source>How many records in all</source>
        <translation>عدد السجلات كلها</translation>
    </message>
    <message>
        <source>Another seed gives other data (1)</source>
        <translation>بذرة أخرى تعطي بيانات أخرى (1)</translation>
    </message>
    <message>
        <source>Making records</source>
        <translation>إنشاء السجلات</translation>
    </message>
    <message>
        <source>%1 records made.</source>
        <translation>السجلات المنشأة: %1.</translation>
    </message>
    <message>
        <source>Synchronisation is off while satellites in the list of this primary have a URL (Sync ID %1): remove it with &quot;mailboatctl peers edit ID --url &apos;&apos;&quot;.</source>
        <translation>المزامنة متوقفة ما دام لمواقع فرعية في قائمة هذا الموقع الرئيسي عنوان URL (معرّف المزامنة %1): أزله بالأمر «mailboatctl peers edit ID --url &apos;&apos;».</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>تم الحفظ.</translation>
    </message>
    <message>
        <source>not synchronising: %1</source>
        <translation>لا مزامنة: %1</translation>
    </message>
    <message>
        <source>Run the engine until it is told to stop</source>
        <translation>تشغيل المحرّك إلى أن يُطلب منه التوقف</translation>
    </message>
    <message>
        <source>Where a primary listens, instead of the preference &quot;listen&quot;; port 0 is any free one</source>
        <translation>حيث يستمع الموقع الرئيسي، بدلًا من التفضيل &quot;listen&quot;؛ والمنفذ 0 يعني أي منفذ حر</translation>
    </message>
    <message>
        <source>Show what the cycles of a satellite do</source>
        <translation>عرض ما تفعله دورات الموقع الفرعي</translation>
    </message>
    <message>
        <source>no</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>yes: this site has no Sync ID yet</source>
        <translation>نعم: ليس لهذا الموقع معرّف مزامنة بعد</translation>
    </message>
    <message>
        <source>yes: the list has no primary with a URL and a password</source>
        <translation>نعم: ليس في القائمة موقع رئيسي له عنوان URL وكلمة مرور</translation>
    </message>
    <message>
        <source>yes: paused, the interval is 0</source>
        <translation>نعم: متوقفة مؤقتًا، الفاصل الزمني 0</translation>
    </message>
    <message>
        <source>yes: a satellite in this primary&apos;s list has a URL</source>
        <translation>نعم: لموقع فرعي في قائمة هذا الموقع الرئيسي عنوان URL</translation>
    </message>
    <message>
        <source>yes: another primary answers than before; &quot;mailboatctl retrieve 1&quot; accepts it</source>
        <translation>نعم: يجيب موقع رئيسي غير السابق؛ والأمر «mailboatctl retrieve 1» يقبله</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>المحرّك</translation>
    </message>
    <message>
        <source>running</source>
        <translation>يعمل</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>متوقف</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>معوّق</translation>
    </message>
    <message>
        <source>Oldest of them</source>
        <translation>أقدمها</translation>
    </message>
    <message>
        <source>Initialised</source>
        <translation>تمت التهيئة</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>Last synchronisation</source>
        <translation>آخر مزامنة</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>آخر نجاح</translation>
    </message>
    <message>
        <source>Next synchronisation</source>
        <translation>المزامنة التالية</translation>
    </message>
    <message>
        <source>In quarantine</source>
        <translation>في الحجر</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>الجاري الآن</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>آخر خطأ</translation>
    </message>
    <message>
        <source>Say how synchronisation stands</source>
        <translation>بيان حال المزامنة</translation>
    </message>
    <message>
        <source>Synchronise this satellite with its primary once, now</source>
        <translation>مزامنة هذا الموقع الفرعي مع موقعه الرئيسي مرة واحدة الآن</translation>
    </message>
    <message>
        <source>Show progress from the start, not only after a second; JSON: as lines</source>
        <translation>عرض التقدم من البداية، لا بعد ثانية فقط؛ JSON: في أسطر</translation>
    </message>
    <message>
        <source>--datafile is empty</source>
        <translation>--datafile فارغ</translation>
    </message>
    <message>
        <source>Mailboat: the preferences window of a site</source>
        <translation>Mailboat: نافذة تفضيلات موقع</translation>
    </message>
    <message>
        <source>The site&apos;s datafile; else MAILBOAT_DATAFILE, else the one in your data folder</source>
        <translation>ملف بيانات الموقع؛ وإلا فقيمة MAILBOAT_DATAFILE، وإلا فالملف الموجود في مجلد بياناتك</translation>
    </message>
    <message>
        <source>When the first synchronisation has ended, write a picture of the window to this file (PNG) and end</source>
        <translation>بعد انتهاء المزامنة الأولى تُكتب صورة النافذة في هذا الملف (PNG) ثم ينتهي البرنامج</translation>
    </message>
    <message>
        <source>standard input</source>
        <translation>الدخل القياسي</translation>
    </message>
    <message>
        <source>a line of %1</source>
        <translation>سطر من %1</translation>
    </message>
    <message>
        <source>standard output</source>
        <translation>الخرج القياسي</translation>
    </message>
    <message>
        <source>never</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>%1 s left</source>
        <translation>بقي %1 ث</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>بقي %1 د</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/ث</translation>
    </message>
    <message>
        <source>it is not UTF-8 text</source>
        <translation>ليس نصًا بترميز UTF-8</translation>
    </message>
    <message>
        <source>Authorisation code: </source>
        <translation>رمز التفويض: </translation>
    </message>
    <message>
        <source>Password of the site: </source>
        <translation>كلمة مرور الموقع: </translation>
    </message>
    <message>
        <source> [y/N] </source>
        <translation> [ن/ل] </translation>
    </message>
    <message>
        <source>ahead</source>
        <translation>متقدمة</translation>
    </message>
    <message>
        <source>behind</source>
        <translation>متأخرة</translation>
    </message>
    <message>
        <source>off</source>
        <translation>بلا مزامنة</translation>
    </message>
    <message>
        <source>primary</source>
        <translation>رئيسي</translation>
    </message>
    <message>
        <source>satellite</source>
        <translation>فرعي</translation>
    </message>
    <message>
        <source>the site with Sync ID %1</source>
        <translation>الموقع ذي معرّف المزامنة %1</translation>
    </message>
    <message>
        <source>no site that is known here</source>
        <translation>موقع غير معروف هنا</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>The command cannot be understood[: {why}].</source>
        <translation>تعذر فهم الأمر[: {why}].</translation>
    </message>
    <message>
        <source>Run it again with --help to see what it accepts.</source>
        <translation>شغّله مرة أخرى مع --help لترى ما يقبله.</translation>
    </message>
    <message>
        <source>The file[ {path}] cannot be read[: {why}].</source>
        <translation>تعذرت قراءة الملف[ {path}][: {why}].</translation>
    </message>
    <message>
        <source>Check the name of the file and that you may read it, then try again.</source>
        <translation>تحقق من اسم الملف ومن أنه يحق لك أن تقرأه، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The file[ {path}] cannot be written[: {why}].</source>
        <translation>تعذرت كتابة الملف[ {path}][: {why}].</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to and that has room, then try again.</source>
        <translation>اختر مجلدًا يحق لك أن تكتب فيه وفيه متسع، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>There is too much input[: {what} may have at most {limit}].</source>
        <translation>المدخلات أكثر مما يجوز[: {what}، والحد الأقصى {limit}].</translation>
    </message>
    <message>
        <source>Split it into smaller parts and put them in one after the other.</source>
        <translation>قسّمها إلى أجزاء أصغر وأدخلها واحدًا بعد الآخر.</translation>
    </message>
    <message>
        <source>Nothing was imported, because of these rows of {what}:
{rows}</source>
        <translation>لم يُستورد شيء بسبب هذه الصفوف من {what}:
{rows}</translation>
    </message>
    <message>
        <source>Correct the rows named above and import the whole file again.</source>
        <translation>صحح الصفوف المذكورة أعلاه واستورد الملف كله مرة أخرى.</translation>
    </message>
    <message>
        <source>There is no datafile[ at {path}].</source>
        <translation>لا يوجد ملف بيانات[ في {path}].</translation>
    </message>
    <message>
        <source>Make one with &quot;mailboatctl init&quot;, or name the right one with --datafile.</source>
        <translation>أنشئ واحدًا بالأمر «mailboatctl init»، أو اذكر الملف الصحيح مع --datafile.</translation>
    </message>
    <message>
        <source>There is a file[ at {path}] already; it was left as it is.</source>
        <translation>يوجد ملف[ في {path}] من قبل؛ وقد تُرك كما هو.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] cannot be opened[: {why}].</source>
        <translation>تعذر فتح ملف البيانات[ {path}][: {why}].</translation>
    </message>
    <message>
        <source>Check that the file is there and belongs to you: it can be read by its owner alone.</source>
        <translation>تحقق من أن الملف موجود وأنه لك: لا يقرؤه إلا صاحبه.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] cannot be changed[: {why}].</source>
        <translation>تعذر تغيير ملف البيانات[ {path}][: {why}].</translation>
    </message>
    <message>
        <source>The file[ {path}] is no datafile of Mailboat.</source>
        <translation>الملف[ {path}] ليس ملف بيانات لبرنامج Mailboat.</translation>
    </message>
    <message>
        <source>Name the right file with --datafile. This one was not touched.</source>
        <translation>اذكر الملف الصحيح مع --datafile. لم يُمسّ هذا الملف.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] was made by a newer Mailboat[ (version {version} of its layout; this program knows up to {known})].</source>
        <translation>أنشأ ملفَّ البيانات[ {path}] إصدار أحدث من Mailboat[ (الإصدار {version} لبنيته؛ وهذا البرنامج يعرف حتى {known})].</translation>
    </message>
    <message>
        <source>Install the newer Mailboat on this machine. The datafile was not touched.</source>
        <translation>ثبّت الإصدار الأحدث من Mailboat على هذا الجهاز. لم يُمسّ ملف البيانات.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] is damaged[: {why}].</source>
        <translation>ملف البيانات[ {path}] تالف[: {why}].</translation>
    </message>
    <message>
        <source>Stop using it and keep a copy. Put back your last backup, or make a new datafile and retrieve this site&apos;s records from the primary.</source>
        <translation>توقف عن استعماله واحتفظ بنسخة منه. أعد آخر نسخة احتياطية، أو أنشئ ملف بيانات جديدًا واسترجع سجلات هذا الموقع من الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Another program kept the datafile[ {path}] to itself for too long.</source>
        <translation>احتفظ برنامج آخر بملف البيانات[ {path}] لنفسه مدة طويلة جدًا.</translation>
    </message>
    <message>
        <source>Wait until the other program has finished, then try again.</source>
        <translation>انتظر حتى ينتهي البرنامج الآخر، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] was moved or deleted while it was in use.</source>
        <translation>نُقل ملف البيانات[ {path}] أو حُذف أثناء استعماله.</translation>
    </message>
    <message>
        <source>Put it back to its place and start again. Check that its disk is still connected.</source>
        <translation>أعده إلى مكانه وابدأ من جديد. تحقق من أن قرصه ما زال موصولًا.</translation>
    </message>
    <message>
        <source>This version of Mailboat cannot use a PostgreSQL database yet.</source>
        <translation>هذا الإصدار من Mailboat لا يستطيع بعد استعمال قاعدة بيانات PostgreSQL.</translation>
    </message>
    <message>
        <source>Name a file as the datafile.</source>
        <translation>اذكر ملفًا ليكون ملف البيانات.</translation>
    </message>
    <message>
        <source>Make room on that disk, then try again. Nothing that had been saved is lost.</source>
        <translation>أفسح مكانًا على ذلك القرص، ثم حاول مرة أخرى. لم يُفقد شيء مما حُفظ.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] has to be brought up to date, but the copy that is made before could not be written[: {why}].</source>
        <translation>يجب تحديث ملف البيانات[ {path}]، لكن تعذرت كتابة النسخة التي تُصنع قبل ذلك[: {why}].</translation>
    </message>
    <message>
        <source>Make room beside the datafile and see that you may write there, then start again. The datafile was not touched.</source>
        <translation>أفسح مكانًا بجانب ملف البيانات وتأكد من أنه يحق لك أن تكتب هناك، ثم ابدأ من جديد. لم يُمسّ ملف البيانات.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] could not be brought up to date[: {why}].</source>
        <translation>تعذر تحديث ملف البيانات[ {path}][: {why}].</translation>
    </message>
    <message>
        <source>The datafile is as it was, with a copy beside it. Go on with the earlier Mailboat and report this to support.</source>
        <translation>ملف البيانات كما كان، وبجانبه نسخة. تابع مع الإصدار السابق من Mailboat وأبلغ الدعم بذلك.</translation>
    </message>
    <message>
        <source>Another program runs synchronisation for the datafile[ {path}] already.</source>
        <translation>برنامج آخر يزامن ملف البيانات[ {path}] بالفعل.</translation>
    </message>
    <message>
        <source>Stop the other &quot;mailboatctl serve&quot; or close the window that synchronises, then start again.</source>
        <translation>أوقف «mailboatctl serve» الآخر أو أغلق النافذة التي تزامن، ثم ابدأ من جديد.</translation>
    </message>
    <message>
        <source>This needs an authorisation code.</source>
        <translation>هذا يحتاج إلى رمز تفويض.</translation>
    </message>
    <message>
        <source>Give one with --code, --code-file or MAILBOAT_CODE. Whoever set this site up has a code.</source>
        <translation>أعط رمزًا مع --code أو --code-file أو MAILBOAT_CODE. من هيّأ هذا الموقع لديه رمز.</translation>
    </message>
    <message>
        <source>Type the code again, with attention to similar letters and digits, or ask whoever gave it to you.</source>
        <translation>اكتب الرمز مرة أخرى منتبهًا إلى الحروف والأرقام المتشابهة، أو اسأل من أعطاك إياه.</translation>
    </message>
    <message>
        <source>The authorisation code[ &quot;{label}&quot;] has expired[ ({until})].</source>
        <translation>انتهت صلاحية رمز التفويض[ «{label}»][ ({until})].</translation>
    </message>
    <message>
        <source>Use another code, or ask an administrator of this site to make a new one.</source>
        <translation>استعمل رمزًا آخر، أو اطلب من مدير هذا الموقع أن ينشئ رمزًا جديدًا.</translation>
    </message>
    <message>
        <source>There were too many wrong authorisation codes.[ The next try is possible in {seconds} s.]</source>
        <translation>كثرت رموز التفويض الخاطئة.[ المحاولة التالية ممكنة بعد {seconds} ث.]</translation>
    </message>
    <message>
        <source>Wait until then. Meanwhile make sure that you have the right code.</source>
        <translation>انتظر حتى ذلك الحين. وتأكد في هذه الأثناء من أن لديك الرمز الصحيح.</translation>
    </message>
    <message>
        <source>This cannot be an authorisation code[: {why}].</source>
        <translation>لا يصلح هذا رمزًا للتفويض[: {why}].</translation>
    </message>
    <message>
        <source>Choose another code, or leave it out and one will be made.</source>
        <translation>اختر رمزًا آخر، أو لا تعط رمزًا فيُنشأ واحد.</translation>
    </message>
    <message>
        <source>There is an authorisation code with that label already[: &quot;{label}&quot;].</source>
        <translation>يوجد رمز تفويض بهذه التسمية من قبل[: «{label}»].</translation>
    </message>
    <message>
        <source>Choose another label, or revoke the code that has it.</source>
        <translation>اختر تسمية أخرى، أو أبطل الرمز الذي يحملها.</translation>
    </message>
    <message>
        <source>There is no authorisation code with that label[: &quot;{label}&quot;].</source>
        <translation>لا يوجد رمز تفويض بهذه التسمية[: «{label}»].</translation>
    </message>
    <message>
        <source>See &quot;mailboatctl code list&quot; for the labels there are.</source>
        <translation>انظر «mailboatctl code list» لترى التسميات الموجودة.</translation>
    </message>
    <message>
        <source>The authorisation code[ &quot;{label}&quot;] is the last one that can be used and cannot be revoked.</source>
        <translation>رمز التفويض[ «{label}»] هو آخر رمز صالح للاستعمال ولا يمكن إبطاله.</translation>
    </message>
    <message>
        <source>Add another code first, then revoke this one.</source>
        <translation>أضف رمزًا آخر أولًا، ثم أبطل هذا.</translation>
    </message>
    <message>
        <source>An authorisation code cannot expire in the past[: {until}].</source>
        <translation>لا يمكن أن تنتهي صلاحية رمز تفويض في الماضي[: {until}].</translation>
    </message>
    <message>
        <source>Choose a date that is still to come, and check the clock of this machine.</source>
        <translation>اختر تاريخًا لم يأتِ بعد، وتحقق من ساعة هذا الجهاز.</translation>
    </message>
    <message>
        <source>There is no such preference[: &quot;{name}&quot;].</source>
        <translation>لا يوجد تفضيل بهذا الاسم[: «{name}»].</translation>
    </message>
    <message>
        <source>See &quot;mailboatctl prefs&quot; for those there are[: {known}].</source>
        <translation>انظر «mailboatctl prefs» لترى الموجود منها[: {known}].</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; does not do for the preference &quot;{name}&quot;.</source>
        <translation>«{value}» لا تصلح للتفضيل «{name}».</translation>
    </message>
    <message>
        <source>Allowed is: {allowed}.</source>
        <translation>المسموح به: {allowed}.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no Sync ID.</source>
        <translation>«{value}» ليس معرّف مزامنة.</translation>
    </message>
    <message>
        <source>Use a whole number: 0 for no synchronisation, 1 for the primary, 2 to 2147483647 for a satellite.</source>
        <translation>استعمل عددًا صحيحًا: 0 لعدم المزامنة، و 1 للموقع الرئيسي، ومن 2 إلى 2147483647 لموقع فرعي.</translation>
    </message>
    <message>
        <source>Sync ID 1 is reserved for the primary.</source>
        <translation>معرّف المزامنة 1 محجوز للموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Give the satellite a Sync ID from 2 up.</source>
        <translation>أعط الموقع الفرعي معرّف مزامنة من 2 فما فوق.</translation>
    </message>
    <message>
        <source>Sync ID {syncId} belongs to {owner} already.</source>
        <translation>معرّف المزامنة {syncId} مستعمل من قبل؛ صاحبه {owner}.</translation>
    </message>
    <message>
        <source>Choose a Sync ID that no other site has.</source>
        <translation>اختر معرّف مزامنة ليس لأي موقع آخر.</translation>
    </message>
    <message>
        <source>Remove or change these rows first: a satellite lists only the primary (Sync ID 1), a primary only satellites (Sync ID 2 and up).</source>
        <translation>أزل هذه الصفوف أو غيّرها أولًا: الموقع الفرعي لا يسرد إلا الموقع الرئيسي (معرّف المزامنة 1)، والموقع الرئيسي لا يسرد إلا مواقع فرعية (معرّف المزامنة 2 فما فوق).</translation>
    </message>
    <message>
        <source>The list has no site with Sync ID {syncId}.</source>
        <translation>ليس في القائمة موقع معرّف مزامنته {syncId}.</translation>
    </message>
    <message>
        <source>See &quot;mailboatctl peers&quot; for the sites in the list.</source>
        <translation>انظر «mailboatctl peers» لترى المواقع الموجودة في القائمة.</translation>
    </message>
    <message>
        <source>This cannot be a user name[: {why}].</source>
        <translation>لا يصلح هذا اسمًا للمستخدم[: {why}].</translation>
    </message>
    <message>
        <source>Enter the name that the primary&apos;s administrator gave to the site.</source>
        <translation>أدخل الاسم الذي أعطاه مدير الموقع الرئيسي لهذا الموقع.</translation>
    </message>
    <message>
        <source>The user name &quot;{userName}&quot; belongs to {owner} already.</source>
        <translation>اسم المستخدم «{userName}» مستعمل من قبل؛ صاحبه {owner}.</translation>
    </message>
    <message>
        <source>Give every satellite a user name of its own.</source>
        <translation>أعط كل موقع فرعي اسم مستخدم خاصًا به.</translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has no password.</source>
        <translation>ليس للموقع ذي معرّف المزامنة {syncId} كلمة مرور.</translation>
    </message>
    <message>
        <source>Enter a password; both ends need the same one.</source>
        <translation>أدخل كلمة مرور؛ ويجب أن تكون هي نفسها في الطرفين.</translation>
    </message>
    <message>
        <source>The primary (Sync ID {syncId}) has no URL.</source>
        <translation>ليس للموقع الرئيسي (معرّف المزامنة {syncId}) عنوان URL.</translation>
    </message>
    <message>
        <source>Enter the address of the primary, such as https://sync.example.org.</source>
        <translation>أدخل عنوان الموقع الرئيسي، مثل https://sync.example.org.</translation>
    </message>
    <message>
        <source>{value} is the address of this machine itself.</source>
        <translation>{value} هو عنوان هذا الجهاز نفسه.</translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has active stores: {stores}.</source>
        <translation>في الموقع ذي معرّف المزامنة {syncId} مخازن نشطة: {stores}.</translation>
    </message>
    <message>
        <source>Make these stores active on another site first.</source>
        <translation>اجعل هذه المخازن نشطة في موقع آخر أولًا.</translation>
    </message>
    <message>
        <source>Somebody else has changed {what} meanwhile; your changes were not saved.</source>
        <translation>غيّر شخص آخر في هذه الأثناء {what}؛ ولم تُحفظ تغييراتك.</translation>
    </message>
    <message>
        <source>Look at the new values, then make your changes again.</source>
        <translation>انظر إلى القيم الجديدة، ثم أعد تغييراتك.</translation>
    </message>
    <message>
        <source>This cannot be done here[: {why}].</source>
        <translation>لا يمكن فعل هذا هنا[: {why}].</translation>
    </message>
    <message>
        <source>The help of the command says at which site, and when, it can be done.</source>
        <translation>تبيّن مساعدة الأمر في أي موقع يمكن فعله ومتى.</translation>
    </message>
    <message>
        <source>&quot;{table}&quot; is no name of a table.</source>
        <translation>«{table}» ليس اسم جدول.</translation>
    </message>
    <message>
        <source>Use 1 to 100 bytes of text without control characters, as in item or trans_line.</source>
        <translation>استعمل من 1 إلى 100 بايت من النص بلا محارف تحكم، كما في item أو trans_line.</translation>
    </message>
    <message>
        <source>&quot;{id}&quot; is no record ID.</source>
        <translation>«{id}» ليس معرّف سجل.</translation>
    </message>
    <message>
        <source>Use 1 to 255 bytes of text without control characters.</source>
        <translation>استعمل من 1 إلى 255 بايت من النص بلا محارف تحكم.</translation>
    </message>
    <message>
        <source>The data of the record is no valid JSON[: {why}].</source>
        <translation>بيانات السجل ليست JSON صالحًا[: {why}].</translation>
    </message>
    <message>
        <source>Correct the data where it was made and put it in again. Nothing was changed.</source>
        <translation>صحح البيانات حيث صُنعت وأدخلها مرة أخرى. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>The data of the record is no JSON object.</source>
        <translation>بيانات السجل ليست كائن JSON.</translation>
    </message>
    <message>
        <source>Put the fields of the record between braces. Nothing was changed.</source>
        <translation>ضع حقول السجل بين قوسين معقوفين {}. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Change it at the site that owns it; the change comes here with the next synchronisation.</source>
        <translation>غيّره في الموقع الذي يملكه؛ ويصل التغيير إلى هنا مع المزامنة التالية.</translation>
    </message>
    <message>
        <source>The record[ {id} of {table}] is central data, which only the primary may change.</source>
        <translation>السجل[ {id} من {table}] من البيانات المركزية التي لا يغيّرها إلا الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Ask the primary&apos;s administrator to change it there.</source>
        <translation>اطلب من مدير الموقع الرئيسي أن يغيّره هناك.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is nothing that can be done with a record.</source>
        <translation>«{value}» ليس مما يمكن فعله بسجل.</translation>
    </message>
    <message>
        <source>The other program has to send insert, update, delete or merge. Report this to whoever maintains it.</source>
        <translation>على البرنامج الآخر أن يرسل insert أو update أو delete أو merge. أبلغ بذلك من يعتني به.</translation>
    </message>
    <message>
        <source>Synchronisation is not set up: this site has Sync ID 0.</source>
        <translation>المزامنة غير مهيأة: معرّف المزامنة لهذا الموقع 0.</translation>
    </message>
    <message>
        <source>Enter this site&apos;s Sync ID in the preferences, or with &quot;mailboatctl prefs set sync-id&quot;.</source>
        <translation>أدخل معرّف المزامنة لهذا الموقع في التفضيلات، أو بالأمر «mailboatctl prefs set sync-id».</translation>
    </message>
    <message>
        <source>This site is the primary; satellites come to it by themselves.</source>
        <translation>هذا الموقع هو الموقع الرئيسي؛ والمواقع الفرعية تأتي إليه من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>Start synchronisation at the satellite. Here &quot;mailboatctl serve&quot; has to run.</source>
        <translation>ابدأ المزامنة في الموقع الفرعي. وهنا يجب أن يعمل «mailboatctl serve».</translation>
    </message>
    <message>
        <source>This site does not know its primary.</source>
        <translation>لا يعرف هذا الموقع موقعه الرئيسي.</translation>
    </message>
    <message>
        <source>Add the primary (Sync ID 1) to the list, with its URL and the user name and password of this site.</source>
        <translation>أضف الموقع الرئيسي (معرّف المزامنة 1) إلى القائمة، مع عنوان URL له واسم المستخدم وكلمة المرور لهذا الموقع.</translation>
    </message>
    <message>
        <source>Synchronisation is paused: the interval is 0.</source>
        <translation>المزامنة متوقفة مؤقتًا: الفاصل الزمني 0.</translation>
    </message>
    <message>
        <source>Set the sync time interval to the minutes between two synchronisations.</source>
        <translation>اضبط الفاصل الزمني للمزامنة على عدد الدقائق بين مزامنتين.</translation>
    </message>
    <message>
        <source>Synchronisation is off at the primary, because its list has a URL[ for: {sites}].</source>
        <translation>المزامنة متوقفة لدى الموقع الرئيسي لأن في قائمته عنوان URL[ لهذه المواقع: {sites}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to remove the URL from these rows.</source>
        <translation>على مدير الموقع الرئيسي أن يزيل عنوان URL من هذه الصفوف.</translation>
    </message>
    <message>
        <source>Another primary answered than the one this site has synchronised with[ (known: {known}, found: {found})].</source>
        <translation>أجاب موقع رئيسي غير الذي تزامن معه هذا الموقع[ (المعروف: {known}، الموجود: {found})].</translation>
    </message>
    <message>
        <source>Check the URL. If this primary is the right one from now on, press &quot;Retrieve sync records&quot; for it.</source>
        <translation>تحقق من عنوان URL. وإذا كان هذا الموقع الرئيسي هو الصحيح من الآن فصاعدًا فاضغط «استرجاع سجلات المزامنة» له.</translation>
    </message>
    <message>
        <source>The primary takes this site for another one than before[ (known: {known}, found: {found})].</source>
        <translation>يعدّ الموقع الرئيسي هذا الموقع موقعًا غير السابق[ (المعروف: {known}، الموجود: {found})].</translation>
    </message>
    <message>
        <source>Check user name and URL. If they are right, press &quot;Retrieve sync records&quot; for the primary.</source>
        <translation>تحقق من اسم المستخدم وعنوان URL. وإذا كانا صحيحين فاضغط «استرجاع سجلات المزامنة» للموقع الرئيسي.</translation>
    </message>
    <message>
        <source>This site has Sync ID {here}, but the primary lists its user name under Sync ID {there}.</source>
        <translation>معرّف المزامنة لهذا الموقع {here}، لكن الموقع الرئيسي يسرد اسم المستخدم هذا تحت معرّف المزامنة {there}.</translation>
    </message>
    <message>
        <source>Agree with the primary&apos;s administrator on one Sync ID and correct it at the end where it is wrong.</source>
        <translation>اتفق مع مدير الموقع الرئيسي على معرّف مزامنة واحد وصححه في الطرف الذي هو فيه خاطئ.</translation>
    </message>
    <message>
        <source>A synchronisation is running already.</source>
        <translation>هناك مزامنة جارية بالفعل.</translation>
    </message>
    <message>
        <source>Wait until it has finished.</source>
        <translation>انتظر حتى تنتهي.</translation>
    </message>
    <message>
        <source>This was stopped before it had finished.</source>
        <translation>أُوقف هذا قبل أن ينتهي.</translation>
    </message>
    <message>
        <source>Nothing is lost. Start it again when you like; a synchronisation goes on where this one ended.</source>
        <translation>لم يُفقد شيء. ابدأ من جديد متى شئت؛ فالمزامنة تكمل من حيث انتهت هذه.</translation>
    </message>
    <message>
        <source>Synchronisation got no further[ in the step &quot;{step}&quot;][ after {rounds} requests].</source>
        <translation>لم تتقدم المزامنة أكثر[ في الخطوة «{step}»][ بعد {rounds} من الطلبات].</translation>
    </message>
    <message>
        <source>The primary keeps sending the same. Report this to its administrator, with the time it happened.</source>
        <translation>يستمر الموقع الرئيسي في إرسال الشيء نفسه. أبلغ مديره بذلك مع ذكر الوقت الذي حدث فيه.</translation>
    </message>
    <message>
        <source>Settings or state of synchronisation were changed by another program meanwhile.</source>
        <translation>غيّر برنامج آخر في هذه الأثناء الإعدادات أو حال المزامنة.</translation>
    </message>
    <message>
        <source>Nothing to do: the next synchronisation goes on with the new ones.</source>
        <translation>لا شيء عليك: المزامنة التالية تكمل بالإعدادات الجديدة.</translation>
    </message>
    <message>
        <source>There is no machine with the name in the URL[: {host}].</source>
        <translation>لا يوجد جهاز بالاسم المذكور في عنوان URL[: {host}].</translation>
    </message>
    <message>
        <source>Check the name in the primary&apos;s URL for typing errors, and ask its administrator if it has moved.</source>
        <translation>ابحث عن أخطاء الكتابة في عنوان URL للموقع الرئيسي، واسأل مديره هل انتقل.</translation>
    </message>
    <message>
        <source>The address of the primary[ at {host}] could not be looked up: no name server answers.</source>
        <translation>تعذر البحث عن عنوان الموقع الرئيسي[ ({host})]: لا يجيب أي خادم أسماء.</translation>
    </message>
    <message>
        <source>Check this machine&apos;s connection to the network; if others have trouble too, call your provider.</source>
        <translation>تحقق من اتصال هذا الجهاز بالشبكة؛ وإذا كانت لدى الآخرين مشكلة أيضًا فاتصل بمزود الخدمة.</translation>
    </message>
    <message>
        <source>There is no way from this machine to the primary[ at {host}].</source>
        <translation>لا طريق من هذا الجهاز إلى الموقع الرئيسي[ ({host})].</translation>
    </message>
    <message>
        <source>Check cable, Wi-Fi or modem, and a VPN where you need one. Synchronisation tries again by itself.</source>
        <translation>تحقق من الكابل أو Wi-Fi أو المودم، ومن VPN إذا كنت تحتاج إليه. المزامنة تحاول مرة أخرى من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>The machine[ {host}] is there, but nothing answers on the port[ {port}].</source>
        <translation>الجهاز[ {host}] موجود، لكن لا شيء يجيب على المنفذ[ {port}].</translation>
    </message>
    <message>
        <source>Check the port in the URL; if it is right, the primary&apos;s administrator has to start the primary.</source>
        <translation>تحقق من المنفذ في عنوان URL؛ وإذا كان صحيحًا فعلى مدير الموقع الرئيسي أن يشغّل الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>The machine[ {host}] does not answer[ on port {port}].</source>
        <translation>الجهاز[ {host}] لا يجيب[ على المنفذ {port}].</translation>
    </message>
    <message>
        <source>A firewall may be in the way, or the machine is off. Ask the primary&apos;s administrator, then the administrator of your network.</source>
        <translation>قد يكون جدار ناري في الطريق، أو أن الجهاز مطفأ. اسأل مدير الموقع الرئيسي، ثم مدير شبكتك.</translation>
    </message>
    <message>
        <source>This machine cannot make a connection to the primary[ at {host}][: {why}].</source>
        <translation>لا يستطيع هذا الجهاز الاتصال بالموقع الرئيسي[ ({host})][: {why}].</translation>
    </message>
    <message>
        <source>Check the network settings and the firewall of this machine; show these words to whoever looks after it.</source>
        <translation>تحقق من إعدادات الشبكة والجدار الناري لهذا الجهاز؛ وأرِ هذه الكلمات لمن يعتني به.</translation>
    </message>
    <message>
        <source>The connection to the primary[ at {host}] broke off.</source>
        <translation>انقطع الاتصال بالموقع الرئيسي[ ({host})].</translation>
    </message>
    <message>
        <source>Nothing is lost: the next try goes on where this one ended. If it happens often, check the line.</source>
        <translation>لم يُفقد شيء: المحاولة التالية تكمل من حيث انتهت هذه. وإذا تكرر ذلك كثيرًا فافحص الخط.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] sent nothing for too long[: {seconds} s].</source>
        <translation>لم يرسل الموقع الرئيسي[ ({host})] شيئًا مدة طويلة جدًا[: {seconds} ث].</translation>
    </message>
    <message>
        <source>The line or the primary is overloaded. Synchronisation tries again by itself; if it goes on, tell the primary&apos;s administrator.</source>
        <translation>الخط أو الموقع الرئيسي مثقل. المزامنة تحاول مرة أخرى من تلقاء نفسها؛ وإذا استمر ذلك فأخبر مدير الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>No secure connection to the primary[ at {host}] could be made[: {why}].</source>
        <translation>تعذر إنشاء اتصال آمن مع الموقع الرئيسي[ ({host})][: {why}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to look at its certificate; check as well that nothing on your network looks into secure connections.</source>
        <translation>على مدير الموقع الرئيسي أن ينظر في شهادته؛ وتحقق أيضًا من أنه لا شيء في شبكتك ينظر داخل الاتصالات الآمنة.</translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] has expired[ ({since})].</source>
        <translation>انتهت صلاحية شهادة الموقع الرئيسي[ ({host})][ ({since})].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to renew it. If the date is still to come, correct this machine&apos;s clock.</source>
        <translation>على مدير الموقع الرئيسي أن يجددها. وإذا كان هذا التاريخ لم يأتِ بعد فصحح ساعة هذا الجهاز.</translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] is not valid yet[, only from {from}].</source>
        <translation>شهادة الموقع الرئيسي[ ({host})] غير سارية بعد[، بل ابتداءً من {from}].</translation>
    </message>
    <message>
        <source>Correct this machine&apos;s clock. If it is right, the primary&apos;s administrator has to look at the certificate.</source>
        <translation>صحح ساعة هذا الجهاز. وإذا كانت صحيحة فعلى مدير الموقع الرئيسي أن ينظر في الشهادة.</translation>
    </message>
    <message>
        <source>The certificate that was shown is not for the name in the URL[, {host}][, but for {names}].</source>
        <translation>الشهادة المعروضة ليست للاسم المذكور في عنوان URL[، {host}][، بل لـ {names}].</translation>
    </message>
    <message>
        <source>Use the name that the certificate has in the primary&apos;s URL, or have the primary&apos;s administrator get the right certificate.</source>
        <translation>استعمل في عنوان URL للموقع الرئيسي الاسم الذي تحمله الشهادة، أو اطلب من مدير الموقع الرئيسي أن يحصل على الشهادة الصحيحة.</translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] was issued by somebody whom this machine does not know[: {issuer}].</source>
        <translation>أصدر شهادةَ الموقع الرئيسي[ ({host})] مُصدر لا يعرفه هذا الجهاز[: {issuer}].</translation>
    </message>
    <message>
        <source>Install the issuer&apos;s certificate on this machine, or have the primary&apos;s administrator get one from a known issuer with its whole chain.</source>
        <translation>ثبّت شهادة المُصدر على هذا الجهاز، أو اطلب من مدير الموقع الرئيسي أن يحصل على شهادة من مُصدر معروف مع سلسلتها كاملة.</translation>
    </message>
    <message>
        <source>The certificate of the primary[ at {host}] was signed by itself, so nobody vouches for it.</source>
        <translation>شهادة الموقع الرئيسي[ ({host})] موقعة من نفسها، فلا أحد يضمنها.</translation>
    </message>
    <message>
        <source>Install that certificate on this machine as trusted, or have the primary&apos;s administrator get one from a known issuer.</source>
        <translation>ثبّت تلك الشهادة على هذا الجهاز شهادةً موثوقة، أو اطلب من مدير الموقع الرئيسي أن يحصل على شهادة من مُصدر معروف.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] offers only outdated kinds of secure connection.</source>
        <translation>لا يقدّم الموقع الرئيسي[ ({host})] إلا أنواعًا قديمة من الاتصال الآمن.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to allow TLS 1.2 or newer.</source>
        <translation>على مدير الموقع الرئيسي أن يسمح بالإصدار TLS 1.2 أو أحدث.</translation>
    </message>
    <message>
        <source>The primary&apos;s port[ {port} at {host}] does not speak https.</source>
        <translation>منفذ الموقع الرئيسي[ ({port} في {host})] لا يتكلم https.</translation>
    </message>
    <message>
        <source>Begin the primary&apos;s URL with http://, or use the port that it has for https.</source>
        <translation>ابدأ عنوان URL للموقع الرئيسي بـ http://، أو استعمل المنفذ المخصص عنده لـ https.</translation>
    </message>
    <message>
        <source>The primary&apos;s port[ {port} at {host}] expects https.</source>
        <translation>منفذ الموقع الرئيسي[ ({port} في {host})] ينتظر https.</translation>
    </message>
    <message>
        <source>Begin the primary&apos;s URL with https://.</source>
        <translation>ابدأ عنوان URL للموقع الرئيسي بـ https://.</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] does not let the connection through.</source>
        <translation>الخادم الوكيل[ {proxy}] لا يسمح بمرور الاتصال.</translation>
    </message>
    <message>
        <source>The administrator of your network has to allow the way to the primary, or correct the proxy settings.</source>
        <translation>على مدير شبكتك أن يسمح بالطريق إلى الموقع الرئيسي، أو أن يصحح إعدادات الخادم الوكيل.</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] cannot be found.</source>
        <translation>تعذر العثور على الخادم الوكيل[ {proxy}].</translation>
    </message>
    <message>
        <source>Correct this machine&apos;s proxy settings, or ask the administrator of your network.</source>
        <translation>صحح إعدادات الخادم الوكيل في هذا الجهاز، أو اسأل مدير شبكتك.</translation>
    </message>
    <message>
        <source>The proxy[ {proxy}] asks for a user name and a password.</source>
        <translation>يطلب الخادم الوكيل[ {proxy}] اسم مستخدم وكلمة مرور.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] sends us on to another address[: {to}].</source>
        <translation>يحيلنا الموقع الرئيسي[ ({host})] إلى عنوان آخر[: {to}].</translation>
    </message>
    <message>
        <source>A web server answers[ at {host}], but no primary: it does not know the address for synchronisation.</source>
        <translation>يجيب خادم ويب[ في {host}]، لكنه ليس موقعًا رئيسيًا: فهو لا يعرف عنوان المزامنة.</translation>
    </message>
    <message>
        <source>Check name and port in the primary&apos;s URL, and ask its administrator for the right ones.</source>
        <translation>تحقق من الاسم والمنفذ في عنوان URL للموقع الرئيسي، واسأل مديره عن الصحيح منهما.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] had trouble of its own[ (HTTP status {status})].</source>
        <translation>حدثت مشكلة لدى الموقع الرئيسي نفسه[ ({host})][ (حالة HTTP ‏{status})].</translation>
    </message>
    <message>
        <source>Synchronisation tries again by itself; if it goes on, tell the primary&apos;s administrator.</source>
        <translation>المزامنة تحاول مرة أخرى من تلقاء نفسها؛ وإذا استمر ذلك فأخبر مدير الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>The primary[ at {host}] answered in an unexpected way[ (HTTP status {status})].</source>
        <translation>أجاب الموقع الرئيسي[ ({host})] بطريقة غير متوقعة[ (حالة HTTP ‏{status})].</translation>
    </message>
    <message>
        <source>Check the primary&apos;s URL and what lies between, such as a proxy; then ask the primary&apos;s administrator.</source>
        <translation>تحقق من عنوان URL للموقع الرئيسي ومما يقع بينكما، مثل خادم وكيل؛ ثم اسأل مدير الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>A web page came instead of an answer from the primary[ at {host}].</source>
        <translation>جاءت صفحة ويب بدلًا من جواب الموقع الرئيسي[ ({host})].</translation>
    </message>
    <message>
        <source>If this network asks for a sign-in, open a web browser and do so; else check the primary&apos;s URL.</source>
        <translation>إذا كانت هذه الشبكة تطلب تسجيل الدخول فافتح متصفح ويب وسجّل الدخول؛ وإلا فتحقق من عنوان URL للموقع الرئيسي.</translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] cannot be read[: {why}].</source>
        <translation>تعذرت قراءة جواب الموقع الرئيسي[ ({host})][: {why}].</translation>
    </message>
    <message>
        <source>Check the primary&apos;s URL. If it is right, something on the way or the primary itself is broken: tell its administrator.</source>
        <translation>تحقق من عنوان URL للموقع الرئيسي. وإذا كان صحيحًا فهناك عطل في الطريق أو في الموقع الرئيسي نفسه: أخبر مديره.</translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] is not what the protocol says[: {what}].</source>
        <translation>جواب الموقع الرئيسي[ ({host})] ليس كما يقول البروتوكول[: {what}].</translation>
    </message>
    <message>
        <source>Nothing of that answer was taken. Report this to the primary&apos;s administrator.</source>
        <translation>لم يُقبل شيء من ذلك الجواب. أبلغ مدير الموقع الرئيسي بذلك.</translation>
    </message>
    <message>
        <source>The answer of the primary[ at {host}] is larger than what is accepted[: {limit}].</source>
        <translation>جواب الموقع الرئيسي[ ({host})] أكبر مما يُقبل[: {limit}].</translation>
    </message>
    <message>
        <source>Choose a smaller sync request size. If that does not help, tell the primary&apos;s administrator.</source>
        <translation>اختر حجمًا أصغر لطلب المزامنة. وإذا لم ينفع ذلك فأخبر مدير الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {minutes} min {direction} of the primary&apos;s.</source>
        <translation>ساعة هذا الجهاز {direction} بمقدار {minutes} د عن ساعة الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Correct date, time and time zone of this machine, best by letting it set them from the network.</source>
        <translation>صحح التاريخ والوقت والمنطقة الزمنية لهذا الجهاز، والأفضل أن تدعه يضبطها من الشبكة.</translation>
    </message>
    <message>
        <source>The line to the primary is slow: {bytesPerSecond} a second, {roundTripMs} ms there and back.</source>
        <translation>الخط إلى الموقع الرئيسي بطيء: {bytesPerSecond} في الثانية، و {roundTripMs} مللي ثانية ذهابًا وإيابًا.</translation>
    </message>
    <message>
        <source>Synchronisation works but takes longer. Leave the sync request size on Automatic.</source>
        <translation>المزامنة تعمل لكنها تستغرق وقتًا أطول. دع حجم طلب المزامنة على «تلقائي».</translation>
    </message>
    <message>
        <source>Node.js, which the preference asks for, is not installed.</source>
        <translation>برنامج Node.js الذي يطلبه التفضيل غير مثبت.</translation>
    </message>
    <message>
        <source>Install Node.js on this machine, or switch off &quot;Use js node HTTP client&quot;.</source>
        <translation>ثبّت Node.js على هذا الجهاز، أو أوقف «استخدام عميل HTTP js node».</translation>
    </message>
    <message>
        <source>Node.js[ {version}] is too old[; {needed} or newer is needed].</source>
        <translation>برنامج Node.js[ {version}] قديم جدًا[؛ يلزم {needed} أو أحدث].</translation>
    </message>
    <message>
        <source>Install a newer Node.js on this machine, or switch off &quot;Use js node HTTP client&quot;.</source>
        <translation>ثبّت إصدارًا أحدث من Node.js على هذا الجهاز، أو أوقف «استخدام عميل HTTP js node».</translation>
    </message>
    <message>
        <source>The Node.js HTTP client failed[: {why}].</source>
        <translation>فشل عميل HTTP في Node.js[: {why}].</translation>
    </message>
    <message>
        <source>Switch off &quot;Use js node HTTP client&quot; and try again.</source>
        <translation>أوقف «استخدام عميل HTTP js node» وحاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The primary knows no site with this user name[: &quot;{userName}&quot;].</source>
        <translation>لا يعرف الموقع الرئيسي موقعًا باسم المستخدم هذا[: «{userName}»].</translation>
    </message>
    <message>
        <source>Check the user name here for typing errors; if it is right, the primary&apos;s administrator has to add this site to the list.</source>
        <translation>ابحث هنا عن أخطاء الكتابة في اسم المستخدم؛ وإذا كان صحيحًا فعلى مدير الموقع الرئيسي أن يضيف هذا الموقع إلى القائمة.</translation>
    </message>
    <message>
        <source>The password of this site is wrong.</source>
        <translation>كلمة مرور هذا الموقع خاطئة.</translation>
    </message>
    <message>
        <source>Enter the password that the primary has for this site; its administrator can set a new one.</source>
        <translation>أدخل كلمة المرور التي لدى الموقع الرئيسي لهذا الموقع؛ ويستطيع مديره أن يضع كلمة جديدة.</translation>
    </message>
    <message>
        <source>The primary knows this site on another machine.</source>
        <translation>يعرف الموقع الرئيسي هذا الموقع على جهاز آخر.</translation>
    </message>
    <message>
        <source>If this machine has replaced the other one, the primary&apos;s administrator has to clear the hardware ID of this site. Two machines must never synchronise as one site.</source>
        <translation>إذا كان هذا الجهاز قد حل محل الآخر فعلى مدير الموقع الرئيسي أن يمسح معرّف الجهاز لهذا الموقع. ولا يجوز أبدًا أن يتزامن جهازان كموقع واحد.</translation>
    </message>
    <message>
        <source>No store is active on this site.</source>
        <translation>لا يوجد مخزن نشط في هذا الموقع.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to make a store active on this site.</source>
        <translation>على مدير الموقع الرئيسي أن يجعل مخزنًا نشطًا في هذا الموقع.</translation>
    </message>
    <message>
        <source>This program is too old for the primary[: it speaks version {version} of the protocol, at least {min} is needed].</source>
        <translation>هذا البرنامج أقدم من أن يقبله الموقع الرئيسي[: يتكلم الإصدار {version} من البروتوكول، ويلزم {min} على الأقل].</translation>
    </message>
    <message>
        <source>Install a newer version of this program at this site.</source>
        <translation>ثبّت إصدارًا أحدث من هذا البرنامج في هذا الموقع.</translation>
    </message>
    <message>
        <source>This program is too new for the primary[: it speaks version {version} of the protocol, the primary knows up to {max}].</source>
        <translation>هذا البرنامج أحدث من أن يقبله الموقع الرئيسي[: يتكلم الإصدار {version} من البروتوكول، والموقع الرئيسي يعرف حتى {max}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to update the primary, or to allow the newer version there.</source>
        <translation>على مدير الموقع الرئيسي أن يحدّث الموقع الرئيسي، أو أن يسمح هناك بالإصدار الأحدث.</translation>
    </message>
    <message>
        <source>This program and the primary do not speak the same version of the protocol.</source>
        <translation>هذا البرنامج والموقع الرئيسي لا يتكلمان الإصدار نفسه من البروتوكول.</translation>
    </message>
    <message>
        <source>Update the older one of the two; ask the primary&apos;s administrator which that is.</source>
        <translation>حدّث الأقدم منهما؛ واسأل مدير الموقع الرئيسي أيهما هو.</translation>
    </message>
    <message>
        <source>The primary is busy with this site.</source>
        <translation>الموقع الرئيسي مشغول بهذا الموقع.</translation>
    </message>
    <message>
        <source>Nothing to do: synchronisation tries again by itself.</source>
        <translation>لا شيء عليك: المزامنة تحاول مرة أخرى من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>Synchronisation is turned off at the primary[: {why}].</source>
        <translation>المزامنة موقوفة لدى الموقع الرئيسي[: {why}].</translation>
    </message>
    <message>
        <source>The primary takes long to store what was sent.</source>
        <translation>يستغرق الموقع الرئيسي وقتًا طويلًا لحفظ ما أُرسل.</translation>
    </message>
    <message>
        <source>Nothing to do: what was sent is there, and the next synchronisation fetches the rest.</source>
        <translation>لا شيء عليك: ما أُرسل قد وصل، والمزامنة التالية تجلب الباقي.</translation>
    </message>
    <message>
        <source>The primary could not prepare the records of this site[: {why}].</source>
        <translation>لم يستطع الموقع الرئيسي تحضير سجلات هذا الموقع[: {why}].</translation>
    </message>
    <message>
        <source>Try again; if it goes on, the primary&apos;s administrator has to look at the primary&apos;s log.</source>
        <translation>حاول مرة أخرى؛ وإذا استمر ذلك فعلى مدير الموقع الرئيسي أن ينظر في سجل أحداثه.</translation>
    </message>
    <message>
        <source>The request cannot be read[: {why}].</source>
        <translation>تعذرت قراءة الطلب[: {why}].</translation>
    </message>
    <message>
        <source>Report this to whoever maintains the program that sent it.</source>
        <translation>أبلغ بذلك من يعتني بالبرنامج الذي أرسله.</translation>
    </message>
    <message>
        <source>This primary has no such address[: {path}].</source>
        <translation>ليس لدى هذا الموقع الرئيسي عنوان كهذا[: {path}].</translation>
    </message>
    <message>
        <source>Check the URL of the primary at the satellite: it consists of the name and the port only.</source>
        <translation>تحقق في الموقع الفرعي من عنوان URL للموقع الرئيسي: فهو يتكون من الاسم والمنفذ فقط.</translation>
    </message>
    <message>
        <source>This address does not accept that method[: {path} allows {allowed}].</source>
        <translation>لا يقبل هذا العنوان تلك الطريقة[: {path} يسمح بـ {allowed}].</translation>
    </message>
    <message>
        <source>The request is larger than what this primary accepts[: {limit}].</source>
        <translation>الطلب أكبر مما يقبله هذا الموقع الرئيسي[: {limit}].</translation>
    </message>
    <message>
        <source>Choose a smaller sync request size at the satellite, or a higher limit at the primary.</source>
        <translation>اختر حجمًا أصغر لطلب المزامنة في الموقع الفرعي، أو حدًا أعلى في الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>The request has no user name and password.</source>
        <translation>ليس في الطلب اسم مستخدم ولا كلمة مرور.</translation>
    </message>
    <message>
        <source>Enter user name and password of this site in its preferences.</source>
        <translation>أدخل اسم المستخدم وكلمة المرور لهذا الموقع في تفضيلاته.</translation>
    </message>
    <message>
        <source>The primary is not running, so no satellite can reach it[; {address} is free].</source>
        <translation>الموقع الرئيسي لا يعمل، فلا يستطيع أي موقع فرعي الوصول إليه[؛ {address} حر].</translation>
    </message>
    <message>
        <source>Start it with &quot;mailboatctl serve&quot;, or keep this program open.</source>
        <translation>شغّله بالأمر «mailboatctl serve»، أو أبقِ هذا البرنامج مفتوحًا.</translation>
    </message>
    <message>
        <source>The primary runs, but does not answer[ on {address}].</source>
        <translation>الموقع الرئيسي يعمل لكنه لا يجيب[ على {address}].</translation>
    </message>
    <message>
        <source>It may have been started with another address: put that one into the preference &quot;listen&quot;, or start the primary again.</source>
        <translation>ربما شُغّل بعنوان آخر: ضع ذلك العنوان في التفضيل &quot;listen&quot;، أو شغّل الموقع الرئيسي من جديد.</translation>
    </message>
    <message>
        <source>Satellites reach this primary by plain http: passwords and records can be read on their way.</source>
        <translation>تصل المواقع الفرعية إلى هذا الموقع الرئيسي عبر http غير المشفر: يمكن قراءة كلمات المرور والسجلات في الطريق.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no address to listen on.</source>
        <translation>«{value}» ليس عنوانًا يُستمع عليه.</translation>
    </message>
    <message>
        <source>Give an IP address of this machine and a port, such as 127.0.0.1:2048.</source>
        <translation>أعط عنوان IP لهذا الجهاز ومنفذًا، مثل 127.0.0.1:2048.</translation>
    </message>
    <message>
        <source>Another program uses the address[ {address}] already.</source>
        <translation>برنامج آخر يستعمل العنوان[ {address}] بالفعل.</translation>
    </message>
    <message>
        <source>Stop the other program, or choose another port with --listen or the preference &quot;listen&quot;.</source>
        <translation>أوقف البرنامج الآخر، أو اختر منفذًا آخر مع --listen أو بالتفضيل &quot;listen&quot;.</translation>
    </message>
    <message>
        <source>This user may not listen on the address[ {address}].</source>
        <translation>لا يحق لهذا المستخدم أن يستمع على العنوان[ {address}].</translation>
    </message>
    <message>
        <source>Choose a port from 1024 up, or have the system&apos;s administrator allow this one.</source>
        <translation>اختر منفذًا من 1024 فما فوق، أو اطلب من مدير النظام أن يسمح بهذا.</translation>
    </message>
    <message>
        <source>The certificate or key[ {path}] cannot be used[: {why}].</source>
        <translation>تعذر استعمال الشهادة أو المفتاح[ {path}][: {why}].</translation>
    </message>
    <message>
        <source>Give a certificate and the key that belongs to it, both as PEM files that you may read.</source>
        <translation>أعط شهادة والمفتاح الخاص بها، كلاهما ملف PEM يحق لك أن تقرأه.</translation>
    </message>
    <message>
        <source>The primary&apos;s certificate has expired[ ({until})].</source>
        <translation>انتهت صلاحية شهادة الموقع الرئيسي[ ({until})].</translation>
    </message>
    <message>
        <source>The primary&apos;s list has no satellites.</source>
        <translation>ليس في قائمة الموقع الرئيسي مواقع فرعية.</translation>
    </message>
    <message>
        <source>Add each satellite with its Sync ID, user name and password.</source>
        <translation>أضف كل موقع فرعي بمعرّف المزامنة واسم المستخدم وكلمة المرور.</translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} has not been heard of for long[, not since {since}].</source>
        <translation>لم يُسمع من الموقع ذي معرّف المزامنة {syncId} منذ مدة طويلة[، منذ {since}].</translation>
    </message>
    <message>
        <source>Ask at that site whether its machine runs and has a connection; its own check says more.</source>
        <translation>اسأل في ذلك الموقع هل يعمل جهازه وهل له اتصال؛ وفحصه الخاص يقول أكثر.</translation>
    </message>
    <message>
        <source>This machine&apos;s identity cannot be found out.</source>
        <translation>تعذرت معرفة هوية هذا الجهاز.</translation>
    </message>
    <message>
        <source>The system&apos;s administrator has to see that the file /etc/machine-id is there and can be read.</source>
        <translation>على مدير النظام أن يتأكد من أن الملف /etc/machine-id موجود ويمكن قراءته.</translation>
    </message>
    <message>
        <source>Something went wrong in the primary[: {why}].</source>
        <translation>حدث خلل في الموقع الرئيسي[: {why}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator finds more in its log. Please report it to support.</source>
        <translation>يجد مدير الموقع الرئيسي تفاصيل أكثر في سجل أحداثه. يرجى إبلاغ الدعم بذلك.</translation>
    </message>
    <message>
        <source>Another version of this program noted an error here that this one does not know[: {text}].</source>
        <translation>سجّل إصدار آخر من هذا البرنامج هنا خطأً لا يعرفه هذا الإصدار[: {text}].</translation>
    </message>
    <message>
        <source>Install the newer version on this machine; it says what to do.</source>
        <translation>ثبّت الإصدار الأحدث على هذا الجهاز؛ فهو يقول ما يجب فعله.</translation>
    </message>
    <message>
        <source>The primary answered with an error that this program does not know[ (HTTP status {status})][: {text}].</source>
        <translation>أجاب الموقع الرئيسي بخطأ لا يعرفه هذا البرنامج[ (حالة HTTP ‏{status})][: {text}].</translation>
    </message>
    <message>
        <source>Ask the primary&apos;s administrator what it means.</source>
        <translation>اسأل مدير الموقع الرئيسي عن معناه.</translation>
    </message>
    <message>
        <source>it nests deeper than %1 levels</source>
        <translation>فيه تداخل أعمق من %1 مستوى</translation>
    </message>
    <message>
        <source>there is nothing in it</source>
        <translation>لا شيء فيه</translation>
    </message>
    <message>
        <source>a string holds a line break or another control character</source>
        <translation>في نص منه فاصل أسطر أو محرف تحكم آخر</translation>
    </message>
    <message>
        <source>a string has no end</source>
        <translation>نص فيه بلا نهاية</translation>
    </message>
    <message>
        <source>a string has an escape that does not exist</source>
        <translation>في نص منه تسلسل هروب غير موجود</translation>
    </message>
    <message>
        <source>a number is written wrongly</source>
        <translation>عدد فيه مكتوب خطأ</translation>
    </message>
    <message>
        <source>a word in it is neither true, false nor null</source>
        <translation>كلمة فيه ليست true ولا false ولا null</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>هو أكبر مما يجوز</translation>
    </message>
    <message>
        <source>brackets, commas or quotes are not where they belong</source>
        <translation>أقواس أو فواصل أو علامات اقتباس في غير مكانها</translation>
    </message>
    <message>
        <source>it begins with a byte order mark</source>
        <translation>يبدأ بعلامة ترتيب البايتات</translation>
    </message>
    <message>
        <source>%1 is missing or is no text</source>
        <translation>%1 ناقص أو ليس نصًا</translation>
    </message>
    <message>
        <source>Asking the primary about this site</source>
        <translation>سؤال الموقع الرئيسي عن هذا الموقع</translation>
    </message>
    <message>
        <source>Waiting for the primary to prepare this site&apos;s records</source>
        <translation>انتظار أن يحضّر الموقع الرئيسي سجلات هذا الموقع</translation>
    </message>
    <message>
        <source>Sending records</source>
        <translation>إرسال السجلات</translation>
    </message>
    <message>
        <source>Waiting for the primary to store them</source>
        <translation>انتظار أن يحفظها الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Receiving central records</source>
        <translation>استلام السجلات المركزية</translation>
    </message>
    <message>
        <source>Receiving this site&apos;s records</source>
        <translation>استلام سجلات هذا الموقع</translation>
    </message>
    <message>
        <source>Putting received records in their place</source>
        <translation>وضع السجلات المستلمة في أماكنها</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>انتهى</translation>
    </message>
    <message>
        <source>Round trip: %1 ms</source>
        <translation>الذهاب والإياب: %1 مللي ثانية</translation>
    </message>
    <message>
        <source>Speed: %1 bytes a second</source>
        <translation>السرعة: %1 بايت في الثانية</translation>
    </message>
    <message>
        <source>the compressed answer is damaged</source>
        <translation>الجواب المضغوط تالف</translation>
    </message>
    <message>
        <source>it is no HTTP</source>
        <translation>ليس هذا HTTP</translation>
    </message>
    <message>
        <source>it did not start in time</source>
        <translation>لم يبدأ في الوقت المناسب</translation>
    </message>
    <message>
        <source>it could not be started</source>
        <translation>تعذر تشغيله</translation>
    </message>
    <message>
        <source>what is installed as node is no Node.js</source>
        <translation>ما هو مثبت باسم node ليس Node.js</translation>
    </message>
    <message>
        <source>it was ended by the system or by somebody</source>
        <translation>أنهاه النظام أو شخص ما</translation>
    </message>
    <message>
        <source>it ended by itself with status %1</source>
        <translation>انتهى من تلقاء نفسه بالحالة %1</translation>
    </message>
    <message>
        <source>it was damaged on the way</source>
        <translation>تلف في الطريق</translation>
    </message>
    <message>
        <source>%1 is missing or of the wrong type</source>
        <translation>%1 ناقص أو من نوع خاطئ</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>ليس كائن JSON</translation>
    </message>
    <message>
        <source>that is no name of a computer</source>
        <translation>ليس هذا اسم حاسوب</translation>
    </message>
    <message>
        <source>that is no complete IP address</source>
        <translation>ليس هذا عنوان IP كاملًا</translation>
    </message>
    <message>
        <source>a port is a number up to 65535</source>
        <translation>المنفذ عدد لا يزيد على 65535</translation>
    </message>
    <message>
        <source>there is no address in it</source>
        <translation>لا عنوان فيه</translation>
    </message>
    <message>
        <source>it holds a space, or a character that no address has</source>
        <translation>فيه مسافة أو محرف لا يكون في عنوان</translation>
    </message>
    <message>
        <source>an IPv6 address stands in brackets, as in [fd00::5]:2048</source>
        <translation>يوضع عنوان IPv6 بين قوسين مربعين، كما في [fd00::5]:2048</translation>
    </message>
    <message>
        <source>it has a quotation mark inside a field</source>
        <translation>في داخل حقل منه علامة اقتباس</translation>
    </message>
    <message>
        <source>a quotation mark is not closed</source>
        <translation>علامة اقتباس فيه غير مغلقة</translation>
    </message>
    <message>
        <source>it has text after a closing quotation mark</source>
        <translation>فيه نص بعد علامة اقتباس مغلقة</translation>
    </message>
    <message>
        <source>this site</source>
        <translation>هذا الموقع</translation>
    </message>
    <message>
        <source>the hardware ID of a site is kept, and cleared, at the primary</source>
        <translation>يُحفظ معرّف الجهاز لموقع، ويُمسح، لدى الموقع الرئيسي</translation>
    </message>
    <message>
        <source>The Sync ID is no whole number from 1 to 2147483647.</source>
        <translation>معرّف المزامنة ليس عددًا صحيحًا من 1 إلى 2147483647.</translation>
    </message>
    <message>
        <source>The URL cannot be used: %1.</source>
        <translation>تعذر استعمال عنوان URL: %1.</translation>
    </message>
    <message>
        <source>The user name belongs to %1 already.</source>
        <translation>اسم المستخدم مستعمل من قبل؛ صاحبه %1.</translation>
    </message>
    <message>
        <source>The Sync ID belongs to another row, or to this site, already.</source>
        <translation>معرّف المزامنة لصف آخر أو لهذا الموقع من قبل.</translation>
    </message>
    <message>
        <source>The URL is the address of this site itself.</source>
        <translation>عنوان URL هو عنوان هذا الموقع نفسه.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>السطر %1: %2</translation>
    </message>
    <message>
        <source>the list of sites</source>
        <translation>قائمة المواقع</translation>
    </message>
    <message>
        <source>The row cannot be read: %1.</source>
        <translation>تعذرت قراءة الصف: %1.</translation>
    </message>
    <message>
        <source>The row has %1 fields instead of %2.</source>
        <translation>في الصف %1 من الحقول بدلًا من %2.</translation>
    </message>
    <message>
        <source>The file must begin with the line %1</source>
        <translation>يجب أن يبدأ الملف بالسطر %1</translation>
    </message>
    <message>
        <source>The file has more than %1 rows.</source>
        <translation>في الملف أكثر من %1 من الصفوف.</translation>
    </message>
    <message>
        <source>at most max-version, which is %1</source>
        <translation>لا يزيد على max-version، وهو %1</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>هو فارغ</translation>
    </message>
    <message>
        <source>it is longer than 100 characters</source>
        <translation>هو أطول من 100 محرف</translation>
    </message>
    <message>
        <source>it holds control characters</source>
        <translation>فيه محارف تحكم</translation>
    </message>
    <message>
        <source>it holds a colon</source>
        <translation>فيه نقطتان رأسيتان</translation>
    </message>
    <message>
        <source>it has a query (what follows the question mark)</source>
        <translation>فيه استعلام (ما يلي علامة الاستفهام)</translation>
    </message>
    <message>
        <source>it has a fragment (what follows the #)</source>
        <translation>فيه جزء (ما يلي #)</translation>
    </message>
    <message>
        <source>it has a path; only the server itself is named</source>
        <translation>فيه مسار؛ ويُذكر الخادم نفسه فقط</translation>
    </message>
    <message>
        <source>a port is a number from 1 to 65535</source>
        <translation>المنفذ عدد من 1 إلى 65535</translation>
    </message>
    <message>
        <source>that address stands for every address, not for one server</source>
        <translation>يعني ذلك العنوان كل العناوين، لا خادمًا واحدًا</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>هو أطول مما يجوز</translation>
    </message>
    <message>
        <source>it must begin with http:// or https://</source>
        <translation>يجب أن يبدأ بـ http:// أو https://</translation>
    </message>
    <message>
        <source>it has a user name or password in it</source>
        <translation>فيه اسم مستخدم أو كلمة مرور</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>من %1 إلى %2</translation>
    </message>
    <message>
        <source>%1 to %2 minutes</source>
        <translation>من %1 إلى %2 دقيقة</translation>
    </message>
    <message>
        <source>%1 to %2 seconds</source>
        <translation>من %1 إلى %2 ثانية</translation>
    </message>
    <message>
        <source>%1 to %2 MiB</source>
        <translation>من %1 إلى %2 ميبيبايت</translation>
    </message>
    <message>
        <source>1 to 10000 records, or 0 for automatic</source>
        <translation>من 1 إلى 10000 سجل، أو 0 للتلقائي</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true أو false</translation>
    </message>
    <message>
        <source>address:port, as in 127.0.0.1:2048, 0.0.0.0:2048 or [::]:2048</source>
        <translation>address:port، كما في 127.0.0.1:2048 أو 0.0.0.0:2048 أو [::]:2048</translation>
    </message>
    <message>
        <source>the URL at which satellites reach this primary, or nothing</source>
        <translation>عنوان URL الذي تصل به المواقع الفرعية إلى هذا الموقع الرئيسي، أو لا شيء</translation>
    </message>
    <message>
        <source>%1 to %2 days</source>
        <translation>من %1 إلى %2 يوم</translation>
    </message>
    <message>
        <source>it is longer than 200 characters</source>
        <translation>هو أطول من 200 محرف</translation>
    </message>
    <message>
        <source>the expiry date must be given as 2026-12-31 or 2026-12-31T18:00Z</source>
        <translation>يُكتب تاريخ الانتهاء هكذا: 2026-12-31 أو 2026-12-31T18:00Z</translation>
    </message>
    <message>
        <source>a label has 1 to 100 characters, without control characters</source>
        <translation>للتسمية من 1 إلى 100 محرف، بلا محارف تحكم</translation>
    </message>
    <message>
        <source>this datafile has authorisation codes already</source>
        <translation>في ملف البيانات هذا رموز تفويض من قبل</translation>
    </message>
    <message>
        <source>The primary answers on %1.</source>
        <translation>يجيب الموقع الرئيسي على %1.</translation>
    </message>
    <message>
        <source>Plain http here; satellites come by https through %1.</source>
        <translation>http غير مشفر هنا؛ وتأتي المواقع الفرعية بـ https عبر %1.</translation>
    </message>
    <message>
        <source>Plain http, on this machine only.</source>
        <translation>http غير مشفر، على هذا الجهاز فقط.</translation>
    </message>
    <message>
        <source>Satellites on the list: %1</source>
        <translation>المواقع الفرعية في القائمة: %1</translation>
    </message>
    <message>
        <source>Every satellite has come within a day.</source>
        <translation>جاء كل موقع فرعي خلال يوم.</translation>
    </message>
    <message>
        <source>The primary runs, on a port of the system&apos;s choice.</source>
        <translation>الموقع الرئيسي يعمل على منفذ اختاره النظام.</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>لا شيء للعمل</translation>
    </message>
    <message>
        <source>A synchronisation of this site is running</source>
        <translation>مزامنة لهذا الموقع جارية</translation>
    </message>
    <message>
        <source>Records of this site are being integrated</source>
        <translation>يجري دمج سجلات هذا الموقع</translation>
    </message>
    <message>
        <source>The queue of this site is being filled</source>
        <translation>يجري ملء قائمة انتظار هذا الموقع</translation>
    </message>
    <message>
        <source>It is a folder.</source>
        <translation>هو مجلد.</translation>
    </message>
    <message>
        <source>It is no file.</source>
        <translation>ليس ملفًا.</translation>
    </message>
    <message>
        <source>site %1</source>
        <translation>الموقع %1</translation>
    </message>
    <message>
        <source>A part of the change failed.</source>
        <translation>فشل جزء من التغيير.</translation>
    </message>
    <message>
        <source>This page connects the sites of your organisation. One of them, the primary, keeps everybody&apos;s records in step; all others are satellites and exchange their records with it. Whatever you change here takes effect when you press OK; Cancel leaves everything as it was.</source>
        <translation>تربط هذه الصفحة مواقع مؤسستك. أحدها، وهو الموقع الرئيسي، يحفظ سجلات الجميع متوافقة؛ وكل المواقع الأخرى فرعية وتتبادل سجلاتها معه. وما تغيّره هنا يسري عندما تضغط «موافق»؛ أما «إلغاء» فيترك كل شيء كما كان.</translation>
    </message>
    <message>
        <source>First steps at the primary</source>
        <translation>الخطوات الأولى في الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Press &quot;Click to un-lock&quot; and enter an authorisation code.</source>
        <translation>اضغط «انقر لفتح القفل» وأدخل رمز تفويض.</translation>
    </message>
    <message>
        <source>Enter 1 as &quot;Sync ID&quot;. That number makes this site the primary.</source>
        <translation>أدخل 1 في «معرّف المزامنة». هذا العدد يجعل هذا الموقع هو الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Add every satellite with &quot;+&quot;: give it a Sync ID from 2 up, a user name of its own and a password. Leave its URL empty: satellites call the primary, never the other way round.</source>
        <translation>أضف كل موقع فرعي بالزر «+»: أعطه معرّف مزامنة من 2 فما فوق واسم مستخدم خاصًا به وكلمة مرور. اترك عنوان URL فارغًا: المواقع الفرعية تتصل بالموقع الرئيسي، ولا يحدث العكس أبدًا.</translation>
    </message>
    <message>
        <source>Press OK. Give each satellite its Sync ID, its user name, its password and the address of this primary.</source>
        <translation>اضغط «موافق». أعط كل موقع فرعي معرّف المزامنة واسم المستخدم وكلمة المرور وعنوان هذا الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>First steps at a satellite</source>
        <translation>الخطوات الأولى في موقع فرعي</translation>
    </message>
    <message>
        <source>Enter the &quot;Sync ID&quot; that the primary&apos;s administrator gave you.</source>
        <translation>أدخل «معرّف المزامنة» الذي أعطاك إياه مدير الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Add the primary with &quot;+&quot;: Sync ID 1, the user name and password that you were given, and the primary&apos;s address as URL.</source>
        <translation>أضف الموقع الرئيسي بالزر «+»: معرّف المزامنة 1، واسم المستخدم وكلمة المرور اللذان أُعطيتهما، وعنوان الموقع الرئيسي في URL.</translation>
    </message>
    <message>
        <source>Press &quot;Check connection&quot;. It changes nothing and says, step by step, what works and who has to do what where something does not.</source>
        <translation>اضغط «فحص الاتصال». وهو لا يغيّر شيئًا ويقول خطوة بخطوة ما الذي يعمل، ومن عليه أن يفعل ماذا حيث لا يعمل شيء.</translation>
    </message>
    <message>
        <source>Press OK. The first synchronisation brings all records of this site and may take long; it goes on where it was, should the line break.</source>
        <translation>اضغط «موافق». تجلب المزامنة الأولى كل سجلات هذا الموقع وقد تطول؛ وإذا انقطع الخط تكمل من حيث كانت.</translation>
    </message>
    <message>
        <source>The padlock</source>
        <translation>القفل</translation>
    </message>
    <message>
        <source>While the padlock is red and closed, settings can be read but not changed. An authorisation code opens it; whoever set this site up has one. It closes again at OK, at Cancel, at &quot;Click to lock&quot; and after five minutes in which nobody does anything. What you have entered until then stays, and OK asks for the code again. Looking, searching, &quot;Check connection&quot;, &quot;Sync now&quot; and the time interval need no code.</source>
        <translation>ما دام القفل أحمر ومغلقًا يمكن قراءة الإعدادات ولا يمكن تغييرها. ويفتحه رمز تفويض؛ ومن هيّأ هذا الموقع لديه رمز. ويُغلق من جديد عند «موافق» وعند «إلغاء» وعند «انقر للقفل» وبعد خمس دقائق لا يفعل فيها أحد شيئًا. وما أدخلته حتى ذلك الحين يبقى، ويسأل «موافق» عن الرمز مرة أخرى. أما النظر والبحث و«فحص الاتصال» و«مزامنة الآن» والفاصل الزمني فلا تحتاج إلى رمز.</translation>
    </message>
    <message>
        <source>This site</source>
        <translation>هذا الموقع</translation>
    </message>
    <message>
        <source>Sync ID: the number of this site. 0: it does not synchronise. 1: it is the primary. 2 and up: it is a satellite. No two sites may have the same one.</source>
        <translation>معرّف المزامنة: رقم هذا الموقع. 0: لا يتزامن. 1: هو الموقع الرئيسي. 2 فما فوق: هو موقع فرعي. ولا يجوز أن يكون لموقعين الرقم نفسه.</translation>
    </message>
    <message>
        <source>Sync time interval: how many minutes a satellite waits between two synchronisations. 0 pauses them once the records in hand have arrived; &quot;Sync now&quot; still works.</source>
        <translation>الفاصل الزمني للمزامنة: كم دقيقة ينتظر الموقع الفرعي بين مزامنتين. القيمة 0 توقفها مؤقتًا بعد وصول السجلات الجارية؛ ويبقى «مزامنة الآن» يعمل.</translation>
    </message>
    <message>
        <source>Sync request size: how many records travel in one request at most. Leave it at automatic unless support asks for another value: it adapts to the line.</source>
        <translation>حجم طلب المزامنة: أكبر عدد من السجلات في طلب واحد. دعه على التلقائي ما لم يطلب الدعم قيمة أخرى: فهو يتكيف مع الخط.</translation>
    </message>
    <message>
        <source>Use js node HTTP client: another way of calling the primary, which may work where the usual one does not. It needs Node.js on this machine.</source>
        <translation>استخدام عميل HTTP js node: طريقة أخرى للاتصال بالموقع الرئيسي، قد تنجح حيث لا تنجح الطريقة المعتادة. وتحتاج إلى Node.js على هذا الجهاز.</translation>
    </message>
    <message>
        <source>Check connection: tries everything that a synchronisation needs, with the values that the window shows, saved or not.</source>
        <translation>فحص الاتصال: يجرّب كل ما تحتاج إليه المزامنة، بالقيم التي تعرضها النافذة، محفوظة كانت أم لا.</translation>
    </message>
    <message>
        <source>Synchronize parameters</source>
        <translation>معاملات المزامنة</translation>
    </message>
    <message>
        <source>The list of the sites that this one knows: at a satellite the primary alone, at the primary all satellites. Type into the search field to see only those whose Sync ID or user name begins so; press a column&apos;s heading to sort by it, and again to reverse the order. Enter or a double click opens a row, Insert adds one, Delete removes those that are selected.</source>
        <translation>قائمة المواقع التي يعرفها هذا الموقع: في موقع فرعي الموقع الرئيسي وحده، وفي الموقع الرئيسي كل المواقع الفرعية. اكتب في حقل البحث لترى فقط ما يبدأ معرّف مزامنته أو اسم مستخدمه بذلك؛ واضغط عنوان عمود للترتيب حسبه، ومرة أخرى لعكس الترتيب. المفتاح Enter أو النقر المزدوج يفتح صفًا، و Insert يضيف صفًا، و Delete يحذف الصفوف المحددة.</translation>
    </message>
    <message>
        <source>Hardware ID: the primary notes each satellite&apos;s machine at its first contact and refuses any other. When a satellite moves to another machine, clear it at the primary.</source>
        <translation>معرّف الجهاز: يسجّل الموقع الرئيسي جهاز كل موقع فرعي عند اتصاله الأول ويرفض أي جهاز آخر. وإذا انتقل موقع فرعي إلى جهاز آخر فامسحه لدى الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>URL: belongs to the primary&apos;s row at a satellite. A URL in a primary&apos;s list turns synchronisation off until it is cleared.</source>
        <translation>URL: مكانه في صف الموقع الرئيسي لدى موقع فرعي. ووجود عنوان URL في قائمة موقع رئيسي يوقف المزامنة إلى أن يُمسح.</translation>
    </message>
    <message>
        <source>Generate sync records: sends again all that the other side should have. Use it when records are missing there. Nothing is lost or doubled.</source>
        <translation>إنشاء سجلات المزامنة: يرسل من جديد كل ما يجب أن يكون لدى الطرف الآخر. استعمله حين تنقص سجلات هناك. لا يُفقد شيء ولا يتكرر.</translation>
    </message>
    <message>
        <source>Retrieve sync records: asks the other side to send again all that this one should have. Use it when records are missing here, and after a backup was put back.</source>
        <translation>استرجاع سجلات المزامنة: يطلب من الطرف الآخر أن يرسل من جديد كل ما يجب أن يكون هنا. استعمله حين تنقص سجلات هنا، وبعد إعادة نسخة احتياطية.</translation>
    </message>
    <message>
        <source>If it does not work</source>
        <translation>إذا لم يعمل</translation>
    </message>
    <message>
        <source>Press &quot;Check connection&quot; and do what its advice says. A failure that may pass by itself is tried again without your doing anything.</source>
        <translation>اضغط «فحص الاتصال» واتبع نصيحته. والفشل الذي قد يزول من تلقاء نفسه تُعاد محاولته دون أن تفعل شيئًا.</translation>
    </message>
    <message>
        <source>If that does not help, press &quot;Copy report&quot; and send the report to your support. It holds no password and no code.</source>
        <translation>إذا لم ينفع ذلك فاضغط «نسخ التقرير» وأرسل التقرير إلى الدعم. ليس فيه كلمة مرور ولا رمز.</translation>
    </message>
    <message>
        <source>Records that wait to be sent are safe: they are kept on this machine until the primary has confirmed that it has them.</source>
        <translation>السجلات التي تنتظر الإرسال في أمان: تُحفظ على هذا الجهاز إلى أن يؤكد الموقع الرئيسي أنها لديه.</translation>
    </message>
    <message>
        <source>Help for the page Synchronise</source>
        <translation>مساعدة صفحة المزامنة</translation>
    </message>
    <message>
        <source>Address of the primary</source>
        <translation>عنوان الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Finding the address by its name</source>
        <translation>البحث عن العنوان باسمه</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>الاتصال</translation>
    </message>
    <message>
        <source>Encryption and certificate</source>
        <translation>التشفير والشهادة</translation>
    </message>
    <message>
        <source>Answer from a primary</source>
        <translation>جواب من موقع رئيسي</translation>
    </message>
    <message>
        <source>User name and password</source>
        <translation>اسم المستخدم وكلمة المرور</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>هذا الجهاز</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>الإصدارات</translation>
    </message>
    <message>
        <source>Clocks</source>
        <translation>الساعات</translation>
    </message>
    <message>
        <source>This site at the primary</source>
        <translation>هذا الموقع لدى الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Listening for satellites</source>
        <translation>الاستماع للمواقع الفرعية</translation>
    </message>
    <message>
        <source>List of sites</source>
        <translation>قائمة المواقع</translation>
    </message>
    <message>
        <source>Last contacts of the sites</source>
        <translation>آخر اتصالات المواقع</translation>
    </message>
    <message>
        <source>Locked. To change this, press &quot;Click to un-lock&quot; first.</source>
        <translation>مقفل. لتغيير هذا اضغط «انقر لفتح القفل» أولًا.</translation>
    </message>
    <message>
        <source>A preference was changed</source>
        <translation>تغيّر تفضيل</translation>
    </message>
    <message>
        <source>A site was added</source>
        <translation>أُضيف موقع</translation>
    </message>
    <message>
        <source>A site was changed</source>
        <translation>تغيّر موقع</translation>
    </message>
    <message>
        <source>A site was removed</source>
        <translation>أُزيل موقع</translation>
    </message>
    <message>
        <source>An authorisation code was made</source>
        <translation>أُنشئ رمز تفويض</translation>
    </message>
    <message>
        <source>An authorisation code was revoked</source>
        <translation>أُبطل رمز تفويض</translation>
    </message>
    <message>
        <source>An authorisation code was tried</source>
        <translation>جُرّب رمز تفويض</translation>
    </message>
    <message>
        <source>The authorisation code had expired</source>
        <translation>كان رمز التفويض قد انتهت صلاحيته</translation>
    </message>
    <message>
        <source>An authorisation code was accepted</source>
        <translation>قُبل رمز تفويض</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>فشلت.</translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation>أُوقفت.</translation>
    </message>
    <message>
        <source>Records sent: %1, received: %2, of which could not be taken: %3.</source>
        <translation>السجلات المرسلة: %1، والمستلمة: %2، وما تعذر قبوله منها: %3.</translation>
    </message>
    <message>
        <source>There was nothing to send or to receive.</source>
        <translation>لم يكن هناك شيء للإرسال أو الاستلام.</translation>
    </message>
    <message>
        <source>Records sent: %1, received: %2.</source>
        <translation>السجلات المرسلة: %1، والمستلمة: %2.</translation>
    </message>
    <message>
        <source>Begun: %1</source>
        <translation>البداية: %1</translation>
    </message>
    <message>
        <source>Asked for by hand.</source>
        <translation>طُلبت يدويًا.</translation>
    </message>
    <message>
        <source>Run by itself.</source>
        <translation>جرت من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>Central records received: %1</source>
        <translation>السجلات المركزية المستلمة: %1</translation>
    </message>
    <message>
        <source>Records of this site received: %1</source>
        <translation>سجلات هذا الموقع المستلمة: %1</translation>
    </message>
    <message>
        <source>Requests: %1</source>
        <translation>الطلبات: %1</translation>
    </message>
    <message>
        <source>Seconds: %1</source>
        <translation>الثواني: %1</translation>
    </message>
    <message>
        <source>It ended at: %1</source>
        <translation>انتهت عند: %1</translation>
    </message>
    <message>
        <source>Synchronisation is not set up: the Sync ID of this site is 0.</source>
        <translation>المزامنة غير مهيأة: معرّف المزامنة لهذا الموقع هو 0.</translation>
    </message>
    <message>
        <source>Synchronisation is off: the list has no primary with a URL and a password.</source>
        <translation>المزامنة متوقفة: ليس في القائمة موقع رئيسي له عنوان URL وكلمة مرور.</translation>
    </message>
    <message>
        <source>Synchronisation is off: a site on this primary&apos;s list has a URL.</source>
        <translation>المزامنة متوقفة: لموقع في قائمة هذا الموقع الرئيسي عنوان URL.</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: another primary answers than before.</source>
        <translation>توقفت المزامنة: يجيب موقع رئيسي غير السابق.</translation>
    </message>
    <message>
        <source>The last synchronisation was stopped.</source>
        <translation>أُوقفت المزامنة الأخيرة.</translation>
    </message>
    <message>
        <source>Synchronisation is running.</source>
        <translation>المزامنة جارية.</translation>
    </message>
    <message>
        <source>This primary answers its sites.</source>
        <translation>يجيب هذا الموقع الرئيسي مواقعه.</translation>
    </message>
    <message>
        <source>This primary does not answer its sites: it is not running.</source>
        <translation>لا يجيب هذا الموقع الرئيسي مواقعه: فهو لا يعمل.</translation>
    </message>
    <message>
        <source>Synchronisation is not running on this machine.</source>
        <translation>المزامنة لا تعمل على هذا الجهاز.</translation>
    </message>
    <message>
        <source>This site has not received all its records from the primary yet.</source>
        <translation>لم يستلم هذا الموقع بعد كل سجلاته من الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Synchronisation works, but one record could not be taken.</source>
        <translation>المزامنة تعمل، لكن تعذر قبول سجل واحد.</translation>
    </message>
    <message numerus="yes">
        <source>Synchronisation works, but %Ln records could not be taken.</source>
        <translation>
            <numerusform>المزامنة تعمل، ولم يتعذر قبول أي سجل.</numerusform>
            <numerusform>المزامنة تعمل، لكن تعذر قبول سجل واحد.</numerusform>
            <numerusform>المزامنة تعمل، لكن تعذر قبول سجلين.</numerusform>
            <numerusform>المزامنة تعمل، لكن تعذر قبول %Ln سجلات.</numerusform>
            <numerusform>المزامنة تعمل، لكن تعذر قبول %Ln سجلًا.</numerusform>
            <numerusform>المزامنة تعمل، لكن تعذر قبول %Ln سجل.</numerusform>
        </translation>
    </message>
    <message>
        <source>Synchronisation works.</source>
        <translation>المزامنة تعمل.</translation>
    </message>
    <message>
        <source>This site has never synchronised.</source>
        <translation>لم يتزامن هذا الموقع قط.</translation>
    </message>
    <message>
        <source>Last try: %1. It has never succeeded.</source>
        <translation>آخر محاولة: %1. لم تنجح قط.</translation>
    </message>
    <message>
        <source>Last try: %1. Last success: %2.</source>
        <translation>آخر محاولة: %1. آخر نجاح: %2.</translation>
    </message>
    <message>
        <source>Last synchronised: %1.</source>
        <translation>آخر مزامنة: %1.</translation>
    </message>
    <message>
        <source>No records wait for the sites.</source>
        <translation>لا سجلات تنتظر المواقع.</translation>
    </message>
    <message>
        <source>One record waits for its site.</source>
        <translation>سجل واحد ينتظر موقعه.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait for their sites.</source>
        <translation>
            <numerusform>لا سجلات تنتظر مواقعها.</numerusform>
            <numerusform>سجل واحد ينتظر موقعه.</numerusform>
            <numerusform>سجلان ينتظران موقعيهما.</numerusform>
            <numerusform>%Ln سجلات تنتظر مواقعها.</numerusform>
            <numerusform>%Ln سجلًا تنتظر مواقعها.</numerusform>
            <numerusform>%Ln سجل تنتظر مواقعها.</numerusform>
        </translation>
    </message>
    <message>
        <source>No records wait to be sent.</source>
        <translation>لا سجلات تنتظر الإرسال.</translation>
    </message>
    <message>
        <source>One record waits to be sent.</source>
        <translation>سجل واحد ينتظر الإرسال.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait to be sent.</source>
        <translation>
            <numerusform>لا سجلات تنتظر الإرسال.</numerusform>
            <numerusform>سجل واحد ينتظر الإرسال.</numerusform>
            <numerusform>سجلان ينتظران الإرسال.</numerusform>
            <numerusform>%Ln سجلات تنتظر الإرسال.</numerusform>
            <numerusform>%Ln سجلًا تنتظر الإرسال.</numerusform>
            <numerusform>%Ln سجل تنتظر الإرسال.</numerusform>
        </translation>
    </message>
    <message>
        <source>One record waits to be sent, for %1.</source>
        <translation>سجل واحد ينتظر الإرسال منذ %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records wait to be sent, the oldest for %1.</source>
        <translation>
            <numerusform>لا سجلات تنتظر الإرسال منذ %1.</numerusform>
            <numerusform>سجل واحد ينتظر الإرسال منذ %1.</numerusform>
            <numerusform>سجلان ينتظران الإرسال، أقدمهما منذ %1.</numerusform>
            <numerusform>%Ln سجلات تنتظر الإرسال، أقدمها منذ %1.</numerusform>
            <numerusform>%Ln سجلًا تنتظر الإرسال، أقدمها منذ %1.</numerusform>
            <numerusform>%Ln سجل تنتظر الإرسال، أقدمها منذ %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing runs by itself until this window or the service &quot;mailboatctl serve&quot; does it.</source>
        <translation>لا يعمل شيء من تلقاء نفسه ما لم تفعل ذلك هذه النافذة أو الخدمة «mailboatctl serve».</translation>
    </message>
    <message>
        <source>Next synchronisation: %1.</source>
        <translation>المزامنة التالية: %1.</translation>
    </message>
    <message>
        <source>A primary answers its sites; they synchronise with it.</source>
        <translation>الموقع الرئيسي يجيب مواقعه؛ وهي التي تتزامن معه.</translation>
    </message>
    <message>
        <source>%1 records, %2 a second</source>
        <translation>السجلات: %1، %2 في الثانية</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>السجلات: %1</translation>
    </message>
    <message>
        <source>%1 of %2 records</source>
        <translation>السجلات: %1 من %2</translation>
    </message>
    <message>
        <source>%1 of %2 records, %3 a second</source>
        <translation>السجلات: %1 من %2، %3 في الثانية</translation>
    </message>
    <message>
        <source>%1 of %2 records, %3 a second, about %4 left</source>
        <translation>السجلات: %1 من %2، %3 في الثانية، بقي نحو %4</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>جيد</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>تحذير</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>خطأ</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>منذ دقيقة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes ago</source>
        <translation>
            <numerusform>منذ أقل من دقيقة</numerusform>
            <numerusform>منذ دقيقة</numerusform>
            <numerusform>منذ دقيقتين</numerusform>
            <numerusform>منذ %Ln دقائق</numerusform>
            <numerusform>منذ %Ln دقيقة</numerusform>
            <numerusform>منذ %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>منذ ساعة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours ago</source>
        <translation>
            <numerusform>منذ أقل من ساعة</numerusform>
            <numerusform>منذ ساعة</numerusform>
            <numerusform>منذ ساعتين</numerusform>
            <numerusform>منذ %Ln ساعات</numerusform>
            <numerusform>منذ %Ln ساعة</numerusform>
            <numerusform>منذ %Ln ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>a day ago</source>
        <translation>منذ يوم</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days ago</source>
        <translation>
            <numerusform>منذ أقل من يوم</numerusform>
            <numerusform>منذ يوم</numerusform>
            <numerusform>منذ يومين</numerusform>
            <numerusform>منذ %Ln أيام</numerusform>
            <numerusform>منذ %Ln يومًا</numerusform>
            <numerusform>منذ %Ln يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>الآن</translation>
    </message>
    <message>
        <source>in less than a minute</source>
        <translation>بعد أقل من دقيقة</translation>
    </message>
    <message>
        <source>in a minute</source>
        <translation>بعد دقيقة</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln minutes</source>
        <translation>
            <numerusform>بعد أقل من دقيقة</numerusform>
            <numerusform>بعد دقيقة</numerusform>
            <numerusform>بعد دقيقتين</numerusform>
            <numerusform>بعد %Ln دقائق</numerusform>
            <numerusform>بعد %Ln دقيقة</numerusform>
            <numerusform>بعد %Ln دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>in an hour</source>
        <translation>بعد ساعة</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln hours</source>
        <translation>
            <numerusform>بعد أقل من ساعة</numerusform>
            <numerusform>بعد ساعة</numerusform>
            <numerusform>بعد ساعتين</numerusform>
            <numerusform>بعد %Ln ساعات</numerusform>
            <numerusform>بعد %Ln ساعة</numerusform>
            <numerusform>بعد %Ln ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>in a day</source>
        <translation>بعد يوم</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <translation>
            <numerusform>بعد أقل من يوم</numerusform>
            <numerusform>بعد يوم</numerusform>
            <numerusform>بعد يومين</numerusform>
            <numerusform>بعد %Ln أيام</numerusform>
            <numerusform>بعد %Ln يومًا</numerusform>
            <numerusform>بعد %Ln يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>أقل من ثانية</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>ثانية</translation>
    </message>
    <message numerus="yes">
        <source>%Ln seconds</source>
        <translation>
            <numerusform>أقل من ثانية</numerusform>
            <numerusform>ثانية</numerusform>
            <numerusform>ثانيتين</numerusform>
            <numerusform>%Ln ثوانٍ</numerusform>
            <numerusform>%Ln ثانية</numerusform>
            <numerusform>%Ln ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>دقيقة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>أقل من دقيقة</numerusform>
            <numerusform>دقيقة</numerusform>
            <numerusform>دقيقتين</numerusform>
            <numerusform>%Ln دقائق</numerusform>
            <numerusform>%Ln دقيقة</numerusform>
            <numerusform>%Ln دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>ساعة</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>أقل من ساعة</numerusform>
            <numerusform>ساعة</numerusform>
            <numerusform>ساعتين</numerusform>
            <numerusform>%Ln ساعات</numerusform>
            <numerusform>%Ln ساعة</numerusform>
            <numerusform>%Ln ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>a day</source>
        <translation>يوم</translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>أقل من يوم</numerusform>
            <numerusform>يوم</numerusform>
            <numerusform>يومين</numerusform>
            <numerusform>%Ln أيام</numerusform>
            <numerusform>%Ln يومًا</numerusform>
            <numerusform>%Ln يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>تنبيه</translation>
    </message>
    <message>
        <source>No synchronisation has succeeded yet; the first one failed on %1.</source>
        <translation>لم تنجح أي مزامنة بعد؛ فشلت الأولى في %1.</translation>
    </message>
    <message>
        <source>No synchronisation has succeeded for a day, since %1.</source>
        <translation>لم تنجح أي مزامنة منذ يوم، منذ %1.</translation>
    </message>
    <message>
        <source>Synchronisation is paused; the last one that succeeded was a day ago, on %1.</source>
        <translation>المزامنة متوقفة مؤقتًا؛ وآخر مزامنة ناجحة كانت منذ يوم، في %1.</translation>
    </message>
    <message>
        <source>Synchronisation fails.</source>
        <translation>المزامنة تفشل.</translation>
    </message>
    <message>
        <source>Synchronisation has failed since %1, and waiting does not mend it.</source>
        <translation>المزامنة تفشل منذ %1، والانتظار لا يصلح ذلك.</translation>
    </message>
    <message>
        <source>Synchronisation has failed again and again since %1.</source>
        <translation>المزامنة تفشل مرة بعد مرة منذ %1.</translation>
    </message>
    <message>
        <source>The last synchronisation failed; it is tried again by itself.</source>
        <translation>فشلت المزامنة الأخيرة؛ وتُعاد المحاولة من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>There is no display to show a window on. &quot;mailboatctl&quot; does everything without one.</source>
        <translation>لا توجد شاشة لعرض نافذة عليها. «mailboatctl» يفعل كل شيء بدون نافذة.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator knows the reason and has to turn it on again.</source>
        <translation>يعرف مدير الموقع الرئيسي السبب وعليه أن يعيد تشغيلها.</translation>
    </message>
    <message>
        <source>Round trip: not measured</source>
        <translation>الذهاب والإياب: لم يُقس</translation>
    </message>
    <message>
        <source>Speed: not measured</source>
        <translation>السرعة: لم تُقس</translation>
    </message>
    <message>
        <source>The proxy %1 looks it up.</source>
        <translation>الخادم الوكيل %1 يبحث عنه.</translation>
    </message>
    <message>
        <source>An HTTP server answers.</source>
        <translation>يجيب خادم HTTP.</translation>
    </message>
    <message>
        <source>Signed in as %1.</source>
        <translation>تم الدخول باسم %1.</translation>
    </message>
    <message>
        <source>This machine is accepted. This primary is no Mailboat: the first contact, a check too, may have bound the site to this machine.</source>
        <translation>هذا الجهاز مقبول. هذا الموقع الرئيسي ليس Mailboat: ربما ربط الاتصال الأول، ولو كان فحصًا، الموقعَ بهذا الجهاز.</translation>
    </message>
    <message>
        <source>This machine is accepted.</source>
        <translation>هذا الجهاز مقبول.</translation>
    </message>
    <message>
        <source>Version %1 of the protocol is accepted.</source>
        <translation>الإصدار %1 من البروتوكول مقبول.</translation>
    </message>
    <message>
        <source>The primary does not say what time it is.</source>
        <translation>لا يقول الموقع الرئيسي كم الساعة.</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is right to %1 s.</source>
        <translation>ساعة هذا الجهاز صحيحة بفارق %1 ث.</translation>
    </message>
    <message>
        <source>The primary knows this site as %1.</source>
        <translation>يعرف الموقع الرئيسي هذا الموقع باسم %1.</translation>
    </message>
    <message>
        <source>Secured with %1; the certificate is valid until %2.</source>
        <translation>مؤمّن بـ %1؛ والشهادة سارية حتى %2.</translation>
    </message>
    <message>
        <source>%1 is an address, there is nothing to look up.</source>
        <translation>%1 عنوان، فلا شيء يُبحث عنه.</translation>
    </message>
    <message>
        <source>%1 has the address %2.</source>
        <translation>%1 له العنوان %2.</translation>
    </message>
    <message>
        <source>The proxy %1 answers on port %2.</source>
        <translation>يجيب الخادم الوكيل %1 على المنفذ %2.</translation>
    </message>
    <message>
        <source>%1 answers on port %2.</source>
        <translation>يجيب %1 على المنفذ %2.</translation>
    </message>
    <message>
        <source>this site is no primary any more</source>
        <translation>لم يعد هذا الموقع موقعًا رئيسيًا</translation>
    </message>
    <message>
        <source>its list has a URL for Sync ID %1</source>
        <translation>في قائمته عنوان URL لمعرّف المزامنة %1</translation>
    </message>
    <message>
        <source>The other HTTP client fails as well: %1</source>
        <translation>يفشل عميل HTTP الآخر أيضًا: %1</translation>
    </message>
    <message>
        <source>The other HTTP client gets through: switch on &quot;Use js node HTTP client&quot;.</source>
        <translation>عميل HTTP الآخر ينجح: شغّل «استخدام عميل HTTP js node».</translation>
    </message>
    <message>
        <source>The other HTTP client gets through: switch off &quot;Use js node HTTP client&quot;.</source>
        <translation>عميل HTTP الآخر ينجح: أوقف «استخدام عميل HTTP js node».</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>الاستعمال</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>الخيارات</translation>
    </message>
    <message>
        <source>an argument is not UTF-8 text</source>
        <translation>أحد الوسائط ليس نصًّا بترميز UTF-8</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2 is needed</source>
        <translation>يلزم عدد صحيح من %1 إلى %2</translation>
    </message>
    <message>
        <source>the name of a command is missing</source>
        <translation>اسم الأمر ناقص</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>الخيار %1 ناقص</translation>
    </message>
    <message>
        <source>%1 may be given only once</source>
        <translation>لا يجوز إعطاء %1 إلا مرة واحدة</translation>
    </message>
    <message>
        <source>%1 needs a value</source>
        <translation>الخيار %1 يحتاج إلى قيمة</translation>
    </message>
    <message>
        <source>%1 and %2 cannot be given together</source>
        <translation>لا يمكن إعطاء %1 و%2 معًا</translation>
    </message>
    <message>
        <source>%1 needs %2 as well</source>
        <translation>الخيار %1 يحتاج إلى %2 أيضًا</translation>
    </message>
    <message>
        <source>an option that takes no value was given one</source>
        <translation>أُعطيت قيمة لخيار لا يأخذ قيمة</translation>
    </message>
    <message>
        <source>This site cannot be a {role} with the list as it is. These rows do not fit: {rows}.</source>
        <translation>لا يمكن أن يكون دور هذا الموقع «{role}» والقائمة كما هي. هذه الصفوف لا تناسب: {rows}.</translation>
    </message>
    <message>
        <source>The record[ {id} of {table}] belongs to {owner}, so it cannot be changed here.</source>
        <translation>صاحب السجل[ {id} من {table}] هو {owner}، فلا يمكن تغييره هنا.</translation>
    </message>
    <message>
        <source>the file of the certificate holds none in PEM format</source>
        <translation>ملف الشهادة لا يحوي شهادة بصيغة PEM</translation>
    </message>
    <message>
        <source>the key is protected by a password</source>
        <translation>المفتاح محمي بكلمة مرور</translation>
    </message>
    <message>
        <source>the file of the key holds none in PEM format</source>
        <translation>ملف المفتاح لا يحوي مفتاحًا بصيغة PEM</translation>
    </message>
    <message>
        <source>Nothing can be made in the folder[ {path}][: {why}].</source>
        <translation>لا يمكن إنشاء شيء في المجلد[ {path}][: {why}].</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, then try again.</source>
        <translation>اختر مجلدًا يحق لك أن تكتب فيه، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>The authorisation code is wrong.[ Tries left before a pause: {left}.][ The next try is possible in {seconds} s.]</source>
        <translation>رمز التفويض خاطئ.[ المحاولات الباقية قبل الانتظار: {left}.][ المحاولة التالية ممكنة بعد {seconds} ث.]</translation>
    </message>
    <message>
        <source>Enter 1 for the primary, or a number from 2 up for a satellite.</source>
        <translation>أدخل 1 للموقع الرئيسي، أو رقمًا من 2 فما فوق لموقع فرعي.</translation>
    </message>
    <message>
        <source>Enter the satellite&apos;s Sync ID, a whole number from 2 up.</source>
        <translation>أدخل معرّف مزامنة الموقع الفرعي، وهو عدد صحيح من 2 فما فوق.</translation>
    </message>
    <message>
        <source>Enter 1: a satellite lists the primary alone.</source>
        <translation>أدخل 1: ليس في قائمة الموقع الفرعي إلا الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Choose a user name for the satellite; the same one has to be entered there.</source>
        <translation>اختر اسم مستخدم للموقع الفرعي، ويجب إدخال الاسم نفسه هناك.</translation>
    </message>
    <message>
        <source>Leave the URL empty: satellites call the primary, which needs no URL for them.</source>
        <translation>اترك عنوان URL فارغًا: المواقع الفرعية تتصل بالموقع الرئيسي، وهو لا يحتاج إلى عنوان URL لها.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إل&amp;غاء</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>إغلا&amp;ق</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>The program that synchronises this datafile does not react.</source>
        <translation>البرنامج الذي يزامن ملف البيانات هذا لا يستجيب.</translation>
    </message>
    <message>
        <source>It may have been stopped: end it and start it again, then try again. Nothing is lost.</source>
        <translation>ربما أُوقف مؤقتًا: أنهه وشغّله من جديد ثم أعد المحاولة. لم يضع شيء.</translation>
    </message>
    <message>
        <source>Give yourself the right to write to the file and to its folder, or end the write protection of the disk, then try again.</source>
        <translation>امنح نفسك حق الكتابة في الملف وفي مجلده، أو أزل حماية القرص من الكتابة، ثم حاول مرة أخرى.</translation>
    </message>
    <message>
        <source>This window tries to start it again and again, by itself.</source>
        <translation>تحاول هذه النافذة تشغيله مرارًا من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>The datafile of this site cannot be used at the moment.</source>
        <translation>تعذر استخدام ملف بيانات هذا الموقع في الوقت الحالي.</translation>
    </message>
    <message>
        <source>The authorisation code could not be shown, so nothing was kept: the datafile %1 was taken away again.</source>
        <translation>تعذر عرض رمز التفويض، فلم يُحتفظ بشيء: أُزيل ملف البيانات %1.</translation>
    </message>
    <message>
        <source>The code just shown is its authorisation code. Write it down: it is shown only this once.</source>
        <translation>الرمز الذي عُرض للتو هو رمز التفويض الخاص به. اكتبه عندك: فهو لا يُعرض إلا هذه المرة.</translation>
    </message>
    <message>
        <source>the key does not belong to the certificate</source>
        <translation>المفتاح لا يخص الشهادة</translation>
    </message>
    <message>
        <source>TLS cannot use them (%1)</source>
        <translation>لا يمكن لبروتوكول TLS استخدامهما (%1)</translation>
    </message>
    <message>
        <source>How synchronisation stands is being read…</source>
        <translation>جارٍ قراءة حال المزامنة…</translation>
    </message>
    <message>
        <source>The record[ {id} of {table}] calls itself &quot;{value}&quot; in its own data, under {field}.</source>
        <translation>يسمي السجل[ {id} من {table}] نفسه «{value}» في بياناته، تحت {field}.</translation>
    </message>
    <message>
        <source>Programs keep a record under the name in its data, so that it would take another one&apos;s place. Correct one of the two where the record was made. Nothing was changed.</source>
        <translation>تحفظ البرامج السجل بالاسم الوارد في بياناته، فيحل محل سجل آخر. صحّح أحد الاثنين حيث أُنشئ السجل. لم يتغير شيء.</translation>
    </message>
    <message>
        <source>one of these is needed: %1</source>
        <translation>يلزم أحد هذه: %1</translation>
    </message>
    <message>
        <source>At a primary: whether this site may go on without naming its machine once one is recorded; for a tool that has no hardware ID</source>
        <translation>على الموقع الرئيسي: هل يجوز لهذا الموقع أن يواصل دون تسمية جهازه بعد تسجيله؛ لأداة ليس لها معرّف عتاد</translation>
    </message>
    <message>
        <source>A site called without naming its machine</source>
        <translation>اتصل موقع دون أن يسمي جهازه</translation>
    </message>
    <message>
        <source>Another machine called as a site</source>
        <translation>اتصل جهاز آخر باسم موقع</translation>
    </message>
    <message>
        <source>A site called from an address not seen before</source>
        <translation>اتصل موقع من عنوان لم يُر من قبل</translation>
    </message>
    <message>
        <source>A date in the past is refused; a date lasts to its end on this machine. JSON: {&quot;label&quot;,&quot;code&quot;,&quot;expires&quot;}.</source>
        <translation>يُرفض تاريخ في الماضي؛ ويسري التاريخ حتى نهايته على هذا الجهاز. JSON: {&quot;label&quot;,&quot;code&quot;,&quot;expires&quot;}.</translation>
    </message>
    <message>
        <source>The new code could not be shown, so it was revoked again.</source>
        <translation>تعذّر عرض الرمز الجديد فأُلغي من جديد.</translation>
    </message>
    <message>
        <source>it is not UTF-16 text</source>
        <translation>ليس نصًا بترميز UTF-16</translation>
    </message>
    <message>
        <source>it is shorter than 8 characters</source>
        <translation>هو أقصر من 8 محارف</translation>
    </message>
    <message>
        <source>The key that passwords are sealed with on this machine cannot be used[: {path}: {why}].</source>
        <translation>لا يمكن استخدام المفتاح الذي تُختم به كلمات المرور على هذا الجهاز[: {path}: {why}].</translation>
    </message>
    <message>
        <source>This machine&apos;s administrator has to see that whoever runs Mailboat may read and write there, or set XDG_STATE_HOME to another folder. A key that is damaged may be deleted; the password is then asked for again.</source>
        <translation>على مدير هذا الجهاز أن يتأكد من أن من يشغّل Mailboat يستطيع القراءة والكتابة هناك، أو أن يعيّن XDG_STATE_HOME إلى مجلد آخر. ويمكن حذف المفتاح التالف؛ وعندها تُطلب كلمة المرور من جديد.</translation>
    </message>
    <message>
        <source>The password of this site cannot be read here: it was sealed on another machine, or the key of this one is gone.</source>
        <translation>لا يمكن قراءة كلمة مرور هذا الموقع هنا: فقد خُتمت على جهاز آخر، أو أن مفتاح هذا الجهاز لم يعد موجودًا.</translation>
    </message>
    <message>
        <source>Enter the password of this site again, in the row of the primary or with &quot;mailboatctl peers edit 1 --password-file F&quot;; the primary&apos;s administrator knows it. Nothing else is lost.</source>
        <translation>أدخل كلمة مرور هذا الموقع من جديد، في صف الموقع الرئيسي أو بالأمر «mailboatctl peers edit 1 --password-file F»؛ ومدير الموقع الرئيسي يعرفها. ولم يُفقد أي شيء آخر.</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: the password of this site cannot be read on this machine and has to be entered again, in the row of the primary.</source>
        <translation>توقفت المزامنة: لا يمكن قراءة كلمة مرور هذا الموقع على هذا الجهاز ويجب إدخالها من جديد، في صف الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>yes: the password cannot be read on this machine; &quot;mailboatctl peers edit 1 --password-file F&quot; enters it again</source>
        <translation>نعم: لا يمكن قراءة كلمة المرور على هذا الجهاز؛ الأمر «mailboatctl peers edit 1 --password-file F» يُدخلها من جديد</translation>
    </message>
    <message>
        <source>it is no key of Mailboat&apos;s</source>
        <translation>ليس مفتاحًا من مفاتيح Mailboat</translation>
    </message>
    <message>
        <source>something stands behind its end</source>
        <translation>يوجد شيء بعد نهايته</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>ينتهي قبل أوانه</translation>
    </message>
    <message>
        <source>%1, at byte %2</source>
        <translation>%1، عند البايت %2</translation>
    </message>
    <message>
        <source>there are two lists of records</source>
        <translation>توجد قائمتان من السجلات</translation>
    </message>
    <message>
        <source>a record has no end</source>
        <translation>سجل بلا نهاية</translation>
    </message>
    <message>
        <source>a string in a record has no end</source>
        <translation>نص في سجل بلا نهاية</translation>
    </message>
    <message>
        <source>quotes or brackets of a record do not add up</source>
        <translation>أقواس سجل أو علامات الاقتباس فيه غير متوازنة</translation>
    </message>
    <message>
        <source>%1; no whole record stands before that</source>
        <translation>%1؛ لا يوجد قبله أي سجل كامل</translation>
    </message>
    <message>
        <source>%1; the last whole record before that is %2 of %3</source>
        <translation>%1؛ آخر سجل كامل قبله هو %2 من %3</translation>
    </message>
    <message>
        <source>List the records that could not be taken or sent, and why</source>
        <translation>سرد السجلات التي تعذر قبولها أو إرسالها وسبب ذلك</translation>
    </message>
    <message>
        <source>Refused by the primary</source>
        <translation>رفضه الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Records sent: %1, refused by the primary: %2, received: %3.</source>
        <translation>السجلات المرسلة: %1، وما رفضه الموقع الرئيسي: %2، والمستلمة: %3.</translation>
    </message>
    <message>
        <source>%1 were refused by the primary one by one: see &quot;mailboatctl records quarantine&quot;.</source>
        <translation>رفض الموقع الرئيسي %1 واحدًا واحدًا: انظر «mailboatctl records quarantine».</translation>
    </message>
    <message>
        <source>The primary takes other records, but not this one[, {id} of {table}][: {text}].</source>
        <translation>يقبل الموقع الرئيسي سجلات أخرى، لكنه لا يقبل هذا[، {id} من {table}][: {text}].</translation>
    </message>
    <message>
        <source>It stays here and waits, and is passed over meanwhile. It is sent again when it changes, or after &quot;mailboatctl records retry&quot;: do that once the reason is gone, such as a limit at a proxy or gateway.</source>
        <translation>يبقى هنا وينتظر، ويُتجاوز في الأثناء. يُرسل من جديد عندما يتغير، أو بعد «mailboatctl records retry»: افعل ذلك حين يزول السبب، مثل حد في وكيل أو بوابة.</translation>
    </message>
    <message>
        <source>Synchronisation works, but the primary refuses the record %1 of %2.</source>
        <translation>المزامنة تعمل، لكن الموقع الرئيسي يرفض السجل %1 من %2.</translation>
    </message>
    <message>
        <source>The network wants a sign-in before it lets us through to the primary[ at {host}][: {page}].</source>
        <translation>تطلب الشبكة تسجيل الدخول قبل أن تسمح لنا بالوصول إلى الموقع الرئيسي[ ({host})][: {page}].</translation>
    </message>
    <message>
        <source>Open a web browser on this machine and sign in to the network there, then try again. If no page asks for that, check the primary&apos;s URL.</source>
        <translation>افتح متصفح ويب على هذا الجهاز وسجّل الدخول إلى الشبكة، ثم أعد المحاولة. وإذا لم تطلب أي صفحة ذلك فتحقق من عنوان URL للموقع الرئيسي.</translation>
    </message>
    <message>
        <source>[If you trust that address, enter {to} as the primary&apos;s URL. ]The primary&apos;s administrator knows the right URL.</source>
        <translation>[إذا كنت تثق بذلك العنوان فأدخل {to} عنوان URL للموقع الرئيسي. ]مدير الموقع الرئيسي يعرف عنوان URL الصحيح.</translation>
    </message>
    <message>
        <source>What answers[ at {host}][ on port {port}] is no primary[ but {service}]: it speaks no HTTP.</source>
        <translation>ما يجيب[ في {host}][ على المنفذ {port}] ليس موقعًا رئيسيًا[ بل {service}]: فهو لا يتكلم HTTP.</translation>
    </message>
    <message>
        <source>Correct the port in the primary&apos;s URL; the primary&apos;s administrator knows the right one.</source>
        <translation>صحّح المنفذ في عنوان URL للموقع الرئيسي؛ ومدير الموقع الرئيسي يعرف المنفذ الصحيح.</translation>
    </message>
    <message>
        <source>Read the password of the proxy from the first line of this file (&quot;-&quot;: standard input), so that it does not stand in the arguments</source>
        <translation>قراءة كلمة مرور الوكيل من السطر الأول من هذا الملف (&quot;-&quot;: الدخل القياسي)، كي لا تظهر في الوسائط</translation>
    </message>
    <message>
        <source>only the preference &quot;proxy&quot; has a password</source>
        <translation>التفضيل &quot;proxy&quot; وحده له كلمة مرور</translation>
    </message>
    <message>
        <source>system, none, http://host:port or socks5://host:port, with user:password@ before the host where it asks for them</source>
        <translation>system أو none أو http://host:port أو socks5://host:port، مع user:password@ قبل المضيف إذا طلبهما</translation>
    </message>
    <message>
        <source>Enter them in this machine&apos;s proxy settings or in the preference &quot;proxy&quot; (http://user:password@host:port), or correct them there; the administrator of your network knows them.</source>
        <translation>أدخلهما في إعدادات الوكيل على هذا الجهاز أو في التفضيل &quot;proxy&quot; (http://user:password@host:port)، أو صحّحهما هناك؛ ومدير شبكتك يعرفهما.</translation>
    </message>
    <message>
        <source>and %1 more, of which this is the newest: %2</source>
        <translation>و%1 غيرها، وهذا أحدثها: %2</translation>
    </message>
    <message>
        <source>%1 (data not kept)</source>
        <translation>%1 (لم تُحفظ البيانات)</translation>
    </message>
    <message>
        <source>The quarantine keeps %1 records or %2 MiB of a site. It is full: the data of %3 records are not kept. A Mailboat that sent them still has them; retry or drop what stands here, then send them again there.</source>
        <translation>يحفظ الحجر %1 سجل أو %2 ميبيبايت لكل موقع. وهو ممتلئ: لم تُحفظ بيانات %3 سجل. برنامج Mailboat الذي أرسلها لا يزال يحتفظ بها؛ أعد محاولة ما هنا أو تخلَّ عنه، ثم أرسلها من هناك من جديد.</translation>
    </message>
    <message>
        <source>Give a record in quarantine up</source>
        <translation>التخلي عن سجل في الحجر</translation>
    </message>
    <message>
        <source>What this site could not take is forgotten; what its primary has refused stays in the records here and is not sent. Exit status 1 where there is none of that number. JSON: {&quot;ok&quot;:true}.</source>
        <translation>ما تعذر على هذا الموقع قبوله يُنسى، وما رفضه موقعه الرئيسي يبقى في السجلات هنا ولا يُرسل. حالة الخروج 1 إن لم يوجد هذا الرقم. JSON: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Its number in &quot;records quarantine&quot;</source>
        <translation>رقمه في «records quarantine»</translation>
    </message>
    <message>
        <source>%1; of %2 the data are not kept, since the share of the site they came from is full</source>
        <translation>%1؛ ومنها %2 لم تُحفظ بياناتها، لأن حصة موقعها الأصلي ممتلئة</translation>
    </message>
    <message>
        <source>The primary cannot take this record[, {id} of {table}][: {text}], and its quarantine has no room left for this site.</source>
        <translation>لا يستطيع الموقع الرئيسي قبول هذا السجل[، {id} من {table}][: {text}]، ولم يبق في حجره مكان لهذا الموقع.</translation>
    </message>
    <message>
        <source>It stays here and waits. The primary&apos;s administrator has to look through the quarantine there; then send it again with &quot;mailboatctl records retry&quot;.</source>
        <translation>يبقى هنا وينتظر. على مدير الموقع الرئيسي أن يراجع الحجر هناك، ثم أرسله من جديد بالأمر «mailboatctl records retry».</translation>
    </message>
    <message>
        <source>The primary makes sign-ins of this site wait[ for {seconds} s]: wrong passwords came for it, or very many sign-ins at once.</source>
        <translation>الموقع الرئيسي يجعل محاولات دخول هذا الموقع تنتظر[ {seconds} ثانية]: وردت له كلمات مرور خاطئة، أو محاولات دخول كثيرة جدًا في وقت واحد.</translation>
    </message>
    <message>
        <source>If user name and password are right here there is nothing to do: synchronisation tries again by itself. If the password may have been changed, enter it again. Where wrong ones come from stands in the primary&apos;s log.</source>
        <translation>إذا كان اسم المستخدم وكلمة المرور صحيحين هنا فلا شيء عليك: المزامنة تحاول مرة أخرى من تلقاء نفسها. وإذا كان من الممكن أن كلمة المرور قد تغيرت فأدخلها من جديد. ومصدر كلمات المرور الخاطئة مذكور في سجل أحداث الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>addresses and networks of proxies before this primary, as in 10.0.0.5, 10.1.0.0/16, fd00::/64, or nothing</source>
        <translation>عناوين وشبكات الوكلاء التي أمام هذا الموقع الرئيسي، مثل 10.0.0.5, 10.1.0.0/16, fd00::/64، أو لا شيء</translation>
    </message>
    <message>
        <source>Many wrong passwords for a site came from one address</source>
        <translation>وردت لموقع كلمات مرور خاطئة كثيرة من عنوان واحد</translation>
    </message>
    <message>
        <source>Many wrong passwords for a site came from addresses where it has not signed in</source>
        <translation>وردت لموقع كلمات مرور خاطئة كثيرة من عناوين لم يسجل الدخول منها</translation>
    </message>
    <message>
        <source>UTF-8, with the header syncId,userName,password,url. Sites that are known are changed, an empty password keeps the old one. All rows are taken or none; every bad row is named with its line and the reason. Hashing thousands of passwords takes a while, which is shown; Ctrl-C ends it with nothing taken. Needs an authorisation code. JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</source>
        <translation>بترميز UTF-8، مع الترويسة syncId,userName,password,url. تُغيَّر المواقع المعروفة، وكلمة المرور الفارغة تبقي القديمة. تُقبل كل الصفوف أو لا يُقبل شيء منها؛ ويُذكر كل صف سيئ برقم سطره والسبب. تجزئة آلاف كلمات المرور تستغرق وقتًا ويُعرض تقدمها؛ والضغط على Ctrl-C ينهيها دون أن يُقبل شيء. يحتاج إلى رمز تفويض. JSON: {&quot;ok&quot;:true,&quot;warnings&quot;:[…]}.</translation>
    </message>
    <message>
        <source>Hashing passwords</source>
        <translation>تجزئة كلمات المرور</translation>
    </message>
    <message>
        <source>At a primary: whether this site is Open mSupply central, which may write any site&apos;s patients and their records</source>
        <translation>في الموقع الرئيسي: هل هذا الموقع هو Open mSupply المركزي الذي يجوز له كتابة مرضى أي موقع وسجلاتهم</translation>
    </message>
    <message>
        <source>certificate and key taken anew</source>
        <translation>أُخذت الشهادة والمفتاح من ملفيهما من جديد</translation>
    </message>
    <message>
        <source>%1 The one before stays in use.</source>
        <translation>%1 تبقى السابقة مستعملة.</translation>
    </message>
    <message>
        <source>The datafile can be used again.</source>
        <translation>عاد ملف البيانات صالحًا للاستعمال.</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>الحقوق</translation>
    </message>
    <message>
        <source>records</source>
        <translation>سجلات</translation>
    </message>
    <message>
        <source>IDs</source>
        <translation>معرّفات</translation>
    </message>
    <message>
        <source>values</source>
        <translation>قيم</translation>
    </message>
    <message>
        <source>The disk[ with {path}] is full[ ({why})]; nothing was changed.</source>
        <translation>القرص[ الذي فيه {path}] ممتلئ[ ({why})]؛ لم يتغير شيء.</translation>
    </message>
    <message>
        <source>The disk[ with {path}] cannot be read or written any more[: {why}].</source>
        <translation>القرص[ الذي فيه {path}] لم تعد قراءته أو الكتابة عليه ممكنة[: {why}].</translation>
    </message>
    <message>
        <source>Check that the disk is connected, and have it examined. Put the datafile, or your last backup, on a disk that works.</source>
        <translation>تحقق من أن القرص موصول، واطلب فحصه. ضع ملف البيانات، أو آخر نسخة احتياطية لديك، على قرص سليم.</translation>
    </message>
    <message>
        <source>The datafile[ {path}] lies where programs cannot use it together[: {why}].</source>
        <translation>ملف البيانات[ {path}] موجود في مكان لا تستطيع البرامج استعماله فيه معًا[: {why}].</translation>
    </message>
    <message>
        <source>Move it to a disk of this machine: network shares and some removable disks cannot do what it needs.</source>
        <translation>انقله إلى قرص من أقراص هذا الجهاز: فمجلدات الشبكة المشتركة وبعض الأقراص القابلة للإزالة لا تقدر على ما يحتاج إليه.</translation>
    </message>
    <message>
        <source>This machine has no open files or no memory left for this program[ ({why})], so the datafile[ {path}] cannot be used for the moment.</source>
        <translation>لم يبق في هذا الجهاز لهذا البرنامج ملفات مفتوحة أو ذاكرة[ ({why})]، فلا يمكن استعمال ملف البيانات[ {path}] الآن.</translation>
    </message>
    <message>
        <source>Close other programs, or have the system&apos;s administrator raise the limits of open files and memory.</source>
        <translation>أغلق برامج أخرى، أو اطلب من مدير النظام رفع حدود الملفات المفتوحة والذاكرة.</translation>
    </message>
    <message>
        <source>By plain http, passwords and records can be read on their way[ to {host}].</source>
        <translation>عبر http غير المشفر يمكن قراءة كلمات المرور والسجلات في الطريق[ إلى {host}].</translation>
    </message>
    <message>
        <source>Ask the primary&apos;s administrator for an address that begins with https, and enter it as the URL.</source>
        <translation>اطلب من مدير الموقع الرئيسي عنوانًا يبدأ بـ https، وأدخله في حقل URL.</translation>
    </message>
    <message>
        <source>Without a certificate the primary does not listen[ on {address}] beyond this machine: passwords and records could be read on their way.</source>
        <translation>بلا شهادة لا يستمع الموقع الرئيسي[ على {address}] إلى ما هو خارج هذا الجهاز: قد تُقرأ كلمات المرور والسجلات في الطريق.</translation>
    </message>
    <message>
        <source>Renew it and put the new files in its place; the primary takes them without a restart.</source>
        <translation>جددها وضع الملفات الجديدة في مكانها؛ يأخذها الموقع الرئيسي بلا إعادة تشغيل.</translation>
    </message>
    <message>
        <source>The primary&apos;s certificate ends soon[: in {days} days][, {until}].</source>
        <translation>تنتهي شهادة الموقع الرئيسي قريبًا[: بعد {days} يومًا][، {until}].</translation>
    </message>
    <message>
        <source>The primary&apos;s certificate is for another name[: {names}][, not for {host}].</source>
        <translation>شهادة الموقع الرئيسي لاسم آخر[: {names}][، لا للاسم {host}].</translation>
    </message>
    <message>
        <source>Get a certificate for the name that satellites use, or correct the preference &quot;external-url&quot;.</source>
        <translation>احصل على شهادة للاسم الذي تستعمله المواقع الفرعية، أو صحّح التفضيل &quot;external-url&quot;.</translation>
    </message>
    <message>
        <source>Satellites may not trust the primary&apos;s certificate, for this machine does not know who issued it[: {issuer}].</source>
        <translation>قد لا تثق المواقع الفرعية بشهادة الموقع الرئيسي، لأن هذا الجهاز لا يعرف من أصدرها[: {issuer}].</translation>
    </message>
    <message>
        <source>Get one from an issuer that satellites know, add the issuer&apos;s certificate to the file, or install it at each satellite.</source>
        <translation>احصل على شهادة من جهة إصدار تعرفها المواقع الفرعية، أو أضف شهادة جهة الإصدار إلى الملف، أو ثبّتها في كل موقع فرعي.</translation>
    </message>
    <message>
        <source>The disk of the primary is full, so it cannot store anything.</source>
        <translation>قرص الموقع الرئيسي ممتلئ، فلا يستطيع تخزين شيء.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to make room there. Nothing is lost here: what waits is sent when there is room.</source>
        <translation>على مدير الموقع الرئيسي أن يفسح مكانًا هناك. لا شيء يضيع هنا: فما ينتظر يُرسل عندما يوجد مكان.</translation>
    </message>
    <message>
        <source>The primary cannot use its datafile[: {text}].</source>
        <translation>لا يستطيع الموقع الرئيسي استعمال ملف بياناته[: {text}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to see to it. Nothing is lost here: what waits is sent afterwards.</source>
        <translation>على مدير الموقع الرئيسي أن يعالج ذلك. لا شيء يضيع هنا: فما ينتظر يُرسل بعد ذلك.</translation>
    </message>
    <message>
        <source>The request names more {what} than this primary takes at once[: {limit}].</source>
        <translation>في الطلب من هذا النوع ({what}) أكثر مما يقبله هذا الموقع الرئيسي دفعة واحدة[: {limit}].</translation>
    </message>
    <message>
        <source>The primary has no room for this request at the moment[: {why}].</source>
        <translation>ليس لدى الموقع الرئيسي متسع لهذا الطلب في الوقت الحالي[: {why}].</translation>
    </message>
    <message>
        <source>Nothing to do: synchronisation tries again by itself. If it goes on, the primary&apos;s administrator finds more in its log.</source>
        <translation>لا شيء عليك: المزامنة تحاول مرة أخرى من تلقاء نفسها. وإن استمر ذلك فسيجد مدير الموقع الرئيسي تفاصيل أكثر في سجل أحداثه.</translation>
    </message>
    <message>
        <source>The program at site {site} cannot read this record[: {why}].</source>
        <translation>لا يستطيع البرنامج في الموقع {site} قراءة هذا السجل[: {why}].</translation>
    </message>
    <message>
        <source>It is kept here as it came and not given to that site. Correct it where it was made; it is then sent.</source>
        <translation>يُحفظ هنا كما وصل ولا يُعطى لذلك الموقع. صحّحه حيث أُنشئ، فيُرسَل عندئذ.</translation>
    </message>
    <message>
        <source>The record names no store[ in {field}], so it belongs to no site.</source>
        <translation>لا يذكر السجل أي مخزن[ في {field}]، فلا ينتمي إلى أي موقع.</translation>
    </message>
    <message>
        <source>Correct it at the site that sent it, and have it sent again.</source>
        <translation>صحّحه في الموقع الذي أرسله، ثم اطلب إرساله من جديد.</translation>
    </message>
    <message>
        <source>The site that sent this record does not hold its patient[ {patient}].</source>
        <translation>الموقع الذي أرسل هذا السجل ليس لديه المريض المعني[ {patient}].</translation>
    </message>
    <message>
        <source>Nothing to do where the patient is still on its way: the record is judged again when it arrives. Otherwise ask that site what it is.</source>
        <translation>لا شيء يلزم إن كان المريض ما زال في الطريق: سيُنظر في السجل من جديد عند وصوله. وإلا فاسأل ذلك الموقع عن أمره.</translation>
    </message>
    <message>
        <source>A patient[ {id}] that belongs to another site[, {owner}] cannot be deleted here.</source>
        <translation>لا يمكن هنا حذف مريض[ {id}] ينتمي إلى موقع آخر[، {owner}].</translation>
    </message>
    <message>
        <source>The record is sent back to the site that deleted it. If the patient is to go, delete it at its own site or at the primary.</source>
        <translation>يُعاد السجل إلى الموقع الذي حذفه. وإن كان لا بد من حذف المريض فاحذفه في موقعه أو في الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>This site has asked for more patients of other sites today than the primary allows[: {limit}].</source>
        <translation>طلب هذا الموقع اليوم من مرضى المواقع الأخرى أكثر مما يسمح به الموقع الرئيسي[: {limit}].</translation>
    </message>
    <message>
        <source>a text has the character U+0000</source>
        <translation>يحتوي نص على المحرف U+0000</translation>
    </message>
    <message>
        <source>a number is larger than a double can be</source>
        <translation>عدد أكبر مما يتسع له النوع double</translation>
    </message>
    <message>
        <source>the key %1 stands there twice</source>
        <translation>المفتاح %1 موجود فيه مرتين</translation>
    </message>
    <message>
        <source>Others on this machine have rights on the datafile (its mode is %1). If they should not read what is in it, run &quot;chmod 600 %2&quot;.</source>
        <translation>لآخرين على هذا الجهاز حقوق على ملف البيانات (نمطه %1). إن كان لا ينبغي أن يقرؤوا ما فيه فشغّل &quot;chmod 600 %2&quot;.</translation>
    </message>
    <message>
        <source>a record of %1 there has the same ID</source>
        <translation>يوجد هناك سجل من %1 له المعرّف نفسه</translation>
    </message>
    <message>
        <source>it is not made for servers, says its purpose</source>
        <translation>الغرض المذكور فيها يقول إنها ليست للخوادم</translation>
    </message>
    <message>
        <source>it is being stopped</source>
        <translation>يجري إيقافه</translation>
    </message>
    <message>
        <source>this site has requests under way that it has not sent in full, or answers that it has not read</source>
        <translation>لهذا الموقع طلبات جارية لم يرسلها كاملة، أو أجوبة لم يقرأها</translation>
    </message>
    <message>
        <source>too many callers who have not signed in yet send something at once</source>
        <translation>يرسل عدد كبير من المتصلين الذين لم يسجلوا الدخول بعد شيئًا في الوقت نفسه</translation>
    </message>
    <message>
        <source>the memory for requests and answers is in use</source>
        <translation>الذاكرة المخصصة للطلبات والأجوبة مستعملة</translation>
    </message>
    <message>
        <source>its datafile is busy with other work</source>
        <translation>ملف بياناته مشغول بأعمال أخرى</translation>
    </message>
    <message>
        <source>The certificate is valid until %1, and this machine knows who issued it.</source>
        <translation>الشهادة سارية حتى %1، وهذا الجهاز يعرف من أصدرها.</translation>
    </message>
    <message>
        <source>%1 is a symbolic link, which is not followed; remove it</source>
        <translation>%1 رابط رمزي، ولا يُتبع؛ احذفه</translation>
    </message>
    <message>
        <source>Datafile</source>
        <translation>ملف البيانات</translation>
    </message>
    <message>
        <source>The certificate was taken anew</source>
        <translation>أُخذت الشهادة من جديد</translation>
    </message>
    <message>
        <source>A new certificate could not be taken</source>
        <translation>تعذر أخذ شهادة جديدة</translation>
    </message>
    <message>
        <source>The names of two sites count as one</source>
        <translation>اسما موقعين يُعدّان اسمًا واحدًا</translation>
    </message>
    <message>
        <source>The datafile could not be used</source>
        <translation>تعذر استعمال ملف البيانات</translation>
    </message>
    <message>
        <source>The datafile could be used again</source>
        <translation>عاد استعمال ملف البيانات ممكنًا</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator can let it in with &quot;mailboatctl records retry&quot;, or raise the preference &quot;max-joins-per-day&quot; for a campaign.</source>
        <translation>يمكن لمدير الموقع الرئيسي أن يسمح به بالأمر «mailboatctl records retry»، أو أن يرفع التفضيل «max-joins-per-day» لأجل حملة.</translation>
    </message>
    <message>
        <source>there are too many connections from one address</source>
        <translation>الاتصالات من عنوان واحد كثيرة جدًا</translation>
    </message>
    <message>
        <source>A site joined its store to another site&apos;s patient or clinician</source>
        <translation>ضمّ موقع مخزنه إلى مريض أو طبيب يخص موقعًا آخر</translation>
    </message>
    <message>
        <source>A site wrote for all sites, as Open mSupply central</source>
        <translation>كتب موقع لجميع المواقع بصفته Open mSupply المركزي</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>البرنامج</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>المنطقة الزمنية</translation>
    </message>
    <message>
        <source>The keys of a site are syncId, userName, url, hardwareId, stores (IDs of those active there), lastContact, queueLength (records that wait for it), status (new, initialising, ready or blocked), resendRequested, mayOmitHardwareId, omsCentral, app and appVersion (the program that last called as that site) and timeZone; null where there is none. Passwords are never shown.</source>
        <translation>مفاتيح الموقع هي syncId و userName و url و hardwareId و stores (معرّفات المخازن النشطة فيه) و lastContact و queueLength (السجلات التي تنتظره) و status (new أو initialising أو ready أو blocked) و resendRequested و mayOmitHardwareId و omsCentral و app و appVersion (البرنامج الذي اتصل آخر مرة باسم هذا الموقع) و timeZone؛ و null حيث لا شيء. ولا تُعرض كلمات المرور أبدًا.</translation>
    </message>
    <message>
        <source>At a primary: where the site&apos;s clock stands, as in Pacific/Auckland; empty: where the preference time-zone says. mSupply Mobile sends its days as moments, which mean a day only there</source>
        <translation>في الموقع الرئيسي: المنطقة الزمنية لساعة الموقع، مثل Pacific/Auckland؛ وإن تُركت فارغة فما يقوله التفضيل time-zone. يرسل mSupply Mobile أيامه كلحظات لا تدل على يوم إلا هناك</translation>
    </message>
    <message>
        <source>Nothing to do: the site signs in at the start of each synchronisation.</source>
        <translation>لا يلزم شيء: يسجّل الموقع الدخول في بداية كل مزامنة.</translation>
    </message>
    <message>
        <source>The primary does not have this file[: {id}].</source>
        <translation>ليس لدى الموقع الرئيسي هذا الملف[: {id}].</translation>
    </message>
    <message>
        <source>Have the site that attached it synchronise.</source>
        <translation>اطلب من الموقع الذي أرفقه أن يُجري مزامنة.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator raises the limit, or removes files.</source>
        <translation>يرفع مدير الموقع الرئيسي الحد، أو يزيل ملفات.</translation>
    </message>
    <message>
        <source>The name or the password is not right.</source>
        <translation>الاسم أو كلمة المرور غير صحيحة.</translation>
    </message>
    <message>
        <source>Enter them again; the primary&apos;s administrator can set a new password.</source>
        <translation>أدخلهما من جديد؛ ويستطيع مدير الموقع الرئيسي تعيين كلمة مرور جديدة.</translation>
    </message>
    <message>
        <source>Too many wrong passwords[: wait {seconds} seconds].</source>
        <translation>كلمات مرور خاطئة كثيرة جدًا[: انتظر {seconds} ثانية].</translation>
    </message>
    <message>
        <source>Wait, then enter name and password again.</source>
        <translation>انتظر ثم أدخل الاسم وكلمة المرور من جديد.</translation>
    </message>
    <message>
        <source>People sign in through this primary by https alone: over http anybody on the way could read the password.</source>
        <translation>لا يسجّل الأشخاص الدخول عبر هذا الموقع الرئيسي إلا بواسطة https: فعبر http يستطيع أي أحد على الطريق قراءة كلمة المرور.</translation>
    </message>
    <message>
        <source>Enter the primary&apos;s URL with https://.</source>
        <translation>أدخل عنوان URL للموقع الرئيسي مع https://.</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; is no time zone.</source>
        <translation>«{value}» ليست منطقة زمنية.</translation>
    </message>
    <message>
        <source>Give one by its name, such as &quot;Pacific/Auckland&quot;.</source>
        <translation>أعطِ منطقة باسمها، مثل «Pacific/Auckland».</translation>
    </message>
    <message>
        <source>A site that runs mSupply Mobile has exactly one store[, and this one has {stores}].</source>
        <translation>للموقع الذي يعمل بـ mSupply Mobile مخزن واحد بالضبط[، ولهذا الموقع {stores}].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator gives the site one store.</source>
        <translation>يعطي مدير الموقع الرئيسي هذا الموقع مخزنًا واحدًا.</translation>
    </message>
    <message>
        <source>Test endpoints let anybody on this machine change everything, so they are not served from a datafile for real data[: {path}].</source>
        <translation>تتيح عناوين الاختبار لأي شخص على هذا الجهاز تغيير كل شيء، ولذلك لا تُقدَّم من ملف بيانات لبيانات حقيقية[: {path}].</translation>
    </message>
    <message>
        <source>Make one to try things on with &quot;init --test&quot;.</source>
        <translation>أنشئ ملفًا للتجربة باستخدام «init --test».</translation>
    </message>
    <message>
        <source>Test endpoints are served to this machine alone[, not on {address}].</source>
        <translation>تُقدَّم عناوين الاختبار لهذا الجهاز وحده[، وليس على {address}].</translation>
    </message>
    <message>
        <source>Listen on 127.0.0.1, or leave &quot;--test-endpoints&quot; out.</source>
        <translation>استمع على 127.0.0.1، أو احذف «--test-endpoints».</translation>
    </message>
    <message>
        <source>Nobody called &quot;{userName}&quot; may sign in through this primary.</source>
        <translation>لا أحد باسم &quot;{userName}&quot; يجوز له تسجيل الدخول عبر هذا الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>See who may with &quot;mailboatctl users list&quot;.</source>
        <translation>اعرض من يجوز لهم ذلك بواسطة &quot;mailboatctl users list&quot;.</translation>
    </message>
    <message>
        <source>Somebody called &quot;{userName}&quot; may sign in through this primary already.</source>
        <translation>يوجد من قبل شخص باسم &quot;{userName}&quot; يجوز له تسجيل الدخول عبر هذا الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Choose another name, or change what that one may do.</source>
        <translation>اختر اسمًا آخر، أو غيّر ما يجوز لذلك الشخص فعله.</translation>
    </message>
    <message>
        <source>This cannot be taken for somebody who signs in[: {why}].</source>
        <translation>لا يمكن قبول هذا لشخص يسجّل الدخول[: {why}].</translation>
    </message>
    <message>
        <source>Correct it, and try again.</source>
        <translation>صحّحه ثم حاول من جديد.</translation>
    </message>
    <message>
        <source>The program at site {site} needs &quot;{field}&quot;, which this record does not have.</source>
        <translation>يحتاج البرنامج في الموقع {site} إلى «{field}»، وهذا السجل لا يحتوي عليه.</translation>
    </message>
    <message>
        <source>Correct it at the site that sent it: it is sent as soon as it has that.</source>
        <translation>صحّحه في الموقع الذي أرسله: يُرسَل حالما يحتوي عليه.</translation>
    </message>
    <message>
        <source>the time zone of sites whose row names none, as in Pacific/Auckland, or nothing for that of this machine</source>
        <translation>المنطقة الزمنية للمواقع التي لا يسمي صفها واحدة، مثل Pacific/Auckland، أو لا شيء لمنطقة هذا الجهاز</translation>
    </message>
    <message>
        <source>Program: what last called as that satellite, and its version. A satellite that goes over to another program starts there from nothing, and gets everything again.</source>
        <translation>البرنامج: ما اتصل آخر مرة باسم ذلك الموقع التابع، وإصداره. الموقع التابع الذي ينتقل إلى برنامج آخر يبدأ فيه من لا شيء ويستلم كل شيء من جديد.</translation>
    </message>
    <message>
        <source>Makes a new datafile that only its owner can read; one that is there already is refused (exit status 2) and left alone. The code given with --code, --code-file or MAILBOAT_CODE becomes the first authorisation code, with the label &quot;first&quot;. Without one a code is made and printed once: write it down, nobody can show it again.
With --test it is a datafile for trying things on, which says so wherever it is shown, and from which &quot;serve --test-endpoints&quot; may serve: never put real data into one.
JSON: {&quot;datafile&quot;, &quot;code&quot;, &quot;test&quot;}; code is null where it was given.</source>
        <translation>ينشئ ملف بيانات جديدًا لا يقرؤه إلا صاحبه؛ وإذا كان هناك ملف موجود فيُرفض الأمر (حالة الخروج 2) ويُترك الملف كما هو. والرمز المعطى مع --code أو --code-file أو MAILBOAT_CODE يصبح أول رمز تفويض، وتسميته &quot;first&quot;. وبدونه يُنشأ رمز ويُعرض مرة واحدة: اكتبه عندك، فلن يستطيع أحد عرضه من جديد.
ومع --test يكون ملف بيانات للتجربة، يقول ذلك حيثما عُرض، ويمكن أن يخدم منه &quot;serve --test-endpoints&quot;: لا تضع فيه بيانات حقيقية أبدًا.
JSON: {&quot;datafile&quot;, &quot;code&quot;, &quot;test&quot;}؛ وقيمة code هي null إذا أُعطي الرمز.</translation>
    </message>
    <message>
        <source>A datafile for trying things on, never for real data</source>
        <translation>ملف بيانات للتجربة، لا للبيانات الحقيقية أبدًا</translation>
    </message>
    <message>
        <source>Also let sites of the list make sites and change records as the primary, for test suites: only on this machine, and only from a datafile made by &quot;init --test&quot;</source>
        <translation>السماح أيضًا لمواقع القائمة بإنشاء مواقع وبتغيير السجلات مثل الموقع الرئيسي، لمجموعات الاختبار: على هذا الجهاز فقط، ومن ملف بيانات أنشأه &quot;init --test&quot; فقط</translation>
    </message>
    <message>
        <source>Only for tests</source>
        <translation>للتجربة فقط</translation>
    </message>
    <message>
        <source>JSON: an array; the keys of a person are name, userId (what records name the person by), firstName, lastName, email, language, active and stores, an array of {&quot;store&quot;,&quot;default&quot;,&quot;permissions&quot;}; null where there is none. Passwords are never shown, nor what is kept of them.</source>
        <translation>JSON: مصفوفة؛ مفاتيح الشخص هي name وuserId (ما تسمّيه به السجلات) وfirstName وlastName وemail وlanguage وactive وstores، وهي مصفوفة من {&quot;store&quot;,&quot;default&quot;,&quot;permissions&quot;}؛ وتكون null حيث لا توجد قيمة. ولا تُعرض كلمات المرور أبدًا ولا ما يُحفظ منها.</translation>
    </message>
    <message>
        <source>Show or change who may sign in at the sites</source>
        <translation>عرض من يجوز لهم تسجيل الدخول في المواقع أو تغييرهم</translation>
    </message>
    <message>
        <source>At a primary: people who use Open mSupply or mSupply Mobile at its sites. They sign in there with a name and a password, and the program asks this primary about both, by https or on this machine alone. Without a command of its own it lists them. What changes the list needs an authorisation code.</source>
        <translation>في الموقع الرئيسي: الأشخاص الذين يستخدمون Open mSupply أو mSupply Mobile في مواقعه. يسجّلون الدخول هناك باسم وكلمة مرور، ويسأل البرنامج هذا الموقع الرئيسي عنهما عبر https أو على هذا الجهاز وحده. وبدون أمر فرعي يسردهم. وما يغيّر القائمة يحتاج إلى رمز تفويض.</translation>
    </message>
    <message>
        <source>List the people, by name</source>
        <translation>سرد الأشخاص حسب الاسم</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>الاسم الأول</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>اسم العائلة</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>نشط</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>المخازن</translation>
    </message>
    <message>
        <source>Add and change people from a CSV file</source>
        <translation>إضافة أشخاص وتغييرهم من ملف CSV</translation>
    </message>
    <message>
        <source>With the header %1, in any order; all but name and password may be missing. Stores are IDs with blanks between them, to which the permissions of the row apply. Who is there already is changed, and an empty field leaves what was there. All rows are taken or none; every bad row is named with its line and the reason. Hashing thousands of passwords takes a while, which is shown; Ctrl-C ends it with nothing taken. Needs an authorisation code. JSON: {&quot;ok&quot;:true}.</source>
        <translation>مع الترويسة %1 بأي ترتيب؛ ويجوز أن يغيب كل شيء عدا name وpassword. والمخازن معرّفات بينها فراغات، وتسري عليها صلاحيات الصف. يُغيَّر من كان موجودًا، والحقل الفارغ يبقي ما كان. تُقبل كل الصفوف أو لا يُقبل شيء منها؛ ويُذكر كل صف سيئ برقم سطره والسبب. تجزئة آلاف كلمات المرور تستغرق وقتًا ويُعرض تقدمها؛ والضغط على Ctrl-C ينهيها دون أن يُقبل شيء. يحتاج إلى رمز تفويض. JSON: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Name that the person signs in by</source>
        <translation>الاسم الذي يسجّل به الشخص الدخول</translation>
    </message>
    <message>
        <source>Needs an authorisation code. JSON: {&quot;ok&quot;:true}.</source>
        <translation>يحتاج إلى رمز تفويض. JSON: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>Permissions have commas between them: sets (%1; %2 where nothing is said), the numbers from 1 to %3 that mSupply gives them, or names; a - before one takes it away again, as in &quot;all,-server-administration&quot;. The names, of those that Open mSupply heeds:
%4.</source>
        <translation>بين الصلاحيات فواصل: مجموعات (%1؛ و%2 حيث لا يُذكر شيء)، أو الأرقام من 1 إلى %3 التي يعطيها mSupply لها، أو أسماء؛ وعلامة - قبل الصلاحية تنزعها، مثل &quot;all,-server-administration&quot;. وأسماء ما يراعيه Open mSupply منها:
%4.</translation>
    </message>
    <message>
        <source>File with the person&apos;s password in its first line; - is standard input</source>
        <translation>ملف يحوي سطره الأول كلمة مرور الشخص؛ و - تعني الدخل القياسي</translation>
    </message>
    <message>
        <source>A store where the person may sign in, by its ID, and what may be done there; may stand there several times</source>
        <translation>مخزن يجوز للشخص تسجيل الدخول فيه، بمعرّفه، وما يجوز له فعله هناك؛ ويجوز ذكره عدة مرات</translation>
    </message>
    <message>
        <source>What may be done in stores for which nothing else is said</source>
        <translation>ما يجوز فعله في المخازن التي لم يُذكر لها غير ذلك</translation>
    </message>
    <message>
        <source>The one of them that is shown first</source>
        <translation>المخزن الذي يُعرض منها أولًا</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>عنوان البريد الإلكتروني</translation>
    </message>
    <message>
        <source>Language of the program there: %1</source>
        <translation>لغة البرنامج هناك: %1</translation>
    </message>
    <message>
        <source>ID that records name the person by; without it that of the record that has this name, else a new one</source>
        <translation>المعرّف الذي تسمّي به السجلات الشخص؛ وبدونه معرّف السجل الذي يحمل هذا الاسم، وإلا فمعرّف جديد</translation>
    </message>
    <message>
        <source>Let somebody sign in at the sites</source>
        <translation>السماح لشخص بتسجيل الدخول في المواقع</translation>
    </message>
    <message>
        <source>At a site the person gets into those of the stores that are active there. Without --password-file a terminal is asked.</source>
        <translation>في الموقع يدخل الشخص إلى ما هو نشط هناك من المخازن. وبدون --password-file يُسأل في الطرفية.</translation>
    </message>
    <message>
        <source>Change somebody who may sign in at the sites</source>
        <translation>تغيير شخص يجوز له تسجيل الدخول في المواقع</translation>
    </message>
    <message>
        <source>What is not named stays as it is; --store adds a store, or changes what may be done there, and --permissions without it those of all the person&apos;s stores. What programs at the sites keep of a password lasts there until they reach this primary.</source>
        <translation>ما لم يُذكر يبقى كما هو؛ و--store يضيف مخزنًا أو يغيّر ما يجوز فعله فيه، و--permissions بدونه يغيّر صلاحيات كل مخازن الشخص. وما تحفظه برامج المواقع من كلمة مرور يبقى صالحًا هناك إلى أن تصل إلى هذا الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>الاسم الجديد</translation>
    </message>
    <message>
        <source>A store where the person may no more sign in</source>
        <translation>مخزن لم يعد يجوز للشخص تسجيل الدخول فيه</translation>
    </message>
    <message>
        <source>Whether the person may sign in at all</source>
        <translation>هل يجوز للشخص تسجيل الدخول أصلًا</translation>
    </message>
    <message>
        <source>Let somebody no more sign in at the sites</source>
        <translation>منع شخص من تسجيل الدخول في المواقع</translation>
    </message>
    <message>
        <source>A site that cannot reach this primary goes on letting in whom it has let in before.</source>
        <translation>الموقع الذي لا يستطيع الوصول إلى هذا الموقع الرئيسي يواصل إدخال من أدخله من قبل.</translation>
    </message>
    <message>
        <source>Password of the person: </source>
        <translation>كلمة مرور الشخص: </translation>
    </message>
    <message>
        <source>there is no permission &quot;%1&quot;</source>
        <translation>لا توجد صلاحية &quot;%1&quot;</translation>
    </message>
    <message>
        <source>the value of %1 is %2</source>
        <translation>قيمة %1 هي %2</translation>
    </message>
    <message>
        <source>A request this large is read only from an address at which the site has signed in within the hour[; others may have {limit}].</source>
        <translation>لا يُقرأ طلب بهذا الحجم إلا من عنوان سجّل الموقع الدخول منه خلال الساعة الأخيرة[؛ ولغيره {limit}].</translation>
    </message>
    <message>
        <source>The primary has no room for further files[: {limit} are all that it keeps].</source>
        <translation>لا مكان لدى الموقع الرئيسي لملفات أخرى[: {limit} هو كل ما يحتفظ به].</translation>
    </message>
    <message>
        <source>Test endpoints are served: any site of the list may make sites and change every record.</source>
        <translation>نقاط الاختبار متاحة: يمكن لأي موقع في القائمة أن ينشئ مواقع وأن يغيّر كل سجل.</translation>
    </message>
    <message>
        <source>This datafile is for trying things on, never for real data.</source>
        <translation>ملف البيانات هذا للتجربة، لا للبيانات الحقيقية أبدًا.</translation>
    </message>
    <message>
        <source>The permissions name one that there is not: &quot;mailboatctl users add --help&quot; lists them.</source>
        <translation>تسمّي الصلاحيات واحدة لا وجود لها: يسردها &quot;mailboatctl users add --help&quot;.</translation>
    </message>
    <message>
        <source>the list of people</source>
        <translation>قائمة الأشخاص</translation>
    </message>
    <message>
        <source>The name stands in the file twice.</source>
        <translation>الاسم مذكور مرتين في الملف.</translation>
    </message>
    <message>
        <source>the URL of an Open mSupply central server beside this primary, or nothing</source>
        <translation>عنوان URL لخادم Open mSupply مركزي بجانب هذا الموقع الرئيسي، أو لا شيء</translation>
    </message>
    <message>
        <source>a name or an address is longer than %1 characters, or has some that cannot be seen</source>
        <translation>اسم أو عنوان أطول من %1 حرفًا، أو فيه حروف لا تُرى</translation>
    </message>
    <message>
        <source>the person may not sign in at store %1</source>
        <translation>لا يجوز للشخص تسجيل الدخول في المخزن %1</translation>
    </message>
    <message>
        <source>a password is needed</source>
        <translation>كلمة المرور لازمة</translation>
    </message>
    <message>
        <source>the language is none of %1</source>
        <translation>اللغة ليست واحدة من %1</translation>
    </message>
    <message>
        <source>its ID is none that a record may have</source>
        <translation>معرّفه ليس مما يجوز أن يكون لسجل</translation>
    </message>
    <message>
        <source>the ID belongs to %1</source>
        <translation>المعرّف يعود إلى %1</translation>
    </message>
    <message>
        <source>people who sign in at the sites are kept at the primary</source>
        <translation>الأشخاص الذين يسجّلون الدخول في المواقع محفوظون في الموقع الرئيسي</translation>
    </message>
    <message>
        <source>a record of another table has the same ID</source>
        <translation>لسجل في جدول آخر المعرّف نفسه</translation>
    </message>
    <message>
        <source>Somebody may sign in at the sites</source>
        <translation>أصبح يجوز لشخص تسجيل الدخول في المواقع</translation>
    </message>
    <message>
        <source>Somebody who signs in at the sites was changed</source>
        <translation>غُيّر شخص يسجّل الدخول في المواقع</translation>
    </message>
    <message>
        <source>Somebody may no more sign in at the sites</source>
        <translation>لم يعد يجوز لشخص تسجيل الدخول في المواقع</translation>
    </message>
    <message>
        <source>Many wrong passwords for somebody who signs in at the sites came from one address</source>
        <translation>وردت من عنوان واحد كلمات مرور خاطئة كثيرة لشخص يسجّل الدخول في المواقع</translation>
    </message>
    <message>
        <source>May omit hardware ID</source>
        <translation>قد لا يذكر معرّف الجهاز</translation>
    </message>
    <message>
        <source>Open mSupply central</source>
        <translation>Open mSupply المركزي</translation>
    </message>
    <message>
        <source>May omit hardware ID: for a tool that has none. Once a machine is recorded, that satellite may go on without naming it.</source>
        <translation>قد لا يذكر معرّف الجهاز: لأداة ليس لها معرّف. بعد تسجيل جهاز يجوز لهذا الموقع الفرعي أن يواصل دون أن يسميه.</translation>
    </message>
    <message>
        <source>Open mSupply central: marks the one site that is an Open mSupply central server. It may write the patients and their records of every site.</source>
        <translation>Open mSupply المركزي: علامة على الموقع الوحيد الذي هو خادم Open mSupply مركزي. يجوز له كتابة مرضى جميع المواقع وسجلاتهم.</translation>
    </message>
    <message>
        <source>Time zone: where that satellite&apos;s clock stands, such as Pacific/Auckland; empty, where the primary&apos;s does. mSupply Mobile needs it for its dates to stay the same day.</source>
        <translation>المنطقة الزمنية: حيث توجد ساعة هذا الموقع الفرعي، مثل Pacific/Auckland؛ وإذا تُركت فارغة فحيث توجد ساعة الموقع الرئيسي. يحتاج إليها mSupply Mobile كي تبقى تواريخه في اليوم نفسه.</translation>
    </message>
    <message>
        <source>This primary answers its sites, but not every record could be taken or passed on.</source>
        <translation>هذا الموقع الرئيسي يجيب مواقعه، لكن تعذر قبول بعض السجلات أو تسليمها.</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>النسخ</translation>
    </message>
    <message>
        <source>Copy the datafile while everything runs</source>
        <translation>نسخ ملف البيانات وكل شيء يعمل</translation>
    </message>
    <message>
        <source>The new file, or the folder for it</source>
        <translation>الملف الجديد، أو المجلد الذي يوضع فيه</translation>
    </message>
    <message>
        <source>Take a backup as the datafile</source>
        <translation>أخذ نسخة احتياطية ملفًا للبيانات</translation>
    </message>
    <message>
        <source>The backup</source>
        <translation>النسخة الاحتياطية</translation>
    </message>
    <message>
        <source>Do not ask</source>
        <translation>بلا سؤال</translation>
    </message>
    <message>
        <source>Put this backup in the place of the datafile %1, which is kept?</source>
        <translation>أتوضع هذه النسخة الاحتياطية مكان ملف البيانات %1 مع الاحتفاظ به؟</translation>
    </message>
    <message>
        <source>The datafile %1 is that of the backup now.</source>
        <translation>ملف البيانات %1 هو الآن ملف النسخة الاحتياطية.</translation>
    </message>
    <message>
        <source>What was there before is kept as %1.</source>
        <translation>ما كان هناك من قبل محفوظ باسم %1.</translation>
    </message>
    <message>
        <source>The code &quot;%1&quot; opens nothing any more.</source>
        <translation>الرمز «%1» لم يعد يفتح شيئًا.</translation>
    </message>
    <message>
        <source>Waiting for the key ring. It may ask on the screen to be unlocked; Ctrl-C gives up.</source>
        <translation>في انتظار حلقة المفاتيح. قد تطلب على الشاشة أن تُفتح؛ وCtrl-C يتخلى عن ذلك.</translation>
    </message>
    <message>
        <source>There is no key yet. One is made where a password is kept.</source>
        <translation>لا يوجد مفتاح بعد. يُنشأ واحد حين تُحفظ كلمة مرور.</translation>
    </message>
    <message>
        <source>The key that passwords are sealed with is in the file %1.</source>
        <translation>المفتاح الذي تُختم به كلمات المرور موجود في الملف %1.</translation>
    </message>
    <message>
        <source>The key that passwords are sealed with is in this desktop&apos;s key ring.</source>
        <translation>المفتاح الذي تُختم به كلمات المرور موجود في حلقة مفاتيح سطح المكتب هذا.</translation>
    </message>
    <message>
        <source>Where the key is kept that passwords are sealed with</source>
        <translation>أين يُحفظ المفتاح الذي تُختم به كلمات المرور</translation>
    </message>
    <message>
        <source>A password that has to be sent later is kept sealed, with a key of yours on this machine. The key lies in a file that you alone may read, or, where you want that, in your desktop&apos;s key ring. A service that starts before you sign in cannot read it there: a satellite&apos;s stops with &quot;password-needed&quot;, a primary&apos;s proves each password slowly once after each start. Needs neither a datafile nor a code. JSON: {&quot;place&quot;:&quot;none&quot;|&quot;file&quot;|&quot;key-ring&quot;,&quot;path&quot;,&quot;error&quot;}.</source>
        <translation>كلمة المرور التي يجب إرسالها لاحقًا تُحفظ مختومة بمفتاح لك على هذا الجهاز. والمفتاح في ملف لا يقرؤه غيرك، أو، إن أردت ذلك، في حلقة مفاتيح سطح مكتبك. والخدمة التي تبدأ قبل أن تسجّل الدخول لا تستطيع قراءته هناك: خدمة الموقع الفرعي تتوقف مع «password-needed»، وخدمة الموقع الرئيسي تتحقق من كل كلمة مرور ببطء مرة واحدة بعد كل بدء. لا يحتاج إلى ملف بيانات ولا إلى رمز. JSON: {&quot;place&quot;:&quot;none&quot;|&quot;file&quot;|&quot;key-ring&quot;,&quot;path&quot;,&quot;error&quot;}.</translation>
    </message>
    <message>
        <source>Move the key into this desktop&apos;s key ring</source>
        <translation>انقل المفتاح إلى حلقة مفاتيح سطح المكتب هذا</translation>
    </message>
    <message>
        <source>Move the key back into the file</source>
        <translation>أعد المفتاح إلى الملف</translation>
    </message>
    <message>
        <source>The same, and where the key ring does not give the key, make a new one: passwords have to be entered again</source>
        <translation>مثل ذلك، وحيث لا تعطي حلقة المفاتيح المفتاح يُنشأ مفتاح جديد: وعندئذ يجب إدخال كلمات المرور من جديد</translation>
    </message>
    <message>
        <source>It is a new one. Enter the password again, in the row of the primary, and that of the proxy where it has one.</source>
        <translation>إنه مفتاح جديد. أدخل كلمة المرور من جديد، في صف الموقع الرئيسي، وكلمة مرور الوكيل إن كانت له واحدة.</translation>
    </message>
    <message>
        <source>Refused: %1. %2</source>
        <translation>رُفض: %1. %2</translation>
    </message>
    <message>
        <source>Number %1 has left the quarantine.</source>
        <translation>خرج الرقم %1 من الحجر.</translation>
    </message>
    <message>
        <source>The data are one JSON object: what stands under recordData in a line of &quot;records get&quot;, not the line. Data that are no JSON, and records that this site may not change, are refused (exit status 2). JSON: {&quot;ok&quot;:true}.</source>
        <translation>البيانات كائن JSON واحد: ما يقع تحت recordData في سطر من &quot;records get&quot;، لا السطر كله. وتُرفض البيانات التي ليست JSON، والسجلات التي لا يجوز لهذا الموقع تغييرها (حالة الخروج 2). JSON: {&quot;ok&quot;:true}.</translation>
    </message>
    <message>
        <source>nothing came from standard input, which they are read from</source>
        <translation>لم يأت شيء من الإدخال القياسي الذي تُقرأ منه</translation>
    </message>
    <message>
        <source>%1 is in %2 now.</source>
        <translation>%1 موجود الآن في %2.</translation>
    </message>
    <message>
        <source>%1 is gone from %2.</source>
        <translation>%1 لم يعد في %2.</translation>
    </message>
    <message>
        <source>The site with Sync ID %1 runs %2 and cannot be asked: of its records %3 are known here. Newer ones are missing until it initialises anew, by which it loses what it alone holds.</source>
        <translation>الموقع ذو معرّف المزامنة %1 يشغّل %2 ولا يمكن أن يُطلب منه شيء: المعروف هنا من سجلاته %3. وما هو أحدث منها ناقص إلى أن يُهيَّأ الموقع من جديد، فيفقد بذلك ما لا يوجد عند غيره.</translation>
    </message>
    <message>
        <source>The datafile goes on on this machine. On the one where it was before nobody may synchronise with it any more.</source>
        <translation>يستمر ملف البيانات على هذا الجهاز. ولا يجوز لأحد أن يزامن به بعد الآن على الجهاز الذي كان عليه من قبل.</translation>
    </message>
    <message>
        <source>Say how a restored or moved datafile goes on</source>
        <translation>تحديد كيف يستمر ملف بيانات مستعاد أو منقول</translation>
    </message>
    <message>
        <source>How it goes on</source>
        <translation>كيف يستمر</translation>
    </message>
    <message>
        <source>Go on so?</source>
        <translation>أيستمر هكذا؟</translation>
    </message>
    <message>
        <source>Synchronisation goes on.</source>
        <translation>تستمر المزامنة.</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>آخر نسخة احتياطية</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>النسخ الاحتياطي</translation>
    </message>
    <message>
        <source>%1 may sign in now.</source>
        <translation>يمكن لـ %1 تسجيل الدخول الآن.</translation>
    </message>
    <message>
        <source>%1 may no more sign in.</source>
        <translation>لم يعد يمكن لـ %1 تسجيل الدخول.</translation>
    </message>
    <message>
        <source>The backup[ {path}] could not be written[: {why}].</source>
        <translation>تعذرت كتابة النسخة الاحتياطية[ {path}][: {why}].</translation>
    </message>
    <message>
        <source>See that the folder is there, that you may write there and that it has room, then try again. No half file was left.</source>
        <translation>تأكد من وجود المجلد ومن أنك تستطيع الكتابة فيه ومن أن فيه متسعًا، ثم حاول من جديد. لم يُترك أي ملف ناقص.</translation>
    </message>
    <message>
        <source>The backup[ {path}] is no whole datafile[: {why}].</source>
        <translation>النسخة الاحتياطية[ {path}] ليست ملف بيانات كاملًا[: {why}].</translation>
    </message>
    <message>
        <source>Take another backup. What was there before was not touched.</source>
        <translation>خذ نسخة احتياطية أخرى. ما كان هناك من قبل لم يُمس.</translation>
    </message>
    <message>
        <source>No backup has been made for long[: none in {path}][ since {since}].</source>
        <translation>لم تُؤخذ نسخة احتياطية منذ زمن طويل[: لا شيء في {path}][ منذ {since}].</translation>
    </message>
    <message>
        <source>&quot;{value}&quot; cannot be the URL of a server[: {why}].</source>
        <translation>لا يمكن أن يكون «{value}» عنوان URL لخادم[: {why}].</translation>
    </message>
    <message>
        <source>Enter http:// or https://, the name or address of the server and, where it has one, the port; nothing more.</source>
        <translation>أدخل http:// أو https:// ثم اسم الخادم أو عنوانه، والمنفذ إن كان له منفذ؛ ولا شيء غير ذلك.</translation>
    </message>
    <message>
        <source>Enter the address of the primary. Its administrator knows it.[ The preference &quot;{name}&quot; names another machine, or nothing where there is none.]</source>
        <translation>أدخل عنوان الموقع الرئيسي. مديره يعرفه.[ والتفضيل «{name}» يسمّي جهازًا آخر، أو لا شيء إن لم يوجد.]</translation>
    </message>
    <message>
        <source>There is no such record[: {id} in {table}][: number {number} of the quarantine].</source>
        <translation>لا يوجد سجل كهذا[: {id} في {table}][: الرقم {number} من الحجر].</translation>
    </message>
    <message>
        <source>Check what was typed, capital letters included[; &quot;{list}&quot; shows those there are].</source>
        <translation>تحقق مما كُتب، والحروف الكبيرة أيضًا[؛ و«{list}» يعرض الموجود منها].</translation>
    </message>
    <message>
        <source>The primary is an older copy than this site knows: it was restored from a backup[ (known here: {known}, found there: {found})].</source>
        <translation>الموقع الرئيسي نسخة أقدم مما يعرفه هذا الموقع: فقد استُعيد من نسخة احتياطية[ (المعروف هنا: {known}، والموجود هناك: {found})].</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator has to choose what happens, there; until then nothing is sent or fetched, and nothing is lost here.</source>
        <translation>على مدير الموقع الرئيسي أن يختار هناك ما يحدث؛ وحتى ذلك الحين لا يُرسل شيء ولا يُجلب، ولا يضيع هنا شيء.</translation>
    </message>
    <message>
        <source>This site&apos;s datafile is an older copy than the primary knows[ (known there: {known}, found here: {found})].</source>
        <translation>ملف بيانات هذا الموقع نسخة أقدم مما يعرفه الموقع الرئيسي[ (المعروف هناك: {known}، والموجود هنا: {found})].</translation>
    </message>
    <message>
        <source>The primary was restored from a backup, or is another copy than before.</source>
        <translation>استُعيد الموقع الرئيسي من نسخة احتياطية، أو هو نسخة غير السابقة.</translation>
    </message>
    <message>
        <source>This primary is an older copy than the site with Sync ID {syncId} knows[ (known there: {known}, found here: {found})].</source>
        <translation>هذا الموقع الرئيسي نسخة أقدم مما يعرفه الموقع ذو معرّف المزامنة {syncId}[ (المعروف هناك: {known}، والموجود هنا: {found})].</translation>
    </message>
    <message>
        <source>The datafile of the site with Sync ID {syncId} is an older copy[ (known here: {known}, found there: {found})].</source>
        <translation>ملف بيانات الموقع ذي معرّف المزامنة {syncId} نسخة أقدم[ (المعروف هنا: {known}، والموجود هناك: {found})].</translation>
    </message>
    <message>
        <source>Whoever runs that site has to choose what happens, there.</source>
        <translation>على من يشغّل ذلك الموقع أن يختار هناك ما يحدث.</translation>
    </message>
    <message>
        <source>Two machines synchronise as the site with Sync ID {syncId}.</source>
        <translation>يتزامن جهازان باسم الموقع ذي معرّف المزامنة {syncId}.</translation>
    </message>
    <message>
        <source>This datafile was used on another machine before; it may be a copy.</source>
        <translation>استُخدم ملف البيانات هذا من قبل على جهاز آخر؛ وقد يكون نسخة.</translation>
    </message>
    <message>
        <source>If the site has moved to this machine, choose &quot;keep this&quot; in the window or with &quot;mailboatctl recover&quot;. A copy to try things on must not synchronise.</source>
        <translation>إذا انتقل الموقع إلى هذا الجهاز فاختر إبقاءه هنا، في النافذة أو بالأمر &quot;mailboatctl recover&quot;. ولا يجوز أن تتزامن نسخة للتجربة.</translation>
    </message>
    <message>
        <source>This datafile was restored from a backup and waits to be confirmed.</source>
        <translation>استُعيد ملف البيانات هذا من نسخة احتياطية وينتظر التأكيد.</translation>
    </message>
    <message>
        <source>Initialise that site anew. If others show such positions too, this primary may be an older copy.</source>
        <translation>هيّئ ذلك الموقع من جديد. وإذا أظهرت مواقع أخرى مواضع كهذه أيضًا فقد يكون هذا الموقع الرئيسي نسخة أقدم.</translation>
    </message>
    <message>
        <source>no site of the list has this name</source>
        <translation>لا موقع في القائمة بهذا الاسم</translation>
    </message>
    <message>
        <source>its password was wrong</source>
        <translation>كانت كلمة مروره خاطئة</translation>
    </message>
    <message>
        <source>too many wrong passwords came for it</source>
        <translation>جاءت له كلمات مرور خاطئة كثيرة جدًا</translation>
    </message>
    <message>
        <source>it called from another machine, or named none</source>
        <translation>اتصل من جهاز آخر، أو لم يسمِّ جهازًا</translation>
    </message>
    <message>
        <source>no store is active on it</source>
        <translation>لا مخزن نشط فيه</translation>
    </message>
    <message>
        <source>its program speaks a version that is not taken here</source>
        <translation>يتكلم برنامجه نسخة غير مقبولة هنا</translation>
    </message>
    <message>
        <source>Have the name corrected where it was entered, or add the site to the list.</source>
        <translation>اطلب تصحيح الاسم حيث أُدخل، أو أضف الموقع إلى القائمة.</translation>
    </message>
    <message>
        <source>Where its machine was replaced, let the new one in with &quot;mailboatctl peers clear-hardware %1&quot;; where it was not, somebody else has its password.</source>
        <translation>إن استُبدل جهازه فاسمح للجديد بالأمر &quot;mailboatctl peers clear-hardware %1&quot;؛ وإلا فإن غيره يملك كلمة مروره.</translation>
    </message>
    <message>
        <source>Make a store active on site %1.</source>
        <translation>اجعل مخزنًا نشطًا في الموقع %1.</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: this datafile is an older copy, and somebody has to choose how it goes on.</source>
        <translation>توقفت المزامنة: ملف البيانات هذا نسخة أقدم، وعلى أحد أن يختار كيف يستمر.</translation>
    </message>
    <message>
        <source>yes: this datafile is an older copy; &quot;mailboatctl recover&quot; says how it goes on</source>
        <translation>نعم: ملف البيانات هذا نسخة أقدم؛ والأمر «mailboatctl recover» يحدد كيف يستمر</translation>
    </message>
    <message>
        <source>yes: the primary is an older copy than a site has seen; &quot;mailboatctl recover --choice collect&quot; at the primary says how it goes on</source>
        <translation>نعم: الموقع الرئيسي نسخة أقدم مما رآه أحد المواقع؛ والأمر «mailboatctl recover --choice collect» على الموقع الرئيسي يحدد كيف يستمر</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: this datafile was used on another machine before, and may be a copy.</source>
        <translation>توقفت المزامنة: استُخدم ملف البيانات هذا من قبل على جهاز آخر، وقد يكون نسخة.</translation>
    </message>
    <message>
        <source>yes: this datafile was used on another machine before; &quot;mailboatctl recover --choice keep-this&quot; keeps it here</source>
        <translation>نعم: استُخدم ملف البيانات هذا من قبل على جهاز آخر؛ والأمر &quot;mailboatctl recover --choice keep-this&quot; يبقيه هنا</translation>
    </message>
    <message>
        <source>test endpoints are a primary&apos;s, and this site is a satellite</source>
        <translation>عناوين الاختبار لموقع رئيسي، وهذا الموقع فرعي</translation>
    </message>
    <message>
        <source>that is the datafile itself</source>
        <translation>هذا هو ملف البيانات نفسه</translation>
    </message>
    <message>
        <source>%1 is for a primary, and this site is a satellite</source>
        <translation>%1 لموقع رئيسي، وهذا الموقع فرعي</translation>
    </message>
    <message>
        <source>the preference &quot;%1&quot;</source>
        <translation>التفضيل «%1»</translation>
    </message>
    <message>
        <source>what was said of the site in the list</source>
        <translation>ما قيل عن الموقع في القائمة</translation>
    </message>
    <message>
        <source>the full path of a folder for daily backups, as in /media/backup/mailboat, or nothing</source>
        <translation>المسار الكامل لمجلد النسخ الاحتياطية اليومية، مثل ‎/media/backup/mailboat، أو لا شيء</translation>
    </message>
    <message>
        <source>there is no store &quot;%1&quot; here</source>
        <translation>لا يوجد هنا مخزن «%1»</translation>
    </message>
    <message>
        <source>this is a whole line as &quot;records get&quot; and &quot;records export&quot; write it: give only what stands in it under recordData, or the line to &quot;records import&quot;</source>
        <translation>هذا سطر كامل كما يكتبه &quot;records get&quot; و&quot;records export&quot;: أعط فقط ما يقع فيه تحت recordData، أو أعط السطر للأمر &quot;records import&quot;</translation>
    </message>
    <message>
        <source>this datafile was used on another machine before: the choice is keep-this</source>
        <translation>استُخدم ملف البيانات هذا من قبل على جهاز آخر: الخيار هو keep-this</translation>
    </message>
    <message>
        <source>this datafile is on its own machine</source>
        <translation>ملف البيانات هذا على جهازه</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is for a primary</source>
        <translation>&quot;%1&quot; للموقع الرئيسي</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is for a satellite</source>
        <translation>&quot;%1&quot; لموقع تابع</translation>
    </message>
    <message>
        <source>it does not answer, or waits for somebody to unlock it</source>
        <translation>لا تجيب، أو تنتظر من يفتحها</translation>
    </message>
    <message>
        <source>what stands in its entry is no key</source>
        <translation>ما في مدخلها ليس مفتاحًا</translation>
    </message>
    <message>
        <source>the key is not found in it</source>
        <translation>لا يوجد المفتاح فيها</translation>
    </message>
    <message>
        <source>it is locked</source>
        <translation>هي مقفلة</translation>
    </message>
    <message>
        <source>it refuses</source>
        <translation>هي ترفض</translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation>لا تجيب</translation>
    </message>
    <message>
        <source>another key stands in its entry</source>
        <translation>في مدخلها مفتاح آخر</translation>
    </message>
    <message>
        <source>it was used on another machine before, and nobody has said yet that it goes on here</source>
        <translation>استُخدم من قبل على جهاز آخر، ولم يقل أحد بعد إنه يستمر هنا</translation>
    </message>
    <message>
        <source>it was restored from a backup, and nobody has said yet how it goes on</source>
        <translation>استُعيد من نسخة احتياطية، ولم يقل أحد بعد كيف يستمر</translation>
    </message>
    <message>
        <source>its folder is not there</source>
        <translation>مجلدها غير موجود</translation>
    </message>
    <message>
        <source>Key for passwords…: passwords are kept sealed with a key of yours on this machine, in a file that you alone may read. Here it moves into the desktop&apos;s key ring, which is open while you are signed in, or back.</source>
        <translation>مفتاح كلمات المرور…: تُحفظ كلمات المرور مختومة بمفتاح لك على هذا الجهاز، في ملف لا يقرؤه غيرك. ومن هنا يُنقل إلى حلقة مفاتيح سطح المكتب، وهي مفتوحة ما دمت مسجّل الدخول، أو يُعاد منها.</translation>
    </message>
    <message>
        <source>A call to this primary was refused</source>
        <translation>رُفض اتصال بهذا الموقع الرئيسي</translation>
    </message>
    <message>
        <source>A site has seen more of this primary than it has</source>
        <translation>رأى أحد المواقع من هذا الموقع الرئيسي أكثر مما فيه</translation>
    </message>
    <message>
        <source>The datafile of a site is an older copy</source>
        <translation>ملف بيانات أحد المواقع نسخة أقدم</translation>
    </message>
    <message>
        <source>Two machines synchronise as one site</source>
        <translation>يتزامن جهازان باسم موقع واحد</translation>
    </message>
    <message>
        <source>A site showed a position that this primary has never given</source>
        <translation>أظهر أحد المواقع موضعًا لم يعطه هذا الموقع الرئيسي قط</translation>
    </message>
    <message>
        <source>The datafile was restored from a backup</source>
        <translation>استُعيد ملف البيانات من نسخة احتياطية</translation>
    </message>
    <message>
        <source>Synchronisation has stopped until somebody chooses</source>
        <translation>توقفت المزامنة إلى أن يختار أحد</translation>
    </message>
    <message>
        <source>Synchronisation goes on</source>
        <translation>تستمر المزامنة</translation>
    </message>
    <message>
        <source>Somebody chose how synchronisation goes on</source>
        <translation>اختار أحد كيف تستمر المزامنة</translation>
    </message>
    <message>
        <source>Choose what happens with &quot;mailboatctl recover --choice collect&quot;, which asks the sites to send again all that they own.</source>
        <translation>اختر ما يحدث بالأمر «mailboatctl recover --choice collect» الذي يطلب من المواقع أن ترسل من جديد كل ما تملكه.</translation>
    </message>
    <message>
        <source>The primary is an older copy than a site has seen of it: that site stands still, and records are missing at the primary.</source>
        <translation>الموقع الرئيسي نسخة أقدم مما رآه أحد المواقع منه: ذلك الموقع متوقف، وتنقص الموقع الرئيسي سجلات.</translation>
    </message>
    <message>
        <source>Two machines synchronise as one site, which stands still.</source>
        <translation>يتزامن جهازان باسم موقع واحد، وهو متوقف.</translation>
    </message>
    <message>
        <source>The site with Sync ID {syncId} shows a position that this primary has never given[: {value}].</source>
        <translation>يُظهر الموقع ذو معرّف المزامنة {syncId} موضعًا لم يعطه هذا الموقع الرئيسي قط[: {value}].</translation>
    </message>
    <message>
        <source>This desktop&apos;s key ring cannot be used[: {why}].</source>
        <translation>لا يمكن استعمال حلقة مفاتيح سطح المكتب هذا[: {why}].</translation>
    </message>
    <message>
        <source>Sign in at the desktop and unlock its key ring, then try again. Where the key for passwords stands in it, and is gone for good, make a new one with &quot;mailboatctl key --new&quot; and enter the password again, in the row of the primary; nothing else is lost.</source>
        <translation>سجّل الدخول إلى سطح المكتب وافتح حلقة مفاتيحه، ثم حاول من جديد. وإذا كان مفتاح كلمات المرور فيها وضاع نهائيًا فأنشئ مفتاحًا جديدًا بالأمر «mailboatctl key --new» وأدخل كلمة المرور من جديد، في صف الموقع الرئيسي؛ ولا يضيع شيء آخر.</translation>
    </message>
    <message>
        <source>the backup is of the site with Sync ID %1, and the datafile here is that of Sync ID %2: name another one with --datafile</source>
        <translation>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1، وملف البيانات هنا لمعرّف المزامنة %2: سمِّ ملفًا آخر بالخيار --datafile</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 فارغ</translation>
    </message>
    <message numerus="yes">
        <source>The backup is of the site with Sync ID %1, was made on %2 and has %Ln records.</source>
        <translation>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1، أُخذت في %2، ولا سجلات فيها.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1، أُخذت في %2، وفيها سجل واحد.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1، أُخذت في %2، وفيها سجلان.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1، أُخذت في %2، وفيها %Ln سجلات.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1، أُخذت في %2، وفيها %Ln سجلًا.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1، أُخذت في %2، وفيها %Ln سجل.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The backup is of the site with Sync ID %1 (%2), was made on %3 and has %Ln records.</source>
        <translation>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1 (%2)، أُخذت في %3، ولا سجلات فيها.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1 (%2)، أُخذت في %3، وفيها سجل واحد.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1 (%2)، أُخذت في %3، وفيها سجلان.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1 (%2)، أُخذت في %3، وفيها %Ln سجلات.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1 (%2)، أُخذت في %3، وفيها %Ln سجلًا.</numerusform>
            <numerusform>النسخة الاحتياطية للموقع ذي معرّف المزامنة %1 (%2)، أُخذت في %3، وفيها %Ln سجل.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its log ends on %1.</source>
        <translation>وينتهي سجل أحداثها في %1.</translation>
    </message>
    <message>
        <source>The datafile %1 cannot be read, so nobody can tell how many of its records were never sent.</source>
        <translation>تعذرت قراءة ملف البيانات %1، فلا أحد يستطيع القول كم من سجلاته لم يُرسل قط.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records of the datafile %1 were never sent: they are in the file alone that is kept of it.</source>
        <translation>
            <numerusform>كل سجلات ملف البيانات %1 أُرسلت.</numerusform>
            <numerusform>سجل واحد من ملف البيانات %1 لم يُرسل قط: لا يوجد إلا في الملف المحفوظ منه.</numerusform>
            <numerusform>سجلان من ملف البيانات %1 لم يُرسلا قط: لا يوجدان إلا في الملف المحفوظ منه.</numerusform>
            <numerusform>%Ln سجلات من ملف البيانات %1 لم تُرسل قط: لا توجد إلا في الملف المحفوظ منه.</numerusform>
            <numerusform>%Ln سجلًا من ملف البيانات %1 لم تُرسل قط: لا توجد إلا في الملف المحفوظ منه.</numerusform>
            <numerusform>%Ln سجل من ملف البيانات %1 لم تُرسل قط: لا توجد إلا في الملف المحفوظ منه.</numerusform>
        </translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>غير موجود</translation>
    </message>
    <message>
        <source>The backup is checked as a whole and copied; it stays as it is. A datafile that is there already is kept beside the new one, as &quot;&lt;datafile&gt;.before-restore-&lt;time&gt;&quot;. Nothing is synchronised then until &quot;mailboatctl recover&quot; has said how it goes on: the others have seen more than the backup knows.
It says first what the backup is, and how many records of the datafile were never sent. At a terminal it asks.
Exit status 2 where there is no such file, or where the backup is of another site; 4 where an engine runs on the datafile, where its folder is not there, or where the backup is none or not whole: then nothing has changed.
JSON: {&quot;datafile&quot;,&quot;kept&quot; (null: there was none),&quot;syncId&quot;,&quot;userName&quot;,&quot;made&quot;,&quot;records&quot;}.</source>
        <translation>تُفحص النسخة الاحتياطية كلها وتُنسخ؛ وتبقى كما هي. وملف البيانات الموجود يُحفظ إلى جانب الجديد باسم &quot;&lt;datafile&gt;.before-restore-&lt;time&gt;&quot;. ولا يُزامن شيء بعدها إلى أن يحدد &quot;mailboatctl recover&quot; كيف يستمر: فقد رأى الآخرون أكثر مما تعرفه النسخة.
ويقول الأمر أولًا ما هي النسخة، وكم من سجلات ملف البيانات لم يُرسل قط. وفي الطرفية يسأل.
رمز الخروج 2 إن لم يوجد الملف، أو كانت النسخة الاحتياطية لموقع آخر؛ و4 إن كان محرك يعمل على ملف البيانات، أو لم يوجد مجلده، أو لم تكن النسخة الاحتياطية نسخة أو لم تكن كاملة: عندئذ لم يتغير شيء.
JSON: {&quot;datafile&quot;,&quot;kept&quot; (null: لم يكن هناك شيء),&quot;syncId&quot;,&quot;userName&quot;,&quot;made&quot;,&quot;records&quot;}.</translation>
    </message>
    <message>
        <source>The site that sent this was restored from a backup, and had sent a newer form of the record before. The newer one was kept.</source>
        <translation>الموقع الذي أرسل هذا استُعيد من نسخة احتياطية، وكان قد أرسل من قبل صيغة أحدث من السجل. وأُبقيت الأحدث.</translation>
    </message>
    <message>
        <source>The primary does not have this record any more, which was fetched from it.</source>
        <translation>لم يعد لدى الموقع الرئيسي هذا السجل الذي جُلب منه.</translation>
    </message>
    <message>
        <source>it was changed while it was read</source>
        <translation>تغيرت أثناء قراءتها</translation>
    </message>
    <message>
        <source>another program has made it</source>
        <translation>أنشأها برنامج آخر</translation>
    </message>
    <message>
        <source>a change of it was broken off</source>
        <translation>انقطع تغيير فيها</translation>
    </message>
    <message>
        <source>What can be taken now leaves the quarantine; what the primary has refused by itself is sent again with the next synchronisation. At a primary this lets in joins to patients beyond a site&apos;s number a day. An older form of a record that a restored site has sent takes the newer one&apos;s place only by its number. JSON: {&quot;records&quot;:n}, how many left it. Exit status 1 where there is none of the number given.</source>
        <translation>ما يمكن قبوله الآن يخرج من الحجر، وما رفضه الموقع الرئيسي وحده يُرسل من جديد مع المزامنة التالية. وفي الموقع الرئيسي يسمح هذا بروابط المرضى التي تجاوزت العدد اليومي لموقع ما. والصيغة الأقدم لسجل أرسلها موقع مستعاد لا تحل محل الأحدث إلا برقمها. JSON: {&quot;records&quot;:n}، عدد ما خرج منه. وحالة الخروج 1 إن لم يوجد شيء بالرقم المعطى.</translation>
    </message>
    <message>
        <source>At a primary: for this site alone</source>
        <translation>في موقع رئيسي: لهذا الموقع وحده</translation>
    </message>
    <message>
        <source>A primary answers its satellites and prints &quot;listening on http://A:P&quot; when it is ready; a satellite synchronises at its interval and prints &quot;synchronising with URL every N min&quot;. Changes that other processes make to the preferences are followed. SIGTERM finishes the batch in hand, then ends with 0; Ctrl-C does the same and ends with 130. Certificate and key are taken anew when their files change, or at SIGHUP, without a connection being dropped; a pair that does not fit leaves the one before in use.
Exit status 1 where the port is in use, 4 where another engine runs on the datafile.
JSON: {&quot;event&quot;:&quot;listening&quot;,&quot;url&quot;} (and behind it, where it or a site of it stands still, {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}), {&quot;event&quot;:&quot;synchronising&quot;,&quot;url&quot;,&quot;minutes&quot;} or {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}; with --progress further lines: progress as in &quot;sync&quot;, and {&quot;event&quot;:&quot;cycle&quot;,…} with the report of each cycle.</source>
        <translation>الموقع الرئيسي يجيب مواقعه الفرعية ويطبع &quot;listening on http://A:P&quot; حين يصبح جاهزًا؛ والموقع الفرعي يتزامن كل فترة ويطبع &quot;synchronising with URL every N min&quot;. ويتبع ما تغيّره عمليات أخرى في التفضيلات. الإشارة SIGTERM تنهي الدفعة الجارية ثم تخرج بالحالة 0؛ و Ctrl-C يفعل مثل ذلك ويخرج بالحالة 130. وتؤخذ الشهادة والمفتاح من جديد حين يتغير ملفاهما أو عند الإشارة SIGHUP، بلا قطع أي اتصال؛ والزوج الذي لا يصلح يترك السابق مستعملًا.
حالة الخروج 1 إذا كان المنفذ مستعملًا، و 4 إذا كان محرّك آخر يعمل على ملف البيانات.
JSON: {&quot;event&quot;:&quot;listening&quot;,&quot;url&quot;} (وبعده، حيث يتوقف هو أو موقع من مواقعه، {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}) أو {&quot;event&quot;:&quot;synchronising&quot;,&quot;url&quot;,&quot;minutes&quot;} أو {&quot;event&quot;:&quot;waiting&quot;,&quot;blocked&quot;}؛ ومع --progress أسطر أخرى: التقدم كما في &quot;sync&quot;، و {&quot;event&quot;:&quot;cycle&quot;,…} مع تقرير كل دورة.</translation>
    </message>
    <message>
        <source>Choose what happens, in the window or with &quot;mailboatctl recover&quot;.</source>
        <translation>اختر ما يحدث، في النافذة أو بالأمر «mailboatctl recover».</translation>
    </message>
    <message>
        <source>Nothing to do, unless the older form is the right one: then try it again by its number.</source>
        <translation>لا شيء يلزم فعله، إلا إذا كانت الصيغة الأقدم هي الصحيحة: فأعد محاولتها عندئذ برقمها.</translation>
    </message>
    <message>
        <source>this primary was restored from a backup, and nobody has said yet how it goes on</source>
        <translation>استُعيد هذا الموقع الرئيسي من نسخة احتياطية، ولم يقل أحد بعد كيف يستمر</translation>
    </message>
    <message>
        <source>this primary was used on another machine before, and nobody has said yet that it goes on here</source>
        <translation>استُخدم هذا الموقع الرئيسي من قبل على جهاز آخر، ولم يقل أحد بعد إنه يستمر هنا</translation>
    </message>
    <message>
        <source>synchronisation is off at this primary</source>
        <translation>المزامنة متوقفة في هذا الموقع الرئيسي</translation>
    </message>
    <message>
        <source>two machines synchronise as this site, and the other one was chosen</source>
        <translation>يتزامن جهازان باسم هذا الموقع، وقد اختير الآخر</translation>
    </message>
    <message>
        <source>&quot;mailboatctl status&quot; says why.</source>
        <translation>الأمر «mailboatctl status» يقول لماذا.</translation>
    </message>
    <message>
        <source>Have the machine that was not chosen switched off, or removed from synchronisation. If it is the one that should go on, have &quot;fetch&quot; chosen there: the other one is stopped then.</source>
        <translation>اطلب إيقاف الجهاز الذي لم يُختر، أو إخراجه من المزامنة. وإن كان هو الذي ينبغي أن يستمر فليُختر «fetch» هناك: عندئذ يُوقف الآخر.</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: the key for the password of this site is in this desktop&apos;s key ring, which cannot be used. Once it is unlocked, synchronisation goes on by itself.</source>
        <translation>توقفت المزامنة: مفتاح كلمة مرور هذا الموقع في حلقة مفاتيح سطح المكتب هذا، ولا يمكن استعمالها. ومتى فُتحت استمرت المزامنة من تلقاء نفسها.</translation>
    </message>
    <message>
        <source>yes: the key for the password is in this desktop&apos;s key ring, which cannot be used; once it is unlocked, synchronisation goes on by itself</source>
        <translation>نعم: مفتاح كلمة المرور في حلقة مفاتيح سطح المكتب هذا، ولا يمكن استعمالها؛ ومتى فُتحت استمرت المزامنة من تلقاء نفسها</translation>
    </message>
    <message>
        <source>Synchronisation has stopped: the key for the password of this site cannot be used on this machine.</source>
        <translation>توقفت المزامنة: لا يمكن استعمال مفتاح كلمة مرور هذا الموقع على هذا الجهاز.</translation>
    </message>
    <message>
        <source>yes: the key for the password cannot be used on this machine; the last error says what helps</source>
        <translation>نعم: لا يمكن استعمال مفتاح كلمة المرور على هذا الجهاز؛ وآخر خطأ يقول ما يفيد</translation>
    </message>
    <message>
        <source>this datafile does not stand still as an older copy</source>
        <translation>ملف البيانات هذا ليس متوقفًا بوصفه نسخة أقدم</translation>
    </message>
    <message>
        <source>it cannot be told whether this copy has missed something, since one of the two ends has never said how far it has come: the choice is fetch</source>
        <translation>لا يمكن معرفة هل فات هذه النسخة شيء، لأن أحد الطرفين لم يقل قط إلى أين وصل: الخيار هو fetch</translation>
    </message>
    <message>
        <source>the primary was itself restored since this copy was made: the choice is fetch</source>
        <translation>استُعيد الموقع الرئيسي نفسه منذ أُخذت هذه النسخة: الخيار هو fetch</translation>
    </message>
    <message>
        <source>C&amp;ollect from all sites</source>
        <translation>ال&amp;جمع من كل المواقع</translation>
    </message>
    <message>
        <source>&amp;Fetch everything anew</source>
        <translation>جل&amp;ب كل شيء من جديد</translation>
    </message>
    <message>
        <source>Go on as it &amp;is</source>
        <translation>المت&amp;ابعة كما هو</translation>
    </message>
    <message>
        <source>&amp;Keep this one</source>
        <translation>الإبقاء على &amp;هذا</translation>
    </message>
    <message>
        <source>The primary is asked whether this copy has missed anything. Where it has not, nothing is fetched anew, and what waits here is sent with the next synchronisation. Records that wait: %1. Records that are here: %2.</source>
        <translation>يُسأل الموقع الرئيسي هل فات هذه النسخة شيء. فإن لم يفتها شيء فلا يُجلب شيء من جديد، ويُرسل ما ينتظر هنا مع المزامنة التالية. السجلات المنتظرة: %1. السجلات الموجودة هنا: %2.</translation>
    </message>
    <message>
        <source>--site is for a primary, which chooses for one of its sites</source>
        <translation>الخيار --site لموقع رئيسي يختار لأحد مواقعه</translation>
    </message>
    <message>
        <source>for the site with Sync ID %1, &quot;%2&quot; is chosen at that site</source>
        <translation>للموقع ذي معرّف المزامنة %1 يُختار «%2» في ذلك الموقع</translation>
    </message>
    <message>
        <source>two machines have not been seen as the site with Sync ID %1</source>
        <translation>لم يُرَ جهازان باسم الموقع ذي معرّف المزامنة %1</translation>
    </message>
    <message>
        <source>the site with Sync ID %1 is the older copy, not this primary: whoever runs it has to choose there</source>
        <translation>الموقع ذو معرّف المزامنة %1 هو النسخة الأقدم، لا هذا الموقع الرئيسي: على من يديره أن يختار هناك</translation>
    </message>
    <message>
        <source>two machines synchronise as the site with Sync ID %1: the choice is keep-this</source>
        <translation>يتزامن جهازان باسم الموقع ذي معرّف المزامنة %1: الخيار هو keep-this</translation>
    </message>
    <message>
        <source>the site with Sync ID %1 runs %2, which cannot be asked: what it has sent since the copy was made is missing here until it initialises anew, by which it loses what it alone holds</source>
        <translation>الموقع ذو معرّف المزامنة %1 يشغّل %2، ولا يمكن أن يُطلب منه شيء: ما أرسله منذ أُخذت النسخة ناقص هنا حتى يُهيَّأ من جديد، وبذلك يفقد ما ليس إلا لديه</translation>
    </message>
    <message>
        <source>Programs there: %1.</source>
        <translation>البرامج هناك: %1.</translation>
    </message>
    <message>
        <source>A backup is a copy of everything that this site holds: its records, its settings and what waits to be sent. It is made while everything goes on, and nobody has to stop working for it.</source>
        <translation>النسخة الاحتياطية نسخة من كل ما لدى هذا الموقع: سجلاته وإعداداته وما ينتظر الإرسال. وتُؤخذ بينما يستمر كل شيء، ولا يحتاج أحد إلى التوقف عن العمل من أجلها.</translation>
    </message>
    <message>
        <source>Backup by hand</source>
        <translation>نسخ احتياطي يدوي</translation>
    </message>
    <message>
        <source>Back up now: makes one at once, into the folder for backups; where none is saved, it asks for a file. The copy is read back before it gets its name, and nothing that is there is ever replaced. It needs no code.</source>
        <translation>انسخ الآن: يأخذ نسخة على الفور في مجلد النسخ الاحتياطية؛ وإن لم يكن مجلد محفوظًا سأل عن ملف. وتُقرأ النسخة من جديد قبل أن تأخذ اسمها، ولا يُستبدل شيء موجود أبدًا. ولا يحتاج إلى رمز.</translation>
    </message>
    <message>
        <source>File of the last backup: where it is. Files that sites have attached to records lie beside it, in a folder of the same name that ends with &quot;.files&quot;: keep both together.</source>
        <translation>ملف آخر نسخة احتياطية: أين هي. والملفات التي أرفقتها المواقع بالسجلات موجودة إلى جانبها في مجلد بالاسم نفسه ينتهي بـ «‎.files»: احتفظ بهما معًا.</translation>
    </message>
    <message>
        <source>Daily backups</source>
        <translation>النسخ الاحتياطية اليومية</translation>
    </message>
    <message>
        <source>Folder for backups: on another disk than this one, or it is lost together with what it should replace. On a disk that may be away choose a folder below the place where the disk appears.</source>
        <translation>مجلد النسخ الاحتياطية: على قرص غير هذا، وإلا ضاع مع ما ينبغي أن يحل محله. وعلى قرص قد يغيب اختر مجلدًا تحت الموضع الذي يظهر فيه القرص.</translation>
    </message>
    <message>
        <source>Back up every day: whatever synchronises this site makes one a day in that folder. Where that fails, this page, the icon in the tray and &quot;mailboatctl status&quot; say so, and it is tried again after an hour.</source>
        <translation>انسخ كل يوم: ما يزامن هذا الموقع يأخذ نسخة كل يوم في ذلك المجلد. وإذا فشل ذلك قالته هذه الصفحة وأيقونة شريط النظام والأمر «mailboatctl status»، وتُعاد المحاولة بعد ساعة.</translation>
    </message>
    <message>
        <source>Daily backups to keep: as many of the daily ones stay, older ones are removed. Those that were made by hand are never removed.</source>
        <translation>النسخ اليومية التي تبقى: يبقى هذا العدد من النسخ اليومية، وتُزال الأقدم. أما ما أُخذ يدويًا فلا يُزال أبدًا.</translation>
    </message>
    <message>
        <source>Putting a backup back</source>
        <translation>إعادة نسخة احتياطية</translation>
    </message>
    <message>
        <source>Press &quot;Click to un-lock&quot;, then &quot;Restore…&quot;, and choose the backup. It is looked at first: you are told which site it is of and when it was made.</source>
        <translation>اضغط «انقر لفتح القفل»، ثم «استعادة…»، واختر النسخة الاحتياطية. ويُنظر فيها أولًا: فيُقال لك لأي موقع هي ومتى أُخذت.</translation>
    </message>
    <message>
        <source>Say yes. The window closes while the backup is put in the place of the datafile, and comes back. What was there before is kept beside it.</source>
        <translation>أجب بنعم. تُغلق النافذة بينما توضع النسخة الاحتياطية مكان ملف البيانات، ثم تعود. وما كان هناك من قبل يُحفظ إلى جانبها.</translation>
    </message>
    <message>
        <source>Nothing is synchronised then: the others have seen more than the backup knows. On the page Synchronise press &quot;Choose what happens…&quot;. Each choice says what it does, and how many records that moves.</source>
        <translation>لا يُزامن شيء بعدها: فقد رأى الآخرون أكثر مما تعرفه النسخة. في صفحة المزامنة اضغط «اختر ما يحدث…». ويقول كل خيار ما يفعله وكم سجلًا ينقل.</translation>
    </message>
    <message>
        <source>Help for the page Backup</source>
        <translation>مساعدة صفحة النسخ الاحتياطي</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>اليوم %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>أمس %1</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>الإجراء</translation>
    </message>
    <message>
        <source>With a number it prints that entry with its data; JSON: the same object, with &quot;data&quot;: a text, byte for byte as the record came; null where it has none, or they are not kept. Exit status 1 where there is none of that number.</source>
        <translation>ومع رقم يطبع ذلك المدخل مع بياناته؛ JSON: الكائن نفسه ومعه &quot;data&quot;: نص، بايتًا بايتًا كما جاء السجل؛ و null حيث لا بيانات له أو لم تُحفظ. حالة الخروج 1 إذا لم يوجد شيء بذلك الرقم.</translation>
    </message>
    <message>
        <source>Only this one, with its data</source>
        <translation>هذا وحده، مع بياناته</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records left the quarantine.</source>
        <translation>
            <numerusform>لم يخرج أي سجل من الحجر.</numerusform>
            <numerusform>خرج سجل واحد من الحجر.</numerusform>
            <numerusform>خرج سجلان من الحجر.</numerusform>
            <numerusform>خرجت %Ln سجلات من الحجر.</numerusform>
            <numerusform>خرج %Ln سجلًا من الحجر.</numerusform>
            <numerusform>خرج %Ln سجل من الحجر.</numerusform>
        </translation>
    </message>
    <message>
        <source>The site with Sync ID %1 goes on with the machine that has come further. The other one must not synchronise any more: where it calls again, both are stopped again. What it has not sent is lost, unless &quot;fetch&quot; is chosen there: that sends it, and stops the first one.</source>
        <translation>يستمر الموقع ذو معرّف المزامنة %1 بالجهاز الذي تقدّم أكثر. ولا يجوز أن يتزامن الآخر بعد ذلك: فإن اتصل مرة أخرى أُوقف كلاهما من جديد. وما لم يرسله يضيع، إلا إذا اختير «fetch» هناك: فذلك يرسله ويوقف الأول.</translation>
    </message>
    <message numerus="yes">
        <source>Queue %Ln records for the site with Sync ID %1?</source>
        <translation>
            <numerusform>ألا يوضع أي سجل في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع سجل واحد في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع سجلين في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع %Ln سجلات في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع %Ln سجلًا في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع %Ln سجل في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Choose another name or another folder, or use the file that is there.</source>
        <translation>اختر اسمًا آخر أو مجلدًا آخر، أو استعمل الملف الموجود.</translation>
    </message>
    <message>
        <source>See that the folder for backups is there and has room. &quot;Back up now&quot; in the window, or &quot;mailboatctl backup&quot;, makes one now.</source>
        <translation>تأكد من وجود مجلد النسخ الاحتياطية ومن أن فيه متسعًا. و&quot;انسخ الآن&quot; في النافذة، أو الأمر &quot;mailboatctl backup&quot;، يأخذ واحدة الآن.</translation>
    </message>
    <message>
        <source>Choose what happens with &quot;mailboatctl recover&quot;; &quot;fetch&quot; keeps what waits here and fetches everything anew. Where another machine is this site by now, switch this one off instead: &quot;fetch&quot; and &quot;keep-this&quot; here would stop that one.</source>
        <translation>اختر ما يحدث بالأمر «mailboatctl recover»؛ والخيار «fetch» يبقي ما ينتظر هنا ويجلب كل شيء من جديد. وإن كان جهاز آخر هو هذا الموقع الآن فأوقف هذا الجهاز بدلًا من ذلك: فالخياران «fetch» و«keep-this» هنا يوقفان الآخر.</translation>
    </message>
    <message>
        <source>yes: two machines synchronise as one site; &quot;mailboatctl recover --choice keep-this&quot; at one of them lets it go on, &quot;mailboatctl recover --site ID --choice keep-this&quot; at the primary the one that is left</source>
        <translation>نعم: يتزامن جهازان باسم موقع واحد؛ والأمر «mailboatctl recover --choice keep-this» على أحدهما يجعله يستمر، والأمر «mailboatctl recover --site ID --choice keep-this» في الموقع الرئيسي يجعل الجهاز الذي بقي يستمر</translation>
    </message>
    <message>
        <source>the primary is an older copy than this site has seen, and what it has would take the place of newer records here: its administrator has to choose &quot;collect&quot; there first</source>
        <translation>الموقع الرئيسي نسخة أقدم مما رآه هذا الموقع، وما لديه سيحل هنا محل سجلات أحدث: على مديره أن يختار هناك «collect» أولاً</translation>
    </message>
    <message>
        <source>two machines synchronise as the site with Sync ID %1: choose at the one that is to go on, or here with --site %1</source>
        <translation>يتزامن جهازان باسم الموقع ذي معرّف المزامنة %1: اختر على الجهاز الذي ينبغي أن يستمر، أو هنا مع ‎--site %1</translation>
    </message>
    <message>
        <source>another machine has gone on as this site since this copy was made: the primary has taken push %1, which is none of this copy&apos;s. The choice is fetch</source>
        <translation>واصل جهاز آخر العمل باسم هذا الموقع منذ أُخذت هذه النسخة: أخذ الموقع الرئيسي الدفعة %1، وهي ليست من هذه النسخة. الخيار هو fetch</translation>
    </message>
    <message>
        <source>this copy has missed something. The primary has taken records from this site, or given it some, since the backup was made. Choose fetch</source>
        <translation>فات هذه النسخةَ شيء. فمنذ أُخذت النسخة الاحتياطية أخذ الموقع الرئيسي سجلات من هذا الموقع أو أعطاه سجلات. اختر fetch</translation>
    </message>
    <message>
        <source>All sites send again all that they own, and then fetch everything anew. What was deleted since the backup comes back. Sites that are asked: %1. Records of theirs that are known here: %2. Central records: %3.</source>
        <translation>ترسل كل المواقع من جديد كل ما تملكه، ثم تجلب كل شيء من جديد. ويعود ما حُذف منذ النسخة الاحتياطية. المواقع المطلوب منها: %1. سجلاتها المعروفة هنا: %2. السجلات المركزية: %3.</translation>
    </message>
    <message>
        <source>What waits here is sent first, then everything is fetched anew. What was deleted here since the backup comes back. Records that wait: %1. Records that are here: %2.</source>
        <translation>يُرسل أولًا ما ينتظر هنا، ثم يُجلب كل شيء من جديد. ويعود ما حُذف هنا منذ النسخة الاحتياطية. السجلات المنتظرة: %1. السجلات الموجودة هنا: %2.</translation>
    </message>
    <message>
        <source>This machine goes on as the site, and any other one that has a copy of this datafile is stopped. What waits here is sent first, then everything is fetched anew. Records that wait: %1. Records that are here: %2. What the other machine has not sent is lost, unless &quot;fetch&quot; is chosen there: that sends it, and stops this one.</source>
        <translation>يستمر هذا الجهاز بوصفه الموقع، ويُوقَف أي جهاز آخر لديه نسخة من ملف البيانات هذا. يُرسل أولًا ما ينتظر هنا، ثم يُجلب كل شيء من جديد. السجلات المنتظرة: %1. السجلات الموجودة هنا: %2. وما لم يرسله الجهاز الآخر يضيع، إلا إذا اختير «fetch» هناك: فذلك يرسله ويوقف هذا الجهاز.</translation>
    </message>
    <message>
        <source>The site with Sync ID %1 sends again all that it owns (%2 records of it are known here), and then fetches everything anew (%3 records).</source>
        <translation>يرسل الموقع ذو معرّف المزامنة %1 من جديد كل ما يملكه (%2 من سجلاته معروفة هنا)، ثم يجلب كل شيء من جديد (%3 سجلات).</translation>
    </message>
    <message>
        <source>The first synchronisation is still under way: records are missing, and an invoice may be here without its lines.</source>
        <translation>ما زالت المزامنة الأولى جارية: هناك سجلات ناقصة، وقد تكون فاتورة هنا من دون بنودها.</translation>
    </message>
    <message>
        <source>%1 (by Sync ID: %2)</source>
        <translation>%1 (بحسب معرّف المزامنة: %2)</translation>
    </message>
    <message>
        <source>Not sent again yet</source>
        <translation>لم يُعد الإرسال بعد</translation>
    </message>
    <message>
        <source>One end was restored from a backup, and another form of this record has taken the place of the one that was here. This is the one that was here.</source>
        <translation>استُعيد أحد الطرفين من نسخة احتياطية، وحلّت صيغة أخرى من هذا السجل محل التي كانت هنا. وهذه هي التي كانت هنا.</translation>
    </message>
    <message>
        <source>Compare both. If this is the right one, have it entered again where it is written (the primary&apos;s administrator where this site is not the one); then drop it here.</source>
        <translation>قارن بين الصيغتين. إن كانت هذه هي الصحيحة فاطلب إدخالها من جديد حيث تُكتب (من مدير الموقع الرئيسي إن لم يكن هذا الموقع هو)؛ ثم تخلَّ عنها هنا.</translation>
    </message>
    <message numerus="yes">
        <source>Nothing stands still here: &quot;collect&quot; was chosen already, and %Ln sites have not sent again yet what they own. Wait until they have synchronised.</source>
        <translation>
            <numerusform>لا شيء متوقف هنا: اختير &quot;collect&quot; من قبل، وأعادت كل المواقع إرسال ما تملكه.</numerusform>
            <numerusform>لا شيء متوقف هنا: اختير &quot;collect&quot; من قبل، وموقع واحد لم يُعد بعد إرسال ما يملكه. انتظر حتى يتزامن.</numerusform>
            <numerusform>لا شيء متوقف هنا: اختير &quot;collect&quot; من قبل، وموقعان لم يعيدا بعد إرسال ما يملكانه. انتظر حتى يتزامنا.</numerusform>
            <numerusform>لا شيء متوقف هنا: اختير &quot;collect&quot; من قبل، و%Ln مواقع لم تُعد بعد إرسال ما تملكه. انتظر حتى تتزامن.</numerusform>
            <numerusform>لا شيء متوقف هنا: اختير &quot;collect&quot; من قبل، و%Ln موقعًا لم تُعد بعد إرسال ما تملكه. انتظر حتى تتزامن.</numerusform>
            <numerusform>لا شيء متوقف هنا: اختير &quot;collect&quot; من قبل، و%Ln موقع لم تُعد بعد إرسال ما تملكه. انتظر حتى تتزامن.</numerusform>
        </translation>
    </message>
    <message>
        <source>As far as is known here, the site with Sync ID %1 has never called: it is asked when it does, and nothing is waited for until then.</source>
        <translation>على حد ما هو معروف هنا، لم يتصل الموقع ذو معرّف المزامنة %1 قط: يُطلب منه ذلك حين يتصل، ولا يُنتظر شيء حتى ذلك الحين.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites have not sent again yet what they own, since this primary was put back from a copy.</source>
        <translation>
            <numerusform>أعادت كل المواقع إرسال ما تملكه منذ وُضعت نسخة مكان هذا الموقع الرئيسي.</numerusform>
            <numerusform>موقع واحد لم يُعد بعد إرسال ما يملكه منذ وُضعت نسخة مكان هذا الموقع الرئيسي.</numerusform>
            <numerusform>موقعان لم يعيدا بعد إرسال ما يملكانه منذ وُضعت نسخة مكان هذا الموقع الرئيسي.</numerusform>
            <numerusform>%Ln مواقع لم تُعد بعد إرسال ما تملكه منذ وُضعت نسخة مكان هذا الموقع الرئيسي.</numerusform>
            <numerusform>%Ln موقعًا لم تُعد بعد إرسال ما تملكه منذ وُضعت نسخة مكان هذا الموقع الرئيسي.</numerusform>
            <numerusform>%Ln موقع لم تُعد بعد إرسال ما تملكه منذ وُضعت نسخة مكان هذا الموقع الرئيسي.</numerusform>
        </translation>
    </message>
    <message>
        <source>Asked since %1, and have not sent again yet what they own, by Sync ID (records known here): %2. What they have sent since the copy of this primary was made is missing here until they synchronise: whoever runs them has to see to that.</source>
        <translation>مواقع طُلب منها ذلك منذ %1 ولم تُعد بعد إرسال ما تملكه، بحسب معرّف المزامنة (السجلات المعروفة هنا): %2. ما أرسلته منذ أُخذت نسخة هذا الموقع الرئيسي ناقص هنا حتى تتزامن: على من يشغّلها أن يهتم بذلك.</translation>
    </message>
    <message>
        <source>Cannot be asked, and have not initialised anew since %1, by Sync ID (program, records known here): %2. What they have sent since the copy of this primary was made is missing here; a site that initialises anew loses what it alone holds.</source>
        <translation>مواقع لا يمكن أن يُطلب منها شيء ولم تُهيَّأ من جديد منذ %1، بحسب معرّف المزامنة (البرنامج، السجلات المعروفة هنا): %2. ما أرسلته منذ أُخذت نسخة هذا الموقع الرئيسي ناقص هنا؛ والموقع الذي يُهيَّأ من جديد يفقد ما ليس إلا لديه.</translation>
    </message>
    <message>
        <source>this primary stands still as a whole: choose for all of it first</source>
        <translation>هذا الموقع الرئيسي متوقف كله: اختر له كله أولًا</translation>
    </message>
    <message>
        <source>&amp;Keep the machine that has come further</source>
        <translation>الإبقاء على ال&amp;جهاز الذي وصل أبعد</translation>
    </message>
    <message>
        <source>C&amp;ollect from this site</source>
        <translation>ال&amp;جمع من هذا الموقع</translation>
    </message>
    <message>
        <source>A site that its primary does not serve, because one of the two is an older copy or two machines are that site, has a mark in the list. Open it, or its menu, and press &quot;Choose what happens…&quot;; where somebody has to choose at the site itself, its row says so.</source>
        <translation>الموقع الذي لا يخدمه موقعه الرئيسي، لأن أحدهما نسخة أقدم أو لأن جهازين هما ذلك الموقع، له علامة في القائمة. افتحه أو افتح قائمته واضغط «اختر ما يحدث…»؛ وإن كان على أحد أن يختار في الموقع نفسه فصفّه يقول ذلك.</translation>
    </message>
    <message>
        <source>On another machine, where there is no datafile yet, Mailboat offers &quot;Restore from a backup…&quot; as it starts. Passwords can be read only on the machine where they were entered: there they are entered again.</source>
        <translation>على جهاز آخر ليس فيه ملف بيانات بعد، يعرض Mailboat «استعادة من نسخة احتياطية…» عند بدئه. ولا يمكن قراءة كلمات المرور إلا على الجهاز الذي أُدخلت فيه: فتُدخل هناك من جديد.</translation>
    </message>
    <message>
        <source>A site has sent again what it owns</source>
        <translation>أعاد موقع إرسال ما يملكه</translation>
    </message>
    <message>
        <source>A site that could not be asked has initialised anew</source>
        <translation>هُيِّئ من جديد موقع لم يكن يمكن أن يُطلب منه شيء</translation>
    </message>
    <message>
        <source>All sites have sent again what they own</source>
        <translation>أعادت كل المواقع إرسال ما تملكه</translation>
    </message>
    <message>
        <source>A primary put back from a copy brought records that were not here</source>
        <translation>جلب موقع رئيسي وُضعت نسخة مكانه سجلات لم تكن هنا</translation>
    </message>
    <message>
        <source>there is no folder &quot;%1&quot;; make it first, or name a file that ends in &quot;.mailboat&quot;</source>
        <translation>لا يوجد مجلد &quot;%1&quot;؛ أنشئه أولًا، أو سمِّ ملفًا ينتهي بـ &quot;.mailboat&quot;</translation>
    </message>
    <message>
        <source>Into a file that is not there yet, or into a folder, where the copy gets a name with site and time. Nobody has to stop for it. The copy is read back before it has its name; it is readable by its owner alone, with passwords as sealed as in the datafile. Files that sites have attached to records lie beside it, in &quot;&lt;copy&gt;.files&quot;: keep both together. Passwords can be read only on this machine; on another one they are entered again. A name without an ending is a folder&apos;s, which has to be there.
Exit status 2 where there is such a file already, or no such folder, 1 where the copy cannot be written, 4 where the datafile cannot be read or the copy is not whole: then nothing is left of it.
JSON: {&quot;path&quot;,&quot;bytes&quot;,&quot;files&quot;}.</source>
        <translation>إلى ملف غير موجود بعد، أو إلى مجلد تأخذ فيه النسخة اسمًا فيه الموقع والوقت. لا يحتاج أحد إلى التوقف من أجل ذلك. تُقرأ النسخة من جديد قبل أن تأخذ اسمها؛ ولا يقرؤها إلا مالكها، وكلمات المرور فيها مختومة كما في ملف البيانات. والملفات التي أرفقتها المواقع بالسجلات إلى جانبها في &quot;&lt;copy&gt;.files&quot;: احتفظ بالاثنين معًا. لا تُقرأ كلمات المرور إلا على هذا الجهاز؛ وعلى غيره تُدخل من جديد. والاسم الذي لا لاحقة له هو اسم مجلد، ويجب أن يكون موجودًا.
رمز الخروج 2 إن كان مثل هذا الملف موجودًا، أو لم يكن المجلد موجودًا، و1 إن تعذرت كتابة النسخة، و4 إن تعذرت قراءة ملف البيانات أو لم تكن النسخة كاملة: عندئذ لا يبقى منها شيء.
JSON: {&quot;path&quot;,&quot;bytes&quot;,&quot;files&quot;}.</translation>
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
        <translation>يقول الأمر أولًا كم سجلًا سيُنقل.
collect، في موقع رئيسي مستعاد: يرسل كل Mailboat من جديد كل ما يملكه، ثم يجلب كل شيء من جديد؛ وتُذكر المواقع التي تشغّل برامج أخرى. ويعود ما حُذف منذ النسخة الاحتياطية. ويقول &quot;status&quot; من لم يُعد الإرسال بعد.
fetch، في موقع تابع مستعاد: يُرسل أولًا ما كان ينتظر هنا عند أخذ النسخة الاحتياطية، لكنه لا يحل محل صيغة أحدث أرسلها هذا الموقع منذ ذلك الوقت: فيكون عندها في الحجر في الموقع الرئيسي. ثم يُجلب كل شيء من جديد. ويعود ما حُذف هنا منذ النسخة الاحتياطية.
continue، في موقع تابع مستعاد: يستمر كما هو، ولا يُجلب شيء من جديد. ويُسأل الموقع الرئيسي، فإن فات هذه النسخة شيء رُفض ذلك.
keep-this، حيث استُخدم ملف البيانات من قبل على جهاز آخر: يستمر هنا، ولا يجوز أن يستمر هناك. وكذلك في أحد جهازين يتزامنان باسم موقع واحد: يستمر ذاك.
--site، في موقع رئيسي، لموقع واحد وحده: مع collect يرسل ذلك الموقع وحده من جديد ما يملكه ويجلب كل شيء من جديد؛ و keep-this يقول إن جهازًا واحدًا فقط هو ذلك الموقع بعد الآن.
وحيث لا شيء متوقف يقول collect و fetch ذلك قبل أن يسألا؛ وحيث لا طرفية يُسأل فيها يُرفضان عندئذ (رمز الخروج 2) من دون --yes.
يحتاج إلى رمز تفويض؛ وفي الطرفية يسأل أولًا. JSON: {&quot;choice&quot;,&quot;site&quot;,&quot;sites&quot;,&quot;records&quot;,&quot;waiting&quot;,&quot;silent&quot;:[{&quot;syncId&quot;,&quot;program&quot;,&quot;records&quot;}]}.</translation>
    </message>
    <message>
        <source>&quot;--yes&quot; does it all the same</source>
        <translation>والخيار &quot;--yes&quot; يفعل ذلك رغم هذا</translation>
    </message>
    <message>
        <source>Records sent: %1, received: %2 central ones and %3 of this site; %4 out, %5 in, and about %6 of headers; %7 s.</source>
        <translation>السجلات المرسلة: %1؛ والمستلمة: %2 مركزية و %3 لهذا الموقع؛ أُرسل %4 واستُلم %5، ونحو %6 للترويسات؛ %7 ث.</translation>
    </message>
    <message>
        <source>Choose which one goes on, with &quot;mailboatctl recover --choice keep-this&quot; there, and switch the other one off.[ Where it is off already, &quot;mailboatctl recover --site {syncId} --choice keep-this&quot; at the primary does, too.] Where one was chosen already, &quot;fetch&quot; on the other machine takes the site over, and stops that one.</source>
        <translation>اختر أيهما يستمر بالأمر «mailboatctl recover --choice keep-this» هناك، وأوقف الآخر.[ وإن كان الآخر متوقفًا بالفعل فيكفي أيضًا الأمر «mailboatctl recover --site {syncId} --choice keep-this» في الموقع الرئيسي.] وإن كان أحدهما قد اختير فالخيار «fetch» على الجهاز الآخر يأخذ الموقع ويوقف ذاك.</translation>
    </message>
    <message>
        <source>It may have been deleted there, or lost. Ask the primary&apos;s administrator, who can enter it again; then drop it here. What this site may write itself is sent to the primary by trying it again.</source>
        <translation>ربما حُذف هناك أو فُقد. اسأل مدير الموقع الرئيسي، فبإمكانه أن يدخله من جديد؛ ثم تخلَّ عنه هنا. وما يجوز لهذا الموقع أن يكتبه بنفسه يُرسل إلى الموقع الرئيسي بإعادة المحاولة.</translation>
    </message>
    <message>
        <source>What was changed in central data since the backup is not brought back: the sites keep it in quarantine, and it has to be entered here again.</source>
        <translation>ما تغيّر في البيانات المركزية منذ النسخة الاحتياطية لا يعود: تحتفظ به المواقع في الحجر، ويجب إدخاله هنا من جديد.</translation>
    </message>
    <message>
        <source>Nothing stands still here, as far as is known. &quot;fetch&quot; is only for a datafile that was put back from an older copy.</source>
        <translation>لا شيء متوقف هنا بقدر ما هو معروف. والخيار «fetch» ليس إلا لملف بيانات وُضعت مكانه نسخة أقدم.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites have not sent again yet what they own, since that was asked for.</source>
        <translation>
            <numerusform>أعادت كل المواقع إرسال ما تملكه منذ طُلب ذلك.</numerusform>
            <numerusform>موقع واحد لم يُعد بعد إرسال ما يملكه منذ طُلب ذلك.</numerusform>
            <numerusform>موقعان لم يعيدا بعد إرسال ما يملكانه منذ طُلب ذلك.</numerusform>
            <numerusform>%Ln مواقع لم تُعد بعد إرسال ما تملكه منذ طُلب ذلك.</numerusform>
            <numerusform>%Ln موقعًا لم تُعد بعد إرسال ما تملكه منذ طُلب ذلك.</numerusform>
            <numerusform>%Ln موقع لم تُعد بعد إرسال ما تملكه منذ طُلب ذلك.</numerusform>
        </translation>
    </message>
    <message>
        <source>Asked since %1, and have not sent again yet what they own, by Sync ID (records known here): %2.</source>
        <translation>مواقع طُلب منها ذلك منذ %1 ولم تُعد بعد إرسال ما تملكه، بحسب معرّف المزامنة (السجلات المعروفة هنا): %2.</translation>
    </message>
    <message>
        <source>Cannot be asked, and have not initialised anew since %1, by Sync ID (program, records known here): %2. A site that initialises anew loses what it alone holds.</source>
        <translation>مواقع لا يمكن أن يُطلب منها شيء ولم تُهيَّأ من جديد منذ %1، بحسب معرّف المزامنة (البرنامج، السجلات المعروفة هنا): %2. والموقع الذي يُهيَّأ من جديد يفقد ما ليس إلا لديه.</translation>
    </message>
    <message>
        <source>Nothing stands still for the site with Sync ID %1, as far as is known here. &quot;collect&quot; is only for one whose records are missing here.</source>
        <translation>لا شيء متوقف للموقع ذي معرّف المزامنة %1 بقدر ما هو معروف هنا. والخيار «collect» ليس إلا لموقع تنقص سجلاته هنا.</translation>
    </message>
    <message>
        <source>No site is known here that has seen more than this primary has. &quot;collect&quot; is only for a datafile that was put back from an older copy by hand, before any site has called.</source>
        <translation>لا يُعرف هنا موقع رأى أكثر مما لدى هذا الموقع الرئيسي. لا يُستعمل &quot;collect&quot; إلا لملف بيانات وُضعت مكانه يدويًا نسخة أقدم، قبل أن يتصل أي موقع.</translation>
    </message>
    <message>
        <source>At a satellite it walks the way to the primary: address, resolve, connect, tls (https only), http, sign-in, hardware, version, clock, site. At a primary it looks at itself: listener, certificate, list, contacts. The first failure ends it; a warning does not. It changes nothing.
Exit status 1 where a step failed, 2 where synchronisation is not set up.
JSON: {&quot;ok&quot;, &quot;steps&quot;:[{&quot;step&quot;,&quot;ok&quot;,&quot;level&quot;,&quot;code&quot;,&quot;ms&quot;,&quot;detail&quot;,&quot;advice&quot;}…], &quot;roundTripMs&quot;, &quot;bytesPerSecond&quot;, &quot;otherClient&quot;, &quot;firstLoad&quot; (what waits for a site that has not received all yet, as &quot;sync --progress&quot; tells it)}, and &quot;error&quot; where a step failed.</source>
        <translation>في موقع فرعي يسير الفحص على الطريق إلى الموقع الرئيسي: address و resolve و connect و tls (مع https فقط) و http و sign-in و hardware و version و clock و site. وفي موقع رئيسي يفحص نفسه: listener و certificate و list و contacts. أول فشل ينهيه، أما التحذير فلا. وهو لا يغيّر شيئًا.
حالة الخروج 1 إذا فشلت خطوة، و 2 إذا لم تكن المزامنة مهيأة.
JSON: {&quot;ok&quot;, &quot;steps&quot;:[{&quot;step&quot;,&quot;ok&quot;,&quot;level&quot;,&quot;code&quot;,&quot;ms&quot;,&quot;detail&quot;,&quot;advice&quot;}…], &quot;roundTripMs&quot;, &quot;bytesPerSecond&quot;, &quot;otherClient&quot;, &quot;firstLoad&quot; (ما ينتظر موقعًا لم يستلم كل شيء بعد، كما يقوله &quot;sync --progress&quot;)}، و &quot;error&quot; إذا فشلت خطوة.</translation>
    </message>
    <message>
        <source>To come</source>
        <translation>ما سيأتي</translation>
    </message>
    <message>
        <source>Runs in this process, or in the engine where one runs (&quot;serve&quot; or the window). It works while the interval is 0, too. Where the primary is busy or away it gives up within 60 s. Ctrl-C ends it cleanly (exit status 130): what has arrived stays, the next one goes on from there. Where one was at work in the engine or in another terminal already, Ctrl-C ends that one.
Exit status 1 where it failed, 2 where this site is no satellite.
JSON: {&quot;ok&quot;,&quot;pushed&quot;,&quot;pulledCentral&quot;,&quot;pulledRemote&quot;,&quot;bytesSent&quot;,&quot;bytesReceived&quot;,&quot;seconds&quot;,&quot;error&quot;}; with --progress before it one object a line: {&quot;step&quot;,&quot;done&quot;,&quot;total&quot;,&quot;bytes&quot;,&quot;rate&quot;,&quot;remaining&quot;}, of the whole cycle, or of the whole first load however many cycles it takes; also &quot;stepDone&quot; and &quot;stepTotal&quot; of the step, &quot;firstLoad&quot;, &quot;bytesTotal&quot; (about; 0: not known), &quot;bytesPerSecond&quot;, &quot;requestSize&quot;, and &quot;atLeast&quot;: true while more is to come than is known.</source>
        <translation>يعمل في هذه العملية، أو في المحرّك حيث يعمل واحد (&quot;serve&quot; أو النافذة). ويعمل حتى حين يكون الفاصل الزمني 0. وإذا كان الموقع الرئيسي مشغولًا أو غائبًا يتوقف خلال 60 ث. والضغط على Ctrl-C ينهيه بسلام (حالة الخروج 130): ما وصل يبقى، والمزامنة التالية تكمل من هناك. وإن كانت واحدة تعمل من قبل في المحرّك أو في طرفية أخرى فإن Ctrl-C ينهي تلك.
حالة الخروج 1 إذا فشل، و 2 إذا لم يكن هذا الموقع فرعيًا.
JSON: {&quot;ok&quot;,&quot;pushed&quot;,&quot;pulledCentral&quot;,&quot;pulledRemote&quot;,&quot;bytesSent&quot;,&quot;bytesReceived&quot;,&quot;seconds&quot;,&quot;error&quot;}؛ ومع --progress يسبقه كائن في كل سطر: {&quot;step&quot;,&quot;done&quot;,&quot;total&quot;,&quot;bytes&quot;,&quot;rate&quot;,&quot;remaining&quot;}، للدورة كلها، أو للتحميل الأول كله مهما كثرت دوراته؛ وكذلك &quot;stepDone&quot; و &quot;stepTotal&quot; للخطوة، و &quot;firstLoad&quot;، و &quot;bytesTotal&quot; (تقريبًا؛ 0: غير معروف)، و &quot;bytesPerSecond&quot;، و &quot;requestSize&quot;، و &quot;atLeast&quot;: true ما دام سيأتي أكثر مما هو معروف.</translation>
    </message>
    <message>
        <source>First load: %1 of at least %2 records, %3 so far</source>
        <translation>التحميل الأول: السجلات %1 من %2 على الأقل، %3 حتى الآن</translation>
    </message>
    <message>
        <source>First load: %1 of about %2 records, %3 of %4</source>
        <translation>التحميل الأول: السجلات %1 من نحو %2، %3 من %4</translation>
    </message>
    <message>
        <source>First load: %1 of about %2 records, %3 of %4, about %5 left</source>
        <translation>التحميل الأول: السجلات %1 من نحو %2، %3 من %4، بقي نحو %5</translation>
    </message>
    <message>
        <source>First load: %1 of at least %2 records have come.</source>
        <translation>التحميل الأول: وصل من السجلات %1 من %2 على الأقل.</translation>
    </message>
    <message>
        <source>First load: at least %1 records, %2; the primary has yet to say how many more.</source>
        <translation>التحميل الأول: السجلات %1 على الأقل، %2؛ ولم يقل الموقع الرئيسي بعد كم يزيد عليها.</translation>
    </message>
    <message>
        <source>First load: %1 of about %2 records have come, %3 of %4.</source>
        <translation>التحميل الأول: وصل من السجلات %1 من نحو %2، %3 من %4.</translation>
    </message>
    <message>
        <source>First load: about %1 records, %2.</source>
        <translation>التحميل الأول: السجلات نحو %1، %2.</translation>
    </message>
    <message>
        <source>First load: %1 of about %2 records have come, %3 of %4; about %5 more at the measured speed of %6 a second.</source>
        <translation>التحميل الأول: وصل من السجلات %1 من نحو %2، %3 من %4؛ وبقي نحو %5 بالسرعة المقيسة %6 في الثانية.</translation>
    </message>
    <message>
        <source>First load: about %1 records, %2; about %3 at the measured speed of %4 a second.</source>
        <translation>التحميل الأول: السجلات نحو %1، %2؛ نحو %3 بالسرعة المقيسة %4 في الثانية.</translation>
    </message>
    <message>
        <source>Where the call came from that site, have the right password entered there, or set a new one at both ends, here in the row with Sync ID %1.</source>
        <translation>إن كان الاتصال من ذلك الموقع فاطلب إدخال كلمة المرور الصحيحة فيه، أو ضع كلمة جديدة في الطرفين، وهنا في الصف ذي معرّف المزامنة %1.</translation>
    </message>
    <message>
        <source>Update the program at site %1, or this one; the preferences of this primary say which versions it takes.</source>
        <translation>حدّث البرنامج في الموقع %1، أو هذا البرنامج؛ وتفضيلات هذا الموقع الرئيسي تحدد الإصدارات التي يقبلها.</translation>
    </message>
    <message>
        <source>Wrong passwords since the last right one: %1.</source>
        <translation>كلمات المرور الخاطئة منذ آخر كلمة صحيحة: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) are refused: %1.</source>
        <translation>
            <numerusform>لا موقع مرفوض: %1.</numerusform>
            <numerusform>موقع واحد مرفوض: %1.</numerusform>
            <numerusform>موقعان مرفوضان: %1.</numerusform>
            <numerusform>%Ln مواقع مرفوضة: %1.</numerusform>
            <numerusform>%Ln موقعًا مرفوضًا: %1.</numerusform>
            <numerusform>%Ln موقع مرفوض: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) have been silent for more than a day: %1.</source>
        <translation>
            <numerusform>لا موقع صامت منذ أكثر من يوم: %1.</numerusform>
            <numerusform>موقع واحد صامت منذ أكثر من يوم: %1.</numerusform>
            <numerusform>موقعان صامتان منذ أكثر من يوم: %1.</numerusform>
            <numerusform>%Ln مواقع صامتة منذ أكثر من يوم: %1.</numerusform>
            <numerusform>%Ln موقعًا صامتًا منذ أكثر من يوم: %1.</numerusform>
            <numerusform>%Ln موقع صامت منذ أكثر من يوم: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) have never come: %1.</source>
        <translation>
            <numerusform>لا موقع لم يأتِ قط: %1.</numerusform>
            <numerusform>موقع واحد لم يأتِ قط: %1.</numerusform>
            <numerusform>موقعان لم يأتيا قط: %1.</numerusform>
            <numerusform>%Ln مواقع لم تأتِ قط: %1.</numerusform>
            <numerusform>%Ln موقعًا لم يأتِ قط: %1.</numerusform>
            <numerusform>%Ln موقع لم يأتِ قط: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more site(s) are not served either: the list of sites marks them.</source>
        <translation>
            <numerusform>ولا مواقع أخرى لا تُخدم: قائمة المواقع تُعلّمها.</numerusform>
            <numerusform>وموقع آخر لا يُخدم أيضًا: قائمة المواقع تُعلّمه.</numerusform>
            <numerusform>وموقعان آخران لا يُخدمان أيضًا: قائمة المواقع تُعلّمهما.</numerusform>
            <numerusform>و %Ln مواقع أخرى لا تُخدم أيضًا: قائمة المواقع تُعلّمها.</numerusform>
            <numerusform>و %Ln موقعًا آخر لا تُخدم أيضًا: قائمة المواقع تُعلّمها.</numerusform>
            <numerusform>و %Ln موقع آخر لا تُخدم أيضًا: قائمة المواقع تُعلّمها.</numerusform>
        </translation>
    </message>
    <message>
        <source>Read the lines at the top of the page: they say how the last synchronisation went, how many records wait and what to do.</source>
        <translation>اقرأ الأسطر في أعلى الصفحة: فهي تقول كيف جرت آخر مزامنة، وكم سجلًا ينتظر، وما يجب فعله.</translation>
    </message>
    <message>
        <source>Site without a Sync ID</source>
        <translation>موقع بلا معرّف مزامنة</translation>
    </message>
    <message>
        <source>Primary (Sync ID %1)</source>
        <translation>الموقع الرئيسي (معرّف المزامنة %1)</translation>
    </message>
    <message>
        <source>%1 (Sync ID %2)</source>
        <translation>%1 (معرّف المزامنة %2)</translation>
    </message>
    <message>
        <source>Satellite (Sync ID %1)</source>
        <translation>موقع فرعي (معرّف المزامنة %1)</translation>
    </message>
    <message>
        <source>%1 It is being tried again now.</source>
        <translation>%1 تجري محاولة جديدة الآن.</translation>
    </message>
    <message>
        <source>All sent on %1.</source>
        <translation>أُرسل كل شيء في %1.</translation>
    </message>
    <message>
        <source>All sent at %1.</source>
        <translation>أُرسل كل شيء في الساعة %1.</translation>
    </message>
    <message>
        <source>%1 of at least %2 records, %3 a second</source>
        <translation>السجلات: %1 من %2 على الأقل، %3 في الثانية</translation>
    </message>
    <message>
        <source>%1 of at least %2 records</source>
        <translation>السجلات: %1 من %2 على الأقل</translation>
    </message>
    <message>
        <source>Choose another datafile, or make a new one.</source>
        <translation>اختر ملف بيانات آخر، أو أنشئ ملفًا جديدًا.</translation>
    </message>
    <message>
        <source>Choose another file. This one was not touched.</source>
        <translation>اختر ملفًا آخر. لم يُمسّ هذا الملف.</translation>
    </message>
    <message>
        <source>Press &quot;Click to un-lock&quot; and enter one. Whoever set this site up has a code.</source>
        <translation>اضغط «انقر لفتح القفل» وأدخل رمزًا. من هيّأ هذا الموقع لديه رمز.</translation>
    </message>
    <message>
        <source>Enter them in this machine&apos;s proxy settings, or correct them there; the administrator of your network knows them.</source>
        <translation>أدخلهما في إعدادات الوكيل على هذا الجهاز، أو صحّحهما هناك؛ ومدير شبكتك يعرفهما.</translation>
    </message>
    <message>
        <source>Sign in at the desktop and unlock its key ring, then try again. Where the key for passwords stands in it, and is gone for good, press &quot;Key for passwords…&quot; and make a new one; then enter the password again, in the row of the primary. Nothing else is lost.</source>
        <translation>سجّل الدخول إلى سطح المكتب وافتح حلقة مفاتيحه، ثم حاول من جديد. وإذا كان مفتاح كلمات المرور فيها وضاع نهائيًا فاضغط «مفتاح كلمات المرور…» وأنشئ مفتاحًا جديدًا، ثم أدخل كلمة المرور من جديد في صف الموقع الرئيسي. ولا يضيع شيء آخر.</translation>
    </message>
    <message>
        <source>Enter the address of the primary. Its administrator knows it.</source>
        <translation>أدخل عنوان الموقع الرئيسي. مديره يعرفه.</translation>
    </message>
    <message>
        <source>Enter this site&apos;s Sync ID on the page Synchronise.</source>
        <translation>أدخل معرّف المزامنة لهذا الموقع في صفحة المزامنة.</translation>
    </message>
    <message>
        <source>Open the row of the primary and enter the password of this site again; the primary&apos;s administrator knows it. Nothing else is lost.</source>
        <translation>افتح صف الموقع الرئيسي وأدخل كلمة مرور هذا الموقع من جديد؛ ومدير الموقع الرئيسي يعرفها. ولم يُفقد أي شيء آخر.</translation>
    </message>
    <message>
        <source>Press &quot;Choose what happens…&quot;, and have the sites send again all that they own.</source>
        <translation>اضغط «اختر ما يحدث…»، واطلب من المواقع أن ترسل من جديد كل ما تملكه.</translation>
    </message>
    <message>
        <source>Choose which one goes on: press &quot;Choose what happens…&quot; there, or in the row of that site at the primary, and switch the other one off.</source>
        <translation>اختر أيهما يستمر: اضغط «اختر ما يحدث…» عليه، أو في صف ذلك الموقع لدى الموقع الرئيسي، وأوقف الآخر.</translation>
    </message>
    <message>
        <source>A call of the site %1 was refused, from %2.</source>
        <translation>رُفض اتصال الموقع %1 القادم من %2.</translation>
    </message>
    <message>
        <source>The lines on the page Synchronise say why.</source>
        <translation>الأسطر في صفحة «المزامنة» تقول لماذا.</translation>
    </message>
    <message>
        <source>Where its machine was replaced, let the new one in: open the row with Sync ID %1, press &quot;Clear&quot;, then OK in both windows. Where it was not, somebody else has its password.</source>
        <translation>إن استُبدل جهازه فاسمح للجديد: افتح الصف ذا معرّف المزامنة %1، واضغط «مسح»، ثم «موافق» في النافذتين. وإلا فإن غيره يملك كلمة مروره.</translation>
    </message>
    <message>
        <source>Show past cycles, who changed what and, at a primary, which sites came, newest last</source>
        <translation>عرض الدورات السابقة ومن غيّر ماذا، وفي الموقع الرئيسي المواقع التي اتصلت، والأحدث أخيرًا</translation>
    </message>
    <message>
        <source>JSON: an array of {&quot;number&quot; (null: it could not be written yet), &quot;time&quot;, &quot;kind&quot;:&quot;cycle&quot;, &quot;audit&quot;, &quot;contact&quot; or &quot;datafile&quot;,&quot;who&quot;,&quot;what&quot;,&quot;details&quot;}; with --follow one object a line. The details of a cycle are its report as &quot;sync&quot; prints it. At a primary who was refused is a contact &quot;site-refused&quot; with &quot;syncId&quot; (of a site of the list), &quot;userName&quot;, &quot;address&quot;, &quot;result&quot; (the code that was answered) and &quot;times&quot; (how often since the entry before): one at once, further ones of the same kind once an hour. A site that was served is a contact &quot;site-contact&quot; with &quot;syncId&quot;, &quot;address&quot;, &quot;result&quot;:&quot;ok&quot;, &quot;app&quot;, &quot;appVersion&quot; and &quot;times&quot; (how often it came since the entry before): one when it begins to come or comes otherwise than before, at most one a minute, and one an hour while it goes on. Entries but those of the audit are kept for &quot;log-days&quot; days. Ctrl-C ends --follow (exit status 130).</source>
        <translation>JSON: مصفوفة من {&quot;number&quot; (null: تعذّرت كتابته بعد)، &quot;time&quot;، &quot;kind&quot;:&quot;cycle&quot; أو &quot;audit&quot; أو &quot;contact&quot; أو &quot;datafile&quot;،&quot;who&quot;،&quot;what&quot;،&quot;details&quot;}؛ ومع ‎--follow كائن في كل سطر. تفاصيل الدورة هي تقريرها كما يطبعه «sync». في الموقع الرئيسي يكون من رُفض اتصالًا &quot;site-refused&quot; مع &quot;syncId&quot; (لموقع من القائمة) و&quot;userName&quot; و&quot;address&quot; و&quot;result&quot; (الرمز الذي أُجيب به) و&quot;times&quot; (كم مرة منذ القيد السابق): واحد فورًا، وما يليه من النوع نفسه مرة كل ساعة. والموقع الذي خُدم اتصال &quot;site-contact&quot; مع &quot;syncId&quot; و&quot;address&quot; و&quot;result&quot;:&quot;ok&quot; و&quot;app&quot; و&quot;appVersion&quot; و&quot;times&quot; (كم مرة اتصل منذ القيد السابق): واحد حين يبدأ الاتصال أو يتصل على غير ما كان، وواحد في الدقيقة على الأكثر، وواحد كل ساعة ما دام مستمرًا. تُحفظ القيود، عدا قيود التدقيق، عدد &quot;log-days&quot; من الأيام. ينهي Ctrl-C الخيار ‎--follow (حالة الخروج 130).</translation>
    </message>
    <message>
        <source>Only entries about the site with this Sync ID</source>
        <translation>القيود الخاصة بالموقع الذي له معرّف المزامنة هذا فقط</translation>
    </message>
    <message>
        <source>Only entries of this kind; a refusal is a contact that was refused</source>
        <translation>القيود من هذا النوع فقط؛ و«refusal» اتصال رُفض</translation>
    </message>
    <message>
        <source>Certificate with its chain (PEM), for https, instead of the preference &quot;tls-certificate&quot;</source>
        <translation>الشهادة مع سلسلتها (PEM)، لاستخدام https، بدلًا من التفضيل «tls-certificate»</translation>
    </message>
    <message>
        <source>The certificate&apos;s key (PEM), instead of the preference &quot;tls-key&quot;</source>
        <translation>مفتاح الشهادة (PEM)، بدلًا من التفضيل «tls-key»</translation>
    </message>
    <message>
        <source>somebody has to choose how it goes on</source>
        <translation>يجب أن يختار شخص ما كيف يُتابَع</translation>
    </message>
    <message>
        <source>%1 of about %2 records</source>
        <translation>%1 من نحو %2 سجل</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>المواقع</translation>
    </message>
    <message>
        <source>only a primary knows of other sites</source>
        <translation>الموقع الرئيسي وحده يعرف المواقع الأخرى</translation>
    </message>
    <message>
        <source>Say how each site stands with this primary</source>
        <translation>بيان حالة كل موقع لدى هذا الموقع الرئيسي</translation>
    </message>
    <message>
        <source>A site is refused (its last call was, and it has not been let in since, or it is not served until somebody has chosen), silent (no contact for &quot;silent-after&quot; hours), never (it has not come yet), initialising (its first load is under way), behind (it comes, and for &quot;behind-after&quot; hours has not had everything that waits for it), or ok. Both numbers are preferences, 24 at first.
JSON: an array of {&quot;syncId&quot;,&quot;userName&quot;,&quot;stores&quot; (names),&quot;state&quot;,&quot;reason&quot; (of a refused one: wrong-machine, wrong-password, paused (too many wrong passwords), old-version, new-version, no-store, sync-off, needs-choice, or null),&quot;lastContact&quot;,&quot;lastSuccess&quot; (when it last had everything that waited for it),&quot;lastRefusal&quot;,&quot;waiting&quot; (records),&quot;oldestWaiting&quot;,&quot;app&quot;,&quot;appVersion&quot;,&quot;hardwareId&quot;,&quot;address&quot; (that it last called from),&quot;bytesThisMonth&quot; (HTTP both ways, in the month as UTC has it),&quot;firstLoad&quot;:{&quot;done&quot;,&quot;total&quot;} (records, about) or null}. With --csv the same but for firstLoad as CSV, in JSON {&quot;csv&quot;:&quot;…&quot;}. With --summary {&quot;sites&quot;,&quot;ok&quot;,&quot;behind&quot;,&quot;silent&quot;,&quot;never&quot;,&quot;refused&quot;,&quot;initialising&quot;}. What a site that goes on coming has brought is written once a minute, what is news within a second or two.</source>
        <translation>الموقع refused (رُفض اتصاله الأخير ولم يُقبل بعده، أو لا يُخدم حتى يختار شخص ما)، أو silent (لا اتصال منذ &quot;silent-after&quot; ساعة)، أو never (لم يتصل بعد)، أو initialising (تحميله الأول جارٍ)، أو behind (يتصل، لكنه منذ &quot;behind-after&quot; ساعة لم يحصل على كل ما ينتظره)، أو ok. العددان تفضيلان، قيمتهما 24 في البداية.
JSON: مصفوفة من {&quot;syncId&quot;,&quot;userName&quot;,&quot;stores&quot; (الأسماء),&quot;state&quot;,&quot;reason&quot; (للمرفوض: wrong-machine أو wrong-password أو paused (كلمات مرور خاطئة كثيرة) أو old-version أو new-version أو no-store أو sync-off أو needs-choice أو null),&quot;lastContact&quot;,&quot;lastSuccess&quot; (آخر مرة كان لديه فيها كل ما كان ينتظره),&quot;lastRefusal&quot;,&quot;waiting&quot; (سجلات),&quot;oldestWaiting&quot;,&quot;app&quot;,&quot;appVersion&quot;,&quot;hardwareId&quot;,&quot;address&quot; (الذي اتصل منه آخر مرة),&quot;bytesThisMonth&quot; (HTTP في الاتجاهين، في الشهر بتوقيت UTC),&quot;firstLoad&quot;:{&quot;done&quot;,&quot;total&quot;} (سجلات تقريبًا) أو null}. مع ‎--csv الشيء نفسه عدا firstLoad بصيغة CSV، وفي JSON {&quot;csv&quot;:&quot;…&quot;}. مع ‎--summary ‏{&quot;sites&quot;,&quot;ok&quot;,&quot;behind&quot;,&quot;silent&quot;,&quot;never&quot;,&quot;refused&quot;,&quot;initialising&quot;}. ما يأتي به موقع مستمر في الاتصال يُكتب مرة كل دقيقة، وما هو جديد خلال ثانية أو اثنتين.</translation>
    </message>
    <message>
        <source>Only sites in this state</source>
        <translation>المواقع التي في هذه الحالة فقط</translation>
    </message>
    <message>
        <source>As CSV</source>
        <translation>بصيغة CSV</translation>
    </message>
    <message>
        <source>How many sites there are in each state</source>
        <translation>عدد المواقع في كل حالة</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>إمكان الوصول</translation>
    </message>
    <message>
        <source>Write one file with what support asks for</source>
        <translation>كتابة ملف واحد بما يطلبه الدعم</translation>
    </message>
    <message>
        <source>It holds the versions, how synchronisation stands, a connection check, the preferences, the sites, the newest entries of the log and what was refused: no password, no code, no record&apos;s data. It is a JSON document that its owner alone can read. In a folder it gets a name with site and time; a file that is there is replaced. Exit status 1 where it cannot be written.
JSON: {&quot;path&quot;}.</source>
        <translation>يحوي الإصدارات وحال المزامنة وفحصًا للاتصال والتفضيلات والمواقع وأحدث مدخلات سجل الأحداث وما رُفض: بلا كلمة مرور ولا رمز ولا بيانات سجلات. وهو مستند JSON لا يقرؤه إلا مالكه. في مجلد يأخذ اسمًا فيه الموقع والوقت؛ والملف الموجود يُستبدل. حالة الخروج 1 إن تعذرت كتابته.
JSON: {&quot;path&quot;}.</translation>
    </message>
    <message>
        <source>The file, or the folder for it</source>
        <translation>الملف، أو المجلد له</translation>
    </message>
    <message>
        <source>Start without the window, as at log-in; the icon in the tray, or starting it again, shows it</source>
        <translation>البدء بدون النافذة، كما عند تسجيل الدخول؛ والأيقونة في شريط النظام، أو تشغيله مرة أخرى، تعرضها</translation>
    </message>
    <message>
        <source>This primary is reached from this computer alone[: it answers on {address}].</source>
        <translation>لا يمكن الوصول إلى هذا الموقع الرئيسي إلا من هذا الحاسوب[: وهو يجيب على {address}].</translation>
    </message>
    <message>
        <source>Where its sites are on other machines, set the preference &quot;listen&quot; to 0.0.0.0:2048, or to one address of this machine, and &quot;tls-certificate&quot; and &quot;tls-key&quot; to the files of its certificate; where a proxy stands before it, give the address of that as the preference &quot;external-url&quot;.</source>
        <translation>إذا كانت مواقعه على أجهزة أخرى فاضبط التفضيل «listen» على 0.0.0.0:2048، أو على أحد عناوين هذا الجهاز، واضبط «tls-certificate» و«tls-key» على ملفي شهادته؛ وإذا كان أمامه وسيط فأعط عنوانه في التفضيل «external-url».</translation>
    </message>
    <message>
        <source>Give the primary a certificate by the preferences &quot;tls-certificate&quot; and &quot;tls-key&quot;, or put a proxy with https before it and give its address as the preference &quot;external-url&quot;.</source>
        <translation>أعط الموقع الرئيسي شهادة بالتفضيلين «tls-certificate» و«tls-key»، أو ضع أمامه وسيطًا يستخدم https وأعط عنوانه في التفضيل «external-url».</translation>
    </message>
    <message>
        <source>Give it a certificate by the preferences &quot;tls-certificate&quot; and &quot;tls-key&quot;, give the https address of a proxy before it as the preference &quot;external-url&quot;, or allow it with the preference &quot;plain-http&quot;.</source>
        <translation>أعطه شهادة بالتفضيلين «tls-certificate» و«tls-key»، أو أعط عنوان https لوسيط أمامه في التفضيل «external-url»، أو اسمح بذلك بالتفضيل «plain-http».</translation>
    </message>
    <message>
        <source>refused</source>
        <comment>the state of a site</comment>
        <translation>مرفوض</translation>
    </message>
    <message>
        <source>silent</source>
        <comment>the state of a site</comment>
        <translation>صامت</translation>
    </message>
    <message>
        <source>behind</source>
        <comment>the state of a site</comment>
        <translation>متأخر</translation>
    </message>
    <message>
        <source>never</source>
        <comment>the state of a site: it has never come</comment>
        <translation>لم يتصل قط</translation>
    </message>
    <message>
        <source>initialising</source>
        <comment>the state of a site</comment>
        <translation>قيد التهيئة</translation>
    </message>
    <message>
        <source>ok</source>
        <comment>the state of a site</comment>
        <translation>محدَّث</translation>
    </message>
    <message>
        <source>Nobody can reach this primary: it is not running.</source>
        <translation>لا أحد يستطيع الوصول إلى هذا الموقع الرئيسي: فهو لا يعمل.</translation>
    </message>
    <message>
        <source>Reached from this computer alone, at %1.</source>
        <translation>يمكن الوصول إليه من هذا الحاسوب وحده، على %1.</translation>
    </message>
    <message>
        <source>Reached from other machines over https at %1.</source>
        <translation>يمكن الوصول إليه من أجهزة أخرى عبر https على %1.</translation>
    </message>
    <message>
        <source>Reached from other machines at %1, by plain http: passwords and records can be read on their way.</source>
        <translation>يمكن الوصول إليه من أجهزة أخرى على %1 عبر http غير مشفّر: يمكن أن تُقرأ كلمات المرور والسجلات في الطريق.</translation>
    </message>
    <message>
        <source>%1 to %2 hours</source>
        <translation>من %1 إلى %2 ساعة</translation>
    </message>
    <message>
        <source>the full path of the primary&apos;s certificate with its chain (PEM), or nothing for plain http</source>
        <translation>المسار الكامل لشهادة الموقع الرئيسي مع سلسلتها (PEM)، أو لا شيء لاستخدام http غير المشفّر</translation>
    </message>
    <message>
        <source>the full path of that certificate&apos;s key (PEM), or nothing where it stands in the same file</source>
        <translation>المسار الكامل لمفتاح تلك الشهادة (PEM)، أو لا شيء إذا كان في الملف نفسه</translation>
    </message>
    <message>
        <source>it is no file</source>
        <translation>ليس ملفًا</translation>
    </message>
    <message numerus="yes">
        <source>Silent for more than %Ln hour(s): %1.</source>
        <translation>
            <numerusform>صامتة منذ أكثر من %Ln ساعة: %1.</numerusform>
            <numerusform>صامتة منذ أكثر من ساعة: %1.</numerusform>
            <numerusform>صامتة منذ أكثر من ساعتين: %1.</numerusform>
            <numerusform>صامتة منذ أكثر من %Ln ساعات: %1.</numerusform>
            <numerusform>صامتة منذ أكثر من %Ln ساعة: %1.</numerusform>
            <numerusform>صامتة منذ أكثر من %Ln ساعة: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Every satellite has come within %Ln hour(s).</source>
        <translation>
            <numerusform>اتصلت جميع المواقع الفرعية خلال %Ln ساعة.</numerusform>
            <numerusform>اتصلت جميع المواقع الفرعية خلال ساعة.</numerusform>
            <numerusform>اتصلت جميع المواقع الفرعية خلال ساعتين.</numerusform>
            <numerusform>اتصلت جميع المواقع الفرعية خلال %Ln ساعات.</numerusform>
            <numerusform>اتصلت جميع المواقع الفرعية خلال %Ln ساعة.</numerusform>
            <numerusform>اتصلت جميع المواقع الفرعية خلال %Ln ساعة.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import… and Export…: the list as a CSV file, with the columns syncId, userName, password and url. An import shows every row before anything is changed, and takes all rows or none; an export leaves the passwords out.</source>
        <translation>«استيراد…» و«تصدير…»: القائمة في ملف CSV بالأعمدة syncId وuserName وpassword وurl. يعرض الاستيراد كل صف قبل أي تغيير، ويأخذ كل الصفوف أو لا يأخذ شيئًا؛ أما التصدير فيترك كلمات المرور.</translation>
    </message>
    <message>
        <source>Make a password: a random one for a satellite, shown until the window is closed. Give it to whoever sets up the satellite, in a way that nobody else can read.</source>
        <translation>إنشاء كلمة مرور: كلمة عشوائية لموقع فرعي تُعرض حتى إغلاق النافذة. أعطها لمن يهيّئ الموقع الفرعي بطريقة لا يقرؤها غيره.</translation>
    </message>
    <message>
        <source>Records in quarantine could not be taken, were refused by the other side, or cannot be read by the program of a site that they are for. Nothing else waits for them. The button with their number leads to their list, with the reason of each.</source>
        <translation>السجلات التي في الحجر تعذر قبولها، أو رفضها الطرف الآخر، أو لا يستطيع برنامج موقع موجهة إليه أن يقرأها. ولا ينتظرها شيء آخر. والزر الذي يحمل عددها يقود إلى قائمتها، مع سبب كل منها.</translation>
    </message>
    <message>
        <source>This page says what your desktop does with Mailboat, how this site gets out to the network, and who may change its settings. What you change takes effect when you press OK; only codes are made and revoked at once.</source>
        <translation>تقول هذه الصفحة ما يفعله سطح المكتب مع Mailboat، وكيف يصل هذا الموقع إلى الشبكة، ومن يجوز له تغيير إعداداته. ما تغيّره يسري عندما تضغط «موافق»؛ والرموز وحدها تُنشأ وتُبطل فورًا.</translation>
    </message>
    <message>
        <source>On this desktop</source>
        <translation>على سطح المكتب هذا</translation>
    </message>
    <message>
        <source>Start at log-in: Mailboat starts without its window when you log in, and synchronises. The icon in the tray shows the window, and so does starting Mailboat again, where the desktop has no tray.</source>
        <translation>البدء عند تسجيل الدخول: يبدأ Mailboat بدون نافذته عند تسجيل دخولك، ويزامن. والأيقونة في شريط النظام تعرض النافذة، وكذلك تشغيل Mailboat مرة أخرى حيث ليس في سطح المكتب شريط نظام.</translation>
    </message>
    <message>
        <source>Notifications: the desktop tells you of what does not mend itself, such as a wrong password or a full disk, of one and of three days without synchronisation, and that all is well again: each once. A click on a notification opens the window.</source>
        <translation>الإشعارات: يخبرك سطح المكتب بما لا يصلح من تلقاء نفسه، مثل كلمة مرور خاطئة أو قرص ممتلئ، وبمرور يوم وثلاثة أيام بدون مزامنة، وبأن كل شيء عاد على ما يرام: كل منها مرة واحدة. والنقر على إشعار يفتح النافذة.</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>الوكيل</translation>
    </message>
    <message>
        <source>Proxy: another machine by which this one reaches the network, where your organisation has one. Its address begins with http:// or socks5:// and ends with a port. Enter user name and password where it asks for them; the password is kept sealed.</source>
        <translation>الوكيل: جهاز آخر يصل هذا الجهاز عبره إلى الشبكة، حيث لمؤسستك واحد. يبدأ عنوانه بـ http:// أو socks5:// وينتهي بمنفذ. أدخل اسم المستخدم وكلمة المرور حيث يطلبهما؛ وتُحفظ كلمة المرور مختومة.</translation>
    </message>
    <message>
        <source>Authorisation codes</source>
        <translation>رموز التفويض</translation>
    </message>
    <message>
        <source>Add…: makes a code, with a label that says whose it is and, if you like, its last day. The code is shown only once.</source>
        <translation>إضافة…: ينشئ رمزًا، بتسمية تقول لمن هو، وبآخر يوم له إن شئت. ولا يُعرض الرمز إلا مرة واحدة.</translation>
    </message>
    <message>
        <source>Revoke: the code that is selected opens nothing any more. The last one that can be used stays: without it nobody could change anything here.</source>
        <translation>إبطال: الرمز المختار لا يفتح شيئًا بعد ذلك. ويبقى الأخير الصالح منها: فبدونه لا يستطيع أحد تغيير شيء هنا.</translation>
    </message>
    <message>
        <source>This page shows what has happened at this site, the newest first, and goes on to do so while it is open. Reading, exporting and trying again need no code; only how long the log is kept does.</source>
        <translation>تعرض هذه الصفحة ما حدث في هذا الموقع، الأحدث أولًا، وتتابع ذلك ما دامت مفتوحة. القراءة والتصدير وإعادة المحاولة لا تحتاج إلى رمز؛ مدة الاحتفاظ بسجل الأحداث وحدها تحتاج إليه.</translation>
    </message>
    <message>
        <source>Finding something</source>
        <translation>العثور على شيء</translation>
    </message>
    <message>
        <source>Search the log: keeps what has the text anywhere, in its details, too. Beside it the days and, at a primary, the Sync ID of a site can be chosen.</source>
        <translation>البحث في سجل الأحداث: يُبقي ما يرد فيه النص في أي مكان، وفي التفاصيل أيضًا. وبجانبه تُختار الأيام، وفي الموقع الرئيسي معرّف مزامنة موقع.</translation>
    </message>
    <message>
        <source>Synchronisations, Changes, Contacts: each row has its details below, which can be copied. A primary notes in Contacts which sites called, from where, and who was refused, and why.</source>
        <translation>المزامنات والتغييرات والاتصالات: تفاصيل كل صف تحته ويمكن نسخها. ويسجل الموقع الرئيسي في الاتصالات أي المواقع اتصلت، ومن أين، ومن رُفض ولماذا.</translation>
    </message>
    <message>
        <source>Refused records</source>
        <translation>السجلات المرفوضة</translation>
    </message>
    <message>
        <source>Records that could not be taken, were refused by the other side, or cannot be read by the program of a site that they are for. Nothing else waits for them.</source>
        <translation>سجلات تعذر قبولها، أو رفضها الطرف الآخر، أو لا يستطيع برنامج موقع موجهة إليه أن يقرأها. ولا ينتظرها شيء آخر.</translation>
    </message>
    <message>
        <source>Retry: tries the selected records again, Retry all every one of the list. Put right first what the reason says. What the primary had refused is sent again with the next synchronisation.</source>
        <translation>إعادة المحاولة: تعيد محاولة السجلات المحددة، و«إعادة محاولة الكل» كل ما في القائمة. أصلح أولًا ما يذكره السبب. وما كان الموقع الرئيسي قد رفضه يُرسل من جديد مع المزامنة التالية.</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>الملفات</translation>
    </message>
    <message>
        <source>Export: writes all that the list would show, as far as it goes back, into a CSV file for a spreadsheet.</source>
        <translation>تصدير: يكتب كل ما ستعرضه القائمة، مهما كان قديمًا، في ملف CSV لجدول حسابات.</translation>
    </message>
    <message>
        <source>Support bundle: writes one file to send to your support, with how synchronisation stands, a connection check, the settings, the log and what was refused. It holds no password, no code and no record&apos;s data.</source>
        <translation>حزمة الدعم: تكتب ملفًا واحدًا ترسله إلى الدعم، فيه حال المزامنة وفحص للاتصال والإعدادات وسجل الأحداث وما رُفض. لا يحوي كلمة مرور ولا رمزًا ولا بيانات سجلات.</translation>
    </message>
    <message>
        <source>Keep the log for: older synchronisations and contacts are removed. Changes of settings always stay.</source>
        <translation>الاحتفاظ بسجل الأحداث لمدة: تُزال المزامنات والاتصالات الأقدم. وتغييرات الإعدادات تبقى دائمًا.</translation>
    </message>
    <message>
        <source>This page is for the primary: it says where its sites reach it. The line at its top says who can reach it now; what is entered here counts after OK, without a restart.</source>
        <translation>هذه الصفحة للموقع الرئيسي: تقول أين تصل إليه مواقعه. ويقول السطر في أعلاها من يستطيع الوصول إليه الآن؛ ويسري ما يُدخل هنا بعد «موافق» دون إعادة تشغيل.</translation>
    </message>
    <message>
        <source>How sites reach this primary</source>
        <translation>كيف تصل المواقع إلى هذا الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Who can reach it: this computer only, as where a proxy on it stands before the primary; every address that this machine has; or one of them.</source>
        <translation>من يستطيع الوصول إليه: هذا الحاسوب فقط، كأن يكون عليه وسيط أمام الموقع الرئيسي؛ أو كل عناوين هذا الجهاز؛ أو أحدها.</translation>
    </message>
    <message>
        <source>Listen on: the same as an address and a port, such as 127.0.0.1:2048 for this computer only, or 0.0.0.0:2048 for every address.</source>
        <translation>الاستماع على: الشيء نفسه عنوانًا ومنفذًا، مثل 127.0.0.1:2048 لهذا الحاسوب فقط، أو 0.0.0.0:2048 لكل العناوين.</translation>
    </message>
    <message>
        <source>External URL: the address that sites enter, such as https://sync.example.org. Needed where they come by a proxy or by a name; the certificate has to be for that name.</source>
        <translation>العنوان الخارجي: العنوان الذي تدخله المواقع، مثل https://sync.example.org. وهو لازم إذا جاءت عبر وسيط أو باسم؛ ويجب أن تكون الشهادة لذلك الاسم.</translation>
    </message>
    <message>
        <source>Certificate, Private key: files in PEM format, the certificate with its chain. With them sites come by https. Once they are renewed in their place they are taken by themselves, and no line is dropped.</source>
        <translation>الشهادة، المفتاح الخاص: ملفان بصيغة PEM، والشهادة مع سلسلتها. وبهما تأتي المواقع عبر https. وإذا جُدّدا في مكانهما أُخذا من تلقاء نفسيهما، ولا ينقطع أي اتصال.</translation>
    </message>
    <message>
        <source>Answer other machines without a certificate, too: passwords and records can then be read on their way. Only for a network in which everybody may read them.</source>
        <translation>الإجابة على الأجهزة الأخرى بلا شهادة أيضًا: يمكن عندها أن تُقرأ كلمات المرور والسجلات في الطريق. فقط لشبكة يجوز لكل من فيها قراءتها.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>الحدود</translation>
    </message>
    <message>
        <source>Advanced: how much sites may ask for at once, with the range of each value. They are right for hundreds of sites as they are; Restore defaults brings them back. Some of these count only from the next start of the primary.</source>
        <translation>متقدم: كم يجوز للمواقع أن تطلب دفعة واحدة، مع مدى كل قيمة. وهي مناسبة كما هي لمئات المواقع؛ وتعيدها «استعادة القيم الافتراضية». لا يسري بعضها إلا عند التشغيل التالي للموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Help for the page General</source>
        <translation>مساعدة صفحة عام</translation>
    </message>
    <message>
        <source>Help for the page Log</source>
        <translation>مساعدة صفحة سجل الأحداث</translation>
    </message>
    <message>
        <source>Help for the page Server</source>
        <translation>مساعدة صفحة الخادم</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows were written into %1.</source>
        <translation>
            <numerusform>لم يُكتب أي صف في %1.</numerusform>
            <numerusform>كُتب صف واحد في %1.</numerusform>
            <numerusform>كُتب صفان في %1.</numerusform>
            <numerusform>كُتبت %Ln صفوف في %1.</numerusform>
            <numerusform>كُتب %Ln صفًا في %1.</numerusform>
            <numerusform>كُتب %Ln صف في %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 ث</translation>
    </message>
    <message>
        <source>Refused: %1</source>
        <translation>رُفض: %1</translation>
    </message>
    <message>
        <source>By: %1</source>
        <translation>بواسطة: %1</translation>
    </message>
    <message>
        <source>When</source>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>How it went</source>
        <translation>كيف جرت</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>المرسلة</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>المستلمة</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>البيانات</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>المدة</translation>
    </message>
    <message>
        <source>What</source>
        <translation>ماذا</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>القيم</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>من غيّر</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>الموقع</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Past synchronisations</source>
        <translation>المزامنات السابقة</translation>
    </message>
    <message>
        <source>No synchronisation has run at this site yet. A satellite lists every one here.</source>
        <translation>لم تجرِ أي مزامنة في هذا الموقع بعد. الموقع الفرعي يسرد هنا كل مزامنة.</translation>
    </message>
    <message>
        <source>Changes of settings</source>
        <translation>تغييرات الإعدادات</translation>
    </message>
    <message>
        <source>No setting has been changed yet. Every change will be listed here.</source>
        <translation>لم يتغير أي إعداد بعد. كل تغيير يُسرد هنا.</translation>
    </message>
    <message>
        <source>Contacts of the sites</source>
        <translation>اتصالات المواقع</translation>
    </message>
    <message>
        <source>No site has been noted yet. A primary lists here who calls it and who was refused.</source>
        <translation>لم يُسجَّل أي موقع بعد. الموقع الرئيسي يسرد هنا من يتصل به ومن رُفض.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln further records, of which this is the newest: %1</source>
        <translation>
            <numerusform>لا سجلات أخرى، وهذا أحدثها: %1</numerusform>
            <numerusform>سجل آخر واحد، وهذا أحدثها: %1</numerusform>
            <numerusform>سجلان آخران، وهذا أحدثهما: %1</numerusform>
            <numerusform>%Ln سجلات أخرى، وهذا أحدثها: %1</numerusform>
            <numerusform>%Ln سجلًا آخر، وهذا أحدثها: %1</numerusform>
            <numerusform>%Ln سجل آخر، وهذا أحدثها: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>It was stopped; what is done stays done.</source>
        <translation>أُوقف ذلك؛ وما تم يبقى كما هو.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records have left the list.</source>
        <translation>
            <numerusform>لم يخرج أي سجل من القائمة.</numerusform>
            <numerusform>خرج سجل واحد من القائمة.</numerusform>
            <numerusform>خرج سجلان من القائمة.</numerusform>
            <numerusform>خرجت %Ln سجلات من القائمة.</numerusform>
            <numerusform>خرج %Ln سجلًا من القائمة.</numerusform>
            <numerusform>خرج %Ln سجل من القائمة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them are sent again with the next synchronisation.</source>
        <translation>
            <numerusform>لا يُرسل أي منها مع المزامنة التالية.</numerusform>
            <numerusform>يُرسل واحد منها من جديد مع المزامنة التالية.</numerusform>
            <numerusform>يُرسل اثنان منها من جديد مع المزامنة التالية.</numerusform>
            <numerusform>تُرسل %Ln منها من جديد مع المزامنة التالية.</numerusform>
            <numerusform>يُرسل %Ln منها من جديد مع المزامنة التالية.</numerusform>
            <numerusform>يُرسل %Ln منها من جديد مع المزامنة التالية.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records stay: they are still refused, for the reason that the list says.</source>
        <translation>
            <numerusform>لا يبقى أي سجل.</numerusform>
            <numerusform>يبقى سجل واحد: ما زال مرفوضًا للسبب المذكور في القائمة.</numerusform>
            <numerusform>يبقى سجلان: ما زالا مرفوضين للسبب المذكور في القائمة.</numerusform>
            <numerusform>تبقى %Ln سجلات: ما زالت مرفوضة للسبب المذكور في القائمة.</numerusform>
            <numerusform>يبقى %Ln سجلًا: ما زالت مرفوضة للسبب المذكور في القائمة.</numerusform>
            <numerusform>يبقى %Ln سجل: ما زالت مرفوضة للسبب المذكور في القائمة.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln older forms of records were not tried: what is here now would go. Select one of them alone to put it in its place.</source>
        <translation>
            <numerusform>لم تُترك أي صيغة أقدم.</numerusform>
            <numerusform>لم تُجرَّب صيغة أقدم واحدة لسجل: سيزول ما هو هنا الآن. حدّدها وحدها لوضعها مكانه.</numerusform>
            <numerusform>لم تُجرَّب صيغتان أقدم لسجلات: سيزول ما هو هنا الآن. حدّد واحدة وحدها لوضعها مكانه.</numerusform>
            <numerusform>لم تُجرَّب %Ln صيغ أقدم لسجلات: سيزول ما هو هنا الآن. حدّد واحدة وحدها لوضعها مكانه.</numerusform>
            <numerusform>لم تُجرَّب %Ln صيغة أقدم لسجلات: سيزول ما هو هنا الآن. حدّد واحدة وحدها لوضعها مكانه.</numerusform>
            <numerusform>لم تُجرَّب %Ln صيغة أقدم لسجلات: سيزول ما هو هنا الآن. حدّد واحدة وحدها لوضعها مكانه.</numerusform>
        </translation>
    </message>
    <message>
        <source>There was nothing to try again.</source>
        <translation>لم يكن هناك ما تُعاد محاولته.</translation>
    </message>
    <message>
        <source>What this site could not take is forgotten, and nothing brings it back here. What its primary has refused stays in the records of this site and is not sent.</source>
        <translation>ما تعذر على هذا الموقع قبوله يُنسى، ولا شيء يعيده إلى هنا. وما رفضه موقعه الرئيسي يبقى في سجلات هذا الموقع ولا يُرسل.</translation>
    </message>
    <message>
        <source>another machine</source>
        <translation>جهاز آخر</translation>
    </message>
    <message>
        <source>wrong password</source>
        <translation>كلمة مرور خاطئة</translation>
    </message>
    <message>
        <source>too many wrong passwords</source>
        <translation>كلمات مرور خاطئة كثيرة</translation>
    </message>
    <message>
        <source>program too old</source>
        <translation>البرنامج أقدم مما ينبغي</translation>
    </message>
    <message>
        <source>program too new</source>
        <translation>البرنامج أحدث مما ينبغي</translation>
    </message>
    <message>
        <source>no active store</source>
        <translation>لا مخزن نشط</translation>
    </message>
    <message>
        <source>synchronisation is off</source>
        <translation>المزامنة متوقفة</translation>
    </message>
    <message>
        <source>a choice is needed</source>
        <translation>يلزم اختيار</translation>
    </message>
    <message>
        <source>Where its machine was replaced, let the new one in; where it was not, somebody else has its password.</source>
        <translation>إذا استُبدل جهازه فاسمح للجهاز الجديد؛ وإلا فلدى غيره كلمة مروره.</translation>
    </message>
    <message>
        <source>Set the password here, and enter the same one at the site.</source>
        <translation>عيّن كلمة المرور هنا، وأدخل الكلمة نفسها في الموقع.</translation>
    </message>
    <message>
        <source>Update the program at the site.</source>
        <translation>حدّث البرنامج في الموقع.</translation>
    </message>
    <message>
        <source>Update Mailboat on this machine.</source>
        <translation>حدّث Mailboat على هذا الجهاز.</translation>
    </message>
    <message>
        <source>It is refused.</source>
        <translation>إنه مرفوض.</translation>
    </message>
    <message>
        <source>Refused: %1.</source>
        <translation>رُفض: %1.</translation>
    </message>
    <message>
        <source>Refused %1: %2.</source>
        <translation>رُفض %1: %2.</translation>
    </message>
    <message>
        <source>Refused %1, from %2: %3.</source>
        <translation>رُفض %1، من %2: %3.</translation>
    </message>
    <message>
        <source>Nothing waits for it.</source>
        <translation>لا شيء ينتظره.</translation>
    </message>
    <message>
        <source>Records that wait for it: %1.</source>
        <translation>السجلات التي تنتظره: %1.</translation>
    </message>
    <message>
        <source>Records that wait for it: %1, the oldest since %2.</source>
        <translation>السجلات التي تنتظره: %1، أقدمها منذ %2.</translation>
    </message>
    <message>
        <source>Last contact: %1. Last success: %2.</source>
        <translation>آخر اتصال: %1. آخر نجاح: %2.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2 %</source>
        <translation>%1، %2 %</translation>
    </message>
    <message>
        <source>It has not called since %1.</source>
        <translation>لم يتصل منذ %1.</translation>
    </message>
    <message>
        <source>See at the site whether the machine is on, the program runs and the line works.</source>
        <translation>تحقق في الموقع من أن الجهاز مشغّل والبرنامج يعمل والخط سليم.</translation>
    </message>
    <message>
        <source>It has never called. At the site enter its Sync ID, its user name and password, and this primary&apos;s address.</source>
        <translation>لم يتصل قط. أدخل في الموقع معرّف المزامنة واسم المستخدم وكلمة المرور وعنوان هذا الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Its first load runs: %1 of about %2 records.</source>
        <translation>تحميله الأول جارٍ: %1 من نحو %2 سجل.</translation>
    </message>
    <message>
        <source>Its first load has not ended yet.</source>
        <translation>لم ينتهِ تحميله الأول بعد.</translation>
    </message>
    <message>
        <source>A site called</source>
        <translation>اتصل موقع</translation>
    </message>
    <message>
        <source>Mailboat needs your attention</source>
        <translation>يحتاج Mailboat إلى انتباهك</translation>
    </message>
    <message>
        <source>Not synchronised for a day</source>
        <translation>لا مزامنة منذ يوم</translation>
    </message>
    <message>
        <source>Not synchronised for days</source>
        <translation>لا مزامنة منذ أيام</translation>
    </message>
    <message>
        <source>A site needs attention</source>
        <translation>موقع يحتاج إلى انتباه</translation>
    </message>
    <message>
        <source>Synchronisation works again</source>
        <translation>المزامنة تعمل من جديد</translation>
    </message>
    <message>
        <source>A site synchronises again</source>
        <translation>موقع يزامن من جديد</translation>
    </message>
    <message>
        <source>The site with Sync ID %1 synchronises again.</source>
        <translation>الموقع ذو معرّف المزامنة %1 يزامن من جديد.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites need attention</source>
        <translation>
            <numerusform>لا مواقع تحتاج إلى انتباه</numerusform>
            <numerusform>موقع واحد يحتاج إلى انتباه</numerusform>
            <numerusform>موقعان يحتاجان إلى انتباه</numerusform>
            <numerusform>%Ln مواقع تحتاج إلى انتباه</numerusform>
            <numerusform>%Ln موقعًا يحتاج إلى انتباه</numerusform>
            <numerusform>%Ln موقع يحتاج إلى انتباه</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sites synchronise again</source>
        <translation>
            <numerusform>لا مواقع تزامن من جديد</numerusform>
            <numerusform>موقع واحد يزامن من جديد</numerusform>
            <numerusform>موقعان يزامنان من جديد</numerusform>
            <numerusform>%Ln مواقع تزامن من جديد</numerusform>
            <numerusform>%Ln موقعًا يزامن من جديد</numerusform>
            <numerusform>%Ln موقع يزامن من جديد</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <translation>
            <numerusform>ولا موقع آخر.</numerusform>
            <numerusform>وموقع آخر.</numerusform>
            <numerusform>وموقعان آخران.</numerusform>
            <numerusform>و%Ln مواقع أخرى.</numerusform>
            <numerusform>و%Ln موقعًا آخر.</numerusform>
            <numerusform>و%Ln موقع آخر.</numerusform>
        </translation>
    </message>
    <message>
        <source>This primary answers. Silent sites: %1.</source>
        <translation>هذا الموقع الرئيسي يجيب. المواقع الصامتة: %1.</translation>
    </message>
    <message>
        <source>This primary answers. Refused sites: %1.</source>
        <translation>هذا الموقع الرئيسي يجيب. المواقع المرفوضة: %1.</translation>
    </message>
    <message>
        <source>This primary answers. Silent sites: %1, refused: %2.</source>
        <translation>هذا الموقع الرئيسي يجيب. المواقع الصامتة: %1، المرفوضة: %2.</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>أقل من دقيقة</translation>
    </message>
    <message>
        <source>One record was refused: the list says why, and what can be done.</source>
        <translation>رُفض سجل واحد: القائمة تذكر السبب وما يمكن فعله.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records were refused: the list says why, and what can be done.</source>
        <translation>
            <numerusform>لم يُرفض أي سجل: القائمة تذكر السبب وما يمكن فعله.</numerusform>
            <numerusform>رُفض سجل واحد: القائمة تذكر السبب وما يمكن فعله.</numerusform>
            <numerusform>رُفض سجلان: القائمة تذكر السبب وما يمكن فعله.</numerusform>
            <numerusform>رُفضت %Ln سجلات: القائمة تذكر السبب وما يمكن فعله.</numerusform>
            <numerusform>رُفض %Ln سجلًا: القائمة تذكر السبب وما يمكن فعله.</numerusform>
            <numerusform>رُفض %Ln سجل: القائمة تذكر السبب وما يمكن فعله.</numerusform>
        </translation>
    </message>
    <message>
        <source>It may have been started with another address: start the primary again, or correct &quot;Listen on&quot; on the page Server.</source>
        <translation>ربما شُغّل بعنوان آخر: أعد تشغيل الموقع الرئيسي، أو صحّح «الاستماع على» في صفحة الخادم.</translation>
    </message>
    <message>
        <source>Choose a certificate and its key on the page Server, or put a proxy with https before this primary and enter its address there as the external URL.</source>
        <translation>اختر شهادة ومفتاحها في صفحة الخادم، أو ضع أمام هذا الموقع الرئيسي وسيطًا يستخدم https وأدخل عنوانه هناك عنوانًا خارجيًا.</translation>
    </message>
    <message>
        <source>Get a certificate for the name that satellites use, or correct the external URL on the page Server.</source>
        <translation>احصل على شهادة للاسم الذي تستخدمه المواقع الفرعية، أو صحّح العنوان الخارجي في صفحة الخادم.</translation>
    </message>
    <message>
        <source>The primary&apos;s administrator can let it in, or allow more patients a day for a campaign, on the page Server under &quot;Advanced&quot;.</source>
        <translation>يستطيع مدير الموقع الرئيسي إدخاله، أو السماح بمرضى أكثر في اليوم لأجل حملة، في صفحة الخادم تحت «متقدم».</translation>
    </message>
    <message>
        <source>The site %1 is silent.</source>
        <translation>الموقع %1 صامت.</translation>
    </message>
    <message>
        <source>The site %1 is refused.</source>
        <translation>الموقع %1 مرفوض.</translation>
    </message>
    <message>
        <source>The site %1 is refused: %2.</source>
        <translation>الموقع %1 مرفوض: %2.</translation>
    </message>
    <message>
        <source>State, at the primary: ok, behind (it calls, but has not received everything for a long time), silent, never, initialising (its first load runs) or refused, with the reason. The line above the list counts them; press a figure to see only those sites. Open a site to read what is wrong and what cures it.</source>
        <translation>الحالة، في الموقع الرئيسي: سليم، أو متأخر (يتصل ولم يتلقَّ كل شيء منذ مدة طويلة)، أو صامت، أو لم يتصل قط، أو قيد التهيئة (تحميله الأول جارٍ)، أو مرفوض مع السبب. السطر فوق القائمة يعدّها؛ اضغط رقمًا لترى تلك المواقع وحدها. افتح موقعًا لتقرأ ما به وما يعالجه.</translation>
    </message>
    <message>
        <source>Each person who may change the settings of this site gets a code of their own, so that one can be revoked without the others. Press &quot;Click to un-lock&quot; first: only somebody who has a code can add or revoke one.</source>
        <translation>كل شخص يجوز له تغيير إعدادات هذا الموقع يحصل على رمز خاص به، حتى يمكن إبطال أحدها دون غيره. اضغط أولًا «انقر لفتح القفل»: فلا يستطيع إضافة رمز أو إبطاله إلا من عنده رمز.</translation>
    </message>
    <message>
        <source>Site: %1</source>
        <translation>الموقع: %1</translation>
    </message>
    <message>
        <source>Address: %1</source>
        <translation>العنوان: %1</translation>
    </message>
    <message>
        <source>Program: %1</source>
        <translation>البرنامج: %1</translation>
    </message>
    <message>
        <source>How often: %1</source>
        <translation>عدد المرات: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>ولا غيرها</numerusform>
            <numerusform>وسجل آخر</numerusform>
            <numerusform>وسجلان آخران</numerusform>
            <numerusform>و %Ln سجلات أخرى</numerusform>
            <numerusform>و %Ln سجلًا آخر</numerusform>
            <numerusform>و %Ln سجل آخر</numerusform>
        </translation>
    </message>
    <message>
        <source>It calls, but has not received everything for a long time.</source>
        <translation>يتصل، لكنه لم يتلقَّ كل شيء منذ مدة طويلة.</translation>
    </message>
    <message>
        <source>This primary answers on this computer alone: no other machine can reach it. The page Server changes that, under &quot;Who can reach it&quot;.</source>
        <translation>لا يجيب هذا الموقع الرئيسي إلا على هذا الحاسوب: لا يستطيع أي جهاز آخر الوصول إليه. تغيّر صفحة الخادم ذلك تحت «من يستطيع الوصول إليه».</translation>
    </message>
    <message>
        <source>Where its sites are on other machines, change &quot;Who can reach it&quot; on the page Server, and choose its certificate there.</source>
        <translation>إذا كانت مواقعه على أجهزة أخرى فغيّر «من يستطيع الوصول إليه» في صفحة الخادم، واختر شهادته هناك.</translation>
    </message>
    <message>
        <source>Stop the other program, or choose another port on the page Server, under &quot;Port&quot;.</source>
        <translation>أوقف البرنامج الآخر، أو اختر منفذًا آخر في صفحة الخادم تحت «المنفذ».</translation>
    </message>
    <message>
        <source>a database stands there, such as a datafile of Mailboat</source>
        <translation>توجد هناك قاعدة بيانات، مثل ملف بيانات لـ Mailboat</translation>
    </message>
    <message>
        <source>JSON: [{&quot;number&quot;,&quot;source&quot; (Sync ID it came from),&quot;tableName&quot;,&quot;recordId&quot;,&quot;name&quot;,&quot;action&quot;,&quot;field&quot;,&quot;since&quot;,&quot;reason&quot;:{&quot;code&quot;,&quot;message&quot;,&quot;advice&quot;},&quot;kept&quot; (false: the quarantine&apos;s share of that site is full, the data are not kept),&quot;records&quot; (above 1, with &quot;number&quot;:null: so many are only counted, and this is the newest)}…].</source>
        <translation>JSON: [{&quot;number&quot;,&quot;source&quot; (معرّف المزامنة الذي جاء منه),&quot;tableName&quot;,&quot;recordId&quot;,&quot;name&quot;,&quot;action&quot;,&quot;field&quot;,&quot;since&quot;,&quot;reason&quot;:{&quot;code&quot;,&quot;message&quot;,&quot;advice&quot;},&quot;kept&quot; (false: حصة ذلك الموقع في الحجر ممتلئة، ولم تُحفظ البيانات),&quot;records&quot; (أكثر من 1، مع &quot;number&quot;:null: هذا العدد محسوب فقط، وهذا أحدثه)}…].</translation>
    </message>
    <message>
        <source>JSON: {&quot;syncId&quot;, &quot;role&quot;, &quot;engine&quot;:&quot;running&quot; or &quot;stopped&quot;, &quot;blocked&quot;:null or not-set-up, no-primary, password-needed, url-on-primary, wrong-primary, older-copy, newer-site, two-machines, other-machine, paused, &quot;blockedSince&quot; (where somebody has to choose), &quot;lastSync&quot;, &quot;lastSuccess&quot;, &quot;lastError&quot;, &quot;failuresInARow&quot;, &quot;failingSince&quot;, &quot;nextSync&quot;, &quot;waitingToPush&quot; (at a primary: for all its satellites), &quot;oldestWaiting&quot;, &quot;initialised&quot;, &quot;troubleSince&quot; (while the engine cannot use the datafile, which is the last error), &quot;quarantined&quot;, &quot;quarantinedWithoutData&quot;, &quot;quarantinedOf&quot;:[{&quot;syncId&quot;,&quot;records&quot;}] (at a primary: by the site that they came from), &quot;setAside&quot; (the newest record that the primary has refused by itself: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;reason&quot;}), &quot;awaited&quot;:[{&quot;syncId&quot;,&quot;since&quot;,&quot;program&quot;,&quot;asked&quot;,&quot;records&quot;}] (at a primary that collects: sites that have not sent again yet what they own; where one runs a program that cannot be asked, that, and how many records of it were known), &quot;reach&quot;:&quot;nobody&quot;, &quot;this-machine&quot; or &quot;other-machines&quot; and &quot;reachedAt&quot;:[URL…] (of a primary: from where sites reach it now), &quot;test&quot; (made by &quot;init --test&quot;), &quot;testEndpoints&quot; (served now), &quot;sites&quot; (of a primary: as &quot;sites --summary&quot;), &quot;listenFault&quot; (of a primary that answers nobody: what in its preferences or files keeps it from listening), &quot;rightsOfOthers&quot; (on the datafile, such as &quot;644&quot;), &quot;backup&quot;:{&quot;last&quot;,&quot;path&quot;,&quot;error&quot;} (the error is of the daily ones), &quot;progress&quot; (as in &quot;sync --progress&quot;), &quot;firstLoad&quot; (the same of one that has not ended and does not run), &quot;alarm&quot;:{&quot;level&quot;:&quot;calm&quot;, &quot;notice&quot;, &quot;warning&quot; or &quot;loud&quot;, &quot;since&quot;, &quot;message&quot;}}.</source>
        <translation>JSON: {&quot;syncId&quot;, &quot;role&quot;, &quot;engine&quot;:&quot;running&quot; أو &quot;stopped&quot;, &quot;blocked&quot;:null أو not-set-up, no-primary, password-needed, url-on-primary, wrong-primary, older-copy, newer-site, two-machines, other-machine, paused, &quot;blockedSince&quot; (حيث على أحد أن يختار), &quot;lastSync&quot;, &quot;lastSuccess&quot;, &quot;lastError&quot;, &quot;failuresInARow&quot;, &quot;failingSince&quot;, &quot;nextSync&quot;, &quot;waitingToPush&quot; (في موقع رئيسي: لكل مواقعه الفرعية), &quot;oldestWaiting&quot;, &quot;initialised&quot;, &quot;troubleSince&quot; (ما دام المحرك لا يستطيع استعمال ملف البيانات، وهذا هو آخر خطأ), &quot;quarantined&quot;, &quot;quarantinedWithoutData&quot;, &quot;quarantinedOf&quot;:[{&quot;syncId&quot;,&quot;records&quot;}] (في موقع رئيسي: بحسب الموقع الذي جاءت منه), &quot;setAside&quot; (آخر سجل رفضه الموقع الرئيسي وحده: {&quot;tableName&quot;,&quot;recordId&quot;,&quot;reason&quot;}), &quot;awaited&quot;:[{&quot;syncId&quot;,&quot;since&quot;,&quot;program&quot;,&quot;asked&quot;,&quot;records&quot;}] (في موقع رئيسي يجمع: المواقع التي لم تُعد بعد إرسال ما تملكه؛ وإن كان أحدها يشغّل برنامجًا لا يمكن أن يُطلب منه شيء، فاسمه وكم سجلًا منه كان معروفًا), &quot;reach&quot;:&quot;nobody&quot; أو &quot;this-machine&quot; أو &quot;other-machines&quot; و &quot;reachedAt&quot;:[URL…] (للموقع الرئيسي: من أين تصل إليه المواقع الآن)، &quot;test&quot; (أنشأه &quot;init --test&quot;), &quot;testEndpoints&quot; (متاحة الآن), &quot;sites&quot; (لموقع رئيسي: كما في &quot;sites --summary&quot;)، &quot;listenFault&quot; (لموقع رئيسي لا يجيب أحدًا: ما يمنعه من الاستماع في تفضيلاته أو ملفاته)، &quot;rightsOfOthers&quot; (على ملف البيانات، مثل &quot;644&quot;), &quot;backup&quot;:{&quot;last&quot;,&quot;path&quot;,&quot;error&quot;} (والخطأ من اليومية)، &quot;progress&quot; (كما في &quot;sync --progress&quot;)، &quot;firstLoad&quot; (مثله لتحميل أول لم ينته ولا يعمل الآن)، &quot;alarm&quot;:{&quot;level&quot;:&quot;calm&quot;, &quot;notice&quot;, &quot;warning&quot; أو &quot;loud&quot;, &quot;since&quot;, &quot;message&quot;}}.</translation>
    </message>
    <message numerus="yes">
        <source>No synchronisation has succeeded for %Ln days, since %1.</source>
        <translation>
            <numerusform>لم تنجح أي مزامنة منذ أقل من يوم، منذ %1.</numerusform>
            <numerusform>لم تنجح أي مزامنة منذ يوم، منذ %1.</numerusform>
            <numerusform>لم تنجح أي مزامنة منذ يومين، منذ %1.</numerusform>
            <numerusform>لم تنجح أي مزامنة منذ %Ln أيام، منذ %1.</numerusform>
            <numerusform>لم تنجح أي مزامنة منذ %Ln يومًا، منذ %1.</numerusform>
            <numerusform>لم تنجح أي مزامنة منذ %Ln يوم، منذ %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronisation is paused; the last one that succeeded was %Ln days ago, on %1.</source>
        <translation>
            <numerusform>المزامنة متوقفة مؤقتًا؛ وآخر مزامنة ناجحة كانت اليوم، في %1.</numerusform>
            <numerusform>المزامنة متوقفة مؤقتًا؛ وآخر مزامنة ناجحة كانت منذ يوم، في %1.</numerusform>
            <numerusform>المزامنة متوقفة مؤقتًا؛ وآخر مزامنة ناجحة كانت منذ يومين، في %1.</numerusform>
            <numerusform>المزامنة متوقفة مؤقتًا؛ وآخر مزامنة ناجحة كانت منذ %Ln أيام، في %1.</numerusform>
            <numerusform>المزامنة متوقفة مؤقتًا؛ وآخر مزامنة ناجحة كانت منذ %Ln يومًا، في %1.</numerusform>
            <numerusform>المزامنة متوقفة مؤقتًا؛ وآخر مزامنة ناجحة كانت منذ %Ln يوم، في %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>this site may not write the record, and would differ from its primary for good; have it entered again where it is written (the primary&apos;s administrator knows), then discard it here</source>
        <translation>لا يجوز لهذا الموقع أن يكتب السجل، وسيختلف بذلك عن موقعه الرئيسي إلى الأبد؛ اطلب إدخاله من جديد حيث يُكتب (مدير الموقع الرئيسي يعرف)، ثم تخلَّ عنه هنا</translation>
    </message>
    <message>
        <source>Everything that was checked is in order.</source>
        <translation>كل ما فُحص سليم.</translation>
    </message>
    <message>
        <source>Round trip: %1 ms.</source>
        <translation>الذهاب والإياب: %1 مللي ثانية.</translation>
    </message>
    <message>
        <source>Speed: %1 a second.</source>
        <translation>السرعة: %1 في الثانية.</translation>
    </message>
    <message>
        <source>User name and password: with these a satellite signs in at its primary, and the same ones stand at both ends. Whoever runs the primary chooses them.</source>
        <translation>اسم المستخدم وكلمة المرور: بهما يدخل الموقع الفرعي إلى موقعه الرئيسي، وهما نفسهما عند الطرفين. يختارهما القائم على الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Keep running in the tray: closing the window does not stop synchronisation. &quot;Quit&quot; in the menu of the icon does. This and the start at log-in are yours alone: others who use this machine have their own. Neither needs a code.</source>
        <translation>الاستمرار في شريط النظام: إغلاق النافذة لا يوقف المزامنة، بل يوقفها «إنهاء» في قائمة الأيقونة. وهذا والبدء عند تسجيل الدخول لك وحدك: فللآخرين الذين يستخدمون هذا الجهاز إعداداتهم. ولا يحتاج أي منهما إلى رمز.</translation>
    </message>
    <message>
        <source>Discard: gives the selected records up. What this site could not take is forgotten; what its primary has refused stays in the records here and is not sent.</source>
        <translation>التخلي: يتخلى عن السجلات المحددة. ما تعذر على هذا الموقع قبوله يُنسى؛ وما رفضه موقعه الرئيسي يبقى في السجلات هنا ولا يُرسل.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln records were discarded.</source>
        <translation>
            <numerusform>لم يُتخلَّ عن أي سجل.</numerusform>
            <numerusform>تم التخلي عن سجل واحد.</numerusform>
            <numerusform>تم التخلي عن سجلين.</numerusform>
            <numerusform>تم التخلي عن %Ln سجلات.</numerusform>
            <numerusform>تم التخلي عن %Ln سجلًا.</numerusform>
            <numerusform>تم التخلي عن %Ln سجل.</numerusform>
        </translation>
    </message>
    <message>
        <source>Discard refused records</source>
        <translation>التخلي عن سجلات مرفوضة</translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln refused records?</source>
        <translation>
            <numerusform>ألا يُتخلى عن أي سجل؟</numerusform>
            <numerusform>أيُتخلى عن سجل مرفوض واحد؟</numerusform>
            <numerusform>أيُتخلى عن سجلين مرفوضين؟</numerusform>
            <numerusform>أيُتخلى عن %Ln سجلات مرفوضة؟</numerusform>
            <numerusform>أيُتخلى عن %Ln سجلًا مرفوضًا؟</numerusform>
            <numerusform>أيُتخلى عن %Ln سجل مرفوض؟</numerusform>
        </translation>
    </message>
    <message>
        <source>What this primary could not take is forgotten here: only the site that it came from may still have it. What it has taken, and keeps from sites that cannot read it, stays in its records.</source>
        <translation>ما لم يستطع هذا الموقع الرئيسي أخذه يُنسى هنا: وحده الموقع الذي جاء منه قد يحتفظ به. وما أخذه ولا يعطيه لمواقع لا تستطيع قراءته يبقى في سجلاته.</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>ال&amp;تخلي</translation>
    </message>
    <message>
        <source>Where its sites are on other machines, change &quot;Who can reach it&quot; below, and choose its certificate there.</source>
        <translation>إذا كانت مواقعه على أجهزة أخرى، فغيّر «من يمكنه الوصول إليه» أدناه، واختر شهادته هناك.</translation>
    </message>
    <message>
        <source>Choose a certificate and its key here, enter the https address of a proxy before this primary as the external URL, or tick &quot;Answer other machines without a certificate, too&quot;.</source>
        <translation>اختر هنا شهادة ومفتاحها، أو أدخل عنوان https لوكيل أمام هذا الموقع الرئيسي كعنوان URL خارجي، أو فعّل «الرد على الأجهزة الأخرى بدون شهادة أيضًا».</translation>
    </message>
    <message>
        <source>Stop the other program, or choose another port here, under &quot;Port&quot;.</source>
        <translation>أوقف البرنامج الآخر، أو اختر هنا منفذًا آخر تحت «المنفذ».</translation>
    </message>
    <message>
        <source>Get a certificate for the name that satellites use, or correct the external URL here.</source>
        <translation>احصل على شهادة للاسم الذي تستخدمه المواقع الفرعية، أو صحّح عنوان URL الخارجي هنا.</translation>
    </message>
    <message>
        <source>At the site, look at what its program says of its synchronisation: the line may break off each time, or its disk be full.</source>
        <translation>في الموقع، انظر إلى ما يقوله برنامجه عن المزامنة: قد ينقطع الخط كل مرة، أو قد يكون قرصه ممتلئًا.</translation>
    </message>
    <message>
        <source>Sync ID before</source>
        <translation>معرّف المزامنة السابق</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>كلمة مرور جديدة</translation>
    </message>
    <message>
        <source>May call without naming its machine</source>
        <translation>يمكنه الاتصال دون تسمية جهازه</translation>
    </message>
    <message>
        <source>Hardware ID cleared</source>
        <translation>معرّف الجهاز الممسوح</translation>
    </message>
    <message>
        <source>Records that waited</source>
        <translation>السجلات التي كانت تنتظر</translation>
    </message>
    <message>
        <source>Number of records</source>
        <translation>عدد السجلات</translation>
    </message>
    <message>
        <source>First of them</source>
        <translation>أولها</translation>
    </message>
    <message>
        <source>What was chosen</source>
        <translation>ما تم اختياره</translation>
    </message>
    <message>
        <source>Sites that send again</source>
        <translation>المواقع التي ترسل من جديد</translation>
    </message>
    <message>
        <source>Sites that cannot be asked</source>
        <translation>المواقع التي لا يمكن أن يُطلب منها</translation>
    </message>
    <message>
        <source>Wrong tries so far</source>
        <translation>المحاولات الخاطئة حتى حينه</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>صالحة حتى</translation>
    </message>
    <message>
        <source>File</source>
        <translation>الملف</translation>
    </message>
    <message>
        <source>What was there before is kept as</source>
        <translation>ما كان هناك من قبل محفوظ باسم</translation>
    </message>
    <message>
        <source>ID of the user</source>
        <translation>معرّف المستخدم</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
    <message>
        <source>May sign in</source>
        <translation>يمكنه تسجيل الدخول</translation>
    </message>
    <message>
        <source>the sites send again all that they own</source>
        <translation>ترسل المواقع من جديد كل ما تملكه</translation>
    </message>
    <message>
        <source>this site fetches everything anew from its primary</source>
        <translation>يجلب هذا الموقع كل شيء من جديد من موقعه الرئيسي</translation>
    </message>
    <message>
        <source>go on as it is</source>
        <translation>الاستمرار كما هو</translation>
    </message>
    <message>
        <source>this machine goes on as the site</source>
        <translation>يستمر هذا الجهاز بصفته الموقع</translation>
    </message>
    <message>
        <source>Compare both. If this is the right one, have it entered again where it is written (the primary&apos;s administrator where this site is not the one); then discard it here.</source>
        <translation>قارن بين الصيغتين. إن كانت هذه هي الصحيحة فاطلب إدخالها من جديد حيث تُكتب (من مدير الموقع الرئيسي إن لم يكن هذا الموقع هو)؛ ثم تخلَّ عنها هنا.</translation>
    </message>
    <message>
        <source>It may have been deleted there, or lost. Ask the primary&apos;s administrator, who can enter it again; then discard it here. What this site may write itself is sent to the primary by trying it again.</source>
        <translation>ربما حُذف هناك أو فُقد. اسأل مدير الموقع الرئيسي، فبإمكانه أن يدخله من جديد؛ ثم تخلَّ عنه هنا. وما يجوز لهذا الموقع أن يكتبه بنفسه يُرسل إلى الموقع الرئيسي بإعادة المحاولة.</translation>
    </message>
    <message>
        <source>The pause ends by itself, an hour after the last wrong password at the latest. Set the password here, and enter the same one at the site. If nobody there has entered a wrong one, somebody may be guessing it.</source>
        <translation>ينتهي الإيقاف المؤقت من تلقاء نفسه، بعد ساعة على الأكثر من آخر كلمة مرور خاطئة. عيّن كلمة المرور هنا، وأدخل الكلمة نفسها في الموقع. إذا لم يُدخل أحد هناك كلمة خاطئة، فقد يكون أحدهم يحاول تخمينها.</translation>
    </message>
    <message>
        <source>The same: as a desktop gives a file that is opened</source>
        <translation>الأمر نفسه: كما يعطي سطح المكتب ملفًا يُفتح</translation>
    </message>
</context>
<context>
    <name>mailboat::Application</name>
    <message>
        <source>This datafile is that of the backup now. What was there before is kept as %1.</source>
        <translation>ملف البيانات هذا هو الآن ملف النسخة الاحتياطية. وما كان هناك من قبل محفوظ باسم %1.</translation>
    </message>
    <message>
        <source>This datafile is that of the backup now.</source>
        <translation>ملف البيانات هذا هو ملف النسخة الاحتياطية الآن.</translation>
    </message>
    <message>
        <source>Restoring was cancelled. Nothing has changed.</source>
        <translation>تُركت الاستعادة. لم يتغير شيء.</translation>
    </message>
</context>
<context>
    <name>mailboat::BackupAtStart</name>
    <message>
        <source>This is a backup</source>
        <translation>هذه نسخة احتياطية</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>الاستعادة من نسخة احتياطية</translation>
    </message>
    <message>
        <source>Restore the backup of %1, made %2, as the datafile %3?</source>
        <translation>أتُستعاد النسخة الاحتياطية (%1)، المأخوذة %2، لتكون ملف البيانات %3؟</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>ا&amp;ستعادة</translation>
    </message>
    <message>
        <source>&amp;Open it itself</source>
        <translation>&amp;فتح النسخة نفسها</translation>
    </message>
    <message>
        <source>a site without a Sync ID</source>
        <translation>موقع بلا معرّف مزامنة</translation>
    </message>
    <message>
        <source>the primary</source>
        <translation>الموقع الرئيسي</translation>
    </message>
    <message>
        <source>the site with Sync ID %1</source>
        <translation>الموقع ذو معرّف المزامنة %1</translation>
    </message>
    <message>
        <source>the site with Sync ID %1 (%2)</source>
        <translation>الموقع ذو معرّف المزامنة %1 (%2)</translation>
    </message>
    <message>
        <source>Records in it that were never sent: %1.</source>
        <translation>السجلات فيها التي لم تُرسل قط: %1.</translation>
    </message>
    <message>
        <source>What is there now is kept beside it.</source>
        <translation>ما هو موجود الآن يُحفظ إلى جانبه.</translation>
    </message>
    <message>
        <source>The backup stays as it is. Nothing is synchronised then until you have chosen how it goes on.</source>
        <translation>تبقى النسخة الاحتياطية كما هي. ولا يُزامن شيء بعدها حتى تختار كيف يستمر.</translation>
    </message>
    <message>
        <source>Opened itself, it becomes the datafile of the site: it is changed from then on, and is no backup any more that you could go back to.</source>
        <translation>إذا فُتحت هي نفسها صارت ملف بيانات الموقع: تتغيّر منذ ذلك الحين، ولا تعود نسخة احتياطية يمكنك الرجوع إليها.</translation>
    </message>
</context>
<context>
    <name>mailboat::BackupNow</name>
    <message>
        <source>Backup by hand</source>
        <translation>نسخ احتياطي يدوي</translation>
    </message>
    <message>
        <source>Back up &amp;now</source>
        <translation>ا&amp;نسخ الآن</translation>
    </message>
    <message>
        <source>&amp;Cancel backup</source>
        <translation>إل&amp;غاء النسخ</translation>
    </message>
    <message>
        <source>File of the last backup</source>
        <translation>ملف آخر نسخة احتياطية</translation>
    </message>
    <message>
        <source>Progress of the backup</source>
        <translation>تقدم النسخ الاحتياطي</translation>
    </message>
    <message>
        <source>A copy of the whole datafile, while everything goes on. It needs no authorisation code: passwords are as sealed in it as they are here.</source>
        <translation>نسخة من ملف البيانات كله بينما يستمر كل شيء. ولا تحتاج إلى رمز تفويض: فكلمات المرور مختومة فيها كما هي هنا.</translation>
    </message>
    <message>
        <source>Back up into a file</source>
        <translation>نسخ احتياطي إلى ملف</translation>
    </message>
    <message>
        <source>Datafiles (*.mailboat);;All files (*)</source>
        <translation>ملفات البيانات (*.mailboat);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>The backup has been made, and was read back.</source>
        <translation>أُخذت النسخة الاحتياطية وقُرئت من جديد.</translation>
    </message>
    <message>
        <source>The backup has been made, and was read back. Files that sites have attached to records lie beside it, in a folder of the same name that ends with &quot;.files&quot;.</source>
        <translation>أُخذت النسخة الاحتياطية وقُرئت من جديد. والملفات التي أرفقتها المواقع بالسجلات موجودة إلى جانبها في مجلد بالاسم نفسه ينتهي بـ «‎.files».</translation>
    </message>
    <message>
        <source>A backup is being made.</source>
        <translation>تُؤخذ الآن نسخة احتياطية.</translation>
    </message>
    <message>
        <source>No backup has been made yet.</source>
        <translation>لم تُؤخذ نسخة احتياطية بعد.</translation>
    </message>
    <message>
        <source>Last backup: %1.</source>
        <translation>آخر نسخة احتياطية: %1.</translation>
    </message>
    <message>
        <source>Last backup: %1, %2.</source>
        <translation>آخر نسخة احتياطية: %1، %2.</translation>
    </message>
    <message>
        <source>The backup was cancelled; nothing is left of it.</source>
        <translation>تُرك النسخ الاحتياطي؛ ولم يبقَ منه شيء.</translation>
    </message>
</context>
<context>
    <name>mailboat::BackupPage</name>
    <message>
        <source>Daily backups</source>
        <translation>النسخ الاحتياطية اليومية</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>مجلد النسخ الاحتياطية</translation>
    </message>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>ا&amp;ختيار…</translation>
    </message>
    <message>
        <source>Back up every &amp;day</source>
        <translation>انسخ كل &amp;يوم</translation>
    </message>
    <message>
        <source>Back up every day</source>
        <translation>انسخ كل يوم</translation>
    </message>
    <message>
        <source>Daily backups to keep</source>
        <translation>النسخ اليومية التي تبقى</translation>
    </message>
    <message>
        <source>&amp;Folder for backups</source>
        <translation>&amp;مجلد النسخ الاحتياطية</translation>
    </message>
    <message>
        <source>Daily backups to &amp;keep</source>
        <translation>النسخ اليومية التي ت&amp;بقى</translation>
    </message>
    <message>
        <source>Choose a folder: without one no daily backup is made.</source>
        <translation>اختر مجلدًا: فبدونه لا تُؤخذ نسخة يومية.</translation>
    </message>
</context>
<context>
    <name>mailboat::CategoryList</name>
    <message>
        <source>Search categories</source>
        <translation>البحث في الفئات</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>الفئات</translation>
    </message>
    <message>
        <source>Mailboat has no page for this category. It belongs to mSupply.</source>
        <translation>ليس في Mailboat صفحة لهذه الفئة. فهي تخص mSupply.</translation>
    </message>
    <message>
        <source>Show mSupply&apos;s other categories</source>
        <translation>فئات mSupply الأخرى</translation>
    </message>
</context>
<context>
    <name>mailboat::CertificateFields</name>
    <message>
        <source>Certificate</source>
        <translation>الشهادة</translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation>ا&amp;ختيار…</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>المفتاح الخاص</translation>
    </message>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>اخ&amp;تيار…</translation>
    </message>
    <message>
        <source>Choose the certificate…</source>
        <translation>اختيار الشهادة…</translation>
    </message>
    <message>
        <source>Choose the private key…</source>
        <translation>اختيار المفتاح الخاص…</translation>
    </message>
    <message>
        <source>Cer&amp;tificate</source>
        <translation>ال&amp;شهادة</translation>
    </message>
    <message>
        <source>Private &amp;key</source>
        <translation>الم&amp;فتاح الخاص</translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>الشهادات والمفاتيح (*.pem *.crt *.cer *.key);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>Choose the certificate that this key belongs to: without one it is not used.</source>
        <translation>اختر الشهادة التي ينتمي إليها هذا المفتاح: فلا يُستخدم بدونها.</translation>
    </message>
    <message>
        <source>Valid until %1.</source>
        <translation>صالحة حتى %1.</translation>
    </message>
    <message>
        <source>This key belongs to the certificate.</source>
        <translation>ينتمي هذا المفتاح إلى الشهادة.</translation>
    </message>
</context>
<context>
    <name>mailboat::CheckStepsTable</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 مللي ثانية</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 ث</translation>
    </message>
    <message>
        <source>Steps of the check</source>
        <translation>خطوات الفحص</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>الخطوة</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>النتيجة</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>الوقت المستغرق</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>ما وُجد</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>في الانتظار</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>جارٍ…</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>سليم</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>تحذير</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>فشل</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>أُلغي</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>لم يُبلغ</translation>
    </message>
</context>
<context>
    <name>mailboat::CheckedSitesTable</name>
    <message>
        <source>Sync ID</source>
        <translation>معرّف المزامنة</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>Last call</source>
        <translation>آخر اتصال</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>صامت</translation>
    </message>
    <message>
        <source>never</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>Sites that are refused or silent</source>
        <translation>المواقع المرفوضة أو الصامتة</translation>
    </message>
    <message>
        <source>refused (%1)</source>
        <translation>رُفض اتصاله (%1)</translation>
    </message>
    <message>
        <source>has never connected</source>
        <translation>لم يتصل قط</translation>
    </message>
</context>
<context>
    <name>mailboat::CodePage</name>
    <message>
        <source>Authorisation code</source>
        <translation>رمز التفويض</translation>
    </message>
    <message>
        <source>The datafile is ready. This is its authorisation code. Write it down and keep it: it is shown only this once, and every change of the settings asks for it.</source>
        <translation>ملف البيانات جاهز. هذا هو رمز التفويض الخاص به. اكتبه واحفظه: فهو لا يُعرض إلا هذه المرة، وكل تغيير للإعدادات يسأل عنه.</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;حفظ…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>&amp;طباعة…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;نسخ</translation>
    </message>
    <message>
        <source>I have &amp;written it down</source>
        <translation>كت&amp;بته عندي</translation>
    </message>
    <message>
        <source>The code is on the clipboard.</source>
        <translation>الرمز في الحافظة.</translation>
    </message>
    <message>
        <source>Mailboat: authorisation code of the datafile %1</source>
        <translation>Mailboat: رمز التفويض لملف البيانات %1</translation>
    </message>
    <message>
        <source>Save the code</source>
        <translation>حفظ الرمز</translation>
    </message>
    <message>
        <source>Texts (*.txt);;All files (*)</source>
        <translation>نصوص (*.txt);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>Saved as %1. Keep that file where nobody else reads it.</source>
        <translation>حُفظ باسم %1. احفظ هذا الملف حيث لا يقرؤه أحد غيرك.</translation>
    </message>
    <message>
        <source>The code could not be saved as %1: %2</source>
        <translation>تعذّر حفظ الرمز باسم %1: %2</translation>
    </message>
    <message>
        <source>The code was sent to the printer. Wait for the paper before you go on.</source>
        <translation>أُرسل الرمز إلى الطابعة. انتظر الورقة قبل أن تتابع.</translation>
    </message>
    <message>
        <source>The code could not be printed.</source>
        <translation>تعذّرت طباعة الرمز.</translation>
    </message>
    <message>
        <source>Saved as %1. Other people of this machine may read it there: move it to where nobody else reads it.</source>
        <translation>حُفظ باسم %1. قد يقرؤه هناك مستخدمون آخرون لهذا الجهاز: انقله إلى حيث لا يقرؤه أحد غيرك.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>كتبته عندي</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>إن&amp;هاء</translation>
    </message>
    <message>
        <source>Say first that you have written it down.</source>
        <translation>أكّد أولًا أنك كتبته عندك.</translation>
    </message>
    <message>
        <source>Go on without this code?</source>
        <translation>هل تريد المتابعة بلا هذا الرمز؟</translation>
    </message>
    <message>
        <source>It is shown only this once, and whoever has no code cannot change the settings. As long as the padlock is open, another code can be made on the page General.</source>
        <translation>لا يُعرض إلا هذه المرة، ومن لا رمز عنده لا يستطيع تغيير الإعدادات. ما دام القفل مفتوحًا يمكن إنشاء رمز آخر في صفحة «عام».</translation>
    </message>
    <message>
        <source>&amp;Go on without it</source>
        <translation>&amp;متابعة بلا الرمز</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>ال&amp;بقاء هنا</translation>
    </message>
</context>
<context>
    <name>mailboat::CodesGroup</name>
    <message>
        <source>Authorisation codes</source>
        <translation>رموز التفويض</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>إ&amp;ضافة…</translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>إب&amp;طال</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>التسمية</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>أُنشئ</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>ينتهي</translation>
    </message>
    <message>
        <source>does not expire</source>
        <translation>لا ينتهي</translation>
    </message>
    <message>
        <source>%1 (expired)</source>
        <translation>%1 (منتهٍ)</translation>
    </message>
    <message>
        <source>Select a code first.</source>
        <translation>اختر رمزًا أولًا.</translation>
    </message>
    <message>
        <source>Revoke the code</source>
        <translation>إبطال الرمز</translation>
    </message>
    <message>
        <source>Revoke the authorisation code &quot;%1&quot;?</source>
        <translation>هل تريد إبطال رمز التفويض «%1»؟</translation>
    </message>
    <message>
        <source>Whoever has it can no longer open the padlock of this site. It cannot be brought back.</source>
        <translation>لن يستطيع صاحبه بعد ذلك فتح قفل هذا الموقع. ولا يمكن استرجاعه.</translation>
    </message>
    <message>
        <source>The code &quot;%1&quot; opens nothing any more.</source>
        <translation>الرمز «%1» لم يعد يفتح شيئًا.</translation>
    </message>
    <message>
        <source>Each code opens the padlock of this site. Adding and revoking take effect at once; Cancel does not undo them.</source>
        <translation>كل رمز يفتح قفل هذا الموقع. تسري الإضافة والإبطال فورًا، ولا يتراجع عنهما «إلغاء».</translation>
    </message>
</context>
<context>
    <name>mailboat::ConflictDialog</name>
    <message>
        <source>Site with Sync ID %1</source>
        <translation>الموقع ذو معرّف المزامنة %1</translation>
    </message>
    <message>
        <source>0, paused</source>
        <translation>0، متوقفة مؤقتًا</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>on</source>
        <translation>مفعّل</translation>
    </message>
    <message>
        <source>off</source>
        <translation>معطّل</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>لا شيء</translation>
    </message>
    <message>
        <source>not in the list</source>
        <translation>ليس في القائمة</translation>
    </message>
    <message>
        <source>a new password</source>
        <translation>كلمة مرور جديدة</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>setting: value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Changed elsewhere</source>
        <translation>تغيّر في مكان آخر</translation>
    </message>
    <message>
        <source>What you have changed here was changed by somebody else, too, and saved. Choose which value is kept.</source>
        <translation>ما غيّرته هنا غيّره شخص آخر أيضًا وحفظه. اختر القيمة التي تبقى.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>ح&amp;فظ</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إل&amp;غاء</translation>
    </message>
    <message>
        <source>Here: %1</source>
        <translation>هنا: %1</translation>
    </message>
    <message>
        <source>Saved meanwhile: %1</source>
        <translation>حُفظ في هذه الأثناء: %1</translation>
    </message>
    <message>
        <source>Saved meanwhile by %1: %2</source>
        <translation>حفظه %1 في هذه الأثناء: %2</translation>
    </message>
</context>
<context>
    <name>mailboat::ConnectionCheckView</name>
    <message>
        <source>Copy &amp;report</source>
        <translation>نسخ ال&amp;تقرير</translation>
    </message>
    <message>
        <source>R&amp;un again</source>
        <translation>إ&amp;عادة الفحص</translation>
    </message>
    <message>
        <source>Connection check</source>
        <translation>فحص الاتصال</translation>
    </message>
    <message>
        <source>The check is running</source>
        <translation>الفحص جارٍ</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>نسخ التقرير</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>إعادة الفحص</translation>
    </message>
    <message>
        <source>Round trip and speed are not measured yet.</source>
        <translation>لم يُقس الذهاب والإياب والسرعة بعد.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إل&amp;غاء</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>إغلا&amp;ق</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>The check is running.</source>
        <translation>الفحص جارٍ.</translation>
    </message>
    <message>
        <source>There is no report yet.</source>
        <translation>لا يوجد تقرير بعد.</translation>
    </message>
    <message>
        <source>&amp;All refused or silent sites</source>
        <translation>&amp;كل المواقع المرفوضة أو الصامتة</translation>
    </message>
</context>
<context>
    <name>mailboat::DesktopGroup</name>
    <message>
        <source>On this desktop</source>
        <translation>على سطح المكتب هذا</translation>
    </message>
    <message>
        <source>&amp;Start at log-in</source>
        <translation>ال&amp;بدء عند تسجيل الدخول</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray</source>
        <translation>الا&amp;ستمرار في شريط النظام</translation>
    </message>
    <message>
        <source>&amp;Notifications</source>
        <translation>الإ&amp;شعارات</translation>
    </message>
    <message>
        <source>Start at log-in</source>
        <translation>البدء عند تسجيل الدخول</translation>
    </message>
    <message>
        <source>Keep running in the tray</source>
        <translation>الاستمرار في شريط النظام</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>الإشعارات</translation>
    </message>
    <message>
        <source>Mailboat starts without its window when you log in to this desktop, and synchronises.</source>
        <translation>يبدأ Mailboat بدون نافذته عند تسجيل دخولك إلى سطح المكتب هذا، ويزامن.</translation>
    </message>
    <message>
        <source>Closing the window does not stop synchronisation: the icon in the tray shows how it stands.</source>
        <translation>إغلاق النافذة لا يوقف المزامنة: الأيقونة في شريط النظام تبيّن حالها.</translation>
    </message>
    <message>
        <source>A notification appears where somebody has to do something, after one and three days without synchronisation, and when all is well again.</source>
        <translation>يظهر إشعار حين يلزم أن يفعل أحد شيئًا، وبعد يوم وثلاثة أيام بدون مزامنة، وحين يعود كل شيء على ما يرام.</translation>
    </message>
    <message>
        <source>The desktop&apos;s setting is being read.</source>
        <translation>تجري قراءة إعداد سطح المكتب.</translation>
    </message>
</context>
<context>
    <name>mailboat::FieldMessage</name>
    <message>
        <source>%1: %2</source>
        <comment>kind of message: message</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>mailboat::FirstStartDialog</name>
    <message>
        <source>Mailboat: choose a datafile</source>
        <translation>Mailboat: اختيار ملف بيانات</translation>
    </message>
    <message>
        <source>New datafile</source>
        <translation>ملف بيانات جديد</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>ا&amp;ستعراض…</translation>
    </message>
    <message>
        <source>New &amp;datafile</source>
        <translation>ملف &amp;بيانات جديد</translation>
    </message>
    <message>
        <source>&amp;Open another…</source>
        <translation>&amp;فتح آخر…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>إن&amp;هاء</translation>
    </message>
    <message>
        <source>Say where the new datafile should be.</source>
        <translation>اذكر أين يوضع ملف البيانات الجديد.</translation>
    </message>
    <message>
        <source>Making the datafile…</source>
        <translation>جارٍ إنشاء ملف البيانات…</translation>
    </message>
    <message>
        <source>Datafiles (*.mailboat);;All files (*)</source>
        <translation>ملفات البيانات (*.mailboat);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>Open a datafile</source>
        <translation>فتح ملف بيانات</translation>
    </message>
    <message>
        <source>Opening the datafile…</source>
        <translation>جارٍ فتح ملف البيانات…</translation>
    </message>
    <message>
        <source>The backup is being restored…</source>
        <translation>تُستعاد النسخة الاحتياطية…</translation>
    </message>
    <message>
        <source>&amp;Restore from a backup…</source>
        <translation>اس&amp;تعادة من نسخة احتياطية…</translation>
    </message>
    <message>
        <source>There is a file at that place already. Say another one, or open that datafile: its page &quot;Backup&quot; puts a backup in its place.</source>
        <translation>يوجد ملف في ذلك المكان. حدّد مكانًا آخر، أو افتح ملف البيانات ذاك: صفحته «النسخ الاحتياطي» تضع نسخة احتياطية مكانه.</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>اختيار نسخة احتياطية</translation>
    </message>
    <message>
        <source>The backup is being looked at…</source>
        <translation>يُنظر في النسخة الاحتياطية…</translation>
    </message>
    <message>
        <source>There is no datafile here yet. What is this site?</source>
        <translation>لا يوجد ملف بيانات هنا بعد. ما هذا الموقع؟</translation>
    </message>
    <message>
        <source>A &amp;satellite</source>
        <translation>موقع فر&amp;عي</translation>
    </message>
    <message>
        <source>It synchronises with a primary: whoever runs that has given this site a Sync ID, a user name and a password.</source>
        <translation>يتزامن مع موقع رئيسي أعطى القائمُ عليه هذا الموقعَ معرّف مزامنة واسم مستخدم وكلمة مرور.</translation>
    </message>
    <message>
        <source>The &amp;primary</source>
        <translation>الموقع ال&amp;رئيسي</translation>
    </message>
    <message>
        <source>The site with which all others synchronise. There is one.</source>
        <translation>الموقع الذي تتزامن معه كل المواقع الأخرى. وهو واحد.</translation>
    </message>
    <message>
        <source>It has been at work before, here or on another machine, and there is a backup of it.</source>
        <translation>عمل من قبل، هنا أو على جهاز آخر، وله نسخة احتياطية.</translation>
    </message>
    <message>
        <source>Its datafile is somewhere else on this machine.</source>
        <translation>ملف بياناته في مكان آخر على هذا الجهاز.</translation>
    </message>
    <message>
        <source>There is a file at that place already. Say another one for the new datafile, or open that one.</source>
        <translation>يوجد ملف في ذلك المكان. حدّد مكانًا آخر لملف البيانات الجديد، أو افتح ذلك الملف.</translation>
    </message>
</context>
<context>
    <name>mailboat::HelpWindow</name>
    <message>
        <source>&amp;User guide</source>
        <translation>&amp;دليل المستخدم</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>دليل المستخدم</translation>
    </message>
</context>
<context>
    <name>mailboat::ImportDialog</name>
    <message>
        <source>C&amp;opy errors</source>
        <translation>&amp;نسخ الأخطاء</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>إل&amp;غاء</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>ا&amp;ستيراد</translation>
    </message>
    <message>
        <source>Import sites</source>
        <translation>استيراد مواقع</translation>
    </message>
    <message>
        <source>Progress of the import</source>
        <translation>تقدّم الاستيراد</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>صفوف الملف</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>تجري قراءة %1…</translation>
    </message>
    <message>
        <source>The file is being read.</source>
        <translation>تجري قراءة الملف.</translation>
    </message>
    <message>
        <source>%1 cannot be imported.</source>
        <translation>تعذّر استيراد %1.</translation>
    </message>
    <message>
        <source>There is nothing to import.</source>
        <translation>لا شيء للاستيراد.</translation>
    </message>
    <message>
        <source>%1: to be added %2, to be changed %3, as they are %4, with errors %5.</source>
        <translation>%1: للإضافة %2، للتغيير %3، بلا تغيير %4، فيها أخطاء %5.</translation>
    </message>
    <message>
        <source>A row has an error: nothing of the file can be taken.</source>
        <translation>في أحد الصفوف خطأ: لا يمكن أخذ شيء من الملف.</translation>
    </message>
    <message>
        <source>The file changes nothing.</source>
        <translation>الملف لا يغيّر شيئًا.</translation>
    </message>
    <message>
        <source>All rows are taken or none. Correct those with an error, which stand first, and import the file again.</source>
        <translation>تؤخذ كل الصفوف أو لا يؤخذ شيء. صحّح الصفوف التي فيها خطأ، وهي في الأول، ثم استورد الملف من جديد.</translation>
    </message>
    <message>
        <source>The list has all of that already: there is nothing to import.</source>
        <translation>القائمة فيها كل ذلك: لا شيء للاستيراد.</translation>
    </message>
    <message>
        <source>The rows become one change of the preferences: OK there saves them, Cancel discards them.</source>
        <translation>تصبح الصفوف تغييرًا واحدًا في التفضيلات: «موافق» هناك يحفظها، و«إلغاء» يتجاهلها.</translation>
    </message>
</context>
<context>
    <name>mailboat::ImportRowsModel</name>
    <message>
        <source>Error: %1</source>
        <translation>خطأ: %1</translation>
    </message>
    <message>
        <source>Is added, with a URL: synchronisation is off while it has one</source>
        <translation>يُضاف وله عنوان URL: المزامنة متوقفة ما دام له عنوان</translation>
    </message>
    <message>
        <source>Is added</source>
        <translation>يُضاف</translation>
    </message>
    <message>
        <source>Is changed, with a URL: synchronisation is off while it has one</source>
        <translation>يُغيَّر وله عنوان URL: المزامنة متوقفة ما دام له عنوان</translation>
    </message>
    <message>
        <source>Is changed</source>
        <translation>يُغيَّر</translation>
    </message>
    <message>
        <source>Stays as it is</source>
        <translation>يبقى كما هو</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>السطر</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>معرّف المزامنة</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>ما يحدث</translation>
    </message>
</context>
<context>
    <name>mailboat::InlineMessage</name>
    <message>
        <source>D&amp;etails</source>
        <translation>التفاصي&amp;ل</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Copy message</source>
        <translation>نسخ الرسالة</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>kind of message: message</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>mailboat::KeyPlace</name>
    <message>
        <source>The key ring may ask on the screen to be unlocked.</source>
        <translation>قد تطلب حلقة المفاتيح على الشاشة أن تُفتح.</translation>
    </message>
    <message>
        <source>Where the key is kept that passwords are sealed with on this machine</source>
        <translation>أين يُحفظ المفتاح الذي تُختم به كلمات المرور على هذا الجهاز</translation>
    </message>
    <message>
        <source>Key for passwords</source>
        <translation>مفتاح كلمات المرور</translation>
    </message>
    <message>
        <source>Move the key for passwords into a file?</source>
        <translation>هل يُنقل مفتاح كلمات المرور إلى ملف؟</translation>
    </message>
    <message>
        <source>Move the key for passwords into this desktop&apos;s key ring?</source>
        <translation>هل يُنقل مفتاح كلمات المرور إلى حلقة مفاتيح سطح المكتب هذا؟</translation>
    </message>
    <message>
        <source>It is in this desktop&apos;s key ring. In a file, which you alone may read, a service can read it too, before anybody has signed in. This happens at once, whatever else is changed in this window.</source>
        <translation>هو في حلقة مفاتيح سطح المكتب هذا. وفي ملف لا يقرؤه غيرك تستطيع خدمة أيضًا أن تقرأه قبل أن يسجّل أحد الدخول. يحدث هذا على الفور، مهما تغيّر غيره في هذه النافذة.</translation>
    </message>
    <message>
        <source>It is in a file that you alone may read. In the key ring it is there while you are signed in: a service that starts before that asks for the password. This happens at once, whatever else is changed in this window.</source>
        <translation>هو في ملف لا يقرؤه غيرك. وفي حلقة المفاتيح يكون متاحًا ما دمت مسجّل الدخول: والخدمة التي تبدأ قبل ذلك تطلب كلمة المرور. يحدث هذا على الفور، مهما تغيّر غيره في هذه النافذة.</translation>
    </message>
    <message>
        <source>&amp;Move</source>
        <translation>ا&amp;نقل</translation>
    </message>
    <message>
        <source>Make a new key, in a file?</source>
        <translation>هل يُنشأ مفتاح جديد في ملف؟</translation>
    </message>
    <message>
        <source>%1 With a new key the password has to be entered again, in the row of the primary, and that of the proxy where it has one. Nothing else is lost.</source>
        <translation>%1 ومع مفتاح جديد يجب إدخال كلمة المرور من جديد، في صف الموقع الرئيسي، وكلمة مرور الوكيل إن كانت له واحدة. ولا يُفقد أي شيء آخر.</translation>
    </message>
    <message>
        <source>Make a &amp;new key</source>
        <translation>أنشئ مفتاحًا &amp;جديدًا</translation>
    </message>
    <message>
        <source>A new key is in a file. Enter the password again, in the row of the primary, and that of the proxy where it has one.</source>
        <translation>في ملف مفتاح جديد. أدخل كلمة المرور من جديد، في صف الموقع الرئيسي، وكلمة مرور الوكيل إن كانت له واحدة.</translation>
    </message>
    <message>
        <source>The key for passwords is in this desktop&apos;s key ring.</source>
        <translation>مفتاح كلمات المرور في حلقة مفاتيح سطح المكتب هذا.</translation>
    </message>
    <message>
        <source>The key for passwords is in a file that you alone may read.</source>
        <translation>مفتاح كلمات المرور في ملف لا يقرؤه غيرك.</translation>
    </message>
</context>
<context>
    <name>mailboat::Leaving</name>
    <message>
        <source>&amp;Send now and quit</source>
        <translation>إر&amp;سال الآن وإنهاء</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>إن&amp;هاء</translation>
    </message>
    <message>
        <source>Synchronisation stops</source>
        <translation>تتوقف المزامنة</translation>
    </message>
    <message>
        <source>Synchronisation stops when Mailboat quits.</source>
        <translation>تتوقف المزامنة عند إنهاء Mailboat.</translation>
    </message>
    <message>
        <source>The records could not be sent.</source>
        <translation>تعذّر إرسال السجلات.</translation>
    </message>
    <message>
        <source>S&amp;tay</source>
        <translation>ال&amp;بقاء</translation>
    </message>
    <message>
        <source>What waits stays in the datafile, and is sent once Mailboat runs again.</source>
        <translation>ما ينتظر يبقى في ملف البيانات، ويُرسل عندما يعمل Mailboat من جديد.</translation>
    </message>
    <message>
        <source>Records wait to be sent</source>
        <translation>سجلات تنتظر الإرسال</translation>
    </message>
    <message numerus="yes">
        <source>The primary refuses %Ln record(s). What it refuses stays in the datafile.</source>
        <translation>
            <numerusform>لا يرفض الموقع الرئيسي أي سجل.</numerusform>
            <numerusform>يرفض الموقع الرئيسي سجلًا واحدًا. ما يرفضه يبقى في ملف البيانات.</numerusform>
            <numerusform>يرفض الموقع الرئيسي سجلين. ما يرفضه يبقى في ملف البيانات.</numerusform>
            <numerusform>يرفض الموقع الرئيسي %Ln سجلات. ما يرفضه يبقى في ملف البيانات.</numerusform>
            <numerusform>يرفض الموقع الرئيسي %Ln سجلًا. ما يرفضه يبقى في ملف البيانات.</numerusform>
            <numerusform>يرفض الموقع الرئيسي %Ln سجل. ما يرفضه يبقى في ملف البيانات.</numerusform>
        </translation>
    </message>
    <message>
        <source>What waits can be sent only after the first load, which has not ended yet.</source>
        <translation>لا يمكن إرسال ما ينتظر إلا بعد التحميل الأول، الذي لم ينتهِ بعد.</translation>
    </message>
    <message>
        <source>What waits stays in the datafile.</source>
        <translation>ما ينتظر يبقى في ملف البيانات.</translation>
    </message>
    <message>
        <source>This desktop has no tray in which it could keep running. The service &quot;mailboatctl serve&quot; runs without a window:
%1</source>
        <translation>ليس في سطح المكتب هذا شريط نظام يمكن أن تستمر فيه. الخدمة «mailboatctl serve» تستمر بدون نافذة:
%1</translation>
    </message>
</context>
<context>
    <name>mailboat::ListenFields</name>
    <message>
        <source>Listen on</source>
        <translation>الاستماع على</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>المنفذ</translation>
    </message>
    <message>
        <source>Who can reach it</source>
        <translation>من يستطيع الوصول إليه</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>هذا الحاسوب فقط</translation>
    </message>
    <message>
        <source>Every address of this machine</source>
        <translation>كل عناوين هذا الجهاز</translation>
    </message>
    <message>
        <source>One address</source>
        <translation>عنوان واحد</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>المنف&amp;ذ</translation>
    </message>
    <message>
        <source>&amp;Who can reach it</source>
        <translation>من يست&amp;طيع الوصول إليه</translation>
    </message>
    <message>
        <source>Li&amp;sten on</source>
        <translation>الاستما&amp;ع على</translation>
    </message>
</context>
<context>
    <name>mailboat::LogFiles</name>
    <message>
        <source>&amp;Export…</source>
        <translation>ت&amp;صدير…</translation>
    </message>
    <message>
        <source>S&amp;upport bundle</source>
        <translation>حزمة ال&amp;دعم</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>تصدير القائمة</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>ملفات CSV (*.csv);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>A list is being exported.</source>
        <translation>يجري تصدير قائمة.</translation>
    </message>
    <message>
        <source>The export was stopped; nothing was written.</source>
        <translation>أُوقف التصدير؛ ولم يُكتب شيء.</translation>
    </message>
    <message>
        <source>Write a support bundle</source>
        <translation>كتابة حزمة دعم</translation>
    </message>
    <message>
        <source>Support bundles (*.json);;All files (*)</source>
        <translation>حزم الدعم (*.json);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>The connection is being checked for the support bundle.</source>
        <translation>يجري فحص الاتصال لحزمة الدعم.</translation>
    </message>
    <message>
        <source>No support bundle was written.</source>
        <translation>لم تُكتب أي حزمة دعم.</translation>
    </message>
    <message>
        <source>The support bundle was written: %1. It holds how synchronisation stands, a connection check, the log and the settings; no password, no code and no record&apos;s data.</source>
        <translation>كُتبت حزمة الدعم: %1. تحوي حال المزامنة وفحصًا للاتصال وسجل الأحداث والإعدادات؛ بلا كلمة مرور ولا رمز ولا بيانات سجلات.</translation>
    </message>
    <message>
        <source>Writes what this list shows into a CSV file.</source>
        <translation>يكتب ما تعرضه هذه القائمة في ملف CSV.</translation>
    </message>
    <message>
        <source>Writes one file for support: status, connection check, log and versions, without passwords, codes or records.</source>
        <translation>يكتب ملفًا واحدًا للدعم: الحال وفحص الاتصال وسجل الأحداث والإصدارات، بلا كلمات مرور ولا رموز ولا سجلات.</translation>
    </message>
</context>
<context>
    <name>mailboat::LogFilterBar</name>
    <message>
        <source>Search the log</source>
        <translation>البحث في سجل الأحداث</translation>
    </message>
    <message>
        <source>F&amp;rom</source>
        <translation>&amp;من</translation>
    </message>
    <message>
        <source>t&amp;o</source>
        <translation>&amp;إلى</translation>
    </message>
    <message>
        <source>Sync &amp;ID</source>
        <translation>مع&amp;رّف المزامنة</translation>
    </message>
    <message>
        <source>Sync ID of a site</source>
        <translation>معرّف مزامنة موقع</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>الفترة</translation>
    </message>
    <message>
        <source>All days</source>
        <translation>كل الأيام</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>آخر 7 أيام</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>آخر 30 يومًا</translation>
    </message>
    <message>
        <source>Between two days</source>
        <translation>بين يومين</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>أول يوم</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>آخر يوم</translation>
    </message>
</context>
<context>
    <name>mailboat::LogModel</name>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
</context>
<context>
    <name>mailboat::LogPage</name>
    <message>
        <source>Log</source>
        <translation>سجل الأحداث</translation>
    </message>
    <message>
        <source>&amp;Synchronisations</source>
        <translation>الم&amp;زامنات</translation>
    </message>
    <message>
        <source>Chan&amp;ges</source>
        <translation>ال&amp;تغييرات</translation>
    </message>
    <message>
        <source>Co&amp;ntacts</source>
        <translation>الات&amp;صالات</translation>
    </message>
    <message>
        <source>Re&amp;fused records</source>
        <translation>السجلات المر&amp;فوضة</translation>
    </message>
    <message>
        <source>Days to keep the log</source>
        <translation>عدد أيام الاحتفاظ بسجل الأحداث</translation>
    </message>
    <message>
        <source>&amp;Keep the log for</source>
        <translation>الاحتفاظ بسجل الأحداث &amp;لمدة</translation>
    </message>
    <message>
        <source>Older synchronisations and contacts are removed; changes of settings stay.</source>
        <translation>تُحذف المزامنات والاتصالات الأقدم؛ وتبقى تغييرات الإعدادات.</translation>
    </message>
    <message>
        <source>days.</source>
        <translation>أيام.</translation>
    </message>
</context>
<context>
    <name>mailboat::LogView</name>
    <message>
        <source>Copy &amp;details</source>
        <translation>نسخ التفاصي&amp;ل</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>تعذّرت قراءة القائمة.</translation>
    </message>
    <message>
        <source>Nothing in this list matches.</source>
        <translation>لا شيء في هذه القائمة يطابق.</translation>
    </message>
</context>
<context>
    <name>mailboat::NewCodeDialog</name>
    <message>
        <source>New authorisation code</source>
        <translation>رمز تفويض جديد</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>التسمية</translation>
    </message>
    <message>
        <source>Whose code it is, or what for</source>
        <translation>صاحب الرمز، أو الغرض منه</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>ال&amp;تسمية</translation>
    </message>
    <message>
        <source>&amp;Expires at the end of</source>
        <translation>ينتهي في &amp;نهاية</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>ينتهي</translation>
    </message>
    <message>
        <source>Last day of the code</source>
        <translation>آخر يوم للرمز</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>&amp;Make the code</source>
        <translation>إن&amp;شاء الرمز</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>إنشاء الرمز</translation>
    </message>
    <message>
        <source>This is the new authorisation code. Write it down, or give it to whoever it is for: it is shown only this once.</source>
        <translation>هذا هو رمز التفويض الجديد. اكتبه عندك، أو أعطه لمن هو له: فهو لا يُعرض إلا هذه المرة.</translation>
    </message>
    <message>
        <source>The code is being made.</source>
        <translation>يجري إنشاء الرمز.</translation>
    </message>
    <message>
        <source>Only where the code expires.</source>
        <translation>فقط إذا كان الرمز ينتهي.</translation>
    </message>
    <message>
        <source>Enter a label first.</source>
        <translation>أدخل تسمية أولًا.</translation>
    </message>
</context>
<context>
    <name>mailboat::NotificationService</name>
    <message>
        <source>Open Mailboat</source>
        <translation>فتح Mailboat</translation>
    </message>
</context>
<context>
    <name>mailboat::PadlockButton</name>
    <message>
        <source>Unlocked: settings can be changed.</source>
        <translation>مفتوح: يمكن تغيير الإعدادات.</translation>
    </message>
    <message>
        <source>Locked: settings can be read, but not changed without an authorisation code.</source>
        <translation>مقفل: يمكن قراءة الإعدادات، ولا يمكن تغييرها بدون رمز تفويض.</translation>
    </message>
    <message>
        <source>Click to &amp;lock</source>
        <translation>انقر لل&amp;قفل</translation>
    </message>
    <message>
        <source>Click to un-&amp;lock</source>
        <translation>انقر لفت&amp;ح القفل</translation>
    </message>
    <message>
        <source>Click to lock</source>
        <translation>انقر للقفل</translation>
    </message>
    <message>
        <source>Click to un-lock</source>
        <translation>انقر لفتح القفل</translation>
    </message>
</context>
<context>
    <name>mailboat::PeerActions</name>
    <message>
        <source>Nothing was done.</source>
        <translation>لم يُفعل شيء.</translation>
    </message>
    <message>
        <source>Counting records…</source>
        <translation>جارٍ عدّ السجلات…</translation>
    </message>
    <message>
        <source>Generate sync records</source>
        <translation>إنشاء سجلات المزامنة</translation>
    </message>
    <message>
        <source>That is every record that the site should hold, central ones too. What waits already stays, once. This happens at once, whatever else is changed in this window.</source>
        <translation>هذا كل سجل يجب أن يكون لدى الموقع، والمركزية أيضًا. وما ينتظر يبقى مرة واحدة. يحدث هذا على الفور، مهما تغيّر غيره في هذه النافذة.</translation>
    </message>
    <message>
        <source>That is every record that this site owns; it is sent at the next synchronisation. What waits already stays, once. This happens at once, whatever else is changed in this window.</source>
        <translation>هذا كل سجل يملكه هذا الموقع؛ ويُرسل في المزامنة التالية. وما ينتظر يبقى مرة واحدة. يحدث هذا على الفور، مهما تغيّر غيره في هذه النافذة.</translation>
    </message>
    <message>
        <source>Queueing %1 records…</source>
        <translation>جارٍ وضع السجلات في قائمة الانتظار، وعددها %1…</translation>
    </message>
    <message>
        <source>%1 records are queued.</source>
        <translation>السجلات الموضوعة في قائمة الانتظار: %1.</translation>
    </message>
    <message>
        <source>Retrieve sync records</source>
        <translation>استرجاع سجلات المزامنة</translation>
    </message>
    <message>
        <source>Ask the site with Sync ID %1 to send everything it owns?</source>
        <translation>أيُطلب من الموقع ذي معرّف المزامنة %1 أن يرسل كل ما يملكه؟</translation>
    </message>
    <message>
        <source>Ask the primary to send everything for this site again?</source>
        <translation>أيُطلب من الموقع الرئيسي أن يرسل كل شيء لهذا الموقع من جديد؟</translation>
    </message>
    <message>
        <source>%1 of its records are known here. A site that runs Mailboat learns so at its next contact; other programs cannot be asked. This happens at once, whatever else is changed in this window.</source>
        <translation>سجلاته المعروفة هنا: %1. يعلم بذلك عند اتصاله التالي موقع يستعمل Mailboat؛ أما البرامج الأخرى فلا يمكن الطلب منها. يحدث هذا على الفور، مهما تغيّر غيره في هذه النافذة.</translation>
    </message>
    <message>
        <source>This site holds %1 records now. All that the primary has for it comes at the next synchronisation; what waits to be sent stays. This happens at once, whatever else is changed in this window.</source>
        <translation>لدى هذا الموقع الآن سجلات عددها %1. ويأتي كل ما لدى الموقع الرئيسي له في المزامنة التالية؛ وما ينتظر الإرسال يبقى. يحدث هذا على الفور، مهما تغيّر غيره في هذه النافذة.</translation>
    </message>
    <message>
        <source>Asking the other side…</source>
        <translation>جارٍ سؤال الطرف الآخر…</translation>
    </message>
    <message>
        <source>The site is asked at its next contact, if it runs Mailboat.</source>
        <translation>يُطلب ذلك من الموقع عند اتصاله التالي إذا كان يستعمل Mailboat.</translation>
    </message>
    <message>
        <source>%1 records wait at the primary for the next synchronisation.</source>
        <translation>السجلات التي تنتظر المزامنة التالية لدى الموقع الرئيسي: %1.</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>إن&amp;شاء</translation>
    </message>
    <message>
        <source>&amp;Retrieve</source>
        <translation>ا&amp;سترجاع</translation>
    </message>
    <message numerus="yes">
        <source>Queue %Ln records for the site with Sync ID %1?</source>
        <translation>
            <numerusform>ألا يوضع أي سجل في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع سجل واحد في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع سجلين في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع %Ln سجلات في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع %Ln سجلًا في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
            <numerusform>وضع %Ln سجل في الانتظار للموقع ذي معرّف المزامنة %1؟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Queue %Ln records for the primary?</source>
        <translation>
            <numerusform>ألا يوضع أي سجل في الانتظار للموقع الرئيسي؟</numerusform>
            <numerusform>وضع سجل واحد في الانتظار للموقع الرئيسي؟</numerusform>
            <numerusform>وضع سجلين في الانتظار للموقع الرئيسي؟</numerusform>
            <numerusform>وضع %Ln سجلات في الانتظار للموقع الرئيسي؟</numerusform>
            <numerusform>وضع %Ln سجلًا في الانتظار للموقع الرئيسي؟</numerusform>
            <numerusform>وضع %Ln سجل في الانتظار للموقع الرئيسي؟</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::PeerDialog</name>
    <message>
        <source>Satellites call the primary, which needs no URL for them. While one is here, synchronisation is off.</source>
        <translation>المواقع الفرعية تتصل بالموقع الرئيسي، وهو لا يحتاج إلى عنوان URL لها. وما دام هنا عنوان فالمزامنة متوقفة.</translation>
    </message>
    <message>
        <source>cleared</source>
        <translation>مُسح</translation>
    </message>
    <message>
        <source>Undo c&amp;lear</source>
        <translation>ت&amp;راجع عن المسح</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>مس&amp;ح</translation>
    </message>
    <message>
        <source>Undo clear</source>
        <translation>تراجع عن المسح</translation>
    </message>
    <message>
        <source>Clear hardware ID</source>
        <translation>مسح معرّف الجهاز</translation>
    </message>
    <message>
        <source>Once this and the preferences are saved with OK, the next machine that signs in as this site is recorded.</source>
        <translation>بعد حفظ هذا والتفضيلات بالضغط على «موافق» يُسجَّل الجهاز التالي الذي يدخل باسم هذا الموقع.</translation>
    </message>
    <message>
        <source>Add/edit synchronize parameters</source>
        <translation>إضافة معاملات المزامنة أو تعديلها</translation>
    </message>
    <message>
        <source>&amp;Sync ID</source>
        <translation>&amp;معرّف المزامنة</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>ا&amp;سم المستخدم</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;كلمة المرور</translation>
    </message>
    <message>
        <source>U&amp;RL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>&amp;Hardware ID</source>
        <translation>معرّف ال&amp;جهاز</translation>
    </message>
    <message>
        <source>none recorded yet</source>
        <translation>لم يُسجَّل شيء بعد</translation>
    </message>
    <message>
        <source>The machine that first signed in as this site</source>
        <translation>الجهاز الذي دخل أول مرة باسم هذا الموقع</translation>
    </message>
    <message>
        <source>This machine, as the primary records it</source>
        <translation>هذا الجهاز كما يسجّله الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Lets the site sign in from another machine</source>
        <translation>يسمح للموقع بالدخول من جهاز آخر</translation>
    </message>
    <message>
        <source>No machine has signed in as this site yet.</source>
        <translation>لم يدخل أي جهاز باسم هذا الموقع بعد.</translation>
    </message>
    <message>
        <source>Active stores</source>
        <translation>المخازن النشطة</translation>
    </message>
    <message>
        <source>No store is active at this site.</source>
        <translation>لا يوجد مخزن نشط في هذا الموقع.</translation>
    </message>
    <message>
        <source>Acti&amp;ve stores</source>
        <translation>الم&amp;خازن النشطة</translation>
    </message>
    <message>
        <source>&amp;Generate sync records</source>
        <translation>إ&amp;نشاء سجلات المزامنة</translation>
    </message>
    <message>
        <source>Re&amp;trieve sync records</source>
        <translation>اس&amp;ترجاع سجلات المزامنة</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>إيقا&amp;ف</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>موافق</translation>
    </message>
    <message>
        <source>2 or above</source>
        <translation>2 أو أكثر</translation>
    </message>
    <message>
        <source>1 for the primary, 2 or above for a satellite</source>
        <translation>1 للموقع الرئيسي، 2 أو أكثر لموقع فرعي</translation>
    </message>
    <message>
        <source>none, for a satellite</source>
        <translation>لا شيء، لموقع فرعي</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>بدون تغيير</translation>
    </message>
    <message>
        <source>Save the site first: press OK here and in the preferences.</source>
        <translation>احفظ الموقع أولًا: اضغط «موافق» هنا وفي التفضيلات.</translation>
    </message>
    <message>
        <source>Set this site&apos;s own Sync ID first.</source>
        <translation>اضبط أولًا معرّف المزامنة لهذا الموقع نفسه.</translation>
    </message>
    <message>
        <source>Wait until what runs has ended, or stop it.</source>
        <translation>انتظر حتى ينتهي الجاري، أو أوقفه.</translation>
    </message>
    <message>
        <source>Queues every record that this site should hold for it again</source>
        <translation>يضع من جديد في قائمة الانتظار كل سجل يجب أن يكون لدى هذا الموقع</translation>
    </message>
    <message>
        <source>Queues every record that this site owns, to be sent to the primary</source>
        <translation>يضع في قائمة الانتظار كل سجل يملكه هذا الموقع، لإرساله إلى الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Asks this site to send everything that it owns</source>
        <translation>يطلب من هذا الموقع أن يرسل كل ما يملكه</translation>
    </message>
    <message>
        <source>Asks the primary for everything that this site should hold</source>
        <translation>يطلب من الموقع الرئيسي كل ما يجب أن يكون لدى هذا الموقع</translation>
    </message>
    <message>
        <source>The password cannot be read on this machine. Enter it again; nothing else is lost.</source>
        <translation>لا يمكن قراءة كلمة المرور على هذا الجهاز. أدخلها من جديد؛ ولم يُفقد أي شيء آخر.</translation>
    </message>
    <message>
        <source>Progra&amp;m</source>
        <translation>ال&amp;برنامج</translation>
    </message>
    <message>
        <source>none has called yet</source>
        <translation>لم يتصل أي برنامج بعد</translation>
    </message>
    <message>
        <source>What last called as this site; it decides how records are served to it</source>
        <translation>ما اتصل آخر مرة باسم هذا الموقع؛ وهو ما يحدد صيغة السجلات التي تُعطى له</translation>
    </message>
    <message>
        <source>M&amp;ay omit hardware ID</source>
        <translation>&amp;قد لا يذكر معرّف الجهاز</translation>
    </message>
    <message>
        <source>For a tool that has no hardware ID: once a machine is recorded, the site may go on without naming it</source>
        <translation>لأداة ليس لها معرّف جهاز: بعد تسجيل جهاز يجوز للموقع أن يواصل دون أن يسميه</translation>
    </message>
    <message>
        <source>Open mSupply &amp;central</source>
        <translation>&amp;Open mSupply المركزي</translation>
    </message>
    <message>
        <source>It may write any site&apos;s patients and their records. Mark only the site that is Open mSupply central.</source>
        <translation>يجوز له كتابة مرضى أي موقع وسجلاتهم. لا تضع هذه العلامة إلا على الموقع الذي هو Open mSupply المركزي.</translation>
    </message>
    <message>
        <source>Time &amp;zone</source>
        <translation>المن&amp;طقة الزمنية</translation>
    </message>
    <message>
        <source>%1, as at the primary</source>
        <translation>%1، كما في الموقع الرئيسي</translation>
    </message>
    <message>
        <source>Where the site&apos;s clock stands. mSupply Mobile sends its days as moments, which mean a day only there.</source>
        <translation>حيث توجد ساعة الموقع. يرسل mSupply Mobile أيامه لحظات لا تدل على يوم إلا هناك.</translation>
    </message>
    <message>
        <source>It is not served until somebody has chosen what happens.</source>
        <translation>لا يُخدم حتى يختار أحد ما يحدث.</translation>
    </message>
    <message>
        <source>Choose &amp;what happens…</source>
        <translation>&amp;اختر ما يحدث…</translation>
    </message>
    <message>
        <source>The primary&apos;s Sync ID is always 1.</source>
        <translation>معرّف المزامنة للموقع الرئيسي هو 1 دائمًا.</translation>
    </message>
    <message>
        <source>Ma&amp;ke a password</source>
        <translation>إن&amp;شاء كلمة مرور</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>نسخ (&amp;Y)</translation>
    </message>
    <message>
        <source>Copy password</source>
        <translation>نسخ كلمة المرور</translation>
    </message>
    <message>
        <source>A new random password, shown here until this window is closed</source>
        <translation>كلمة مرور عشوائية جديدة، تُعرض هنا حتى إغلاق هذه النافذة</translation>
    </message>
    <message>
        <source>Give it to whoever sets up the satellite, in a way that nobody else can read, such as in person or by phone: there it is the primary&apos;s password. Once this window is closed, it is not shown again.</source>
        <translation>أعطها لمن يهيّئ الموقع الفرعي بطريقة لا يقرؤها غيره، كأن يكون ذلك وجهًا لوجه أو بالهاتف: وهي هناك كلمة مرور الموقع الرئيسي. وبعد إغلاق هذه النافذة لا تُعرض ثانية.</translation>
    </message>
    <message>
        <source>The password is on the clipboard. Give it to whoever sets up the satellite, in a way that nobody else can read; there it is the primary&apos;s password.</source>
        <translation>كلمة المرور في الحافظة. أعطها لمن يهيّئ الموقع الفرعي بطريقة لا يقرؤها غيره؛ وهي هناك كلمة مرور الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Last contacts</source>
        <translation>آخر الاتصالات</translation>
    </message>
    <message>
        <source>No contact is in the log.</source>
        <translation>لا اتصال في السجل.</translation>
    </message>
    <message>
        <source>Last co&amp;ntacts</source>
        <translation>آخر الات&amp;صالات</translation>
    </message>
    <message>
        <source>State: %1. %2</source>
        <translation>الحالة: %1. %2</translation>
    </message>
    <message>
        <source>L&amp;et the new machine in</source>
        <translation>السماح للجهاز الجدي&amp;د</translation>
    </message>
    <message>
        <source>Set the passwor&amp;d</source>
        <translation>تعي&amp;ين كلمة المرور</translation>
    </message>
    <message>
        <source>Clears the hardware ID: the next machine that signs in as this site is recorded</source>
        <translation>يمسح معرّف الجهاز: يُسجَّل الجهاز التالي الذي يدخل باسم هذا الموقع</translation>
    </message>
    <message>
        <source>Goes to the password, to type another one or to make one</source>
        <translation>ينتقل إلى كلمة المرور، لكتابة غيرها أو إنشاء واحدة</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>تعذّرت قراءة القائمة.</translation>
    </message>
    <message>
        <source>It has not sent again yet what it owns: ring whoever runs it.</source>
        <translation>لم يُعد بعد إرسال ما يملكه: اتصل بمن يديره.</translation>
    </message>
    <message>
        <source>Its sites reach this primary at %1.</source>
        <translation>تصل مواقعه إلى هذا الموقع الرئيسي على العنوان %1.</translation>
    </message>
</context>
<context>
    <name>mailboat::PeerPanel</name>
    <message>
        <source>Search sync IDs, user names</source>
        <translation>البحث في معرّفات المزامنة وأسماء المستخدمين</translation>
    </message>
    <message>
        <source>Clear all U&amp;RLs</source>
        <translation>مسح &amp;كل عناوين URL</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>ت&amp;عديل…</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;حذف…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;نسخ</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;إضافة…</translation>
    </message>
    <message>
        <source>Clear all URLs</source>
        <translation>مسح كل عناوين URL</translation>
    </message>
    <message>
        <source>Add site</source>
        <translation>إضافة موقع</translation>
    </message>
    <message>
        <source>Delete site</source>
        <translation>حذف موقع</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;ترتيب حسب</translation>
    </message>
    <message>
        <source>Add a site (Insert)</source>
        <translation>إضافة موقع (Insert)</translation>
    </message>
    <message>
        <source>Delete the selected sites (Delete)</source>
        <translation>حذف المواقع المحددة (Delete)</translation>
    </message>
    <message>
        <source>Select the sites to delete in the list first.</source>
        <translation>حدد أولًا في القائمة المواقع المراد حذفها.</translation>
    </message>
    <message>
        <source>Take the URL out of every row of the list</source>
        <translation>إزالة عنوان URL من كل صف في القائمة</translation>
    </message>
    <message>
        <source>Rows with a URL: %1. The satellites call the primary, never the other way round; while one of them has a URL, synchronisation is off.</source>
        <translation>الصفوف التي فيها عنوان URL: %1. المواقع الفرعية تتصل بالموقع الرئيسي، ولا يحدث العكس أبدًا؛ وما دام لأحدها عنوان URL فالمزامنة متوقفة.</translation>
    </message>
    <message>
        <source>%1 of %2 sites</source>
        <translation>%1 من %2 من المواقع</translation>
    </message>
    <message>
        <source>No Sync ID or user name begins with &quot;%1&quot;.</source>
        <translation>لا يبدأ أي معرّف مزامنة ولا اسم مستخدم بـ «%1».</translation>
    </message>
    <message>
        <source>The list is empty. Set this site&apos;s Sync ID first: 1 makes it the primary, a number from 2 up a satellite. Then press + to add the sites that it synchronises with.</source>
        <translation>القائمة فارغة. اضبط أولًا معرّف المزامنة لهذا الموقع: 1 يجعله الموقع الرئيسي، وعدد من 2 فما فوق يجعله موقعًا فرعيًا. ثم اضغط + لإضافة المواقع التي يتزامن معها.</translation>
    </message>
    <message>
        <source>The list is empty. Press + to add each satellite with its Sync ID, user name and password.</source>
        <translation>القائمة فارغة. اضغط + لإضافة كل موقع فرعي بمعرّف المزامنة واسم المستخدم وكلمة المرور.</translation>
    </message>
    <message>
        <source>Choose &amp;what happens…</source>
        <translation>&amp;اختر ما يحدث…</translation>
    </message>
    <message>
        <source>Press + to add the primary with its URL, and the user name and password that its administrator gave to this site.</source>
        <translation>اضغط + لإضافة الموقع الرئيسي مع عنوان URL له، واسم المستخدم وكلمة المرور اللذين أعطاهما مديره لهذا الموقع.</translation>
    </message>
    <message>
        <source>I&amp;mport…</source>
        <translation>است&amp;يراد…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>تصدي&amp;ر…</translation>
    </message>
    <message>
        <source>Add and change sites from a CSV file, after a look at its rows</source>
        <translation>إضافة مواقع وتغييرها من ملف CSV، بعد معاينة صفوفه</translation>
    </message>
    <message>
        <source>The list is empty.</source>
        <translation>القائمة فارغة.</translation>
    </message>
    <message>
        <source>Write the list to a CSV file, without passwords</source>
        <translation>كتابة القائمة في ملف CSV بلا كلمات المرور</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>الأ&amp;عمدة</translation>
    </message>
    <message>
        <source>No site is in this state.</source>
        <translation>لا موقع في هذه الحالة.</translation>
    </message>
    <message>
        <source>No site in this state has a Sync ID or user name that begins with &quot;%1&quot;.</source>
        <translation>لا موقع في هذه الحالة يبدأ معرّف مزامنته أو اسم مستخدمه بـ «%1».</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>ترا&amp;جع</translation>
    </message>
    <message>
        <source>&amp;Undo deletion</source>
        <translation>ترا&amp;جع عن الحذف</translation>
    </message>
    <message>
        <source>Site %1 deleted, and not saved yet.</source>
        <translation>حُذف الموقع %1 ولم يُحفظ ذلك بعد.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s) deleted, and not saved yet.</source>
        <translation>
            <numerusform>لم يُحذف أي موقع.</numerusform>
            <numerusform>حُذف موقع واحد ولم يُحفظ ذلك بعد.</numerusform>
            <numerusform>حُذف موقعان ولم يُحفظ ذلك بعد.</numerusform>
            <numerusform>حُذفت %Ln مواقع ولم يُحفظ ذلك بعد.</numerusform>
            <numerusform>حُذف %Ln موقعًا ولم يُحفظ ذلك بعد.</numerusform>
            <numerusform>حُذف %Ln موقع ولم يُحفظ ذلك بعد.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring back what was deleted last (Ctrl+Z)</source>
        <translation>إعادة ما حُذف آخر مرة (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
</context>
<context>
    <name>mailboat::PeerTableModel</name>
    <message>
        <source>never</source>
        <translation>أبدًا</translation>
    </message>
    <message>
        <source>While a site on a primary&apos;s list has a URL, synchronisation is off.</source>
        <translation>ما دام لموقع في قائمة موقع رئيسي عنوان URL فالمزامنة متوقفة.</translation>
    </message>
    <message>
        <source>%1, must be cleared</source>
        <translation>%1، يجب مسحه</translation>
    </message>
    <message>
        <source>Records that wait for the site</source>
        <translation>السجلات التي تنتظر الموقع</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>معرّف المزامنة</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>اسم المستخدم</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>آخر اتصال</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>المنتظرة</translation>
    </message>
    <message>
        <source>%1; has not sent again yet</source>
        <translation>%1؛ لم يُعد الإرسال بعد</translation>
    </message>
    <message>
        <source>It is not served until somebody has chosen what happens.</source>
        <translation>لا يُخدم حتى يختار أحد ما يحدث.</translation>
    </message>
    <message>
        <source>%1, not served</source>
        <translation>%1، لا يُخدم</translation>
    </message>
    <message>
        <source>State</source>
        <translation>الحالة</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>آخر نجاح</translation>
    </message>
    <message>
        <source>Stores</source>
        <translation>المخازن</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>الإصدار</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>العنوان</translation>
    </message>
    <message>
        <source>Hardware ID</source>
        <translation>معرّف الجهاز</translation>
    </message>
    <message>
        <source>Bytes this month</source>
        <translation>بايتات هذا الشهر</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>لم يُحفظ بعد</translation>
    </message>
    <message>
        <source>When the site last had everything that waited for it</source>
        <translation>متى حصل الموقع آخر مرة على كل ما ينتظره</translation>
    </message>
    <message>
        <source>Bytes in both directions since the month began</source>
        <translation>البايتات في الاتجاهين منذ بداية الشهر</translation>
    </message>
    <message>
        <source>has not sent again yet</source>
        <translation>لم يُعد الإرسال بعد</translation>
    </message>
    <message>
        <source>Not saved yet: OK saves it.</source>
        <translation>لم يُحفظ بعد: يحفظه «موافق».</translation>
    </message>
    <message>
        <source>It has not sent again yet what it owns: ring whoever runs it.</source>
        <translation>لم يُعد بعد إرسال ما يملكه: اتصل بمن يديره.</translation>
    </message>
    <message>
        <source>%1, not saved yet</source>
        <translation>%1، لم يُحفظ بعد</translation>
    </message>
</context>
<context>
    <name>mailboat::PeerTableView</name>
    <message>
        <source>Sites</source>
        <translation>المواقع</translation>
    </message>
</context>
<context>
    <name>mailboat::PreferencesDialog</name>
    <message>
        <source>Preferences…</source>
        <translation>التفضيلات…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>موافق</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>مساع&amp;دة</translation>
    </message>
    <message>
        <source>A&amp;bout this site</source>
        <translation>حول &amp;هذا الموقع</translation>
    </message>
    <message>
        <source>Changed elsewhere</source>
        <translation>تغيّر في مكان آخر</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>جارٍ الحفظ…</translation>
    </message>
    <message>
        <source>&amp;Save mine</source>
        <translation>&amp;حفظ تغييراتي</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>تجاهل التغييرات</translation>
    </message>
    <message numerus="yes">
        <source>Discard %Ln change(s) that are not saved?</source>
        <translation>
            <numerusform>لا تغييرات غير محفوظة. أتُتجاهل؟</numerusform>
            <numerusform>أيُتجاهل تغيير واحد غير محفوظ؟</numerusform>
            <numerusform>أيُتجاهل تغييران غير محفوظين؟</numerusform>
            <numerusform>أتُتجاهل %Ln تغييرات غير محفوظة؟</numerusform>
            <numerusform>أيُتجاهل %Ln تغييرًا غير محفوظ؟</numerusform>
            <numerusform>أيُتجاهل %Ln تغيير غير محفوظ؟</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;تجاهل</translation>
    </message>
    <message>
        <source>&amp;Keep editing</source>
        <translation>متابعة الت&amp;حرير</translation>
    </message>
    <message>
        <source>Save what you have changed here over it, or discard it and see what stands there now?</source>
        <translation>أيُحفظ ما غيّرته هنا فوقه، أم تتجاهله وترى ما هو موجود هناك الآن؟</translation>
    </message>
    <message>
        <source>&amp;Discard mine</source>
        <translation>ت&amp;جاهل ما عندي</translation>
    </message>
    <message>
        <source>The settings of this site have changed meanwhile. What you have changed here stays; OK saves it, and asks where the same thing was changed elsewhere, too.</source>
        <translation>تغيّرت إعدادات هذا الموقع في هذه الأثناء. وما غيّرته هنا باقٍ؛ يحفظه «موافق»، ويسأل حيث غُيّر الشيء نفسه في مكان آخر أيضًا.</translation>
    </message>
    <message>
        <source>The settings of the site are saved. %1</source>
        <translation>حُفظت إعدادات الموقع. %1</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>حُفظ.</translation>
    </message>
    <message>
        <source>Saving was cancelled: nothing is saved, and what you have changed is still here.</source>
        <translation>أُلغي الحفظ: لم يُحفظ شيء، وما غيّرته ما زال هنا.</translation>
    </message>
    <message>
        <source>What was saved meanwhile is kept; nothing else was changed here.</source>
        <translation>بقي ما حُفظ في هذه الأثناء؛ ولم يُغيَّر هنا شيء آخر.</translation>
    </message>
    <message>
        <source>Saving: %1 of %2 passwords. Cancel stops it.</source>
        <translation>يجري الحفظ: %1 من %2 كلمة مرور. «إلغاء» يوقفه.</translation>
    </message>
</context>
<context>
    <name>mailboat::PrimaryStart</name>
    <message>
        <source>This site is the primary: its satellites call it. To try it on this machine alone, nothing has to be changed here. All of it stands on the page Server afterwards.</source>
        <translation>هذا الموقع هو الموقع الرئيسي: تتصل به مواقعه الفرعية. لتجربته على هذا الجهاز وحده لا حاجة إلى تغيير شيء هنا. كل ذلك موجود بعدها في صفحة الخادم.</translation>
    </message>
    <message>
        <source>Without encryption</source>
        <translation>بلا تشفير</translation>
    </message>
    <message>
        <source>Finish all the same?</source>
        <translation>هل تريد الإنهاء مع ذلك؟</translation>
    </message>
    <message>
        <source>&amp;Finish all the same</source>
        <translation>إن&amp;هاء مع ذلك</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>ال&amp;بقاء هنا</translation>
    </message>
</context>
<context>
    <name>mailboat::ProxyFields</name>
    <message>
        <source>Proxy</source>
        <translation>الوكيل</translation>
    </message>
    <message>
        <source>Proxy address</source>
        <translation>عنوان الوكيل</translation>
    </message>
    <message>
        <source>Proxy user name</source>
        <translation>اسم مستخدم الوكيل</translation>
    </message>
    <message>
        <source>Proxy password</source>
        <translation>كلمة مرور الوكيل</translation>
    </message>
    <message>
        <source>Use the system&apos;s proxy</source>
        <translation>استخدام وكيل النظام</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>بدون وكيل</translation>
    </message>
    <message>
        <source>Use this proxy</source>
        <translation>استخدام هذا الوكيل</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>ال&amp;وكيل</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>الع&amp;نوان</translation>
    </message>
    <message>
        <source>User na&amp;me</source>
        <translation>اسم ال&amp;مستخدم</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>&amp;كلمة المرور</translation>
    </message>
    <message>
        <source>Enter the proxy as http://host:port or socks5://host:port; a password needs a user name.</source>
        <translation>أدخل الوكيل بالصيغة http://host:port أو socks5://host:port؛ وكلمة المرور تحتاج إلى اسم مستخدم.</translation>
    </message>
    <message>
        <source>Enter the address of the proxy, such as http://proxy.example:8080.</source>
        <translation>أدخل عنوان الوكيل، مثل http://proxy.example:8080.</translation>
    </message>
    <message>
        <source>Through which machine this site reaches its primary, where it cannot by itself</source>
        <translation>عبر أي جهاز يصل هذا الموقع إلى موقعه الرئيسي، إذا لم يستطع ذلك بنفسه</translation>
    </message>
    <message>
        <source>Only where you choose &quot;Use this proxy&quot;.</source>
        <translation>فقط إذا اخترت «استخدام هذا الوكيل».</translation>
    </message>
</context>
<context>
    <name>mailboat::ReachFields</name>
    <message>
        <source>How sites reach this primary</source>
        <translation>كيف تصل المواقع إلى هذا الموقع الرئيسي</translation>
    </message>
    <message>
        <source>External URL</source>
        <translation>العنوان الخارجي</translation>
    </message>
    <message>
        <source>&amp;External URL</source>
        <translation>العنوان الخار&amp;جي</translation>
    </message>
    <message>
        <source>Answer other machines without a certificate, too</source>
        <translation>الإجابة على الأجهزة الأخرى بلا شهادة أيضًا</translation>
    </message>
</context>
<context>
    <name>mailboat::RecoveryDialog</name>
    <message>
        <source>&amp;Sites that cannot be asked</source>
        <translation>ال&amp;مواقع التي لا يمكن الطلب منها</translation>
    </message>
    <message>
        <source>Choose what happens</source>
        <translation>اختيار ما يحدث</translation>
    </message>
    <message>
        <source>Sites that cannot be asked</source>
        <translation>المواقع التي لا يمكن الطلب منها</translation>
    </message>
    <message>
        <source>Records are being counted…</source>
        <translation>تُعدّ السجلات…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>موافق</translation>
    </message>
    <message>
        <source>Nothing is synchronised until you have chosen.</source>
        <translation>لا يُزامن شيء حتى تختار.</translation>
    </message>
    <message>
        <source>There is nothing to choose here any more.</source>
        <translation>لم يعد هنا ما يُختار.</translation>
    </message>
    <message>
        <source>This is being done…</source>
        <translation>يجري هذا الآن…</translation>
    </message>
    <message>
        <source>There is nothing to choose here.</source>
        <translation>ليس هنا ما يُختار.</translation>
    </message>
    <message>
        <source>The site is not served until somebody has chosen.</source>
        <translation>لا يُخدم الموقع حتى يختار أحد.</translation>
    </message>
    <message>
        <source>No machine is recorded as this site&apos;s.</source>
        <translation>لم يُسجَّل أي جهاز لهذا الموقع.</translation>
    </message>
    <message>
        <source>Recorded as this site&apos;s is the machine with the hardware ID %1; a machine shows its own in its list, in the row of the primary.</source>
        <translation>الجهاز المسجَّل لهذا الموقع هو ذو معرّف الجهاز %1؛ ويُظهر كل جهاز معرّفه في قائمته، في صف الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>Last contact of either: %1.</source>
        <translation>آخر اتصال لأحدهما: %1.</translation>
    </message>
    <message>
        <source>Noticed: %1.</source>
        <translation>لوحظ ذلك: %1.</translation>
    </message>
</context>
<context>
    <name>mailboat::RefusedList</name>
    <message>
        <source>Re&amp;try</source>
        <translation>إعادة ال&amp;محاولة</translation>
    </message>
    <message>
        <source>Retry &amp;all</source>
        <translation>إعادة محاولة ال&amp;كل</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;نسخ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Refused records</source>
        <translation>السجلات المرفوضة</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>التقدم</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>جارٍ البحث…</translation>
    </message>
    <message>
        <source>No record was refused: everything could be taken and sent.</source>
        <translation>لم يُرفض أي سجل: أمكن قبول كل شيء وإرساله.</translation>
    </message>
    <message>
        <source>Records are being worked on.</source>
        <translation>يجري العمل على سجلات.</translation>
    </message>
    <message>
        <source>Select one or more records first.</source>
        <translation>حدّد سجلًا واحدًا أو أكثر أولًا.</translation>
    </message>
    <message>
        <source>These are only counted: they go once nothing else of their site is listed.</source>
        <translation>هذه معدودة فقط: تزول حين لا يبقى شيء آخر من موقعها في القائمة.</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>تعذّرت قراءة القائمة.</translation>
    </message>
    <message>
        <source>Nothing in this list matches.</source>
        <translation>لا شيء في هذه القائمة يطابق.</translation>
    </message>
    <message>
        <source>Di&amp;scard…</source>
        <translation>ال&amp;تخلي…</translation>
    </message>
</context>
<context>
    <name>mailboat::RefusedModel</name>
    <message>
        <source>Field: %1</source>
        <translation>الحقل: %1</translation>
    </message>
    <message>
        <source>Since: %1</source>
        <translation>منذ: %1</translation>
    </message>
    <message>
        <source>Its data are not kept here, since the share of that site is full: it has to be sent again.</source>
        <translation>لا تُحفظ بياناته هنا لأن حصة ذلك الموقع ممتلئة: يجب إرساله من جديد.</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>الجدول</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>السجل</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>الحقل</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>منذ</translation>
    </message>
    <message>
        <source>From site</source>
        <translation>من الموقع</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>التفاصيل</translation>
    </message>
    <message>
        <source>From the site with Sync ID %1.</source>
        <translation>من الموقع ذي معرّف المزامنة %1.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>الاسم</translation>
    </message>
</context>
<context>
    <name>mailboat::RestoreDialog</name>
    <message>
        <source>Restore from a backup</source>
        <translation>الاستعادة من نسخة احتياطية</translation>
    </message>
    <message>
        <source>The backup is being copied and checked, and put in the place of the datafile. Until that is done nothing has changed, and the datafile as it was is kept.</source>
        <translation>تُنسخ النسخة الاحتياطية وتُفحص وتوضع مكان ملف البيانات. وحتى يتم ذلك لم يتغير شيء، ويُحفظ ملف البيانات كما كان.</translation>
    </message>
    <message>
        <source>Progress of restoring</source>
        <translation>تقدم الاستعادة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>It is being cancelled.</source>
        <translation>يجري تركها.</translation>
    </message>
</context>
<context>
    <name>mailboat::RestoreFrom</name>
    <message>
        <source>Put a backup back</source>
        <translation>إعادة نسخة احتياطية</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>ا&amp;ستعادة…</translation>
    </message>
    <message>
        <source>A backup takes the place of this datafile, which is kept beside it. Nothing is synchronised then until you have chosen how it goes on.</source>
        <translation>تحل نسخة احتياطية محل ملف البيانات هذا، الذي يُحفظ إلى جانبها. ولا يُزامن شيء بعدها حتى تختار كيف يستمر.</translation>
    </message>
    <message>
        <source>The backup is being looked at.</source>
        <translation>يُنظر في النسخة الاحتياطية.</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>اختيار نسخة احتياطية</translation>
    </message>
    <message>
        <source>Datafiles (*.mailboat);;All files (*)</source>
        <translation>ملفات البيانات (*.mailboat);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>The backup is being looked at…</source>
        <translation>يُنظر في النسخة الاحتياطية…</translation>
    </message>
    <message>
        <source>That is the datafile itself. Choose a backup of it.</source>
        <translation>هذا ملف البيانات نفسه. اختر نسخة احتياطية منه.</translation>
    </message>
    <message>
        <source>That is a backup of the site with Sync ID %1, and this is the site with Sync ID %2. Choose another one; nothing was changed.</source>
        <translation>هذه نسخة احتياطية للموقع ذي معرّف المزامنة %1، وهذا الموقع معرّف مزامنته %2. اختر نسخة أخرى؛ لم يتغير شيء.</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>الاستعادة من نسخة احتياطية</translation>
    </message>
    <message>
        <source>Put the backup of the site with Sync ID %1, made %2, in the place of this datafile?</source>
        <translation>أتوضع النسخة الاحتياطية للموقع ذي معرّف المزامنة %1، المأخوذة %2، مكان ملف البيانات هذا؟</translation>
    </message>
    <message>
        <source>Put the backup of the site with Sync ID %1 (%2), made %3, in the place of this datafile?</source>
        <translation>أتوضع النسخة الاحتياطية للموقع ذي معرّف المزامنة %1 (%2)، المأخوذة %3، مكان ملف البيانات هذا؟</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>ا&amp;ستعادة</translation>
    </message>
    <message>
        <source>Records in the backup: %1.</source>
        <translation>السجلات في النسخة الاحتياطية: %1.</translation>
    </message>
    <message>
        <source>Last entry in its log: %1.</source>
        <translation>آخر قيد في سجل أحداثها: %1.</translation>
    </message>
    <message>
        <source>Records of this datafile that were never sent: %1.</source>
        <translation>سجلات ملف البيانات هذا التي لم تُرسل قط: %1.</translation>
    </message>
    <message>
        <source>They stay, with all else, in the datafile as it is now, which is kept beside the new one.</source>
        <translation>تبقى مع كل ما سواها في ملف البيانات كما هو الآن، الذي يُحفظ إلى جانب الجديد.</translation>
    </message>
    <message>
        <source>This window closes, and opens again on the backup. Nothing is synchronised then until you have chosen how it goes on.</source>
        <translation>تُغلق هذه النافذة وتُفتح من جديد على النسخة الاحتياطية. ولا يُزامن شيء بعدها حتى تختار كيف يستمر.</translation>
    </message>
    <message>
        <source>What was changed in this window and not saved is discarded.</source>
        <translation>ما تغيّر في هذه النافذة ولم يُحفظ يُترك.</translation>
    </message>
</context>
<context>
    <name>mailboat::RoleStart</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;رجوع</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>إن&amp;هاء</translation>
    </message>
</context>
<context>
    <name>mailboat::SatelliteStart</name>
    <message>
        <source>This site synchronises with a primary. Whoever runs the primary has given it a Sync ID, a user name and a password, and says at which URL the primary is reached.</source>
        <translation>يتزامن هذا الموقع مع موقع رئيسي. أعطاه القائم على الموقع الرئيسي معرّف مزامنة واسم مستخدم وكلمة مرور، ويذكر العنوان الذي يوصَل به إليه.</translation>
    </message>
    <message>
        <source>Sync &amp;ID</source>
        <translation>&amp;معرّف المزامنة</translation>
    </message>
    <message>
        <source>Primary&apos;s &amp;URL</source>
        <translation>ع&amp;نوان الموقع الرئيسي</translation>
    </message>
    <message>
        <source>User &amp;name</source>
        <translation>ا&amp;سم المستخدم</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>&amp;كلمة المرور</translation>
    </message>
    <message>
        <source>2 or above</source>
        <translation>2 أو أكثر</translation>
    </message>
    <message>
        <source>Check &amp;connection</source>
        <translation>فحص الا&amp;تصال</translation>
    </message>
    <message>
        <source>Enter the Sync ID that the primary has given to this site: a whole number from 2 up. 1 is the primary&apos;s own.</source>
        <translation>أدخل معرّف المزامنة الذي أعطاه الموقع الرئيسي لهذا الموقع: عدد صحيح من 2 فما فوق. أما 1 فهو للموقع الرئيسي نفسه.</translation>
    </message>
    <message>
        <source>St&amp;op the check</source>
        <translation>إيقا&amp;ف الفحص</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>لم يُفحص</translation>
    </message>
    <message>
        <source>Nothing has shown yet that this site reaches its primary. Finish all the same?</source>
        <translation>لم يظهر بعد ما يدل على أن هذا الموقع يصل إلى موقعه الرئيسي. هل تريد الإنهاء مع ذلك؟</translation>
    </message>
    <message>
        <source>What is entered here is saved. Synchronisation begins once the primary answers; until then the page Synchronise says what is wrong, and all of it can be changed there.</source>
        <translation>يُحفظ ما أُدخل هنا. تبدأ المزامنة حين يجيب الموقع الرئيسي؛ وإلى ذلك الحين تذكر صفحة المزامنة ما الخطأ، ويمكن تغيير كل ذلك فيها.</translation>
    </message>
    <message>
        <source>&amp;Finish all the same</source>
        <translation>إن&amp;هاء مع ذلك</translation>
    </message>
    <message>
        <source>&amp;Stay here</source>
        <translation>ال&amp;بقاء هنا</translation>
    </message>
</context>
<context>
    <name>mailboat::ServerLimits</name>
    <message>
        <source>Restore &amp;defaults</source>
        <translation>ا&amp;ستعادة القيم الافتراضية</translation>
    </message>
    <message>
        <source>Some of these count only from the next start of the primary.</source>
        <translation>لا يسري بعضها إلا عند التشغيل التالي للموقع الرئيسي.</translation>
    </message>
</context>
<context>
    <name>mailboat::ServerPage</name>
    <message>
        <source>&amp;Advanced</source>
        <translation>متقد&amp;م</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>الاتصالات</translation>
    </message>
    <message>
        <source>Connections from one address</source>
        <translation>الاتصالات من عنوان واحد</translation>
    </message>
    <message>
        <source>Time without a byte</source>
        <translation>الوقت دون أي بايت</translation>
    </message>
    <message>
        <source>Time for the head of a request</source>
        <translation>وقت رأس الطلب</translation>
    </message>
    <message>
        <source>Size of a request</source>
        <translation>حجم الطلب</translation>
    </message>
    <message>
        <source>Records in a request</source>
        <translation>السجلات في الطلب</translation>
    </message>
    <message>
        <source>Confirmed records in a request</source>
        <translation>السجلات المؤكدة في الطلب</translation>
    </message>
    <message>
        <source>Memory for requests and answers</source>
        <translation>ذاكرة الطلبات والإجابات</translation>
    </message>
    <message>
        <source>Files attached to records</source>
        <translation>الملفات المرفقة بالسجلات</translation>
    </message>
    <message>
        <source>Requests worked on at once</source>
        <translation>الطلبات المعالجة معًا</translation>
    </message>
    <message>
        <source>Wrong passwords before a pause</source>
        <translation>كلمات المرور الخاطئة قبل التوقف</translation>
    </message>
    <message>
        <source>Passwords an hour from a new address</source>
        <translation>كلمات المرور في الساعة من عنوان جديد</translation>
    </message>
    <message>
        <source>Patients a day from other sites</source>
        <translation>المرضى في اليوم من مواقع أخرى</translation>
    </message>
    <message>
        <source>Oldest version of sync</source>
        <translation>أقدم إصدار للمزامنة</translation>
    </message>
    <message>
        <source>Newest version of sync</source>
        <translation>أحدث إصدار للمزامنة</translation>
    </message>
    <message>
        <source>Nobody can reach this primary: %1</source>
        <translation>لا أحد يستطيع الوصول إلى هذا الموقع الرئيسي: %1</translation>
    </message>
    <message>
        <source>This page is for a primary: it says there where its sites reach it. This site is a satellite, which nobody calls; the address of its primary stands on the page Synchronise.</source>
        <translation>هذه الصفحة للموقع الرئيسي: تقول هناك أين تصل إليه مواقعه. وهذا الموقع فرعي لا يتصل به أحد؛ وعنوان موقعه الرئيسي في صفحة المزامنة.</translation>
    </message>
    <message>
        <source>This page is for a primary: it says there where its sites reach it. This site has no Sync ID yet; with the Sync ID 1, on the page Synchronise, it becomes the primary.</source>
        <translation>هذه الصفحة للموقع الرئيسي: تقول هناك أين تصل إليه مواقعه. وليس لهذا الموقع معرّف مزامنة بعد؛ وبمعرّف المزامنة 1، في صفحة المزامنة، يصبح الموقع الرئيسي.</translation>
    </message>
    <message>
        <source>%1 The certificate used until now stays in use.</source>
        <translation>%1 وتبقى الشهادة المستخدمة حتى الآن قيد الاستخدام.</translation>
    </message>
    <message>
        <source>%1 This primary goes on answering without a certificate.</source>
        <translation>%1 يستمر هذا الموقع الرئيسي في الرد بدون شهادة.</translation>
    </message>
    <message>
        <source>A site is silent after</source>
        <translation>يُعدّ الموقع صامتًا بعد</translation>
    </message>
    <message>
        <source>A site is behind after</source>
        <translation>يُعدّ الموقع متأخرًا بعد</translation>
    </message>
</context>
<context>
    <name>mailboat::SiteFigures</name>
    <message numerus="yes">
        <source>%Ln ok</source>
        <translation>
            <numerusform>لا موقع سليم</numerusform>
            <numerusform>%Ln سليم</numerusform>
            <numerusform>%Ln سليمان</numerusform>
            <numerusform>%Ln سليمة</numerusform>
            <numerusform>%Ln سليمًا</numerusform>
            <numerusform>%Ln سليم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln initialising</source>
        <translation>
            <numerusform>لا موقع قيد التهيئة</numerusform>
            <numerusform>%Ln قيد التهيئة</numerusform>
            <numerusform>%Ln قيد التهيئة</numerusform>
            <numerusform>%Ln قيد التهيئة</numerusform>
            <numerusform>%Ln قيد التهيئة</numerusform>
            <numerusform>%Ln قيد التهيئة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln behind</source>
        <translation>
            <numerusform>لا موقع متأخر</numerusform>
            <numerusform>%Ln متأخر</numerusform>
            <numerusform>%Ln متأخران</numerusform>
            <numerusform>%Ln متأخرة</numerusform>
            <numerusform>%Ln متأخرًا</numerusform>
            <numerusform>%Ln متأخر</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln silent</source>
        <translation>
            <numerusform>لا موقع صامت</numerusform>
            <numerusform>%Ln صامت</numerusform>
            <numerusform>%Ln صامتان</numerusform>
            <numerusform>%Ln صامتة</numerusform>
            <numerusform>%Ln صامتًا</numerusform>
            <numerusform>%Ln صامت</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln never</source>
        <translation>
            <numerusform>لا موقع لم يتصل</numerusform>
            <numerusform>%Ln لم يتصل قط</numerusform>
            <numerusform>%Ln لم يتصلا قط</numerusform>
            <numerusform>%Ln لم تتصل قط</numerusform>
            <numerusform>%Ln لم تتصل قط</numerusform>
            <numerusform>%Ln لم تتصل قط</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>لا موقع مرفوض</numerusform>
            <numerusform>%Ln مرفوض</numerusform>
            <numerusform>%Ln مرفوضان</numerusform>
            <numerusform>%Ln مرفوضة</numerusform>
            <numerusform>%Ln مرفوضًا</numerusform>
            <numerusform>%Ln مرفوض</numerusform>
        </translation>
    </message>
    <message>
        <source>Show only the sites that are well</source>
        <translation>إظهار المواقع السليمة فقط</translation>
    </message>
    <message>
        <source>Show only the sites whose first load runs</source>
        <translation>إظهار المواقع التي يجري تحميلها الأول فقط</translation>
    </message>
    <message>
        <source>Show only the sites that have never called</source>
        <translation>إظهار المواقع التي لم تتصل قط فقط</translation>
    </message>
    <message>
        <source>Show only the sites that are refused</source>
        <translation>إظهار المواقع المرفوضة فقط</translation>
    </message>
    <message>
        <source>Show all sites</source>
        <translation>إظهار كل المواقع</translation>
    </message>
    <message numerus="yes">
        <source>%Ln site(s)</source>
        <translation>
            <numerusform>لا مواقع</numerusform>
            <numerusform>موقع واحد</numerusform>
            <numerusform>موقعان</numerusform>
            <numerusform>%Ln مواقع</numerusform>
            <numerusform>%Ln موقعًا</numerusform>
            <numerusform>%Ln موقع</numerusform>
        </translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
    </message>
    <message>
        <source>Show only the sites that call, but have not received everything for a long time</source>
        <translation>إظهار المواقع التي تتصل ولم تتلقَّ كل شيء منذ مدة طويلة فقط</translation>
    </message>
    <message>
        <source>Show only the sites that have not called for a long time</source>
        <translation>إظهار المواقع التي لم تتصل منذ مدة طويلة فقط</translation>
    </message>
    <message numerus="yes">
        <source>%Ln not saved yet</source>
        <translation>
            <numerusform>لا شيء غير محفوظ</numerusform>
            <numerusform>%Ln غير محفوظ بعد</numerusform>
            <numerusform>%Ln غير محفوظين بعد</numerusform>
            <numerusform>%Ln غير محفوظة بعد</numerusform>
            <numerusform>%Ln غير محفوظ بعد</numerusform>
            <numerusform>%Ln غير محفوظ بعد</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mailboat::SiteFiles</name>
    <message>
        <source>Import sites</source>
        <translation>استيراد مواقع</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt);;All files (*)</source>
        <translation>ملفات CSV (*.csv *.txt);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>Imported, and not saved yet: sites added %1, changed %2. OK saves them.</source>
        <translation>استُوردت ولم تُحفظ بعد: المواقع المضافة %1، المغيّرة %2. «موافق» يحفظها.</translation>
    </message>
    <message>
        <source>Export sites</source>
        <translation>تصدير المواقع</translation>
    </message>
    <message>
        <source>CSV files (*.csv);;All files (*)</source>
        <translation>ملفات CSV (*.csv);;كل الملفات (*)</translation>
    </message>
    <message>
        <source>Exported to %1, without passwords: sites %2.</source>
        <translation>صُدّرت إلى %1 بلا كلمات المرور: المواقع %2.</translation>
    </message>
</context>
<context>
    <name>mailboat::SiteWindow</name>
    <message>
        <source>This is asked once. The icon in the tray shows how synchronisation stands; its menu has &quot;Quit&quot;, and an entry that takes this answer back.</source>
        <translation>يُسأل هذا مرة واحدة. الأيقونة في شريط النظام تبيّن حال المزامنة؛ وفي قائمتها «إنهاء»، ومدخل يتراجع عن هذا الجواب.</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>إغلا&amp;ق</translation>
    </message>
    <message>
        <source>A backup is being made</source>
        <translation>تُؤخذ نسخة احتياطية</translation>
    </message>
    <message>
        <source>Nothing would be left of it.</source>
        <translation>لن يبقى منه شيء.</translation>
    </message>
    <message>
        <source>&amp;Wait</source>
        <translation>ا&amp;نتظار</translation>
    </message>
    <message>
        <source>&amp;Keep running in the background when the window is closed</source>
        <translation>الاست&amp;مرار في الخلفية عند إغلاق النافذة</translation>
    </message>
    <message>
        <source>Keep running in the background</source>
        <translation>الاستمرار في الخلفية</translation>
    </message>
    <message>
        <source>Keep synchronising in the background when this window is closed?</source>
        <translation>أتستمر المزامنة في الخلفية عند إغلاق هذه النافذة؟</translation>
    </message>
    <message>
        <source>&amp;Keep running in the background</source>
        <translation>الاست&amp;مرار في الخلفية</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>إن&amp;هاء</translation>
    </message>
    <message>
        <source>Keep running in the background when this window is closed?</source>
        <translation>أيستمر العمل في الخلفية عند إغلاق هذه النافذة؟</translation>
    </message>
    <message>
        <source>A backup is being made. Close the window and cancel it?</source>
        <translation>تُؤخذ نسخة احتياطية. أتُغلق النافذة ويُترك النسخ؟</translation>
    </message>
</context>
<context>
    <name>mailboat::SitesGroup</name>
    <message>
        <source>Synchronize parameters</source>
        <translation>معاملات المزامنة</translation>
    </message>
    <message>
        <source>%1 (Sync ID %2)</source>
        <translation>%1 (معرّف المزامنة %2)</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>ولا غيرها</numerusform>
            <numerusform>وموقع آخر</numerusform>
            <numerusform>وموقعان آخران</numerusform>
            <numerusform>و %Ln مواقع أخرى</numerusform>
            <numerusform>و %Ln موقعًا آخر</numerusform>
            <numerusform>و %Ln موقع آخر</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete site</source>
        <translation>حذف موقع</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln site(s) from the list?</source>
        <translation>
            <numerusform>ألا يُحذف أي موقع من القائمة؟</numerusform>
            <numerusform>أيُحذف موقع واحد من القائمة؟</numerusform>
            <numerusform>أيُحذف موقعان من القائمة؟</numerusform>
            <numerusform>أتُحذف %Ln مواقع من القائمة؟</numerusform>
            <numerusform>أيُحذف %Ln موقعًا من القائمة؟</numerusform>
            <numerusform>أيُحذف %Ln موقع من القائمة؟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) that wait there go with it.</source>
        <translation>
            <numerusform>لا سجلات تنتظر هناك.</numerusform>
            <numerusform>سجل واحد ينتظر هناك يُحذف معه.</numerusform>
            <numerusform>سجلان ينتظران هناك يُحذفان معه.</numerusform>
            <numerusform>%Ln سجلات تنتظر هناك تُحذف معه.</numerusform>
            <numerusform>%Ln سجلًا تنتظر هناك تُحذف معه.</numerusform>
            <numerusform>%Ln سجل تنتظر هناك تُحذف معه.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;حذف</translation>
    </message>
    <message>
        <source>Not served until somebody has chosen what happens, by Sync ID: %1. Open the site, or its menu in the list.</source>
        <translation>لا تُخدم حتى يختار أحد ما يحدث، حسب معرّف المزامنة: %1. افتح الموقع، أو قائمته في القائمة.</translation>
    </message>
    <message>
        <source>Not served until whoever runs the site has chosen at the site itself what happens, by Sync ID: %1. There is nothing to choose here.</source>
        <translation>لا تُخدم حتى يختار مَن يدير الموقع ما يحدث في الموقع نفسه، حسب معرّف المزامنة: %1. لا شيء يُختار هنا.</translation>
    </message>
    <message>
        <source>Done: the site with Sync ID %1 continues as you have chosen, from its next call.</source>
        <translation>تمّ: يتابع الموقع ذو معرّف المزامنة %1 كما اخترت، ابتداءً من اتصاله التالي.</translation>
    </message>
</context>
<context>
    <name>mailboat::StatusLine</name>
    <message>
        <source>Sync &amp;now</source>
        <translation>م&amp;زامنة الآن</translation>
    </message>
    <message>
        <source>&amp;Past synchronisations…</source>
        <translation>المزامنات ال&amp;سابقة…</translation>
    </message>
    <message>
        <source>Progress of the synchronisation</source>
        <translation>تقدم المزامنة</translation>
    </message>
    <message>
        <source>Synchronisation is being stopped.</source>
        <translation>جارٍ إيقاف المزامنة.</translation>
    </message>
    <message>
        <source>Waiting for it to begin</source>
        <translation>انتظار أن تبدأ</translation>
    </message>
    <message>
        <source>Synchronisation is running already.</source>
        <translation>المزامنة جارية بالفعل.</translation>
    </message>
    <message>
        <source>No synchronisation is running.</source>
        <translation>لا مزامنة جارية.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>إيقا&amp;ف</translation>
    </message>
    <message>
        <source>Choose &amp;what happens…</source>
        <translation>ا&amp;ختر ما يحدث…</translation>
    </message>
    <message>
        <source>%1: no answer from the primary for %2, still waiting</source>
        <translation>%1: لا جواب من الموقع الرئيسي منذ %2، وما زال الانتظار</translation>
    </message>
    <message numerus="yes">
        <source>%Ln re&amp;fused records</source>
        <translation>
            <numerusform>لا سجلات مر&amp;فوضة</numerusform>
            <numerusform>سجل مر&amp;فوض واحد</numerusform>
            <numerusform>سجلان مر&amp;فوضان</numerusform>
            <numerusform>%Ln سجلات مر&amp;فوضة</numerusform>
            <numerusform>%Ln سجلًا مر&amp;فوضًا</numerusform>
            <numerusform>%Ln سجل مر&amp;فوض</numerusform>
        </translation>
    </message>
    <message>
        <source>Shows which they are, and why; there they can be tried again or discarded.</source>
        <translation>يعرض أيها ولماذا؛ وهناك يمكن إعادة محاولتها أو التخلي عنها.</translation>
    </message>
</context>
<context>
    <name>mailboat::SupportDialog</name>
    <message>
        <source>Version of Mailboat</source>
        <translation>إصدار Mailboat</translation>
    </message>
    <message>
        <source>Datafile</source>
        <translation>ملف البيانات</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>معرّف المزامنة</translation>
    </message>
    <message>
        <source>Hardware ID</source>
        <translation>معرّف الجهاز</translation>
    </message>
    <message>
        <source>cannot be read on this machine</source>
        <translation>تعذرت قراءته على هذا الجهاز</translation>
    </message>
    <message>
        <source>Version of Qt</source>
        <translation>إصدار Qt</translation>
    </message>
    <message>
        <source>System</source>
        <translation>النظام</translation>
    </message>
    <message>
        <source>About this site</source>
        <translation>حول هذا الموقع</translation>
    </message>
    <message>
        <source>Copy &amp;all</source>
        <translation>نسخ ال&amp;كل</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>نسخ الكل</translation>
    </message>
</context>
<context>
    <name>mailboat::SynchronisePage</name>
    <message>
        <source>Automatic</source>
        <translation>تلقائي</translation>
    </message>
    <message>
        <source>This site</source>
        <translation>هذا الموقع</translation>
    </message>
    <message>
        <source>Sync ID</source>
        <translation>معرّف المزامنة</translation>
    </message>
    <message>
        <source>Sync time interval</source>
        <translation>الفاصل الزمني للمزامنة</translation>
    </message>
    <message>
        <source>Sync request size</source>
        <translation>حجم طلب المزامنة</translation>
    </message>
    <message>
        <source>records in a request</source>
        <translation>سجل في الطلب الواحد</translation>
    </message>
    <message>
        <source>Use js node HTTP client</source>
        <translation>استخدام عميل HTTP js node</translation>
    </message>
    <message>
        <source>Check &amp;connection</source>
        <translation>فحص الا&amp;تصال</translation>
    </message>
    <message>
        <source>Check connection</source>
        <translation>فحص الاتصال</translation>
    </message>
    <message>
        <source>Sync &amp;ID</source>
        <translation>&amp;معرّف المزامنة</translation>
    </message>
    <message>
        <source>Sync &amp;time interval</source>
        <translation>الفا&amp;صل الزمني للمزامنة</translation>
    </message>
    <message>
        <source>Sync re&amp;quest size</source>
        <translation>حجم &amp;طلب المزامنة</translation>
    </message>
    <message>
        <source>Synchronisation is not set up</source>
        <translation>المزامنة غير مهيأة</translation>
    </message>
    <message>
        <source>minutes; 0 pauses sync</source>
        <translation>دقيقة؛ 0 يوقف المزامنة مؤقتًا</translation>
    </message>
    <message>
        <source>This site is the primary</source>
        <translation>هذا الموقع هو الموقع الرئيسي</translation>
    </message>
    <message>
        <source>minutes; not used at a primary</source>
        <translation>دقيقة؛ لا يُستعمل في موقع رئيسي</translation>
    </message>
    <message>
        <source>This site is a satellite</source>
        <translation>هذا الموقع موقع فرعي</translation>
    </message>
    <message>
        <source>Set the Sync ID first: there is nothing to check yet.</source>
        <translation>اضبط معرّف المزامنة أولًا: لا شيء للفحص بعد.</translation>
    </message>
    <message>
        <source>Use &amp;js node HTTP client</source>
        <translation>استخدام &amp;عميل HTTP js node</translation>
    </message>
    <message>
        <source>&amp;Key for passwords…</source>
        <translation>مفتاح كلمات المر&amp;ور…</translation>
    </message>
    <message>
        <source>Key for passwords…</source>
        <translation>مفتاح كلمات المرور…</translation>
    </message>
    <message>
        <source>Done: this site continues as you have chosen.</source>
        <translation>تمّ: يتابع هذا الموقع كما اخترت.</translation>
    </message>
</context>
<context>
    <name>mailboat::TrayIcon</name>
    <message>
        <source>&amp;Sync now</source>
        <translation>م&amp;زامنة الآن</translation>
    </message>
    <message>
        <source>&amp;Preferences</source>
        <translation>الت&amp;فضيلات</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>إن&amp;هاء</translation>
    </message>
    <message>
        <source>Synchronisation is running already.</source>
        <translation>المزامنة جارية بالفعل.</translation>
    </message>
    <message>
        <source>&amp;Resume synchronising</source>
        <translation>ا&amp;ستئناف المزامنة</translation>
    </message>
</context>
<context>
    <name>mailboat::UnlockDialog</name>
    <message>
        <source>The code is being checked…</source>
        <translation>جارٍ التحقق من الرمز…</translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation>التفويض</translation>
    </message>
    <message>
        <source>Changing these settings needs an authorisation code. Whoever set this site up has one.</source>
        <translation>تغيير هذه الإعدادات يحتاج إلى رمز تفويض. من هيّأ هذا الموقع لديه رمز.</translation>
    </message>
    <message>
        <source>Authorisation code</source>
        <translation>رمز التفويض</translation>
    </message>
    <message>
        <source>&amp;Show the code</source>
        <translation>إ&amp;ظهار الرمز</translation>
    </message>
    <message>
        <source>Show the code</source>
        <translation>إظهار الرمز</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>موافق</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>&amp;Authorisation code</source>
        <translation>رمز الت&amp;فويض</translation>
    </message>
    <message>
        <source>You can try again now.</source>
        <translation>يمكنك المحاولة مرة أخرى الآن.</translation>
    </message>
    <message>
        <source>The code is being checked.</source>
        <translation>جارٍ التحقق من الرمز.</translation>
    </message>
    <message>
        <source>There were too many wrong codes: wait until the next try is possible.</source>
        <translation>كثرت الرموز الخاطئة: انتظر حتى تصبح المحاولة التالية ممكنة.</translation>
    </message>
    <message>
        <source>Enter a code first.</source>
        <translation>أدخل رمزًا أولًا.</translation>
    </message>
</context>
</TS>
