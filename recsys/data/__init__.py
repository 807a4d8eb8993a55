"""Playlists from files: readers of the usual formats, and splitting into a training set and a challenge."""
