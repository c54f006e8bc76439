# The work queue, the officer’s dossier page, what can be done.

## The form of an action

act-take_supplement = Receive the missing papers
act-go_on = Continue
act-mend = Change
act-leave = Cancel, back to the dossier
act-back = Back to the dossier
act-mind = Please note.
act-final = Once recorded it cannot be taken back; it stays in the dossier's history.
act-sure = Please check it once more before it is recorded.
act-changed = The dossier has changed meanwhile. Nothing of this form is recorded yet
act-changed_next = What you entered is still below. Look at it again; if it still holds, send it once more.
act-since = { $at }, { $who }: { $what }
act-older = This form was opened from another version of the dossier.
act-not_now = This cannot be done now
act-kept = What was entered
act-instead = What can be done now
act-choose_event = Choose what is to be corrected
act-event = No. { $n }: { $what }, { $at }
act-head_must_ask = Missing papers have been asked for once, or more than 3 working days have passed since reception. This request comes from the head of the unit or a leader, who does not hold the dossier: leave a note of what is missing and submit it to them; they open the dossier, ask, and confirm it with their own code.
act-away = away, { $by } stands in
act-asked = Request no. { $n }, answer by { $due }

act-procedure = Procedure
act-papers_hint = Originals/certified copies/copies that were handed in, such as 1/0/2. Leave empty where none was.
act-papers_wrong = Enter three numbers with “/” between them, such as 1/0/2.
act-before_after = { $before } → { $after }
act-due_stays = Not moved: { $due }
act-empty = (empty)
act-nothing_corrected = Nothing was changed. Please change at least one field.

act-public_hint = Public in the dossier's history. Do not name a person.
act-sealed_hint = Only those who work on the dossier can read it.
act-lines_hint = One item a line.
act-without_letter_hint = The dossier is past its due date and no { letter } was sent. Better draft, sign and send it first; if you go on now, give the reason, which stays on record.
act-new_date_hint = A working day after the due date and after today. A new date is given once: leave it empty where the dossier has one already.

act-missing = Papers and details that are missing
act-reason = Reason
act-at_step = Step
act-step = Next step
act-to = To
act-absent = Who is absent
act-stand_in = Stand-in
act-until = Stands in until
act-asked_unit = Unit to ask
act-answer_by = Answer by
act-question = Question
act-consultation = Request answered
act-answer = Answer
act-papers = Papers to be supplied
act-came = Papers received now
act-nothing_asked = Tick the papers to be supplied, or write what else is to be supplied.
act-supply_until = To be supplied by
act-notice = The notice that the applicant will read (in Vietnamese)
act-items = Anything else to be supplied
act-supplied = Note on what was received
act-pause_reason = Why the clock is paused
act-return_reason = Why it came back
act-basis = Legal basis
act-amount = How much more
act-time_unit = Counted in
act-calendar = New calendar
act-new_unit = New unit
act-why_late = Why it is late
act-late_unit = Unit responsible
act-new_date = New date
act-date = New date
act-decision = Number of the decision
act-result = Result
act-without_letter = Why there is no { letter }
act-tracking = Tracking number
act-letter_tracking = Number of the item posted (where it goes by post)
act-way = How the letter reaches the applicant
act-way_hint = It cannot be delivered electronically now: no mail server or gateway is connected, notices do not reach the applicant, or a letter waits already. Print it, then hand it over or post it.
act-way_in_person = The printed letter was handed over
act-way_post = Posted, under the number below
act-way_electronic = Electronically: the program delivers it to the applicant's telephone or e-mail, and it counts as sent when the server takes it
act-confirmed = Confirmation of the reason
act-confirmed_reason = I confirm that the reason on record is right
act-own_reason = Or your own reason
act-reason_on_record = Reason on record
act-letter_waits = Waiting for electronic delivery since
act-why_corrected = Why it is corrected
act-files = Scans of the papers received
act-file_kept = Kept:
act-note = Note
act-opinion = Opinion
act-opinion_proposed = Opinion of the appraiser
act-proposal = Proposal
act-proposal_hint = The next step approves the result. Whoever approves reads this proposal, the opinion and the draft before deciding; the proposed result is filled in.
act-no_proposal = The dossier was handed over without a proposal
act-no_draft = No draft file
act-why_not_proposed = Why the decision is not what was proposed
act-why_not_proposed_hint = Required where the result differs from the proposal.
act-number = Number of the result
act-number_hint = As it stands on the result, such as 12/GPXD. Where the result bears no number, enter “none”.
act-form = The result is
act-result_paper = On paper, at the one-stop desk
act-result_file = An electronic file
act-result_both = Both on paper and a file
act-files_draft_result = Draft of the result, for the signer
act-files_result = File of the result
act-no_result_file = There is no file of the result yet. Choose a file, or say that the result is on paper.
act-appraised_by = Worked on by
act-appraiser = { $officer }, { $unit } ({ $step })
act-decision_taken = Decision approved
act-decision_of = { $outcome }: { $by }, { $at }
act-clock_stops = The due date as it stands
act-at = When it happened
act-unit = Unit
act-working_days = working days
act-working_hours = working hours
act-calendar_days = days (days off included)
act-granted = Granted
act-declined = Not granted

act-said-file = Records that the dossier was filed.
act-said-guide = The applicant is told once, in full, what is missing and may file again.
act-said-refuse = The dossier is not taken on. The applicant is told why.
act-said-receive = Receives the dossier and starts the clock.
act-said-complete_at_once = Receives the dossier and hands over the result at the counter.
act-said-give = The dossier goes over when the other officer accepts. Until then you hold it.
act-said-accept = From now on you hold the dossier, and time counts to your step.
act-said-decline = The present holder keeps the dossier and sees your reason.
act-said-begin_step = You keep the dossier; time counts to the chosen step from now on.
act-said-complete_step = Records that the step is done. The dossier stays with you until it is handed on.
act-said-return_step = The dossier is offered back to an earlier step, with the reason. You hold it until the other accepts.
act-said-reassign = The new officer holds the dossier at once, in the present step. An open offer falls away.
act-said-stand_in = Until the chosen instant the stand-in can do all that the absent officer could do with this dossier.
act-said-consult = The other unit is asked and has its own time to answer. The dossier's clock runs on, and the dossier stays with you.
act-said-answer_consultation = The answer is recorded and the unit that asked can read it.
act-said-ask_supplement = The applicant is told what is to be supplied and by when; you see the notice before it is sent. The time stands still until papers come.
act-said-supply = Tick each paper that came. A clock that stands still runs again, or anew, as the procedure says; what is still missing stays on the dossier's page.
act-said-close_unsupplied = The dossier is closed: 15 days passed and the missing papers were not supplied. The applicant is told.
act-said-pause = The clock is paused, on a legal basis, until it is resumed.
act-said-resume = The clock runs again from now on.
act-said-extend = The due date moves by a lawful extension, possible only before the due date.
act-said-change_calendar = The due date is counted again by the chosen calendar.
act-said-move_to_unit = The new unit is responsible for the result. The holder stays.
act-said-draft_apology = Drafts the { letter } with its new date. The head signs, the one-stop desk sends.
act-said-sign_apology = You sign the letter below. Read all of it, confirm or rewrite the reason and the new date; once signed, it moves to the letters to be sent.
act-said-send_apology = The signed letter is below. Print it, hand it over or post it, then enter that here; delivered electronically it counts as sent when the server takes it. The date in it holds from then on.
act-said-set_chairman_date = Records another date by the chairman's decision.
act-said-approve_result = You approve the result of this dossier. The decision is recorded under your name and the dossier leaves the list to approve; then hand it over for the next step.
act-said-finish = The result is at the one-stop desk. The clock stops as soon as this is recorded; the applicant is told to collect the result.
act-said-decline_result = The dossier is open again with the same due date, held by the officer who finished it; an applicant who was told that the result is ready is told that it is not.
act-said-hand_over = The applicant has taken the result at the counter.
act-said-post_delivered = The post reports that the result was delivered. After this a return cannot be recorded.
act-said-post_returned = The result that the post brought back waits at the one-stop desk again; the applicant is told, and reminded to collect it. It can be posted again, with a new tracking number.
act-said-remind_collection = The system reminds the applicant to collect the result.
act-said-post = The result has been sent by post.
act-said-withdraw = The dossier ends at the applicant’s request.
act-said-correct = Nothing is erased: the correction is shown next to it, with who and why.
act-said-note = Only those who work on the dossier can read the note.

## The officer's page of a dossier

work-done = Recorded: { $action }.
work-actions = What can be done
work-print = Print:
work-slip = Appointment slip
work-sheet = Control sheet
work-offered = { $from } has offered it to { $to } ({ $unit }) for step “{ $step }”, not accepted yet.
work-personal = Applicant and papers
work-logged = Each view of this part is recorded.
work-applicant = Applicant
work-submitter = Filed by
work-name = Full name
work-identity = Identity number
work-phone = Telephone
work-address = Address
work-nobody_named = The old register does not name the applicant.
work-papers = Papers received
work-files = Files
work-notices = Notices about the dossier
work-other_paper = Other paper
work-draft_result = Draft of the result
work-result = Result
work-letter = { letter-capital }
work-print_how = Print it with your browser.
work-originals = { $n ->
    [one] { $n } original
   *[other] { $n } originals
}
work-certified = { $n ->
    [one] { $n } certified copy
   *[other] { $n } certified copies
}
work-copies = { $n ->
    [one] { $n } copy
   *[other] { $n } copies
}
work-digitised = digitised
work-reused = from a database
work-file_detail = { $paper }, { $kilobytes } kB, { $at }

## The control sheet

control-heading = Control sheet of the dossier's course
control-due = Due date
control-caption = One row a hand-over
control-number = No.
control-giver = Given by
control-taker = Taken by, step
control-times = Given and taken
control-result = Result
control-note = Note
control-sign = Signature:
control-given = Given
control-taken = Taken
control-not_taken = Not taken yet
control-early = Early
control-on_the_day = On the day
control-late = Late by { $time }
control-returned = Returned: { $reason }
control-declined = Declined: { $reason }
control-reassigned = Reassigned: { $reason }
control-hint = Each row compares the giver's step with the time allotted to it (working time, excluding pauses); the last row compares the dossier with its due date.

## The queue

queue-find = Find by code, or by the applicant's name or telephone
queue-found = Dossiers found
queue-none_found = No dossier found among those in your charge. Try the whole code, or fewer words of the name.
queue-back = Back to my work
queue-offers = { $n ->
    [one] { $n } dossier is offered to you
   *[other] { $n } dossiers are offered to you
}
queue-tick = Tick dossier
queue-from = from
queue-accept = Accept
queue-decline = Decline…
queue-accept_ticked = Accept the ticked dossiers
queue-not_accepted = Some dossiers were not accepted
queue-none_ticked = Nothing is ticked. Please tick the dossiers to accept.
queue-gone_away = the dossier is no longer in your charge.
queue-accepted = { $n ->
    [one] { $n } dossier accepted.
   *[other] { $n } dossiers accepted.
}
queue-done = Recorded for dossier { $code }: { $action }.
queue-asked = Your unit is asked
queue-held = { $n ->
    [one] { $n } dossier held, its clock running
   *[other] { $n } dossiers held, their clocks running
}
queue-held_least = At least { $n } dossiers held, their clocks running
queue-caption = The least time first, in working time
queue-paused_list = Held, clock paused
queue-none = You hold no dossier. They come here when you receive one, or accept one from another officer.
queue-none_filtered = No dossier matches the filter.
queue-standing_in = You stand in for { $officer } until { $until }: their dossiers are in this list too.
queue-standing_in_ahead = You will stand in for { $officer } from { $from } until { $until }.
queue-away = You are away until { $until }; { $by } stands in. If you are back sooner, what is left is yours again from then on.
queue-away_ahead = You will be away from { $from } until { $until }; { $by } stands in.
queue-returned = I am back
queue-no_leave = Withdraw the leave
queue-for = for
queue-code = Code
queue-procedure = Procedure
queue-used_head = Used at this step
queue-due = Due date
queue-any = All
queue-clear = Clear
queue-used = { $used } / { $budget }
queue-past_due = Past the due date
queue-near = Close to the due date
queue-most = Over 80 % of time used
queue-half = Over half of time used
queue-within = Before the due date
queue-paused = Paused
work-export = Export the dossier
work-reads = Who viewed it
queue-who = Code, applicant
queue-lists = Lists of this page
queue-tab_offers = To accept ({ $n })
queue-tab_asked = Opinions asked ({ $n })
queue-tab_held = Held ({ $n })
queue-tab_paused = Paused ({ $n })
queue-following = Next dossier:
queue-others = Other actions
queue-all_offers = Tick all that wait for acceptance
queue-waits_accept = Waits for { $to } to accept
queue-waits_supplement = Waits for the applicant's missing papers until { $day }
queue-waits_answer = Waits for the opinion of { $units }
queue-lacks = { $n ->
    [one] 1 paper still missing
   *[other] { $n } papers still missing
}
queue-new_date = New date { $day }
queue-supplied = Newly supplied { $at }

## Hand-over lists

page-handover_lists = Hand-over lists
page-unit_results = Results for the one-stop desk
handover_lists-lead = A list is issued when the one-stop desk hands dossiers over to a unit, or a unit hands results over to the desk. A list with a number is never changed; print it for both sides to sign.
handover_lists-count = { $n ->
    [one] One list
   *[other] { $n } lists
}
handover_lists-none = The unit has neither issued nor received a list.
handover_lists-latest = Lists issued lately
handover_list-name = { $paper } no. { $number }/{ $year }
handover_list-word = List
handover_list-from = Given by
handover_list-to = Taken by
handover_list-at = Issued at
handover_list-dossiers = Dossiers
handover_list-result = Result
handover_list-paper = Print the list (PDF)
handover_list-refused_already_issued = This list was issued before.
handover_list-refused_empty = There is no dossier without a list. See the lists issued under “Hand-over lists”.
handover_list-refused_too_many = A list has no more than 200 dossiers. Leave some out and issue another list for them.
handover_list-refused_not_given = Dossier { $code } is no longer as it was handed over: it may have been accepted, returned or given out. Load the page again to see how it stands.
handover_list-refused_already_listed = Dossier { $code } stands on a list issued at { $at }. Load the page again and issue the list anew.
unit_results-lead = Results of the unit that are reported ready, not given out, and on no list. Tick those that go to the one-stop desk and issue a list for both sides to sign.
unit_results-none = No result waits for a list. A result that is reported ready appears here.
unit_results-more = Only the 100 results that were ready first are shown. Issue a list of these, then go on.
unit_results-list = Issue a list of the ticked results

## Certifications

page-certification = Certification numbers and words
page-certifications = Book of certifications
certification-book_copies = Book of copies certified against originals
certification-book_signatures = Book of certified signatures and fingerprints
certification-book_translators = Book of certified translators' signatures
certification-book_transactions = Book of certified contracts and transactions
certification-none = The dossier has no certification number yet.
certification-number = Number
certification-day = Day
certification-ways = Actions
certification-words = Print the words of no.
certification-correct = Correct no.
certification-new = Enter in the book
certification-hint = Copies: a number for each kind of paper; several copies of one original share a number. Signatures: a number for each text. Contracts and transactions: a number for each (Decree 23/2015/NĐ-CP, article 20; Circular 01/2020/TT-BTP, article 4). A number is never removed; what is wrong is corrected under it.
certification-what = What is certified
certification-copies = Copies
certification-signer = Signed by
certification-enter = Enter and take the number
certification-send_correction = Enter the correction
certification-done_entered = Entered in the book.
certification-done_corrected = Corrected; the number stays.
certification-refused_no_book = This dossier is in no book, or is not received. Open its page to see.
certification-refused_empty_text = Enter the paper, text or transaction that is certified.
certification-refused_bad_copies = The number of copies is from 1 to 10,000.
certification-refused_no_signer = Choose an officer who signs and is in post.
certification-refused_too_many = A dossier has no more than 200 numbers. Receive another dossier for the rest.
certification-refused_no_such_entry = The dossier has no such number. Load the page again and choose anew.
fault-certification_what = Enter the paper, text or transaction that is certified.
fault-certification_copies = Enter the number of copies, from 1 to 10,000.
fault-certification_signer = Choose the officer who signs.
certifications-lead = Each kind of certification has a book a year, numbered from 01 without gaps (Decree 23/2015/NĐ-CP, article 13). It is printed and bound at the end of the month.
certifications-book = Book
certifications-month = Month (month/year)
certifications-show = Show
certifications-count = { $n ->
    [one] One certification.
   *[other] { $n } certifications.
}
certifications-none = Nothing was certified in this month. A number is taken on the page of the dossier.
certifications-paper = Print the book of the month (PDF)
