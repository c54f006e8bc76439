//! A macro for enumerations whose values the record stores as words. The module must not know an
//! enumeration.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $case:ident $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$each])* #[serde(rename = $code)] $case),* }

        impl $name {
            /// Every value, in the order in which pages show them.
            pub const ALL: &[Self] = &[$(Self::$case),*];

            /// The word that the record stores.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$case => $code),* }
            }

            /// The value of a word; `None` where no value has the word.
            #[must_use]
            pub fn of(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.code() == code)
            }
        }
    };
}

pub(crate) use words;
