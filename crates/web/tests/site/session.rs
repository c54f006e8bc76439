//! Persons signed in at the small agency, through the same routes as every visitor.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Request, StatusCode};

use crate::small_office::{Description, PASSWORD, SECRET, SmallOffice, at};

/// A browser with its cookies.
pub struct Browser<'a> {
    app: &'a SmallOffice,
    /// The address of the client; this machine where none is set.
    pub address: Option<SocketAddr>,
    cookies: Vec<(String, String)>,
}

impl SmallOffice {
    /// A browser without a session.
    pub fn browser(&self) -> Browser<'_> {
        Browser { app: self, address: None, cookies: Vec::new() }
    }

    /// A browser in which a citizen is signed in, by the code that was sent to the contact.
    pub async fn citizen(&self, contact: &str) -> Browser<'_> {
        self.citizen_in(contact, 0).await
    }

    /// One of several browsers in which the same citizen is signed in.
    pub async fn citizen_in(&self, contact: &str, browser: u8) -> Browser<'_> {
        let contact = app::Contact::read(contact).unwrap();
        let now = at("06-15 17:30");
        let notice = |code: &str| (String::new(), code.to_owned());
        let name = browser.to_string();
        let request = app::CodeRequest::of(&contact, &name);
        self.app.send_code(&request, notice, 123_456, now).unwrap();
        let mut seed = [0; 32];
        seed[..10].copy_from_slice(&contact.as_str().as_bytes()[..10]);
        let mut person = [0; 16];
        person[..10].copy_from_slice(&contact.as_str().as_bytes()[..10]);
        seed[31] = browser;
        let random = ([seed, seed], person);
        let entered = self.app.enter_citizen(&request, "123456", "a test", random, now).unwrap();
        let cookies = vec![("__Host-motcua".to_owned(), entered.unwrap().cookie)];
        Browser { app: self, address: None, cookies }
    }

    /// A browser in which an officer is signed in.
    pub async fn signed_in(&self, officer: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let code = credentials::totp::code(SECRET, at("06-15 17:30").0 as u64 / 1000).unwrap();
        let form = [("login", officer), ("password", PASSWORD), ("code", &code)];
        let text = browser.send("/sign-in", "/sign-in", &form).await;
        assert_eq!(text.status, StatusCode::SEE_OTHER, "{officer}: {}", text.body);
        browser
    }
}

impl Browser<'_> {
    pub async fn get(&mut self, address: &str) -> Description {
        let request = Request::get(address).header(COOKIE, self.line());
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    /// A page that must exist.
    pub async fn page(&mut self, address: &str) -> String {
        let text = self.get(address).await;
        assert_eq!(text.status, StatusCode::OK, "{address}: {}", text.body);
        text.body
    }

    /// The page to which an answer redirects the browser.
    pub async fn follow(&mut self, text: &Description) -> String {
        assert_eq!(text.status, StatusCode::SEE_OTHER, "{}", text.body);
        self.page(text.headers[LOCATION].to_str().unwrap()).await
    }

    /// Posts fields unchanged, without a token.
    pub async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Description {
        let pairs = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        let request = Request::post(address)
            .header(COOKIE, self.line())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(body)).unwrap()).await
    }

    /// Posts fields with the token of a page.
    pub async fn send(
        &mut self,
        page: &str,
        address: &str,
        fields: &[(&str, &str)],
    ) -> Description {
        let token = hidden(&self.page(page).await, "token");
        let mut all = fields.to_vec();
        all.push(("token", &token));
        self.post(address, &all).await
    }

    /// Sends the form that a page holds, with its token and key.
    pub async fn submit(
        &mut self,
        page: &str,
        address: &str,
        typed: &[(&str, &str)],
    ) -> Description {
        let [token, key] = ["token", "key"].map(|name| hidden(page, name));
        let mut fields = vec![("token", token.as_str()), ("key", key.as_str())];
        fields.extend(typed);
        self.post(address, &fields).await
    }

    pub async fn ask(&mut self, mut request: Request<Body>) -> Description {
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(address));
        }
        let text = self.app.ask(request).await;
        for line in text.headers.get_all(SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(own, _)| own != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        text
    }

    pub fn line(&self) -> String {
        let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }
}

impl Description {
    /// The address to which an answer redirects the browser; there must be one.
    pub fn to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        sent_to(self)
    }
}

/// The address to which an answer redirects the browser, without the proof in it.
pub fn sent_to(text: &Description) -> &str {
    without_proof(text.headers[LOCATION].to_str().unwrap())
}

/// An address without its proof.
pub fn without_proof(address: &str) -> &str {
    address.split("proof=").next().unwrap().trim_end_matches(['?', '&'])
}

/// The content type of a form with files, as [`multipart`] writes it.
pub const MULTIPART: &str = "multipart/form-data; boundary=x";

/// The body of a form with files, as a browser sends it: fields, then files as field, name,
/// content.
pub fn multipart(fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    for (field, name, content) in files {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    }
    body.extend(b"--x--\r\n");
    body
}

/// The value of a hidden field of a page.
pub fn hidden(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let from = page.find(&start).unwrap_or_else(|| panic!("no {name} in {page}")) + start.len();
    page[from..].split('"').next().unwrap().to_owned()
}

pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    let parts = text.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    parts.collect()
}
