"""What happened is never changed afterwards."""
