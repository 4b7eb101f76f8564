//! A command is one transaction that also records what it moved.

mod refused;

use broadsheet::commands::{self, CoverageWords, PersonWords, PhotoWords, SectionWords, Setting};
use broadsheet::db::fronts::{Container, SlotItem};
use broadsheet::db::people::PersonKind;
use broadsheet::db::{Conn, drafts};
use broadsheet::model::{ArticleId, CoverageId, MediaId, SectionId, SignOff, StoryId};

use crate::support::{Article, Portal, at, batch, dump, on_both_databases, picture, spawn};

type Run = Box<dyn Fn(&mut Conn, &SignOff) -> Result<(), String>>;

/// A command, what it must record, and whether the portal takes it.
struct Case {
    name: &'static str,
    verb: &'static str,
    /// `*` stands for an id that isn't known before.
    nouns: Vec<String>,
    run: Run,
}

fn case<T, E: std::fmt::Display>(
    verb: &'static str,
    nouns: &[&str],
    run: impl Fn(&mut Conn, &SignOff) -> Result<T, E> + 'static,
) -> Case {
    let run = move |conn: &mut Conn, sign_off: &SignOff| match run(conn, sign_off) {
        Ok(_) => Ok(()),
        Err(error) => Err(error.to_string()),
    };
    let nouns = nouns.iter().map(|noun| (*noun).to_owned()).collect();
    Case { name: verb, verb, nouns, run: Box::new(run) }
}

fn section(edition: &str, slug: &str) -> SectionWords {
    SectionWords {
        edition: edition.to_owned(),
        name: "A name".to_owned(),
        slug: slug.to_owned(),
        description: String::new(),
    }
}

fn coverage(edition: &str, slug: &str) -> CoverageWords {
    CoverageWords {
        edition: edition.to_owned(),
        name: "A name".to_owned(),
        slug: slug.to_owned(),
        summary: String::new(),
    }
}

fn person(edition: &str, slug: &str) -> PersonWords {
    PersonWords {
        edition: edition.to_owned(),
        name: "A name".to_owned(),
        slug: slug.to_owned(),
        description: String::new(),
    }
}

/// What everything that shows an article follows.
fn nouns_of(portal: &Portal, article: &Article, others: &[&str]) -> Vec<String> {
    let section = portal.section("world");
    let mut nouns = vec![
        format!("article:{}", article.id),
        format!("edition:{}", article.edition),
        format!("section:{section}@{}", article.edition),
        format!("story:{}", article.story),
    ];
    nouns.extend(others.iter().map(|noun| (*noun).to_owned()));
    nouns
}

fn cases(portal: &Portal) -> Vec<Case> {
    let world = portal.section("world");
    let summit = portal.coverage("summit");
    let (bat, agency) = (portal.author("bat"), portal.source("agency"));
    let live = portal.article("live").author("bat").coverage("summit").insert();
    let draft =
        portal.article("draft").author("bat").source("agency").coverage("summit").draft().insert();
    let held = portal.article("held").draft().insert();
    let planned = portal.article("planned").scheduled_for("2026-05-05 08:00").insert();
    let everywhere = portal.story("everywhere").editions(&["en", "mn"]).insert();
    let alone = portal.article("alone").edition("mn").draft().insert();
    let sport = portal.section("sport");
    let words = portal.article("live").author("bat").text();
    let text = words.clone();
    let (person_bat, filed) = (format!("person:{bat}@en"), format!("coverage:{summit}@en"));
    let source = format!("person:{agency}@en");
    let id = |article: &Article| format!("article:{}", article.id);
    let original = portal.app.media.put(&picture(40, 30, [1, 2, 3])).unwrap();
    let copied = portal.app.media.put(&picture(40, 30, [3, 2, 1])).unwrap();
    let photo_words =
        vec![PhotoWords { edition: "en".to_owned(), alt: "a".to_owned(), caption: String::new() }];

    let mut cases = vec![
        case("create_story", &["story:*"], |conn, by| commands::create_story(conn, by, "x")),
        case("create_article", &["article:*"], {
            let (words, story) = (words.clone(), live.story);
            move |conn, by| {
                commands::create_article(
                    conn,
                    by,
                    story,
                    ("zh-hans", "zh-Hans"),
                    world,
                    "x",
                    &words,
                )
            }
        }),
        case(
            "start_translation",
            &["article:*", &format!("coverage:{summit}@zh-hant")],
            move |conn, by| {
                let edition = ("zh-hant", "zh-Hant");
                commands::start_translation(conn, by, live.id, edition, None)
            },
        ),
        case("mark_up_to_date", &[&id(everywhere.article("mn"))], {
            let (source, target) = (everywhere.article("en").id, everywhere.article("mn").id);
            move |conn, by| {
                let read = drafts::find_newest_revision(conn, source).unwrap().unwrap().id;
                commands::mark_up_to_date(conn, by, target, read)
            }
        }),
        case(
            "link",
            &[&id(&alone), &format!("story:{}", alone.story), &format!("story:{}", held.story)],
            move |conn, by| commands::link(conn, by, alone.id, held.id),
        ),
        case("add_note", &[&id(&held)], move |conn, by| {
            commands::add_note(conn, by, held.id, "Who says so?")
        }),
        case("move_article", &[&id(&held)], move |conn, by| {
            commands::move_article(conn, by, held.id, sport)
        }),
        case("save_revision", &[&id(&live)], {
            let (words, live) = (words.clone(), live.id);
            move |conn, by| commands::save_revision(conn, by, live, &words)
        }),
        case("update", &[], move |conn, by| commands::update(conn, by, live.id, &text)),
        case("correct", &[], move |conn, by| commands::correct(conn, by, live.id, "It was May.")),
        case("publish", &[], move |conn, by| commands::publish(conn, by, draft.id)),
        case("set_embargo", &[&id(&held)], move |conn, by| {
            commands::set_embargo(conn, by, held.id, Some(at("2026-05-06 08:00")))
        }),
        case("publish_under_embargo", &[&id(&held)], move |conn, by| {
            commands::publish(conn, by, held.id)
        }),
        case("unschedule", &[&id(&planned)], move |conn, by| {
            commands::unschedule(conn, by, planned.id)
        }),
        case("schedule", &[&id(&planned)], move |conn, by| {
            commands::schedule(conn, by, planned.id, at("2026-05-05 08:00"))
        }),
        case("file_in_coverage", &[&id(&planned)], move |conn, by| {
            commands::file_in_coverage(conn, by, planned.id, summit)
        }),
        case(
            "open_section",
            &[
                "section:*@en",
                "section:*@mn",
                "settings:en",
                "settings:mn",
                "edition:en",
                "edition:mn",
            ],
            |conn, by| {
                commands::open_section(conn, by, &[section("en", "new"), section("mn", "new")])
            },
        ),
        case("open_coverage", &["coverage:*@en", "settings:en"], |conn, by| {
            commands::open_coverage(conn, by, None, &[coverage("en", "new")])
        }),
        case("add_moment", &[&filed], move |conn, by| {
            commands::add_moment(conn, by, summit, "en", at("2026-05-01 08:00"), "It opens")
        }),
        case("register_person", &["person:*@mn", "settings:mn"], |conn, by| {
            commands::register_person(conn, by, PersonKind::Author, &[person("mn", "new")])
        }),
        case("add_photo", &["media:*"], move |conn, by| {
            commands::add_photo(conn, by, &original, "a.png", "Bat", &photo_words)
        }),
        case("copy_photo", &["media:*"], move |conn, by| {
            commands::copy_photo(conn, by, &copied, "b.png", "https://pictures.example/b.png")
        }),
        case("curate_front", &["front:home@en"], move |conn, by| {
            let items = [(SlotItem::Article(live.id), None)];
            commands::curate_front(conn, by, "en", None, Container::Lead, &items)
        }),
        case("curate_front", &[&format!("front:{world}@mn")], move |conn, by| {
            commands::curate_front(conn, by, "mn", Some(world), Container::Secondary, &[])
        }),
        case("change_settings", &["settings:en"], |conn, by| {
            commands::change_settings(conn, by, "en", &[Setting::SiteName("New".to_owned())])
        }),
        case(
            "rename_section",
            &[&format!("section:{world}@en"), "settings:en", "edition:en"],
            move |conn, by| commands::rename_section(conn, by, world, &section("en", "globe")),
        ),
        case("rename_coverage", &[&filed, "settings:en", "edition:en"], move |conn, by| {
            commands::rename_coverage(conn, by, summit, &coverage("en", "meeting"))
        }),
        case("write_info_page", &["page:about@en", "settings:en"], |conn, by| {
            commands::write_info_page(conn, by, "en", "about", "About", "Us.")
        }),
        case("withdraw", &[], move |conn, by| {
            commands::withdraw(conn, by, everywhere.id, &[("en".to_owned(), "Wrong.".to_owned())])
        }),
    ];
    let set = |cases: &mut Vec<Case>, verb: &str, nouns: Vec<String>| {
        cases.iter_mut().find(|case| case.verb == verb).expect("a case").nouns = nouns;
    };
    set(&mut cases, "update", nouns_of(portal, &live, &[&person_bat]));
    set(&mut cases, "correct", nouns_of(portal, &live, &[&person_bat]));
    set(
        &mut cases,
        "publish",
        nouns_of(portal, &draft, &[&person_bat, &source, &filed, "settings:en"]),
    );
    let both = everywhere.articles.iter().flat_map(|article| nouns_of(portal, article, &[]));
    set(&mut cases, "withdraw", both.collect());
    cases
}

#[apply(on_both_databases)]
async fn every_command_records_one_change_with_what_it_moved() {
    let portal = spawn().await;
    for case in cases(&portal) {
        let before = portal.changes().len();
        portal.command(|conn, by| (case.run)(conn, by)).unwrap_or_else(|error| {
            panic!("{}: {error}", case.name);
        });
        let changes = portal.changes();
        assert_eq!(changes.len(), before + 1, "{}", case.name);
        let change = &changes[before];
        assert_eq!((change.actor.as_str(), change.verb.as_str()), ("test", case.verb));
        let recorded: Vec<String> = serde_json::from_str(&change.nouns).expect("JSON");
        let fits = |noun: &str, pattern: &str| match pattern.split_once('*') {
            Some((start, end)) => noun
                .strip_prefix(start)
                .and_then(|rest| rest.strip_suffix(end))
                .is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())),
            None => noun == pattern,
        };
        for pattern in &case.nouns {
            let found = recorded.iter().filter(|noun| fits(noun, pattern)).count();
            assert_eq!(found, 1, "{}: {pattern} in {recorded:?}", case.name);
        }
        for noun in &recorded {
            let known = case.nouns.iter().any(|pattern| fits(noun, pattern));
            assert!(known, "{}: {noun} wasn't moved", case.name);
        }
    }
}

#[apply(on_both_databases)]
async fn without_its_change_a_command_changes_nothing() {
    let portal = spawn().await;
    for case in cases(&portal) {
        let before = portal.query(dump);
        portal.query(|conn| batch(conn, "ALTER TABLE changes RENAME TO changes_gone"));
        let outcome = portal.command(|conn, by| (case.run)(conn, by));
        portal.query(|conn| batch(conn, "ALTER TABLE changes_gone RENAME TO changes"));
        assert!(outcome.is_err(), "{}", case.name);
        assert_eq!(portal.query(dump), before, "{}", case.name);
        // In its turn for the ones after it.
        portal.command(|conn, by| (case.run)(conn, by)).unwrap();
    }
}

#[apply(on_both_databases)]
async fn an_article_that_leaves_its_story_moves_all_that_names_its_counterparts() {
    let portal = spawn().await;
    let story = portal.story("summit").editions(&["en", "mn", "zh-hans"]).insert();
    let leaving = story.article("mn");
    portal.command(|conn, by| commands::unlink(conn, by, leaving.id)).unwrap();
    let change = portal.changes().pop().unwrap();
    let new = portal.query(|conn| drafts::find(conn, leaving.id)).unwrap().unwrap().story_id;
    let nouns: Vec<String> = serde_json::from_str(&change.nouns).unwrap();
    let mut expected = vec![
        format!("article:{}", leaving.id),
        format!("story:{}", story.id),
        format!("story:{new}"),
        "edition:en".to_owned(),
        "edition:mn".to_owned(),
        "edition:zh-hans".to_owned(),
    ];
    expected.sort();
    let mut recorded = nouns;
    recorded.sort();
    assert_eq!((change.verb.as_str(), recorded), ("unlink", expected));
}

#[apply(on_both_databases)]
async fn commands_within_a_transaction_are_one() {
    let portal = spawn().await;
    let draft = portal.article("draft").draft().insert();
    let before = portal.query(dump);
    let outcome: Result<(), diesel::result::Error> = portal.command(|conn, by| {
        broadsheet::db::dialect::transaction(conn, |conn| {
            commands::publish(conn, by, draft.id).unwrap();
            commands::correct(conn, by, draft.id, "It was May.").unwrap();
            Err(diesel::result::Error::RollbackTransaction)
        })
    });
    assert!(outcome.is_err());
    assert_eq!(portal.query(dump), before);
    portal.publish(&draft);
    assert_eq!(portal.get(&draft.path).await.status(), 200);
}
