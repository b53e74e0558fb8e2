//! The names of enumerations in text: in JSON, in configuration files, on the command line.

/// Gives an enumeration without fields its list, its names, `Display` and `FromStr`, all from one table. The names are those that
/// serde writes, too: `snake_case`.
macro_rules! enum_names {
    ($type:ident, $what:literal, { $($variant:ident = $name:literal,)+ }) => {
        impl $type {
            /// Every one of them.
            pub const ALL: [$type; [$($name),+].len()] = [$($type::$variant),+];

            /// Its name in text, as JSON and configuration files have it.
            pub const fn name(self) -> &'static str {
                match self {
                    $($type::$variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::error::Error;

            /// Reads a name, in any case.
            ///
            /// # Errors
            /// [`Error::Name`](crate::Error::Name), where there is none of that name.
            fn from_str(name: &str) -> Result<$type, $crate::error::Error> {
                let found = $type::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name));
                found.ok_or_else(|| $crate::error::Error::Name {
                    name: name.to_owned(),
                    what: $what,
                    known: &[$($name),+],
                })
            }
        }
    };
}

pub(crate) use enum_names;

#[cfg(test)]
mod tests {
    use crate::article::{Direction, Field, PageType, Source};
    use crate::options::{Comments, Favor, Scope};

    #[test]
    fn names_read_back() {
        assert!(Source::ALL.into_iter().all(|it| it.to_string().parse() == Ok(it)));
        assert!(Field::ALL.into_iter().all(|it| it.to_string().parse() == Ok(it)));
        assert!(PageType::ALL.into_iter().all(|it| it.to_string().parse() == Ok(it)));
        assert!(Scope::ALL.into_iter().all(|it| it.to_string().parse() == Ok(it)));
        assert!(Favor::ALL.into_iter().all(|it| it.to_string().parse() == Ok(it)));
        assert!(Comments::ALL.into_iter().all(|it| it.to_string().parse() == Ok(it)));
        assert!(Direction::ALL.into_iter().all(|it| it.to_string().parse() == Ok(it)));
        assert_eq!("JSON_LD".parse(), Ok(Source::JsonLd));
    }

    #[test]
    fn what_is_no_name_is_told_with_those_that_are() {
        let error = "exact".parse::<Favor>().unwrap_err();
        assert_eq!(error.to_string(), "`exact` is not a value of favor: known are `precision`, `balanced`, `recall`");
        let error = "".parse::<Direction>().unwrap_err();
        assert_eq!(error.to_string(), "`` is not a direction: known are `ltr`, `rtl`");
    }

    #[cfg(feature = "serde")]
    #[test]
    fn names_are_those_of_json() {
        fn name(value: impl serde::Serialize) -> String {
            serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
        }
        assert!(Source::ALL.into_iter().all(|it| name(it) == it.name()));
        assert!(Field::ALL.into_iter().all(|it| name(it) == it.name()));
        assert!(PageType::ALL.into_iter().all(|it| name(it) == it.name()));
        assert!(Scope::ALL.into_iter().all(|it| name(it) == it.name()));
        assert!(Favor::ALL.into_iter().all(|it| name(it) == it.name()));
        assert!(Comments::ALL.into_iter().all(|it| name(it) == it.name()));
        assert!(Direction::ALL.into_iter().all(|it| name(it) == it.name()));
    }
}
