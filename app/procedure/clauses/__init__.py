"""Every obligation of the procedure in our own words, and the rules that keep each of them."""

from app.procedure.clauses.chapters import CHAPTERS, CLAUSES, UnknownClause, clause_of
from app.procedure.clauses.entries import Clause, Who
from app.procedure.clauses.marks import RULES, clause

__all__ = ["CHAPTERS", "CLAUSES", "RULES", "Clause", "UnknownClause", "Who", "clause", "clause_of"]
