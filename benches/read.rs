//! What an office is handed, read: one row file in a quarter of a millisecond, and a merged list by the row.

#[path = "common/rows.rs"]
mod rows;

use criterion::{Criterion, criterion_group, criterion_main};
use shenbao::form::notices;
use shenbao::row::read::{Known, read};
use shenbao::row::{Record, Row, Sheet, row, xlsx};
use std::hint::black_box;

/// Rows of the merged list.
const ROWS: usize = 10_000;

fn files(c: &mut Criterion) {
    let (known, form) = (Known::of(notices()), rows::form());
    let bytes = rows::file(form, 1);
    c.bench_function("read a row file", |b| b.iter(|| read("1.xlsx", black_box(&bytes), &known).unwrap()));
    let of = |number| Row { answers: Vec::new(), ..row(form, &rows::draft(form, number), "2025-01-20T17:20:31") };
    let list = form.list.clone().unwrap();
    let sheet = Sheet { list, rows: (1..=ROWS).map(of).collect(), record: Some(Record::default()) };
    let mut group = c.benchmark_group("merged list of 10,000 rows");
    group.sample_size(10);
    group.bench_function("write", |b| b.iter(|| xlsx::write(black_box(&sheet)).unwrap()));
    let bytes = xlsx::write(&sheet).unwrap();
    group.bench_function("read", |b| b.iter(|| read("一览表.xlsx", black_box(&bytes), &known).unwrap()));
}

criterion_group!(benches, files);
criterion_main!(benches);
