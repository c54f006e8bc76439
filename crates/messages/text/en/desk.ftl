# The one-stop desk: reception, refusal, guidance, hand-over, results, the appointment slip.

desk-procedure = Procedure
desk-files_full = The files of one dossier may not exceed 50 MB. Leave some out or compress them.
desk-unknown = The rules in force have no “{ $name }”. Open the page again and choose once more.
desk-changed = While you were typing, { $who } did this: { $what } ({ $at }). What you entered is still here; look at it again and press once more if it is still needed.
desk-changed_away = Somebody else has just dealt with the dossier. What you entered is still here; look at it again.

receive-closed = The one-stop desk is closed; it opens again at
receive-move_clock = Move the demonstration clock
receive-which = Which procedure is it?
receive-which_hint = Type a few letters of the name, field or code; diacritics do not matter. If only one fits, it opens.
receive-narrow = Search
receive-found = { $n ->
    [one] { $n } procedure.
   *[other] { $n } procedures.
}
receive-all = Show all
receive-none = No procedure matches. Type fewer letters or show all.
receive-recent = Received lately
receive-one_act = handed over at once
receive-enter = Go on
receive-kept = What you entered is still here.
receive-kept_files = Good files are kept; refused ones must be chosen again.
receive-filing = Online filing number
receive-filed_at = filed at
receive-helped = Helped at
receive-was_guided = Told what is missing; the applicant has not filed it again.
receive-duplicates = This person already has a dossier for the same procedure
receive-duplicate = { $phase }, { $at }
receive-again = I have looked at these; receive this one as well
receive-person = Applicant
receive-find = Find somebody who came before
receive-find_go = Find
receive-find_hint = By name (diacritics do not matter), telephone or identity number. For somebody new fill in the fields below.
receive-people = People found
receive-people_found = { $n ->
    [one] { $n } person found.
   *[other] { $n } people found.
 }
receive-people_keys = Key ↓ goes to the list; Enter takes the only one.
receive-people_many = The { $n } who filed last. Type more to narrow the list.
receive-nobody = Nobody like that yet. Fill in the fields below.
receive-name = Full name, or name of the organisation
receive-name_missing = Enter the applicant’s name.
receive-address = Address
receive-phone = Telephone
receive-identity_wrong = The number of an identity paper begins with a letter or a digit, has at most 40 characters, and only letters, digits, blanks, “.”, “-” and “/”. Look again.
receive-phone_wrong = A number of this country has ten or eleven digits and begins with 0; a foreign one begins with +. Words beside it belong in the note.
receive-identity = Identity number, card or passport
receive-ward = Ward of the address
receive-no_ward = (unknown)
receive-ward_unknown = This ward is not in the list. Choose again.
receive-case = Case
receive-no_case = Ordinary
receive-case_due = { $case } (due date { $due })
receive-case_unknown = The procedure has no such case. Choose again.
receive-competent = Competent agency
receive-own_agency = This agency
receive-agency_unknown = The desk does not receive this procedure for the chosen agency. Choose again.
receive-channel = How it came
receive-channel_missing = Choose whether it came to the counter or by post.
receive-other = Brought by somebody else
receive-other_name = Full name of the person who brings it
receive-other_missing = Enter the name of the person who brings it, or empty that person’s fields.
receive-papers = Papers
receive-asked_originals = { $n ->
    [one] { $n } original
   *[other] { $n } originals
}
receive-asked_certified = { $n ->
    [one] { $n } certified copy
   *[other] { $n } certified copies
}
receive-asked_copies = { $n ->
    [one] { $n } copy
   *[other] { $n } copies
}
receive-required = required
receive-if_any = if any
receive-paper_missing = A required paper is missing: { $paper }
receive-papers_mend = Tick what is here or taken from a database; for what is lacking use “Say what is missing”.
receive-unticked = Required, not ticked
receive-count_wrong = The counts of “{ $paper }” are numbers from 0 to 999.
receive-details = Counts, digitisation
receive-originals = Originals
receive-certified = Certified copies
receive-copies = Copies
receive-digitised = Digitised and signed
receive-reused = Taken from a database
receive-file = Scans
receive-kept_file = File kept:
receive-drop = leave it out
receive-batch = Scans of all papers (one or more files of many pages)
receive-batch_keep = Upload to assign the pages
receive-pages = Pages of each paper
receive-pages_of = pages
receive-pages_hint = Enter the pages of each paper, such as 1-3, 5; “4-” is page 4 to the end. A paper with pages counts as brought. When the dossier is received, each paper has a file of its own.
receive-pages_rest = Leave out the pages of no paper (blank or superfluous):
receive-pages_wrong = The pages of “{ $paper }” must be numbers from 1 to { $last }, such as 1-3, 5, each once.
receive-pages_twice = Page { $page } is entered for both “{ $other }” and “{ $paper }”. Remove one of them.
receive-pages_left = Page { $pages } belongs to no paper yet. Enter it for a paper, or tick that it is left out.
receive-pages_many = The file “{ $name }” has more than 1,000 pages and was not taken. Scan it as several files.
receive-pages_marked = The file “{ $name }” has a digital signature, a form, layers or comments, which would be lost. Enter all of its pages for one paper, in their order.
receive-pages_unreadable = The pages of the file “{ $name }” cannot be read. Scan it again, or open it, choose Print, then “Save as PDF”.
receive-waiting = Scans waiting
receive-waiting_pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
 }
receive-waiting_look = Look at
receive-waiting_take = Take the scans that are ticked
receive-waiting_gone = A scan that was ticked is no longer in the folder (another officer took it) or cannot be taken. Choose again.
receive-late = Entered late
receive-late_hint = Only where it was received before now because of a power cut or outage; one working day at most.
receive-late_at = Received at
receive-late_at_wrong = Write when it was received as 22/11/2018 10:30, or the time alone as 10:30 for today.
receive-late_reason = Why it is entered late
receive-late_reason_missing = Write why it is entered late.
receive-note = Internal note
receive-duration = Time allowed
receive-due = If received now, the due date is
receive-due_head = Due date
receive-fees = Fees and charges
receive-money = { $amount } đồng
receive-count_page = Pages of each copy
receive-count_copy = Copies (or cases)
receive-count_parcel = Parcels
receive-count_month = Months
receive-reliefs = Exemptions and reductions (tick what is proven)
receive-quantity_wrong = The number that is charged for is from 1 to 9999.
receive-total = To be paid:
receive-compute = Recalculate
receive-exempt = Exempt, nothing is charged
receive-at_once = Receive and hand over at once
receive-enter_hint = Enter looks for the person if you have just typed in the search field, else it receives.
receive-enter_hint_one_act = Enter looks for the person if you have just typed in the search field, else it receives and hands over at once.
receive-missing = What is missing
receive-missing_hint = One item a line, everything at once. Left empty, it is the required papers that are not ticked. The applicant is told.
receive-missing_hint_counter = One item a line, everything at once. Left empty, it is the required papers that are not ticked. The sheet is printed for the applicant; nothing goes on record.
receive-missing_missing = Write what is missing: all required papers are ticked.
receive-guide_print = Print the sheet
receive-reason = Why it is refused, and on what basis
receive-reason_missing = Write why it is refused.

file-limits = PDF, JPG or PNG files; each up to 10 MB, 32 MB sent at once, 50 MB for one dossier.
upload-empty = The file “{ $name }” is empty and was not taken.
upload-together = The files sent together are larger than 32 MB, so none was taken; everything entered is still here. Send fewer files at a time, or scan them smaller.
upload-too_large = The file “{ $name }” is larger than 10 MB and was not taken. Photograph or scan it smaller, or split it into several files.
upload-too_many_pixels = The picture “{ $name }” has more than 100 million pixels, so it was not taken. Scan it at 300 dpi, or choose a smaller picture size in the camera and take it again.
upload-type = The file “{ $name }” is not the whole PDF, JPG or PNG that its name says and was not taken. Photograph, scan or export it again.
upload-encrypted = The file “{ $name }” has a password or restricts its use and was not taken. Open it with the password, choose Print, then “Save as PDF”, and send the new file.
upload-dangerous = The file “{ $name }” has code or another file inside and was not taken. Open it, choose Print, then “Save as PDF”, and send the new file.
upload-heic = The file “{ $name }” is a HEIC photo of a telephone and was not taken. On an iPhone: choose Settings › Camera › Formats › “Most Compatible” and take the photo again; or open the photo, choose Share › Options › “Most Compatible” to get a JPG.
upload-avif = The file “{ $name }” is an AVIF picture and was not taken. Open it and save it as JPG or PNG.
upload-webp = The file “{ $name }” is a WebP picture and was not taken. Open it and save it as JPG or PNG.
upload-picture = The file “{ $name }” is a GIF or BMP picture and was not taken. Open it and save it as JPG or PNG.
upload-tiff = The file “{ $name }” is a TIFF scan and was not taken. Choose PDF or JPG at the scanner and scan again; or open it, choose Print, then “Save as PDF”.
upload-office = The file “{ $name }” is a document of Word, Excel or the like and was not taken. Open it, choose Save as, and choose PDF.
upload-video = The file “{ $name }” is a film and was not taken. Send a JPG or PNG picture or a PDF.
upload-archive = The file “{ $name }” is an archive and was not taken. Unpack it and send each PDF, JPG or PNG by itself.

sheet-next_person = Next person
sheet-guidance = Request to complete the dossier
sheet-guidance_said = This sheet is printed for the applicant. Nothing went on record.
sheet-refusal = Refusal to receive the dossier
sheet-of = Dossier of
sheet-missing = To complete the dossier, the following is needed:
sheet-contact = For questions while completing it, contact
sheet-guide = Officer giving guidance
sheet-refused = Having examined it, { $desk } does not receive this dossier, for this reason:
sheet-refused_end = Please take note and proceed accordingly.
sheet-to = Taken by
handover-giver = For the giving side
handover-taker = For the taking side

slip-appointment = Appointment slip
slip-filing = Receipt of a filing
slip-form_2018 = Form { $number } (Circular 01/2018/TT-VPCP)
slip-form_2025 = Form { $number } (Circular 03/2025/TT-VPCP)
slip-state = SOCIALIST REPUBLIC OF VIETNAM
slip-motto = Independence - Freedom - Happiness
slip-code = Dossier code
slip-number = Number
slip-come = Result on
slip-of = Dossier received from
slip-by = Brought by
slip-about = What is asked for
slip-papers = Papers handed in
slip-no = No.
slip-paper = Paper
slip-note = Note
slip-digitised = digitised
slip-reused = taken from a database
slip-competent = Competent agency
slip-sets = Sets
slip-one_set = 1 set
slip-duration = Time allowed by the rules
slip-received = Received
slip-due = Due date
slip-due_now = Due date at present
slip-handed_over = Result handed over
slip-result_at = Result to be collected at
slip-fee = Fees and charges
slip-paid = { $amount } paid
slip-owed = still to pay { $amount }
slip-filed_at = Filed
slip-answer_by = Answer
slip-answer_hours = Within 8 working hours of filing: reception, guidance, or refusal with its reason. The time it may take runs from reception.
slip-key = Tracking key
slip-follow = Track the dossier at
slip-follow_how = with the dossier code and the tracking key, or scan the QR code.
slip-keep = The key and the QR code open your dossier’s information: keep them like an identity paper.
slip-lost = The slip was lost or its key seen by others: give a new key; the old key and QR code end at once, and accounts that claimed by the old slip see nothing more. Check an identity paper first.
slip-no_key = This dossier has no key that is still good.
slip-renew = Give a new key
slip-revoke = Revoke the key
slip-done_renew = A new key was given. The old key and QR code no longer work; print the slip again for the applicant.
slip-done_revoke = The key was revoked. The old key no longer opens this dossier.
slip-sign = (signature, full name)
slip-sign_time = (signature, full name, time and day)
slip-submitter = Brought by
slip-receiver = Received by
slip-print = Print with the browser’s own command (Ctrl+P); the paper has only what stands in the frame.
slip-next = Receive another dossier
slip-next_person = Receive another for this person
slip-next_same = Receive another for this procedure
slip-open = Open the dossier

filings-waiting = Awaiting reception
filings-late = Over 8 working hours
filings-guided = Told what is missing
filings-lead = From filing to reception, guidance or refusal at most 8 working hours. The oldest come first.
filings-number = Number
filings-time = Time to answer
filings-at = Filed at
filings-helped = Helped at
filings-left = { $time } left
filings-over = { $time } over
filings-empty_waiting = No online filing awaits reception. What people file online appears here.
filings-empty_late = No filing has waited longer than 8 working hours.
filings-empty_guided = No applicant has been told what is missing and not filed again.
filings-guided_done = The applicant was told what is missing.

handovers-to_give = To be handed over
handovers-held = { $n ->
    [one] You hold { $n } dossier to be handed over.
   *[other] You hold { $n } dossiers to be handed over.
}
handovers-others = { $n ->
    [one] { $n } more is held by a colleague of the desk; the holder hands it over.
   *[other] { $n } more are held by colleagues of the desk; the holder hands them over.
}
handovers-none = No dossier is to be handed over. What has just been received appears here.
handovers-officer = To
handovers-choose = Choose an officer
handovers-due = Due date
handovers-open = Look
handovers-give = Hand over those ticked
handovers-all_give = Tick all dossiers of this page
handovers-last_step = At the last step, their result to be brought in
handovers-offered = Given, not yet accepted
handovers-waiting = waits for
handovers-list = Issue the hand-over list ({ $n ->
    [one] one dossier
   *[other] { $n } dossiers
})
handovers-lists_today = Hand-over lists issued today
handovers-no_list_today = No list was issued today. A list is issued when dossiers are handed over.
handovers-none_offered = No dossier waits for a unit to accept it.
handovers-back = Waiting for you to accept
handovers-none_back = No dossier waits for you to accept it.
handovers-from = from
handovers-accept = Accept those ticked
handovers-failed = Some were not handed over
handovers-gone = Dossier { $code } is no longer within your scope.
handovers-no_step = The dossier is at its last step: bring in the result on its page.
handovers-no_officer = No officer was chosen for this group.
handovers-none_chosen = No dossier was ticked.
handovers-given_done = { $n ->
    [one] { $n } dossier was offered; the unit has to accept it.
   *[other] { $n } dossiers were offered; the units have to accept them.
}
handovers-accepted_done = { $n ->
    [one] { $n } dossier accepted.
   *[other] { $n } dossiers accepted.
}

results-search = Dossier code, name, telephone or identity number
results-find = Find
results-count = { $n ->
    [one] { $n } result to be given out
   *[other] { $n } results to be given out
}
results-found = Dossiers found
results-none = No result is waiting. Results that the units bring in appear here.
results-none_found = No dossier in progress or ready matches.
results-more = There may be more dossiers. Search by code, telephone or the number of the identity paper.
results-standing = State
results-notified = Applicant told
results-not_notified = Not told: the dossier has no telephone or e-mail address
results-ready_at = Ready at
results-no_letter = No { letter } yet
results-letter_drafted = { letter-capital } drafted, to be signed
results-letter_signed = { letter-capital } signed, to be sent
results-letter_sent = { letter-capital } sent
results-here = At the counter
results-decline = The result is not here or not right: within one working day after it was ready, and before it is handed over, it can go back to the officer who finished it.
results-check = Compare the slip or the identity paper; somebody else needs an authorisation.
results-without_letter = Why it is handed over without the { letter }
results-by_post = By post
results-waits = waits for { $n ->
    [one] one day
   *[other] { $n } days
 }
results-reminded = reminded { $n ->
    [one] once
   *[other] { $n } times
 }
results-in_post = The post carries the result. Record here when it reports that the result was delivered or brings it back; a result that came back waits to be handed over again.
results-tracking = Tracking number
results-not_ready = This dossier’s result is not waiting to be handed over.
results-back = Back to the list
results-today = Handed over today
results-earlier = Those handed over before ›
results-none_today = Nothing was handed over today.
results-handed_over_done = The result of dossier { $code } was handed over.
results-posted_done = The result of dossier { $code } was noted as posted.

assist-file = File online for the citizen
assist-said = The dossier is filed online for the citizen and awaits reception at the desk. Print the slip for them: it has the number and the key.

## Notices not delivered

notices-lead = Delivery was tried many times over more than seven days, or the other side refused for good. Check the address; then send it again, or reach the applicant in another way (by telephone, by letter) and note that here.
notices-empty = Every notice could be delivered.
notices-tried = Tried { $n ->
    [one] once
   *[other] { $n } times
 }, last at { $at }
notices-again = Send again
notices-letter = Send the letter another way
notices-elsewhere = Reached in another way
notices-done_again = The notice will be sent again at once.
notices-done_elsewhere = Noted that the applicant was reached in another way.
notices-changed = Somebody has just dealt with this notice; nothing more was changed. The list below is up to date.
notices-more = The list holds { $n } at most; others show as those above are dealt with.
notices-waiting_here = Some notices could not be delivered
notices-trouble_missing = the sending program was not found
notices-trouble_not_executable = the sending program cannot be run
notices-trouble_not_started = the machine could not start the sending program
notices-trouble_exit = the sending program reported an error (code { $code })
notices-trouble_killed = the sending program was interrupted
notices-trouble_time = the sending program took too long
notices-trouble_stale = the dossier changed, so this letter may not go any more: none is owed, its new date has come, or another took its place
notices-trouble_stopped = the server was stopped while it was sent
notices-trouble_unreachable = the sending server could not be reached
notices-trouble_not_secure = no secure connection to the sending server could be made
notices-trouble_set_up = the sending server does not accept the settings of the agency: user, token, sender or path (code { $code })
notices-trouble_later = the sending server cannot take it at the moment (code { $code })
notices-trouble_busy = the sending server is busy and asked to wait { $code } seconds
notices-trouble_no_address = the address does not exist (code { $code })
notices-trouble_refused = the sending server refuses this notice for good (code { $code })
notices-trouble_unknown = for an unknown reason
desk-phone = telephone { $phone }
results-taker = Who takes the result
results-taker_applicant = The applicant
results-taker_submitter = The person who handed the dossier in
results-taker_other = Another person, with a written authorisation
results-taker_name = Name of that person
results-taker_name_hint = Only where it is another person.
results-taker_identity = Number of that person's identity paper
results-taker_paper = The authorisation: number, and who certified it
results-taker_paper_hint = Only where it is another person. For a paper without a number write “no number” and who wrote it.
results-taker_paper_day = Day of the authorisation
results-no_paper = Please enter the number of the authorisation, or who certified it.
results-no_paper_day = Please enter the day of the authorisation.
results-paper_day_ahead = The day of the authorisation has not come. Please look at the paper again.
results-taker_code = Collection code (where it is shown in place of a signature)
results-taker_code_hint = Six digits, which the applicant got with the notice that the result is ready, or reads on the tracking page. Leave it empty where the person signs the register book.
results-code_wrong = The collection code is wrong. Look at the newest notice or the tracking page; or leave the field empty and have the person sign the register book.
results-code_closed = Too many codes were wrong, and this dossier takes none for a while. Leave the field empty and have the person sign the register book.
results-proof = Receipt confirmed
results-proof_code = By the collection code
results-proof_signature = By the recipient's signature
results-no_taker = Please choose who takes the result.
results-no_name = Please enter the name of the person who takes it.
results-no_identity = Please enter the number of that person's identity paper.
slip-file = electronic file

# Notices on paper.
page-paper_notices = Notices on paper
page-notice_sheets = Sheets of notices
paper_notices-lead = These applicants gave no telephone number or mail address, or want paper. Print each notice, give or post it, then note that here; the dossier shows the same.
paper_notices-empty = No notice on paper is waiting.
paper_notices-to = To: { $name }
paper_notices-print_all = Print all on this page
paper_notices-print = Print those ticked
paper_notices-give = Note: given
paper_notices-post = Note: posted
paper_notices-sheets = Open the sheets
paper_notices-done_print = Noted as printed.
paper_notices-done_give = Noted: { $n ->
    [one] one notice was given
   *[other] { $n } notices were given
 }.
paper_notices-done_post = Noted: { $n ->
    [one] one notice was posted
   *[other] { $n } notices were posted
 }.
paper_notices-none_ticked = No notice is ticked. Tick the notices that this is about, then press again.
paper_notices-changed = These notices were handled elsewhere a moment ago; this press changed nothing. Below is the list as it stands.
paper_notices-more = The list shows the { $n } oldest notices; the others appear when these are done.
paper_notices-waiting_here = Notices on paper wait to be printed or given
