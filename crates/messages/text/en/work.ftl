# The work queue, the officer’s dossier page, what can be done.
