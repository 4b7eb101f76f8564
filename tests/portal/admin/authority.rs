//! What a role may do is asked by the command, whatever a form has shown.

use broadsheet::commands::{
    self, ArticleText, CoverageWords, PersonWords, PhotoWords, Placing, SectionWords, Setting,
};
use broadsheet::db::fronts::Container;
use broadsheet::db::people::PersonKind;
use broadsheet::db::{Conn, editing};
use broadsheet::model::{Role, SignOff};
use diesel::result::Error;

use crate::support::{Portal, at, on_both_databases, picture, spawn};

type Command = Box<dyn Fn(&mut Conn, &SignOff) -> Result<(), String>>;

fn case<T, E: std::fmt::Display>(
    name: &'static str,
    least: Role,
    run: impl Fn(&mut Conn, &SignOff) -> Result<T, E> + 'static,
) -> (&'static str, Role, Command) {
    let run = move |conn: &mut Conn, by: &SignOff| {
        run(conn, by).map(drop).map_err(|error| error.to_string())
    };
    (name, least, Box::new(run))
}

/// Every command on content of the English edition, with the least role that may run it there.
fn cases(portal: &Portal) -> Vec<(&'static str, Role, Command)> {
    let live = portal.article("live").insert();
    let draft = portal.article("draft").draft().insert();
    let planned = portal.article("planned").scheduled_for("2026-05-05 08:00").insert();
    let (world, summit) = (portal.section("world"), portal.coverage("summit"));
    let waiting = portal.article("waiting").draft().insert();
    portal.command(|conn, by| commands::submit(conn, by, waiting.id)).expect("a submission");
    let words = portal.article("live").text();
    let edited = words.clone();
    let original = portal.app.media.put(&picture(40, 30, [1, 2, 3])).expect("a picture");
    let section = SectionWords {
        edition: "en".to_owned(),
        name: "New".to_owned(),
        slug: "new".to_owned(),
        description: String::new(),
    };
    let coverage = CoverageWords {
        edition: "en".to_owned(),
        name: "New".to_owned(),
        slug: "new".to_owned(),
        summary: String::new(),
    };
    let (renamed_section, renamed_coverage) = (section.clone(), coverage.clone());
    let person = PersonWords {
        edition: "en".to_owned(),
        name: "New".to_owned(),
        slug: "new".to_owned(),
        description: String::new(),
    };
    let photo = PhotoWords { edition: "en".to_owned(), alt: String::new(), caption: String::new() };
    let (saved, updated): (ArticleText, ArticleText) = (words.clone(), words.clone());
    let story = portal.article("elsewhere").edition("mn").draft().insert().story;
    let later = at("2026-05-06 08:00");
    vec![
        case("create_article", Role::Reporter, move |conn, by| {
            commands::create_article(conn, by, story, ("en", "en"), world, "", &words)
        }),
        case("add_photo", Role::Reporter, move |conn, by| {
            commands::add_photo(conn, by, &original, "a.png", "", std::slice::from_ref(&photo))
        }),
        case("save_revision", Role::Editor, move |conn, by| {
            commands::save_revision(conn, by, draft.id, &saved)
        }),
        case("edit_article", Role::Editor, move |conn, by| {
            let newest = editing::find_newest(conn, draft.id).unwrap().expect("a revision");
            let placing =
                Placing { section: world, slug: "new".to_owned(), coverages: vec![summit] };
            commands::edit_article(conn, by, draft.id, newest.id, "en", &edited, &placing)
        }),
        case("submit", Role::Editor, move |conn, by| commands::submit(conn, by, draft.id)),
        case("return_article", Role::Editor, move |conn, by| {
            commands::return_article(conn, by, waiting.id, "x")
        }),
        case("publish_update", Role::Editor, move |conn, by| {
            commands::publish_update(conn, by, live.id)
        }),
        case("file_in_coverage", Role::Editor, move |conn, by| {
            commands::file_in_coverage(conn, by, draft.id, summit)
        }),
        case("publish", Role::Editor, move |conn, by| commands::publish(conn, by, draft.id)),
        case("update", Role::Editor, move |conn, by| commands::update(conn, by, live.id, &updated)),
        case("correct", Role::Editor, move |conn, by| commands::correct(conn, by, live.id, "x")),
        case("withdraw", Role::Editor, move |conn, by| {
            commands::withdraw(conn, by, live.story, &[])
        }),
        case("schedule", Role::Editor, move |conn, by| {
            commands::schedule(conn, by, draft.id, later)
        }),
        case("unschedule", Role::Editor, move |conn, by| {
            commands::unschedule(conn, by, planned.id)
        }),
        case("set_embargo", Role::Editor, move |conn, by| {
            commands::set_embargo(conn, by, draft.id, Some(later))
        }),
        case("curate_front", Role::Chief, |conn, by| {
            commands::curate_front(conn, by, "en", None, Container::Lead, &[])
        }),
        case("open_section", Role::Chief, move |conn, by| {
            commands::open_section(conn, by, std::slice::from_ref(&section))
        }),
        case("rename_section", Role::Chief, move |conn, by| {
            commands::rename_section(conn, by, world, &renamed_section)
        }),
        case("open_coverage", Role::Chief, move |conn, by| {
            commands::open_coverage(conn, by, None, std::slice::from_ref(&coverage))
        }),
        case("rename_coverage", Role::Chief, move |conn, by| {
            commands::rename_coverage(conn, by, summit, &renamed_coverage)
        }),
        case("add_moment", Role::Chief, move |conn, by| {
            commands::add_moment(conn, by, summit, "en", later, "x")
        }),
        case("register_person", Role::Chief, move |conn, by| {
            let words = std::slice::from_ref(&person);
            commands::register_person(conn, by, PersonKind::Author, words)
        }),
        case("write_info_page", Role::Chief, |conn, by| {
            commands::write_info_page(conn, by, "en", "about", "About", "x")
        }),
        case("change_settings", Role::Chief, |conn, by| {
            commands::change_settings(conn, by, "en", &[Setting::Tagline("x".to_owned())])
        }),
        case("change_settings demo", Role::Admin, |conn, by| {
            commands::change_settings(conn, by, "en", &[Setting::Demo(true)])
        }),
        case("remove_demo", Role::Admin, commands::remove_demo),
    ]
}

#[apply(on_both_databases)]
async fn every_command_asks_for_its_role_in_its_edition() {
    let portal = spawn().await;
    let cases = cases(&portal);
    let now = portal.app.clock.now();
    for (name, least, run) in &cases {
        for role in Role::ALL {
            for edition in ["en", "mn", ""] {
                let editions: Vec<&str> =
                    Some(edition).filter(|e| !e.is_empty()).into_iter().collect();
                let user = portal.colleague(role, &editions);
                let by = SignOff::person(user.id, user.roles.clone(), "", now);
                let is_there = edition != "mn" || role == Role::Admin;
                let mut outcome = None;
                // Taken back, so that the next one finds things as this one did.
                let _: Result<(), Error> = portal.query(|conn| {
                    broadsheet::db::dialect::transaction(conn, |conn| {
                        outcome = Some(run(conn, &by));
                        Err(Error::RollbackTransaction)
                    })
                });
                let outcome = outcome.expect("it ran");
                let expected = is_there && role >= *least;
                assert_eq!(
                    outcome.is_ok(),
                    expected,
                    "{name} by {role:?} in `{edition}`: {outcome:?}"
                );
                if let Err(reason) = outcome {
                    assert!(reason.contains("takes a role"), "{name}: {reason}");
                }
            }
        }
    }
}

#[apply(on_both_databases)]
async fn a_draft_belongs_to_whoever_began_it() {
    let portal = spawn().await;
    let section = portal.section("world");
    let words = portal.article("fuel-prices").text();
    let now = portal.app.clock.now();
    let sign_off = |role| {
        let user = portal.colleague(role, &["en"]);
        SignOff::person(user.id, user.roles, "", now)
    };
    let (writer, other, editor) =
        (sign_off(Role::Reporter), sign_off(Role::Reporter), sign_off(Role::Editor));
    portal.query(|conn| {
        let story = commands::create_story(conn, &writer, "fuel").unwrap();
        let id = commands::create_article(conn, &writer, story, ("en", "en"), section, "", &words);
        let id = id.unwrap();
        commands::save_revision(conn, &writer, id, &words).unwrap();
        commands::save_revision(conn, &other, id, &words).unwrap_err();
        commands::publish(conn, &writer, id).unwrap_err();
        commands::publish(conn, &editor, id).unwrap();
        // What readers know is the editors'.
        commands::save_revision(conn, &writer, id, &words).unwrap_err();
        commands::save_revision(conn, &editor, id, &words).unwrap();
    });
}
