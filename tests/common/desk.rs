//! The program without a window: real screens, a real folder, tasks done at once. Time is told, not measured.

use egui::{Event, ImeEvent, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use jiff::civil::date;
use shenbao::app::{Action, Folders, State, Task, run};
use shenbao::draft::Draft;
use shenbao::form::Catalogue;
use shenbao::form::load::Source;
use shenbao::store::{Folder, Settings, open};
use shenbao::ui::{self, View};
use std::path::Path;
use std::sync::Arc;

/// The program's parts, and what it asked of the window's shell.
pub struct World {
    pub state: State,
    pub view: View,
    folder: Folder,
    _temp: tempfile::TempDir,
    pub asked: Vec<Task>,
}

impl World {
    pub fn act(&mut self, action: Action) {
        let mut waiting = self.state.update(action);
        while !waiting.is_empty() {
            let task = waiting.remove(0);
            match task {
                Task::Pick(_) | Task::Reveal(_) | Task::CloseWindow => self.asked.push(task),
                task => {
                    if let Some(action) = run(&self.folder, task) {
                        let more = self.state.update(action);
                        waiting.extend(more);
                    }
                }
            }
        }
    }

    /// The draft as it is on the disk.
    pub fn on_disk(&self) -> Draft {
        let path = self.state.open.as_ref().expect("a draft is open").handle.place().path().to_path_buf();
        open(&path).unwrap()
    }

    pub fn draft(&self) -> &Draft {
        &self.state.open.as_ref().expect("a draft is open").draft
    }
}

/// A person at the program.
pub struct Desk {
    pub harness: Harness<'static, World>,
    now: f64,
}

impl Desk {
    /// The home screen of a fresh installation, on 20 January 2025.
    pub fn new() -> Self {
        Self::with(Harness::builder().with_size(vec2(1280.0, 860.0)))
    }

    pub fn with(builder: egui_kittest::HarnessBuilder<World>) -> Self {
        Self::of(&[], builder)
    }

    /// The same with these calls dropped in, by their ids.
    pub fn of(dropped_in: &[(&str, Vec<Source>)], builder: egui_kittest::HarnessBuilder<World>) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let folder = Folder::at(temp.path());
        let folders = Folders { data: temp.path().into(), documents: temp.path().join("documents") };
        dropped_in.iter().for_each(|(id, files)| folder.drop_in(id, files).unwrap());
        let state = State::new(date(2025, 1, 20), Arc::new(Catalogue::built_in()), Settings::default(), folders);
        let mut world = World { state, view: View::default(), folder, _temp: temp, asked: Vec::new() };
        world.act(Action::Go(shenbao::app::Screen::Home));
        let show = |ui: &mut egui::Ui, world: &mut World| {
            for action in ui::show(ui, &world.state, &mut world.view) {
                world.act(action);
            }
        };
        let mut harness = builder.with_context_setup(ui::theme::install).build_ui_state(show, world);
        harness.run();
        Desk { harness, now: 0.0 }
    }

    /// A new draft of the team's form, open in the editor.
    pub fn on_team() -> Self {
        let mut desk = Self::new();
        desk.act(Action::New { form: "shanghai-2025/team".into() });
        desk
    }

    pub fn act(&mut self, action: Action) {
        self.world().act(action);
        self.harness.run();
    }

    /// Goes to a question by its id.
    pub fn jump(&mut self, field: &str) {
        self.act(Action::Jump(shenbao::check::Place::Field(field.into())));
    }

    pub fn world(&mut self) -> &mut World {
        self.harness.state_mut()
    }

    /// Time goes on.
    pub fn wait(&mut self, seconds: f64) {
        self.now += seconds;
        let now = self.now;
        self.act(Action::Tick(now));
    }

    pub fn focus(&mut self, label: &str) {
        self.control(label).focus();
        self.harness.run();
    }

    pub fn click(&mut self, label: &str) {
        self.control(label).click();
        self.harness.run();
    }

    /// Types into what has the focus.
    pub fn text(&mut self, words: &str) {
        self.harness.event(Event::Text(words.into()));
        self.harness.run();
    }

    pub fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run();
    }

    /// An input method shows unfinished letters.
    pub fn compose(&mut self, letters: &str) {
        self.harness.event(Event::Ime(ImeEvent::Preedit { text: letters.into(), active_range_chars: None }));
        self.harness.step();
    }

    /// An input method has finished.
    pub fn commit(&mut self, words: &str) {
        self.harness.event(Event::Ime(ImeEvent::Commit(words.into())));
        self.harness.step();
        self.harness.run();
    }

    /// What bears this name and is no mere label.
    fn control<'a>(&'a self, label: &'a str) -> egui_kittest::Node<'a> {
        let mut named = self.harness.query_all_by_label(label);
        let control = named.find(|node| node.accesskit_node().role() != egui::accesskit::Role::Label);
        control.unwrap_or_else(|| panic!("nothing to use is called {label}"))
    }

    /// Whether these words stand on the screen, whole.
    pub fn shows(&self, words: &str) -> bool {
        let holds = |text: Option<String>| text.is_some_and(|text| text.contains(words));
        self.harness.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            holds(node.label()) || holds(node.value())
        })
    }

    /// Puts a folder where the draft's file stands, so that no save can succeed; returns its path.
    pub fn block_saving(&self) -> std::path::PathBuf {
        let drafts = self.folder().join("drafts");
        let file = std::fs::read_dir(drafts).unwrap().next().unwrap().unwrap().path();
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        file
    }

    pub fn folder(&self) -> &Path {
        self.harness.state().folder.root()
    }
}
