//! The PDF file: what is in it, that it is the same every time, and that other programs read it.
//! The files go to `shenbao-look` in the temporary folder, to be looked at.

use shenbao::draft::{Answer, Draft, applies, code, section_codes};
use shenbao::form::{Field, Form, Kind, notices};
use shenbao::layout::{Edition, Fonts, Layout, layout};
use shenbao::paint::imprint::{self, Imprint, NoImprint};
use shenbao::paint::pdf::{Meta, pdf};
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::Arc;

fn forms() -> Vec<Arc<Form>> {
    notices().iter().flat_map(|notice| notice.forms.clone()).collect()
}

/// Answers as a unit would give them.
fn filled(form: &Form) -> Draft {
    let mut draft = Draft::new(form);
    for field in form.fields() {
        let text = |words: &str| Answer::Text(words.to_string());
        let answer = match &field.kind {
            Kind::Text if field.id == form.name => text("上海市公共算力专家服务团"),
            Kind::Text if field.id == form.unit => text("上海超级计算中心"),
            Kind::Text => text("上海市浦东新区、闵行区"),
            Kind::LongText => text(&long_text(field.id.len())),
            Kind::Integer(_) => text("12"),
            Kind::Money(_) => text("18.5"),
            Kind::Date | Kind::Month => text("2025-03-01"),
            Kind::Choice(options) => text(options.last().unwrap()),
            Kind::Choices(options) => Answer::Ticks(options.iter().step_by(2).cloned().collect()),
            Kind::Phone => text("021-64000000"),
            Kind::Mobile => text("13800000000"),
            Kind::Email => text("expert-service@example.org"),
            Kind::Table(columns) => {
                let cell = |n: usize| if n == 0 { "专家交通与食宿".to_string() } else { "6.5".to_string() };
                Answer::Rows(vec![columns.iter().enumerate().map(|(n, c)| (c.id.clone(), cell(n))).collect(); 2])
            }
        };
        draft.answers.insert(field.id.clone(), answer);
    }
    draft
}

/// About a thousand characters, some of them rare, with all marks that Chinese text uses.
fn long_text(seed: usize) -> String {
    let sentences = [
        "围绕本市中小企业数字化转型中“算力用不起、用不好”的痛点，由超级计算、人工智能、工业软件等领域的12名专家组成服务团，面向临港新片区、张江科学城和崇明生态岛的企业与科研单位，开展六次现场服务与十二次线上答疑。",
        "一是技术指导——针对CFD、分子动力学等应用，逐家调优作业脚本，将平均排队时间由3.5小时压缩到40分钟；二是人才培养，联合高校举办“算力开放日”，累计培训基层技术骨干不少于200人次。",
        "服务团由阿依古丽·买买提、𬱖䶮等副高级以上专家领衔，每季度在https://example.org/services公布服务清单，接受企业“点餐”；对口帮扶云南省红河州，面积约1200㎡的实训基地已建成……",
        "Expected outcomes include open benchmarks, reproducible workflows and a shared help desk (5×8) for small teams.",
    ];
    let mut text = String::new();
    let mut next = seed;
    while text.chars().count() < 900 {
        text.push_str(sentences[next % sentences.len()]);
        text.push_str(if next.is_multiple_of(3) { "\n" } else { "" });
        next += 1;
    }
    text
}

fn meta(form: &Form, draft: &Draft) -> Meta {
    Meta {
        title: format!("{} {}", draft.text(&form.name), form.title),
        unit: draft.text(&form.unit).to_string(),
        subject: form.title.clone(),
        imprint: Some(imprint(form, draft)),
    }
}

fn imprint(form: &Form, draft: &Draft) -> Imprint {
    let sections = section_codes(form, draft);
    Imprint {
        code: code(form, draft),
        form: form.id.clone(),
        draft: "3f9a".into(),
        unit: draft.text(&form.unit).to_string(),
        name: draft.text(&form.name).to_string(),
        sections: sections.into_iter().map(|(title, code)| (title.to_string(), code)).collect(),
    }
}

fn file(form: &Form, draft: &Draft, edition: Edition) -> (Layout, Vec<u8>) {
    let pages = layout(form, draft, Fonts::embedded(), edition);
    let bytes = pdf(&pages, Fonts::embedded(), &meta(form, draft)).unwrap();
    (pages, bytes)
}

/// Where a file to look at lies.
fn look(form: &Form, name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join("shenbao-look");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}-{name}.pdf", form.id.replace('/', "-")));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Set where every program that reads our files is there, so that none may be missing.
const READERS: &str = "SHENBAO_READERS";

/// What a command gives; none where the machine lacks the program, and may lack it.
fn given(command: &mut Command) -> Option<Output> {
    match command.output() {
        Ok(output) => Some(output),
        Err(error) if std::env::var_os(READERS).is_some() => panic!("{command:?}: {error}"),
        Err(_) => None,
    }
}

/// What a program says of a file; none where the machine lacks it.
fn told(program: &str, arguments: &[&str], path: &PathBuf) -> Option<String> {
    let to_screen: &[&str] = if program == "pdftotext" { &["-"] } else { &[] };
    let output = given(Command::new(program).args(arguments).arg(path).args(to_screen))?;
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn other_programs_read_the_file() {
    for form in forms() {
        let draft = filled(&form);
        for (name, edition) in [("blank", Edition::Blank), ("draft", Edition::Draft), ("final", Edition::Final)] {
            let (_, bytes) = file(&form, &draft, edition);
            assert!(bytes.len() < 300_000, "{} bytes", bytes.len());
            let path = look(&form, name, &bytes);
            told("qpdf", &["--check"], &path);
            if let Some(fonts) = told("pdffonts", &[], &path) {
                assert!(fonts.lines().skip(2).all(|line| line.contains("yes yes yes")), "{fonts}");
            }
            let Some(text) = told("pdftotext", &["-nopgbrk"], &path) else { continue };
            assert!(!text.contains("草稿"), "the watermark is no text");
            assert_reads(&form, &draft, &text, edition);
        }
    }
}

fn assert_reads(form: &Form, draft: &Draft, text: &str, edition: Edition) {
    let words = |text: &str| text.split_whitespace().collect::<String>();
    let (lines, text) = (text.to_string(), words(text));
    assert!(lines.replace('\n', "").contains(&form.title), "no space within the title of {}", form.id);
    if edition == Edition::Blank {
        return;
    }
    let printed = form.sections.iter().filter(|section| section.printed).flat_map(|section| &section.fields);
    let is_put = |field: &&Field| field.printed && applies(form, draft, field);
    for field in printed.filter(|field| field.kind == Kind::LongText).filter(is_put) {
        for sentence in long_text(field.id.len()).split(['。', '\n']).filter(|sentence| !sentence.is_empty()) {
            // The start only: somewhere a page ends within a sentence.
            let start: String = words(sentence).chars().take(8).collect();
            assert!(text.contains(&start), "{start} of {} in {}", field.id, form.id);
        }
    }
    assert!(text.contains("核对码"));
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    for form in forms() {
        let draft = filled(&form);
        let (first, second) = (file(&form, &draft, Edition::Final).1, file(&form, &draft, Edition::Final).1);
        assert!(first == second);
        let mut other = draft.clone();
        other.answers.insert(form.name.clone(), Answer::Text("另一个".into()));
        assert!(first != file(&form, &other, Edition::Final).1);
    }
}

#[test]
fn the_file_says_what_it_is() {
    let form = &forms()[0];
    let draft = filled(form);
    let (pages, bytes) = file(form, &draft, Edition::Final);
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    assert_eq!((file.version.as_str(), file.get_pages().len()), ("1.7", pages.pages.len()));
    let info = file.trailer.get(b"Info").and_then(|info| file.get_object(info.as_reference()?)?.as_dict()).unwrap();
    let told = |key: &str| info.get(key.as_bytes()).ok().map(|words| lopdf::decode_text_string(words).unwrap());
    assert_eq!(told("Title").as_deref(), Some(&*format!("上海市公共算力专家服务团 {}", form.title)));
    assert_eq!(told("Author").as_deref(), Some("上海超级计算中心"));
    assert_eq!(told("Keywords"), Some(code(form, &draft)));
    assert_eq!(told("Creator").as_deref(), Some("申报台"));
    assert!(["CreationDate", "ModDate", "GTS_PDFXVersion"].iter().all(|key| told(key).is_none()));
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
}

#[test]
fn characters_that_share_a_glyph_copy_as_themselves() {
    let form = &forms()[0];
    let mut draft = filled(form);
    // µ and μ, Ω and Ω are one drawing each in most faces.
    draft.answers.insert(form.name.clone(), Answer::Text("µμ𬱖•·Å".into()));
    let (_, bytes) = file(form, &draft, Edition::Final);
    let path = look(form, "twins", &bytes);
    if let Some(text) = told("pdftotext", &[], &path) {
        assert!(text.contains("µμ𬱖•·Å"), "{text}");
    }
}

#[test]
fn the_qr_code_reads() {
    let form = &forms()[0];
    let names = ["服务团".to_string(), "名称很长的专家服务团".repeat(10), "Émile|😀".to_string()];
    let cases = names.map(|name| ("上海超级计算中心", name)).into_iter();
    // Their bytes look like another encoding to readers that have to guess.
    let units = ["甲研究院", "同济大学", "上海中医药大学", "华东理工大学"];
    let cases = cases.chain(units.map(|unit| (unit, "城市更新专家服务团".to_string())));
    for (unit, name) in cases {
        let mut draft = filled(form);
        draft.answers.insert(form.unit.clone(), Answer::Text(unit.into()));
        draft.answers.insert(form.name.clone(), Answer::Text(name.clone()));
        let path = look(form, "qr", &file(form, &draft, Edition::Draft).1);
        let picture = path.with_extension("");
        let arguments = ["-r", "150", "-png", "-f", "1", "-singlefile"];
        let drawn = given(Command::new("pdftoppm").args(arguments).arg(&path).arg(&picture));
        let read = given(Command::new("zbarimg").args(["--raw", "-q"]).arg(picture.with_extension("png")));
        let (Some(_), Some(read)) = (drawn, read) else { return };
        let words = String::from_utf8(read.stdout).unwrap();
        let start = format!("shenbao:1|{}|{}|{unit}|", code(form, &draft), form.id);
        let named = words.trim().strip_prefix(&start).unwrap_or_else(|| panic!("{words}"));
        assert!(!named.is_empty() && name.replace('|', "/").starts_with(named), "{named}");
    }
}

#[test]
fn the_codes_are_read_back_from_our_file_and_from_what_other_programs_make_of_it() {
    for form in forms() {
        let draft = filled(&form);
        let (_, bytes) = file(&form, &draft, Edition::Final);
        let ours = imprint(&form, &draft);
        assert_eq!(imprint::read(&bytes), Ok(ours.clone()));
        assert!(ours.sections.len() == form.sections.len() && ours.code.len() == 9);
        let path = look(&form, "imprint", &bytes);
        for arguments in [&["--linearize"][..], &["--object-streams=generate"], &["--qdf"]] {
            let saved = path.with_extension("again.pdf");
            let Some(output) = given(Command::new("qpdf").args(arguments).arg(&path).arg(&saved)) else { continue };
            assert!(output.status.success());
            assert_eq!(imprint::read(&std::fs::read(&saved).unwrap()), Ok(ours.clone()), "{arguments:?}");
        }
        let locked = path.with_extension("locked.pdf");
        let password = ["--encrypt", "a", "b", "256", "--"];
        if let Some(output) = given(Command::new("qpdf").args(password).arg(&path).arg(&locked)) {
            assert!(output.status.success());
            assert_eq!(imprint::read(&std::fs::read(&locked).unwrap()), Err(NoImprint::Encrypted));
        }
    }
}

#[test]
fn of_several_imprints_the_last_counts() {
    let form = &forms()[0];
    let (mut draft, mut bytes) = (filled(form), Vec::new());
    for name in ["甲", "乙（一）\\"] {
        draft.answers.insert(form.name.clone(), Answer::Text(name.into()));
        bytes.extend(file(form, &draft, Edition::Final).1);
    }
    assert_eq!(imprint::read(&bytes).map(|imprint| imprint.name), Ok("乙（一）\\".into()));
}

#[test]
fn no_other_file_has_an_imprint_and_none_takes_long() {
    let blank = |form: &Form| {
        let draft = Draft::new(form);
        let pages = layout(form, &draft, Fonts::embedded(), Edition::Blank);
        pdf(&pages, Fonts::embedded(), &Meta { title: form.title.clone(), ..Meta::default() }).unwrap()
    };
    assert_eq!(imprint::read(&blank(&forms()[0])), Err(NoImprint::Missing));
    assert_eq!(imprint::read(b""), Err(NoImprint::NotPdf));
    assert_eq!(imprint::read(b"\x89PNG\r\n"), Err(NoImprint::NotPdf));
    let hostile = [
        "/Shenbao<".repeat(100_000),
        "/Shenbao(".repeat(100_000),
        "/Shenbao(\\".repeat(100_000),
        "/Shenbao<FEFF".repeat(60_000) + ">",
        "/ObjStm stream\n".repeat(60_000) + "endstream",
        "<<[".repeat(200_000),
        "/Shenbao ".into(),
        "/Shenbao(shenbao:1\nA)".into(),
        "/Encrypt/Shenbao<zz>".into(),
    ];
    for words in hostile {
        let found = imprint::read(format!("%PDF-1.7\n{words}").as_bytes());
        assert!(matches!(found, Err(NoImprint::Missing | NoImprint::Encrypted)), "{found:?}");
        assert!(!found.unwrap_err().to_string().is_empty());
    }
}
