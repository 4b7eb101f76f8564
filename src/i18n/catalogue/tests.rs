use super::*;
use crate::i18n::Arg;
use crate::i18n::numbers::Numbers;

fn file(name: &str, text: &str) -> LocaleFile {
    LocaleFile { path: name.to_owned(), text: text.to_owned() }
}

fn messages(text: &str) -> Messages {
    compile(&[vec![file("a.ftl", text)]]).unwrap()
}

fn problem(text: &str) -> String {
    compile(&[vec![file("a.ftl", text)]]).unwrap_err().to_string()
}

fn print(text: &str, cldr: &str, args: &[(&str, Arg)]) -> String {
    let numbers = Numbers::new(&cldr.parse().unwrap());
    messages(text).text_with("en", "m", args, &numbers)
}

#[test]
fn a_message_without_arguments_is_a_text() {
    let text = "-brand = Broadsheet\nm = { -brand }: { other }\n    second line{\" \"}\n\
                other = news\n    .label = News\n";
    let messages = messages(text);
    assert_eq!(messages.text("en", "m"), "Broadsheet: news\nsecond line ");
    assert_eq!(messages.text("en", "other.label"), "News");
    assert_eq!(messages.text("en", "nothing"), "⟦nothing⟧");
    assert_eq!(messages.text("en", "-brand"), "⟦-brand⟧");
}

#[test]
fn numbers_are_grouped_and_choose_plurals() {
    let text =
        "m = { $count ->\n    [0] none\n    [one] one story\n   *[other] { $count } stories\n}\n";
    let count = |number: u64| print(text, "en", &[("count", number.into())]);
    assert_eq!(count(0), "none");
    assert_eq!(count(1), "one story");
    assert_eq!(count(12_345), "12,345 stories");
    let ordinal =
        "m = { NUMBER($n, type: \"ordinal\") ->\n    [two] { $n }nd\n   *[other] { $n }th\n}\n";
    assert_eq!(print(ordinal, "en", &[("n", 22u64.into())]), "22nd");
    let few = "m = { $n ->\n    [few] a\n   *[other] b\n}\n";
    assert_eq!(print(few, "ru", &[("n", 3u64.into())]), "a");
}

#[test]
fn texts_choose_variants_and_carry_no_isolation_marks() {
    let text =
        "m = { $state ->\n    [live] { $name } is live\n   *[other] { $name } ({ $state })\n}\n";
    let state = |state| print(text, "ar", &[("state", Arg::Text(state)), ("name", "x".into())]);
    assert_eq!(state("live"), "x is live");
    assert_eq!(state("draft"), "x (draft)");
    assert_eq!(print(text, "en", &[("state", "live".into())]), "⟦$name⟧ is live");
}

#[test]
fn terms_see_only_what_they_are_called_with() {
    let term = "-paper = { $case ->\n   *[plain] Paper\n    [genitive] Paper’s\n}\n";
    let text = format!("{term}m = {{ -paper(case: \"genitive\") }} and {{ -paper }}\n");
    let messages = messages(&text);
    assert_eq!(messages.text("en", "m"), "Paper’s and Paper");
}

#[test]
fn arguments_are_known_and_sorted() {
    let messages = messages("m = { $b } { $a ->\n   *[x] { other }\n}\nother = { $c }\n");
    let message = messages.iter().find(|(key, _)| *key == "m").unwrap();
    assert_eq!(message.1, ["a", "b", "c"]);
}

#[test]
fn a_later_layer_overrides_message_by_message() {
    let first = vec![file("a.ftl", "-t = one\nm = { -t }\nn = n\n")];
    let second = vec![file("b.ftl", "-t = two\n")];
    let messages = compile(&[first, second]).unwrap();
    assert_eq!(messages.text("en", "m"), "two");
    assert_eq!(messages.text("en", "n"), "n");
}

#[test]
fn a_mistake_is_named_with_its_line() {
    assert_eq!(problem("a = a\nm = { b }\n"), "a.ftl line 2: `m` refers to `b`, which isn't there");
    assert_eq!(problem("\n\nm = { m }\n"), "a.ftl line 3: `m` comes back to itself through `m`");
    assert_eq!(problem("m = a\nm = b\n"), "a.ftl line 2: `m` is in a.ftl already");
    assert!(problem("m = { DATETIME($d) }\n").ends_with("NUMBER is the only function"));
    let open = problem("a = a\n\nm = { $x\nb = b\n");
    assert!(open.starts_with("a.ftl line 4: "), "{open}");
}
