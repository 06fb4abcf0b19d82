"""Pages of business customers: one account, all accounts, and the accounts of a segment."""
