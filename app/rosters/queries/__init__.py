"""Reading desk hours, rosters and duty logs."""
