//! Every dossier command is carried out here: authorise → load → decide → append.

use std::borrow::Cow;

use affairs::payment::Charge;
use calendar::Instant;
use dossier::{
    Action, Actor, Command, Context, Event, Reason, Recorded, Refusal, Role, Sealed, State, decide,
};
use rules::Rules;

use crate::application::Application;
use crate::command_key::{CommandKey, DraftFiles};
use crate::core::Core;
use crate::duplicates::{self, DuplicateQuery};
use crate::error::Failure;
use crate::policy::{NoPermit, SecondFactor};
use crate::state_cache::Cached;
use crate::{
    absence, appointment_slip, attachments, event_codec, intake, letters, notices, offers,
    paper_numbers, payments, personal_data, policy, project, queue_days, stand_ins, timers,
};

/// A command as it is submitted. Random values in it are inputs, so that a replay is the same.
#[derive(Clone, Debug)]
pub struct Submission {
    /// `dossier/<register>/<id>`.
    pub stream: String,
    pub actor: Actor,
    pub command: Command,
    /// Now: when it happens. It is logged then, or at the last instant logged where that is later.
    pub at: Instant,
    /// The idempotency key: the same key with the same content returns the first answer and does
    /// nothing.
    pub key: Option<CommandKey>,
    /// Personal data and free text, sealed with the first event.
    pub sealed: Option<Sealed>,
}

/// The additions to a command: the version that the actor saw, and rows of the tables outside the
/// record.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// The version of the stream that the actor saw; another one is refused.
    pub seen: Option<u64>,
    /// Papers handed in with it.
    pub files: Vec<NewFile>,
    /// Papers of a draft that go with it: the stream under which they are kept.
    pub files_of: Option<String>,
    /// What a reception charges, by the rules of fees.
    pub charge: Option<Charge>,
    /// Refuse the reception if the applicant has another dossier of the procedure.
    pub unless_duplicate: Option<DuplicateQuery>,
    /// The one-time code that the recipient of a result showed, as typed.
    pub collection_code: Option<String>,
    /// Whether the actor's session showed the second factor recently.
    pub second_factor: SecondFactor,
}

impl Extras {
    /// The additions of an actor without a session.
    pub(crate) fn without_session() -> Self {
        Self { second_factor: SecondFactor::WITHOUT_SESSION, ..Self::default() }
    }
}

/// A file that is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Random; in the file's address.
    pub id: String,
    /// The component of the procedure that it is, empty for others.
    pub component: String,
    pub name: String,
    pub media_type: &'static str,
    pub content: Vec<u8>,
}

/// A command that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub stream: String,
    /// The stream's version after it.
    pub version: u64,
    /// The dossier's code, empty before reception.
    pub code: String,
}

impl Application {
    /// Carries a command out for an actor without a session (the program itself, the replay of a
    /// history) and waits until it is durable.
    ///
    /// # Errors
    /// [`Failure::Refused`] and [`Failure::Unknown`] by the rules, [`Failure::AlreadyDone`] for a
    /// known key, [`Failure::KeyConflict`] for one that was given for something else,
    /// [`Failure::Overloaded`] where too many wait, [`Failure::Full`] and
    /// [`Failure::ReadOnly`] by the disk: nothing happened then. [`Failure::NotCertain`] where the
    /// commit failed.
    pub fn execute(&self, submission: Submission) -> Result<Done, Failure> {
        self.execute_with(submission, &Extras::without_session())
    }

    /// Like [`Application::execute`], with extras in the same commit.
    ///
    /// # Errors
    /// As [`Application::execute`]; [`Failure::Changed`] where another actor acted since the actor
    /// looked; [`Failure::Duplicate`] where the extras ask for that check;
    /// [`NoPermit::SecondFactor`] where an action that signs comes without it;
    /// [`Failure::WrongCollectionCode`] where a result is handed over against a code that is not its own.
    pub fn execute_with(&self, submission: Submission, extras: &Extras) -> Result<Done, Failure> {
        self.check_collection_code(&submission, extras)?;
        let extras = extras.clone();
        let now = submission.at;
        let query = extras.unless_duplicate.clone();
        let command = move |core: &mut Core| core.carry_out_with(submission, &extras, now);
        match query {
            Some(query) => {
                self.write_after(move |core| duplicates::commit_person(core, &query), command)
            }
            None => self.write(command),
        }
    }

    /// Whether an actor's command of a key was carried out before.
    ///
    /// # Errors
    /// [`Failure::KeyConflict`] where the key was given for something else; or the store failed.
    pub fn done_before(
        &self,
        key: CommandKey,
        actor: &Actor,
        action: Action,
        stream: &str,
    ) -> Result<bool, Failure> {
        let (actor, stream) = (actor.clone(), stream.to_owned());
        let key = key.bound(&actor, action.code(), &DraftFiles::default());
        // Through the commit log: what is reported as done is durable.
        let recorded = self.write(move |core| core.check_key(&key, &actor, &stream));
        match recorded {
            Ok(()) => Ok(false),
            Err(Failure::AlreadyDone { .. }) => Ok(true),
            Err(failure) => Err(failure),
        }
    }

    /// Carries a command out without waiting: it is durable after the next [`Application::commit`].
    ///
    /// # Errors
    /// As [`Application::execute`].
    pub fn submit(&self, submission: Submission) -> Result<Done, Failure> {
        self.write_later(|core| core.carry_out(submission))
    }

    /// Does what the program does by itself up to now; says how many things it did. Each happens at
    /// the instant that the law gives it, and is logged now.
    ///
    /// # Errors
    /// The store failed.
    pub fn run_timers(&self, now: Instant) -> Result<usize, Failure> {
        self.run_timers_until(now, Some(now))
    }

    /// Moves a virtual clock on to an instant: as [`Application::run_timers`], but the clock passes
    /// the instant of each timer, which is logged then.
    ///
    /// # Errors
    /// The store failed.
    pub fn advance_clock(&self, until: Instant) -> Result<usize, Failure> {
        self.run_timers_until(until, None)
    }

    fn run_timers_until(&self, until: Instant, now: Option<Instant>) -> Result<usize, Failure> {
        let mut ran = 0;
        // Others get their turn between two of them.
        while self.next_timer().is_some_and(|at| at <= until) {
            let did = self.in_log(move |core| core.run_timer(until, now))?;
            ran += usize::from(did == Some(true));
        }
        Ok(ran)
    }

    /// When the program next acts by itself.
    #[must_use]
    pub fn next_timer(&self) -> Option<Instant> {
        self.shared.next_timer.get()
    }
}

impl Core {
    /// Runs the timer that is due first, if it is due by then; says whether that did anything.
    fn run_timer(&mut self, until: Instant, now: Option<Instant>) -> Result<Option<bool>, Failure> {
        let Some(stream) = self.timers.due_by(until) else { return Ok(None) };
        let ran = self.whole(|core| match stream == absence::STREAM {
            true => absence::begin_next(core, now),
            false => core.run_timer_of(&stream, now),
        });
        match ran {
            Ok(true) => {
                self.commit_if_large()?;
                return Ok(Some(true));
            }
            // Nothing more of it is due by itself.
            Ok(false) | Err(Failure::Refused(_)) => self.timers.set(&stream, None),
            Err(Failure::BrokenRecord { .. }) => {
                // A stream that does not fold holds up nothing else; `doctor` names it.
                tracing::error!("a dossier does not fold, its timer ends; run `motcua doctor`");
                self.timers.set(&stream, None);
            }
            Err(failure) => return Err(failure),
        }
        Ok(Some(false))
    }

    /// Runs every timer up to an instant, each logged at its own.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn advance_clock(&mut self, until: Instant) -> Result<(), Failure> {
        while self.run_timer(until, None)?.is_some() {}
        Ok(())
    }

    fn run_timer_of(&mut self, stream: &str, now: Option<Instant>) -> Result<bool, Failure> {
        let rules = self.rules();
        let state = &self.load(stream, &rules)?.state;
        let Some((at, timer)) = timers::next(state) else { return Ok(false) };
        let at = at.max(state.last_at);
        let submission = Submission {
            command: timers::command(timer, state),
            at,
            stream: stream.to_owned(),
            actor: Actor::system(),
            key: None,
            sealed: None,
        };
        let extras = Extras::without_session();
        self.carry_out_with(submission, &extras, now.unwrap_or(at)).map(|_| true)
    }

    pub(crate) fn carry_out(&mut self, submission: Submission) -> Result<Done, Failure> {
        let now = submission.at;
        self.carry_out_with(submission, &Extras::without_session(), now)
    }

    /// Carries a command out that is logged now.
    pub(crate) fn carry_out_with(
        &mut self,
        submission: Submission,
        extras: &Extras,
        now: Instant,
    ) -> Result<Done, Failure> {
        let rules = self.rules();
        let Submission { stream, actor, mut command, at, key, sealed } = submission;
        let sealed = sealed.map(personal_data::in_one_form);
        let bind = |key| self.bind_key(key, &actor, command.action(), &stream, extras);
        let key = key.map(bind).transpose()?;
        let history = match &command {
            Command::Correct { .. } => event_codec::history(&self.writer.stream(&stream)?)?,
            _ => Vec::new(),
        };
        self.check_extras(&stream, extras, at)?;
        self.lapse_before(&stream, command.action(), at, now)?;
        stand_ins::bring_up_to(self, &stream, command.action(), (at, now))?;
        offers::name_head(&rules, &mut command, at);
        let series = intake::series(&rules, &mut command, at);
        let absence = stand_ins::for_acceptance(self, &stream, &command, at);
        let taken_over = stand_ins::for_new_holder(self, &stream, &command, at);
        let cached = self.load(&stream, &rules)?;
        let (state, due_before) = (&cached.state, cached.state.due());
        let context = context_of(&rules, at, &history);
        let permit =
            permit_of((&actor, extras.second_factor), &command, (&stream, cached), &rules, at);
        if permit == Err(NoPermit::SecondFactor) {
            return Err(Failure::NoPermit(NoPermit::SecondFactor));
        }
        let (permit, mut events) = permitted(permit.ok(), absence, &actor, command.action(), at)
            .ok_or_else(|| {
                let reason = command.action().obstacle(state, &actor, at);
                let reason = reason.unwrap_or(Reason::NotPermitted);
                refused(state, &actor, &command, at, reason)
            })?;
        let decided = if events.is_empty() {
            decide(context, state, &actor, &command)
        } else {
            decide(context, &after(state, &stream, &actor, &events, &rules)?, &actor, &command)
        };
        events.extend(decided.map_err(|refusal| Failure::Refused(Box::new(refusal)))?);
        let happened = events.last().map_or(at, |(at, _)| *at);
        events.extend(taken_over.map(|stand_in| (happened, stand_in)));
        self.check_decided(&stream, (&actor, at), &command, &events, &rules)?;
        if let Some(series) = series {
            intake::give_code(self, &series, &mut events)?;
        }
        attachments::check(self, &stream, extras)?;
        let (stored, turns) = (sealed.clone(), notices::turns(&events, due_before));
        let ticket_act = queue_days::act(&actor, &events);
        let done = self.append(&stream, &permit, now, events, key.as_ref(), sealed)?;
        self.write_side_tables(&done, stored.as_ref(), extras, (&permit.actor, at))?;
        let money = (extras.charge.clone(), command.paid_vnd());
        payments::at_reception(self, &done.stream, money, (&actor, at))?;
        if matches!(command, Command::SendApology(_)) && actor.role != Role::System {
            letters::end_waiting(self, &done.stream, (&permit.actor, at))?;
        }
        let slip = stored.as_ref().and_then(|sealed| sealed.slip.as_ref());
        notices::post(self, &done, (turns, slip), &rules, at)?;
        if let Some(act) = ticket_act {
            queue_days::tie(self, &actor, (&done.stream, act), now)?;
        }
        Ok(done)
    }

    /// Refuses a command on a version that the actor did not see, or for a person with another dossier.
    fn check_extras(&mut self, stream: &str, extras: &Extras, at: Instant) -> Result<(), Failure> {
        let version = self.load(stream, &self.rules())?.version;
        if extras.seen.is_some_and(|seen| seen != version) {
            return Err(Failure::Changed { stream: stream.to_owned(), version });
        }
        extras.unless_duplicate.iter().try_for_each(|query| duplicates::check(self, query, at))
    }

    /// Refuses events that the rules permit: the slip of the citizen bears the code, and a letter
    /// without an address or a gateway waits in vain.
    fn check_decided(
        &mut self,
        stream: &str,
        (actor, at): (&Actor, Instant),
        command: &Command,
        events: &[(Instant, Event)],
        rules: &Rules,
    ) -> Result<(), Failure> {
        let recodes = matches!(command, Command::Correct { set, .. } if set.contains_key("code"));
        let queues = events.iter().any(|(_, event)| matches!(event, Event::ApologyQueued { .. }));
        let reason = if recodes {
            Reason::IllegalCorrection
        } else if queues && !notices::reach(self, stream, rules)?.is_sent {
            Reason::Missing("contact")
        } else {
            return Ok(());
        };
        Err(refused(&self.load(stream, rules)?.state, actor, command, at, reason))
    }

    /// Records that the dossier's offer has lapsed, before a command that comes after it.
    fn lapse_before(
        &mut self,
        stream: &str,
        action: Action,
        at: Instant,
        now: Instant,
    ) -> Result<(), Failure> {
        let rules = self.rules();
        let state = &self.load(stream, &rules)?.state;
        if action == Action::Lapse || matches!(action.state(state, at), Cow::Borrowed(_)) {
            return Ok(());
        }
        let submission = Submission {
            stream: stream.to_owned(),
            actor: Actor::system(),
            command: Command::Lapse,
            at,
            key: None,
            sealed: None,
        };
        self.carry_out_with(submission, &Extras::without_session(), now).map(drop)
    }

    /// A key bound to its command; it was not used before.
    fn bind_key(
        &mut self,
        key: CommandKey,
        actor: &Actor,
        action: Action,
        stream: &str,
        extras: &Extras,
    ) -> Result<CommandKey, Failure> {
        let files = attachments::of_draft(self, extras)?;
        let key = key.bound(actor, action.code(), &files);
        self.check_key(&key, actor, stream)?;
        Ok(key)
    }

    /// Rows of the tables outside the record, in the same commit: look-ups of the slip and of the
    /// applicant, papers. Where it fails the whole command is undone.
    fn write_side_tables(
        &mut self,
        done: &Done,
        sealed: Option<&Sealed>,
        extras: &Extras,
        by: (&str, Instant),
    ) -> Result<(), Failure> {
        if sealed.is_none() && extras.files.is_empty() && extras.files_of.is_none() {
            return Ok(());
        }
        let rules = self.rules();
        let person = self.load(&done.stream, &rules)?.state.filing.person.clone();
        if let Some(sealed) = sealed {
            appointment_slip::persist(self, done, &person, sealed, by.1)?;
        }
        attachments::persist(self, &done.stream, extras, by)
    }

    pub(crate) fn append(
        &mut self,
        stream: &str,
        permit: &policy::Permit,
        now: Instant,
        events: Vec<(Instant, Event)>,
        key: Option<&CommandKey>,
        mut sealed: Option<Sealed>,
    ) -> Result<Done, Failure> {
        let rules = self.rules();
        let logged_at = self.log_at(now);
        let mut recorded = Vec::with_capacity(events.len());
        for (at, event) in events {
            recorded.push(Recorded {
                at,
                logged_at,
                actor: permit.actor.clone(),
                on_behalf: permit.on_behalf.clone(),
                paper_number: paper_numbers::next(self, stream, (&event, at), &rules)?,
                event,
                sealed: sealed.take(),
            });
        }
        let rows: Vec<store::NewEvent> = recorded.iter().map(event_codec::row).collect();
        let cached = self.load(stream, &rules)?;
        let version = cached.version;
        let corrected = matches!(permit.action, Action::Correct);
        let earlier = recorded.iter().any(|event| event.at < cached.state.last_at);
        let refold = corrected || earlier || !recorded.is_sorted_by_key(|event| event.at);
        self.touch(stream);
        // Folded before it is written: what the state does not allow is never on record.
        let folded = if refold { Ok(()) } else { self.fold_in(stream, &recorded, &rules) };
        let written = folded.and_then(|()| {
            let key = key.map(|key| (key.text.as_str(), key.digest.as_str()));
            Ok(self.writer.append_keyed(stream, version, &rows, key)?)
        });
        if refold || written.is_err() {
            self.cache.discard(stream);
        }
        written?;
        if refold {
            self.load(stream, &rules)?.settled_spans = 0;
        }
        let cached = self.load(stream, &rules)?;
        let (version, code) = (cached.version, cached.state.code.clone());
        let timer = timers::next(&cached.state).map(|(at, _)| at.0);
        self.timers.set(stream, timer);
        Ok(Done { stream: stream.to_owned(), version, code })
    }
}

/// What a decision uses of the rules.
fn context_of<'a>(rules: &'a Rules, at: Instant, history: &'a [Recorded]) -> Context<'a> {
    Context {
        at,
        calendars: &rules.calendars,
        desk: Some(rules.desk_calendar()),
        in_force: Some(&rules.deadline_calendar().id),
        accept_within: rules.agency.as_ref().map(|agency| agency.accept_within_minutes),
        history,
    }
}

/// The policy's permit for a command on a dossier. A citizen files for no account but their own.
fn permit_of(
    by: (&Actor, SecondFactor),
    command: &Command,
    (stream, cached): (&str, &Cached),
    rules: &Rules,
    at: Instant,
) -> Result<policy::Permit, NoPermit> {
    if let Command::File { filing } = command
        && by.0.role == Role::Citizen
        && !by.0.is_person(&filing.person)
    {
        return Err(NoPermit::NotPermitted);
    }
    let row = project::row(stream, cached.version, &cached.state, rules);
    let agency = project::agency_of(rules);
    policy::permit(by, command.action(), &cached.state, &row, agency, at)
}

/// The permit, and what must be on record first: where the officer to whom it was offered is away,
/// the stand-in takes it for them.
fn permitted(
    permit: Option<policy::Permit>,
    absence: Option<(Event, String)>,
    actor: &Actor,
    action: Action,
    at: Instant,
) -> Option<(policy::Permit, Vec<(Instant, Event)>)> {
    match (permit, absence) {
        (Some(permit), _) => Some((permit, Vec::new())),
        (None, Some((stand_in, officer))) if actor_is(&stand_in, actor) => {
            let permit = policy::Permit::of_stand_in(action, actor, officer);
            Some((permit, vec![(at, stand_in)]))
        }
        (None, _) => None,
    }
}

fn refused(
    state: &State,
    actor: &Actor,
    command: &Command,
    at: Instant,
    reason: Reason,
) -> Failure {
    Failure::Refused(Box::new(Refusal {
        action: command.action(),
        phase: state.phase,
        reason,
        possible: dossier::available_actions(state, actor, at),
    }))
}

fn actor_is(stand_in: &Event, actor: &Actor) -> bool {
    matches!(stand_in, Event::StandIn { by, .. } if *by == actor.id)
}

/// The state as it will be after events that are not on record yet.
pub(crate) fn after(
    state: &State,
    stream: &str,
    actor: &Actor,
    events: &[(Instant, Event)],
    rules: &Rules,
) -> Result<State, Failure> {
    let mut state = state.clone();
    for (at, event) in events.iter().cloned() {
        let (logged_at, actor) = (at, actor.id.clone());
        let recorded = Recorded {
            at,
            logged_at,
            actor,
            on_behalf: None,
            paper_number: None,
            event,
            sealed: None,
        };
        state.apply(&recorded, &rules.calendars).map_err(|illegal| {
            let what = illegal.to_string();
            Failure::BrokenRecord { stream: stream.to_owned(), what }
        })?;
    }
    Ok(state)
}
