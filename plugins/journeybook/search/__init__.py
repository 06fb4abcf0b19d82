"""Full-text search of the site: lean documents in, the files of a Pagefind index out."""
