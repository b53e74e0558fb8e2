//! Pages that only say that there is no page.
//!
//! Words alone prove nothing: an article can be about errors. A page is one of error where its title, its headings and its
//! few lines of text agree on it, and say hardly anything else.

use super::segment::{Segments, TextBlock};
use super::stats::heading_level;
use crate::html::{Attr, Dom, NodeId, NodeKind, Tag};
use crate::text::phrase::has_any;
use crate::text::whitespace::collapse;

/// An error page says no more than this, in words or characters of scripts that do not part them.
const MESSAGE: u32 = 120;
/// A line longer than this tells a story.
const LINE: u32 = 40;

/// Whether what is chosen of a page, or its headings, only say that there is no such page.
pub(super) fn is_error_page(dom: &Dom<'_>, segments: &Segments, kept: &[bool]) -> bool {
    let chosen = || segments.blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| block);
    if chosen().map(|block| block.measure.tokens()).sum::<u32>() > MESSAGE {
        return false;
    }
    let is_heading = |block: &TextBlock| heading_level(segments.elements[block.element as usize].tag);
    let says = |block: &TextBlock| block.measure.tokens() <= LINE && says_error(&text_of(dom, segments, block));
    let heading = segments.blocks.iter().filter(|block| matches!(is_heading(block), 1 | 2)).take(8).any(says);
    let line = chosen().filter(|block| is_heading(block) == 0).any(says);
    let title = title_says(dom);
    let named = || {
        let tops = segments.elements.iter().filter(|element| matches!(element.tag, Tag::Body | Tag::Main)).take(2);
        tops.flat_map(|element| [Attr::Class, Attr::Id].map(|attr| dom.attr(element.node, attr))).flatten().any(
            |name| has_any(&name.to_ascii_lowercase(), &["error404", "error-404", "page-404", "not-found", "notfound"]),
        )
    };
    let signs = usize::from(title) + usize::from(heading) + usize::from(line);
    signs >= 2 || signs == 1 && (title || heading) && named()
}

fn text_of(dom: &Dom<'_>, segments: &Segments, block: &TextBlock) -> String {
    collapse(&segments.pieces_of(block).iter().map(|&piece| dom.text(piece)).collect::<Vec<_>>().join(""))
}

fn title_says(dom: &Dom<'_>) -> bool {
    let mut all = dom.descendants(NodeId::DOCUMENT).take_while(|&node| dom.tag(node) != Some(Tag::Body));
    let Some(title) = all.find(|&node| dom.tag(node) == Some(Tag::Title)) else { return false };
    let texts = dom.children(title).filter(|&text| dom.kind(text) == NodeKind::Text);
    let title = collapse(&texts.map(|text| dom.text(text)).collect::<String>());
    title.len() < 300 && (says_error(&title) || title.split(['|', '–', '—', '»', '·', '-', ':']).any(says_error))
}

/// Whether a short text says that there is no such page, or that the server failed.
fn says_error(text: &str) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    if has_any(&text, &NO_SUCH_PAGE) {
        return true;
    }
    // A number is one of an error only among words of such: it is a year, too, and a car.
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let all: Vec<&str> = words.by_ref().take(9).collect();
    let is_code =
        |word: &&&str| matches!(**word, "400" | "401" | "403" | "404" | "410" | "500" | "502" | "503" | "504");
    let codes = all.iter().filter(is_code).count();
    let phrase = all.join(" ");
    let is_status = STATUS.contains(&phrase.as_str());
    let is_code_alone = codes == 1 && all.iter().all(|word| is_code(&word) || CODE_WORDS.contains(word));
    let is_code_and_status = codes == 1 && STATUS.iter().any(|status| phrase.ends_with(status));
    is_status || is_code_alone || is_code_and_status
}

/// Words beside the number of an error.
const CODE_WORDS: [&str; 22] = [
    "error",
    "http",
    "status",
    "code",
    "page",
    "oops",
    "sorry",
    "fehler",
    "fehlercode",
    "erreur",
    "errore",
    "erro",
    "fout",
    "fel",
    "feil",
    "fejl",
    "virhe",
    "błąd",
    "chyba",
    "hata",
    "ошибка",
    "помилка",
];

/// What the protocol calls errors.
const STATUS: [&str; 12] = [
    "not found",
    "error not found",
    "forbidden",
    "access denied",
    "gone",
    "internal server error",
    "bad gateway",
    "service unavailable",
    "service temporarily unavailable",
    "gateway timeout",
    "gateway time out",
    "bad request",
];

/// That there is no such page, as pages say it.
const NO_SUCH_PAGE: [&str; 62] = [
    "page not found",
    "page cannot be found",
    "page can't be found",
    "page could not be found",
    "page doesn't exist",
    "page does not exist",
    "page no longer exists",
    "page isn't available",
    "page is not available",
    "couldn't find the page",
    "could not find the page",
    "couldn't find that page",
    "could not find that page",
    "can't find the page",
    "can't find that page",
    "page was not found",
    "url was not found",
    "seite nicht gefunden",
    "seite wurde nicht gefunden",
    "seite konnte nicht gefunden",
    "seite existiert nicht",
    "page non trouvée",
    "page introuvable",
    "page est introuvable",
    "page n'existe pas",
    "page n'a pas été trouvée",
    "página no encontrada",
    "no se encuentra la página",
    "no se ha encontrado la página",
    "página no existe",
    "página não encontrada",
    "página não foi encontrada",
    "página não existe",
    "pagina non trovata",
    "pagina non esiste",
    "pagina niet gevonden",
    "pagina bestaat niet",
    "nie znaleziono strony",
    "strona nie istnieje",
    "sidan hittades inte",
    "sidan kunde inte hittas",
    "sidan finns inte",
    "siden blev ikke fundet",
    "siden findes ikke",
    "siden ble ikke funnet",
    "sivua ei löydy",
    "stránka nenalezena",
    "stránka nebyla nalezena",
    "sayfa bulunamadı",
    "страница не найдена",
    "страницы не существует",
    "сторінку не знайдено",
    "η σελίδα δεν βρέθηκε",
    "الصفحة غير موجودة",
    "הדף לא נמצא",
    "पृष्ठ नहीं मिला",
    "页面不存在",
    "找不到页面",
    "頁面不存在",
    "找不到頁面",
    "ページが見つかりません",
    "페이지를 찾을 수 없습니다",
];

#[cfg(test)]
mod tests {
    use super::says_error;

    #[test]
    fn errors_are_told_from_talk_about_numbers() {
        for text in [
            "404",
            "Error 404",
            "404 Not Found",
            "Page not found",
            "Oops! That page can’t be found.",
            "Fehler 404",
            "Erreur 404",
            "Ошибка 404",
            "Seite nicht gefunden",
            "ページが見つかりません",
            "503 Service Unavailable",
        ] {
            assert!(says_error(text), "{text}");
        }
        for text in [
            "Peugeot 404",
            "404 people came",
            "The lost dog was not found",
            "A gone world",
            "Forbidden love",
            "500 errors a day",
            "",
        ] {
            assert!(!says_error(text), "{text}");
        }
    }
}
