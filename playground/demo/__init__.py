"""The demo: loopback Discord and Spotify, the real bot between them, a tour of it, then a prompt."""
