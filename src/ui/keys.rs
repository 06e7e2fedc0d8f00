//! Keys that work everywhere. None does anything while an input method is composing.

use super::office;
use super::sections::search_id;
use super::view::View;
use crate::app::{Action, Ask, Dialog, Leave, OfficeAction, OfficeDialog, Screen, State, Step};
use crate::store::{Settings, TEXT_SIZES};
use egui::{Event, ImeEvent, Key, KeyboardShortcut, Modifiers, Popup, Ui};

/// A command with its keys and its words: the list shown to people is this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Office,
    Add,
    Save,
    Undo,
    Redo,
    Preview,
    Export,
    Search,
    NextFinding,
    PreviousFinding,
    Larger,
    Smaller,
    Help,
    Back,
}

/// Keys that work where the focus is, and what they do there.
pub const ELSEWHERE: [(&str, &str); 7] = [
    ("Tab", "下一栏（Shift+Tab 上一栏）"),
    ("↑ ↓", "汇总：换一行"),
    ("PageUp PageDown", "汇总：换一屏"),
    ("Home End", "汇总：到第一行、最后一行"),
    ("Alt+↑ Alt+↓", "汇总：移动这一行"),
    ("Ctrl+回车", "对话框：同右下角的按钮"),
    ("Delete", "汇总：不列入这一行；工作台：移到回收站"),
];

impl Command {
    pub const ALL: [Command; 14] = [
        Command::Office,
        Command::Add,
        Command::Save,
        Command::Undo,
        Command::Redo,
        Command::Preview,
        Command::Export,
        Command::Search,
        Command::NextFinding,
        Command::PreviousFinding,
        Command::Larger,
        Command::Smaller,
        Command::Help,
        Command::Back,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Command::Office => "汇总（推荐单位用）",
            Command::Add => "打开草稿文件；汇总时添加行文件",
            Command::Save => "立即保存（平时自动保存）",
            Command::Undo => "撤销",
            Command::Redo => "重做",
            Command::Preview => "打印预览",
            Command::Export => "导出",
            Command::Search => "查找栏目或已填内容",
            Command::NextFinding => "下一处问题",
            Command::PreviousFinding => "上一处问题",
            Command::Larger => "放大文字",
            Command::Smaller => "缩小文字",
            Command::Help => "快捷键一览",
            Command::Back => "关闭对话框，或返回上一屏",
        }
    }

    /// The keys as people read them.
    pub fn keys(self) -> &'static str {
        match self {
            Command::Office => "F6",
            Command::Add => "Ctrl+O",
            Command::Save => "Ctrl+S",
            Command::Undo => "Ctrl+Z",
            Command::Redo => "Ctrl+Y",
            Command::Preview => "Ctrl+P",
            Command::Export => "Ctrl+E",
            Command::Search => "Ctrl+F",
            Command::NextFinding => "F8",
            Command::PreviousFinding => "Shift+F8",
            Command::Larger => "Ctrl+=",
            Command::Smaller => "Ctrl+-",
            Command::Help => "F1",
            Command::Back => "Esc",
        }
    }

    fn shortcuts(self) -> Vec<KeyboardShortcut> {
        let ctrl = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
        let plain = |key| KeyboardShortcut::new(Modifiers::NONE, key);
        match self {
            Command::Office => vec![plain(Key::F6)],
            Command::Add => vec![ctrl(Key::O)],
            Command::Save => vec![ctrl(Key::S)],
            Command::Undo => vec![ctrl(Key::Z)],
            Command::Redo => vec![ctrl(Key::Y), KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z)],
            Command::Preview => vec![ctrl(Key::P)],
            Command::Export => vec![ctrl(Key::E)],
            Command::Search => vec![ctrl(Key::F)],
            Command::NextFinding => vec![plain(Key::F8)],
            Command::PreviousFinding => vec![KeyboardShortcut::new(Modifiers::SHIFT, Key::F8)],
            Command::Larger => vec![ctrl(Key::Equals), ctrl(Key::Plus)],
            Command::Smaller => vec![ctrl(Key::Minus)],
            Command::Help => vec![plain(Key::F1)],
            Command::Back => vec![plain(Key::Escape)],
        }
    }
}

/// The actions of the keys pressed since the last frame. The keys are used up, so that a text box with its own undo
/// never sees them: it would bring back text that was there before the draft changed.
pub fn pressed(ui: &Ui, state: &State, view: &mut View) -> Vec<Action> {
    let composes = |event: &Event| matches!(event, Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty());
    let is_composing = view.composing.is_some() || ui.input(|input| input.events.iter().any(composes));
    // An open menu is closed by Esc, not what is behind it.
    let menu_is_open = Popup::is_any_open(ui.ctx());
    // Shift+F8 and Ctrl+Shift+Z come before the keys without Shift, which egui would match too.
    let mut commands = Command::ALL.to_vec();
    commands.retain(|command| *command != Command::Back || !menu_is_open);
    commands.sort_by_key(|command| !matches!(command, Command::PreviousFinding | Command::Redo));
    let is_pressed = |command: &Command| {
        command.shortcuts().iter().any(|shortcut| ui.input_mut(|input| input.consume_shortcut(shortcut)))
    };
    let pressed: Vec<Command> = commands.into_iter().filter(is_pressed).filter(|_| !is_composing).collect();
    let mut act = |command| match command {
        Command::Back if view.in_search && state.dialog.is_none() => {
            leave_search(ui, view);
            None
        }
        Command::Back if state.dialog.is_none() && state.screen == Screen::Office && office::leave_search(ui, view) => {
            Some(OfficeAction::Search(String::new()).into())
        }
        command => action(command, state, view),
    };
    pressed.into_iter().filter_map(&mut act).collect()
}

/// Whether the keys that mean a dialog's main button were pressed, wherever the focus is.
pub fn confirmed(ui: &Ui, view: &View) -> bool {
    view.composing.is_none() && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter))
}

/// Back to the question where the caret was.
fn leave_search(ui: &Ui, view: &mut View) {
    view.search.clear();
    ui.memory_mut(|memory| match view.editor_focus {
        Some(id) => memory.request_focus(id),
        None => memory.surrender_focus(search_id()),
    });
}

/// What a command does here and now. In a dialog only [`Command::Back`] works.
fn action(command: Command, state: &State, view: &mut View) -> Option<Action> {
    if state.dialog.is_some() {
        return (command == Command::Back).then_some(Action::Dismiss);
    }
    let in_office = state.screen == Screen::Office;
    match command {
        Command::Office => Some(Action::Close(Leave::Office)),
        Command::Add if in_office => state.office.desk.is_some().then_some(Action::Pick(Ask::RowFiles)),
        Command::Add => (state.screen == Screen::Home).then_some(Action::Show(Dialog::OpenFile)),
        Command::Save => Some(Action::Save),
        Command::Export if in_office => office_export(state),
        Command::Undo => Some(Action::Undo),
        Command::Redo => Some(Action::Redo),
        Command::Preview if state.open.is_some() && !in_office => Some(Action::Go(Screen::Preview)),
        Command::Export if state.open.is_some() => Some(Action::Show(Dialog::Export)),
        Command::Search if matches!(state.screen, Screen::Editor | Screen::Office) => {
            view.search_focus = true;
            None
        }
        Command::NextFinding => Some(Action::Finding(Step::Next)),
        Command::PreviousFinding => Some(Action::Finding(Step::Previous)),
        Command::Larger => Some(resized(&state.settings, 25)),
        Command::Smaller => Some(resized(&state.settings, -25)),
        Command::Help => Some(Action::Show(Dialog::Keys)),
        Command::Back => back(state, view),
        Command::Preview | Command::Export | Command::Search => None,
    }
}

fn office_export(state: &State) -> Option<Action> {
    let desk = state.office.desk.as_ref().filter(|desk| !desk.is_empty());
    desk.map(|_| Action::Show(Dialog::Office(OfficeDialog::Export)))
}

fn back(state: &State, view: &mut View) -> Option<Action> {
    match state.screen {
        Screen::Editor if !view.search.is_empty() => {
            view.search.clear();
            None
        }
        Screen::Editor => Some(Action::Close(Leave::Home)),
        Screen::Preview => Some(Action::Go(Screen::Editor)),
        Screen::Office if view.office.is_reading => {
            view.office.is_reading = false;
            None
        }
        Screen::Office | Screen::Settings => Some(Action::Go(Screen::Home)),
        Screen::Home => None,
    }
}

/// The settings with a text size so many percent larger.
pub fn resized(settings: &Settings, by: i16) -> Action {
    let size = settings.text_size.saturating_add_signed(by).clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
    Action::Set(Settings { text_size: size, ..settings.clone() })
}
