"""Words for readers: the message catalogue, and dates, counts and lists in the language of the site."""
