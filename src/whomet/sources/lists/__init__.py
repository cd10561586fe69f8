"""Lists of pages: addresses one a line, feeds, sitemaps, the story lists of Media Cloud and GDELT."""
