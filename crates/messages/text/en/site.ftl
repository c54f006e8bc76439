# Frame, home, errors.

site-skip = Skip to the content
site-sections = Pages
site-more = Other pages
site-more-figures = Figures
site-more-public = The public
site-more-officers = Officers
site-more-oversight = Oversight
site-this_language = English
site-scenario = Demonstration, its clock at { $at }. No dossier is real.
site-footer = Một Cửa: open-source software for one-stop desks. Every figure opens the list of dossiers behind it.
site-to_home = Back to the home page

## Home

home-no_agency = Một Cửa
home-search = Look up a dossier by its code
home-find = Find
home-periods = Figures by period
home-periods_caption = Dossiers received in the period, as they stand at its end
home-nothing = No figures yet.
home-dossiers = Dossiers
home-to_figures = By period, unit, field and procedure, as recorded at any time.
home-to_form_06a = How procedures were resolved, on the statutory form, ready to print.
home-to_about = What every number means and how it is counted.
home-registers = Registers
home-registers_caption = Each register has its own figures; they never mix

period-year_to_date = This year so far
period-last_month = Last month
period-last_quarter = Last quarter
period-last_year = Last year
period-all = Everything

## Errors

error-no_page-heading = There is no such page
error-no_page-said = The address may be mistyped, or the page may have moved. Nothing has changed.
error-no_page-next = Check the address, or start from the home page.
error-no_dossier-heading = No dossier “{ $code }”
error-no_dossier-said = No dossier has this code, or it was not yet on record at the time you chose.
error-no_dossier-next = Compare it with the appointment slip, with every full stop and hyphen, and search again.
error-no_procedure-heading = No procedure “{ $code }”
error-no_procedure-said = The catalogue has no procedure with this code.
error-no_procedure-next = Look for the procedure by name on the page “Procedures”.
error-broken-heading = This page cannot be shown
error-broken-said = The server met an error while it was reading data, so this page cannot be shown. Everything recorded before is kept.
error-broken-next = Reload the page. If you had just sent a form, open the dossier to see whether it was recorded before you send that same form again. If the error stays, ask the operator to run “motcua doctor”.
error-full-heading = The server has no space left
error-full-said = What was just sent was not recorded. Everything recorded before is kept and can still be read.
error-full-next = Ask the operator to free some space, then send this same form again.
error-read_only-heading = The records can be read but not written now
error-read_only-said = The data folder cannot be written, so what was just sent was not recorded. Everything recorded before is kept and can still be read.
error-read_only-next = Ask the operator to check the rights of the folder and the disk, then send this same form again.
error-withheld-heading = This cannot be shown now
error-withheld-said = Each showing of personal data must be put on record first, and nothing can be recorded now. The data of the dossier is kept.
error-withheld-next = Ask the operator to check the disk, then reload the page.
done-heading = This is on record
done-said = What you sent is on record; only the page that shows it could not be opened. Please do not send it again: open that page to see what was recorded.
done-next = Open the page that shows it
error-not_certain-heading = It is not certain whether this was recorded
error-not_certain-said = The server failed while it was writing, so it does not know whether what was just sent is on record. Everything recorded before is kept.
error-not_certain-next = Send this same form again, with the button on this page or by reloading the page and agreeing to send again: if it was recorded the first time, it is not recorded twice. Please do not start a new form for the same matter.
error-busy-heading = The server is busy
error-busy-said = The highest number of requests is waiting already, so this one was not handled and nothing was recorded.
error-busy-next = Wait a few seconds and reload this page. If you were sending a form, your browser still has what you entered: reload and agree to send it again, or go back and send it again.
error-overloaded-heading = The server is overloaded
error-overloaded-said = The server has many requests in hand, so this one was not carried out and nothing was recorded. Everything recorded before is kept.
error-overloaded-next = Wait a few seconds, then reload the page; if you had just sent a form or files, send that same form again.
error-key_conflict-heading = This form was sent before with other content
error-key_conflict-said = This form was already used to record something else, so what was just sent was not recorded. What was recorded the first time is kept.
error-key_conflict-next = Open the dossier to see what was recorded. If the new content is still needed, send the form again: it is then recorded as another act.
error-changed-heading = This cannot be done now
error-changed-said = The dossier has changed since you opened the page, or its present state does not allow this. What was just sent was not recorded.
error-changed-next = Open the dossier again to see its present state, then repeat the action if it is still needed.
error-files_full-heading = The dossier has no room for these files
error-files_full-said = The files of the dossier would be larger together than allowed, so the files just sent were not recorded. The files recorded before are kept.
error-files_full-next = Leave out some files or choose smaller ones, then send the form again.
error-draft_gone-heading = The dossier was filed before the file arrived
error-draft_gone-said = What was being filled in was filed, or deleted, before the file just sent arrived, so a file that came after that was not recorded. What was filed is kept.
error-draft_gone-next = Open the dossier in “My dossiers” to see which files were filed. If the file just sent is not among them, add it under “Hand in the missing papers” of the dossier when the office asks for it, or bring the paper to the one-stop desk.
batch-changed = the dossier has changed since you read it, so nothing was done. Read it again, and do it anew if it is still needed.
batch-gone = this dossier no longer waits for this, or is no longer in your charge.
batch-not_tried = This one was not tried, because the one before it failed.
error-foreign-heading = This request came from another site
error-foreign-said = The browser says that the button pressed was not on this site, so nothing was done. Nothing has changed.
error-foreign-next = If you did mean to do this, open the page from the home page and press the button there.
error-other_host-heading = The demonstration is for this machine only
error-other_host-said = This is a demonstration, whose passwords are public, so it answers only on the machine that runs it. Nothing has changed.
error-other_host-next = Open the page on that machine, at an address that begins with http://127.0.0.1 or http://localhost.
error-no_method-heading = This address does not take that request
error-no_method-said = This page is for reading only or for sending a form only, and is not used the other way. Nothing has changed.
error-no_method-next = Open the page again from the home page and use the button on it.
error-too_slow-heading = What you sent did not arrive in full
error-too_slow-said = The connection was too slow or broke off, so the request did not arrive in full and nothing was recorded.
error-too_slow-next = Go back to the page before, where what you typed is usually still there, and send it again once the connection is steady.
error-too_large-heading = What you sent is too large
error-too_large-said = One form takes at most { $limit } kB of text, { $fields } fields and { $megabytes } MB of files. What you sent is over one of these limits, so nothing was recorded.
error-too_large-next = Go back to the page before, where what you typed is usually still there; shorten the text, choose fewer items or send fewer files at a time, and send it again.
error-long_address-heading = The address is too long
error-long_address-said = The address is longer than the system reads. Nothing has changed.
error-long_address-next = Choose fewer filters, or start from the home page.
error-long_head-heading = The browser sent too much along
error-long_head-said = The head of the request is larger than allowed, usually because of too many cookies. Nothing has changed.
error-long_head-next = Delete this site’s cookies in the browser and open the page again.
error-malformed-heading = The request could not be read
error-malformed-said = What the browser sent is incomplete or malformed, so nothing was recorded.
error-malformed-next = Go back to the page before and send it again. If that fails, start from the home page.

## Definitions

about-lead = Anyone can recompute the figures shown here: each has its definition, its denominator and the list of dossiers behind it.
about-rounding = Rates are rounded to two decimals and not adjusted to add up to 100 %. A table that does not add up is not shown.
about-version = Definitions, version { $version }.
site-waiting = waiting
site-print = Print this page
keys-heading = Keyboard shortcuts
keys-list = open or close this list
keys-search = to the search field
keys-next_row = to the next row
keys-previous_row = back to the row before
keys-tick = tick or untick this row
keys-next_dossier = open the next dossier
keys-suggested = to the suggested action (Enter takes it)
keys-tab = open page 1 to 9 of the head
keys-on = Use shortcuts (untick to turn them off)
keys-close = Close
