"""Songs that people bring along: files and pasted lists, read without a network, a clock or the disk."""
