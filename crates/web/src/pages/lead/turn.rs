//! One turn of an affair on its page: what happened, by which officer and when, and the text written with it.
//! Knows no affair.

use app::WrittenTurn;

use crate::request_context::RequestContext;

/// A turn as it is shown.
pub(super) struct Turn {
    pub title: String,
    pub by: String,
    /// What the event itself says.
    pub said: String,
    pub text: String,
}

/// A turn whose event says its kind only; `texts` begins the keys of the kinds' names.
pub(super) fn written(context: &RequestContext, texts: &str, turn: &WrittenTurn) -> Turn {
    let at = messages::instant(context.language, turn.at, context.zone());
    Turn {
        title: context.text(&format!("{texts}-turn_{}", turn.kind)),
        by: format!("{}, {at}", context.names().officer(&turn.actor)),
        said: String::new(),
        text: turn.text.clone(),
    }
}
