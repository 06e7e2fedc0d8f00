//! What goes back to the unit.

use crate::hand::call;
use shenbao::draft::{Answer, Comments, Draft};
use shenbao::office::{On, Said, comments};
use shenbao::row::{Change, Row, row};

fn said(remarks: &[(On, &str)]) -> Said {
    let remarks = remarks.iter().map(|(on, words)| (on.clone(), words.to_string())).collect();
    Said { office: "某区人社局 ".into(), at: "2025-01-20T17:20:31".into(), remarks }
}

fn of_team() -> Row {
    let form = &call().forms[0];
    let text = |words: &str| Answer::Text(words.to_string());
    let answers = [("name", text("算力团")), ("applicant", text("某中心")), ("level", text("市级"))];
    let draft =
        Draft { id: "d1".into(), answers: answers.map(|(id, answer)| (id.into(), answer)).into(), ..Draft::new(form) };
    row(form, &draft, "2025-01-20T10:00:00")
}

#[test]
fn a_heading_leads_to_the_question_behind_it() {
    let (call, row) = (call(), of_team());
    let (list, form) = (call.list.as_ref().unwrap(), &call.forms[0]);
    let heading = |at: usize| On::Heading(list.columns[at].heading.clone());
    let remarks = [
        (heading(3), " 请写全称 "),
        (heading(2), "请核对类别"),
        (heading(1), "不用填"),
        (On::Answer("budget".into()), "请填写"),
        (On::Row, "请补名单"),
        (On::Row, " "),
    ];
    let made = comments(&row, list, Some(form), &said(&remarks));
    let told: Vec<(&str, &str, Option<&str>)> =
        made.comments.iter().map(|one| (one.field.as_str(), one.label.as_str(), one.was.as_deref())).collect();
    let budget = &form.field("budget").unwrap().label;
    let expected = [
        ("name", "名称", Some("算力团")),
        ("level", "申报类别", Some("市级")),
        ("", list.columns[1].heading.as_str(), Some("")),
        ("budget", budget.as_str(), Some("")),
        ("", "", None),
    ];
    assert_eq!(told, expected);
    assert_eq!((made.draft.as_str(), made.office.as_str(), &made.code), ("d1", "某区人社局", &row.code));
    assert_eq!(made.comments[0].words, "请写全称");
    assert_eq!(Comments::from_text(&made.to_text()), Ok(made));
}

/// The office's book keeps no answers, and its corrections are not the unit's words.
#[test]
fn a_row_without_answers_gives_the_unit_s_own_cells() {
    let (call, full) = (call(), of_team());
    let (list, form) = (call.list.as_ref().unwrap(), &call.forms[0]);
    let changes = vec![Change { column: "名称".into(), was: "算力团".into(), by: "某区".into() }];
    let mut row = Row { answers: Vec::new(), changes, ..full };
    row.cells[3] = shenbao::row::Cell::of("改过的名称");
    let on = |at: usize| (On::Heading(list.columns[at].heading.clone()), "请核对");
    let made = comments(&row, list, Some(form), &said(&[on(3), on(2)]));
    let told: Vec<_> = made.comments.iter().map(|one| (one.field.as_str(), one.was.as_deref())).collect();
    assert_eq!(told, [("name", Some("算力团")), ("level", Some("市级服务团"))]);
    let made = comments(&row, list, None, &said(&[on(3)]));
    assert_eq!((made.comments[0].field.as_str(), made.comments[0].label.as_str()), ("", "名称"));
}
