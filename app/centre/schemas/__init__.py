"""What a centre and its lists look like from outside."""
