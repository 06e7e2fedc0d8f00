//! The renderer of the tests' pictures paints what egui draws.

#[path = "common/renderer.rs"]
mod renderer;

use egui::{Color32, Rect, pos2, vec2};
use egui_kittest::Harness;
use renderer::Pictures;

/// egui has no letters of its own here.
fn letters(context: &egui::Context) {
    let mut fonts = egui::FontDefinitions::empty();
    let face = include_bytes!("../fonts/sans.otf");
    fonts.font_data.insert("sans".into(), std::sync::Arc::new(egui::FontData::from_static(face)));
    fonts.families.insert(egui::FontFamily::Proportional, vec!["sans".into()]);
    fonts.families.insert(egui::FontFamily::Monospace, vec!["sans".into()]);
    context.set_fonts(fonts);
}

#[test]
fn a_picture_shows_what_was_drawn() {
    let pictures = Pictures::default();
    let show = |ui: &mut egui::Ui| {
        let painter = ui.painter();
        painter.rect_filled(ui.ctx().content_rect(), 0.0, Color32::WHITE);
        let square = Rect::from_min_size(pos2(20.0, 20.0), vec2(40.0, 40.0));
        painter.rect_filled(square, 0.0, Color32::RED);
        painter.with_clip_rect(square.translate(vec2(60.0, 0.0))).circle_filled(pos2(80.0, 40.0), 20.0, Color32::BLUE);
        painter.rect_filled(square.translate(vec2(0.0, 60.0)), 0.0, Color32::from_black_alpha(128));
        ui.painter().text(pos2(120.0, 90.0), egui::Align2::LEFT_TOP, "WWW", Default::default(), Color32::BLACK);
    };
    let size = vec2(200.0, 120.0);
    let builder = Harness::builder().with_size(size).with_pixels_per_point(2.0).renderer(pictures.clone());
    let mut harness = builder.with_context_setup(letters).build_ui(show);
    harness.run();
    let picture = pictures.take(&harness);
    assert_eq!(picture.dimensions(), (400, 240));
    let at = |x: u32, y: u32| picture.get_pixel(x * 2, y * 2).0;
    assert_eq!(at(5, 5), [255, 255, 255, 255]);
    assert_eq!(at(40, 40), [255, 0, 0, 255]);
    assert_eq!(at(90, 40), [0, 0, 255, 255], "within the clip");
    assert_eq!(at(70, 40), [255, 255, 255, 255], "clipped");
    assert_eq!(at(40, 100), [127, 127, 127, 255], "half black over white");
    let dark = (240..320).flat_map(|x| (180..215).map(move |y| (x, y)));
    let dark = dark.filter(|(x, y)| picture.get_pixel(*x, *y).0[0] < 60).count();
    assert!((60..600).contains(&dark), "letters: {dark}");
}

#[test]
fn a_whole_screen_is_painted_quickly() {
    let pictures = Pictures::default();
    let builder = Harness::builder().with_size(vec2(1280.0, 860.0)).renderer(pictures.clone());
    let mut harness = builder.with_context_setup(letters).build_ui(|ui| {
        egui::Frame::central_panel(ui.style()).show(ui, |ui| {
            for _ in 0..40 {
                ui.label("智能检测系统服务团，The quick brown fox. ".repeat(4));
            }
        });
    });
    harness.run();
    let begun = std::time::Instant::now();
    let picture = pictures.take(&harness);
    eprintln!("a screen in {:?}", begun.elapsed());
    let colours: std::collections::HashSet<_> = picture.pixels().collect();
    assert!(colours.len() > 10, "not blank");
    if let Some(path) = std::env::var_os("SHENBAO_PICTURE") {
        picture.save(path).unwrap();
    }
}
