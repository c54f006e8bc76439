# Texts of the pages.

## Common words

word-yes = Yes
word-no = No
word-none = (none)
word-total = Total
word-period = Period
word-unit = Unit
word-field = Field
word-step = Step
word-officer = Officer

## Names of pages

page-home = Home
page-figures = Figures
page-list = Dossiers
page-dossier = Dossier
page-scenario_clock = Demonstration clock
page-form_06a = Form II.06a
page-procedures = Procedures
page-about = Definitions

page-work = My work
page-filings = Online filings
page-receive = Reception
page-handovers = Hand-overs
page-results = Results
page-notices = Notices not delivered
page-head = What needs me today
page-leave = Leave and stand-ins
page-calendar = Days off
page-accounts = Accounts
page-my = My dossiers
page-claim = Add dossiers handed in at the desk
page-browsers = Sessions and known browsers
page-rate = Rate a dossier
page-satisfaction = Satisfaction
page-track = Track a dossier
page-assist = File for a citizen
page-find = Find a dossier
page-complain = Complaint or proposal about a dossier
page-complaints = Complaints
page-directives = Directives
page-directive_new = Issue a directive
page-load = Load, and what stands still
page-board = Results board
