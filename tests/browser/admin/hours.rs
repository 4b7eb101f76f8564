//! Hours on the clocks of an edition, and on one's own.

use broadsheet::model::Role;
use serde_json::json;

use super::newsroom::{Desk, Newsroom};
use crate::driver::{Browser, Taste, browse};

/// Where the person is.
async fn be_in(browser: &Browser, zone: &str) {
    browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await;
}

/// Types an hour, and returns the line below it; empty: it is hidden.
async fn type_hour(desk: &Desk<'_>, name: &str, typed: &str) -> String {
    let script = format!(
        "const f = document.getElementById({0}); f.value = {1}; \
         f.dispatchEvent(new Event('input', {{ bubbles: true }})); \
         const l = document.querySelector('[data-hour-of=' + {0} + ']'); \
         return l.hidden ? '' : l.textContent",
        json!(name),
        json!(typed)
    );
    desk.browser.run(&script).await.as_str().unwrap_or_default().to_owned()
}

#[test]
fn an_hour_is_said_on_one_s_own_clock_too() {
    browse(Taste::default(), |browser| async move {
        let newsroom = Newsroom::with(Role::Editor);
        let desk = newsroom.desk(&browser);
        be_in(&browser, "America/New_York").await;
        desk.sign_in("bat@example.org").await;
        let article = desk.begin("Rain", "It rains.").await;
        desk.choose("#section").await;
        desk.submit(".tools button[form=article]").await;
        desk.find("#writing-desk.live").await;
        desk.click("#open-publishing").await;
        let now = desk.text("#own-time").await;
        assert!(now.starts_with("Where you are: ") && !now.contains("GMT+8"), "{now}");

        // The English edition goes by Beijing's clocks: in New York it is the day before.
        let line = type_hour(&desk, "schedule-at", "2099-01-01T06:00").await;
        assert_eq!(line, "Where you are: 31 December 2098 at 17:00");
        let line = type_hour(&desk, "embargo-until", "2099-06-30T09:30").await;
        assert_eq!(line, "Where you are: 29 June 2099 at 21:30");
        assert_eq!(type_hour(&desk, "embargo-until", "").await, "");

        // Summer time is that of the day, not of today.
        let again = async |zone: &str| {
            be_in(&browser, zone).await;
            desk.goto(&format!("/admin/articles/{article}")).await;
            desk.find("#writing-desk.live").await;
        };
        again("Europe/Berlin").await;
        let winter = type_hour(&desk, "schedule-at", "2027-01-15T18:00").await;
        assert_eq!(winter, "Where you are: 15 January 2027 at 11:00");
        let summer = type_hour(&desk, "schedule-at", "2027-07-15T18:00").await;
        assert_eq!(summer, "Where you are: 15 July 2027 at 12:00");

        // Neighbours in the same zone needn't read it twice.
        again("Asia/Ulaanbaatar").await;
        assert_eq!(type_hour(&desk, "schedule-at", "2099-01-01T18:00").await, "");

        // What is sent is the edition's hour; the same line is where a whole story is scheduled.
        again("Europe/Berlin").await;
        desk.click("#open-publishing").await;
        type_hour(&desk, "schedule-at", "2099-01-01T18:00").await;
        desk.submit("#publishing button[formaction$='/schedule']").await;
        assert!(desk.text("#state").await.contains("1 Jan 2099 18:00 BJT"));
        desk.goto(&format!("/admin/articles/{article}/story")).await;
        let line = type_hour(&desk, "story-at", "2099-01-01T18:00").await;
        assert_eq!(line, "Where you are: 1 January 2099 at 11:00");
    });
}
