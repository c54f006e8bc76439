# The portal for citizens: home, catalogue of procedures, one procedure.

## Home

home-lead = Find a procedure, see what to bring, how long it takes and what it costs, and follow a dossier you have filed.
home-what = What do you need to do?
home-all_procedures = See all { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
}
home-filed = Already filed
home-track = Track a dossier
home-track_text = With the dossier code and the tracking key printed on the appointment slip; no account needed.
home-my = My dossiers
home-my_text = File, add papers and see what you filed online. You sign in with a code sent to your phone or mail.
home-desk = When the one-stop desk is open
home-staff = For staff:
home-sign_in = Sign in
home-demonstration = This is a demonstration on this machine; no dossier and no person in it is real.

desk-days = { $first } to { $last }
desk-closed = closed
desk-open_now = It is open now.
desk-opens = It is closed now and opens at { $at }.
desk-illustrative = These hours are for reference only.

## Catalogue

catalogue-search = Find a procedure
catalogue-find = Find
catalogue-hint = Type a few words such as “birth”, “sang ten so do”, or a code. Diacritics may be left out, and one mistyped letter is forgiven.
catalogue-lead = { $n ->
    [one] The agency handles { $n } procedure.
   *[other] The agency handles { $n } procedures.
} Search by name, or pick what you need.
catalogue-heading = Results for “{ $asked }”
catalogue-heading_within = Results for “{ $asked }” in “{ $within }”
catalogue-all_heading = All procedures
catalogue-found = { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
}
catalogue-count = { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
}
catalogue-none = No procedure has all the words you typed.
catalogue-nothing = No procedure was found. Try fewer words, or pick what you need below.
catalogue-partly = With some of the words
catalogue-elsewhere = “{ $said }”: please go to { $place }.
catalogue-near = You may mean
catalogue-narrow = Narrow by field:
catalogue-by_event = What brings you here?
catalogue-by_field = By field
catalogue-all = See all procedures
catalogue-page = Page { $page } of { $pages }
catalogue-before = Previous page
catalogue-after = Next page

online-none = At the desk only
online-partial = File online, collect at the desk
online-full = Fully online
online-portal = At the desk or on the National Public Service Portal

## One procedure

procedure-code = Procedure code
procedure-illustrative = For reference only; this is not the agency’s published version. English names are this project’s translation.
procedure-not_now = This procedure is not in force today, so nothing can be filed.
procedure-duration = Duration
procedure-and_cases = { $duration }; other cases are listed below
procedure-cost = Fees and charges
procedure-no_fees = Not known yet
procedure-see_fees = Several, see below
procedure-applicants = Who may apply
procedure-unit = Unit responsible
procedure-online = How to file
procedure-result = What you get
procedure-file = File online
procedure-contents = On this page
procedure-papers = What to prepare
procedure-no_papers = There is no information about the papers of this procedure yet; please ask at the one-stop desk.
procedure-required = Required
procedure-optional = Only where the case applies
procedure-forms = Forms
procedure-no_forms = There are no forms to download here yet; please ask for them at the one-stop desk.
procedure-forms_there = The published text:
procedure-source = page on the National Public Service Portal
procedure-where = Where to file
procedure-online_none = This procedure cannot be filed online yet.
procedure-online_partial = File online; come to the one-stop desk with the originals and to collect the result.
procedure-online_elsewhere = This agency takes online filings through the National Public Service Portal.
procedure-online_portal = File on the National Public Service Portal (dichvucong.gov.vn) or at the desk; the published source does not say which part needs a visit.
procedure-online_full = All of it can be done online.
procedure-at_desk = At the desk:
procedure-fees = Fees and charges
procedure-no_fees_text = The published source names no fee for this procedure. Please ask the desk before filing; only what a rule sets is charged, against a receipt.
procedure-reliefs = Exemptions and reductions
procedure-best_relief = Where several apply to you, the best one counts.
procedure-by_channel = filed: { $channels }
procedure-remote = remote areas
procedure-not_remote = other areas
procedure-longer = { $by } longer
procedure-time = How long it takes
procedure-example = For example, a dossier received at { $at }:
procedure-every_case = Every case
procedure-other_cases = All other cases
procedure-due = Due date:
procedure-really = In practice
procedure-usual = Of { $n ->
    [0] the dossiers
    [one] { $n } dossier
   *[other] { $n } dossiers
} finished from { $from } until now, not counting pauses for missing papers or other agencies:
procedure-by_law = Legal duration
procedure-working_days = { $days } working days
procedure-at_once = at once
procedure-too_few = Fewer than 10 dossiers were finished in the last four quarters with this one; that is too few to say how long it takes in practice.
procedure-figures = Figures of this procedure
procedure-steps = Who works on it
procedure-one_act = The desk officer receives the dossier, resolves it and hands the result over in one visit.
procedure-steps_hint = After reception at the one-stop desk the dossier takes these steps, each with the most time it may use.
procedure-basis = Legal basis
procedure-no_basis = There is no information about the legal basis yet.
procedure-from = In force from
procedure-to = In force until
procedure-unverified = Not verified
procedure-unverified_value = { $value } (not verified)
unverified-effective_from = First day in force: the published source has none; it is the day on which two-level local government began.
unverified-duration = Duration: the published source has none for the whole procedure. The duration on this page is only for the time being; the agency must enter the legal one.
unverified-duration_unit = Duration: the published source has a number without a unit; the unit on this page is a reading of it.
unverified-fees = Fees and charges: the published source says “free” by default and without a basis, or nothing; no amount is entered.
unverified-online_level = Online filing: the published source names the channel without its level.
unverified-papers = Papers: shortened from the published source; the numbers of copies, and which papers are required, were not compared with the legal text.
unverified-steps = Steps and their times: illustrative; the agency enters its own process.
procedure-decision = Announced by

paper-originals = { $n ->
    [one] { $n } original
   *[other] { $n } originals
}
paper-certified = { $n ->
    [one] { $n } certified copy
   *[other] { $n } certified copies
}
paper-copies = { $n ->
    [one] { $n } copy
   *[other] { $n } copies
}

applicant-individual = individuals
applicant-household = households and residential communities
applicant-organization = organizations and enterprises
applicant-overseas = Vietnamese abroad and foreigners

fee-fee = Fee
fee-charge = Charge
fee-named = { $kind }: { $name }
fee-by_resolution = Set by resolution of the People’s Council; charged only once the amount is published
fee-nothing = None
fee-amount = { $amount } đồng
fee-amount_per = { $amount } đồng per { $per }
fee-first = { $amount } đồng per { $per } for the first { $last }
fee-between = { $amount } đồng per { $per } from number { $from } to { $last }
fee-from = { $amount } đồng per { $per } from number { $from } on
fee-at_most = , at most { $amount } đồng
fee-at_most_copy = , at most { $amount } đồng per copy
fee-basis = Basis:
fee-resolution = { $basis }; { $resolution }
fee-unknown_case = The procedure has no case “{ $name }”
fee-unknown_relief = The procedure has no relief “{ $name }”
fee-relief_not_given = The relief “{ $name }” is not given on this day, by this channel or in this case
fee-count = There must be 1 { $name } or more
fee-too_much = The amount is too large to be counted; check the numbers
fee-unknown_procedure = There is no procedure “{ $name }”
fee-not_in_force = Procedure { $name } is not in force on { $day }
fee-versions = in force: { $periods }

relief-all = exempt
relief-part = { $percent } % off
relief-amount = { $amount } đồng off
relief-channels = filed: { $channels }
relief-from = from { $day }
relief-to = to { $day }
relief-claim = condition: { $claim }

per-dossier = dossier
per-page = page
per-copy = copy
per-parcel = parcel
per-month = month
per-giao_dich = transaction
per-truong_hop = case
per-van_ban = document
per-di_chuc = will
