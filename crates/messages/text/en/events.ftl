# A dossier's timeline: names of events, then what is public about them.

event-filed = Filed
event-guided = Told what is missing
event-refused = Refused
event-received = Received
event-imported = Taken over from the old register
event-paid = Fee paid
event-given = Given
event-returned = Returned to an earlier step
event-accepted = Accepted
event-lapsed = Offer lapsed into acceptance
event-desk_declined = Result declined by the desk
event-declined = Declined
event-step_started = Step begun
event-step_completed = Step completed
event-reassigned = Reassigned
event-stand_in_ended = Absence ended early
event-stand_in = Stand-in named
event-supplement_asked = Missing papers asked for
event-papers_promised = Missing papers promised
event-supplied = Missing papers received
event-paused = Clock paused
event-resumed = Clock resumed
event-extended = Extended
event-calendar_changed = Calendar changed
event-consulted = Another unit consulted
event-consultation_answered = Consultation answered
event-reminded = Reminder
event-apology_drafted = { letter-capital } drafted
event-apology_signed = { letter-capital } signed
event-apology_queued = { letter-capital } waits for electronic delivery
event-apology_undelivered = { letter-capital } could not be delivered electronically
event-apology_sent = { letter-capital } sent
event-reappointed = New date given
event-chairman_date = Date decided by the chairman
event-result_approved = Result approved
event-result_declined = Decision not to grant approved
event-finished = Result ready at the one-stop desk
event-handed_over = Result handed over
event-post_delivered = Result delivered by post
event-post_returned = Result brought back by the post
event-collection_reminded = Applicant reminded of the result
event-posted = Result sent by post
event-withdrawn = Withdrawn
event-closed_unsupplied = Closed because the missing papers were not supplied
event-corrected = Record corrected
event-moved_to_unit = Moved to another unit
event-letter_waived = Late result taken without the { letter }
event-noted = Note
event-erased = Personal data erased at the person's request

## Details

detail-by = By { $by }.
detail-reason = Reason: { $reason }.
detail-step = Step: { $step }.

detail-filed = Procedure: { $procedure }. Channel: { $channel }.
detail-guided = Missing: { $items }.
detail-received = Received by { $officer }. Dossier code: { $code }. Duration: { $duration }.
detail-entered_late = Reason for late entry: { $reason }.
detail-imported = Dossier code: { $code }. Received at { $received }, due date { $due }.
detail-paid = { $amount } đồng paid.

detail-given = { $from } gave it to { $to }, { $unit }. Step: { $step }.
detail-proposed = Proposed: { $outcome }.
detail-not_as_proposed = Not as proposed. Reason: { $reason }.
detail-returned = { $from } returned it to { $to }, { $unit }. Step: { $step }. Reason: { $reason }.
detail-lapsed = { $to } did not answer in time and counts as having accepted. Step: { $step }.
detail-declined = { $by } declined. Reason: { $reason }.
detail-reassigned = Now with { $to }, { $unit }. Reason: { $reason }.
detail-stand_in_ended = { $officer } is back before the absence was to end, and acts again from now on.
detail-stand_in = { $by } acts for { $officer } until { $until }.
detail-consulted = Consultation { $id }: { $unit } is asked to answer by { $due }.
detail-consultation_answered = Consultation { $id } is answered.
detail-moved_to_unit = Unit now responsible: { $unit }. Reason: { $reason }.

detail-supplement_asked = To be supplied: { $items }.
detail-supplied = Received: { $items }.
detail-papers_promised = To be brought on paper: { $items }.
detail-no_papers_promised = No paper is to be brought any more.
detail-second_supplement = This request was approved by { $by }.
detail-paused = { $reason }. Basis: { $basis }.
detail-extended = By { $by }. Basis: { $basis }.
detail-calendar_changed = New calendar: { $calendar }. Reason: { $reason }.
detail-reminded = { $share } of the time has passed; due date { $due }.

detail-apology_drafted = Unit responsible: { $unit }. Reason for the delay: { $reason }.
detail-unfinished = the step “{ $step }” is not done yet
detail-new_date = New date: { $date }.
detail-chairman_date = New date: { $date }. Decision: { $decision }.

detail-confirmed = The signer confirmed the reason that the program recorded.
detail-sent_in_person = The printed letter was handed over.
detail-sent_post = By post, item number { $tracking }.
detail-sent_electronic = Electronically: the mail server or gateway took it.
detail-letter_waived = Why there is no { letter }: { $reason }.
detail-by_code = Handed over against the collection code, in place of a signature.
detail-without_letter = The dossier was late, and no { letter } came with it.
detail-returned_absent = Nobody was there to take it.
detail-returned_wrong_address = The address is wrong, or the addressee does not live there.
detail-returned_not_taken = The addressee did not take it.
detail-returned_other = The post states another reason, or none.
detail-collection_reminded = Reminder number { $number }.
detail-posted = Tracking number: { $tracking }.
detail-not_supplied = The applicant did not supply what was asked for in the time allowed.
detail-corrected = Event { $number } was corrected. Reason: { $reason }.
