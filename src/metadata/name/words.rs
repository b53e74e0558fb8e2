//! Words around names: what stands before and after them, and what is none.

/// What may stand before names. In lower case, longer ones before those that they begin with.
#[rustfmt::skip]
pub(super) const CUES: &[&str] = &[
    "this article was written by", "article written by", "originally written by", "originally posted by",
    "originally published by", "contributed by", "submitted by", "published by", "written by", "created by",
    "uploaded by", "updated by", "compiled by", "reported by", "authored by", "started by", "asked by",
    "thread starter", "topic starter", "posted by", "post author", "story by", "words by", "text by",
    "article by", "blog by", "review by", "recipe by", "guest post by", "post by", "from the desk of",
    "about the author", "the authors", "the author", "authors", "author", "byline", "by", "ein artikel von",
    "ein beitrag von", "ein gastbeitrag von", "eine analyse von", "ein kommentar von", "eine kolumne von",
    "ein interview von", "geschrieben von", "verfasst von", "veröffentlicht von", "gepostet von", "eingestellt von",
    "erstellt von", "publiziert von", "zeige alle beiträge von", "alle beiträge von", "interview von", "artikel von",
    "beitrag von", "text von", "autorinnen", "autorin", "autoren", "autores", "autora", "autor/in", "autor*in",
    "autor:in", "autor", "von", "écrit par", "rédigé par", "publié par", "posté par",
    "propos recueillis par", "auteure", "auteurs", "auteur", "par", "escrito por", "publicado por",
    "redactado por", "postado por", "por", "scritto da", "pubblicato da", "a cura di", "di", "geschreven door",
    "geplaatst door", "door", "skrevet av", "skriven av", "skrevet af", "publisert av", "av", "af", "napisał",
    "napisała", "dodał", "автор статьи", "автор текста", "авторы", "автор", "текст", "yazan", "yazar",
    "penulis", "oleh", "执笔人", "执笔", "本报记者", "本刊记者", "本网记者", "新华社记者", "文章作者", "原创作者", "作者", "记者", "記者", "撰文",
    "撰稿", "通讯员", "通訊員", "著者", "執筆者", "執筆", "筆者", "投稿者", "取材・文", "文字", "文", "글쓴이", "작성자", "글", "기자",
    "بقلم", "كتبت", "كتب", "الكاتبة", "الكاتب", "إعداد", "به قلم", "به‌قلم", "نویسنده", "نويسنده", "خبرنگار", "מאת", "लेखिका", "लेखक",
    "द्वारा", "লিখেছেন", "লেখক", "เรื่องโดย", "เขียนโดย", "โดย", "ผู้เขียน", "viết bởi", "bởi", "tác giả", "γράφει ο", "γράφει η",
    "γράφουν οι", "συντάκτης", "συντάκτρια", "του", "της", "írta", "szerző", "scris de", "kirjoittanut", "kirjoittaja",
    "författare", "skribent", "napsal", "napsala", "автор публикации", "автор новости",
];

/// As [`CUES`], but only with a colon behind them: without one they are what the page is about.
#[rustfmt::skip]
pub(super) const CUES_WITH_COLON: &[&str] = &[
    "text und interview", "text & interview", "text, interview", "text und fotos", "text & fotos", "text, fotos",
    "text und bilder", "text/fotos", "text", "interview", "protokoll", "reportage", "words", "story", "report",
    "texte", "propos recueillis", "texto", "entrevista", "testo", "tekst", "teksti",
    "haber", "muhabir", "रिपोर्ट", "প্রতিবেদক", "প্রতিবেদন", "เรื่อง", "ผู้สื่อข่าว", "tekst i zdjęcia", "κείμενο", "ρεπορτάζ", "szöveg",
    "כתב", "כתבה", "журналист", "корреспондент", "репортер", "кореспондент", "المراسل", "المحرر", "تقرير", "تحرير", "گزارش",
];

/// What follows the name of somebody who reports, where a language puts it there: `홍길동 기자`.
pub(super) const CALLINGS: &[&str] =
    &["선임기자", "인턴기자", "전문기자", "기자", "특파원", "논설위원", "記者", "द्वारा"];

/// The surnames of most Koreans.
pub(super) const KOREAN_SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진류나지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부";

/// How a line begins that tells first when something was published, and then perhaps who did.
pub(super) const ANNOUNCEMENTS: &[&str] = &[
    "veröffentlicht am",
    "publiziert am",
    "eingestellt am",
    "erstellt am",
    "geschrieben am",
    "verfasst am",
    "gepostet am",
    "posted on",
    "published on",
    "publié le",
    "posté le",
    "publicado el",
    "publicado em",
    "pubblicato il",
    "geplaatst op",
];

/// Words after which no name goes on, within a line.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    " on ", " at ", " in ", " for ", " updated", " published", " posted", " last ", " am ", " vom ", " le ",
    " el ", " il ", " op ", " um ", " • ", " · ", " | ", " – ", " — ", " - ", " | ", "\u{2014}", "\t", " // ",
    " with ", " via ", " from ", " is ", " was ", " reviewed by", " edited by", " medically reviewed",
    " photos by", " photography by", " illustration", " illustrated by", " fact checked", " translated by",
    " überarbeitet", " aktualisiert", " published:", " updated:", " @", " http", "share this", " follow ",
    " read more", " veröffentlicht", " publié", " mis à jour", " publicado", " pubblicato", " date:",
    " kategorie:", " kategorien:", " category:", " categories:", " schlagwörter:", " tags:", " staff writer",
    " staff reporter", " staff photographer", " twitter", " facebook", " instagram",
    ", ca. ", " min read", " minutes", " posts by", " view", " says", " reviewed", " last", " sponsored", " follow",
    " 来源", " 出自", " 图/", " 图／", " 图：", " 摄影", " 圖/", " 攝影", " 文字整理", ", oprac", " حجم الخط", " 发表于", " 编辑", " 責任", " 责编", "责任编辑", "来源：", "编辑：", "字号", "发布时间",
];

/// What joins names.
#[rustfmt::skip]
pub(super) const JOINTS: &[&str] = &[
    " and ", " & ", " und ", " et ", " y ", " e ", " i ", " og ", " och ", " en ", " и ", " with ",
];

/// A part of a list of names that is a role, a degree, or the like.
#[rustfmt::skip]
pub(super) const ROLES: &[&str] = &[
    "editor", "writer", "reporter", "correspondent", "contributor", "contributing", "columnist", "author",
    "director", "manager", "founder", "co-founder", "cofounder", "ceo", "cto", "cfo", "president", "professor",
    "redakteur", "redakteurin", "journalist", "journaliste", "chief", "senior", "associate", "assistant",
    "producer", "analyst", "specialist", "consultant", "engineer", "researcher", "lecturer", "strategist",
    "coordinator", "officer", "dpa", "afp", "reuters", "ap", "expert", "attorney", "reviewer", "executive",
    "coach", "partner", "fellow", "intern", "blogger", "journalistin", "autor", "autorin", "lead", "head", "vp",
    "advisor", "copywriter", "marketer", "developer", "owner", "freelancer", "freelance",
    "корреспондент", "журналист", "редактор", "обозреватель", "кореспондент", "כתב", "כתבת", "muhabir", "redaktor", "dziennikarz",
    "periodista", "redactor", "redactora", "giornalista",
];

/// What people are called who have no name.
#[rustfmt::skip]
pub(super) const NOBODY: &[&str] = &[
    "admin", "administrator", "webmaster", "root", "user", "guest", "anonymous", "anonym", "anonyme", "unknown",
    "unbekannt", "none", "null", "undefined", "author", "authors", "editor", "wordpress", "test", "superuser",
    "super user", "site admin", "siteadmin", "web admin", "website admin", "wpadmin", "n/a", "na", "nan", "by",
    "von", "posted", "share", "comments", "comment", "subscribe", "log in", "login", "sign in", "sign up",
    "follow", "menu", "home", "read more", "more", "about", "about us", "about me", "contact", "the author",
    "about the author", "view profile", "profile", "all posts", "view all posts", "see all posts", "more posts",
    "see more", "show more", "advertisement", "original poster", "op", "member", "moderator", "new member",
    "佚名", "博客", "发布日期", "发布时间", "专栏", "文集", "简介", "更多", "首页", "主页", "微博", "投稿", "来源", "时间", "人气", "管理员", "未知",
    "匿名", "网络", "本站", "网站管理员", "原创", "转载", "编辑", "记者", "作者", "责任编辑", "小编", "default", "blog", "news",
    "staff", "default admin", "manager", "system", "content", "marketing", "print", "email", "facebook",
    "twitter", "linkedin", "reply", "bio", "biography", "website", "updated", "published", "date", "today",
    "yesterday", "written by", "posted by", "redaktion", "contributors", "contributor", "guest author",
    "guest post", "guest contributor", "guest writer", "veröffentlicht", "veröffentlicht am", "publiziert",
    "publiziert am", "erstellt", "erstellt am", "stand", "rss",
    "afficher mon profil complet", "mein profil vollständig anzeigen", "view my complete profile",
];

/// The surnames of most of those who write in Chinese, and a few of two characters.
#[rustfmt::skip]
pub(super) const SURNAMES: &str = "\
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎\
    余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文\
    樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗\
    凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿\
    戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷\
    卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺伊丛佘亓逄逯雒";
