"""One command starts everything, one signal stops it."""
