//! How the databases find what pages show: by an index, however much there is.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use broadsheet::bench;
use broadsheet::db::Conn;
use broadsheet::model::Role;
use diesel::connection::{Connection, InstrumentationEvent};
use diesel::{QueryableByName, RunQueryDsl};

use crate::support::{Backend, Portal, at, backend, batch, on_both_databases, picture, spawn_with};

/// Tables with a few rows, however large the newspaper is.
const SMALL: [&str; 8] = [
    "sections",
    "section_names",
    "settings",
    "info_pages",
    "fronts",
    "front_slots",
    "people",
    "edition_months",
];

#[apply(on_both_databases)]
async fn no_page_reads_a_table_from_end_to_end() {
    let portal = large().await;
    let mut found = Findings::listen(&portal);
    for (kind, address) in pages(&portal).await {
        assert_eq!(portal.get(&address).await.status(), 200, "{kind}: {address}");
        found.look(&portal, kind, |_, _| true);
    }
    assert!(found.all.is_empty(), "{}", found.all);
}

/// PostgreSQL is asked too, that the same words are understood; which way it goes depends on how
/// much there is, and is measured (`cargo bench --bench portal -- --only growth`).
#[apply(on_both_databases)]
async fn the_newsrooms_lists_are_found_in_their_order() {
    let portal = large().await;
    let chief = portal.sign_in_as(Role::Chief, &["en", "zh-hans", "zh-hant", "mn"]);
    let all = chief.get("/admin/articles").await;
    assert_eq!(all.select_text("main tbody tr").len(), 50, "{}", all.text());
    let mut found = Findings::listen(&portal);
    for list in [
        "",
        "/articles",
        "/articles?edition=en",
        "/articles?state=live",
        "/articles?state=updated",
        "/articles?state=draft",
        "/articles?state=draft&section=1",
        "/articles?state=scheduled",
        "/articles?state=missed",
        "/articles?mine=yes",
        "/articles?section=1",
        "/articles?edition=en&state=live&section=1",
        "/articles?q=council",
        "/articles/stories",
        "/articles/new",
        "/articles/301",
        "/fronts/en",
        "/fronts/en?q=council",
    ] {
        let address = format!("/admin{list}");
        assert_eq!(chief.get(&address).await.status(), 200, "{address}");
        found.look(&portal, &address, is_of_many);
    }
    assert!(found.all.is_empty(), "{}", found.all);
}

/// Whether a finding is about all articles or coverages: those that were changed last are read from an index in
/// their order, and few are in any state but live.
fn is_of_many(statement: &str, finding: &str) -> bool {
    let in_order = ["articles_by_newest_revision", "articles_unfinished"];
    let is_scan =
        finding.starts_with("SCAN articles") || finding.starts_with("Seq Scan on articles");
    let ways = ["newest_revision_id", "`coverage_names`.`coverage_id` DESC"];
    let is_ordered = ways.iter().any(|way| statement.contains(way));
    let is_sorted = is_ordered && finding.contains("ORDER BY");
    is_sorted || is_scan && !in_order.iter().any(|index| finding.contains(index))
}

/// A newspaper in which reading everything would be seen, of one connection, so that all
/// statements go through the one that is listened to.
async fn large() -> Portal {
    let portal = spawn_with(|config| {
        config.page_cache_mb = 0;
        config.database_connections = 1;
    })
    .await;
    let photo = portal.app.media.put(&picture(640, 360, [9, 99, 9])).expect("a photo");
    bench::seed(&portal.app.database, 1_000, at("2026-05-04 00:00"), &[&photo], |_| {})
        .expect("a newspaper");
    portal
}

/// What is wrong with the plans of the statements that were heard.
struct Findings {
    statements: Arc<Mutex<Vec<String>>>,
    all: String,
}

impl Findings {
    fn listen(portal: &Portal) -> Findings {
        Findings { statements: listen(portal), all: String::new() }
    }

    /// Looks at the plans of what `page` asked for findings that count.
    fn look(&mut self, portal: &Portal, page: &str, counts: fn(&str, &str) -> bool) {
        let asked = std::mem::take(&mut *self.statements.lock().expect("no panic"));
        assert!(!asked.is_empty(), "{page} asks nothing");
        for statement in asked {
            let findings = portal.query(|conn| look_at(conn, &statement));
            for finding in findings.iter().filter(|finding| counts(&statement, finding)) {
                let _ = writeln!(self.all, "{page}: {finding}\n    {statement}");
            }
        }
    }
}

/// What a plan that reads too much looks like.
#[apply(on_both_databases)]
async fn a_plan_that_reads_a_whole_table_is_found() {
    let portal = spawn_with(|_| {}).await;
    let parameter = match backend() {
        Backend::Sqlite => "?",
        Backend::Postgres => "$1",
    };
    for statement in [
        format!("SELECT id FROM revisions WHERE headline = {parameter}"),
        format!("SELECT id FROM articles ORDER BY created_at LIMIT {parameter}"),
    ] {
        let findings = portal.query(|conn| look_at(conn, &statement));
        assert_ne!(findings, [""; 0], "{statement}");
    }
    if backend() == Backend::Postgres {
        let guess = "SELECT slug FROM articles WHERE id = $1 AND edition || '' = $2";
        assert_ne!(portal.query(|conn| look_at(conn, guess)), [""; 0]);
    }
    let keyed = format!("SELECT headline FROM revisions WHERE id = {parameter}");
    assert_eq!(portal.query(|conn| look_at(conn, &keyed)), [""; 0]);
}

/// Every kind of page that asks the database, of a seeded newspaper; but for the sitemaps that are
/// there to list everything.
async fn pages(portal: &Portal) -> Vec<(&'static str, String)> {
    let article = portal.get("/s/301").await.location().to_owned();
    let article = article.strip_prefix(&portal.app.config.base_url).unwrap_or(&article);
    let day = article.rsplit_once('/').expect("a day").0;
    let section = portal.get("/en/world/").await;
    let link = |word: &str| section.links().into_iter().find(|link| link.contains(word));
    let older = link("?page=").expect("an older page");
    let edition = article.split('/').nth(1).expect("an edition");
    let mut pages = vec![("article", article.to_owned()), ("archive day", format!("{day}/"))];
    pages.push(("older page of a section", older));
    for (kind, rest) in [
        ("home", ""),
        ("section", "world/"),
        ("coverage", "coverage/coverage-1"),
        ("coverage in order", "coverage/coverage-1?order=oldest"),
        ("coverage index", "coverage/"),
        ("author", "by/ada-reed"),
        ("source", "source/bench-wire"),
        ("information", "about"),
        ("feed", "feed.atom"),
        ("feed of a section", "world/feed.json"),
        ("feed of a coverage", "coverage/coverage-1/feed.rss"),
        ("feed of an author", "by/ada-reed/feed.atom"),
    ] {
        pages.push((kind, format!("/{edition}/{rest}")));
    }
    pages.push(("index of sitemaps", "/sitemap.xml".to_owned()));
    let index = portal.get("/sitemap.xml").await.text();
    let name =
        |loc: &str| Some(loc.split_once("</loc>")?.0.rsplit_once("/sitemaps/")?.1.to_owned());
    let names = index.split("<loc>").filter_map(name);
    for name in names.filter(|name| !name.starts_with(|first: char| first.is_ascii_digit())) {
        pages.push(("sitemap", format!("/sitemaps/{name}")));
    }
    pages
}

/// Notes every statement of the readers' one connection.
fn listen(portal: &Portal) -> Arc<Mutex<Vec<String>>> {
    let heard: Arc<Mutex<Vec<String>>> = Arc::default();
    let notes = heard.clone();
    let mut conn = portal.app.database.reader().expect("the connection");
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let words = text.split(" -- binds:").next().unwrap_or_default();
            if words.trim_start().starts_with("SELECT") {
                notes.lock().expect("no panic").push(words.to_owned());
            }
        }
    });
    heard
}

/// What reads more than it must in the plan of a statement.
fn look_at(conn: &mut Conn, statement: &str) -> Vec<String> {
    match conn {
        Conn::Sqlite(_) => look_at_sqlite(conn, statement),
        Conn::Postgres(_) => look_at_postgres(conn, statement),
    }
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = diesel::sql_types::Text)]
    detail: String,
}

/// <https://sqlite.org/eqp.html>
fn look_at_sqlite(conn: &mut Conn, statement: &str) -> Vec<String> {
    let steps: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}"))
        .load(conn)
        .expect("a plan of SQLite");
    assert!(!steps.is_empty(), "{statement}");
    let is_limited = is_bounded_by_its_order(statement);
    let details = steps.into_iter().map(|step| step.detail);
    details
        .filter(|detail| {
            let scanned = detail.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            let is_scan = scanned.is_some_and(|table| is_large(statement, table))
                && !is_newest_of_all(statement);
            is_scan
                || !is_limited && reads_an_edition(statement, detail)
                || is_limited && detail.contains("TEMP B-TREE FOR ORDER BY")
        })
        .collect()
}

/// Whether a step of SQLite's plan finds everything that an edition has of something.
fn reads_an_edition(statement: &str, detail: &str) -> bool {
    let table = detail.strip_prefix("SEARCH ").and_then(|rest| rest.split(' ').next());
    detail.ends_with("(edition=?)") && table.is_some_and(|table| is_large(statement, table))
}

/// Whether only the order keeps a statement from reading everything; where a subquery has its
/// bound, what is sorted are a few rows.
fn is_bounded_by_its_order(statement: &str) -> bool {
    statement.matches(" LIMIT ").count() == 1
}

/// Whether a statement takes the first rows of a table in the order of an index, whatever they are.
fn is_newest_of_all(statement: &str) -> bool {
    !statement.contains(" WHERE ") && !statement.contains(" JOIN ") && statement.contains(" LIMIT ")
}

/// Whether a name in a plan is a table that grows, or stands for one in the statement.
fn is_large(statement: &str, name: &str) -> bool {
    let marks = ["json_each", "(subquery", "CONSTANT"];
    if marks.iter().any(|mark| name.starts_with(mark)) {
        return false;
    }
    // A subquery's own name, as `newest` in listing.rs.
    let is_subquery = statement.contains(&format!(") AS {name}"));
    !is_subquery && !SMALL.contains(&name)
}

#[derive(QueryableByName)]
struct Plan {
    #[diesel(sql_type = diesel::sql_types::Text, column_name = "QUERY PLAN")]
    json: String,
}

/// The plan for any values, where reading a whole table is what is left when no index helps, and
/// then sorting.
fn look_at_postgres(conn: &mut Conn, statement: &str) -> Vec<String> {
    let mut findings = Vec::new();
    walk(&plan_of_postgres(conn, statement, "enable_seqscan"), &mut |node, kind, table| {
        let is_keyed = node["Index Cond"].is_string();
        let is_scan = kind == "Seq Scan"
            || matches!(kind, "Index Scan" | "Index Only Scan" | "Bitmap Index Scan") && !is_keyed;
        if is_scan && !SMALL.contains(&table) && !is_newest_of_all(statement) {
            findings.push(format!("{kind} on {table} without a key"));
        }
        // Of a made value no statistics are kept: the planner takes it for rare, and begins there.
        if let Some(filter) = node["Filter"].as_str().filter(|filter| filter.contains("||")) {
            findings.push(format!("a guess about {table}: {filter}"));
        }
    });
    if is_bounded_by_its_order(statement) {
        walk(&plan_of_postgres(conn, statement, "enable_sort"), &mut |node, kind, _| {
            if kind == "Sort" {
                findings.push(format!("Sort by {}", node["Sort Key"]));
            }
        });
    }
    findings
}

/// The plan where one way is only taken when there is no other.
fn plan_of_postgres(conn: &mut Conn, statement: &str, without: &str) -> serde_json::Value {
    let parameters = (1..).take_while(|number| statement.contains(&format!("${number}")));
    let values = vec!["NULL"; parameters.count()].join(", ");
    let values = if values.is_empty() { values } else { format!("({values})") };
    batch(
        conn,
        &format!(
            "SET plan_cache_mode = force_generic_plan; SET {without} = off; \
             PREPARE looked_at AS {statement}"
        ),
    );
    let explain = format!("EXPLAIN (FORMAT JSON) EXECUTE looked_at{values}");
    let plan: Plan = diesel::sql_query(explain).get_result(conn).expect("a plan of PostgreSQL");
    batch(conn, "DEALLOCATE looked_at; RESET ALL");
    let mut plan: serde_json::Value = serde_json::from_str(&plan.json).expect("JSON");
    plan[0]["Plan"].take()
}

/// Visits every step of a plan, with its kind and its table.
fn walk(node: &serde_json::Value, visit: &mut impl FnMut(&serde_json::Value, &str, &str)) {
    let text = |key: &str| node[key].as_str().unwrap_or_default();
    visit(node, text("Node Type"), text("Relation Name"));
    for child in node["Plans"].as_array().into_iter().flatten() {
        walk(child, visit);
    }
}
