//! The file of the gateways: what it may say, and each problem by line.

use text::{Sentence, sentence};

use crate::gateways::{Gateway, Outside, Secret, read};
use crate::{MailTls, SourceFile};

fn outside(place: Outside<'_>) -> Result<String, Sentence> {
    match place {
        Outside::SecretFile("password") => Ok("p w\n".into()),
        Outside::SecretVariable("TOKEN") => Ok("token".into()),
        Outside::SecretFile("empty") => Ok("\n".into()),
        Outside::Certificates("ca.pem") => Ok("pem".into()),
        _ => Err(sentence!("cannot read {file}: {error}", file = "x", error = "y")),
    }
}

fn file(text: &str) -> SourceFile {
    SourceFile { path: "gateways.toml".into(), text: text.into() }
}

#[test]
fn a_file_names_the_gateway_of_each_way() {
    let text = "[mail]\nserver = \"mail.example.vn\"\ntls = \"starttls\"\nfrom = \"MC@ward.vn\"\n\
                user = \"motcua\"\npassword_file = \"password\"\nca_file = \"ca.pem\"\n\
                [sms]\nurl = \"https://g.example.vn:8443/n?x=1\"\ntoken_variable = \"TOKEN\"\n\
                [chat]\nprogram = \"/usr/local/bin/chat\"\n";
    let gateways = read(&file(text), &outside).expect("a good file");
    let Some(Gateway::Smtp(mail)) = gateways.mail else { panic!("a mail server") };
    assert_eq!((mail.port, mail.tls, mail.from.as_str()), (587, MailTls::StartTls, "mc@ward.vn"));
    assert_eq!(mail.login, Some(("motcua".into(), Secret("p w".into()))));
    assert_eq!(mail.authorities.as_deref(), Some("pem"));
    let Some(Gateway::Http(sms)) = gateways.sms else { panic!("a gateway") };
    assert_eq!(sms.token, Some(Secret("token".into())));
    assert!(!format!("{sms:?}").contains("token\""), "no message shows a secret");
    assert_eq!(gateways.chat, Some(Gateway::Program("/usr/local/bin/chat".into())));
}

#[test]
fn each_problem_is_named_by_line() {
    let mail = "[mail]\nserver = \"127.0.0.1\"\ntls = \"none\"\nfrom = \"a@b.vn\"\n";
    for (text, expected) in [
        ("", &["1: no way is named"][..]),
        ("[fax]\nurl = \"https://x\"\n", &["1: unknown key fax"]),
        ("[sms]\n", &["1: [sms] goes by one of url, program"]),
        ("[sms]\nserver = \"x\"\n", &["1: [sms] goes by one of url, program"]),
        ("[sms]\nurl = \"https://x\"\nprogram = \"x\"\n", &["1: [sms] goes by one of"]),
        ("[sms]\nurl = \"http://gateway.vn/\"\n", &["2: \"http://gateway.vn/\" is no address"]),
        ("[sms]\nurl = \"http://127.0.0.1.gateway.vn/\"\n", &["2: "]),
        ("[sms]\nurl = \"http://127.0.0.1@gateway.vn/\"\n", &["2: "]),
        ("[sms]\nurl = \"ftp://x\"\n", &["2: \"ftp://x\" is no address"]),
        ("[sms]\nurl = \"https://x\"\ntoken = \"t\"\n", &["3: unknown key token"]),
        ("[sms]\nurl = \"https://x\"\ntoken_file = \"none\"\n", &["3: cannot read"]),
        ("[sms]\nurl = \"https://x\"\ntoken_file = \"empty\"\n", &["3: what token_file names"]),
        (
            "[sms]\nurl = \"https://x\"\ntoken_file = \"password\"\ntoken_variable = \"TOKEN\"\n",
            &["3: token_file and token_variable both"],
        ),
        (
            "[mail]\nserver = \"mail.vn\"\ntls = \"none\"\nfrom = \"lan\"\nport = 70000\n",
            &["3: tls = \"none\" sends", "4: \"lan\" is no mail address", "5: port is 70000"],
        ),
        (
            "[mail]\nserver = \"mail.vn:25\"\n",
            &["1: from is missing", "1: tls is missing", "2: \"mail.vn:25\" is no name"],
        ),
        (
            "[mail]\nserver = \"a b\"\ntls = \"implicit\"\nfrom = \"a@b.vn\"\n",
            &["2: \"a b\" is no"],
        ),
        (&format!("{mail}user = \"x\"\n"), &["5: user and password belong together"]),
        (&format!("{mail}ca_file = \"none\"\n"), &["5: cannot read"]),
        (mail, &[]),
        ("[sms]\nurl = \"http://[::1]:80/\"\n", &[]),
    ] {
        let problems = read(&file(text), &outside).err().unwrap_or_default();
        let shown: Vec<String> =
            problems.iter().map(|one| format!("{}: {}", one.line, one.text)).collect();
        assert_eq!(shown.len(), expected.len(), "{text}: {shown:?}");
        for (shown, expected) in shown.iter().zip(expected) {
            assert!(shown.starts_with(expected), "{text}: {shown}");
        }
    }
}
