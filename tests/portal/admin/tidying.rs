//! Typed signs become those that an edition prints, when somebody asks for it.

use broadsheet::model::Role;

use super::article_form::{fields, with, write};
use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn signs_are_those_of_the_edition() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en", "zh-hans", "zh-hant", "mn"]);
    let tidy = async |edition: &str, body: &str| {
        let fields =
            [("edition", edition), ("headline", "\"A\"  b"), ("body", body), ("slug", "--")];
        let answer = reporter.post("/admin/tidy", &fields).await;
        assert_eq!(answer.status(), 200, "{}", answer.text());
        answer.json()
    };
    let english = tidy("en", "It's \"dear\"\r\n\r\n`--`").await;
    assert_eq!(english["body"], "It’s “dear”\n\n`--`");
    assert_eq!(english["headline"], "“A” b");
    assert_eq!(english.as_object().unwrap().len(), 2, "an address has no signs: {english}");
    assert_eq!(tidy("zh-hans", "他说:\"好.\"").await["body"], "他说：“好。”");
    assert_eq!(tidy("zh-hant", "他說:\"好.\"").await["body"], "他說：「好。」");
    assert_eq!(tidy("mn", "Тэр \"сайн\" - гэв").await["body"], "Тэр “сайн” – гэв");
    let english = portal.sign_in_as(Role::Reporter, &["en"]);
    let answer = english.post("/admin/tidy", &[("edition", "mn"), ("body", "x")]).await;
    assert_eq!(answer.status(), 403);
}

#[apply(on_both_databases)]
async fn a_form_is_tidied_without_a_script_and_nothing_is_saved() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    portal.section("world");
    let changes = portal.changes().len();
    let typed = [("edition", "en"), ("headline", "It's \"dear\""), ("body", "x"), ("then", "tidy")];
    let page = reporter.post("/admin/articles", &typed).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    assert_eq!(page.select_source("#headline"), ["It’s “dear”"]);
    assert!(page.select_text(".notice").concat().contains("Nothing has been saved yet"));
    assert_eq!(portal.changes().len(), changes);

    let path = write(&portal, &reporter, "Fuel is dear").await;
    let changes = portal.changes().len();
    let form = fields(&reporter.get(&path).await);
    let typed = with(&form, &[("body", "\nIt's -- \"dear\""), ("then", "tidy")]);
    let page = reporter.post(&path, &typed).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    assert!(page.select_text("#body").concat().contains("It’s — “dear”"));
    assert_eq!(portal.changes().len(), changes);
    assert!(!reporter.get(&path).await.text().contains("It’s — “dear”"));
    // What is on the page now is saved as any other form is.
    let form = fields(&page);
    assert_eq!(reporter.post(&path, &with(&form, &[])).await.status(), 303);
    assert!(reporter.get(&path).await.text().contains("It’s — “dear”"));
}
