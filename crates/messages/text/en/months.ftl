# Closed months.

page-months = Closed months
page-month = Figures of { $month }

## Why a month is not closed or signed, and what to do

month-why_already_closed = { $month } was closed at { $at } and is not opened again. What is corrected later is shown next to the closed figure.
month-why_not_ended = { $month } has not ended. It can be closed from { $at }.
month-why_before_record = No dossier was received by the end of { $month }, so there are no figures to close. Please choose another month.
month-why_tables_changed = The figures changed since you read them. Nothing was closed or signed. Please read the tables below again, then sign.
month-why_not_closed = { $month } is not closed. A leader closes it on the page “Closed months”; the owner of the server uses motcua month close.
month-why_already_signed = The figures of { $month } were signed at { $at }. A month is signed once.
month-no_agency = no agency { $agency } in this folder{ $known ->
    [none] {""}
   *[other] ; the agency here is { $known }
}

## The command line

month-closed_said = { $month } is closed by what was on record until { $at } (definitions version { $definitions }).
month-digest_said = SHA-256 of the tables: { $digest }
month-unsigned_said = Not signed: a leader reads and signs them at /months/{ $month }.
month-closed_by = Closed at { $at } by { $by }
month-signed_by = Signed at { $at } by { $by }
month-owner = the owner of the server, on the command line
month-restated_none = No figure changed since.
month-restated_n = { $n ->
    [one] 1 figure changed since:
   *[other] { $n } figures changed since:
}
month-later = Logged since:
month-older_definitions = The tables were counted by version { $then } of the definitions; version { $now } is in use, so differences may come from the definitions.

## Pages

months-lead = Closing a month keeps its tables as they are, with a leader’s signature. What is logged after that does not change the closed figure; it is shown next to it with the difference.
months-state = State
months-open = Open
months-closed = Closed { $at }
months-unsigned = not signed
months-restated = figures changed since
months-none = There is no month to close: no dossier of a month that has ended is on record.
month-preview = The tables to be closed and signed
month-preview_said = All tables below are kept as they are when you sign. Please read all of them first; the form to sign is at the end of the page.
month-sign_heading = Sign the figures
month-sign_said = By signing you confirm the tables above of { $month }. A closed month is not opened again.
month-close = Close and sign
month-sign = Sign
month-done = The figures of { $month } are closed and signed.
month-frozen = Closed figures
month-known = Counted by what was on record until { $at }; definitions version { $definitions }.
month-digest = SHA-256 of the tables: { $digest }
month-restated = Changes since closing
month-restated_said = { $n ->
    [one] 1 figure differs from when the month was closed. The table shows the closed figure next to the present one.
   *[other] { $n } figures differ from when the month was closed. The table shows the closed figures next to the present ones.
}
month-table = Table
month-row = Row
month-figure = Figure
month-then = Closed
month-now = Now
month-difference = Difference
month-added = Dossiers added
month-gone = Dossiers gone
month-later_heading = Entries since closing that changed the figures
month-later_dossier = Dossier
month-later_what = What
month-later_happened = Happened
month-later_logged = Logged
month-later_who = Logged by
month-back = All months
month-mark = { $month } was closed at { $at }.
month-mark_restated = { $month } was closed at { $at }; figures changed since.
month-mark_see = See the closed figures
today-month = Month to sign
today-month_waits = To sign
