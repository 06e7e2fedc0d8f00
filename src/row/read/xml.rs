//! XML as XLSX and ODS are written in: tags, their attributes, and what stands between them.
//!
//! Sheets are nearly all short tags, and ten thousand files are read at once: a tag is looked at where it stands, nothing
//! is copied but what has an entity in it. Entities other than those of XML itself are never looked up, and nothing that
//! a document declares is followed. That tags are closed by their own names is not asked: what stands in a cell is told
//! by the tags around it, and a document that is cut off within one is [`Unread::Broken`].

use super::Unread;
use std::borrow::Cow;

/// Goes through a document.
pub struct Reader<'a> {
    rest: &'a str,
    /// The element that began as `<a/>` and is to be ended.
    empty: Option<&'a str>,
}

/// What comes next in a document. Names are without their prefixes.
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'a> {
    Start(Tag<'a>),
    /// Of `<a/>` too.
    End(&'a str),
    /// Words between two tags; a comment parts them.
    Text(Cow<'a, str>),
    Eof,
}

/// A tag that begins an element.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    pub name: &'a str,
    attributes: &'a str,
}

impl<'a> Reader<'a> {
    pub fn of(text: &'a str) -> Self {
        Reader { rest: text, empty: None }
    }

    pub fn next(&mut self) -> Result<Event<'a>, Unread> {
        if let Some(name) = self.empty.take() {
            return Ok(Event::End(name));
        }
        loop {
            let Some(tag) = self.rest.strip_prefix('<') else { return Ok(self.text()) };
            match tag.as_bytes().first() {
                Some(b'/') => {
                    let tag = self.tag(&tag[1..])?;
                    return Ok(Event::End(local(tag.trim_ascii_end())));
                }
                Some(b'?') => self.past(tag, "?>").map(drop)?,
                Some(b'!') => match (tag.strip_prefix("![CDATA["), tag.strip_prefix("!--")) {
                    (Some(words), _) => return Ok(Event::Text(with_line_feeds(self.past(words, "]]>")?))),
                    (_, Some(comment)) => self.past(comment, "-->").map(drop)?,
                    _ => self.declaration(tag)?,
                },
                _ => return self.start(tag),
            }
        }
    }

    /// The words up to the next tag.
    fn text(&mut self) -> Event<'a> {
        let (words, rest) = self.rest.split_at(place(self.rest, b'<').unwrap_or(self.rest.len()));
        self.rest = rest;
        if words.is_empty() { Event::Eof } else { Event::Text(unescaped(with_line_feeds(words))) }
    }

    fn start(&mut self, tag: &'a str) -> Result<Event<'a>, Unread> {
        let tag = self.tag(tag)?;
        let open = tag.strip_suffix('/');
        let tag = open.unwrap_or(tag);
        let end = tag.bytes().position(|c| c.is_ascii_whitespace()).unwrap_or(tag.len());
        let (name, attributes) = tag.split_at(end);
        let name = local(name);
        self.empty = open.map(|_| name);
        Ok(Event::Start(Tag { name, attributes }))
    }

    /// What stands in a tag; a `>` between quotes does not end it.
    fn tag(&mut self, tag: &'a str) -> Result<&'a str, Unread> {
        let bytes = tag.as_bytes();
        let mut end = 0;
        loop {
            end += bytes[end..].iter().position(|c| matches!(c, b'>' | b'"' | b'\'')).ok_or(Unread::Broken)?;
            match bytes[end] {
                b'>' => break,
                quote => end += 2 + place(&tag[end + 1..], quote).ok_or(Unread::Broken)?,
            }
        }
        self.rest = &tag[end + 1..];
        Ok(&tag[..end])
    }

    /// What stands before such an end.
    fn past(&mut self, text: &'a str, end: &str) -> Result<&'a str, Unread> {
        let (before, after) = text.split_once(end).ok_or(Unread::Broken)?;
        self.rest = after;
        Ok(before)
    }

    /// What a document declares, with all the declarations in it.
    fn declaration(&mut self, text: &'a str) -> Result<(), Unread> {
        let mut depth = 1usize;
        let is_end = |c: u8| {
            depth = match c {
                b'<' => depth + 1,
                b'>' => depth - 1,
                _ => depth,
            };
            depth == 0
        };
        let end = text.bytes().position(is_end).ok_or(Unread::Broken)?;
        self.rest = &text[end + 1..];
        Ok(())
    }
}

impl<'a> Tag<'a> {
    /// Names and values as they stand.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            let equals = place(rest, b'=')?;
            let (name, value) = (rest[..equals].trim_ascii(), rest[equals + 1..].trim_ascii_start());
            let quote = value.bytes().next().filter(|c| matches!(c, b'"' | b'\''))?;
            let end = place(&value[1..], quote)? + 1;
            rest = &value[end + 1..];
            Some((local(name), &value[1..end]))
        })
    }

    /// The value of an attribute as it stands.
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(its, _)| *its == name).map(|(_, value)| value)
    }

    /// The value of an attribute as it is meant.
    pub fn value(&self, name: &str) -> Option<String> {
        Some(unescaped(Cow::Borrowed(self.raw(name)?)).into_owned())
    }

    pub fn number(&self, name: &str) -> Option<u32> {
        self.raw(name)?.trim().parse().ok()
    }
}

/// Where such a character, one of ASCII, comes first. Names and values are short, which a search for far ones is not made for.
fn place(text: &str, c: u8) -> Option<usize> {
    text.bytes().position(|its| its == c)
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    place(name, b':').map_or(name, |colon| &name[colon + 1..])
}

/// Lines end as XML has them, however they were saved.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    match place(text, b'\r') {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

/// With what its entities stand for; unknown ones are kept as they are written.
fn unescaped(text: Cow<'_, str>) -> Cow<'_, str> {
    if place(&text, b'&').is_none() {
        return text;
    }
    let mut parts = text.split('&');
    let mut said = parts.next().unwrap_or_default().to_string();
    for part in parts {
        match part.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest))) {
            Some((c, rest)) => {
                said.push(c);
                said.push_str(rest);
            }
            None => {
                said.push('&');
                said.push_str(part);
            }
        }
    }
    Cow::Owned(said)
}

fn entity(name: &str) -> Option<char> {
    let number = || match name.strip_prefix("#x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => name.strip_prefix('#')?.parse().ok(),
    };
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number().and_then(char::from_u32).filter(|c| *c != '\0'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The document as one line: `<name key=value>`, `</name>`, and words in brackets.
    fn told(text: &str) -> Result<String, Unread> {
        let (mut xml, mut told) = (Reader::of(text), String::new());
        loop {
            match xml.next()? {
                Event::Start(tag) => {
                    let attributes = tag.attributes().map(|(name, _)| format!(" {name}={}", tag.value(name).unwrap()));
                    told += &format!("<{}{}>", tag.name, attributes.collect::<String>());
                }
                Event::End(name) => told += &format!("</{name}>"),
                Event::Text(words) => told += &format!("[{words}]"),
                Event::Eof => return Ok(told),
            }
        }
    }

    #[test]
    fn documents_are_told_as_they_are_meant() {
        for (text, meant) in [
            ("<c r=\"A1\" t='s'><v>3</v></c>", "<c r=A1 t=s><v>[3]</v></c>"),
            ("<x:c  x:r = 'A>1'\n s=\"\"/>", "<c r=A>1 s=></c>"),
            ("<br/><br />", "<br></br><br></br>"),
            ("<t>甲&lt;乙&#x4E19;&#10;&nbsp;&#0; & 丁\r\n戊\r</t >", "<t>[甲<乙丙\n&nbsp;&#0; & 丁\n戊\n]</t>"),
            ("<t a='&quot;&amp;lt;'/>", "<t a=\"&lt;></t>"),
            ("<t><![CDATA[<甲>&lt;\r\n]]>乙</t>", "<t>[<甲>&lt;\n][乙]</t>"),
            ("\u{feff}<?xml version='1.0'?><!-- <a> --><t/>", "[\u{feff}]<t></t>"),
            ("<!DOCTYPE a [<!ENTITY b \"丙\"> <!ELEMENT a>]><a>&b;</a>", "<a>[&b;]</a>"),
            ("<t>甲<!-- 乙 -->丙</t>", "<t>[甲][丙]</t>"),
            ("", ""),
        ] {
            assert_eq!(told(text).as_deref(), Ok(meant), "{text}");
        }
    }

    #[test]
    fn what_is_cut_off_within_a_tag_is_broken() {
        for text in
            ["<", "<a", "<a b=\"c>", "</a", "<!", "<!-- ->", "<![CDATA[甲]]", "<?xml", "<!DOCTYPE a [<!ELEMENT b>"]
        {
            assert_eq!(told(text), Err(Unread::Broken), "{text}");
        }
        assert_eq!(told("<a b='c"), Err(Unread::Broken));
        assert_eq!(told("<a b c=1 d='2'>").as_deref(), Ok("<a>"), "attributes that can't be read are none");
    }
}
