"""Taking people on, appointing them, signing in, and giving keys to other systems."""
