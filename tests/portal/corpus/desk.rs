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

/// The forms of a page that take text, with `text` in every such field.
fn filled(page: &Answer, text: &str) -> Vec<Filled> {
    let document = page.html();
    let selector = |words: &str| Selector::parse(words).expect("a selector");
    let (forms, inputs) = (selector("main form[method=post]"), selector("[name]"));
    let chosen = selector("option[selected], option");
    let mut found = Vec::new();
    for form in document.select(&forms) {
        let mut fields = Vec::new();
        let mut has_text = false;
        for field in form.select(&inputs) {
            let element = field.value();
            let name = element.attr("name").unwrap_or_default().to_owned();
            let kind = element.attr("type").unwrap_or("text");
            let value = element.attr("value").unwrap_or_default().to_owned();
            let value = match (element.name(), kind) {
                ("select", _) => first(field, &chosen),
                ("button", _) | (_, "file" | "password") => continue,
                (_, "checkbox" | "radio") if element.attr("checked").is_none() => continue,
                (_, "hidden" | "checkbox" | "radio" | "date" | "datetime-local") => value,
                _ => {
                    has_text = true;
                    text.to_owned()
                }
            };
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
fn assert_whole(page: &Answer, text: &str) {
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

/// Fills in all the forms of a page and looks at what comes of it.
async fn try_page(by: &Browser<'_>, target: &str, text: &str) -> usize {
    let page = by.get(target).await;
    assert_eq!(page.status(), 200, "{target}");
    let forms = filled(&page, text);
    for Filled { action, fields } in &forms {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let headers = [("sec-fetch-site", "same-origin")];
        let answer = by.post_raw(action, &fields, &headers).await;
        let expected = [200, 303, 409, 413, 422];
        assert!(expected.contains(&answer.status()), "{} of {action}: {text:?}", answer.status());
        if answer.status() != 303 {
            assert_whole(&answer, text);
        }
    }
    let page = by.get(target).await;
    assert_eq!(page.status(), 200, "{target} after {text:?}");
    assert_whole(&page, text);
    forms.len()
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

/// Strings that are tried on one article; its notes stay, so its page grows.
const STRINGS_AT_ONCE: usize = 40;

#[apply(on_both_databases)]
async fn naughty_strings_in_the_newsroom_stay_strings() {
    let Some(strings) = strings() else { return };
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    let mut paths = Vec::new();
    for (turn, some) in strings.chunks(STRINGS_AT_ONCE).enumerate() {
        let article = portal.article("calm").photo("harbour").coverage("summit").insert();
        let target = format!("/admin/articles/{}/translations", article.id);
        let made = admin.post(&target, &[("edition", "mn")]).await;
        let translation = made.location().split('/').nth(3).unwrap().parse().unwrap();
        let pages = pages(&portal, article.id.0, translation);
        // Every string through the article's own form; each of the others gets many of them.
        for (number, text) in some.iter().enumerate() {
            assert!(try_page(&admin, &pages[0], text).await > 0);
            let other = &pages[1 + (number + turn) % (pages.len() - 1)];
            let has_fields = !other.ends_with("/story");
            assert!(try_page(&admin, other, text).await > 0 || !has_fields, "{other}");
            let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
            let look = match number % 8 {
                0 => format!("/admin/articles?q={encoded}&state={encoded}"),
                2 => format!("/admin/articles/stories?q={encoded}&missing={encoded}"),
                4 => format!("/admin/articles/{}/story?q={encoded}", article.id),
                6 => "/admin".to_owned(),
                _ => continue,
            };
            if look.len() < 2000 {
                let page = admin.get(&look).await;
                assert_eq!(page.status(), 200, "{look}");
                assert_whole(&page, text);
            }
        }
        paths.push(article.path);
    }
    for address in ["/en/", "/en/coverage/summit", "/en/about", &paths[0]] {
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
