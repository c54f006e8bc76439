//! Idempotency keys: a key answers only for the content to which it is bound. The module must not know
//! forms or pages.

use credentials::once;
use dossier::{Actor, Role};
use store::KeyedCommand;

use crate::core::Core;
use crate::error::Failure;

/// The key of a command, with the digest of what it was given for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandKey {
    /// Random, or else as unique as one.
    pub text: String,
    /// The digest of the typed fields and the files, without random values, secrets and versions.
    pub digest: String,
}

impl CommandKey {
    /// A key for what was typed, part by part.
    #[must_use]
    pub fn new(text: impl Into<String>, typed: &[&str]) -> Self {
        // The length before each part: two lists of parts never give one text.
        let parts = typed.iter().map(|part| format!("{}:{part}", part.len()));
        Self { text: text.into(), digest: once::digest(&parts.collect::<String>()) }
    }

    /// A key for a form: its fields in any order, and its files.
    #[must_use]
    pub fn of_form<'a>(
        text: impl Into<String>,
        fields: impl Iterator<Item = (&'a str, &'a str)>,
        files: impl Iterator<Item = (&'a str, &'a [u8])>,
    ) -> Self {
        let fields = fields.map(|(name, value)| format!("{}:{name}{value}", name.len()));
        let files =
            files.map(|(name, content)| format!("file {name} {}", once::digest_bytes(content)));
        let mut typed: Vec<String> = fields.chain(files).collect();
        typed.sort_unstable();
        Self::new(text, &typed.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// The key with the digest that goes on record: it is bound to actor and action too, and to the
    /// files that a draft holds.
    pub(crate) fn bound(self, actor: &Actor, action: &str, draft_files: &DraftFiles) -> Self {
        let Self { text, digest } = self;
        let digest = once::digest(&format!("{} {} {action} {digest}", actor.id, actor.person));
        Self { text, digest: digest + &draft_files.0 }
    }
}

/// The digest of the files that earlier steps of a form put into its draft; empty without files.
/// A command takes the files out of the draft, so a repetition of the form finds none.
#[derive(Default)]
pub(crate) struct DraftFiles(String);

impl DraftFiles {
    /// The key of the digests of the files, in any order.
    pub(crate) fn new(mut digests: Vec<String>) -> Self {
        digests.sort_unstable();
        let none = digests.is_empty();
        Self(if none { String::new() } else { format!(".{}", once::digest(&digests.concat())) })
    }
}

/// Whether two bound digests are of the same content. A repetition without files of a draft is the
/// same: the first command took them.
fn same_content(recorded: &str, repeated: &str) -> bool {
    match (recorded.split_once('.'), repeated.contains('.')) {
        (Some((typed, _)), false) => typed == repeated,
        _ => recorded == repeated,
    }
}

impl From<String> for CommandKey {
    fn from(text: String) -> Self {
        Self::new(text, &[])
    }
}

impl From<&str> for CommandKey {
    fn from(text: &str) -> Self {
        Self::new(text, &[])
    }
}

impl Core {
    /// Whether a bound key was used before.
    ///
    /// # Errors
    /// [`Failure::AlreadyDone`] for the same actor, action, object and content;
    /// [`Failure::KeyConflict`] for any other; or the store failed.
    pub(crate) fn check_key(
        &mut self,
        key: &CommandKey,
        actor: &Actor,
        object: &str,
    ) -> Result<(), Failure> {
        let Some(recorded) = self.writer.keyed_command(&key.text)? else { return Ok(()) };
        let same = match &recorded.digest {
            // The object of a creation is its form, not the stream, which is random.
            Some(digest) => {
                same_content(digest, &key.digest)
                    && (recorded.version == 1 || recorded.stream == object)
            }
            None => self.is_own(&recorded, actor)?,
        };
        let KeyedCommand { stream, version, .. } = recorded;
        Err(if same { Failure::AlreadyDone { stream, version } } else { Failure::KeyConflict })
    }

    /// Whether a command of an older program, which put no digest on record, is an actor's own.
    fn is_own(&mut self, recorded: &KeyedCommand, actor: &Actor) -> Result<bool, Failure> {
        if recorded.actor != actor.id {
            return Ok(false);
        }
        if actor.role != Role::Citizen {
            return Ok(true);
        }
        let rules = self.rules();
        Ok(actor.is_person(&self.load(&recorded.stream, &rules)?.state.filing.person))
    }
}
