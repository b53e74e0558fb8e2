//! Pages without content, and why they have none.
//!
//! The shape of a page comes first: how little text it has, in what elements, beside what scripts. Words come second, and
//! are few: "JavaScript", "cookie" and "captcha" are the same in nearly every language.

use crate::article::EmptyReason;
use crate::html::{Attr, Dom, NodeId, NodeKind, SubtreeCursor, Tag};
use crate::text::phrase::has_any;
use crate::text::whitespace::is_blank;

/// More text than this, outside of links, is no mere notice.
const NOTICE_CHARS: usize = 400;
/// More text than this does not just say that the page is loading.
const LOADING_CHARS: usize = 60;
/// More text than this does not just tell people from programs, whatever its forms are called.
const BOT_CHARS: usize = 150;
/// So much text of a page is read for words, in bytes.
const READ: usize = 4096;

/// What a page without content looks like.
#[derive(Debug, Default)]
pub(crate) struct EmptyPageSignals {
    /// Characters of text that a browser shows, outside of links and of what asks for consent.
    shown: usize,
    /// Characters in links.
    linked: usize,
    /// Characters in what asks for consent.
    consent: usize,
    /// The beginning of the text, in lower case: of what is shown, and of what only `<noscript>` holds.
    text: String,
    noscript: String,
    scripts: usize,
    /// Elements that scripts are to fill: at the top of the page, with nothing in them.
    empty_roots: usize,
    says_loading: bool,
    says_bot_check: bool,
}

impl EmptyPageSignals {
    /// Looks through a document once.
    pub(crate) fn new(dom: &Dom<'_>) -> EmptyPageSignals {
        EmptyPageSignals::up_to(dom, usize::MAX)
    }

    /// What the page [says](EmptyPageSignals::notice) that has nothing else to say. Looks no further than there is too much text.
    pub(crate) fn notice_of(dom: &Dom<'_>) -> Option<EmptyReason> {
        EmptyPageSignals::up_to(dom, NOTICE_CHARS).notice()
    }

    /// Looks through a document as long as no more characters than these are shown.
    fn up_to(dom: &Dom<'_>, most_shown: usize) -> EmptyPageSignals {
        let mut signals = EmptyPageSignals::default();
        let (mut link, mut consent, mut noscript) =
            (SubtreeCursor::default(), SubtreeCursor::default(), SubtreeCursor::default());
        let mut next = dom.first_child(NodeId::DOCUMENT);
        while let Some(node) = next
            && signals.shown <= most_shown
        {
            next = dom.next_in_subtree(node, NodeId::DOCUMENT);
            for inside in [&mut link, &mut consent, &mut noscript] {
                inside.come_to(node);
            }
            match dom.kind(node) {
                NodeKind::Element(tag) => {
                    if signals.element(dom, node, tag) {
                        consent.enter(dom, node);
                    }
                    match tag {
                        Tag::Script
                        | Tag::Style
                        | Tag::Template
                        | Tag::Svg
                        | Tag::Title
                        | Tag::Textarea
                        | Tag::Select => {
                            next = dom.next_after_subtree(node, NodeId::DOCUMENT);
                        }
                        Tag::Noscript => noscript.enter(dom, node),
                        Tag::A => link.enter(dom, node),
                        _ => {}
                    }
                }
                NodeKind::Text => {
                    let text = dom.text(node).trim();
                    let chars = if is_blank(text) { 0 } else { text.chars().count() };
                    let (count, sample) = match () {
                        () if noscript.is_active() => (&mut 0, &mut signals.noscript),
                        () if consent.is_active() => (&mut signals.consent, &mut signals.text),
                        () if link.is_active() => (&mut signals.linked, &mut signals.text),
                        () => (&mut signals.shown, &mut signals.text),
                    };
                    *count += chars;
                    if chars > 0 && sample.len() < READ {
                        sample.extend(text.chars().take(READ).flat_map(char::to_lowercase));
                        sample.push(' ');
                    }
                }
                NodeKind::Document => {}
            }
        }
        signals
    }

    /// Takes an element in; whether it asks for consent.
    fn element(&mut self, dom: &Dom<'_>, node: NodeId, tag: Tag) -> bool {
        if tag == Tag::Script {
            let data = dom.attr(node, Attr::Type).is_some_and(|kind| kind.contains("json"));
            self.scripts += usize::from(!data);
            return false;
        }
        let at_top = dom.parent(node).is_some_and(|parent| dom.tag(parent) == Some(Tag::Body));
        if at_top && matches!(tag, Tag::Div | Tag::Main | Tag::Section | Tag::Other) && is_hollow(dom, node) {
            self.empty_roots += 1;
        }
        let mut consent = false;
        if !matches!(tag, Tag::Html | Tag::Body) {
            for (attr, value) in dom.attrs(node) {
                if matches!(attr, Attr::Id | Attr::Class) {
                    let name = value.to_ascii_lowercase();
                    let mut parts = name.split(|c: char| !c.is_ascii_alphanumeric());
                    consent |= has_any(&name, &CONSENT_NAMES);
                    self.says_loading |= parts.any(|part| LOADING_NAMES.contains(&part));
                    self.says_bot_check |= has_any(&name, &BOT_NAMES);
                }
            }
        }
        consent
    }

    /// Why the page has no content, once it is known that it has none.
    pub(crate) fn reason(&self) -> EmptyReason {
        if let Some(reason) = self.notice() {
            return reason;
        }
        let noscript = !self.noscript.is_empty();
        if self.shown + self.linked + self.consent == 0 && !noscript {
            return if self.scripts > 0 { EmptyReason::AppShell } else { EmptyReason::NoText };
        }
        if self.noscript.contains("javascript") && self.shown <= NOTICE_CHARS {
            EmptyReason::NeedsScript
        } else if self.scripts > 0 && (self.empty_roots > 0 || self.shown + self.linked == 0) {
            EmptyReason::AppShell
        } else {
            EmptyReason::NoContent
        }
    }

    /// What a page says that has nothing else to say: the reason why it is empty, whatever the model makes of the words.
    pub(crate) fn notice(&self) -> Option<EmptyReason> {
        let says = |words: &[&str]| words.iter().any(|word| self.text.contains(word));
        if self.shown > NOTICE_CHARS {
            return None;
        }
        let few = self.shown + self.linked <= BOT_CHARS;
        if says(&BOT_WORDS) || few && self.scripts > 0 && self.says_bot_check {
            return Some(EmptyReason::BotCheck);
        }
        if self.consent > 0 && self.consent >= self.shown {
            return Some(EmptyReason::ConsentWall);
        }
        let needs_script = self.text.contains("javascript") && says(&DEMANDS);
        if needs_script && self.linked <= NOTICE_CHARS {
            return Some(EmptyReason::NeedsScript);
        }
        let little = self.shown + self.linked + self.consent;
        if (1..=LOADING_CHARS).contains(&little) && self.scripts > 0 && (self.says_loading || says(&LOADING_WORDS)) {
            return Some(EmptyReason::Loading);
        }
        None
    }
}

/// Whether an element has no text and no picture in it.
fn is_hollow(dom: &Dom<'_>, node: NodeId) -> bool {
    let silent = |tag| matches!(tag, Tag::Script | Tag::Style | Tag::Template);
    !dom.descendants(node).take(200).any(|inner| match dom.kind(inner) {
        NodeKind::Text => {
            let parent = dom.parent(inner).and_then(|parent| dom.tag(parent));
            !is_blank(dom.text(inner)) && !parent.is_some_and(silent)
        }
        NodeKind::Element(tag) => matches!(tag, Tag::Img | Tag::Video | Tag::Iframe),
        NodeKind::Document => false,
    })
}

/// What the names of elements have in them that ask for consent.
const CONSENT_NAMES: [&str; 9] =
    ["consent", "cookie", "gdpr", "onetrust", "didomi", "usercentrics", "cookiebot", "truste", "privacywall"];

/// Names of elements that say that something is on its way.
const LOADING_NAMES: [&str; 8] =
    ["loading", "loader", "spinner", "preloader", "skeleton", "preload", "splash", "placeholder"];

/// What the names of elements have in them that tell people from programs.
const BOT_NAMES: [&str; 5] = ["captcha", "turnstile", "datadome", "challenge", "botcheck"];

const BOT_WORDS: [&str; 8] = [
    "are a human",
    "are human",
    "you are not a robot",
    "checking your browser",
    "unusual traffic",
    "security check",
    "人机验证",
    "ロボットではありません",
];

/// What stands beside "JavaScript" where a page demands it: enable, activate, need, require, turned off.
const DEMANDS: [&str; 32] = [
    "enable",
    "require",
    "need",
    "turn on",
    "disabled",
    "aktivier",
    "benötig",
    "deaktiviert",
    "activ",
    "désactiv",
    "nécess",
    "necesit",
    "habilit",
    "ativ",
    "attiv",
    "abilit",
    "inschakel",
    "vereist",
    "aktiver",
    "aktivera",
    "włącz",
    "wymaga",
    "povol",
    "etkinleştir",
    "включ",
    "увімкн",
    "требу",
    "启用",
    "啟用",
    "需要",
    "有効",
    "활성",
];

const LOADING_WORDS: [&str; 20] = [
    "loading",
    "please wait",
    "one moment",
    "just a moment",
    "wird geladen",
    "lädt",
    "chargement",
    "cargando",
    "carregando",
    "caricamento",
    "laden",
    "ładowanie",
    "yükleniyor",
    "загруз",
    "завантаж",
    "加载",
    "載入",
    "加載",
    "読み込",
    "로딩",
];

#[cfg(test)]
mod tests {
    use super::EmptyPageSignals;
    use crate::article::EmptyReason;
    use crate::html;

    fn signals(source: &str) -> EmptyPageSignals {
        EmptyPageSignals::new(&html::parse(source, &html::ParseOptions::default()).dom)
    }

    #[test]
    fn a_notice_is_one_in_any_language_and_talk_about_it_is_none() {
        let page = |text: &str| format!("<title>Tea</title><script src=a.js></script><div id=app><p>{text}</p></div>");
        for text in [
            "Please enable JavaScript to view this page.",
            "Bitte aktivieren Sie JavaScript in Ihrem Browser.",
            "Veuillez activer JavaScript.",
            "Включите JavaScript, чтобы продолжить.",
            "请启用 JavaScript 后继续。",
        ] {
            assert_eq!(signals(&page(text)).notice(), Some(EmptyReason::NeedsScript), "{text}");
        }
        for text in ["Loading…", "Wird geladen", "正在加载"] {
            assert_eq!(signals(&page(text)).notice(), Some(EmptyReason::Loading), "{text}");
        }
        assert_eq!(signals(&page("JavaScript was written in ten days.")).notice(), None);
        assert_eq!(signals(&page(&"The kettle is loading up with lime. ".repeat(20))).notice(), None);
    }

    #[test]
    fn text_beside_a_consent_banner_is_no_wall() {
        let banner =
            "<div id=cookie-banner><p>We and our partners use cookies to measure how you read. Do you agree?</p></div>";
        let wall = format!("<title>Tea</title>{banner}<footer><a href=/imprint>Imprint</a></footer>");
        assert_eq!(signals(&wall).notice(), Some(EmptyReason::ConsentWall));
        let page =
            format!("<title>Tea</title>{banner}<p>{}</p>", "Green tea wants patience and cool water. ".repeat(4));
        assert_eq!(signals(&page).notice(), None);
    }
}
