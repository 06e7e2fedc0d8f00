//! Mistakes in a form's file are told all at once, each with file, line, cause and remedy, in Chinese.

use shenbao::check::lint;
use shenbao::form::load::{FormProblem, Source};

const NOTICE: &str = r#"Notice(
  region: "某地", year: 2025, number: "某人社〔2025〕1号", title: "通知", issuer: "某局",
  issued: "2025-01-01", deadline: "2025-02-07", forms: ["a.ron"],
  list: List(annex: "附件3", title: "一览表", columns: [ListColumn(heading: "名称", width: 10)], notes: []),
)"#;

/// A sound form; each test spoils it.
const FORM: &str = r#"Form(
  revision: 1, title: "申报表", short: "表", annex: "附件1", name: "name", unit: "unit",
  sections: [
    Section(id: "basic", title: "一、基本信息", fields: [
      Field(id: "name", label: "名称", kind: Text, ask: Required),
      Field(id: "unit", label: "单位", kind: Text),
      Field(id: "level", label: "类别", kind: Choice(["国家级", "市级"])),
      Field(id: "money", label: "经费", kind: Money(万元)),
    ]),
    Section(id: "more", title: "二、明细", printed: false, fields: [
      Field(id: "lines", label: "明细", kind: Table([TableColumn(id: "amount", label: "金额", kind: Money(万元))])),
      Field(id: "start", label: "开始时间", kind: Date),
    ]),
  ],
  rules: [
    Rule(id: "cap", on: "money", must: AtMostBy("level", {"国家级": "20", "市级": "10"}), cite: ("附件1", "不超过"),
      pass: [{"level": Text("市级"), "money": Text("10")}], fail: [{"level": Text("市级"), "money": Text("11")}]),
  ],
  pages: [
    Title("申报表"),
    Grid(columns: [30, 60], rows: [
      [Cell(words: [Label("name")]), Cell(words: [Answer("name"), Answer("unit")])],
      [Cell(words: [Label("level")]), Cell(words: [BoxesBefore("level"), Answer("money")])],
    ]),
  ],
  row: [Column(heading: "名称", source: Words([Answer("name")]))],
)"#;

/// What is wrong with a call made of these files.
fn problems(files: &[(&str, &str)]) -> Vec<FormProblem> {
    let source = |(name, text): &(&str, &str)| Source { name: (*name).into(), text: (*text).into() };
    lint("some-2025", &files.iter().map(source).collect::<Vec<_>>())
}

/// A line each.
fn told(problems: &[FormProblem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

/// A sound form's words and what takes their place.
type Changes = Vec<(String, String)>;

/// What is wrong with the form when some of its words are replaced.
fn spoilt(changes: &Changes) -> Vec<FormProblem> {
    let mut form = FORM.to_string();
    for (from, to) in changes {
        assert!(form.contains(from), "the form has no {from}");
        form = form.replacen(from, to, 1);
    }
    problems(&[("notice.ron", NOTICE), ("a.ron", &form)])
}

/// The lines of a block that start with a mark.
fn marked(block: &str, mark: char) -> Vec<String> {
    let lines = block.lines().filter_map(|line| line.strip_prefix(mark));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line).replace('⏎', "\n")).collect()
}

/// The cases of `data/spoilt-forms.txt`: changes, and the lines that tell them.
fn cases() -> Vec<(Changes, Vec<String>)> {
    let file = include_str!("data/spoilt-forms.txt").split("\n\n").filter(|block| block.starts_with('-'));
    let case = |block: &str| {
        let changes = marked(block, '-').into_iter().zip(marked(block, '+')).collect();
        (changes, marked(block, '='))
    };
    file.map(case).collect()
}

#[test]
fn a_sound_form_has_no_problems() {
    assert_eq!(problems(&[("notice.ron", NOTICE), ("a.ron", FORM)]), []);
}

#[test]
fn a_call_without_a_list_and_letters_of_the_office_need_no_row() {
    let list = NOTICE.lines().find(|line| line.contains("list:")).unwrap();
    let listless = NOTICE.replace(list, "");
    let row = "  row: [Column(heading: \"名称\", source: Words([Answer(\"name\")]))],\n";
    let rowless = FORM.replace(row, "");
    let letter = rowless.replace("short:", "by: Office, short:");
    let told_of = |notice: &str, form: &str| told(&problems(&[("notice.ron", notice), ("a.ron", form)]));
    assert_eq!(told_of(&listless, &rowless), [""; 0]);
    assert_eq!(told_of(NOTICE, &letter), [""; 0]);
    let lacking = "a.ron:1 Form缺少“row”；补上row: […]";
    assert_eq!(told_of(NOTICE, &rowless)[0], lacking);
    let extra = "a.ron:26 通知没有一览表，row没有去处（名称）；删去row，或在“notice.ron”里写出list";
    assert_eq!(told_of(&listless, FORM), [extra]);
}

#[test]
fn a_list_that_can_t_be_read_is_told_once() {
    let two = NOTICE.replace("\"a.ron\"", "\"a.ron\", \"b.ron\"").replace("ListColumn(", "ListColum(");
    let found = told(&problems(&[("notice.ron", &two), ("a.ron", FORM), ("b.ron", FORM)]));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("notice.ron:4 "), "{}", found[0]);
}

#[test]
fn upper_headings_of_the_list_stand_together() {
    let columns =
        ["甲", "乙", "甲"].map(|group| format!("ListColumn(heading: \"{group}\", group: \"{group}\", width: 9)"));
    let list = NOTICE.replace("ListColumn(heading: \"名称\", width: 10)", &columns.join(", "));
    let found = told(&problems(&[("notice.ron", &list), ("a.ron", FORM)]));
    assert_eq!(found[0], "notice.ron:4 group“甲”的各栏没有相邻（甲）；把它们排在一起，或给其中一组换名");
}

#[test]
fn every_mistake_is_told_with_file_line_cause_and_remedy() {
    for (changes, expected) in cases() {
        let told = told(&spoilt(&changes));
        assert!(told == expected, "{changes:?} is told as\n{}", told.join("\n"));
    }
}

#[test]
fn files_that_are_missing_empty_huge_or_too_deep_are_told() {
    let deep = FORM.replacen("must: ", &format!("when: {}{}, must: ", "Not(".repeat(9999), ")".repeat(9999)), 1);
    let open = FORM.replacen("sections: [", &format!("sections: {}", "[".repeat(100_000)), 1);
    let date = NOTICE.replace("2025-02-07", "2025年2月7日");
    let form = |text: &str| problems(&[("notice.ron", NOTICE), ("a.ron", text)]);
    let notice = |text: &str| problems(&[("notice.ron", text), ("a.ron", FORM)]);
    let cases = [
        (problems(&[]), "notice.ron:1 文件夹里没有这个文件；补上该文件，或改正引用它的名字"),
        (
            problems(&[("notice.ron", NOTICE)]),
            "notice.ron:3 文件夹里没有“a.ron”这个文件（a.ron）；补上该文件，或改正引用它的名字",
        ),
        (notice(""), "notice.ron:1 此处应为Notice(…)；内容写在Notice( 与 )之间"),
        (notice("关于通知"), "notice.ron:1 此处应为Notice（关于通知）；把“关于通知”改成“Notice”"),
        (notice(&" ".repeat((4 << 20) + 1)), "notice.ron:1 文件超过4MB；表式文件不应这么大，请检查内容"),
        (
            form(&deep),
            "a.ron:16 层次套得太深（Rule(id: \"cap\", on: \"money\", when: Not(Not(Not(Not(Not(Not(N）；减少嵌套；正常的文件不会超过六十层",
        ),
        (
            form(&open),
            "a.ron:3 层次套得太深（sections: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[）；减少嵌套；正常的文件不会超过六十层",
        ),
        (notice(&date), "notice.ron:3 日期或金额读不懂（\"2025年2月7日\"）；日期写成\"2025-02-07\"，金额写成\"10.5\""),
    ];
    for (problems, expected) in cases {
        assert_eq!(told(&problems), [expected]);
    }
}

#[test]
fn all_files_are_read_before_anything_is_told() {
    let two = NOTICE.replace("\"a.ron\"", "\"a.ron\", \"b.ron\"").replace("region", "regoin");
    let expected = [
        "notice.ron:2 Notice没有“regoin”这个键（regoin）；是不是“region”？",
        "a.ron:16 没有“mony”这个字段（mony）；是不是“money”？",
        "notice.ron:3 文件夹里没有“b.ron”这个文件（b.ron）；补上该文件，或改正引用它的名字",
    ];
    let form = FORM.replace("on: \"money\"", "on: \"mony\"");
    assert_eq!(told(&problems(&[("notice.ron", &two), ("a.ron", &form)])), expected);
}

/// Words of the files' own language, which people who write forms use; all other words are Chinese.
const FORMAT_WORDS: [&str; 34] = [
    "Cell", "Choice", "Date", "Office", "Required", "ask", "by", "column", "Each", "Field", "Form", "Integer", "Money",
    "Text", "cite", "columns", "docs", "down", "fail", "false", "flows", "forms", "id", "kind", "label", "md", "name",
    "pages", "pass", "printed", "row", "span", "true", "when",
];

#[test]
fn problems_speak_chinese() {
    for problem in cases().iter().flat_map(|(changes, _)| spoilt(changes)) {
        let FormProblem { problem, remedy, .. } = &problem;
        assert!(!problem.is_empty() && !remedy.is_empty(), "{problem:?}");
        // What may be written, and what was found, is quoted as it is.
        let advice = remedy.split("可以写：").next().unwrap();
        let unquoted: String = format!("{problem} {advice}").split(['“', '”']).step_by(2).collect();
        let words = unquoted.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        let english: Vec<&str> = words.filter(|word| !FORMAT_WORDS.contains(word)).collect();
        assert!(english.is_empty(), "{english:?} in {problem}；{remedy}");
    }
}

#[test]
fn long_chains_and_broad_grids_are_told() {
    let field = |n: usize| format!("Field(id: \"f{n}\", label: \"甲\", kind: Text, when: Filled(\"f{}\")),", n - 1);
    let chain = |length| {
        let fields: String = (1..=length).map(field).collect();
        let first = "Field(id: \"f0\", label: \"甲\", kind: Text),";
        let form = FORM.replace("Field(id: \"start\"", &format!("{first}{fields}Field(id: \"start\""));
        told(&problems(&[("notice.ron", NOTICE), ("a.ron", &form)]))
    };
    assert_eq!(chain(64), [""; 0]);
    assert_eq!(chain(300), ["a.ron:12 条件一环套一环，超过64环（f65）；让when直接看最前面的字段"]);
    let grid = FORM.replace("columns: [30, 60]", &format!("columns: [{}]", "5,".repeat(61)));
    let found = told(&problems(&[("notice.ron", NOTICE), ("a.ron", &grid)]));
    assert!(found.contains(&"a.ron:21 表格的列数不能超过60（61）；改小这个数".into()), "{found:?}");
    let column = |n: usize| format!("TableColumn(id: \"c{n}\", label: \"乙\", kind: Text), ");
    let columns: String = (0..60).map(column).collect();
    let table = FORM.replace("TableColumn(id", &format!("{columns}TableColumn(id"));
    let options: String = (0..499).map(|n| format!("\"{n}\", ")).collect();
    let choice = FORM.replacen("Choice([", &format!("Choice([{options}"), 1);
    for (form, expected) in [
        (table, "a.ron:11 表格的列数不能超过60（61）；改小这个数"),
        (choice, "a.ron:7 选项的个数不能超过500（501）；改小这个数"),
    ] {
        let found = told(&problems(&[("notice.ron", NOTICE), ("a.ron", &form)]));
        assert!(found.contains(&expected.into()), "{found:?}");
    }
}

#[test]
fn limits_are_read_in_the_unit_of_their_question_and_lower_ones_as_such() {
    let in_yuan = FORM
        .replace("Money(万元)", "Money(元)")
        .replace(r#"{"国家级": "20", "市级": "10"}"#, r#"{"国家级": "200000", "市级": "100000"}"#)
        .replace(r#"("附件1", "不超过")"#, r#"("附件1", "国家级不超过20万元，市级不超过100000元")"#)
        .replace(r#""money": Text("11")"#, r#""money": Text("100001")"#);
    let rule = r#"rules: [Rule(id: "least", on: "name", must: MinWords(300), cite: ("附件1", "不少于300字"),
      pass: [{"name": Words(300)}], fail: [{"name": Words(299)}]),"#;
    let hint = |hint: &str| format!(r#"label: "名称", hint: "{hint}""#);
    let with = |words: &str| FORM.replacen(r#"label: "名称""#, &hint(words), 1);
    let told = |form: &str| told(&problems(&[("notice.ron", NOTICE), ("a.ron", form)]));
    assert_eq!(told(&in_yuan), [""; 0]);
    assert_eq!(told(&with("不少于300字").replace("rules: [", rule)), [""; 0]);
    assert_eq!(told(&with("500字以上")).len(), 1, "a lower limit without a rule");
    let other = with("不少于500字").replace("rules: [", rule);
    assert!(told(&other)[0].contains("规则是300字，提示里写的不是"), "{:?}", told(&other));
}

#[test]
fn limits_that_leave_nothing_between_them_are_told_of_every_kind() {
    let rule = |id: &str, on: &str, must: &str, when: &str, pass: &str, fail: &str| {
        format!(
            r#"Rule(id: "{id}", on: "{on}", must: {must}, {when} cite: ("附件1", "x"), pass: [{pass}], fail: [{fail}]),"#
        )
    };
    let told = |pairs: [String; 2]| {
        let form = FORM.replace("rules: [", &format!("rules: [{}", pairs.concat()));
        let found = told(&problems(&[("notice.ron", NOTICE), ("a.ron", &form)]));
        found.iter().filter(|line| line.contains("小于另一条规则的下限")).count()
    };
    let of = |on: &str, a: &str, b: &str, when: &str| {
        told([rule("a1", on, a, when, "{}", "{}"), rule("a2", on, b, when, "{}", "{}")])
    };
    let city = r#"when: Is("level", "市级"),"#;
    assert_eq!(of("money", r#"AtLeast("50")"#, r#"AtMost("5")"#, city), 1);
    assert_eq!(of("money", r#"AtLeast("5")"#, r#"AtMost("50")"#, city), 0);
    assert_eq!(of("lines", "Rows(10, None)", "Rows(0, Some(5))", ""), 1);
    assert_eq!(of("start", r#"Within("2025-01-01", "2025-02-01")"#, r#"Within("2025-05-01", "2025-06-01")"#, ""), 1);
    assert_eq!(of("name", "Digits(12, 12)", "Digits(1, 5)", ""), 1);
    assert_eq!(of("name", "MinWords(300)", "MaxWords(200)", ""), 1);
}

#[test]
fn spans_that_are_no_dates_of_birth_belong_to_the_call_s_year() {
    let told = |from: &str, to: &str| {
        let rule = format!(
            r#"rules: [Rule(id: "a", on: "start", must: Within("{from}", "{to}"), cite: ("附件1", "x"),
          pass: [{{"start": Text("{from}")}}], fail: [{{"start": Text("1900-01-01")}}]),"#
        );
        told(&problems(&[("notice.ron", NOTICE), ("a.ron", &FORM.replace("rules: [", &rule))]))
    };
    for (from, to) in [("2035-01-01", "2035-12-31"), ("2015-01-01", "2015-12-31"), ("2025-01-01", "2052-12-31")] {
        assert!(told(from, to)[0].contains("日期范围与通知的2025年对不上"), "{from}");
    }
    for (from, to) in [("1930-01-01", "2007-12-31"), ("2025-03-01", "2027-12-31")] {
        assert_eq!(told(from, to), [""; 0]);
    }
}

#[test]
fn what_says_nothing_or_something_else_is_told() {
    let zz = r#"Field(id: "zz", label: "深", kind: Choice(["甲", "乙"]), ask: Attest), Field(id: "start""#;
    let late = r#"rules: [Rule(id: "late", on: "name", must: FiledInTime, cite: ("四", "于2025年2月17日前"),
      pass: [{"name": Text("甲"), "today": Today("2025-02-07")}], fail: [{"name": Text("甲"), "today": Today("2025-02-08")}]),"#;
    let cases = [
        (FORM.replace(r#"Field(id: "start""#, zz), "“深”的这些选项选不选都没有用处（甲、乙）"),
        (FORM.replace(r#"("附件1", "不超过")"#, r#"("附件1", " ")"#), "规则没有写出处和原文"),
        (FORM.replace(r#"("附件1", "不超过")"#, r#"("附件1", "不超过20元、10元")"#), "规则是20万元，出处里写的不是"),
        (FORM.replace("rules: [", late), "截止日期是2025-02-07，出处里写的不是"),
    ];
    for (form, expected) in cases {
        let found = told(&problems(&[("notice.ron", NOTICE), ("a.ron", &form)]));
        assert!(found.iter().any(|line| line.contains(expected)), "{expected}: {found:?}");
    }
    let teem = NOTICE.replace("a.ron", "aa.ron");
    let found = told(&problems(&[("notice.ron", &teem), ("a.ron", FORM)]));
    assert_eq!(found[1], "notice.ron:3 文件夹里没有“aa.ron”这个文件（aa.ron）；是不是“a.ron”？");
}

#[test]
fn hint_and_clause_tell_the_limits_of_their_rules() {
    let told = |must: &str, hint: &str, clause: &str| {
        let form = FORM.replace(r#"label: "经费","#, &format!(r#"label: "经费", hint: "{hint}","#));
        let rule = format!(
            r#"rules: [Rule(id: "a", on: "money", must: {must}, cite: ("附件1", "{clause}"), pass: [], fail: []),"#
        );
        let found = told(&problems(&[("notice.ron", NOTICE), ("a.ron", &form.replace("rules: [", &rule))]));
        found.iter().filter(|line| line.contains("写的不是")).count()
    };
    assert_eq!(told(r#"AtMost("20")"#, "", "不超过20万元"), 0);
    assert_eq!(told(r#"AtMost("20")"#, "不超过30万元", "不超过20万元"), 2, "of this rule, and of the one by category");
    assert_eq!(told(r#"AtMost("20")"#, "", "不超过30万元"), 1);
    assert_eq!(told(r#"AtMost("20")"#, "", "不超过20元"), 1);
    assert_eq!(told(r#"AtLeast("5")"#, "", "不少于8万元"), 1);
    assert_eq!(told(r#"AtLeast("5")"#, "", "不超过8万元"), 0);
}

#[test]
fn options_of_several_that_nothing_looks_at_are_told() {
    let several = r#"Field(id: "k", label: "深", kind: Choices(["甲", "乙", "丙"])),
      Field(id: "deep", label: "深处", kind: Text, when: Has("k", "甲")), Field(id: "start""#;
    let found = told(&problems(&[("notice.ron", NOTICE), ("a.ron", &FORM.replace(r#"Field(id: "start""#, several))]));
    assert!(found[0].contains("“深”的这些选项选不选都没有用处（乙、丙）"), "{found:?}");
}

#[test]
fn a_passing_example_that_answers_nothing_is_told() {
    let form = FORM.replace(r#"pass: [{"level": Text("市级"), "money": Text("10")}]"#, "pass: [{}]");
    let told = told(&problems(&[("notice.ron", NOTICE), ("a.ron", &form)]));
    assert!(told[0].contains("什么也没有试"), "{told:?}");
}

#[test]
fn files_that_are_not_listed_or_listed_twice_are_told() {
    let twice = NOTICE.replace("forms: [\"a.ron\"]", "forms: [\"a.ron\", \"a.ron\"]");
    let files = [("notice.ron", twice.as_str()), ("a.ron", FORM), ("b.ron", FORM)];
    let expected = [
        "notice.ron:3 “a.ron”列了两次（a.ron）；只留一处",
        "b.ron:1 “notice.ron”的forms没有列出这个文件；列入forms，或移出文件夹",
    ];
    assert_eq!(told(&problems(&files)), expected);
}

#[test]
fn large_files_take_no_more_time_than_their_size() {
    let field = |n: usize| format!("      Field(id: \"f{n}\", label: \"甲\", kind: Text),\n");
    let fields: String = (0..20_000).map(field).collect();
    let form = FORM.replace("Field(id: \"start\"", &format!("{fields}Field(id: \"start\""));
    let start = std::time::Instant::now();
    assert_eq!(problems(&[("notice.ron", NOTICE), ("a.ron", &form)]), []);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// A sound list, spoilt one way at a time: what stands in it, what takes its place, and what is told.
#[test]
fn mistakes_in_a_list_are_told() {
    let list = r#"columns: [
    ListColumn(heading: "单位", width: 10, holds: Unit), ListColumn(heading: "名称（不超过20字）", width: 10, holds: Name, max_words: 20),
    ListColumn(heading: "类别", width: 10, holds: Kind, also: ["申报类别"], options: ["国家级", "市级"]),
  ], limits: [Limit(most: 1, per: Unit, kinds: ["市级"], cite: ("四", "1个"))], notes: []),"#;
    let row = r#"row: [Column(heading: "单位", source: Words([Answer("unit")])), Column(heading: "名称（不超过20字）", source: Words([Answer("name")])),
    Column(heading: "类别", source: Words([Answer("level")]))],"#;
    let notice = NOTICE.replace(r#"columns: [ListColumn(heading: "名称", width: 10)], notes: []),"#, list);
    let form = FORM.replace(r#"row: [Column(heading: "名称", source: Words([Answer("name")]))],"#, row);
    let told = |from: &str, to: &str| {
        assert!(notice.contains(from) || form.contains(from), "{from}");
        told(&problems(&[("notice.ron", &notice.replace(from, to)), ("a.ron", &form.replace(from, to))]))
    };
    assert_eq!(told("单位", "单位"), [""; 0]);
    let cases = [
        ("holds: Name", "holds: Unit", "notice.ron:4 有2栏都写了holds: Unit（单位、名称（不超过20字））；只留一栏"),
        (
            "max_words: 20",
            "max_words: 200",
            "notice.ron:4 “名称（不超过20字）”写的是20字，max_words是200（200）；改成max_words: 20",
        ),
        (
            ", max_words: 20",
            "",
            "notice.ron:4 “名称（不超过20字）”写了20字，没有max_words（名称（不超过20字））；补上max_words: 20",
        ),
        ("[\"申报类别\"]", "[\"单位\"]", "notice.ron:4 一览表有两栏叫“单位”（单位）；给其中一栏换名，或从also里删去"),
        ("\"市级\"], cite", "\"市\"], cite", "notice.ron:4 limits里的“市”不是一览表的类别（市）；可以写：国家级、市级"),
        ("most: 1", "most: 0", "notice.ron:4 limits的most是0，没有一行能列入（0）；改成正确的个数"),
        (
            ", holds: Unit",
            "",
            "notice.ron:4 limits按Unit计数，而没有一栏写holds: Unit（Unit）；给对应的一栏写holds: Unit",
        ),
        ("\"四\"", "\"\"", "notice.ron:4 limits没有写出处（1个）；写成cite: (\"四\", \"原文\")"),
        (
            "\"附件3\"",
            "\"\"",
            "notice.ron:4 一览表没有写明是第几个附件；写出annex；通知没有印发一览表的，写ground说明来由",
        ),
        ("options: [", "options: [\"市级\", ", "notice.ron:4 “类别”的选项有空的或重复的（市级）；每个选项写一次"),
        (
            "options: [",
            "options: [\"区级\", ",
            "notice.ron:4 “类别”的选项“区级”没有一张表会填出来（区级）；删去这个选项，或改正各表row里对应的词",
        ),
        (
            "holds: Kind, also",
            "holds: Number, also",
            "notice.ron:4 “类别”由程序填写，不用限定内容（类别）；删去options和max_words",
        ),
        ("most: 1", "most: 100000", "notice.ron:4 limits的most和kinds个数不能超过1000（100000）；改小这个数"),
    ];
    for (from, to, line) in cases {
        let told = told(from, to);
        assert!(told.iter().any(|told| told == line), "{to}: {told:#?}");
    }
    let other = form.replace("Answer(\"level\")]))]", "Text(\"省级\")]))]");
    let line = "a.ron:27 一览表“类别”的选项里没有“省级”（省级）；可以写：国家级、市级";
    let told = self::told(&problems(&[("notice.ron", &notice), ("a.ron", &other)]));
    assert!(told.iter().any(|told| told == line), "{told:#?}");
}

/// Rules on the cells of a list, spoilt one way at a time.
#[test]
fn mistakes_in_the_rules_on_cells_are_told() {
    let list = r#"columns: [ListColumn(heading: "名称", width: 10, reads: Words, rules: [CellRule(id: "row.place",
      must: NamesNone(of: "外地", not_before: "路名"), cite: ("四", "本地"), pass: ["外省路"], fail: ["外省"])])],
    words: {"外地": ["外省"], "路名": ["路"]}, notes: []),"#;
    let notice = NOTICE.replace(r#"columns: [ListColumn(heading: "名称", width: 10)], notes: []),"#, list);
    let told = |from: &str, to: &str| {
        assert!(notice.contains(from), "{from}");
        told(&problems(&[("notice.ron", &notice.replace(from, to)), ("a.ron", FORM)]))
    };
    assert_eq!(told("名称", "名称"), [""; 0]);
    let at_least = "must: AtLeast(\"1\")";
    let names = "must: NamesNone(of: \"外地\", not_before: \"路名\")";
    let cases = [
        ("row.place", "", "notice.ron:4 “名称”有一条规则没有id，或与别的规则同名；给每条规则起一个不同的id"),
        (
            "of: \"外地\"",
            "of: \"外国\"",
            "notice.ron:4 规则“row.place”用的词“外国”不在words里（外国）；可以写：外地、路名",
        ),
        (
            names,
            at_least,
            "notice.ron:4 规则“row.place”比较数值，而“名称”不是金额（row.place）；给这一栏写reads: Money(万元)，或改用别的规则",
        ),
        (names, at_least, "notice.ron:4 words里的“外地”没有一条规则用到（外地）；删去，或在规则里用上"),
        (
            "[\"外省\"], \"路名\"",
            "[\"\"], \"路名\"",
            "notice.ron:4 words里的“外地”是空的，或有空的词（外地）；写出各个词，删去空的",
        ),
        (
            "cite: (\"四\", \"本地\")",
            "kinds: [\"市级\"], cite: (\"四\", \"本地\")",
            "notice.ron:4 规则“row.place”里的“市级”不是一览表的类别（市级）；没有可写的，请删去",
        ),
        ("(\"四\"", "(\"\"", "notice.ron:4 规则“row.place”没有写出处（本地）；写成cite: (\"四\", \"原文\")"),
        (
            "pass: [\"外省路\"]",
            "pass: []",
            "notice.ron:4 规则“row.place”没有通过和不通过的例子（row.place）；写出pass和fail各一个",
        ),
        (
            "pass: [\"外省路\"]",
            "pass: [\"外省桥\"]",
            "notice.ron:4 规则“row.place”的pass例子没有通过（外省桥）；改正规则，或改正例子",
        ),
        (
            "fail: [\"外省\"]",
            "fail: [\"本地\"]",
            "notice.ron:4 规则“row.place”的fail例子却通过了（本地）；改正规则，或改正例子",
        ),
    ];
    for (from, to, line) in cases {
        let told = told(from, to);
        assert!(told.iter().any(|told| told == line), "{to}: {told:#?}");
    }
}
