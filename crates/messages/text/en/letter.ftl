# The apology letter: what is signed, printed and sent.

apology_letter-name_2018 = Apology and new appointment for the result
apology_letter-name_2025 = Apology and request for an extension
apology_letter-date = { $date }
apology_letter-to = Dear { $name },
apology_letter-to_applicant = To the applicant of dossier { $code }
apology_letter-received = On { $received } { $agency } received your dossier for “{ $procedure }”, code { $code }.
apology_letter-due = The result was promised for { $due }.
apology_letter-late = { $agency } has not given you the result within the time stated on your appointment slip.
apology_letter-will_be_late = { $agency } cannot give you the result within the time stated on your appointment slip.
apology_letter-reason = Reason: { $reason }. Unit responsible: { $unit }.
apology_letter-sorry = This delay costs you time and trouble. { $agency } apologises to you.
apology_letter-new_date_2018 = { $agency } gives you a new appointment: { $date }.
apology_letter-new_date_2025 = { $agency } asks you for an extension until { $date }.
apology_letter-no_new_date = { $agency } cannot name a new date yet and will tell you as soon as there is one.
apology_letter-desk = The result will be given out at: { $desk }.
apology_letter-end = We ask for your understanding.

## Statutory papers (PDF)

paper-heading = Papers from the agency
paper-pdf = { $paper } (PDF)
paper-stop_notice = Notice of stopped handling
paper-certified_copy = Certified copy
paper-certified_signature = Certified signature
paper-certified_translator = Certified translator's signature
paper-certified_transaction = Certified contract or transaction
paper-handover_list = List of dossiers handed over
paper-result_list = List of results handed over
paper-date = { $day }/{ $month }/{ $year }
paper-instant = { $hour }:{ $minute } on { $day }/{ $month }/{ $year }
paper-corrected = Version { $n }, issued anew after the correction at { $at }; it takes the place of the version issued before
paper-draft = Draft, not signed
