"""Pictures for people, drawn in a process of their own."""
