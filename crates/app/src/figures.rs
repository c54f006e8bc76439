//! The facts behind every figure of a register, kept in memory while the record does not change.
//! What is counted, and how, is known to `indicators`.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use calendar::Zone;
use indicators::FactHistory;

use crate::core::{Application, lock};
use crate::error::Failure;
use crate::inquiry::Inquiry;

/// A register's facts.
#[derive(Clone, Debug)]
pub struct Figures {
    pub register: String,
    pub facts: Arc<Vec<FactHistory>>,
    /// Where the register's civil dates are read.
    pub zone: Zone,
}

/// Facts by register, with the position of the record that they were read at.
#[derive(Debug, Default)]
pub(crate) struct Cache(Mutex<HashMap<String, (i64, Figures)>>);

/// A register that the folder does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRegister {
    pub asked: Option<String>,
    pub known: Vec<String>,
}

impl fmt::Display for UnknownRegister {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.join(", ");
        match &self.asked {
            Some(asked) if known.is_empty() => {
                write!(f, "no register {asked:?}: the folder has none; load or import one")
            }
            Some(asked) => write!(f, "no register {asked:?}; the folder has: {known}"),
            None => {
                write!(f, "the folder has several registers; name one with --register: {known}")
            }
        }
    }
}

impl Application {
    /// The facts of a register, the agency's own where none is named.
    ///
    /// # Errors
    /// The register is unknown (`Ok(Err(…))`), or the store failed.
    pub fn figures(
        &self,
        register: Option<&str>,
    ) -> Result<Result<Figures, UnknownRegister>, Failure> {
        let rules = self.rules();
        self.read(|reader| {
            let inquiry = Inquiry { reader, rules: &rules };
            let name = match inquiry.register(register)? {
                Ok(name) => name,
                Err(unknown) => return Ok(Err(unknown)),
            };
            let position = reader.last_position()?;
            if let Some((at, figures)) = lock(&self.figures.0).get(&name)
                && *at == position
            {
                return Ok(Ok(figures.clone()));
            }
            let figures = inquiry.figures(&name)?;
            lock(&self.figures.0).insert(name, (position, figures.clone()));
            Ok(Ok(figures))
        })
    }
}
