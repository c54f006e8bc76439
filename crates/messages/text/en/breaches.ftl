# The register of breaches of the protection of personal data.

page-breaches = Breaches of personal data
today-breach = Breach of data
reads-what_breaches = Breaches of personal data
denied-breaches = Only leaders and the inspector see and keep the register of breaches of personal data. Who discovers a breach tells the leaders of the agency at once.
breach-lead = When personal data is disclosed, lost or processed wrongly, record it at once: from the discovery the agency has 72 hours to notify the specialised body for the protection of personal data, nights and days off included.
breach-note = To be notified within { $hours } hours of the discovery, nights and days off included (article 23.1 of Law 91/2025/QH15). What happened and was done stands on the page of each breach.
breach-empty = No breach is on record.
breach-heading = Breach { $name }
breach-name = Number
breach-state = State
breach-left = { $hours ->
    [one] 1 hour left
   *[other] { $hours } hours left
}
breach-left_under = under 1 hour left
breach-over = { $hours ->
    [one] 1 hour over
   *[other] { $hours } hours over
}
breach-over_under = under 1 hour over
breach-so_many = { $n ->
    [one] 1 person
   *[other] { $n } persons
}

## What is known

breach-discovered = Discovered
breach-discovered_hint = Day and time at which the agency learned that there is a breach, not when the cause was found; the 72 hours count from here. For example: 22/11/2018 16:30.
breach-notify_by = To be notified by
breach-nature = Kind of breach
breach-nature_access = Read or copied without a right
breach-nature_disclosure = Disclosed
breach-nature_loss = Lost or destroyed
breach-nature_alteration = Changed without a right
breach-nature_other_purpose = Processed for another purpose
breach-nature_rights_not_ensured = Rights of the person not ensured
breach-nature_other = Another breach
breach-data = Data concerned
breach-data_hint = Choose every kind. Where biometric or location data is concerned, the persons must be told too.
breach-data_basic = Name, birth, residence
breach-data_contact = Telephone, mail address
breach-data_identity = Numbers and images of identity papers
breach-data_family = Family, civil status
breach-data_property = Land, property, money
breach-data_health = Health
breach-data_account = Accounts, passwords
breach-data_biometric = Biometric (fingerprints, faces …)
breach-data_location = Location
breach-data_other = Other data
breach-persons = Persons concerned
breach-persons_hint = Leave empty while not known.
breach-persons_due = Persons to be told
breach-persons_due_said = Required, within the same 72 hours (article 29 of Decree 356/2025/NĐ-CP)
breach-notified = Notified
breach-informed = Persons told
breach-by = Recorded by
breach-closed = Closed

breach-tag_overdue = Notice overdue
breach-tag_waits = To be notified
breach-tag_persons_wait = Persons to be told
breach-tag_late = Notified late
breach-tag_closed = Closed
breach-tag_notified = Notified
breach-tag_left_out = No notice, with a reason

## What happened

breach-turn_recorded = Recorded
breach-turn_corrected = Information added or corrected
breach-turn_measured = Measure
breach-turn_notified = Specialised body notified
breach-turn_not_notified = Specialised body not notified
breach-turn_persons_informed = Persons told
breach-turn_closed = Closed

## Acts

breach-act_record = Record a new breach
breach-said_record = Write what is known; the rest is added later. The page of the breach can be printed for the confirming record (article 23.2 of Law 91/2025/QH15).
breach-text_record = What happened
breach-text_record_hint = Time, place, act, cause, possible consequences. Write codes of dossiers only, no names and no numbers of papers of the persons concerned.
breach-act_notify = Record the notice to the specialised body
breach-said_notify = Sent on form 08 of Decree 356/2025/NĐ-CP or through the national portal for the protection of personal data: what happened, kinds and amount of data, contact, consequences, measures. Once it is sent, record it here.
breach-body = Body that was notified
breach-number = Number of the paper, or code of the portal
breach-notified_at = Sent at
breach-notified_at_hint = For example: 22/11/2018 16:30.
breach-text_notify = Why it is late
breach-text_notify_hint = Required after the 72 hours.
breach-act_leave_out = No notice
breach-said_leave_out = Only where the breach cannot harm security, order, life, health, honour, dignity or property (article 23.1), and is no other case that must be notified: processing for another purpose, rights of the person not ensured (article 23.3).
breach-text_leave_out = Why there is no notice
breach-act_inform = Record that the persons were told
breach-said_inform = They are told (article 29.2 of Decree 356/2025/NĐ-CP): when and how it was discovered; the kinds of data; how serious it is and the risks; the measures; what they should do; whom to contact.
breach-way = How they were told
breach-way_individually = Each person
breach-way_publicly = Public announcement
breach-informed_at = Told at
breach-informed_at_hint = For example: 22/11/2018 16:30.
breach-text_inform = What they were told
breach-act_measure = Record a measure
breach-said_measure = What was done to stop it, repair it and reduce the harm.
breach-text_measure = Measure
breach-act_correct = Add or correct information
breach-said_correct = The earlier versions stay on this page. With another discovery the hours are counted anew.
breach-text_correct = Why it is added or corrected
breach-act_close = Close the breach
breach-said_close = Once it is closed, nothing more can be recorded.
breach-text_close = How it ended

breach-done_record = The breach is on record. The 72 hours count from its discovery.
breach-done_notify = The notice to the specialised body is on record.
breach-done_leave_out = The reason for no notice is on record.
breach-done_inform = It is on record that the persons were told.
breach-done_measure = The measure is on record.
breach-done_correct = The new information is on record.
breach-done_close = The breach is closed.

fault-breach = “{ $field }”: please write it.
fault-breach_body = Please write the body that was notified.

breach-refused_not_on_record = There is no such breach.
breach-instead_not_on_record = Open the register again.
breach-refused_not_responsible = You do not keep the register of breaches.
breach-instead_not_responsible = A leader or the inspector does this.
breach-refused_already_recorded = This breach is on record.
breach-instead_already_recorded = Open the register again.
breach-refused_ahead = The time that was written is still ahead.
breach-instead_ahead = Correct the time.
breach-refused_before_discovery = Nobody can be told before the discovery, which was at { $at }.
breach-instead_before_discovery = Correct the time.
breach-refused_no_data = No kind of data is chosen.
breach-instead_no_data = Choose at least one.
breach-refused_empty_text = The text is empty.
breach-instead_empty_text = Write it and send again.
breach-refused_late_without_reason = The hours were over at { $at }.
breach-instead_late_without_reason = Write why the notice is late.
breach-refused_already_notified = The specialised body was notified at { $at }.
breach-instead_already_notified = Record what was sent later as a measure.
breach-refused_already_left_out = The reason for no notice was recorded at { $at }.
breach-instead_already_left_out = Where a notice is needed, record the notice.
breach-refused_already_closed = The breach was closed at { $at }.
breach-instead_already_closed = Record another breach as a new one.
breach-refused_body_waits = It cannot be closed: the specialised body was not notified.
breach-instead_body_waits = Record the notice, or why there is none.
breach-refused_persons_wait = It cannot be closed: the persons were not told.
breach-instead_persons_wait = Record that they were told.
breach-refused_no_measure = It cannot be closed: no measure is on record.
breach-instead_no_measure = Record what was done.
