//! How long a full form takes to lay out and to write as PDF.

use criterion::{Criterion, criterion_group, criterion_main};
use shenbao::draft::{Answer, Draft};
use shenbao::form::{Form, Kind, notices};
use shenbao::layout::{Edition, Fonts, layout};
use shenbao::paint::pdf::{Meta, pdf};
use std::hint::black_box;

/// Four thousand characters, some seven hundred of them distinct, over the form's long answers.
fn full(form: &Form) -> Draft {
    let mut draft = Draft::new(form);
    let long = form.fields().filter(|field| field.kind == Kind::LongText).count().max(1);
    for (number, field) in form.fields().enumerate() {
        let hanzi = |count: usize| -> String {
            let place = |n: usize| 0x4E00 + ((number * 131 + n * 37) % 700) as u32 * 3;
            (0..count).filter_map(|n| if n % 17 == 16 { Some('，') } else { char::from_u32(place(n)) }).collect()
        };
        let words = match &field.kind {
            Kind::LongText => hanzi(4000 / long),
            Kind::Text => hanzi(10),
            Kind::Choice(options) => options.first().cloned().unwrap_or_default(),
            _ => continue,
        };
        draft.answers.insert(field.id.clone(), Answer::Text(words));
    }
    draft
}

fn full_form(criterion: &mut Criterion) {
    let fonts = Fonts::embedded();
    for form in notices().iter().flat_map(|notice| &notice.forms) {
        let draft = full(form);
        let pages = layout(form, &draft, fonts, Edition::Final);
        let meta = Meta { title: form.title.clone(), ..Meta::default() };
        criterion.bench_function(&format!("layout {}", form.id), |bench| {
            bench.iter(|| layout(black_box(form), black_box(&draft), fonts, Edition::Final));
        });
        criterion.bench_function(&format!("pdf {}", form.id), |bench| {
            bench.iter(|| pdf(black_box(&pages), fonts, &meta));
        });
    }
}

criterion_group!(benches, full_form);
criterion_main!(benches);
