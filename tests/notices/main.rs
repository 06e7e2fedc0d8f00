//! What the built-in forms say against the words of their calls: every clause that a message quotes, every label, hint
//! and option on paper, every heading of the list. A call's text stands in `data/notices`, under the call's id.

mod calls;
mod years;

use calls::{borrowed, file, plain, put_otherwise, readings, scan_of, text_of, ungrounded, words_at};
use shenbao::draft::Draft;
use shenbao::form::{Cite, Field, Filler, Form, Holds, List, ListColumn, notices};
use shenbao::layout::{Edition, Fonts, Mark, layout, mm};

/// The clause that a question quotes: its own, or its annex and label.
fn own_cite(form: &Form, field: &Field) -> Cite {
    field.cite.clone().unwrap_or_else(|| Cite(form.annex.clone(), field.label.clone()))
}

/// Every clause that a form's messages quote.
fn cites(form: &Form) -> Vec<Cite> {
    form.fields().map(|field| own_cite(form, field)).chain(form.rules.iter().map(|rule| rule.cite.clone())).collect()
}

/// Every clause that an office's findings quote.
fn list_cites(list: &List) -> Vec<Cite> {
    let here = |column: &ListColumn| column.cite.clone().unwrap_or(Cite(list.annex.clone(), column.heading.clone()));
    let judged = |column: &&ListColumn| !matches!(column.holds, Holds::Number | Holds::Office);
    let columns = list.columns.iter().filter(judged).map(here);
    let rules = list.columns.iter().flat_map(|column| &column.rules).map(|rule| rule.cite.clone());
    columns.chain(rules).chain(list.limits.iter().map(|limit| limit.cite.clone())).collect()
}

#[test]
fn every_clause_that_is_quoted_stands_in_the_call() {
    let mut wrong = Vec::new();
    for notice in notices() {
        let text = text_of(&notice.id);
        let steps = notice.steps.iter().map(|step| step.cite.clone());
        let list = notice.list.iter().flat_map(list_cites);
        let papers = notice.papers.iter().map(|paper| paper.cite.clone());
        let all = steps.chain(papers).chain(list).chain(notice.forms.iter().flat_map(|form| cites(form)));
        wrong.extend(all.filter_map(|cite| ungrounded(&text, &cite)).map(|wrong| format!("{}: {wrong}", notice.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The words of the empty form's pages, a line for each of theirs, less the page numbers.
fn printed(form: &Form) -> String {
    let pages = layout(form, &Draft::new(form), Fonts::embedded(), Edition::Blank).pages;
    let words = |mark: &Mark| match mark {
        Mark::Text { baseline, glyphs, .. } if baseline.y < mm(262.0) => {
            glyphs.iter().map(|(c, _)| *c).chain(['\n']).collect()
        }
        _ => String::new(),
    };
    pages.iter().flat_map(|page| &page.marks).map(words).collect()
}

#[test]
fn the_empty_form_is_its_annex_word_for_word() {
    for notice in notices() {
        let text = text_of(&notice.id);
        for form in &notice.forms {
            match annex(&text, form) {
                Some(words) => assert_eq!(plain(&printed(form)), words, "{}", form.id),
                None => assert!(!form.ground.is_empty(), "{} has no annex and does not say so", form.id),
            }
        }
    }
}

/// The words of the form's annex, where the call has it, or rests on that of another call.
fn annex(text: &str, form: &Form) -> Option<String> {
    words_at(text, &form.annex).filter(|_| form.annex.starts_with("附件"))
}

/// Only what is not the call's own has a ground; what was put otherwise stood in the annex and has one too.
#[test]
fn forms_on_annexes_of_another_call_say_so() {
    for notice in notices() {
        let own = scan_of(&notice.id);
        for form in &notice.forms {
            let is_own = annex(&own, form).is_some();
            assert_eq!(form.ground.is_empty(), is_own, "{}: {}", form.id, form.ground);
        }
        let mut text = borrowed(&notice.id);
        for words in put_otherwise(&notice.id) {
            assert!(text.contains(&words.scan) && !words.ground.is_empty(), "{}: {}", notice.id, words.scan);
            text = words.put(&text);
        }
        assert_eq!(text.find("上海"), None, "{}", notice.id);
    }
}

/// A paper that no annex prints is our own: its words are kept, so that they change only on purpose.
#[test]
fn the_paper_that_no_annex_prints_keeps_its_words() {
    for notice in notices() {
        let text = text_of(&notice.id);
        for form in notice.forms.iter().filter(|form| annex(&text, form).is_none()) {
            let name = format!("{}.paper.txt", form.id.replace('/', "."));
            let words = printed(form);
            let kept = plain(&file(&name).unwrap_or_default());
            assert!(kept == plain(&words), "tests/data/notices/{name} should now be:\n{words}");
        }
    }
}

#[test]
fn the_list_has_the_annexs_title_headings_and_notes() {
    for notice in notices() {
        let Some(list) = &notice.list else { continue };
        // A list that no annex prints is our own.
        assert_eq!(list.annex.is_empty(), !list.ground.is_empty(), "{}", notice.id);
        if list.annex.is_empty() {
            continue;
        }
        // Upper headings, and those that stand alone, come before the row of the lower ones.
        let upper = list.groups().map(|group| &group[0]).map(|first| [&first.group, &first.heading]);
        let upper = upper.map(|[group, heading]| if group.is_empty() { heading } else { group });
        let lower = list.columns.iter().filter(|column| !column.group.is_empty()).map(|column| &column.heading);
        let headings = upper.chain(lower);
        let words: String =
            [&list.annex, &list.title].into_iter().chain(headings).chain(&list.notes).cloned().collect();
        let annex = words_at(&text_of(&notice.id), &list.annex).unwrap();
        // The imprint below the last annex is no part of it.
        let imprint = annex.strip_prefix(&plain(&words)).unwrap_or_else(|| panic!("{words}\n{annex}"));
        assert!(imprint.is_empty() || imprint.ends_with("印发"), "{imprint}");
    }
}

/// Who applies sends a row upward in every call, but where the call is about what comes after.
#[test]
fn every_applicants_form_gives_a_row() {
    for notice in notices().iter().filter(|notice| notice.list.is_some()) {
        for form in notice.forms.iter().filter(|form| form.by == Filler::Applicant) {
            assert!(!form.row.is_empty() && form.list.is_some(), "{}", form.id);
        }
    }
    let without: Vec<&str> = notices().iter().filter(|call| call.list.is_none()).map(|call| call.id.as_str()).collect();
    assert_eq!(without, ["shanghai-2023-result"]);
}

/// A day as calls name it that leave the year out: 3月13日（星期五）.
fn day_of_the_week(date: jiff::civil::Date) -> String {
    let weekday = ["一", "二", "三", "四", "五", "六", "日"][date.weekday().to_monday_zero_offset() as usize];
    format!("{}月{}日（星期{weekday}）", date.month(), date.day())
}

#[test]
fn what_the_call_says_of_itself_stands_in_it() {
    for notice in notices() {
        let text = plain(&text_of(&notice.id));
        let day = |date: jiff::civil::Date| format!("{}年{}月{}日", date.year(), date.month(), date.day());
        let contacts = notice.contacts.iter().map(|contact| contact.value.clone());
        let own = [notice.number.clone(), notice.title.clone(), notice.issuer.clone()];
        for words in own.into_iter().chain([day(notice.issued)]).chain(contacts) {
            assert!(text.contains(&plain(&words)), "{}: {words}", notice.id);
        }
        let until = [format!("{}前", day(notice.deadline)), format!("于{}前", day_of_the_week(notice.deadline))];
        assert!(until.iter().any(|words| text.contains(&plain(words))), "{}: {until:?}", notice.id);
        for form in &notice.forms {
            assert_eq!((&form.number, form.deadline), (&notice.number, notice.deadline));
        }
    }
}

#[test]
fn every_reading_has_its_place_in_the_copy_and_its_ground() {
    let mut damaged = 0;
    for notice in notices() {
        let mut text = scan_of(&notice.id);
        for reading in readings(&notice.id) {
            damaged += 1;
            assert_eq!(text.matches(&reading.scan).count(), 1, "{}: {}", notice.id, reading.scan);
            assert!(!reading.ground.is_empty() && reading.read != reading.scan, "{}", reading.scan);
            text = text.replacen(&reading.scan, &reading.read, 1);
        }
    }
    assert!(damaged > 10, "the copy of 2023 is damaged");
}

/// What a question rests on: its clause, its printed options, the clauses of its rules.
fn rests_on(form: &Form, field: &Field) -> Vec<Cite> {
    let here = |words: &String| Cite(form.annex.clone(), words.clone());
    let options = field.kind.options().iter().map(here);
    let printed = options.filter(|_| field.printed && form.section_of(&field.id).unwrap().printed);
    let rules = form.rules_on(&field.id).map(|rule| rule.cite.clone());
    printed.chain(rules).chain([own_cite(form, field)]).collect()
}

/// A question says so where its words are not those of a damaged copy, and only there.
#[test]
fn what_is_read_otherwise_than_it_stands_has_its_ground_in_the_form() {
    for notice in notices().iter().filter(|notice| !readings(&notice.id).is_empty()) {
        let scan = scan_of(&notice.id);
        for form in &notice.forms {
            for field in form.fields() {
                let judged: Vec<String> =
                    rests_on(form, field).iter().filter_map(|cite| ungrounded(&scan, cite)).collect();
                let ground = &field.ground;
                assert_eq!(judged.is_empty(), ground.is_empty(), "{} {}: {ground}\n{judged:?}", form.id, field.id);
            }
        }
    }
}
