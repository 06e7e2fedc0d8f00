//! Colours, faces and measures of the screen: the tokens of the design, light and dark.

use crate::layout::FaceId;
use crate::paint::screen::add_faces;
use egui::{Color32, CornerRadius, FontDefinitions, FontFamily, FontId, Stroke, TextStyle, Vec2};

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub ground: Color32,
    /// Cards and bars.
    pub panel: Color32,
    pub ink: Color32,
    /// Hints, counts, citations: contrast at least 4.5 on ground and panel.
    pub soft: Color32,
    pub line: Color32,
    /// Borders of inputs.
    pub field_line: Color32,
    pub field: Color32,
    pub accent: Color32,
    pub accent_ground: Color32,
    /// Words on the accent colour.
    pub on_accent: Color32,
    pub error: Color32,
    pub error_ground: Color32,
    pub warning: Color32,
    pub warning_ground: Color32,
    pub note: Color32,
    pub done: Color32,
    pub done_ground: Color32,
    /// Behind the printed pages.
    pub desk: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

pub const LIGHT: Palette = Palette {
    ground: rgb(0xF4F5F7),
    panel: rgb(0xFFFFFF),
    ink: rgb(0x1C2127),
    soft: rgb(0x5C6670),
    line: rgb(0xD6DBE1),
    field_line: rgb(0xB9C1CA),
    field: rgb(0xFFFFFF),
    accent: rgb(0x1D5FBF),
    accent_ground: rgb(0xE8F0FB),
    on_accent: rgb(0xFFFFFF),
    error: rgb(0xC0292B),
    error_ground: rgb(0xFDEEEE),
    warning: rgb(0x9A5B00),
    warning_ground: rgb(0xFDF3E1),
    note: rgb(0x4A6A8F),
    done: rgb(0x24713A),
    done_ground: rgb(0xE9F5EC),
    desk: rgb(0xDFE3E8),
};

pub const DARK: Palette = Palette {
    ground: rgb(0x16191D),
    panel: rgb(0x1F2429),
    ink: rgb(0xE6E9EC),
    soft: rgb(0xA3ADB8),
    line: rgb(0x353C44),
    field_line: rgb(0x525C67),
    field: rgb(0x181C20),
    accent: rgb(0x7FB0F5),
    accent_ground: rgb(0x22334A),
    on_accent: rgb(0x0E1A2B),
    error: rgb(0xFF8A85),
    error_ground: rgb(0x402325),
    warning: rgb(0xF0B65A),
    warning_ground: rgb(0x3B2E17),
    note: rgb(0x9DBBDD),
    done: rgb(0x7CCF94),
    done_ground: rgb(0x1E3526),
    desk: rgb(0x101215),
};

/// How much of its colours a control has that can't be used now.
const DISABLED: f32 = 0.6;

/// Sizes in points.
pub const TEXT: f32 = 15.0;
pub const LABEL: f32 = 14.0;
pub const SMALL: f32 = 13.0;
pub const HEADING: f32 = 22.0;
pub const SUBHEADING: f32 = 17.0;
/// Steps of 4: between related things, between fields, inside cards and between groups.
pub const NEAR: f32 = 8.0;
pub const APART: f32 = 12.0;
pub const WIDE: f32 = 20.0;
/// The height of inputs and buttons.
pub const CONTROL: f32 = 34.0;
/// Line heights as a multiple of the size.
pub const LINE: f32 = 1.6;
pub const LONG_LINE: f32 = 1.75;

/// The colours in force.
pub fn palette(ui: &egui::Ui) -> &'static Palette {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// The bold family; a face of its own, not a darker colour.
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("bold".into()))
}

pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Puts faces and both themes into a context. Call before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    for (theme, palette) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| dress(style, palette));
    }
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.fallback_theme = egui::Theme::Light;
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    add_faces(&mut fonts);
    let family =
        |first: FaceId| [first, FaceId::Sans, FaceId::Latin, FaceId::Symbols].map(|face| face.name().to_string());
    fonts.families.insert(FontFamily::Proportional, family(FaceId::Sans).to_vec());
    fonts.families.insert(FontFamily::Monospace, family(FaceId::Sans).to_vec());
    fonts.families.insert(FontFamily::Name("bold".into()), family(FaceId::SansBold).to_vec());
    fonts
}

fn dress(style: &mut egui::Style, palette: &Palette) {
    style.text_styles = [
        (TextStyle::Heading, bold(HEADING)),
        (TextStyle::Body, regular(TEXT)),
        (TextStyle::Button, regular(TEXT)),
        (TextStyle::Monospace, regular(TEXT)),
        (TextStyle::Small, regular(SMALL)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(NEAR, NEAR);
    style.spacing.button_padding = Vec2::new(14.0, 7.0);
    style.spacing.interact_size.y = 24.0;
    style.spacing.icon_width = 18.0;
    style.spacing.icon_width_inner = 12.0;
    style.spacing.icon_spacing = 6.0;
    style.spacing.scroll = egui::style::ScrollStyle::solid();
    style.animation_time = 0.1;
    style.interaction.selectable_labels = false;
    let visuals = &mut style.visuals;
    visuals.disabled_alpha = DISABLED;
    visuals.panel_fill = palette.ground;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = palette.field;
    visuals.faint_bg_color = palette.ground;
    visuals.selection.bg_fill = palette.accent.gamma_multiply(0.3);
    visuals.selection.stroke = Stroke::new(2.0, palette.accent);
    visuals.hyperlink_color = palette.accent;
    visuals.error_fg_color = palette.error;
    visuals.warn_fg_color = palette.warning;
    visuals.popup_shadow = egui::Shadow::NONE;
    visuals.window_shadow = egui::Shadow::NONE;
    dress_widgets(&mut visuals.widgets, palette);
}

fn dress_widgets(widgets: &mut egui::style::Widgets, palette: &Palette) {
    let states = [
        (&mut widgets.noninteractive, palette.panel, palette.line),
        (&mut widgets.inactive, palette.panel, palette.field_line),
        (&mut widgets.hovered, palette.accent_ground, palette.accent),
        (&mut widgets.active, palette.accent_ground, palette.accent),
        (&mut widgets.open, palette.accent_ground, palette.accent),
    ];
    for (state, fill, line) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.5, palette.ink);
        state.corner_radius = CornerRadius::same(6);
        state.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG's relative luminance.
    fn luminance(colour: Color32) -> f32 {
        let linear = |c: u8| {
            let c = f32::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn words_that_cannot_be_used_now_are_still_read() {
        for p in [LIGHT, DARK] {
            let dimmed = p.panel.blend(p.ink.gamma_multiply(DISABLED));
            assert!(contrast(dimmed, p.panel) >= 3.0, "{dimmed:?}: {}", contrast(dimmed, p.panel));
        }
    }

    #[test]
    fn words_stand_out_on_every_ground() {
        for p in [LIGHT, DARK] {
            for (ink, ground) in [
                (p.ink, p.ground),
                (p.ink, p.panel),
                (p.soft, p.ground),
                (p.soft, p.panel),
                (p.on_accent, p.accent),
                (p.accent, p.panel),
                (p.accent, p.accent_ground),
                (p.error, p.error_ground),
                (p.error, p.panel),
                (p.warning, p.warning_ground),
                (p.done, p.done_ground),
                (p.ink, p.field),
                (p.note, p.panel),
            ] {
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", contrast(ink, ground));
            }
        }
    }
}
