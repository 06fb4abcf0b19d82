"""Full-text search of the published portal: lean documents in, the files of a Pagefind index out. Knows no host."""
