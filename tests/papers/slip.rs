//! 报送清单: what is left to do, the gravest first.

use super::given::too_long;
use super::*;

/// The words of pages, a line for each baseline.
fn lines(pages: &[Page]) -> String {
    let mut lines: Vec<(usize, i32, String)> = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for mark in &page.marks {
            let Mark::Text { baseline, glyphs, .. } = mark else { continue };
            let (at, words) = ((baseline.y * 4.0) as i32, glyphs.iter().map(|(c, _)| *c));
            match lines.iter_mut().find(|line| (line.0, line.1) == (number, at)) {
                Some(line) => line.2.extend([' '].into_iter().chain(words)),
                None => lines.push((number, at, words.collect())),
            }
        }
    }
    lines.sort_by_key(|line| (line.0, line.1));
    lines.into_iter().map(|(.., words)| words + "\n").collect()
}

#[test]
fn the_slip_keeps_its_words() {
    let notice = notices().iter().find(|notice| notice.id == "shanghai-2025").unwrap();
    let mut sheet = sheet_of(notice.list.as_ref().unwrap(), &[]);
    sheet.rows =
        vec![row_of(["1", "某委", "市级服务团", "甲服务团", "甲医院"].map(|words| Cell::Text(words.into())).into())];
    sheet.rows[0].code = "7F3K-92QX".into();
    let left = LeftOut {
        from: Origin { file: "旧表.xls".into(), line: 3 },
        verdict: Verdict::Refused,
        reason: "它是2023年一览表的行".into(),
        ..LeftOut::default()
    };
    sheet.record = Some(Record { left: vec![left] });
    let mut pending = office::Pending::of("一览表第1行“甲服务团”", &[too_long()]);
    pending.extend(office::Pending::left_out(&sheet));
    let letter = form_of("shanghai-2025/letter");
    let handing = office::Handing { notice, sheet: &sheet, office: "某委", letter: Some(&letter), pending };
    let form = office::slip(&handing);
    let pages = layout(&form, &Draft::new(&form), Fonts::embedded(), Edition::Final).pages;
    let words = lines(&pages);
    assert!(words == include_str!("../data/slip.txt"), "tests/data/slip.txt should now be:\n{words}");

    let done = office::Handing { pending: Vec::new(), letter: None, ..handing };
    let form = office::slip(&done);
    let words = lines(&layout(&form, &Draft::new(&form), Fonts::embedded(), Edition::Final).pages);
    assert!(words.contains("没有须改和请核对之处") && !words.contains("草稿"), "{words}");
}

#[test]
fn what_keeps_a_paper_from_its_stamp_is_told_before_what_may_pass() {
    let notice = notices().iter().find(|notice| notice.id == "shanghai-2025").unwrap();
    let sheet = sheet(notice.list.clone().unwrap(), 80, 20);
    let finding = |row: usize| Finding { place: Place::Row(row, "单位".into()), ..too_long() };
    let findings = (0..80).map(|row| finding(row).weighing(Severity::Warning)).collect();
    let form = form_of("shanghai-2025/letter");
    let letter = Draft { answers: [("office".into(), Answer::Text("旧名".into()))].into(), ..Draft::new(&form) };
    let today = "2025-01-20".parse().unwrap();
    let of = Submission {
        notice: notice.clone(),
        sheet,
        office: "新名".into(),
        findings,
        letter: Some((form, letter)),
        today,
    };
    let (_, slip) = submission(&of).unwrap().into_iter().find(|(name, _)| name.contains("报送清单")).unwrap();
    let words = pdf_words(&slip);
    let at = |words_of: &str| words.find(words_of).unwrap_or_else(|| panic!("{words_of}: {words}"));
    assert!(at("填写联系人姓名") < at("第1行"));
    assert!(at("落款是“旧名”，汇总的推荐单位是“新名”") < at("第1行"));
    assert!(words.contains("处没有列出"));
}

/// The words on all pages of a PDF.
fn pdf_words(bytes: &[u8]) -> String {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().into_keys().collect();
    file.extract_text(&pages).unwrap().replace(char::is_whitespace, "")
}
