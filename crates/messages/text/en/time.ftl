# Time.

days-two = { $first } and { $last }
days-range = { $first } to { $last }

amount-same_day = the same day
amount-working_days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
amount-calendar_days = { $n ->
    [one] { $n } calendar day
   *[other] { $n } calendar days
}
amount-working_hours = { $n ->
    [one] { $n } working hour
   *[other] { $n } working hours
}
amount-hours_minutes = { $hours } working hours { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}

# At this very minute is still in time.
duration-cutoff = the same working day; received after { $time }, the next working day
duration-cutoff_days = { $length }; received after { $time }, counted from the next working day

remaining-late = { $time } late
remaining-today = Today { $time }
remaining-days = { $n ->
    [one] { $n } working day left, not counting today
   *[other] { $n } working days left, not counting today
}
remaining-none = The due date has come
