//! Photos, and reading without them.

use crate::support::{on_both_databases, spawn};

#[apply(on_both_databases)]
async fn without_photos_captions_stay_and_every_link_keeps_the_choice() {
    let portal = spawn().await;
    let paper = portal.paper();
    for edition in ["en", "zh-hant"] {
        for (kind, address) in paper.pages(edition) {
            let separator = if address.contains('?') { '&' } else { '?' };
            let page = portal.get(&format!("{address}{separator}photos=off")).await;
            assert_eq!(page.status(), 200, "{kind}");
            assert!(!page.has("img") && !page.has("picture"), "{kind}");
            for link in page.links() {
                let is_page = link.starts_with(&format!("/{edition}/")) && !link.contains("/feed.");
                let turns_on = link == address.replace("?photos=off", "");
                assert!(!is_page || turns_on || link.contains("photos=off"), "{kind}: {link}");
            }
            assert!(!page.canonical().contains("photos"), "{kind}");
            assert!(page.alternates().iter().all(|(_, href)| !href.contains("photos")), "{kind}");
        }
    }
    let article = paper.story.path("en");
    let page = portal.get(&format!("{article}?photos=off")).await;
    assert_eq!(page.select_text(".photo-off .caption").len(), 4);
    let shown = page.select_attribute(".photo-off a", "href");
    assert_eq!(shown.len(), 4);
    for photo in shown {
        assert_eq!(portal.get(&photo).await.header("content-type"), "image/jpeg");
    }
    // And back again.
    assert!(page.links().contains(&article.to_owned()));
    let with = portal.get(article).await;
    assert!(with.links().contains(&format!("{article}?photos=off")));
}

#[apply(on_both_databases)]
async fn a_photo_has_its_size_its_renditions_and_its_words_apart() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").photo("harbour").insert();
    let page = portal.get(&article.path).await;
    let of = |attribute| page.select_attribute(".lead-photo img", attribute).remove(0);
    assert_eq!((of("width"), of("height")), ("400".to_owned(), "225".to_owned()));
    assert_eq!(of("alt"), "What harbour shows (en)");
    assert_eq!(page.select_text(".lead-photo .caption"), ["Caption of harbour (en)"]);
    assert_eq!(page.select_text(".lead-photo .credit"), ["Bat/Agency"]);
    assert!(!page.select_text("body").concat().contains("What harbour shows"));
    let srcset = of("srcset");
    let widths: Vec<&str> =
        srcset.split(", ").map(|candidate| candidate.split_once(' ').unwrap().1).collect();
    assert_eq!(widths, ["320w", "400w"]);
    for candidate in srcset.split(", ") {
        let (address, width) = candidate.split_once(' ').unwrap();
        let photo = portal.get(address).await;
        assert_eq!(photo.status(), 200);
        assert_eq!(photo.header("content-type"), "image/jpeg");
        assert_eq!(photo.header("cache-control"), "public, max-age=31536000, immutable");
        let decoded = image::load_from_memory(&photo.body).expect("a JPEG");
        assert_eq!(format!("{}w", decoded.width()), width);
        let tag = photo.header("etag");
        let again = portal.request("GET", address).header("if-none-match", tag).send().await;
        assert_eq!(again.status(), 304);
    }
}

#[apply(on_both_databases)]
async fn only_what_is_offered_is_made() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").photo("harbour").insert();
    let page = portal.get(&article.path).await;
    let src = page.select_attribute(".lead-photo img", "src").remove(0);
    let key = src.trim_start_matches("/media/").split('-').next().unwrap().to_owned();
    for bad in [
        format!("/media/{key}-321.jpg"),
        format!("/media/{key}-640.jpg"),
        format!("/media/{key}-0.jpg"),
        format!("/media/{key}-99999999999.jpg"),
        format!("/media/{key}-320.png"),
        format!("/media/{key}.jpg"),
        format!("/media/{key}"),
        format!("/media/{}-320.jpg", "0".repeat(32)),
        format!("/media/{}-320.jpg", key.to_uppercase()),
        "/media/..%2f..%2fetc%2fpasswd-320.jpg".to_owned(),
        "/media/../portal.sqlite3".to_owned(),
        "/media/".to_owned(),
    ] {
        let answer = portal.get(&bad).await;
        assert_eq!(answer.status(), 404, "{bad}");
        assert_eq!(answer.header("cache-control"), "no-store", "{bad}");
    }
}

#[apply(on_both_databases)]
async fn a_body_leaves_out_a_photo_that_is_gone() {
    let portal = spawn().await;
    let body = "Before.\n\n```photo\nmedia: 999\n```\n\n```gallery\nmedia: 998 | x\n```\n\nAfter.";
    let article = portal.article("fuel-prices").body(body).insert();
    let page = portal.get(&article.path).await;
    assert_eq!(page.status(), 200);
    assert!(!page.has(".body img") && !page.has(".gallery"));
    assert_eq!(page.select_text(".body p"), ["Before.", "After."]);
}

#[apply(on_both_databases)]
async fn choosing_photos_changes_nothing_else_of_an_address() {
    let portal = spawn().await;
    let paper = portal.paper();
    for number in 0..30 {
        portal.article(&format!("news-{number}")).coverage("summit").insert();
    }
    let first = portal.get("/en/coverage/summit?order=oldest").await;
    let later = first.select_attribute("nav.pager a[rel=prev]", "href").remove(0);
    assert!(later.contains("order=oldest") && later.contains("page="), "{later}");
    let older = portal.get("/en/coverage/summit").await;
    let older = older.select_attribute("nav.pager a[rel=next]", "href").remove(0);
    let notice = format!("/mn/?from={}", paper.only_english.id);
    let asked = |address: &str| -> Vec<(String, String)> {
        let (_, query) = address.split_once('?').unwrap_or((address, ""));
        let mut pairs: Vec<_> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        pairs.sort();
        pairs
    };
    for address in [later, older, notice, "/en/coverage/summit?order=oldest".to_owned()] {
        let page = portal.get(&address).await;
        let off = page.select_attribute("footer a[rel=nofollow]", "href").remove(0);
        let mut expected = asked(&address);
        expected.push(("photos".to_owned(), "off".to_owned()));
        expected.sort();
        assert_eq!(asked(&off), expected, "{address}");
        let without = portal.get(&off).await;
        assert_eq!(without.select_text("h1"), page.select_text("h1"));
        let on = without.select_attribute("footer a[rel=nofollow]", "href").remove(0);
        assert_eq!(asked(&on), asked(&address), "{off}");
        assert_eq!(on.split('?').next(), address.split('?').next());
    }
    // What means nothing isn't carried along.
    let page = portal.get("/en/coverage/summit?order=newest&page=1&utm=x&from=").await;
    let off = page.select_attribute("footer a[rel=nofollow]", "href");
    assert_eq!(off, ["/en/coverage/summit?photos=off"]);
}
