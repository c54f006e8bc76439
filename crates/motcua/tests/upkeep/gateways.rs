//! The running server, a real mail server and a real gateway, each killed half-way.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command};

use store::{Folder, NewNotice};

use crate::support::Place;
use crate::support::servers::{self, Server};

/// Notices of each way.
const NOTICES: usize = 8;
/// The most notices of a way that are under way at once: each may be repeated after a crash.
const UNDER_WAY: usize = 3;

fn post(place: &Place) {
    let mut writer = Folder::open_or_create(&place.path("data")).unwrap().writer().unwrap();
    for number in 0..NOTICES {
        for (way, address) in
            [("mail", format!("lan{number}@example.vn")), ("sms", format!("090000000{number}"))]
        {
            let (subject, body) = ("Hồ sơ đã có kết quả", format!("Mời ông/bà {number} đến nhận."));
            writer
                .post(&NewNotice {
                    at: 1,
                    way,
                    language: "vi",
                    address: &address,
                    subject,
                    body: &body,
                    stream: Some("d"),
                    expires_at: None,
                })
                .unwrap();
        }
    }
    writer.commit().unwrap();
}

/// Writes the settings of both gateways into a folder; returns the path of the file.
fn settings(folder: &Path, mail: u16, sms: u16) -> String {
    fs::write(folder.join("secret"), "secret\n").unwrap();
    let path = folder.join("gateways.toml");
    let text = format!(
        "[mail]\nserver = \"127.0.0.1\"\nport = {mail}\ntls = \"starttls\"\nfrom = \"mc@ward.vn\"\n\
         user = \"motcua\"\npassword_file = \"secret\"\nca_file = \"certificate.pem\"\n\
         [sms]\nurl = \"https://127.0.0.1:{sms}/notices\"\ntoken_file = \"secret\"\n\
         ca_file = \"certificate.pem\"\n"
    );
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Starts the server with both gateways.
fn serve(place: &Place, mail: &Server, sms: &Server) -> Child {
    let file = settings(&place.path(""), mail.port, sms.port);
    let mut served =
        place.start("data", &["serve", "--listen", "127.0.0.1:0", "--gateways", &file]);
    let mut first = String::new();
    BufReader::new(served.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.contains("http://127.0.0.1:"), "{first}");
    served
}

/// The first `most` notices that a server stores, by name, with what else it printed of each.
fn stored(server: &mut Server, most: usize, into: &mut BTreeMap<String, Vec<Vec<String>>>) {
    while into.len() < most {
        let line = server.next();
        if line[0] == "held" {
            return;
        }
        into.entry(line[1].clone()).or_default().push(line[2..].to_vec());
    }
}

#[test]
fn a_mail_server_a_gateway_and_this_server_killed_half_way_lose_nothing() {
    if !servers::can_run() {
        return;
    }
    let place = Place::new();
    servers::certify(&place.path(""));
    post(&place);
    let [mut mails, mut texts] = [BTreeMap::new(), BTreeMap::new()];

    let start = |script, hold| Server::start(script, &place.path(""), "starttls", hold);
    let (mut mail, mut sms) = (start("mail_server", 3), start("sms_gateway", 3));
    let mut served = serve(&place, &mail, &sms);
    // Each has stored its third notice, and dies before it says so.
    stored(&mut mail, usize::MAX, &mut mails);
    stored(&mut sms, usize::MAX, &mut texts);
    drop((mail, sms));
    served.kill().unwrap();
    served.wait().unwrap();

    // The waits pass.
    let mut writer = Folder::open(&place.path("data")).unwrap().writer().unwrap();
    writer.bring_nearer(1, 1).unwrap();
    writer.commit().unwrap();
    drop(writer);
    let before = (mails.len(), texts.len());
    assert!(before.0 < NOTICES && before.1 < NOTICES, "{before:?}: it was half-way");
    let (mut mail, mut sms) = (start("mail_server", 0), start("sms_gateway", 0));
    let mut served = serve(&place, &mail, &sms);
    stored(&mut mail, NOTICES, &mut mails);
    stored(&mut sms, NOTICES, &mut texts);
    let id = served.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(served.wait().unwrap().success());

    for (way, stored) in [("mail", mails), ("sms", texts)] {
        let repeated = stored.values().filter(|times| times.len() > 1).count();
        assert!(repeated <= UNDER_WAY, "{way}: {stored:?}");
        for (name, times) in &stored {
            assert!(times.len() <= 2, "{way} {name}: one repeat for one crash");
            assert!(times.iter().all(|time| *time == times[0]), "{way} {name}: the same each time");
        }
    }
    let reader = Folder::open_reader(&place.path("data")).unwrap();
    for notice in reader.outbox(2 * NOTICES).unwrap() {
        assert_eq!(notice.state, "delivered", "{notice:?}");
    }
}

#[test]
fn what_cannot_be_used_is_named_by_file_and_table_before_the_server_starts() {
    let place = Place::new();
    let _ = Folder::open_or_create(&place.path("data")).unwrap();
    place.file("ca.pem", "no certificate");
    let text = "[sms]\nurl = \"https://127.0.0.1:1/notices\"\nca_file = \"ca.pem\"\n";
    let file = place.file("gateways.toml", text);
    let words = ["serve", "--listen", "127.0.0.1:0", "--gateways", &file];
    let named = format!("{file}: [sms]: ca_file");
    place.run("data", &words).only(1, &[&named]);
}
