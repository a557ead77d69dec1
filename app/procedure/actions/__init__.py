"""One frozen record for each thing a person can do to a case. Its fields say what it asks for."""
