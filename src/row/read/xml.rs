//! What reading XLSX and ODS share: events of XML, attributes, entities.

use super::Unread;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart};

/// A reader that tells `<a/>` as start and end. Entities other than those of XML itself are never looked up.
pub fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    reader
}

pub fn broken<E>(_: E) -> Unread {
    Unread::Broken
}

/// The value of an attribute as it stands; the prefix of its name does not count.
pub fn raw<'a>(element: &'a BytesStart, name: &str) -> Option<&'a str> {
    let mut rest = element.attributes_raw();
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after[1..].split_once(quote)?;
        let prefix = key.trim().strip_suffix(name);
        if prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':')) {
            return Some(value);
        }
        rest = after;
    }
}

/// The value of an attribute as it is meant.
pub fn value(element: &BytesStart, name: &str) -> Option<String> {
    let raw = raw(element, name)?;
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_string(), std::borrow::Cow::into_owned))
}

pub fn number(element: &BytesStart, name: &str) -> Option<u32> {
    raw(element, name)?.trim().parse().ok()
}

/// Adds what an entity stands for; unknown ones are kept as they are written.
pub fn push_entity(entity: &BytesRef, to: &mut String) {
    match (resolve_xml_entity(entity), entity.resolve_char_ref()) {
        (Some(known), _) => to.push_str(known),
        (None, Ok(Some(c))) => to.push(c),
        _ => {
            to.push('&');
            to.push_str(entity);
            to.push(';');
        }
    }
}
