//! Names for files that people will see, mail and archive: good on Windows, Linux and macOS alike.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Bytes of a name that every file system takes, less some for what people or programs put behind it, such as " (2)".
const MOST_BYTES: usize = 240;

/// Bytes of one part of a name where the others need room too: 25 Chinese characters.
const MOST_OF_PART: usize = 75;

/// Names that Windows keeps for devices, with any ending.
const RESERVED: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// `<单位>-<名称>-<表名>.pdf`
pub fn pdf_name(unit: &str, name: &str, title: &str) -> String {
    joined(unit, name, &part(title, "申报表", MOST_OF_PART), ".pdf")
}

/// `<单位>-<名称>-一览表行.xlsx`
pub fn row_name(unit: &str, name: &str) -> String {
    joined(unit, name, "一览表行", ".xlsx")
}

/// `<推荐单位>-<材料名>.pdf`, or with another ending
pub fn office_name(office: &str, what: &str, ending: &str) -> String {
    let office = part(office, "推荐单位", MOST_OF_PART);
    let rest = MOST_BYTES - office.len() - ending.len() - 1;
    unreserved(format!("{office}-{}{ending}", part(what, "材料", rest)))
}

/// `<推荐单位>-<年>年报送材料`, the folder of all that an office gives out
pub fn office_folder(office: &str, year: i16) -> String {
    office_name(office, &format!("{year}年报送材料"), "")
}

/// `<单位>-<名称>-退回意见.ron`
pub fn comments_name(unit: &str, name: &str) -> String {
    joined(unit, name, "退回意见", ".ron")
}

/// `<表名>（空白表）.pdf`
pub fn blank_name(title: &str) -> String {
    unreserved(format!("{}（空白表）.pdf", part(title, "申报表", MOST_OF_PART)))
}

/// The file's name for a draft that a person saves elsewhere: `<名称>-<表名>.ron`.
pub fn draft_name(name: &str, title: &str) -> String {
    let title = part(title, "申报表", MOST_OF_PART);
    unreserved(format!("{}-{title}.ron", part(name, "未填名称", MOST_BYTES - MOST_OF_PART - 5)))
}

fn joined(unit: &str, name: &str, last: &str, ending: &str) -> String {
    let unit = part(unit, "未填单位", MOST_OF_PART);
    let rest = MOST_BYTES - unit.len() - last.len() - ending.len() - 2;
    unreserved(format!("{unit}-{}-{last}{ending}", part(name, "未填名称", rest)))
}

/// Words as a part of a file's name, of at most that many bytes. Signs that Windows forbids become their full-width
/// twins, white space becomes one space, what does not show is left out; nothing left gives the word for blanks.
pub(super) fn part(words: &str, blank: &str, most: usize) -> String {
    let seen: String =
        words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    let allowed: String = seen.split_whitespace().collect::<Vec<_>>().join(" ").nfc().map(twin).collect();
    // A dot or space at the end is lost on Windows; one at the start hides the file elsewhere; a dash looks like an option.
    let trimmed = allowed.trim_start_matches(['.', ' ', '-', '~']);
    let cut = cut(trimmed, most).trim_end_matches(['.', ' ', '-']);
    if cut.is_empty() { blank.to_string() } else { cut.to_string() }
}

/// Whether a character does not show, or turns the line around: control characters, marks of direction, tags,
/// characters that no text may hold.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}')
        || matches!(c, '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{E0000}'..='\u{E007F}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// `:` becomes `：`: the sign is still read as what it is.
fn twin(c: char) -> char {
    match c {
        '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or('_'),
        c => c,
    }
}

/// The start of a text in at most that many bytes, not cut between a character and the marks that belong to it.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let hard = text.floor_char_boundary(most);
    let mut end = hard;
    while end > 0 && belongs_together(&text[..end], &text[end..]) {
        end = text.floor_char_boundary(end - 1);
    }
    // Nothing but marks: cut all the same.
    &text[..if end == 0 { hard } else { end }]
}

fn belongs_together(before: &str, after: &str) -> bool {
    let is_flag = |c: char| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c);
    match (before.chars().next_back(), after.chars().next()) {
        (Some('\u{200D}'), _) | (_, Some('\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')) => true,
        (_, Some('\u{1F3FB}'..='\u{1F3FF}')) => true,
        (Some(a), Some(b)) => is_combining_mark(b) || (is_flag(a) && is_flag(b)),
        _ => false,
    }
}

/// Windows takes `nul.txt` for the device NUL: such a name gets a line in front.
fn unreserved(name: String) -> String {
    if is_device(&name) { format!("_{name}") } else { name }
}

/// Whether Windows' own programs find a file of that name again: they drop dots and spaces at its end, and take some
/// names for devices and what follows a colon for a hidden stream.
pub(super) fn is_for_windows(name: &str) -> bool {
    !name.ends_with(['.', ' ']) && !is_device(name) && !name.contains(|c: char| c < ' ' || "<>:\"|?*\\/".contains(c))
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let is_port = port.is_some_and(|rest| {
        let mut rest = rest.chars();
        matches!(rest.next(), Some('0'..='9' | '¹' | '²' | '³')) && rest.next().is_none()
    });
    is_port || RESERVED.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_unit_name_and_form() {
        assert_eq!(
            pdf_name("复旦大学附属中山医院", "心血管诊疗服务团", "服务团项目申报表"),
            "复旦大学附属中山医院-心血管诊疗服务团-服务团项目申报表.pdf"
        );
        assert_eq!(row_name("某院", "某团"), "某院-某团-一览表行.xlsx");
        assert_eq!(comments_name("某院", "某团"), "某院-某团-退回意见.ron");
    }

    #[test]
    fn forbidden_signs_become_their_twins_and_hidden_ones_go() {
        assert_eq!(pdf_name("a/b:c", "《\"x\"?*|<>\\》", "t"), "a／b：c-《＂x＂？＊｜＜＞＼》-t.pdf");
        assert_eq!(pdf_name("甲\u{202E}乙\u{200B}\0", "一\n\t二", "  t. "), "甲乙-一 二-t.pdf");
        assert_eq!(pdf_name("../..", "-rf", ".hidden."), "／-rf-hidden.pdf");
    }

    #[test]
    fn blanks_get_words() {
        assert_eq!(pdf_name("", " \u{3000}", "..."), "未填单位-未填名称-申报表.pdf");
        assert_eq!(row_name("。", "."), "。-未填名称-一览表行.xlsx");
    }

    #[test]
    fn device_names_of_windows_are_avoided() {
        for unit in ["nul.txt", "CON.", "com¹.x", "Lpt9 .y", "aux.a.b", "CONIN$.z"] {
            let name = row_name(unit, "团");
            assert!(name.starts_with('_') || name.to_uppercase().starts_with("CON-"), "{name}");
        }
        assert_eq!(row_name("CON", "团"), "CON-团-一览表行.xlsx");
        assert_eq!(unreserved("nul.ron".into()), "_nul.ron");
        assert_eq!(unreserved("COM10.ron".into()), "COM10.ron");
    }

    #[test]
    fn names_that_windows_would_not_find_again_are_refused() {
        assert!(is_for_windows("表.ron"));
        for name in ["nul.ron", "Con", "a:b.ron", "?.ron", "...", "a. ", "a\n"] {
            assert!(!is_for_windows(name), "{name}");
        }
    }

    #[test]
    fn names_stay_short_and_whole_characters_stay_whole() {
        let long = "服务团".repeat(100);
        assert_eq!(office_folder("某区人社局", 2025), "某区人社局-2025年报送材料");
        let office = office_name(&long, &long, ".pdf");
        for name in [pdf_name(&long, &long, &long), row_name(&long, &long), draft_name(&long, &long), office] {
            assert!(name.len() <= MOST_BYTES, "{}", name.len());
            assert!(name.ends_with(".pdf") || name.ends_with(".xlsx") || name.ends_with(".ron"));
        }
        assert_eq!(cut("ae\u{301}\u{302}", 4), "a");
        assert_eq!(cut("a👩\u{200D}👩", 8), "a");
        assert_eq!(cut("\u{301}\u{301}\u{301}", 5), "\u{301}\u{301}");
        assert_eq!(cut("中文", 4), "中");
    }
}
