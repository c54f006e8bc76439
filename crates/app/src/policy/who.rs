//! The visitor: without a session, a citizen or an officer. Knows no session and no password.

use dossier::{Actor, Role};
use rules::Post;

/// The visitor who asks for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Not signed in.
    Anonymous,
    /// A citizen, by the pseudonym of the account, with those of the persons it has claimed.
    Citizen { person: String, claimed: Vec<String> },
    /// An officer in a post.
    Officer { actor: Actor, login: String, name: String },
}

impl Who {
    /// The name of the account: a login or a citizen's pseudonym; empty for a visitor.
    #[must_use]
    pub fn account(&self) -> &str {
        match self {
            Self::Anonymous => "",
            Self::Citizen { person, .. } => person,
            Self::Officer { login, .. } => login,
        }
    }

    /// A citizen without claims.
    #[must_use]
    pub fn citizen(person: &str) -> Self {
        Self::Citizen { person: person.to_owned(), claimed: Vec::new() }
    }

    /// The role, if there is one.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        match self {
            Self::Anonymous => None,
            Self::Citizen { .. } => Some(Role::Citizen),
            Self::Officer { actor, .. } => Some(actor.role),
        }
    }

    /// The actor; a visitor without a session acts as a citizen without dossiers.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match self {
            Self::Anonymous => Actor::citizen(""),
            Self::Citizen { person, claimed } => {
                Actor { claimed: claimed.clone(), ..Actor::citizen(person) }
            }
            Self::Officer { actor, .. } => actor.clone(),
        }
    }
}

/// The role that a post gives.
#[must_use]
pub fn role_of(post: Post) -> Role {
    match post {
        Post::DeskOfficer => Role::DeskOfficer,
        Post::Specialist => Role::Specialist,
        Post::Head | Post::DeputyHead => Role::Head,
        Post::Leader => Role::Leader,
        Post::Inspector => Role::Inspector,
        Post::Adviser => Role::Adviser,
        Post::Administrator => Role::Administrator,
    }
}
