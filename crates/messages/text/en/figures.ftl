# Figures, lists, form II.06a.

## Names of figures

figure-received = Received
figure-received-flow = Total
figure-carried_over = Carried over
figure-new = Received in the period
figure-finished = Finished
figure-early = Early
figure-on_the_day = On the day
figure-in_time = By the due date
figure-late = Late
figure-withdrawn = Withdrawn or closed
figure-open = In progress
figure-open_within_due = In progress, before the due date
figure-open_past_due = In progress, past the due date
figure-open_paused = Paused
figure-withdrawn_late = Withdrawn or closed after the due date
figure-paused = Paused
figure-paused_last_day = Paused on the due date
figure-paused_after_due = Paused after the due date
figure-extended = Extended
figure-second_supplement = Missing papers asked for twice
figure-finished_last_hour = Finished in the last working hour
figure-logged_late = Logged late
figure-corrected = Corrected
figure-result_declined = Result declined
figure-refused = Refused
figure-refiled = Refused and filed again
figure-received_late = Received late
figure-restated = Changed since publication
figure-became_late = Became late in the period
figure-letter_sent = { letter-capital } sent
figure-sent_by_due = Sent by the due date
figure-gaps = Without the { letter }
figure-form_06a = Form II.06a
figure-coverage = Share with the { letter } sent
figure-lateness = Lateness
figure-interval = Confidence interval
figure-difference = Difference of rates

rate-finished = Share finished
rate-in_time = Share finished by the due date
rate-late = Share finished late
rate-open_within_due = Share in progress before the due date
rate-open_past_due = Share in progress past the due date
rate-open_paused = Share paused
times-median = Half of the dossiers finished within
times-nine_of_ten = 90 % of the dossiers finished within

## Heads of the table by dimension

column-received = Received
column-finished = Finished
column-early = Early
column-on_the_day = On the day
column-late = Late
column-open_within_due = In progress, before the due date
column-open_paused = Paused
column-open_past_due = In progress, past the due date
column-withdrawn = Withdrawn, closed

## The question

ask-form = Choose figures
ask-register = Register
ask-from = From
ask-to = To the end of
ask-as_of = As recorded at
ask-as_of_hint = Empty means now. For example: 30/09/2018 or 2018-09-30T17:00.
ask-basis = Dossiers counted
ask-rule = How it is compared with the due date
ask-field = Field
ask-unit = Unit
ask-procedure = Procedure
ask-officer = Officer
ask-channel = Channel
ask-ward = Ward
ask-month = Month of reception
ask-by = Broken down by
ask-no_by = No breakdown
ask-all = All
ask-day_hint = Write days like 30/09/2018.
ask-more = More conditions
ask-show = Show
ask-clear = Clear the conditions

basis-cohort = Received in the period
basis-flow = Carried over and received in the period
rule-date = By date
rule-instant = By time
by-unit = Unit
by-field = Field
by-procedure = Procedure
by-officer = Officer
by-channel = Channel
by-ward = Ward
by-month = Month

question-cohort = Dossiers received from { $from } to { $to }, { $state }
question-flow = Dossiers to be resolved from { $from } to { $to }, { $state }
question-end = as they stood at its end
question-end_known = as they stood at its end, as recorded at { $at }
question-at = as they stood at { $at }

fault-heading = This cannot be shown yet; please correct the following
fault-day = “{ $given }” is not a date. Write it like 30/09/2018, in the years 1990–2099.
fault-month = “{ $given }” is not a month. Write it like 06/2018, in the years 2000–2099.
fault-instant = “{ $given }” is not a time. Write it like 30/09/2018 or 2018-09-30T17:00.
fault-order = The last day is before the first. Change one of them.
fault-long = The period is longer than 25 years. Choose a shorter one.
fault-word = There is no “{ $word }”. Choose one of: { $known }.
fault-register = There is no such register. There are: { $known }.

## Tables

figures-see = { $n ->
    [one] see { $n } dossier
   *[other] see { $n } dossiers
}
figures-share_of_received = { $rate } of { $n } received
figures-share_of_received-flow = { $rate } of the total of { $n }
figures-share_of_finished = { $rate } of { $n } finished
figures-whole = All dossiers, by outcome
figures-total_caption = The period’s figures
figures-figure = Figure
figures-rate = Rate
figures-of = Denominator
figures-interval = 95 % confidence interval
figures-definition = Definition
figures-csv = Download the table (CSV)
figures-form_06a = Form II.06a for this period
figures-empty = No dossier matches. Widen the period, drop conditions, or choose another register.
figures-rows_caption = By { $by }: { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
figures-all_rows = Show all { $n } rows
figures-not_drawn = { $n } more in the table.
figures-months_apart = Each month is a table of its own: what is carried over counts again in the next month, so the rows do not sum to the total.

finding-none_late = No finished dossier was late
finding-most_late = Most late: { $name }, { $late } of { $finished } finished ({ $rate })
finding-course = Share finished by the due date: lowest { $low }, highest { $high }
finding-course_level = Share finished by the due date unchanged at { $rate }
finding-letters = { $sent } of { $late } late dossiers have the { letter } ({ $rate })
finding-lateness = { $time } late in all, most of it in the step “{ $step }” ({ $part })

chart-course_cohort = Share finished by the due date, by month of reception
chart-course_flow = Share finished by the due date, of each month
chart-course_hint = The pale band is the 95 % confidence interval. The axis is in per cent and does not begin at 0.
chart-wards = Each ward, on the same scale

figures-trust = How reliable is the share finished by the due date?
figures-trust_text = Read the share finished by the due date together with these figures. An unusually high one in a unit is a reason to open the list.
figures-trust_caption = Signs, of the period’s dossiers
figures-sign = Sign
figures-letters = { letter-capital }
figures-letters_caption = { letter-capital }: dossiers that became late in the period
figures-no_letters = No dossier became late in the period, so no { letter } was owed.
figures-gaps = Missing:
figures-more_gaps = and others
figures-lateness = Where dossiers were late
figures-no_lateness = No finished dossier was late in working time.
figures-late_by_step = By step
figures-late_by_unit = By unit
figures-late_by_officer = By officer
figures-time = Time
figures-times = How long it takes in practice, in working days, excluding pauses
figures-median = Half of the dossiers finished within
figures-nine_of_ten = 90 % of the dossiers finished within
figures-days = { $n } days

## Lists

list-heading = { $figure }: { $n ->
    [one] { $n } dossier
   *[other] { $n } dossiers
}
list-place = Rows { $first }–{ $last } of { $n }
list-first = Back to the first
list-next = Next 100 rows
list-states = Lists by state
list-back = Back to the figures
list-xlsx = Download the list (Excel)
list-csv = Download the list (CSV)
list-empty = No dossier is in this list. Widen the period or drop conditions.
list-code = Code
list-outcome = State
list-procedure = Procedure
list-unit = Unit
list-received = Received
list-due = Due date
list-ended = Ended
list-holder = Holder

## Form II.06a

form_06a-title = How administrative procedures were resolved at the agency that resolves them directly
form_06a-caption = Form II.06a/VPCP/KSTT
form_06a-unit = Unit: dossiers
form_06a-received = Received
form_06a-resolved = Resolved
form_06a-open = Being resolved
form_06a-within = In the period
form_06a-1 = No.
form_06a-2 = Field
form_06a-3 = Total
form_06a-4 = Online
form_06a-5 = At the desk, by post
form_06a-6 = Carried over
form_06a-7 = Total
form_06a-8 = Early
form_06a-9 = On the day
form_06a-10 = Late
form_06a-11 = Total
form_06a-12 = Before the due date
form_06a-13 = Past the due date
form_06a-note = (3) = (4) + (5) + (6) = (7) + (11). Paused dossiers are in column (12). Withdrawn or closed dossiers are in no column: { $n }.
fault-one_procedure = Choose one procedure, or none for all.
fault-public_as_of = In public the figures are as of now only, so that no single dossier can be recognised. Leave this field empty.
fault-public_dimensions = In public the figures are divided by one dimension at a time: one unit, field, procedure, channel or ward. Months go with units or fields only. Leave out a filter.
fault-public_period = In public the figures are of whole months, or of reporting periods from the 15th to the 14th, undivided; by procedure, channel or ward of whole quarters; a month with under 5 dossiers goes with the month beside it. The nearest period: { $from } to { $to }.
fault-public_nearest = See { $from } to { $to }
figures-few = There are under 5 dossiers or under 5 answers, so there are no public figures yet, so that nobody’s can be recognised.
figures-together = In this period the chosen group is published together with others only, because a part of it has under 5 dossiers. Leave out that filter or choose another period.


sheet-title = Figures of administrative procedures
sheet-period = Period
sheet-as_of = As recorded at
sheet-basis = Dossiers counted
sheet-rule = How it is compared with the due date
sheet-register = Register
sheet-definitions = Version of the definitions
sheet-name = Name
sheet-none = Not known
sheet-total = Total

figures-month_open = { $month } (most dossiers still in progress)
finding-course_open = Most dossiers of these months are still in progress: nothing can be concluded yet
figures-without_one_act = Without procedures settled at once (certification, copies): { $rate } of { $n } finished
figures-with_one_act = With procedures settled at once: { $rate } of { $n } finished
ask-reporting = Reporting periods of the law (from the 15th to the 14th):
ask-reporting_month = month { $month }
ask-reporting_quarter = quarter { $quarter }
ask-reporting_year = year { $year }
figure-received-cohort = Received in the period
sheet-code = Code
sheet-outcome = State
sheet-received_at = Received
sheet-due = Due date
sheet-ended = Ended
sheet-dossiers = Dossiers

## Satisfaction

satisfaction-given_out = Results given out
satisfaction-answers = Answers
satisfaction-very = Very satisfied
satisfaction-satisfied = Satisfied
satisfaction-not = Not satisfied
satisfaction-rate = Satisfaction rate
satisfaction-response = Response rate
satisfaction-interval = 95 % interval
satisfaction-said = Results given out from { $from } to { $to }, with the answers recorded until { $at }. Each dossier is rated once.
satisfaction-none = No result was given out in this period.
satisfaction-no_answers = { $n } results were given out in this period; nobody has rated one yet. Citizens rate by the QR code of the slip, at the screen of the desk or on the page “Rate a dossier”.
satisfaction-few = { $n } answers so far. Under 10 answers no rate is shown.
satisfaction-kept_back = The answers of this period are not shown yet: at least 5 must stand together, in whole months. Choose a longer period.
satisfaction-kept_back_public = { $n } results were given out in the period. There are fewer than 5 answers in all so far: they are not published yet, so that nobody's can be guessed.
satisfaction-row_kept_back = fewer than 5 answers together
satisfaction-public_by = The public page counts by unit, procedure or month, one at a time.
satisfaction-finding = { $rate } of those who answered are satisfied ({ $n } answers, interval { $interval })
satisfaction-met = Reaches the target of { $target } % ({ $whose }).
satisfaction-not_met = Does not reach the target of { $target } % ({ $whose }).
satisfaction-city = city
satisfaction-national = national
satisfaction-total_caption = Answers by what was rated
satisfaction-factor = What was rated
satisfaction-of_service = The handling of the dossier as a whole
satisfaction-of_officer = The officers who handled it
satisfaction-of_access = Access to the service
satisfaction-of_procedure = The procedure
satisfaction-of_result = The result
satisfaction-of_feedback = How complaints and proposals are received and answered
satisfaction-rows_caption = By { $by }
satisfaction-officers_said = A result stands in the row of each officer who held its dossier; the rate is of satisfaction with the officer.
satisfaction-months = By the month in which the result was given out, against the city’s target of 80 % and the national one of 90 %
satisfaction-texts = What citizens wrote
satisfaction-texts_said = Without name or code of the dossier; that they were read is on record.
satisfaction-no_texts = Nothing was written.
form_06a-open_within = Open, due not passed
form_06a-open_past = Open, due passed
