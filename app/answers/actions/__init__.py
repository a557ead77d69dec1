"""A wording's way, and who alone may give it."""
