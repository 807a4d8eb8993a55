"""The only place that talks to Spotify."""
