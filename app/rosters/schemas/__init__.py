"""Desk hours, rosters and duty logs, as seen from outside."""
