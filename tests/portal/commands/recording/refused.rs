//! A command that is refused changes nothing.

use super::*;

#[apply(on_both_databases)]
async fn a_refused_command_leaves_nothing() {
    let portal = spawn().await;
    let world = portal.section("world");
    let english_only = portal.section_in("local", &["en"]);
    let summit = portal.coverage("summit");
    portal.author("bat");
    let live = portal.article("live").coverage("summit").insert();
    let draft = portal.article("draft").draft().insert();
    let nameless = portal.article("nameless").headline("").draft().insert();
    let foreign = portal.article("foreign").edition("mn").insert();
    let pair = portal.article("pair").draft().insert();
    let unnamed = portal.article("pair").edition("mn").headline("").of_story(pair.story);
    let unnamed = unnamed.draft().insert();
    let gone = portal.article("gone").insert();
    portal.withdraw(gone.story, &[]);
    let words = portal.article("live").text();
    let tomorrow = at("2026-05-05 08:00");
    let nowhere = ArticleId(999);

    let mut refused: Vec<(&str, Case)> = Vec::new();
    let mut refuse = |why: &'static str, case: Case| refused.push((why, case));
    refuse("there is no such article", case("", &[], move |c, b| commands::publish(c, b, nowhere)));
    refuse("it has no headline", case("", &[], move |c, b| commands::publish(c, b, nameless.id)));
    refuse("it was withdrawn", case("", &[], move |c, b| commands::publish(c, b, gone.id)));
    refuse(
        "a draft needs no correction",
        case("", &[], move |c, b| commands::correct(c, b, draft.id, "x")),
    );
    refuse(
        "a correction says what was wrong",
        case("", &[], move |c, b| commands::correct(c, b, live.id, " \u{7} ")),
    );
    refuse(
        "there is nothing to correct",
        case("", &[], move |c, b| commands::correct(c, b, nowhere, "x")),
    );
    refuse(
        "a draft has no readers",
        case("", &[], {
            let words = words.clone();
            move |c, b| commands::update(c, b, draft.id, &words)
        }),
    );
    refuse(
        "there is nothing to update",
        case("", &[], {
            let words = words.clone();
            move |c, b| commands::update(c, b, nowhere, &words)
        }),
    );
    refuse(
        "there is nothing to revise",
        case("", &[], {
            let words = words.clone();
            move |c, b| commands::save_revision(c, b, nowhere, &words)
        }),
    );
    refuse(
        "nobody could read it",
        case("", &[], move |c, b| commands::withdraw(c, b, draft.story, &[])),
    );
    refuse(
        "it is withdrawn already",
        case("", &[], move |c, b| commands::withdraw(c, b, gone.story, &[])),
    );
    refuse(
        "there is no such story",
        case("", &[], move |c, b| commands::withdraw(c, b, StoryId(999), &[])),
    );
    refuse("it is live", case("", &[], move |c, b| commands::schedule(c, b, live.id, tomorrow)));
    refuse(
        "it has no headline",
        case("", &[], move |c, b| commands::schedule(c, b, nameless.id, tomorrow)),
    );
    refuse("it is live", case("", &[], move |c, b| commands::unschedule(c, b, live.id)));
    refuse(
        "it is live",
        case("", &[], move |c, b| commands::set_embargo(c, b, live.id, Some(tomorrow))),
    );
    refuse(
        "the section has no name there",
        case("", &[], {
            let words = words.clone();
            move |c, b| {
                commands::create_article(c, b, live.story, ("mn", "mn"), english_only, "", &words)
            }
        }),
    );
    refuse(
        "the story is there already",
        case("", &[], {
            let words = words.clone();
            move |c, b| commands::create_article(c, b, live.story, ("en", "en"), world, "", &words)
        }),
    );
    refuse(
        "it is filed there already",
        case("", &[], move |c, b| commands::file_in_coverage(c, b, live.id, summit)),
    );
    refuse(
        "there is nothing to file",
        case("", &[], move |c, b| commands::file_in_coverage(c, b, nowhere, summit)),
    );
    refuse(
        "there is no such coverage",
        case("", &[], move |c, b| commands::file_in_coverage(c, b, live.id, CoverageId(999))),
    );
    refuse(
        "a coverage doesn't lead",
        case("", &[], move |c, b| {
            commands::curate_front(
                c,
                b,
                "en",
                None,
                Container::Lead,
                &[(SlotItem::Coverage(summit), None)],
            )
        }),
    );
    refuse(
        "an article is no coverage",
        case("", &[], move |c, b| {
            commands::curate_front(
                c,
                b,
                "en",
                None,
                Container::Coverage,
                &[(SlotItem::Article(live.id), None)],
            )
        }),
    );
    refuse(
        "the second one doesn't exist",
        case("", &[], move |c, b| {
            let items = [(SlotItem::Article(live.id), None), (SlotItem::Article(nowhere), None)];
            commands::curate_front(c, b, "en", None, Container::Secondary, &items)
        }),
    );
    refuse(
        "the second slug is taken",
        case("", &[], |c, b| {
            commands::open_section(c, b, &[section("en", "fresh"), section("mn", "world")])
        }),
    );
    refuse(
        "the slug is taken",
        case("", &[], |c, b| {
            commands::open_coverage(
                c,
                b,
                None,
                &[coverage("en", "fresh"), coverage("mn", "summit")],
            )
        }),
    );
    refuse(
        "there is no such photo",
        case("", &[], |c, b| {
            commands::open_coverage(c, b, Some(MediaId(999)), &[coverage("en", "fresh")])
        }),
    );
    refuse(
        "the slug is taken",
        case("", &[], |c, b| {
            commands::register_person(
                c,
                b,
                PersonKind::Author,
                &[person("en", "fresh"), person("mn", "bat")],
            )
        }),
    );
    refuse(
        "the slug is another section's",
        case("", &[], move |c, b| commands::rename_section(c, b, world, &section("en", "local"))),
    );
    refuse(
        "it has no name there",
        case("", &[], move |c, b| {
            commands::rename_section(c, b, english_only, &section("mn", "local"))
        }),
    );
    refuse(
        "there is no such section",
        case("", &[], |c, b| {
            commands::rename_section(c, b, SectionId(999), &section("en", "fresh"))
        }),
    );
    refuse(
        "there is no such coverage",
        case("", &[], |c, b| {
            commands::rename_coverage(c, b, CoverageId(999), &coverage("en", "fresh"))
        }),
    );
    refuse(
        "there is no such coverage",
        case("", &[], move |c, b| commands::add_moment(c, b, CoverageId(999), "en", tomorrow, "x")),
    );
    refuse(
        "the story is there already",
        case("", &[], move |c, b| commands::start_translation(c, b, live.id, ("en", "en"), None)),
    );
    refuse(
        "the section has no name there",
        case("", &[], move |c, b| {
            commands::start_translation(c, b, live.id, ("mn", "mn"), Some(english_only))
        }),
    );
    refuse(
        "there is nothing to translate",
        case("", &[], move |c, b| commands::start_translation(c, b, nowhere, ("mn", "mn"), None)),
    );
    refuse(
        "it is no source of the story",
        case("", &[], move |c, b| {
            let other = drafts::find_newest_revision(c, draft.id).unwrap().unwrap().id;
            commands::mark_up_to_date(c, b, live.id, other)
        }),
    );
    refuse(
        "the story has one in this edition",
        case("", &[], move |c, b| commands::link(c, b, draft.id, live.id)),
    );
    refuse("it is alone", case("", &[], move |c, b| commands::unlink(c, b, live.id)));
    refuse(
        "it says nothing",
        case("", &[], move |c, b| commands::add_note(c, b, live.id, " \u{7}")),
    );
    refuse(
        "the section has no name there",
        case("", &[], move |c, b| commands::move_article(c, b, foreign.id, english_only)),
    );
    refuse(
        "nothing was chosen",
        case("", &[], move |c, b| commands::publish_story(c, b, live.story, &[], None)),
    );
    refuse(
        "the second one has no headline",
        case("", &[], move |c, b| {
            commands::publish_story(c, b, pair.story, &[pair.id, unnamed.id], None)
        }),
    );
    refuse(
        "the second one is of another story",
        case("", &[], move |c, b| {
            commands::publish_story(c, b, pair.story, &[pair.id, draft.id], Some(tomorrow))
        }),
    );

    let before = portal.query(dump);
    for (number, (why, case)) in refused.iter().enumerate() {
        let outcome = portal.command(|conn, by| (case.run)(conn, by));
        assert!(outcome.is_err(), "{number}: {why}");
        assert_eq!(portal.query(dump), before, "{number}: {why}");
    }
}
