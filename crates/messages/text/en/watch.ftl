# Saved watches, inspection visits, daily digests.

page-watches = Watched figures
page-inspections = Inspection visits
page-digests = Daily digest

## Watches

watches-lead = The figures that you watch. They are counted on the morning of each working day; one past its threshold is told here, among what needs you today and in the daily digest.
watches-empty = You watch no figure. Choose a figure and a threshold below.
watches-now = Now
watches-end = Stop watching
watches-see = Noted
watches-new = Watch another figure
watches-set = Watch it
watches-below = Told below { $threshold }, counted { $period }
watches-above = Told above { $threshold }, counted { $period }
watches-found = { $rate } ({ $part }/{ $whole }) on { $day }
watches-found_few = { $rate } ({ $part }/{ $whole }, fewer than 10) on { $day }
watches-tag_past = Past the threshold
watches-tag_well = Within the threshold
watches-tag_nothing = No dossiers yet
watches-done_set = Saved. It is counted for the first time on the morning of the next working day.
watches-done_seen = Noted. If it is still past the threshold tomorrow, you are told again.
watches-done_ended = You no longer watch it.
watch-figure = Figure
watch-figure_in_time = Finished in time
watch-figure_finished = Finished
watch-figure_late = Finished late
watch-figure_open_past_due = Open past due
watch-figure_letter_sent = { letter-capital } sent, rate
watch-threshold = Threshold
watch-threshold_hint = Such as 95 % or 19/20; a number without % is a percentage too. At the threshold itself nothing is told.
watch-period = Counted
watch-period_month = from the first of the month
watch-period_quarter = from the first of the quarter
watch-period_year = from the first of January
watch-field = Field
watch-unit = Unit
watch-procedure = Procedure
watch-bad_threshold = A threshold is a share above 0 and at most 100 %, such as 95 % or 19/20.
watch-refused_may_not_watch = Heads of units, leaders and inspectors watch figures.
watch-refused_already_set = This watch is saved.
watch-refused_same_watch = You already watch this figure with the same threshold and scope; that watch stands in the table above.
watch-refused_unknown_filter = The field, unit or procedure chosen is not known. Choose again.
watch-refused_other_unit = A head watches the figures of the own unit. Choose your unit.
watch-refused_too_many = You watch 20 figures. Stop watching one, then save the new one.
watch-refused_no_such_watch = There is no such watch.
watch-refused_not_owner = Only the officer who saved the watch can do this.
watch-refused_already_ended = This watch has ended. It can be saved anew below.
watch-refused_no_note = There is nothing to take note of.
watch-refused_already_counted = It was counted today.
figures-directive = Issue a directive about this figure
figures-watch = Watch this figure
today-watch = Past its threshold
today-finding = Inspection finding

## Inspection visits

inspections-lead = Inspection visits, what was found, who answers for it and by when. Those with open findings stand first.
inspections-empty = There is no inspection visit yet. One that an inspector or leader records stands here.
inspections-count = { $n } visits
inspections-all = See all visits
inspections-asked_visits = { $from } to { $to }, visits: { $n }.
inspections-asked_found = { $from } to { $to }, findings: { $n }.
inspections-asked_followed_up = { $from } to { $to }, findings followed up: { $n }.
inspections-asked_in_time = { $from } to { $to }, findings followed up in time: { $n }.
inspections-asked_closed = { $from } to { $to }, findings closed: { $n }.
inspections-findings = { $n } findings, { $open } open
inspections-new = Record a visit
inspections-record = Record the visit
inspections-tag_overdue = Overdue
inspections-tag_nothing = Nothing found
inspections-tag_closed = Closed
inspections-tag_mine = Waits for me
inspections-tag_open = Open
inspections-tag_followed_up = To be confirmed
inspections-done_visited = The visit is recorded. Record each finding below.
inspections-done_found = The finding is recorded; its owner sees it at once.
inspections-done_followed_up = Recorded; the inspector will confirm it.
inspections-done_returned = More was asked for.
inspections-done_closed = The finding is closed.
inspection-name = Visit to { $unit } on { $day }
inspection-visit = Visit
inspection-state = State
inspection-findings = Findings
inspection-next_due = Next due
inspection-inspector = Inspector
inspection-unit = Unit visited
inspection-visited_on = Day of the visit
inspection-visited_on_hint = Recorded within 30 days. Such as 22/11/2018.
inspection-text = What was examined
inspection-number = Finding { $n }
inspection-no_findings = There are no findings yet.
inspection-finding = What was found and what is to be done
inspection-owner = Who answers for it
inspection-due = To be done by
inspection-due_hint = A working day after today, such as 22/11/2018.
inspection-follow_up = What was done about it
inspection-return_reason = Why it does not do
inspection-evidence = Evidence that it is settled
inspection-evidence_hint = Number of a document or minutes, or what was seen at a second look.
inspection-act_find = Record a finding
inspection-act_follow_up = Report what was done
inspection-act_return = Ask for more
inspection-act_close = Close it with evidence
inspection-turn_visited = Visited
inspection-turn_found = Finding
inspection-turn_followed_up = Followed up
inspection-turn_returned = More asked for
inspection-turn_finding_closed = Closed
fault-inspection = Nothing was written. Write it and send it again.
inspection-refused_may_not_visit = Inspectors and leaders record visits.
inspection-refused_already_recorded = This visit is recorded.
inspection-refused_unknown_unit = There is no such unit. Choose another one.
inspection-refused_in_future = The day of the visit lies ahead. Choose today or an earlier day.
inspection-refused_too_late = A visit is recorded within 30 days; the first day that can still be recorded is { $day }.
inspection-refused_no_such_visit = There is no such visit.
inspection-refused_not_inspector = Only the officer who visited, or a leader, can do this.
inspection-refused_no_owner = Who answers for a finding must serve in the unit that was visited. Choose another officer.
inspection-refused_bad_day = The day must be a working day after today, in a year that has a calendar.
inspection-refused_no_such_finding = There is no such finding.
inspection-refused_not_owner = Only the officer who answers for it reports what was done.
inspection-refused_already_followed_up = What was done is reported and waits for the inspector.
inspection-refused_not_followed_up = Nothing was reported yet, so there is nothing to ask more of. Close it where there is evidence.
inspection-refused_closed = This finding is closed.
inspection-refused_empty_text = Nothing was written. Write it and send it again.

## Daily digests

digests-lead = The digests of { $officer }. At most one on a working day, and only where there is news; nothing is told twice for one due date.
digests-empty = There is no digest yet. Dossiers that come due, are late or offered, and directives, are told here on the morning of a working day.
digests-today = Today's digest: { $n } new
digest-subject = { $day }: { $n } new
digest-half = Half of the time used ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-four_fifths = 80% of the time used ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-last_day = At most one working day left ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-due_today = Due today ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-late = Late ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-unlettered = Late, no { letter } sent ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-late_long = Late for 3 working days or more ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-offered = Offered, not answered ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-new_date = New date near or over ({ $n }): { $codes }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}
digest-directive = Directives to answer: { $n }
digest-finding = Inspection findings to act on: { $n }
digest-watch = Watched figures past their thresholds: { $n }
digest-held = { $held } dossiers held, { $late } of them late
digest-end = See My work or What needs me today.
digest-on_page = The rules have no contact of this officer: it is read on this page only.
digest-waiting = Waiting to be sent.
digest-taken = Sent at { $at }.
digest-not_taken = Could not be sent; given up at { $at }. It can be read here.

## Apology letters

page-coverage = { letter-capital } by unit
coverage-said = Dossiers that became late from { $from } to { $to }; { letter } sent by { $state }.
coverage-target = Target: { $target } of the dossiers that became late were sent the { letter }.
coverage-units = { letter-capital } by the unit that answers for the result
coverage-state = Against the target
coverage-reached = Reached
coverage-missed = Not reached
coverage-dates = New dates that come or are over
coverage-no_dates = No new date comes or is over.
coverage-date = New date
coverage-date_over = Over
coverage-date_today = Today
coverage-date_near = Near
head-promised = { letter-capital } sent, new date { $day }
today-new_date = New date
today-offered = Offered, not accepted
today-undelivered = { letter-capital } not delivered
today-reassign = Give it to another
today-see_letters = See the { letter } by unit

## Advisers: corrections, trend

advisers-correct = Correct
advisers-correct_heading = Correct a session
advisers-reason = Why it is corrected
advisers-reason_hint = What was recorded before and the reason are kept with the session.
advisers-corrected = Corrected, before: { $before } ({ $by }: { $reason })
advisers-done_corrected = The session is corrected; what was recorded before is kept.
advisers-trend_ward = Filed online by ward and month of reception
advisers-trend_procedure = Filed online by procedure and month of reception
advisers-why_not_recorded = There is no such session to correct.
advisers-why_other_team = This is another team's session. Only the team that recorded it corrects it.
advisers-why_without_reason = Write why it is corrected.
advisers-why_nothing_changed = Nothing differs from what is recorded.
advisers-why_no_longer_corrected = A session is corrected within 30 days, until { $day }.

## Campaigns

campaign-frozen = The rule as declared, frozen from the first day on
campaign-target = { $indicator }: threshold { $threshold }, weight { $weight }
