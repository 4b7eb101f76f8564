//! Links that go by mail.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{self, Receiver};

use broadsheet::model::Role;

use crate::support::{on_both_databases, spawn_with};

/// A mail server that takes one letter, or refuses it; what it got comes out of the channel.
fn server(is_kind: bool) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let (taken, letters) = mpsc::channel();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let (mut reader, mut out) = (BufReader::new(stream.try_clone().unwrap()), stream);
        out.write_all(b"220 sink\r\n").unwrap();
        let mut letter = String::new();
        let mut in_letter = false;
        let mut line = String::new();
        while reader.read_line(&mut line).is_ok_and(|length| length > 0) {
            let answer: &[u8] = if in_letter {
                letter.push_str(&line);
                if line == ".\r\n" {
                    in_letter = false;
                    b"250 taken\r\n"
                } else {
                    b""
                }
            } else if line.starts_with("DATA") {
                in_letter = true;
                b"354 go on\r\n"
            } else if line.starts_with("RCPT") && !is_kind {
                b"550 nobody of that name\r\n"
            } else if line.starts_with("QUIT") {
                b"221 bye\r\n"
            } else {
                b"250 yes\r\n"
            };
            letter.push_str(if in_letter { "" } else { &line });
            let _ = out.write_all(answer);
            line.clear();
        }
        let _ = taken.send(letter);
    });
    (url, letters)
}

/// The text of a letter whose body may be quoted-printable or base64.
fn decoded(letter: &str) -> String {
    use base64::Engine as _;
    let (head, body) = letter.split_once("\r\n\r\n").unwrap_or_default();
    let body = body.trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    if head.contains("base64") {
        let packed: String = body.split_whitespace().take_while(|line| *line != ".").collect();
        let bytes = base64::engine::general_purpose::STANDARD.decode(packed).unwrap();
        return String::from_utf8(bytes).unwrap();
    }
    let joined = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let [first, after @ ..] = rest {
        if *first == b'=' && head.contains("quoted-printable") {
            let hex = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[apply(on_both_databases)]
async fn an_invitation_goes_by_mail_in_the_language_of_whom_it_is_to() {
    let (url, letters) = server(true);
    let portal = spawn_with(|config| config.mail_url = Some(url)).await;
    let chief = portal.sign_in_as(Role::Chief, &["zh-hans"]);
    let fields = [
        ("email", "li@example.org"),
        ("name", "李"),
        ("language", "zh-hans"),
        ("role-zh-hans", "reporter"),
    ];
    let page = chief.post("/admin/users", &fields).await;
    assert_eq!(page.status(), 200, "{}", page.text());
    assert!(page.text().contains("The link is on its way to li@example.org."));
    assert!(!page.has("code.once"), "the link is nobody else's");
    let letter = letters.recv().unwrap();
    assert!(letter.contains("RCPT TO:<li@example.org>"), "{letter}");
    assert!(letter.contains("newsroom@portal.example"), "{letter}");
    let text = decoded(&letter);
    assert!(text.contains("李，您好") && text.contains("邀请您加入编辑部"), "{text}");
    let link = text.split_whitespace().find(|word| word.starts_with("https://")).unwrap();
    let path = link.strip_prefix("https://portal.example").unwrap();
    assert_eq!(portal.browser().get(path).await.status(), 200);
}

#[apply(on_both_databases)]
async fn a_letter_that_nobody_took_is_said_plainly_and_the_link_is_shown() {
    let (url, _letters) = server(false);
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("smtp://{}", gone.local_addr().unwrap());
    drop(gone);
    for (url, reason) in [(url, "nobody of that name"), (nowhere, "")] {
        let portal = spawn_with(|config| config.mail_url = Some(url)).await;
        let user = portal.colleague_with_password(Role::Editor, &["en"]);
        let admin = portal.sign_in_as(Role::Admin, &[]);
        let page = admin.post(&format!("/admin/users/{}/link", user.id), &[]).await;
        assert_eq!(page.status(), 200);
        let problem = page.select_text(".problems").concat();
        assert!(problem.contains("was not sent") && problem.contains(reason), "{problem}");
        assert!(page.select_text("code.once")[0].contains("/admin/reset/"));
    }
}
