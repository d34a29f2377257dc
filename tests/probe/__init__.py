"""Nothing leaks: every view as every person of two families whose every secret says so itself."""
