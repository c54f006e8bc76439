# The program's commands.

rules-no_reason = Rules updated
rules-none_offered = Every calendar year of this release is in force.
rules-offered = The calendar { $n ->
    [one] year
   *[other] years
  } { $years } of this release { $n ->
    [one] is
   *[other] are
  } not in force; see which dossiers move with `motcua rules put --dry-run`, put { $n ->
    [one] it
   *[other] them
  } in force with `motcua rules put` or at /admin/calendar.
rules-no_problem = { $procedures } procedures, { $calendars } calendars, { $officers } officers: no problem found
rules-no_problem_change = No problem found: it can be put in force.
rules-adopt_fee = Amount not entered: { $name } (set by a resolution)
rules-no_problem_alone = No problem found. Not compared with rules in force: no agency is in force in { $data }.
rules-problems = { $n } problems found; mend them as said
rules-in_force = { $procedures } procedures, { $officers } officers in force
rules-none_move = No dossier’s due moves.
rules-would_move = { $n } dossiers’ due would move (code, due before, due after):
rules-moved = { $n } dossiers’ due moved (code, due before, due after):
rules-days = { $n } days change on the calendar:
rules-more_days = and { $n } more
day_change-off = { $day }: a day off, { $name }
day_change-off_no_more = { $day }: no day off any more ({ $name }); where it is one, enter it again
day_change-made_up = { $day }: worked to make up
day_change-made_up_no_more = { $day }: no make-up day any more
day_change-not_worked = ; not worked before either, so that no due moves by it
day_change-past = ; a past day: dossiers that are finished, past due or whose new due has passed keep theirs, paused ones are counted anew

## The command check

check-phone = This is no telephone number. Write 10 digits that begin with 0, or + and the code of the country
check-identity = This is neither an identity number of 12 digits nor a passport of 6 to 12 letters and digits
check-tax_code_length = A tax code has 10 digits, with 3 more for a branch, or the 12 digits of an identity number
check-tax_code_digit = The check digit (the tenth) does not fit: compare each digit
check-tax_code_branch = Branches are numbered from 001
check-vietqr_empty = There is no payload
check-vietqr_structure = The payload is damaged: its fields do not fit the lengths stated, or a field comes twice
check-vietqr_format = The payload is no payment code of EMVCo, version 01
check-vietqr_crc = The check value (CRC) is not right: the payload was changed or copied in part
check-vietqr_not_napas = The payload has no account of NAPAS
check-vietqr_bin = The number of the bank has six digits
check-vietqr_account = An account has 1 to 19 letters and digits
check-vietqr_service = The service is QRIBFTTA (to an account) or QRIBFTTC (to a card)
check-vietqr_currency = The currency is Vietnamese đồng (704)
check-vietqr_country = The country is VN
check-vietqr_amount = The amount is a whole number of đồng above 0, with 13 digits at most
check-vietqr_purpose = The purpose has at most 25 characters of ASCII

forms-fields = fields
forms-conditions = conditions
forms-components = components
forms-same_as = the same questions as { $code }: { $why }
