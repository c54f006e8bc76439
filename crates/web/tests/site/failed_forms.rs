//! Forms that fail outside their own checks: on a full disk, in a failed commit, on an overloaded
//! server. The answer has the form with its input; sent again after the fault, the form is carried
//! out once.

use axum::http::StatusCode;
use dossier::Command;
use store::Fault;

use crate::session::{Browser, hidden};
use crate::small_office::{SmallOffice, slip};

const TYPED: &str = "Chữ đã gõ";
const RECEIVE: &str = "/desk/receive?procedure=1.000001";

/// A form: the page that shows it, the address that receives it, and the typed fields.
struct Form {
    page: String,
    to: String,
    typed: Vec<(&'static str, String)>,
}

impl Form {
    fn new(page: &str, to: &str, typed: &[(&'static str, &str)]) -> Self {
        let typed = typed.iter().map(|(name, value)| (*name, (*value).to_owned()));
        Self { page: page.to_owned(), to: to.to_owned(), typed: typed.collect() }
    }

    /// The hidden fields of the page, and the typed fields.
    async fn filled(&self, browser: &mut Browser<'_>) -> Vec<(&'static str, String)> {
        let opens: Vec<_> = self.typed.iter().filter(|(name, _)| is_slip(name)).collect();
        let opens: Vec<(&str, &str)> =
            opens.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let page = match opens.is_empty() {
            true => browser.page(&self.page).await,
            false => browser.send(&self.page, &self.page, &opens).await.body,
        };
        let mut fields = self.typed.clone();
        for name in ["token", "key", "version", "procedure", "filing", "found", "person"] {
            if page.contains(&format!("name=\"{name}\" value=")) {
                fields.push((name, hidden(&page, name)));
            }
        }
        fields
    }
}

fn is_slip(name: &str) -> bool {
    ["code", "slip_key"].contains(&name)
}

async fn post(
    browser: &mut Browser<'_>,
    form: &Form,
    fields: &[(&str, String)],
) -> (StatusCode, String) {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
    let answer = browser.post(&form.to, &fields).await;
    (answer.status, answer.body)
}

/// Checks that the page has the form with its input, and with the key by which a repetition is
/// recognised.
fn is_kept(body: &str, fields: &[(&str, String)]) {
    assert!(body.contains(TYPED), "{body}");
    for (name, value) in fields.iter().filter(|(name, _)| ["token", "key"].contains(name)) {
        assert!(body.contains(&format!("name=\"{name}\" value=\"{value}\"")), "{name}: {body}");
    }
}

/// An agency with a result that was handed over.
fn office() -> SmallOffice {
    let app = SmallOffice::with_more(|life| {
        life.desk(
            "early",
            "06-05 09:00",
            Command::HandOver { without_letter: None, by_code: false },
        );
    });
    app.move_to("06-18 08:00");
    app
}

/// A form in the browser of its sender, filled in.
struct Sender<'a> {
    browser: Browser<'a>,
    form: Form,
    fields: Vec<(&'static str, String)>,
}

/// Senders of an act, a reception, the ratings by the slip's code and key and by its QR code, and a
/// complaint.
async fn senders(app: &SmallOffice) -> Vec<Sender<'_>> {
    let page = format!("/dossier/{}/slip", app.early);
    let mut desk = app.signed_in("MC1").await;
    let renew = [("what", "renew"), ("key", "k"), ("register", "")];
    desk.send(&page, &format!("{page}/renew"), &renew).await.to();
    let slip = slip(&app.app, "dossier/pb/early", app.now()).unwrap();
    let note = format!("/dossier/{}/do/note", app.paused);
    let rate = format!("/t/{}/rate", slip.token);
    let complain = format!("/t/{}/complain", slip.token);
    let grades = [("service", "satisfied"), ("officer", "satisfied"), ("note", TYPED)];
    let by_slip = [&[("code", app.early.as_str()), ("slip_key", &slip.key)], &grades[..]].concat();
    let person = [("name", TYPED), ("identity", "079081000123"), ("ward", "P1")];
    let reception = [&person[..], &[("channel", "counter"), ("act", "receive")]].concat();
    let mut senders = Vec::new();
    for (mut browser, form) in [
        (app.signed_in("A2").await, Form::new(&note, &note, &[("note", TYPED)])),
        (desk, Form::new(RECEIVE, "/desk/receive", &reception)),
        (app.browser(), Form::new("/rate", "/rate", &by_slip)),
        (app.browser(), Form::new(&rate, &rate, &grades)),
        (app.browser(), Form::new(&complain, &complain, &[("theme", "late"), ("text", TYPED)])),
    ] {
        let fields = form.filled(&mut browser).await;
        senders.push(Sender { browser, form, fields });
    }
    senders
}

#[tokio::test]
async fn a_form_that_fails_is_on_the_answer_with_its_input() {
    let app = office();
    for Sender { mut browser, form, fields } in senders(&app).await {
        for _ in 0..2 {
            app.faults.at_commit(Fault::Full);
            let (status, body) = post(&mut browser, &form, &fields).await;
            app.faults.clear_faults();
            assert_eq!(status, StatusCode::INSUFFICIENT_STORAGE, "{}: {body}", form.to);
            is_kept(&body, &fields);
        }
        if form.to == "/rate" {
            // The next form rates the same result.
            continue;
        }
        for times in ["sent again", "sent once more"] {
            let (status, body) = post(&mut browser, &form, &fields).await;
            assert_eq!(status, StatusCode::SEE_OTHER, "{times}: {}: {body}", form.to);
        }
    }
}

#[tokio::test]
async fn a_form_whose_commit_is_not_certain_is_on_the_answer_too() {
    let app = office();
    let mut senders = senders(&app).await;
    app.faults.at_commit(Fault::Sync);
    let mut statuses = Vec::new();
    for Sender { browser, form, fields } in &mut senders {
        let (status, body) = post(browser, form, fields).await;
        is_kept(&body, fields);
        statuses.push(status.as_u16());
    }
    // After a failed sync the process writes nothing more.
    assert_eq!(statuses, [500, 503, 503, 503, 503]);
}
