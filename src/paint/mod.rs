//! The same pages twice: on paper ([`pdf`]) and on the screen ([`screen`]). Painters decide nothing.

mod embed;
pub mod imprint;
mod memo;
pub mod pdf;
pub mod screen;
