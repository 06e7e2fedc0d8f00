//! The characters that names and forms need: all of 通用规范汉字表, and rare ones that stand in real names.

use shenbao::draft::{Answer, Draft};
use shenbao::form::notices;
use shenbao::layout::{Edition, FaceId, Fonts, Mark, layout};
use std::collections::HashSet;

const LIST: &str = include_str!("data/tgh-8105.txt");
const RARE: &str = "䶮㛃𬱖𫖯𬍛𠅤𣲗𬇙";

fn characters() -> Vec<char> {
    LIST.chars().chain(RARE.chars()).filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_list_is_whole_and_every_face_for_text_has_it() {
    let characters = characters();
    assert_eq!(characters.len() - RARE.chars().count(), 8105);
    let fonts = Fonts::embedded();
    for face in [FaceId::Serif, FaceId::SerifBold, FaceId::Sans, FaceId::SansBold] {
        let lacking: String = characters.iter().filter(|c| fonts.glyph(face, **c).is_none()).collect();
        assert_eq!(lacking, "", "{face:?}");
    }
}

#[test]
fn they_all_come_out_on_paper_without_a_finding() {
    let form = notices().iter().flat_map(|notice| &notice.forms).next().unwrap();
    let long = form.fields().find(|field| field.kind == shenbao::form::Kind::LongText && field.printed).unwrap();
    let mut draft = Draft::new(form);
    let text: String = characters().into_iter().collect();
    draft.answers.insert(long.id.clone(), Answer::Text(text.clone()));
    let paper = layout(form, &draft, Fonts::embedded(), Edition::Final);
    assert_eq!(paper.findings, []);
    let marks = paper.pages.iter().flat_map(|page| &page.marks);
    let printed: HashSet<char> = marks
        .filter_map(|mark| if let Mark::Text { glyphs, .. } = mark { Some(glyphs) } else { None })
        .flatten()
        .map(|(c, _)| *c)
        .collect();
    let lost: String = text.chars().filter(|c| !printed.contains(c)).collect();
    assert_eq!(lost, "");
}
