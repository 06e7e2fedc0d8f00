//! Folders that are no calls, or want to be too much.

use super::*;

#[test]
fn hostile_folders_end_in_a_sentence() {
    let program = program();
    let deep = format!("Form(sections: {}{})", "[".repeat(120_000), "]".repeat(120_000));
    let fields: String = (0..4_500).map(|n| format!(r#"Field(id: "f{n}", label: "x", kind: Text),"#)).collect();
    let many = FORM.replace(r#"Field(id: "fax", label: "传真", kind: Text),"#, &fields);
    let unknown: String = (0..10_000).map(|n| format!(r#"Answer("unknown-{n}"),"#)).collect();
    let answers = FORM.replace(r#"Answer("fax")"#, &unknown);
    let rule = |n: usize, most: usize| {
        let head = format!(r#"Rule(id: "r{n}", on: "content", must: MaxWords(200), cite: ("附件1", "x"), "#);
        head + &format!(r#"pass: [{{"content": Words(200)}}], fail: [{{"content": Words({most})}}]),"#)
    };
    let rules = |most: usize| {
        let rules: String = (0..1_600).map(|n| rule(n, most)).collect();
        FORM.replace("  rules: [", &format!("  rules: [{rules}"))
    };
    let rows: String = (0..6_000).map(|_| r#"[Cell(words: [Text("行")], span: 2)],"#).collect();
    let endless = FORM.replace("rows: [", &format!("rows: [{rows}"));
    let forms: String = (0..3_000).map(|n| format!(r#""f{n}.ron","#)).collect();
    let notice = NOTICE.replace(r#"["team.ron"]"#, &format!("[{forms}]"));
    let labels: String = (0..5_000).map(|_| r#"Label("fax"),"#).collect();
    let labels =
        FORM.replace(r#"Answer("fax")"#, &format!(r#"{labels}Answer("fax")"#)).replace("传真", &"传".repeat(1_900));
    let blank = r#"Each(table: "list", least: 200, rows: [[Cell(words: [Index], span: 2)]]),"#.repeat(1_000);
    let table = r#"Field(id: "list", label: "表", kind: Table([TableColumn(id: "a", label: "甲", kind: Text)])), Field(id: "fax""#;
    let blank = FORM.replace("rows: [", &format!("rows: [{blank}")).replace(r#"Field(id: "fax""#, table);
    let parts = r#"Is("level", "市级"),"#.repeat(4_000);
    let first = format!(r#"Field(id: "first", label: "甲", kind: Text, when: Any([{parts}])),"#);
    let behind = |n| format!(r#"Field(id: "g{n}", label: "乙", kind: Text, when: Filled("first")),"#);
    let hang: String = (0..800).map(behind).collect();
    let hang = FORM.replace(r#"Field(id: "fax""#, &format!(r#"{first}{hang}Field(id: "fax""#));
    let tried = r#"{"content": Words(1)},"#.repeat(2_500);
    let looks = hang.replace("pass: [", &format!("pass: [{tried}"));
    let tall = r#"Each(table: "list", least: 200, rows: [[Cell(words: [], span: 2, at_least: 220)]]),"#.repeat(20);
    let tall = FORM.replace("rows: [", &format!("rows: [{tall}")).replace(r#"Field(id: "fax""#, table);
    let inner = r#"Each("list", [Cell("a")], "；"),"#.repeat(300);
    let inner = format!(r#"Each(table: "list", rows: [[Cell(words: [Cell("a"), {inner}], span: 2)]]),"#);
    let inner = FORM.replace("rows: [", &format!("rows: [{inner}")).replace(r#"Field(id: "fax""#, table);
    let times = |n: usize| {
        format!(
            r#"Rule(id: "t{n}", on: "list", must: Rows(0, Some(999)), cite: ("附件1", "x"),
            pass: [{{"list": Times(999, {{"a": "1"}})}}], fail: [{{"list": Times(1000, {{"a": "1"}})}}]),"#
        )
    };
    let times: String = (0..500).map(times).collect();
    let times = FORM.replace("  rules: [", &format!("  rules: [{times}")).replace(r#"Field(id: "fax""#, table);
    let hostile = [
        ("inner", NOTICE, inner.as_str()),
        ("times", NOTICE, &times),
        ("tall", NOTICE, &tall),
        ("labels", NOTICE, &labels),
        ("blank", NOTICE, &blank),
        ("hang", NOTICE, &hang),
        ("looks", NOTICE, &looks),
        ("deep", NOTICE, &deep),
        ("many", NOTICE, &many),
        ("answers", NOTICE, &answers),
        ("rules", NOTICE, &rules(201)),
        ("words", NOTICE, &rules(200_000)),
        ("endless", NOTICE, &endless),
        ("forms", &notice, FORM),
        ("huge", NOTICE, &" ".repeat(5 << 20)),
    ];
    for (id, notice, form) in hostile {
        program.drop_in(id, &[("notice.ron", notice), ("team.ron", form)]);
        let begun = Instant::now();
        let found = catalogue(&program.folder);
        let took = begun.elapsed().as_secs_f64();
        let problems: Vec<String> =
            found.refused().iter().flat_map(|refused| &refused.problems).map(ToString::to_string).collect();
        assert!(!problems.is_empty() && problems.len() < 4000, "{id}: {}", problems.len());
        assert!(took < 20.0, "{id}: {took} s");
        fs::remove_dir_all(program.notices().join(id)).unwrap();
    }
}
