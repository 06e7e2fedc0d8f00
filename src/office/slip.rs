//! 报送清单: what is still to be done, what is stamped, how many copies go where by when.

use super::blocks::{cell, grid, head, heading, row, title, words};
use crate::check::Finding;
use crate::draft::day;
use crate::form::{
    Align, Block, Cell, Cite, Filler, FontSize, Form, GridRow, Holds, Notice, Paper, PaperKind, Severity, Step,
};
use crate::row::{Row, Sheet, Verdict};

/// Things to be done that are told one by one; the office's table tells all.
const MOST_TOLD: usize = 30;
const BOX: &str = "□";

/// All that an office hands in together.
#[derive(Debug, Clone)]
pub struct Handing<'a> {
    pub notice: &'a Notice,
    pub sheet: &'a Sheet,
    pub office: &'a str,
    pub letter: Option<&'a Form>,
    pub pending: Vec<Pending>,
}

/// Something that is missing, wrong and not let pass, or not in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// The paper, or the row of the list.
    pub place: String,
    pub severity: Severity,
    pub what: String,
}

impl Pending {
    /// What is wrong with a paper, the worst first; notes ask for nothing.
    pub fn of(place: &str, findings: &[Finding]) -> Vec<Pending> {
        let asking = findings.iter().filter(|finding| finding.severity != Severity::Note);
        let pending = |finding: &Finding| Pending {
            place: place.to_string(),
            severity: finding.severity,
            what: [&finding.message[..], &finding.hint]
                .into_iter()
                .filter(|words| !words.is_empty())
                .collect::<Vec<_>>()
                .join("，"),
        };
        let mut all: Vec<Pending> = asking.map(pending).collect();
        all.sort_by_key(|one| one.severity);
        all
    }

    /// What was handed in and could not be taken into the list.
    pub fn left_out(sheet: &Sheet) -> Vec<Pending> {
        let left = sheet.record.iter().flat_map(|record| &record.left);
        let refused = left.filter(|left| left.verdict == Verdict::Refused);
        let pending = refused.map(|left| {
            let line = if left.from.line > 0 { format!("第{}行", left.from.line) } else { String::new() };
            let what = format!("没有列入：{}", left.reason);
            Pending { place: format!("“{}”{line}", left.from.file), severity: Severity::Warning, what }
        });
        pending.collect()
    }
}

/// The slip as pages.
pub fn slip(handing: &Handing) -> Form {
    let notice = handing.notice;
    let parts = [
        ("报送之前要办的", pending(&handing.pending)),
        ("盖章和份数", papers(handing)),
        ("报送", steps(notice)),
        ("各单位的申报表", forms(handing.sheet)),
    ];
    let mut pages = vec![
        Block::Title("报送清单".into()),
        words(&format!("推荐单位：{}　　报送期限：{}前", handing.office, day(notice.deadline)), FontSize::Normal),
        words(&format!("通知：{}（{}）", notice.title, notice.number), FontSize::Normal),
    ];
    let parts = parts.into_iter().filter(|(_, blocks)| !blocks.is_empty());
    for (number, (words, blocks)) in ["一", "二", "三", "四"].into_iter().zip(parts) {
        pages.push(title(&format!("{number}、{words}")));
        pages.extend(blocks);
    }
    Form::of_pages("报送清单", pages)
}

/// A table with its headings.
fn table(columns: &[f32], headings: &[&str], rows: impl IntoIterator<Item = GridRow>) -> Block {
    let head = head(headings.iter().map(|words| heading(words)).collect());
    grid(columns.to_vec(), [head].into_iter().chain(rows).collect())
}

/// A short cell in its middle.
fn short(words: &str) -> Cell {
    cell(words, Align::Centre)
}

fn long(words: &str) -> Cell {
    cell(words, Align::Left)
}

/// What is to be done, the gravest first, by paper or row.
fn pending(pending: &[Pending]) -> Vec<Block> {
    if pending.is_empty() {
        return vec![words("没有须改和请核对之处，可以盖章报送。", FontSize::Normal)];
    }
    let mut pending: Vec<&Pending> = pending.iter().collect();
    pending.sort_by_key(|one| one.severity);
    let together: Vec<&[&Pending]> = pending.chunk_by(|a, b| a.place == b.place && a.severity == b.severity).collect();
    let line = |of: &&[&Pending]| {
        let what: Vec<&str> = of.iter().map(|one| one.what.as_str()).collect();
        row(vec![short(BOX), short(of[0].severity.word()), long(&of[0].place), long(&what.join("；"))])
    };
    let lines = together.iter().take(MOST_TOLD).map(line);
    let mut blocks = vec![table(&[8.0, 16.0, 44.0, 88.0], &["", "轻重", "在哪里", "怎样办"], lines)];
    if together.len() > MOST_TOLD {
        let more = format!("另有{}处没有列出，请在汇总中查看。", together.len() - MOST_TOLD);
        blocks.push(words(&more, FontSize::Small));
    }
    if pending.iter().any(|one| one.severity == Severity::Error) {
        blocks.push(words("印有“草稿”字样的不要盖章；须改的改好后重新导出。", FontSize::Small));
    }
    blocks
}

fn papers(handing: &Handing) -> Vec<Block> {
    let papers = &handing.notice.papers;
    if papers.is_empty() {
        return Vec::new();
    }
    let line = |paper: &Paper| {
        let (name, copies) = (name(handing, paper.of), copies(paper));
        row(vec![short(BOX), long(&name), long(&paper.does), short(&copies), short(clause(&paper.cite))])
    };
    let headings = ["", "材料", "盖章和打印", "份数", "通知条款"];
    let mut blocks = vec![table(&[8.0, 66.0, 46.0, 18.0, 18.0], &headings, papers.iter().map(line))];
    if papers.iter().any(|paper| paper.copies.is_none()) {
        blocks.push(words("通知没有写明份数的，报送前请向受理单位问清。", FontSize::Small));
    }
    blocks
}

fn clause(cite: &Cite) -> &str {
    &cite.0
}

fn name(handing: &Handing, of: PaperKind) -> String {
    let rows = handing.sheet.rows.len();
    match (of, handing.letter) {
        (PaperKind::Letter, Some(form)) => format!("{}《{}》", form.short, form.title),
        (PaperKind::Letter, None) => "公函".into(),
        (PaperKind::List, _) => format!("《{}》，共{rows}行", handing.sheet.list.title),
        (PaperKind::Forms, _) => format!("各单位的申报表，共{rows}份，见末表"),
    }
}

fn copies(paper: &Paper) -> String {
    let each = if paper.of == PaperKind::Forms { "各" } else { "" };
    match paper.copies {
        None => "未写明".into(),
        Some(0) => "电子版".into(),
        Some(copies) => format!("{each}{copies}份"),
    }
}

fn steps(notice: &Notice) -> Vec<Block> {
    let own: Vec<&Step> = notice.steps.iter().filter(|step| step.by == Some(Filler::Office)).collect();
    let line = |step: &&Step| row(vec![short(BOX), long(&step.does), short(clause(&step.cite))]);
    let headings = ["", "要做的事", "通知条款"];
    let steps = (!own.is_empty()).then(|| table(&[8.0, 130.0, 18.0], &headings, own.iter().map(line)));
    let contacts: Vec<String> =
        notice.contacts.iter().map(|contact| format!("{}：{}", contact.label, contact.value)).collect();
    let contacts = (!contacts.is_empty()).then(|| words(&contacts.join("；"), FontSize::Small));
    steps.into_iter().chain(contacts).collect()
}

/// Each unit's form, by the code on its paper.
fn forms(sheet: &Sheet) -> Vec<Block> {
    let words_of = |row: &Row, holds| {
        let cell = sheet.list.column_of(holds).and_then(|column| row.cells.get(column));
        cell.map_or(String::new(), |cell| cell.words())
    };
    let line = |(number, of): (usize, &Row)| {
        let [kind, name, unit] = [Holds::Kind, Holds::Name, Holds::Unit].map(|holds| words_of(of, holds));
        row(vec![short(&number.to_string()), long(&name), long(&unit), short(&kind), short(&of.code), short(BOX)])
    };
    let headings = ["序号", "名称", "单位", "类别", "核对码", "齐备"];
    let note = "纸上页脚的核对码与此相同，才是同一份内容；没有核对码的行请逐项对照。";
    vec![
        table(&[12.0, 44.0, 40.0, 24.0, 24.0, 12.0], &headings, (1..).zip(&sheet.rows).map(line)),
        words(note, FontSize::Small),
    ]
}
