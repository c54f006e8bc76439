## Reports

page-reports = Reports
page-form_06b = Form II.06b
form_06b-2 = Resolving unit
form_06b-caption = Form II.06b/VPCP/KSTT
reports-lead = Each report has a choice of calendar periods and of the law’s reporting periods (from the 15th to the 14th); it prints, and can be downloaded as Excel and CSV.
reports-said_form_06a = Dossiers received, resolved and being resolved, by field.
reports-said_form_06b = Dossiers received, resolved and being resolved, by the unit that answers for the result. The columns are those of form II.06a.
reports-file_xlsx = Download for Excel
reports-file_csv = Download as CSV
reports-page_of = Rows { $first }–{ $last } of { $n }
reports-next = Show the next rows
ask-calendar = Calendar periods:
ask-reporting_half = half-year { $half }

page-late_list = Late dossiers
reports-said_late_list = Dossiers finished late and open ones past the due date: how many working days and minutes late, who holds them, when the apology was sent.
late_list-days = Working days late
late_list-minutes = Working minutes late
late_list-letter = Apology sent
late_list-note = { $open } open dossiers past the due date, { $finished } finished late. The time late is working time, excluding pauses.
late_list-empty = No dossier is late in this period.
page-apology_list = Apologies
reports-said_apology_list = Dossiers that owe an apology in the period: when each letter was sent, which ones have none and who let that happen.
apology_list-became_late = Became late
apology_list-sent = Letter sent
apology_list-by_due = Sent by the due date
apology_list-gap = Not sent
apology_list-gap_unit = Unit that let it happen
apology_list-gap_officer = Officer who let it happen
apology_list-note = { $late } dossiers owe an apology, { $sent } letters were sent ({ $rate }, target { $target }), { $by_due } of them by the due date; { $gaps } gaps.
apology_list-empty = No dossier owes an apology in this period.
