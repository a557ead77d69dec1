"""What residents may ask about their own data, and how personal values leave the store for good."""
