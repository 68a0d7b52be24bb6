"""Phrases of page furniture. Data, no logic: `chrome` decides where each may act.

All patterns match a whole line, folded: lower case, curly quotes straightened, white space
runs as one space. Each entry is (kind, pattern).
"""

_PLATFORM = r"(?:facebook|twitter|x|linkedin|whatsapp|telegram|instagram|youtube|tiktok|threads|wechat|weibo|line|pinterest|reddit|e-?mail|google news)"
_LETTER = r"(?:newsletters?|bulletins?|briefings?|digests?|e-?news|alerts?|updates?|lowdown|round-?up|inbox)"

# These go wherever they stand.
STRONG: tuple[tuple[str, str], ...] = (
    (
        "share",
        rf"(?:share|tweet|post|pin|e-?mail|print|save|copy link|bookmark)(?: (?:this|it|now|on|via|the|article|story|page|post|with|a|friend|{_PLATFORM}|[|/,·-]))*:?",
    ),
    # The whole bar on one line, buttons and names in any order: "f Share t Tweet in Share"
    (
        "share",
        rf"(?:(?:f|t|in|x) )?(?:share|tweet)(?:[ |/,:·-]+(?:share|tweet|pin|post|e-?mail|print|save|copy link|on|this|story|article|page|via|f|t|in|x|{_PLATFORM}))+",
    ),
    ("share", r"(?:\d+(?:\.\d)?k? )?shares?:?|like this:?|share this:?"),
    ("share", rf"{_PLATFORM}(?:[ |/,·-]+(?:{_PLATFORM}|share|print|copy link|save|more))+"),
    (
        "promo",
        rf"(?:follow|join|find|like|connect with|subscribe to) (?:us|our)(?: on| at)?(?: our)?(?: (?:official|new))? ?{_PLATFORM}\b(?: (?:channel|page|group|account|community|newsletter))?(?:,? (?:and|&) {_PLATFORM})*(?: (?:for|to (?:get|stay|receive|keep|never)|and (?:get|never|stay))\b.{{0,120}})?[.!]?",
    ),
    (
        "promo",
        rf"(?:follow|join|find|like|connect with) (?:us|our)(?: on| at)? {_PLATFORM}(?:(?:,| and|,? &) {_PLATFORM})+[.!]?",
    ),
    ("promo", r"(?:download|get) (?:our|the) (?:mobile )?app\b.{0,60}"),
    ("promo", r"follow us:?"),
    (
        "promo",
        r"(?:get|buy|book) (?:your )?(?:tickets?|seats?)(?: now| here)?[.!]?|(?:find out|learn|know|see) more(?: here)?[.!]?|(?:enter|submit|register|book|apply) (?:now|here)[.!]?|click here(?: (?:to|for) .{1,60})?[.!]?",
    ),
    (
        "newsletter",
        rf"(?:(?:our|the|a|get our|sign up for our|subscribe to our) )?(?:free|daily|weekly|free daily|e-?mail) {_LETTER}[.!:]?",
    ),
    ("newsletter", r"newsletter(?: sign-?up)?"),
    (
        "newsletter",
        rf"(?:get|receive) (?:the|our|your|all the|a) (?:daily|weekly|latest|free|morning|top)\b.{{0,60}}(?:{_LETTER}|top (?:\w+ )?stories|in your inbox|to your inbox|headlines)\b.{{0,100}}",
    ),
    ("newsletter", r"we break down the big and messy topics\b.{0,200}"),
    (
        "newsletter",
        rf"(?:subscribe|sign up|register|join)(?: here| now| today| free| for free)?(?: (?:to|for) (?:our|the|campaign)\b.{{0,80}}{_LETTER}\b.{{0,80}})?(?: open in (?:a )?new window)?[.!]?",
    ),
    ("newsletter", r"(?:enter|your) (?:your )?e-?mail(?: address)?(?: here)?"),
    (
        "related",
        r"(?:don't miss|don't miss out|also read|read also|also see|read next|read now|read more|see also|more on this|must[- ]reads?|you may also like|more from .{1,40}|further reading|in case you missed it|icymi|related (?:stor(?:y|ies)|articles?|posts?|news|reads?|links?|coverage|content)) ?[:：|–—-] ?.{1,200}",
    ),
    # One verb is a sentence's first word too: so it needs its colon.
    (
        "related",
        r"(?:read|see|watch|listen|related|more|explore|background|explained|explainer|opinion|next|previous|earlier|catch up|recap|also) ?: .{1,200}",
    ),
    (
        "related",
        r"(?:don't miss|also read|read also|also see|read next|see also|read more(?: on| about)?) (?!the\b).{1,160}[^.\s]",
    ),
    ("related", r"read more(?: news| here| stories| articles)?[.!:]?"),
    (
        "age",
        r"(?:(?:posted|published|updated) )?(?:\d+|an?|one|two) (?:second|minute|min|hour|hr|day|week|month|year)s? ago",
    ),
    (
        "reading-time",
        r"[|•·-]? ?(?:estimated )?(?:reading time:? )?\d+[- ]min(?:ute)?s?(?: to read| read| reading time)?",
    ),
    (
        "credit",
        r"(?:(?!the |her |his )[a-z]{2,4} )?(?:photo|image|picture|pic|photograph|illustration|video|screenshot|cover image|featured image|main image|header image)s?(?: (?:credits?|courtesy|source|by|from|via))*(?: of)? ?[:|/] ?.{1,100}",
    ),
    (
        "credit",
        r"(?:photo|image|picture)s? (?:credits?|courtesy of|courtesy|supplied|source|via)(?: (?:by|of|to))? .{1,80}",
    ),
    ("credit", r"(?:photo|image|picture)s?:? supplied"),
    (
        "embed",
        r"(?:view|see) (?:this |the )?(?:post|tweet|embed|reel|gallery|video|profile)(?: (?:on|in) .{1,30})?|a (?:post|video|reel) shared by .{1,100}|.{0,200}pic\.twitter\.com/\S+.{0,80}|— .{1,60} \(@\w+\) .{4,24}",
    ),
    ("copyright", r"(?:©|\(c\)|copyright)(?: ©| \(c\))? ?.{0,120}"),
    ("copyright", r"all rights? reserved[.]?"),
    ("footer", r"our (?:standards|code|principles|policy|editorial standards)\b ?:.{0,80}"),
    ("credit", r"\(?(?:with )?(?:additional )?(?:reporting|inputs?) (?:by|from) [^.]{2,100}\)?"),
    (
        "cookies",
        r"(?:we|this (?:web)?site|our (?:web)?site|by (?:continuing|using|clicking|accepting))\b.{0,120}\bcookies?\b.{0,200}",
    ),
    (
        "cookies",
        r"(?:accept|reject|allow|manage)(?: all| our| my)?(?: cookies?| preferences| settings)(?: settings| preferences)?|cookie (?:settings|preferences|policy|notice)|accept all|reject all",
    ),
    (
        "countdown",
        r"(?:\d+|-)? ?d(?:ays?)? ?[:-]? ?(?:\d+|-)? ?h(?:ou)?rs?? ?[:-]? ?(?:\d+|-)? ?m(?:in(?:ute)?s?)? ?[:-]? ?(?:\d+|-)? ?s(?:ec(?:ond)?s?)?",
    ),
    ("countdown", r"-?d ?-?h ?-?min ?-?sec"),
    (
        "advert",
        r"(?:advertisement|advertising|ad|sponsor(?:ed)?|sponsored (?:content|post)|promoted(?: content)?|paid (?:content|post)|partner content)",
    ),
    (
        "advert",
        r"(?:article|story|content) continues (?:below|after)\b.{0,40}|scroll\b.{0,30}\b(?:content|continue|reading|article)",
    ),
    ("advert", r"continue reading(?: below)?"),
    (
        "advert",
        r"(?:presented|sponsored|brought to you|powered|supported|paid for|promoted|(?:in )?(?:paid )?partnership|in association)(?: content)? (?:by|with) .{1,60}[^.\s]",
    ),
    ("advert", r".{1,40} hero banner(?: \d{4})?"),
    (
        "comments",
        r"(?:leave|post|write|add) (?:a|your) (?:comment|reply)s?\b.{0,60}|(?:\d+ |no |view |show )?comments?(?: \(\d+\))?|join the (?:conversation|discussion)|be the first to comment|(?:\d+|one|an?) (?:thoughts?|responses?|repl(?:y|ies)|comments?) (?:on|to) .{1,120}|no comments? yet|comments are closed\.?|.{2,30} says:|(?:log|sign) in to (?:comment|join\b.{0,60})|your e-?mail address will not be published.{0,80}",
    ),
    (
        "placeholder",
        r"(?:clickable image|author-image|image|placeholder|loading\.*|play video|enlarge(?: image)?|click to enlarge)(?: (?:clickable image|image))*",
    ),
    (
        "navigation",
        r"(?:skip to (?:main )?content|back to top|(?:next|previous) (?:article|story|post)|(?:log|sign) ?in(?: ?[/|] ?(?:register|sign ?up))?|menu|main menu|search|toggle navigation)",
    ),
    ("listen", r"listen to (?:this|the) (?:article|story)\b.{0,40}|\d+ min(?:utes?)?"),
    ("disclaimer", r"disclaimer:? .{1,300}"),
    ("syndication", r"the post .{1,200} appeared first on .{1,80}"),
    ("tail", r"open in new window"),
)

# A heading that opens other stories' headlines.
FOREIGN_HEADINGS = r"(?:just published|related(?: (?:articles?|stories|posts?|news|reads?|reading|content|topics?|coverage))?|recommended(?: (?:for you|articles|stories|reading))?|you (?:may|might) (?:also )?(?:like|be interested in)|more (?:from|in|on) .{1,40}|more (?:stories|news)|trending(?: now| stories)?|most (?:read|popular|viewed|shared)|latest (?:news|stories|articles)|top stories|popular (?:now|stories|posts)|editor's picks?|what to read next|read next|also on .{1,40}|other (?:news|stories))[:.]?"

# A caption is known by the credit at its end: "A jetty in Sibu. — Picture by Anna Lo".
CAPTIONS = (
    r"[(\[](?:(?:main|lead|cover|file|stock|header) )?(?:photos?|pics?|pictures?|images?|screenshots?|screengrabs?|illustrations?|graphics?|foto|gambar)\b[^()\[\]]{0,80}[)\]]\.?$",
    r"[.!?][\"']? ?[–—|-]? ?[^.!?]{0,24}\b(?:photo|photograph|pic|picture|image|screenshot|illustration|graphic|foto|gambar|ảnh|handout|courtesy of)s?\b(?: credits?)?[:/]?[^.!?]{0,50}$",
    r"(?:[–—|] ?| - )(?:photo|photograph|pic|picture|image|screenshot|illustration|graphic|foto|gambar)s?(?: credits?)?(?: ?[:/]| by | courtesy | from | via | fail ).{2,60}$",
    r"[.!?][\"']? ?(?:photo )?credits?: ?[^.!?]{2,50}$",
    r"[（(](?:圖|图|照片|写真|画像|사진|攝影|翻攝|[^（）()]{0,12}攝)[^（）()]{0,30}[)）]$",
)

# The same where it may have a title of its own after it, so that only the whole line counts.
OPENERS = r"(?:don't miss(?: out)?|also read|read also|also see|read next|read more(?: (?:on|about|from) .{1,40}| news| stories| articles)?|see also|more on this(?: story| topic)?|related|must[- ](?:reads?|watch)|further reading|in case you missed it|icymi|keep reading|up next|next (?:up|article|story|read)|more (?:reads|coverage|like this|to read|for you)|read|watch|more|see more|explore more|around the web|from (?:the|our) (?:web|archives?|magazine|partners?|sponsors?)|promoted stories|sponsored (?:stories|links)|.{1,30} you (?:may|might|will)(?: also)? (?:like|love|enjoy|have missed)|what (?:others|people|readers) are reading|people also read|(?:today|this week|the week)'s .{1,24}|the latest|hot topics|(?:also )?worth (?:a )?(?:read(?:ing)?|watch(?:ing)?)|read this next|the (?:day|week) in .{1,20}|our (?:top|best) .{1,20}|before you go)\s*[:：]?"

# These go only above the first or below the last line of the body.
WEAK: tuple[tuple[str, str], ...] = (
    ("follow", r"follow(?: us)?|following"),
    (
        "masthead",
        r"marketing[- ]interactive|campaign asia(?:-pacific)?|campaign|marketech apac|prweek(?: asia)?|adobo(?: magazine)?|the drum|mumbrella(?: asia)?|mumbrella",
    ),
    ("breadcrumb", r"home(?: ?[>»/›|] ?.{1,60})+|[\w&' -]{1,30}(?: ?[>»›] ?[\w&' -]{1,40}){1,4}"),
    (
        "tags",
        r"(?:tags?|topics?|categor(?:y|ies)|keywords?|tags? ?/ ?keywords?)(?:: ?.{0,200})?|filed under:? .{1,100}",
    ),
    ("source", r"source: ?.{1,80}"),
    ("tags", r"(?:posted|filed|published) (?:in|under) .{1,60}"),
    ("credit", r"(?:additional )?(?:reporting|writing|editing) by .{2,120}"),
    (
        "kicker",
        r"(?:exclusive|opinion|analysis|features?|interview|breaking(?: news)?|news|just in|op-ed|insights?|watch|video|gallery|premium|subscribers? only|members? only|free to read)",
    ),
    (
        "footer",
        r"(?:about(?: us)?|contact(?: us)?|advertise(?: with us)?|privacy(?: policy| notice)?|terms(?: (?:and|&|of) (?:conditions|use|service))?|careers|sitemap|faqs?|help|subscribe|rss|got it|ok|close)",
    ),
    (
        "end-mark",
        r"[-–—*# ]*(?:ends?|30|tamat|fin|full story|完|了|끝)[-–—*# ]*",
    ),
    ("date", r"(?:date|posted|published|updated|last updated|updated on)(?: on)?:?"),
)

# A last paragraph that only sells a seat goes, though it is made of sentences.
SALES = r".{0,240}\b(?:register|sign up|book|secure|reserve|get|buy|submit|enter)(?: for)?(?: your| a)? ?(?:now|here|today|seats?|spots?|tickets?|places?|entry|entries)\b.{0,120}"

# A last paragraph that sets the story right is part of it.
NOTES = r"(?:(?:corrections?|clarifications?|(?:editor'?s?|ed)(?:'s)? notes?|update|updated|note|amended|pembetulan|ralat|koreksi|catatan|đính chính)\b ?(?:\(.{1,40}\) ?)?[:：–—-]|\(?this (?:story|article|report) (?:has been|was) (?:corrected|updated|amended)|an earlier version|[編编]按|更正|訂正|【?訂正|お詫び|정정)"

# A line that is one platform's name: part of a share bar where it stands beside another.
PLATFORM = _PLATFORM

# What may follow a writer's name, and is none.
ROLES = r"(?:(?:senior|junior|chief|staff|deputy|associate|assistant|managing|executive|contributing|guest|special|foreign|regional|media|business|economics?|political|technology|tech|transport|marketing|retail|features?|news|markets?|lifestyle|culture|sports?|content|web|digital|online|south-?east asia|asia) ){0,3}(?:reporters?|editors?|correspondents?|writers?|journalists?|contributors?|columnists?|sub-?editors?)\b.*"

# Words by which the banner of an event is known, beside its year.
EVENTS = r"awards?|summit|conference|congress|mixer|festival|expo|forum|gala|content ?360|week|roadshow|masterclass|bootcamp|workshop|webinar|symposium|convention|show|series|edition|banner|live"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Words that begin a sentence rather than go on with a name.
STARTERS = frozenset(
    _words(
        "The A An In On At It Its He She They We You I This That These Those There Their His Her "
        "Our But And So Or Yet For From With Without According However Meanwhile Last Next When "
        "While As After Before Since If Although Though Both Each Every All Some Many Most Other "
        "Another Additionally Also Earlier Later Now Then To By What Who How Why Where No Not One "
        "Neither Nobody None Nothing Either Nor Still Instead Until During Under Among Despite Even "
        "Only Just More Few Several Any Such Here Once Yesterday Today Two Three Four Five"
    )
)
# Two letters at most, and no unit or model number ("5.2 GB", "3.A").
SHORT_STARTERS = frozenset(_words("In It At On He We By As To If No So An"))
TITLES = frozenset(
    _words("Mr Mrs Ms Mdm Mme Dr Prof St Sen Rep Gen Col Capt Lt Sgt Rev Hon Datuk Dato Rs")
)
ABBREVIATIONS = frozenset(
    _words(
        "Inc Ltd Co Corp Bhd Sdn Pte Pty Pvt Plc LLC Jr Sr vs etc al Vol No Fig Dept Bros Ave Rd "
        "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mt Ft Rs approx est tel Tel No Nos pp cf "
        "Hldgs Hldg Grp Assn Assoc Dist Div Est Ext Govt Intl Mgr Min Nat Ref Sec Univ Ver Ver St"
    )
)
# What follows the stop of a name on the web: Booking.com, ASP.NET, Node.js.
DOMAINS = frozenset(
    _words(
        "COM Com NET Net ORG Org IO JS Js AI TV GG CO FM ME TXT Txt JPG Jpg PNG Png PDF Pdf PY Py "
        "DOC Doc XLS Xls CSV Csv ZIP Zip MP3 MP4 HTML Html PHP Php ASP EXE Exe "
        "EPS PSD AI TIF TIFF GIF SVG PPT PPTX DOCX XLSX RAR DMG APK MOV AVI WAV XML JSON SQL CSS"
    )
)
# Endings of web names that are words as well: a name's after a name (Kite.Asia).
NAME_DOMAINS = frozenset(
    _words(
        "Asia Africa App Agency Blog Club Digital Design Global Live Media News Online Shop "
        "Store Studio Tech World"
    )
)
# Names with a capital inside that is no sentence's first.
ONE_WORD = frozenset(_words("LinkedIn LogIn SignIn CheckIn PlugIn BuiltIn FillIn TradeIn OptIn"))
# Names that end in a mark: Yahoo!, Panic!
BANGS = frozenset(_words("Yahoo Panic Jeopardy Kahoot Yum Joomla Oi"))
