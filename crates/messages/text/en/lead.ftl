# Heads, leaders, administrator, inspector.

## Figures: the public form and the one for staff

fault-value = “{ $name }” has no value “{ $value }”. Choose one of the list, or leave this filter out.
figures-merged = Groups under 5 dossiers
figures-other_officers = Other officers
figures-few = { $n ->
    [one] Only one dossier matches.
   *[other] Only { $n } dossiers match.
} In public, a group under 5 dossiers is not divided, so that nobody's dossier can be guessed. Widen the period or leave out filters.
figures-outside = This unit is outside your scope, so no figures are shown. The general figures are public and can be seen without signing in.
figures-people = Figures about a person are for talking inside the unit, and that person sees them first. Pauses are already taken off; the load and the difficulty of people's work differ, so these rows are no ranking.
list-grouped = By procedure and month of reception; groups under 5 dossiers are merged
list-few = What was chosen matches only a group under 5 dossiers, so in public it is not divided by outcome. Widen the period or leave out filters.
list-merged = By procedure and month each of these groups has under 5 dossiers, so only the merged group is shown.
