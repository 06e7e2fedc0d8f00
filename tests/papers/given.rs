//! All that an office gives out, in one folder.

use super::*;

/// What an office of this call gives out for so many rows, with these findings.
fn given(call: &str, rows: usize, findings: &[Finding], letter: Option<Draft>) -> Vec<(String, Vec<u8>)> {
    let notice = notices().iter().find(|notice| notice.id == call).unwrap();
    let mut sheet = sheet(notice.list.clone().unwrap(), rows, 180);
    sheet.rows.iter_mut().for_each(|row| row.code = "7F3K-92QX".into());
    let form = office::letter_of(notice).cloned().unwrap();
    let letter = letter.unwrap_or_else(|| Draft::new(&form));
    let today = "2025-01-20".parse().unwrap();
    let (office, findings) = ("上海市科学技术委员会".to_string(), findings.to_vec());
    let letter = Some((form, letter));
    submission(&Submission { notice: notice.clone(), sheet, office, findings, letter, today }).unwrap()
}

pub fn too_long() -> Finding {
    Finding {
        rule: "row.length".into(),
        place: Place::Row(1, "服务内容简介（不超过200字）".into()),
        severity: Severity::Error,
        label: "服务内容简介".into(),
        message: "服务内容简介须在200字以内，现243字，请删去43字".into(),
        hint: String::new(),
        cite: "沪人社专〔2025〕11号 附件3：服务内容简介（不超过200字）".into(),
    }
}

/// A letter with all that the list does not tell.
fn filled_letter() -> Draft {
    let answers = [
        ("dated", "2025-01-20"),
        ("contact", "王经办"),
        ("phone", "021-66667777"),
        ("mobile", "13800000000"),
        ("mailed", "2025-01-20"),
        ("assessed", "是"),
        ("list_enclosed", "是"),
        ("one_each", "是"),
    ];
    let form = form_of("shanghai-2025/letter");
    let answer = |(id, words): (&str, &str)| (id.to_string(), Answer::Text(words.to_string()));
    Draft { id: "letter-1".into(), answers: answers.into_iter().map(answer).collect(), ..Draft::new(&form) }
}

#[test]
fn folders_to_look_at() {
    for (name, bytes) in given("shanghai-2025", 12, &[too_long()], None) {
        look(&name, &bytes);
    }
    for (name, bytes) in given("shanghai-2025", 4, &[], Some(filled_letter())) {
        look(&format!("final-{name}"), &bytes);
    }
}

/// How many pages of a PDF are marked 草稿: the mark is the only grey on them.
fn marked(bytes: &[u8]) -> usize {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let content = |page| String::from_utf8_lossy(&file.get_page_content(page)).into_owned();
    file.page_iter().filter(|page| content(*page).contains("0.915 g")).count()
}

#[test]
fn everything_is_in_one_folder_and_nothing_is_final_too_early() {
    let names = [
        "2025年专家服务基层申报情况一览表.xlsx",
        "2025年专家服务基层申报情况一览表.pdf",
        "推荐函.pdf",
        "推荐函.ron",
        "报送清单.pdf",
    ];
    let names = names.map(|name| format!("上海市科学技术委员会-{name}"));
    // Findings of the list, a letter to be completed or complete, and whether the list and the letter are marked.
    let cases = [
        (vec![too_long()], None, (true, true)),
        (vec![too_long()], Some(filled_letter()), (true, true)),
        (vec![too_long().weighing(Severity::Warning)], None, (false, true)),
        (vec![], Some(filled_letter()), (false, false)),
    ];
    for (findings, draft, (list, letter)) in cases {
        let files = given("shanghai-2025", 3, &findings, draft);
        assert_eq!(files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(), names);
        let [_, (_, list_pdf), (_, letter_pdf), (_, kept), (_, slip)] = &files[..] else { panic!() };
        assert_eq!((marked(list_pdf) > 0, marked(letter_pdf) > 0, marked(slip)), (list, letter, 0));
        let kept = shenbao::draft::from_text(std::str::from_utf8(kept).unwrap()).unwrap();
        assert_eq!((kept.rows("projects").len(), kept.text("office")), (3, "上海市科学技术委员会"));
    }
}

#[test]
fn no_folder_is_written_into_twice() {
    let parent = tempfile::tempdir().unwrap();
    let files = given("shanghai-2025", 1, &[], Some(filled_letter()));
    let name = names::office_folder("上海市科学技术委员会", 2025);
    let folders = [(); 2].map(|()| write_new_folder(parent.path(), &name, &files).unwrap());
    let named = |folder: &std::path::Path| folder.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(folders.each_ref().map(|folder| named(folder)), [name.clone(), format!("{name} (2)")]);
    for folder in &folders {
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), files.len());
        assert!(files.iter().all(|(name, bytes)| std::fs::read(folder.join(name)).unwrap() == *bytes));
    }
    let refused = write_folder(parent.path(), &name, &files).unwrap_err();
    assert!(refused.to_string().contains("已存在"), "{refused}");
}
