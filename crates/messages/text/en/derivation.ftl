# How a due was counted, line by line.

derivation-received = Received at { $at }; duration: { $duration }.
derivation-closed = Outside opening hours: it counts from { $at }.
derivation-cutoff = After { $time }: it counts from { $at }.

derivation-zero-received = The day of reception, { $day }, is not counted (day 0).
derivation-zero-effective = The first day, { $day }, is not counted (day 0).
derivation-zero-resumed = The day of the resume, { $day }, is not counted (day 0).
derivation-zero-civil = By the Civil Code { $day } is not counted (day 0).
derivation-zero-last = The duration ends at closing time on { $day }.

derivation-counted = Working day { $n }: { $days }.
derivation-counted-two = Working days { $n } and { $last }: { $days }.
derivation-counted-many = Working days { $n } to { $last }: { $days }.
derivation-calendar_days = { $days } on end, days off included, after { $from }: until { $until }.
derivation-rolled = The last day, { $from }, is a day off: the due date moves to { $to }.
derivation-hours = { $time } counted on { $day }.

derivation-skipped = Skipped { $days }: { $reason }.
skip-weekend = weekly day off
skip-swapped = day off in exchange, worked on { $day }

derivation-paused = Paused from { $at }; { $left } left.
derivation-paused-nothing_left = Paused from { $at }; no day left.
derivation-paused-after_due = Paused from { $at }, after the due date: the due date does not move.
derivation-resumed = The pause ended at { $at }: what was left goes on.
derivation-resumed-restart = Missing papers received at { $at }: the duration is counted again from the start.
derivation-resumed-fixed = Missing papers received at { $at }: the new duration is { $duration }.
derivation-resumed-after_due = The pause ended at { $at }.

derivation-extended = Extended by { $by } from the present due date, applied at { $at }.
derivation-calendar_changed = Calendar “{ $calendar }” in force from { $at }; the due date is counted again unless it has passed.

derivation-due = Due: { $at }.
derivation-due-suspended = Due: { $at } (paused).
derivation-due-estimate = Due: { $at } (estimate: this year's days off are not announced yet).
derivation-due-suspended-estimate = Due: { $at } (paused; estimate: this year's days off are not announced yet).

# What an old register says of a dossier.

imported-register = Taken over from the old register “{ $register }” at { $at }.
imported-procedure = Procedure: { $value }.
imported-field = Field: { $value }.
imported-unit = Unit that answers for the result: { $value }.
imported-officer = Officer: { $value }.
imported-ward = Ward of the applicant: { $value }.
imported-channel = Channel: { $value }.
imported-received = Received: { $value }.
imported-due_stated = Due as stated in the register: { $value }; it is not computed again.
imported-due_counted = Due as counted at the import, for the register states none: { $value }.
imported-finished = Result ready: { $value }.
imported-withdrawn = Withdrawn by the applicant: { $value }.
imported-in_time = By date, the result was early or on the day.
imported-late = By date, the result came { $days ->
    [one] one day
   *[other] { $days } days
} after the due date.
imported-ready = Result ready
imported-end_of_day = end of { $day }
imported-open = By the register, the dossier has no result and was not withdrawn.
imported-step = Step “{ $step }” was completed at { $at }: { $by }.
imported-step_in_time = Step “{ $step }” was completed at { $at }, not late (its due: { $due }): { $by }.
imported-step_late = Step “{ $step }” was completed at { $at }, after its due of { $due }: { $by }.
imported-pause = The clock was paused from { $from } to { $to }: { $reason }.
imported-pause_open = The clock is paused since { $from }: { $reason }.
imported-nobody = the register does not say by whom
imported-unknown_holders = The register does not say who held the dossier at each moment, or the working time; so no part of lateness is counted by step.
imported-unknown = The register does not say who held the dossier at each moment, the working time, or the pauses; so no part of lateness is counted by step.
