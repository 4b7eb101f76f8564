use super::{Folder, Outcome};
use crate::support::{on_both_databases, spawn};

use broadsheet::commands::Setting;
use broadsheet::db::DatabaseUrl;

#[apply(on_both_databases)]
async fn an_operator_asks_why_a_page_is_fresh() {
    let portal = spawn().await;
    let article = portal.article("fuel-prices").insert();
    let (folder, node) = (Folder::new(), portal.address().to_string());
    let database = match &portal.database.url {
        DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
        DatabaseUrl::Postgres(url) => url.clone(),
    };
    let ask = async |page: &str| {
        let words = ["why", page, "--listen", &node].map(ToOwned::to_owned);
        let mut command = folder.command(&words.each_ref().map(String::as_str));
        command.env("DATABASE_URL", &database);
        let run = tokio::task::spawn_blocking(move || command.output().expect("an answer"));
        Outcome::from(run.await.expect("no panic"))
    };
    let noun = format!("article:{}", article.id);
    let made = ask(&format!("https://news.example.org{}", article.path)).await;
    assert!(made.text().contains("made and kept") && made.text().contains(&noun), "{made:?}");
    portal.set("mn", Setting::Tagline("Elsewhere".to_owned()));
    let kept = ask(&article.path).await;
    assert!(kept.text().contains("answer      kept\n"), "{kept:?}");
    assert!(kept.text().contains("since then  one change, of nothing that it shows"), "{kept:?}");
    let none = ask("/en/nothing/").await;
    assert!(!none.succeeded && none.stderr.contains("is no page that is kept"), "{none:?}");
    drop(portal);
    let nobody = ask("/en/").await;
    assert!(!nobody.succeeded && nobody.stderr.contains("no portal answers at"), "{nobody:?}");
}
