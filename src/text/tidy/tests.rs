//! What editors type, and what is printed: edition by edition.

use super::{TidyRules, tidy, tidy_line};

/// The rules of an edition, as its record has them.
fn rules(edition: &str) -> TidyRules {
    let record = match edition {
        "en" => include_str!("../../../locales/en/edition.toml"),
        "mn" => include_str!("../../../locales/mn/edition.toml"),
        "zh-hans" => include_str!("../../../locales/zh-hans/edition.toml"),
        _ => include_str!("../../../locales/zh-hant/edition.toml"),
    };
    let record: toml::Table = record.parse().expect("a record");
    record["tidy"].clone().try_into().expect("rules")
}

const EDITIONS: [&str; 4] = ["en", "mn", "zh-hans", "zh-hant"];

#[track_caller]
fn becomes(edition: &str, typed: &str, printed: &str) {
    assert_eq!(tidy(typed, &rules(edition)), printed, "{edition}: {typed}");
}

#[track_caller]
fn stays(edition: &str, typed: &str) {
    becomes(edition, typed, typed);
}

#[test]
fn english() {
    for (typed, printed) in [
        (r#"He said, "It is dear.""#, "He said, “It is dear.”"),
        (r#""Dear," he said, "and late.""#, "“Dear,” he said, “and late.”"),
        (r#"She said: "He called it 'dear'.""#, "She said: “He called it ‘dear’.”"),
        (r#"("Dear!")"#, "(“Dear!”)"),
        (r#"The "old"-"new" divide"#, "The “old”-“new” divide"),
        (r#"**"Dear"** and *"late"*"#, "**“Dear”** and *“late”*"),
        (r#"["Dear"](https://example.org/a"b)"#, r#"[“Dear”](https://example.org/a"b)"#),
        // The quotation goes on in the next paragraph.
        ("\"Dear.\n\n\"And late.\"", "“Dear.\n\n“And late.”"),
        ("Don't; the dogs' bones; O'Brien's; 1990's", "Don’t; the dogs’ bones; O’Brien’s; 1990’s"),
        ("'Tis the '90s, rock 'n' roll", "’Tis the ’90s, rock ’n’ roll"),
        ("He called it 'dear' and 'late'.", "He called it ‘dear’ and ‘late’."),
        ("A dash -- like this---and this", "A dash — like this—and this"),
        ("Fuel - the dear kind - is late", "Fuel — the dear kind — is late"),
        ("Pages 10-20, $5-10, 20-30% and 2015-16", "Pages 10–20, $5–10, 20–30% and 2015–16"),
        ("In 1939-1945.", "In 1939–1945."),
        ("Wait... what?", "Wait… what?"),
        ("Two  spaces , and one .", "Two spaces, and one."),
        ("Why ? (Because )", "Why? (Because)"),
        ("- \"Dear\"\n> 'late'\n## It's\n1. Don't", "- “Dear”\n> ‘late’\n## It’s\n1. Don’t"),
        (
            "| \"a\"   | b |\n| --- | --- |\n| it's  | -- |",
            "| “a”   | b |\n| --- | --- |\n| it’s  | — |",
        ),
    ] {
        becomes("en", typed, printed);
    }
    for typed in [
        "3,000 at 10:30, 1.5 per cent; 10:30 - 11:30",
        "On 2016-11-16, call 555-1234, a Boeing 747-400ER, COVID-19, 3-2-1, 10-5",
        "A 5\" pipe, a 6' board, 6'2\" tall",
        "Odd \"quote here and x\"y",
        "`\"code\" -- ...` and ``a ` \"b\"``",
        "See https://example.org/a--b?c=d...e and www.example.org/it's",
        "Write to o'neil--x@example.org",
        "<https://example.org/--> and <a title=\"x\">",
        r#"[a](https://example.org/1-2 "a -- title")"#,
        r#"Escaped \"quotes\" and \' and \--"#,
        "---\n\n***\n\n- - -",
        "Run it with --release, in ../src/...",
        "```photo\nmedia: 10-20\nurl: a--b\n```",
        "```\n\"code\" -- it's\n```",
        "~~~rust\nlet a = \"b\"; // it's...\n~~~",
        "```quote\nby: left open -- \"here\"",
        "A line with   \n\ttrailing and leading",
        "    \"indented",
        "A score of 3:2, a ratio :smile: , .NET and ... ../",
        "<!-- \"a\" -->",
        "“Dear,” he said — ‘late’ — it’s 10–20…",
    ] {
        match typed {
            "    \"indented" => becomes("en", typed, "    “indented"),
            "A score of 3:2, a ratio :smile: , .NET and ... ../" => {
                becomes("en", typed, "A score of 3:2, a ratio :smile: , .NET and … ../");
            }
            typed => stays("en", typed),
        }
    }
}

#[test]
fn values_of_blocks_are_tidied_and_keys_are_not() {
    becomes(
        "en",
        "```photo\nmedia: 1\ncaption: The \"old\" harbour - it's dear\nalt: It's\n```\n\n\
         ```quote\nby: O'Brien\nIt's \"dear\"...\n```\n\n\
         ```embed\nurl: https://example.org/a--b\ntitle: It's\n```",
        "```photo\nmedia: 1\ncaption: The “old” harbour — it’s dear\nalt: It’s\n```\n\n\
         ```quote\nby: O’Brien\nIt’s “dear”…\n```\n\n\
         ```embed\nurl: https://example.org/a--b\ntitle: It’s\n```",
    );
}

#[test]
fn mongolian() {
    for (typed, printed) in [
        ("Тэр \"үнэтэй\" гэв.", "Тэр “үнэтэй” гэв."),
        ("Тэр \"нөгөө 'үнэтэй' нь\" гэв", "Тэр “нөгөө ‘үнэтэй’ нь” гэв"),
        ("Шатахуун - үнэтэй", "Шатахуун – үнэтэй"),
        ("Шатахуун -- үнэтэй...", "Шатахуун – үнэтэй…"),
        ("2015-2016 онд 10-20 хувь", "2015–2016 онд 10–20 хувь"),
        ("Нэг  хоёр , гурав", "Нэг хоёр, гурав"),
        ("\"O'Neil's\"", "“O’Neil’s”"),
    ] {
        becomes("mn", typed, printed);
    }
    for typed in ["5-р сарын 4, 10-аас 20-оос", "10:30 цагт 3,000 төгрөг", "«Үнэн» сонин"]
    {
        stays("mn", typed);
    }
}

#[test]
fn simplified_chinese() {
    for (typed, printed) in [
        ("他说:\"油价涨了.\"", "他说：“油价涨了。”"),
        ("他说\"你好\",她说\"再见\".", "他说“你好”，她说“再见”。"),
        ("他说:\"她叫它'贵'.\"", "他说：“她叫它‘贵’。”"),
        ("**\"重要\"**,他说", "**“重要”**，他说"),
        ("油价(每升)涨了;真的吗?是!", "油价（每升）涨了；真的吗？是！"),
        ("世界卫生组织(WHO)", "世界卫生组织（WHO）"),
        ("世界卫生组织 (WHO) 说", "世界卫生组织（WHO）说"),
        ("ＡＢＣ１２３年", "ABC123年"),
        ("GDP,增长3.5%, 达到 3,000 元", "GDP，增长3.5%，达到 3,000 元"),
        ("Apple, 苹果", "Apple，苹果"),
        ("他--她的弟弟--来了", "他——她的弟弟——来了"),
        ("他 -- 她的弟弟 -- 来了", "他——她的弟弟——来了"),
        ("他—她", "他——她"),
        ("他－－她", "他——她"),
        ("等等...", "等等……"),
        ("等等。。。好", "等等……好"),
        ("等等…好", "等等……好"),
        ("好 ， 真好 。", "好，真好。"),
        ("好  真好", "好 真好"),
        ("2015-2016年,10-20人", "2015—2016年，10—20人"),
        ("[油价,涨了](https://example.org/a,b)", "[油价，涨了](https://example.org/a,b)"),
        ("见https://example.org/a,b,他说", "见https://example.org/a,b，他说"),
        ("It's 10:30,他来了", "It’s 10:30，他来了"),
        ("- 好,真好\n> 好.\n## 好:真好", "- 好，真好\n> 好。\n## 好：真好"),
        ("| 好,  | a,b |\n|:--|--:|", "| 好，  | a,b |\n|:--|--:|"),
        ("```fact\ntitle: 好,真好\n好.\n```", "```fact\ntitle: 好，真好\n好。\n```"),
    ] {
        becomes("zh-hans", typed, printed);
    }
    for typed in [
        "10:30 开始，3,000 人，比分 3:2，f(x)的值",
        "He said, it is dear. And late (very).",
        "１. 不是列表",
        "文件 a.txt, b.txt",
        "`代码,代码.` 和 ![图,图](/media/1,2.jpg)",
        "https://example.org/中文,路径",
        "图1.2 和 v1.0.3",
    ] {
        match typed {
            "`代码,代码.` 和 ![图,图](/media/1,2.jpg)" => {
                becomes("zh-hans", typed, "`代码,代码.` 和 ![图，图](/media/1,2.jpg)");
            }
            "https://example.org/中文,路径" => {
                becomes("zh-hans", typed, "https://example.org/中文，路径");
            }
            typed => stays("zh-hans", typed),
        }
    }
}

#[test]
fn traditional_chinese() {
    for (typed, printed) in [
        ("他說:\"油價漲了.\"", "他說：「油價漲了。」"),
        ("他說：“她叫它‘貴’。”", "他說：「她叫它『貴』。」"),
        ("他說:\"她叫它'貴'.\"", "他說：「她叫它『貴』。」"),
        ("It's \"dear\",他說", "It’s「dear」，他說"),
        ("他--她...", "他——她……"),
        ("2015-2016年", "2015–2016年"),
    ] {
        becomes("zh-hant", typed, printed);
    }
    stays("zh-hant", "「油價」漲了——『真的』……it’s");
}

#[test]
fn an_edition_without_rules_has_one_space_between_words() {
    let none = TidyRules::default();
    assert_eq!(tidy("It's  \"dear\" -- 1-2... 好,", &none), "It's \"dear\" -- 1-2... 好,");
    assert_eq!(tidy_line("# \"It's\"", &rules("en")), "# “It’s”");
}

/// The demo's stories were set with care.
#[test]
fn what_a_careful_newsroom_has_written_stays_as_it_is() {
    let stories = concat!(env!("CARGO_MANIFEST_DIR"), "/src/demo/stories");
    let mut count = 0;
    for story in std::fs::read_dir(stories).expect("the demo") {
        for edition in EDITIONS {
            let file = story.as_ref().expect("a story").path().join(format!("{edition}.md"));
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            let body = text.split("\n+++\n").nth(1).expect("a body").trim();
            assert!(body.len() > 200, "{}", file.display());
            assert_eq!(tidy(body, &rules(edition)), body, "{}", file.display());
            count += 1;
        }
    }
    assert!(count > 90, "{count}");
}

/// Texts that are made of what is hard to tell apart.
#[test]
fn what_is_tidy_stays_as_it_is_and_what_is_no_sign_is_never_touched() {
    const PARTS: [&str; 62] = [
        "\"",
        "'",
        "''",
        "“",
        "”",
        "‘",
        "’",
        "「",
        "」",
        "-",
        "--",
        "---",
        "—",
        "–",
        ".",
        "...",
        "…",
        "。",
        ",",
        "，",
        ":",
        ";",
        "!",
        "?",
        "(",
        ")",
        "[",
        "]",
        "](",
        "![",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "``",
        "\\",
        "<",
        ">",
        "|",
        "#",
        " ",
        "  ",
        "\n",
        "\n\n",
        "a",
        "it",
        "tis",
        "5",
        "10",
        "2015",
        "好",
        "中文",
        "Ａ",
        "１",
        "а",
        "https://a.example/b--c",
        "o'x@a.example",
        "```",
        "```photo\n",
        "caption: ",
        "/",
    ];
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |most: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % most as u64).expect("small")
    };
    // Signs that it may add, take away or change.
    let is_word = |sign: &char| sign.is_alphanumeric() || "\n*_~`\\[]<>|#/@=+".contains(*sign);
    let words = |text: &str| -> String {
        let narrow = |sign: char| match sign {
            'Ａ' => 'A',
            '１' => '1',
            sign => sign,
        };
        text.chars().filter(is_word).map(narrow).collect()
    };
    let all = EDITIONS.map(rules);
    for round in 0..5_000 {
        let length = 1 + below(14);
        let typed: String = (0..length).map(|_| PARTS[below(PARTS.len())]).collect();
        let rules = &all[round % all.len()];
        let tidied = tidy(&typed, rules);
        assert_eq!(tidy(&tidied, rules), tidied, "{round}: {typed:?}");
        assert_eq!(words(&tidied), words(&typed), "{round}: {typed:?}");
        for address in ["https://a.example/b--c", "o'x@a.example"] {
            let count = |text: &str| text.matches(address).count();
            assert_eq!(count(&tidied), count(&typed), "{round}: {typed:?} {tidied:?}");
        }
    }
}

#[test]
fn long_lines_of_marks_take_no_long_time() {
    for part in ["(", "[", "](", "`", "'", "\"", "<a", "-", ".", " ", "a'", "“", "```` ` ", "好("]
    {
        let line = part.repeat(4_000 / part.len());
        for edition in EDITIONS {
            tidy(&line, &rules(edition));
        }
    }
}
