//! How many statements a page takes, whatever the number of articles.

use chrono::TimeDelta;

use crate::support::{Portal, at, on_both_databases, spawn_with};

const SECTIONS: [&str; 6] = ["world", "china", "business", "technology", "culture", "sport"];

/// Articles with everything that lists look at: half of them in `world` and in `summit`.
fn fill(portal: &Portal, numbers: std::ops::Range<usize>) {
    let first = at("2026-04-30 00:00");
    for number in numbers {
        let section = if number % 2 == 0 { "world" } else { SECTIONS[number / 2 % 6] };
        let mut article = portal
            .article(&format!("story-{number}"))
            .published(first + TimeDelta::minutes(10 * number as i64))
            .section(section)
            .author("bat")
            .source("agency")
            .photo("a");
        if number % 2 == 0 {
            let gallery = format!("Words.\n\n```gallery\nmedia: {} | One\n```", portal.photo("b"));
            article = article
                .coverage("summit")
                .coverage(&format!("event-{}", number % 8))
                .body(&gallery);
        }
        article.insert();
    }
}

#[apply(on_both_databases)]
async fn a_page_takes_as_few_queries_with_many_articles_as_with_few() {
    let portal = spawn_with(|config| config.page_cache_mb = 0).await;
    let most = [
        ("home", "/en/".to_owned(), 12),
        ("section", "/en/world/".to_owned(), 8),
        ("coverage", "/en/coverage/summit".to_owned(), 8),
        ("coverage index", "/en/coverage/".to_owned(), 8),
        ("author", "/en/by/bat".to_owned(), 8),
        ("source", "/en/source/agency".to_owned(), 8),
        ("archive day", "/en/2026/04/30/".to_owned(), 8),
        ("feed", "/en/feed.atom".to_owned(), 8),
    ];
    fill(&portal, 0..10);
    let paper = portal.paper();
    let mut most = most.to_vec();
    // With two coverages, a gallery, an inline photo and a correction.
    most.push(("article", paper.story.path("en").to_owned(), 8));
    let mut few = Vec::new();
    for (kind, address, most) in &most {
        let queries = portal.count_queries(address).await;
        assert!(queries <= *most, "{kind}: {queries} queries");
        assert!(queries >= 2, "{kind}: {queries} can't be right");
        few.push(queries);
    }
    fill(&portal, 10..300);
    for ((kind, address, most), few) in most.iter().zip(few) {
        let queries = portal.count_queries(address).await;
        assert!(queries <= *most, "{kind}: {queries} queries");
        assert!(queries <= few + 1, "{kind}: {few} queries with few articles, {queries} with many");
    }
}
