//! The screens, by their words: what a person does, and what comes of it. Each trap of the toolkit that could lose or
//! spoil what a person typed has a test that fails without its cure.

#[path = "../common/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "../common/pack.rs"]
mod pack;

mod composing;
mod keyboard;
mod saving;
mod telling;

use desk::Desk;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pack::{FORM, NOTICE, newer, write_call};
use shenbao::app::{Action, Leave, Screen, Task};
use shenbao::draft::Answer;

const NONE: Modifiers = Modifiers::NONE;

const CTRL: Modifiers = Modifiers::COMMAND;
