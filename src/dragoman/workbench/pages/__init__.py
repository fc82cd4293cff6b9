"""One file a page: a request in, a filled template out."""
