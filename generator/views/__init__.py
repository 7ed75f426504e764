"""What each output shows: resolved values and addresses, never markup."""
