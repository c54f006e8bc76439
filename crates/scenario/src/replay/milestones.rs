//! The acts of a plan that belong to no dossier: absences, campaigns, initiatives. Each is carried
//! out at its instant as a command of an officer with the permit.

use app::{Absence, CommandKey, Failure};
use calendar::Instant;

use super::{ReplayError, Stage, officer};
use crate::plan::{Leave, Plan, PlannedCampaign, PlannedInitiative};

/// An act of the plan that belongs to no dossier.
pub(super) struct Milestone<'a> {
    pub at: Instant,
    kind: MilestoneKind<'a>,
}

enum MilestoneKind<'a> {
    Leave(&'a Leave),
    Declare(&'a PlannedCampaign),
    Commend(&'a PlannedCampaign),
    Propose(&'a PlannedInitiative),
    DoStep(&'a PlannedInitiative, u32),
}

/// The milestones of a plan up to an instant, ordered by instant.
pub(super) fn milestones(plan: &Plan, until: Instant) -> Vec<Milestone<'_>> {
    let leave = plan.leave.iter().map(|leave| (leave.from, MilestoneKind::Leave(leave)));
    let campaigns = plan.campaigns.iter().flat_map(|campaign| {
        [
            (campaign.declared_at, MilestoneKind::Declare(campaign)),
            (campaign.decided_at, MilestoneKind::Commend(campaign)),
        ]
    });
    let proposed =
        plan.initiatives.iter().map(|one| (one.proposed_at, MilestoneKind::Propose(one)));
    let steps = plan.initiatives.iter().flat_map(|one| {
        one.step_done.iter().map(move |done| (done.at, MilestoneKind::DoStep(one, done.step)))
    });
    let all = leave.chain(campaigns).chain(proposed).chain(steps);
    let mut milestones: Vec<Milestone<'_>> =
        all.filter(|(at, _)| *at <= until).map(|(at, kind)| Milestone { at, kind }).collect();
    milestones.sort_by_key(|milestone| milestone.at);
    milestones
}

impl Stage<'_> {
    /// Carries a milestone out, unless the record contains it.
    pub(super) fn carry_out(&self, milestone: &Milestone<'_>) -> Result<(), ReplayError> {
        let (app, at) = (self.app, milestone.at);
        let who = |id: &str| officer(self.actor(id, at, ""));
        let key = |what: &str, id: &str| {
            CommandKey::from(format!("milestone/{}/{what}/{id}", self.plan.name))
        };
        if let MilestoneKind::Leave(leave) = milestone.kind {
            return self.leave(leave);
        }
        app.advance_clock(at)?;
        // A decision uses figures, which count committed events only.
        app.commit()?;
        let done = match &milestone.kind {
            MilestoneKind::Leave(_) => Ok(()),
            MilestoneKind::Declare(one) => {
                let (who, key) = (who(&one.declared_by), key("declare", &one.id));
                app.declare_campaign(&who, (&one.id, one.declaration.clone()), false, key, at)
            }
            MilestoneKind::Commend(one) => {
                let (who, key) = (who(&one.decided_by), key("commend", &one.id));
                app.commend(&who, &one.id, (None, None), key, at)
            }
            MilestoneKind::Propose(one) => {
                let (who, key) = (who(&one.proposed_by), key("propose", &one.id));
                app.propose_initiative(&who, &one.id, one.proposal.clone(), key, at)
            }
            MilestoneKind::DoStep(one, step) => {
                let key = key(&format!("step{step}"), &one.id);
                app.do_initiative_step(&who(&one.proposal.owner), &one.id, *step, key, at)
            }
        };
        match done {
            Ok(()) | Err(Failure::AlreadyDone { .. }) => Ok(()),
            Err(failure) => Err(failure.into()),
        }
    }

    fn leave(&self, leave: &Leave) -> Result<(), ReplayError> {
        let absence = Absence {
            officer: leave.officer.clone(),
            by: leave.by.clone(),
            from: leave.from,
            until: leave.until,
        };
        if !self.app.is_declared(&absence) {
            let head = self.actor(&leave.declared_by, leave.from, "");
            self.app.advance_clock(leave.from)?;
            self.app.declare_absence(&head, &absence)?;
        }
        Ok(())
    }
}
