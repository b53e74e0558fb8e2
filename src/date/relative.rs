//! Times told from now: `2 hours ago`, `vor 3 Tagen`, `3小时前`.

use super::digits;

/// How long ago something was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ago {
    pub(super) seconds: i64,
    /// Whether the time of day can be told from it.
    pub(super) is_exact: bool,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Words for units, in lower case; what begins with one is one.
#[rustfmt::skip]
const UNITS: [(i64, &[&str]); 7] = [
    (1, &[
        "second", "sekund", "seconde", "segundo", "second", "秒", "초", "секунд", "saniye", "δευτερόλεπτ",
        "ثانية", "ثوان", "ثانیه", "שני", "सेकंड", "সেকেন্ড", "วินาที", "giây", "detik", "sekunt", "másodperc",
        "secund",
    ]),
    (MINUTE, &[
        "minute", "min", "minuto", "minut", "分", "분", "минут", "dakika", "λεπτ", "хвилин", "دقيقة", "دقائق",
        "دقیقه", "דקות", "דקה", "मिनट", "মিনিট", "นาที", "phút", "menit", "perc",
    ]),
    (HOUR, &[
        "hour", "hr", "stunde", "heure", "hora", "ora", "ore", "uur", "uren", "tim", "time", "godzin", "小时",
        "小時", "時間", "시간", "час", "saat", "ώρ", "годин", "ساعة", "ساعات", "ساعت", "שעות", "שעה", "घंट", "घण्ट",
        "ঘণ্টা", "ঘন্টা", "ชั่วโมง", "giờ", "jam", "tunti", "tunnin", "hodin", "óra", "órá",
    ]),
    (DAY, &[
        "day", "tag", "jour", "día", "dia", "giorn", "dag", "dni", "dzień", "天", "日", "일", "день", "дня",
        "дней", "gün", "ημέρ", "μέρ", "дні", "днів", "يوم", "أيام", "ايام", "روز", "ימים", "יום", "दिन", "দিন",
        "วัน", "ngày", "hari", "päivä", "dní", "dny", "nap", "zile",
    ]),
    (7 * DAY, &[
        "week", "woche", "semaine", "semana", "settiman", "weken", "veck", "uke", "uge", "周", "週", "星期", "주",
        "недел", "hafta", "εβδομάδ", "тижн", "тижд", "أسبوع", "أسابيع", "هفته", "שבוע", "हफ़्त", "हफ्त",
        "सप्ताह", "সপ্তাহ", "สัปดาห์", "tuần", "minggu", "viikko", "týdn", "hét", "săptăm", "tygodn",
        "tydzień",
    ]),
    (30 * DAY, &[
        "month", "monat", "mois", "mes", "mês", "maand", "månad", "个月", "個月", "か月", "ヶ月", "개월", "месяц", "ay",
        "μήν", "місяц", "شهر", "أشهر", "ماه", "חודש", "महीन", "মাস", "เดือน", "tháng", "bulan", "kuukau",
        "měsíc", "hónap", "miesiąc", "miesięc",
    ]),
    (365 * DAY, &[
        "year", "jahr", "an", "año", "ano", "anno", "anni", "jaar", "år", "年", "년", "год", "лет", "yıl",
        "χρόν", "έτ", "рок", "рік", "سنة", "سنوات", "سال", "שנה", "שנים", "साल", "वर्ष", "বছর", "ปี", "năm",
        "tahun", "vuo", "rok", "let", "év", "ani", "lat",
    ]),
];

/// Words that say that it is past.
#[rustfmt::skip]
const PAST: &[&str] = &[
    "ago", "vor", "il y a", "hace", "fa", "há", "geleden", "sedan", "siden", "temu", "前", "전", "назад",
    "earlier", "atrás", "önce", "πριν", "тому", "منذ", "قبل", "پیش", "לפני", "पहले", "আগে", "ที่แล้ว",
    "ที่ผ่านมา", "trước", "lalu", "temu", "sitten", "před", "ezelőtt", "acum",
];

/// Reads a relative time: a number, a unit and a word for the past, or a word for today or yesterday.
pub(super) fn seconds_ago(text: &str) -> Option<Ago> {
    let text = digits::folded(text.trim()).to_lowercase();
    if text.chars().count() > 60 {
        return None;
    }
    match text.as_str() {
        "just now" | "now" | "today" | "heute" | "aujourd'hui" | "hoy" | "oggi" | "hoje" | "vandaag" | "刚刚"
        | "今天" | "剛剛" | "今日" | "오늘" | "сегодня" | "bugün" | "σήμερα" | "сьогодні" | "اليوم" | "امروز"
        | "היום" | "आज" | "আজ" | "วันนี้" | "hôm nay" | "hari ini" | "dnes" | "dziś" | "dzisiaj" | "azi" | "astăzi"
        | "tänään" | "idag" | "i dag" => {
            return Some(Ago { seconds: 0, is_exact: false });
        }
        "yesterday"
        | "gestern"
        | "hier"
        | "ayer"
        | "ieri"
        | "ontem"
        | "gisteren"
        | "昨天"
        | "昨日"
        | "어제"
        | "вчера"
        | "dün"
        | "χθες"
        | "вчора"
        | "أمس"
        | "دیروز"
        | "אתמול"
        | "গতকাল"
        | "เมื่อวาน"
        | "เมื่อวานนี้"
        | "hôm qua"
        | "kemarin"
        | "včera"
        | "wczoraj"
        | "tegnap"
        | "eilen"
        | "igår"
        | "i går" => {
            return Some(Ago { seconds: DAY, is_exact: false });
        }
        "前天" | "vorgestern" | "avant-hier" | "anteayer" => return Some(Ago { seconds: 2 * DAY, is_exact: false }),
        _ => {}
    }
    let is_past = PAST.iter().any(|word| match word.is_ascii() || word.chars().all(|c| c < '\u{900}') {
        true => {
            text.split(|c: char| !c.is_alphabetic()).any(|part| part == *word)
                || (word.contains(' ') && text.contains(word))
        }
        false => text.contains(word),
    });
    if !is_past {
        return None;
    }
    let at = text.find(|c: char| c.is_ascii_digit());
    let (number, rest) = match at {
        Some(at) => {
            let end = text[at..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |end| at + end);
            (text[at..end].parse::<i64>().ok().filter(|number| *number <= 1000)?, &text[end..])
        }
        // `an hour ago`, `vor einer Stunde`.
        None => {
            let one = ["an ", "a ", "one ", "einer ", "einem ", "une ", "un ", "una ", "uma ", "een "];
            let word = one.iter().find_map(|word| text.find(word).map(|at| at + word.len()))?;
            (1, &text[word..])
        }
    };
    let unit = rest.trim_start_matches([' ', '\u{A0}', '+']);
    let (length, _) = UNITS
        .iter()
        .flat_map(|(seconds, words)| words.iter().map(move |word| (*seconds, *word)))
        .filter(|(_, word)| unit.starts_with(word))
        .max_by_key(|(_, word)| word.len())?;
    Some(Ago { seconds: number * length, is_exact: length < DAY })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_told_from_now_are_read() {
        for (text, seconds) in [
            ("2 hours ago", 2 * HOUR),
            ("an hour ago", HOUR),
            ("3小时前", 3 * HOUR),
            ("5 min ago", 5 * MINUTE),
            ("vor 3 Tagen", 3 * DAY),
            ("il y a 2 jours", 2 * DAY),
            ("hace 4 meses", 120 * DAY),
            ("3日前", 3 * DAY),
            ("昨天", DAY),
            ("2 weeks ago", 14 * DAY),
            ("3 giorni fa", 3 * DAY),
            ("3 gün önce", 3 * DAY),
            ("πριν από 3 ώρες", 3 * HOUR),
            ("3 години тому", 3 * HOUR),
            ("منذ ٣ ساعات", 3 * HOUR),
            ("۳ روز پیش", 3 * DAY),
            ("לפני 3 שעות", 3 * HOUR),
            ("3 घंटे पहले", 3 * HOUR),
            ("৩ ঘণ্টা আগে", 3 * HOUR),
            ("3 ชั่วโมงที่แล้ว", 3 * HOUR),
            ("3 giờ trước", 3 * HOUR),
            ("3 jam yang lalu", 3 * HOUR),
            ("3 godziny temu", 3 * HOUR),
            ("před 3 hodinami", 3 * HOUR),
            ("acum 3 ore", 3 * HOUR),
        ] {
            assert_eq!(seconds_ago(text).map(|ago| ago.seconds), Some(seconds), "{text}");
        }
        for text in ["2 hours", "in 2 hours", "ago", "long ago", "5 comments", "9999 days ago"] {
            assert_eq!(seconds_ago(text), None, "{text}");
        }
    }
}
