# The erasure of personal data in dossiers whose retention has ended.

page-retention = Dossiers past their retention
today-disposal = Erasure proposed
today-disposal_open = Look it over
reads-what_disposals = Proposals to erase dossiers past their retention
denied-retention = Only leaders and the inspector act on dossiers past their retention.
retention-lead = One officer proposes, another one approves. With the approval the personal data, papers and files of the dossiers are erased and cannot be restored; instants, units, terms and figures stay. An older backup that is restored is erased again.
retention-no_rules = No rule says how long dossiers are kept, so none is erased. The agency enters the years and their basis in the file retention.toml.
retention-none = No dossier is past its retention and not proposed.
retention-count = { $n ->
    [one] One dossier is past its retention.
   *[other] { $n } dossiers are past their retention, the longest first.
}
retention-more = { $n ->
    [one] One more dossier follows once these are proposed.
   *[other] { $n } more dossiers follow once these are proposed.
}
retention-tick_all = Choose all dossiers of the page
retention-see = See the dossier
retention-none_ticked = No dossier is chosen. Tick those to be erased.
retention-code = Dossier code
retention-procedure = Procedure
retention-kept_until = Kept until
retention-basis = Basis of the retention
retention-permitted_by = Document that permits the erasure
retention-permitted_by_hint = Number and day of the decision to destroy records, or of the minutes about it.
retention-reason_propose = Reason
retention-reason_send_back = Why they are not erased
retention-proposals = Proposals
retention-heading = Proposed erasure { $name }
retention-about = { $n ->
    [one] One dossier, proposed by { $by } at { $at }
   *[other] { $n } dossiers, proposed by { $by } at { $at }
}
retention-proposed = Proposal
retention-decided = Decision
retention-dossiers = Dossiers of the proposal
retention-not_now = cannot be erased now: erased already, a complaint waits, or the rule has changed
retention-tag_waits = To be approved by another officer
retention-tag_approved = Erased
retention-tag_sent_back = Not erased
retention-turn_proposed = Proposed
retention-turn_sent_back = Not approved
retention-turn_approved = Approved and erased
retention-act_propose = Propose to erase the chosen dossiers
retention-act_approve = Approve and erase
retention-said_approve = The data is erased at once and cannot be restored. Instants, units, terms and figures stay.
retention-act_send_back = Do not erase these dossiers
retention-said_send_back = The dossiers return to the list and can be proposed again.
retention-done_propose = It is proposed. The dossiers are erased when another officer approves.
retention-done_approve = The personal data of the dossiers is erased.
retention-done_approve_waits = The personal data is erased from every page and list. Another program is reading the data file; the erased bytes are overwritten as soon as that program has ended.
retention-done_send_back = On record: these dossiers are not erased.

retention-refused_not_on_record = There is no such proposal.
retention-instead_not_on_record = Open the list of dossiers past their retention again.
retention-refused_not_responsible = You are not responsible for this.
retention-instead_not_responsible = A leader or the inspector does this.
retention-refused_already_proposed = This proposal is on record.
retention-instead_already_proposed = Open the list again.
retention-refused_nothing_chosen = No dossier is chosen.
retention-instead_nothing_chosen = Tick those to be erased.
retention-refused_not_erasable = A dossier cannot be erased now: it is erased, stands in another proposal, a complaint about it waits, or the rule has changed.
retention-instead_not_erasable = Look at the list below; send the proposal of another officer back, then propose again those that may be erased.
retention-refused_empty_text = The text is empty.
retention-instead_empty_text = Write the document that permits it and the reason, and send again.
retention-refused_own_proposal = This proposal is your own.
retention-instead_own_proposal = Another officer approves it; you may take it back.
retention-refused_already_decided = This proposal was decided at { $at }.
retention-instead_already_decided = Where it is needed, make a new proposal.
