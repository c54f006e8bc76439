# When something was not done: why, and what to do instead.

refusal-phase = The dossier's state is “{ $phase }”; at this point you cannot { $action }.
refusal-state = The dossier's state is “{ $phase }”. You cannot { $action }: { $why }
refusal-again = You cannot { $action }: { $why }
refusal-next = You can: { $actions }.
refusal-nothing = There is nothing else that you can do with this dossier now.

who = { $role } ({ $relation })

## The reason and its mend, after a colon

why-not_permitted = it is for: { $who }.
why-missing = { $field } is missing. Fill it in and send again.
why-before_last_event = the latest entry is of { $at }. Choose a time that is not before it.
why-in_future = the time given has not come yet. Enter when it happened.
why-desk_closed = the one-stop desk is closed. Do it when it opens again, at { $next }.
why-entered_too_late = a reception can be entered at most one working day late. Receive it at the present time and add a note.
why-outside_calendar = there is no calendar for this date. Choose another date, or ask the administrator to load the calendar.
why-unknown_step = the process has no step “{ $step }”. Choose one of its steps.
why-same_officer = this officer holds the dossier already. Choose another one.
why-second_supplement = missing papers were asked for once. A head or a leader who does not hold the dossier makes the second request: submit it to them.
why-late_supplement = more than 3 working days have passed since the reception. A head or a leader who does not hold the dossier makes the request: submit it to them; what remained of the duration goes on then, it does not start anew.
why-offer_lapsed = the time for an answer is over; the dossier came to you by itself at { $at }. Give it back where it is not yours to do.
why-own_result = you are the officer who finished it. Have another desk officer check and decline it.
why-declined_too_late = a result can be declined within one working day of the finish. Enter a correction and tell the head.
why-pause_by_supplement_only = to wait for missing papers, ask for them: the clock then pauses by itself.
why-financial_land_only = only a dossier of land waits for the applicant’s financial obligation. For papers of the applicant use “Ask for a supplement”; for another agency choose that reason and name the basis.
why-calendar_not_in_force = a dossier is put only on the calendar in force, and only where it is not counted on it already. To change the calendar for all, put a new one in force; open dossiers are counted anew by themselves.
why-past_due = the due date passed at { $due }, and an extension is possible only before it. Send the { letter }.
why-extension_limit = an extension of this procedure is at most { $most }, and a dossier has at most { $times } of them. Enter a shorter time; where no extension is left, send the { letter }.
why-not_the_approval_step = the result is approved by the officer who decides in step “{ $step }” of the process. Give the dossier to that officer, in that step.
why-approval_missing = the result is not approved yet. Pass the dossier to step “{ $step }” for approval, then finish it.
why-approval_missing_here = the result is not approved yet; the dossier is in step “{ $step }”, in which it is approved. Approve the result first (it is for the officer who decides in this step), then finish it.
why-no_step_begun = no step of the process was begun. Give the dossier to step “{ $step }”; finish it when the steps are done.
why-machine_reason = the reason in the { letter } was written by the system. Draft it again with your own reason, or confirm the reason when you sign.
why-leader_signs = the dossier was held up most in a step of the leadership, so a leader signs the { letter }. Submit it to a leader.
why-not_after_today = the new date { $day } does not lie after today. Draft the { letter } again with a working day after today, then have it signed.
why-suspended = the dossier is suspended and its clock stands still, so no { letter } is drafted, signed or sent. When it goes on, due is counted anew; a letter is owed if that due passes.
why-not_late = the dossier was finished by its due date, so no { letter } is owed.
why-still_time = the applicant has until the end of { $last } to supply. Wait until that day is over.
why-letter_waits = the { letter } waits already to be delivered electronically. If it was handed over or posted, enter that: the waiting one is not delivered then.
why-letter_missing = the dossier is late and no { letter } was sent. Send it first, or enter why there is none.
why-already_reappointed = a dossier gets a new date only once, and this one did. For another date, have the chairman decide and enter the decision's number.
why-not_working_day = { $day } is not a working day. Choose a working day.
why-not_after_due = { $day } is not after the due date. Choose a later day.
why-bad_stand_in = the stand-in must be another officer who is not absent, until a time after now, for an officer who has no stand-in yet. Choose another stand-in or end.
why-illegal_correction = the correction would make what is on record contradict itself, or change what was signed, promised or asked for. Check the instant and the new content; what was signed stays.
why-receivers_correction = what was entered at reception is corrected by the officer who entered it, on that day, later by the head of the receiving desk; other entries by the head of the unit that answers. Tell that officer.
why-leader_corrects = this correction makes the dossier look better (a later due date, an earlier end, or time moved to others or to other steps). A leader of the agency makes it who neither holds the dossier nor did what is corrected: submit it to a leader.
why-further_pause = the dossier was paused twice before. A further pause is decided by a head or a leader who does not hold the dossier: submit it to them.
why-own_dossier = you hold the dossier or act for its holder; no officer gives time to a dossier of their own. Submit it to another head or leader.
why-step_of_another = the step “{ $step }” is another unit’s, or belongs to the officer who decides. Give the dossier to the officer of that step.
why-no_consultation = no consultation awaits an answer of your unit. Check which one is meant.

## What is in the way although the state would allow it

why-offer_open = the officer to whom it was given has not answered. Wait until they accept or decline.
why-no_offer = nothing was offered to be accepted.
why-step_completed = this step is recorded as completed. Give the dossier to the next step, or finish it.
why-approved = the result is approved. Finish it, or return it to an earlier step where it must be worked on again.
why-paused = the clock is paused. Wait until the pause has ended.
why-no_supplement = no missing papers are awaited.
why-not_paused = the clock is not paused, or missing papers are awaited; when they are received the clock goes on by itself.
why-reminded = the reminder was sent already, or the clock is paused.
why-letter_open = there is the { letter } for this due date already (another date is for the chairman to decide), or the clock is paused: wait until it runs.
why-no_draft = no { letter } is waiting to be signed: the clock is paused, it was signed already, or there is no draft. Without a draft, draft it first.
why-no_signed_letter = no signed { letter } is waiting to be sent: it was sent already, or it is not signed. If it is not signed, sign it first.
why-not_reappointed = the dossier has had no new date yet. Give one by the { letter } first.
why-state = the dossier is not ready for this. Look at its history.
