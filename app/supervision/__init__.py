"""What the head watches: duties missed, and what time itself takes further."""
