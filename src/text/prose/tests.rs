use super::super::article_body::{Block, Problem, ProblemKind, parse_body};

fn html(markdown: &str) -> String {
    match parse_body(markdown).blocks.as_slice() {
        [] => String::new(),
        [Block::Html(html)] => html.trim_end().to_owned(),
        more => panic!("{more:?}"),
    }
}

fn problem(markdown: &str) -> Option<(usize, ProblemKind)> {
    parse_body(markdown).problems.first().map(|problem: &Problem| (problem.line, problem.kind))
}

#[test]
fn each_line_is_a_paragraph() {
    assert_eq!(html("One.\nTwo.\n\nThree."), "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>");
    assert_eq!(html("第一段。\n　　第二段。"), "<p>第一段。</p>\n<p>第二段。</p>");
    assert_eq!(html("5 *a\nb* 6"), "<p>5 *a</p>\n<p>b* 6</p>");
    assert_eq!(html("Title\n===\nText\n---"), "<p>Title</p>\n<p>===</p>\n<p>Text</p>\n<hr>");
    assert_eq!(html("a\\\nb  \nc"), "<p>a\\</p>\n<p>b</p>\n<p>c</p>");
    assert_eq!(html(" \n\t\n"), "");
}

#[test]
fn lists_and_quotes_end_where_their_lines_end() {
    assert_eq!(html("- a\n- b\nProse"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>Prose</p>");
    assert_eq!(html("3. a\n4. b"), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>");
    assert_eq!(
        html("- a\n  - b\n\n- c"),
        "<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>"
    );
    assert_eq!(html("- a\n  more"), "<ul>\n<li><p>a</p>\n<p>more</p>\n</li>\n</ul>");
    assert_eq!(html("> a\n> b\nc"), "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>\n<p>c</p>");
    assert_eq!(html("2016. Оны сонгууль"), "<p>2016. Оны сонгууль</p>");
}

#[test]
fn emphasis_works_beside_chinese_punctuation() {
    assert_eq!(html("**“重要”**。"), "<p><strong>“重要”</strong>。</p>");
    assert_eq!(html("他说：**你好。**然后"), "<p>他说：<strong>你好。</strong>然后</p>");
    assert_eq!(html("这是*《人民日报》*的报道"), "<p>这是<em>《人民日报》</em>的报道</p>");
    assert_eq!(html("**（新华社）**北京电"), "<p><strong>（新华社）</strong>北京电</p>");
    assert_eq!(html("snake_case_word"), "<p>snake_case_word</p>");
    assert_eq!(html("3~5天，10~20元"), "<p>3~5天，10~20元</p>");
}

#[test]
fn raw_html_is_seen_as_typed() {
    assert_eq!(html("a <b>bold</b> word"), "<p>a &lt;b&gt;bold&lt;/b&gt; word</p>");
    assert_eq!(
        html("<script>\nalert(1)\n</script>"),
        "<p>&lt;script&gt;</p>\n<p>alert(1)</p>\n<p>&lt;/script&gt;</p>"
    );
    assert_eq!(html("<!-- x -->\n*y*"), "<p>&lt;!-- x --&gt;</p>\n<p><em>y</em></p>");
    assert_eq!(html("- <div>\n- b"), "<ul>\n<li>&lt;div&gt;</li>\n<li>b</li>\n</ul>");
    assert_eq!(html("&lt;i&gt; &copy; &#0;"), "<p>&lt;i&gt; © \u{fffd}</p>");
}

#[test]
fn links_lead_to_web_mail_and_this_site() {
    assert_eq!(
        html("[a](https://b.mn/c?d&e)"),
        "<p><a href=\"https://b.mn/c?d&amp;e\" rel=\"noopener\">a</a></p>"
    );
    assert_eq!(html("[a](/en/s/7)"), "<p><a href=\"/en/s/7\">a</a></p>");
    assert_eq!(
        html("<https://b.mn>"),
        "<p><a href=\"https://b.mn/\" rel=\"noopener\">https://b.mn</a></p>"
    );
    assert_eq!(html("<a@b.mn>"), "<p><a href=\"mailto:a@b.mn\">a@b.mn</a></p>");
    assert_eq!(html("x [**a**](javascript:alert(1))"), "<p>x <strong>a</strong></p>");
    assert_eq!(problem("ok\n[a](javascript:x)"), Some((2, ProblemKind::BadLink)));
    assert_eq!(
        html("[](https://b.mn)"),
        "<p><a href=\"https://b.mn/\" rel=\"noopener\">https://b.mn</a></p>"
    );
    assert_eq!(html("[a]: /b\n[a]"), "<p>[a]: /b</p>\n<p>[a]</p>");
}

#[test]
fn a_picture_is_a_link() {
    assert_eq!(
        html("![alt](https://b.mn/p.png)"),
        "<p><a href=\"https://b.mn/p.png\" rel=\"noopener\">alt</a></p>"
    );
    assert_eq!(html("[![alt](/p.png)](/q)"), "<p><a href=\"/q\">alt</a></p>");
    assert_eq!(html("![a [b](/c) d](/e)"), "<p><a href=\"/e\">a b d</a></p>");
    assert_eq!(problem("\n![a](/p.png)"), Some((2, ProblemKind::ForeignPicture)));
}

#[test]
fn headings_fit_the_outline_of_the_page() {
    assert_eq!(html("# A\n## B\n### C\n##### D"), "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>\n<h4>D</h4>");
    assert_eq!(html("#### A\n#### B"), "<h2>A</h2>\n<h3>B</h3>");
    assert_eq!(html("#\ntext"), "<p>text</p>");
}

#[test]
fn a_table_scrolls_and_has_a_name() {
    let table = "| a | |\n|:-:|---|\n| 1 \\| 2 | **b** |";
    assert_eq!(
        html(table),
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"a\"><table>\n\
         <thead><tr><th scope=\"col\" class=\"center\">a</th><td></td></tr></thead>\n\
         <tbody><tr><td class=\"center\">1 | 2</td><td><strong>b</strong></td></tr>\n</tbody></table></div>"
    );
    assert!(html(&format!("{table}\n\n{table}")).contains("aria-label=\"a (2)\""));
    assert_eq!(problem("x\na | b | c\n---|---"), Some((2, ProblemKind::BadTable)));
    assert_eq!(html("a | b | c\n---|---"), "<p>a | b | c</p>\n<p>---|---</p>");
}

#[test]
fn nothing_stands_within_itself() {
    assert_eq!(
        html("**a **b** c**").matches("<strong>").count(),
        html("**a **b** c**").matches("</strong>").count()
    );
    assert_eq!(html("*a *b* c*"), "<p><em>a b c</em></p>");
}

#[test]
fn a_text_beyond_the_limit_is_printed_as_typed() {
    let line = "*a* & b\n";
    let body = parse_body(&line.repeat(super::MAX_MARKDOWN_BYTES / line.len() + 10));
    let expected =
        Problem { line: super::MAX_MARKDOWN_BYTES / line.len() + 1, kind: ProblemKind::TooLong };
    assert_eq!(body.problems, [expected]);
    let [Block::Html(html)] = body.blocks.as_slice() else { panic!() };
    assert!(html.ends_with(&format!(
        "<pre class=\"bad-block\"><code>{}\n</code></pre>\n",
        "*a* &amp; b\n".repeat(10)
    )));
    assert!(!html.contains("<!--"));
}

#[test]
fn bidi_controls_stay_within_their_line() {
    assert_eq!(html("\u{202e}evil\nnext"), "<p>evil</p>\n<p>next</p>");
    assert_eq!(html("a \u{2067}b\u{2069} c"), "<p>a \u{2067}b\u{2069} c</p>");
    assert_eq!(html("a \u{2067}*b*\u{2069} c"), "<p>a \u{2067}<em>b</em>\u{2069} c</p>");
    assert_eq!(html("a&#x202e;b&#14;c&#xfffe;d &#8220;"), "<p>abcd “</p>");
}

#[test]
fn the_excerpt_is_the_first_paragraph_and_the_text_is_all() {
    let body = parse_body(
        "## Head\n\n> Quote\n\nFirst **para** [l](/x).\nSecond.\n\n```photo\nmedia: 1\ncaption: Cap\n```",
    );
    assert_eq!(body.excerpt, "First para l.");
    assert_eq!(body.text, "Head\nQuote\nFirst para l.\nSecond.\nCap\n");
    assert_eq!(body.count.words, 7);
    assert_eq!(parse_body("- only\n- list").excerpt, "only");
    assert_eq!(parse_body("").excerpt, "");
}
