//! Long work and its page.

use broadsheet::db::{jobs as stored, media};
use broadsheet::jobs;
use broadsheet::media::MediaStore;
use broadsheet::model::{JobId, MediaId, Role};

use crate::support::{Portal, on_both_databases, picture, spawn};

/// Whether a photo's sizes are on disk.
fn is_prepared(portal: &Portal, id: MediaId) -> bool {
    let photo = portal.query(|conn| media::find(conn, id)).unwrap().unwrap();
    let width = u32::try_from(photo.width).unwrap();
    MediaStore::widths(width).into_iter().all(|width| {
        let name = format!("renditions/{}/{}-{width}.jpg", &photo.key[..2], photo.key);
        portal.app.config.media_dir().join(name).exists()
    })
}

#[apply(on_both_databases)]
async fn sizes_of_uploaded_photos_are_made_in_the_background() {
    let portal = spawn().await;
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    assert!(reporter.get("/admin/jobs").await.text().contains("Nothing was to be done yet."));
    for shade in 0..3 {
        let photo = picture(700, 400, [shade, 2, 3]);
        let files = [("files", "photo.png", "image/png", photo.as_slice())];
        reporter.upload("/admin/media", &[], &files).await;
    }
    let page = reporter.get("/admin/jobs").await;
    assert_eq!(page.select_text("[data-state]"), ["Waiting"], "one for all of them");
    assert!(!is_prepared(&portal, MediaId(2)));
    // It is stopped by the server's end after one step, and goes on.
    let steps = std::cell::Cell::new(0);
    let one_step = || steps.replace(steps.get() + 1) < 1;
    assert!(jobs::run_next(&portal.app, one_step).unwrap());
    let json = reporter.send("GET", "/admin/jobs", &[("accept", "application/json")], b"").await;
    assert_eq!(
        (json.json()[0]["done"].as_i64(), json.json()[0]["total"].as_i64()),
        (Some(1), Some(3))
    );
    assert_eq!(json.json()[0]["progress"], "1 of 3");
    assert!(jobs::run_next(&portal.app, || true).unwrap());
    assert!((1..=3).all(|id| is_prepared(&portal, MediaId(id))));
    let page = reporter.get("/admin/jobs").await;
    assert_eq!(page.select_text("[data-state]"), ["Done"]);
    assert!(page.text().contains("3 of 3") && !page.has("progress"));
    assert!(!jobs::run_next(&portal.app, || true).unwrap(), "nothing is left");
    // Another photo is another job.
    portal.photo("later");
    assert!(jobs::run_next(&portal.app, || true).unwrap());
    assert!(is_prepared(&portal, MediaId(4)));
}

#[apply(on_both_databases)]
async fn what_cant_be_made_is_in_the_log_and_stops_nothing_else() {
    let portal = spawn().await;
    let (lost, good) = (portal.photo("lost"), portal.photo("good"));
    let key = portal.query(|conn| media::find(conn, lost)).unwrap().unwrap().key;
    std::fs::remove_file(portal.app.media.original(&key).unwrap().0).unwrap();
    assert!(jobs::run_next(&portal.app, || true).unwrap());
    assert!(is_prepared(&portal, good));
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let page = chief.get("/admin/jobs").await;
    assert_eq!(page.select_text("[data-state]"), ["Done"]);
    assert!(page.select_text("pre")[0].contains("lost.png (1): the original is missing"));
    // Whoever has all photos checked has that one tried again.
    let page = chief.post_and_follow("/admin/jobs", &[]).await;
    assert_eq!(page.select_text("[data-state]"), ["Waiting", "Done"]);
    assert!(page.text().contains("0 of 2"));
    let reporter = portal.sign_in_as(Role::Reporter, &["en"]);
    assert_eq!(reporter.post("/admin/jobs", &[]).await.status(), 403);
}

#[apply(on_both_databases)]
async fn a_job_is_stopped_and_taken_over_from_a_server_that_died() {
    let portal = spawn().await;
    for name in ["one", "two", "three"] {
        portal.photo(name);
    }
    // A server took it and was killed: nobody touches it until it is given up.
    let job =
        portal.query(|conn| stored::find_next(conn, portal.app.clock.now())).unwrap().unwrap();
    let now = portal.app.clock.now();
    assert!(portal.query(|conn| stored::claim(conn, &job, now)).unwrap());
    assert!(!portal.query(|conn| stored::claim(conn, &job, now)).unwrap(), "only one gets it");
    assert!(!jobs::run_next(&portal.app, || true).unwrap());
    portal.clock.jump("2026-05-04 08:02");
    let chief = portal.sign_in_as(Role::Chief, &["en"]);
    let page = chief.post_and_follow("/admin/jobs/1/cancellation", &[]).await;
    assert_eq!(page.select_text("[data-state]"), ["Stopping"]);
    assert!(jobs::run_next(&portal.app, || true).unwrap());
    let job = portal.query(|conn| stored::find(conn, JobId(1))).unwrap().unwrap();
    assert_eq!((job.state.as_str(), job.done), ("cancelled", 1));
    assert!(is_prepared(&portal, MediaId(1)) && !is_prepared(&portal, MediaId(3)));
    assert!(portal.audited().contains(&"cancel_job".to_owned()));
    assert_eq!(chief.post("/admin/jobs/99/cancellation", &[]).await.status(), 404);
    // One that nobody has begun stops at once.
    chief.post_and_follow("/admin/jobs", &[]).await;
    let page = chief.post_and_follow("/admin/jobs/2/cancellation", &[]).await;
    assert_eq!(page.select_text("[data-state]"), ["Stopped", "Stopped"]);
    assert!(!jobs::run_next(&portal.app, || true).unwrap());
}
