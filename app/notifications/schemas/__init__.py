"""Inbox, channels and settings as seen from outside."""
