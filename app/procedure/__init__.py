"""The written procedure as pure functions: no I/O, no clock, no identifiers made here."""
