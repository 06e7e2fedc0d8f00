//! The screen shows the same page: every glyph within a pixel of where the paper has it.

#[path = "common/renderer.rs"]
mod renderer;

use egui::{Color32, Rect, Shape, pos2, vec2};
use egui_kittest::Harness;
use renderer::Pictures;
use shenbao::draft::{Answer, Draft};
use shenbao::form::notices;
use shenbao::layout::{Edition, Fonts, Mark, Page, layout};
use shenbao::paint::screen::{self, Transform};

fn pages() -> Vec<Page> {
    let form = &notices()[0].forms[0];
    let mut draft = Draft::new(form);
    let text = "围绕“算力用不起、用不好”的痛点——由AVATAR Wo To等12名专家、阿依古丽·买买提领衔，开展6次服务。".repeat(8);
    draft.answers.insert("content".into(), Answer::Text(text));
    draft.answers.insert("level".into(), Answer::Text("市级".into()));
    layout(form, &draft, Fonts::embedded(), Edition::Draft).pages
}

fn with_faces(context: &egui::Context) {
    let mut fonts = egui::FontDefinitions::empty();
    screen::add_faces(&mut fonts);
    for family in [egui::FontFamily::Proportional, egui::FontFamily::Monospace] {
        fonts.families.insert(family, vec!["sans".into()]);
    }
    context.set_fonts(fonts);
}

#[test]
fn glyphs_stand_where_layout_put_them() {
    let pages = pages();
    let page = &pages[0];
    let context = egui::Context::default();
    with_faces(&context);
    let to_screen = Transform { origin: pos2(10.0, 20.0), scale: 1.5 };
    let mut shapes = Vec::new();
    let mut times = Vec::new();
    for _ in 0..5 {
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1200.0, 1600.0))),
            ..Default::default()
        };
        let output = context.run_ui(input, |ui| {
            let start = std::time::Instant::now();
            screen::paint(page, ui.painter(), to_screen);
            times.push(start.elapsed());
        });
        let egui::FullOutput { shapes: painted, mut textures_delta, .. } = output;
        textures_delta.clear();
        shapes = painted;
    }
    println!("{times:?}");
    let texts: Vec<_> = shapes
        .iter()
        .filter_map(|shape| match &shape.shape {
            Shape::Text(text) if text.angle == 0.0 => Some(text),
            _ => None,
        })
        .collect();
    // 草 and 稿 of the watermark, level with each other along a line through the page's middle.
    let turned = shapes.iter().filter_map(|shape| match &shape.shape {
        Shape::Text(text) if text.angle != 0.0 => Some(text),
        _ => None,
    });
    let turned: Vec<_> = turned.collect();
    assert_eq!(turned.len(), 2);
    let middle = to_screen.pos(shenbao::layout::Point { x: page.size.width / 2.0, y: page.size.height / 2.0 });
    let middles = turned.iter().map(|text| text.visual_bounding_rect().center().to_vec2());
    let between = middles.fold(vec2(0.0, 0.0), |sum, at| sum + at / 2.0);
    assert!((between - middle.to_vec2()).length() < 12.0, "{between:?} and {middle:?}");
    let marks = page.marks.iter().filter_map(|mark| match mark {
        Mark::Text { baseline, glyphs, .. } => Some((baseline, glyphs)),
        _ => None,
    });
    let mut count = 0;
    for ((baseline, glyphs), text) in marks.zip(&texts) {
        let row = &text.galley.rows[0];
        assert_eq!(row.glyphs.len(), glyphs.len());
        for ((_, x), glyph) in glyphs.iter().zip(&row.glyphs) {
            let wanted = to_screen.origin.x + to_screen.scale * (baseline.x + x);
            let shown = text.pos.x + row.pos.x + glyph.pos.x;
            assert!((wanted - shown).abs() < 1.0, "{} at {shown}, not {wanted}", glyph.chr);
            let wanted = to_screen.origin.y + to_screen.scale * baseline.y;
            assert!((text.pos.y + row.pos.y + glyph.pos.y - wanted).abs() < 1.0);
            count += 1;
        }
    }
    assert!(count > 500, "{count} glyphs");
}

#[test]
fn a_page_looks_on_the_screen_as_on_paper() {
    let pages = pages();
    let pictures = Pictures::default();
    let show = |ui: &mut egui::Ui| {
        let painter = ui.painter();
        painter.rect_filled(ui.ctx().content_rect(), 0.0, Color32::WHITE);
        screen::paint(&pages[0], painter, Transform { origin: pos2(0.0, 0.0), scale: 1.2 });
    };
    let builder = Harness::builder().with_size(vec2(714.0, 1010.0)).renderer(pictures.clone());
    let mut harness = builder.with_context_setup(with_faces).build_ui(show);
    harness.run();
    let picture = pictures.take(&harness);
    let folder = std::env::temp_dir().join("shenbao-look");
    std::fs::create_dir_all(&folder).unwrap();
    picture.save(folder.join("screen.png")).unwrap();
    let dark = picture.pixels().filter(|pixel| pixel.0[0] < 100).count();
    assert!(dark > 5_000, "{dark} dark pixels");
}
