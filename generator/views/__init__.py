"""The content of each output as resolved values and addresses, without markup."""
