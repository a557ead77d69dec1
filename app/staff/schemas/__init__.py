"""What the staff's rooms take and answer."""
