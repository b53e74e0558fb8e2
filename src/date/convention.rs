//! How the dates of a page are to be read where their numbers leave it open.

use super::digits;

/// Which of the first two numbers of `03/04/2021` is the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// Nobody knows: then it is no date.
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
    /// Whichever: it is asked only whether there is a date.
    Either,
}

/// What a page says about how it writes dates.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Convention {
    order: Order,
    /// The code of its language, in lower case; zeros behind it, or alone where it is not known.
    language: [u8; 3],
}

/// Domains of countries that write in English, the day first.
const DAY_FIRST_DOMAINS: &[&str] =
    &["uk", "au", "nz", "ie", "in", "za", "sg", "hk", "my", "ng", "ke", "gh", "pk", "lk", "bd", "mt", "eu"];

/// Domains of the United States.
const MONTH_FIRST_DOMAINS: &[&str] = &["us", "gov", "edu", "mil"];

impl Convention {
    /// Of nothing known but that it is asked whether there is a date at all.
    pub(super) const LOOSE: Convention = Convention { order: Order::Either, language: [0; 3] };

    /// By the language of a page, as a BCP 47 tag, and by its address.
    ///
    /// In most languages the day comes before the month. Americans put the month first, but a page in English that does not
    /// say whose English it is may be anybody's. Where the year comes first, as in Chinese, nothing is known of dates that do
    /// not begin with it.
    pub(crate) fn of(tag: Option<&str>, url: Option<&str>) -> Convention {
        let mut parts = tag.unwrap_or("").split('-');
        let code = parts.next().unwrap_or("").to_ascii_lowercase();
        let region = parts.find(|part| part.len() == 2).unwrap_or("").to_ascii_uppercase();
        let order = match (code.as_str(), region.as_str()) {
            ("", _) => Order::Unknown,
            ("en", _) => order_of_english(&region, url),
            ("fil" | "tl", _) => Order::MonthFirst,
            ("zh" | "ja" | "ko" | "hu" | "lt" | "mn" | "eu", _) | ("fr", "CA") => Order::Unknown,
            _ => Order::DayFirst,
        };
        let mut language = [0; 3];
        for (slot, byte) in language.iter_mut().zip(code.bytes()) {
            *slot = byte;
        }
        Convention { order, language: if code.len() <= 3 { language } else { [0; 3] } }
    }

    /// As this one, after other dates of the page have been seen: what they show is believed before what its language says.
    pub(crate) fn with_dates<'d>(self, dates: impl Iterator<Item = &'d str>) -> Convention {
        let (mut day_first, mut month_first) = (false, false);
        for date in dates {
            match order_of(date) {
                Order::DayFirst => day_first = true,
                Order::MonthFirst => month_first = true,
                Order::Unknown | Order::Either => {}
            }
        }
        let order = match (day_first, month_first) {
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            _ => self.order,
        };
        Convention { order, ..self }
    }

    /// As this one, with the order given.
    pub(crate) fn with_order(self, order: Order) -> Convention {
        Convention { order, ..self }
    }

    /// Which of two numbers is the day.
    pub(crate) fn order(self) -> Order {
        self.order
    }

    /// The code of the page's language; empty where it is not known.
    pub(super) fn language(&self) -> &str {
        let end = self.language.iter().position(|&byte| byte == 0).unwrap_or(self.language.len());
        std::str::from_utf8(&self.language[..end]).unwrap_or("")
    }
}

fn order_of_english(region: &str, url: Option<&str>) -> Order {
    let domain = url.map_or("", crate::url::host).rsplit('.').next().unwrap_or("");
    // A domain is chosen; what systems say of the language is often what they came with.
    if DAY_FIRST_DOMAINS.contains(&domain) {
        return Order::DayFirst;
    }
    if MONTH_FIRST_DOMAINS.contains(&domain) {
        return Order::MonthFirst;
    }
    match region {
        "US" | "PH" | "PR" => Order::MonthFirst,
        "" | "CA" => Order::Unknown,
        _ => Order::DayFirst,
    }
}

/// Which number comes first in the first date of the kind `31/12/2021` in a text: [`Order::Either`] where it could be either.
/// [`Order::Unknown`] is the answer where there is no such date.
pub(crate) fn order_of(text: &str) -> Order {
    let text = digits::folded(text);
    for word in text.split_whitespace() {
        let mut parts = word.trim_matches([',', '(', ')', '.', ':']).split(['/', '-']);
        let (Some(first), Some(second), Some(year), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        if year.len() != 4 || year.parse::<u16>().is_err() {
            continue;
        }
        match (first.parse::<u8>(), second.parse::<u8>()) {
            (Ok(13..=31), Ok(1..=12)) => return Order::DayFirst,
            (Ok(1..=12), Ok(13..=31)) => return Order::MonthFirst,
            (Ok(1..=12), Ok(1..=12)) => return Order::Either,
            _ => {}
        }
    }
    Order::Unknown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_address_and_dates_tell_the_order() {
        let of = |tag, url| Convention::of(Some(tag), url).order();
        assert_eq!(of("vi", None), Order::DayFirst);
        assert_eq!(of("en-US", None), Order::MonthFirst);
        assert_eq!(of("en-GB", None), Order::DayFirst);
        assert_eq!(of("en", None), Order::Unknown);
        assert_eq!(of("en-US", Some("https://tea.example.co.uk/a")), Order::DayFirst);
        assert_eq!(of("zh-Hant-TW", None), Order::Unknown);
        assert_eq!(of("xx-very-long-tag", None), Order::DayFirst);
        assert_eq!(Convention::of(None, None).order(), Order::Unknown);
        let shown = |dates: &[&str]| Convention::of(Some("en-US"), None).with_dates(dates.iter().copied()).order();
        assert_eq!(shown(&["31/12/2021"]), Order::DayFirst);
        assert_eq!(shown(&["31/12/2021", "12/31/2021"]), Order::MonthFirst);
        assert_eq!(shown(&["2021-07-08", "8.7.2021"]), Order::MonthFirst);
    }
}
