"""回访: the desk's work list after the sheet is returned, and what was said."""
