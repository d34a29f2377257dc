"""The paper: plain data in, a tagged PDF out."""
