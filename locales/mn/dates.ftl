# The line that opens a report: with the agency that sent it, and without one.
# $place and $date come ready to print; the pattern of $date is in edition.toml.

dateline = { $place }, { $date } ({ $agency }) —
dateline-plain = { $place }, { $date } —
