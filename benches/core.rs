//! What a keystroke and a file cost: check, layout, PDF, row, loading, and one frame of typing.
//! `cargo bench --bench core`; the goals stand beside each name.

#[path = "../tests/common/rows.rs"]
#[allow(dead_code)]
mod rows;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use egui::{Event, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use jiff::civil::date;
use shenbao::app::{Action, Filter, Folders, OfficeAction, Screen, State, Task, catalogue, run, samples};
use shenbao::check::{Context, check, lint};
use shenbao::draft::{Answer, Draft};
use shenbao::form::load::Source;
use shenbao::form::{Catalogue, Form, Notice, load_built_in, notices};
use shenbao::layout::{Edition, Fonts, layout};
use shenbao::office::{Edit, Order};
use shenbao::paint::pdf::{Meta, pdf};
use shenbao::row;
use shenbao::store::{Folder, Settings};
use shenbao::ui::{self, View};
use std::hint::black_box;
use std::sync::Arc;

/// Rows of an office.
const MANY: usize = 100_000;

/// The files of a call.
fn sources(notice: &Notice) -> Vec<Source> {
    notice.files().into_iter().map(|(name, text)| Source { name, text: text.into() }).collect()
}

/// The longest of the samples, and its form.
fn full() -> (&'static Form, Draft) {
    let draft = samples::find("示例-专家服务基地.ron").unwrap().draft().unwrap();
    let form = notices().iter().flat_map(|notice| &notice.forms).find(|form| form.id == draft.form).unwrap();
    (form, draft)
}

fn stages(bench: &mut Criterion) {
    let (form, draft) = full();
    let context = Context { today: date(2025, 1, 20), peers: &[] };
    let fonts = Fonts::embedded();
    let pages = layout(form, &draft, fonts, Edition::Final);
    let meta = Meta { title: form.title.clone(), unit: "单位".into(), subject: "主题".into(), imprint: None };
    bench.bench_function("check a full form (≤100 µs)", |b| {
        b.iter(|| check(black_box(form), black_box(&draft), &context))
    });
    bench.bench_function("layout (≤5 ms)", |b| b.iter(|| layout(form, black_box(&draft), fonts, Edition::Final)));
    bench.bench_function("PDF, warm (≤15 ms)", |b| b.iter(|| pdf(black_box(&pages), fonts, &meta).unwrap()));
    bench.bench_function("row (≤5 ms)", |b| {
        b.iter(|| {
            row::xlsx::write(&row::Sheet::of(form, row::row(form, black_box(&draft), "2025-01-20T17:20:31")).unwrap())
                .unwrap()
        });
    });
}

struct World {
    state: State,
    view: View,
    folder: Folder,
}

impl World {
    fn act(&mut self, action: Action) {
        for task in self.state.update(action) {
            if let Some(done) = run(&self.folder, task) {
                self.act(done);
            }
        }
    }
}

/// One frame while typing into a form that holds eight texts of a thousand characters.
fn typing(bench: &mut Criterion) {
    let temp = tempfile::tempdir().unwrap();
    let folders = Folders { data: temp.path().into(), documents: temp.path().into() };
    let state = State::new(date(2025, 1, 20), Arc::new(Catalogue::built_in()), Settings::default(), folders);
    let mut world = World { state, view: View::default(), folder: Folder::at(temp.path()) };
    world.act(Action::New { form: "shanghai-2025/base".into() });
    world.act(Action::Answer { field: "has_served".into(), to: Some(Answer::Text("是".into())) });
    let texts = ["system", "funds", "results", "need_nation", "areas", "support_offered", "mechanism", "three_years"];
    for field in texts {
        let thousand = "专家服务基层，解决实际问题。".chars().cycle().take(999).collect();
        world.act(Action::Answer { field: field.into(), to: Some(Answer::Text(thousand)) });
    }
    let show = |ui: &mut egui::Ui, world: &mut World| {
        for action in ui::show(ui, &world.state, &mut world.view) {
            world.act(action);
        }
    };
    let builder = Harness::builder().with_size(vec2(1280.0, 860.0)).with_context_setup(ui::theme::install);
    let mut harness = builder.build_ui_state(show, world);
    harness.run();
    let label = "6. 未来三年专家服务工作计划";
    let nodes: Vec<_> = harness.query_all_by_label(label).collect();
    nodes.last().unwrap().focus();
    drop(nodes);
    harness.run();
    bench.bench_function("one frame while typing into 8×1000 characters (≤3 ms)", |b| {
        // A character more and a character less, so that the text keeps its length.
        let mut more = false;
        b.iter(|| {
            more = !more;
            match more {
                true => harness.event(Event::Text("字".into())),
                false => harness.key_press(egui::Key::Backspace),
            }
            harness.step();
        });
    });
    bench.bench_function("one frame without input", |b| b.iter(|| harness.step()));
}

/// The office with a hundred thousand rows: what a person does there, and the frame after it.
fn office(bench: &mut Criterion) {
    let temp = tempfile::tempdir().unwrap();
    let folders = Folders { data: temp.path().into(), documents: temp.path().into() };
    let state = State::new(date(2025, 1, 20), Arc::new(Catalogue::built_in()), Settings::default(), folders);
    let mut world = World { state, view: View::default(), folder: Folder::at(temp.path()) };
    world.act(Action::Go(Screen::Office));
    world.act(OfficeAction::Begin { call: rows::CALL.into(), office: rows::OFFICE.into() }.into());
    for start in (0..MANY).step_by(128) {
        let _ = world.state.update(OfficeAction::Read(rows::many(start..(start + 128).min(MANY))).into());
    }
    let mut next = MANY;
    bench.bench_function("128 more files come in beside 100,000 rows (≤16 ms)", |b| {
        let batch = || {
            next += 128;
            rows::many(next - 128..next)
        };
        b.iter_batched(batch, |batch| world.state.update(OfficeAction::Read(batch).into()), BatchSize::PerIteration);
    });
    let edits = [
        ("a cell is corrected", OfficeAction::Edit(Edit::Correct { row: 500, column: 4, words: "甲".into() })),
        ("a row is moved", OfficeAction::Move { from: MANY / 2, to: 5 }),
        ("rows are looked for", OfficeAction::Search("第7服务团".into())),
        ("one more character is typed", OfficeAction::Search("第7".into())),
        ("all are shown", OfficeAction::Search(String::new())),
        ("the office is renamed", OfficeAction::Edit(Edit::Office("某区人社局".into()))),
        ("a row is left out or taken back", OfficeAction::Edit(Edit::LeaveOut { row: 600, reason: "重复".into() })),
        ("rows are put in order by kind", OfficeAction::Edit(Edit::Sort(Order::Kind))),
        ("those with findings are shown", OfficeAction::Filter(Filter::Errors)),
        ("the next one is chosen", OfficeAction::Step(1)),
    ];
    let show = |ui: &mut egui::Ui, world: &mut World| {
        for action in ui::show(ui, &world.state, &mut world.view) {
            world.act(action);
        }
    };
    let builder = Harness::builder().with_size(vec2(1280.0, 860.0)).with_context_setup(ui::theme::install);
    let mut harness = builder.build_ui_state(show, world);
    harness.run();
    for (name, action) in edits {
        let mut action = Some(action);
        bench.bench_function(&format!("office: {name}, and its frame (≤16 ms)"), |b| {
            b.iter(|| {
                let again = again(action.as_ref().unwrap());
                let action = action.replace(again).unwrap();
                let _ = harness.state_mut().state.update(action.into());
                harness.step();
            });
        });
    }
}

/// The same once more; a correction and a move the other way round, so that there is something to do.
fn again(action: &OfficeAction) -> OfficeAction {
    match action {
        OfficeAction::Edit(Edit::Correct { row, column, words }) => {
            let words = if words == "甲" { "乙" } else { "甲" };
            OfficeAction::Edit(Edit::Correct { row: *row, column: *column, words: words.into() })
        }
        OfficeAction::Move { from, to } => OfficeAction::Move { from: *to, to: *from },
        OfficeAction::Search(words) if words == "第7" => OfficeAction::Search("第77".into()),
        OfficeAction::Search(words) if words == "第77" => OfficeAction::Search("第7".into()),
        OfficeAction::Search(words) if words == "第7服务团" => OfficeAction::Search("第8服务团".into()),
        OfficeAction::Search(words) if words == "第8服务团" => OfficeAction::Search("第7服务团".into()),
        OfficeAction::Search(words) => OfficeAction::Search(words.clone()),
        OfficeAction::Edit(Edit::Office(name)) => {
            let name = if name == "某区人社局" { "某区局" } else { "某区人社局" };
            OfficeAction::Edit(Edit::Office(name.into()))
        }
        OfficeAction::Edit(Edit::LeaveOut { row, .. }) => OfficeAction::Edit(Edit::TakeBack { row: *row, line: *row }),
        OfficeAction::Edit(Edit::TakeBack { row, .. }) => {
            OfficeAction::Edit(Edit::LeaveOut { row: *row, reason: "重复".into() })
        }
        OfficeAction::Edit(Edit::Sort(Order::Kind)) => OfficeAction::Edit(Edit::Sort(Order::Received)),
        OfficeAction::Edit(Edit::Sort(Order::Received)) => OfficeAction::Edit(Edit::Sort(Order::Kind)),
        OfficeAction::Filter(Filter::Errors) => OfficeAction::Filter(Filter::All),
        OfficeAction::Filter(_) => OfficeAction::Filter(Filter::Errors),
        _ => OfficeAction::Step(1),
    }
}

/// Reading calls: all that come with the program, and five hundred dropped in.
fn loading(bench: &mut Criterion) {
    bench.bench_function("load all built-in calls (≤20 ms)", |b| b.iter(load_built_in));
    let notice = Catalogue::built_in().notice_of("shanghai-2025/team").unwrap().clone();
    let files = sources(&notice);
    bench.bench_function("lint of one call (≤100 ms)", |b| b.iter(|| lint(&notice.id, black_box(&files))));
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::at(temp.path());
    for number in 0..170 {
        folder.drop_in(&format!("some-{number}"), &files).unwrap();
    }
    let known = catalogue(&folder);
    assert!(known.refused().is_empty() && known.packs().len() == 170);
    let known = Arc::new(known);
    let again = || run(&folder, Task::Packs { known: known.clone() });
    bench.bench_function("look again at 500 forms (≤20 ms)", |b| b.iter(again));
    let mut slow = bench.benchmark_group("at the start");
    slow.sample_size(10);
    slow.bench_function("read 500 forms dropped in, on its thread", |b| b.iter(|| catalogue(&folder)));
}

criterion_group!(benches, stages, typing, office, loading);
criterion_main!(benches);
