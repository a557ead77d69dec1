"""The case: its facts, its journal, its duties, its sheet, its place in the register."""
