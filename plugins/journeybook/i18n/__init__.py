"""The language of the site: the message catalogue, and formats of dates, counts and lists."""
