# Words used everywhere: buttons, tags, columns.

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
action-stand_in = Name a stand-in
action-consult = Consult another unit
action-answer_consultation = Answer the consultation
action-ask_supplement = Ask for a supplement
action-supply = Hand in the supplement
action-close_unsupplied = Close for want of the supplement
action-pause = Pause the clock
action-resume = Resume the clock
action-extend = Extend
action-change_calendar = Change the calendar
action-move_to_unit = Move to another unit
action-remind = Remind
action-draft_apology = Draft the apology letter
action-sign_apology = Sign the apology letter
action-send_apology = Send the apology letter
action-set_chairman_date = Record the date decided by the chairman
action-approve_result = Approve the result
action-finish = Bring the result to the one-stop desk
action-hand_over = Hand over the result
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
phase-withdrawn = Withdrawn

## Where a dossier stands in a table

outcome-early = Early
outcome-on_the_day = On the day
outcome-late = Late
outcome-withdrawn = Withdrawn
outcome-within = Open, within due
outcome-past_due = Open, past due
outcome-paused = Open, paused

## Apology letter

apology-none = No apology letter owed
apology-to_draft = Due is near: apology letter to be drafted
apology-drafted = Apology letter drafted, to be signed
apology-signed = Apology letter signed, to be sent
apology-violation = Past due, no apology letter sent
apology-sent_by_due = Apology letter sent by due
apology-sent_after_due = Apology letter sent after due

## Roles

role-citizen = Applicant
role-desk_officer = One-stop desk officer
role-specialist = Specialist
role-head = Head of the unit
role-leader = Leader of the agency
role-inspector = Inspector
role-adviser = Adviser
role-administrator = Administrator
role-system = The program

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

pause-supplement = Awaiting a supplement
pause-financial = Awaiting a financial obligation
pause-agency = Awaiting another agency, by law

## What may have flattered a figure

flag-extended = Extended
flag-finished_last_hour = Finished in the last working hour
flag-logged_late = Logged late
flag-paused = Paused
flag-paused_after_due = Paused after due
flag-paused_last_day = Paused on the day it was due
flag-second_supplement = Second supplement request
flag-withdrawn = Withdrawn
flag-withdrawn_late = Withdrawn after due

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
