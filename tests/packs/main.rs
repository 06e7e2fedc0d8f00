//! Calls from outside: dropped in, taken in through the window, refused, renewed under a draft.

#[path = "../common/pack.rs"]
mod pack;
#[path = "../common/program.rs"]
mod program;

mod hostile;
mod renewed;

use jiff::civil::date;
use pack::{FORM, NOTICE, newer, write_call};
use program::Program;
use shenbao::app::{Action, Dialog, Leave, LineKind, Screen, catalogue};
use shenbao::draft::Answer;
use shenbao::form::load::{Source, load};
use shenbao::form::{Catalogue, Difference, difference};
use shenbao::store::open;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

fn program() -> Program {
    Program::on(date(2026, 1, 20))
}

impl Program {
    fn notices(&self) -> PathBuf {
        self.folder.root().join("notices")
    }

    fn drop_in(&self, id: &str, files: &[(&str, &str)]) {
        write_call(&self.notices().join(id), files);
    }

    /// A draft of the dropped-in form, with some answers, closed again.
    fn with_draft() -> Self {
        let mut program = program();
        program.drop_in("some-2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
        program.act(Action::Go(Screen::Home));
        program.act(Action::New { form: "some-2026/team".into() });
        for (field, words) in [("name", "护航团"), ("fax", "021-00000000"), ("content", "义诊")] {
            program.act(Action::Answer { field: field.into(), to: Some(Answer::Text(words.into())) });
        }
        program.act(Action::Close(Leave::Home));
        program
    }

    fn open_first(&mut self) {
        let place = self.state.home.lines[0].place.clone();
        self.act(Action::Open(place));
    }

    /// The sentences on what is not used.
    fn refused(&self) -> Vec<String> {
        let refused = self.state.catalogue.refused().iter();
        refused.flat_map(|refused| refused.problems.iter().map(|problem| format!("{} {problem}", refused.id))).collect()
    }

    fn ids(&self) -> Vec<&str> {
        self.state.catalogue.notices().iter().map(|notice| notice.id.as_str()).collect()
    }
}

#[test]
fn a_folder_dropped_in_while_the_program_runs_can_be_filled_in_at_once() {
    let mut program = program();
    program.act(Action::Go(Screen::Home));
    assert!(!program.ids().contains(&"some-2026"));
    program.drop_in("some-2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    program.act(Action::WindowCame);
    assert_eq!(program.ids()[0], "some-2026", "the newest first");
    program.act(Action::New { form: "some-2026/team".into() });
    assert_eq!(program.state.open.as_ref().unwrap().form.title, "服务团申报表");
    fs::remove_dir_all(program.notices()).unwrap();
    program.act(Action::Close(Leave::Home));
    assert!(!program.ids().contains(&"some-2026"));
    let LineKind::Draft { form, .. } = &program.state.home.lines[0].kind else { panic!("its form is kept") };
    assert_eq!(form.id, "some-2026/team");
    program.open_first();
    assert!(program.state.open.as_ref().unwrap().newer.is_none());
}

#[test]
fn nothing_is_read_again_while_nothing_changes() {
    let mut program = Program::with_draft();
    let before = program.state.catalogue.clone();
    program.act(Action::Go(Screen::Home));
    assert!(Arc::ptr_eq(&before, &program.state.catalogue));
    program.drop_in("other-2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    program.act(Action::Go(Screen::Home));
    let form = |catalogue: &Catalogue| catalogue.form("some-2026/team").unwrap().clone();
    assert!(Arc::ptr_eq(&form(&before), &form(&program.state.catalogue)), "only the new folder is read");
}

#[test]
fn a_broken_folder_is_refused_whole_and_the_others_stay() {
    let mut program = program();
    program.drop_in("bad-2026", &[("notice.ron", NOTICE), ("team.ron", &FORM.replace("Required", "Requird"))]);
    program.drop_in("good-2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    program.drop_in("latin-2026", &[("notice.ron", NOTICE)]);
    fs::write(program.notices().join("latin-2026/team.ron"), b"Form(\xC9\xEA\xB1\xA8)").unwrap();
    program.act(Action::Go(Screen::Home));
    assert!(program.ids().contains(&"good-2026") && !program.ids().contains(&"bad-2026"));
    let told = program.refused();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].starts_with("bad-2026 team.ron:4 没有“Requird”这一种写法"), "{}", told[0]);
    assert!(told[2].starts_with("latin-2026 team.ron:1 文字是GBK（ANSI）编码"), "{}", told[2]);
    program.drop_in("bad-2026", &[("team.ron", FORM)]);
    program.act(Action::Go(Screen::Home));
    assert!(program.ids().contains(&"bad-2026"), "mended, it is used");
}

#[test]
fn a_rule_whose_examples_do_not_come_out_refuses_the_folder() {
    let mut program = program();
    program.drop_in("some-2026", &[("notice.ron", NOTICE), ("team.ron", &FORM.replace("Words(201)", "Words(199)"))]);
    program.act(Action::Go(Screen::Home));
    assert!(program.refused()[0].contains("fail例子却通过了"), "{:?}", program.refused());
}

#[test]
fn a_folder_with_a_built_in_calls_name_must_be_a_later_revision() {
    let mut program = program();
    let built_in = program.state.catalogue.notices()[0].clone();
    let id = built_in.id.clone();
    let files: Vec<(String, Arc<str>)> =
        built_in.forms.iter().map(|form| (form.file(), form.definition.form.clone())).collect();
    let put = |program: &Program, change: fn(&str) -> String| {
        let folder = program.notices().join(&id);
        write_call(&folder, &[("notice.ron", &built_in.forms[0].definition.notice)]);
        files.iter().for_each(|(name, text)| fs::write(folder.join(name), change(text)).unwrap());
    };
    put(&program, str::to_string);
    program.act(Action::Go(Screen::Home));
    assert!(program.refused()[0].contains("revision加1"), "{:?}", program.refused());
    assert_eq!(program.ids().iter().filter(|known| **known == id).count(), 1);
    put(&program, |text| text.replacen("revision: ", "revision: 9", 1));
    program.act(Action::Go(Screen::Home));
    assert_eq!(program.refused(), [""; 0]);
    assert!(program.state.catalogue.form(&built_in.forms[0].id).unwrap().revision > 90);
    assert_eq!(program.ids().iter().filter(|known| **known == id).count(), 1);
}

#[test]
fn one_call_in_two_folders_is_told_apart_by_their_names() {
    let mut program = program();
    for id in ["某市2026", "some-2026"] {
        program.drop_in(id, &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    }
    program.act(Action::Go(Screen::Home));
    assert_eq!(program.ids()[..2], ["some-2026", "某市2026"]);
    program.act(Action::New { form: "某市2026/team".into() });
    assert_eq!(program.state.open.as_ref().unwrap().draft.form, "某市2026/team");
    assert_eq!(program.state.catalogue.pack_of(&program.state.catalogue.notices()[1]).unwrap().id, "某市2026");
}

#[test]
fn a_number_that_another_call_bears_is_told_at_the_second() {
    let mut program = program();
    let of_2025 = program.state.catalogue.notices().iter().find(|notice| notice.id == "shanghai-2025").unwrap();
    let notice = NOTICE.replace("某人社〔2026〕1号", &of_2025.number).replace("2026", "2025");
    program.drop_in("copy-2025", &[("notice.ron", &notice), ("team.ron", FORM)]);
    program.drop_in("some-2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    program.drop_in("某市2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    program.act(Action::Go(Screen::Home));
    assert_eq!(program.refused(), [""; 0], "all can be used");
    let catalogue = &program.state.catalogue;
    let told: Vec<(&str, &str)> = catalogue
        .notices()
        .iter()
        .filter_map(|notice| Some((notice.id.as_str(), catalogue.same_number(notice)?)))
        .collect();
    assert_eq!(told, [("某市2026", "some-2026"), ("copy-2025", "shanghai-2025")]);
}

#[test]
fn a_folder_within_a_folder_is_taken_as_it_is_meant() {
    let mut program = program();
    let unfinished = [("~$team.ron", "x"), ("._notice.ron", "x")];
    program.drop_in("some-2026/some-2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    program.drop_in("some-2026/some-2026", &unfinished);
    program.drop_in("empty-2026/inner", &[("team.ron", FORM)]);
    program.act(Action::Go(Screen::Home));
    assert_eq!(program.ids()[0], "some-2026");
    assert_eq!(program.refused().len(), 1, "{:?}", program.refused());
    let before = program.state.catalogue.clone();
    program.drop_in("other/some-2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    program.act(Action::Go(Screen::Home));
    let told = program.refused();
    assert_eq!((told.len(), program.ids()[0]), (2, "some-2026"), "{told:#?}");
    let notice = &program.state.catalogue.notices()[0];
    assert!(program.state.catalogue.pack_of(notice).is_some(), "one of the two is used");
    assert!(!Arc::ptr_eq(&before, &program.state.catalogue));
    let before = program.state.catalogue.clone();
    program.act(Action::Go(Screen::Home));
    assert!(Arc::ptr_eq(&before, &program.state.catalogue), "and none is read again");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_as_what_it_is_and_never_waited_for() {
    let mut program = program();
    let fill = |program: &Program, id: &str| {
        program.drop_in(id, &[("notice.ron", NOTICE)]);
        program.notices().join(id).join("team.ron")
    };
    std::os::unix::fs::symlink("/no/such/file.ron", fill(&program, "a-link")).unwrap();
    let pipe = fill(&program, "b-pipe");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    fs::create_dir(fill(&program, "c-folder")).unwrap();
    program.act(Action::Go(Screen::Home));
    assert_eq!(
        program.refused(),
        [
            "a-link team.ron:1 这是一个链接，它指向的文件不在了；请删去这个链接，放入文件本身",
            "b-pipe team.ron:1 这不是普通的文件；请换成普通的文件",
            "c-folder team.ron:1 这是一个文件夹；请把它移出去，或给它改名，不要以.ron结尾",
        ]
    );
}

#[test]
fn a_folder_is_taken_in_through_the_window_whole_or_not_at_all() {
    let mut program = program();
    let from = program.temp.path().join("U盘/some-2026");
    write_call(
        &from,
        &[("notice.ron", NOTICE), ("team.ron", &FORM.replace("Mobile", "Text").replace("name\",", "nam\","))],
    );
    program.act(Action::Import(from.clone()));
    assert!(matches!(&program.state.dialog, Some(Dialog::Refused(refused)) if !refused[0].problems.is_empty()));
    assert!(!program.notices().join("some-2026").exists());
    write_call(&from, &[("team.ron", FORM)]);
    program.act(Action::Import(from.join("notice.ron")));
    assert!(program.ids().contains(&"some-2026"), "the file names its folder");
    assert!(program.state.message.as_ref().unwrap().words.contains("some-2026"));
    program.act(Action::Import(from.clone()));
    assert!(matches!(program.state.dialog, Some(Dialog::Refused(_))), "the same again is no later revision");
    write_call(&from, &[("team.ron", &newer())]);
    program.act(Action::Import(program.temp.path().join("U盘")));
    assert_eq!(program.state.catalogue.form("some-2026/team").unwrap().revision, 2);
    program.act(Action::Import(program.temp.path().join("没有")));
    let Some(Dialog::Refused(refused)) = &program.state.dialog else { panic!("refused") };
    assert!(refused[0].problems[0].problem.contains("没有这个文件"));
}

#[test]
fn nothing_of_a_persons_is_deleted_to_make_place_for_a_call() {
    let mut program = program();
    let from = program.temp.path().join("U盘/some-2026");
    write_call(&from, &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    program.drop_in("some-2026", &[("notice.ron", NOTICE), ("team.ron", "Form(")]);
    program.act(Action::Import(from.clone()));
    let Some(Dialog::Refused(refused)) = &program.state.dialog else { panic!("refused") };
    assert!(refused[0].problems[0].problem.contains("已有同名的文件夹"), "{refused:?}");
    assert_eq!(fs::read_to_string(program.notices().join("some-2026/team.ron")).unwrap(), "Form(");
    program.drop_in("some-2026", &[("team.ron", FORM), ("备注.txt", "重要")]);
    write_call(&from, &[("team.ron", &newer())]);
    program.act(Action::Import(from));
    assert_eq!(program.state.catalogue.form("some-2026/team").unwrap().revision, 2);
    let replaced = fs::read_dir(program.folder.root().join("replaced")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(fs::read_to_string(replaced.join("备注.txt")).unwrap(), "重要");
}

#[test]
fn another_provinces_call_of_the_same_name_takes_nobodys_place() {
    let mut program = program();
    let from = program.temp.path().join("2026");
    program.drop_in("2026", &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    write_call(&from, &[("notice.ron", &NOTICE.replace("某市", "他省")), ("team.ron", &newer())]);
    program.act(Action::Import(from));
    assert!(matches!(&program.state.dialog, Some(Dialog::Refused(_))));
    program.act(Action::Go(Screen::Home));
    assert_eq!(program.state.catalogue.form("2026/team").unwrap().revision, 1);
}

#[test]
fn five_hundred_forms_dropped_in_are_all_there_and_looking_again_is_quick() {
    let mut program = program();
    for number in 0..500 {
        let notice = NOTICE.replace("1号", &format!("{number}号"));
        program.drop_in(&format!("some-{number}"), &[("notice.ron", &notice), ("team.ron", FORM)]);
    }
    program.act(Action::Go(Screen::Home));
    assert_eq!(program.ids().len(), 500 + Catalogue::built_in().notices().len());
    let begun = Instant::now();
    program.act(Action::Go(Screen::Home));
    assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
}

/// The way of docs/forms.md: last year's files taken out, the years moved by one, the folder taken in.
#[test]
fn next_years_call_is_made_from_this_years_files() {
    let mut program = program();
    program.state.export_folder = program.temp.path().join("取出");
    program.act(Action::TakeOut { notice: "shanghai-2025".into() });
    let taken = program.temp.path().join("取出/shanghai-2025");
    let next = program.temp.path().join("取出/shanghai-2026");
    program.act(Action::Import(taken.clone()));
    assert!(matches!(program.state.dialog, Some(Dialog::Refused(_))), "the same call is there already");
    fs::rename(&taken, &next).unwrap();
    let names = fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path());
    for path in names {
        let text = fs::read_to_string(&path).unwrap();
        let moved = text.replace("2026", "2027").replace("2025", "2026");
        fs::write(&path, moved).unwrap();
    }
    program.act(Action::Import(next));
    assert!(!matches!(program.state.dialog, Some(Dialog::Refused(_))), "{:?}", program.state.dialog);
    assert!(catalogue(&program.folder).form("shanghai-2026/team").is_some());
    program.act(Action::TakeOut { notice: "shanghai-2025".into() });
    program.act(Action::TakeOut { notice: "shanghai-2025".into() });
    let message = program.state.message.as_ref().map(|message| message.words.clone()).unwrap_or_default();
    assert!(message.contains("已存在"), "nothing is written over: {message}");
}
