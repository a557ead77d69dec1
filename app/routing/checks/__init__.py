"""Looked at before a set is published: does it weaken, is a rule never followed, do rules clash."""
