//! Rows that units handed in, as reading gives them.

use shenbao::app::ReadFile;
use shenbao::row::read::{Found, FoundRow};
use shenbao::row::{Cell, Origin, Row};

pub const CALL: &str = "shanghai-2025";
pub const OFFICE: &str = "某市科学技术委员会";

/// A row of its own file: draft, category, name, unit, place, words.
pub fn row(draft: &str, made: &str, [kind, name, unit, place, words]: [&str; 5]) -> Row {
    let cells = ["", "", kind, name, unit, place, "正高级职称1名、服务专家6名", words, "信息技术"];
    let cell = |text: &str| if text.is_empty() { Cell::Blank } else { Cell::Text(text.into()) };
    Row {
        from: Origin { file: format!("{unit}-{name}-一览表行.xlsx"), line: 5 },
        draft: draft.into(),
        made: made.into(),
        form: format!("{CALL}/team"),
        number: "沪人社专〔2025〕11号".into(),
        name: name.into(),
        unit: unit.into(),
        code: format!("A7K2-9M4{}", draft.chars().last().unwrap_or('0')),
        sections: vec![("基本信息".into(), format!("Q{draft}"))],
        cells: cells.map(cell).to_vec(),
        ..Row::default()
    }
}

/// A file with this row.
pub fn file(row: Row) -> ReadFile {
    let path = format!("/交来的/{}", row.from.file);
    let found = FoundRow { call: CALL.into(), sheet: "一览表".into(), line: 5, row };
    (path, Ok(Found { rows: vec![found], ..Found::default() }))
}

/// The four files of the drawing, an older version, and one that can't be read.
pub fn some() -> Vec<ReadFile> {
    let words =
        |count: usize| "面向中小企业开展并行优化与国产软件替代咨询，".chars().cycle().take(count).collect::<String>();
    let made = "2025-01-18T09:00:00";
    let rows = [
        row("1", made, ["市级服务团", "公共算力服务团", "某某计算中心", "甲区、乙区、丙区", &words(186)]),
        row("2", made, ["市级基地", "科技型中小企业创新创业专家服务基地", "某市科技创业中心", "全市", &words(243)]),
        row(
            "3",
            "2025-01-16T10:00:00",
            ["市级基地", "国际科技合作特派员专家服务基地", "某市科学技术交流中心", "全市", &words(160)],
        ),
        row("3", made, ["市级基地", "国际科技合作特派员专家服务基地", "某市科学技术交流中心", "全市", &words(172)]),
        row(
            "4",
            made,
            [
                "国家级服务团",
                "助力某县乡村振兴村庄规划设计专家服务团",
                "现代建筑装饰环境设计研究院有限公司",
                "某省某县",
                &words(195),
            ],
        ),
        row("5", made, ["市级服务团", "青年专家义诊服务团", "某市科技创业中心", "", &words(120)]),
    ];
    let unread = (
        "/交来的/照片.xlsx".to_string(),
        Err("这是图片，不是Excel工作簿，请交申报台导出的一览表行，或填好的Excel一览表".to_string()),
    );
    rows.into_iter().map(file).chain([unread]).collect()
}

/// So many files, each of another unit.
pub fn many(numbers: std::ops::Range<usize>) -> Vec<ReadFile> {
    let row = |number: usize| {
        let (name, unit) = (format!("第{number}服务团"), format!("第{number}研究所"));
        let words =
            "组织专家到一线开展技术指导和人才培养，帮助解决生产中的难题。".repeat(if number % 10 == 3 { 9 } else { 4 });
        row(&number.to_string(), "2025-01-18T09:00:00", ["市级服务团", &name, &unit, "全市", &words])
    };
    numbers.map(row).map(file).collect()
}
