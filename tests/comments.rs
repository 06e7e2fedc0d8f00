//! 退回意见 in the unit's program: the file finds its draft, its comments stay there, lead to the answers and are
//! ticked off.

#[path = "common/desk.rs"]
#[allow(dead_code)]
mod desk;

use desk::Desk;
use egui::{Key, Modifiers};
use shenbao::app::{Action, Dialog, Leave, LineKind, Screen};
use shenbao::carry::Choices;
use shenbao::draft::{Answer, COMMENTS_FORMAT, Comment, Comments, FileProblem, MOST_COMMENTS, MOST_COMMENTS_BYTES};
use shenbao::store::{Cause, comments};
use std::path::PathBuf;

const NONE: Modifiers = Modifiers::NONE;

fn comment(field: &str, label: &str, was: &str, words: &str) -> Comment {
    let [field, label, was, words] = [field, label, was, words].map(str::to_string);
    Comment { field, label, was: Some(was), words }
}

/// Comments on the draft that is open, as the office would make them.
fn on(desk: &mut Desk, comments: Vec<Comment>) -> Comments {
    let draft = desk.world().draft();
    Comments {
        form: draft.form.clone(),
        draft: draft.id.clone(),
        code: "7F3K-92QX".into(),
        unit: draft.text("applicant").into(),
        name: draft.text("name").into(),
        office: "某区人社局".into(),
        at: "2025-01-20T17:20:31".into(),
        comments,
    }
}

fn file(desk: &Desk, name: &str, text: &str) -> PathBuf {
    let path = desk.folder().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn filled() -> Desk {
    let mut desk = Desk::on_team();
    for (field, words) in [("name", "算力服务团"), ("applicant", "某超算中心"), ("budget", "12")] {
        desk.act(Action::Answer { field: field.into(), to: Some(Answer::Text(words.into())) });
    }
    desk
}

fn two(desk: &mut Desk) -> Comments {
    let two = vec![comment("name", "名称", "算力服务团", "名称请写全称"), comment("", "", "", "请补一份专家名单")];
    on(desk, two)
}

#[test]
fn a_file_opens_in_its_draft_at_the_answer_and_is_kept_there() {
    let mut desk = filled();
    let path = {
        let comments = two(&mut desk);
        file(&desk, "退回意见.ron", &comments.to_text())
    };
    desk.act(Action::Close(Leave::Home));
    desk.act(Action::New { form: "shanghai-2025/base".into() });
    desk.act(Action::OpenPath(path.clone()));
    assert_eq!(desk.world().draft().text("name"), "算力服务团", "the draft that it is on, not the one that was open");
    assert!(desk.shows("收到某区人社局的退回意见2条"));
    assert!(desk.shows("2条未改") && desk.shows("名称请写全称") && desk.shows("整份申报表"));
    assert_eq!(desk.world().state.open.as_ref().unwrap().jump.field(), "name");
    desk.wait(2.0);
    assert_eq!(desk.world().on_disk().comments.len(), 2);

    desk.act(Action::OpenPath(path));
    assert_eq!(desk.world().draft().comments.len(), 2, "nothing twice");
    assert!(desk.shows("这份退回意见已经收过"));
    desk.act(Action::Close(Leave::Home));
    assert!(desk.shows("退回意见2条未改"), "the list of drafts says so too");
}

#[test]
fn a_comment_leads_to_its_answer_and_is_ticked_off() {
    let mut desk = filled();
    let remarks = two(&mut desk).remarks();
    let path = {
        let comments = two(&mut desk);
        file(&desk, "a.ron", &comments.to_text())
    };
    desk.act(Action::OpenPath(path));
    desk.focus("申报单位");
    desk.focus("退回意见：服务团名称：名称请写全称");
    desk.key(NONE, Key::Enter);
    desk.key(NONE, Key::End);
    desk.text("（第二批）");
    assert_eq!(desk.world().draft().text("name"), "算力服务团（第二批）");
    assert!(desk.shows("退回后内容已有改动"));
    desk.focus("已改：服务团名称");
    desk.key(NONE, Key::Space);
    desk.wait(2.0);
    let kept = desk.world().on_disk().comments;
    assert_eq!((kept[0].done, kept[1].done, &kept[0].comment), (true, false, &remarks[0].comment));
    assert!(desk.shows("1条未改"));
    desk.act(Action::TickOff { number: 0, done: false });
    assert!(!desk.world().draft().comments[0].done);
}

#[test]
fn f8_goes_to_comments_too() {
    let mut desk = filled();
    let remarks = vec![comment("budget", "经费预算", "12.00", "请核对")];
    let path = {
        let comments = on(&mut desk, remarks);
        file(&desk, "a.ron", &comments.to_text())
    };
    desk.act(Action::OpenPath(path));
    let findings: Vec<String> =
        desk.world().state.open.as_ref().unwrap().shown.iter().filter_map(|f| f.place.field().cloned()).collect();
    assert!(!findings.contains(&"budget".into()));
    for _ in 0..=findings.len() {
        desk.key(NONE, Key::F8);
        if desk.world().state.open.as_ref().unwrap().jump.field() == "budget" {
            return;
        }
    }
    panic!("never there");
}

#[test]
fn comments_without_a_known_draft_find_it_by_form_unit_and_name_or_can_be_read() {
    let mut desk = filled();
    let ours = two(&mut desk);
    desk.act(Action::Close(Leave::Home));
    let renamed = Comments { draft: "somewhere else".into(), unit: " 某超算中心".into(), ..ours.clone() };
    let path = file(&desk, "renamed.ron", &renamed.to_text());
    desk.act(Action::OpenPath(path));
    assert_eq!((desk.world().draft().comments.len(), desk.world().state.screen), (2, Screen::Editor));
    desk.act(Action::Close(Leave::Home));
    for other in [
        Comments { draft: String::new(), name: "另一个团".into(), ..ours.clone() },
        Comments { draft: String::new(), form: "shanghai-2025/base".into(), ..ours.clone() },
        Comments { draft: String::new(), unit: String::new(), name: String::new(), ..ours },
    ] {
        let path = file(&desk, "other.ron", &other.to_text());
        desk.act(Action::OpenPath(path));
        assert!(desk.world().state.open.is_none());
        assert!(desk.shows("本机没有这份退回意见的草稿") && desk.shows("名称请写全称"));
        desk.key(NONE, Key::Escape);
        assert!(desk.world().state.dialog.is_none());
    }
}

#[test]
fn a_draft_elsewhere_is_found_once_it_was_opened() {
    let mut desk = filled();
    let elsewhere = desk.folder().join("u盘.ron");
    desk.act(Action::Copy { to: elsewhere.clone(), replace: shenbao::app::Replace::Never });
    let ours = two(&mut desk);
    let place = desk.world().state.open.as_ref().unwrap().handle.place().clone();
    desk.act(Action::Close(Leave::Home));
    desk.act(Action::Delete(place));
    desk.act(Action::OpenPath(elsewhere.clone()));
    desk.act(Action::Close(Leave::Home));
    let path = file(&desk, "a.ron", &ours.to_text());
    desk.act(Action::OpenPath(path));
    assert_eq!(desk.world().state.open.as_ref().unwrap().handle.place().path(), elsewhere);
}

#[test]
fn what_the_office_asks_once_more_is_to_be_looked_at_again() {
    let mut desk = filled();
    let first = two(&mut desk);
    let path = file(&desk, "a.ron", &first.to_text());
    desk.act(Action::OpenPath(path));
    desk.act(Action::TickOff { number: 0, done: true });
    let again = Comments { at: "2025-01-21T09:00:00".into(), ..first };
    let path = file(&desk, "b.ron", &again.to_text());
    desk.act(Action::OpenPath(path));
    let kept = &desk.world().draft().comments;
    assert_eq!((kept.len(), kept[0].done, kept[0].at.as_str()), (2, false, "2025-01-21T09:00:00"));
}

#[test]
fn comments_stay_with_their_draft_and_go_to_no_other() {
    let mut desk = filled();
    desk.act(Action::Save);
    let path = {
        let comments = two(&mut desk);
        file(&desk, "a.ron", &comments.to_text())
    };
    desk.act(Action::OpenPath(path));
    let place = desk.world().state.open.as_ref().unwrap().handle.place().clone();
    desk.act(Action::Save);
    desk.act(Action::Show(Dialog::Versions(None)));
    let Some(Dialog::Versions(Some(versions))) = &desk.world().state.dialog else { panic!("versions") };
    let first = versions.last().unwrap().clone();
    assert!(shenbao::store::open(&first.path).unwrap().comments.is_empty());
    desk.act(Action::Restore { place: place.clone(), version: first });
    assert_eq!(desk.world().draft().comments.len(), 2, "an earlier version does not make the office silent");
    assert_eq!(desk.world().on_disk().comments.len(), 2);
    desk.act(Action::Close(Leave::Home));

    desk.act(Action::Duplicate(place.clone()));
    assert!(desk.world().draft().comments.is_empty());
    desk.act(Action::Close(Leave::Home));
    let form = "shanghai-2025/base".to_string();
    desk.act(Action::Carry { from: place.path().into(), form, choices: Choices::default() });
    assert!(desk.world().draft().comments.is_empty());
    desk.act(Action::Close(Leave::Home));
    let left = desk.world().state.home.lines.iter().filter_map(|line| match &line.kind {
        LineKind::Draft { comments, .. } => Some(*comments),
        _ => None,
    });
    let mut left: Vec<usize> = left.collect();
    left.sort();
    assert_eq!(left, [0, 0, 2]);
}

#[test]
fn a_comment_on_a_table_s_cell_or_a_composed_cell_knows_whether_it_was_mended() {
    let mut desk = Desk::on_team();
    let form = desk.world().state.open.as_ref().unwrap().form.clone();
    let table = form.fields().find(|field| !field.kind.columns().is_empty()).unwrap();
    let column = table.kind.columns()[0].id.clone();
    let row = |words: &str| [(column.clone(), words.to_string())].into();
    let rows = |second: &str| Action::Rows { field: table.id.clone(), to: vec![row("甲"), row(" "), row(second)] };
    desk.act(rows("乙"));
    desk.act(Action::Answer { field: "level".into(), to: Some(Answer::Text("市级".into())) });
    let open = desk.world().state.open.as_ref().unwrap();
    let kind = shenbao::row::row(&form, &open.draft, "").cells.iter().map(|cell| cell.words()).collect::<Vec<_>>();
    let (heading, kind) =
        form.row.iter().zip(kind).map(|(column, cell)| (column.heading.clone(), cell)).nth(2).unwrap();
    let cell = format!("{}[2].{column}", table.id);
    let remarks = vec![comment(&cell, "第2行", "乙", "请写全"), comment("level", &heading, &kind, "请核对")];
    let path = {
        let comments = on(&mut desk, remarks);
        file(&desk, "a.ron", &comments.to_text())
    };
    desk.act(Action::OpenPath(path));
    let state = |desk: &mut Desk| {
        let open = desk.world().state.open.as_ref().unwrap();
        open.remarks().map(|(standing, _)| (standing.place.clone(), standing.is_changed)).collect::<Vec<_>>()
    };
    let place = shenbao::check::Place::Cell(table.id.clone(), 2, column.clone());
    let level = shenbao::check::Place::Field("level".into());
    assert_eq!(state(&mut desk), [(Some(place.clone()), false), (Some(level.clone()), false)], "{kind}");
    desk.act(rows("乙单位"));
    desk.act(Action::Answer { field: "level".into(), to: None });
    assert_eq!(state(&mut desk), [(Some(place), true), (Some(level), true)]);
}

#[test]
fn a_file_that_is_no_good_ends_in_a_sentence() {
    let mut desk = filled();
    let good = two(&mut desk);
    let text = good.to_text();
    assert_eq!(Comments::from_text(&text), Ok(good.clone()));
    assert!(Comments::is_text(&text) && !Comments::is_text(&shenbao::draft::to_text(desk.world().draft())));
    let path = file(&desk, "good.ron", &text);
    assert_eq!(shenbao::store::open(&path).unwrap_err().cause, Cause::NoDraft);
    let newer = text.replace("format: 1", "format: 9").replace("office", "bureau");
    let problem = Comments::from_text(&newer).unwrap_err();
    assert_eq!(problem, FileProblem::Newer { format: 9, known: COMMENTS_FORMAT });
    let many = Comments { comments: vec![good.comments[0].clone(); MOST_COMMENTS + 1], ..good };
    let huge = format!("{text}//{}", "x".repeat(MOST_COMMENTS_BYTES));
    let broken = text.replace("office", "offices");
    let spoilt = [newer, broken, huge, many.to_text(), "Returned(".into(), format!("Returned({}", "[".repeat(100_000))];
    for (number, text) in spoilt.into_iter().enumerate() {
        let path = file(&desk, &format!("{number}.ron"), &text);
        let error = comments(&path).unwrap_err();
        assert!(matches!(error.cause, Cause::Comments(_)) && error.to_string().contains("退回意见"), "{error}");
        desk.act(Action::OpenPath(path));
        assert_eq!(desk.world().draft().text("name"), "算力服务团", "what is open stays open");
        assert!(desk.shows("退回意见"));
    }
}
