"""Candidate sources beside the two towers: each scores all songs for what is shown of a playlist."""
