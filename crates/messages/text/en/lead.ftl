# Heads, leaders, administrator, inspector.

## Figures: the public form and the one for staff

fault-value = “{ $name }” has no value “{ $value }”. Choose one of the list, or leave this filter out.
figures-merged = Groups merged so that none under 5 dossiers shows
figures-merged_fields = Fields merged so that none under 5 dossiers shows
figures-merged_groups =
    { $more ->
        [0] { $groups }
       *[other] { $groups }; { $more } more
    } (merged so that no group under 5 dossiers shows)
figures-other_officers = Other officers
figures-outside = This unit is outside your scope, so no figures are shown. The general figures are public and can be seen without signing in.
finding-officers = Dossiers by who holds them, or held them last
finding-merged_late = Late dossiers are only in merged groups
figures-people = Figures about a person are for discussion within the unit, and that person sees them first. Pauses are already taken off; people's load and the difficulty of their work differ, so these rows are no ranking.

## Common

lead-choose = Choose one

## What a unit has to do

head-heading = { $name } ({ $n })
head-lists = The lists of this page
head-all_units = See all units
head-back = Back to the overview
head-further = The next 50
head-more = { $n ->
    [one] One more dossier comes after these.
   *[other] { $n } more dossiers come after these.
}
head-letter = { letter-capital }
head-next = Next action
head-letter_none = None yet
head-letter_drafted = To be signed
head-letter_signed = To be sent
head-letter_queued = Waiting for electronic delivery
head-letter_sent = Sent
head-tag_paused = Paused
head-stand_in = { $by } for { $officer }
head-buckets = Due date within 1 working day: { $one }; within 2: { $two }; within 5: { $five }.
head-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
head-approve_heading = For me to approve
head-approve_hint = Dossiers that you hold, or stand in for, at a step of approving or signing, not approved yet and not paused. Nearest due date first.
head-no_proposal = None
head-approve_empty = Nothing waits for your approval. Dossiers show here when you accept them at that step.
head-sign_heading = { letter-capital }: to be signed
head-sign_hint = The longest late first. Each letter is shown whole before it is signed; sign one, or several at once.
head-sign_empty = No { letter } waits to be signed. The system drafts it one working day before the due date.
head-send_heading = { letter-capital }: to be sent
head-send_hint = Signed, but not yet with the applicant.
head-send_empty = No { letter } waits to be sent.
head-late_heading = Late now
head-late_hint = Longest late first.
head-late_empty = No dossier is late.
head-near_heading = Close to the due date
head-near_hint = The due date is within the next 5 working days; nearest first.
head-near_empty = No due date is within the next 5 working days.
head-long_heading = Paused for long
head-long_hint = Paused for 10 working days or more, longest first.
head-long_empty = Nothing has been paused for 10 working days.
head-overdue_heading = Missing papers overdue
head-overdue_hint = The applicant has not supplied the missing papers in the time allowed. The one-stop desk may close the dossier; better call first.
head-overdue_empty = No missing papers are overdue.
head-since = Paused since
head-reason = Reason
head-asked = Asked on
head-until = May be supplied until
head-units = The units
head-officers = Everybody's work
head-officers_hint = Dossiers held at this moment, those of an absent colleague included. For sharing the work out, no ranking: dossiers differ in weight.
head-open = In progress
head-held = Held
head-late = Late
head-near = At most 2 days left
head-to_sign = To sign
head-to_send = To send
head-away = away until { $until }, stand-in: { $by }
head-reassign = Reassign

reassign-heading = Reassign the dossiers of { $officer }
reassign-intro = { $n ->
    [one] This officer holds one dossier.
   *[other] This officer holds { $n } dossiers.
} Tick those to be given to somebody else; each is recorded by itself and the new officer holds it at once.
reassign-done = { $n ->
    [one] One dossier was reassigned.
   *[other] { $n } dossiers were reassigned.
}
reassign-left = Some dossiers were not reassigned
reassign-empty = This officer holds no open dossier.
reassign-dossiers = Dossiers to be reassigned
reassign-choose = Choose dossiers
reassign-see = see
reassign-load = { $officer }: holds { $n }
reassign-to = New holder
reassign-reason = Reason
reassign-reason_hint = The reason is public in the dossier's history; write nothing private about anybody.
reassign-send = Reassign what is ticked
reassign-none_ticked = No dossier is ticked.
reassign-no_officer = Choose who takes them.
reassign-no_reason = Write the reason.
reassign-gone = This dossier is no longer within your scope.

## Leave and stand-ins

leave-away = Away now
leave-empty = Nobody is away with a stand-in at this moment.
leave-officer = Who is away
leave-by = Stand-in
leave-from = From
leave-until_head = Until
leave-held = Dossiers held for them
leave-held_least = at least { $n }
leave-what_happens = While somebody is away, the stand-in works on all they hold and all that comes to them; the dossier says so. Afterwards what is left is theirs again. Due dates do not move. The reason for leave is not kept.
leave-declare = Declare an absence
leave-begins = Away from
leave-begins_hint = Leave it empty to begin now. A day like 24/09/2018, or a day and time like 24/09/2018 13:30.
leave-no_begin = Write the beginning like 24/09/2018 or 24/09/2018 13:30; leave it empty to begin now.
leave-ahead = Ahead
leave-over = Over
leave-act = Act
leave-end = End now
leave-withdraw = Withdraw
leave-withdrawn = withdrawn before it began
leave-ended_early = ended early
leave-ahead_done = Declared. The stand-in begins at the chosen instant, with all that is held then.
leave-why_begins_before = The beginning has passed. Leave it empty to begin now, or choose a later one.
leave-why_leaves_before = { $officer } serves in this post to the end of { $day } only and cannot stand in to the end of the absence. Choose somebody else or an earlier end.
leave-why_none_to_end = This absence of { $officer } is over or withdrawn already. Nothing more is to be done.
leave-ended = { $n ->
    [0] The absence is ended. No dossier was left.
    [one] The absence is ended. One dossier is the officer’s again from now on.
   *[other] The absence is ended. { $n } dossiers are the officer’s again from now on.
}
head-away_ahead = will be away from { $from } until { $until }, stand-in: { $by }
leave-from_now = It is now
leave-until = Away to the end of
leave-until_hint = The last day of the absence, like 30/09/2018; or the day and time of the return, like 30/09/2018 13:30.
leave-send = Declare the absence and its stand-in
leave-done = { $n ->
    [0] Declared. The stand-in has no dossier to take over yet.
    [one] Declared. The stand-in now works on one dossier.
   *[other] Declared. The stand-in now works on { $n } dossiers.
}
leave-no_officer = Choose who is away.
leave-no_stand_in = Choose the stand-in.
leave-no_day = Write the last day of the absence, like 30/09/2018, or a day and time, like 30/09/2018 13:30.
leave-why_nobody_serves = { $officer } does not serve in the agency on this day.
leave-why_not_yours = { $officer } is not of your unit. Ask the head of that unit, or a leader.
leave-why_same_person = The stand-in must be somebody else.
leave-why_over_before = The absence ends before it begins, or is over. Choose a later end.
leave-why_away = { $officer } is away from { $from } until { $until }, with { $by } as stand-in. Choose another time, or end or withdraw that absence first.
leave-why_stand_in_away = { $officer } is away from { $from } until { $until } and cannot stand in. Choose somebody else or another time.
leave-why_stands_in = { $by } stands in for { $officer } from { $from } until { $until } and cannot be away then. Choose another time, or end or withdraw the absence of { $officer } and name somebody else.

## Accounts

accounts-lead = Officers in service and their accounts. A new account has a one-time password; the officer changes it and sets up two-step sign-in at the first sign-in.
accounts-caption = Officers in service, by unit and name
accounts-empty = The rules in force name no officer. Load the agency's agency.toml.
accounts-live = Open sessions
accounts-back = Back to the accounts
accounts-state_none = No account
accounts-state_closed = Closed
accounts-state_must_change = First password to be changed
accounts-state_not_enrolled = Two-step sign-in to be set up
accounts-state_ready = In use
accounts-own = This is your own account: you cannot reset or close it yourself. Your password and sessions are on the page “My account”.
accounts-new = Create account
accounts-new_said = A random password is made and shown once.
accounts-new_go = Create account
accounts-reset = Reset
accounts-reset_said = For a forgotten password or a lost device: the old password and two-step sign-in stop working, and every open session ends.
accounts-reset_go = Reset password and two-step sign-in
accounts-close = Close account
accounts-close_said = The officer can no longer sign in, and every open session ends. The dossiers stay with the officer; reassign them where needed.
accounts-close_go = Close account
accounts-open = Reopen account
accounts-open_said = The officer can sign in again with the old password and two-step sign-in.
accounts-open_go = Reopen account
accounts-password = First password
accounts-password_said = Copy it and hand it over now: this page does not show it again.
accounts-done_close = The account is closed.
accounts-done_open = The account is open again.
accounts-done_session = The session was ended.
accounts-done_sessions = All sessions of the account were ended.
accounts-sessions = Open sessions
accounts-no_sessions = No open session.
accounts-end_all = End all sessions

## One dossier whole, its reads

export-heading = Export the whole dossier { $code }
export-lead = The JSON file holds everything that is recorded of this dossier:
export-events = every event, in order, as it was recorded;
export-sealed = the sealed part of events: personal data and free text;
export-reads = who read personal data, when, and what;
export-files = the list of attached files with their digests (not the files themselves).
export-logged = The export itself is written down among the reads, which the citizen can see.
export-go = Export the file
export-back = Back to the dossier
export-to_reads = Who viewed it
reads-heading = Who viewed dossier { $code }
reads-lead = Every time an officer opened the dossier's personal data, latest first.
reads-empty = Nobody has opened this dossier's personal data.
reads-more = Older reads are in the exported file and on the audit page.
reads-at = When
reads-what = What
reads-what_page = The dossier's page
reads-what_file = An attached file
reads-what_slip = The appointment slip
reads-what_sheet = The control sheet
reads-what_filing = The online filing
reads-what_desk = An earlier applicant, at reception
reads-what_export = The export of the whole dossier
reads-what_act = Signing, approving or finishing
reads-what_queue = A list of work
reads-what_paper = Statutory paper
reads-what_ratings = Texts of ratings
reads-what_search = A search by name
reads-what_notices = The list of notices not delivered or on paper
reads-what_notice_choice = The noted choice of notices
leave-why_not_the_unit = { $officer } is of another unit, or does not work on dossiers, and cannot stand in.
list-first_part = First part
list-next_part = Next part
list-grouped = By field; some fields are merged so that none under 5 dossiers shows
list-together = The dossiers chosen, not divided further
list-undivided = Not divided by field: a division would show a group under 5 dossiers
export-reason = Reason for the export
export-reason_hint = The reason goes on record with the export.
export-reason_missing = Give the reason for the export, in at most 300 letters.
reads-what_results = Handing over the result
page-audit = Audit
audit-lead = Who did what, and whose personal data was shown to whom, latest first. Rows are only ever added: nobody can change or remove one.
audit-any = All
audit-at = When
audit-actor = Who
audit-kind = Act
audit-objects = About
audit-detail = Reason, outcome
audit-go = Filter
audit-all = Clear the conditions
audit-empty = Nothing on record meets these conditions.
audit-file = Download as CSV
audit-file_hint = The latest 10,000 rows at most. The download itself goes on record.
audit-kind_read = Personal data shown
audit-kind_read_own = Citizen saw their own dossier
audit-kind_read_by_slip = Shown to the holder of the slip
audit-kind_export_dossier = Dossier exported whole
audit-kind_export_audit = Audit record exported
audit-kind_open_scan = Waiting scan looked at
audit-kind_take_scan = Scan taken into a form
audit-kind_sign_in = Signed in
audit-kind_sign_in_refused = Sign-in refused
audit-kind_use_recovery_code = Recovery code used
audit-kind_end_sessions = Sessions ended
audit-kind_propose_key_change = Change of the key proposed
audit-kind_drop_key_change = Proposal of a new key dropped
audit-kind_change_key = Key of the system changed
audit-kind_revoke_devices = Familiar browser removed
audit-kind_claim_person = Dossiers claimed by a slip
audit-kind_revoke_slip = Slip’s key revoked
audit-kind_issue_account = Account created or reset
audit-kind_close_account = Account closed
audit-kind_open_account = Account opened again
audit-kind_change_account = Own password or two-step sign-in changed
audit-kind_put_rules = Rules put in force
audit-kind_close_month = Month closed or signed
audit-kind_import_register = Old register imported
audit-kind_remove_register = Imported register removed
audit-kind_note_notices = How the applicant receives notices was noted
audit-kind_wrong_collection_code = Wrong collection code
audit-kind_print_notices = Notices printed on paper
audit-kind_retry_notice = Failed notice sent again
audit-kind_close_notice = Failed notice: applicant reached in another way
personal-withheld = Personal data is not shown: each showing must be put on record first, and nothing can be written now. The rest of the dossier is as it stands. Ask the operator to check the disk, then open this page again.
head-sign_many = Read and sign several letters
letters-heading = { letter-capital }: to be signed
letters-intro = Each letter below shows all that you sign. Tick the letters that you have read and whose reason and date you confirm; the others stay here.
letters-pick = I have read it and confirm its reason and date
letters-change = Change reason or date
letters-sign = Sign the ticked letters
letters-none_ticked = No letter is ticked.
letters-done = { $n ->
    [one] { $n } letter signed. It now waits to be sent.
   *[other] { $n } letters signed. They now wait to be sent.
}
letters-left = Some letters are not signed
letters-empty = No letter waits for a signature.
letters-more = { $n } more, shown once those above are signed.
letters-all = Tick all { $n } letters of this page

# Days off and make-up days.
calendar-preview = Dossiers whose due date moves
calendar-moves = { $n ->
    [0] No dossier's due moves.
    [one] The due of one open dossier moves. Check it before you put this in force.
   *[other] The due of { $n } open dossiers moves. Check them before you put this in force.
  }
calendar-stays = A dossier past its due date keeps that date. Figures as recorded at an earlier time stay. A day in force can be withdrawn later.
calendar-confirm = Put in force
calendar-announce = Add or withdraw a day
calendar-kind = Kind
calendar-choose = Choose a kind
calendar-day_hint = Such as 02/12/2026.
calendar-made_up_on_hint = For a swapped day off only, such as 05/12/2026.
calendar-name_hint = For a holiday only.
calendar-kind_holiday = Holiday
calendar-kind_swap = Swapped day off, made up later
calendar-kind_withdrawn = Withdraw a day off
calendar-day = Day off
calendar-made_up_on = Made up on
calendar-name = Name of the day
calendar-name_en = Name in English
calendar-decision = Decision that announced it
calendar-send = Show the dossiers it moves
calendar-days = Days off to come
calendar-dossier = Dossier
calendar-before = Due date before
calendar-after = Due date after
calendar-estimate = estimate, not announced
calendar-whole_year = Enter a whole year
calendar-year = Days off of { $year }
calendar-year_days = Days off of the year
calendar-year_days_hint = One day a line: “01/01/2027 Tết Dương lịch | New Year’s Day”; a swapped day: “02/01/2027 made up on 09/01/2027”. The box holds the days in force, or those the law gives as an estimate; change them to what was announced.
calendar-year_made_up = made up on
calendar-year_unreadable = The line “{ $line }” cannot be read. Write the day first, such as 01/01/2027, then the name of the holiday, or “made up on” and the make-up day.
calendar-year_other_year = The line “{ $line }” is not in { $year }. Write a day of { $year }, or enter this line in its own year.
calendar-year_twice = The line “{ $line }” has the day of an earlier line. Keep one of them.
calendar-year_made_up_far = The make-up day of the line “{ $line }” is far from { $year }. Write one in that year, the year before or the year after.
calendar-year_made_up_twice = The line “{ $line }” has the make-up day of an earlier line. Write another make-up day.
calendar-year_made_up_off = The make-up day of the line “{ $line }” is a day off in another line. Write another make-up day.
calendar-year_no_lunar_new_year = The first day of the lunar new year is missing: { $day }. A whole year must have it; to add a few days only, use “Add or withdraw a day”.
calendar-no_year_days = Enter the days off of the year, one a line.
calendar-other_years = This page takes the days off of this year and the next two. Choose a year; for another year use a year file (the command “rules put”).
calendar-drop_days = Announced days off that are dropped
calendar-drop_days_yes = Working days now: { $days }
calendar-no_drop_days = These days drop announced days off in force, so nothing was put in force. If they are still days off, add them in the box below; if they are working days now, tick to confirm.
calendar-done = { $n ->
    [0] In force. No dossier's due moved.
    [one] In force. The due of one dossier moved.
   *[other] In force. The due of { $n } dossiers moved.
  }
calendar-done_before = In force already. Sending the form again changed nothing.
calendar-changed = The calendar or the entry has changed since you saw it; nothing was put in force. See again which dossiers move, then put it in force.
calendar-release = Calendar years of this release
calendar-offered = This release has the calendar { $n ->
    [one] year
   *[other] years
  } { $years }, not in force here yet. See which dossiers move, then put { $n ->
    [one] it
   *[other] them
  } in force.
calendar-to_offered = Open the calendar page
calendar-no_kind = Choose a kind.
calendar-no_day = Write the day off, such as 02/12/2026.
calendar-no_made_up_on = Write the make-up day, such as 05/12/2026.
calendar-no_name = Write the name of the day.
calendar-no_decision = Write number and date of the decision.
calendar-not_possible = Not put in force, nothing changed: { $why }
calendar-why_past = { $day } has passed. This page takes days from today on; a day that has passed is put in force by a year file only (command “rules put”).
calendar-why_out_of_range = The working calendar has no { $day }. Please check the year.
calendar-why_closed = { $day } is a day off already. To change it, withdraw it first.
calendar-why_makes_up = { $day } is worked to make up for another day. Withdraw the swapped day off that it makes up for first.
calendar-why_not_closed = { $day } is no day off, so it cannot be withdrawn. The days off are listed below.
calendar-why_not_working = { $day } is no working day, so it cannot be swapped.
calendar-why_made_up_past = The make-up day { $day } has passed. Write a day from today on.
calendar-why_made_up_out_of_range = The working calendar has no { $day }. Please check the year.
calendar-why_made_up_closed = { $day } is a day off, so it cannot be worked instead. Write another day.
calendar-why_made_up_working = { $day } is a working day already. Write another day, such as a Saturday.
audit-filters = Filter the record
audit-object = Dossier code or login
audit-object_account = Account { $name }
audit-object_register = Register { $name }
audit-object_rules = The agency’s rules
audit-object_filing = Filing without a code, number { $name }
audit-object_removed = Dossier { $name } of the removed register { $register }
audit-many = { $n } dossiers
audit-refused_too_many_tries = Too many tries
audit-refused_present_password = Wrong present password
audit-refused_second_factor = Wrong code when two-step sign-in was set up
audit-refused_step_up = Wrong code when asked again
audit-imported = { $new } new dossiers, { $already } known already
audit-removed = { $n } dossiers
accounts-find = Find by name, login, role or unit
accounts-none_found = No officer matches “{ $q }”. Enter fewer words.
accounts-found = { $n } officers match “{ $q }”
reads-what_list = List behind a figure

complaints-lead = Each complaint is answered within 15 working days. What is overdue or nearly due stands first, what was answered last.
complaints-state = State
complaints-state_open = Not answered
complaints-state_overdue = Overdue
complaints-state_answered = Answered
complaints-theme = Theme
complaints-unit = Unit that answers
list-all = All
complaints-count = { $n } complaints
complaints-empty = No complaint fits what was chosen.
complaints-tag_overdue = Overdue
complaints-tag_answered_late = Answered late
complaints-tag_answered = Answered
complaints-tag_waits = Waits for an answer
complaints-done_answered = Answered; the citizen is told.
complaints-done_moved = The complaint went to another unit.
complaint-made = Sent
complaint-due = Answer due
complaint-way = Sent by
complaint-way_link = The dossier’s page or the QR code
complaint-way_slip = Code and key of the slip
complaint-way_desk = Recorded by the desk
complaint-unit = Unit that answers
complaint-against = Officer complained of
complaint-answered = Answered
complaint-text = What the citizen writes
complaint-moved = Moved because:
complaint-answer_given = The answer
complaint-to_answer = Answer the citizen
complaint-to_answer_said = The answer is sent to the citizen and stands on the tracking page; it cannot be changed afterwards.
complaint-finding = Finding
complaint-answer = Answer
complaint-answer_hint = What was examined, what will be done; an apology where the agency was wrong.
complaint-send_answer = Send the answer
complaint-move = Give to another unit
complaint-to_unit = Unit
complaint-reason = Reason
work-complain = Complaint of the citizen
reads-what_complaints = Complaints

directives-lead = What leaders, heads or inspectors asked for, each with the officer who answers and a day. The earliest day stands first.
directives-state_mine = Waits for me
directives-state_open = Not answered
directives-state_overdue = Overdue
directives-state_answered = To be judged
directives-state_accepted = Accepted
directives-count = { $n } directives
directives-empty = No directive fits what was chosen.
directives-done_issued = The directive is issued.
directives-done_answered = Answered; the issuer will judge it.
directives-done_accepted = The answer is accepted.
directives-done_returned = Returned; another answer is due.
directive-about = About
directive-about_dossier = Dossier
directive-about_unit = Unit
directive-about_figure = Figure
directive-unit = Unit that it is about
directive-owner = Who answers for it
directive-issuer = Issued by
directive-due = Answer due
directive-due_hint = A working day after today, such as 22/11/2018.
directive-text = Directive
directive-text_hint = What is to be done and reported; for the findings of an inspection, what was seen.. Findings of an inspection belong on the page “Inspections”.
directive-visit = Visit to
directive-issue = Issue the directive
directive-returned = Returned { $n } times
directive-returns = Returned
directive-see = See what it is about
directive-turn_issued = Issued
directive-turn_answered = Answered
directive-turn_accepted = Accepted
directive-turn_returned = Returned
directive-answer = Answer
directive-answer_hint = What was done, with what result.
directive-send_answer = Answer the directive
directive-accept = Accept the answer
directive-return = Return it for another answer
directive-reason = Reason for the return
directive-new_due = New day for the answer
directive-refused_already_issued = This directive was issued.
directive-refused_may_not_issue = Only heads of units, leaders and inspectors issue directives.
directive-refused_no_owner = The officer chosen does not serve now. Choose another one.
directive-refused_not_under = You cannot issue a directive to this officer. Heads issue to the officers of their unit, leaders to every unit, inspectors to heads.
directive-refused_no_subject = The dossier, unit or figure was not found. Check it.
directive-refused_bad_day = The day must be a working day after today, in a year that has a calendar.
directive-refused_empty_text = Nothing was written. Write it and send it again.
directive-refused_no_such_directive = There is no such directive.
directive-refused_not_owner = Only the officer who answers for it answers this directive.
directive-refused_not_issuer = Only the issuer accepts or returns.
directive-refused_already_answered = It was answered and waits for the issuer.
directive-refused_not_answered = There is no answer to accept or return.
directive-refused_closed = The answer was accepted; the directive is done.
work-directive = Issue a directive about this dossier
reads-what_directives = Directives
today-hint = What is overdue for longest stands first. Each line has one action; what is done leaves the list.
today-empty = Nothing needs you today. Dossiers to approve, letters to sign, what is late or nearly so, complaints and directives will stand here.
today-more = { $n } more; the whole lists are above.
today-approve = To approve
today-sign = { letter-capital } to sign
today-send = { letter-capital } to send
today-letter = { letter-capital }: { $state }
today-late = Late
today-near = Nearly due
today-offer = Offered to you
today-declined = Result declined
today-complaint = Complaint
today-directive = Directive
today-accept = Accept the dossier
today-see = See the reason
today-judge = Judge the answer
board-ready = Results ready today
board-none = No new result today.
board-waiting = Results waiting
board-given = Results given out today
board-few = under { $n }
board-at = As of

# Signed letters on their way to the applicants.
head-send_many = Send or record several letters
letters-to_send = Send the signed letters
letters-next = The next letters are below.
page-letters = Letters to send
sending-heading = { letter-capital }: to be sent
sending-intro = These letters are signed, but not yet with the applicants. The one-stop desk prints them (“Print this page”), hands them over or posts them, and the officer who does so records it here. The unit that signed may also print, send and record them itself. A letter sent electronically is sent by the program and counts as sent only when the server has taken it.
sending-signed = Signed
sending-new_date = new date
sending-tracking = Tracking number
sending-no_tracking = Enter the tracking number of this letter.
sending-read = Read
sending-way = How the ticked letters reach the applicants
sending-go = Send the ticked letters
sending-sheets = Sheets to print
sending-done = { $n ->
    [one] 1 letter sent, or being delivered.
   *[other] { $n } letters sent, or being delivered.
  }
sending-next = The next letters are below.
sending-left = Some letters were not sent
sending-more = { $n } more, shown once those above are sent.
sending-empty = No letter waits to be sent.

# Several results approved on one page.
head-approve_many = Read and approve several results
approvals-heading = Results that await my approval
approvals-intro = Each dossier below shows its applicant, papers, draft, appraiser and proposal. Tick the dossiers whose result you approve as proposed; the others stay here. A decision other than the proposal needs a reason, on the dossier’s own form.
approvals-pick = I have read it and approve as proposed: { $outcome }
approvals-otherwise = Decide otherwise, or add an opinion
approvals-decide = No proposal: read and decide
approvals-all = Tick all { $n } dossiers of this page that have a proposal
approvals-go = Approve the ticked dossiers
approvals-none_ticked = No dossier is ticked.
approvals-left = Some dossiers were not approved
approvals-done = { $n ->
    [one] 1 dossier approved.
   *[other] { $n } dossiers approved.
  }
approvals-go_on = Finish them or give them on
approvals-next = The next dossiers are below.
approvals-more = { $n } more, shown once those above are approved.
approvals-empty = No dossier awaits your approval.

denied-server_key = Only a leader and an administrator change the key of the system.
page-key = Key of the system
key-lead = The key of the system proves that a form was made by this system. Where it may be known to others (a lost backup, for example), change it: one officer proposes, another one carries it out. After it, forms on open pages are loaded again; what was typed is kept. Sessions and the record do not change.
key-none = No proposal waits.
key-proposal = { $officer } proposed a new key at { $at }; it waits for another officer.
key-gone = The proposal is gone. Look at this page again, and propose once more where needed.
key-act_propose = Propose a new key
key-said_propose = Another leader or administrator carries it out.
key-done_propose = A new key was proposed; it waits for another officer.
key-act_change = Change the key
key-said_change = The new key counts at once; forms on open pages are loaded again.
key-done_change = The key of the system was changed.
key-act_drop = Drop the proposal
key-said_drop = The key stays.
key-done_drop = The proposal was dropped; the key stays.
key-own = Who proposed it does not carry it out: another leader or administrator does.
