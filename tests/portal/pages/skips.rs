//! Ways past the blocks of links, for those who go by keyboard.

use std::collections::HashMap;

use scraper::{ElementRef, Selector};

use crate::support::{Answer, Portal, on_both_databases, spawn};

/// So many links in a row are a block that one wants to get past.
const MANY: usize = 5;

const BLOCKS: &str = "main ul, main ol, main nav, main section, main .cards, main .photos, \
    main #days, main .share-panel";

/// The blocks of a page that have many links, and of those the ones with no way past.
fn blocks(page: &Answer) -> (usize, Vec<String>) {
    let html = page.html();
    let selector = |text: &str| Selector::parse(text).expect("a selector");
    let (everything, links) = (selector("main *"), selector("a[href]"));
    let places: HashMap<_, usize> = html
        .select(&everything)
        .enumerate()
        .map(|(place, element)| (element.id(), place))
        .collect();
    let place_of = |id: &str| {
        let element = html.select(&everything).find(|element| element.attr("id") == Some(id));
        // What isn't in the main part comes after it.
        element.map_or(usize::MAX, |element| places[&element.id()])
    };
    let is_skip = |link: &ElementRef<'_>| link.value().classes().any(|class| class == "skip");
    let is_prose = |link: &ElementRef<'_>| {
        let around = link.ancestors().filter_map(ElementRef::wrap);
        around.into_iter().any(|around| around.value().classes().any(|class| class == "body"))
    };
    let ways: Vec<(usize, usize)> = html
        .select(&selector("main a.skip"))
        .map(|way| {
            let target = way.attr("href").and_then(|href| href.strip_prefix('#'));
            (places[&way.id()], place_of(target.expect("a place on the page")))
        })
        .collect();
    for (way, target) in &ways {
        assert!(target > way, "{}: a way past leads back", page.target);
    }
    let mut count = 0;
    let mut without = Vec::new();
    for block in html.select(&selector(BLOCKS)) {
        let inside: Vec<usize> = block
            .select(&links)
            .filter(|link| !is_skip(link) && !is_prose(link))
            .map(|link| places[&link.id()])
            .collect();
        let open = |link: &&usize| !ways.iter().any(|(way, target)| way < *link && *link < target);
        count += usize::from(inside.len() >= MANY);
        if inside.iter().filter(open).count() >= MANY {
            without.push(format!("{}: {:?}", page.target, block.value()));
        }
    }
    (count, without)
}

/// A newspaper whose lists are long.
fn full_paper(portal: &Portal) -> Vec<(&'static str, String)> {
    let paper = portal.paper();
    for number in 0..40 {
        let section = ["world", "culture", "china", "sport", "science", "travel"][number % 6];
        let gallery = format!("```gallery\nmedia: {} | One\n```", portal.photo("inline"));
        let mut article = portal.article(&format!("news-{number}")).section(section).body(&gallery);
        if number % 2 == 0 {
            article = article.coverage("summit").author("bat").source("agency");
        }
        article.coverage(["trade", "sport-events", "weather"][number % 3]).photo("report").insert();
    }
    for coverage in ["one", "two", "three"] {
        portal.article(coverage).coverage(coverage).insert();
    }
    let mut pages = paper.pages("en");
    pages.extend(paper.errors("en").into_iter().map(|(_, address)| ("error", address)));
    pages.push(("coverage without pins", "/en/coverage/trade".to_owned()));
    pages
}

#[apply(on_both_databases)]
async fn every_block_of_links_can_be_passed_by() {
    let portal = spawn().await;
    for (kind, address) in full_paper(&portal) {
        let page = portal.get(&address).await;
        let (count, without) = blocks(&page);
        assert!(without.is_empty(), "{kind}: {without:#?}");
        if !["information", "error"].contains(&kind) {
            assert!(count > 0, "{kind} has no block with {MANY} links");
        }
        let older = page.select_attribute("nav.pager a[rel=next]", "href");
        for address in older.iter().filter(|address| address.contains("page=")) {
            let (_, without) = blocks(&portal.get(address).await);
            assert!(without.is_empty(), "{kind}, older: {without:#?}");
        }
    }
}
