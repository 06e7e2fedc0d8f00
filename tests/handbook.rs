//! `docs/forms.md` names everything that a form's file may say.

use std::path::Path;

/// The files that define what may be written, and the types in them: enums by their variants, structs by their keys.
const TYPES: &[(&str, &[&str])] = &[
    ("field.rs", &["Kind", "Ask", "Width", "Condition", "Section", "Field", "TableColumn", "OfList"]),
    ("rule.rs", &["Must", "Part", "Severity", "Shorthand", "Rule"]),
    ("print.rs", &["Block", "Words", "FontSize", "Grid", "GridRow", "Each", "Cell", "Align", "Inline"]),
    ("list.rs", &["Source", "List", "ListColumn", "Holds", "Reads", "CellRule", "CellMust", "Limit", "Per", "Column"]),
    ("notice.rs", &["Notice", "Form", "Filler", "Step", "Contact", "Paper", "PaperKind"]),
];

/// What the loader itself adds, and the kind of row that has no name.
const OWN: [&str; 4] = ["line", "number", "definition", "Once"];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The variants or keys of a type, from its source.
fn names(source: &str, name: &str) -> Vec<String> {
    let head = |what: &str| source.split_once(&format!("pub {what} {name} {{\n")).map(|(_, body)| body);
    let body = head("enum").or_else(|| head("struct")).unwrap_or_else(|| panic!("no {name}"));
    let body = body.split("\n}").next().unwrap();
    let lines = body.lines().map(str::trim).filter(|line| !line.starts_with(['/', '#']) && !line.starts_with("pub("));
    let word = |line: &str| {
        line.trim_start_matches("pub ").split(|c: char| !c.is_alphanumeric() && c != '_').next().map(String::from)
    };
    lines.filter_map(word).filter(|word| !word.is_empty() && !OWN.contains(&word.as_str())).collect()
}

#[test]
fn every_word_of_a_form_s_file_stands_in_the_handbook() {
    let handbook = read("docs/forms.md");
    let words: Vec<&str> = handbook.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    for (file, types) in TYPES {
        let source = read(&format!("src/form/{file}"));
        for name in types.iter().flat_map(|name| names(&source, name)) {
            assert!(words.contains(&name.as_str()), "docs/forms.md does not tell {name} of {file}");
        }
    }
    assert!(
        ["万元", "元", "天", "次", "人", "人次", "岁", "个"]
            .iter()
            .all(|unit| handbook.contains(&format!("`{unit}`")) || handbook.contains(&format!("({unit})")))
    );
}
