//! The names of the months, and of the days of the week.

/// The month that a word names in one of the languages known, 1 to 12. The word is in lower case, without a full stop.
///
/// Names that mean different months in different languages are left out, such as the Czech and Croatian _listopad_.
pub(super) fn month(word: &str) -> Option<u8> {
    let place = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u8::try_from(place + 1).ok()
}

/// Whether a word names a day of the week, in the languages that news is most often in. In lower case, without a full stop.
pub(super) fn is_day_of_week(word: &str) -> bool {
    DAYS.iter().any(|names| names.split(' ').any(|name| name == word))
}

const DAYS: [&str; 7] = [
    "monday mon montag lundi lun lunes lunedì maandag måndag mandag poniedziałek понедельник",
    "tuesday tue tues dienstag mardi martes martedì dinsdag tisdag tirsdag wtorek вторник",
    "wednesday wed mittwoch mercredi mer miércoles mercoledì woensdag onsdag środa среда",
    "thursday thu thurs donnerstag jeudi jeu jueves giovedì donderdag torsdag czwartek четверг",
    "friday fri freitag vendredi ven viernes venerdì vrijdag fredag piątek пятница",
    "saturday sat samstag samedi sam sábado sabato zaterdag lördag lørdag sobota суббота",
    "sunday sun sonntag dimanche dim domingo domenica zondag söndag søndag niedziela воскресенье",
];

/// English, German, French, Spanish, Portuguese, Italian, Dutch, the languages of Scandinavia, Finnish, Polish, Czech, Russian,
/// Ukrainian, Turkish, Indonesian, Romanian, Hungarian; with the cases that dates use, and abbreviations.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari jaanuar tammikuuta stycznia sty ledna led \
     января янв січня ocak oca ianuarie január",
    "february feb februar feber février fevrier févr fév febrero fevereiro fev febbraio febbr februari helmikuuta lutego lut \
     února úno февраля фев лютого şubat şub februarie február",
    "march mar mars märz mär mrz marzo março maart mrt marts maaliskuuta marca března марта мар березня mart maret martie \
     március",
    "april apr avril avr abril abr aprile kwietnia kwi dubna апреля апр квітня nisan nis aprilie április huhtikuuta",
    "may mai mayo maio maggio mag mei maj toukokuuta maja května мая май травня mayıs máj május",
    "june jun juni juin junio junho giugno giu kesäkuuta czerwca cze června июня июн червня haziran haz iunie június",
    "july jul juli juillet juil julio julho luglio lug heinäkuuta lipca lip července июля июл липня temmuz tem iulie július",
    "august aug août aout agosto ago augustus augusti elokuuta sierpnia sie srpna августа авг серпня ağustos ağu agustus agu \
     augusztus",
    "september sep sept septembre septiembre setiembre setembro settembre set syyskuuta września wrz září сентября сен сент \
     вересня eylül eyl septembrie szeptember",
    "october oct oktober okt octobre octubre outubro out ottobre ott lokakuuta października paź října октября окт жовтня ekim \
     eki octombrie október",
    "november nov novembre noviembre novembro marraskuuta ноября ноя нояб kasım noiembrie",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro dicembre desember joulukuuta grudnia gru prosince \
     декабря дек грудня aralık ara decembrie",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_months() {
        let mut names: Vec<&str> = MONTHS.iter().flat_map(|names| names.split(' ')).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| !name.is_empty()));
    }

    #[test]
    fn months_are_found_by_name() {
        assert_eq!(month("juillet"), Some(7));
        assert_eq!(month("märz"), Some(3));
        assert_eq!(month("декабря"), Some(12));
        assert_eq!(month("monday"), None);
        assert_eq!(month(""), None);
    }
}
