"""Places and residents, as seen from outside."""
