//! Maps whose keys are all different.

use super::text::{QUOTED, brief};
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::marker::PhantomData;

/// A map in which no key stands twice: the second would take the place of the first in silence.
pub fn once<'de, D: Deserializer<'de>, V: Deserialize<'de>>(from: D) -> Result<BTreeMap<String, V>, D::Error> {
    struct Once<V>(PhantomData<V>);
    impl<'de, V: Deserialize<'de>> Visitor<'de> for Once<V> {
        type Value = BTreeMap<String, V>;

        fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((key, value)) = entries.next_entry::<String, V>()? {
                let double = || A::Error::custom(format!("{TWICE}{}", brief(&key, QUOTED)));
                if map.insert(key.clone(), value).is_some() {
                    return Err(double());
                }
            }
            Ok(map)
        }
    }
    from.deserialize_map(Once(PhantomData))
}

/// Begins the message of a doubled key, among those of serde's types.
pub const TWICE: &str = "twice:";
