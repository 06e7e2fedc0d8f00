//! What goes out: list, letter, remarks; and papers beside the rows.

use super::*;
use shenbao::row::{Record, Row, Sheet, xlsx};

#[test]
fn papers_are_compared_with_the_rows() {
    let mut desk = filled();
    desk.act(OfficeAction::Verify(vec![Paper::Code("a7k2 9m42".into())]).into());
    desk.act(OfficeAction::Verify(vec![Paper::Code("没有".into())]).into());
    let said: Vec<Agreement> = book(&mut desk).verified.iter().map(|(agreement, _)| agreement.clone()).collect();
    assert_eq!(said, [Agreement::Unknown, Agreement::Same]);
}

fn verified(desk: &mut Desk, paper: Paper) -> Vec<(Agreement, String)> {
    desk.act(OfficeAction::Verify(vec![paper]).into());
    book(desk).verified.clone()
}

#[test]
fn papers_of_rows_that_stand_in_the_list_no_more_are_known() {
    let mut desk = filled();
    let now = book(&mut desk).book.entry(1).unwrap().row.clone();
    let old = Row { code: "B7K2-9M42".into(), made: "2025-01-01T09:00:00".into(), ..now };
    desk.act(OfficeAction::Read(vec![rows::file(old)]).into());
    desk.act(OfficeAction::Edit(Edit::LeaveOut { row: 4, reason: "撤回".into() }).into());
    assert_eq!(verified(&mut desk, Paper::Code("A7K2-9M41".into())).len(), 1, "old rows are no news by themselves");
    let told = &verified(&mut desk, Paper::Code("b7k2 9m42".into()))[1];
    let hint = "它与旧的一行“科技型中小企业创新创业专家服务基地”一致，请核对应列入哪一行，纸件要不要重新打印盖章";
    assert!(matches!(told.0, Agreement::Different(_)) && told.1.ends_with(hint), "{told:?}");
    let told = &verified(&mut desk, Paper::Code("A7K2-9M44".into()))[2];
    assert_eq!(told.0, Agreement::Same);
    assert!(told.1.contains("没有列入的一行“助力某县乡村振兴村庄规划设计专家服务团”"), "{told:?}");
}

#[test]
fn a_paper_is_read_once_and_again_where_it_is_given_again() {
    let mut desk = filled();
    let path = desk.folder().join("纸件.xlsx");
    let call = book(&mut desk).book.call.clone();
    let sheet = |row: Row| Sheet { list: call.list.clone().unwrap(), rows: vec![row], record: Some(Record::default()) };
    let row = book(&mut desk).book.entry(1).unwrap().row.clone();
    std::fs::write(&path, xlsx::write(&sheet(row.clone())).unwrap()).unwrap();
    assert_eq!(verified(&mut desk, Paper::File(path.clone()))[0].0, Agreement::Same);
    std::fs::remove_file(&path).unwrap();
    let told = verified(&mut desk, Paper::Code("A7K2-9M41".into()));
    assert!(told.iter().all(|(agreement, _)| *agreement == Agreement::Same), "{told:?}");
    assert_eq!(told.len(), 2);
    let other = Row { code: "B7K2-9M42".into(), ..row };
    std::fs::write(&path, xlsx::write(&sheet(other)).unwrap()).unwrap();
    let told = verified(&mut desk, Paper::File(path));
    assert_eq!(told.iter().filter(|(agreement, _)| *agreement != Agreement::Same).count(), 1, "{told:?}");
}

#[test]
fn remarks_go_into_a_file_for_the_unit() {
    let mut desk = filled();
    let folder = desk.folder().join("退回");
    std::fs::create_dir(&folder).unwrap();
    let remarks = vec![(On::Heading("服务内容简介（不超过200字）".into()), "请删减".into())];
    desk.act(OfficeAction::Remark { row: 1, remarks, folder: folder.clone() }.into());
    let file = folder.join("某市科技创业中心-科技型中小企业创新创业专家服务基地-退回意见.ron");
    let comments = store::comments(&file).unwrap().unwrap();
    assert_eq!((comments.office.as_str(), comments.comments[0].words.as_str()), (rows::OFFICE, "请删减"));
}

#[test]
fn list_and_letter_go_into_one_new_folder_and_the_letter_is_kept() {
    let mut desk = filled();
    let out = desk.folder().join("out");
    desk.act(OfficeAction::Letter.into());
    assert_eq!(desk.world().state.screen, Screen::Editor);
    let answer = shenbao::draft::Answer::Text("张三".into());
    desk.act(Action::Answer { field: "contact".into(), to: Some(answer) });
    desk.act(Action::Close(Leave::Home));
    assert_eq!(desk.world().state.screen, Screen::Office, "the way back leads to the list");
    desk.act(OfficeAction::Edit(Edit::LeaveOut { row: 5, reason: "撤回".into() }).into());
    for _ in 0..2 {
        desk.act(OfficeAction::Give { folder: out.clone() }.into());
        assert!(matches!(desk.world().state.dialog, Some(Dialog::Exported { .. })));
        desk.act(Action::Dismiss);
    }
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 2, "a folder each time");
    desk.act(OfficeAction::Letter.into());
    let draft = desk.world().draft().clone();
    assert_eq!(draft.text("contact"), "张三");
    let rows = draft.answers.values().find_map(|answer| match answer {
        shenbao::draft::Answer::Rows(rows) => Some(rows.len()),
        _ => None,
    });
    assert_eq!(rows, Some(4), "the letter has the rows of now");
}

#[test]
fn a_letter_that_can_not_be_read_is_told_and_nothing_is_given_out_without_it() {
    let mut desk = filled();
    let out = desk.folder().join("out");
    desk.act(OfficeAction::Letter.into());
    desk.act(Action::Close(Leave::Home));
    let letter = book(&mut desk).letter.clone().unwrap();
    let path = desk.folder().join("drafts").join(format!("{letter}.ron"));
    std::fs::write(&path, "坏了").unwrap();
    desk.act(OfficeAction::Give { folder: out.clone() }.into());
    assert!(desk.world().state.message.as_ref().is_some_and(|told| told.words.contains(&letter)));
    assert!(!out.exists());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "坏了");
    std::fs::remove_file(&path).unwrap();
    desk.act(OfficeAction::Give { folder: out.clone() }.into());
    assert!(out.exists(), "a letter that was thrown away is begun anew");
}

#[test]
fn a_remark_is_on_whatever_question_the_office_picks() {
    let mut desk = filled();
    let folder = desk.folder().join("退回");
    std::fs::create_dir_all(&folder).unwrap();
    desk.world().state.export_folder = folder.clone();
    desk.act(OfficeAction::Select(0).into());
    desk.act(Action::Show(Dialog::Office(OfficeDialog::Comment)));
    desk.click("其他意见写在哪一栏");
    let place = {
        let form = desk.world().state.catalogue.form("shanghai-2025/team").unwrap().clone();
        let section = form.sections.iter().find(|section| section.fields.iter().any(|field| field.id == "name"));
        format!("{} · {}", section.unwrap().title, form.field("name").unwrap().label)
    };
    desk.click(&place);
    desk.focus("其他意见");
    desk.text("请写明每次服务的人数");
    desk.click("再写一条");
    assert!(desk.shows(&format!("{place}：请写明每次服务的人数")));
    desk.focus("其他意见");
    desk.text("请附专家名单");
    desk.click("存成文件");
    let file = std::fs::read_dir(&folder).unwrap().next().expect("a file").unwrap().path();
    let comments = store::comments(&file).unwrap().unwrap().comments;
    let said: Vec<(&str, &str)> = comments.iter().map(|one| (one.field.as_str(), one.words.as_str())).collect();
    assert_eq!(said, [("name", "请写明每次服务的人数"), ("", "请附专家名单")]);
}

#[test]
fn where_a_paper_is_can_be_typed_in_the_place_of_its_code() {
    assert!(matches!(Paper::typed(" \"/交来的/甲.PDF\" "), Paper::File(path) if path == Path::new("/交来的/甲.PDF")));
    assert!(matches!(Paper::typed("7F3K-92QX"), Paper::Code(code) if code == "7F3K-92QX"));
}
