//! So many drafts a unit: 申报单位今年另有示范团“乙”，每单位最多申报1份，请只留1份.

use super::Case;
use crate::check::Peer;
use crate::form::text::{QUOTED, brief};

/// Whatever form of the call they are on.
pub fn in_the_call(case: &Case, most: usize) -> Option<String> {
    judge(case, most, "", |_| true)
}

/// On this form only.
pub fn on_this_form(case: &Case, most: usize) -> Option<String> {
    judge(case, most, &case.form.short, |peer| peer.form == case.form.id)
}

fn judge(case: &Case, most: usize, what: &str, counts: impl Fn(&Peer) -> bool) -> Option<String> {
    const MOST_NAMED: usize = 3;
    let unit = case.draft.text(&case.field.id);
    let is_other = |peer: &&Peer| peer.is_of(case.form, unit) && counts(peer);
    let others: Vec<&Peer> = case.context.peers.iter().filter(is_other).collect();
    let named: Vec<String> = others.iter().take(MOST_NAMED).map(|peer| name(&peer.short, &peer.name)).collect();
    let more = if others.len() > MOST_NAMED { format!("等{}份", others.len()) } else { String::new() };
    let sentence = || format!("今年另有{}{more}，每单位最多申报{most}份{what}，请只留{most}份", named.join("、"));
    (others.len() >= most).then(sentence)
}

fn name(short: &str, name: &str) -> String {
    format!("{short}“{}”", if name.is_empty() { "未命名".into() } else { brief(name, QUOTED) })
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages_beside;

    #[test]
    fn counts_the_unit_s_other_drafts() {
        let two = r#"must: MostPerUnit(2), on: "words""#;
        assert_eq!(messages_beside(two, &[("words", "某大学")], &["乙"]), [""; 0]);
        let message = "说明今年另有表“乙”、表“未命名”，每单位最多申报2份，请只留2份";
        assert_eq!(messages_beside(two, &[("words", "某大学")], &["乙", ""]), [message]);
        let own = r#"must: MostPerUnit(1), on: "words", say: "“{value}”另有申报，只能申报1个项目或基地""#;
        let message = "说明“某大学”另有申报，只能申报1个项目或基地";
        assert_eq!(messages_beside(own, &[("words", "某大学")], &["乙"]), [message]);
    }

    #[test]
    fn counts_those_on_the_same_form_alone_where_the_rule_says_so() {
        let one = r#"must: MostOfForm(1), on: "words""#;
        let message = "说明今年另有表“乙”，每单位最多申报1份表，请只留1份";
        assert_eq!(messages_beside(one, &[("words", "某大学")], &["乙"]), [message]);
        assert_eq!(messages_beside(one, &[("words", "某大学")], &["b/丙"]), [""; 0]);
        let both = r#"must: MostPerUnit(1), on: "words""#;
        assert_eq!(messages_beside(both, &[("words", "某大学")], &["b/丙"]).len(), 1);
    }
}
