use super::*;
use crate::text::parse_body;

fn markdown(html: &str) -> String {
    let clean = clean(html);
    assert_eq!(parse_body(&clean.markdown).problems, [], "{}", clean.markdown);
    clean.markdown
}

#[test]
fn marks_links_lists_and_headings_stay() {
    let html = "<h1>Fuel</h1><p>It is <b>much</b> <i>dearer</i>, says \
        <a href='https://a.mn/x?utm_source=y&amp;id=7'>the <b>minister</b></a>.</p>\
        <h3>Why</h3><ul><li>One<ul><li>Deep</ul><li><p>Two</p><p>and more</p></ul>\
        <ol start=3><li>Three<li>Four</ol><blockquote><p>Said.</p></blockquote>";
    assert_eq!(
        markdown(html),
        "## Fuel\n\nIt is **much** *dearer*, says [the **minister**](https://a.mn/x?id=7).\n\n\
         #### Why\n\n- One\n  - Deep\n- Two\n  and more\n3. Three\n4. Four\n\n> Said."
    );
}

#[test]
fn words_own_lists_and_headings_are_paragraphs_with_a_style() {
    let html = "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>p{}</style>\
        <!--[if gte mso 9]><xml><o:x>junk</o:x></xml><![endif]--></head><body>\
        <!--StartFragment--><p class=MsoHeading2>标题</p>\
        <p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'>\
        <![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7pt'>&nbsp; </span></span>\
        <![endif]>First<o:p></o:p></p>\
        <p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span style='mso-list:\nIgnore'>\
        2.<span>&nbsp;</span></span>Second</p><p class=MsoNormal><span style='font-weight:\nbold'>Bold</span> \
        <del cite='mailto:a'>gone</del><ins>come</ins><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>";
    assert_eq!(markdown(html), "## 标题\n\n- First\n  2. Second\n\n**Bold** come");
}

#[test]
fn what_wechat_writes_comes_without_indents_and_with_its_pictures() {
    let html = "<section data-role='outer'><section style='text-indent:2em'><span>　　第一段，\n<strong>重点\
        </strong>。</span></section><p>　　&nbsp;第二段。</p><p><br></p><p><img data-src='https://mmbiz.qpic.cn/a/0?wx_fmt=png' \
        src='data:image/gif;base64,R0' alt='图' /></p><img width=1 height=1 src='https://t.example/p'></section>";
    let clean = clean(html);
    assert_eq!(clean.markdown, "第一段，**重点**。\n\n第二段。");
    assert_eq!(clean.paragraphs, 2);
    let hosts: Vec<_> =
        clean.pictures.iter().map(|it| (it.host.as_str(), it.alt.as_str())).collect();
    assert_eq!(hosts, [("mmbiz.qpic.cn", "图")]);
}

#[test]
fn a_letter_loses_its_scaffold_and_a_table_stays_one() {
    let html = "<div style='display:none;max-height:0'>Preview text</div>\
        <table role=presentation width=100%><tr><td><table><tr><td><p>Dear all,</p>\
        <p>see <a href='https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.mn%2Fb%3Ffbclid%3D1&amp;data=x'>here</a>.</p>\
        </td></tr></table></td></tr></table>\
        <table><thead><tr><th>City</th><th>Price | l</th></tr></thead><tr><td>Улаанбаатар<td>2 390</tr>\
        <tr><td colspan=2>All</td></tr></table>";
    assert_eq!(
        markdown(html),
        "Dear all,\n\nsee [here](https://a.mn/b).\n\n\
         | City | Price \\| l |\n| --- | --- |\n| Улаанбаатар | 2 390 |\n| All |  |"
    );
}

#[test]
fn google_s_bold_that_is_not_bold_is_not() {
    let html = "<b style='font-weight:normal;' id='docs-internal-guid-1'><p dir=ltr><span style='font-weight:400'>Plain \
        </span><span style='font-weight:700'>bold</span></p><ul><li aria-level=1><p>a</p></li>\
        <ul><li aria-level=2><p>b</p></li></ul></ul></b>";
    assert_eq!(markdown(html), "Plain **bold**\n\n- a\n  - b");
}

#[test]
fn nothing_in_the_words_becomes_a_mark() {
    let text = "1. Not a list # > *no* _no_ [x](y) `a` &lt;script&gt;alert(1)&lt;/script&gt; a|b";
    let clean = clean(&format!("<p>{text}</p><p># no</p><p>- no</p>"));
    let read = parse_body(&clean.markdown);
    assert!(
        read.text.contains("1. Not a list # > *no* _no_ [x](y) `a` <script>alert(1)</script> a|b")
    );
    assert_eq!(read.problems, []);
    assert!(read.text.contains("\n# no\n- no"), "{}", read.text);
}

#[test]
fn hostile_markup_takes_no_long_and_leads_nowhere() {
    let deep = "<div><b><ul><li><table><tr><td>".repeat(5_000) + "x";
    assert_eq!(clean(&deep).markdown.matches('x').count(), 1);
    let closers = "</p></div></td></b>".repeat(5_000);
    clean(&("<div>".repeat(1000) + &closers));
    let many = "&amp;&laquo;".repeat(40_000);
    assert_eq!(clean(&many).paragraphs, 1);
    let html = "<a href='javascript:alert(1)'>a</a> <a href='//b'>b</a> <a href='https://u@c.mn'>c</a> \
        <a href='mailto:x@y.mn?subject=z'>d</a><img src='file:///c:/x.png'><img src='javascript:x'>";
    let clean = clean(html);
    assert_eq!(clean.markdown, "a b c [d](mailto:x@y.mn)");
    assert!(clean.pictures.iter().all(|picture| picture.src.is_empty()));
    for broken in ["<", "<p", "<!--", "</", "<table><tr>", "<td>x</table></td>", "&#x110000;", ""] {
        super::clean(broken);
    }
}
