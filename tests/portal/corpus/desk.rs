//! The same strings and markup through every field of the newsroom.

use broadsheet::model::Role;
use scraper::{ElementRef, Selector};

use super::hostile::{assert_harmless, strings};
use super::input;
use crate::support::{Answer, Browser, Portal, on_both_databases, spawn};

/// A form of a page: where it is sent, and its fields as they are filled in.
struct Filled {
    action: String,
    fields: Vec<(String, String)>,
}

/// What a field is given: its number in the form, its kind, and what it holds.
type Give<'a> = &'a dyn Fn(usize, &str, &str) -> String;

/// The kinds of fields whose values a page's own buttons never make up.
const CHOICES: [&str; 6] = ["select", "hidden", "checkbox", "radio", "date", "datetime-local"];

/// The forms of a page that take text, with what `give` says in their fields.
fn filled(page: &Answer, give: Give<'_>) -> Vec<Filled> {
    let document = page.html();
    let selector = |words: &str| Selector::parse(words).expect("a selector");
    let (forms, inputs) = (selector("main form[method=post]"), selector("[name]"));
    let chosen = selector("option[selected], option");
    let mut found = Vec::new();
    for form in document.select(&forms) {
        let mut fields = Vec::new();
        let mut has_text = false;
        for (number, field) in form.select(&inputs).enumerate() {
            let element = field.value();
            let name = element.attr("name").unwrap_or_default().to_owned();
            let kind = match element.name() {
                "input" => element.attr("type").unwrap_or("text"),
                other => other,
            };
            let value = match kind {
                "select" => first(field, &chosen),
                _ => element.attr("value").unwrap_or_default().to_owned(),
            };
            match kind {
                "button" | "file" | "password" => continue,
                "checkbox" | "radio" if element.attr("checked").is_none() => continue,
                _ => has_text |= !CHOICES.contains(&kind),
            }
            let value = if name == "csrf" { value } else { give(number, kind, &value) };
            fields.push((name, value));
        }
        let action = form.value().attr("action").unwrap_or_default().to_owned();
        // Wrong addresses there pause whoever signs in.
        let is_sign_in = action == "/admin/step-up";
        if has_text && !is_sign_in {
            found.push(Filled { action, fields });
        }
    }
    found
}

fn first(field: ElementRef<'_>, options: &Selector) -> String {
    let value = |option: ElementRef<'_>| option.value().attr("value").map(str::to_owned);
    let all = || field.select(options);
    let selected = all().find(|option| option.value().attr("selected").is_some());
    let filled = all().find(|option| value(*option).is_some_and(|value| !value.is_empty()));
    selected.or(filled).and_then(value).unwrap_or_default()
}

/// A page of the newsroom is whole, and nothing on it runs.
pub(super) fn assert_whole(page: &Answer, text: &str) {
    let document = page.html();
    let count =
        |selector: &str| document.select(&Selector::parse(selector).expect("a selector")).count();
    assert_harmless(page, count("script[src^='/static/']"));
    let foreign = count("style, iframe[src]:not([src^='/']), iframe[srcdoc], object, embed, base");
    assert_eq!(foreign, 0, "{} with {text:?}", page.target);
    for part in ["h1", "main#main", "header.top", "body"] {
        assert_eq!(count(part), 1, "{part} of {} with {text:?}", page.target);
    }
    assert!(page.text().trim_end().ends_with("</html>"), "{} with {text:?}", page.target);
}

/// Sends all the forms of a page, filled in, and looks at what comes of it; gives the page as it
/// is then, and how many forms there were.
async fn try_forms(by: &Browser<'_>, page: &Answer, text: &str, give: Give<'_>) -> (Answer, usize) {
    let target = &page.target;
    let forms = filled(page, give);
    for Filled { action, fields } in &forms {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let headers = [("sec-fetch-site", "same-origin")];
        let answer = by.post_raw(action, &fields, &headers).await;
        // What no form of ours sends is no person's mistake: 400 and 404 say so.
        let expected = [200, 303, 400, 404, 409, 413, 422];
        assert!(expected.contains(&answer.status()), "{} of {action}: {text:?}", answer.status());
        if answer.status() != 303 {
            assert_whole(&answer, text);
        }
    }
    let page = by.get(target).await;
    assert_eq!(page.status(), 200, "{target} after {text:?}");
    assert_whole(&page, text);
    (page, forms.len())
}

/// The same text in every field of every form of a page.
async fn try_page(by: &Browser<'_>, target: &str, text: &str) -> usize {
    let page = by.get(target).await;
    assert_eq!(page.status(), 200, "{target}");
    let give = |_: usize, kind: &str, value: &str| {
        if CHOICES.contains(&kind) { value.to_owned() } else { text.to_owned() }
    };
    try_forms(by, &page, text, &give).await.1
}

/// The pages of the newsroom that have forms with text in them.
fn pages(portal: &Portal, article: i64, translation: i64) -> Vec<String> {
    let world = portal.section("world");
    let coverage = portal.coverage("summit");
    let (author, photo) = (portal.author("bat"), portal.photo("harbour"));
    vec![
        format!("/admin/articles/{article}"),
        format!("/admin/articles/{article}/story"),
        format!("/admin/articles/{translation}/translation"),
        "/admin/articles/new".to_owned(),
        "/admin/articles?state=live".to_owned(),
        format!("/admin/media/{photo}"),
        format!("/admin/desk/sections/{world}"),
        "/admin/desk/sections/new".to_owned(),
        format!("/admin/desk/coverage/{coverage}"),
        format!("/admin/desk/authors/{author}"),
        "/admin/desk/sources/new".to_owned(),
        "/admin/settings/en".to_owned(),
        "/admin/settings/en/pages/about".to_owned(),
        "/admin/users/new".to_owned(),
        "/admin/account".to_owned(),
    ]
}

/// Strings that a field is given together: so many that all of them go through all fields within
/// a minute.
const STRINGS_IN_A_FIELD: usize = 128;

/// Fields of the article's form that hold text.
const FIELDS: usize = 12;

/// Requests in which what is no text is made up.
const MADE_UP: usize = 3;

#[apply(on_both_databases)]
async fn naughty_strings_in_the_newsroom_stay_strings() {
    let Some(strings) = strings() else { return };
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    let article = portal.article("calm").photo("harbour").coverage("summit").insert();
    let target = format!("/admin/articles/{}/translations", article.id);
    let made = admin.post(&target, &[("edition", "mn")]).await;
    let translation = made.location().split('/').nth(3).unwrap().parse().unwrap();
    let pages = pages(&portal, article.id.0, translation);

    // Each alone, in one field of the article's form or another.
    let mut page = admin.get(&pages[0]).await;
    for (turn, some) in strings.chunks(FIELDS).enumerate() {
        let give = |number: usize, kind: &str, value: &str| match kind {
            _ if CHOICES.contains(&kind) => value.to_owned(),
            _ => some[(turn + number) % some.len()].clone(),
        };
        page = try_forms(&admin, &page, &format!("{some:?}"), &give).await.0;
    }
    // All of them through every field of every form, several at once, in every field others.
    let parts: Vec<&[String]> = strings.chunks(STRINGS_IN_A_FIELD).collect();
    let of = |turn: usize, number: usize| parts[(turn + number) % parts.len()];
    for target in &pages {
        let mut page = admin.get(target).await;
        assert_eq!(page.status(), 200, "{target}");
        for (turn, part) in parts.iter().enumerate() {
            let give = |number: usize, kind: &str, value: &str| match kind {
                "textarea" => of(turn, number).join("\n"),
                "datetime-local" if value.is_empty() => "2026-05-04T20:00".to_owned(),
                _ if CHOICES.contains(&kind) => value.to_owned(),
                _ => of(turn, number).join(" "),
            };
            let text = format!("{part:?} and what follows");
            let forms;
            (page, forms) = try_forms(&admin, &page, &text, &give).await;
            assert!(forms > 0 || target.ends_with("/story"), "{target} has no form");
        }
        // What is chosen from a list or carried along is made up by hand, too.
        for text in strings.iter().step_by(strings.len() / MADE_UP) {
            let give = |_: usize, kind: &str, value: &str| match kind {
                "textarea" | "text" => value.to_owned(),
                _ => text.clone(),
            };
            page = try_forms(&admin, &page, text, &give).await.0;
        }
    }
    // And what is looked for.
    for (text, place) in strings.iter().step_by(9).zip([0, 1, 2, 3].into_iter().cycle()) {
        let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let look = match place {
            0 => format!("/admin/articles?q={encoded}&state={encoded}"),
            1 => format!("/admin/articles/stories?q={encoded}&missing={encoded}"),
            2 => format!("/admin/articles/{}/story?q={encoded}", article.id),
            _ => format!("/admin/fronts/en?q={encoded}"),
        };
        if look.len() < 2000 {
            let page = admin.get(&look).await;
            assert_eq!(page.status(), 200, "{look}");
            assert_whole(&page, text);
        }
    }
    // The last field of an article's life is the reason why it was withdrawn.
    let reason = strings.join(" ");
    let target = format!("/admin/articles/{}/withdrawal", article.id);
    let gone = admin.post(&target, &[("reason-en", &reason)]).await;
    assert_eq!(gone.status(), 303, "{}", gone.text());
    assert_eq!(portal.get(&article.path).await.status(), 410);
    for address in ["/en/", "/en/coverage/summit", "/en/about", &article.path] {
        let page = portal.get(address).await;
        assert_harmless(&page, page.select_source("head script, body script").len());
    }
}

#[apply(on_both_databases)]
async fn markup_that_wants_to_run_is_only_read_in_the_newsroom() {
    let Some(list) = input("hostile/xss-payload-list.txt") else { return };
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    // Readers' pages get all of it; here each field gets a part of every kind.
    let lines: Vec<&str> = list.lines().step_by(8).collect();
    for some in lines.chunks(100) {
        let article = portal.article("calm").insert();
        let path = format!("/admin/articles/{}", article.id);
        let text = some.join("\n\n");
        assert!(try_page(&admin, &path, &text).await > 1, "the article's form and its notes");
        let preview = admin.get(&format!("{path}/preview")).await;
        assert_harmless(&preview, preview.select_source("head script, body script").len());
        assert_whole(&admin.get(&format!("{path}/story")).await, &text);
    }
}
