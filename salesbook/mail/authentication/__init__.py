"""Whether receivers can trust a domain's letters: SPF, DKIM, DMARC."""
