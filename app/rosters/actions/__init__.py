"""Writing desk hours, rosters and duty logs."""
