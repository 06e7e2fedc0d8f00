//! How tall a row must be for its wrapped words to be seen. Excel does not grow a row by itself when it
//! opens a file that another program wrote, so the height is estimated, generously, from the words.

/// The tallest row that Excel allows, in points.
const TALLEST: f64 = 409.0;
/// Points of type, the usual one first; a row that would be too tall takes a smaller one.
pub const SIZES: [f64; 5] = [10.5, 9.0, 8.0, 7.0, 6.0];
/// Line height by size of type: faces that stand in for 宋体 are taller than it.
const LEADING: f64 = 1.4;
/// Pixels of a character of column width, for the default font of a new workbook.
const CHARACTER: f64 = 7.0;
/// The part of a column's width that words may count on; printers set them wider than the screen.
const USABLE: f64 = 0.93;

/// Size of type and height of a row, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    pub size: f64,
    pub height: f64,
}

/// The fit for cells of these words and column widths.
pub fn row(cells: &[(&str, f64)]) -> Fit {
    let fits = SIZES.map(|size| Fit { size, height: height(cells, size) });
    let [.., smallest] = fits;
    let fit = fits.into_iter().find(|fit| fit.height <= TALLEST).unwrap_or(smallest);
    Fit { height: fit.height.min(TALLEST), ..fit }
}

/// The height for one size of type.
pub fn height(cells: &[(&str, f64)], size: f64) -> f64 {
    let em = size * 96.0 / 72.0;
    let lines = cells.iter().map(|(text, width)| lines(text, width * CHARACTER * USABLE / em));
    lines.max().unwrap_or(1).max(1) as f64 * size * LEADING + 6.0
}

/// The lines of a text that wraps at a width in ems.
fn lines(text: &str, width: f64) -> usize {
    text.split('\n').map(|paragraph| paragraph_lines(paragraph, width.max(1.0))).sum()
}

/// Latin words move to the next line whole, or break where they are longer than a line.
fn paragraph_lines(paragraph: &str, width: f64) -> usize {
    let (mut lines, mut used, mut word) = (1, 0.0, 0.0);
    for c in paragraph.chars() {
        let advance = if c.is_ascii() { 0.55 } else { 1.0 };
        word = if c.is_ascii_graphic() { word + advance } else { 0.0 };
        used += advance;
        if used > width {
            lines += 1;
            word = if word > width { advance } else { word };
            used = word.max(advance);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_wrap() {
        assert_eq!(lines("", 5.0), 1);
        assert_eq!(lines("一二三四五", 5.0), 1);
        assert_eq!(lines("一二三四五六", 5.0), 2);
        assert_eq!(lines("一\n二\n\n三", 5.0), 4);
        assert_eq!(lines("一二三 abcdef", 5.0), 2, "a Latin word moves whole");
        assert_eq!(lines(&"a".repeat(40), 5.6), 4, "or breaks where it must");
    }

    #[test]
    fn long_words_take_smaller_type_and_never_pass_the_tallest_row() {
        assert_eq!(row(&[("短", 10.0)]).size, 10.5);
        let long = row(&[(&"长".repeat(600), 28.0)]);
        assert!(long.size < 10.5 && long.height <= TALLEST, "{long:?}");
        assert_eq!(row(&[(&"长".repeat(100_000), 28.0)]), Fit { size: 6.0, height: TALLEST });
    }
}
