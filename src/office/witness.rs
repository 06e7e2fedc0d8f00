//! Witnesses: whatever tells by its codes which answers it carries, be it a paper, a row, or a code that somebody reads.

use crate::draft::{CODE_ALPHABET, half_width, section_code};
use crate::row::Row;

/// Something that tells by its codes which answers it carries. What it does not tell is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Witness {
    pub kind: Kind,
    /// As people know it: a file's name and line, or the code as it was given.
    pub source: String,
    /// The list of which it is one of several rows; empty where it stands by itself.
    pub list: String,
    /// It stands in the list no more: a newer one replaced it, or the office left it out.
    pub is_past: bool,
    /// The code of the answers that it really carries.
    pub code: String,
    /// The form's id.
    pub form: String,
    /// The draft's id.
    pub draft: String,
    pub unit: String,
    pub name: String,
    /// Title and short code of each section.
    pub sections: Vec<(String, String)>,
    /// What in it was changed since the unit made it, as sentences.
    pub tampered: Vec<String>,
}

/// What kind of thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// A code by itself.
    #[default]
    Code,
    /// The text of a paper's QR code: the longer of unit and name may be cut.
    Qr,
    /// A row with all its answers.
    Row,
    /// A row of a merged list, or one made by hand.
    Listed,
    /// Our PDF.
    Paper,
}

/// What a QR code of ours begins with, up to the version of its text.
const QR: &str = "shenbao:";
const QR_VERSION: &str = "1";
/// Letters of a code.
const LETTERS: usize = 8;

impl Witness {
    /// A code as somebody types it, or the text of a QR code as a reader gives it.
    ///
    /// # Errors
    /// A sentence that tells what a code looks like.
    pub fn given(text: &str) -> Result<Self, String> {
        match text.trim().strip_prefix(QR) {
            Some(rest) => Self::scanned(text.trim(), rest),
            None => match code(text) {
                Some(code) => Ok(Witness { source: text.trim().to_string(), code, ..Witness::default() }),
                None => Err(format!(
                    "“{}”不是核对码：核对码是8个数字和字母，如7F3K-92QX，印在申报表每页的页脚",
                    crate::form::text::brief(text.trim(), crate::form::text::QUOTED)
                )),
            },
        }
    }

    fn scanned(text: &str, rest: &str) -> Result<Self, String> {
        let parts: Vec<&str> = rest.splitn(5, '|').collect();
        match parts[..] {
            [QR_VERSION, written, form, unit, name] => {
                let code = code(written).ok_or_else(|| "二维码里的核对码读不出来，请照纸面页脚输入".to_string())?;
                let [form, unit, name] = [form, unit, name].map(str::to_string);
                Ok(Witness { kind: Kind::Qr, source: text.to_string(), code, form, unit, name, ..Witness::default() })
            }
            [QR_VERSION, ..] => Err("二维码没有扫全，请再扫一次，或照纸面页脚输入核对码".into()),
            _ => Err("这个二维码由更新版本的申报台印出，请升级申报台，或照纸面页脚输入核对码".into()),
        }
    }

    /// A row. Where its answers say something else than its code does, the answers count.
    pub fn of(row: &Row, source: &str) -> Self {
        let sections = sections(row);
        Witness {
            kind: if row.answers.is_empty() { Kind::Listed } else { Kind::Row },
            source: source.to_string(),
            list: String::new(),
            is_past: false,
            code: if row.recoded.is_empty() { &row.code } else { &row.recoded }.clone(),
            form: row.form.clone(),
            draft: row.draft.clone(),
            unit: row.unit.clone(),
            name: row.name.clone(),
            tampered: tampered(row, &sections),
            sections,
        }
    }

    /// The unit and the project's name, as far as they are told.
    pub fn project(&self) -> String {
        let told = [self.unit.trim(), self.name.trim()].into_iter().filter(|words| !words.is_empty());
        told.collect::<Vec<_>>().join(" ")
    }
}

/// The sections' codes of the answers that a row really carries. Where these are not at hand, they were noted before.
pub fn sections(row: &Row) -> Vec<(String, String)> {
    let anew = |title: &String| section_code(&row.form, &row.answers, title);
    match row.recoded.is_empty() || row.answers.is_empty() {
        true => row.sections.clone(),
        false => row.sections.iter().map(|(title, _)| (title.clone(), anew(title))).collect(),
    }
}

/// What was changed in a row after it was made, without being noted.
fn tampered(row: &Row, now: &[(String, String)]) -> Vec<String> {
    let changed = differing(&row.sections, now);
    let what = if changed.is_empty() { "内容".into() } else { format!("“{}”", changed.join("”“")) };
    let answers = (!row.recoded.is_empty())
        .then(|| format!("导出后{what}被改过：文件写的核对码是{}，按内容算是{}", row.code, row.recoded));
    let cells = row.changes.iter().filter(|change| change.by.is_empty());
    let cells = cells.map(|change| {
        let was = crate::form::text::brief(&change.was, crate::form::text::QUOTED);
        format!("一览表的“{}”被改过，申报单位填的是“{was}”", change.column)
    });
    answers.into_iter().chain(cells).collect()
}

/// The sections whose codes are not the same, or that only one side has.
pub(super) fn differing(one: &[(String, String)], other: &[(String, String)]) -> Vec<String> {
    if one.is_empty() || other.is_empty() {
        return Vec::new();
    }
    let is_new = |section: &&(String, String)| !other.contains(section);
    let gone = other.iter().filter(|(title, _)| one.iter().all(|(known, _)| known != title));
    one.iter().filter(is_new).chain(gone).map(|(title, _)| title.clone()).collect()
}

/// A code in its one form. What is easily mistaken or left out in typing is understood: O for 0, I and L for 1, small
/// letters, full-width ones, spaces, any dash or none.
fn code(text: &str) -> Option<String> {
    let text = half_width(text).to_uppercase();
    let text = text.trim().trim_start_matches("核对码").trim_start_matches([':', ' ']);
    let is_between = |c: char| c.is_whitespace() || "-—－–‐―_.·".contains(c);
    let meant = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    let letters: String = text.chars().filter(|c| !is_between(*c)).map(meant).take(LETTERS + 1).collect();
    let is_code = letters.chars().count() == LETTERS && letters.chars().all(|c| CODE_ALPHABET.contains(c));
    is_code.then(|| format!("{}-{}", &letters[..4], &letters[4..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_understood_however_it_is_typed() {
        for typed in [
            "7F3K-92Q0",
            " 7f3k92qo ",
            "７Ｆ３Ｋ－９２ＱＯ",
            "核对码：7F3K 92Q0",
            "7f3k—92q0",
            "7F 3K 92 Q0",
            "7F3K_92QO",
        ] {
            assert_eq!(Witness::given(typed).unwrap().code, "7F3K-92Q0", "{typed}");
        }
        assert_eq!(Witness::given("il3k-92qx").unwrap().code, "113K-92QX");
        for typed in ["", "7F3K-92Q", "7F3K-92QXX", "7F3K-92QU", "申报表申报表申报", "7F3K/92QX"] {
            assert!(Witness::given(typed).unwrap_err().contains("不是核对码"), "{typed}");
        }
    }

    #[test]
    fn a_qr_code_tells_form_unit_and_name() {
        let told = Witness::given(" shenbao:1|7F3K-92QX|some/form|某院|某|团\n").unwrap();
        assert_eq!((told.kind, told.code.as_str(), told.form.as_str()), (Kind::Qr, "7F3K-92QX", "some/form"));
        assert_eq!(told.project(), "某院 某|团");
        for (text, words) in
            [("shenbao:2|x", "升级"), ("shenbao:1|7F3K-92QX|a", "没有扫全"), ("shenbao:1|x|a|b|c", "读不出来")]
        {
            assert!(Witness::given(text).unwrap_err().contains(words), "{text}");
        }
    }
}
