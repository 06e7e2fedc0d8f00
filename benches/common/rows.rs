//! Row files as units hand them in, for benchmarks: every question of the form answered, no two files alike.

use shenbao::draft::{Answer, Draft};
use shenbao::form::{Form, Kind, notices};
use shenbao::row::{Sheet, row, xlsx};
use std::path::Path;

/// The first form at hand that sends a row.
pub fn form() -> &'static Form {
    notices().iter().flat_map(|notice| &notice.forms).find(|form| form.list.is_some()).expect("a form with a row")
}

/// A draft of that number with every question answered.
pub fn draft(form: &Form, number: usize) -> Draft {
    let mut draft = Draft::new(form);
    draft.id = format!("{number:026}");
    for field in form.fields() {
        let answer = match &field.kind {
            Kind::LongText => Answer::Text(format!("第{number}个项目开展技术指导和人才培养。")),
            Kind::Choice(options) => Answer::Text(options[number % options.len()].clone()),
            Kind::Choices(options) => Answer::Ticks(options.clone()),
            Kind::Table(columns) => {
                let line = columns.iter().map(|column| (column.id.clone(), "1.5".to_string())).collect();
                Answer::Rows(vec![line; 3])
            }
            _ if field.id == form.name => Answer::Text(format!("专家服务团之{number}")),
            _ if field.id == form.unit => Answer::Text(format!("第{number}研究所")),
            _ => Answer::Text("12".into()),
        };
        draft.answers.insert(field.id.clone(), answer);
    }
    draft
}

/// The row file of that number.
pub fn file(form: &Form, number: usize) -> Vec<u8> {
    let row = row(form, &draft(form, number), "2025-01-20T17:20:31");
    xlsx::write(&Sheet::of(form, row).expect("a form with a row")).expect("a row file")
}

/// Writes so many row files into a folder.
#[allow(dead_code)]
pub fn write(folder: &Path, count: usize) {
    for number in 1..=count {
        std::fs::write(folder.join(format!("{number:06}.xlsx")), file(form(), number)).expect("a file on the disk");
    }
}
