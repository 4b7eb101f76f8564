//! What an operator reads while the database is away.

use std::time::Instant;

use broadsheet::db::DatabaseUrl;

use super::{Folder, PATIENCE, Server};
use crate::support::{Backend, TestDatabase, Wire, run};

#[test]
fn an_outage_is_a_line_in_the_log_and_its_end_another() {
    run(Backend::Postgres, async {
        let database = TestDatabase::new();
        let DatabaseUrl::Postgres(url) = &database.url else { unreachable!("on PostgreSQL") };
        let wire = Wire::to(url);
        let folder = Folder::new();
        let words = ["--load-demo", "false", "--database-url", wire.url.as_str()];
        let mut server = Server::start(&folder, &words);
        let log = server.log();
        assert_eq!(server.get("/en/").0, 200);

        wire.cut();
        let began = Instant::now();
        while !server.get("/en/").1.contains("\r\nage: ") {
            assert!(began.elapsed() < PATIENCE, "nobody noticed");
        }
        for _ in 0..3 {
            assert!(server.get("/en/").1.contains("\r\nage: "));
        }
        let mut lines = log.until("readers get what was kept");
        wire.mend();
        lines.extend(log.until("readers get the newest pages again"));
        let told = |words: &str| lines.iter().filter(|line| line.contains(words)).count();
        assert_eq!(told("readers get what was kept"), 1, "{lines:#?}");
        assert_eq!(told("readers get the newest pages again"), 1, "{lines:#?}");
    });
}
