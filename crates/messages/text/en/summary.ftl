# The summary report of a period. Each number is a variable, with its noun (“3,839 dossiers”).

page-summary = Summary report
summary-title = Summary report on administrative procedures
summary-n_dossiers = { $n ->
    [one] { $n } dossier
   *[other] { $n } dossiers
}
summary-n_procedures = { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
}
summary-empty = No public figures for this period yet.
summary-to = Summary report of this period
summary-print_hint = Each number of the report opens the list of dossiers behind it.

## Sections

summary-section_scope = Scope
summary-section_received = Received
summary-section_results = Results
summary-section_earlier = Against earlier periods
summary-section_months = By month of reception
summary-section_fields = By field
summary-section_procedures = By procedure
summary-section_units = By unit
summary-section_lateness = Where time was lost
summary-section_signs = How far the in-time rate can be trusted
summary-section_letters = { letter-capital }
summary-section_online = Online filing and published procedures
summary-section_basis = Legal basis and definitions

## Scope

summary-scope = { $agency } reports on its dossiers from { $from } to { $to }.
summary-only_unit = Unit: { $name }
summary-only_field = Field: { $name }
summary-only_procedure = Procedure: { $name }
summary-only_officer = Officer: { $name }
summary-only_channel = Channel: { $name }
summary-only_ward = Ward: { $name }
summary-only_month = Month of reception: { $name }

## Received

summary-received = The period brought { $received }.
summary-none_received = No dossier was received in the period.
summary-channels = Filed online: { $online } ({ $online_rate }); at the one-stop desk: { $counter } ({ $counter_rate }); by post: { $post } ({ $post_rate }).
summary-channel = { $name }: { $received } ({ $rate })
summary-flow = With { $carried_over } carried over from before, there were { $received } to resolve; finished: { $finished }, { $rate }.
summary-flow_in_time = Of these finished ones, { $in_time } were finished by the due date, { $rate }.

## Results, of those received in the period

summary-finished = Of those received in the period, finished: { $finished }, { $rate }.
summary-none_finished = None of those received was finished by the end of the period.
summary-in_time = Finished by the due date: { $in_time }, { $rate } of those finished (95 % confidence interval: { $low } to { $high }).
summary-early = Of them, early: { $early } ({ $early_rate }); on the day: { $on_the_day } ({ $on_the_day_rate }).
summary-late = Finished late: { $late }, { $rate } of those finished.
summary-none_late = No dossier was finished late.
summary-without_one_act = Without procedures settled at once (certification, copies): { $in_time } of { $finished } finished by the due date, { $rate }.
summary-open_within_due = In progress before the due date: { $n }, { $rate } of those received.
summary-open_paused = Of them, paused: { $n } ({ $rate }).
summary-open_past_due = In progress past the due date: { $n }, { $rate } of those received.
summary-none_open = None is still in progress.
summary-none_past_due = None in progress is past the due date.
summary-withdrawn = Withdrawn, or closed because the missing papers were not supplied: { $n } ({ $rate }); they count neither as in time nor as late.
summary-mostly_open = Most dossiers of the period are still in progress ({ $open }): the period is not judged yet.

## Against earlier periods

summary-before = Against the period before, { $from } to { $to }: { $received } received, against { $then } then.
summary-year_before = Against the same period of the year before, { $from } to { $to }: { $received } received, against { $then } then.
summary-before_open = Most dossiers of that period were still in progress at its end ({ $open }): the rates are not compared.
summary-before_withheld = The earlier periods are not whole months, so they are not published apart; to compare, choose a month, a quarter or a year.
summary-none_before = There are no figures of earlier periods to compare with.
summary-finished_up = The share finished rose by { $points } percentage points, from { $then_rate } to { $rate } (95 % confidence interval: { $low } to { $high }).
summary-finished_down = The share finished fell by { $points } percentage points, from { $then_rate } to { $rate } (95 % confidence interval: { $low } to { $high }).
summary-finished_same = The share finished is { $rate }, against { $then_rate } then; the difference of { $points } percentage points (95 % confidence interval: { $low } to { $high }) is not enough to call them different.
summary-in_time_up = The share finished by the due date rose by { $points } percentage points, from { $then_rate } to { $rate } (95 % confidence interval: { $low } to { $high }).
summary-in_time_down = The share finished by the due date fell by { $points } percentage points, from { $then_rate } to { $rate } (95 % confidence interval: { $low } to { $high }).
summary-in_time_same = The share finished by the due date is { $rate }, against { $then_rate } then; the difference of { $points } percentage points (95 % confidence interval: { $low } to { $high }) is not enough to call them different.
summary-months = The share finished by the due date is lowest for { $lowest } ({ $lowest_rate }) and highest for { $highest } ({ $highest_rate }).
summary-months_level = The share finished by the due date is the same in all months: { $lowest } { $lowest_rate }, { $highest } { $highest_rate }.
summary-month_open = { $name }: { $open } of { $received } still in progress, not judged yet

## By field, procedure, unit

summary-largest = Most of them: { $name }, { $received }, { $rate } of those received.
summary-worst = Lowest share finished by the due date, among the groups below with 10 or more dossiers and at least half of those received finished: { $name }, { $rate }, with { $late } late of { $finished } finished.
summary-row = { $name }: { $received } received, { $finished } finished, { $in_time } by the due date ({ $rate }), { $late } late
summary-row_open = { $name }: { $received } received, none finished yet

## Where time was lost

summary-lateness = The finished dossiers were late by { $minutes } in all; most of it in the step “{ $step }”: { $most }.
summary-late_unit = { $name }: { $minutes }
summary-late_officer = { $name }: { $minutes }

## Signs

summary-sign = { $figure }: { $n }, { $rate } of those received
summary-sign_of_finished = { $figure }: { $n }, { $rate } of those finished
summary-sign_of_refused = { $figure }: { $n }, { $rate } of those refused
summary-sign_up = { $figure }: { $points } percentage points above the period before (then { $then_rate }; 95 % confidence interval: { $low } to { $high }); read the list
summary-sign_unit = { $figure }: { $name } has { $n } of { $of } ({ $rate }), far above the other units; read the list
summary-no_signs = Nothing suggests that the rate was flattered.

## Letters

summary-letters = Became late in the period, without a result: { $became_late }. The { letter } was sent for { $letter_sent }, { $rate } (target 100 %), by the due date for { $sent_by_due }.
summary-letters_all = Became late in the period, without a result: { $became_late }. The { letter } was sent for all of them, { $letter_sent }, { $rate } (target 100 %), by the due date for { $sent_by_due }.
summary-no_letters = No dossier became late in the period without a result: no { letter } was owed.
summary-gaps = Still without the { letter }: { $gaps }.
summary-gaps_unit = { $name }: not sent for { $gaps }

## Online, published

summary-offered_partial = { $rules ->
    [ND61] Online filing in part (level 3) is offered for { $offered }.
   *[other] Online filing in part is offered for { $offered }.
}
summary-offered_full = { $rules ->
    [ND61] Online filing in full (level 4) is offered for { $offered }.
   *[other] Online filing in full is offered for { $offered }.
}
summary-published = The agency has published { $published } with papers, steps and time allowed; { $with_fees } with a fee or charge, its amount or basis stated.
summary-uptake = Of { $received } received in procedures offered online, filed online: { $online }, { $rate }.
summary-uptake_few = Of { $received } received in procedures offered online, filed online: { $online }, { $rate }; most still come to the desk or by post.
summary-uptake_spread = By ward, the share filed online is highest in { $highest } ({ $highest_rate }) and lowest in { $lowest } ({ $lowest_rate }).
summary-uptake_ward = { $name }: { $online } of { $received } filed online ({ $rate })
summary-uptake_row = { $name }: { $online } of { $received } filed online ({ $rate })

## Inspections, what is published

summary-section_inspections = Inspections
summary-section_published = Published reports
summary-n_visits = { $n ->
    [one] { $n } inspection visit
   *[other] { $n } inspection visits
}
summary-n_findings = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
}
summary-n_reports = { $n ->
    [one] { $n } report
   *[other] { $n } reports
}
summary-n_readers = { $n ->
    [one] opened { $n } time
   *[other] opened { $n } times
}
summary-no_visits = There was no inspection visit in the period.
summary-visits = There were { $visits } in the period.
summary-no_findings = None of them had a finding.
summary-findings = They made { $found }; { $followed_up } followed up by their owners, of which { $in_time } within the last day; { $closed } closed.
summary-published_reports = Published for every visitor: { $n }.
summary-published_month = Figures of { $name }: { $readers }
summary-published_month_past = Figures of { $name }
summary-published_campaign = { $name }: { $readers }
summary-published_campaign_past = { $name }

## Advisory teams, campaigns

summary-section_advisers = Advisory teams for online services
summary-section_campaigns = Campaigns
summary-n_sessions = { $n ->
    [one] { $n } session
   *[other] { $n } sessions
}
summary-n_units = { $n ->
    [one] { $n } unit
   *[other] { $n } units
}
summary-advisers_total = The advisory teams held { $sessions }.
summary-advisers = The advisory teams held { $sessions }: after { $online } the dossier was filed online, after { $desk } at the desk; { $advised } were advice only.
summary-advisers_team = { $name }: { $sessions }
summary-campaign = { $name }, from { $from } to { $to }: { $reached } of { $ranked } reached their targets, { $share }.
summary-campaign_running = { $name }, from { $from } to { $to }, is running: so far { $reached } of { $ranked } reach their targets ({ $share }).
summary-campaign_compared = { $indicator }: from { $then_rate } in the baseline to { $rate }, a difference of { $points } percentage points (95 % confidence interval: { $low } to { $high })
summary-campaign_other_scope = { $indicator }: from { $then_rate } in the baseline, which has another scope, to { $rate }, a difference of { $points } percentage points (95 % confidence interval: { $low } to { $high })
summary-campaign_same = { $indicator }: { $then_rate } in the baseline, then { $rate }; the difference of { $points } percentage points (95 % confidence interval: { $low } to { $high }) is not enough to call them different
summary-campaign_like_for_like = { $indicator }, like for like: from { $then_rate } to { $rate }, a difference of { $points } percentage points (95 % confidence interval: { $low } to { $high })
summary-campaign_left_out = { $name }: nothing to measure, so not ranked
summary-commended = Certificates of commendation were given to { $n }.
summary-commended_unit_alone = { $name }
summary-commended_unit = { $name }: { $score } points

## Basis

summary-basis = { $definition }
summary-law_2018 = Legal basis: Decree 61/2018/NĐ-CP and Circular 01/2018/TT-VPCP.
summary-law_2025 = Legal basis: Decree 118/2025/NĐ-CP and Circular 03/2025/TT-VPCP.
summary-as_of = Figures as recorded at { $at }; definitions version { $version }.
