//! shenbao 申报台: an offline editor for the yearly 专家服务基层 application forms.
//!
//! A form is data, an answer is data, and everything else is a plain function over the two:
//!
//! ```text
//! assets/notices/**/*.ron ──form::load──▶ Form ─┬──────────────┬───────────────┐
//!                                               ▼              ▼               ▼
//! a draft's file ──store──▶ Draft ◀─apply─ Edit  check          layout          row
//!                             │                 │              │               │
//!                             └───────────▶ Findings ◀── Layout{pages}        Row ──xlsx──▶ row file
//!                                                              ├─▶ paint::pdf    ──▶ PDF
//!                                                              └─▶ paint::screen ──▶ preview
//! many row files ──row::read──▶ Found ──Book::take──▶ Book ◀─office::apply─ Edit
//!                                               └──▶ Findings, Sheet ──xlsx──▶ 一览表
//! one frame:  ui::show(&State) ─▶ Action ─▶ State::update ─▶ Task ─▶ thread ─▶ Action
//! ```
//!
//! A room may name only those below it; `tests/tidy.rs` holds the arrows.

pub mod app;
pub mod carry;
pub mod check;
pub mod cli;
pub mod desktop;
pub mod draft;
pub mod form;
pub mod layout;
pub mod office;
pub mod paint;
pub mod row;
pub mod store;
pub mod ui;
