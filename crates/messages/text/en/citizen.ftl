# Citizens: signing in, filing, following.

citizen-back = Back

## Signing in by a code

my_sign_in-heading = Sign in to file and follow your dossiers
my_sign_in-said = We send a six-digit code to your phone or e-mail. You need no password.
my_sign_in-contact = Phone number or e-mail
my_sign_in-contact_hint = For example: 0912 345 678 or name@example.vn
my_sign_in-send = Send me a code
my_sign_in-no_contact = Enter a telephone number of this country (beginning with 0), a foreign one (beginning with +), or an e-mail address.
my_sign_in-national = You can also file on the National Public Service Portal with your national identity account.
my_sign_in-staff = Officers sign in here
my_sign_in-code_heading = Enter the code we sent
my_sign_in-sent = A code was sent to { $contact }. It is good for { $minutes } minutes.
my_sign_in-code = Six-digit code
my_sign_in-code_hint = It is in the message you have just received.
my_sign_in-enter = Sign in
my_sign_in-not_come = No code yet? Wait a minute, then
my_sign_in-again = send it again
my_sign_in-limit = A number or address gets at most { $n } codes a day from unfamiliar browsers.
my_sign_in-slip_said = If you have an appointment slip with this number or address, enter the dossier code and the tracking key: those codes do not count towards this limit.
my_sign_in-slip = I have an appointment slip
my_sign_in-wrong = The code is wrong or no longer good. Look at the newest message; after several wrong tries, have a new code sent.
my_sign_in-expired = Your session has ended. What you entered is kept and goes on once you have signed in.
my_sign_in-demonstration = The demonstration sends no real messages: read the code on the page “Try it”
my_sign_in-notice_subject = Một Cửa sign-in code
my_sign_in-notice = { $code } is your sign-in code, good for { $minutes } minutes. Give it to nobody, not even an officer.

## My dossiers

my-signed_in = Signed in with
my-empty = You have no dossier yet. What you file here will appear on this page, with what you need to do and its due date.
my-choose = Choose a procedure to file
my-file_another = File another dossier
my-claim = Add dossiers that you handed in at the one-stop desk
my-devices_hint = Browsers in which you have signed in before. While strangers guess codes you can still sign in from them; they still need the one-time code.
my-waiting = Waiting for you
my-drafts = Begun, not sent
my-under_way = Under way
my-ended = Done
my-again = Filing again
my-touched = Last changed at
my-until = Kept until
my-drop = Drop this draft
my-done_saved = Saved. You can come back and go on within 30 days.
my-done_dropped = The draft was dropped.
my-done_filed = Your dossier was sent. Within 8 working hours the one-stop desk checks it, then receives it or tells you what is missing.
my-done_supplied = The missing papers were sent. The new due date is shown here.
my-done_promised = What you will bring is on record. The clock stays paused until the one-stop desk has received it.
my-done_withdrawn = The dossier was withdrawn.
my-done_rated = Your rating is recorded. Thank you.
my-done_claimed = Added. From now on your dossiers from the desk are shown here, and notices go to the contact you sign in with.
my-filed = Filed
my-now_at = Now with
my-applicant = Applicant
my-submitter = Filed by
my-due_filed = Filed, waiting to be checked. The time runs from reception.
my-due_guided = Not received yet: something is missing. The time runs from reception.
my-due_refused = The dossier was not received, so there is no due date.
my-desk = One-stop desk
my-desk_hours = Opening hours
asked-heading = Papers asked for
asked-waits = Waiting for the applicant until the end of { $day }.
asked-all_came = Every paper asked for has come.
asked-lacking = { $n ->
    [one] 1 paper is still missing
   *[other] { $n } papers are still missing
}; the time is running.
asked-came = received { $at }
asked-promised = to be brought on paper
asked-lacks = missing
promise-heading = Papers you will bring
promise-said = Please bring them to { $desk }, by { $until }.
promise-said_to_office = The applicant will bring these papers to { $desk }, by { $until }:
my-story = What has happened so far
my-slip = Tracking the dossier
my-slip_said = With this code and key anybody can see where the dossier is, without signing in; no personal data is shown there.
my-slip_print = See and print the slip
my-people = Personal data in the dossier
my-no_people = No personal data of this dossier is kept here.
my-papers = Papers handed in
my-no_papers = No file was handed in online.
my-notices = Notices about the dossier
my-no_notices = No notice about this dossier yet.
my-reads = Who looked at your personal data
my-reads_said = Each time an officer opens the personal data in the dossier, it is recorded here.
my-no_reads = Nobody yet.

need-guided = Something is missing. Complete it and file again here or at the one-stop desk; what you entered and handed in is kept.
need-supply = The office needs more papers. The clock is paused until they arrive: send them here, or bring them to the one-stop desk.
need-supply_rest = There are papers that you have not handed in yet. Work on the dossier goes on: send the rest here, or bring it to the one-stop desk.
need-until = At the latest on
need-again = Complete and file again
need-ready = The result is ready. Please collect it at the one-stop desk with your slip or an identity paper.

letter-sent = { $unit } apologises that the result cannot be ready by the due date. The { letter } was sent at { $at }.
letter-reason = Reason: { $reason }.
letter-unit = Unit responsible: { $unit }.
letter-new_date = New date: { $date }.
letter-signed = Signed by { $by }.

## What has happened so far

story-filed = Filed
story-guided = You were told what is missing
story-refused = Not received
story-received = Received
story-work = { $unit } took it on: { $step }
story-supplement_asked = Missing papers were asked for; the time stands still
story-promised = Papers to be brought to the one-stop desk
story-no_promise = No paper is to be brought any more
story-supplied = { $effect ->
    [late] Missing papers received; the dossier was late already, the due date stays
    [restart] The missing papers were received; the time is counted again from the start
    [fixed] The missing papers were received; a new time limit begins
   *[continue] The missing papers were received; the time runs on
}
story-paused = The time stands still: { $reason }
story-resumed = The time runs again
story-extended = Extended by { $by }
story-calendar = Due date moved from { $before } to { $due } by a new working calendar. Basis: { $reason }
story-calendar_same = A new working calendar applies, the due date stays. Basis: { $reason }
story-consulted = { $unit } was consulted
story-answered = The consulted unit answered
story-apology = The { letter } was sent
story-letter_queued = The { letter } is signed and waits for electronic delivery
story-letter_undelivered = The { letter } could not be delivered electronically; the office sends it in another way
story-new_date = New date: { $date }
story-paid = { $amount } đồng paid
story-approved = The result was approved
story-declined = Decided: not granted
story-finished = The result is at the one-stop desk
story-result_declined = The desk sent the result back to be put right; work goes on
story-handed_over = The result was handed over
story-posted = The result was sent by post
story-withdrawn = Withdrawn
story-closed = Closed because the missing papers were not supplied
story-corrected = Something on record was corrected
story-was_corrected = This was corrected later.
story-moved = { $unit } is responsible now

## Filing

file-heading = File online
file-at_desk = This procedure cannot be filed online yet. Please come to the one-stop desk in opening hours.
file-at_portal = The agency takes online filings of this procedure through the National Public Service Portal (dichvucong.gov.vn), or at the one-stop desk.
file-to_have = Papers you need
file-start_said = It takes about ten minutes. You can stop, save and go on within 30 days.
file-sign_in = Sign in to file
file-begin = Begin a new dossier
file-has_drafts = You have begun this procedure before:
file-go_on = Go on
file-place = Step { $n } of { $of } · { $procedure }
file-next = Continue
file-leave = Save and leave
file-who = For whom do you file?
file-for = Filed for
file-for_own = For myself
file-for_own_hint = The dossier is in my name.
file-for_other = For somebody else
file-for_other_hint = I file for a relative or somebody who asked me to.
file-for_company = For an organisation
file-for_company_hint = A company, cooperative, office or association.
file-submitter = About you, who file for another
file-own = About you
file-applicant = In whose name is the dossier?
file-company = In which organisation’s name is the dossier?
file-name = Full name
file-name_hint = As on the identity paper.
file-name_company = Name of the organisation
file-name_company_hint = As on its registration or founding decision.
file-identity = Number of identity card or passport
file-identity_hint = Identity number of 12 digits, or the number of a passport of any country.
file-identity_company = Enterprise code or tax code
file-identity_company_hint = Ten digits; thirteen for a branch.
file-phone = Phone number
file-phone_hint = So that the office can tell you when something changes.
file-address = Address
file-address_hint = House number, street, neighbourhood.
file-ward = Ward
file-ward_elsewhere = Elsewhere, outside the district
file-case = Which case is it?
file-case_which = Case
file-case_ordinary = None of these
file-papers = Papers
file-papers_said = Photograph or scan each paper and choose the file. If you cannot, tick that you will bring it to the one-stop desk.
file-review = Check before you file
file-row_submitter = Filed by
file-row_applicant = In the name of
file-row_company = In the name of
file-not_yet = Not yet
file-change = Change
file-terms = Time and cost
file-no_fee = Not known yet; the office will tell you at reception
file-then = What happens next
file-then_said = Within 8 working hours the one-stop desk checks the dossier. If it is complete, it is received and you are told the due date; if not, you are told once everything that is missing. You get the dossier code and tracking key at once.
file-then_again = The one-stop desk checks it again within 8 working hours. Code and key stay the same.
file-true = I declare that what I entered is true, and I answer for it.


paper-other = Other papers
paper-limit = PDF, JPG or PNG, up to 10 MB each, up to 32 MB at once. Several files may belong to one paper.
paper-on_paper = I will bring it on paper
paper-will_bring = Will be brought on paper
paper-earlier = handed in before
paper-add = Add the chosen files
paper-drop = Remove

fault-my_for_whom = Choose for whom you file.
fault-my_name = Enter the full name.
fault-my_name_company = Enter the organisation’s name.
fault-my_identity = An identity number has 12 digits; a passport number 6 to 12 letters and digits, at least one of them a digit.
fault-my_identity_company = An enterprise or tax code has 10 digits, a branch’s 13.
fault-my_phone = A number of this country begins with 0, a foreign one with + and the country’s code.
fault-my_address = Enter the address: house number, street, neighbourhood.
fault-my_ward = Choose the ward, or “Elsewhere”.
fault-my_case = Choose the case.
fault-my_paper = No file yet: { $paper } Add one, or tick that you will bring it on paper.
fault-my_true = Tick that what you stated is true.
fault-my_changed = The dossier has changed while you were looking at it. Nothing was sent; look again, then send again.
fault-my_reason = Choose why you withdraw it.
fault-my_supply = Add a file, or tick that you will bring the paper, for at least one paper.
fault-file_room = “{ $file }” was not taken: the dossier has too many files already (60 files, 50 MB at most).

## Supplement, withdrawal

supply-files = Send files
supply-note = Message to the office
supply-send = Send the papers
supply-said = For each paper, send a file or tick that you will bring it.
supply-place = Bring papers to
supply-review = Check before you send
supply-lacks = There is a paper with neither a file nor a tick. The dossier will still lack it; you can send it later.
supply-then_heading = What happens then
supply-then = The office sees your papers at once, and the clock runs again. The new due date is shown with the dossier.
supply-then_promised = The office sees at once what you will bring. The clock stays paused until the one-stop desk has received it.
withdraw-said = Once withdrawn, work on it ends and it cannot be brought back; you would have to file anew.
withdraw-reason = Why do you withdraw it?
withdraw-no_need = No longer needed
withdraw-wrong_procedure = Filed under the wrong procedure
withdraw-later = I will file again when all papers are ready
withdraw-other = Another reason
withdraw-note = More about it
withdraw-send = Withdraw this dossier

## Following

track-said = Enter the dossier code and the tracking key printed on your slip to see where your dossier is and when the result will be ready.
track-code = Dossier code
track-code_hint = The long number on your slip, or the code beginning with TT of a dossier filed online.
track-key = Tracking key
track-key_hint = Six letters and digits; capitals do not matter.
track-find = Look up
track-fault = Nothing looked up
track-not_found = No dossier has this code and key. Check each character on your slip.
track-wait = Too many tries; wait { $n } seconds and try again.
track-lost = Lost your slip? Come to the one-stop desk with an identity paper for a new one.
track-my = Filed here? Sign in to see everything
track-again = Look up another dossier
claim-said = Enter the code and the key printed on one of your slips. If both are right, all dossiers that you handed in at the desk are shown in this account. A name and a number are not enough.
claim-code_hint = The long number on your slip.
claim-join = Add to my account

## Notices

notice-sent = sent at { $at }
notice-waiting = waiting to be sent
notice-trying = not sent yet, next try at { $at }
notice-failed = could not be sent, given up at { $at }
notice-elsewhere = reached in another way at { $at }
notice-expired = expired at { $at }
notice-desk = the one-stop desk
notice-cleared = The text is no longer stored.
notice-received = Dossier { $code } was received
notice-received_said = Your dossier was received under code { $code }. The result is due at { $due }.
notice-guided = Dossier { $code } is incomplete
notice-guided_said = Dossier { $code } could not be received yet. Missing: { $items }. Please add it and file again online, or at { $desk }.
notice-refused = Dossier { $code } was not received
notice-refused_said = Dossier { $code } was not received. Reason: { $items }. If you have questions, ask at { $desk }.
notice-supplement_asked = Dossier { $code }: papers are missing
notice-supplement_asked_said = To go on with dossier { $code } we need, online or at { $desk }, by { $day }: { $items }.
notice-paused = The time of dossier { $code } is paused
notice-paused_said = The time of dossier { $code } is paused. Basis: { $items }. When it runs again, we will tell you the new due date. Questions: { $desk }.
notice-resumed = Dossier { $code } is worked on again
notice-resumed_said = The time of dossier { $code } runs again. Due date: { $due }.
notice-extended = The time of dossier { $code } is extended
notice-extended_said = The time of dossier { $code } is extended. Basis: { $items }. Due date: { $due }.
notice-due_moved = The due date of dossier { $code } has moved
notice-due_moved_said = The agency’s working calendar has changed: the result of dossier { $code }, due { $due_before } until now, is due { $due }. Basis: { $items }. Questions: { $desk }.
notice-due_moved_paused = The working calendar of dossier { $code } has changed
notice-due_moved_paused_said = The agency’s working calendar has changed: the result of dossier { $code }, due { $due_before } until now, is due { $due }. Basis: { $items }. The time of the dossier is paused; when it runs again, we will tell you the new due date.
notice-corrected = A correction of dossier { $code }
notice-corrected_said = An entry of dossier { $code } was corrected. Due date: { $due }. If your old appointment slip no longer opens the dossier, collect a new one at { $desk }.
notice-withdrawn = Dossier { $code } is withdrawn
notice-withdrawn_said = Dossier { $code } is withdrawn and is not worked on any more. Reason: { $items }. If you did not ask for this, contact { $desk } at once.
notice-closed = Dossier { $code } is closed
notice-closed_said = Dossier { $code } is closed because the papers asked for did not arrive in time. You can file again, or contact { $desk }.
notice-ready = The result of dossier { $code } is ready
notice-ready_said = The result of dossier { $code } is at { $desk }. Please collect it during opening hours; bring your slip and identity paper.
notice-handed_over = The result of dossier { $code } was handed over
notice-handed_over_said = The result of dossier { $code } was handed over. Please rate how it was handled: scan the QR code on your slip, or open the page “Rate a dossier” and enter code and key. If you have not received it, contact { $desk } at once.
notice-posted = The result of dossier { $code } was posted
notice-posted_said = The result of dossier { $code } was sent by post, tracking number { $items }. When you have it, please rate how it was handled: scan the QR code on your slip, or open the page “Rate a dossier”.
notice-not_ready = The result of dossier { $code } is not ready yet
notice-not_ready_said = We told you that the result of dossier { $code } was ready, but it has to be put right first. We are sorry and will tell you when you can collect it. Due date: { $due }.
notice-apology = Apology: the result of dossier { $code } will not be ready on time
notice-apology_said = The agency apologises that the result of dossier { $code } cannot be ready by the due date.
notice-apology_undated = We apologise that the result of dossier { $code } was not ready in time.
fetch-where = Where to fetch the result
fetch-when = Hours
fetch-with = What to bring
fetch-with_what = The appointment slip and an identity paper; another person also brings a written authorisation

## The rating of a result

rate-said = Have you received your result? Enter the dossier code and the tracking key on your slip to rate it. Each dossier is rated once.
rate-open = Open the dossier
rate-hidden = No officer sees your answer by itself: answers are shown only when at least four others stand with them.
rate-again = Start again
rate-send = Send the rating
rate-done = Your rating is recorded. Thank you.
rate-service = Are you satisfied with how this dossier was handled?
rate-officer = Attitude and skill of the officers
rate-access = Access to the service
rate-access_hint = The place, the web pages, the ways to file.
rate-procedure = The procedure
rate-procedure_hint = Papers asked for, time, fees and charges.
rate-result = The result
rate-result_hint = As the rules say, complete, exact.
rate-feedback = How complaints and proposals are received and answered
rate-feedback_hint = Leave it out if you made none.
rate-note = Anything else
rate-note_hint = No name and no code is needed.
rate-invited = You have received the result. Are you satisfied with how this dossier was handled?
rate-invite = Rate this dossier
rate-refused_by_officer = Officers do not rate dossiers: a rating is the citizen’s.
rate-instead_by_officer = If this dossier is your own, sign out and rate it by its slip.
rate-refused_already_rated = This dossier was rated at { $at }. A dossier is rated once; a rating is not changed.
rate-instead_already_rated = If something is still wrong, please tell { $desk }.
rate-refused_not_received = This dossier was not received, so there is nothing to rate yet.
rate-instead_not_received = For help or a complaint please contact { $desk }.
rate-refused_withdrawn = This dossier was withdrawn or closed, so there is no result to rate.
rate-instead_withdrawn = For a complaint about the dossier please contact { $desk }.
rate-refused_not_finished = This dossier is being worked on; there is no result yet.
rate-instead_not_finished = Please rate it once you have the result. For a complaint before that contact { $desk }.
rate-refused_not_given_out = The result of this dossier is ready, but you have not received it yet.
rate-instead_not_given_out = Please collect it at { $desk }, then rate it.
grade-very_satisfied = Very satisfied
grade-satisfied = Satisfied
grade-not_satisfied = Not satisfied
fault-grade = Please choose a grade.
