//! Pictures of every screen for people to look at, at 100 % and 200 % text, light and dark, empty, full and overfull.
//! `SHENBAO_PICTURES=folder cargo test --test screens` keeps them there. The test itself asks what a machine can tell:
//! that each screen is drawn, that no glyph is missing, and that no two controls of a form lie over each other.

#[path = "common/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "common/pack.rs"]
mod pack;
#[path = "common/renderer.rs"]
#[allow(dead_code)]
mod renderer;

#[path = "common/rows.rs"]
#[allow(dead_code)]
mod rows;

#[path = "common/people.rs"]
#[allow(dead_code)]
mod people;

use desk::Desk;
use egui::epaint::text::MissingGlyphPolicy;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use pack::{FORM, NOTICE, newer, write_call};
use renderer::Pictures;
use shenbao::app::{Action, Dialog, Filter, Leave, OfficeAction, OfficeDialog, Paper, Screen};
use shenbao::carry::Choices;
use shenbao::draft::{Answer, Comment, Comments};
use shenbao::form::load::Source;
use shenbao::office::Edit;
use shenbao::store::{Look, Settings};
use std::collections::HashSet;

/// A desk whose screens can be photographed.
struct Studio {
    desk: Desk,
    pictures: Pictures,
    name: String,
}

impl Studio {
    fn new(size: (f32, f32), text_size: u16, look: Look) -> Self {
        Self::of(&[], size, text_size, look)
    }

    fn of(dropped_in: &[(&str, Vec<Source>)], size: (f32, f32), text_size: u16, look: Look) -> Self {
        let pictures = Pictures::default();
        let builder = Harness::builder().with_size(vec2(size.0, size.1)).renderer(pictures.clone());
        let mut desk = Desk::of(dropped_in, builder);
        let dark = look == Look::Dark;
        desk.harness.ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
        let settings = Settings { text_size, look, ..Settings::default() };
        desk.act(Action::Set(settings));
        let name = format!("{}x{}-{text_size}-{}", size.0, size.1, if dark { "dark" } else { "light" });
        Studio { desk, pictures, name }
    }

    /// Takes a picture; it must not be of one colour.
    fn take(&mut self, of: &str) {
        self.desk.harness.run();
        if of.starts_with("editor") {
            self.stands_apart();
        }
        let picture = self.pictures.take(&self.desk.harness);
        let colours: HashSet<[u8; 4]> = picture.pixels().map(|pixel| pixel.0).collect();
        assert!(colours.len() > 20, "{of} {}: {} colours", self.name, colours.len());
        if let Some(folder) = std::env::var_os("SHENBAO_PICTURES") {
            std::fs::create_dir_all(&folder).unwrap();
            let path = std::path::Path::new(&folder).join(format!("{of}-{}.png", self.name));
            picture.save(path).unwrap();
        }
    }

    /// No two boxes, marks and buttons of the form lie over each other. The search box and the sections' list are none of the form's: what is
    /// scrolled away lies under it.
    fn stands_apart(&self) {
        use egui::accesskit::Role::{Button, CheckBox, ComboBox, MultilineTextInput, RadioButton, TextInput};
        let root = self.desk.harness.root();
        let controls: Vec<_> = root
            .children_recursive()
            .filter(|node| {
                let node = node.accesskit_node();
                let of_form = ["日历", "删除", "添加一行"].contains(&node.label().unwrap_or_default().as_str());
                matches!(node.role(), CheckBox | ComboBox | MultilineTextInput | RadioButton | TextInput)
                    || (node.role() == Button && of_form)
            })
            .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect().shrink(1.0)))
            .filter(|(name, _)| !["查找", "转到"].contains(&name.as_str()))
            .collect();
        for (number, (name, rect)) in controls.iter().enumerate() {
            for (other, beside) in &controls[number + 1..] {
                assert!(!rect.intersects(*beside), "{}: {name} {rect:?}, {other} {beside:?}", self.name);
            }
        }
    }

    /// The first sample of the list begins a draft of another form.
    fn carry_over(&mut self) {
        let from = self.desk.world().state.home.lines[0].place.path().to_path_buf();
        self.desk.act(Action::Show(Dialog::Carry { from: Some(from.clone()) }));
        self.take("carry");
        let form = "shanghai-2025/base".to_string();
        self.desk.act(Action::Carry { from, form, choices: Choices::default() });
        self.take("carried");
        let long = self.desk.world().draft().carried.as_ref().unwrap().lines.iter().map(|line| line.text.len());
        let longest = long.enumerate().max_by_key(|(_, length)| *length).unwrap().0;
        self.desk.act(Action::Show(Dialog::Past(longest)));
        self.take("past");
        self.desk.act(Action::Dismiss);
        self.desk.jump("budget");
        self.take("editor-carried");
        self.desk.act(Action::Close(Leave::Home));
        self.take("home-carried");
    }

    /// Tables of many kinds of columns, begun, wrong and full; a letter; where an inferred layout is told.
    fn tables(&mut self) {
        self.take("home-people");
        self.desk.act(Action::Show(Dialog::New));
        self.take("new-people");
        self.desk.act(Action::New { form: "people-2025/team".into() });
        let row = |cells: &[(&str, &str)]| cells.iter().map(|(id, text)| ((*id).into(), (*text).into())).collect();
        let people = vec![
            row(&[("name", "张三"), ("age", "45"), ("degree", "博士"), ("joined", "2019年6月1日"), ("days", "5")]),
            row(&[("name", "李四"), ("age", "66"), ("degree", "专科"), ("days", "三天"), ("remark", "退休返聘")]),
        ];
        let plan = vec![row(&[("start", "2025-3-2"), ("end", "2025-3-1"), ("what", "义诊")]), row(&[])];
        for (field, to) in [("people", people), ("plan", plan)] {
            self.desk.act(Action::Rows { field: field.into(), to });
        }
        self.desk.act(Action::CheckAll);
        self.take("editor-people-head");
        self.desk.jump("people");
        self.take("editor-people");
        self.desk.jump("plan");
        self.take("editor-plan");
        self.desk.act(Action::Close(Leave::Home));
        self.desk.act(Action::New { form: "people-2025/letter".into() });
        self.desk.act(Action::Show(Dialog::Export));
        self.take("export-letter");
    }

    /// Calls from outside: a good one, a broken one, a newer form for a draft.
    fn packs(&mut self) {
        let notices = self.desk.folder().join("notices");
        write_call(&notices.join("some-2026"), &[("notice.ron", NOTICE), ("team.ron", FORM)]);
        let broken = FORM.replace("Required", "Requird").replace("MaxWords", "MostWords");
        write_call(&notices.join("某区-2026"), &[("notice.ron", NOTICE), ("team.ron", &broken)]);
        self.desk.act(Action::Go(Screen::Home));
        self.take("home-packs");
        let refused = self.desk.world().state.catalogue.refused().to_vec();
        self.desk.act(Action::Show(Dialog::Refused(refused)));
        self.take("refused");
        self.desk.act(Action::Show(Dialog::Import));
        self.take("import");
        self.desk.act(Action::New { form: "some-2026/team".into() });
        write_call(&notices.join("some-2026"), &[("team.ron", &newer())]);
        self.desk.act(Action::WindowCame);
        self.take("editor-newer");
        self.desk.act(Action::Show(Dialog::Newer));
        self.take("newer");
        self.desk.act(Action::Dismiss);
        self.desk.act(Action::Close(Leave::Home));
        for number in 0..40 {
            let notice = NOTICE.replace("1号", &format!("{number}号"));
            write_call(&notices.join(format!("many-{number}")), &[("notice.ron", &notice), ("team.ron", FORM)]);
        }
        self.desk.act(Action::Go(Screen::Home));
        self.take("home-many");
        self.desk.act(Action::Show(Dialog::New));
        self.take("new-many");
    }

    /// The office: before a book is open, empty, with some rows, with one of each thing that can be asked.
    fn office(&mut self) {
        self.desk.act(Action::Go(Screen::Office));
        self.take("office-start");
        self.desk.act(OfficeAction::Begin { call: rows::CALL.into(), office: rows::OFFICE.into() }.into());
        self.take("office-empty");
        self.desk.act(OfficeAction::Read(rows::some()).into());
        self.desk.act(OfficeAction::Select(1).into());
        self.take("office");
        let dialogs = [
            ("office-accept", OfficeDialog::Accept),
            ("office-correct", OfficeDialog::Correct(7)),
            ("office-leave-out", OfficeDialog::LeaveOut),
            ("office-comment", OfficeDialog::Comment),
            ("office-verify", OfficeDialog::Verify),
            ("office-export", OfficeDialog::Export),
        ];
        for (name, dialog) in dialogs {
            self.desk.act(Action::Show(Dialog::Office(dialog)));
            if name == "office-verify" {
                let codes = ["A7K2-9M42", "A7K2-9M4Y", "没有"].map(|code| Paper::Code(code.into()));
                self.desk.act(OfficeAction::Verify(codes.to_vec()).into());
            }
            self.take(name);
            self.desk.act(Action::Dismiss);
        }
        self.office_done();
    }

    /// Rows that were corrected, let pass and left out; files that could not be read; list and letter written.
    fn office_done(&mut self) {
        let (row, column) = (1, "服务内容简介（不超过200字）".to_string());
        let rule = self.desk.world().state.office.desk.as_ref().unwrap().findings[1].rule.clone();
        let reason = "已请单位在定稿里删减".to_string();
        for edit in [
            Edit::Accept { row, rule, column, reason: reason.clone() },
            Edit::Correct { row, column: 5, words: "全市各区".into() },
            Edit::LeaveOut { row: 5, reason: "每单位只报一项，单位选报基地".into() },
        ] {
            self.desk.act(OfficeAction::Edit(edit).into());
        }
        self.take("office-accepted");
        self.desk.act(OfficeAction::Filter(Filter::Refused).into());
        self.take("office-unread");
        self.desk.act(OfficeAction::Filter(Filter::LeftOut).into());
        self.take("office-left-out");
        self.desk.act(OfficeAction::Filter(Filter::All).into());
        let folder = self.desk.folder().join("out");
        self.desk.act(OfficeAction::Give { folder }.into());
        self.take("office-given");
        self.desk.act(Action::Dismiss);
        self.desk.act(OfficeAction::Letter.into());
        self.take("office-letter");
        self.desk.act(Action::Close(Leave::Home));
        self.take("office-after-letter");
        self.desk.act(OfficeAction::PutAway.into());
        self.take("office-books");
    }

    /// What the office sent back: open and ticked off, at the answers, in the list of drafts, and without a draft.
    fn comments(&mut self) {
        self.desk.act(Action::Sample { name: "示例-示范团.ron" });
        let draft = self.desk.world().draft().clone();
        let comment = |field: &str, label: &str, was: &str, words: &str| {
            let [field, label, was, words] = [field, label, was, words].map(str::to_string);
            Comment { field, label, was: Some(was), words }
        };
        let long = "第二段与第一段重复，请合并；写明每次服务的地点、人数和预期成效，并与经费预算的明细一致。";
        let comments = vec![
            comment("name", "名称", draft.text("name"), "名称请与公章一致，写全称"),
            comment("content", "服务内容简介", "以前的内容", long),
            comment("budget", "经费预算", "", "请核对合计"),
            comment("", "", "", "请附一份专家名单"),
        ];
        let file = Comments {
            form: draft.form.clone(),
            draft: draft.id.clone(),
            unit: "某超算中心".into(),
            name: draft.text("name").into(),
            office: "某区人力资源和社会保障局".into(),
            at: "2025-01-20T17:20:31".into(),
            comments,
            ..Comments::default()
        };
        let path = self.desk.folder().join("退回意见.ron");
        std::fs::write(&path, file.to_text()).unwrap();
        self.desk.act(Action::OpenPath(path.clone()));
        self.desk.act(Action::TickOff { number: 2, done: true });
        self.take("editor-comments");
        self.desk.jump("content");
        self.take("editor-comments-at-text");
        self.desk.act(Action::Close(Leave::Home));
        self.take("home-comments");
        std::fs::write(&path, Comments { draft: String::new(), unit: "别处".into(), ..file }.to_text()).unwrap();
        self.desk.act(Action::OpenPath(path));
        self.take("unclaimed-comments");
    }

    /// Every screen, one after another.
    fn round(&mut self) {
        self.take("home-empty");
        self.desk.act(Action::New { form: "shanghai-2025/team".into() });
        self.take("editor-empty");
        self.desk.act(Action::CheckAll);
        self.take("editor-checked");
        self.desk.act(Action::Close(Leave::Home));
        // This one holds, on purpose, a character that no face has.
        self.desk.harness.ctx.set_missing_glyph_policy(MissingGlyphPolicy::Tofu);
        self.desk.act(Action::Sample { name: "示例-有错的示范团.ron" });
        self.take("editor-faulty");
        self.desk.jump("budget");
        self.take("editor-money");
        self.desk.act(Action::Close(Leave::Home));
        self.desk.harness.run();
        self.desk.harness.ctx.set_missing_glyph_policy(MissingGlyphPolicy::Panic);
        self.desk.act(Action::Sample { name: "示例-示范团.ron" });
        self.desk.jump("content");
        self.take("editor-long");
        self.desk.act(Action::Go(Screen::Preview));
        self.take("preview");
        for (name, dialog) in [("export", Dialog::Export), ("keys", Dialog::Keys), ("versions", Dialog::Versions(None))]
        {
            self.desk.act(Action::Show(dialog));
            self.take(name);
            self.desk.act(Action::Dismiss);
        }
        self.desk.act(Action::Close(Leave::Home));
        self.take("home-full");
        self.carry_over();
        self.desk.act(Action::Go(Screen::Settings));
        self.take("settings");
    }
}

#[test]
fn every_screen_at_the_usual_size() {
    Studio::new((1280.0, 860.0), 100, Look::Light).round();
}

#[test]
fn every_screen_in_the_dark() {
    Studio::new((1280.0, 860.0), 100, Look::Dark).round();
}

#[test]
fn every_screen_with_large_text_in_a_small_window() {
    Studio::new((1024.0, 700.0), 200, Look::Light).round();
}

#[test]
fn what_the_office_sent_back() {
    Studio::new((1280.0, 860.0), 100, Look::Light).comments();
    Studio::new((1280.0, 860.0), 100, Look::Dark).comments();
    Studio::new((1024.0, 700.0), 200, Look::Light).comments();
}

#[test]
fn tables_and_letters() {
    for (size, text_size) in [((1280.0, 860.0), 100), ((1024.0, 700.0), 200)] {
        Studio::of(&[("people-2025", people::files())], size, text_size, Look::Light).tables();
    }
}

#[test]
fn the_office() {
    Studio::new((1280.0, 860.0), 100, Look::Light).office();
    Studio::new((1280.0, 860.0), 100, Look::Dark).office();
    Studio::new((1024.0, 700.0), 100, Look::Light).office();
    Studio::new((1024.0, 700.0), 200, Look::Light).office();
}

#[test]
fn an_overfull_office_is_drawn_too() {
    for (size, text_size) in [((1280.0, 860.0), 100), ((1024.0, 700.0), 200)] {
        let mut studio = Studio::new(size, text_size, Look::Light);
        studio.desk.act(Action::Go(Screen::Office));
        let office = "很长的推荐单位名称".repeat(22);
        studio.desk.act(OfficeAction::Begin { call: rows::CALL.into(), office }.into());
        let (name, unit, words) = ("长".repeat(200), "Very long unit ".repeat(14), "内容\n".repeat(4000));
        let long = rows::row("x", "2025-01-18T09:00:00", ["市级服务团", &name, &unit, &name, &words]);
        let files = rows::many(0..5000).into_iter().chain([rows::file(long)]);
        let unread =
            (0..30).map(|number| (format!("/{}{number}.xls", "文件夹/".repeat(20)), Err("文件已损坏".repeat(40))));
        studio.desk.act(OfficeAction::Read(files.chain(unread).collect()).into());
        studio.take("office-full");
        studio.desk.act(OfficeAction::Select(5000).into());
        studio.take("office-overfull");
        studio.desk.key(egui::Modifiers::NONE, egui::Key::Tab);
        studio.desk.act(Action::Finding(shenbao::app::Step::Next));
        studio.desk.act(OfficeAction::Filter(Filter::Refused).into());
        studio.take("office-many-unread");
    }
}

#[test]
fn calls_from_outside() {
    Studio::new((1280.0, 860.0), 100, Look::Light).packs();
    Studio::new((1024.0, 700.0), 200, Look::Light).packs();
}

#[test]
fn an_overfull_draft_is_drawn_too() {
    let mut studio = Studio::new((1024.0, 700.0), 100, Look::Light);
    studio.desk.act(Action::New { form: "shanghai-2025/base".into() });
    for field in ["name", "host", "results", "three_years", "mobile", "founded"] {
        let answer = Some(Answer::Text("很长的名称".repeat(4000)));
        studio.desk.act(Action::Answer { field: field.into(), to: answer });
    }
    studio.desk.act(Action::CheckAll);
    studio.take("editor-overfull");
    studio.desk.act(Action::Go(Screen::Preview));
    studio.take("preview-overfull");
}

#[test]
fn dialogs_keep_their_buttons_in_the_smallest_window() {
    for (size, text_size) in [((640.0, 480.0), 100), ((1024.0, 700.0), 200), ((640.0, 480.0), 200)] {
        let mut studio = Studio::new(size, text_size, Look::Light);
        studio.desk.act(Action::New { form: "shanghai-2025/team".into() });
        let recent = (0..12).map(|number| format!("/很长的文件夹/申报表{number}.ron").into()).collect();
        let settings = studio.desk.world().state.settings.clone();
        studio.desk.act(Action::Set(Settings { recent, ..settings }));
        let dialogs = [
            (Dialog::OpenFile, "打开"),
            (Dialog::Export, "导出"),
            (Dialog::Keys, "关闭"),
            (Dialog::New, "取消"),
            (Dialog::Import, "导入"),
            (Dialog::Carry { from: None }, "带入"),
        ];
        for (dialog, button) in dialogs {
            let of = format!("{dialog:?}");
            studio.desk.act(Action::Show(dialog));
            studio.take("small-dialog");
            let screen = studio.desk.harness.ctx.content_rect();
            let found = studio.desk.harness.query_all_by_label(button);
            let foot = found.map(|node| node.rect()).max_by(|a, b| a.bottom().total_cmp(&b.bottom())).unwrap();
            assert!(screen.contains_rect(foot), "{of} {}: {foot:?} is not within {screen:?}", studio.name);
            studio.desk.act(Action::Dismiss);
        }
    }
}
