"""The words of page furniture, of dates and of bylines, by language. Data, no logic.

Where `phrases` has whole lines, these are the words that lines are made of: a short line that
holds nothing else is a label, a button or a heading of the page, in whatever order they stand.
All are folded (`page.fold`).
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


_MONTH_NAMES = (
    # English and its short forms, Malay, Indonesian
    _words("january jan januari enero"),
    _words("february feb februari pebrero"),
    _words("march mar mac maret mrt marso"),
    _words("april apr abril"),
    _words("may mei mayo"),
    _words("june jun juni hunyo"),
    _words("july jul julai juli hulyo"),
    _words("august aug ogos agustus agu ogo"),
    _words("september sept sep"),
    _words("october oct oktober okt"),
    _words("november nov nopember"),
    _words("december dec disyembre disember desember des dis"),
)
_THAI_MONTHS = _words(
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
)
_THAI_SHORT = _words("ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.")

MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}
MONTHS |= {name: number for number, name in enumerate(_THAI_MONTHS, 1)}
MONTHS |= {name: number for number, name in enumerate(_THAI_SHORT, 1)}

WEEKDAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun isnin selasa rabu khamis kamis jumaat jumat jum'at sabtu ahad minggu senin"
) + _phrases("thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, thứ bảy, chủ nhật")

ZONES = _words(
    "gmt utc ist myt sgt hkt wib wita wit jst kst pht pst ict aest aedt acst awst nzst nzdt bst est "
    "edt pdt et pt pkt npt cet cest mmt sst"
) + _phrases("singapore time, hong kong time, local time, giờ việt nam")

# What stands beside a date and says which one it is.
DATE_WORDS = _words(
    "@ page date dated posted published publish updated update modified created issued released publication time aired recorded filed edited online first originally pagi petang malam tengahari on at "
    "diterbitkan diperbarui dikemaskini tayang terbit tarikh tanggal pada pukul jam "
    "เผยแพร่ ปรับปรุง วันที่ เวลา น."
) + _phrases(
    "last updated, last update, updated on, last modified, first published, published on, "
    "published at, dikemas kini, kemas kini, cập nhật lúc, cập nhật, đăng lúc, xuất bản, ngày"
)

# Before a writer's name. Those of the second group only with a colon, a slash or a bar.
BYLINE_WORDS = _phrases(
    "by, written by, words by, text by, story by, posted by, reported by, report by, interview by, "
    "author by, oleh, bởi, โดย"
)
BYLINE_LABELS = _words(
    "by author authors writer words text story reporter journalist contributor penulis oleh laporan "
    "wartawan jurnalis pewarta reporter bài 文 文字 撰文 作者 記者 记者 採訪 采访 撰稿 整理 編譯 "
    "取材・文 取材 執筆 著者 筆者 글 기자 เรื่อง ผู้เขียน"
) + _phrases("tác giả, สัมภาษณ์โดย")
# Before the names of others, who are no writers.
STAFF_LABELS = _words(
    "editor editors editing penyunting redaktur penyelia photographer photos photo photography foto "
    "fotografer illustration producer 編輯 责任编辑 責任編輯 責編 攝影 摄影 編集 撮影 写真 편집 사진 "
    "sumber source 來源 来源 出典"
) + _phrases(
    "edited by, editing by, photos by, photography by, hosted by, produced by, presented by, music by, host, guest, guests, reviewed by, translated by"
)

# Words that no writer's name holds: what looks like one is a paper, a desk, a section.
NOT_NAMES = frozenset(
    _words(
        "daily weekly times news post mail star herald tribune journal gazette chronicle standard "
        "courier magazine media press radio tv online digital bisnis berita harian kompilasi "
        "business economy politics world national local lifestyle travel opinion sport sports "
        "culture technology tech markets industry marketing advertising agencies campaign asia "
        "pacific awards summit forum week desk bureau agency the and for of in on at with your our "
        "share follow listen video gallery photo read more latest home malaysia singapore india "
        "indonesia philippines thailand vietnam australia china japan korea taiwan food health "
        "education environment property money finance arts entertainment podcast newsletter "
        "features feature exclusive analysis interview people special report brand brands retail"
    )
)

_SHARE = "share shares shared sharing tweet print bookmark copy copied repost gift forward kongsi bagikan sebarkan"
_FOLLOW = "follow following followers subscribe subscribed subscriber subscribers subscription inbox newsletter newsletters e-newsletter bulletins bulletin unsubscribe langganan ikuti"
_ACCOUNT = "login logout log sign signin signup register registered registration account password daftar masuk membership member members premium unlock unlimited"
_COMMENTS = "comment comments reply replies komentar discussion"
_RELATED = "related recommended trending popular viewed terkait terpopuler terkini terbaru lainnya selengkapnya"
_ADVERT = (
    "advertisement advertisements advertising advert sponsored sponsor advertise promoted iklan"
)
_LISTEN = "listen audio podcast podcasts transcript episode episodes playlist"
_COOKIES = "cookie cookies accept reject consent preferences privacy"
_FOOTER = "copyright reserved sitemap contact careers disclaimer faq faqs rss licensing permissions imprint"
_NAVIGATION = "menu search skip navigation previous toggle close homepage"
_PLATFORMS = "facebook twitter x linkedin whatsapp telegram instagram youtube tiktok threads wechat weibo line pinterest reddit email e-mail messenger viber spotify apple rss bluesky kakaotalk flipboard mastodon"

# A word that alone makes a label of a line, and what kind of furniture that line is.
LABELS: dict[str, str] = {
    word: kind
    for kind, words in (
        ("share", _SHARE + " " + _PLATFORMS),
        ("newsletter", _FOLLOW),
        ("account", _ACCOUNT),
        ("comments", _COMMENTS),
        ("related", _RELATED),
        ("advert", _ADVERT),
        ("listen", _LISTEN),
        ("cookies", _COOKIES),
        ("footer", _FOOTER),
        ("navigation", _NAVIGATION),
    )
    for word in words.split()
}
# Words that stand beside those in a label, and make one in the head or tail of a page.
BESIDE_LABELS = frozenset(
    _words(
        "about add all also app apps article articles audio back be becoming bigger button buy by "
        "categories category channel choose city click community conditions content continue "
        "correction corrections cuma current dark day decrease default desktop discover download "
        "edition editor's editors editorial email english enter error essential essentials explore "
        "facts favourites featured fetching license copy halaman selanjutnya foto feed feedback find first follow font free friend from full get go google "
        "group help here hide home increase info join keep language larger later latest leave less "
        "letter letters light like likes link links list live load magazine mail main manage "
        "minute minutes min mins mobile mode more most must my need new normal very large small news next no non-essential "
        "non notifications notification now off offers official on one online only open option "
        "options our page pages pdf photo photos pick picks play please podcast policy post posts "
        "press principles profile purchase push quick rate read reader readers reading receive "
        "report reprints republish request rights save section sections see select send services "
        "service settings show site size social sort password lost smaller standards start stay stories story submit "
        "support switch tag tags tell terms text this tip tips to today tools top topic topics "
        "translate trust turn up update updates upgrade us use version via video videos view "
        "views visit watch website week what why write yes you your yesterday zoom "
        "baca juga lagi berita artikel kami di saluran untuk simak tonton lihat semua pilihan "
        "a the of and or for in at with an is it &"
    )
)
# Alone or together these say nothing: a label holds one word at least that is none of them.
EMPTY = frozenset(
    _words(
        "a the of and or for in at with an is it & to by on be no one what why you your new this from di untuk kami day city stay need"
    )
)

# A line in a script without spaces is a label if it begins so, and is short and no sentence.
CJK_LABELS: tuple[tuple[str, str], ...] = (
    (
        "related",
        r"(?:延伸[閱阅][讀读]|相[關关](?:新聞|新闻|文章|報導|報道|报道|閱讀|主題)?|推[薦荐](?:閱讀|阅读|文章|新聞)?|更多|熱門|热门|最新(?:消息|新聞|文章)|看更多|[點点]我看|同場加映|你可能|猜你喜[歡欢]|編輯推薦|即時新聞|閱讀更多|阅读更多|継続|続きを読む|もっと|関連(?:記事|リンク|ニュース|キーワード|サイト)|あわせて読みたい|合わせて読みたい|おすすめ|オススメ|人気|アクセスランキング|ランキング|新着|こちらも|前の記事|次の記事|上一[篇則]|下一[篇則]|관련 ?(?:기사|뉴스)|추천|많이 본|인기|더 ?보기|이전 기사|다음 기사)",
    ),
    (
        "share",
        r"(?:分享(?:到|至)?|轉發|转发|列印|打印|複製|保存|この記事(?:を|に|の)|シェア|ツイート|ポストする|ブックマーク|印刷|はてな|コピー|공유|스크랩|프린트)",
    ),
    (
        "newsletter",
        r"(?:[訂订][閱阅]|追[蹤踪]|[關关]注(?:我們|我们)|[加立]即?(?:入|加入)(?:我們|會員|会员)|按讚|下[載载](?:App|APP|我們)|メルマガ|メールマガジン|フォロー|購読|무료|구독|뉴스레터|팔로우)",
    ),
    (
        "account",
        r"(?:登[入錄录]|有料|註冊|注册|[會会][員员](?:登[入錄录]|有料|註冊|注册|登録|限定|專區|中心)|無料登録|ログイン|新規登録|로그인|회원가입)",
    ),
    ("comments", r"(?:留言|[評评][論论]|回應|回应|發表|コメント|댓글|의견)"),
    (
        "credit",
        r"(?:[圖图](?:片)?(?:[來来]源|源|說|说明)?[:：/／＝=]|[圖图]片(?:[來来]源|提供)|[攝摄]影|照片|写真(?:提供)?[:：/／＝=]|画像(?:提供)?[:：/／＝=]|資料圖|示意圖|사진[:：=／/]|사진 ?제공)",
    ),
    ("source", r"(?:資料)?(?:[來来]源|出典|出所|提供|자료)[:：/／＝=]"),
    ("advert", r"(?:廣告|广告|広告|【?PR】?$|スポンサー|광고|贊助)"),
    (
        "copyright",
        r"(?:版[權权]|著作[權権]|未[經经]|不得[轉转]載|無断|禁無断|轉載|转载|저작권|무단)",
    ),
    (
        "navigation",
        r"(?:[您你]?(?:現在|现在|當前|当前|目前)的?位置|首[頁页]|主[頁页]|返回|回到?頂|目次|目录|回首|トップ(?:へ|ページ)|ホーム|メニュー|検索|搜[尋寻索]|目錄|字[體体級级]|文字サイズ|홈|메뉴|글자)",
    ),
    (
        "tags",
        r"(?:[標标][籤签]|[關关][鍵键][字詞词]|分[類类]|タグ|キーワード|カテゴリー?|태그|키워드)",
    ),
    (
        "promo",
        r"(?:[點点][擊击按]|掃描|扫描|立即|馬上|快來|詳しくは|お申し込み|お問い合わせ|資料請求|聯絡我們|联系我们|支持我們)",
    ),
)
# The same in languages with spaces, where a colon or the line's end must follow.
OTHER_LABELS: tuple[tuple[str, str], ...] = (
    (
        "related",
        r"(?:baca (?:juga|lagi|selengkapnya|artikel)|simak juga|lihat juga|tonton juga|(?:berita|artikel) (?:terkait|berkaitan|lainnya|terkini|terbaru|populer|pilihan|popular)|terpopuler|terkait|pilihan editor|rekomendasi(?: untuk anda)?|paling (?:popular|dibaca)|xem thêm|đọc thêm|tin (?:liên quan|khác|mới|nổi bật)|bài (?:liên quan|viết liên quan)|อ่านเพิ่มเติม|อ่านต่อ|อ่านข่าวต่อ|ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|ข่าวอื่น ?ๆ?|ข่าวล่าสุด|ยอดนิยม|basahin din|kaugnay na balita)",
    ),
    (
        "share",
        r"(?:bagikan|kongsi(?:kan)?|sebarkan|salin (?:tautan|pautan)|chia sẻ|แชร์|แบ่งปัน|ibahagi|i-share)",
    ),
    (
        "newsletter",
        r"(?:ikuti (?:kami|kita|terus)|langgan(?:an|i)?|berlangganan|dapatkan (?:update|berita|info)|gabung(?: ke)?|bergabung|sertai (?:kami|saluran)|theo dõi|đăng ký|ติดตาม|สมัคร|sundan kami)",
    ),
    ("comments", r"(?:komentar|tulis komentar|ulasan|bình luận|ý kiến|แสดงความคิดเห็น|ความคิดเห็น)"),
    ("advert", r"(?:iklan|advertorial|scroll (?:to|untuk|ke bawah)|quảng cáo|โฆษณา)"),
    (
        "credit",
        r"(?:foto|gambar|ảnh|ภาพ|ภาพจาก|ภาพประกอบ|dok\.?)(?: (?:oleh|ihsan|hiasan|via|dari|dok\.?))?(?=\s?[:/])",
    ),
    ("source", r"(?:sumber|nguồn|ที่มา|sanggunian)(?=\s?:)"),
    ("tags", r"(?:tag|tags|topik|kata kunci|từ khóa|chủ đề|แท็ก)(?=\s?:)"),
    ("copyright", r"(?:hak cipta|dilarang|bản quyền|สงวนลิขสิทธิ์|ลิขสิทธิ์)"),
)

# Marks of a sentence that speaks to the reader of the page and not of the story, by subject.
# One of the first group makes a prompt, with another mark of either group beside it.
# A line that begins so gives an order: that is a mark where its subject is the page as well.
ORDERS = r"(?:want to )?(?:get|receive|enjoy|catch|add|save|download|follow|join|subscribe|visit|check|watch|listen|support|stay|never miss|keep up|don't miss|be the first|tune in|rate|hear|unlock|check out|introducing)\b"

PROMPTS: tuple[str, ...] = (
    r"\b(?:subscribe|sign(?:ed|ing)?[ -]?up|newsletters?|inbox|mailing list|unsubscribe)\b",
    r"\b(?:follow|like|join|find|connect with|add) (?:us|our|me|@)\b|\b(?:telegram|whatsapp|facebook|instagram|linkedin|twitter|youtube|tiktok|viber|line|google) (?:channels?|pages?|groups?|community|account|news|newsletter)\b",
    r"\b(?:this|our) (?:article|story|page|site|content)\?$|\bcomments? (?:will be|are) \w+ed\b|\bmoderat(?:ed|ion|ors?)\b",
    r"\bcookies?\b",
    r"\b(?:privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions|& conditions)|opt[ -]out)\b",
    r"\b(?:click|tap) (?:here|the link|this link|on the|below)\b|\blink in (?:our )?bio\b",
    r"\b(?:let us know|tell us|have your say|letters? to the editor|get in touch|contact us|reach us|write to us|e-?mail us|join the (?:conversation|discussion)|leave a comment|no comments|add your comment|(?:contact|e-?mail|message|write to) (?:us|our)|got a (?:story|tip|question)|(?:story|news) (?:ideas?|tips?)|spotted an error)\b",
    r"©|\b(?:copyright|all rights reserved|republish(?:ed)?|reproduced|redistributed?|syndicated)\b",
    r"\b(?:register|book|buy|apply|rsvp|enter|save|secure|reserve|submit|download) (?:now|here|today|your|by|a seat)\b|\bearly[ -]bird\b",
    r"\b(?:first|originally|previously) (?:appeared|published|ran)\b",
    r"\b(?:affiliate|views? expressed|opinions? expressed|not responsible|no responsibility|disclaimer|auto-?generated|machine[- ]translat\w+|may earn|generative ai|ai[- ]generated|generated by ai|with ai)\b",
    r"\b(?:support (?:our|independent)|donate|free trial|unlimited access|become a (?:member|subscriber)|already (?:a|have|registered|subscribed)|you are receiving|receiving this|forwarded to you|thank(?:s| you) for reading|you've reached|the end of (?:the|this) article|register(?:ed)? with us|free articles)\b",
    r"\b(?:dapatkan|ikuti|bergabung|berlangganan|langgan|klik|unduh|muat turun|sertai)\b",
)
ADDRESSES: tuple[str, ...] = (
    r"\b(?:our|us|we|your|you|you're|you've|my|i|kami|anda)\b",
    r"\b(?:comments?|feedback|thoughts|opinion|questions)\b",
    r"\b(?:latest|breaking|top|more|daily|weekly|every|exclusive|best) (?:news|stories|story|updates?|headlines|insights|analysis|articles|content|coverage|week(?:day)?|morning|day|reads?|offers|deals)\b|\b(?:stories|articles|news|content|journalism) like this\b",
    r"\b(?:settings|preferences|consent|personal data|experience|partners|third parties|browser)\b",
    r"\b(?:tickets?|entries|nominations|registration|seats?|deadline)\b",
    r"\b(?:log(?:ged)? in|sign in|accounts?|members?|membership|subscri(?:ber|bers|ption|ptions)|access)\b",
    r"\b(?:saved|articles)\b",
    r"\b(?:updated|informed|ahead|posted)\b",
    r"\b(?:news|newsfeed|alerts?|updates|reached|full article|errors?)\b",
    r"\b(?:podcasts?|episodes?|spotify|apple podcasts|app|social media|e-?mail(?: address)?)\b",
    r"\b(?:this|the above|these) (?:article|story|post|column|piece|content|report|feature|interview|commentary|page|site|website|links?|edition)\b",
    r"\b(?:permission|reserved|publication|publisher|editorial|author|accuracy)\b",
    r"\b(?:tautan|pautan|grup|saluran|berita|telegram|whatsapp|setiap hari)\b",
)
# Words by which a bottom line on the writer is known, after a name or "the writer".
BIOS = r"(?:is|was|are|covers?|covered|writes?|reports?|leads?|works?|runs?|has (?:been|covered|written|worked)|joined|specialis|specializ|heads?|serves?|edits?|contributed|can be (?:reached|contacted)|adalah|merupakan)\b"
