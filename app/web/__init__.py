"""HTTP's own matters: problems, pages, versions, idempotency. No rule of the procedure stands here."""
