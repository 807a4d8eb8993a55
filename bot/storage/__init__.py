"""The only place with SQL: one store per port over one database."""
