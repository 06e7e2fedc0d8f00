//! What the program does when things come back late, out of order, or not at all. Tasks are run by hand.

#[path = "common/program.rs"]
mod program;

use jiff::civil::date;
use program::Program;
use shenbao::app::{Action, Dialog, Leave, LineKind, Replace, Screen, Task, Wanted, run, samples};
use shenbao::carry::Choices;
use shenbao::check::Place as Where;
use shenbao::draft::Answer;
use shenbao::store::{Act, Cause, StoreError, open};
use std::path::Path;

fn program() -> Program {
    Program::on(date(2025, 1, 20))
}

impl Program {
    fn on_new_draft() -> Self {
        let mut program = program();
        program.act(Action::New { form: "shanghai-2025/team".into() });
        program
    }

    fn typed(&mut self, words: &str) {
        self.act(Action::Answer { field: "name".into(), to: Some(Answer::Text(words.into())) });
    }

    fn file(&self) -> std::path::PathBuf {
        self.state.open.as_ref().unwrap().handle.place().path().to_path_buf()
    }

    fn name(&self) -> &str {
        self.state.open.as_ref().unwrap().draft.text("name")
    }
}

fn full_disk(path: &Path) -> StoreError {
    StoreError::new(path, Act::Write, Cause::Full)
}

#[test]
fn an_earlier_version_is_put_back_only_once_the_present_text_is_safe() {
    let mut program = Program::on_new_draft();
    program.typed("早的");
    program.act(Action::Save);
    program.typed("晚的");
    let place = program.state.open.as_ref().unwrap().handle.place().clone();
    let version = program.folder.versions(&place).unwrap()[0].clone();
    let tasks = program.state.update(Action::Restore { place: place.clone(), version });
    assert!(matches!(tasks.as_slice(), [Task::Save { .. }]), "the save comes first, and alone");
    let edits = program.state.open.as_ref().unwrap().saving.edits;
    let tasks = program.state.update(Action::Saved { place, edits, result: Err(full_disk(&program.file())) });
    assert!(tasks.is_empty());
    assert_eq!(program.name(), "晚的", "what could not be saved stays on the screen");
    assert!(matches!(program.state.dialog, Some(Dialog::Unsaved(_))));
}

#[test]
fn another_file_opens_after_the_present_draft_is_saved() {
    let mut program = Program::on_new_draft();
    program.typed("第一份");
    let first = program.file();
    let second = program.temp.path().join("另一份.ron");
    std::fs::copy(&first, &second).unwrap();
    program.act(Action::OpenPath(second.clone()));
    assert_eq!(open(&first).unwrap().text("name"), "第一份");
    assert_eq!(program.file(), second);
    assert_eq!(program.state.settings.recent, [second]);
}

#[test]
fn a_second_click_does_not_open_a_draft_twice() {
    let mut program = Program::on_new_draft();
    program.act(Action::Close(Leave::Home));
    let place = program.state.home.lines[0].place.clone();
    let first = program.state.update(Action::Open(place.clone()));
    let second = program.state.update(Action::Open(place));
    assert_eq!(second.len(), 0);
    program.finish(first);
    assert!(program.state.open.as_ref().unwrap().lock.is_some(), "no other window has it");
}

#[test]
fn a_late_save_of_one_draft_says_nothing_of_the_next() {
    let mut program = Program::on_new_draft();
    program.typed("甲");
    let mut old = program.state.update(Action::Save);
    let late = old.pop().and_then(|task| run(&program.folder, task)).unwrap();
    program.act(Action::Close(Leave::Home));
    program.act(Action::New { form: "shanghai-2025/team".into() });
    program.typed("乙");
    program.act(late);
    assert!(!program.state.open.as_ref().unwrap().saving.is_saved());
}

#[test]
fn closing_waits_for_an_export_so_that_the_stamp_is_not_lost() {
    let mut program = program();
    program.act(Action::Sample { name: "示例-示范团.ron" });
    let file = program.file();
    let folder = program.temp.path().to_path_buf();
    let export = program.state.update(Action::Export { folder, wanted: Wanted::default() });
    assert!(program.state.update(Action::Close(Leave::Quit)).is_empty());
    program.finish(export);
    assert!(program.state.open.is_none(), "left once it was written");
    assert!(open(&file).unwrap().stamp.is_some());
}

#[test]
fn a_retry_does_not_take_the_dialog_away_in_which_a_path_is_typed() {
    let mut program = Program::on_new_draft();
    program.typed("甲");
    let place = program.state.open.as_ref().unwrap().handle.place().clone();
    program.state.update(Action::Close(Leave::Quit));
    let failed =
        |program: &Program| Action::Saved { place: place.clone(), edits: 1, result: Err(full_disk(&program.file())) };
    let action = failed(&program);
    program.state.update(action);
    program.state.update(Action::Show(Dialog::Copy));
    let action = failed(&program);
    program.state.update(action);
    assert!(matches!(program.state.dialog, Some(Dialog::Copy)));
    let to = program.temp.path().join("u盘.ron");
    let tasks = program.state.update(Action::Copy { to: to.clone(), replace: Replace::Never });
    let back: Vec<Action> = tasks.into_iter().filter_map(|task| run(&program.folder, task)).collect();
    let tasks: Vec<Task> = back.into_iter().flat_map(|action| program.state.update(action)).collect();
    assert!(matches!(tasks.as_slice(), [Task::CloseWindow]));
    assert_eq!(open(&to).unwrap().text("name"), "甲");
}

#[test]
fn a_copy_does_not_write_over_what_is_there() {
    let mut program = Program::on_new_draft();
    program.typed("新的");
    let to = program.temp.path().join("旧的.docx");
    std::fs::write(&to, "别的文件").unwrap();
    program.act(Action::Copy { to: to.clone(), replace: Replace::Never });
    assert_eq!(std::fs::read_to_string(&to).unwrap(), "别的文件");
    assert!(program.state.message.as_ref().unwrap().words.contains("旧的.docx"));
}

#[test]
fn leaving_keeps_the_last_state_among_the_versions() {
    let mut program = Program::on_new_draft();
    program.typed("甲");
    program.act(Action::Save);
    program.typed("甲乙");
    program.act(Action::Tick(100.0));
    let file = program.file();
    program.act(Action::Close(Leave::Home));
    std::fs::write(&file, "Shenbao(").unwrap();
    program.act(Action::Go(Screen::Home));
    let shenbao::app::LineKind::Broken { last_good: Some(version), .. } = &program.state.home.lines[0].kind else {
        panic!("broken, with a good version")
    };
    assert_eq!(open(&version.path).unwrap().text("name"), "甲乙");
    let (place, version) = (program.state.home.lines[0].place.clone(), version.clone());
    program.act(Action::Restore { place, version });
    assert_eq!(program.name(), "甲乙");
    assert!(program.state.message.as_ref().unwrap().words.contains("已恢复到"));
}

#[test]
fn the_stamp_depends_on_the_paper_too() {
    let mut program = program();
    program.act(Action::Sample { name: "示例-示范团.ron" });
    program.act(Action::Answer { field: "contact".into(), to: Some(Answer::Text("张😀".into())) });
    program.act(Action::Tick(1.0));
    let shown = program.state.open.as_ref().unwrap();
    assert_eq!(shown.edition(), shenbao::layout::Edition::Draft);
    let has_mark = |page: &shenbao::layout::Page| {
        page.marks.iter().any(|mark| matches!(mark, shenbao::layout::Mark::Watermark { .. }))
    };
    assert!(shown.paper.pages.iter().all(has_mark), "the preview shows what will be printed");
    program.act(Action::Close(Leave::Home));
    let shenbao::app::LineKind::Draft { status, .. } = &program.state.home.lines[0].kind else { panic!("a draft") };
    assert_eq!(*status, shenbao::app::Status::Errors(1), "the home screen agrees");
}

#[test]
fn findings_are_stepped_through_in_the_forms_order_and_to_the_cell() {
    let mut program = program();
    program.act(Action::Sample { name: "示例-有错的示范团.ron" });
    program.act(Action::CheckAll);
    let open = program.state.open.as_ref().unwrap();
    let places: Vec<Where> = open.shown.iter().map(|finding| finding.place.clone()).collect();
    let mut expected: Vec<Where> = places.into_iter().filter(|place| place.field().is_some()).collect();
    expected.dedup();
    let mut seen = Vec::new();
    for _ in 0..expected.len() {
        program.act(Action::Finding(shenbao::app::Step::Next));
        seen.push(program.state.open.as_ref().unwrap().jump.place.clone());
    }
    assert_eq!(seen, expected);
}

#[test]
fn a_new_day_is_noticed() {
    let mut program = program();
    program.act(Action::Sample { name: "示例-示范团.ron" });
    assert!(program.state.open.as_ref().unwrap().findings.is_empty());
    program.act(Action::Day(date(2025, 2, 8)));
    assert_eq!(program.state.open.as_ref().unwrap().findings[0].rule, "deadline");
}

#[test]
fn every_sample_opens() {
    for sample in samples::all() {
        let mut program = program();
        program.act(Action::Sample { name: sample.name });
        assert!(program.state.open.is_some(), "{}", sample.name);
    }
}

#[test]
fn a_copy_can_be_told_from_its_original_and_is_not_stamped() {
    let mut program = Program::on_new_draft();
    program.typed("护航团");
    program.act(Action::Save);
    let place = program.state.open.as_ref().unwrap().handle.place().clone();
    program.act(Action::Close(Leave::Home));
    program.act(Action::Duplicate(place));
    let draft = &program.state.open.as_ref().unwrap().draft;
    assert!(draft.text("name") == "护航团" && draft.stamp.is_none());
    program.act(Action::Close(Leave::Home));
    let copied = |line: &shenbao::app::Line| match &line.kind {
        shenbao::app::LineKind::Draft { copied, .. } => copied.is_some(),
        _ => panic!("two drafts"),
    };
    let mut told: Vec<bool> = program.state.home.lines.iter().map(copied).collect();
    told.sort();
    assert_eq!(told, [false, true]);
}

#[test]
fn a_save_that_failed_is_tried_again_even_if_nothing_was_typed_since() {
    let mut program = Program::on_new_draft();
    program.typed("甲");
    program.act(Action::Save);
    let tasks = program.state.update(Action::Save);
    let [Task::Save { handle, edits, .. }] = &tasks[..] else { panic!("{tasks:?}") };
    let result = Err(full_disk(&program.file()));
    program.state.update(Action::Saved { place: handle.place().clone(), edits: *edits, result });
    assert!(program.state.update(Action::Tick(1.0)).is_empty(), "not at once");
    let again = program.state.update(Action::Tick(60.0));
    assert!(matches!(again[..], [Task::Save { .. }]), "{again:?}");
    assert!(program.state.update(Action::Tick(61.0)).is_empty(), "one at a time");
    program.finish(again);
    let saving = &program.state.open.as_ref().unwrap().saving;
    assert!(saving.failed.is_none() && saving.is_saved());
}

#[test]
fn what_somebody_else_did_to_the_file_is_told_on_leaving_too() {
    let mut program = Program::on_new_draft();
    program.typed("甲");
    program.act(Action::Save);
    let text = std::fs::read_to_string(program.file()).unwrap();
    std::fs::write(program.file(), text.replace('甲', "别人")).unwrap();
    program.typed("乙");
    program.act(Action::Close(Leave::Home));
    assert_eq!(program.state.screen, Screen::Home);
    let message = program.state.message.as_ref().map(|message| message.words.as_str()).unwrap_or_default();
    assert!(message.contains("别的程序改过"), "{message}");
}

/// Numbers at the end of what can be counted bring no draft down, and none of the others with it.
#[test]
fn amounts_beyond_counting_are_findings() {
    let mut program = program();
    for (budget, support, line) in [
        ("-79228162514264337593543950335", "5", "5"),
        ("5", "-79228162514264337593543950335", "79228162514264337593543950335"),
        ("79228162514264337593543950335", "79228162514264337593543950335", "-79228162514264337593543950335"),
    ] {
        program.act(Action::New { form: "shanghai-2025/team".into() });
        let mut answer = |id: &str, to: Answer| program.act(Action::Answer { field: id.into(), to: Some(to) });
        answer("level", Answer::Text("市级".into()));
        answer("budget", Answer::Text(budget.into()));
        answer("support", Answer::Text(support.into()));
        answer("budget_lines", Answer::Rows(vec![[("amount".to_string(), line.to_string())].into()]));
        let open = program.state.open.as_ref().unwrap();
        assert!(open.findings.iter().any(|finding| finding.message.contains("大得不合常理")), "{budget} {support}");
        program.act(Action::Close(Leave::Home));
    }
    let is_read = |line: &shenbao::app::Line| matches!(line.kind, shenbao::app::LineKind::Draft { .. });
    assert_eq!(program.state.home.lines.iter().filter(|line| is_read(line)).count(), 3);
}

/// Paper shows cells of questions that are not put: a click on one leads to the question that decides.
#[test]
fn a_jump_to_a_question_that_is_not_put_goes_to_the_one_it_waits_for() {
    let mut program = program();
    program.act(Action::New { form: "shanghai-2025/base".into() });
    program.act(Action::Jump(Where::Field("results".into())));
    assert_eq!(program.state.open.as_ref().unwrap().jump.field(), "has_served");
    program.act(Action::Answer { field: "has_served".into(), to: Some(Answer::Text("是".into())) });
    program.act(Action::Jump(Where::Field("results".into())));
    assert_eq!(program.state.open.as_ref().unwrap().jump.field(), "results");
}

#[test]
fn an_older_draft_begins_a_new_one_and_stays_as_it_is() {
    let mut program = Program::on_new_draft();
    for (field, words) in [("name", "甲团"), ("applicant", "某大学"), ("support", "9.5"), ("start", "2025-03-01")]
    {
        program.act(Action::Answer { field: field.into(), to: Some(Answer::Text(words.into())) });
    }
    program.act(Action::Close(Leave::Home));
    let from = program.state.home.lines[0].place.path().to_path_buf();
    let before = std::fs::read(&from).unwrap();
    let choices = Choices { dates: false, amounts: false };
    program.act(Action::Carry { from: from.clone(), form: "shanghai-2025/base".into(), choices });
    assert!(matches!(program.state.dialog, Some(Dialog::Carried)), "what became of the answers is shown at once");
    let open = program.state.open.as_ref().unwrap();
    assert_eq!((open.draft.text("host"), open.draft.text("support")), ("某大学", ""));
    let number = open.carried_lines().iter().position(|line| line.to.as_deref() == Some("support")).unwrap();
    assert_eq!(open.past_of(open.form.field("support").unwrap()), Some(number));
    assert_eq!(open.past_of(open.form.field("host").unwrap()), None, "the old words stand there already");
    program.act(Action::PutBack { number });
    program.act(Action::Settle { number, done: true });
    let support = |program: &Program| program.state.open.as_ref().unwrap().draft.text("support").to_string();
    assert_eq!(support(&program), "9.50");
    program.act(Action::Undo);
    program.act(Action::Undo);
    assert_eq!(support(&program), "", "putting the old answer in is a step to undo");
    program.act(Action::Close(Leave::Home));
    assert_eq!(std::fs::read(&from).unwrap(), before, "the old draft is only read");
    let made = program.state.home.lines.iter().find(|line| line.place.path() != from).unwrap();
    // The name of a team is none for a base.
    let LineKind::Draft { to_rewrite: Some(1), .. } = &made.kind else { panic!("{:?}", made.kind) };
    let carried = shenbao::store::open(made.place.path()).unwrap().carried.unwrap();
    assert!(carried.lines[number].done && carried.unit == "某大学", "the old answers are kept in the new draft's file");
}

#[test]
fn an_older_draft_of_an_unknown_form_is_named() {
    let mut program = program();
    let from = program.temp.path().join("old.ron");
    std::fs::write(&from, "Shenbao(format: 1, draft: Draft(form: \"some-2019/team\", revision: 1))").unwrap();
    program.act(Action::Carry { from, form: "shanghai-2025/team".into(), choices: Choices::default() });
    assert!(program.state.open.is_none() && program.state.dialog.is_none());
    let said = &program.state.message.as_ref().unwrap().words;
    assert!(said.contains("它填的表式“some-2019/team”本机没有"), "{said}");
    program.act(Action::New { form: "shanghai-2025/team".into() });
    assert!(program.state.open.is_some(), "the way is free again");
}

#[test]
fn a_damaged_file_from_anywhere_offers_its_last_good_version() {
    let mut program = program();
    let path = program.temp.path().join("外面的.ron");
    let form = program.state.catalogue.form("shanghai-2025/team").cloned().unwrap();
    shenbao::store::save_draft(&path, &shenbao::draft::Draft::new(&form)).unwrap();
    program.act(Action::OpenPath(path.clone()));
    program.typed("护航团");
    program.act(Action::Close(Leave::Home));
    let whole = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    program.act(Action::OpenPath(path.clone()));
    let Some(Dialog::Damaged { place, version, .. }) = &program.state.dialog else { panic!("no offer") };
    let (place, version) = (place.clone(), version.clone());
    program.act(Action::Restore { place, version });
    assert_eq!((program.name(), program.file()), ("护航团", path));
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let text = r#"Shenbao(format: 2, draft: Draft(form: "x", revision: 1, answers: {"a": Text("1"), "a": Text("2")}))"#;
    let error = shenbao::draft::from_text(text).unwrap_err().to_string();
    assert!(error.contains("“a”写了两次"), "{error}");
}

#[test]
fn a_draft_dropped_onto_the_window_opens() {
    let mut program = Program::on_new_draft();
    program.typed("第一份");
    program.act(Action::Save);
    let second = program.temp.path().join("另一份.ron");
    std::fs::copy(program.file(), &second).unwrap();
    program.act(Action::Dropped(vec![second.clone()]));
    assert_eq!(program.file(), second);
}
