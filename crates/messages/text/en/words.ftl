# Words used everywhere: buttons, tags, columns.

## The apology letter, named as the dossier's rule set does ($rules)

letter = { $rules ->
    [TT03] letter of apology and extension request
   *[other] apology letter
}
letter-capital = { $rules ->
    [TT03] Letter of apology and extension request
   *[other] Apology letter
}

## What can be done with a dossier (on buttons)

action-file = File the dossier
action-guide = Say what is missing
action-refuse = Refuse
action-receive = Receive
action-complete_at_once = Receive and hand over the result at once
action-give = Give to another officer
action-accept = Accept
action-lapse = Count as accepted
action-decline_result = Decline the result
action-decline = Decline
action-begin_step = Begin another step
action-complete_step = Complete the step
action-return_step = Return to an earlier step
action-reassign = Reassign
action-end_stand_in = End the stand-in
action-stand_in = Name a stand-in
action-consult = Consult another unit
action-answer_consultation = Answer the consultation
action-ask_supplement = Ask for missing papers
action-promise_papers = Promise to bring missing papers
action-supply = Hand in the missing papers
action-close_unsupplied = Close: the missing papers were not supplied
action-pause = Pause the clock
action-resume = Resume the clock
action-extend = Extend
action-change_calendar = Change the calendar
action-move_to_unit = Move to another unit
action-remind = Remind
action-draft_apology = Draft the { letter }
action-sign_apology = Sign the { letter }
action-send_apology = Send the { letter }
action-set_chairman_date = Record the date decided by the chairman
action-approve_result = Approve the result
action-finish = Bring the result to the one-stop desk
action-hand_over = Hand over the result
action-post_delivered = Record: delivered by post
action-post_returned = Record: brought back by the post
action-remind_collection = Remind of the result
action-post = Send the result by post
action-withdraw = Withdraw the dossier
action-correct = Correct the record
action-note = Add a note

## Where a dossier stands in its life

phase-absent = Not filed
phase-filed = Filed, awaiting reception
phase-guided = Sent back with guidance, to be filed again
phase-refused = Refused
phase-open = In progress
phase-ready = Result ready, to be handed over
phase-handed_over = Result handed over
phase-withdrawn = Withdrawn or closed

## Where a dossier stands in a table

outcome-early = Early
outcome-on_the_day = On the day
outcome-late = Late
outcome-withdrawn = Withdrawn or closed
outcome-within = In progress, before the due date
outcome-past_due = In progress, past the due date
outcome-paused = In progress, paused

## Apology letter

apology-none = No { letter } owed
apology-to_draft = The due date is near: the { letter } is to be drafted
apology-drafted = { letter-capital } drafted, to be signed
apology-signed = { letter-capital } signed, to be sent
apology-violation = Past the due date, no { letter } sent
apology-sent_by_due = { letter-capital } sent by the due date
apology-sent_after_due = { letter-capital } sent after the due date

## Roles

role-citizen = Applicant
role-desk_officer = One-stop desk officer
role-specialist = Specialist
role-head = Head of the unit
role-leader = Leader of the agency
role-inspector = Procedure control officer
role-adviser = Adviser
role-administrator = Administrator
role-system = The system

## How someone stands to a dossier

relation-any = Any dossier
relation-applicant = Applied for it
relation-holder = Holds the dossier
relation-offered = Is offered the dossier
relation-holding_unit = Belongs to the unit that holds the dossier
relation-answering_unit = Belongs to the unit that answers for the result
relation-receiving_desk = Belongs to the desk that received the dossier
relation-consulted_unit = Belongs to a unit that is consulted

## Why the clock is paused

pause-supplement = Awaiting missing papers
pause-financial = Awaiting payment of a financial obligation
pause-agency = Awaiting another agency, by law

## What may have flattered a figure

flag-extended = Extended
flag-finished_last_hour = Finished in the last working hour
flag-logged_late = Logged late
flag-paused = Paused
flag-paused_after_due = Paused after the due date
flag-paused_last_day = Paused on the due date
flag-second_supplement = Missing papers asked for twice
flag-withdrawn = Withdrawn or closed
flag-withdrawn_late = Withdrawn or closed after the due date

## Channels of filing

channel-online = Online
channel-counter = At the counter
channel-post = By post

## Steps

step-desk = One-stop desk

## Fields that must be filled, within a sentence

field-amount = the number of days or hours
field-basis = the legal basis
field-channel = the channel of filing
field-code = the dossier code
field-contact = a telephone or an e-mail address that notices reach
field-decision = the decision's number
field-due = the time for the answer (after now)
field-items = the list of what to supply
field-missing = the list of missing papers
field-procedure = the procedure
field-reason = the reason
field-to = the officer who is to receive it
field-tracking = the tracking number
field-unit = the unit
field-other = a required field
word-granted = to grant
word-not_granted = not to grant
