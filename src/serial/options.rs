//! Options in configuration files: selectors as they are written, limits that hold, sources by name.

use crate::article::{Source, Sources};
use crate::selector::Selector;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
use std::borrow::Cow;

/// A string, as it was written.
impl Serialize for Selector {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Selector, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A list of the names of those that are in.
impl Serialize for Sources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(Source::ALL.into_iter().filter(|&source| self.has(source)))
    }
}

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sources, D::Error> {
        let named = Vec::<Source>::deserialize(deserializer)?;
        let mut sources = Sources::ALL;
        for source in Source::ALL {
            sources.set(source, named.contains(&source));
        }
        Ok(sources)
    }
}

#[cfg(test)]
mod tests {
    use crate::article::Source;
    use crate::options::{Favor, Options, Scope};

    #[test]
    fn options_read_back_and_stand_in_configuration_files() {
        let options = Options::new()
            .with_scope(Scope::Page)
            .with_favor(Favor::Recall)
            .with_prune(".ad, p:has(> b)".parse().unwrap())
            .with_metadata_source(Source::JsonLd, false)
            .with_max_bytes(1 << 20);
        let json = serde_json::to_string(&options).unwrap();
        assert_eq!(serde_json::from_str::<Options>(&json).unwrap(), options);
        assert_eq!(serde_json::from_str::<Options>("{}").unwrap(), Options::new());

        let file = "scope = 'page'\nfavor = 'recall'\nprune = ['.ad, p:has(> b)']\nmax_bytes = 1048576\n";
        let read: Options = toml::from_str(file).unwrap();
        assert_eq!(read.clone().with_metadata_source(Source::JsonLd, false), options);
        assert_eq!(read.max_output(), usize::MAX);
    }

    #[test]
    fn what_is_wrong_in_a_configuration_file_is_said() {
        let problem = |file: &str| toml::from_str::<Options>(file).unwrap_err().to_string();
        assert!(problem("prune = ['p:hover']").contains("cannot use the selector `p:hover`"));
        assert!(problem("favour = 'recall'").contains("unknown field `favour`"));
        assert!(problem("favor = 'best'").contains("unknown variant `best`"));
        let read: Options = toml::from_str("max_depth = 9999999").unwrap();
        assert_eq!(read.max_depth(), 512);
    }
}
