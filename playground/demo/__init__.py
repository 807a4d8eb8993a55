"""The demo: loopback Discord, Spotify and ReccoBeats, the real bot between them, a tour of it, then a prompt."""
