# The queue of a desk: kiosk, screen, counters, figures.
page-queue_kiosk = Take a ticket
page-queue_ticket = Ticket
page-queue_screen = Calling screen
page-queue_counter = Counter
page-queue_link = Ticket kiosk
page-queue_figures = Waiting and serving times
denied-queue_kiosk = This page is for desk officers and the administrator.
audit-kind_renew_kiosk = Ticket kiosk’s link made

tickets-kiosk_lead = Please choose what you came for.
tickets-kiosk_nothing = The kiosk asks nobody’s name or number.
tickets-priority = Priority
tickets-priority_ask = Elderly, pregnant, disabled, or with a small child (called first)
tickets-waiting = { $n ->
    [0] Nobody waits
    [one] 1 person waits
   *[other] { $n } people wait
}
tickets-before = { $n ->
    [0] Nobody waits before you in this line.
    [one] 1 person waits before you in this line now.
   *[other] { $n } people wait before you in this line now.
}
tickets-lately = Of the { $n } people called last, half waited no longer than { $minutes } minutes. This is no forecast.
tickets-ticket_said = Please keep this number and watch the calling screen. Whoever is absent when called is called once more, after those who wait.
tickets-again = Another ticket

tickets-now = Now serving
tickets-none_open = No counter is open yet. Please wait a moment.
tickets-counter_word = Counter
tickets-counter = Counter { $n }
tickets-please_come = please come
tickets-last_calls = Last calls
tickets-to_counter = to counter

tickets-link_lead = Open this link on the device at the entrance, in a browser in which no account is signed in. Whoever has the link can take tickets; where it became known, make a new one.
tickets-link_make = Make a new link
tickets-link_new = The new link, shown this once. The link before opens nothing any more.
tickets-screen_at = The calling screen, which is no secret:
tickets-not_set_up = This desk has no lines yet. Write them into agency.toml ([[queue_line]]: unit, letter, names) and put them in force with motcua rules put.

tickets-serving = Being served
tickets-serving_now = Counter { $n } serves ticket { $ticket }. What is done with a dossier now stands on record with it.
tickets-serving_none = No ticket was called.
tickets-called_before = { $n ->
    [0] called just now
    [one] called 1 minute ago
   *[other] called { $n } minutes ago
}
tickets-absent_before = was absent once
tickets-next = Call the next ticket
tickets-finish = Finish, call nobody
tickets-recall = Call again
tickets-absent = Absent
tickets-transfer_to = Send to
tickets-transfer = Send
tickets-close = Close the counter
tickets-nobody_waits = Nobody waits for this counter.
tickets-tied_hint = What is received, guided, refused, supplied or handed over meanwhile stands on record with this ticket.
tickets-act_received = Received
tickets-act_guided = Guided
tickets-act_refused = Refused
tickets-act_supplied = Papers taken
tickets-act_handed_over = Result handed over
tickets-lines = Today’s lines
tickets-line = Line
tickets-waiting_head = Waiting
tickets-priority_head = Priority
tickets-longest = Longest wait
tickets-next_head = Next
tickets-counters = Counters
tickets-no_counter = no counter
tickets-minutes = { $n } min
tickets-open = Open a counter
tickets-open_button = Open the counter
tickets-number = Number of the counter
tickets-serves = The counter calls the lines
tickets-change_lines = Change the counter’s lines
tickets-change = Save
tickets-draw = Take a ticket for somebody
tickets-draw_button = Take the ticket
tickets-done_opened = The counter is open for the lines that are ticked.
tickets-done_closed = The counter is closed.
tickets-done_called = The next ticket was called.
tickets-done_served = Ticket { $ticket } is finished.
tickets-done_recalled = Ticket { $ticket } was called again.
tickets-done_absent = Ticket { $ticket } was marked absent. The first time it goes to the end of its line, the second time it ends.
tickets-done_transferred = Ticket { $ticket } was sent on.
tickets-done_drawn = Ticket { $ticket } was taken.

tickets-refused_no_line = There is no such line. Choose one of the list.
tickets-refused_closed = Tickets are not given yet. The desk opens on { $value }, tickets are given from 30 minutes before.
tickets-refused_too_fast = Many people are taking tickets at once. Please try again in a minute.
tickets-refused_no_number = This line has no number left today. Please ask an officer at a counter.
tickets-refused_no_counter = No counter of this number is open. Counters are numbered from 1 to 99.
tickets-refused_no_lines = Tick at least one line.
tickets-refused_counter_taken = { $value } has this counter open. Choose another number.
tickets-refused_other_counter = Counter { $value } is open for you. Close it first.
tickets-refused_not_open = No counter is open for you. Open one below.
tickets-refused_serving = Ticket { $value } is being served. Finish it or send it on first.
tickets-refused_not_serving = The counter has left ticket { $value }, which the page still showed; nothing more was done. See the present one below.
tickets-refused_nobody_waits = Nobody waits for this counter.

tickets-figures_lead = Each visit is counted from the ticket (or from being sent on, or coming back after an absence) to the call, and on to its end.
tickets-figures_long = A period has 366 days at most. Choose a shorter one.
tickets-figures_none = No visit in this period.
tickets-figures_note = Times are whole minutes. Median and 90 % are given from { $n } calls on.
tickets-by = By
tickets-by_line = Line
tickets-by_counter = Counter
tickets-by_hour = Hour in which the wait began
tickets-by_day = Day
tickets-figure_visits = Visits
tickets-figure_priority = Priority
tickets-figure_called = Called
tickets-figure_served = Served
tickets-figure_absent = Absent
tickets-figure_transferred = Sent on
tickets-figure_not_called = Never called
tickets-figure_waiting = Waiting (min)
tickets-figure_serving = Serving (min)
tickets-figure_median = Median
tickets-figure_nine_of_ten = 90 % within
tickets-figure_longest = Longest
