"""The web: pages fetched politely and safely, with an honest status for each address."""
