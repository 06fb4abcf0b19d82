"""Maps in Markdown pages: tables, and headings with labelled lists."""
