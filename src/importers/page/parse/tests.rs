use std::path::Path;

use super::*;
use crate::i18n::Editions;

/// The words of an edition of this portal.
pub fn words(prefix: &str) -> Words {
    let editions = Editions::load(None).unwrap();
    let edition = editions.get(prefix).unwrap().clone();
    Words::new(&editions, &edition, &[])
}

const HEAD: &str = "Homepage > China\nXi stresses cooperation\n";
const BODY: &str = "BEIJING, Nov. 16 (Xinhua) -- Chinese President Xi said so.\n";

fn page(prefix: &str, text: &str) -> Page {
    parse(text, &words(prefix)).unwrap_or_else(|problem| panic!("{problem:?}\n{text}"))
}

fn problem(text: &str) -> (Option<usize>, String) {
    let problem = parse(text, &words("en")).unwrap_err();
    (problem.line, problem.text)
}

fn at(page: &Page) -> String {
    page.header.time.at.to_string()
}

/// The page of the reference, where the shared inputs are.
fn reference() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/inputs/reference-article.txt");
    std::fs::read_to_string(path).ok()
}

#[test]
fn the_reference_page_has_every_element() {
    let Some(text) = reference() else { return };
    let page = page("en", &text);
    let header = &page.header;
    assert_eq!(header.crumbs, ["China"]);
    assert_eq!(header.headline, "President Xi stresses int'l cooperation in cyberspace governance");
    assert_eq!((&*header.editor, &*header.source), ("zhangrui", "Xinhua"));
    assert_eq!((&*header.author, &*header.standfirst), ("", ""));
    assert_eq!(at(&page), "2016-11-16 09:23:00");
    assert_eq!(header.coverages, ["China’s Leaders", "3rd World Internet Conference"]);
    let dateline = page.dateline.unwrap();
    assert_eq!((&*dateline.place, &*dateline.agency), ("BEIJING", "Xinhua"));
    assert_eq!(dateline.on.to_string(), "2016-11-16");
    assert_eq!(page.body.len(), 11);
    let Piece::Paragraph(first) = &page.body[0] else { panic!() };
    assert!(first.starts_with("Chinese President Xi Jinping on Wednesday called"), "{first}");
    let Piece::Photo(photo) = &page.body[1] else { panic!("{:?}", page.body[1]) };
    assert!(photo.alt.ends_with("Wuzhen, east China"), "{}", photo.alt);
    assert!(photo.caption.ends_with("Zhejiang Province, Nov. 16, 2016."), "{}", photo.caption);
    assert_eq!((photo.line, &*photo.credit), (18, "Xinhua/Zhang Duo"));
    let Piece::Paragraph(last) = &page.body[10] else { panic!() };
    assert!(last.starts_with("Over 1,600 Internet"), "{last}");
    let networks: Vec<_> = page.follow.iter().map(|one| &*one.account.network).collect();
    assert_eq!(networks, ["instagram", "wechat"]);
}

#[test]
fn line_ends_marks_and_spaces_change_nothing() {
    let Some(text) = reference() else { return };
    let plain = page("en", &text);
    for variant in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        text.replace('\n', " \u{a0}\u{3000}\n"),
        text.replace("丨", " ｜ "),
        text.replace("丨", "| "),
        text.replace("丨", "· "),
        text.replace("Editor: zhangrui 丨Xinhua", "Editor：\u{a0}zhangrui\u{a0}丨\u{a0}Xinhua"),
        text.replace("Editor: zhangrui 丨Xinhua", "Source: Xinhua    Editor: zhangrui"),
        text.replace("Homepage > China", "\u{200b}HOMEPAGE\u{a0}›\u{a0}China »"),
        text.replace("Edition: English", "English"),
        text.replace("Full coverage:", "Full Coverage："),
        text.replace("\n\n", "\n"),
    ] {
        let mut variant = page("en", &variant);
        variant.header.crumbs_line = plain.header.crumbs_line;
        assert_eq!(variant.header, plain.header);
        assert_eq!(variant.dateline, plain.dateline);
        assert_eq!(variant.body.len(), plain.body.len());
        assert_eq!(variant.follow.len(), 2);
    }
}

#[test]
fn what_is_missing_is_not_missed() {
    let bare = page("en", &format!("{HEAD}11-16-2016 17:23 BJT\n{BODY}"));
    assert_eq!((&*bare.header.editor, &*bare.header.source), ("", ""));
    assert!(bare.header.coverages.is_empty() && bare.follow.is_empty());
    for byline in ["Xinhua", "丨Xinhua", "Editor: 丨Xinhua", "Source: Xinhua"] {
        let page = page("en", &format!("{HEAD}{byline}\n11-16-2016 17:23 BJT\n{BODY}"));
        assert_eq!((&*page.header.editor, &*page.header.source), ("", "Xinhua"), "{byline}");
    }
    let page = page(
        "en",
        &format!(
            "{HEAD}The two sides agreed on a plan for the coming years on Wednesday\n\
             By Zhang Rui\nEditor: li\n16 November 2016, 17:23 BJT | Xinhua\n{BODY}"
        ),
    );
    assert_eq!((&*page.header.editor, &*page.header.author), ("li", "Zhang Rui"));
    assert_eq!(page.header.source, "Xinhua");
    assert!(page.header.standfirst.starts_with("The two sides"));
}

#[test]
fn times_are_read_in_many_forms() {
    for (prefix, home, time) in [
        ("en", "Homepage > China", "11-16-2016 17:23 BJT"),
        ("en", "Homepage > China", "2016-11-16 17:23 BJT"),
        ("en", "Homepage > China", "2016-11-16T17:23:00+08:00"),
        ("en", "Homepage > China", "2016-11-16 09:23 UTC"),
        ("en", "Homepage > China", "2016-11-16 04:23:00 -05:00"),
        ("en", "Homepage > China", "16 November 2016, 17:23 BJT"),
        ("en", "Homepage > China", "Wednesday, 16 November 2016, 17:23 (BJT)"),
        ("en", "Homepage > China", "Nov. 16, 2016 5:23 p.m. Beijing time"),
        ("en", "Homepage > China", "Published at 17:23, November 16th, 2016"),
        ("en", "Homepage > China", "Time: 2016/11/16 17:23:00 GMT+8"),
        ("en", "Homepage > China", "16.11.2016 17:23"),
        ("en", "Homepage > China", "11/16/2016 17:23 HKT"),
        ("zh-hans", "首页 > 中国", "2016年11月16日 17:23"),
        ("zh-hans", "首页 > 中国", "2016年11月16日　17:23（北京时间）"),
        ("zh-hans", "首页 > 中国", "2016年11月16日 星期三 17:23"),
        ("zh-hans", "首页 > 中国", "2016年11月16日17时23分"),
        ("zh-hans", "首页 > 中国", "2016年11月16日下午5:23"),
        ("zh-hans", "首页 > 中国", "发布时间：2016-11-16 17:23:00"),
        ("zh-hant", "首頁 ＞ 中國", "２０１６年１１月１６日 １７：２３（北京時間）"),
        ("mn", "Нүүр > Хятад", "2016 оны 11-р сарын 16, 17:23"),
        ("mn", "Нүүр > Хятад", "2016 оны арван нэгдүгээр сарын 16, 17:23 (Улаанбаатар)"),
        ("mn", "Нүүр > Хятад", "2016 оны 11 сарын 16-ны 17:23"),
        ("mn", "Нүүр > Хятад", "2016.11.16 17:23 УБ"),
        ("mn", "Нүүр > Хятад", "2016-11-16 17:23 BJT"),
    ] {
        let page = page(prefix, &format!("{home}\nA headline, Гарчиг\n{time}\nBody.\n"));
        assert_eq!(at(&page), "2016-11-16 09:23:00", "{time}");
        assert_eq!(page.header.time.day.to_string(), "2016-11-16");
    }
}

#[test]
fn every_edition_has_its_own_words() {
    let chinese = page(
        "zh-hans",
        "版本：English | 简体中文 | 繁體中文\n首页 > 中国 > 正文\n习近平强调网络空间国际合作\n\
         编辑：张瑞 丨新华社\n2016年11月16日 17:23\n专题：中国领导人\n专题：第三届世界互联网大会\n\
         新华社北京11月16日电（记者张三）国家主席习近平16日……\n习近平通过视频发表讲话\n\
         习近平通过视频发表讲话，浙江乌镇，2016年11月16日。（新华社记者 张铎 摄）\n\
         \u{3000}\u{3000}与会者1600多人。\n\u{a0}\n关注我们\n  • 扫描二维码关注我们的微信\n  • 扫描二维码关注我们的微博\n",
    );
    assert_eq!(chinese.header.crumbs, ["中国"]);
    assert_eq!((&*chinese.header.editor, &*chinese.header.source), ("张瑞", "新华社"));
    assert_eq!(chinese.header.coverages, ["中国领导人", "第三届世界互联网大会"]);
    let dateline = chinese.dateline.unwrap();
    assert_eq!((&*dateline.place, &*dateline.agency), ("北京", "新华社"));
    assert_eq!(chinese.body[0], Piece::Paragraph("（记者张三）国家主席习近平16日……".into()));
    let Piece::Photo(photo) = &chinese.body[1] else { panic!("{:?}", chinese.body) };
    assert_eq!((&*photo.alt, &*photo.credit), ("习近平通过视频发表讲话", "新华社记者 张铎 摄"));
    assert_eq!(chinese.body[2], Piece::Paragraph("与会者1600多人。".into()));
    assert_eq!(chinese.follow.len(), 2);

    let mongolian = page(
        "mn",
        "Хэл: English | Монгол\nНүүр хуудас > Хятад\nКибер орон зайн хамтын ажиллагаа\n\
         Редактор: Батаа ｜ Синьхуа\n2016 оны 11-р сарын 16, 17:23\nЦуврал: Хятадын удирдагчид\n\
         БЭЭЖИН, 11-р сарын 16 (Синьхуа) — БНХАУ-ын дарга хэлэв.\nБиднийг дагаарай\n• Facebook\n",
    );
    assert_eq!((&*mongolian.header.editor, &*mongolian.header.source), ("Батаа", "Синьхуа"));
    assert_eq!(mongolian.header.coverages, ["Хятадын удирдагчид"]);
    assert_eq!(mongolian.dateline.unwrap().place, "БЭЭЖИН");
    assert_eq!(mongolian.body, [Piece::Paragraph("БНХАУ-ын дарга хэлэв.".into())]);
}

#[test]
fn photos_and_lists_keep_their_places() {
    let text = format!(
        "{HEAD}11-16-2016 17:23 BJT\nA bridge over the canal in Wuzhen\n\
         A bridge over the canal in Wuzhen, Nov. 15. (Xinhua/Li Na)\n{BODY}• one\n• two\n\
         A hall full of people listening\nA hall full of people listening, Nov. 16. (Xinhua/Wu Di)\n\
         He left.\n[Editor: huaxia]\n"
    );
    let page = page("en", &text);
    let kinds: String = page
        .body
        .iter()
        .map(|piece| match piece {
            Piece::Paragraph(_) => 'p',
            Piece::Item(_) => 'i',
            Piece::Photo(_) => 'f',
        })
        .collect();
    assert_eq!(kinds, "fpiifp");
    assert_eq!(page.dateline.unwrap().place, "BEIJING");
    assert_eq!(page.header.editor, "huaxia");
}

#[test]
fn a_problem_is_named_with_its_line() {
    let is = |text: &str, line: usize, begins: &str| {
        let (found, problem) = problem(text);
        assert!(problem.starts_with(begins), "{problem}");
        assert_eq!(found, Some(line), "{problem}");
    };
    let time = "11-16-2016 17:23 BJT\n";
    is("A headline\nmore\n", 1, "the crumbs are missing");
    is("首页 > 中国\n习近平\n", 1, "`首页` is how a page of the edition `zh-hans` begins");
    is(&format!("Homepage\nXi\n{time}{BODY}"), 1, "the crumbs name no section");
    is("Homepage > China\n", 1, "the headline is missing");
    is(
        &format!("Homepage > China\n\nEditor: z 丨Xinhua\n{time}{BODY}"),
        3,
        "the headline is missing",
    );
    is(&format!("Homepage > China\n{time}{BODY}"), 2, "the headline is missing");
    is(&format!("{HEAD}Editor: z\n{BODY}"), 3, "the time is missing");
    is(&format!("{HEAD}{time}"), 3, "the body is empty");
    is(&format!("{HEAD}{time}\nFollow us on\n• Instagram"), 5, "the body is empty");
    is(
        &format!("{HEAD}11-16-2016 17:23 XYZ\n{BODY}"),
        3,
        "`XYZ` in `11-16-2016 17:23 XYZ` is no time zone",
    );
    is(
        &format!("{HEAD}11-16-2016 17:23 CST\n{BODY}"),
        3,
        "`CST` in `11-16-2016 17:23 CST` is the name of several",
    );
    is(
        &format!("{HEAD}02-30-2016 17:23 BJT\n{BODY}"),
        3,
        "the date in `02-30-2016 17:23 BJT` can't be read",
    );
    is(
        &format!("{HEAD}16 Brumaire 225, 17:23\n{BODY}"),
        3,
        "the date in `16 Brumaire 225, 17:23` can't",
    );
    is(&format!("{HEAD}05/04/2016 17:23\n{BODY}"), 3, "day and month in `05/04/2016 17:23`");
    is(&format!("{HEAD}16 November 2016\n{BODY}"), 3, "`16 November 2016` has no time of day");
    is(
        &format!("{HEAD}Photographer: Li Na\n{time}{BODY}"),
        3,
        "`Photographer` is none of the labels",
    );
    is(
        &format!("{HEAD}{time}{BODY}Follow us on\n• Gazetteer\n"),
        6,
        "`Gazetteer` stands among the accounts",
    );
}

#[test]
fn no_text_makes_the_reader_fail() {
    let words = words("en");
    let blns = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/inputs/hostile/blns.txt");
    let hostile = std::fs::read_to_string(blns).unwrap_or_else(|_| "\u{202e}(/)".repeat(9));
    for line in hostile.lines() {
        let _ = parse(
            &format!(
                "Homepage > {line}\n{line} x\nEditor: {line}\n11-16-2016 17:23 BJT\n\
                 Full coverage: {line}\n{line}\n{line} (A/B)\nFollow us\n• {line}"
            ),
            &words,
        );
        let _ = parse(&format!("{HEAD}{line}\n11-16-2016 17:23 {line}\n{line}"), &words);
    }
}

#[test]
fn a_large_page_takes_no_longer_than_its_size() {
    let words = words("en");
    for unit in ["Editor:  ", "  (", "11:11 ", "| ", "Nov. 16 ", "a. ", "BEIJING, ", "・", "＞"] {
        let long = unit.repeat(20_000 / unit.len());
        let _ = parse(&long, &words);
        let _ = parse(&format!("{HEAD}{long}\n11-16-2016 17:23\n{long}\n{long}"), &words);
        let _ = parse(&format!("{HEAD}11-16-2016 17:23\n{}", long.replace(' ', "\n")), &words);
    }
}
