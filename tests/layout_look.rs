//! Writes PDFs into a temporary folder, to look at.

use shenbao::draft::Draft;
use shenbao::form::notices;
use shenbao::layout::{Edition, Fonts, layout};
use shenbao::paint::pdf::{Meta, pdf};

#[test]
fn blank_forms_print() {
    let folder = std::env::temp_dir().join("shenbao-look");
    std::fs::create_dir_all(&folder).unwrap();
    for form in notices().iter().flat_map(|notice| &notice.forms) {
        let pages = layout(form, &Draft::new(form), Fonts::embedded(), Edition::Blank);
        let bytes = pdf(&pages, Fonts::embedded(), &Meta { title: form.title.clone(), ..Meta::default() }).unwrap();
        std::fs::write(folder.join(form.id.replace('/', "-") + "-blank.pdf"), bytes).unwrap();
    }
}
