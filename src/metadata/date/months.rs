//! The names of the months, and of the days of the week.

/// The month that a word names in one of the languages known, 1 to 12. The word is in lower case, without a full stop.
///
/// Names that mean different months in different languages are left out, such as the Czech and Croatian _listopad_.
pub(super) fn month(word: &str) -> Option<u8> {
    let place = MONTHS.binary_search_by(|(name, _)| (*name).cmp(word)).ok()?;
    Some(MONTHS[place].1)
}

/// Whether a word names a day of the week, in the languages that news is most often in. In lower case, without a full stop.
pub(super) fn is_day_of_week(word: &str) -> bool {
    DAYS.binary_search(&word).is_ok()
}

/// English, German, French, Spanish, Italian, Dutch, the languages of Scandinavia, Polish, Russian. Sorted.
#[rustfmt::skip]
const DAYS: &[&str] = &[
    "czwartek", "dienstag", "dim", "dimanche", "dinsdag", "domenica", "domingo", "donderdag", "donnerstag", "fredag",
    "freitag", "fri", "friday", "giovedì", "jeu", "jeudi", "jueves", "lun", "lundi", "lunedì", "lunes", "lördag",
    "lørdag", "maandag", "mandag", "mardi", "martedì", "martes", "mer", "mercoledì", "mercredi", "mittwoch",
    "miércoles", "mon", "monday", "montag", "måndag", "niedziela", "onsdag", "piątek", "poniedziałek", "sabato",
    "sam", "samedi", "samstag", "sat", "saturday", "sobota", "sonntag", "sun", "sunday", "sábado", "söndag", "søndag",
    "thu", "thurs", "thursday", "tirsdag", "tisdag", "torsdag", "tue", "tues", "tuesday", "ven", "vendredi",
    "venerdì", "viernes", "vrijdag", "wed", "wednesday", "woensdag", "wtorek", "zaterdag", "zondag", "środa",
    "воскресенье", "вторник", "понедельник", "пятница", "среда", "суббота", "четверг",
];

/// English, German, French, Spanish, Portuguese, Italian, Dutch, the languages of Scandinavia, Finnish, Polish, Czech, Russian,
/// Ukrainian, Turkish, Indonesian, Romanian, Hungarian; with the cases that dates use, and abbreviations. Sorted.
#[rustfmt::skip]
const MONTHS: &[(&str, u8)] = &[
    ("abr", 4), ("abril", 4), ("ago", 8), ("agosto", 8), ("agu", 8), ("agustus", 8), ("aout", 8), ("août", 8),
    ("apr", 4), ("april", 4), ("aprile", 4), ("aprilie", 4), ("ara", 12), ("aralık", 12), ("aug", 8), ("august", 8),
    ("augusti", 8), ("augustus", 8), ("augusztus", 8), ("avr", 4), ("avril", 4), ("ağu", 8), ("ağustos", 8),
    ("března", 3), ("cze", 6), ("czerwca", 6), ("dec", 12), ("december", 12), ("decembre", 12), ("decembrie", 12),
    ("desember", 12), ("dez", 12), ("dezember", 12), ("dezembro", 12), ("dic", 12), ("dicembre", 12),
    ("diciembre", 12), ("dubna", 4), ("déc", 12), ("décembre", 12), ("eki", 10), ("ekim", 10), ("elokuuta", 8),
    ("ene", 1), ("enero", 1), ("eyl", 9), ("eylül", 9), ("feb", 2), ("febbr", 2), ("febbraio", 2), ("feber", 2),
    ("febrero", 2), ("februar", 2), ("februari", 2), ("februarie", 2), ("february", 2), ("február", 2), ("fev", 2),
    ("fevereiro", 2), ("fevrier", 2), ("fév", 2), ("févr", 2), ("février", 2), ("gen", 1), ("gennaio", 1), ("giu", 6),
    ("giugno", 6), ("gru", 12), ("grudnia", 12), ("haz", 6), ("haziran", 6), ("heinäkuuta", 7), ("helmikuuta", 2),
    ("huhtikuuta", 4), ("ianuarie", 1), ("iulie", 7), ("iunie", 6), ("jaanuar", 1), ("jan", 1), ("janeiro", 1),
    ("januar", 1), ("januari", 1), ("january", 1), ("január", 1), ("janv", 1), ("janvier", 1), ("joulukuuta", 12),
    ("juil", 7), ("juillet", 7), ("juin", 6), ("jul", 7), ("julho", 7), ("juli", 7), ("julio", 7), ("july", 7),
    ("jun", 6), ("june", 6), ("junho", 6), ("juni", 6), ("junio", 6), ("jän", 1), ("jänner", 1), ("július", 7),
    ("június", 6), ("kasım", 11), ("kesäkuuta", 6), ("května", 5), ("kwi", 4), ("kwietnia", 4), ("led", 1),
    ("ledna", 1), ("lip", 7), ("lipca", 7), ("lokakuuta", 10), ("lug", 7), ("luglio", 7), ("lut", 2), ("lutego", 2),
    ("maaliskuuta", 3), ("maart", 3), ("mag", 5), ("maggio", 5), ("mai", 5), ("maio", 5), ("maj", 5), ("maja", 5),
    ("mar", 3), ("marca", 3), ("march", 3), ("maret", 3), ("marraskuuta", 11), ("mars", 3), ("mart", 3),
    ("martie", 3), ("marts", 3), ("marzo", 3), ("março", 3), ("may", 5), ("mayo", 5), ("mayıs", 5), ("mei", 5),
    ("mrt", 3), ("mrz", 3), ("máj", 5), ("május", 5), ("március", 3), ("mär", 3), ("märz", 3), ("nis", 4),
    ("nisan", 4), ("noiembrie", 11), ("nov", 11), ("november", 11), ("novembre", 11), ("novembro", 11),
    ("noviembre", 11), ("oca", 1), ("ocak", 1), ("oct", 10), ("october", 10), ("octobre", 10), ("octombrie", 10),
    ("octubre", 10), ("okt", 10), ("oktober", 10), ("október", 10), ("ott", 10), ("ottobre", 10), ("out", 10),
    ("outubro", 10), ("paź", 10), ("października", 10), ("prosince", 12), ("sep", 9), ("sept", 9), ("september", 9),
    ("septembre", 9), ("septembrie", 9), ("septiembre", 9), ("set", 9), ("setembro", 9), ("setiembre", 9),
    ("settembre", 9), ("sie", 8), ("sierpnia", 8), ("srpna", 8), ("sty", 1), ("stycznia", 1), ("syyskuuta", 9),
    ("szeptember", 9), ("tammikuuta", 1), ("tem", 7), ("temmuz", 7), ("toukokuuta", 5), ("wrz", 9), ("września", 9),
    ("září", 9), ("április", 4), ("úno", 2), ("února", 2), ("července", 7), ("června", 6), ("října", 10), ("şub", 2),
    ("şubat", 2), ("авг", 8), ("августа", 8), ("апр", 4), ("апреля", 4), ("березня", 3), ("вересня", 9),
    ("грудня", 12), ("дек", 12), ("декабря", 12), ("жовтня", 10), ("июл", 7), ("июля", 7), ("июн", 6), ("июня", 6),
    ("квітня", 4), ("липня", 7), ("лютого", 2), ("май", 5), ("мар", 3), ("марта", 3), ("мая", 5), ("ноя", 11),
    ("нояб", 11), ("ноября", 11), ("окт", 10), ("октября", 10), ("сен", 9), ("сент", 9), ("сентября", 9),
    ("серпня", 8), ("січня", 1), ("травня", 5), ("фев", 2), ("февраля", 2), ("червня", 6), ("янв", 1), ("января", 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_order_and_none_means_two_months() {
        assert!(MONTHS.is_sorted_by(|(one, _), (other, _)| one < other));
        assert!(DAYS.is_sorted_by(|one, other| one < other));
        for month in 1..=12 {
            assert!(MONTHS.iter().filter(|(_, known)| *known == month).count() > 10, "{month}");
        }
    }

    #[test]
    fn months_are_found_by_name() {
        assert_eq!(month("juillet"), Some(7));
        assert_eq!(month("märz"), Some(3));
        assert_eq!(month("декабря"), Some(12));
        assert_eq!(month("monday"), None);
        assert_eq!(month(""), None);
        assert!(is_day_of_week("sunday") && is_day_of_week("donnerstag") && !is_day_of_week("july"));
    }
}
