//! Lists of lists are as one list: rows are merged in random splits, through real files, and all at once.

use crate::hand::{Hand, book, found};
use shenbao::form::notices;
use shenbao::office::{Book, Edit, apply};
use shenbao::row::read::{Found, Known, read};
use shenbao::row::{Origin, Sheet, xlsx};
use std::collections::BTreeSet;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % most
    }
}

/// A list as a file of that name, read back.
fn through_a_file(name: &str, sheet: &Sheet, known: &Known) -> Found {
    read(name, &xlsx::write(sheet).unwrap(), known).unwrap_or_else(|unread| panic!("{name}: {unread}"))
}

/// What a unit or a district handed in: few names and units, so that rows meet; versions, twins, rows made by hand,
/// corrections, acceptances, offices, rows left out.
fn handed_in(dice: &mut Dice, number: usize) -> Sheet {
    let mut book = book(["", "", "某区", "某委"][dice.below(4)]);
    let row = |dice: &mut Dice| {
        let (name, unit) = (format!("团{}", dice.below(4)), format!("医院{}", dice.below(3)));
        let hand = Hand::new(&name, &unit).kind(["市级服务团", "市级 服务团", "国家级基地", "省级"][dice.below(4)]);
        match dice.below(6) {
            0 => hand,
            1 => hand.draft("t", "2025-01-20T10:00:00").brief(["一\r\n二", "一\n二"][dice.below(2)]),
            2 => Hand::empty().draft(&format!("e{}", dice.below(3)), "2025-01-20T10:00:00"),
            3 => copied(dice.below(2)),
            _ => hand.draft(&format!("d{}", dice.below(4)), &format!("2025-01-2{}T10:00:00", dice.below(3))),
        }
    };
    let rows: Vec<Hand> = (0..=dice.below(3)).map(|_| row(dice)).collect();
    let name = format!("文件{number}.xlsx");
    let mut files = vec![(name.clone(), Ok(found(&name, &rows)))];
    if dice.below(4) == 0 {
        files.push((format!("坏{number}.xlsx"), Err("文件加了密码".into())));
    }
    book.take(files, notices());
    for id in book.lines().to_vec() {
        match dice.below(5) {
            0 => drop(apply(
                &mut book,
                Edit::Correct { row: id, column: 5, words: ["徐汇", "崇明"][dice.below(2)].into() },
            )),
            1 => drop(apply(&mut book, accept(id))),
            2 if book.lines().len() > 1 && dice.below(2) == 0 => {
                drop(apply(&mut book, Edit::LeaveOut { row: id, reason: "条件不足".into() }));
            }
            _ => {}
        }
    }
    book.sheet()
}

/// The same row again and again, and its newer version.
fn copied(version: usize) -> Hand {
    Hand::new("甲团", "甲医院").draft("c", &format!("2025-01-2{version}T10:00:00"))
}

fn accept(row: usize) -> Edit {
    let (rule, column) = ("row.unit.limit".into(), "单位".into());
    Edit::Accept { row, rule, column, reason: "两个院区，已请示".into() }
}

/// All of these merged at once.
fn merged(found: Vec<Found>) -> Book {
    merged_by("", found)
}

fn merged_by(office: &str, found: Vec<Found>) -> Book {
    let mut book = book(office);
    let files = found.into_iter().enumerate().map(|(number, found)| (format!("第{number}份.xlsx"), Ok(found)));
    book.take(files.collect(), notices());
    book
}

/// Merged in stages: neighbours first, their lists written and read again, until one is left.
fn in_stages(dice: &mut Dice, office: &str, mut found: Vec<Found>, known: &Known) -> Book {
    while found.len() > 2 {
        let (from, count) = (dice.below(found.len() - 1), 2);
        let some: Vec<Found> = found.splice(from..from + count, [Found::default()]).collect();
        found[from] = through_a_file("中间.xlsx", &merged_by(office, some).sheet(), known);
    }
    merged_by(office, found)
}

#[test]
fn lists_of_lists_are_as_one_list() {
    let known = Known::of(notices());
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let sheets: Vec<Sheet> = (0..3 + dice.below(5)).map(|number| handed_in(&mut dice, number)).collect();
        let files =
            || -> Vec<Found> { sheets.iter().map(|sheet| through_a_file("清单.xlsx", sheet, &known)).collect() };
        let office = ["", "某区", "某市"][dice.below(3)];
        let whole = merged_by(office, files()).sheet();
        let staged = in_stages(&mut dice, office, files(), &known).sheet();
        assert_eq!(staged.rows, whole.rows, "seed {seed}");
        assert_eq!(staged.record, whole.record, "seed {seed}");
        let origins = |sheet: &Sheet| -> BTreeSet<Origin> {
            let left = sheet.record.iter().flat_map(|record| record.left.iter().map(|left| left.from.clone()));
            sheet.rows.iter().map(|row| row.from.clone()).chain(left).collect()
        };
        let all: BTreeSet<Origin> = sheets.iter().flat_map(origins).collect();
        assert_eq!(origins(&whole), all, "seed {seed}: every row that was handed in is told");
        assert!(whole.rows.iter().all(|row| row.from.file != "中间.xlsx"));
    }
}

/// A unit's file as it is taken in.
fn file(name: &str, row: Hand) -> Found {
    found(name, &[row])
}

#[test]
fn why_a_row_gave_way_does_not_hang_on_who_came_first() {
    let known = Known::of(notices());
    let files = || [("甲", 0), ("甲2", 0), ("甲3", 1)].map(|(name, version)| file(name, copied(version)));
    let whole = merged(files().into()).sheet();
    let [first, copy, newer] = files();
    let some = through_a_file("中间.xlsx", &merged(vec![first, copy]).sheet(), &known);
    assert_eq!(merged(vec![some, newer]).sheet(), whole);
}

#[test]
fn a_row_with_nothing_in_its_cells_stays_in_the_list() {
    let known = Known::of(notices());
    let rows =
        [copied(0), Hand::empty().draft("e", "2025-01-20T10:00:00"), Hand::empty().kind("市级").draft("k", "2025")];
    for office in ["", "某区"] {
        let mut below = book(office);
        below.take(vec![("甲.xlsx".into(), Ok(found("甲.xlsx", &rows)))], notices());
        let read = through_a_file("某区.xlsx", &below.sheet(), &known);
        assert_eq!(read.notes, []);
        assert_eq!(merged(vec![read]).sheet(), below.sheet());
    }
}

/// A list made by that office, of what came in.
fn list_of(office: &str, found: Vec<Found>, known: &Known) -> Found {
    let mut below = book(office);
    below.take(found.into_iter().map(|found| ("件.xlsx".into(), Ok(found))).collect(), notices());
    through_a_file(&format!("{office}.xlsx"), &below.sheet(), known)
}

#[test]
fn an_office_that_fills_in_its_own_name_says_nothing_new() {
    let known = Known::of(notices());
    let files = || [file("甲.xlsx", copied(0).cell(1, "甲局")), file("乙.xlsx", copied(0))];
    let whole = merged_by("部", files().into()).sheet();
    let lists = files().map(|found| list_of("部", vec![found], &known));
    assert_eq!(merged_by("部", lists.into()).sheet(), whole);
    assert_eq!(whole.rows[0].cells[1].words(), "甲局");
}

#[test]
fn line_ends_of_another_system_make_no_other_row() {
    let known = Known::of(notices());
    let texts = ["开展指导\r\n培训骨干", "开展指导\n培训骨干", "开展指导\r培训骨干"];
    let rows = || texts.map(|text| copied(0).brief(text));
    let files =
        || -> Vec<Found> { rows().into_iter().map(|row| list_of("", vec![file("甲.xlsx", row)], &known)).collect() };
    let whole = merged(rows().map(|row| file("甲.xlsx", row)).into()).sheet();
    assert_eq!((whole.rows.len(), merged(files()).sheet().rows), (1, whole.rows.clone()));
    assert_eq!(whole.rows[0].cells[7].words(), texts[1]);
}
