"""Accuracy, and what users notice beyond it, on held-out playlists: Segue against what else a developer could pick."""
