# Objections to a part of lateness, figures of an officer, evaluation.
page-objections = Objections to lateness
denied-objections = This page is for officers who handle dossiers, heads of units, leaders and inspectors.
objections-lead = An officer who disagrees with a part of lateness objects to it; the head of the unit or a leader decides. The minutes stay as computed, with the objection and the decision beside them.
objections-state_mine = Awaiting my decision
objections-state_open = Awaiting a decision
objections-state_upheld = Upheld
objections-state_declined = Declined
objections-count = { $n } { $n ->
    [one] objection
   *[other] objections
}
objections-empty = No objection matches the chosen filter.
objections-done_raised = The objection was sent and will be decided by another.
objections-done_decided = Decided; the decision stands beside the minutes of the dossier.
objection-heading = Objection to a part of lateness
objection-word = Objection
objection-open = Objection awaiting a decision
objection-upheld = Objection upheld
objection-declined = Objection declined
objection-raise = Object
objection-lead = If a part of the lateness below was not yours, give the reason. The minutes do not change; the objection and the decision are kept and shown beside them on the page of the dossier, the control sheet and your own figures.
objection-own_parts = Parts of the dossier’s lateness put on you
objection-part = Part of lateness
objection-reason = Reason of the objection
objection-reason_hint = What happened, and the evidence: an opinion was awaited, a power cut, assigned after the due date…
objection-send = Send the objection
objection-officer = Objector
objection-raised = Sent at
objection-unit = Deciding unit
objection-decided = Decision
objection-decide = Decide on the objection
objection-decide_said = Decided once and not changed later. The minutes of the dossier stay; an upheld objection is counted beside them.
objection-finding_upheld = Uphold the objection
objection-finding_declined = Decline it
objection-decision_reason = Reason of the decision
objection-refused_not_finished = The dossier is not finished, so its lateness may still change. Object once it is finished.
objection-refused_no_lateness = This dossier is not late: there is no part to object to.
objection-refused_not_yours = No part of the lateness in this step is put on you. You can object to your own parts only.
objection-refused_already_open = You objected to this part at { $at } and the decision is awaited. Please wait for it.
objection-refused_already_decided = An objection to this part was decided at { $at }. The decision stands; if a correction changes the minutes, you can object again.
objection-refused_no_reason = There is no reason. Write it and send again.
objection-refused_no_such_objection = There is no such objection. Open the list of objections again.
objection-refused_own_objection = Nobody decides on an own objection. The head of the unit or another leader does.
objection-refused_concerned = A part of this dossier’s lateness is put on you, so you cannot decide. A leader of the agency does.
objection-refused_other_unit = The head of another unit or a leader of the agency decides on this objection.
reads-what_objections = Objections of officers
today-objection = Objection
