//! `accounts`: officers' accounts on the command line. In a demonstration folder every officer has
//! one, with the same password and the same second factor; any other folder has the accounts that
//! were created.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use app::{Application, NewAccount, role_of};
use credentials::{once, password, totp};
use text::{Language, sentence};

use super::{exists, machine_now, random};
use crate::command_error::{CommandError, refused};
use crate::folder_commands::{Reply, Request, Target, unexpected_reply};
use crate::out;

const PASSWORD: &str = "demonstration_password";
const SECRET: &str = "demonstration_secret";

/// A random password that can be dictated: sixteen letters and digits in groups of four.
fn first_password() -> String {
    once::recovery(random()).into_iter().next().unwrap_or_default()
}

/// Creates an account for every officer of a demonstration folder; one hash serves all of them.
pub fn create_demonstration_accounts(app: &Application) -> Result<(), CommandError> {
    if secrets(app)?.is_some() {
        return Ok(());
    }
    app.ensure_key(random()).map_err(refused)?;
    let (plain, secret) = (first_password(), totp::secret(random()));
    let hash = password::hash(&plain, random());
    let rules = app.rules();
    let officers = rules.agency.as_ref().map(|agency| agency.officers.as_slice());
    for officer in officers.unwrap_or_default() {
        let account =
            NewAccount { officer: &officer.id, password: &hash, totp: &secret, must_change: false };
        app.put_account(&account, machine_now()).map_err(refused)?;
    }
    app.put_meta(PASSWORD, &plain).map_err(refused)?;
    app.put_meta(SECRET, &secret).map_err(refused)
}

/// The shared secrets of a demonstration folder's accounts.
pub fn secrets(app: &Application) -> Result<Option<web::Demonstration>, CommandError> {
    let stored = app.ask(|inquiry| Ok((inquiry.meta(PASSWORD)?, inquiry.meta(SECRET)?)));
    let (password, secret) = stored.map_err(refused)?;
    Ok(password.zip(secret).map(|(password, secret)| web::Demonstration { password, secret }))
}

/// A text with one account of each role; empty for a folder that is not a demonstration.
pub fn demonstration(data: &Path, language: Language) -> Result<String, CommandError> {
    let answer = app::Inquiry::peek(data, |inquiry| {
        let secrets = inquiry.meta(PASSWORD)?.zip(inquiry.meta(SECRET)?);
        Ok(secrets.map(|(password, secret)| (password, secret, inquiry.rules.clone())))
    });
    let Some((password, secret, rules)) = answer.map_err(refused)? else {
        return Ok(String::new());
    };
    let say = |sentence| messages::sentence(language, &sentence);
    let mut text = say(sentence!("Demonstration accounts, one of each role:")) + "\n";
    let mut seen = BTreeSet::new();
    let officers = rules.agency.as_ref().map(|agency| agency.officers.as_slice());
    for officer in officers.unwrap_or_default() {
        let role = role_of(officer.post);
        if seen.insert(role) {
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "  {:<14} {:<10} {:<6} {}",
                role.code(),
                app::login_of(&officer.id),
                officer.unit,
                officer.name
            );
        }
    }
    let seconds = u64::try_from(machine_now().0 / 1000).unwrap_or_default();
    let code = totp::code(&secret, seconds).unwrap_or_default();
    text += &say(sentence!(
        "Password of all: {password}\nSecond factor of all: {secret} (now {code}); the page \
         /demonstration shows the present code and every other officer's login.",
        password,
        secret,
        code
    ));
    Ok(text + "\n")
}

/// Lists a folder's accounts.
pub fn list(data: &Path, language: Language) -> Result<(), CommandError> {
    if !exists(data) {
        return Err(refused(app::StoreError::Absent(data.to_owned())));
    }
    let shown = demonstration(data, language)?;
    if !shown.is_empty() {
        return out::print(shown);
    }
    let accounts = app::Inquiry::peek(data, |inquiry| inquiry.accounts()).map_err(refused)?;
    if accounts.is_empty() {
        let text = sentence!("No accounts. Make the first with `motcua accounts new OFFICER`.");
        return out::sentence(language, &text);
    }
    for account in accounts {
        let state = match (account.disabled, account.must_change, account.enrolled) {
            (true, ..) => sentence!("closed"),
            (_, true, _) => sentence!("password to be changed"),
            (.., false) => sentence!("second factor to be set up"),
            _ => sentence!("ready"),
        };
        let state = messages::sentence(language, &state);
        out::line(format_args!("{}\t{}\t{state}", account.login, account.officer))?;
    }
    Ok(())
}

/// Creates an account, or resets it.
pub fn new(data: &Path, officer: &str, language: Language) -> Result<(), CommandError> {
    if !exists(data) {
        return Err(refused(app::StoreError::Absent(data.to_owned())));
    }
    // The rules are needed only to propose names. A folder of an earlier version can be read only
    // after the account is written, so no name is proposed there.
    let rules = app::Inquiry::peek(data, |inquiry| Ok(inquiry.rules.clone())).ok();
    let officers = rules.iter().flat_map(|rules| &rules.agency).flat_map(|agency| &agency.officers);
    let ids: Vec<&str> = officers.map(|officer| officer.id.as_str()).collect();
    let near = text::nearest::names(officer, ids.iter().copied());
    if !ids.contains(&officer) && !near.is_empty() {
        return Err(refused(sentence!(
            "no officer {officer:?} is in force; perhaps {near}",
            officer,
            near = near.join(", ")
        )));
    }
    let plain = first_password();
    let (officer, password_hash) = (officer.to_owned(), password::hash(&plain, random()));
    let login = match Target::of(data)?.ask(Request::PutAccount { officer, password_hash })? {
        Reply::Login(login) => login,
        other => return Err(unexpected_reply(&other)),
    };
    let text = sentence!(
        "Login {login}, first password {plain}\nThe officer changes it and sets up the second \
         factor at the first sign-in.",
        login,
        plain
    );
    out::sentence(language, &text)
}
