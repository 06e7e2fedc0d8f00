//! Dialogs on papers: those that came in beside the rows, and what goes out.

use crate::app::{Action, Ask, Desk, Filter, OfficeAction, Paper, State};
use crate::office::{Agreement, letter_of};
use crate::ui::dialogs::{body, focus_first, foot, path_box};
use crate::ui::text_box::{self, TextBox};
use crate::ui::theme::{self, palette};
use crate::ui::view::View;
use crate::ui::widgets::{self, Tone, button, pill, soft};
use egui::{Id, RichText, Ui};
use std::path::PathBuf;

/// Whether papers carry what the rows say.
pub fn verify(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "核对纸件");
    body(ui, |ui| {
        soft(ui, "照纸面页脚输入核对码，或用扫码枪扫二维码，或打开单位导出的PDF：看纸件与表里的行是不是同样的内容。");
        soft(ui, "一致只说明内容相同，不说明是谁填的、谁盖的章。");
        ui.add_space(4.0);
        widgets::bar(
            ui,
            &mut (&mut *view, &mut *actions),
            |ui, (view, _)| code_box(ui, view),
            |ui, (view, actions)| {
                let is_given = !view.office.words.trim().is_empty();
                let asked = ui.add_enabled_ui(is_given, |ui| button(ui, "核对")).inner.clicked();
                if is_given && (asked || std::mem::take(&mut view.entered)) {
                    let words = std::mem::take(&mut view.office.words);
                    actions.push(OfficeAction::Verify(vec![Paper::typed(&words)]).into());
                }
                if button(ui, "打开PDF…").clicked() {
                    actions.push(Action::Pick(Ask::Papers));
                }
            },
        );
        ui.add_space(4.0);
        for (agreement, words) in desk.verified.iter().rev() {
            compared(ui, agreement, words);
        }
    });
    foot(ui, view, actions, "关闭", None);
}

/// For a code that somebody reads from paper, or that a scanner types.
fn code_box(ui: &mut Ui, view: &mut View) {
    let words = view.office.words.clone();
    let text_box = TextBox { hint: "如 7F3K-92QX", ..TextBox::line(Id::unique("code"), "核对码", &words) };
    focus_first(ui, view, text_box.id);
    let typed = text_box::show(ui, view, &text_box);
    if let Some(words) = typed.text {
        view.office.words = words;
    }
    view.entered = typed.entered;
}

/// Room for the longest word of an agreement, in points.
const AGREEMENT: f32 = 82.0;

fn compared(ui: &mut Ui, agreement: &Agreement, words: &str) {
    let tone = match agreement {
        Agreement::Same => Tone::Done,
        Agreement::Different(_) => Tone::Error,
        Agreement::Unknown => Tone::Warning,
    };
    ui.horizontal_top(|ui| {
        let room = egui::vec2(AGREEMENT, 24.0);
        ui.allocate_ui(room, |ui| {
            ui.set_width(AGREEMENT);
            pill(ui, agreement.word(), tone);
        });
        let words = words.trim_start_matches(agreement.word()).trim_start();
        ui.add(egui::Label::new(RichText::new(words).font(theme::regular(theme::LABEL))).wrap());
    });
}

/// What goes out, what is still wrong with it, and where it goes.
pub fn export(ui: &mut Ui, state: &State, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "导出一览表与公函");
    let folder = body(ui, |ui| {
        wrong(ui, desk);
        ui.add_space(4.0);
        written(ui, desk, actions);
        ui.add_space(4.0);
        path_box(ui, state, view, "放到文件夹（里面另建一个）", &state.export_folder, Ask::ExportFolder, actions)
    });
    let possible = !folder.as_os_str().is_empty() && !desk.giving && !desk.book.lines().is_empty();
    if foot(ui, view, actions, "取消", Some(("导出", possible))) {
        actions.push(OfficeAction::Give { folder: PathBuf::from(&folder) }.into());
    }
}

fn wrong(ui: &mut Ui, desk: &Desk) {
    let count = |filter| desk.counts.of_kind(filter);
    let (errors, unread) = (count(Filter::Errors), count(Filter::Refused));
    let red = |ui: &mut Ui, words: &str| {
        ui.add(egui::Label::new(RichText::new(words).color(palette(ui).error)).wrap());
    };
    match errors {
        0 => drop(soft(ui, "没有须改的行：打印出来可以直接盖章。")),
        rows => {
            red(ui, &format!("还有{rows}行须改：一览表和公函带“草稿”二字，不能用来盖章。可以改好，也可以接受并说明。"))
        }
    }
    if count(Filter::Warnings) > 0 {
        soft(ui, &format!("另有{}行请核对。", count(Filter::Warnings)));
    }
    if unread > 0 {
        red(ui, &format!("有{unread}份没有收进来，请看“未收、读不出”。"));
    }
    if desk.book.office.is_empty() {
        let column = desk.list().office_label().unwrap_or("推荐单位");
        red(ui, &format!("还没有填推荐单位：“{column}”会空着（更多 → 改推荐单位名称）。"));
    }
}

fn written(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    let rows = desk.book.lines().len();
    soft(ui, &format!("· {}（XLSX电子版，PDF盖章），{rows}行", desk.list().title));
    if let Some(form) = letter_of(&desk.book.call) {
        ui.horizontal_wrapped(|ui| {
            soft(ui, &format!("· {}（PDF盖章）", form.short));
            let words = if desk.letter.is_some() { "继续填写" } else { "起草" };
            if widgets::link(ui, &format!("{words}{}…", form.short)).clicked() {
                actions.push(OfficeAction::Letter.into());
            }
        });
        if desk.letter.is_none() {
            soft(ui, "  联系人、电话等还没有填，公函会带“草稿”二字。");
        }
    }
    soft(ui, "· 报送清单（盖什么章、几份、什么时候送到哪里）");
}
