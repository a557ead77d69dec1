"""The store: PostgreSQL, reached through SQLAlchemy and asyncpg."""
