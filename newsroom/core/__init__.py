"""Small tools that know nothing of the other parts: addresses, site settings, proxies."""
