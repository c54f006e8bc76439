//! Every table and column of the schema, and what each holds of a person: the columns with personal
//! data, the key by which a person's rows are found, and the text that erases them; of every other
//! column, why it holds none. The test compares the list with the schema, so that no new table or
//! column is forgotten. It must not know dossiers or requests.

use crate::driver::values;
use crate::error::Error;
use crate::{Reader, Writer};

/// By what the rows of a person are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonKey {
    /// A stream: of a dossier, or of what was said about it.
    Stream,
    /// A pseudonym, of an account or of a person met at the desk.
    Person,
    /// A telephone or mail address, as accounts have it.
    Contact,
    /// A telephone or mail address, as notices are addressed.
    Address,
    /// The digest under which codes to a contact are counted.
    ContactDigest,
    /// The name under which a slip's look-ups are counted.
    SlipCode,
    /// The name under which a draft's files are stored.
    DraftFiles,
}

/// How the rows of a person are found in a table, and the text that erases them; `$1` is the key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub key: PersonKey,
    pub erase: &'static str,
}

/// What a table holds of a person. Columns stand in one text, with blanks between them.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub table: &'static str,
    /// The columns with personal data.
    pub personal: &'static str,
    pub(crate) found: &'static [Found],
    /// The other columns, each with the reason why they hold no personal data.
    pub kept: &'static [(&'static str, &'static str)],
}

const EVENTS: &str = "UPDATE event SET sealed_part = NULL, command_digest = NULL WHERE stream = $1";
const DRAFTS: &str = "DELETE FROM draft WHERE person <> '' AND person = $1";
const SESSIONS: &str = "DELETE FROM session WHERE kind = 'citizen' AND who = $1";
const CITIZENS: &str = "DELETE FROM citizen WHERE person = $1";
const CODES: &str =
    "DELETE FROM one_time_code WHERE substr(contact, 1, length($1) + 1) = $1 || ' '";
const NOTICES: &str = "DELETE FROM outbox WHERE stream = $1";
const CODE_NOTICES: &str = "DELETE FROM outbox WHERE stream IS NULL AND address = $1";
const CHOICES: &str = "DELETE FROM notice_choice WHERE person = $1";
const SLIPS: &str = "DELETE FROM slip WHERE stream = $1";
const APPLICANTS: &str = "DELETE FROM applicant WHERE stream = $1";
const WORDS: &str = "DELETE FROM applicant_word WHERE stream = $1";
const FILES: &str = "DELETE FROM attachment WHERE stream = $1";
const BROWSERS: &str = "DELETE FROM device WHERE kind = 'citizen' AND who = $1";
const SLIP_BROWSERS: &str = "DELETE FROM device WHERE kind = 'slip' AND who = $1";
const CODES_SENT: &str = "DELETE FROM code_sent WHERE contact = $1";
const CLAIMS: &str = "DELETE FROM claim WHERE account = $1 OR person = $1";

const fn found(key: PersonKey, erase: &'static str) -> Found {
    Found { key, erase }
}

const fn nothing(table: &'static str, kept: &'static [(&'static str, &'static str)]) -> Place {
    Place { table, personal: "", found: &[], kept }
}

const PLACE_IN_RECORD: &str = "a place or an instant of the record";
const OF_OFFICERS: &str = "of an officer's own account";
const PSEUDONYM: &str = "a pseudonym: nothing says whose, once applicant and account are erased";

/// Every table.
pub const PLACES: &[Place] = &[
    nothing("meta", &[("name value", "a setting of the folder")]),
    Place {
        table: "event",
        personal: "sealed_part command_digest",
        found: &[found(PersonKey::Stream, EVENTS)],
        kept: &[
            ("position stream version happened_at logged_at kind", PLACE_IN_RECORD),
            ("actor on_behalf", "an officer's id, `citizen` or the program"),
            ("public_part", "units, terms and officers; a text that names the person is blanked"),
            ("command_key", "random"),
        ],
    },
    nothing(
        "dossier",
        &[
            ("stream register code version", PLACE_IN_RECORD),
            ("person", PSEUDONYM),
            (
                "phase procedure_code step consulted letter suspended suspended_for",
                "where it stands",
            ),
            ("unit agency desk holding_unit offered_unit helped_at", "a unit"),
            ("holder offered_to stand_in", "an officer"),
            (
                "received_at due_at ended_at timer_at stand_in_until filed_at suspended_at \
                 supplement_until given_out_at approved_at supplied_at",
                "an instant",
            ),
            ("facts", "what figures count; no name and no number of a person"),
        ],
    ),
    nothing(
        "span",
        &[
            ("stream number from_at to_at step", PLACE_IN_RECORD),
            ("unit holder", "the unit and the officer who held it"),
        ],
    ),
    nothing("serial", &[("scope last", "the last number of a series")]),
    nothing(
        "journal",
        &[
            ("stream version at kind number year procedure_code", PLACE_IN_RECORD),
            ("debit credit amount office", "an account of the cashbook, an amount, a unit"),
            ("actor", "an officer's id, or the program"),
        ],
    ),
    nothing("journal_account", &[("account", "an account of the cashbook")]),
    nothing("money_waiting", &[("stream kind at", PLACE_IN_RECORD)]),
    Place {
        table: "draft",
        personal: "body",
        found: &[found(PersonKey::Person, DRAFTS)],
        kept: &[("id updated_at", "random, and an instant"), ("person", PSEUDONYM)],
    },
    nothing(
        "account",
        &[(
            "login officer password totp totp_step recovery changed_at must_change enrolled disabled",
            OF_OFFICERS,
        )],
    ),
    Place {
        table: "session",
        personal: "label",
        found: &[found(PersonKey::Person, SESSIONS)],
        kept: &[
            ("id", "a digest of random bytes"),
            ("kind created_at seen_at stepped_at ended_at", "a kind or an instant"),
            ("who", PSEUDONYM),
        ],
    },
    Place {
        table: "citizen",
        personal: "contact name",
        found: &[found(PersonKey::Person, CITIZENS)],
        kept: &[("person", PSEUDONYM), ("since", "an instant")],
    },
    Place {
        table: "one_time_code",
        personal: "contact",
        found: &[found(PersonKey::Contact, CODES)],
        kept: &[("digest sent_at tries known", "a code of ten minutes")],
    },
    Place {
        table: "outbox",
        personal: "address body",
        found: &[found(PersonKey::Stream, NOTICES), found(PersonKey::Address, CODE_NOTICES)],
        kept: &[
            ("id at stream expires_at next_at handed_at ended_at tries", PLACE_IN_RECORD),
            ("subject state trouble ended_by way language", "a word, or the officer who ended it"),
        ],
    },
    Place {
        table: "notice_choice",
        personal: "language way",
        found: &[found(PersonKey::Person, CHOICES)],
        kept: &[("person", PSEUDONYM)],
    },
    Place {
        table: "slip",
        personal: "mark",
        found: &[found(PersonKey::Stream, SLIPS)],
        kept: &[("stream revoked_at", PLACE_IN_RECORD)],
    },
    Place {
        table: "applicant",
        personal: "name address phone identity words",
        found: &[found(PersonKey::Stream, APPLICANTS)],
        kept: &[("stream", PLACE_IN_RECORD), ("person", PSEUDONYM)],
    },
    Place {
        table: "applicant_word",
        personal: "word",
        found: &[found(PersonKey::Stream, WORDS)],
        kept: &[("stream", PLACE_IN_RECORD)],
    },
    Place {
        table: "attachment",
        personal: "name digest content",
        found: &[found(PersonKey::Stream, FILES), found(PersonKey::DraftFiles, FILES)],
        kept: &[
            ("id stream component media_type size at", PLACE_IN_RECORD),
            ("by_whom", "an officer's id or `citizen`"),
        ],
    },
    nothing("head", &[("id position events logged_at", "the end of the record")]),
    nothing(
        "audit",
        &[
            ("position at kind", PLACE_IN_RECORD),
            ("actor", "an officer's id, `citizen`, the slip's holder or the program"),
            ("detail", "a purpose or a reason; a text that names the person is blanked"),
        ],
    ),
    nothing(
        "audit_object",
        &[("position object at", "the streams and accounts that an act was about")],
    ),
    Place {
        table: "device",
        personal: "label",
        found: &[found(PersonKey::Person, BROWSERS), found(PersonKey::SlipCode, SLIP_BROWSERS)],
        kept: &[
            ("id", "a digest of random bytes"),
            ("kind since seen_at ends_at", "a kind or an instant"),
            ("who", PSEUDONYM),
        ],
    },
    Place {
        table: "code_sent",
        personal: "contact",
        found: &[found(PersonKey::ContactDigest, CODES_SENT)],
        kept: &[("known at", "an instant, of a day at most")],
    },
    Place {
        table: "claim",
        personal: "account person",
        found: &[found(PersonKey::Person, CLAIMS)],
        kept: &[("stream at", PLACE_IN_RECORD)],
    },
];

impl Writer {
    /// Erases the rows that a key finds, in every table; returns how many there were.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn erase_found(&mut self, key: PersonKey, value: &str) -> Result<usize, Error> {
        let mut erased = 0;
        for found in PLACES.iter().flat_map(|place| place.found) {
            if found.key == key {
                erased += self.change(found.erase, values![value])?;
            }
        }
        Ok(erased)
    }
}

const BLANK_PUBLIC: &str = "UPDATE event SET public_part = $1 WHERE stream = $2 AND version = $3";

const AUDIT_DETAILS: &str = "SELECT audit.position AS position, detail FROM audit_object \
     JOIN audit ON audit.position = audit_object.position WHERE object = $1 AND detail <> ''";

const BLANK_AUDIT: &str = "UPDATE audit SET detail = $1 WHERE position = $2";

impl Writer {
    /// Replaces the public part of an event by one in which a text that named an erased person is blanked.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn blank_public(&mut self, stream: &str, version: u64, text: &str) -> Result<(), Error> {
        self.change(BLANK_PUBLIC, values![text, stream, version as i64]).map(drop)
    }

    /// Replaces the detail of an act that named an erased person.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn blank_audit(&mut self, position: i64, text: &str) -> Result<(), Error> {
        self.change(BLANK_AUDIT, values![text, position]).map(drop)
    }
}

impl Reader {
    /// The details of the acts on an object.
    ///
    /// # Errors
    /// The driver refuses.
    pub fn audit_details(&self, object: &str) -> Result<Vec<(i64, String)>, Error> {
        let row = |row: &crate::driver::Row<'_>| Ok((row.get("position")?, row.get("detail")?));
        self.driver().all(AUDIT_DETAILS, values![object], row)
    }
}

#[cfg(test)]
mod tests;
