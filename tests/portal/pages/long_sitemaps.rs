//! What doesn't fit into one sitemap is in parts that the index names.

use std::collections::BTreeSet;

use super::sitemaps::{path_of, sitemaps};
use crate::support::{batch, on_both_databases, spawn};

#[apply(on_both_databases)]
async fn a_long_month_has_parts_and_news_end_at_a_thousand() {
    let portal = spawn().await;
    let article = portal.article("one").published_at("2026-05-03 08:00").insert();
    // The newsroom of a year, in two statements.
    let numbers = "WITH RECURSIVE numbers(n) AS \
                   (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000)";
    portal.query(|conn| {
        batch(
            conn,
            &format!(
                "{numbers} INSERT INTO stories (id, slugline, created_at) \
                 SELECT 1000 + n, slugline, created_at FROM stories, numbers;
                 {numbers} INSERT INTO articles (id, story_id, edition, state, section_id, slug, \
                 live_revision_id, published_at, has_gallery, created_at) \
                 SELECT 1000 + n, 1000 + n, edition, state, section_id, slug, live_revision_id, \
                 published_at, has_gallery, created_at FROM articles, numbers"
            ),
        );
    });
    let sitemaps = sitemaps(&portal).await;
    let (first, second) =
        (&sitemaps["/sitemaps/2026-05.xml"], &sitemaps["/sitemaps/2026-05-2.xml"]);
    assert_eq!((first.len(), second.len()), (2000, 1));
    let both: BTreeSet<&String> = first.iter().chain(second).map(|url| &url.address).collect();
    assert_eq!(both.len(), 2001);
    assert_eq!(path_of(&first[0].address), article.path);
    assert_eq!(sitemaps["/sitemaps/news.xml"].len(), 1000);
    assert_eq!(portal.get("/sitemaps/2026-05-3.xml").await.status(), 404);
}

#[apply(on_both_databases)]
async fn sitemaps_of_many_coverages_and_people_are_of_so_many_numbers_each() {
    let portal = spawn().await;
    portal.coverage("first");
    portal.article("one").author("bat").insert();
    portal.query(|conn| {
        for id in [500, 501, 1_700] {
            batch(
                conn,
                &format!(
                    "INSERT INTO coverages (id, is_open, created_at) \
                     SELECT {id}, is_open, created_at FROM coverages WHERE id = 1;
                     INSERT INTO coverage_names (coverage_id, edition, name, slug, summary) \
                     VALUES ({id}, 'en', 'Number {id}', 'number-{id}', '');
                     INSERT INTO people (id, kind) VALUES ({id}, 'author');
                     INSERT INTO people_names (person_id, edition, kind, name, slug, description) \
                     VALUES ({id}, 'mn', 'author', 'Number {id}', 'number-{id}', '')"
                ),
            );
        }
    });
    let sitemaps = sitemaps(&portal).await;
    let addresses = |name: &str| -> Vec<&str> {
        let urls = &sitemaps[&format!("/sitemaps/{name}.xml")];
        urls.iter().map(|url| path_of(&url.address)).collect()
    };
    assert!(addresses("coverages").contains(&"/en/coverage/number-500"));
    assert_eq!(addresses("coverages-2"), ["/en/coverage/number-501"]);
    assert_eq!(addresses("coverages-4"), ["/en/coverage/number-1700"]);
    assert!(addresses("people").contains(&"/mn/by/number-500"));
    assert_eq!(addresses("people-2"), ["/mn/by/number-501"]);
    assert_eq!(addresses("people-4"), ["/mn/by/number-1700"]);
    for name in ["coverages-3", "people-3", "people-5"] {
        assert!(!sitemaps.contains_key(&format!("/sitemaps/{name}.xml")));
        assert_eq!(portal.get(&format!("/sitemaps/{name}.xml")).await.status(), 404, "{name}");
    }
}
