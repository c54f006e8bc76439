//! What a real mail server and a real gateway answer, over TLS.

use std::fs;
use std::time::Duration;

use app::Trouble;
use rules::gateways::{HttpGateway as HttpSettings, MailServer as MailSettings, Secret};
use rules::{MailTls, NoticeWay};

use super::super::gateway::{Gateway, Message};
use super::super::http_gateway::HttpGateway;
use super::super::mail::MailServer;

#[path = "../../../tests/upkeep/support/servers.rs"]
mod servers;

const LIMIT: Duration = Duration::from_secs(20);
const AT: i64 = 1_800_000_000_000;

fn message(to: &str) -> Message {
    Message {
        id: "7-1".into(),
        way: NoticeWay::Mail,
        to: to.into(),
        subject: "Hồ sơ đã có kết quả".into(),
        text: "Mời ông/bà đến nhận.".into(),
        language: "vi",
        sender: "UBND phường Bến Nghé".into(),
        at: AT,
    }
}

/// What servers with real connections say: taken, refused for good, for now, or by its settings.
#[tokio::test]
async fn a_mail_server_says_why_it_refuses() {
    if !servers::can_run() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    servers::certify(folder.path());
    for (mode, tls) in [("starttls", MailTls::StartTls), ("implicit", MailTls::Implicit)] {
        let mut server = servers::Server::start("mail_server", folder.path(), mode, 0);
        let settings = MailSettings {
            host: "127.0.0.1".into(),
            port: server.port,
            tls,
            from: "mc@ward.vn".into(),
            from_name: None,
            login: Some(("motcua".into(), Secret("secret".into()))),
            authorities: Some(fs::read_to_string(folder.path().join("certificate.pem")).unwrap()),
        };
        let send = async |settings: &MailSettings, to: &str| {
            let server = MailServer::new(settings.clone()).unwrap();
            Gateway::Mail(Box::new(server)).hand_over(&message(to), LIMIT).await
        };
        assert_eq!(send(&settings, "lan@example.vn").await, Ok(()), "{mode}");
        let stored = [
            "stored",
            "7-1",
            "True",
            "auto-generated",
            "UBND phường Bến Nghé <mc@ward.vn>",
            "Hồ sơ đã có kết quả",
            "Mời ông/bà đến nhận.",
        ];
        assert_eq!(server.next(), stored);
        for (to, trouble) in [
            ("gone@example.vn", Trouble::NoAddress(550)),
            ("full@example.vn", Trouble::Refused(552)),
            ("relay@example.vn", Trouble::SetUp(554)),
            ("busy@example.vn", Trouble::Later(451)),
        ] {
            assert_eq!(send(&settings, to).await, Err(trouble), "{mode} {to}");
        }
        let login = Some(("motcua".into(), Secret("wrong".into())));
        let other = MailSettings { login, ..settings.clone() };
        assert_eq!(send(&other, "lan@example.vn").await, Err(Trouble::SetUp(535)), "{mode}");
        let other = MailSettings { authorities: None, ..settings.clone() };
        let untrusted = send(&other, "lan@example.vn").await;
        assert_eq!(untrusted, Err(Trouble::NotSecure), "{mode}");
        drop(server);
        assert_eq!(send(&settings, "lan@example.vn").await, Err(Trouble::Unreachable), "{mode}");
    }
}

#[tokio::test]
async fn a_gateway_receives_a_notice_with_its_token_over_tls() {
    if !servers::can_run() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    servers::certify(folder.path());
    let mut server = servers::Server::start("sms_gateway", folder.path(), "", 0);
    let settings = HttpSettings {
        url: format!("https://127.0.0.1:{}/notices?x=1", server.port),
        token: Some(Secret("secret".into())),
        authorities: Some(fs::read_to_string(folder.path().join("certificate.pem")).unwrap()),
    };
    let post = async |settings: &HttpSettings| {
        let gateway = HttpGateway::new(settings.clone()).unwrap();
        Gateway::Http(gateway).hand_over(&message("0900000001"), LIMIT).await
    };
    assert_eq!(post(&settings).await, Ok(()));
    let stored = [
        "stored",
        "7-1",
        "True",
        "mail",
        "0900000001",
        "vi",
        "Hồ sơ đã có kết quả",
        "Mời ông/bà đến nhận.",
    ];
    assert_eq!(server.next(), stored);
    assert_eq!(post(&settings).await, Ok(()), "it has the notice already, and says so");
    let other = HttpSettings { token: None, ..settings.clone() };
    assert_eq!(post(&other).await, Err(Trouble::SetUp(401)));
    let other = HttpSettings { authorities: None, ..settings.clone() };
    assert_eq!(post(&other).await, Err(Trouble::NotSecure));
    drop(server);
    assert_eq!(post(&settings).await, Err(Trouble::Unreachable));
}
