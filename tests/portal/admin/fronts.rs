//! What editors put on top of the fronts.

use broadsheet::model::Role;

use crate::support::{Answer, on_both_databases, spawn};

/// The articles of a form, in their order.
fn slots(page: &Answer) -> Vec<String> {
    page.select_attribute(".slots input[type=hidden]", "value")
}

#[apply(on_both_databases)]
async fn readers_see_a_front_in_the_order_that_was_published() {
    let portal = spawn().await;
    let names = ["one", "two", "three", "four"];
    let articles: Vec<_> = names.map(|name| portal.article(name).insert()).into_iter().collect();
    let id = |number: usize| articles[number].id.to_string();
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let home = chief.get("/admin/fronts").await;
    assert_eq!((home.status(), home.location()), (303, "/admin/fronts/en"));
    for target in ["/admin/fronts/en", "/admin/fronts/en/1"] {
        let page = chief.get(target).await;
        assert!(page.text().contains("Nothing is chosen by hand"), "{target}");
        assert_eq!(page.select_text("ul.muted li").len(), 4);
        // Two are added and change places; no reader sees it yet.
        let page = chief.post(target, &[("act", "add"), ("article", &id(0))]).await;
        assert_eq!((page.status(), slots(&page)), (200, vec![id(0)]));
        assert!(page.select_text(".flash").concat().contains("Not published yet."));
        let fields = [("slot-0", id(0)), ("act", "add".to_owned()), ("article", id(1))];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let page = chief.post(target, &fields).await;
        assert_eq!(slots(&page), [id(0), id(1)]);
        let (first, second) = (id(0), id(1));
        let two = [("slot-0", first.as_str()), ("slot-1", second.as_str())];
        let page = chief.post(target, &[two[0], two[1], ("act", "up-1")]).await;
        assert_eq!(slots(&page), [id(1), id(0)]);
        assert!(slots(&chief.get(target).await).is_empty(), "nothing is stored");
        // Published, the order is that of readers.
        let page = chief
            .post_and_follow(
                target,
                &[
                    ("slot-0", &first),
                    ("until-0", "2026-05-04T20:00"),
                    ("slot-1", &second),
                    ("act", "publish"),
                ],
            )
            .await;
        assert_eq!(slots(&page), [id(0), id(1)]);
        assert_eq!(page.select_attribute("#until-0", "value"), ["2026-05-04T20:00"]);
        assert_eq!(page.select_text("ul.muted li").len(), 2);
        let address = if target.ends_with("/en") { "/en/" } else { "/en/world/" };
        let shown = portal.get(address).await.articles();
        assert_eq!(shown[..1], [articles[0].id.0], "{target}");
        assert!(shown.contains(&articles[1].id.0));
        let bad = [("slot-0", first.as_str()), ("until-0", "soon"), ("act", "publish")];
        let page = chief.post(target, &bad).await;
        assert_eq!(page.status(), 422);
        assert!(page.has("#until-0-problem"));
        assert_eq!(slots(&page), [id(0)]);
    }
    // Its time passes by itself.
    portal.clock.set("2026-05-04 12:01");
    assert_eq!(slots(&chief.get("/admin/fronts/en").await), [id(1)]);
    // An article of nowhere, or of another edition, is left out.
    let page = chief.post("/admin/fronts/en", &[("act", "add"), ("article", "999")]).await;
    assert_eq!((page.status(), slots(&page).len()), (200, 0));
    for target in ["/admin/fronts/mn", "/admin/fronts/mn/1"] {
        assert_eq!(chief.get(target).await.status(), 403);
        assert_eq!(chief.post(target, &[("act", "publish")]).await.status(), 403);
    }
    let editor = portal.sign_in_as(Role::Editor, &["en"]);
    assert_eq!(editor.post("/admin/fronts/en", &[("act", "publish")]).await.status(), 403);
    assert_eq!(chief.get("/admin/fronts/en/99").await.status(), 404);
}
