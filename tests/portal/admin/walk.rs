//! Every address of the admin area, asked for by everybody.

use broadsheet::model::{Role, Roles, User};
use broadsheet::routes::ADMIN;

use crate::support::{Portal, on_both_databases, spawn};

/// Whom an address takes.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Takes {
    /// Anybody, signed in or not.
    Anybody,
    /// Everybody who is signed in.
    Everybody,
    /// Those who write in some edition.
    Writers,
    /// Editors, of whichever edition.
    Editors,
    /// Those who write in some edition, of an article that every reader can read.
    WritersWhoRead,
    /// Chiefs, of whichever edition.
    Chiefs,
    /// Chiefs of every edition that has the thing: all of them, in this walk.
    ChiefsEverywhere,
    /// Chiefs of the edition in the address.
    ChiefsOfTheEdition,
    /// Those who manage the people of some edition.
    Managers,
    /// Those who write for the edition of the article.
    WritersOfTheArticle,
    /// The editors of the edition of the article, which somebody else wrote.
    EditorsOfTheArticle,
    /// Those who manage the people of the edition that the person works for.
    ManagersOfThePerson,
}

/// A new address must be entered here, with whom it takes.
const WHO: &[(&str, &str, Takes)] = &[
    ("GET", "", Takes::Everybody),
    ("GET", "/", Takes::Everybody),
    ("GET", "/sign-in", Takes::Anybody),
    ("POST", "/sign-in", Takes::Anybody),
    ("POST", "/sign-in/code", Takes::Anybody),
    ("POST", "/sign-out", Takes::Everybody),
    ("GET", "/setup/{token}", Takes::Anybody),
    ("POST", "/setup/{token}", Takes::Anybody),
    ("GET", "/invitation/{token}", Takes::Anybody),
    ("POST", "/invitation/{token}", Takes::Anybody),
    ("GET", "/reset/{token}", Takes::Anybody),
    ("POST", "/reset/{token}", Takes::Anybody),
    ("POST", "/step-up", Takes::Everybody),
    ("GET", "/session", Takes::Everybody),
    ("GET", "/account", Takes::Everybody),
    ("POST", "/account", Takes::Everybody),
    ("POST", "/account/password", Takes::Everybody),
    ("GET", "/account/second-step", Takes::Everybody),
    ("POST", "/account/second-step", Takes::Everybody),
    ("POST", "/account/second-step/off", Takes::Everybody),
    ("POST", "/account/recovery-codes", Takes::Everybody),
    ("POST", "/account/sessions/others/end", Takes::Everybody),
    ("POST", "/account/sessions/{id}/end", Takes::Everybody),
    ("GET", "/media", Takes::Writers),
    ("POST", "/media", Takes::Writers),
    ("GET", "/media/choices", Takes::Writers),
    ("POST", "/media/choices", Takes::Writers),
    ("POST", "/media/copies", Takes::Writers),
    ("POST", "/paste", Takes::Writers),
    ("POST", "/tidy", Takes::Writers),
    ("GET", "/media/{id}", Takes::Writers),
    ("POST", "/media/{id}", Takes::Writers),
    ("POST", "/media/{id}/file", Takes::Writers),
    ("POST", "/media/{id}/focus", Takes::Writers),
    ("GET", "/jobs", Takes::Writers),
    ("POST", "/jobs", Takes::Chiefs),
    ("POST", "/jobs/{id}/cancellation", Takes::Chiefs),
    ("GET", "/fronts", Takes::Chiefs),
    ("GET", "/fronts/{edition}", Takes::ChiefsOfTheEdition),
    ("POST", "/fronts/{edition}", Takes::ChiefsOfTheEdition),
    ("GET", "/fronts/{edition}/preview", Takes::ChiefsOfTheEdition),
    ("GET", "/fronts/{edition}/{id}/preview", Takes::ChiefsOfTheEdition),
    ("GET", "/fronts/{edition}/{id}", Takes::ChiefsOfTheEdition),
    ("POST", "/fronts/{edition}/{id}", Takes::ChiefsOfTheEdition),
    ("GET", "/desk/{kind}", Takes::Chiefs),
    ("POST", "/desk/{kind}", Takes::Chiefs),
    ("GET", "/desk/{kind}/new", Takes::Chiefs),
    ("POST", "/desk/coverage/{id}/closing", Takes::ChiefsEverywhere),
    ("POST", "/desk/coverage/{id}/opening", Takes::ChiefsEverywhere),
    ("POST", "/desk/coverage/{id}/photo", Takes::ChiefsEverywhere),
    ("POST", "/desk/coverage/{id}/order", Takes::ChiefsOfTheEdition),
    ("POST", "/desk/coverage/{id}/merger", Takes::Chiefs),
    ("POST", "/desk/coverage/{id}/moments", Takes::Chiefs),
    ("POST", "/desk/coverage/{id}/moments/{moment}/removal", Takes::Chiefs),
    ("GET", "/desk/{kind}/{id}", Takes::Chiefs),
    ("POST", "/desk/{kind}/{id}", Takes::Chiefs),
    ("GET", "/settings", Takes::Chiefs),
    ("GET", "/settings/{edition}", Takes::ChiefsOfTheEdition),
    ("POST", "/settings/{edition}", Takes::ChiefsOfTheEdition),
    ("GET", "/settings/{edition}/navigation", Takes::ChiefsOfTheEdition),
    ("POST", "/settings/{edition}/navigation", Takes::ChiefsOfTheEdition),
    ("GET", "/settings/{edition}/pages/{name}", Takes::ChiefsOfTheEdition),
    ("POST", "/settings/{edition}/pages/{name}", Takes::ChiefsOfTheEdition),
    ("GET", "/articles", Takes::Writers),
    ("GET", "/articles/new", Takes::Writers),
    ("POST", "/articles", Takes::Writers),
    ("GET", "/articles/stories", Takes::Writers),
    ("POST", "/articles/views", Takes::Writers),
    ("POST", "/articles/views/{id}/removal", Takes::Writers),
    ("POST", "/articles/bulk", Takes::Writers),
    ("POST", "/articles/bulk/move", Takes::Writers),
    ("POST", "/articles/bulk/withdrawal", Takes::Editors),
    ("POST", "/articles/checks", Takes::Writers),
    ("POST", "/articles/working-copy", Takes::Writers),
    ("GET", "/articles/{article}", Takes::WritersOfTheArticle),
    ("POST", "/articles/{article}", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/working-copy", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/working-copy/discard", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/writer", Takes::EditorsOfTheArticle),
    ("GET", "/articles/{article}/preview", Takes::WritersOfTheArticle),
    ("POST", "/articles/{article}/preview", Takes::WritersOfTheArticle),
    ("POST", "/articles/{article}/review", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/return", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/publication", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/update", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/correction", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/schedule", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/schedule/off", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/embargo", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/translations", Takes::WritersWhoRead),
    ("GET", "/articles/{article}/withdrawal", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/withdrawal", Takes::EditorsOfTheArticle),
    ("GET", "/articles/{article}/removal", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/removal", Takes::EditorsOfTheArticle),
    ("GET", "/articles/{article}/story", Takes::WritersOfTheArticle),
    ("POST", "/articles/{article}/story/publication", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/story/link", Takes::WritersOfTheArticle),
    ("POST", "/articles/{article}/story/unlink", Takes::EditorsOfTheArticle),
    ("GET", "/articles/{article}/translation", Takes::WritersOfTheArticle),
    ("POST", "/articles/{article}/translation", Takes::EditorsOfTheArticle),
    ("POST", "/articles/{article}/notes", Takes::WritersOfTheArticle),
    ("GET", "/articles/{article}/history", Takes::WritersOfTheArticle),
    ("GET", "/articles/{article}/history/{revision}", Takes::WritersOfTheArticle),
    ("POST", "/articles/{article}/history/{revision}", Takes::EditorsOfTheArticle),
    ("GET", "/users", Takes::Managers),
    ("GET", "/users/new", Takes::Managers),
    ("POST", "/users", Takes::Managers),
    ("GET", "/users/{id}", Takes::ManagersOfThePerson),
    ("POST", "/users/{id}", Takes::ManagersOfThePerson),
    ("POST", "/users/{id}/link", Takes::ManagersOfThePerson),
    ("POST", "/users/{id}/deactivation", Takes::ManagersOfThePerson),
    ("POST", "/users/{id}/reactivation", Takes::ManagersOfThePerson),
    ("POST", "/users/{id}/second-step/off", Takes::ManagersOfThePerson),
    ("POST", "/users/{id}/sessions/end", Takes::ManagersOfThePerson),
];

#[test]
fn every_address_says_whom_it_takes() {
    let known: Vec<(&str, &str)> = WHO.iter().map(|&(method, path, _)| (method, path)).collect();
    for route in ADMIN {
        assert!(known.contains(route), "{route:?} is not in the table of this test");
    }
    for route in known {
        assert!(ADMIN.contains(&route), "{route:?} is no address");
    }
}

#[apply(on_both_databases)]
async fn an_address_says_which_methods_it_takes() {
    let portal = spawn().await;
    let admin = portal.sign_in_as(Role::Admin, &[]);
    for &(_, path) in ADMIN {
        let words =
            [("{token}", "x"), ("{kind}", "coverage"), ("{edition}", "en"), ("{name}", "about")];
        let numbers = ["{article}", "{revision}", "{moment}", "{id}"].map(|name| (name, "1"));
        let path_of = |path: &str, (name, value): &(&str, &str)| path.replace(name, value);
        let target =
            words.iter().chain(&numbers).fold(path.to_owned(), |path, it| path_of(&path, it));
        let target = format!("/admin{target}");
        let takes = |method: &str| ADMIN.contains(&(method, path));
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
            if takes(method) {
                continue;
            }
            let csrf = admin.csrf();
            let headers = [("sec-fetch-site", "same-origin"), ("x-csrf-token", csrf.as_str())];
            let answer = admin.send(method, &target, &headers, b"").await;
            assert_eq!(answer.status(), 405, "{method} {target}");
            let allowed = match (takes("GET"), takes("POST")) {
                (true, true) => "GET, HEAD, POST",
                (true, false) => "GET, HEAD",
                _ => "POST",
            };
            assert_eq!(answer.header("allow"), allowed, "{method} {target}");
        }
    }
    let csrf = admin.csrf();
    let headers = [("sec-fetch-site", "same-origin"), ("x-csrf-token", csrf.as_str())];
    let nowhere = admin.send("PUT", "/admin/no-such-page", &headers, b"").await;
    assert_eq!(nowhere.status(), 404);
}

#[apply(on_both_databases)]
async fn nobody_gets_further_than_their_roles() {
    let portal = spawn().await;
    // An admin who is never asked to leave, so that no other is the last.
    portal.colleague(Role::Admin, &[]);
    let person = portal.colleague(Role::Reporter, &["en"]);
    // Whatever else the number of the person is taken for is there.
    for number in 1..=person.id.0 {
        portal.photo(&format!("photo-{number}"));
        // So that the next photo is another job.
        broadsheet::jobs::run_next(&portal.app, || true).unwrap();
        portal.section(&format!("section-{number}"));
        portal.coverage(&format!("coverage-{number}"));
    }
    let article = portal.article("fuel-prices").insert();
    let revision = portal.query(|conn| broadsheet::db::editing::find_newest(conn, article.id));
    let revision = revision.unwrap().unwrap().id.to_string();
    let (author, source) = (portal.author("bat"), portal.source("agency"));
    // Of each address with a kind in it, each kind.
    let every = WHO.iter().flat_map(|&(method, path, takes)| {
        let kinds: &[&str] = match path.contains("{kind}") {
            true => &["coverage", "sections", "authors", "sources"],
            false => &[""],
        };
        kinds.iter().map(move |kind| (method, path.replace("{kind}", kind), takes))
    });
    // The same people all the way: with a new one for each request, the lists of people that
    // pages show would grow into thousands.
    let roles =
        [None, Some(Role::Reporter), Some(Role::Editor), Some(Role::Chief), Some(Role::Admin)];
    let mut people = Vec::new();
    for role in roles {
        for edition in ["en", "mn", ""] {
            let editions: Vec<String> =
                Some(edition.to_owned()).filter(|e| !e.is_empty()).into_iter().collect();
            let roles = role.map_or_else(Roles::default, |role| Roles::of(role, &editions));
            people.push((role, edition, portal.colleague_with(&roles)));
        }
    }
    for (method, path, takes) in every {
        let target = format!("/admin{path}").replace("{token}", "x");
        let target = target.replace("{edition}", "en");
        // People with a byline have numbers of their own.
        let target = target.replace("authors/{id}", &format!("authors/{author}"));
        let target = target.replace("sources/{id}", &format!("sources/{source}"));
        let target = target.replace("{moment}", "1").replace("{name}", "about");
        let target = target.replace("{id}", &person.id.to_string());
        let target = target.replace("{article}", &article.id.to_string());
        let target = target.replace("{revision}", &revision);
        let signed_out = ask(&portal, None, method, &target).await;
        match (takes, method) {
            (Takes::Anybody, _) => assert_ne!(signed_out.0, 401, "{method} {target}"),
            (_, "GET") => assert_eq!(signed_out.0, 303, "{method} {target}"),
            _ => assert_eq!(signed_out.0, 401, "{method} {target}"),
        }
        if takes != Takes::Anybody && method == "GET" {
            assert!(signed_out.1.starts_with("/admin/sign-in"), "{method} {target}");
        }
        for &(role, edition, ref user) in &people {
            let (status, _) = ask(&portal, Some(user), method, &target).await;
            let manages = role >= Some(Role::Chief);
            let is_theirs = edition != "mn" || role == Some(Role::Admin);
            let is_in = match takes {
                Takes::Anybody | Takes::Everybody => true,
                Takes::Writers | Takes::WritersWhoRead => role.is_some(),
                Takes::Editors => role >= Some(Role::Editor),
                Takes::Managers | Takes::Chiefs => manages,
                Takes::ChiefsEverywhere => {
                    manages && (edition.is_empty() || role == Some(Role::Admin))
                }
                Takes::ChiefsOfTheEdition => manages && is_theirs,
                Takes::WritersOfTheArticle => role.is_some() && is_theirs,
                Takes::EditorsOfTheArticle => role >= Some(Role::Editor) && is_theirs,
                Takes::ManagersOfThePerson => manages && is_theirs,
            };
            let is_article = path.contains("{article}");
            let what = format!("{method} {target} by {role:?} in `{edition}`: {status}");
            match (is_in, takes) {
                // Links that are good no longer are nobody's.
                (true, Takes::Anybody) => {
                    assert!([200, 303, 404, 422, 429].contains(&status), "{what}")
                }
                // A form without the version that it was made from isn't one of ours.
                (true, Takes::EditorsOfTheArticle) if path.contains("{revision}") => {
                    assert_eq!(status, 400, "{what}")
                }
                // There is nothing for those who work elsewhere.
                (false, _) if is_article && role.is_some() && !is_theirs => {
                    assert_eq!(status, 404, "{what}")
                }
                (false, _) if is_article => assert_eq!(status, 403, "{what}"),
                (true, _) => assert!([200, 303, 422].contains(&status), "{what}"),
                (false, Takes::ManagersOfThePerson) if manages => {
                    assert_eq!(status, 404, "{what}")
                }
                (false, _) => assert_eq!(status, 403, "{what}"),
            }
        }
    }
}

/// The status and where it leads.
async fn ask(portal: &Portal, user: Option<&User>, method: &str, target: &str) -> (u16, String) {
    let browser = user.map_or_else(|| portal.browser(), |user| portal.sign_in(user));
    let answer = match method {
        "GET" => browser.get(target).await,
        _ if target.ends_with("/order") => {
            let page = browser.get(target.trim_end_matches("/order")).await;
            let seen = page.select_attribute("#order-en input[name=seen]", "value").concat();
            let fields = [("seen", seen.as_str()), ("edition", "en"), ("act", "pin-1")];
            browser.post(target, &fields).await
        }
        _ => browser.fill_in(target, &[]).await,
    };
    (answer.status(), answer.location().to_owned())
}

/// An article of `en` in each state, and of each of `mn`.
#[apply(on_both_databases)]
async fn nobody_gets_further_with_an_article_in_any_state() {
    let portal = spawn().await;
    let admin = portal.colleague(Role::Admin, &[]);
    let make = |state: &str, edition: &str| {
        let article = portal.article(&format!("{state}-{edition}")).edition(edition);
        match state {
            "live" | "withdrawn" => article.insert(),
            "scheduled" => article.scheduled_for("2026-05-04 20:00").insert(),
            "embargoed" => article.embargoed_until("2026-05-04 20:00").insert(),
            _ => article.draft().insert(),
        }
    };
    let colleagues = [Role::Reporter, Role::Editor, Role::Chief].map(|role| {
        let of = |edition: &str| portal.colleague(role, &[edition]);
        (role, of("en"), of("mn"))
    });
    for state in ["draft", "review", "scheduled", "embargoed", "live", "withdrawn"] {
        for edition in ["en", "mn"] {
            let article = make(state, edition);
            let story = portal.query(|conn| broadsheet::db::editing::find(conn, article.id));
            match state {
                "withdrawn" => portal.withdraw(story.unwrap().unwrap().story_id, &[]),
                "review" => portal.command(|conn, by| {
                    broadsheet::commands::submit(conn, by, article.id).unwrap();
                }),
                _ => {}
            }
            let articles = WHO.iter().filter(|(_, path, takes)| {
                path.starts_with("/articles/{article}")
                    && !path.contains("{revision}")
                    && matches!(takes, Takes::WritersOfTheArticle | Takes::EditorsOfTheArticle)
            });
            for &(method, path, takes) in articles {
                let target = format!("/admin{path}").replace("{article}", &article.id.to_string());
                let what = format!("{method} {target} of {edition}, {state}");
                for (role, english, mongolian) in &colleagues {
                    let other = if edition == "en" { mongolian } else { english };
                    let (status, _) = ask(&portal, Some(other), method, &target).await;
                    assert_eq!(status, 404, "{what} by {role:?} of the other edition");
                }
                let (_, english, mongolian) = &colleagues[0];
                let reporter = if edition == "en" { english } else { mongolian };
                let (status, _) = ask(&portal, Some(reporter), method, &target).await;
                match takes {
                    // It is somebody else's, so that no reporter changes it.
                    Takes::EditorsOfTheArticle => assert_eq!(status, 403, "{what} by a reporter"),
                    _ => assert!([200, 303, 422].contains(&status), "{what}: {status}"),
                }
            }
            let target = format!("/admin/articles/{}", article.id);
            let (status, _) = ask(&portal, Some(&admin), "GET", &target).await;
            assert_eq!(status, 200, "{state}");
        }
    }
}
