//! What became of an older draft's answers when this draft was begun from it: kept in the draft's file, so that the
//! old words stay at hand while the new ones are written.

use super::{Answer, Draft};
use crate::form::FieldId;
use serde::{Deserialize, Serialize};

/// Where a draft's first answers came from, and what became of each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// The old form's id.
    pub form: String,
    /// The old form's printed title.
    pub title: String,
    /// The old unit and project.
    pub unit: String,
    pub name: String,
    /// Local time of the copying, such as `2025-01-20T17:20:31`.
    pub at: String,
    /// The new form's questions in their order, then the old answers that none of them asks for.
    pub lines: Vec<CarriedLine>,
}

/// What became of one old answer, or a question of the new form that has none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedLine {
    /// The old question's printed label; the new one's where no old answer stands behind it.
    pub label: String,
    /// The old answer as it was shown, whole.
    pub text: String,
    /// The new question.
    #[serde(default)]
    pub to: Option<FieldId>,
    /// The old answer as the new question takes it; none where it can't.
    #[serde(default)]
    pub put: Option<Answer>,
    pub verdict: Verdict,
    /// Why, in words; empty where there is nothing to say.
    #[serde(default)]
    pub note: String,
    /// Whether the person has ticked the line off.
    #[serde(default)]
    pub done: bool,
}

/// What became of an old answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It stands in the new draft as it was.
    Taken,
    /// It stands there as far as that is possible, and has to be rewritten.
    Rewrite,
    /// It is kept at hand only.
    Left,
    /// There is none, and the new form asks for one.
    Owed,
}

impl Verdict {
    /// Those that ask for work first.
    pub const ALL: [Verdict; 4] = [Verdict::Rewrite, Verdict::Left, Verdict::Owed, Verdict::Taken];

    /// The word people see.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Taken => "已带入",
            Verdict::Rewrite => "须改写",
            Verdict::Left => "未带入",
            Verdict::Owed => "待填写",
        }
    }
}

impl Draft {
    /// How many old answers still have to be rewritten; none where the draft was not begun from an older one. What says
    /// something else by now counts as rewritten. Of a table, part of which may have stayed behind, only the tick tells.
    pub fn to_rewrite(&self) -> Option<usize> {
        let waits = |line: &&CarriedLine| {
            let now = line.to.as_ref().and_then(|id| self.answer(id));
            let is_as_put = matches!(now, None | Some(Answer::Rows(_))) || now == line.put.as_ref();
            line.verdict == Verdict::Rewrite && !line.done && is_as_put
        };
        self.carried.as_ref().map(|carried| carried.lines.iter().filter(waits).count())
    }
}

impl Carried {
    /// How many lines have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.lines.iter().filter(|line| line.verdict == verdict).count()
    }

    /// 须改写2项，未带入5项，已带入10项.
    pub fn summary(&self) -> String {
        let counts = Verdict::ALL.map(|verdict| (verdict, self.count(verdict)));
        let told = counts.iter().filter(|(_, count)| *count > 0);
        told.map(|(verdict, count)| format!("{}{count}项", verdict.word())).collect::<Vec<_>>().join("，")
    }
}
