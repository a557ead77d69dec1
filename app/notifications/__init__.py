"""Notices that reach a person: from the outbox to an inbox."""
