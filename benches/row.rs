//! From a full draft to the bytes of its row file; to stay under five milliseconds.

use criterion::{Criterion, criterion_group, criterion_main};
use shenbao::draft::{Answer, Draft};
use shenbao::form::{Form, Kind, notices};
use shenbao::row::{Sheet, row, xlsx};
use std::hint::black_box;

/// A draft with every question answered, the long ones at a thousand characters.
fn full(form: &Form) -> Draft {
    let mut draft = Draft::new(form);
    for field in form.fields() {
        let answer = match &field.kind {
            Kind::LongText => Answer::Text("开展技术指导和人才培养，".repeat(83)),
            Kind::Choice(options) => Answer::Text(options[0].clone()),
            Kind::Choices(options) => Answer::Ticks(options.clone()),
            Kind::Table(columns) => {
                let line = columns.iter().map(|column| (column.id.clone(), "1.5".to_string())).collect();
                Answer::Rows(vec![line; 20])
            }
            _ => Answer::Text("12".into()),
        };
        draft.answers.insert(field.id.clone(), answer);
    }
    draft
}

fn rows(c: &mut Criterion) {
    let Some(form) = notices().iter().find_map(|notice| notice.forms.first()) else { return };
    let draft = full(form);
    c.bench_function("row file", |b| {
        b.iter(|| xlsx::write(&Sheet::of(form, row(form, black_box(&draft), "2025-01-20T17:20:31")).unwrap()).unwrap())
    });
}

criterion_group!(benches, rows);
criterion_main!(benches);
