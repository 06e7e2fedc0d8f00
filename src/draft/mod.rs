//! What is answered: the [`Draft`] of a form, typed readings of its answers, [`Edit`]s,
//! the words it gives to paper and row, and the digest code that tells two drafts apart.

mod answer;
mod applies;
mod carried;
mod comments;
mod digest;
mod edit;
mod file;
mod lenient;
mod sum;
mod told;
mod typed;
mod words;

pub use answer::{Answer, Draft, Stamp, TableRow};
pub use applies::{applies, holds, live};
pub use carried::{Carried, CarriedLine, Verdict};
pub use comments::{COMMENTS_FORMAT, Comment, Comments, MOST_COMMENTS, MOST_COMMENTS_BYTES, Remark, take_in};
pub use digest::{CODE_ALPHABET, changed_since_stamp, code, code_of, section_code, section_codes};
pub use edit::{Edit, apply};
pub use file::{FORMAT, FileProblem, MOST_BYTES, from_text, to_text};
pub use lenient::{
    canonical, date, day, decimal, half_width, is_blank, is_days, is_email, is_mobile, is_phone, is_unseen, line_ends,
    mobile,
};
pub use sum::sum;
pub use told::{Told, filled, told};
pub(crate) use typed::typed_text;
pub use typed::{Typed, shown, shown_answer, shown_live, typed};
pub use words::{At, Run, Style, plain, rows, runs};
