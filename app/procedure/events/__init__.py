"""One frozen record for each thing that happened to a case; each knows what it changes in the facts."""
